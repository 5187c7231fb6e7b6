"""A rating that would give a withheld figure away is withheld from every public word."""

from __future__ import annotations

import json
from dataclasses import replace

from packgen.assess import assess
from packgen.disclose import release_public, release_restricted
from packgen.document.nodes import Columns, Document, Table
from packgen.document.walk import cell_text
from packgen.model.indicator import Observations
from packgen.model.rating import Rating
from packgen.render.data import write_json
from packgen.settings.rules import RatingRules
from tests.cards import MARK, indicator, scorecard
from tests.papers import grid, part2_paper, public_paper


def card(rating: Rating = Rating.GREEN) -> Observations:
    hidden = indicator("4", ["0", "0", "1"], "1", target="0", rating=rating, marked=())
    other = indicator("7", ["5", "6", "7"], "18", rating=Rating.AMBER)
    return scorecard(replace(hidden, rating_mark=MARK), other)


def strip(document: Document) -> dict[str, str]:
    """The strip of counts: a number for each rating's name."""
    (columns,) = (b for b in document.blocks if isinstance(b, Columns) and len(b.parts) == 3)
    (table,) = (b for b in columns.parts[0] if isinstance(b, Table))
    names, numbers = table.head[0].cells, table.bodies[0].rows[0].cells
    return dict(zip(map(cell_text, names), map(cell_text, numbers), strict=True))


def test_public_counts_and_rows_do_not_know_it() -> None:
    paper = public_paper(card())
    assert {name.strip(): n for name, n in strip(paper).items()} == {"AMBER": "1", "Withheld": "1"}
    row = next(row for row in grid(paper) if row[0] == "4")
    assert "GREEN" not in " ".join(row)
    assert any("Withheld, see part 2" in text for text in row)


def test_no_public_byte_depends_on_it() -> None:
    red, amber, green = (
        public_paper(card(rating)) for rating in (Rating.RED, Rating.AMBER, Rating.GREEN)
    )
    assert red == amber == green


def test_part_2_prints_it_and_says_that_it_is_exempt() -> None:
    row = next(row for row in grid(part2_paper(card())) if row[0] == "4")
    assert any("GREEN" in text and "Part 2" in text for text in row)


def test_data_files_say_withheld() -> None:
    judged = assess(card(), RatingRules())
    public = json.loads(write_json(release_public(judged)))
    rows = public["blocks"][0]["sections"][0]["indicators"]
    assert rows[0]["rating"] == {"rating": "WITHHELD", "text": "[c]"}
    full = json.loads(write_json(release_restricted(judged, withheld_only=True)))
    rows = full["blocks"][0]["sections"][0]["indicators"]
    assert rows[0]["rating"] == {"rating": "GREEN", "text": "GREEN", "exempt": True}
