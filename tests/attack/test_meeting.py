"""Attacks on a meeting's pack: what stands in one item reaches the public through another."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import openpyxl
import pytest

from packgen.errors import BadInput, BuildStopped, Fault
from tests.agendas import EXAMPLE, build, meeting
from tests.assemble.drawn import drawn, lines

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


@pytest.mark.parametrize("number", ["7/1", "1/../../a", "7-a", "7/"])
def test_a_number_that_would_lead_elsewhere_or_clash_is_refused(
    tmp_path: Path, number: str
) -> None:
    home = meeting(
        tmp_path,
        items(
            'number = "7"\ntitle = "A"\nkind = "report"\nfiles = ["r.md", "a.pdf"]',
            f'number = "{number}"\ntitle = "B"\nkind = "report"\nfile = "s.md"',
        ),
        r__md="## A\n\nWords.\n",
        s__md="## A\n\nWords.\n",
        a__pdf=drawn(lines("Words.")),
    )
    with pytest.raises(BadInput, match="is no item's number"):
        build(home, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_more_files_than_there_are_letters_are_refused(tmp_path: Path) -> None:
    names = ", ".join(f'"a{n}.pdf"' for n in range(30))
    data = {f"a{n}__pdf": drawn(lines("Words.")) for n in range(30)}
    home = meeting(tmp_path, items(f'title = "A"\nkind = "attachment"\nfiles = [{names}]'), **data)
    with pytest.raises(BadInput, match="files"):
        build(home, tmp_path / "out")


def unmarked(folder: Path) -> bytes:
    """The example's workbook with no mark in it."""
    book = openpyxl.load_workbook(EXAMPLE / "cef-scorecard-2023-06.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=6):
        for cell in row:
            if str(cell.value).startswith("Part 2"):
                cell.value = None
    book.save(folder / "unmarked.xlsx")
    return (folder / "unmarked.xlsx").read_bytes()


def test_what_one_scorecard_withholds_and_another_of_the_meeting_prints_is_told(
    tmp_path: Path,
) -> None:
    home = meeting(
        tmp_path,
        items(
            f'title = "A"\nkind = "scorecard"\nfile = "a.xlsx"\n{EXEMPT}',
            'title = "B"\nkind = "scorecard"\nfile = "b.xlsx"',
            EXCLUSION,
        ),
        a__xlsx=CARD,
        b__xlsx=unmarked(tmp_path),
    )
    with pytest.raises(BuildStopped) as stopped:
        build(home, tmp_path / "out")
    [told] = [str(each) for each in stopped.value.faults if "18a" in str(each)]
    assert "item 2: b.xlsx" in told
    assert "item 1's indicator 18a (a.xlsx), Apr-23, May-23, Jun-23, year to date" in told
    assert not (tmp_path / "out").exists()


HIDING_CARD = f'title = "A"\nkind = "scorecard"\nfile = "a.xlsx"\n{EXEMPT}'


@pytest.mark.parametrize(
    "said",
    [
        "The number of in-house foster households recruited (18a) stood at 2 in June.",
        "Indicator 18a stood at 2.",
        "* Foster households recruited in-house: 2",
    ],
)
def test_a_withheld_figure_typed_into_a_public_report_stops_the_build(
    tmp_path: Path, said: str
) -> None:
    """As it does in a title or a note of the workbook."""
    text = f"## A\n\n{said}\n"
    home = meeting(tmp_path, items(HIDING_CARD, REPORT, EXCLUSION), a__xlsx=CARD, r__md=text)
    with pytest.raises(BuildStopped, match=r"^r\.md:3: names indicator 18a"):
        build(home, tmp_path / "out")


def test_a_withheld_figure_typed_as_a_word_is_to_be_looked_at(tmp_path: Path) -> None:
    text = "## A\n\nIndicator 18a has two more households.\n"
    home = meeting(tmp_path, items(HIDING_CARD, REPORT, EXCLUSION), a__xlsx=CARD, r__md=text)
    assert _typed(build(home, tmp_path / "out").findings) == ["r.md:3"]


def test_a_withheld_figure_typed_onto_the_agenda_stops_the_build(tmp_path: Path) -> None:
    oral = 'title = "Oral"\nkind = "oral"\nnote = "Indicator 18a stood at 2."'
    home = meeting(tmp_path, items(HIDING_CARD, oral, EXCLUSION), a__xlsx=CARD)
    with pytest.raises(BuildStopped, match=r"^pack\.toml: item 2: note: names indicator 18a"):
        build(home, tmp_path / "out")


@pytest.mark.parametrize(
    "said",
    [
        "Two of the 2 carers who were asked said yes.",
        "Indicator 18a is on page 2, for 2023/24.",
        "1. Indicator 18a is withheld.",
        ':::exempt {paragraphs="3"}\nIndicator 18a stood at 2.\n:::',
    ],
)
def test_what_names_no_withheld_figure_is_not_told(tmp_path: Path, said: str) -> None:
    text, report = f"## A\n\nWords.\n\n{said}\n", f"{REPORT}\n{EXEMPT}"
    home = meeting(tmp_path, items(HIDING_CARD, report, EXCLUSION), a__xlsx=CARD, r__md=text)
    assert not _typed(build(home, tmp_path / "out").findings)


def _typed(found: Iterable[Fault]) -> list[str]:
    return [each.where for each in found if "one of its withheld figures" in each.what]
