"""Reports: Markdown and scorecards become numbered blocks, with what every report has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.compose.report import Part2Scope
from packgen.document.nodes import (
    Block,
    Columns,
    Heading,
    Illustration,
    Link,
    Listing,
    PageOf,
    Panel,
    Paragraph,
    Table,
    Text,
)
from packgen.document.roles import Align, PanelKind, Role
from packgen.document.walk import cell_text, labelled, plain
from packgen.errors import BadInput
from tests.compose.reports import HIDDEN, kit, paper, part2_report, public_card, public_report, said

FRONT = """+++
title = "How we did"
number = "CEF24/012"
author = "Jo Ash, Head of Performance"
contact = "jo.ash@example.org"
ward = "All wards"
decision = "Non-urgent"
executive = false
purpose = "This report gives the position at {{ position }}."
recommendations = ["**Note** the report.", "Agree the plan."]

[implications]
financial = "None."
"Parks and trees" = "None that are known."

[[background]]
title = "SEN2 return, January 2024"

[[background]]
title = "Advice of counsel"
exempt = true
+++
"""


def body(text: str) -> list[Block]:
    """The blocks of a body under one section, without what stands around it."""
    blocks = public_report(f"## Body\n\n{text}").public
    places = [b.label if isinstance(b, Heading) else "" for b in blocks]
    return list(blocks[places.index("1") + 1 : places.index("2")])


def one(text: str) -> Block:
    (block,) = body(text)
    return block


def fault(text: str) -> str:
    with pytest.raises(BadInput) as caught:
        public_report(text)
    return str(caught.value)


# --- the head and the standing sections ------------------------------------------------------


def test_the_head_holds_the_facts_and_the_sections_stand_in_order() -> None:
    found = said(public_report(f"{FRONT}\n## Current position\n\nWell.\n").public)
    assert found == [
        "Item 6",
        "How we did",
        *("Report number", "CEF24/012", "Decision maker", "Children's Scrutiny Committee"),
        *("Date", "12 September 2023", "Decision type", "Non-urgent"),
        *("Executive or non-executive", "Non-executive", "Ward", "All wards"),
        *("Report author", "Jo Ash, Head of Performance", "Contact", "jo.ash@example.org"),
        "1 Purpose of this report",
        "1.1 This report gives the position at June 2023.",
        "2 Recommendations",
        "2.1 Note the report.",
        "2.2 Agree the plan.",
        "3 Current position",
        "3.1 Well.",
        "4 Implications",
        *("Kind", "Implications", "Financial", "None."),
        *("Parks and trees", "None that are known."),
        "5 Background papers",
        "5.1 " + kit().words.report.background_law,
        "SEN2 return, January 2024",
    ]


def test_background_papers_are_always_told_of() -> None:
    made = public_report("Only a text.\n")
    assert said(made.public)[-2:] == [
        "1 Background papers",
        "1.1 Local Government Act 1972, section 100D: None.",
    ]
    assert made.title == "Performance"
    assert made.background == ()


def test_an_exempt_background_paper_is_in_part_2_alone() -> None:
    made = public_report(FRONT)
    assert made.background == ("SEN2 return, January 2024",)
    assert not any("counsel" in text for text in said(made.public))
    assert "Advice of counsel" in said(part2_report(FRONT, Part2Scope.FULL))


# --- the body --------------------------------------------------------------------------------


def test_sections_and_paragraphs_are_numbered_unless_they_say_not() -> None:
    found = public_report(
        "Before.\n\n## One\n\nA.\n\n### Inner\n\nB.\n\nC. {.unnumbered}\n\n"
        "## Plain {.unnumbered}\n\n## Two\n\nD.\n"
    ).public
    texts = [labelled(b.label, b.content) for b in found if isinstance(b, Heading | Paragraph)]
    told = ["Before.", "1 One", "1.1 A.", "Inner", "1.2 B.", "C.", "Plain", "2 Two", "2.1 D."]
    assert texts[2:-2] == told


def test_runs_of_text_keep_their_looks() -> None:
    paragraph = one("a **b** *c* ***d*** `e*` [f](https://example.org) g\\*\n")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == (
        Text("a "),
        Text("b", bold=True),
        Text(" "),
        Text("c", italic=True),
        Text(" "),
        Text("d", bold=True, italic=True),
        Text(" e* "),
        Link("f", "https://example.org"),
        Text(" g*"),
    )


def test_a_hard_break_begins_a_line_under_the_same_number() -> None:
    first, second = body("One\\\nTwo\n")
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert (first.label, first.indented, second.label, second.indented) == ("1.1", False, "", True)


def test_what_goes_on_under_a_paragraph_is_indented_and_what_follows_a_heading_is_not() -> None:
    found = body("- a\n\nText.\n\n- b\n\n> quoted\n\n| A |\n|---|\n| x |\n")
    assert [getattr(block, "indented", None) for block in found] == [False, False, True, True, True]
    assert isinstance(found[3], Paragraph)
    assert found[3].role is Role.QUOTATION


def test_lists_hold_lists() -> None:
    found = one("3. one\n4. two\n   - inner\n     1. deep\n5. three\n\n   more\n")
    assert isinstance(found, Listing)
    assert found.ordered
    assert [(i.level, i.label, [plain(p) for p in i.paragraphs]) for i in found.items] == [
        (0, "c)", ["one"]),
        (0, "d)", ["two"]),
        (1, "\u2013", ["inner"]),
        (2, "1)", ["deep"]),
        (0, "e)", ["three", "more"]),
    ]


@pytest.mark.parametrize("caption", ["Table: Rain\n\n{}", "{}\nTable: Rain\n"])
def test_a_table_has_its_caption_above_or_below_and_its_columns_sides(caption: str) -> None:
    found = one(caption.format("| Place | mm |\n|:--|--:|\n| *Here* | 3 |\n| There | 41 |\n\n"))
    assert isinstance(found, Table)
    assert found.caption == "Table 1: Rain"
    assert [c.align for c in found.columns] == [Align.LEFT, Align.RIGHT]
    rows = [[cell_text(c) for c in row.cells] for body in found.bodies for row in body.rows]
    assert rows == [["Here", "3"], ["There", "41"]]
    assert found.description == "A table of 2 rows with the columns Place and mm."


def test_columns_of_a_table_fill_the_text_and_hold_their_longest_words() -> None:
    long = "word " * 40
    _, table = body(f"Text.\n\n| A | Considerations |\n|---|---|\n| {long} | x |\n")
    assert isinstance(table, Table)
    assert table.width_pt == pytest.approx(kit().width_pt - kit().indent_pt)
    assert table.columns[1].width_pt >= 6.0 * len("Considerations")
    assert table.columns[0].width_pt > table.columns[1].width_pt


def test_nothing_is_swallowed_or_made_a_heading_of() -> None:
    found = body("[Note]: none\n\nText\n---\n\na \\| b\n\n| A \\| B | `c` |\n|---|---|\n| | d |\n")
    assert said(found) == [
        *("1.1 [Note]: none", "1.2 Text", "1.3 a | b", "Table 1", "A | B", "c", "d")
    ]


def test_notes_stand_at_the_end_with_a_way_there_and_back() -> None:
    blocks = public_report("## One\n\nFact[^a].\n\n[^a]: Its source.\n").public
    (paragraph,) = [b for b in blocks if isinstance(b, Paragraph) and b.label == "1.1"]
    heading, note = blocks[-2:]
    assert isinstance(heading, Heading)
    assert isinstance(note, Paragraph)
    assert (plain(heading.content), note.role, note.label) == ("Notes", Role.NOTE, "1")
    assert paragraph.content[1] == Link("1", f"#{note.anchor}", raised=True)
    assert note.content[-1] == Link("back", f"#{paragraph.anchor}")
    assert plain(note.content) == "Its source. back"


def test_a_link_to_a_heading_leads_there() -> None:
    blocks = public_report("## Where we are\n\nSee [above](#where-we-are).\n").public
    anchors = {b.anchor for b in blocks if isinstance(b, Heading)}
    (link,) = [i for b in blocks if isinstance(b, Paragraph) for i in b.content if type(i) is Link]
    assert link.target.removeprefix("#") in anchors


def test_what_stands_aside_or_side_by_side_is_not_numbered() -> None:
    panel, columns, last = body(
        ':::aside\nBeside.\n:::\n\n:::columns {shares="40,60"}\n:::part\nL\n:::\n:::part\nR\n'
        ":::\n:::\n\nAfter.\n"
    )
    assert isinstance(panel, Panel)
    assert panel.kind is PanelKind.ASIDE
    assert isinstance(columns, Columns)
    assert columns.shares == (0.4, 0.6)
    inner = [block for part in (panel.blocks, *columns.parts) for block in part]
    assert [b.label for b in inner if isinstance(b, Paragraph)] == ["", "", ""]
    assert isinstance(last, Paragraph)
    assert last.label == "1.1"


# --- scorecards ------------------------------------------------------------------------------


def test_a_scorecards_values_print_as_in_its_tables() -> None:
    found = one(
        '{{ indicator("1").title }}: {{ indicator("1").latest }} in '
        '{{ indicator("1").latest_period }}, {{ indicator("1").previous }} before; '
        '{{ indicator("2").title }} {{ indicator("2").months["May-23"] }}, target '
        '{{ indicator("2").target }}, {{ indicator("2").benchmarks["England"] }}, '
        '{{ indicator("2").rating }}\n'
    )
    assert isinstance(found, Paragraph)
    assert plain(found.content) == (
        "Visits: 15 in June 2023, 12 before; Reviews *on time* 95%, target 95%, Local Measure, "
        "GREEN"
    )


def test_loops_conditions_and_counts() -> None:
    found = body(
        "{% for i in reds + ambers %}\n- {{ i.number }} {{ i.title }}\n{% endfor %}\n\n"
        "{% if indicator('1').latest > 14 %}High{% else %}Low{% endif %}, {{ indicators|length }}, "
        "{{ reds|sum('year_to_date.number') }}, "
        "{{ greens|map(attribute='number')|join(' and ') }}\n"
    )
    assert said(found) == ["1 Visits", "3 Waits", "1.1 High, 4, 37, 2 and 18a"]


def test_several_scorecards_are_named() -> None:
    cards = {"a": public_card(), "b": public_card()}
    text = '## X\n\n{{ scorecard("b").indicator("1").latest }} of {{ scorecard("a").position }}\n'
    assert "1.1 15 of June 2023" in said(public_report(text, cards=cards).public)
    with pytest.raises(BadInput, match=r"report\.md:1: which scorecard's\? There is 'a', 'b'"):
        public_report('{{ indicator("1") }}', cards=cards)


def test_an_excerpt_has_the_latest_three_periods_year_to_date_and_rating() -> None:
    found = one(':::scorecard {indicators="1, 18a" caption="Two of them"}\n')
    assert isinstance(found, Table)
    assert found.caption == "Table 1: Two of them"
    assert said([found])[1:] == [
        *("Indicator", "Apr-23", "May-23", "Jun-23", "Year to Date", "RAG rating"),
        *("1 Visits", "10", "12", "15", "37", "RED"),
        *("18a Exclusions", "3", "Withheld, see part 2", "4", "Withheld, see part 2", "GREEN"),
    ]


def test_a_chart_and_exceptions_are_put_in() -> None:
    chart, panel = body(':::chart {indicator="1"}\n\n:::exceptions\n')
    assert isinstance(chart, Illustration)
    assert chart.content.alt == "Chart of Visits from Apr-23 on: 10, 12, 15"
    assert plain(chart.caption) == "Figure 1: 1 Visits"
    assert said([panel]) == ["Visits"]


# --- passages --------------------------------------------------------------------------------

PASSAGE = """## One

Before.

:::exempt {paragraphs="2,1" reason="Few children"}
May had {{ indicator("18a").months["May-23"] }}[^s].

[^s]: A secret note.

## A secret heading

| Secret |
|---|
| 1 |
:::

After.

| Open |
|---|
| 1 |
"""


def test_the_public_reads_that_a_passage_is_exempt_and_where_it_is() -> None:
    made = public_report(PASSAGE)
    (found,) = [b for b in made.public if isinstance(b, Paragraph) and b.label == "1.2"]
    assert found.content == (
        Text("[Exempt information, paragraphs 1 and 2: see Part 2, item 9, page "),
        PageOf("item-6--part2--exempt-1"),
        Text("]"),
    )
    assert "1.3 After." in said(made.public)
    assert "Table 1" in said(made.public)
    (told,) = made.exempt_passages
    assert (told.label, told.paragraphs, told.reason) == ("1.2", (1, 2), "Few children")
    assert (told.section, told.line, told.anchor) == ("One", 5, "item-6--part2--exempt-1")


def test_part_2_has_the_passage_under_its_number_and_its_section() -> None:
    blocks = part2_report(PASSAGE)
    assert said(blocks) == [
        "Item 6",
        "Performance",
        "1 One",
        "1.2 Exempt information, paragraphs 1 and 2",
        "Reason: Few children",
        f"1.2.1 May had {HIDDEN}E1.1.",
        "A secret heading",
        "Table E1.1",
        "Secret",
        "1",
        "Notes",
        "E1.1 A secret note. back",
    ]
    panel = blocks[-1]
    assert isinstance(panel, Panel)
    assert panel.kind is PanelKind.EXEMPT


def test_the_full_part_2_has_the_same_numbers_as_the_public_report() -> None:
    public, full = (
        [b.label for b in blocks if isinstance(b, Heading | Paragraph) and b.label]
        for blocks in (
            public_report(PASSAGE).public,
            part2_report(PASSAGE, Part2Scope.FULL),
        )
    )
    assert public == ["1", "1.1", "1.2", "1.3", "2", "2.1"]
    assert full == ["1", "1.1", "1.3", "2", "2.1"]  # 1.2 is the panel's


def test_a_report_without_passages_has_nothing_in_part_2() -> None:
    assert part2_report("## One\n\nText.\n") == ()


def test_an_exempt_item_may_name_what_is_withheld_everywhere() -> None:
    text = '## One\n\nMay: {{ indicator("18a").months["May-23"] }}\n'
    assert f"1.1 May: {HIDDEN}" in said(part2_report(text, Part2Scope.EXEMPT_ITEM))


# --- faults ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# Title\n", "report.md:1: a # heading"),
        ("a\n\n##### Deep\n", "report.md:3: a heading deeper than ####"),
        ("## [a](https://example.org)\n", "report.md:1: a link or a note in a heading"),
        ("##\n", "report.md:1: a heading without words"),
        ("a <b>x</b>\n", "report.md:1: raw HTML"),
        ("a\n\n<div>\nx\n</div>\n", "report.md:3: raw HTML can't stand here"),
        ("```\nx\n```\n", "report.md:1: code between ``` or ~~~ can't stand here"),
        ("a ![x](y.png)\n", "report.md:1: a picture stands in a line of text"),
        ("[a](file.html)\n", "report.md:1: 'file.html' is no link"),
        ("a\n\n[b](#nowhere)\n", "report.md:3: a link to a heading that isn't there"),
        ("a[^x]\n", "report.md:1: refers to a note that isn't there"),
        ("a\n\n[^x]: b\n", "report.md:3: nothing refers to the note [^x]"),
        ("a[^x]\n\n[^x]: b\n\n[^x]: c\n", "report.md:5: a second note [^x]"),
        (
            "| A | B |\n|---|---|\n| a | b |\nText.\n",
            "report.md:4: a row of 1 cells in a table of 2",
        ),
        ("| A |\n|---|\n| a | b |\n", "report.md:3: a row of 2 cells in a table of 1 columns"),
        ("x\n\n| A | B |\n|---|\n| a | b |\n", "report.md:3: a table's head has not as many"),
        ("- a\n\n  > b\n", "report.md:3: 'blockquote' can't stand in a list"),
        ("- a\n  - b\n\n  c\n", "report.md:4: a text after an inner list"),
        ("- \n", "report.md:1: an item of a list is empty"),
        ("- a\n  - b\n    - c\n      - d\n        - e\n", "a list is more than four deep"),
        ("> > a\n", "report.md:1: a quotation can't stand in a quotation"),
        ("Table: x\n\ntext\n", "report.md:1: a caption without a table"),
        ("| | |\n|---|---|\n| a | b |\n", "report.md:1: a table without heads"),
        ("| A |\n|---|\n", "report.md:1: a table without rows"),
        (f"|{'a|' * 13}\n|{'-|' * 13}\n|{'a|' * 13}\n", "a table of more than 12 columns"),
        (":::chart\n", "report.md:1: :::chart names none"),
        ('a\n\n:::chart {indicator="99"}\n', "report.md:3: the scorecard has not just one"),
        (':::chart {indicator="1" size="2"}\n', "report.md:1: size= is not known"),
        (":::chart {indicator=1}\n", "report.md:1: what follows it can't be read"),
        (':::scorecard {indicators="1" of="x"}\n', "report.md:1: no scorecard 'x'"),
        (":::nosuch\n:::\n", "report.md:1: :::nosuch is not known here"),
        (":::aside\na\n", "report.md:1: :::aside has no end"),
        (":::aside\n:::\n", "report.md:1: :::aside holds nothing"),
        (":::aside\n## A\n:::\n", "report.md:2: a heading in ::: lines"),
        (":::aside\n:::aside\na\n:::\n:::\n", "report.md:2: :::aside can't stand in other :::"),
        (":::part\na\n:::\n", "report.md:1: :::part outside :::columns"),
        (":::columns\na\n:::\n", "report.md:2: only :::part can stand in :::columns"),
        (':::columns {shares="9"}\n:::part\na\n:::\n:::\n', "the shares do not fit 1 parts"),
        (":::\n", "report.md:1: ::: closes nothing"),
        ("- a\n- :::aside\n", "report.md:2: ::: can't stand in a list"),
        ("one\n{% for i in reds %}\n{{ i.nothing }}\n{% endfor %}\n", "report.md:3: "),
        ('+++\npurpose = "a\\n\\nb"\n+++\n', "report.md:2: purpose: holds a line end"),
        ('+++\npurpose = "# a"\n+++\n', "report.md:2: is not one paragraph of text"),
        ('+++\ntitle = "a"\nrecommendations = [\n"b",\n"{{ x }}"]\n+++\n', "report.md:5: 'x'"),
    ],
)
def test_what_a_report_cannot_hold_is_a_fault_at_its_line(text: str, what: str) -> None:
    assert what in fault(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (':::exempt {paragraphs="8"}\nx\n:::\n', "report.md:1: paragraph 8 is not one of Local"),
        (":::exempt\nx\n:::\n", "report.md:1: which paragraphs make it exempt is not said"),
        (':::exempt {paragraphs="3"}\nx\n', "report.md:1: :::exempt has no end"),
        (':::exempt {paragraphs="3"}\n\n:::\n', "report.md:1: :::exempt holds nothing"),
        (
            ':::exempt {paragraphs="3"}\n:::exempt {paragraphs="3"}\nx\n:::\n:::\n',
            "report.md:2: :::exempt inside :::exempt",
        ),
        (':::aside\n:::exempt {paragraphs="3"}\nx\n:::\n:::\n', "report.md:2: :::exempt inside"),
        ('- a\n  :::exempt {paragraphs="3"}\n  x\n  :::\n', "report.md:2: :::exempt can't stand"),
        ("| A |\n|---|\n| :::exempt |\n", "report.md:3: :::exempt can't stand in a list, a table"),
        ('## :::exempt {paragraphs="3"}\n', "report.md:1: :::exempt can't stand"),
        ("a[^1]\n\n[^1]: :::exempt\n", "report.md:3: :::exempt can't stand"),
        (
            '{% if reds %}\n:::exempt {paragraphs="3"}\nx\n:::\n{% endif %}\n',
            "report.md:2: Unexpected end of template",
        ),
        (
            ':::exempt {paragraphs="3"}\nx {% if 1 %}\n:::\n{% endif %}\n',
            "report.md:4: ",
        ),
        ('{# :::exempt\n:::exempt {paragraphs="3"}\nx\n:::\n#}', "report.md:1: :::exempt can't"),
        ('{#\n:::exempt {paragraphs="3"}\nx\n:::\n#}', "report.md:1: Missing end of comment tag"),
        ("{{ ':::exempt' }}\n", "report.md:1: :::exempt can't stand"),
        (
            '{% raw %}\n:::exempt {paragraphs="3"}\nx\n:::\n{% endraw %}',
            "report.md:1: Missing end of raw directive",
        ),
        (
            '```\n:::exempt {paragraphs="3"}\nx\n:::\n```\n',
            "report.md:1: code between ``` or ~~~ can't stand here",
        ),
    ],
)
def test_a_passage_that_is_not_whole_is_a_fault_at_its_line(text: str, what: str) -> None:
    assert what in fault(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (':::exempt {paragraphs="3"}\na\n\n:::aside\nx\n:::\n:::\n', "report.md:4: :::aside can't"),
        (':::exempt {paragraphs="3"}\n\n\n{{ x }}\n:::\n', "report.md:4: 'x' is undefined"),
        (':::exempt {paragraphs="3"}\n[a](#b)\n:::\n', "report.md:2: a link to a heading"),
    ],
)
def test_what_is_wrong_inside_a_passage_is_a_fault_at_its_line(text: str, what: str) -> None:
    with pytest.raises(BadInput) as caught:
        part2_report(text)
    assert what in str(caught.value)


# --- laws ------------------------------------------------------------------------------------

words = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=6).map(" ".join)
inlines = st.tuples(
    st.sampled_from(["{}", "**{}**", "*{}*", "`{}`", "[{}](https://a.b)"]), words
).map(lambda pair: pair[0].format(pair[1]))
lines = st.lists(inlines, min_size=1, max_size=3).map(" ".join)
pieces = st.one_of(
    lines,
    lines.map(lambda line: f"## {line.replace('](https://a.b)', ')').replace('[', '(')}"),
    st.lists(lines, min_size=1, max_size=3).map(lambda each: "\n".join(f"- {x}" for x in each)),
    st.lists(lines, min_size=1, max_size=3).map(lambda each: "\n".join(f"1. {x}" for x in each)),
    lines.map(lambda line: f"> {line}"),
    lines.map(lambda line: f":::aside\n{line}\n:::"),
    st.tuples(lines, lines).map(lambda two: f"| {two[0]} |\n|---|\n| {two[1]} |"),
)


@settings(deadline=None)
@given(st.lists(pieces, max_size=6))
def test_every_word_comes_out_and_in_order(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    typed = text.replace("https://a.b", "").replace(":::aside", "")
    wanted = "".join(c if c.isalpha() else " " for c in typed).split()
    found = said(public_report(f"## Start\n\n{text}\n\n## Stop\n").public)
    inside = " ".join(found).partition("Start")[2].rpartition("Stop")[0]
    inside = inside.replace("Table", "")
    assert "".join(c if c.isalpha() else " " for c in inside).split() == wanted


@settings(deadline=None)
@given(st.lists(pieces, max_size=6), st.integers(0, 6))
def test_no_two_anchors_are_alike_and_every_link_has_its_end(parts: list[str], at: int) -> None:
    parts.insert(
        min(at, len(parts)), ':::exempt {paragraphs="3"}\n## Exempt 1\n\nx[^1]\n\n[^1]: y\n:::'
    )
    text = "\n\n".join([*parts, "z[^1]", "## Title", "## Exempt 1", "[^1]: w"])
    paper(*public_report(text).public)  # a document checks that no two anchors are alike
    paper(*part2_report(text, Part2Scope.FULL))
    paper(*part2_report(text))
