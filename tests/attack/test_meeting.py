"""Attacks on a meeting's pack: what stands in one item reaches the public through another."""

from __future__ import annotations

from pathlib import Path

import pytest

from packgen.errors import BadInput
from tests.meetings import EXAMPLE, build, meeting

EXEMPT = """
[item.exempt]
paragraphs = [3]
reason = "Prices."
public_interest = "Offers."
restricted_to = "Members"
review = 2023-12-29
"""
CARD = (EXAMPLE / "cef-scorecard-2023-06.xlsx").read_bytes()


def items(*blocks: str) -> str:
    return "\n".join(f"[[item]]\n{block}" for block in blocks)


REPORT = 'title = "Open"\nkind = "report"\nfile = "r.md"'
EXCLUSION = 'ready = "exclusion"'
SECRET_CARD = f'title = "Secret"\nkind = "scorecard"\npart = 2\nfile = "c.xlsx"\n{EXEMPT}'


@pytest.mark.parametrize(
    "text",
    [
        "{{ indicators[0].latest }}",
        '{{ scorecard("3").indicators[0].title }}',
        "{% for i in reds %}{{ i.title }}{% endfor %}",
        ":::exceptions",
        ':::scorecard {indicators="1"}',
        ':::chart {indicator="1" of="3"}',
        "{{ position }}",
    ],
)
def test_a_public_report_names_nothing_of_a_scorecard_that_is_exempt_as_a_whole(
    tmp_path: Path, text: str
) -> None:
    home = meeting(
        tmp_path,
        items(REPORT, EXCLUSION, SECRET_CARD),
        r__md=f"## A\n\nWords.\n\n{text}\n",
        c__xlsx=CARD,
    )
    with pytest.raises(BadInput, match=r"r\.md:5"):
        build(home, tmp_path / "out")


def test_an_exempt_passage_may_name_a_scorecard_that_is_exempt_as_a_whole(tmp_path: Path) -> None:
    text = '## A\n\nWords.\n\n:::exempt {paragraphs="3"}\n{{ indicators[0].latest }}\n:::\n'
    report = f"{REPORT}\n{EXEMPT}"
    home = meeting(tmp_path, items(report, EXCLUSION, SECRET_CARD), r__md=text, c__xlsx=CARD)
    assert build(home, tmp_path / "out").paths
