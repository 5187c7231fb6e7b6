"""The header and the footer of every page -> their parts."""

from __future__ import annotations

from typing import Final, assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Document,
    Marking,
    PageCount,
    PageNumber,
    RunningInline,
    Symbol,
    Text,
)
from packgen.document.roles import Align, Role
from packgen.render.docx import oxml, oxml_parts, oxml_pictures
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.text import symbol_run, text_run

_TAG_LINE_PT: Final = 16.0
_BAR_ABOVE_PT: Final = 3
_BAR_BESIDE_PT: Final = 7
_FOOT_SPACE_PT: Final = 3
_STRIP_SHARE: Final = 0.62
_STRIP_MOST_PT: Final = 25.5
_STRIP_WORDS: Final = 3
_HEADER_LEAST_PT: Final = 12.0
_PAD: Final = "\u00a0"
_HEAD_AFTER_PT: Final = 4.0

CHARACTER_ROLES: Final = (Role.PAGE_NUMBER, Role.STATUS_TAG)
"""Roles that stand as runs in paragraphs of another role."""


def character_style(role: Role) -> str:
    """A role -> the id of its character style."""
    return f"{oxml.STYLE_ID[role]}Char"


def header_distance_pt(document: Document) -> float:
    """How far below the page's edge the header starts."""
    if document.marking is Marking.PUBLIC:
        return max(_HEADER_LEAST_PT, document.page.top_pt - _TAG_LINE_PT - _HEADER_LEAST_PT)
    return _HEADER_LEAST_PT


def footer_distance_pt(document: Document, ledger: Ledger) -> float:
    """How far above the page's edge the footer ends: a little below the middle of the margin."""
    pitch = ledger.style.type[Role.RUNNING_FOOT].leading_pt
    height = pitch * max(1, len(document.running.footer)) + _FOOT_SPACE_PT
    return max(_HEADER_LEAST_PT, (document.page.bottom_pt - height) * 0.45)


def header(document: Document, ledger: Ledger, first: bool) -> str:
    """A document -> its header; the bar of a restricted paper's first page stands alone."""
    match document.marking:
        case Marking.PUBLIC:
            return oxml_parts.header_part(_open_header(document, ledger))
        case Marking.NOT_FOR_PUBLICATION:
            return oxml_parts.header_part(_closed_header(document, ledger, first))
        case _:
            assert_never(document.marking)


def footer(document: Document, ledger: Ledger) -> str:
    """A document -> its footer: lines at the left under a rule, the page at the right."""
    lines = document.running.footer or ((),)
    page = oxml.tab() + _runs(document.running.page, ledger, character_style(Role.PAGE_NUMBER))
    rule = ledger.style.table.rule_pt
    frame = oxml.top_line(max(2, round(rule * 8)), ledger.colours[Ink("rule")], _FOOT_SPACE_PT)
    style = oxml.STYLE_ID[Role.RUNNING_FOOT]
    pitch = oxml.twips(max(ledger.style.type[r].leading_pt for r in _FOOT_ROLES))
    top = oxml.paragraph_start(
        style, frame=frame, tabs=_right_tab(document), spacing=oxml.exact_spacing(pitch)
    )
    paragraphs = [oxml.paragraph(top, _runs(lines[0], ledger) + page)]
    rest = oxml.paragraph_start(style)
    paragraphs += [oxml.paragraph(rest, _runs(line, ledger)) for line in lines[1:]]
    return oxml_parts.footer_part("".join(paragraphs))


_FOOT_ROLES: Final = (Role.RUNNING_FOOT, Role.PAGE_NUMBER)


def _open_header(document: Document, ledger: Ledger) -> str:
    running, colours = document.running, ledger.colours
    text = _runs(running.header, ledger)
    detail = f"{running.marking_detail}  " if running.marking_detail else ""
    tag = oxml.run_properties(
        character_style(Role.STATUS_TAG),
        border=colours[ledger.style.type[Role.STATUS_TAG].colour],
    )
    start = oxml.paragraph_start(
        oxml.STYLE_ID[Role.RUNNING_HEAD],
        tabs=_right_tab(document),
        spacing=oxml.exact_spacing(oxml.twips(_TAG_LINE_PT)),
    )
    mark = oxml.run(f"{_PAD}{document.running.marking}{_PAD}", tag)
    return oxml.paragraph(start, text + oxml.tab() + text_run(Text(detail), ledger) + mark)


def _closed_header(document: Document, ledger: Ledger, first: bool) -> str:
    words, detail = document.running.marking, document.running.marking_detail
    after = ledger.style.type[Role.MARKING_DETAIL].after_pt
    strips = _strips(document, ledger)
    if first:
        after += _HEAD_AFTER_PT
        bar = _bar(Role.MARKING, strips + oxml.run(words), ledger, 0 if detail else after)
        return bar + (_bar(Role.MARKING_DETAIL, oxml.run(detail), ledger, after) if detail else "")
    line = oxml.run(words, oxml.run_properties("", True)) + (
        oxml.run(f"{_PAD * 4}{detail}") if detail else ""
    )
    pitch = ledger.style.type[Role.RUNNING_HEAD].leading_pt
    start = oxml.paragraph_start(
        oxml.STYLE_ID[Role.RUNNING_HEAD],
        spacing=oxml.exact_spacing(oxml.twips(pitch), 0, oxml.twips(_HEAD_AFTER_PT)),
    )
    running = oxml.paragraph(start, _runs(document.running.header, ledger))
    return _bar(Role.MARKING_DETAIL, strips + line, ledger, after) + running


def _bar(role: Role, runs: str, ledger: Ledger, after_pt: float) -> str:
    """Runs -> a paragraph on a filled bar; neighbours with the same frame make one bar."""
    spec = ledger.style.type[role]
    fill = ledger.colours[spec.fill or Ink("p2bar")]
    beside = oxml.twips(_BAR_BESIDE_PT)
    spacing = oxml.exact_spacing(
        oxml.twips(spec.leading_pt), 0, oxml.twips(after_pt)
    ) + oxml.indent(beside, beside)
    frame = oxml.box(fill, _BAR_ABOVE_PT, _BAR_BESIDE_PT)
    start = oxml.paragraph_start(oxml.STYLE_ID[role], frame=frame, spacing=spacing)
    return oxml.paragraph(start, runs)


def _strips(document: Document, ledger: Ledger) -> str:
    """The tinted edges at the left and the right of the page, with the words up each."""
    page, colours = document.page, ledger.colours
    margin = min(page.left_pt, page.right_pt)
    width = min(_STRIP_MOST_PT, margin * _STRIP_SHARE)
    look = oxml.run_properties(character_style(Role.STATUS_TAG), False, colours[Ink("p2text")])
    words = oxml.run(_up_the_edge(document.running.marking, page.height_pt, ledger), look)
    start = oxml.paragraph_start(oxml.STYLE_ID[Role.RUNNING_HEAD], Align.CENTRE.value)
    text = oxml.paragraph(start, words)
    return "".join(
        oxml_pictures.edge_strip(
            ledger.number(), side, (width, page.height_pt), colours[Ink("p2edge")], text
        )
        for side in ("left", "right")
    )


def _up_the_edge(words: str, length_pt: float, ledger: Ledger) -> str:
    """Words -> the same as often as they stand on an edge, evenly spaced.

    By blanks, since LibreOffice knows no tab stops in upright text.
    """
    spec = ledger.style.type[Role.STATUS_TAG]
    face = ledger.style.typeface(spec)
    free = length_pt / _STRIP_WORDS - face.measure(words, spec.size_pt)
    blanks = max(1, int(free / face.measure(_PAD, spec.size_pt)))
    return (_PAD * blanks).join([words] * _STRIP_WORDS)


def _right_tab(document: Document) -> str:
    return oxml.tab_stops(("right", oxml.twips(document.page.text_width_pt)))


def _runs(content: tuple[RunningInline, ...], ledger: Ledger, style: str = "") -> str:
    """Running text -> runs: of the paragraph's role, or of another by its character style."""
    look = oxml.run_properties(style)
    runs = []
    for inline in content:
        match inline:
            case Text():
                runs.append(text_run(inline, ledger, style))
            case Symbol():
                runs.append(symbol_run(inline, Role.RUNNING_FOOT, ledger))
            case PageNumber():
                runs.append(oxml.field("PAGE", "1", look))
            case PageCount():
                runs.append(oxml.field("NUMPAGES", "1", look))
            case _:
                assert_never(inline)
    return "".join(runs)
