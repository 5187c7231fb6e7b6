"""Headings, paragraphs, lists and what stands in them -> WordprocessingML."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from packgen.document.nodes import (
    Bullets,
    Heading,
    Inline,
    Link,
    Listing,
    PageOf,
    Paragraph,
    Symbol,
    Text,
)
from packgen.document.roles import Align, Role
from packgen.document.walk import plain
from packgen.render.docx import oxml, oxml_lists
from packgen.render.docx.ledger import Ledger, last_page
from packgen.render.docx.measure import hyphens_to_keep
from packgen.render.docx.rooms import hang_pt, inset_pt, under_pt
from packgen.render.docx.symbols import before_symbol, overhang_pt, symbol_run


def heading(node: Heading, ledger: Ledger) -> str:
    """A heading -> a paragraph of Word's own heading style, bookmarked."""
    role = oxml.HEADING_ROLE[node.level]
    runs = _labelled(node.label, inlines(node.content, role, ledger))
    marked = oxml.bookmarked(ledger.number(), ledger.bookmark(node.anchor), runs)
    hung = oxml.twips(hang_pt(node.label, role, ledger.style)) if node.label else 0
    start = oxml.paragraph_start(
        ledger.names.built_in(f"Heading{node.level}"),
        spacing=oxml.hung(hung, hung) if hung else "",
        new_page=node.new_page,
    )
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
    room += _indent(node, ledger)
    usual = ledger.style.type[node.role].align
    start = oxml.paragraph_start(
        ledger.names.role(node.role),
        wanted.value if wanted and wanted is not usual else "",
        keep_next or _announces(node),
        spacing=room,
    )
    runs = _labelled(node.label, inlines(node.content, node.role, ledger))
    if node.anchor:
        runs = oxml.bookmarked(ledger.number(), ledger.bookmark(node.anchor), runs)
    return oxml.paragraph(start, runs)


def _announces(node: Paragraph) -> bool:
    """Whether a numbered paragraph, or one under it, leads to what comes after it."""
    return bool(node.label or node.indented) and plain(node.content).rstrip().endswith(":")


def _labelled(label: str, runs: str) -> str:
    """A number and the runs of its text -> both; it hangs before the text, behind a tab."""
    return oxml.run(label) + oxml.tab() + runs if label else runs


def _indent(node: Paragraph, ledger: Ledger) -> str:
    """How far a paragraph stands in -> w:ind, or nothing."""
    inset = inset_pt(node.role)
    if node.label:
        hang = hang_pt(node.label, node.role, ledger.style)
        return oxml.hung(oxml.twips(inset + hang), oxml.twips(hang))
    if left := inset + under_pt(node.indented):
        return oxml.indent(oxml.twips(left), oxml.twips(inset))
    out = oxml.twips(overhang_pt(node, ledger.style.type[node.role].size_pt))
    return oxml.hang(out) if out else ""


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
    start = oxml.paragraph_start(ledger.names.built_in(oxml.LIST_STYLE))
    return [oxml.paragraph(start, inlines(item, Role.LIST_ITEM, ledger)) for item in node.items]


def listing(node: Listing, ledger: Ledger) -> list[str]:
    """A list that Word counts itself -> a paragraph for each of its items' paragraphs."""
    left_pt = under_pt(node.indented)
    names = ledger.names
    style = names.built_in(oxml.NUMBERED_STYLE if node.ordered else oxml.LIST_STYLE)
    texts = []
    for item, place in zip(node.items, ledger.listing(node, left_pt), strict=True):
        first, *rest = (inlines(p, Role.LIST_ITEM, ledger) for p in item.paragraphs)
        counted = oxml_lists.counted(place.num, place.level)
        room = oxml.hung(place.left, place.hanging)
        start = oxml.paragraph_start(style, frame=counted, spacing=room)
        texts.append(oxml.paragraph(start, first))
        start = oxml.paragraph_start(
            names.built_in(oxml.CONTINUED_STYLE), spacing=oxml.indent(place.left, 0)
        )
        texts += [oxml.paragraph(start, runs) for runs in rest]
    return texts


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
            case PageOf():
                runs.append(_page(inline, ledger))
            case _:
                assert_never(inline)
    return "".join(runs)


def text_run(text: Text, ledger: Ledger, role: Role, after: object = None, style: str = "") -> str:
    """Text of a role and what comes after it -> a run, of a character style if one is named."""
    if not text.text:
        return ""
    colour = ledger.colours[text.ink] if text.ink else ""
    look = oxml.run_properties(style, text.bold, colour, italic=text.italic, raised=text.raised)
    if not isinstance(after, Symbol):
        return oxml.run(text.text, look)
    said, blanks, half_points = before_symbol(text.text, after, ledger.style.type[role].size_pt)
    narrow = oxml.run(blanks, oxml.run_properties(style, text.bold, colour, half_points))
    return (oxml.run(said, look) if said else "") + (narrow if blanks else "")


def _link(link: Link, role: Role, ledger: Ledger) -> str:
    spec = ledger.style.type[role]
    # On a ground of the role's own, the links' colour could not be read.
    colour = ledger.colours[spec.colour] if spec.fill else ""
    runs = oxml.run(
        link.text, oxml.run_properties(oxml.LINK_STYLE, False, colour, raised=link.raised)
    )
    if link.target.startswith("#"):
        return oxml.inner_link(ledger.bookmark(link.target[1:]), runs)
    return oxml.outer_link(ledger.link(link.target), runs)


def _page(page: PageOf, ledger: Ledger) -> str:
    """A reference to a page -> a field that shows it; plain text where Word can't work it out:
    for an anchor of another file, and for a number with a letter, which is a link alone."""
    anchor = last_page(page.anchor) if page.last else page.anchor
    if not page.text or not ledger.has(anchor):
        return oxml.run(page.text) if page.text else ""
    name = ledger.bookmark(anchor)
    if not page.text.isdecimal():
        return oxml.inner_link(name, oxml.run(page.text))
    return oxml.field(f"PAGEREF {name} \\h", page.text)
