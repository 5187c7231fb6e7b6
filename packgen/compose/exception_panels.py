"""A scorecard's exceptions as panels of a report: one for each red and amber indicator."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.compose import cells
from packgen.compose.exceptions import Exceptional
from packgen.document.drawing import Ink
from packgen.document.nodes import Block, Heading, Illustration, Panel, Paragraph, Text
from packgen.document.roles import PanelKind, Role
from packgen.model.rating import Rating

_LEVEL = 3
_BARS = {Rating.RED: Ink("redkey"), Rating.AMBER: Ink("ambershape")}


def exception_panels(found: tuple[Exceptional, ...], stem: str) -> tuple[Block, ...]:
    """Exceptions, and what their anchors begin with -> their panels, in their order."""
    return tuple(_panel(each, f"{stem}-{place}") for place, each in enumerate(found, 1))


def _panel(found: Exceptional, anchor: str) -> Panel:
    bar = _BARS[found.stated.rating]
    return Panel(PanelKind.EXCEPTION, tuple(_blocks(found, anchor)), bar)


def _blocks(found: Exceptional, anchor: str) -> Iterator[Block]:
    rated = cells.rating_symbol(found.stated.rating)
    yield Heading(_LEVEL, (Text(found.heading),), f"{anchor}-heading")
    yield Paragraph(Role.RATING, (rated, Text(found.stated.text)))
    told = " ".join(filter(None, (found.standing, found.change)))
    yield Paragraph(Role.BODY, (Text(told),))
    if found.chart:
        yield Illustration(found.chart, (), f"{anchor}-chart")
    if found.beside:
        yield Paragraph(Role.SMALL, (Text(found.beside),))
    if found.comment:
        yield Paragraph(Role.BODY, (Text(found.comment),))
