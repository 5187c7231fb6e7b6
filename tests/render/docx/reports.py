"""A report with one of everything, and volumes that it stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image as Pillow

from packgen.document.drawing import Area, Drawing, Figure, Ink, Label, Stroke
from packgen.document.nodes import (
    Block,
    Document,
    Heading,
    Illustration,
    Image,
    Item,
    Link,
    Listing,
    Marking,
    PageOf,
    PageSetup,
    Panel,
    Paragraph,
    Text,
)
from packgen.document.pages import numbered
from packgen.document.roles import PanelKind, Role
from packgen.document.volume import (
    Attached,
    Bound,
    PageSpan,
    PageStart,
    Pagination,
    Volume,
)
from packgen.settings.fitting import fitted
from packgen.settings.style import Style
from tests.render.docx.package import civic
from tests.trees import counts_table, document, para

A4 = PageSetup(595.28, 841.89, 62.4, 62.4, 62.4, 56.7)
SIZES = {
    Role.TITLE: {"size": 20.0, "leading": 23.0},
    Role.HEADING_1: {"size": 14.0, "leading": 17.0, "before": 12.0, "after": 3.0},
    Role.BODY: {"size": 10.5, "leading": 13.0, "after": 5.0},
    Role.LIST_ITEM: {"size": 10.5, "leading": 13.0, "after": 2.5},
    Role.CAPTION: {"size": 10.0, "leading": 12.5, "before": 6.0, "after": 3.0},
    Role.PAGE_NUMBER: {"size": 10.0, "leading": 12.0},
}
SPANS = {
    "front": PageSpan("1", "1", 1),
    "item-3": PageSpan("2", "4", 3),
    "item-4": PageSpan("5", "6", 2),
    "item-5": PageSpan("7", "9", 3),
    "item-6": PageSpan("12a", "12c", 3),
}
PAGES = Pagination({name: span.first for name, span in SPANS.items()}, SPANS, 12)


def picture(kind: str = "PNG") -> bytes:
    out = BytesIO()
    Pillow.new("RGB", (40, 20), "#88AACC").save(out, kind)
    return out.getvalue()


def chart(width: float = 300.0) -> Figure:
    marks = (
        Area(30, 40, width - 40, 30, Ink("band")),
        Stroke(((30, 60), (width - 20, 20)), Ink("spark"), 2.0),
        Label(20, 10, "Jan-23", 8, Ink("muted")),
    )
    return Figure(Drawing(width, 100, marks), "Trend of 31: from 53% in Jan-23 to 26% in Dec-23.")


def items(*said: tuple[str, str, int]) -> tuple[Item, ...]:
    return tuple(Item(label, ((Text(text),),), level) for label, text, level in said)


NESTED = Listing(
    (
        Item("a)", ((Text("the first"),), (Text("its second paragraph"),))),
        *items(("b)", "the second", 0), ("i)", "inner one", 1), ("ii)", "inner two", 1)),
        *items(("\u2022", "deepest", 2), ("c)", "the third", 0), ("i)", "anew", 1)),
    ),
    ordered=True,
    indented=True,
)
BULLETED = Listing(items(("\u2022", "one", 0), ("\u2013", "inside", 1), ("\u2022", "two", 0)))


def blocks(of: str) -> tuple[Block, ...]:
    """One of everything; anchors begin with the paper's name."""
    table = replace(counts_table(), anchor=f"{of}-counts", indented=True, caption_shown=True)
    return (
        Heading(1, (Text("Plans: timeliness and recovery"),), f"{of}-title"),
        para(Role.PERIOD, "Report of the director"),
        Heading(2, (Text("Current position"),), f"{of}-now", label="3"),
        Paragraph(
            Role.BODY,
            (
                Text("Of 409 plans "),
                Text("most", italic=True),
                Text(" were late"),
                Link("1", f"#{of}-note", raised=True),
                Text(", see page "),
                PageOf("item-4", text="5"),
            ),
            label="3.1",
        ),
        replace(para(Role.BODY, "Under the paragraph above."), indented=True),
        NESTED,
        table,
        Panel(
            PanelKind.EXCEPTION,
            (
                Heading(3, (Text("Exception"),), f"{of}-exception"),
                Illustration(chart(), (Text("Figure 1: the trend"),), f"{of}-chart"),
                replace(para(Role.BODY, "Advice came late."), label="Cause"),
            ),
            Ink("redfill"),
        ),
        Panel(
            PanelKind.EXEMPT,
            (
                replace(para(Role.BODY, "An exempt passage."), label="3.2"),
                NESTED,
                replace(table, anchor=f"{of}-exempt"),
            ),
        ),
        Panel(PanelKind.ASIDE, (para(Role.BODY, "An aside."), BULLETED)),
        Heading(3, (Text("Level three"),), f"{of}-three"),
        Heading(4, (Text("Level four"),), f"{of}-four"),
        para(Role.QUOTATION, "A quotation."),
        Illustration(Image(picture(), 200, 100, "A blue square"), (), f"{of}-png", indented=True),
        Illustration(
            Image(picture("JPEG"), 900, 450, "A square, too wide"),
            (Text("Figure 2: a square"),),
            f"{of}-jpg",
        ),
        replace(para(Role.NOTE, "What the note says."), label="1", anchor=f"{of}-note"),
    )


def paper(of: str, *, restricted: bool = False, title: str = "") -> Document:
    base = document(restricted=restricted)
    header = (Text("Example Council   "), Text(title or of))
    return replace(base, page=A4, blocks=blocks(of), running=replace(base.running, header=header))


def agenda() -> Document:
    lines = [
        Paragraph(
            Role.BODY,
            (
                Text("Item (Pages "),
                PageOf(f"item-{n}"),
                Text(" \u2013 "),
                PageOf(f"item-{n}", last=True),
                Text(")"),
            ),
        )
        for n in (3, 4, 5, 6)
    ]
    away = Paragraph(Role.BODY, (Text("Part 2: page "), PageOf("item-9", text="41")))
    front = Heading(1, (Text("Agenda"),), "agenda")
    return replace(paper("front"), blocks=(front, *lines, away))


@cache
def looks() -> dict[str, Style]:
    return {"report": fitted(civic(), SIZES, {"pad_y": 3.0}), "scorecard": civic()}


def volume(*, restricted: bool = False, duplex: bool = False) -> Volume:
    """An agenda, a report, an A3 scorecard, an attachment, and a report on lettered pages."""
    scorecard = document(restricted=restricted, rows=8, sections=4)
    instead = replace(
        paper("item-5", restricted=restricted),
        blocks=(para(Role.BODY, "Annual report: its three pages are in the PDF."),),
    )
    front = agenda()
    if restricted:
        front = replace(front, marking=instead.marking, running=instead.running)
    sizes = ((595.28, 841.89),) * 3
    bound = Volume(
        "Committee, 23 April 2024",
        "Agenda pack",
        "Example Borough Council",
        "en-GB",
        date(2024, 4, 12),
        Marking.NOT_FOR_PUBLICATION if restricted else Marking.PUBLIC,
        (
            Bound(front, "Agenda", "front", "report"),
            Bound(paper("item-3", restricted=restricted), "3", "item-3", "report"),
            Bound(scorecard, "4", "item-4", "scorecard"),
            Attached("5", "item-5", "report", sizes, instead.running, instead),
            Bound(
                paper("item-6", restricted=restricted), "6", "item-6", "report", PageStart(12, True)
            ),
        ),
        duplex=duplex,
    )
    known = replace(PAGES, anchors={**PAGES.anchors, "item-9": "41"})
    return numbered(bound, known)
