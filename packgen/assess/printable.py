"""What can't be printed: characters that a style's fonts lack, headings that no page holds."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.errors import Fault
from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Headings, Indicator, Observations
from packgen.model.observation import CellRef
from packgen.settings.style import Style
from packgen.settings.words import Words

_LONGEST_HEADING = 400


def missing_glyphs(observations: Observations, style: Style) -> Iterator[Finding]:
    """Observations and a style -> a finding for each text that the style can't print.

    Withheld cells are left out: their texts are figures, whose characters every font has.
    """
    known = frozenset(style.regular.widths.keys() & style.bold.widths.keys())
    for at, of, text in _texts(observations):
        if not known.issuperset(text):
            yield _missing(at, of, sorted(set(text) - known), style)


def lost_words(words: Words, style: Style) -> Iterator[Fault]:
    """A language's words and a style -> a fault where the style's fonts lack their letters."""
    lost = sorted(
        set("".join(words.texts())) - (style.regular.widths.keys() & style.bold.widths.keys())
    )
    if lost:
        finding = _missing(None, "", lost, style)
        yield Fault(f"words of {words.language}", finding.what, finding.remedy)


def overlong(observations: Observations) -> Iterator[Finding]:
    """Observations -> a finding for each title or heading that is longer than any can be."""
    texts = [("title", observations.title)]
    for block in observations.blocks:
        texts += [("block's title", block.title)]
        texts += [("column heading", text) for text in _headings(block.headings)]
        texts += [("section's title", section.title) for section in block.sections]
    for name, text in texts:
        if len(text) > _LONGEST_HEADING:
            yield Finding(
                "heading-too-long",
                Severity.STOPS,
                observations.places.get(text),
                f"the {name} '{text[:40]}…' has {len(text)} characters",
                f"shorten it to {_LONGEST_HEADING} at most",
            )


def _headings(heads: Headings) -> list[str]:
    named = (heads.number, heads.indicator, heads.rationale, heads.polarity, heads.target)
    rest = (heads.benchmark_group, *heads.benchmarks, heads.rating, heads.year_to_date)
    return [text for text in (*named, *rest) if text]


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
    places = observations.places
    yield places.get(observations.title), "", observations.title
    for block in observations.blocks:
        for text in (block.title, *_headings(block.headings)):
            yield places.get(text), "", text
        for section in block.sections:
            yield places.get(section.title), "", section.title
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
