"""The true figures that the public doesn't see -> secrets, as far as they can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from packgen.model.indicator import Observations
from packgen.model.observation import Figure, Mark, Observation
from packgen.verify.interference import hidden
from packgen.verify.leaks import Secret, written, written_numbers
from packgen.verify.parts import Part

_DIGITS: Final = 4
"""A whole number with fewer says nothing by where it occurs: 7 is on every page."""
_SHORTEST_TEXT: Final = 6
_SHORTEST_REASON: Final = 12


def withheld(observations: Observations, public: Iterable[Part]) -> tuple[Secret, ...]:
    """What was read, and the parts of public files that were made without any withheld figure ->
    the withheld figures that are distinctive and that those files don't hold for other reasons."""
    parts = [part.text for part in public if not part.raw]
    known = frozenset[str]().union(*map(written_numbers, parts))
    printed = "\n".join(parts)
    secrets = []
    for secret in _secrets(observations):
        numbers = secret.numbers - known
        words = frozenset(text for text in secret.words if text not in printed)
        if numbers or words:
            secrets.append(replace(secret, numbers=numbers, words=words))
    return tuple(secrets)


def _secrets(observations: Observations) -> Iterator[Secret]:
    marks: dict[Mark, None] = {}
    for observation in hidden(observations):
        yield _figure(observation)
        if observation.mark:
            marks[observation.mark] = None
    for indicator in observations.indicators:
        if indicator.rating_mark:
            marks[indicator.rating_mark] = None
            words = frozenset(filter(_is_long, [indicator.stated.text]))
            yield Secret(f"the rating of {indicator.rated_at or indicator.at}", words=words)
    for mark in marks:
        if not mark.computed and len(mark.reason) >= _SHORTEST_REASON:
            yield Secret(f"the reason at {mark.at}", words=frozenset({mark.reason}))


def _figure(observation: Observation) -> Secret:
    reading, shown = observation.reading, observation.rounded
    numbers = frozenset(_forms(reading)) if isinstance(reading, Figure) else frozenset[str]()
    if shown:
        numbers -= frozenset(_forms(shown))
    words = frozenset({reading.text} if _is_long(reading.text) else ())
    return Secret(f"the figure of {observation.at}", numbers=numbers, words=words)


def _is_long(text: str) -> bool:
    return len(text) >= _SHORTEST_TEXT


def _forms(figure: Figure) -> Iterator[str]:
    """A figure -> the distinctive ways to write its numbers, as per cent and as fractions too."""
    parts = (figure.number, figure.printed, figure.numerator, figure.denominator, figure.rate)
    for part in parts:
        if part is None:
            continue
        number = abs(Decimal(part))
        for form in (number, number * 100, number / 100):
            text = written(form)
            if "." in text or len(text) >= _DIGITS:
                yield text
