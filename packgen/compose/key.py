"""The key: every symbol, colour and sign that a paper has, explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from packgen.compose import cells
from packgen.compose.printed import Printed
from packgen.document.drawing import Ink
from packgen.document.nodes import Block, Paragraph, Symbol, Text
from packgen.document.roles import Role, Shape
from packgen.model.rating import Rating
from packgen.settings.words import Words

_GAP = "     "

_Entry = tuple[Symbol | None, Text, str]


def ratings(printed: Printed, words: Words) -> tuple[Text | Symbol, ...]:
    """The shape and the word of each rating that the paper has, and what it means."""
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
        if rating in (printed.ratings or Rating)  # of an empty paper: all
    )


def signs(printed: Printed, words: Words, *, restricted: bool) -> tuple[Text | Symbol, ...]:
    """What withheld, missing and coming figures look like, if the paper has any."""
    return _joined(_signs(printed, words, restricted=restricted))


def _signs(printed: Printed, words: Words, *, restricted: bool) -> Iterator[_Entry]:
    said, months = words.key, printed.months
    if printed.withheld and restricted:
        yield Symbol(Shape.BLOCK, Ink("p2text")), Text(said.tinted), said.tinted_means
    elif printed.withheld:
        yield Symbol(Shape.BLOCK, Ink("muted")), Text(said.grey), said.grey_means
    if printed.dashes:
        meant = said.no_figure_means if months else said.no_figure_of_period
        yield None, Text(words.table.no_figure), meant
    if printed.blanks:
        yield None, Text(said.blank), said.blank_means if months else said.blank_of_period


def trend(printed: Printed, words: Words, *, restricted: bool) -> tuple[Text | Symbol, ...]:
    """How to read a trend, if the paper has any."""
    if "trend" not in printed.columns:
        return ()
    marked = printed.withheld and not restricted
    meant = words.key.trend_means + (words.key.trend_withheld if marked else "")
    return (Text(words.key.trend, bold=True), Text(meant))


def key(printed: Printed, words: Words, *, restricted: bool) -> tuple[Block, ...]:
    """The key as paragraphs, for the body."""
    lines = (
        ratings(printed, words),
        signs(printed, words, restricted=restricted),
        trend(printed, words, restricted=restricted),
    )
    return tuple(Paragraph(Role.SMALL, line) for line in lines if line)


def footer(
    printed: Printed, words: Words, *, restricted: bool
) -> tuple[tuple[Text | Symbol, ...], ...]:
    """The key as two lines, for every page's foot: pages get separated."""
    rated, seen = ratings(printed, words), signs(printed, words, restricted=restricted)
    gap = (Text(_GAP),) if rated and seen else ()
    lines = (
        (Text(f"{words.key.key}   ", bold=True), *rated, *gap, *seen),
        trend(printed, words, restricted=restricted),
    )
    return tuple(line for line in lines if line)


def _joined(entries: Iterable[_Entry]) -> tuple[Text | Symbol, ...]:
    found: list[Text | Symbol] = []
    for symbol, name, meaning in entries:
        found += [*([symbol] if symbol else []), name, Text(f" {meaning}{_GAP}")]
    if found and isinstance(last := found[-1], Text):
        found[-1] = Text(last.text.rstrip())
    return tuple(found)
