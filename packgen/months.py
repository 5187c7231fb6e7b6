"""The month's source of a pack: its newest workbook, in a copy of the pack's folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.model.period import Period
from packgen.model.periodcode import period_code
from packgen.settings.calendar import CalendarPack
from packgen.settings.pack import load_pack, open_pack, slug


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that arrived, and the month that it says it reports on."""

    path: Path
    position: Period


@dataclass(frozen=True, slots=True)
class Month:
    """What is built: a pack's folder; ``position`` is what its workbook reports on, None for a
    folder that is built as it is."""

    source: Path
    label: str
    position: date | None


def month_of(pack: CalendarPack, months: Path) -> Month | None:
    """A pack of the calendar, where months are kept -> the newest month's source; None while no
    workbook has arrived. What somebody changed in a month's folder stays.

    Raises BadInput for a workbook that can't be read, and for two that report on the newest month.
    """
    if pack.workbooks is None:
        return Month(pack.folder, "", None)
    newest = _newest(pack, pack.workbooks)
    if newest is None:
        return None
    position = newest.position
    home = months / slug(f"{pack.name}-{period_code(position)}")
    try:
        _prepare(pack.folder, home, newest.path)
    except OSError as error:
        raise BadInput(
            Fault(str(home), f"can't be made: {error.strerror}", "check the folder's rights")
        ) from None
    return Month(home, position.label, position.last_day)


def _newest(pack: CalendarPack, inbox: Path) -> Workbook | None:
    found = [Workbook(path, _position(pack.folder, path)) for path in _candidates(pack, inbox)]
    if not found:
        return None
    last = max(book.position.last_day for book in found)
    newest = [book for book in found if book.position.last_day == last]
    if len({book.path.read_bytes() for book in newest}) > 1:
        names = ", ".join(book.path.name for book in newest)
        what = f"several workbooks report on {newest[0].position.label}: {names}"
        raise BadInput(Fault(str(inbox), what, "leave the one there that counts"))
    return newest[0]


def _candidates(pack: CalendarPack, inbox: Path) -> Iterator[Path]:
    for path in sorted(inbox.glob(pack.pattern)):
        if path.is_file() and not path.name.startswith((".", "~$")):  # locks of open workbooks
            yield path


def _position(folder: Path, workbook: Path) -> Period:
    """What a workbook reports on, read as the pack's folder says."""
    from packgen.ingest import read_workbook
    from packgen.settings.profile import load_profile

    with tempfile.TemporaryDirectory(prefix="packgen-") as made:
        home = Path(made) / folder.resolve().name
        _copy(folder, home, workbook)
        settings = load_pack(home)
        profile = load_profile(settings.profile) if settings.profile else None
        try:
            return read_workbook(settings.scorecard, sheet=settings.sheet, profile=profile).position
        except BadInput as error:
            faults = [Fault(workbook.name, fault.what, fault.remedy) for fault in error.faults]
            raise BadInput(faults) from None


def _prepare(folder: Path, home: Path, workbook: Path) -> None:
    """A month's folder as it is, with the workbook in it; made whole, or not at all."""
    if not home.exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".packgen-", dir=home.parent) as made:
            _copy(folder, Path(made) / home.name, workbook)
            (Path(made) / home.name).replace(home)
        return
    scorecard = home / _scorecard(home)
    data = workbook.read_bytes()
    if not scorecard.is_file() or scorecard.read_bytes() != data:
        part = scorecard.with_name(f".{scorecard.name}.part")
        part.write_bytes(data)
        part.replace(scorecard)


def _copy(folder: Path, home: Path, workbook: Path) -> None:
    name = _scorecard(folder)
    shutil.copytree(folder, home, ignore=lambda _, names: [n for n in names if n == name])
    shutil.copyfile(workbook, home / name)


def _scorecard(folder: Path) -> str:
    """The name that the workbook has in a pack's folder. Raises BadInput."""
    table, faults = open_pack(folder)
    name = table.text("scorecard")
    if name is None or Path(name).name != name:
        remedy = 'write scorecard = "scorecard.xlsx": each month\'s workbook is put there'
        where = f"{folder.name}/pack.toml: scorecard"
        raise BadInput([*faults, Fault(where, "is no file's name", remedy)])
    return name
