"""A meeting's folder -> its settings: the meeting, its items, and whether they fit together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.settings import resources
from packgen.settings.convened import read_meeting
from packgen.settings.items import ReadItem, read_items
from packgen.settings.meeting import ItemKind, ItemPart, Meeting, MeetingSettings
from packgen.settings.pack import PACK_FILE, PackSettings, load_pack, open_pack, shared_settings
from packgen.settings.resolution import check_wording
from packgen.settings.standing import Ready
from packgen.settings.tables import TomlTable

_MEETING = "meeting"
_OPEN = (Ready.APOLOGIES, Ready.DECLARATIONS, Ready.MINUTES, Ready.QUESTIONS, Ready.EXCLUSION)


def is_meeting(folder: Path) -> bool:
    """Whether a folder is a meeting's: its pack.toml has [meeting]. False for anything else."""
    try:
        table, _ = open_pack(folder)
    except BadInput:
        return False
    return _MEETING in table.keys


def load_scorecard(source: Path, item: str | None = None) -> PackSettings:
    """A workbook, a scorecard's folder or a meeting's -> the settings of its scorecard.

    ``item`` is an item's number on the agenda: needed where a meeting has several scorecards. What
    takes an earlier paper's place counts. Raises BadInput.
    """
    if not is_meeting(source):
        if item is not None:
            what = "is no meeting's folder: it has no items"
            raise BadInput(Fault(str(source), what, "leave --item out"))
        return load_pack(source)
    items = load_meeting(source).items
    cards = {each.number: each.scorecard for each in items if each.scorecard}
    if not cards:
        remedy = "give the folder of a meeting that has one, or a workbook"
        raise BadInput(Fault(str(source), "the meeting has no scorecard", remedy))
    if item is None and len(cards) > 1:
        what, which = f"has {len(cards)} scorecards", "say which with --item"
        raise BadInput(Fault(str(source), what, f"{which}: {', '.join(cards)}"))
    if item is not None and item not in cards:
        remedy = f"name one of {', '.join(cards)}"
        raise BadInput(Fault(str(source), f"item {item[:60]!r} is no scorecard", remedy))
    return cards[next(iter(cards)) if item is None else item]


def load_meeting(
    folder: Path, *, style: str | None = None, template: str | None = None
) -> MeetingSettings:
    """A meeting's folder -> its settings; the arguments override pack.toml for all its papers.

    Raises BadInput with every fault of pack.toml, and of those it leads to, at once.
    """
    table, faults = open_pack(folder)
    settings = _settings(table, folder)
    if faults:
        raise BadInput(faults)
    own = settings.base
    if style:
        own = replace(own, style=resources.find("styles", style, own=folder / "styles"))
    if template:
        found = resources.find("templates", template, own=folder / "templates")
        own = replace(own, template=found)
    return _dressed(settings, own) if own is not settings.base else settings


def _dressed(settings: MeetingSettings, base: PackSettings) -> MeetingSettings:
    """The settings with another style and template, in all their papers."""
    items = tuple(
        replace(item, scorecard=replace(item.scorecard, style=base.style, template=base.template))
        if item.scorecard
        else item
        for item in settings.items
    )
    return replace(settings, base=base, items=items)


def _settings(table: TomlTable, folder: Path) -> MeetingSettings:
    table.needs(_MEETING, "write [meeting] above what meets, when and where")
    head = table.table(_MEETING)
    meeting, day = read_meeting(head)
    duplex = head.flag("duplex")
    head.no_other_keys()
    base = _base(table, folder, meeting)
    read = read_items(table, folder, base, meeting.kind, day)
    table.needs("item", "write [[item]] above each item of the agenda")
    _check_numbers(read)
    _check_supplements(read)
    _check_parts(read)
    _check_same_files(read)
    table.no_other_keys()
    items = tuple(each.item for each in read)
    first = next((item.scorecard.scorecard for item in items if item.scorecard), None)
    base = replace(base, scorecard=first or folder / PACK_FILE)
    return MeetingSettings(base, meeting, items, duplex)


def _base(table: TomlTable, folder: Path, meeting: Meeting) -> PackSettings:
    """What the papers share: dated as the papers go out, else as the meeting is."""
    base = shared_settings(table, folder)
    return replace(
        base,
        council=meeting.council,
        committee=meeting.body,
        date=base.date or meeting.despatched or meeting.date,
        pack_file=folder / PACK_FILE,
    )


def _check_numbers(read: Iterable[ReadItem]) -> None:
    """A number stands once, but for what takes an earlier paper's place."""
    sent: dict[str, int] = {}
    stems: dict[str, str] = {}
    for each in read:
        item, before = each.item, sent.get(each.item.number)
        if item.replaces and item.supplement == 0:
            each.entry.fault("replaces", "stands in the main pack", "write supplement = 1 too")
        elif item.replaces and (before is None or before >= item.supplement):
            each.entry.fault(
                "replaces",
                f"no item {item.number} went out before",
                "write the number of the item whose place it takes, below that one",
            )
        elif before is not None and not item.replaces:
            each.entry.fault(
                "number",
                f"{item.number!r} is another item's too",
                "write another, or replaces = true where it takes that one's place",
            )
        elif stems.setdefault(item.stem.casefold(), item.number) != item.number:
            other = stems[item.stem.casefold()]
            what = f"{item.number!r} is {other!r} in the names of files"
            each.entry.fault("number", what, "write another")
        sent[item.number] = item.supplement


def _check_supplements(read: tuple[ReadItem, ...]) -> None:
    there = {each.item.supplement for each in read}
    for each in read:
        missing = next((n for n in range(1, each.item.supplement) if n not in there), None)
        if missing is not None:
            what = f"is {each.item.supplement}, and there is no supplement {missing}"
            each.entry.fault("supplement", what, f"write supplement = {missing}")


def _check_parts(read: tuple[ReadItem, ...]) -> None:
    """What is exempt has its record, and the public is asked to leave before it."""
    exclusions = [n for n, each in enumerate(read) if each.ready is Ready.EXCLUSION]
    for position, each in enumerate(read):
        item, entry = each.item, each.entry
        if item.part is ItemPart.PUBLIC:
            if each.ready is Ready.EXEMPT_MINUTES:
                entry.fault("part", "exempt minutes are no public paper", "write part = 2")
            continue
        if each.ready in _OPEN:
            entry.fault("part", f"{item.title!r} is taken in public", "write part = 1")
            continue
        if item.exempt is None:
            entry.needs("exempt", "write [item.exempt] with paragraphs, reason and the rest")
        if not exclusions:
            remedy = 'add an [[item]] with ready = "exclusion" before it'
            entry.fault("part", "no item before it moves that the public be excluded", remedy)
        elif position < exclusions[0]:
            entry.fault("part", "comes before the public is excluded", "move it below that item")
    for position in exclusions:
        _check_exclusion(read, position, exclusions[0])


def _check_exclusion(read: tuple[ReadItem, ...], position: int, first: int) -> None:
    entry = read[position].entry
    if position != first:
        entry.fault("ready", "the public is excluded already", "take one of the two out")
    if not any(each.item.exempt for each in read):
        entry.fault("ready", "nothing on the agenda is exempt", "take the item out")
    check_wording(entry, read[position].item.text)


def _check_same_files(read: Iterable[ReadItem]) -> None:
    """A paper is one item's; a workbook may make several scorecards."""
    owner: dict[Path, str] = {}
    for each in read:
        for file in each.item.files:
            if file in owner and each.item.kind is not ItemKind.SCORECARD:
                what = f"{file.name!r} is item {owner[file]}'s paper"
                each.entry.fault("file", what, "name another file, or take one item out")
            owner.setdefault(file, each.item.number)
