"""Headings that begin a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packgen.document.nodes import Columns, Heading, Text
from packgen.document.roles import Role
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.verify.pdf import page_texts
from tests.trees import document, para


def new(name: str) -> Heading:
    return Heading(2, (Text(name),), name.lower(), new_page=True)


def pages(*blocks: object) -> list[str]:
    paper = replace(document(), blocks=(Heading(1, (Text("A title"),), "title"), *blocks))
    data = write_pdf(paper, load_style("civic"))
    return [" ".join(page.marked.values()) for page in page_texts(data)]


def test_a_heading_begins_a_page_and_what_follows_stands_under_it() -> None:
    found = pages(para(Role.BODY, "One"), new("First"), para(Role.BODY, "Two"), new("Second"))
    assert found == ["A title One", "First Two", "Second"]


def test_no_page_stays_empty() -> None:
    paper = replace(document(), blocks=(new("First"), para(Role.BODY, "One")))
    assert len(page_texts(write_pdf(paper, load_style("civic")))) == 1


def test_a_new_page_inside_columns_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="new page inside columns"):
        Columns((1.0,), ((new("First"),),))
