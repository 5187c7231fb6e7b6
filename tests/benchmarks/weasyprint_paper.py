"""A peer for PDF: WeasyPrint, from HTML and CSS; untagged, as it is by default."""

from __future__ import annotations

from html import escape

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from packgen.document.nodes import Document
from packgen.render.docx.drawing import svg
from packgen.settings.style import Style
from tests.benchmarks.sheet import Place, Sheet, Words, sheets


def write(document: Document, style: Style) -> bytes:
    """A document's title and scorecard -> PDF bytes, by WeasyPrint."""
    page = document.page
    css = (
        f"@page {{ size: {page.width_pt}pt {page.height_pt}pt; margin: {page.top_pt}pt "
        f"{page.right_pt}pt {page.bottom_pt}pt {page.left_pt}pt;"
        "@bottom-right { content: counter(page); font-size: 7pt } }"
        'body { font-family: "Liberation Sans"; font-size: 7pt; margin: 0 }'
        "table { table-layout: fixed; border-collapse: collapse; width: 100% }"
        "td, th { padding: 1.5pt 2pt; border-bottom: 0.4pt solid #B4BFCB; vertical-align: top;"
        "font-weight: normal } p { margin: 0 } svg { display: block }"
    )
    body = "".join(_table(sheet, style) for sheet in sheets(document, style))
    text = f"<style>{css}</style><h1>{escape(document.title)}</h1>{body}"
    made = HTML(string=text).write_pdf(font_config=FontConfiguration())
    if not isinstance(made, bytes):
        raise TypeError("WeasyPrint made no PDF")
    return made


def _table(sheet: Sheet, style: Style) -> str:
    columns = "".join(f'<col style="width:{width:.2f}pt">' for width in sheet.widths_pt)
    head, body = (
        "".join(f"<tr>{''.join(_cell(place, style) for place in row)}</tr>" for row in rows)
        for rows in (sheet.head, sheet.body)
    )
    return (
        f"<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
    )


def _cell(place: Place, style: Style) -> str:
    tag = "th" if place.header else "td"
    ground = f";background:{place.fill}" if place.fill else ""
    content = (
        svg(place.figure.drawing, style)
        if place.figure
        else "".join(_paragraph(words) for words in place.words if words.text)
    )
    return (
        f'<{tag} colspan={place.colspan} rowspan={place.rowspan} style="text-align:'
        f'{place.align.value}{ground}">{content}</{tag}>'
    )


def _paragraph(words: Words) -> str:
    weight = "bold" if words.bold else "normal"
    return (
        f'<p style="font:{weight} {words.size_pt}pt/{words.leading_pt}pt Liberation Sans;'
        f'color:{words.colour}">{escape(words.text)}</p>'
    )
