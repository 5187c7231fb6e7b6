"""The raw XML of lists: what their levels look like, and the lists that use them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from packgen.render.docx.oxml import quote

_NUM: Final = re.compile(r"<w:num\b")
_IDS: Final = re.compile(r'w:(?:abstractNumId|numId)="(\d+)"')


def level(at: int, kind: str, start: int, text: str, left: int, hanging: int, font: str) -> str:
    """A level of a list: its numbers' kind, the first, its label ("%1." counts), its indents and
    its labels' font -> w:lvl."""
    name = quote(font)
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{quote(text)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'
        "</w:rPr></w:lvl>"
    )


def look(number: int, levels: str) -> str:
    """Levels -> w:abstractNum."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def use(number: int, of: int, starts: Iterable[tuple[int, int]]) -> str:
    """A list of a look, and the levels that it counts anew, each from its first -> w:num."""
    anew = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for at, start in starts
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{anew}</w:num>'


def counted(num: int, at: int) -> str:
    """A list and a level of it -> w:numPr."""
    return f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'


def first_free(numbering: str) -> int:
    """numbering.xml -> the first number that none of its lists has."""
    return max(map(int, _IDS.findall(numbering)), default=0) + 1


def with_lists(numbering: str, looks: str, uses: str) -> str:
    """numbering.xml, more w:abstractNum and more w:num -> the part with all of them."""
    end = numbering.rindex("</w:numbering>")
    first = _NUM.search(numbering)
    at = first.start() if first else end
    return f"{numbering[:at]}{looks}{numbering[at:end]}{uses}{numbering[end:]}"
