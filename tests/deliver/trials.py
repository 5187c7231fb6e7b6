"""Longer trials of mail than tests have time for: ``python -m tests.deliver.trials [KILLS]``.

1,000 messages over one connection with TLS and a password; then senders killed at random points,
by turns into an outbox and by a server, with the counts of who got it how often.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from packgen.posting import settle
from tests.deliver.offices import MOMENT, Office, many, office
from tests.deliver.servers import PASSWORD, USER, Mailbox, authority, server
from tests.deliver.test_outbox import people as in_outbox
from tests.deliver.test_smtp import everybody, people

_PEOPLE = 1000
_FEW = 25


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for number in (10, _PEOPLE):
        _timed(number)
    chance = random.Random(7)  # noqa: S311
    wrong = sum(not _killed(chance, by_server=bool(trial % 2)) for trial in range(kills))
    print(f"{kills} trials, {wrong} wrong")  # noqa: T201
    return int(wrong > 0)


def _timed(number: int) -> None:
    mailbox = Mailbox(keeps=False)
    with TemporaryDirectory() as folder, server(mailbox, tls="starttls", host="localhost") as port:
        Path(folder, "word").write_text(PASSWORD)
        url = f"smtp://{USER}@localhost:{port}?starttls&cafile={authority()[0]}"
        more = 'password_file = "word"'
        here = office(Path(folder), *many(number), transport=url, more=more)
        start = time.monotonic()
        told = here.packgen("--list", "members", "--yes", "--quiet")
        took = time.monotonic() - start
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        right = told.returncode == 0 and people(mailbox) == everybody(number)
        print(  # noqa: T201
            f"{number} messages: {took:.1f} s, {most:.0f} MB at most, "
            f"{len(mailbox.connections)} connection, {'right' if right else told.stderr}"
        )


def _killed(chance: random.Random, *, by_server: bool) -> bool:
    """One trial -> whether everybody got it once."""
    mailbox = Mailbox(keeps=False)
    with TemporaryDirectory() as folder, server(mailbox) as port:
        way = f"smtp://127.0.0.1:{port}" if by_server else "file:outbox"
        here = office(Path(folder), *many(_FEW), transport=way)
        kills, doubts = 0, 0
        while kills < 4 and _ran_out(here, chance):
            kills += 1
            time.sleep(0.1)
            if by_server:
                doubts += _settled(here, mailbox)
        finished = here.packgen("--list", "members", "--yes", "--quiet").returncode == 0
        got: Counter[str] = people(mailbox) if by_server else in_outbox(here)
        right = finished and got == everybody(_FEW)
        print(  # noqa: T201
            f"{'server' if by_server else 'outbox'}: {kills} kills, {doubts} in doubt, "
            f"{'right' if right else got}",
            flush=True,
        )
        return right


def _ran_out(here: Office, chance: random.Random) -> bool:
    """Starts a sender and kills it at some point -> whether it was still at work."""
    process = subprocess.Popen(
        here.command("--list", "members", "--yes", "--quiet"),
        cwd=here.folder,
        env=here.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(chance.uniform(0.5, 2.0))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True
    return False


def _settled(here: Office, mailbox: Mailbox) -> int:
    """Settles what is in doubt by the server's own record -> how many those were."""
    doubts = here.doubts()
    for doubt in doubts:
        went = doubt.to in people(mailbox)
        settle(here.request(), doubt.number, "trials", lambda: MOMENT, sent=went)
    return len(doubts)


if __name__ == "__main__":
    raise SystemExit(main())
