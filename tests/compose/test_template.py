"""Templates: Markdown with the card's values, none of which can act."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.compose import markdown, template
from packgen.document.nodes import Bullets, Columns, Heading, Link, Paragraph, Text
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.errors import BadInput
from packgen.settings.template import Template, load_template
from tests.cards import indicator
from tests.papers import public_of


def blocks(text: str) -> tuple[object, ...]:
    return markdown.parse(text, "t.md", {"here": (Paragraph(Role.BODY, (Text("put in"),)),)})


def test_markdown_becomes_blocks() -> None:
    found = blocks(
        "# Title\n\n::: period\nPosition **now**\n:::\n\n- one\n- [two](https://example.org)\n\n{here}\n"
    )
    assert found == (
        Heading(1, (Text("Title"),), "title"),
        Paragraph(Role.PERIOD, (Text("Position "), Text("now", bold=True))),
        Bullets(((Text("one"),), (Link("two", "https://example.org"),))),
        Paragraph(Role.BODY, (Text("put in"),)),
    )


def test_a_heading_after_newpage_begins_a_page() -> None:
    first, second, third = blocks("## One\n\n{newpage}\n\n## Two\n\n## Three\n")
    assert [h.new_page for h in (first, second, third)] == [False, True, False]  # type: ignore[attr-defined]


def test_columns_hold_their_parts() -> None:
    (found,) = blocks(":::: columns 60 40\n::: part\nA\n:::\n::: part\nB\n:::\n::::\n")
    assert isinstance(found, Columns)
    assert found.shares == (0.6, 0.4)
    assert [len(part) for part in found.parts] == [1, 1]


def test_headings_of_one_name_get_anchors_of_their_own() -> None:
    first, second = blocks("## Notes\n\n## Notes\n")
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert (first.anchor, second.anchor) == ("notes", "notes-2")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("fine\n\n{nowhere}\n", "t.md:3: {nowhere} is not known"),
        ("```\ncode\n```\n", "t.md:1: 'fence' can't stand here"),
        ("![alt](x.png)\n", "t.md:1: 'image' can't stand here"),
        ("[x](javascript:alert)\n\n[y](file.html)\n", "t.md:3: 'file.html' is no link"),
        (":::: columns 60 30\n::: part\nA\n:::\n::: part\nB\n:::\n::::\n", "do not fit 2 parts"),
        ("{newpage}\n\ntext\n", "t.md:1: no heading follows {newpage}"),
        (":::: columns 100\n::: part\n{newpage}\n:::\n::::\n", "{newpage} can't stand in columns"),
        ("#### Deep\n", "t.md:1: a heading is deeper than level 3"),
    ],
)
def test_what_the_tree_cannot_hold_is_a_fault_at_its_line(text: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        blocks(text)
    assert fault in str(caught.value)


printable = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1
).map(lambda text: " ".join(text.split()))


@given(printable.filter(bool))
def test_a_value_prints_as_it_is(value: str) -> None:
    (paragraph,) = markdown.parse(f"x{template.escape(value)}x", "t.md", {})
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.content) == f"x{value}x"


@pytest.mark.parametrize(
    "title",
    ["**bold** <b>&amp;</b>", "{{ 7*7 }}", "{scorecard}", "::: kicker", "# x", "1. one", "- dash"],
)
def test_markup_typed_as_text_stays_text(title: str) -> None:
    assert public_of(indicator("1", ["1"]), title=title).title == title


def in_folder(folder: Path, text: str) -> Template:
    (folder / "t.md.j2").write_text(text, encoding="utf-8")
    known = load_template("scorecard")
    return Template("mine", folder, known.public_page, known.part2_page, known.column_pt)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one\n{{ nowhere }}\n", "templates/mine/t.md.j2:2: 'nowhere' is undefined"),
        ("{% if %}", "templates/mine/t.md.j2:1: Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
    ],
)
def test_a_template_can_do_no_more_than_print(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        template.render(in_folder(tmp_path, text), "t.md.j2", {})
    assert fault in str(caught.value)
