"""Scales of charts: which values an axis runs over, its ticks, and what a line crosses.

The one door to matplotlib, and to no more of it than its ticks and its paths: the rest looks for
fonts on the machine, and keeps what it finds in the user's folders.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from packgen.errors import BadInput, Fault

_STEPS = (1, 2, 2.5, 5, 10)
_LEAST_SPAN = 0.1
_PAD = 0.06
_FROM_ZERO = 0.6
"""An axis starts from zero when the lowest value is no more than this share of the highest."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of values; its ends are its outer ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]


def value_axis(
    values: Sequence[float],
    *,
    most: int,
    from_zero: bool,
    whole: bool,
    bounds: tuple[float, float] | None,
) -> Axis:
    """The values to be shown -> their axis, of up to ``most`` steps.

    ``from_zero``: zero must be on it; ``whole``: its ticks are whole numbers; ``bounds``: it runs
    no further than these, as long as the values don't.
    """
    low, high = min(values), max(values)
    span = max(high - low, _LEAST_SPAN * max(abs(low), abs(high)), 1 if whole else 1e-9)
    if from_zero or 0 <= low <= _FROM_ZERO * high:
        low, high = min(low, 0.0), max(high, 0.0)
    elif low > 0 or high < 0:
        spare = (span - (high - low)) / 2 + _PAD * span
        low, high = low - spare, high + spare
        if min(values) > 0:
            low = max(low, 0.0)
        if bounds and bounds[0] <= min(values) and max(values) <= bounds[1]:
            low, high = max(low, bounds[0]), min(high, bounds[1])
    if low == high:
        high = low + span
    ticks = _ticks(low, high, most, whole)
    return Axis(ticks[0], ticks[-1], ticks)


def _ticks(low: float, high: float, most: int, whole: bool) -> tuple[float, ...]:
    """Round numbers from at or below ``low`` to at or above ``high``."""
    library = _library()
    locator = library.locator(nbins=most, steps=_STEPS, integer=whole, min_n_ticks=2)
    with _tight(library.settings):
        ticks = [float(tick) for tick in locator.tick_values(low, high)]
    first = max((t for t in ticks if t <= low + 1e-9 * abs(low)), default=ticks[0])
    last = min((t for t in ticks if t >= high - 1e-9 * abs(high)), default=ticks[-1])
    return tuple(tick for tick in ticks if first <= tick <= last)


def crosses(
    line: Sequence[tuple[float, float]], low: tuple[float, float], high: tuple[float, float]
) -> bool:
    """Whether a line runs through the rectangle between two corners."""
    library = _library()
    box = library.box((low, high))
    return bool(library.path(line).intersects_bbox(box, filled=False))


@dataclass(frozen=True, slots=True)
class _Library:
    """What is used of matplotlib."""

    locator: Any
    path: Any
    box: Any
    settings: Any


@cache
def _library() -> _Library:
    try:
        with _as_shipped():
            from matplotlib import rcParams
            from matplotlib.path import Path as Line
            from matplotlib.ticker import MaxNLocator
            from matplotlib.transforms import Bbox
    except (OSError, UnicodeDecodeError) as error:
        what = f"can't be read: {getattr(error, 'strerror', None) or error}"
        remedy = "it holds settings of matplotlib; run packgen in a folder without it"
        raise BadInput(Fault("matplotlibrc", what, remedy)) from None
    return _Library(MaxNLocator, Line, Bbox, rcParams)


@contextmanager
def _tight(settings: Any) -> Iterator[None]:
    """Ticks no wider than they need be, whatever the user's own settings say."""
    kept = settings["axes.autolimit_mode"]
    settings["axes.autolimit_mode"] = "data"
    try:
        yield
    finally:
        settings["axes.autolimit_mode"] = kept


@contextmanager
def _as_shipped() -> Iterator[None]:
    """matplotlib as it is shipped, while it is first imported: it would read the user's settings,
    make a folder for them where there is none, and complain where it can't. (Settings in the
    working folder come before all others; none of them has a say in ticks.)"""
    found = find_spec("matplotlib")
    folder = Path(found.origin).parent if found and found.origin else Path()
    asked = {"MATPLOTLIBRC": str(folder / "mpl-data" / "matplotlibrc"), "MPLBACKEND": ""}
    kept = {name: os.environ.get(name) for name in asked}
    log = logging.getLogger("matplotlib")
    silent, log.disabled = log.disabled, True
    os.environ.update(asked)
    try:
        yield
    finally:
        log.disabled = silent
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
