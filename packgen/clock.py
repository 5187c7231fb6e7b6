"""The clock that only goes on, and waiting: for sendings alone. No paper depends on it."""

from __future__ import annotations

import time

from packgen.deliver.sending import Pace


def pace(pauses_s: tuple[float, ...] = (), a_minute: int = 0) -> Pace:
    """The pauses before further tries, the most messages in a minute -> how fast mail goes."""
    return Pace(time.monotonic, time.sleep, pauses_s, a_minute)
