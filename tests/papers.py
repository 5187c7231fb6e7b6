"""Composing papers from small scorecards, for tests."""

from __future__ import annotations

from pathlib import Path

from packgen.assess import assess
from packgen.compose import Composer
from packgen.disclose import release_public, release_restricted
from packgen.document.nodes import Document, Table
from packgen.document.walk import cell_text
from packgen.model.indicator import Indicator, Observations
from packgen.settings.law import load_law
from packgen.settings.pack import PackSettings
from packgen.settings.rules import RatingRules
from packgen.settings.style import Style, load_style
from packgen.settings.template import RationalePlace, load_template
from tests.cards import scorecard


def composer(title: str = "", council: str = "") -> Composer:
    settings = PackSettings("example", Path("example.xlsx"), title=title, council=council)
    template, style = load_template("scorecard"), load_style("civic")
    return Composer(settings, template, style, load_law(), settings.words)


def public_paper(card: Observations, **settings: str) -> Document:
    return composer(**settings).public(release_public(assess(card, RatingRules())))


def part2_paper(card: Observations, *, withheld_only: bool = True) -> Document:
    restricted = release_restricted(assess(card, RatingRules()), withheld_only=withheld_only)
    return composer().part2(restricted, sum(1 for _ in card.indicators))


def public_of(*rows: Indicator, **settings: str) -> Document:
    return public_paper(scorecard(*rows), **settings)


def tables(document: Document) -> list[Table]:
    """The scorecard's tables (the strip of counts left out)."""
    return [b for b in document.blocks if isinstance(b, Table) and not b.strip]


def grid(document: Document) -> list[list[str]]:
    """The first scorecard table's body rows, as texts; spanned places are left out."""
    (table, *_) = tables(document)
    return [[cell_text(cell) for cell in row.cells] for body in table.bodies for row in body.rows]


def laid_out(
    card: Observations,
    template: str,
    rationale: RationalePlace | None = None,
    *,
    part2: bool = False,
    withheld_only: bool = True,
) -> tuple[Document, Style]:
    """A card in a shipped template -> a paper, and the style in the template's sizes."""
    settings = PackSettings("example", Path("example.xlsx"))
    placed = load_template(template).placed(rationale)
    maker = Composer(settings, placed, load_style("civic"), load_law(), settings.words)
    assessed = assess(card, RatingRules())
    public = release_public(assessed)
    if not part2:
        fit = maker.fitted(public, placed.public_page)
        return fit.public(public), fit.style
    restricted = release_restricted(assessed, withheld_only=withheld_only)
    fit = maker.fitted(restricted, placed.part2_page)
    return fit.part2(restricted, sum(1 for _ in card.indicators)), fit.style
