"""Column widths: no figure may overrun its column; what is left goes to the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import floor

from packgen.compose import figures
from packgen.compose.exemptions import ExemptionWords
from packgen.compose.shares import indicator_share
from packgen.compose.slots import Slot
from packgen.document.drawing import Ink
from packgen.document.nodes import Column
from packgen.document.roles import Align, Role
from packgen.model.disclosed import Cell, NoData, PublicIndicator, Shown, Withheld
from packgen.settings.style import Style
from packgen.settings.template import Template

_SLACK_PT = 0.6
_WIDEST_TOKEN_PT = 140.0
"""A longer token breaks: it would push all else off the page."""
_TIGHTEST = 0.85
"""How much of their least widths the texts keep before the rationales leave the table: a layout
that changes from month to month for a few millimetres would be worse."""
_BARELY = 0.5
"""How much of their least widths the texts keep before figures would break."""
_READABLE_PT = 280.0
"""Lines longer than about seventy letters are hard to follow."""
_LOOSE = 0.6
"""By how much of its least width a figure's column may grow where there is room."""
_SHAPE_ROOM = "MM"
"""Stands for a rating's shape and the gap after it: a little wider than both."""
TIGHT = frozenset({"benchmark", "month", "year_to_date"})
"""The kinds of columns that hold figures."""
_SHARED = ("indicator", "rationale")


def columns(
    slots: Sequence[Slot],
    indicators: Sequence[PublicIndicator],
    style: Style,
    template: Template,
    width_pt: float,
    exemptions: ExemptionWords,
) -> tuple[Column, ...]:
    """Slots and the indicators to be set in them -> columns that fill the width.

    Figures' columns take their widest token; months share one width, and so do benchmarks. When
    even the least widths do not fit, all columns shrink alike and long words break.
    """
    needed = _least_widths(slots, indicators, style, template, exemptions)
    spare = width_pt - sum(needed)
    if spare < 0:
        floors = _floors(slots, needed, indicators, style, exemptions)
        needed = _squeezed(slots, needed, floors, width_pt)
    else:
        shares = _shares(slots, needed, spare, indicators, style)
        needed = _spread(slots, needed, shares, spare)
    return tuple(
        Column(
            width,
            _align(slot),
            slot.first_of_group,
            Ink("colfill") if slot.latest else None,
            slot.kind in TIGHT,
        )
        for slot, width in zip(slots, _in_steps(needed), strict=True)
    )


def _in_steps(widths: Sequence[float]) -> list[float]:
    """Widths -> the same in twentieths of a point, which every format can hold: a line that just
    fits must fit in all of them. The widest takes what is left over."""
    steps = [floor(width * 20 + 1e-6) for width in widths]
    steps[steps.index(max(steps))] += floor(sum(widths) * 20 + 1e-6) - sum(steps)
    return [step / 20 for step in steps]


def fits(
    slots: Sequence[Slot],
    indicators: Sequence[PublicIndicator],
    style: Style,
    template: Template,
    width_pt: float,
    exemptions: ExemptionWords,
) -> bool:
    """Whether the texts need not go far under their least widths."""
    needed = _least_widths(slots, indicators, style, template, exemptions)
    texts = sum(w for w, s in zip(needed, slots, strict=True) if s.kind in _SHARED)
    return sum(needed) - width_pt <= texts * (1 - _TIGHTEST)


def figures_that_fit(
    slots: Sequence[Slot],
    indicators: Sequence[PublicIndicator],
    style: Style,
    template: Template,
    width_pt: float,
    exemptions: ExemptionWords,
) -> int | None:
    """How many columns of figures a page can hold with none of them broken; None when all fit.

    The texts may go down to half of their least widths, and benchmarks' headings may break.
    """
    widths = _least_widths(slots, indicators, style, template, exemptions)
    floors = _floors(slots, widths, indicators, style, exemptions)
    tight = [w for w, s in zip(floors, slots, strict=True) if s.kind in TIGHT]
    others = sum(floors) - sum(tight)
    if not tight or sum(floors) <= width_pt:
        return None
    return max(0, floor((width_pt - others) / (sum(tight) / len(tight))))


def _align(slot: Slot) -> Align:
    right = slot.kind in {"target", "benchmark", "month", "year_to_date"}
    return Align.RIGHT if right else Align.LEFT


def _shares(
    slots: Sequence[Slot],
    needed: Sequence[float],
    spare: float,
    indicators: Sequence[PublicIndicator],
    style: Style,
) -> list[float]:
    """Each slot's share of the spare width: the texts' alone."""
    kinds = [slot.kind for slot in slots]
    if "rationale" not in kinds:
        return [1.0 if kind == "indicator" else 0.0 for kind in kinds]
    texts = needed[kinds.index("indicator")], needed[kinds.index("rationale")]
    first = indicator_share(indicators, texts, spare, style)
    share = {"indicator": first, "rationale": 1 - first}
    return [share.get(kind, 0.0) for kind in kinds]


def _spread(
    slots: Sequence[Slot], needed: list[float], shares: Sequence[float], spare: float
) -> list[float]:
    """Gives the spare width to the texts until their lines are long enough, then to the figures
    and the trend, within measure; what is left even then to the texts again."""
    texts = [
        min(spare * share, max(0.0, _READABLE_PT - w)) if share else 0.0
        for share, w in zip(shares, needed, strict=True)
    ]
    loose = [
        w * _LOOSE if slot.kind in {*TIGHT, "trend"} else 0.0
        for slot, w in zip(slots, needed, strict=True)
    ]
    rest = spare - sum(texts)
    part = min(1.0, rest / sum(loose)) if any(loose) else 0.0
    rest -= part * sum(loose)
    gains = zip(needed, texts, loose, shares, strict=True)
    return [w + text + part * figure + rest * share for w, text, figure, share in gains]


def _squeezed(
    slots: Sequence[Slot], needed: list[float], floors: Sequence[float], width_pt: float
) -> list[float]:
    """Takes what is missing from the texts, down to half of their least; then from the figures,
    down to the widths (``floors``) at which they just stay whole; then from these too."""
    texts = sum(w for w, s in zip(needed, slots, strict=True) if s.kind in _SHARED)
    factor = max(_BARELY, 1 - (sum(needed) - width_pt) / texts) if texts else 1.0
    taken = [w * factor if s.kind in _SHARED else w for w, s in zip(needed, slots, strict=True)]
    missing = max(0.0, sum(taken) - width_pt)
    loose = sum(taken) - sum(min(w, f) for w, f in zip(taken, floors, strict=True))
    if loose >= missing:
        part = missing / loose if loose else 0.0
        return [w - part * (w - min(w, f)) for w, f in zip(taken, floors, strict=True)]
    figures_pt = sum(w for w, s in zip(taken, slots, strict=True) if s.kind in TIGHT)
    scale = 1 - missing / figures_pt if figures_pt > missing else width_pt / sum(taken)
    alike = figures_pt <= missing
    return [w * scale if alike or s.kind in TIGHT else w for w, s in zip(taken, slots, strict=True)]


def _floors(
    slots: Sequence[Slot],
    needed: Sequence[float],
    indicators: Sequence[PublicIndicator],
    style: Style,
    exemptions: ExemptionWords,
) -> list[float]:
    """Each figures' column's width at which its figures just stay whole; the others' least."""
    return [
        _token_width(_bare(slot), indicators, style, exemptions)
        if slot.kind in TIGHT
        else w * (_BARELY if slot.kind in _SHARED else 1)
        for slot, w in zip(slots, needed, strict=True)
    ]


def _bare(slot: Slot) -> Slot:
    """A column without a heading that may break."""
    return replace(slot, heading="", group="") if slot.kind == "benchmark" else slot


def _least_widths(
    slots: Sequence[Slot],
    indicators: Sequence[PublicIndicator],
    style: Style,
    template: Template,
    exemptions: ExemptionWords,
) -> list[float]:
    """Each slot's least width; months share one, and so do benchmarks."""
    needed = [_needed(slot, indicators, style, template, exemptions) for slot in slots]
    for kind in ("month", "benchmark"):
        widest = max((w for w, s in zip(needed, slots, strict=True) if s.kind == kind), default=0)
        needed = [widest if s.kind == kind else w for w, s in zip(needed, slots, strict=True)]
    return needed


def _needed(
    slot: Slot,
    indicators: Sequence[PublicIndicator],
    style: Style,
    template: Template,
    exemptions: ExemptionWords,
) -> float:
    """The least width of a column: the template's, or its widest unbreakable token."""
    least = template.column_pt[slot.kind]
    if slot.kind in {*_SHARED, "trend"}:
        return least
    return max(least, _token_width(slot, indicators, style, exemptions))


def _token_width(
    slot: Slot, indicators: Sequence[PublicIndicator], style: Style, exemptions: ExemptionWords
) -> float:
    """The width of a column that just holds its widest unbreakable token."""
    tokens = max(
        (
            style.typeface(style.type[role]).measure(token, style.type[role].size_pt)
            for role, text in _texts(slot, indicators, exemptions)
            for token in text.split()
        ),
        default=0.0,
    )
    pad = style.table.pad_figure_pt if slot.kind in TIGHT else style.table.pad_x_pt
    return min(tokens, _WIDEST_TOKEN_PT) + 2 * pad + _SLACK_PT


def _texts(
    slot: Slot, indicators: Sequence[PublicIndicator], exemptions: ExemptionWords
) -> Iterator[tuple[Role, str]]:
    yield Role.COLUMN_HEAD, slot.heading
    yield Role.COLUMN_HEAD, slot.group
    for indicator in indicators:
        match slot.kind:
            case "number":
                yield Role.INDICATOR_NUMBER, indicator.number
            case "polarity":
                yield Role.WORDS, indicator.polarity_text
            case "rating":
                yield Role.RATING, f"{_SHAPE_ROOM}{indicator.stated.text.partition(' ')[0]}"
            case "target":
                yield from _figure_texts(indicator.target.text)
            case "benchmark":
                yield from _value_texts(indicator.benchmarks[slot.place])
                yield Role.EXEMPTION, exemptions.at_figure(indicator, slot.place)
            case "month":
                yield from _value_texts(indicator.months[slot.place])
                yield from _lone(indicator.months, slot.place, indicator, exemptions)
                place = len(indicator.benchmarks) + slot.place
                yield Role.EXEMPTION, exemptions.at_figure(indicator, place)
            case "year_to_date":
                yield from _value_texts(indicator.year_to_date)
                yield from _lone(indicator.months, len(indicator.months), indicator, exemptions)
                yield Role.EXEMPTION, exemptions.at_figure(indicator, len(indicator.cells) - 1)


def _lone(
    months: Sequence[Cell], place: int, indicator: PublicIndicator, exemptions: ExemptionWords
) -> Iterator[tuple[Role, str]]:
    """The wording of a withheld figure that may stand in one column by itself."""
    row = (*months, indicator.year_to_date)
    beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    if isinstance(row[place], Withheld) and not all(isinstance(c, Withheld) for c in beside):
        yield Role.WORDS, exemptions.words.table.withheld_short


def _value_texts(value: Cell) -> Iterable[tuple[Role, str]]:
    match value:
        case Shown(text=text):
            return _figure_texts(text)
        case NoData(text=text):
            return [(Role.WORDS, text)]
        case _:
            return []


def _figure_texts(text: str) -> list[tuple[Role, str]]:
    main, bracket = figures.parted(text)
    lead = Role.FIGURE_LATEST if figures.leads_with_a_number(main) else Role.WORDS
    return [(lead, main), (Role.RATIO, bracket)]
