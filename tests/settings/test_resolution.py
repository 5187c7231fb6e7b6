"""The resolution that excludes the public, by nation and kind of body; the law's editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from packgen.settings.agenda import load_meeting
from packgen.settings.law import law_names, load_law
from packgen.settings.meeting import BodyKind
from packgen.settings.resolution import resolution
from packgen.settings.standing import Ready, standing
from tests.settings.meetings import EXCLUSION, EXEMPT, HEAD, item, meeting

ONE = EXCLUSION + item("Award", "oral", "part = 2" + EXEMPT)


def text(tmp_path: Path, items: str = ONE, head: str = HEAD) -> str:
    made = resolution(load_meeting(meeting(tmp_path, items, head)))
    assert made is not None
    return made.text


def test_one_item_and_one_paragraph(tmp_path: Path) -> None:
    said = text(tmp_path)
    assert said.startswith("That, under section 100A(4) of the Local Government Act 1972, the")
    assert "excluded from the meeting for item 2, on" in said
    assert "as defined in paragraph 3 of Part 1 of Schedule 12A" in said
    assert "public interest in maintaining the exemption outweighs" in said


def test_items_and_paragraphs_are_listed(tmp_path: Path) -> None:
    both = EXEMPT.replace("[3]", "[5, 1, 5]")
    items = item("Scorecard", "oral", EXEMPT.replace("[3]", "[2]")) + ONE
    made = resolution(
        load_meeting(meeting(tmp_path, items + item("Advice", "oral", "part = 2" + both)))
    )
    assert made is not None
    assert "for items 1, 3 and 4, on" in made.text
    assert "in paragraphs 1, 2, 3 and 5 of" in made.text
    assert [(r.number, r.paragraphs, r.partly) for r in made.rows] == [
        ("1", (2,), True),
        ("3", (3,), False),
        ("4", (1, 5), False),
    ]
    assert made.rows[0].descriptions == (
        "Information which is likely to reveal the identity of an individual",
    )


def test_an_executive_in_england_resolves_under_the_regulations(tmp_path: Path) -> None:
    said = text(tmp_path, head=HEAD + 'kind = "executive"\n')
    assert said.startswith("That, under regulation 4(2)(b) of the Local Authorities (Executive")


def test_wales_has_its_own_part_and_paragraphs(tmp_path: Path) -> None:
    items = ONE.replace("[3]", "[14]")
    said = text(tmp_path, items, 'law = "wales-2007"\n' + HEAD)
    assert "as defined in paragraph 14 of Part 4 of Schedule 12A" in said


def test_a_packs_own_words_come_first(tmp_path: Path) -> None:
    own = EXCLUSION + 'text = "Leave for {items} ({paragraphs})."\n'
    assert text(tmp_path, ONE.replace(EXCLUSION, own)) == "Leave for item 2 (paragraph 3)."


def test_nothing_exempt_needs_no_resolution(tmp_path: Path) -> None:
    assert resolution(load_meeting(meeting(tmp_path, item("A", "oral")))) is None


def test_a_replaced_exempt_item_stands_once(tmp_path: Path) -> None:
    again = 'number = "2"\nreplaces = true\nsupplement = 1\npart = 2'
    said = text(tmp_path, ONE + item("Award, revised", "oral", again + EXEMPT))
    assert "for item 2, on" in said


@pytest.mark.parametrize("name", law_names())
def test_every_law_has_all_that_papers_need(name: str) -> None:
    law = load_law(name)
    assert set(law.resolutions) == {kind.value for kind in BodyKind}
    assert set(law.weighed) <= set(law.paragraphs)
    assert set(law.reasons.values()) <= set(law.paragraphs)
    for wording in law.resolutions.values():
        assert "{items}" in wording and "{paragraphs}" in wording
    for ready in Ready:
        for kind in BodyKind:
            assert standing(ready, name, kind).title


def test_england_and_wales_number_the_same_seven_descriptions() -> None:
    england, wales = load_law("england-2006"), load_law("wales-2007")
    assert list(england.paragraphs) == list(range(1, 8))
    assert list(wales.paragraphs) == list(range(12, 19))
    pairs = zip(england.paragraphs.values(), wales.paragraphs.values(), strict=True)
    assert [e == w for e, w in pairs] == [False, *[True] * 6]
    assert (england.clear_days, wales.clear_days) == (5, 3)
