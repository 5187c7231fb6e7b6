"""Why a figure is exempt, in words: under an indicator's name, and at the figure itself."""

from __future__ import annotations

from dataclasses import dataclass

from packgen.compose import figures
from packgen.model.disclosed import Exemption, PublicIndicator, RestrictedIndicator
from packgen.settings.law import Law
from packgen.settings.words import Words

_LONGEST_REASON, _LONGEST_WORD = 24, 8


@dataclass(frozen=True, slots=True)
class ExemptionWords:
    """The law and the language that exemptions are told in."""

    law: Law
    words: Words

    def under_name(self, exemption: Exemption) -> str:
        """``Part 2: paragraph 2, small numbers``."""
        cited = figures.paragraphs(self._numbers(exemption), self.words)
        return self._said(cited, reason_of(exemption))

    def at_figure(self, indicator: PublicIndicator, place: int) -> str:
        """What stands at a figure (its place in ``cells``): ``Part 2: para 2, small numbers``.

        Nothing where it is public, or where the whole row is exempt for one reason: then it is
        told under the name.
        """
        if not isinstance(indicator, RestrictedIndicator) or place not in indicator.exempt:
            return ""
        if is_told_once(indicator):
            return ""
        return self._at(indicator.exempt[place])

    def _at(self, exemption: Exemption) -> str:
        numbers = [str(n) for n in self._numbers(exemption)]
        listed = figures.listed(numbers, self.words)
        cited = self.words.table.paragraph_short(numbers=listed) if numbers else ""
        return self._said(cited, _short(reason_of(exemption)))

    def at_rating(self, indicator: PublicIndicator) -> str:
        """What stands at a rating that the public does not see: ``Part 2: para 2``."""
        if not isinstance(indicator, RestrictedIndicator) or indicator.rating_exempt is None:
            return ""
        return self._at(indicator.rating_exempt)

    def _numbers(self, exemption: Exemption) -> tuple[int, ...]:
        return self.law.paragraphs_for(exemption.reason, exemption.paragraphs)

    def _said(self, *parts: str) -> str:
        because = ", ".join(filter(None, parts))
        if not because:
            return self.words.table.exempt
        return self.words.table.exempt_because(because=because)


def is_told_once(indicator: RestrictedIndicator) -> bool:
    """Whether every month and the year to date are exempt, for one reason."""
    first = len(indicator.benchmarks)
    whole = indicator.exempt.keys() >= set(range(first, len(indicator.cells)))
    return whole and len(indicator.exemptions) == 1


def _short(reason: str) -> str:
    """A reason, if a month's narrow column can hold it; a longer one stands under the name."""
    fits = len(reason) <= _LONGEST_REASON and all(len(w) <= _LONGEST_WORD for w in reason.split())
    return reason if fits else ""


def reason_of(exemption: Exemption) -> str:
    """The council's own words, where they do not name the paragraph already; the rule's always."""
    return exemption.reason if exemption.computed or not exemption.paragraphs else ""
