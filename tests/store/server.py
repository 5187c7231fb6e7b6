"""A PostgreSQL server of the tests' own: on loopback, as a user without rights, for a while."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PASSWORD = "h:unt/er@2"  # noqa: S105 - of a server that lives for a test
_QUOTED = "h%3Aunt%2Fer%402"


@contextmanager
def postgresql() -> Iterator[str]:
    """Yields the URL of an empty database on a running server."""
    folder = Path(tempfile.mkdtemp(prefix="packgen-pg"))
    user = _user(folder)
    try:
        word = folder / "password"
        word.write_text(PASSWORD)
        word.chmod(0o644)
        data, port = folder / "data", _free_port()
        initdb = ["-U", "clerk", "-A", "scram-sha-256", "--pwfile", word, "-E", "UTF8", "-N"]
        _run(["initdb", "-D", data, *initdb, "--locale=C"], user)
        options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
        _run(["pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"], user)
        try:
            yield f"postgresql://clerk:{_QUOTED}@127.0.0.1:{port}/postgres"
        finally:
            _run(["pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user)
    finally:
        shutil.rmtree(folder)


def _user(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then as the system's nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: list[Any], user: dict[str, Any]) -> None:
    program = _program(command[0])
    # The server keeps its output open for as long as it runs: nobody may wait for its end.
    subprocess.run(
        [program, *map(str, command[1:])],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        **user,
    )


def _program(name: str) -> Path:
    """Debian keeps the server's programs off the path."""
    found = shutil.which(name)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return Path(found) if found else places[-1]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
