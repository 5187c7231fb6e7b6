"""Lists that Word counts: to the labels of the tree, whatever they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.document.nodes import Item, Listing, Text
from packgen.render.docx import write_docx
from packgen.render.docx.counting import counts
from tests.render.docx.package import W, civic, find, xml
from tests.render.docx.reports import BULLETED, NESTED, items
from tests.trees import document


def _data(*lists: Listing) -> bytes:
    return write_docx(replace(document(), blocks=lists), civic())


def _shown(data: bytes) -> list[str]:
    """The label that Word shows before each paragraph that has one, worked out from the file."""
    numbering = xml(data, "word/numbering.xml")
    at: dict[tuple[str, int], int] = {}
    shown = []
    for text in find(xml(data), "//w:body/w:p[w:pPr/w:numPr]"):
        (num,), (level,) = (find(text, f"w:pPr/w:numPr/w:{n}/@w:val") for n in ("numId", "ilvl"))
        (use,) = find(numbering, f"//w:num[@w:numId='{num}']")
        (look,) = find(use, "w:abstractNumId/@w:val")
        place = f"//w:abstractNum[@w:abstractNumId='{look}']/w:lvl[@w:ilvl='{level}']"
        (spec,) = find(numbering, place)
        (start,) = find(spec, "w:start/@w:val")
        now = at[num, int(level)] = at.get((num, int(level)), int(start) - 1) + 1
        for deeper in [key for key in at if key[0] == num and key[1] > int(level)]:
            del at[deeper]
        (label,), (kind,) = (find(spec, f"w:{n}/@w:val") for n in ("lvlText", "numFmt"))
        shown.append(label.replace(f"%{int(level) + 1}", _number(kind, now)))
    return shown


def _number(kind: str, number: int) -> str:
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    said = {
        "decimal": str(number),
        "lowerLetter": "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26],
        "lowerRoman": roman[(number - 1) % 10],
        "bullet": "",
    }
    lower = kind.replace("upper", "lower")
    return said[kind] if kind in said else said[lower].upper()


def _labels(*lists: Listing) -> list[str]:
    return [item.label for node in lists for item in node.items]


def _ordered(*said: tuple[str, int]) -> Listing:
    return Listing(items(*((label, "text", level) for label, level in said)), ordered=True)


@pytest.mark.parametrize(
    "node",
    [
        NESTED,
        BULLETED,
        _ordered(("1.", 0), ("2.", 0), ("3.", 0)),
        _ordered(("(i)", 0), ("(ii)", 0), ("(iii)", 0)),
        _ordered(("i)", 0), ("j)", 0)),
        _ordered(("C.", 0), ("D.", 0)),
        _ordered(("4.", 0), ("5.", 0)),
        _ordered(("1.", 0), ("a)", 1), ("b)", 1), ("2.", 0), ("a)", 1)),
        # Word would begin anew under 2: these are written as they are.
        _ordered(("1.", 0), ("a)", 1), ("2.", 0), ("b)", 1)),
        _ordered(("1.1", 0), ("1.2", 0), ("2.1", 0)),
        _ordered(("see", 0), ("also", 0)),
        _ordered(("1.", 0)),
    ],
)
def test_labels_are_the_trees(node):
    assert _shown(_data(node)) == _labels(node)


def test_each_list_begins_anew():
    one = _ordered(("1.", 0), ("2.", 0))
    data = _data(one, BULLETED, one, one)
    assert _shown(data) == _labels(one, BULLETED, one, one)
    numbering = xml(data, "word/numbering.xml")
    assert len(find(numbering, "//w:abstractNum")) == 3  # the style's, numbers, bullets
    assert find(numbering, "//w:startOverride/@w:val") == ["1", "1", "1"]


def test_a_counting_list_really_counts():
    kinds = find(xml(_data(NESTED), "word/numbering.xml"), "//w:abstractNum[last()]//w:numFmt")
    assert [k.get(f"{W}val") for k in kinds] == ["lowerLetter", "lowerRoman", "bullet"]
    assert counts(_ordered(("1.", 0), ("a)", 1), ("2.", 0), ("b)", 1)).items) is None


def test_items_stand_in_by_level_and_go_on_as_far_in():
    body = find(xml(_data(NESTED)), "//w:body/w:p/w:pPr")
    lefts = [int("".join(find(p, "w:ind/@w:left"))) for p in body]
    first, on, second, inner = lefts[:4]
    assert first == on == second < inner
    assert find(body[1], "w:pStyle/@w:val") == ["ListContinue"]
    assert not find(body[1], "w:numPr")


LABEL = st.sampled_from(["a)", "b)", "c)", "i)", "ii)", "1.", "2.", "3.", "\u2022", "\u2013"])


@given(st.lists(st.tuples(LABEL, st.integers(0, 3)), min_size=1, max_size=9))
def test_any_labels_are_shown_as_they_are(said):
    level, made = 0, []
    for place, (label, wanted) in enumerate(said):
        level = min(wanted, level + 1) if place else 0
        made.append(Item(label, ((Text("x"),),), level))
    node = Listing(tuple(made), ordered=True)
    assert _shown(_data(node)) == _labels(node)
