"""Parity: a file that says anything else is refused, without quoting it."""

import pytest

from packgen.document.walk import Passage
from packgen.verify.parity import differences

TREE = [Passage("heading", "Title"), Passage("cell", "96%"), Passage("cell", "1 2")]


def test_the_same_words_are_the_same_whatever_the_line_ends() -> None:
    assert not list(differences(TREE, [*TREE[:2], Passage("cell", "1\n2")], "f"))


@pytest.mark.parametrize(
    ("found", "place"),
    [
        ([TREE[0], Passage("cell", "97%"), TREE[2]], "passage 2 (cell)"),
        (TREE[:2], "passage 3 (cell)"),
        ([*TREE, Passage("cell", "more")], "passage 4 (after the end)"),
        ([TREE[1], TREE[0], TREE[2]], "passage 1 (heading)"),
    ],
)
def test_the_first_difference_is_named_by_its_place(found: list[Passage], place: str) -> None:
    (fault,) = differences(TREE, found, "public pdf")
    assert fault.what.startswith(place)
    assert "97" not in str(fault)
