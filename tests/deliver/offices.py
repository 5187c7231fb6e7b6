"""A council's folder for the tests: a built pack, recipients, delivery.toml."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from packgen.deliver.journal import Known
from packgen.deliver.sending import Pace
from packgen.pipeline import BuildRequest, build
from packgen.posting import Done, SendRequest, prepare, send
from packgen.store import Ledger
from tests.workbooks import JUNE

ROOT = Path(__file__).parent.parent.parent
HEAD = "Name,E-mail,Lists,Audience,Formats,Active,Granted by"
ANN = "Ann Example,ann@oakshire.gov.uk,members,public,pdf,yes,"
SIAN = "Siân Davies,sian@oakshire.gov.uk,members,part2,pdf,yes,Monitoring Officer"
SECRET = "correct horse battery"  # noqa: S105 - of a pack that lives for a test
PACK = JUNE.stem
MOMENT = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)


@cache
def _example() -> Path:
    """The example pack, built once."""
    out = Path(mkdtemp(prefix="packgen-office"))
    build(BuildRequest(JUNE, out), lambda _: None)
    return out / PACK


@dataclass
class Office:
    """A folder with a pack in ``output``; ``waited`` holds the pauses that a sending made."""

    folder: Path
    waited: list[float]

    @property
    def pack(self) -> Path:
        return self.folder / "output" / PACK

    @property
    def outbox(self) -> list[Path]:
        """The messages in the outbox."""
        return sorted((self.folder / "outbox").glob("*.eml"))

    @property
    def delivery(self) -> Path:
        return self.folder / "delivery.toml"

    def request(self, to: str | None = None, mail_list: str = "members") -> SendRequest:
        return SendRequest(self.pack, mail_list, self.delivery, to)

    def doubts(self) -> tuple[Known, ...]:
        """The messages of which nobody knows whether they went out."""
        prepared = prepare(self.request())
        return prepared.journal(Ledger(prepared.address), lambda: MOMENT).doubts

    def send(self, to: str | None = None, told: list[str] | None = None) -> Done:
        """Sends in this process, on a clock that stands still."""
        prepared = prepare(self.request(to))
        settings = prepared.settings
        pace = Pace(lambda: 0.0, self.waited.append, settings.pauses_s, settings.a_minute)
        say = (told if told is not None else []).append
        return send(prepared, "the tests", lambda: MOMENT, pace, say)

    def command(self, *words: str | Path) -> list[str | Path]:
        return [sys.executable, "-m", "packgen", "send", self.pack, *words]

    def environment(self, **env: str) -> dict[str, str]:
        known = {k: v for k, v in os.environ.items() if k != "PACKGEN_STORE"}
        return {**known, "PYTHONPATH": str(ROOT), "COLUMNS": "100", **env}

    def packgen(self, *words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        """Sends in a process of its own."""
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env=self.environment(**env),
            check=False,
        )


def office(
    folder: Path,
    *people: str,
    transport: str = "file:outbox",
    more: str = "",
    lists: str = '[lists.members]\ntitle = "Members of the committee"\n[lists.press]',
    part2: str = 'domains = ["oakshire.gov.uk"]\npassword_file = "secret"',
) -> Office:
    """A folder, rows of recipients.csv, lines of delivery.toml -> an office that can send."""
    shutil.copytree(_example(), folder / "output" / PACK)  # makes the folder too
    (folder / "recipients.csv").write_text("\n".join([HEAD, *(people or (ANN,))]) + "\n", "utf-8")
    (folder / "secret").write_text(SECRET + "\n", "utf-8")
    settings = [
        'from = "papers@oakshire.gov.uk"',
        'name = "Oakshire Democratic Services"',
        'council = "Oakshire County Council"',
        'recipients = "recipients.csv"',
        f'transport = "{transport}"',
        more,
        lists,
        f"[part2]\n{part2}",
    ]
    (folder / "delivery.toml").write_text("\n".join(settings), "utf-8")
    return Office(folder, [])


def many(number: int) -> list[str]:
    """Rows of as many recipients."""
    return [f"Person {n},person{n}@oakshire.gov.uk,members,public,pdf,yes," for n in range(number)]
