"""Disclosure policies: which figures are withheld, and how well; [disclosure] in pack.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Final

from packgen.errors import Fault
from packgen.settings.files import read_text
from packgen.settings.tables import TomlTable

DEFAULT_PROFILE: Final = "as-marked"
_FILES = Path(__file__).parent / "disclosure"
_FEWEST = 3
_MOST = 1_000_000
_PER = 10_000


class Zeros(Enum):
    """Whether a nought is printed where small figures are withheld."""

    SHOWN = "shown"
    WITHHELD = "withheld"


class RatingTreatment(Enum):
    """What becomes of the RAG of a withheld figure."""

    STATED = "stated"
    WITHHOLD = "withhold"
    IF_SAFE = "if-safe"


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest figures that are printed, by what they are; 0: any. ``complement`` is what is
    left of a denominator without its numerator."""

    count: int = 0
    numerator: int = 0
    denominator: int = 0
    complement: int = 0

    @property
    def withholds(self) -> bool:
        """Whether any figure is withheld for being small."""
        return any((self.count, self.numerator, self.denominator, self.complement))


@dataclass(frozen=True, slots=True)
class IndicatorDisclosure:
    """What is declared for one indicator: exceptions, for a reason and by somebody, and what its
    readers know about it.

    ``within``: the indicator that counts these and others too. ``complement``: the one that counts
    all of the same base that it does not. ``base``: the count that its denominators are.
    ``rate_of``: the indicator whose count it is a rate of, ``per`` so many of ``population``.
    ``national`` and ``others`` are the headings of benchmarks that count this council in, and all
    but it. ``unpublished_rest``: its year to date counts months that the table has not.
    """

    show: bool = False
    withhold: bool = False
    smallest: Smallest | None = None
    reason: str = ""
    who: str = ""
    within: str = ""
    complement: str = ""
    base: str = ""
    rate_of: str = ""
    population: int = 0
    per: int = _PER
    national: str = ""
    others: str = ""
    unpublished_rest: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The other indicators that it names."""
        return tuple(filter(None, (self.within, self.complement, self.base, self.rate_of)))


@dataclass(frozen=True, slots=True)
class DisclosurePolicy:
    """What is withheld, and what must stay unknown of it.

    At least ``values`` different values of a withheld figure must stay possible. Groups below
    ``small`` are small. ``must_show`` are never withheld to protect others; ``sacrifice_first``
    go before all else. ``declared`` are the indicators that pack.toml itself names, ``file`` is
    the shared file that it is read from.
    """

    profile: str = DEFAULT_PROFILE
    smallest: Smallest = Smallest()
    zeros: Zeros = Zeros.SHOWN
    round_to: int = 0
    values: int = 3
    small: int = 5
    rating: RatingTreatment = RatingTreatment.IF_SAFE
    must_show: tuple[str, ...] = ()
    sacrifice_first: tuple[str, ...] = ()
    indicators: Mapping[str, IndicatorDisclosure] = field(default_factory=dict)
    declared: tuple[str, ...] = ()
    file: Path | None = None

    def of(self, number: str) -> IndicatorDisclosure:
        """An indicator's number -> what is declared for it."""
        return self.indicators.get(number, _NOTHING)

    def smallest_of(self, number: str) -> Smallest:
        """An indicator's number -> the smallest of its figures that are printed."""
        own = self.of(number)
        if own.show:
            return Smallest()
        return self.smallest if own.smallest is None else own.smallest

    def is_kept(self, number: str) -> bool:
        """Whether an indicator must be shown."""
        return number in self.must_show or self.of(number).show


_NOTHING = IndicatorDisclosure()
DEFAULT_DISCLOSURE = DisclosurePolicy()


def profile_names() -> tuple[str, ...]:
    """The shipped profiles."""
    return tuple(sorted(path.stem for path in _FILES.glob("*.toml")))


def load_profile(name: str) -> DisclosurePolicy:
    """A shipped profile's name -> its policy. Raises OSError for an unknown one."""
    faults: list[Fault] = []
    raw = tomllib.loads((_FILES / f"{name}.toml").read_text("utf-8"))
    return replace(_layer(TomlTable(raw, name, faults), DEFAULT_DISCLOSURE), profile=name)


def read_disclosure(table: TomlTable, source: Path) -> DisclosurePolicy:
    """[disclosure] of a pack.toml, and its folder -> the policy: a profile, what a shared file
    changes of it, and what the table changes of both. What is wrong goes to the faults."""
    base = _profile(table)
    if name := table.text("policy"):
        if table.text("profile"):
            table.fault("profile", "stands beside policy", "name the profile in the policy's file")
        base = _shared(table, source / name)
    policy = _layer(table, base)
    told = table.raw("indicator")
    own = tuple(told) if isinstance(told, dict) else ()
    others = [other for number in own for other in policy.of(number).named]
    named = (*own, *policy.must_show, *policy.sacrifice_first, *others)
    return replace(policy, declared=tuple(dict.fromkeys(named)))


def _profile(table: TomlTable) -> DisclosurePolicy:
    name = table.text("profile") or DEFAULT_PROFILE
    if name not in profile_names():
        known = ", ".join(profile_names())
        table.fault("profile", f"{name!r} is not known", f"write one of {known}")
        return DEFAULT_DISCLOSURE
    return load_profile(name)


def _shared(table: TomlTable, file: Path) -> DisclosurePolicy:
    """A policy's own file, which holds the keys of [disclosure] without that heading."""
    try:
        raw = tomllib.loads(read_text(file))
    except (OSError, ValueError, RecursionError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        table.fault("policy", f"{file.name!r} can't be read: {said}", "mend the name or the file")
        return DEFAULT_DISCLOSURE
    faults: list[Fault] = []
    shared = TomlTable(raw, file.name, faults)
    if shared.raw("policy") is not None:
        shared.fault("policy", "is only for pack.toml", "take it out")
    policy = _layer(shared, _profile(shared))
    table.gather(faults)
    return replace(policy, file=file)


def _layer(table: TomlTable, base: DisclosurePolicy) -> DisclosurePolicy:
    """A table of a policy's keys -> the policy that it makes of another."""
    table.raw("profile")
    table.raw("policy")
    smallest = _smallest(table, base.smallest) or base.smallest
    entries = table.tables("indicator").items()
    own = {number: _indicator(entry, smallest) for number, entry in entries}
    shown, sacrificed = table.texts("must_show"), table.texts("sacrifice_first")
    policy = replace(
        base,
        smallest=smallest,
        zeros=table.choice("zeros", Zeros) or base.zeros,
        round_to=_whole(table, "round_to", 0, 1000, base.round_to),
        values=_whole(table, "values", 2, 100, base.values),
        small=_whole(table, "small", 0, 1000, base.small),
        rating=table.choice("rating", RatingTreatment) or base.rating,
        must_show=shown or base.must_show,
        sacrifice_first=sacrificed or base.sacrifice_first,
        indicators={**base.indicators, **own},
        profile=table.text("profile") or base.profile,
    )
    for number in sorted(set(policy.must_show) & set(policy.sacrifice_first)):
        table.fault("sacrifice_first", f"{number!r} is among must_show too", "take it out of one")
    if policy.round_to and not policy.smallest.withholds:
        table.fault("round_to", "rounds and nothing is withheld", "write smallest too")
    table.no_other_keys()
    return policy


def _indicator(entry: TomlTable, smallest: Smallest) -> IndicatorDisclosure:
    declared = IndicatorDisclosure(
        show=entry.flag("show"),
        withhold=entry.flag("withhold"),
        smallest=_smallest(entry, smallest),
        reason=entry.text("reason") or "",
        who=entry.text("who") or "",
        within=entry.text("within") or "",
        complement=entry.text("complement") or "",
        base=entry.text("base") or "",
        rate_of=entry.text("rate_of") or "",
        population=_whole(entry, "population", 1, 10**10, 0),
        per=_whole(entry, "per", 1, _MOST, _PER),
        national=entry.text("national") or "",
        others=entry.text("others") or "",
        unpublished_rest=entry.flag("unpublished_rest"),
    )
    if declared.show and (declared.withhold or declared.smallest):
        entry.fault("show", "stands beside what withholds it", "write one of them")
    if declared.show or declared.withhold or declared.smallest:
        for key in ("reason", "who"):
            if entry.raw(key) is None:
                entry.fault(key, "is missing", "an exception says why, and who decides it")
    if declared.rate_of and not declared.population:
        entry.fault("population", "is missing", "write the population that the rate is of")
    if declared.others and not declared.national:
        entry.fault("national", "is missing", "write the heading of the total that others are of")
    entry.no_other_keys()
    return declared


def _smallest(table: TomlTable, base: Smallest) -> Smallest | None:
    """The smallest figures that a table prints; None when it says nothing of them."""
    keys = ("smallest_count", "smallest_numerator", "smallest_denominator", "smallest_complement")
    told = [table.raw(key) for key in ("smallest", *keys)]
    if all(value is None for value in told):
        return None
    every = _threshold(table, "smallest", None)
    kinds = (base.count, base.numerator, base.denominator, base.complement)
    return Smallest(
        *(
            _threshold(table, key, was if every is None else every) or 0
            for key, was in zip(keys, kinds, strict=True)
        )
    )


def _threshold(table: TomlTable, key: str, default: int | None) -> int | None:
    if table.raw(key) is None:
        return default
    number = _whole(table, key, 0, 1000, 0)
    if 0 < number < _FEWEST:
        table.fault(key, f"{number} would tell what it withholds", "write 0, or 3 and more")
    return number


def _whole(table: TomlTable, key: str, least: int, most: int, default: int) -> int:
    """The key's whole number within bounds, else the default; what is wrong is noted."""
    if table.raw(key) is None:
        return default
    number = table.number(key)
    if number is None:
        return default
    if number != number.to_integral_value() or not least <= number <= most:
        table.fault(key, f"{number:g} is out of bounds", f"write a whole number, {least} to {most}")
        return default
    return int(number)
