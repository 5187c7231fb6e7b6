"""The raw XML of sections and of whole parts: document, headers, properties, relations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from packgen.render.docx.oxml import DECLARATION, NAMESPACES, escape, quote


def section(
    references: str,
    kind: str,
    page: str,
    numbers: str,
    columns: Iterable[int],
    gap: int,
    first_differs: bool,
) -> str:
    """A section's layout -> w:sectPr. ``kind`` says where it starts ("continuous", "oddPage"; empty
    for a new page), ``numbers`` is w:pgNumType, ``columns`` are widths, empty for one column."""
    widths = tuple(columns)
    start = f'<w:type w:val="{kind}"/>' if kind else ""
    title = "<w:titlePg/>" if first_differs else ""
    return f"<w:sectPr>{references}{start}{page}{numbers}{_columns(widths, gap)}{title}</w:sectPr>"


def page_numbers(start: int | None, lettered: bool) -> str:
    """A section's first page number, None to count on, and whether letters count -> w:pgNumType."""
    letters = ' w:fmt="lowerLetter"' if lettered else ""
    first = "" if start is None else f' w:start="{start}"'
    return f"<w:pgNumType{letters}{first}/>" if letters or first else ""


def _columns(widths: tuple[int, ...], gap: int) -> str:
    if len(widths) < 2:
        return f'<w:cols w:space="{gap}"/>'
    spaces = [gap] * (len(widths) - 1) + [0]
    inside = "".join(
        f'<w:col w:w="{width}" w:space="{space}"/>'
        for width, space in zip(widths, spaces, strict=True)
    )
    return f'<w:cols w:num="{len(widths)}" w:space="{gap}" w:equalWidth="0">{inside}</w:cols>'


def page_layout(
    width: int, height: int, sides: tuple[int, int, int, int], header: int, footer: int
) -> str:
    """A page's size, margins (top, right, bottom, left) and running text -> w:pgSz, w:pgMar."""
    top, right, bottom, left = sides
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        f' w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
    )


def reference(part: str, kind: str, relation: str) -> str:
    """A section's header or footer ("header", "first", relation) -> its reference."""
    return f'<w:{part}Reference w:type="{kind}" r:id="{relation}"/>'


def document_part(body: str) -> str:
    """Blocks and the last w:sectPr -> document.xml."""
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def header_part(paragraphs: str) -> str:
    """Paragraphs -> a header part."""
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraphs}</w:hdr>"


def footer_part(paragraphs: str) -> str:
    """Paragraphs -> a footer part."""
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{paragraphs}</w:ftr>"


def core_properties(title: str, subject: str, author: str, language: str, day: date) -> str:
    """What a file says of itself -> docProps/core.xml, dated to midnight UTC of the day."""
    moment = f"{day.isoformat()}T00:00:00Z"
    return (
        f"{DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
        f"<dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    )


_OUTSIDE: Final = {True: ' TargetMode="External"', False: ""}


def relations(entries: Iterable[tuple[str, str, str, bool]]) -> str:
    """(id, type, target, external) -> a relationships part."""
    inside = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{quote(target)}"{_OUTSIDE[external]}/>'
        for name, kind, target, external in entries
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{inside}</Relationships>'
    )


def content_types(defaults: Iterable[tuple[str, str]], overrides: Iterable[tuple[str, str]]) -> str:
    """(extension, type) and (part, type) -> [Content_Types].xml."""
    inside = "".join(f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults)
    inside += "".join(f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in overrides)
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'content-types">{inside}</Types>'
    )
