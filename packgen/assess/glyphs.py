"""Characters that a style's fonts can't print, each at the cell that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator, Observations
from packgen.model.observation import CellRef
from packgen.settings.style import Style


def missing_glyphs(observations: Observations, style: Style) -> Iterator[Finding]:
    """Observations and a style -> a finding for each text that the style can't print.

    Withheld cells are left out: their texts are figures, whose characters every font has.
    """
    printable = style.regular.widths.keys() & style.bold.widths.keys()
    known: set[str] = set(printable)
    for at, of, text in _texts(observations):
        lost = sorted(set(text) - known)
        if lost:
            yield _missing(at, of, lost, style)


def _missing(at: CellRef | None, of: str, lost: list[str], style: Style) -> Finding:
    said = ", ".join(f"{c!r} (U+{ord(c):04X})" for c in lost[:3])
    return Finding(
        "glyph-missing",
        Severity.STOPS,
        at,
        f"the font {style.regular.name} has no glyph for {said}",
        "change the text, or choose a style whose font has it",
        of,
    )


def _texts(observations: Observations) -> Iterator[tuple[CellRef | None, str, str]]:
    yield None, "", observations.title
    for block in observations.blocks:
        heads = block.headings
        named = (heads.number, heads.indicator, heads.rationale, heads.polarity, heads.target)
        rest = (heads.benchmark_group, *heads.benchmarks, heads.rating, heads.year_to_date)
        yield None, "", "".join(filter(None, (block.title, *named, *rest)))
        for section in block.sections:
            yield None, "", section.title
            for indicator in section.indicators:
                yield from _of_indicator(indicator)


def _of_indicator(indicator: Indicator) -> Iterator[tuple[CellRef | None, str, str]]:
    of = indicator.number or indicator.title
    words = (indicator.number, indicator.title, indicator.polarity_text, indicator.target.text)
    yield indicator.at, of, "".join((*words, indicator.stated.text, indicator.notes))
    yield indicator.rationale.at, of, indicator.rationale.text
    for observation in indicator.observations:
        if observation.mark is None:
            yield observation.at, of, observation.reading.text
