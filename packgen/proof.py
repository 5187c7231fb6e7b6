"""The pipeline of ``packgen verify``: a finished pack proved, with the source it was built from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from packgen.assemble import MANIFEST
from packgen.gathering import MeetingSource
from packgen.meeting_proof import of_meeting
from packgen.model.indicator import Observations
from packgen.model.pack import Audience, Format
from packgen.model.report import Check, Report, checked, not_checked
from packgen.origin import meeting_again, read_again
from packgen.papers import Say, Source, publication, rendered
from packgen.pipeline import by_path, versions
from packgen.render.data import write_json
from packgen.verify.access import check_access
from packgen.verify.built import BuiltPack, read_built
from packgen.verify.canaries import planted
from packgen.verify.fillings import BLANKS, FILLINGS
from packgen.verify.hashes import check_hashes, check_rights
from packgen.verify.interference import filled, hidden, interferences, is_hiding
from packgen.verify.leaks import check_secrets, parts_of
from packgen.verify.metadata import check_metadata
from packgen.verify.parent_tree import check_parent_trees
from packgen.verify.same import check_same_bytes
from packgen.verify.twins import check_twins
from packgen.verify.withheld import withheld

Files = Mapping[str, bytes]
Rebuild = Callable[[Observations], dict[str, bytes]]
_NOTHING_PUBLIC = "the pack was built without public files"
_NOTHING_HIDDEN = "the scorecard has no withheld figure"


def verify(folder: Path, source: Path | None, say: Say, store: str | None = None) -> Report:
    """A built pack's folder, and its source (None: looked for) -> what was checked and found.

    ``store``: where earlier releases are remembered.

    Raises BadInput when there is no pack, or its source isn't there as it was.
    """
    pack = read_built(folder, MANIFEST)
    read: Source | MeetingSource
    if pack.supplement is None:
        read = read_again(pack, source, store)
    else:
        read = meeting_again(pack, source, store)
    checks = []
    for check in _checks(pack, read):
        say(f"{check.name}: {check.outcome.value}")
        checks.append(check)
    return Report(pack.name, tuple(checks))


def _checks(pack: BuiltPack, read: Source | MeetingSource) -> Iterator[Check]:
    yield check_hashes(pack)
    yield check_rights(pack)
    if isinstance(read, MeetingSource):
        yield from of_meeting(pack, read)
        return
    yield from _of_source(pack, read)
    public = pack.of(Audience.PUBLIC)
    yield check_metadata(public) if public else not_checked("metadata", _NOTHING_PUBLIC)
    papers = {**public, **pack.of(Audience.PART2)}
    yield check_twins(papers)
    pdfs = {p: data for p, data in papers.items() if p.endswith(".pdf")}
    yield check_parent_trees(pdfs)
    yield from check_access(pdfs)


def _of_source(pack: BuiltPack, read: Source) -> Iterator[Check]:
    """What only the source can tell: whether the public files are its own, and free of it."""
    formats = tuple(f for f in Format if any(p.endswith(f".{f.value}") for p in pack.public_files))

    def rebuild(observations: Observations) -> dict[str, bytes]:
        return _published(replace(read, observations=observations), formats)

    names = ("same bytes", "other figures", "canaries", "withheld figures")
    if not formats:
        yield from (not_checked(name, _NOTHING_PUBLIC) for name in names)
        return
    again = rebuild(read.observations)
    yield check_same_bytes(names[0], pack, versions(read.settings), again)
    if not is_hiding(read.observations):
        yield from (not_checked(name, _NOTHING_HIDDEN) for name in names[1:])
        return
    yield _other_figures(names[1], read.observations, again, rebuild)
    yield _canaries(names[2], read.observations, again, rebuild)
    yield _withheld_figures(names[3], pack, read.observations, rebuild)


def _published(read: Source, formats: Iterable[Format]) -> dict[str, bytes]:
    """A source that was read -> the public files by their paths, and what else the public may get:
    what build and read print."""
    public = publication(read)
    files = (rendered(paper, f) for paper in public.papers for f in formats)
    return {
        **by_path(read.settings.name, files),
        "what the build says": "\n".join(public.told).encode(),
        "what it asks to look at": "\n".join(map(str, public.noticed)).encode(),
        "the scorecard as data": write_json(public.card).encode(),
    }


def _other_figures(name: str, read: Observations, again: Files, rebuild: Rebuild) -> Check:
    said = ", ".join(filling.name for filling in FILLINGS)
    return checked(
        name,
        f"{_cells(read)}, refilled {len(FILLINGS)} times ({said}); each time every public file, "
        f"message and the data made anew, and the same bytes wanted",
        interferences(read, again, rebuild, FILLINGS),
    )


def _canaries(name: str, read: Observations, again: Files, rebuild: Rebuild) -> Check:
    filled_in, secrets = planted(read, parts_of(again))
    told = rebuild(filled_in)
    return check_secrets(
        name,
        f"{_cells(read)}, each refilled with numbers that occur nowhere in the pack; every part of "
        f"what is public then",
        {path if path in again else "a public file": data for path, data in told.items()},
        told,
        secrets,
    )


def _withheld_figures(name: str, pack: BuiltPack, read: Observations, rebuild: Rebuild) -> Check:
    files = pack.of(Audience.PUBLIC)
    secrets = withheld(read, parts_of(rebuild(filled(read, BLANKS))))
    return check_secrets(
        name,
        f"{len(files)} public files as they lie there, every part, for the {len(secrets)} withheld "
        f"figures and words that can be told from others, of {len([*hidden(read)])}",
        files,
        [
            path
            for path in (*pack.present, *pack.odd)
            if path.startswith(f"{Audience.PUBLIC.value}/")
        ],
        secrets,
    )


def _cells(read: Observations) -> str:
    return f"{len([*hidden(read)])} cells"
