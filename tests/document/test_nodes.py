"""The tree: what cannot be built, and what it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Cell,
    Column,
    Columns,
    Heading,
    Link,
    Paragraph,
    Row,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Role, RowKind, Shape
from packgen.document.walk import cell_text, passages, plain
from tests.trees import cell, document, para, sparkline


def row(*cells: Cell) -> Row:
    return Row(RowKind.BODY, cells)


def table(*rows: Row, width: int = 2) -> Table:
    return Table("c", "d", (Column(50),) * width, (), (TableBody(rows),), "a")


WHOLE, WIDE, TALL = Cell(), Cell(colspan=2), Cell(rowspan=2)


def test_spans_that_fit_are_accepted() -> None:
    table(row(TALL, WHOLE), row(WHOLE), row(WIDE))


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([row(WHOLE)], "leaves columns empty"),
        ([row(WHOLE, WHOLE, WHOLE)], "does not fit"),
        ([row(WHOLE, WIDE)], "does not fit"),
        ([row(TALL, WHOLE)], "spans beyond"),
        ([row(TALL, WHOLE), row(WHOLE, WHOLE)], "does not fit"),
    ],
)
def test_a_grid_that_does_not_close_cannot_be_built(rows: list[Row], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        table(*rows)


@pytest.mark.parametrize(
    ("build", "fault"),
    [
        (lambda: Text("a\nb"), "control character"),
        (lambda: Link("a", "javascript:x"), "not a link target"),
        (lambda: Heading(5, (), "a"), "no heading of level"),
        (lambda: Cell((para(Role.BODY, "x"),), sparkline()), "text or a figure"),
        (lambda: Cell(colspan=0), "at least one"),
        (lambda: Columns((0.5,), ((), ())), "disagree"),
        (lambda: Columns((1.0,), ((Columns((1.0,), ((),)),),)), "inside"),
        (lambda: replace(document(), title=" "), "without a title"),
        (lambda: replace(document(), blocks=(Heading(1, (), "a"),) * 2), "one anchor"),
    ],
)
def test_a_wrong_node_cannot_be_built(build: object, fault: str) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match=fault):
        build()


def test_symbols_say_nothing_and_paragraphs_of_a_cell_are_parted() -> None:
    rating = Paragraph(Role.RATING, (Symbol(Shape.DISC, Ink("greenshape")), Text("GREEN")))
    assert plain(rating.content) == "GREEN"
    assert cell_text(Cell((rating, para(Role.RATIO, "(1/2)")))) == "GREEN (1/2)"
    assert cell_text(Cell(figure=sparkline())).startswith("Trend of 7")
    assert cell_text(cell(Role.FIGURE, "")) == ""


def test_passages_come_in_reading_order() -> None:
    kinds = [passage.kind for passage in passages(document())]
    assert kinds[:2] == ["heading", "text"]
    assert kinds.index("head") < kinds.index("cell") < kinds.index("item")
    assert "Scorecard" in [passage.text for passage in passages(document())]


def test_columns_share_the_width_less_the_gaps() -> None:
    assert Columns((0.25, 0.75), ((), ())).widths_pt(418) == (100, 300)
