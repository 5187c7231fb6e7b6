"""Running text: what stands on every page of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.compose import figures
from packgen.document.nodes import PageCount, PageNumber, Running, RunningInline, Text
from packgen.settings.words import Words


def page_words(phrase: str) -> Iterator[RunningInline]:
    """``Page {page} of {pages}`` -> its words and its numbers, in the language's order."""
    numbers: dict[str, RunningInline] = {"page": PageNumber(), "pages": PageCount()}
    for text, name in figures.pieces(phrase):
        yield from [Text(text)] if text else []
        yield from [numbers[name]] if name else []


def running(council: str, texts: tuple[str, ...], detail: str | None, words: Words) -> Running:
    """The council, what else stands at the head's left, the description of what is exempt (None:
    the paper is public) -> the running text of a paper in words."""
    said = words.document
    told = [f"{text}    " for text in texts[:-1]] + [*texts[-1:]]
    restricted = detail is not None
    return Running(
        header=(
            *((Text(f"{council}    ", bold=True),) if council else ()),
            *(Text(text) for text in told if text.strip()),
        ),
        marking=said.not_for_publication if restricted else said.public,
        marking_detail=detail or "",
        footer=(),
        page=tuple(page_words(said.page_part2 if restricted else said.page)),
    )
