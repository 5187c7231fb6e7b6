"""Paragraphs and a width -> blocks of set lines, ready to be painted anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import Inline, Link, Paragraph, Symbol, Text
from packgen.document.roles import Align, Role
from packgen.render.lines import SLACK, base_pt, break_text, break_word
from packgen.render.pdf.fonts import Face
from packgen.render.pdf.graphics import BRAND, Palette
from packgen.render.pdf.shapes import GAP_PT, shape_width
from packgen.settings.style import Style, TypeSpec

# Which part of the room that a line leaves stands at its left.
SHARE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


@dataclass(slots=True)
class Part:
    """Text of one line that belongs together: a link's, or what stands between links."""

    x: float
    width_pt: float
    operators: str
    link: Link | None


@dataclass(slots=True)
class Mark:
    """A symbol in a line: its left edge from the line's left, on the baseline."""

    x: float
    symbol: Symbol


@dataclass(slots=True)
class Line:
    """A line: ``x`` from the block's left edge to its text; parts only where there are links."""

    x: float
    width_pt: float
    operators: str
    parts: tuple[Part, ...] = ()
    marks: tuple[Mark, ...] = ()


class Block:
    """A set paragraph: its height, and the operators that paint it."""

    __slots__ = (
        "base_pt",
        "body",
        "height_pt",
        "indent_pt",
        "lines",
        "linked",
        "pen",
        "said",
        "spec",
        "symbols",
        "width_pt",
    )

    def __init__(self, spec: TypeSpec, pen: str, lines: list[Line]) -> None:
        self.spec = spec
        self.pen = pen
        self.lines = lines
        self.indent_pt = lines[0].x
        self.height_pt = len(lines) * spec.leading_pt
        self.width_pt = max([line.width_pt for line in lines])
        self.base_pt = base_pt(spec)
        self.body = join_lines(lines, spec.leading_pt)
        self.linked = self.said = self.symbols = False
        for line in lines:
            if line.parts:
                self.linked = self.said = True
            elif line.operators:
                self.said = True
            if line.marks:
                self.symbols = True

    def text(self, x: float, y: float) -> str:
        """The block's text with its first baseline at y; the pen is set before."""
        return f"1 0 0 1 {x + self.indent_pt:.2f} {y:.2f} Tm {self.body}"

    def portion(self, first: int, last: int) -> Block:
        """The block's lines from ``first`` up to ``last``."""
        return Block(self.spec, self.pen, self.lines[first:last])


def join_lines(lines: list[Line], leading_pt: float) -> str:
    """Lines -> operators that show them one below the other."""
    operators = [lines[0].operators]
    for above, line in pairwise(lines):
        operators.append(f"{line.x - above.x:.2f} {-leading_pt:g} Td {line.operators}")
    return "".join(operators)


@dataclass(slots=True)
class CellText:
    """A cell's blocks one below the other; ``silent`` when they show symbols alone."""

    blocks: tuple[Block, ...]
    height_pt: float
    linked: bool
    silent: bool


def _stacked(texts: list[CellText]) -> CellText:
    """The texts of a cell's paragraphs, one below the other."""
    return CellText(
        tuple([block for text in texts for block in text.blocks]),
        sum([text.height_pt for text in texts]),
        any(text.linked for text in texts),
        False,
    )


class Typesetter:
    """Sets paragraphs in a style; keeps what it has set, as cells repeat themselves.

    ``faces`` are the style's fonts by their weight.
    """

    def __init__(self, style: Style, palette: Palette, faces: Sequence[Face]) -> None:
        self.style = style
        self.palette = palette
        self._faces = faces
        self._plain: dict[tuple[str, Role, float, Align, bool, Ink | None], CellText] = {}
        self._rich: dict[tuple[tuple[Inline, ...], TypeSpec, float, Align], Block] = {}
        self._pens: dict[tuple[int, float, Ink], str] = {}

    def face(self, weight: int) -> Face:
        """The font of this weight."""
        return self._faces[weight]

    def pen(self, weight: int, size_pt: float, ink: Ink) -> str:
        """The operators that choose a font, a size and a colour for text."""
        key = (weight, size_pt, ink)
        known = self._pens.get(key)
        if known is None:
            font = f"{self._faces[weight].name()} {size_pt:g} Tf "
            known = self._pens[key] = font + self.palette.fill(ink)
        return known

    def cell(self, paragraphs: tuple[Paragraph, ...], width_pt: float, align: Align) -> CellText:
        """A cell's paragraphs, a width and an alignment for want of their own -> its text."""
        if len(paragraphs) != 1:
            return _stacked([self.cell((part,), width_pt, align) for part in paragraphs])
        (paragraph,) = paragraphs
        content, align = paragraph.content, paragraph.align or align
        if len(content) == 1 and content[0].__class__ is Text:
            run = content[0]
            key = (run.text, paragraph.role, width_pt, align, run.bold, run.ink)
            known = self._plain.get(key)
            if known is None:
                spec = self.style.type[paragraph.role]
                block = self._plain_block(run, spec, width_pt, align)
                known = CellText((block,), block.height_pt, False, not block.said)
                self._plain[key] = known
            return known
        block = self.rich(content, self.style.type[paragraph.role], width_pt, align)
        return CellText((block,), block.height_pt, block.linked, not block.said)

    def line(self, text: str, spec: TypeSpec, width_pt: float, align: Align) -> Block:
        """Text of one weight and colour -> its block."""
        return self._plain_block(Text(text), spec, width_pt, align)

    def _plain_block(self, run: Text, spec: TypeSpec, width_pt: float, align: Align) -> Block:
        weight, size = spec.weight(run.bold), spec.size_pt
        face = self._faces[weight]
        share = SHARE[align]
        lines = []
        for text, thousandths in break_text(run.text, face.typeface, width_pt * 1000 / size):
            width = thousandths * size / 1000
            lines.append(Line((width_pt - width) * share, width, face.show(text, size)))
        return Block(spec, self.pen(weight, size, run.ink or spec.colour), lines)

    def rich(
        self, content: tuple[Inline, ...], spec: TypeSpec, width_pt: float, align: Align
    ) -> Block:
        """Content of several weights, colours, symbols and links -> its block."""
        key = (content, spec, width_pt, align)
        known = self._rich.get(key)
        if known is None:
            lines = _fill(self._words(content, spec, width_pt), width_pt)
            known = Block(spec, "", [self._line(bits, spec, width_pt, align) for bits in lines])
            self._rich[key] = known
        return known

    def _words(self, content: tuple[Inline, ...], spec: TypeSpec, width_pt: float) -> list[_Word]:
        words = [_Word([])]
        for inline in content:
            match inline:
                case Text(text=text, bold=bold, ink=ink):
                    self._add(words, text, spec.weight(bold), ink or spec.colour, None, spec)
                case Link(text=text):
                    ink = spec.colour if spec.fill else BRAND
                    self._add(words, text, spec.weight(), ink, inline, spec)
                case Symbol(shape=shape):
                    width = shape_width(shape, spec.size_pt) + GAP_PT
                    words[-1].bits.append(_Bit("", 0, spec.colour, width, symbol=inline))
                case _:
                    assert_never(inline)
        return [piece for word in words for piece in self._split(word, spec.size_pt, width_pt)]

    def _add(
        self,
        words: list[_Word],
        text: str,
        weight: int,
        ink: Ink,
        link: Link | None,
        spec: TypeSpec,
    ) -> None:
        face, scale = self._faces[weight], spec.size_pt / 1000
        for place, part in enumerate(text.split(" ")):
            if place:
                words[-1].space = _Bit(" ", weight, ink, face.space * scale, link)
                words.append(_Word([]))
            if part:
                words[-1].bits.append(_Bit(part, weight, ink, face.word(part) * scale, link))

    def _split(self, word: _Word, size_pt: float, width_pt: float) -> list[_Word]:
        """A word wider than the line -> pieces that fit; any other word as it is."""
        if word.width_pt <= width_pt + SLACK or not word.bits:
            return [word]
        pieces = []
        for bit in word.bits:
            face = self._faces[bit.weight].typeface
            for text in break_word(bit.text, face, width_pt * 1000 / size_pt):
                width = face.measure(text, size_pt) if text else bit.width_pt
                part = _Bit(text, bit.weight, bit.ink, width, bit.link, bit.symbol)
                pieces.append(_Word([part]))
        pieces[-1].space = word.space
        return pieces

    def _line(self, bits: list[_Bit], spec: TypeSpec, width_pt: float, align: Align) -> Line:
        seen = bits[:-1] if bits and bits[-1].text == " " else bits
        length = sum(bit.width_pt for bit in seen)
        indent = (width_pt - length) * SHARE[align]
        parts: list[Part] = []
        marks: list[Mark] = []
        pen, x = "", indent
        for (weight, ink, _), like in groupby(bits, _look):
            run = list(like)
            first, width = run[0], sum([bit.width_pt for bit in run])
            if first.symbol:
                marks.append(Mark(x, first.symbol))
                if parts and not parts[-1].link:
                    parts[-1].operators += f"[{-1000 * width / spec.size_pt:.0f}]TJ "
                    parts[-1].width_pt += width
            else:
                if not parts or parts[-1].link is not first.link:
                    parts.append(Part(x, 0.0, "", first.link))
                    pen = ""
                part, needed = parts[-1], self.pen(weight, spec.size_pt, ink)
                if needed != pen:
                    part.operators, pen = part.operators + needed, needed
                text = "".join([bit.text for bit in run])
                part.operators += self._faces[weight].show(text, spec.size_pt)
                part.width_pt += width
            x += width
        linked = tuple(parts) if any(part.link for part in parts) else ()
        if linked or not parts:
            return Line(indent, length, "", linked, tuple(marks))
        return Line(parts[0].x, length, parts[0].operators, (), tuple(marks))


@dataclass(slots=True)
class _Bit:
    """A piece of a line in one weight and colour, or a symbol."""

    text: str
    weight: int
    ink: Ink
    width_pt: float
    link: Link | None = None
    symbol: Symbol | None = None


def _look(bit: _Bit) -> tuple[int, Ink, int]:
    """What neighbours share that are shown together; a symbol stands alone."""
    return bit.weight, bit.ink, id(bit if bit.symbol else bit.link)


@dataclass(slots=True)
class _Word:
    """Bits that no line may part, and the space after them if there is one."""

    bits: list[_Bit]
    space: _Bit | None = None

    @property
    def width_pt(self) -> float:
        return sum([bit.width_pt for bit in self.bits])


def _fill(words: list[_Word], width_pt: float) -> list[list[_Bit]]:
    """Words -> lines of bits, as many words in each as fit."""
    lines: list[list[_Bit]] = [[]]
    used = 0.0
    for word in words:
        width = word.width_pt
        if lines[-1] and used + width > width_pt + SLACK:
            lines.append([])
            used = 0.0
        lines[-1] += word.bits
        used += width
        if word.space:
            lines[-1].append(word.space)
            used += word.space.width_pt
    return lines
