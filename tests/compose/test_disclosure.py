"""The disclosure record's paper: what is withheld, what could be known, and for whom it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.compose.disclosure import record_paper, summary
from packgen.document.nodes import Document, Heading, Marking, Table
from packgen.document.walk import cell_text, plain
from packgen.model.observation import CellRef
from packgen.model.record import (
    Choice,
    DisclosureRecord,
    Knowledge,
    Protected,
    WithheldBy,
    WithheldCell,
)
from tests.cards import indicator, scorecard
from tests.papers import part2_paper, public_paper

CARD = scorecard(indicator("4", ["0", "0", "1"], "1", target="0", marked=()))


def cell(what: str, column: int, by: WithheldBy, why: str = "small numbers") -> WithheldCell:
    return WithheldCell("4", what, CellRef("Scorecard", 7, column), by, why, (2,))


RECORD = DisclosureRecord(
    policy="as-marked",
    values=3,
    cells=(
        cell("Apr-23", 12, WithheldBy.MARK),
        cell("May-23", 13, WithheldBy.MARK),
        cell("RAG rating", 11, WithheldBy.COMPANION, "would give away Apr-23"),
    ),
    protected=(
        Protected(
            "indicator 4, Apr-23",
            "4",
            Knowledge("0", exposed=True, because="the RAG rating prints GREEN", true=False),
            Knowledge("0, 1, 2 or more", exposed=False),
        ),
    ),
    chosen=Choice("withhold", ("indicator 4, RAG rating",), 2),
    proven=True,
    alternatives=(Choice("round to 5", (), 9),),
    told=("indicators 31 and 32 together show a group of 4",),
)


def texts(document: Document) -> list[list[str]]:
    rows = [r for b in document.blocks if isinstance(b, Table) for o in b.bodies for r in o.rows]
    return [[cell_text(c) for c in row.cells] for row in rows]


def test_cells_of_one_reason_stand_together_under_who_withholds_them() -> None:
    rows = texts(record_paper(part2_paper(CARD), RECORD))
    assert rows[:4] == [
        ["Marked by the council: 2"],
        ["4", "Apr-23, May-23", "Scorecard!L7:M7", "Small numbers, paragraph 2."],
        ["In addition, so that these can't be worked out: 1"],
        ["4", "RAG rating", "Scorecard!K7", "Would give away Apr-23, paragraph 2."],
    ]


def test_what_was_known_and_is_known_stands_side_by_side() -> None:
    rows = texts(record_paper(part2_paper(CARD), RECORD))
    assert rows[4] == [
        "indicator 4, Apr-23",
        "exposed: 0 (not the true figure)",
        "safe: 0, 1, 2 or more",
        "The RAG rating prints GREEN.",
    ]
    assert rows[5:] == [
        ["Withhold.", "2", "indicator 4, RAG rating"],
        ["Round to 5.", "9", "nothing more"],
    ]


def test_it_is_for_part_2_and_beside_nothing_else() -> None:
    paper = record_paper(part2_paper(CARD), RECORD)
    assert paper.marking is Marking.NOT_FOR_PUBLICATION
    with pytest.raises(ValueError, match="Part 2"):
        record_paper(public_paper(CARD), RECORD)


def test_what_there_is_nothing_to_say_of_has_no_heading() -> None:
    bare = replace(RECORD, cells=(), protected=(), alternatives=(), told=())
    paper = record_paper(part2_paper(CARD), bare)
    heads = [plain(b.content) for b in paper.blocks if isinstance(b, Heading)]
    assert heads == ["Disclosure record", "What this does not promise"]


def test_the_summary_says_whether_it_is_enough() -> None:
    assert "None of the 1 figures to protect can be worked out." in summary(RECORD)
    (each,) = RECORD.protected
    worse = replace(RECORD, protected=(replace(each, after=each.before),))
    assert "1 of 1 figures can still be worked out." in summary(worse)
