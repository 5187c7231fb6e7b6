"""A report's Jinja2: what it can't do, and the line of each fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.compose.report_text import Rendered, render_text
from packgen.document.walk import plain
from packgen.errors import BadInput
from tests.cards import indicator, scorecard
from tests.compose.reports import public_report, said


def rendered(text: str, **names: object) -> Rendered:
    return render_text(text, "report.md", 10, names)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("one\n{{ nowhere }}", "report.md:11: 'nowhere' is undefined"),
        ("{% if %}", "report.md:10: Expected an expression"),
        ("{{ 1/0 }}", "report.md:10: can't be reckoned: division by zero"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ f.__globals__ }}", "unsafe"),
        ("{{ f|attr('__globals__') }}", "No filter named 'attr'"),
        ("{{ f.__init__ }}", "unsafe"),
        ("{{ f }}", "prints what is no text"),
        ("{{ self }}", "report.md:10: "),
        ("{{ [1, 2] }}", "prints a whole list"),
        ("{{ {'a': 1} }}", "prints a whole list"),
        ("{{ (1, 2) }}", "prints a whole list"),
        ("{{ '\\x02passage 1\\x03' }}{{ none }}", "prints what is no text"),
        ("{{ lipsum() }}", "'lipsum' is undefined"),
        ("{{ dict(a=1) }}", "'dict' is undefined"),
        ("{{ [1, 2]|random }}", "No filter named 'random'"),
        ("{{ 'x'|center(1000000000) }}", "No filter named 'center'"),
        ("{% include '/etc/passwd' %}", "report.md:10: include can't stand in a report"),
        ("\n{% import 'x' as y %}", "report.md:11: import can't stand in a report"),
        ("{% extends 'x' %}", "report.md:10: extends can't stand in a report"),
        ("{% block x %}{% endblock %}", "report.md:10: block can't stand in a report"),
        ("{{ 'x' * 1000000000 }}", "makes a text of more than 1,000,000 characters"),
        ("{% for x in range(1000000000) %}{% endfor %}", "report.md:10: "),
        (
            "{% for x in range(9999) %}{% for y in range(9999) %}{% endfor %}{% endfor %}",
            "takes more than 1,000,000 turns",
        ),
        (
            (
                "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}"
                "{{ f(60) }}"
            ),
            "takes more than 1,000,000 turns",
        ),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself without end"),
        (
            (
                "{% set n = namespace(x='ab') %}{% for i in range(60) %}"
                "{% set n.x = n.x ~ n.x %}{% endfor %}"
            ),
            "makes a text of more than 1,000,000 characters",
        ),
        ("{% set a = 'x' * 999999 %}{{ [a] * 999|length }}", "report.md:10: "),
        ("{% set a = 'x' * 999999 %}{{ ([a] * 999)|join }}", "makes a text of more than"),
        (
            "{% set a = 'x' * 999999 %}{{ ([a] * 999)|map('upper')|list|length }}",
            "makes texts of more than 20,000,000 characters in all",
        ),
        ("{% set a = [1] %}{% set a = [a, a] %}", "puts lists into a list"),
        ("{% set a = {'b': [1]} %}", "puts lists into a list"),
        ("{{ [[1], [2]]|sum }}", "puts lists into a list"),
        ("{{ ['a', 'b']|sum }}", "adds up what is no number"),
        ("{{ [1]|slice(1000000000)|list|length }}", "makes more than 1,000 slices"),
        ("{{ 9**9**9 }}", "too large"),
        ("{{ '%d' % 1 }}", "% does not put values into a text"),
    ],
)
def test_it_can_do_no_more_than_print(text: str, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        rendered(text, f=rendered)
    assert what in str(caught.value)


def test_each_line_knows_where_it_stood() -> None:
    found = rendered(
        "a\n{% for i in x %}\nb{{ i }}\n\nc\n{% endfor %}\n{{ y }}\nd", x=[1, 2], y="\n"
    )
    assert found.text == "a\nb1\n\nc\nb2\n\nc\n\nd"
    assert found.lines == (10, 12, 13, 14, 12, 13, 14, 16, 17)


def test_what_macros_make_is_escaped_once() -> None:
    macro = "{% macro f(x) %}**{{ x }}**{% endmacro %}{{ f('*') }}"
    assert (
        rendered(f"{macro}{{% set y %}}{{{{ '_' }}}}{{% endset %}}{{{{ y }}}}").text == "**\\***\\_"
    )


@pytest.mark.parametrize(
    "title",
    [
        "**bold** <b>&amp;</b>",
        "{{ 7*7 }} {% x %} {# y #}",
        ":::exempt",
        "# x",
        "1. one",
        "- dash",
        "| a | b |",
        "![x](y.png)",
        "[^1]",
        "[x](#y)",
        "{.unnumbered}",
        "a\\",
        "Table: x",
    ],
)
def test_what_the_sheet_says_prints_as_it_is(title: str) -> None:
    card = scorecard(indicator("1", ["1"], title=title))
    found = said(public_report('{{ indicator("1").title }}\n', card).public)
    assert title in found


@pytest.mark.parametrize(
    ("title", "printed"),
    [("a\u202eb", "ab"), ("a\x02b", "ab"), ("a\nb", "a b"), ("a\ud800b", "ab"), ("a\x85b", "a b")],
)
def test_what_controls_or_turns_text_is_dropped(title: str, printed: str) -> None:
    card = scorecard(indicator("1", ["1"], title=title))
    assert printed in said(public_report('{{ indicator("1").title }}\n', card).public)


def test_a_character_reference_is_no_way_round() -> None:
    assert "ab c" in said(public_report("a&#x202e;b&#9;c\n").public)


def test_a_constant_is_escaped_and_cleaned_as_values_are() -> None:
    assert rendered("{{ '\\x02passage 1\\x03' }}{{ '<*>' }}").text == "passage 1\\<\\*\\>"


printable = st.text(min_size=1, max_size=20).filter(lambda text: text.split())


@settings(deadline=None)
@given(printable)
def test_any_value_is_one_text(value: str) -> None:
    found = rendered("x{{ v }}x", v=value)
    assert found.text.count("\n") == 0
    blocks = public_report(f"x{{{{ {value!a} }}}}x\n").public
    assert any(plain(getattr(b, "content", ())).startswith("x") for b in blocks)
