"""The door to HiGHS, scipy's solver, for the direct model.

What it answers is checked against the attack by whoever asks; it has called dearer choices the
least, so that the least is never proved by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from packgen.disclose.direct import Model, Row
from packgen.disclose.silence import silence


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns' numbers, rounded. ``finished``: the solver calls them the least."""

    numbers: tuple[int, ...]
    finished: bool


def least(model: Model, nodes: int) -> Answer | None:
    """A model -> an answer to it; None: none was found in that many nodes of the search, which
    are counted and not timed, so that every machine answers alike."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    rows = [part for row in model.rows for part in _relaxed(model, row)]
    entries = [(place, *term) for place, row in enumerate(rows) for term in row.terms]
    at, columns, numbers = zip(*entries, strict=True) if entries else ((), (), ())
    matrix: Any = csr_array(
        (np.array(numbers, float), (at, columns)), shape=(len(rows), len(model.lows))
    )
    with silence():
        answer = milp(
            np.array(model.weights, float),
            bounds=Bounds(model.lows, model.highs),
            integrality=np.ones(len(model.lows)),
            constraints=LinearConstraint(
                matrix,
                [-np.inf if row.low is None else row.low for row in rows],
                [np.inf if row.high is None else row.high for row in rows],
            ),
            options={"node_limit": nodes, "mip_rel_gap": 0},
        )
    if answer.x is None:
        return None
    return Answer(tuple(round(number) for number in answer.x.tolist()), answer.status == 0)


def _relaxed(model: Model, row: Row) -> list[Row]:
    """A row that holds unless a column is 0 or 1 -> rows that always hold, as tight as may be."""
    if row.unless is None:
        return [row]
    column, value = row.unless
    least, most = model.range(row.terms)
    made = []
    if row.low is not None:
        made.append(_loosened(row.terms, row.low, least, column, value))
    if row.high is not None:
        negated = tuple((place, -coefficient) for place, coefficient in row.terms)
        made.append(_loosened(negated, -row.high, -most, column, value))
    return made


def _loosened(
    terms: tuple[tuple[int, int], ...], low: int, least: int, column: int, value: int
) -> Row:
    """At least ``low``, or ``least`` where the column has the value."""
    slack = low - least
    if value:
        return Row((*terms, (column, slack)), low, None)
    return Row((*terms, (column, -slack)), low - slack, None)
