"""What stands instead of an attachment in formats that can't hold it."""

from __future__ import annotations

from datetime import date

from packgen.compose import figures
from packgen.document.nodes import (
    Document,
    Heading,
    Inline,
    Marking,
    PageOf,
    PageSetup,
    Paragraph,
    Running,
    Text,
)
from packgen.document.roles import Role
from packgen.settings.words import Words


def instead(
    title: str,
    anchor: str,
    pages: int,
    page: PageSetup,
    running: Running,
    marking: Marking,
    dated: date,
    words: Words,
) -> Document:
    """An attachment's title, its anchor, how many pages it has -> a page that says where it is."""
    numbers: dict[str, Inline] = {"first": PageOf(anchor), "last": PageOf(anchor, last=True)}
    said: list[Inline] = []
    phrase = words.meeting.attached if pages > 1 else words.meeting.attached_page
    for text, name in figures.pieces(phrase):
        said += [Text(text)] if text else []
        said += [numbers[name]] if name else []
    return Document(
        title=title,
        subject="",
        author="",
        language=words.language,
        date=dated,
        marking=marking,
        page=page,
        running=running,
        blocks=(
            Heading(1, (Text(title),), f"{anchor}-instead"),
            Paragraph(Role.BODY, tuple(said)),
        ),
    )
