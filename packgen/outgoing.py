"""What goes out of a built pack: its files, if they are those that were built, and what its public
papers say in short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packgen.assemble import MANIFEST, file_path
from packgen.deliver.papers import Papers, papers_of
from packgen.errors import BuildStopped, Fault
from packgen.model.pack import Audience, Format
from packgen.model.published import ColumnKind, Publication, PublishedCell
from packgen.model.rating import Rating
from packgen.settings.words import Words
from packgen.store import SignedPack, Store, read_signed
from packgen.store.record import DisclosureRecord, NotARecord, read_record
from packgen.verify.built import BuiltPack, read_built
from packgen.verify.hashes import check_hashes

_COUNTED = (Rating.RED, Rating.AMBER, Rating.GREEN)
_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A pack whose files are those that were built. ``records`` are of its scorecards, in order:
    what their public papers print. ``signed`` is what approvals are of."""

    folder: Path
    built: BuiltPack
    papers: Papers
    records: tuple[DisclosureRecord, ...]
    signed: SignedPack


def outgoing(folder: Path) -> Outgoing:
    """A pack's folder -> what goes out of it.

    Every file is read once; what is sent is what was looked at. Raises BadInput for no pack, and
    BuildStopped for files that were changed and for figures that are not safe.
    """
    built = read_built(folder, MANIFEST)
    faults = list(check_hashes(built).faults)
    if not built.public_files:
        faults.append(
            Fault(str(folder), "has no public papers", "build the pack for both audiences")
        )
    if faults:
        raise BuildStopped(faults)
    signed = _signed(folder, built)
    part2 = str(file_path(built.name, Audience.PART2, Format.PDF))
    contents = [
        built.present[path] for path in sorted(built.present) if path.endswith("disclosure.json")
    ]
    if stops := [fault for data in contents for fault in _open(data, folder)]:
        raise BuildStopped(stops)
    records = tuple(map(_record, contents))
    papers = papers_of(built.name, built.present, part2, signed.digest)
    return Outgoing(folder, built, papers, tuple(r for r in records if r), signed)


def _signed(folder: Path, built: BuiltPack) -> SignedPack:
    """What approvals are of, read for the same bytes. Raises BadInput, BuildStopped."""
    signed = read_signed(folder)
    if dict(signed.files) != {each.file: each.sha256 for each in built.files}:
        what = "was built anew while it was looked at"
        raise BuildStopped(Fault(str(folder), what, "start again"))
    if signed.stops:
        what = "was made in spite of findings that stop a build"
        remedy = "mend or waive what packgen check says, and build the pack again"
        raise BuildStopped(Fault(str(folder), what, remedy))
    return signed


def _record(data: bytes) -> DisclosureRecord | None:
    try:
        return read_record(data)
    except NotARecord:
        return None


def _open(data: bytes, folder: Path) -> Iterator[Fault]:
    """What a disclosure record says that stops a paper: figures that can still be worked out."""
    import json

    try:
        content = json.loads(data)
        found: Any = content.get("disclosure", {}).get("safe", True)
    except (ValueError, AttributeError, RecursionError):
        found = False
    if found is not True:
        what = "withheld figures can still be worked out of the public paper"
        yield Fault(str(folder), what, "see packgen disclose; then build the pack anew")


def facts_of(
    records: Iterable[DisclosureRecord], earlier: Mapping[str, Publication], words: Words
) -> list[dict[str, object]]:
    """What scorecards publish, and what was released before them by their identity -> what a
    message says of each: the ratings counted, the reds by name, the ratings that changed."""
    return [_facts(record, earlier.get(record.scorecard), words) for record in records]


def earlier_releases(store: Store, records: Iterable[DisclosureRecord]) -> dict[str, Publication]:
    """Scorecards -> the last release of each that is of an earlier position."""
    found: dict[str, Publication] = {}
    for record in records:
        known = store.releases_of(record.scorecard)
        before = [each for each in known if each.position < record.position]
        if before:
            latest = max(each.position for each in before)
            found[record.scorecard] = [each for each in before if each.position == latest][-1]
    return found


def _facts(record: DisclosureRecord, before: Publication | None, words: Words) -> dict[str, object]:
    from packgen.compose import cells, periods

    now = dict(_ratings(record.cells))
    counted = Counter(_rating(cell) for cell in now.values())
    named = dict.fromkeys((*_COUNTED, *(r for r in Rating if counted[r])))
    known = dict(_ratings(before.cells)) if before else {}
    changes = [
        {
            "label": _label(cell),
            "before": cells.rating_name(_rating(known[key]), words),
            "now": cells.rating_name(_rating(cell), words),
        }
        for key, cell in now.items()
        if key in known and _rating(known[key]) is not _rating(cell)
    ]
    reds = [{"label": _label(c)} for c in now.values() if _rating(c) is Rating.RED]
    return {
        "title": record.title,
        "position": periods.named(record.position, words),
        "counts": [{"word": cells.rating_name(r, words), "number": counted[r]} for r in named],
        "reds": reds[:_MOST_NAMED],
        "since": periods.named(before.position, words) if before else "",
        "changes": changes[:_MOST_NAMED],
    }


def _ratings(
    published: Iterable[PublishedCell],
) -> Iterator[tuple[tuple[str, str], PublishedCell]]:
    """Published cells -> each indicator's rating, by what it is known again by."""
    for cell in published:
        if cell.kind is ColumnKind.RATING:
            yield (cell.indicator, "" if cell.indicator else cell.title), cell


def _rating(cell: PublishedCell) -> Rating:
    from packgen.ingest.cells import rating_of

    if cell.withheld:
        return Rating.WITHHELD
    stated = rating_of(cell.text)
    return stated.rating if stated else Rating.UNRATED


def _label(cell: PublishedCell) -> str:
    return ": ".join(filter(None, (cell.indicator, cell.title)))
