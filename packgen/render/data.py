"""A disclosed scorecard -> JSON, after docs/scorecard.schema.json."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, assert_never

from packgen.model.disclosed import (
    Cell,
    DisclosedBlock,
    DisclosedScorecard,
    NoData,
    PublicIndicator,
    PublicScorecard,
    RestrictedIndicator,
    Shown,
    Withheld,
)
from packgen.model.rating import Rating
from packgen.model.target import AcceptableRange, NoTarget, Target, Threshold

VERSION = 1
SYMBOL = "[c]"
"""The Government Analysis Function's symbol for a confidential figure in data files."""


def write_json(card: DisclosedScorecard[PublicIndicator]) -> str:
    """A card -> its JSON text, ending in a line end."""
    content = {
        "version": VERSION,
        "audience": "public" if isinstance(card, PublicScorecard) else "part2",
        "title": card.title,
        "position": card.position.code,
        **_rounding(card),
        "blocks": [_block(block) for block in card.blocks],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _rounding(card: DisclosedScorecard[PublicIndicator]) -> dict[str, int]:
    if isinstance(card, PublicScorecard) and card.rounded_to:
        return {"rounded_to": card.rounded_to}
    return {}


def _block(block: DisclosedBlock[PublicIndicator]) -> dict[str, Any]:
    return {
        "title": block.title,
        "year": block.year.value,
        "months": [{"period": m.code, "label": m.label} for m in block.months],
        "sections": [
            {
                "title": section.title,
                "continued": section.continued,
                "indicators": [_indicator(i, block) for i in section.indicators],
            }
            for section in block.sections
        ],
    }


def _indicator(
    indicator: PublicIndicator, block: DisclosedBlock[PublicIndicator]
) -> dict[str, Any]:
    cells = [_cell(cell) for cell in indicator.cells]
    if isinstance(indicator, RestrictedIndicator):
        for place in indicator.exempt:
            cells[place]["exempt"] = True
    benchmarks = len(indicator.benchmarks)
    travel = indicator.since_last_period
    content: dict[str, Any] = {
        "number": indicator.number,
        "title": indicator.title,
        "rationale": indicator.rationale.text,
        "polarity": indicator.polarity.value,
        "target": _target(indicator.target),
        "benchmarks": [
            {"heading": heading, **cell}
            for heading, cell in zip(block.headings.benchmarks, cells[:benchmarks], strict=True)
        ],
        "rating": _rating(indicator),
        "months": [
            {"period": month.code, **cell}
            for month, cell in zip(block.months, cells[benchmarks:-1], strict=True)
        ],
        "year_to_date": cells[-1],
        "accumulation": indicator.accumulation.value,
        "since_last_period": travel.direction.value if travel else None,
        "notes": indicator.notes,
    }
    if isinstance(indicator, RestrictedIndicator):
        content["exemptions"] = [
            {"reason": e.reason, "paragraphs": list(e.paragraphs)} for e in indicator.exemptions
        ]
    return content


def _rating(indicator: PublicIndicator) -> dict[str, Any]:
    stated = indicator.stated
    text = SYMBOL if stated.rating is Rating.WITHHELD else stated.text
    content: dict[str, Any] = {"rating": stated.rating.name, "text": text}
    if isinstance(indicator, RestrictedIndicator) and indicator.rating_exempt:
        content["exempt"] = True
    return content


def _cell(cell: Cell) -> dict[str, Any]:
    match cell:
        case Shown():
            return {"text": cell.text, "number": _number(cell.number), "unit": cell.unit.value}
        case Withheld():
            return {"text": SYMBOL, "withheld": cell.reason.name.lower()}
        case NoData():
            return {"text": cell.text, "no_data": cell.reason.value}
        case _:
            assert_never(cell)


def _target(target: Target) -> dict[str, Any]:
    aim = target.aim
    match aim:
        case Threshold():
            return {
                "text": target.text,
                "number": _number(aim.number),
                "unit": aim.unit.value,
            }
        case AcceptableRange():
            return {
                "text": target.text,
                "low": _number(aim.low),
                "high": _number(aim.high),
                "unit": aim.unit.value,
            }
        case NoTarget():
            return {"text": target.text, "none": aim.value}
        case _:
            assert_never(aim)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
