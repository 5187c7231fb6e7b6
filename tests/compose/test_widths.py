"""Column widths: no word breaks that could stand whole; spare width goes where it helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.nodes import Column, Document
from packgen.document.roles import Role
from packgen.model.indicator import Observations
from packgen.settings.style import load_style
from tests.cards import HEADINGS, indicator, scorecard
from tests.papers import public_paper, tables

STYLE = load_style("civic")
LONG = "Percentage of household waste sent for reuse, recycling or composting " * 4


def room(column: Column) -> float:
    pad = STYLE.table.pad_figure_pt if column.tight else STYLE.table.pad_x_pt
    return column.width_pt - 2 * pad


def needed(word: str, role: Role) -> float:
    spec = STYLE.type[role]
    return STYLE.typeface(spec).measure(word, spec.size_pt)


def widths(paper: Document) -> list[float]:
    return [column.width_pt for column in tables(paper)[0].columns]


def one_benchmark(card: Observations) -> Observations:
    (block,) = card.blocks
    headings = replace(HEADINGS, benchmarks=("2024/25",), benchmark_group="Benchmarks")
    return replace(card, blocks=(replace(block, headings=headings),))


@pytest.mark.parametrize("marked", [[1], [1, 12], [0]])
def test_a_withheld_month_among_figures_is_said_without_breaking_a_word(marked: list[int]) -> None:
    paper = public_paper(scorecard(indicator("1", ["3", "4", "5"], "12", marked=marked)))
    months = tables(paper)[0].columns[8:11]
    assert min(map(room, months)) >= needed("Withheld,", Role.WORDS)


def test_the_heading_over_a_lone_benchmark_is_not_broken() -> None:
    paper = public_paper(one_benchmark(scorecard(indicator("1", ["3"], benchmarks=("44",)))))
    assert room(tables(paper)[0].columns[5]) >= needed("Benchmarks", Role.COLUMN_HEAD)


def test_long_notes_beside_short_reasons_get_the_wider_column() -> None:
    shares = {}
    for title, rationale in ((LONG, "Saves carbon."), ("Waste", LONG)):
        row = indicator("1", ["3"], title=title.strip(), rationale=rationale.strip())
        _, shares[rationale == "Saves carbon."], *_ = widths(public_paper(scorecard(row)))
    assert shares[True] > 1.4 * shares[False]


def test_where_there_is_room_to_spare_figures_and_trend_get_some_of_it() -> None:
    narrow = public_paper(scorecard(indicator("1", ["3"] * 3, of=12)))
    wide = public_paper(scorecard(indicator("1", ["3"] * 3, of=3)))
    assert widths(wide)[8] > 1.3 * widths(narrow)[8]
    assert widths(wide)[-1] > 1.3 * widths(narrow)[-1]
    assert sum(widths(wide)) == pytest.approx(sum(widths(narrow)), abs=0.1)
