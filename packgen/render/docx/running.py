"""The header and the footer of every page -> their parts."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final, assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Document,
    Marking,
    PageCount,
    PageNumber,
    Paragraph,
    RunningInline,
    Symbol,
    Text,
)
from packgen.document.roles import Align, Role
from packgen.render.docx import oxml, oxml_parts, oxml_pictures, oxml_tables
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import paragraph_pt
from packgen.render.docx.symbols import symbol_run
from packgen.render.docx.text import text_run

# Distances as in the PDF, in points. Printers can't reach the outermost strip of a sheet.
_UNPRINTABLE_PT: Final = 12.0
_CLEAR_PT: Final = 7.0
_HEAD_CLEAR_PT: Final = 11.0
_TAG_PAD_X_PT: Final = 8.0
_TAG_PAD_Y_PT: Final = 2.6
_TAG_LINE_PT: Final = 0.8
_TAG_CLEAR_PT: Final = 12.0
_LINES_PT: Final = 1.6  # the heights of the tag's frame and of the rule below it
_BAR_PAD_X_PT: Final = 10.0
_BAR_PAD_Y_PT: Final = 3.0
_BAR_CLEAR_PT: Final = 3.0
_FOOT_SPACE_PT: Final = 3
_FOOT_END_PT: Final = 1
_STRIP_SHARE: Final = 0.62
_STRIP_MOST_PT: Final = 25.5
_STRIP_WORDS: Final = 3
_STRIP_PITCH: Final = 0.3  # of the page's height, from word to word
_PAD: Final = "\u00a0"


def header_distance_pt(document: Document, ledger: Ledger) -> float:
    """How far below the page's edge the header starts, so that it ends above the body."""
    if document.marking is Marking.PUBLIC:
        height = _HEAD_CLEAR_PT + _open_head_pt(document, ledger)
    else:
        text = _running_pt(document.running.header, document.page.text_width_pt, ledger)
        height = _CLEAR_PT + _bar_pt(document, ledger) + _BAR_CLEAR_PT + text
    return max(_UNPRINTABLE_PT, document.page.top_pt - height)


def bottom_pt(document: Document, ledger: Ledger) -> float:
    """The page's lower margin: its own, or more where the footer's lines need it."""
    return max(
        document.page.bottom_pt, _UNPRINTABLE_PT + _foot_room_pt(document, ledger) + _CLEAR_PT
    )


def footer_distance_pt(document: Document, ledger: Ledger) -> float:
    """How far above the page's edge the footer ends, so that its rule stands below the body."""
    return bottom_pt(document, ledger) - _CLEAR_PT - _foot_room_pt(document, ledger)


def page_layout(document: Document, ledger: Ledger) -> str:
    """A document -> w:pgSz and w:pgMar of its pages."""
    page = document.page
    sides = page.top_pt, page.right_pt, bottom_pt(document, ledger), page.left_pt
    top, right, bottom, left = map(oxml.twips, sides)
    return oxml_parts.page_layout(
        oxml.twips(page.width_pt),
        oxml.twips(page.height_pt),
        (top, right, bottom, left),
        oxml.twips(header_distance_pt(document, ledger)),
        oxml.twips(footer_distance_pt(document, ledger)),
    )


def header(document: Document, ledger: Ledger, first: bool, shown: bool) -> str:
    """A document -> its header: the marking, and the running text where it is shown."""
    text = _runs(document.running.header, ledger) if shown else ""
    match document.marking:
        case Marking.PUBLIC:
            return oxml_parts.header_part(_open_header(document, ledger, text, first))
        case Marking.NOT_FOR_PUBLICATION:
            return oxml_parts.header_part(_closed_header(document, ledger, text))
        case _:
            assert_never(document.marking)


def footer(document: Document, ledger: Ledger, shown: bool) -> str:
    """A document -> its footer under a rule: lines at the left where they are shown, the page at
    the right."""
    page_pt = _page_pt(document, ledger)
    widths = [oxml.twips(document.page.text_width_pt - page_pt), oxml.twips(page_pt)]
    line = (max(2, round(ledger.style.table.rule_pt * 8)), ledger.colours[Ink("rule")])
    above = oxml.space_before(oxml.twips(_FOOT_SPACE_PT))
    first = oxml.paragraph_start(ledger.names.role(Role.RUNNING_FOOT), spacing=above)
    rest = oxml.paragraph_start(ledger.names.role(Role.RUNNING_FOOT))
    lines = document.running.footer or ((),)
    texts = [
        oxml.paragraph(rest if number else first, _runs(text, ledger) if shown else "")
        for number, text in enumerate(lines)
    ]
    numbered = oxml.paragraph_start(
        ledger.names.role(Role.PAGE_NUMBER), Align.RIGHT.value, spacing=above
    )
    page = oxml.paragraph(numbered, _runs(document.running.page, ledger))
    cells = [
        oxml_tables.layout_cell(content, width, [("top", line)], top=True)
        for content, width in zip(("".join(texts), page), widths, strict=True)
    ]
    end = oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE), "")
    # A paper of one page has the room for the lines that it goes without.
    height = oxml.twips(_foot_room_pt(document, ledger) - _FOOT_END_PT)
    return oxml_parts.footer_part(oxml_tables.layout_table(widths, "".join(cells), height) + end)


def _page_pt(document: Document, ledger: Ledger) -> float:
    """The width that the page number takes; of a long one, so that all pages agree."""
    spec = ledger.style.type[Role.PAGE_NUMBER]
    said = {PageNumber: "1000", PageCount: "9999", Symbol: ""}
    words = "".join(
        inline.text if isinstance(inline, Text) else said[type(inline)]
        for inline in document.running.page
    )
    return ledger.style.typeface(spec).measure(words, spec.size_pt) + 2 * _CLEAR_PT


def _foot_room_pt(document: Document, ledger: Ledger) -> float:
    """The height of the footer with its rule."""
    width = document.page.text_width_pt - _page_pt(document, ledger)
    heights = (
        _running_pt(line, width, ledger, Role.RUNNING_FOOT) for line in document.running.footer
    )
    lines = max(sum(heights), ledger.style.type[Role.PAGE_NUMBER].leading_pt)
    return lines + _FOOT_SPACE_PT + _FOOT_END_PT


def _running_pt(
    content: tuple[RunningInline, ...],
    width_pt: float,
    ledger: Ledger,
    role: Role = Role.RUNNING_HEAD,
) -> float:
    """The height of running text, its numbers left out: a symbol with its gap counts as two
    wide letters, and the width is less by what bold words take more than others."""
    spec, fonts = ledger.style.type[role], ledger.style.fonts.by_weight
    plain = as_set = 0.0
    texts = []
    for inline in content:
        if isinstance(inline, Text | Symbol):
            text, bold = (inline.text, inline.bold) if isinstance(inline, Text) else ("mn", False)
            plain += fonts[spec.weight(False)].measure(text, spec.size_pt)
            as_set += fonts[spec.weight(bold)].measure(text, spec.size_pt)
            texts.append(Text(text))
    room = width_pt * plain / as_set if as_set else width_pt
    return paragraph_pt(Paragraph(role, tuple(texts)), room, ledger.style)


def _tag_pt(document: Document, ledger: Ledger) -> float:
    """The width of the tag with its frame."""
    spec = ledger.style.type[Role.STATUS_TAG]
    face = ledger.style.typeface(spec)
    return face.measure(document.running.marking, spec.size_pt) + 2 * _TAG_PAD_X_PT


def _open_head_pt(document: Document, ledger: Ledger) -> float:
    """The height of the tag, or of the running header beside it where that has more lines."""
    tag = ledger.style.type[Role.STATUS_TAG].leading_pt + 2 * _TAG_PAD_Y_PT
    width = document.page.text_width_pt - _tag_pt(document, ledger) - _TAG_CLEAR_PT
    return max(tag, _running_pt(document.running.header, width, ledger))


def _open_header(document: Document, ledger: Ledger, text: str, first: bool) -> str:
    """The running header at the left, the tag in its frame at the right; a rule below, but for the
    first page."""
    running, spec = document.running, ledger.style.type[Role.STATUS_TAG]
    words, tag_pt = running.marking, _tag_pt(document, ledger)
    line = (round(_TAG_LINE_PT * 8), ledger.colours[spec.colour])
    centred = oxml.paragraph_start(ledger.names.role(Role.RUNNING_HEAD), Align.CENTRE.value)
    tag = oxml.run_properties(ledger.names.character(Role.STATUS_TAG))
    clear = oxml.indent_right(oxml.twips(_TAG_CLEAR_PT))
    texts = [(_running_head(ledger, text, spacing=clear), document.page.text_width_pt - tag_pt)]
    if running.marking_detail:
        half = texts[0][1] / 2
        detail = _running_head(ledger, oxml.run(running.marking_detail + _PAD * 2), "right")
        texts = [(texts[0][0], half), (detail, half)]
    cells = [oxml_tables.layout_cell(text, oxml.twips(width)) for text, width in texts]
    frame = [(side, line) for side in ("top", "left", "bottom", "right")]
    framed = oxml.paragraph(centred, oxml.run(words, tag))
    cells.append(oxml_tables.layout_cell(framed, oxml.twips(tag_pt), frame))
    widths = [oxml.twips(width) for width in (*(width for _, width in texts), tag_pt)]
    height = oxml.twips(_open_head_pt(document, ledger))
    rule = "" if first else oxml.top_line(4, ledger.colours[Ink("rule")], 0)
    above = oxml.twips(_HEAD_CLEAR_PT - _CLEAR_PT)
    spacing = oxml.exact_spacing(oxml.twips(_CLEAR_PT - _LINES_PT), above)
    end = oxml.paragraph_start(oxml.SPACE_STYLE, frame=rule, spacing=spacing)
    return oxml_tables.layout_table(widths, "".join(cells), height) + oxml.paragraph(end, "")


def _running_head(ledger: Ledger, runs: str, align: str = "", spacing: str = "") -> str:
    look = oxml.paragraph_start(ledger.names.role(Role.RUNNING_HEAD), align, spacing=spacing)
    return oxml.paragraph(look, runs)


def _closed_header(document: Document, ledger: Ledger, text: str) -> str:
    """The running header, and the bar: the words of the marking with their detail beside them."""
    page, running, style = document.page, document.running, ledger.style
    spec = style.type[Role.MARKING]
    fill = ledger.colours[spec.fill or Ink("p2bar")]
    words_pt = _words_pt(document, ledger)
    widths = [oxml.twips(words_pt), oxml.twips(page.text_width_pt) - oxml.twips(words_pt)]
    beside = oxml.indent(oxml.twips(_BAR_PAD_X_PT), oxml.twips(_BAR_PAD_X_PT))
    bare = oxml.exact_spacing(oxml.twips(style.type[Role.MARKING_DETAIL].leading_pt))
    look = oxml.paragraph_start(ledger.names.role(Role.MARKING), spacing=beside)
    words = oxml.paragraph(look, oxml.run(document.running.marking))
    look = oxml.paragraph_start(ledger.names.role(Role.MARKING_DETAIL), spacing=bare + beside)
    detail = oxml.paragraph(look, oxml.run(running.marking_detail))
    cells = oxml_tables.layout_cell(words, widths[0], fill=fill)
    cells += oxml_tables.layout_cell(detail, widths[1], fill=fill)
    bar = oxml_tables.layout_table(widths, cells, oxml.twips(_bar_pt(document, ledger)))
    start = oxml.paragraph_start(
        ledger.names.role(Role.RUNNING_HEAD),
        spacing=oxml.exact_spacing(
            oxml.twips(style.type[Role.RUNNING_HEAD].leading_pt), 0, oxml.twips(_BAR_CLEAR_PT)
        ),
    )
    line = oxml.paragraph(start, _strips(document, ledger) + text)
    end = oxml.exact_spacing(oxml.twips(_CLEAR_PT))
    return line + bar + oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE, spacing=end), "")


def _words_pt(document: Document, ledger: Ledger) -> float:
    """The width of the bar's words with the air around them."""
    spec = ledger.style.type[Role.MARKING]
    face = ledger.style.typeface(spec)
    return face.measure(document.running.marking, spec.size_pt) + 2 * _BAR_PAD_X_PT + 1


def _bar_pt(document: Document, ledger: Ledger) -> float:
    """The height of the bar."""
    style = ledger.style
    rest = document.page.text_width_pt - _words_pt(document, ledger) - 2 * _BAR_PAD_X_PT
    detail = Paragraph(Role.MARKING_DETAIL, (Text(document.running.marking_detail),))
    height = max(style.type[Role.MARKING].leading_pt, paragraph_pt(detail, rest, style))
    return height + 2 * _BAR_PAD_Y_PT


def _strips(document: Document, ledger: Ledger) -> str:
    """The tinted edges at the left and the right of the page, with the words up each."""
    page, colours = document.page, ledger.colours
    margin = min(page.left_pt, page.right_pt)
    width = min(_STRIP_MOST_PT, margin * _STRIP_SHARE)
    look = oxml.run_properties(
        ledger.names.character(Role.STATUS_TAG), False, colours[Ink("p2text")]
    )
    words = oxml.run(_up_the_edge(document.running.marking, page.height_pt, ledger), look)
    start = oxml.paragraph_start(ledger.names.role(Role.RUNNING_HEAD), Align.CENTRE.value)
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
    free = length_pt * _STRIP_PITCH - face.measure(words, spec.size_pt)
    blanks = max(1, int(free / face.measure(_PAD, spec.size_pt)))
    return (_PAD * blanks).join([words] * _STRIP_WORDS)


def _runs(content: tuple[RunningInline, ...], ledger: Ledger, style: str = "") -> str:
    """Running text -> runs: of the paragraph's role, or of another by its character style."""
    look, folio = oxml.run_properties(style), ledger.folio
    runs = []
    for inline, after in zip_longest(content, content[1:]):
        match inline:
            case Text():
                runs.append(text_run(inline, ledger, Role.RUNNING_FOOT, after, style))
            case Symbol():
                runs.append(symbol_run(inline, Role.RUNNING_FOOT, ledger))
            case PageNumber():
                before = oxml.run(folio.prefix, look) if folio.prefix else ""
                runs.append(before + oxml.field("PAGE", folio.first, look))
            case PageCount() if folio.count:
                runs.append(oxml.run(folio.count, look))
            case PageCount():
                runs.append(oxml.field("NUMPAGES", "1", look))
            case _:
                assert_never(inline)
    return "".join(runs)
