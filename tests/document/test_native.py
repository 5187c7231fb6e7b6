"""A paper's whole tree as text: what compose decides, to be read in a change's difference.

After a change that is meant, write it anew: ``python -m tests.document.test_native``.
"""

from __future__ import annotations

from pathlib import Path

from packgen.document.native import native
from packgen.model.rating import Rating
from tests.cards import indicator, scorecard
from tests.papers import part2_paper, public_paper

GOLDEN = Path(__file__).parents[1] / "golden"
CARD = scorecard(
    indicator("1", ["98", "109", "123"], "330", target="1700", rating=Rating.AMBER, rationale="R"),
    indicator(
        "2", ["90%", "97%", "93%"], "93%", target="95-90%", rationale="R", notes="School year"
    ),
    indicator("4", ["0", "0", "1"], "1", marked=(), target="0", rating=Rating.RED),
    indicator("7", ["3", "4", "5"], "12", marked=[1], rating=Rating.NOT_TARGET),
)
TREES = {"public": lambda: public_paper(CARD), "part2": lambda: part2_paper(CARD)}


def path(name: str) -> Path:
    return GOLDEN / f"{name}.txt"


def test_the_public_tree() -> None:
    assert native(TREES["public"]()) == path("public").read_text("utf-8")


def test_the_part_2_tree() -> None:
    assert native(TREES["part2"]()) == path("part2").read_text("utf-8")


if __name__ == "__main__":
    for name, tree in TREES.items():
        path(name).write_text(native(tree()), "utf-8")
