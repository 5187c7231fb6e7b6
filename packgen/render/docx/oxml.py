"""Plain values -> WordprocessingML text. Raw XML stands in this file and its neighbours oxml_*.

Word refuses, or silently repairs, a file whose elements stand in another order than the schema's
(ECMA-376 part 1, clause 17, transitional); each function writes its children in that order.
Lengths are twips (twentieths of a point) unless the name says otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from packgen.document.roles import Role

STYLE_NAME: Final = {role: f"Packgen {role.name.replace('_', ' ').title()}" for role in Role}
STYLE_ID: Final = {role: name.replace(" ", "") for role, name in STYLE_NAME.items()}
HEADING_ROLE: Final = {
    1: Role.TITLE,
    2: Role.HEADING_1,
    3: Role.HEADING_2,
    4: Role.HEADING_3,
}
SYMBOL_STYLE: Final = "PackgenSymbol"
LINK_STYLE: Final = "Hyperlink"
LIST_STYLE: Final = "ListBullet"
NUMBERED_STYLE: Final = "ListNumber"
CONTINUED_STYLE: Final = "ListContinue"
CAPTION_STYLE: Final = "Caption"
TABLE_STYLE: Final = "PackgenTable"
PANEL_STYLE: Final = "PackgenPanel"
PICTURE_STYLE: Final = "PackgenPicture"
SPACE_STYLE: Final = "PackgenSpace"
BULLET_NUMBERING: Final = 1
BULLET_INDENT: Final = 200

HELD: Final = "\ue02d"

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = (
    f'xmlns:w="{MAIN_NS}" xmlns:r="{_R}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def twips(points: float) -> int:
    """Points -> twips, the nearest."""
    return round(points * 20)


def emu(points: float) -> int:
    """Points -> English metric units, the nearest."""
    return round(points * 12700)


def escape(text: str) -> str:
    """Text -> the same as XML character data."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def quote(text: str) -> str:
    """Text -> the same inside a double-quoted XML attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def value_element(tag: str, value: str | int) -> str:
    """A tag and its w:val -> the element; nothing for no value."""
    return f'<w:{tag} w:val="{value}"/>' if value else ""


def shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


# --- runs -----------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def run_properties(
    style: str = "",
    bold: bool = False,
    colour: str = "",
    half_points: int = 0,
    border: str = "",
    lowered: int = 0,
    fill: str = "",
    italic: bool = False,
    raised: bool = False,
) -> str:
    """A run's look -> w:rPr; colours are RRGGBB, ``lowered`` is in half-points. Empty for a run
    like its paragraph."""
    parts = [
        value_element("rStyle", style),
        "<w:b/>" if bold else "",
        "<w:i/>" if italic else "",
        value_element("color", colour),
        value_element("position", -lowered),
        value_element("sz", half_points),
        f'<w:bdr w:val="single" w:sz="5" w:space="0" w:color="{border}"/>' if border else "",
        shade(fill),
        '<w:vertAlign w:val="superscript"/>' if raised else "",
    ]
    inside = "".join(parts)
    return f"<w:rPr>{inside}</w:rPr>" if inside else ""


def run(text: str, properties: str = "") -> str:
    """Text and w:rPr -> a run; HELD in the text is a hyphen that no line ends at."""
    inside = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    if HELD in text:
        inside = inside.replace(HELD, '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">')
    return f"<w:r>{properties}{inside}</w:r>"


NOT_KEPT: Final = '<w:keepNext w:val="0"/>'


def tab() -> str:
    """A run that goes to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def clearing_break() -> str:
    """A run after which the text goes on below what stands beside it."""
    return '<w:r><w:br w:type="textWrapping" w:clear="all"/></w:r>'


def column_break() -> str:
    """A run after which the text goes on in the next column."""
    return '<w:r><w:br w:type="column"/></w:r>'


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A field's instruction -> its runs, with the result to show until it is worked out."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{properties}<w:t>{cached}</w:t></w:r>"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def outer_link(relation: str, runs: str) -> str:
    """Runs -> the same, linked to an address."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{runs}</w:hyperlink>'


def inner_link(bookmark: str, runs: str) -> str:
    """Runs -> the same, linked to a bookmark of this document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{runs}</w:hyperlink>'


def bookmarked(number: int, name: str, runs: str) -> str:
    """Runs -> the same inside a bookmark."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    )


# --- paragraphs -----------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def paragraph_start(
    style: str,
    align: str = "",
    keep_next: bool = False,
    frame: str = "",
    tabs: str = "",
    spacing: str = "",
    new_page: bool = False,
) -> str:
    """A paragraph's look -> its opening tag and w:pPr. ``frame`` is w:pBdr and what follows it."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f"{'<w:keepNext/>' if keep_next else ''}"
        f"{'<w:pageBreakBefore/>' if new_page else ''}{frame}{tabs}{spacing}"
        f"{value_element('jc', align)}</w:pPr>"
    )


def paragraph(start: str, runs: str) -> str:
    """An opening and runs -> a paragraph."""
    return f"{start}{runs}</w:p>"


def with_section(paragraph_text: str, section: str) -> str:
    """A paragraph and w:sectPr -> the paragraph as the last of that section."""
    return paragraph_text.replace("</w:pPr>", f"{section}</w:pPr>", 1)


def with_frame(paragraph_text: str, frame: str) -> str:
    """A paragraph, and w:pBdr, w:spacing or w:ind in that order -> the paragraph with these too."""
    start, end, rest = paragraph_text.partition("/>")
    return f"{start}{end}{frame}{rest}"


def led_by(paragraph_text: str, runs: str) -> str:
    """A paragraph and runs -> the paragraph with these runs first."""
    return paragraph_text.replace("</w:pPr>", f"</w:pPr>{runs}", 1)


def respaced(paragraph_text: str, **spaces: int) -> str:
    """A paragraph -> the same with spaces ``before`` and ``after`` other than its style's."""
    properties, end, rest = paragraph_text.partition("</w:pPr>")
    wanted = "".join(f' w:{side}="{space}"' for side, space in spaces.items())
    if "<w:spacing " in properties:
        for side in spaces:
            properties = re.sub(rf' w:{side}="\d+"', "", properties)
        properties = properties.replace("<w:spacing", f"<w:spacing{wanted}")
    else:
        behind = re.search("<w:(?:ind|jc|sectPr)[ >]", properties)
        at = behind.start() if behind else len(properties)
        properties = f"{properties[:at]}<w:spacing{wanted}/>{properties[at:]}"
    return f"{properties}{end}{rest}"


def marked(block: str, number: int, name: str) -> str:
    """The text of a block, and a bookmark's number and name -> the block with it at its start."""
    return block.replace("</w:pPr>", f"</w:pPr>{bookmarked(number, name, '')}", 1)


def is_paragraph(block: str) -> bool:
    """Whether the text of a block is a paragraph's."""
    return block.startswith("<w:p>")


def tab_stops(*stops: tuple[str, int]) -> str:
    """Kinds and positions -> w:tabs."""
    inside = "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in stops)
    return f"<w:tabs>{inside}</w:tabs>"


def exact_spacing(line: int, before: int = 0, after: int = 0) -> str:
    """A line pitch and the spaces around -> w:spacing."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def top_line(eighths: int, colour: str, space_pt: int) -> str:
    """A line above a paragraph -> w:pBdr."""
    return f"<w:pBdr>{border('top', eighths, colour, space_pt)}</w:pBdr>"


def bottom_line(eighths: int, colour: str, space_pt: int) -> str:
    """A line below a paragraph -> w:pBdr."""
    return f"<w:pBdr>{border('bottom', eighths, colour, space_pt)}</w:pBdr>"


def box(colour: str, above_pt: int, beside_pt: int) -> str:
    """A fill with some air around the text -> w:pBdr and w:shd; Word fills up to the border, which
    is the outermost point of the air."""
    sides = (("top", above_pt), ("left", beside_pt), ("bottom", above_pt), ("right", beside_pt))
    lines = "".join(border(side, 8, colour, space - 1) for side, space in sides)
    return f'<w:pBdr>{lines}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def space_before(before: int) -> str:
    """A space above a paragraph -> w:spacing."""
    return f'<w:spacing w:before="{before}"/>'


def no_space_after(before: int) -> str:
    """The same with none below it, whatever its style has; 0 leaves the space above as it is."""
    above = f' w:before="{before}"' if before else ""
    return f'<w:spacing{above} w:after="0"/>'


def space_around(before: int, after: int) -> str:
    """The spaces above and below a paragraph -> w:spacing."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def indent(left: int, right: int) -> str:
    """Indents -> w:ind."""
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


def indent_right(right: int) -> str:
    """An indent at the right alone -> w:ind."""
    return f'<w:ind w:right="{right}"/>'


def hung(left: int, by: int) -> str:
    """An indent, and how far the first line starts before it -> w:ind."""
    return f'<w:ind w:left="{left}" w:hanging="{by}"/>'


def hang(by: int) -> str:
    """How far the first line starts before the others -> w:ind."""
    return f'<w:ind w:hanging="{by}"/>'


def border(side: str, eighths: int, colour: str, space_pt: int = 0) -> str:
    """A side, a line's width and colour, and its distance from the text -> the side's element."""
    return (
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space_pt}" w:color="{colour}"/>'
        if eighths
        else f'<w:{side} w:val="nil"/>'
    )
