"""What a report puts in from a scorecard: a table, a chart, the exceptions."""

from __future__ import annotations

from packgen.compose import periods
from packgen.compose.report_directives import Directive
from packgen.compose.report_kit import Card, Cards, ReportKit
from packgen.compose.report_numbers import Numbers
from packgen.compose.report_scorecard import Found, excerpt, find
from packgen.document.nodes import Block, Illustration, Text
from packgen.errors import BadInput, Fault

_KINDS = ("trend", "control")


def put(
    found: Directive,
    cards: Cards,
    kit: ReportKit,
    numbers: Numbers,
    width_pt: float,
    indented: bool,
) -> tuple[Block, ...]:
    """A directive -> its blocks. Raises BadInput at its line for what no card has."""
    card = _card(found, cards)
    match found.name:
        case "scorecard":
            return (_table(found, card, kit, numbers, indented=indented),)
        case "chart":
            return (_chart(found, card, kit, numbers, width_pt, indented=indented),)
        case _:
            return kit.exceptions(card, _for_exceptions(numbers), _control(found))


def _card(found: Directive, cards: Cards) -> Card:
    """The scorecard that a directive is of: the only one, else the one that it names."""
    name = found.values.get("of", "")
    if name and name in cards:
        return cards[name]
    if not name and len(cards) == 1:
        return next(iter(cards.values()))
    known = ", ".join(map(repr, cards)) or "none"
    what = f"no scorecard {name!r}" if name else "of which scorecard is not said"
    raise BadInput(Fault(found.where, what, f'write {{of="NAME"}}; there is {known}'))


def _found(found: Directive, key: str, card: Card) -> list[Found]:
    """The indicators that a directive names, all of one block of the card."""
    written = [n.strip() for n in found.values.get(key, "").split(",") if n.strip()]
    if not written:
        raise BadInput(Fault(found.where, f":::{found.name} names none", f'write {{{key}="7"}}'))
    rows = []
    for number in written:
        row = find(card, number)
        if row is None:
            what = f"the scorecard has not just one indicator {number!r}"
            raise BadInput(Fault(found.where, what, "write the number as the scorecard prints it"))
        rows.append(row)
    if any(block is not rows[0][0] for block, _ in rows):
        what = "the indicators stand under different months"
        raise BadInput(Fault(found.where, what, f"write a :::{found.name} for each"))
    return rows


def _table(
    found: Directive, card: Card, kit: ReportKit, numbers: Numbers, *, indented: bool
) -> Block:
    rows = _found(found, "indicators", card)
    number, block = numbers.next_table(), rows[0][0]
    year = periods.year_name(block.months, block.year, kit.words)
    caption = found.values.get("caption") or kit.words.document.scorecard_for(year=year)
    titled = kit.words.report.table(number=number, caption=caption)
    anchor = numbers.own(f"table-{numbers.tables}")
    return excerpt(card, rows, titled, anchor, kit, indented=indented)


def _chart(
    found: Directive,
    card: Card,
    kit: ReportKit,
    numbers: Numbers,
    width_pt: float,
    *,
    indented: bool,
) -> Block:
    block, row = _found(found, "indicator", card)[0]
    number = numbers.next_figure()
    caption = found.values.get("caption") or f"{row.number} {row.title}".strip()
    titled = (Text(kit.words.report.figure(number=number, caption=caption)),)
    try:
        drawn = kit.chart(row, block, width_pt, _control(found))
    except BadInput as error:
        raise BadInput(Fault(found.where, f.what, f.remedy) for f in error.faults) from None
    return Illustration(drawn, titled, numbers.own(f"figure-{numbers.figures}"), indented=indented)


def _for_exceptions(numbers: Numbers) -> str:
    """What the anchors of this place's exceptions begin with."""
    count = sum(1 for anchor in numbers.anchors if anchor.startswith(numbers.named("exceptions")))
    return numbers.own(f"exceptions-{count + 1}")


def _control(found: Directive) -> bool:
    """Whether a chart is to have control limits. Raises BadInput for an unknown kind."""
    kind = found.values.get("kind", _KINDS[0])
    if kind not in _KINDS:
        remedy = f'write {{kind="{_KINDS[1]}"}}, or leave it out'
        raise BadInput(Fault(found.where, f"no kind of chart {kind!r}", remedy))
    return kind == _KINDS[1]
