"""Headings, paragraphs, lists and what stands in them -> WordprocessingML."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from packgen.document.nodes import Bullets, Heading, Inline, Link, Paragraph, Symbol, Text
from packgen.document.roles import Align, Role
from packgen.render.docx import oxml
from packgen.render.docx.ledger import Ledger
from packgen.render.docx.measure import hyphens_to_keep
from packgen.render.docx.symbols import before_symbol, overhang_pt, symbol_run


def heading(node: Heading, ledger: Ledger) -> str:
    """A heading -> a paragraph of Word's own heading style, bookmarked."""
    runs = inlines(node.content, oxml.HEADING_ROLE[node.level], ledger)
    marked = oxml.bookmarked(ledger.number(), ledger.bookmark(node.anchor), runs)
    start = oxml.paragraph_start(f"Heading{node.level}", new_page=node.new_page)
    return oxml.paragraph(start, marked)


def paragraph(
    node: Paragraph,
    ledger: Ledger,
    align: Align | None = None,
    keep_next: bool = False,
    drop_pt: float = 0.0,
    *,
    ends_cell: bool = False,
) -> str:
    """A paragraph -> one of its role's style; ``align`` holds where the node says nothing,
    ``drop_pt`` lowers its first line; one that ``ends_cell`` has no space below it."""
    wanted = node.align or align
    drop = oxml.twips(drop_pt)
    room = oxml.space_before(drop) if drop_pt else ""
    if ends_cell and ledger.style.type[node.role].after_pt:
        room = oxml.no_space_after(drop)
    hang = oxml.twips(overhang_pt(node, ledger.style.type[node.role].size_pt))
    if hang:
        room += oxml.hang(hang)
    usual = ledger.style.type[node.role].align
    start = oxml.paragraph_start(
        oxml.STYLE_ID[node.role],
        wanted.value if wanted and wanted is not usual else "",
        keep_next,
        spacing=room,
    )
    return oxml.paragraph(start, inlines(node.content, node.role, ledger))


def held(node: Paragraph, width_pt: float, ledger: Ledger) -> Paragraph:
    """A paragraph of plain text and the width for its lines -> the same with the hyphens marked
    that Word must not end a line at."""
    match node.content:
        case (Text(text=text) as only,) if oxml.HELD not in text:
            spec = ledger.style.type[node.role]
            letters = list(text)
            for place in hyphens_to_keep(text, spec, width_pt, ledger.style):
                letters[place] = oxml.HELD
            return replace(node, content=(replace(only, text="".join(letters)),))
        case _:
            return node


def bullets(node: Bullets, ledger: Ledger) -> list[str]:
    """A list -> a paragraph an item."""
    start = oxml.paragraph_start(oxml.LIST_STYLE)
    return [oxml.paragraph(start, inlines(item, Role.LIST_ITEM, ledger)) for item in node.items]


def inlines(content: tuple[Inline, ...], role: Role, ledger: Ledger) -> str:
    """Inline content of a paragraph of this role -> runs."""
    runs = []
    for inline, after in zip_longest(content, content[1:]):
        match inline:
            case Text():
                runs.append(text_run(inline, ledger, role, after))
            case Symbol():
                runs.append(symbol_run(inline, role, ledger))
            case Link():
                runs.append(_link(inline, role, ledger))
            case _:
                assert_never(inline)
    return "".join(runs)


def text_run(text: Text, ledger: Ledger, role: Role, after: object = None, style: str = "") -> str:
    """Text of a role and what comes after it -> a run, of a character style if one is named."""
    if not text.text:
        return ""
    colour = ledger.colours[text.ink] if text.ink else ""
    look = oxml.run_properties(style, text.bold, colour)
    if not isinstance(after, Symbol):
        return oxml.run(text.text, look)
    said, blanks, half_points = before_symbol(text.text, after, ledger.style.type[role].size_pt)
    narrow = oxml.run(blanks, oxml.run_properties(style, text.bold, colour, half_points))
    return (oxml.run(said, look) if said else "") + (narrow if blanks else "")


def _link(link: Link, role: Role, ledger: Ledger) -> str:
    spec = ledger.style.type[role]
    # On a ground of the role's own, the links' colour could not be read.
    colour = ledger.colours[spec.colour] if spec.fill else ""
    runs = oxml.run(link.text, oxml.run_properties(oxml.LINK_STYLE, False, colour))
    if link.target.startswith("#"):
        return oxml.inner_link(ledger.bookmark(link.target[1:]), runs)
    return oxml.outer_link(ledger.link(link.target), runs)
