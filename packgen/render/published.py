"""Published cells -> JSON, for the disclosure record of a pack.

Of each cell: indicator, title, kind, text; its period's code or its heading; its figure, with the
number as text so that no digit is lost; and ``withheld`` where it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from packgen.model.period import Period
from packgen.model.periodcode import period_code
from packgen.model.published import PublishedCell, PublishedFigure

VERSION = 1


def write_published(cells: Iterable[PublishedCell]) -> list[dict[str, Any]]:
    """Published cells -> what JSON holds of them, in order."""
    return [_cell(cell) for cell in cells]


def write_disclosure(
    scorecard: str,
    title: str,
    position: Period,
    cells: Iterable[PublishedCell],
    store: str = "",
    withheld: Mapping[str, Any] | None = None,
) -> bytes:
    """A scorecard's identity and title, its position, what it publishes -> its disclosure record.

    ``store``: where pack.toml says that releases are remembered; ``withheld``: what the record
    says of what is withheld.
    """
    content: dict[str, Any] = {
        "version": VERSION,
        "scorecard": scorecard,
        "title": title,
        "position": period_code(position),
        **({"store": store} if store else {}),
        **({"disclosure": dict(withheld)} if withheld else {}),
        "published": write_published(cells),
    }
    return (json.dumps(content, ensure_ascii=False) + "\n").encode("utf-8")


def _cell(cell: PublishedCell) -> dict[str, Any]:
    content: dict[str, Any] = {
        "indicator": cell.indicator,
        "title": cell.title,
        "kind": cell.kind.value,
    }
    if cell.period is not None:
        content["period"] = period_code(cell.period)
    if cell.heading:
        content["heading"] = cell.heading
    content["text"] = cell.text
    if cell.figure:
        content["figure"] = _figure(cell.figure)
    if cell.withheld:
        content["withheld"] = True
    return content


def _figure(figure: PublishedFigure) -> dict[str, Any]:
    content: dict[str, Any] = {"number": str(figure.number), "unit": figure.unit.value}
    if figure.numerator is not None:
        content["numerator"] = figure.numerator
    if figure.denominator is not None:
        content["denominator"] = figure.denominator
    return content
