"""Inventory: what a workbook's file holds beside what it shows. Counted, never read into a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from packgen.errors import BadInput
from packgen.ingest.container import Container, container_of
from packgen.ingest.doubts import Doubts
from packgen.ingest.package import Attributes, Element, Package, local_name
from packgen.model.finding import Finding
from packgen.model.understood import Unseen

_COMMENTS = re.compile(r"xl/(?:.*/)?(?:comment[^/]*|threadedcomments/[^/]*)\.(?:xml|bin)")
_PIVOT = re.compile(r"xl/pivotcache/pivotcachedefinition[^/]*\.(?:xml|bin)")
_LINK = re.compile(r"xl/externallinks/externallink[^/]*\.(?:xml|bin)")
_EMBEDDED = re.compile(r"xl/(?:embeddings|model|activex)/[^/]+|object[^/]*/content\.xml")
_MACROS = re.compile(r"(?:.*/)?vbaproject\.bin|basic/.+\.xml")
_PROPERTIES = re.compile(r"docprops/(?:core|app)\.xml|meta\.xml")
_PEOPLE = frozenset({"creator", "lastModifiedBy", "Manager", "initial-creator", "printed-by"})
_PROGRAMS = re.compile(
    r"|openpyxl|xlsxwriter|.*(?:libre|open)office.*|microsoft (?:office|excel).*|python.*"
    r"|apache poi|.*\buser\b|admin(?:istrator)?|author",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Kept:
    """What the parts of a file keep, as counts."""

    comments: int = 0
    records: int = 0
    caches: int = 0
    links: int = 0
    linked_cells: int = 0
    custom: int = 0
    names: int = 0
    embedded: int = 0
    macros: bool = False
    people: set[str] = field(default_factory=set)


def inventory(path: Path, unseen: Unseen) -> tuple[Finding, ...]:
    """A workbook's file, and what of it was not read -> what else it holds, as findings.

    No finding quotes what it counts. A part that can't be read is counted as being there.
    """
    kept = _Kept()
    if container_of(path) is Container.ZIP:
        with Package(path) as package:
            _look_into(package, kept)
    kept.comments = max(kept.comments, unseen.comments)
    doubts = Doubts()
    _tell_of_hidden(unseen, doubts)
    _tell_of_kept(kept, doubts)
    _tell_of_people(kept, doubts)
    held = list(_held(kept, unseen))
    if held:
        doubts.look(
            "file-not-for-publication",
            None,
            f"this workbook holds more than it shows: {', '.join(held)}",
            "do not publish the workbook itself; publish the papers made from it",
        )
    return tuple(doubts.findings)


def _look_into(package: Package, kept: _Kept) -> None:
    for part in package.parts:
        if _COMMENTS.fullmatch(part):
            found = _elements(package, part)
            kept.comments += _count(found, "comment", "threadedComment") or 1
            kept.people |= {"in comments"} if _count(found, "author") else set()
        elif _PIVOT.fullmatch(part):
            found = _elements(package, part)
            kept.caches += 1
            kept.records += sum(_number(e.attributes.get("recordCount")) for e in found[:1])
            if any(e.attributes.get("refreshedBy") for e in found[:1]):
                kept.people.add("in pivot tables")
        elif _LINK.fullmatch(part):
            kept.links += 1
            kept.linked_cells += _count(_elements(package, part), "cell")
        elif _EMBEDDED.fullmatch(part):
            kept.embedded += 1
        elif _MACROS.fullmatch(part):
            kept.macros = True
        elif part == "docprops/custom.xml":
            kept.custom = _count(_elements(package, part), "property")
        elif _PROPERTIES.fullmatch(part):
            kept.people |= {"in the properties"} if any(_named(package, part)) else set()
        elif part == "xl/workbook.xml":
            names = [e.attributes.get("name", "") for e in _elements(package, part)
                     if e.path[-1] == "definedName"]  # fmt: skip
            kept.names = sum(not name.startswith("_xlnm.") for name in names)


def _elements(package: Package, part: str) -> list[Element]:
    try:
        return package.elements(part)
    except BadInput:
        return []


def _named(package: Package, part: str) -> Iterator[str]:
    """The people that a file's properties name; programs aside."""
    texts: dict[str, str] = {}
    inside: list[str] = []

    def start(tag: str, _: Attributes) -> None:
        inside.append(local_name(tag))

    def end(_: str) -> None:
        inside.pop()

    def text(words: str) -> None:
        if inside and inside[-1] in _PEOPLE:
            texts[inside[-1]] = texts.get(inside[-1], "") + words

    try:
        package.parse(part, start, end, text)
    except BadInput:
        return
    yield from (name for name in texts.values() if not _PROGRAMS.fullmatch(name.strip()))


def _count(elements: list[Element], *names: str) -> int:
    return sum(element.path[-1] in names for element in elements)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


def _tell_of_hidden(unseen: Unseen, doubts: Doubts) -> None:
    hidden = [
        _counted(unseen.rows, "hidden row"),
        _counted(unseen.columns, "hidden column"),
    ]
    if any(hidden):
        doubts.inform(
            "hidden-cells",
            None,
            f"its visible sheets have {' and '.join(filter(None, hidden))} that hold something",
            "delete them before the workbook is passed on",
        )


def _tell_of_kept(kept: _Kept, doubts: Doubts) -> None:
    told: tuple[tuple[object, str, str, str], ...] = (
        (
            kept.comments,
            "comments",
            f"the workbook holds {_counted(kept.comments, 'comment')}",
            "delete them before the workbook is passed on",
        ),
        (
            kept.caches,
            "pivot-caches",
            f"the workbook keeps {_caches(kept)}",
            "delete the pivot tables, or paste them as values, before the workbook is passed on",
        ),
        (
            kept.links,
            "external-links",
            f"the workbook keeps {_linked(kept)}",
            "break the links before the workbook is passed on (Data > Edit Links)",
        ),
        (
            kept.embedded,
            "embedded-objects",
            f"the workbook holds {_counted(kept.embedded, 'embedded file')}",
            "delete them before the workbook is passed on",
        ),
        (
            kept.macros,
            "macros",
            "the workbook holds macros; they are neither run nor carried",
            "nothing, or save it as .xlsx before it is passed on",
        ),
        (
            kept.custom,
            "custom-properties",
            "the workbook has " + _counted(kept.custom, "custom propert", "y", "ies"),
            "take them out before the workbook is passed on (File > Info > Inspect Document)",
        ),
        (
            kept.names,
            "defined-names",
            f"the workbook defines {_counted(kept.names, 'name')} for cells",
            "nothing, or take out those that point elsewhere before the workbook is passed on",
        ),
    )
    tell: Callable[[str, None, str, str], None] = doubts.inform
    for there, code, what, remedy in told:
        if there:
            tell(code, None, what, remedy)


def _tell_of_people(kept: _Kept, doubts: Doubts) -> None:
    if kept.people:
        doubts.inform(
            "staff-names",
            None,
            f"the workbook names people {' and '.join(sorted(kept.people))}",
            "take them out before the workbook is passed on (File > Info > Inspect Document)",
        )


def _held(kept: _Kept, unseen: Unseen) -> Iterator[str]:
    yield from filter(
        None,
        (
            _counted(unseen.sheets, "hidden sheet"),
            _counted(unseen.rows, "hidden row"),
            _counted(unseen.columns, "hidden column"),
            _counted(kept.comments, "comment"),
            _caches(kept),
            _linked(kept),
            _counted(kept.embedded, "embedded file"),
        ),
    )


def _caches(kept: _Kept) -> str:
    caches = _counted(kept.caches, "pivot cache")
    return f"{caches} with {_counted(kept.records, 'record')}" if kept.records else caches


def _linked(kept: _Kept) -> str:
    links = _counted(kept.links, "link", " to another workbook", "s to other workbooks")
    cells = _counted(kept.linked_cells, "cell")
    return f"{links} with copies of {cells}" if cells else links


def _counted(number: int, noun: str, one: str = "", many: str = "s") -> str:
    """A count with its noun; empty for none."""
    return f"{number:,} {noun}{one if number == 1 else many}" if number else ""
