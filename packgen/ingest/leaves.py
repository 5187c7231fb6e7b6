"""Workbooks with one sheet an indicator -> the same with one scorecard, put together from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from packgen.errors import BadInput, Fault
from packgen.ingest.choice import is_named_for_part_2, speaks_of_part_2
from packgen.ingest.doubts import Doubts
from packgen.ingest.layout import find_bands
from packgen.ingest.leaf import Leaf, has_clear_title, name_of, read_leaf, titles_of
from packgen.ingest.leafchecks import check_carried, check_leaf
from packgen.ingest.leaflabels import check_said, told_labels
from packgen.ingest.leafother import check_other
from packgen.ingest.leafrow import is_marked
from packgen.ingest.leafsheet import LeafSheet
from packgen.ingest.leaftable import Labels
from packgen.ingest.sheet import Sheet
from packgen.ingest.words import plain
from packgen.ingest.workbook import Tab, Workbook
from packgen.model.period import Period
from packgen.settings.profile import Profile

_NO_PERIODS = (
    "nothing tells which periods its values are of, or in which year",
    "write the year with each period (Apr-23, Q1 2023/24), or above the table",
)
_NO_TITLE = ("it has no title", "write 'Indicator' and its title beside it, above the table")
_NO_FIGURES = ("its table holds nothing", "write its values, or words such as 'Not available'")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A workbook whose sheets that are one indicator each became one scorecard.

    ``sheets`` are their names, in order; none when the workbook is of another kind. ``labels`` are
    their labels and headings, with what each was read as.
    """

    workbook: Workbook
    sheets: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def gather(workbook: Workbook, profile: Profile, name: str | None, doubts: Doubts) -> Gathered:
    """A workbook -> the same, with the scorecard of its sheets that are one indicator each.

    ``name`` asks for one sheet. Raises BadInput when none of such sheets can be read, or when a
    profile names a sheet that is none.
    """
    labels = Labels({plain(text): said for text, said in profile.labels.items()})
    found = _leaves(workbook, profile, labels)
    if name:
        found = {each: leaf for each, leaf in found.items() if each == name}
    if not found or (not profile.sheets and _has_scorecard(workbook, found)):
        return Gathered(workbook)
    shared = _shared(list(found.values()))
    faults = {leaf.sheet.name: fault for leaf in found.values() if (fault := _fault(leaf, shared))}
    leaves = [leaf for each, leaf in found.items() if each not in faults]
    if not leaves or (faults and profile.sheets):
        raise BadInput(
            Fault(f"{workbook.file}: {each}", f"this sheet reads as one indicator, but {what}", do)
            for each, (what, do) in faults.items()
        )
    for each, (what, remedy) in faults.items():
        _stop_unread(found[each].sheet, found[each].table.top, what, remedy, doubts)
    check_said(workbook, leaves, labels)
    for leaf in leaves:
        check_leaf(leaf, doubts, marked=is_marked(leaf))
        check_carried(leaf, name_of(leaf, shared)[1], shared, doubts)
        _doubt_title(leaf, shared, doubts)
    for sheet in workbook.sheets:
        if sheet.name not in found and not speaks_of_part_2(sheet):
            check_other(sheet, doubts, left_out=bool(profile.sheets))
    names = tuple(leaf.sheet.name for leaf in leaves)
    title = Path(workbook.file).stem
    put = LeafSheet(Sheet(title), shared, profile.year_start).put(_blocks(leaves), doubts)
    return Gathered(_with_scorecard(workbook, found, put), names, told_labels(leaves, labels))


def _leaves(workbook: Workbook, profile: Profile, labels: Labels) -> dict[str, Leaf]:
    """The sheets that are one indicator, by their names, in order."""
    found: dict[str, Leaf] = {}
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for name in profile.sheets or sheets:
        sheet = sheets.get(name)
        leaf = read_leaf(sheet, labels, profile.year_start) if sheet and not (
            is_named_for_part_2(sheet)) else None  # fmt: skip
        if leaf:
            found[name] = leaf
        elif profile.sheets:
            raise BadInput(
                Fault(
                    f"{workbook.file}: {name}",
                    "the profile names it as a sheet that is one indicator, and it is none that "
                    "can be seen and read so",
                    "take it out of `sheets`, or make the profile anew with packgen profile",
                )
            )
    return found


def _has_scorecard(workbook: Workbook, leaves: Mapping[str, Leaf]) -> bool:
    """Whether another sheet is a scorecard by itself."""
    return any(
        find_bands(sheet) for sheet in workbook.sheets
        if sheet.name not in leaves and not speaks_of_part_2(sheet)
    )  # fmt: skip


def _shared(leaves: Sequence[Leaf]) -> frozenset[str]:
    """The texts above their tables that several leaves have: none of them is a title of one."""
    texts = Counter(text for leaf in leaves for text in {cell.text for cell in titles_of(leaf)})
    return frozenset(text for text, leaves_with_it in texts.items() if leaves_with_it > 1)


def _fault(leaf: Leaf, shared: frozenset[str]) -> tuple[str, str] | None:
    """Why a leaf can't be read, and what to do."""
    if leaf.periods is None:
        return _NO_PERIODS
    if name_of(leaf, shared)[1] is None:
        return _NO_TITLE
    return None if leaf.has_figures else _NO_FIGURES


def _stop_unread(sheet: Sheet, row: int, what: str, remedy: str, doubts: Doubts) -> None:
    doubts.stop(
        "indicator-sheet-not-understood",
        sheet.ref(row, min(sheet.rows.get(row, {1: None}))),
        f"the sheet '{sheet.name}' reads as one indicator, but {what}",
        remedy,
    )


def _doubt_title(leaf: Leaf, shared: frozenset[str], doubts: Doubts) -> None:
    title = name_of(leaf, shared)[1]
    if title and not has_clear_title(leaf, shared):
        doubts.look(
            "title-guessed",
            leaf.sheet.ref(title.row, title.column),
            "several texts stand above this indicator's table; the first is taken for its title",
            "write 'Indicator' and the title beside it",
        )


def _blocks(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Leaves in order -> runs of them whose periods are of one kind, and of one kind of year."""
    return [list(run) for _, run in groupby(leaves, key=_kind)]


def _kind(leaf: Leaf) -> tuple[type[Period], int]:
    first = (leaf.periods or ())[0]
    return type(first), 0 if first.noun == "month" else first.starts_year_in


def _with_scorecard(workbook: Workbook, leaves: Mapping[str, Leaf], sheet: Sheet) -> Workbook:
    """A workbook with a scorecard in place of the first of its leaves, and without the others."""
    tabs: list[Tab] = []
    put = False
    for tab in workbook.tabs:
        if tab.name not in leaves:
            tabs.append(tab)
        elif not put:
            tabs.append(replace(tab, name=sheet.name, sheet=sheet))
            put = True
    return replace(workbook, tabs=tuple(tabs))
