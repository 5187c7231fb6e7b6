"""The summary: how many have each rating, and which are red and amber."""

from __future__ import annotations

from collections.abc import Sequence

from packgen.compose import cells, figures, sentences
from packgen.compose.tables import rating_counts
from packgen.document.drawing import Ink
from packgen.document.nodes import (
    Cell,
    Column,
    Inline,
    Paragraph,
    Row,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.roles import Role, RowKind, Scope
from packgen.model.disclosed import DisclosedScorecard, PublicIndicator
from packgen.model.rating import Rating
from packgen.settings.style import Style
from packgen.settings.words import Words

_INKS = {
    Rating.RED: ("redfill", "redtext", "redshape"),
    Rating.AMBER: ("amberfill", "ambertext", "ambershape"),
    Rating.GREEN: ("greenfill", "greentext", "greenshape"),
}
_PLAIN = ("colfill", "ink", "muted")
_NARROWEST_PT = 62.0
_SYMBOL_ROOM = 3.2
"""Room for a symbol, its gap and the strip's own padding, in sizes of the word."""


def ratings_strip(indicators: Sequence[PublicIndicator], words: Words, style: Style) -> Table:
    """Indicators -> a strip of rating counts: the words as heads, the numbers under them."""
    counts = rating_counts(indicators)
    spec = style.type[Role.COUNT_WORD]
    room = 2 * style.table.pad_x_pt + _SYMBOL_ROOM * spec.size_pt
    return Table(
        caption=words.ratings.caption,
        description=words.ratings.description,
        columns=tuple(
            Column(
                max(
                    _NARROWEST_PT,
                    room
                    + style.typeface(spec).measure(cells.rating_name(rating, words), spec.size_pt),
                )
            )
            for rating, _ in counts
        ),
        head=(Row(RowKind.HEAD, tuple(_word(rating, words, style) for rating, _ in counts)),),
        bodies=(
            TableBody(
                (Row(RowKind.BODY, tuple(_number(rating, n, style) for rating, n in counts)),)
            ),
        ),
        anchor="ratings",
        strip=True,
    )


def _word(rating: Rating, words: Words, style: Style) -> Cell:
    _, ink, shape = _INKS.get(rating, _PLAIN)
    symbol = cells.SHAPES[rating]
    content: tuple[Inline, ...] = (
        Symbol(symbol, Ink(shape)),
        Text(cells.rating_name(rating, words), ink=Ink(ink)),
    )
    paragraph = Paragraph(Role.COUNT_WORD, content)
    return Cell((paragraph,), scope=Scope.COLUMN, fill=_ground(rating, style))


def _number(rating: Rating, number: int, style: Style) -> Cell:
    _, ink, _ = _INKS.get(rating, _PLAIN)
    paragraph = Paragraph(Role.COUNT_NUMERAL, (Text(str(number), ink=Ink(ink)),))
    return Cell((paragraph,), fill=_ground(rating, style))


def _ground(rating: Rating, style: Style) -> Ink:
    """A tile's ground: its rating's, or that of unrated ones where the style has none."""
    fill = Ink(_INKS.get(rating, _PLAIN)[0])
    return fill if style.paints(fill) else Ink(_PLAIN[0])


def named(
    card: DisclosedScorecard[PublicIndicator], rating: Rating, words: Words
) -> list[dict[str, str]]:
    """A card and a rating -> its indicators, as the template may print them."""
    name = cells.rating_name(rating, words)
    return [
        {
            "label": " ".join(filter(None, (indicator.number, name))),
            "title": indicator.title,
            "sentence": sentences.standing(indicator, block.months, words),
        }
        for block in card.blocks
        for indicator in block.indicators
        if indicator.stated.rating is rating
    ]


def withheld_numbers(card: DisclosedScorecard[PublicIndicator]) -> list[str]:
    """A card -> the numbers (else titles) of the indicators with withheld figures."""
    return [sentences.name(i) for i in card.indicators if i.is_withheld]


def counted(indicators: Sequence[PublicIndicator], words: Words) -> str:
    """Indicators -> ``1 is RED, 2 are AMBER and 20 are GREEN``."""
    counts = [
        getattr(words.counts, f"are_{rating.name.lower()}")(number)
        for rating, number in rating_counts(indicators)
    ]
    return figures.listed(counts, words)
