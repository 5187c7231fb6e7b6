"""What is exempt in a report, and what is withheld of a scorecard, is in no public block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.compose.report import Part2Scope, report
from packgen.compose.report_source import report_source
from packgen.errors import BadInput
from tests.cards import MARK, indicator, scorecard
from tests.compose.reports import (
    AT,
    HIDDEN,
    full_card,
    kit,
    part2_report,
    public_report,
    said,
    small_card,
)

CANARY = "Quixotic"


def fault(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        public_report(text)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ i.months['May-23'] }}", "figure for May-23"),
        ("{{ i.year_to_date }}", "year to date"),
        ("{{ i.previous }}", "previous figure"),
        ("{{ i.sentence }}", "figures"),
        ("{% if i.year_to_date > 5 %}x{% endif %}", "year to date"),
        ("{% if i.year_to_date is defined %}x{% endif %}", "year to date"),
        ("{{ i.year_to_date|default('x') }}", "year to date"),
        ("{% for figure in i.months.values() %}x{% endfor %}", "figure for May-23"),
        ("{% for head, figure in i.months.items() %}x{% endfor %}", "figure for May-23"),
    ],
)
def test_a_withheld_figure_is_a_fault_at_its_line_however_it_is_asked_for(
    text: str, what: str
) -> None:
    said_so = f"report.md:3: indicator 18a's {what} is withheld; put this passage into :::exempt"
    assert said_so in fault(f"One.\n{{% set i = indicator('18a') %}}\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "{% for i in indicators|sort(attribute='year_to_date') %}x{% endfor %}",
        "{% for i in indicators if i.year_to_date > 3 %}x{% endfor %}",
        "{{ indicators|sum('year_to_date.number') }}",
        "{{ (indicators|max(attribute='year_to_date')).title }}",
        "{{ indicators|map(attribute='year_to_date')|join(', ') }}",
        "{{ indicators|selectattr('year_to_date', 'gt', 3)|list|length }}",
        "{% for group in indicators|groupby('year_to_date.text') %}x{% endfor %}",
    ],
)
def test_whatever_touches_a_withheld_figure_is_a_fault(text: str) -> None:
    assert "indicator 18a's year to date is withheld" in fault(f"One.\n{text}\n")
    assert fault(f"One.\n{text}\n").startswith("report.md:2: ")


@pytest.mark.parametrize("name", ["rating", "is_red", "is_amber", "is_green"])
def test_a_withheld_rating_is_a_fault(name: str) -> None:
    assert "rating is withheld" in _rating_fault(f"{{{{ indicator('5').{name} }}}}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ indicators|selectattr('is_red')|list|length }}",
        "{{ indicators|selectattr('rating', 'equalto', 'RED')|list|length }}",
        "{% for group in indicators|groupby('rating') %}{% endfor %}",
    ],
)
def test_whatever_touches_a_withheld_rating_is_a_fault(text: str) -> None:
    assert "rating is withheld" in _rating_fault(text)


def _rating_fault(text: str) -> str:
    card = scorecard(replace(indicator("5", ["1", "2", "3"], "6"), rating_mark=MARK))
    with pytest.raises(BadInput) as caught:
        public_report(text, card)
    return str(caught.value)


def test_a_report_may_ask_whether_something_is_withheld() -> None:
    text = "{% for i in indicators if not i.is_withheld %}{{ i.number }} {% endfor %}\n"
    assert "1 2 3" in said(public_report(text).public)


def test_the_public_report_takes_no_restricted_card() -> None:
    source = report_source("x\n", "report.md", Path())
    with pytest.raises(TypeError, match="not a public scorecard"):
        report(source, {"main": full_card()}, AT, kit())  # type: ignore[dict-item]


def test_part_2_says_what_the_public_report_may_not() -> None:
    text = ':::exempt {paragraphs="2"}\n{{ indicator("18a").year_to_date }}\n:::\n'
    assert f"E1.1 {HIDDEN}1" in said(part2_report(text))
    assert HIDDEN not in "".join(said(public_report(text).public))


# --- laws ------------------------------------------------------------------------------------

FRAGMENTS = [
    "word",
    "## Heading",
    "- item",
    "  - inner",
    "> quote",
    "| a | b |",
    "|---|---|",
    "```",
    "~~~",
    "<!--",
    "-->",
    "<div>",
    "    code",
    "[^1]",
    "[^1]: note",
    "\\",
    "{#",
    "#}",
    "{{",
    "}}",
    "{% if 1 %}",
    "{% endif %}",
    "{% for i in reds %}",
    "{% endfor %}",
    "{% raw %}",
    "{% endraw %}",
    "{% set x %}",
    "{% endset %}",
    "{% macro f() %}",
    "{% endmacro %}",
    "{{ indicator('18a').year_to_date }}",
    "{{ '\\x02passage 1\\x03' }}",
    ":::aside",
    ":::columns",
    ":::part",
    ':::chart {indicator="18a"}',
    ":::exceptions",
    "",
]
any_lines = st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("\n".join)
free = st.text(st.characters(codec="utf-8", exclude_characters=":"), max_size=30)


@settings(deadline=None, max_examples=300)
@given(any_lines, any_lines, any_lines | free, any_lines)
def test_no_word_of_a_passage_is_ever_public(
    before: str, inside: str, more: str, after: str
) -> None:
    text = (
        f'{before}\n:::exempt {{paragraphs="3" reason="{CANARY}"}}\n{inside}\n{CANARY} {more}\n'
        f":::\n{after}\n"
    )
    try:
        made = public_report(text)
    except BadInput as error:
        assert CANARY not in str(error)
        return
    assert CANARY not in repr(made.public)
    assert CANARY not in repr(made.background)
    places = [p.number for p in made.exempt_passages]
    assert places == [1]


ASKED = [
    "{{ i.latest }}",
    "{{ i.title }}",
    "{{ i.target }}",
    "{{ i.rating }}",
    "{{ i.months|length }}",
    "{{ i.months['Apr-23'] }}",
    "{{ i.months['May-23'] }}",
    "{{ i.benchmarks['England'] }}",
    "{{ i.is_withheld }}",
    "{% if i.latest > 3 %}more{% endif %}",
    "{% if i.year_to_date > 9999 %}more{% endif %}",
    "{{ i.sentence }}",
    "{{ reds|length }}",
    "{{ i }}",
    "{{ i._read }}",
    "{{ i.months }}",
    "{{ indicator }}",
    "{{ i|attr('_read') }}",
    "{{ i.told }}",
    '\n\n:::scorecard {indicators="1,18a"}\n\n',
    '\n\n:::chart {indicator="18a"}\n\n',
    "\n\n:::exceptions\n\n",
]


def outcome(text: str, hidden: str) -> str:
    """What the public gets to see of a text, whatever it is."""
    try:
        return repr(public_report(text, small_card(hidden)))
    except BadInput as error:
        return str(error)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ASKED), max_size=4), st.sampled_from(["1", "2", "18a"]))
def test_nothing_public_depends_on_what_is_withheld(asked: list[str], number: str) -> None:
    text = f"{{% set i = indicator('{number}') %}}\n{' '.join(asked)}\n"
    assert outcome(text, HIDDEN) == outcome(text, "2")
    assert HIDDEN not in outcome(text, HIDDEN)


def test_a_passage_may_move_no_number_of_the_public_report() -> None:
    plain, busy = (
        public_report(
            f'## A\n\n:::exempt {{paragraphs="3"}}\n{inside}\n:::\n\nB[^x].\n\n'
            "| T |\n|---|\n| 1 |\n\n## C\n\n[^x]: N.\n"
        ).public
        for inside in ("x", "## H\n\na[^n]\n\nb\n\n| S |\n|---|\n| 1 |\n\n[^n]: m\n")
    )
    assert plain == busy


def test_a_passages_headings_are_in_no_public_outline() -> None:
    text = f':::exempt {{paragraphs="3"}}\n## {CANARY}\n\nx\n:::\n'
    assert CANARY not in repr(public_report(text).public)
    assert CANARY in repr(part2_report(text, Part2Scope.FULL))
