"""Templates: Markdown with the card's values, none of which can act."""

import os
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
    body = Paragraph(Role.BODY, (Text("put in"),))
    once = Heading(2, (Text("Once"),), "once")
    return markdown.parse(text, "t.md", {"here": (body,), "once": (once,)})


def test_what_has_no_link_to_it_may_stand_twice() -> None:
    assert len(blocks("{here}\n\n{here}\n")) == 2


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
        ("{here}\n\n{once}\n\n{once}\n", "t.md:5: {once} stands twice"),
        ("# Once\n\n{once}\n", "t.md:3: a heading above {once} has the name that links to it use"),
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
    (folder / "t.md.j2").write_text(text, encoding="utf-8", errors="surrogateescape")
    known = load_template("scorecard")
    return Template("mine", folder, known.public_page, known.part2_page, known.column_pt)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("one\n{{ nowhere }}\n", "templates/mine/t.md.j2:2: 'nowhere' is undefined"),
        ("{% if %}", "templates/mine/t.md.j2:1: Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("\udcff\udcfe", "templates/mine/t.md.j2: is no text in UTF-8"),
        (" " * 1_000_001, "templates/mine/t.md.j2: has more than 1 MB"),
        ("one\n{{ 1/0 }}", "t.md.j2:2: can't be reckoned: division by zero"),
        ("{{ 'a'|int + 'b' }}", "t.md.j2:1: can't be reckoned: unsupported operand"),
        ("{{ {}[[]] }}", "t.md.j2:1: "),
        ("{% include 't.md.j2' %}", "t.md.j2:1: includes, extends or calls itself without end"),
        ("{% extends 't.md.j2' %}", "t.md.j2:1: includes, extends or calls itself without end"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself without end"),
        ("{% for x in range(10**9) %}x{% endfor %}", "too large"),
        ("{% for x in range(1000000000) %}x{% endfor %}", "t.md.j2:1: "),
        ("{{ 'x' * 1000000000 }}", "makes a text of more than 1,000,000 characters"),
        ("{{ 1000000000 * 'x' }}", "makes a text of more than 1,000,000 characters"),
        ("{{ [1, 2] * 1000000000 }}", "makes a text of more than 1,000,000 characters"),
        ("{{ 9**9**9 }}", "too large"),
        ("{{ '%1000000000d' % 1 }}", "% does not put values into a text"),
        ("{{ 'x'.ljust(1000000000) }}", "unsafe"),
        ("{{ 'x'|center(1000000000) }}", "No filter named 'center'"),
        (
            (
                "{% set n = namespace(x=7) %}{% for i in range(99) %}"
                "{% set n.x = n.x * n.x %}{% endfor %}"
            ),
            "too large",
        ),
        (
            "{% for x in range(9999) %}{% for y in range(9999) %}xy{% endfor %}{% endfor %}",
            "makes a text of more than 1,000,000 characters",
        ),
    ],
)
def test_a_template_can_do_no_more_than_print(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(BadInput) as caught:
        template.render(in_folder(tmp_path, text), "t.md.j2", {})
    assert fault in str(caught.value)


def test_it_reckons_and_joins_within_bounds(tmp_path: Path) -> None:
    text = "{{ 'ab' * 3 }} {{ 7 % 4 + 2 * 3 }} {{ (['a'] + ['b'])|join(' ') }} {{ 'A'.lower() }}"
    assert template.render(in_folder(tmp_path, text), "t.md.j2", {}) == "ababab 9 a b a"


def test_a_pipe_is_no_template(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md.j2")
    with pytest.raises(BadInput, match=r"t\.md\.j2:1: is no regular file"):
        template.render(in_folder(tmp_path, "{% include 'pipe.md.j2' %}"), "t.md.j2", {})
