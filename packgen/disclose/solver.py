"""The door to HiGHS, scipy's solver: worlds that the search by hand did not come upon.

What it finds is checked in exact arithmetic; what it does not find proves nothing.
"""

from __future__ import annotations

from typing import Any

from packgen.disclose.blocks import LARGE
from packgen.disclose.search import Knot
from packgen.disclose.silence import silence

_FAR = 10**6
"""How far above what is known of a knot an unbounded quantity is looked for."""


def solve(knot: Knot, quantity: int, low: int, high: int, nodes: int) -> list[int] | None:
    """A world of the knot with one of its quantities in ``low..high``; None: none was found in
    that many nodes of the solver's search (0: it is not asked)."""
    if not nodes:
        return None
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    lows, highs = list(knot.lows), list(knot.highs)
    lows[quantity], highs[quantity] = max(low, lows[quantity]), min(high, highs[quantity])
    far = _FAR + 10 * max(abs(bound) for bound in (*lows, *highs) if bound < LARGE)
    if lows[quantity] > highs[quantity] or far > 10**12:
        return None
    matrix: Any = np.zeros((len(knot.ties), len(lows)))
    for row, tie in enumerate(knot.ties):
        for place, coefficient in tie.terms:
            matrix[row, place] = coefficient
    with silence():
        answer = milp(
            np.zeros(len(lows)),
            bounds=Bounds(lows, [min(bound, far) for bound in highs]),
            integrality=np.ones(len(lows)),
            constraints=LinearConstraint(
                matrix,
                [-np.inf if tie.low < -LARGE else tie.low for tie in knot.ties],
                [np.inf if tie.high > LARGE else tie.high for tie in knot.ties],
            ),
            options={"node_limit": nodes},
        )
    if answer.x is None:
        return None
    world = [round(number) for number in answer.x.tolist()]
    inside = all(a <= number <= b for a, number, b in zip(lows, world, highs, strict=True))
    return world if inside and all(tie.holds(world) for tie in knot.ties) else None
