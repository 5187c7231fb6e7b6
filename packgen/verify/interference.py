"""Non-interference: other figures where the public sees none, and the same public bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from packgen.errors import Fault
from packgen.model.indicator import Block, Indicator, Observations, Section
from packgen.model.observation import Mark, Observation, Reading
from packgen.model.rating import StatedRating
from packgen.verify.fillings import Filling
from packgen.verify.places import first_difference

Rebuild = Callable[[Observations], Mapping[str, object]]
"""What was read -> all that the public would get of it, by name: trees, bytes or messages."""


def is_hiding(observations: Observations) -> bool:
    """Whether there is anything that the public doesn't see."""
    return any(indicator.is_altered for indicator in observations.indicators)


def hidden(observations: Observations) -> Iterator[Observation]:
    """Observations -> those whose reading the public doesn't see, in the sheet's order."""
    for indicator in observations.indicators:
        yield from (o for o in indicator.observations if _is_hidden(o))


def filled(observations: Observations, filling: Filling) -> Observations:
    """Observations -> the same to the public's eye: every mark, every rounded figure and every
    public reading stays, and all that is behind them is replaced by the filling's."""
    return _Filler(filling.readings, filling.ratings, filling.reason).observations(observations)


def interferences(
    observations: Observations,
    published: Mapping[str, object],
    rebuild: Rebuild,
    fillings: Iterable[Filling],
) -> Iterator[Fault]:
    """What was read, what was published of it, how that was made, what to put in place of the
    withheld figures -> a fault for each thing published that isn't the same then.

    The first filling that tells ends it. A fault names the place, and no figure.
    """
    for filling in fillings:
        again = rebuild(filled(observations, filling))
        faults = [*differing(published, again, filling.name)]
        yield from faults
        if faults:
            return


def differing(
    published: Mapping[str, object],
    again: Mapping[str, object],
    filling: str,
    exempt: str = "withheld figures",
) -> Iterator[Fault]:
    """What was published, and what would have been with other figures (or what else is
    ``exempt``) -> where they part."""
    told = f"depends on {exempt}: with {filling} in their place it is another"
    remedy = "nothing of it may be published; report this with the workbook's layout"
    for name, mine in published.items():
        if name in again and again[name] != mine:
            yield Fault(name, f"{told} ({first_difference(mine, again[name])})", remedy)
    if published.keys() != again.keys():
        # A name that is there for one filling alone may hold a figure.
        yield Fault("the names of the public files", told, remedy)


def _is_hidden(observation: Observation) -> bool:
    return observation.mark is not None or observation.rounded is not None


class _Filler:
    """Goes through a scorecard once, handing out readings and ratings in turn."""

    def __init__(
        self, readings: Sequence[Reading], ratings: Sequence[StatedRating], reason: str
    ) -> None:
        self._readings = cycle(readings)
        self._ratings = cycle(ratings)
        self._reason = reason

    def observations(self, card: Observations) -> Observations:
        return replace(card, blocks=tuple(map(self._block, card.blocks)))

    def _block(self, block: Block) -> Block:
        return replace(block, sections=tuple(map(self._section, block.sections)))

    def _section(self, section: Section) -> Section:
        return replace(section, indicators=tuple(map(self._indicator, section.indicators)))

    def _indicator(self, row: Indicator) -> Indicator:
        if not row.is_altered:
            return row
        stated = next(self._ratings) if row.rating_mark else row.stated
        return replace(
            row,
            benchmarks=tuple(map(self._observation, row.benchmarks)),
            stated=stated,
            months=tuple(map(self._observation, row.months)),
            year_to_date=self._observation(row.year_to_date),
            rating_mark=self._mark(row.rating_mark),
        )

    def _observation(self, seen: Observation) -> Observation:
        if not _is_hidden(seen):
            return seen
        return replace(seen, reading=next(self._readings), mark=self._mark(seen.mark))

    def _mark(self, mark: Mark | None) -> Mark | None:
        """Why a figure is withheld is exempt too: the reason may name it."""
        return replace(mark, reason=self._reason) if mark else None
