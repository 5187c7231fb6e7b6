"""Sources: a workbook or a pack's folder -> what it says, and what must be withheld of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from packgen.errors import BadInput, Fault
from packgen.model.finding import Finding
from packgen.model.indicator import Observations
from packgen.model.periodcode import period_code
from packgen.model.published import Publication, ReleaseKey
from packgen.papers import Source
from packgen.settings.agenda import is_meeting, load_scorecard
from packgen.settings.pack import PackSettings, load_pack
from packgen.settings.style import load_style
from packgen.settings.template import RationalePlace

if TYPE_CHECKING:
    from packgen.settings.profile import Profile


@dataclass(frozen=True, slots=True)
class Memory:
    """Where earlier releases are remembered: a path or URL that was asked for (None: pack.toml's,
    else ``packgen.db`` in the folder of packs).

    ``known``: the releases that count (None: all of them). ``shared``: some of those may be other
    scorecards'.
    """

    folder: Path
    asked: str | None = None
    known: tuple[ReleaseKey, ...] | None = None
    shared: bool = False


def read_source(
    source: Path,
    *,
    style: str | None = None,
    template: str | None = None,
    printed: bool = True,
    previous: Path | None = None,
    rationale: RationalePlace | None = None,
    memory: Memory | None = None,
    alternatives: bool = False,
    item: str | None = None,
) -> Source:
    """A source -> what it says, with everything marked that must be withheld. No later step looks
    at its files again.

    ``item``: which of a meeting's scorecards. ``memory``: the releases that readers remember; None:
    there are none. ``alternatives``: other ways to protect what is withheld are worked out too.
    Raises BadInput when it can't be read.
    """
    if item is not None or is_meeting(source):
        settings = load_scorecard(source, item)
    else:
        settings = load_pack(source, style=style, template=template, rationale=rationale)
    return read_scorecard(
        settings, printed=printed, previous=previous, memory=memory, alternatives=alternatives
    )


def read_scorecard(
    settings: PackSettings,
    *,
    printed: bool = True,
    previous: Path | None = None,
    memory: Memory | None = None,
    alternatives: bool = False,
) -> Source:
    """A scorecard's settings -> what it says; the rest as ``read_source``."""
    from packgen.ingest import inventory, read_workbook
    from packgen.settings.profile import load_profile

    profile = load_profile(settings.profile) if settings.profile else None
    observations = read_workbook(settings.scorecard, sheet=settings.sheet, profile=profile)
    _check_rules(settings, observations)
    if profile:
        _check_profiled(settings, profile, observations)
        settings = replace(settings, rules=settings.rules.accumulating(profile.accumulation))
    noticed = [*inventory(settings.scorecard, observations.understood.unseen)]
    if previous:
        noticed += _changes(previous, observations)
    style_used = load_style(settings.style) if printed else None
    read = Source(settings, observations, tuple(noticed), style_used)
    return disclosed(read, _remembered(read, memory) if memory else (), alternatives=alternatives)


def disclosed(
    read: Source, earlier: tuple[Publication, ...] = (), *, alternatives: bool = False
) -> Source:
    """A source as it was read, and what was released of it before -> the same with everything
    marked that must be withheld, the record of it, and what was noticed on the way."""
    from packgen.assess import assess
    from packgen.disclose.assumed import assumed
    from packgen.disclose.decision import decide

    settings = read.settings
    parts = {number: rule.parts for number, rule in settings.rules.indicators.items()}
    assessed = assess(assumed(read.observations, parts), settings.rules, settings.policy)
    decision = decide(assessed, settings.disclosure, earlier, alternatives=alternatives)
    return replace(
        read,
        observations=decision.plan.applied(read.observations),
        noticed=(*read.noticed, *decision.findings),
        record=decision.record,
        releases=tuple(publication.key for publication in earlier),
    )


def _remembered(read: Source, memory: Memory) -> tuple[Publication, ...]:
    """What was released of a scorecard before. Raises BadInput where a known release is missing."""
    from packgen.settings.identity import identity_of
    from packgen.store import Store, address_of

    asked = read.settings.store if memory.asked is None else memory.asked
    address = address_of(asked, memory.folder)
    if memory.known == ():
        return ()
    title = read.settings.title or read.observations.title
    found = Store(address).releases_of(identity_of(read.settings, title))
    if memory.known is None:
        return found
    by_key = {publication.key: publication for publication in found}
    missing = [key for key in memory.known if key not in by_key]
    if missing and not memory.shared:
        raise BadInput(forgotten(key, address.shown) for key in missing)
    return tuple(by_key[key] for key in dict.fromkeys(memory.known) if key in by_key)


def forgotten(key: ReleaseKey, store: str) -> Fault:
    """A release that a pack was built with and that a store, as messages call it, doesn't hold."""
    return Fault(
        store,
        f"does not hold the release of {key.on.isoformat()} for {period_code(key.position)} that "
        f"the pack was built with (sha256 {key.digest[:12]}…)",
        "name the store that does with --store, or build the pack anew",
    )


def _changes(previous: Path, observations: Observations) -> Iterator[Finding]:
    """What changed since an earlier workbook."""
    from packgen.assess.changes import changes
    from packgen.ingest import read_workbook
    from packgen.settings.profile import load_profile

    earlier = load_pack(previous)
    profile = load_profile(earlier.profile) if earlier.profile else None
    read = read_workbook(earlier.scorecard, sheet=earlier.sheet, profile=profile)
    return changes(read, observations)


def _check_rules(settings: PackSettings, observations: Observations) -> None:
    """A rule for an indicator that is not there is a slip of the pen."""
    known = {indicator.number for indicator in observations.indicators}
    rules = settings.rules.indicators
    named = {
        number: f'[indicator."{number}"]'
        for number in (*rules, *(part for rule in rules.values() for part in rule.parts))
    }
    named |= {number: f'[disclosure]: "{number}"' for number in settings.disclosure.declared}
    unknown = [place for number, place in named.items() if number not in known]
    if unknown and settings.pack_file:
        raise BadInput(
            Fault(
                f"{settings.pack_file.name}: {place}",
                "the scorecard has no indicator with this number",
                "mend the number, or take it out",
            )
            for place in unknown
        )


def _check_profiled(settings: PackSettings, profile: Profile, observations: Observations) -> None:
    known = {indicator.number for indicator in observations.indicators}
    unknown = [number for number in profile.accumulation if number not in known]
    if unknown and settings.profile:
        raise BadInput(
            Fault(
                f'{settings.profile.name}: accumulation."{number}"',
                "the scorecard has no indicator with this number",
                "mend the number, or take the line out",
            )
            for number in unknown
        )
