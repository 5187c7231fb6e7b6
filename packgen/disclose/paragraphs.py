"""Whether each withheld figure cites the law that exempts it."""

from __future__ import annotations

from collections.abc import Iterator

from packgen.model.finding import Finding, Severity
from packgen.model.indicator import Indicator, Observations
from packgen.model.observation import Mark
from packgen.settings.law import Law


def citations(observations: Observations, law: Law) -> Iterator[Finding]:
    """Observations -> a finding for each indicator whose mark names no paragraph.

    Says nothing of the reason's own words: they may name the figure.
    """
    for indicator in observations.indicators:
        marks = dict.fromkeys(o.mark for o in indicator.observations if o.mark)
        for mark in marks:
            if mark.paragraphs or mark.computed:
                continue
            taken = law.paragraphs_for(mark.reason, ())
            yield _taken(indicator, mark, taken) if taken else _missing(indicator, mark)


def _taken(indicator: Indicator, mark: Mark, paragraphs: tuple[int, ...]) -> Finding:
    cited = " and ".join(map(str, paragraphs))
    return Finding(
        "paragraph-taken",
        Severity.INFORMS,
        mark.at,
        f"indicator {indicator.number} is marked for Part 2 without a paragraph of the Act; its "
        f"reason is taken as paragraph {cited}",
        "confirm it, or write the paragraph into the mark (Part 2: para 2)",
        indicator.number,
    )


def _missing(indicator: Indicator, mark: Mark) -> Finding:
    return Finding(
        "paragraph-missing",
        Severity.LOOK,
        mark.at,
        f"indicator {indicator.number} is marked for Part 2 without a paragraph of the Act",
        "write the paragraph into the mark (Part 2: para 2); the Part 2 paper must state it",
        indicator.number,
    )
