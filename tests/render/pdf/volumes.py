"""Volumes that have one of everything, by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from packgen.document.drawing import Area, Drawing, Figure, Ink, Label, Stroke
from packgen.document.nodes import (
    Block,
    Cell,
    Column,
    Columns,
    Document,
    Heading,
    Illustration,
    Image,
    Inline,
    Item,
    Link,
    Listing,
    Marking,
    PageCount,
    PageNumber,
    PageOf,
    PageSetup,
    Panel,
    Paragraph,
    Row,
    Running,
    Symbol,
    Table,
    TableBody,
    Text,
)
from packgen.document.pages import numbered
from packgen.document.roles import Align, PanelKind, Role, RowKind, Scope, Shape
from packgen.document.volume import Attached, Bound, PageStart, Volume
from packgen.render.pdf.volume import Kept, paginate, write_volume
from packgen.settings.fitting import fitted
from packgen.settings.style import Style, load_style
from tests.trees import cell, document, head, para

A4 = PageSetup(595.28, 841.89, 62.4, 51, 62, 56)
LONG = (
    "Between January and December the council issued 409 new Education, Health and Care plans "
    "excluding exception cases; 94 of them within the statutory twenty weeks. "
)
REPORT_TYPE = {
    Role.BODY: {"size": 11, "leading": 13, "after": 5},
    Role.LIST_ITEM: {"size": 11, "leading": 13, "after": 3},
    Role.HEADING_1: {"size": 14, "leading": 17, "before": 10, "after": 3},
    Role.HEADING_2: {"size": 12, "leading": 14.5, "before": 8, "after": 3},
    Role.HEADING_3: {"size": 11, "leading": 13, "before": 6, "after": 2},
    Role.CAPTION: {"size": 10, "leading": 12, "after": 4},
    Role.COLUMN_HEAD: {"size": 9.5, "leading": 11.5},
    Role.KICKER: {"size": 9.5, "leading": 12},
}
"""A report's sizes, as a template gives them."""


@cache
def styles() -> dict[str, Style]:
    """The styles that the volumes name."""
    civic = load_style("civic")
    return {
        "report": fitted(civic, REPORT_TYPE, {"pad_x": 5, "pad_y": 4}),
        "scorecard": civic,
        "heritage": fitted(load_style("heritage"), REPORT_TYPE, {"pad_x": 5, "pad_y": 4}),
    }


@cache
def picture(kind: str = "PNG", mode: str = "RGB", side: int = 60) -> bytes:
    """A small picture's file."""
    from PIL import Image as Pillow

    image = Pillow.linear_gradient("L").resize((side, side // 2)).convert(mode)
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def image(kind: str = "PNG", mode: str = "RGB", width: float = 180, height: float = 90) -> Image:
    return Image(picture(kind, mode), width, height, f"A gradient as {kind} in {mode}.")


def chart(width: float = 420, height: float = 150) -> Figure:
    """A drawing that is wide enough to be a chart."""
    return Figure(
        Drawing(
            width,
            height,
            (
                Area(30, 60, width - 40, 40, Ink("band")),
                Stroke(((30, 20), (width - 10, 20)), Ink("rule"), 0.5),
                Stroke(((30, 110), (width / 2, 40), (width - 10, 70)), Ink("spark"), 1.8),
                Label(width / 2, 6, "Jun-23 – Dec-23", 8, Ink("muted")),
            ),
        ),
        "Trend of 31: from 53% in January to 26% in December; range 65 to 75%.",
    )


def running(item: str, *, restricted: bool = False) -> Running:
    return Running(
        header=(Text("Example Borough Council", bold=True), Text(f"   CEF Committee   {item}")),
        marking="NOT FOR PUBLICATION" if restricted else "PUBLIC",
        marking_detail="Exempt information, paragraph 3" if restricted else "",
        footer=((Text("Children, Education and Families, 23 April 2024"),),),
        page=(Text("Page "), PageNumber(), Text(" of "), PageCount()),
    )


def paper(
    title: str, *blocks: Block, item: str = "", restricted: bool = False, page: PageSetup = A4
) -> Document:
    """A report of these blocks."""
    return Document(
        title=title,
        subject="A report",
        author="Example Borough Council",
        language="en-GB",
        date=date(2024, 4, 12),
        marking=Marking.NOT_FOR_PUBLICATION if restricted else Marking.PUBLIC,
        page=page,
        running=running(item, restricted=restricted),
        blocks=blocks,
    )


def text_table(anchor: str, rows: int = 4, wide: float = 240) -> Table:
    """An ordinary table in a report."""
    heads = (head("Indicator"), head("Oct-23"), head("Year to date"))
    row = Row(
        RowKind.BODY,
        (
            Cell((para(Role.TABLE_TEXT, Text("31", bold=True), " Excluding"),), scope=Scope.ROW),
            cell(Role.TABLE_TEXT, "23%"),
            cell(Role.TABLE_TEXT, "18% (82/457)"),
        ),
    )
    columns = (Column(wide), Column(80, Align.RIGHT), Column(100, Align.RIGHT))
    head_row = Row(RowKind.HEAD, heads)
    bodies = (TableBody((row,) * rows),)
    caption = "Table 1: plans issued within 20 weeks"
    return Table(
        caption,
        "Two rows.",
        columns,
        (head_row,),
        bodies,
        anchor,
        caption_shown=True,
        indented=True,
    )


def report(prefix: str, number: str = "6", *, restricted: bool = False) -> Document:
    """A report with every node in it; its anchors begin with a prefix."""

    def heading(level: int, label: str, text: str) -> Heading:
        return Heading(level, (Text(text),), f"{prefix}-{label or text}", label=label)

    def numbered_text(label: str, *content: Inline | str, indented: bool = False) -> Paragraph:
        return replace(para(Role.BODY, *content), label=label, indented=indented)

    def plain(*content: Inline | str) -> tuple[Inline, ...]:
        return para(Role.BODY, *content).content

    raised = Link("1", f"#{prefix}-note-1", raised=True)
    exception = Panel(
        PanelKind.EXCEPTION,
        (
            para(Role.KICKER, "Exception report   Indicator 31"),
            Heading(
                3,
                (Text("% of Education, Health and Care plans issued within 20 weeks"),),
                f"{prefix}-x31",
            ),
            para(
                Role.BODY,
                Symbol(Shape.SQUARE, Ink("redkey")),
                Text("RED", bold=True),
                "   Latest 26% (14/53)   Acceptable range 75 – 65%",
            ),
            Illustration(chart(), (), f"{prefix}-chart"),
            para(Role.BODY, Text("Cause  ", bold=True), "Advice arrives late. " * 6),
        ),
        Ink("redfill"),
    )
    return paper(
        "Education, Health and Care plans: timeliness",
        para(Role.KICKER, f"Item {number}"),
        Heading(1, (Text("Education, Health and Care plans: timeliness"),), f"{prefix}-title"),
        para(Role.PERIOD, "Report of the Director of Education"),
        heading(2, "1", "Purpose"),
        numbered_text("1.1", LONG, Text("An italic phrase", italic=True), " and ", raised, "."),
        numbered_text("1.2", "The recommendations, that members:"),
        Listing(
            (
                Item("a)", (plain("note the report; and"),)),
                Item("b)", (plain("agree the plan, namely"), plain("with a second paragraph"))),
                Item("i.", (plain("to recruit"),), level=1),
                Item("ii.", (plain("to train " * 30),), level=1),
                Item("c)", (plain("thank ", Text("all", bold=True, italic=True), "."),)),
            ),
            ordered=True,
            indented=True,
        ),
        heading(3, "1.3", "A heading below"),
        heading(4, "", "And one further below"),
        numbered_text("1.3.1", LONG * 2),
        numbered_text("", "An indented paragraph without a number.", indented=True),
        replace(para(Role.QUOTATION, "“" + LONG.strip() + "”"), indented=True),
        heading(2, "2", "Current position"),
        numbered_text("2.1", LONG),
        text_table(f"{prefix}-table"),
        exception,
        Illustration(
            image("JPEG"), (Text("Figure 1: a picture"),), f"{prefix}-picture", indented=True
        ),
        Panel(
            PanelKind.ASIDE,
            (
                para(Role.BODY, Text("Public papers", bold=True)),
                para(Role.BODY, "Copies can be had from ", Link("us", "https://example.org/"), "."),
            ),
        ),
        *(
            (Panel(PanelKind.EXEMPT, (para(Role.EXEMPTION, "Exempt, paragraph 3"),
                                      para(Role.BODY, LONG * 2))),)
            if restricted
            else ()
        ),
        heading(2, "3", "Background papers"),
        numbered_text("3.1", "The following documents were relied on:"),
        Listing(
            (
                Item("•", (plain("SEN2 statutory return"),)),
                Item("•", (plain("EHC recovery plan, version 3"),)),
                Item("–", (plain("its annex"),), level=1),
            ),
            indented=True,
        ),
        *(numbered_text(f"3.{n}", LONG * 3) for n in range(2, 8)),
        Heading(2, (Text("Notes"),), f"{prefix}-notes"),
        Paragraph(Role.NOTE, plain("See the return."), label="1", anchor=f"{prefix}-note-1"),
        item=f"Item {number}",
        restricted=restricted,
    )  # fmt: skip


def agenda(items: tuple[tuple[str, str, str], ...], *, restricted: bool = False) -> Document:
    """A front sheet: items as number, title and anchor."""

    def row(number: str, title: str, anchor: str) -> Row:
        note = para(Role.AGENDA_NOTE, "Exception report on indicator 31, rated RED")
        pages = ("(Pages ", PageOf(anchor), " – ", PageOf(anchor, last=True), ")")
        return Row(
            RowKind.BODY,
            (
                cell(Role.AGENDA_NUMBER, number),
                Cell((para(Role.AGENDA_ITEM, Link(title, f"#{anchor}")), note), scope=Scope.ROW),
                Cell((para(Role.AGENDA_PAGES, *pages, align=Align.RIGHT),)),
            ),
        )

    table = Table(
        "Agenda",
        "The items, with their pages.",
        (Column(30), Column(340), Column(110, Align.RIGHT)),
        (Row(RowKind.HEAD, (head("Item"), head("Title"), head("Pages"))),),
        (TableBody(tuple(row(*item) for item in items)),),
        anchor="agenda-table",
    )
    aside = Panel(
        PanelKind.ASIDE,
        (para(Role.BODY, Text("Public papers", bold=True)), para(Role.BODY, LONG)),
    )
    parts: tuple[tuple[Block, ...], ...] = (
        (para(Role.BODY, "A meeting will be held in the Council Chamber on"),
         para(Role.BODY, Text("Tuesday 23 April 2024 at 7.00 pm", bold=True))),
    )  # fmt: skip
    return paper(
        "Children, Education and Families Committee",
        para(Role.KICKER, "Example Borough Council"),
        Heading(1, (Text("Children, Education and Families Committee"),), "agenda-title"),
        Columns((0.6, 0.4), (*parts, ())),
        aside,
        Heading(2, (Text("Agenda: Part 1 (public)"),), "agenda-part1"),
        table,
        restricted=restricted,
    )


def bound(document_: Document, outline: str, anchor: str, **more: object) -> Bound:
    look = "scorecard" if document_.page.width_pt > 700 else "report"
    return Bound(document_, outline, anchor, **{"look": look, **more})  # type: ignore[arg-type]


def attached(anchor: str, *sizes: tuple[float, float], restricted: bool = False) -> Attached:
    instead = paper("Instead", para(Role.BODY, "See the PDF."), restricted=restricted)
    runs = running("Appendix", restricted=restricted)
    return Attached("7a Appendix", anchor, "report", sizes, runs, instead)


SIZES = ((595.28, 841.89), (1190.55, 841.89), (841.89, 595.28), (360.0, 270.0))


def sample(*, restricted: bool = False, duplex: bool = False, first_page: int = 1) -> Volume:
    """An agenda, a report, a scorecard on A3, an attachment, and pages with letters."""
    items = (("6", "Plans: timeliness", "item-6"), ("7", "Scorecard", "item-7"),
             ("7a", "Appendix", "item-7a"), ("8", "A replaced report", "item-8"))  # fmt: skip
    scorecard = document(restricted=restricted, rows=20)
    late = paper(
        "A replaced report",
        Heading(1, (Text("A replaced report"),), "r8"),
        *(para(Role.BODY, LONG * 8) for _ in range(10)),
        restricted=restricted,
    )
    return Volume(
        title="Children, Education and Families Committee: agenda",
        subject="Meeting of 23 April 2024",
        author="Example Borough Council",
        language="en-GB",
        date=date(2024, 4, 12),
        marking=scorecard.marking,
        papers=(
            bound(agenda(items, restricted=restricted), "Agenda", "front"),
            bound(
                report("r6", restricted=restricted),
                "6 Education, Health and Care plans: timeliness",
                "item-6",
            ),
            bound(scorecard, "7 Scorecard", "item-7"),
            attached("item-7a", *SIZES, restricted=restricted),
            bound(late, "8 A replaced report", "item-8", starts=PageStart(12, lettered=True)),
        ),
        first_page=first_page,
        duplex=duplex,
        blank="This page is intentionally left blank",
    )


def settled(volume: Volume, kept: Kept | None = None) -> Volume:
    """A volume whose references to pages are filled in."""
    kept = kept or Kept()
    for _ in range(4):
        filled = numbered(volume, paginate(volume, styles(), kept))
        if filled == volume:
            break
        volume = filled
    return volume


VOLUMES = {
    "public": sample,
    "restricted": lambda: sample(restricted=True, first_page=37),
    "duplex": lambda: sample(duplex=True),
    "heritage": lambda: replace(
        sample(),
        papers=tuple(replace(p, look="heritage") if p.look == "report" else p
                     for p in sample().papers),
    ),
}  # fmt: skip


@cache
def volume(name: str) -> Volume:
    """A volume by its name."""
    return settled(VOLUMES[name]())


@cache
def volume_pdf(name: str) -> bytes:
    """A volume by its name, as a PDF."""
    return write_volume(volume(name), styles())
