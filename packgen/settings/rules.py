"""Rating rules: how a computed RAG is worked out, with the defaults that a pack may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum

from packgen.model.target import Polarity
from packgen.model.trend import Accumulation


class Profile(Enum):
    """How an annual count target is spread over the year."""

    EVEN = "even"
    SEASONAL = "seasonal"


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What a pack declares for one indicator; None leaves it to the default or to footing.

    ``given`` are the amounts expected in each period of the year; ``last_year`` those of last
    year, whose seasons a SEASONAL profile follows. ``tolerance`` is in per cent of the target.
    ``parts`` are the numbers of the indicators that add up to this one.
    """

    accumulation: Accumulation | None = None
    polarity: Polarity | None = None
    tolerance: Decimal | None = None
    profile: Profile = Profile.EVEN
    given: tuple[Decimal, ...] = ()
    last_year: tuple[Decimal, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingRules:
    """The rules of a pack: the tolerance for AMBER (per cent of the target), and exceptions."""

    tolerance: Decimal = Decimal(10)
    indicators: Mapping[str, IndicatorRule] = field(default_factory=dict)

    def of(self, number: str) -> IndicatorRule:
        """An indicator's number -> its rule."""
        return self.indicators.get(number, _DEFAULT)

    def accumulating(self, kinds: Mapping[str, Accumulation]) -> RatingRules:
        """These rules, with kinds of accumulation for indicators that have none declared."""
        told = {number: self.of(number) for number in (*self.indicators, *kinds)}
        rules = {
            number: replace(rule, accumulation=rule.accumulation or kinds.get(number))
            for number, rule in told.items()
        }
        return RatingRules(self.tolerance, rules)

    def tolerance_of(self, number: str) -> Decimal:
        """An indicator's number -> its tolerance in per cent."""
        own = self.of(number).tolerance
        return self.tolerance if own is None else own


_DEFAULT = IndicatorRule()
DEFAULT_RULES = RatingRules()
