"""What a paper prints: its columns and its cells, for whoever explains only what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from packgen.compose.slots import slots_of
from packgen.model.disclosed import (
    Cell,
    DisclosedScorecard,
    NoData,
    PublicIndicator,
    RestrictedIndicator,
    Shown,
)
from packgen.model.observation import Gap
from packgen.model.period import Month
from packgen.model.rating import Rating
from packgen.settings.template import Template
from packgen.settings.words import Words


@dataclass(frozen=True, slots=True)
class Printed:
    """What is in a paper. ``public`` are the texts of its cells that are not exempt."""

    columns: frozenset[str]
    ratings: frozenset[Rating]
    public: tuple[str, ...]
    withheld: bool
    dashes: bool
    blanks: bool
    months: bool
    """Whether its periods are months, all of them."""

    @classmethod
    def of(
        cls, card: DisclosedScorecard[PublicIndicator], words: Words, template: Template
    ) -> Printed:
        """A disclosed card, as a template prints it."""
        seen = list(_cells(card, words, template))
        gaps = [cell.due for cell in seen if _is_blank(cell.value)]
        return cls(
            columns=frozenset(cell.kind for cell in seen),
            ratings=frozenset(i.stated.rating for i in card.indicators),
            public=tuple(_text(cell.value) for cell in seen if not cell.exempt),
            withheld=any(map(_is_exempt, card.indicators)),
            dashes=any(gaps),
            blanks=not all(gaps),
            months=all(isinstance(p, Month) for block in card.blocks for p in block.months),
        )


@dataclass(frozen=True, slots=True)
class _Seen:
    """One cell of a column of this kind, and whether its figure is due, and is exempt."""

    kind: str
    value: Cell | None
    due: bool = True
    exempt: bool = False


def _cells(
    card: DisclosedScorecard[PublicIndicator], words: Words, template: Template
) -> Iterator[_Seen]:
    for block in card.blocks:
        slots = slots_of(block, card.position, words, template)
        for indicator in block.indicators:
            exempt = indicator.exempt if isinstance(indicator, RestrictedIndicator) else {}
            starts = {"benchmark": 0, "month": len(indicator.benchmarks)}
            starts["year_to_date"] = starts["month"] + len(indicator.months)
            for slot in slots:
                if slot.kind not in starts:
                    yield _Seen(slot.kind, None)
                    continue
                at = starts[slot.kind] + slot.place
                due = slot.kind != "month" or block.months[slot.place] <= card.position
                yield _Seen(slot.kind, indicator.cells[at], due, at in exempt)


def _is_exempt(indicator: PublicIndicator) -> bool:
    return indicator.is_withheld or bool(
        isinstance(indicator, RestrictedIndicator) and indicator.exempt
    )


def _is_blank(value: Cell | None) -> bool:
    return isinstance(value, NoData) and not value.text and value.reason is not Gap.NOT_SUPPLIED


def _text(value: Cell | None) -> str:
    return value.text if isinstance(value, Shown | NoData) else ""
