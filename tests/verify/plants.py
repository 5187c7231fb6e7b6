"""Careless steps: each lets something that was withheld sneak into what is public."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
import pytest

import packgen.compose.sparkline as sparklines
import packgen.disclose
import packgen.render.docx
import packgen.render.pdf
from packgen import papers
from packgen.compose import Composer, summary, widths
from packgen.document.nodes import Cell, Document, Heading, Table, Text
from packgen.model.observation import Figure

Secret = Callable[[], Decimal]
Plant = Callable[[pytest.MonkeyPatch, Secret], None]
"""The first month's figure of indicator 2; 0 where there is none."""


def overheard(monkeypatch: pytest.MonkeyPatch) -> Secret:
    """What a careless step could get hold of: the scorecard that was released last."""
    release, heard = packgen.disclose.release_public, list[Any]()

    def listening(scorecard: Any) -> Any:
        heard[:] = [scorecard]
        return release(scorecard)

    monkeypatch.setattr(packgen.disclose, "release_public", listening)

    def secret() -> Decimal:
        (row,) = [i.indicator for i in heard[0].indicators if i.indicator.number == "2"]
        reading = row.months[0].reading
        return reading.number if isinstance(reading, Figure) else Decimal(0)

    return secret


def document_of(monkeypatch: pytest.MonkeyPatch, change: Callable[[Document], Document]) -> None:
    """Changes every public paper's tree after it was composed."""
    compose = Composer.public
    monkeypatch.setattr(Composer, "public", lambda self, card: change(compose(self, card)))


def axis(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """Trends are drawn to a scale that has room for a withheld figure."""
    begin = sparklines._Chart.__init__

    def scaled(self: Any, points: dict[int, float], *rest: Any) -> None:
        begin(self, points, *rest)
        self.scale /= max(1.0, float(abs(secret())))

    monkeypatch.setattr(sparklines._Chart, "__init__", scaled)


def count_of_greens(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """The strip counts one green more where the withheld figure meets its target of 10."""
    counts = summary.rating_counts
    monkeypatch.setattr(
        summary,
        "rating_counts",
        lambda indicators: [(r, n + (secret() <= 10)) for r, n in counts(indicators)],
    )


def column_width(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """A column is as wide as its longest figure, withheld ones too."""
    columns = widths._in_steps
    monkeypatch.setattr(
        widths, "_in_steps", lambda wanted: [w - len(str(secret())) / 8 for w in columns(wanted)]
    )


def sort_order(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """Rows stand in the order of their figures, withheld ones too: the largest first."""

    def sorted_rows(document: Document) -> Document:
        blocks = list(document.blocks)
        place, table = next(
            (i, b) for i, b in enumerate(blocks) if isinstance(b, Table) and not b.strip
        )
        (body,) = table.bodies
        rows = body.rows if secret() < 100 else body.rows[::-1]
        blocks[place] = replace(table, bodies=(replace(body, rows=rows),))
        return replace(document, blocks=tuple(blocks))

    document_of(monkeypatch, sorted_rows)


def bookmark(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """A heading's anchor says how many complaints there were."""

    def anchored(document: Document) -> Document:
        blocks = tuple(
            replace(b, anchor=f"{b.anchor}-{secret()}") if isinstance(b, Heading) else b
            for b in document.blocks
        )
        return replace(document, blocks=blocks)

    document_of(monkeypatch, anchored)


def document_property(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """The files' subject sums up the figures."""
    document_of(monkeypatch, lambda d: replace(d, subject=f"{d.subject}, {secret()} complaints"))


def alternative_text(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """A trend's words tell the figure that its picture leaves out."""
    sentence = sparklines.trend_sentence
    monkeypatch.setattr(
        sparklines, "trend_sentence", lambda *a, **k: f"{sentence(*a, **k)} Complaints: {secret()}."
    )


def log_line(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """A build says what it withheld."""
    say_separated = papers.say_separated

    def chatty(judged: Any, say: Callable[[str], object]) -> None:
        say_separated(judged, lambda text: say(f"{text}: {secret()}"))

    for module in ("papers", "pipeline"):
        monkeypatch.setattr(f"packgen.{module}.say_separated", chatty)


def file_name(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """A paper is named after what it tells."""
    papers_of = papers.papers_of

    def named(*words: Any) -> Any:
        return (replace(paper, name=f"public-{secret()}") for paper in papers_of(*words))

    for module in ("papers", "pipeline"):
        monkeypatch.setattr(f"packgen.{module}.papers_of", named)


def word_property(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """The writer of Word files puts a figure into their properties."""
    write = packgen.render.docx.write_docx

    def telling(*words: Any) -> bytes:
        out = BytesIO()
        with zipfile.ZipFile(BytesIO(write(*words))) as old, zipfile.ZipFile(out, "w") as new:
            for entry in old.infolist():
                data = old.read(entry)
                if entry.filename == "docProps/core.xml":
                    data = data.replace(b"<dc:creator>", b"<dc:creator>%d" % secret())
                new.writestr(entry, data)
        return out.getvalue()

    monkeypatch.setattr(packgen.render.docx, "write_docx", telling)


def pdf_property(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """The writer of PDFs puts a figure into their keywords."""
    write = packgen.render.pdf.write_pdf

    def telling(*words: Any) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(write(*words))) as pdf:
            pdf.docinfo["/Keywords"] = str(secret())
            pdf.save(out, deterministic_id=True)
        return out.getvalue()

    monkeypatch.setattr(packgen.render.pdf, "write_pdf", telling)


def printed(monkeypatch: pytest.MonkeyPatch, secret: Secret) -> None:
    """The table prints a figure in place of the words that it is withheld."""

    def filled(document: Document) -> Document:
        blocks = tuple(_told(b, str(secret())) if isinstance(b, Table) else b
                       for b in document.blocks)  # fmt: skip
        return replace(document, blocks=blocks)

    document_of(monkeypatch, filled)


def _told(table: Table, figure: str) -> Table:
    def cell(old: Cell) -> Cell:
        if not any("part 2" in getattr(t, "text", "") for p in old.paragraphs for t in p.content):
            return old
        return replace(old, paragraphs=(replace(old.paragraphs[0], content=(Text(figure),)),))

    bodies = tuple(
        replace(body, rows=tuple(replace(r, cells=tuple(map(cell, r.cells))) for r in body.rows))
        for body in table.bodies
    )
    return replace(table, bodies=bodies)


PLANTS = (axis, count_of_greens, column_width, sort_order, bookmark, document_property,
          alternative_text, log_line, file_name, word_property, pdf_property, printed)  # fmt: skip
