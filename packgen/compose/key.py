"""The key: every symbol, colour and sign of the papers, explained."""

from __future__ import annotations

from collections.abc import Iterable

from packgen.compose import cells
from packgen.document.drawing import Ink
from packgen.document.nodes import Block, Paragraph, Symbol, Text
from packgen.document.roles import Role, Shape
from packgen.model.rating import Rating
from packgen.settings.words import Words

_GAP = "     "


def ratings(words: Words) -> tuple[Text | Symbol, ...]:
    """Every rating's shape and word, and what it means."""
    meant = (
        (Rating.RED, words.key.red),
        (Rating.AMBER, words.key.amber),
        (Rating.GREEN, words.key.green),
        (Rating.UNRATED, words.key.unrated),
        (Rating.NOT_TARGET, words.key.not_target),
    )
    return _joined(
        (cells.rating_symbol(rating), Text(cells.rating_name(rating, words), bold=True), meaning)
        for rating, meaning in meant
    )


def signs(words: Words, *, restricted: bool) -> tuple[Text | Symbol, ...]:
    """What withheld, missing and coming figures look like."""
    said = words.key
    if restricted:
        hidden = (Symbol(Shape.BLOCK, Ink("p2text")), Text(said.tinted), said.tinted_means)
    else:
        hidden = (Symbol(Shape.BLOCK, Ink("muted")), Text(said.grey), said.grey_means)
    return _joined(
        (
            hidden,
            (None, Text(words.table.no_figure), said.no_figure_means),
            (None, Text(said.blank), said.blank_means),
        )
    )


def trend(words: Words) -> tuple[Text | Symbol, ...]:
    """How to read a trend."""
    return (Text(words.key.trend, bold=True), Text(words.key.trend_means))


def key(words: Words, *, restricted: bool) -> tuple[Block, ...]:
    """The key as paragraphs, for the body."""
    lines = (ratings(words), signs(words, restricted=restricted), trend(words))
    return tuple(Paragraph(Role.SMALL, line) for line in lines)


def footer(words: Words, *, restricted: bool) -> tuple[tuple[Text | Symbol, ...], ...]:
    """The key as two lines, for every page's foot: pages get separated."""
    first = (Text(f"{words.key.key}   ", bold=True), *ratings(words), Text(_GAP))
    return ((*first, *signs(words, restricted=restricted)), trend(words))


def _joined(entries: Iterable[tuple[Symbol | None, Text, str]]) -> tuple[Text | Symbol, ...]:
    found: list[Text | Symbol] = []
    for symbol, name, meaning in entries:
        found += [*([symbol] if symbol else []), name, Text(f" {meaning}{_GAP}")]
    *others, last = found
    return (*others, Text(last.text.rstrip()) if isinstance(last, Text) else last)
