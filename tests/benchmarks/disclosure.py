"""How long the disclosure engine takes: ``python -m tests.benchmarks.disclosure``.

A made-up scorecard of 300 indicators and 12 months with 60 figures withheld, which no other
program can take; and tables with both totals, beside pytauargus where it is installed, which asks
for less: an interval where we ask for three whole numbers, and no other ties than sums.
Each measurement has a process of its own; the imports and a first small card are not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from random import Random
from statistics import median
from typing import Any

from packgen.disclose.attack import attack
from packgen.disclose.secondary import Protection, protect
from packgen.disclose.world import System
from tests.disclose.cards import Card, big
from tests.disclose.exhaustive import Value

_SEEDS = (0, 1, 2)
_TABLES = ((4, 4, 2), (6, 12, 6), (10, 12, 7))
"""Rows, columns, and counts below three."""
_ROUNDS = 3
_CARD = {"audit": "audit", "protect 1": "protect", "protect 2": "protect, two processes"}


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock and of all processors, what more was withheld and at what cost, how
    many targets an outsider can still work out, and what is proved."""

    seconds: float
    cpu: float
    cost: int = 0
    cells: int = 0
    exposed: int = 0
    says: str = ""


class _Watch:
    """A clock, and what this process and its children have used of the processors."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), sum(os.times()[:4])

    def read(self) -> tuple[float, float]:
        """Both, since it was made."""
        return time.perf_counter() - self._start[0], sum(os.times()[:4]) - self._start[1]


def counts(rows: int, columns: int, few: int) -> list[list[int]]:
    """Counts of a table, of which a few are below three."""
    random = Random(rows * columns)
    small = random.sample(range(rows * columns), few)
    drawn = [
        random.randint(1, 2) if place in small else random.randint(3, 40)
        for place in range(rows * columns)
    ]
    return [drawn[row * columns : (row + 1) * columns] for row in range(rows)]


def table(numbers: list[list[int]]) -> System:
    """A table with both totals in which each figure costs its size, those below three withheld."""
    card = Card()
    cells = [[card.quantity(f"{i} {j}", n) for j, n in enumerate(r)] for i, r in enumerate(numbers)]
    lines = [(f"row {i}", row) for i, row in enumerate(cells)]
    lines += [(f"column {j}", [row[j] for row in cells]) for j in range(len(cells[0]))]
    for row, these in zip(cells, numbers, strict=True):
        for cell, number in zip(row, these, strict=True):
            card.prints(f"cell {cell}", Value(cell), number)
    for name, line in lines:
        total = card.sum(name, line, "they add up")
        card.prints(name, Value(total), card.quantities[total].truth)
    for row, these in zip(cells, numbers, strict=True):
        for cell, number in zip(row, these, strict=True):
            if number < 3:
                card.hide(cell)
    return card.system()


def scorecard(seed: int) -> System:
    """A scorecard of 300 indicators and 12 months, of which 60 figures are withheld."""
    return big(Random(seed)).system()


def audit(seed: int) -> Taken:
    """What an outsider can work out of the scorecard."""
    system = scorecard(seed)
    attack(table(counts(3, 3, 1)))
    watch = _Watch()
    verdicts = attack(system)
    return Taken(*watch.read(), exposed=sum(each.exposed for each in verdicts))


def defend(system: System, processes: int) -> Taken:
    """The cheapest protection of a system."""
    _warm()
    watch = _Watch()
    found = protect(system, processes=processes)
    taken = watch.read()
    exposed = sum(each.exposed for each in attack(system, found.levels))
    return Taken(*taken, found.cost, len(found.changes), exposed, _proofs(found))


def _warm() -> None:
    import scipy.optimize  # noqa: F401

    protect(table(counts(3, 3, 1)), processes=1)


def _proofs(found: Protection) -> str:
    return f"{sum(part.proven_least for part in found.parts)} of {len(found.parts)} proven least"


def argus(numbers: list[list[int]]) -> Taken:
    """The same table by pytauargus: optimal suppression, each figure at the cost of its size."""
    from pytauargus import protect as suppress

    people: dict[str, list[Any]] = {"row": [], "column": [], "one": []}
    for i, row in enumerate(numbers):
        for j, number in enumerate(row):
            people["row"] += [f"r{i:02}"] * number
            people["column"] += [f"c{j:02}"] * number
            people["one"] += [1] * number
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # it leaves logs where it is
        watch = _Watch()
        made = suppress(
            people,
            [["row", "column"]],
            response="one",
            safety_rules="FREQ(3,100)",
            suppress="OPT(1)",
            workdir=folder,
        ).tables[0]
        taken = watch.read()
    withheld = [r for r, s in zip(made.rows, made.status(), strict=True) if s == "M"]
    system = table(numbers)
    names = {_name(each, len(numbers[0])) for each in withheld}
    levels = tuple(
        max(each.start, int(each.name in names and not each.fixed)) for each in system.statements
    )
    exposed = sum(each.exposed for each in attack(system, levels))
    return Taken(*taken, int(sum(each["one"] for each in withheld)), len(withheld), exposed)


def _name(row: dict[str, Any], columns: int) -> str:
    """What we call a figure of its table."""
    across, down = str(row["row"]), str(row["column"])
    if across == "Total":
        return f"column {int(down[1:])}" if down != "Total" else "all"
    if down == "Total":
        return f"row {int(across[1:])}"
    return f"cell {int(across[1:]) * columns + int(down[1:])}"


def turn(what: str, place: int) -> Taken:
    """One measurement, by its name."""
    match what:
        case "audit":
            return audit(place)
        case "protect 1":
            return defend(scorecard(place), 1)
        case "protect 2":
            return defend(scorecard(place), 2)
        case "table":
            return defend(table(counts(*_TABLES[place])), 1)
        case "argus":
            return argus(counts(*_TABLES[place]))
        case _:
            raise SystemExit(f"no measurement {what!r}")


def take(what: str, place: int) -> Taken:
    """One measurement in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.disclosure", what, str(place)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{what}, {place}, failed:\n{done.stderr}")
    return Taken(**json.loads(done.stdout.splitlines()[-1]))


def compare() -> None:
    """Prints a line for each measurement: the median of three."""
    say("300 indicators, 12 months, 60 figures withheld")
    for seed in _SEEDS:
        for what, name in _CARD.items():
            found = [take(what, seed) for _ in range(_ROUNDS)]
            say(_line(f"card {seed}, {name}", found))
    peer = find_spec("pytauargus") is not None
    for place, (rows, columns, few) in enumerate(_TABLES):
        say(f"\ntable of {rows} by {columns} with both totals, {few} counts below three")
        ours = [take("table", place) for _ in range(_ROUNDS)]
        say(_line("packgen: three whole numbers possible", ours))
        if peer:
            theirs = [take("argus", place) for _ in range(_ROUNDS)]
            ratio = median(b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True))
            label = "pytauargus: OPT, FREQ(3,100)"
            say(f"{_line(label, theirs)} {ratio:6.2f} times ours")


def _line(label: str, found: list[Taken]) -> str:
    seconds, one = median(each.seconds for each in found), found[0]
    withheld = f"{one.cells:4} more for {one.cost}" if one.cells else ""
    exposed = f"{one.exposed} exposed"
    cpu = median(each.cpu for each in found)
    times = f"{seconds * 1000:7.0f} ms{cpu * 1000:7.0f} cpu"
    return f"{label:<42}{times}  {withheld:<20}{exposed:<12}{one.says}"


def say(text: str) -> None:
    """Prints at once, as a measurement may take long."""
    print(text, flush=True)  # noqa: T201


def main() -> None:
    """Prints the table; or, with the name of a measurement, that alone as JSON."""
    if len(sys.argv) == 3:
        say(json.dumps(asdict(turn(sys.argv[1], int(sys.argv[2])))))
    else:
        compare()


if __name__ == "__main__":
    main()
