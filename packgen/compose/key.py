"""The key: every symbol, colour and sign of the papers, explained."""

from __future__ import annotations

from collections.abc import Iterable

from packgen.compose import cells
from packgen.compose.words import Words
from packgen.document.drawing import Ink
from packgen.document.nodes import Block, Paragraph, Symbol, Text
from packgen.document.roles import Role, Shape
from packgen.model.rating import Rating

_GAP = "     "


def ratings(words: Words) -> tuple[Text | Symbol, ...]:
    """Every rating's shape and word, and what it means."""
    meant = (
        (Rating.RED, words.red),
        (Rating.AMBER, words.amber),
        (Rating.GREEN, words.green),
        (Rating.UNRATED, "none stated"),
        (Rating.NOT_TARGET, "no target to be rated against"),
    )
    return _joined(
        (cells.rating_symbol(rating), Text(cells.rating_name(rating, words), bold=True), meaning)
        for rating, meaning in meant
    )


def signs(words: Words, *, restricted: bool) -> tuple[Text | Symbol, ...]:
    """What withheld, missing and coming figures look like."""
    if restricted:
        hidden = (Symbol(Shape.BLOCK, Ink("p2text")), Text("tinted"), "withheld from the public")
    else:
        hidden = (Symbol(Shape.BLOCK, Ink("muted")), Text("grey"), "figures withheld, in Part 2")
    return _joined(
        (
            hidden,
            (None, Text(words.no_figure), "no figure for a month that is due"),
            (None, Text("blank"), "month not yet due"),
        )
    )


def trend() -> tuple[Text | Symbol, ...]:
    """How to read a trend."""
    return (
        Text("Trend", bold=True),
        Text(
            ": each row has its own scale; large dot: latest; dashes: target; dark band: range; "
            "light tint: better than it; arrowhead: target beyond the scale; [c]: withheld"
        ),
    )


def key(words: Words, *, restricted: bool) -> tuple[Block, ...]:
    """The key as paragraphs, for the body."""
    lines = (ratings(words), signs(words, restricted=restricted), trend())
    return tuple(Paragraph(Role.SMALL, line) for line in lines)


def footer(words: Words, *, restricted: bool) -> tuple[tuple[Text | Symbol, ...], ...]:
    """The key as two lines, for every page's foot: pages get separated."""
    first = (Text("Key   ", bold=True), *ratings(words), Text(_GAP))
    return ((*first, *signs(words, restricted=restricted)), trend())


def _joined(entries: Iterable[tuple[Symbol | None, Text, str]]) -> tuple[Text | Symbol, ...]:
    found: list[Text | Symbol] = []
    for symbol, name, meaning in entries:
        found += [*([symbol] if symbol else []), name, Text(f" {meaning}{_GAP}")]
    *others, last = found
    return (*others, Text(last.text.rstrip()) if isinstance(last, Text) else last)
