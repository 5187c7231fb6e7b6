"""Sections and rationales that go on over a page's end, and rows that would rather not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import page
import pytest
from outloud import check

from packgen.document.nodes import Document
from packgen.document.roles import Role
from packgen.model.indicator import Observations, Section
from packgen.render.pdf import write_pdf
from packgen.settings.style import Style, load_style
from packgen.verify.pdf import PageText, page_texts, read_pdf
from tests.cards import indicator, scorecard
from tests.papers import laid_out
from tests.render.pdf.papers import chained_table, with_blocks
from tests.render.pdf.parent_tree import parent_tree_faults
from tests.trees import para

SHARED = "This is said once for all of these rows, as they are about the same thing. " * 4
SECTION = "Children and young people with complex needs in the borough"
CARDS = {
    "forty rows": scorecard(
        *(indicator(str(n), ["1"], title=f"Row {n} " + "of words " * 12) for n in range(1, 41)),
        section=SECTION,
    ),
    "a shared rationale": scorecard(
        *(indicator(str(n), ["1"], title=f"Row {n} " + "of words " * 6) for n in range(1, 8)),
        *(
            indicator(str(n), ["1"], title=f"Row {n} " + "of words " * 6, rationale=SHARED)
            for n in range(8, 50)
        ),
    ),
}


def made(card: Observations, template: str = "scorecard") -> tuple[bytes, list[PageText]]:
    paper, style = laid_out(card, template)
    data = write_pdf(paper, style)
    return data, page_texts(data)


def with_rows(pages: list[PageText]) -> list[PageText]:
    return [p for p in pages if any(text.startswith("Row ") for text in p.marked.values())]


@pytest.mark.parametrize("template", ["scorecard", "compact", "sections"])
def test_a_section_that_goes_on_has_its_title_on_every_page(template: str) -> None:
    data, pages = made(CARDS["forty rows"], template)
    first, *others = with_rows(pages)
    assert others
    for other in others:
        assert f"{SECTION} (continued)" in other.marked.values()
    assert f"{SECTION} (continued)" not in first.marked.values()
    assert not any("(continued)" in passage.text for passage in read_pdf(data).passages)


def test_a_rationale_is_said_again_where_its_rows_go_on() -> None:
    data, pages = made(CARDS["a shared rationale"])
    said = f"(continued) {SHARED}"
    _, *others = with_rows(pages)
    assert others
    assert all(said in other.marked.values() for other in others)
    heard = [p for p in read_pdf(data).passages if SHARED.strip() in p.text]
    assert len(heard) == 1


@pytest.mark.parametrize("name", CARDS)
def test_what_is_said_again_conforms(name: str, tmp_path: Path) -> None:
    data, _ = made(CARDS[name], "compact" if name == "forty rows" else "scorecard")
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        assert report.rules.failed == 0, [x.rule_id for x in report.failures]
    (tmp_path / "paper.pdf").write_bytes(data)
    heard = check(tmp_path / "paper.pdf")
    assert (heard.errors, heard.warnings) == (0, 0), heard.sorted_findings()
    assert parent_tree_faults(data) == []


def many_sections(lines: int) -> tuple[Document, Style]:
    card = scorecard(indicator("1", ["1"]))
    (block,) = card.blocks
    sections = tuple(
        Section(
            f"Section {s}",
            tuple(indicator(f"{s}.{n}", ["1"], title=f"Row {s}.{n}") for n in range(s % 4 + 1)),
        )
        for s in range(1, 20)
    )
    paper, style = laid_out(replace(card, blocks=(replace(block, sections=sections),)), "compact")
    filler = tuple(para(Role.BODY, "A line of text.") for _ in range(lines))
    return replace(paper, blocks=(*paper.blocks[:2], *filler, *paper.blocks[2:])), style


@pytest.mark.parametrize("lines", range(0, 24, 3))
def test_two_rows_or_all_stand_under_a_section_before_a_page_ends(lines: int) -> None:
    for found in page_texts(write_pdf(*many_sections(lines))):
        said = [t for t in found.marked.values() if t.startswith(("Section ", "Row "))]
        for place, text in enumerate(said):
            if text.startswith("Section ") and "continued" not in text:
                number = int(text.removeprefix("Section "))
                wanted = min(2, number % 4 + 1)
                assert all(t.startswith("Row ") for t in said[place + 1 : place + 1 + wanted])
                assert len(said[place + 1 : place + 1 + wanted]) == wanted


@pytest.mark.parametrize(("lines", "moves"), [(20, False), (42, True)])
def test_rows_that_share_move_together_only_if_little_room_is_lost(lines: int, moves: bool) -> None:
    filler = (para(Role.BODY, "A line of text.") for _ in range(lines))
    tables = with_blocks(*filler, chained_table(30, "One reason for all."))
    pages = page_texts(write_pdf(tables, load_style("civic")))
    counts = [sum("of the chain" in t for t in p.marked.values()) for p in pages]
    assert sum(counts) == 30
    assert (max(counts) == 30) is moves
