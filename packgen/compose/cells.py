"""Cells of the scorecard: what stands in each, in which role."""

from __future__ import annotations

from packgen.compose import figures
from packgen.document.drawing import Ink
from packgen.document.nodes import Cell, Inline, Paragraph, Symbol, Text
from packgen.document.roles import Role, Scope, Shape
from packgen.model.disclosed import Cell as Value
from packgen.model.disclosed import NoData, Shown, Withheld
from packgen.model.observation import Gap
from packgen.model.rating import Rating, StatedRating
from packgen.settings.words import Words

SHAPES = {
    Rating.RED: Shape.SQUARE,
    Rating.AMBER: Shape.TRIANGLE,
    Rating.GREEN: Shape.DISC,
    Rating.UNRATED: Shape.RING,
    Rating.NOT_TARGET: Shape.BAR,
    Rating.WITHHELD: Shape.BLOCK,
}
_NAMES = {Rating.RED: "red", Rating.AMBER: "amber", Rating.GREEN: "green"}


def text_cell(role: Role, text: str, fill: Ink | None = None, colspan: int = 1) -> Cell:
    """Text -> a cell of one paragraph; an empty cell for no text."""
    paragraphs = (Paragraph(role, (Text(text),)),) if text else ()
    return Cell(paragraphs, fill=fill, colspan=colspan)


def head_cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    """A column's heading."""
    return Cell(
        (Paragraph(Role.COLUMN_HEAD, (Text(text),)),),
        colspan=colspan,
        rowspan=rowspan,
        scope=Scope.COLUMN,
        fill=Ink("headfill"),
    )


def value_cell(value: Value, words: Words, *, latest: bool = False, due: bool = True) -> Cell:
    """One value -> its cell: a figure, words for a missing one, a dash when due, or nothing."""
    match value:
        case Shown(text=text):
            return Cell(_figure(text, latest))
        case Withheld():
            return withheld_cell(words)
        case NoData(reason=Gap.NOT_SUPPLIED):
            return text_cell(Role.WORDS, words.table.not_supplied)
        case NoData(text=text):
            return text_cell(Role.WORDS, text or (words.table.no_figure if due else ""))


def withheld_cell(words: Words, colspan: int = 1) -> Cell:
    """The public wording, over a run of withheld cells; shorter where one column must hold it."""
    if colspan == 1:
        return text_cell(Role.WORDS, words.table.withheld_short, Ink("withfill"))
    return text_cell(Role.WITHHELD, words.table.withheld, Ink("withfill"), colspan)


def figure_text(text: str) -> tuple[Paragraph, ...]:
    """A target's or a benchmark's text -> its paragraphs: the figure, then its bracket."""
    return _figure(text, latest=False)


def _figure(text: str, latest: bool) -> tuple[Paragraph, ...]:
    main, bracket = figures.parted(text)
    leads = figures.leads_with_a_number(main)
    role = Role.FIGURE_LATEST if latest else Role.FIGURE
    lead = Paragraph(role if leads else Role.WORDS, (Text(main),))
    return (lead, Paragraph(Role.RATIO, (Text(bracket),))) if bracket else (lead,)


def rating_cell(stated: StatedRating, words: Words) -> Cell:
    """A stated rating -> colour, shape and word; the public wording for one that is withheld."""
    if stated.rating is Rating.WITHHELD:
        return withheld_cell(words)
    name = _NAMES.get(stated.rating)
    if name:
        word = Text(stated.text, ink=Ink(f"{name}text"))
        symbol = Symbol(SHAPES[stated.rating], Ink(f"{name}shape"))
        return Cell((Paragraph(Role.RATING, (symbol, word)),), fill=Ink(f"{name}fill"))
    if stated.rating is Rating.NOT_TARGET or stated.text:
        return text_cell(Role.WORDS, stated.text)
    symbol = Symbol(Shape.RING, Ink("nonetext"))
    return Cell((Paragraph(Role.WORDS, (symbol, Text(words.ratings.unrated))),))


def rating_symbol(rating: Rating) -> Symbol:
    """A rating -> its shape for use on paper or on a section row."""
    ink = {
        Rating.RED: "redkey",
        Rating.AMBER: "ambershape",
        Rating.GREEN: "greenshape",
    }.get(rating, "muted")
    return Symbol(SHAPES[rating], Ink(ink))


def rating_name(rating: Rating, words: Words) -> str:
    """A rating -> its name in counts."""
    return str(getattr(words.ratings, rating.name.lower()))


def count_line(counts: list[tuple[Rating, int]], withheld: int, words: Words) -> Paragraph:
    """Counts of ratings and of withheld indicators -> one line, for a section row.

    A withheld rating is not counted by itself: its indicator is among the withheld ones.
    """
    parts: list[Inline] = []
    for rating, number in counts:
        if rating is Rating.WITHHELD:
            continue
        counted = getattr(words.counts, rating.name.lower())
        parts += [rating_symbol(rating), Text(f"{counted(number)}     ")]
    if withheld:
        parts += [
            Symbol(Shape.BLOCK, Ink("muted")),
            Text(f"{words.counts.withheld(withheld)}     "),
        ]
    if parts:
        last = parts[-1]
        parts[-1] = Text(last.text.rstrip()) if isinstance(last, Text) else last
    return Paragraph(Role.SECTION_COUNT, tuple(parts))
