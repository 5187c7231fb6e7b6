"""Paragraphs and a width -> blocks of set lines, ready to be painted anywhere."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import assert_never

from packgen.document.drawing import Ink
from packgen.document.nodes import Inline, Link, PageOf, Paragraph, Symbol, Text
from packgen.document.roles import Align, Role
from packgen.render.lines import SLACK, base_pt, break_text, break_word
from packgen.render.pdf.fonts import Face
from packgen.render.pdf.graphics import BRAND, Palette
from packgen.render.pdf.runs import Bit, Look, PageLink, Word, alike, end_of, faces_of, fill_lines
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
    """Sets one paper's text in a style; keeps what it has set, as cells repeat themselves.

    ``inside`` are the anchors that page numbers can lead to; ``used`` are the fonts, as they came
    into use, and ``asked`` the anchors that mattered, with what was found.
    """

    def __init__(self, style: Style, palette: Palette, inside: Collection[str] = ()) -> None:
        self.style = style
        self.palette = palette
        self.used: dict[Face, None] = {}
        self.asked: dict[str, bool] = {}
        self._inside = inside
        self._faces = faces_of(style.fonts.by_weight)
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
            face = self._faces[weight]
            self.used[face] = None
            known = self._pens[key] = f"{face.name} {size_pt:g} Tf {self.palette.fill(ink)}"
        return known

    def cell(self, paragraphs: tuple[Paragraph, ...], width_pt: float, align: Align) -> CellText:
        """A cell's paragraphs, a width and an alignment for want of their own -> its text."""
        if len(paragraphs) != 1:
            return _stacked([self.cell((part,), width_pt, align) for part in paragraphs])
        (paragraph,) = paragraphs
        content, align = paragraph.content, paragraph.align or align
        run = content[0] if len(content) == 1 else None
        if run.__class__ is Text and not (run.italic or run.raised):
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
        if any(isinstance(inline, PageOf) for inline in content):
            content = tuple(map(self._resolved, content))
        key = (content, spec, width_pt, align)
        known = self._rich.get(key)
        if known is None:
            lines = fill_lines(self._words(content, spec, width_pt), width_pt)
            known = Block(spec, "", [self._line(bits, spec, width_pt, align) for bits in lines])
            self._rich[key] = known
        return known

    def _resolved(self, inline: Inline) -> Inline:
        """A page's number that can lead there -> a link to it; any other -> text."""
        if not isinstance(inline, PageOf):
            return inline
        anchor = end_of(inline.anchor) if inline.last else inline.anchor
        found = self.asked[inline.anchor] = inline.anchor in self._inside
        return PageLink(inline.text, f"#{anchor}") if found else Text(inline.text)

    def _words(self, content: tuple[Inline, ...], spec: TypeSpec, width_pt: float) -> list[Word]:
        words = [Word([])]
        for inline in content:
            match inline:
                case Text(text=text, bold=bold, ink=ink, italic=italic, raised=raised):
                    look = Look(spec.weight(bold, italic), ink or spec.colour, raised)
                    self._add(words, text, look, None, spec)
                case Link(text=text, raised=raised):
                    plain = spec.fill or isinstance(inline, PageLink)
                    look = Look(spec.weight(), spec.colour if plain else BRAND, raised)
                    self._add(words, text, look, inline, spec)
                case Symbol(shape=shape):
                    width = shape_width(shape, spec.size_pt) + GAP_PT
                    words[-1].bits.append(Bit("", Look(0, spec.colour), width, symbol=inline))
                case PageOf():
                    raise AssertionError("a page's number is text or a link by now")
                case _:
                    assert_never(inline)
        return [piece for word in words for piece in self._split(word, spec.size_pt, width_pt)]

    def _add(
        self, words: list[Word], text: str, look: Look, link: Link | None, spec: TypeSpec
    ) -> None:
        face, scale = self._faces[look.weight], look.size_pt(spec.size_pt) / 1000
        for place, part in enumerate(text.split(" ")):
            if place:
                words[-1].space = Bit(" ", look, face.space * scale, link)
                words.append(Word([]))
            if part:
                words[-1].bits.append(Bit(part, look, face.word(part) * scale, link))

    def _split(self, word: Word, size_pt: float, width_pt: float) -> list[Word]:
        """A word wider than the line -> pieces that fit; any other word as it is."""
        if word.width_pt <= width_pt + SLACK or not word.bits:
            return [word]
        pieces = []
        for bit in word.bits:
            face, size = self._faces[bit.look.weight].typeface, bit.look.size_pt(size_pt)
            for text in break_word(bit.text, face, width_pt * 1000 / size):
                width = face.measure(text, size) if text else bit.width_pt
                part = Bit(text, bit.look, width, bit.link, bit.symbol)
                pieces.append(Word([part]))
        pieces[-1].space = word.space
        return pieces

    def _line(self, bits: list[Bit], spec: TypeSpec, width_pt: float, align: Align) -> Line:
        seen = bits[:-1] if bits and bits[-1].text == " " else bits
        length = sum(bit.width_pt for bit in seen)
        indent = (width_pt - length) * SHARE[align]
        parts: list[Part] = []
        marks: list[Mark] = []
        pen, size, x = "", spec.size_pt, indent
        for (look, _), like in groupby(bits, alike):
            run = list(like)
            first, width = run[0], sum([bit.width_pt for bit in run])
            if first.symbol:
                marks.append(Mark(x, first.symbol))
                if parts and not parts[-1].link:
                    parts[-1].operators += f"[{-1000 * width / size:.0f}]TJ "
                    parts[-1].width_pt += width
            else:
                if not parts or parts[-1].link is not first.link:
                    parts.append(Part(x, 0.0, "", first.link))
                    pen = ""
                part, size = parts[-1], look.size_pt(spec.size_pt)
                needed = self.pen(look.weight, size, look.ink)
                if needed != pen:
                    part.operators, pen = part.operators + needed, needed
                text = "".join([bit.text for bit in run])
                shown = self._faces[look.weight].show(text, size)
                part.operators += look.raise_by(shown, spec.size_pt)
                part.width_pt += width
            x += width
        linked = tuple(parts) if any(part.link for part in parts) else ()
        if linked or not parts:
            return Line(indent, length, "", linked, tuple(marks))
        return Line(parts[0].x, length, parts[0].operators, (), tuple(marks))
