"""Where releases are remembered: a path or a URL -> an address that can be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault

FILE: Final = "packgen.db"
_URL = re.compile(
    r"(?P<kind>[A-Za-z][A-Za-z0-9]*)(?P<driver>\+[A-Za-z0-9_]+)?://(?P<rest>.*)", re.S
)
# Greedy: a password may hold any sign, "@" too.
_REST = re.compile(r"(?:.*@)?(?P<host>[^/?:@]*(?::\d{1,5})?)(?P<database>/[^?]*)?(?:\?.*)?", re.S)
_POSTGRESQL = "postgresql", "postgres"


@dataclass(frozen=True, slots=True)
class Address:
    """A database's URL, which may hold a password, and how messages call it. ``file`` is SQLite's;
    None for a server."""

    url: str = field(repr=False)
    shown: str
    file: Path | None = None


def address_of(asked: str | None, folder: Path) -> Address:
    """A path, or a URL as SQLAlchemy has it -> its address; None is ``packgen.db`` in a folder.

    Raises BadInput for what is no address; no message quotes a password.
    """
    if asked is None:
        return _file(folder / FILE)
    url = _URL.fullmatch(asked)
    if url is None:
        return _file(Path(asked))
    kind, driver, rest = url["kind"].lower(), (url["driver"] or "").lower(), url["rest"]
    if kind == "sqlite":
        return _sqlite(driver, rest)
    if kind in _POSTGRESQL:
        kind, driver = _POSTGRESQL[0], driver or "+psycopg"
    found = _REST.fullmatch(rest)
    where = f"{found['host']}{found['database'] or ''}" if found else "…"
    return Address(f"{kind}{driver}://{rest}", f"{kind}://{where}")


def _sqlite(driver: str, rest: str) -> Address:
    path = rest.removeprefix("/")
    if driver not in ("", "+pysqlite") or not rest.startswith("/") or "?" in path:
        raise _no_file("the store")
    return _file(Path(path))


def _file(path: Path) -> Address:
    if path.name in ("", "..", ":memory:") or not str(path).isprintable():
        raise _no_file("the store")
    try:
        if path.exists() and not path.is_file():
            raise BadInput(
                Fault(str(path), "is no regular file", f"name a file, such as output/{FILE}")
            )
    except OSError as error:
        raise BadInput(
            Fault(f"{str(path)[:60]}…", f"can't be opened: {error.strerror}", "mend the path")
        ) from None
    return Address(f"sqlite:///{path}", str(path), path)


def _no_file(place: str) -> BadInput:
    remedy = f"write a path (output/{FILE}), sqlite:///PATH, or postgresql://USER@HOST/DATABASE"
    return BadInput(Fault(place, "is no address that can keep releases", remedy))
