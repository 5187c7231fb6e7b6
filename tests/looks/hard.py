"""Hard scorecards: workbooks that try the layout, each with lines of its pack.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ingest.sheets import write

MONTHS = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23", "Sep-23", "Oct-23", "Nov-23", "Dec-23",
          "Jan-24", "Feb-24", "Mar-24"]  # fmt: skip
LEFT = ["No.", "Performance Indicators", "Why is this important?", "Polarity", "Target"]
BENCHMARKS = ["Bromley 2022/23", "Bromley 2021/22", "England", "London"]
RIGHT = ["RAG rating", *MONTHS, "Year to Date", "Notes", "Publication"]
SUPPRESSED = "Part 2: para 2"
RATINGS = ("GREEN", "AMBER", "RED", "GREEN", "GREEN", "", "This is not a target measure")
TITLE = "Share of assessments that were completed within the statutory time"
WHY = (
    "This shows whether families are seen in time. It is a proxy for the quality of the work and"
    " for the pressure on the teams, and is read with the re-referral rate."
)
LONG = (
    "Percentage of children and young people with an education, health and care plan whose annual"
    " review was completed within the statutory timescale of twelve months, including those placed"
    " out of borough by agreement between the placing authority, the school and the family, and"
    " those awaiting"
)
NOTE = "A note that goes on for sixty words, as notes of officers sometimes do, " * 4
UNBROKEN = "https://www.example.gov.uk/committees/children-education-and-families/performance/"


@dataclass(frozen=True, slots=True)
class Hard:
    """A workbook's rows, and further lines of its pack.toml."""

    rows: tuple[Sequence[Any], ...]
    settings: str = ""

    def save(self, folder: Path) -> Path:
        """The folder with the workbook and its pack.toml."""
        folder.mkdir(parents=True)
        path = write(folder, self.rows)
        toml = f'scorecard = "{path.name}"\n{self.settings}\n'
        (folder / "pack.toml").write_text(toml, "utf-8")
        return folder


def row(
    number: Any,
    months: Sequence[Any] = (86, 87, 85, 88, 90, 91, 92, 90, 89, 93, 94, 95),
    *,
    title: str = TITLE,
    why: str = WHY,
    target: Any = "90",
    rating: str = "GREEN",
    benchmarks: Sequence[Any] = (81, 79, "Local Measure", 84),
    year: Any = 90,
    note: str = "",
    mark: str = "",
) -> list[Any]:
    """One indicator."""
    return [number, title, why, "High", target, *benchmarks, rating, *months, year, note or None,
            mark or None]  # fmt: skip


def card(*rows: Sequence[Any], benchmarks: Sequence[str] = BENCHMARKS, settings: str = "") -> Hard:
    """Rows under the usual heads."""
    head = [*LEFT, *benchmarks, *RIGHT]
    top = [["Scorecard 2023/24"], ["Position as at end of Mar-24"], head]
    return Hard((*top, *rows), settings)


def _many(count: int) -> Iterator[list[Any]]:
    for n in range(count):
        if n % 20 == 0:
            yield [f"Section {n // 20 + 1}: services for families"]
        why = WHY * (1 + n % 3) if n % 4 else WHY
        mark = SUPPRESSED if n % 17 == 5 else ""
        yield row(n + 1, rating=RATINGS[n % 7], why=why, mark=mark, title=f"{TITLE} ({n})")


def _sections() -> Iterator[list[Any]]:
    for n in range(26):
        yield [f"Section {chr(65 + n)}"]
        yield row(n + 1, rating=RATINGS[n % 7])


POUNDS = ["£1.25m", "£12.5m", "£103.75m", "£4.1m", "£5m", "£6.33m", "£7m", "£8m", "£9.99m", "£10m",
          "£11.2m", "£1,234.56m"]  # fmt: skip
RATIOS = [f"{1 + n / 10:.1f}% ({80 + n}/{70000 + n})" for n in range(12)]
QUARTERS = ["Q1 2023/24", "Q2 2023/24", "Q3 2023/24", "Q4 2023/24"]

HARD = {
    "three": card(row(1), row(2, rating="RED"), row("3a", rating="AMBER", mark=SUPPRESSED)),
    "320": card(*_many(320)),
    "long titles": card(*(row(n, title=LONG, mark=SUPPRESSED if n == 3 else "") for n in range(9))),
    "long notes": card(
        *(row(n, note=NOTE if n % 2 else "", mark=SUPPRESSED if n == 3 else "") for n in range(12))
    ),
    "one section of forty": card(
        ["Safeguarding"], *(row(n, mark=SUPPRESSED if n == 7 else "") for n in range(1, 41))
    ),
    "one long reason": card(
        ["Safeguarding"], *(row(n, why=WHY * 4 if n == 1 else None) for n in range(1, 15))
    ),
    "no benchmarks": card(
        *(row(n, benchmarks=(), mark=SUPPRESSED if n == 2 else "") for n in range(1, 9)),
        benchmarks=(),
    ),
    "pounds": card(
        row(1, POUNDS, target="£12m", year="£1,401.12m", benchmarks=["£1m"] * 4),
        row(2, POUNDS, target="£12m", year="£1,401.12m", mark=SUPPRESSED),
    ),
    "ratios": card(
        row(1, RATIOS, target="1.5%", year=RATIOS[-1], benchmarks=RATIOS[:4]),
        row(2, RATIOS, target="1.5%", year=RATIOS[-1], mark=SUPPRESSED),
    ),
    "all withheld": card(*(row(n, mark=SUPPRESSED) for n in range(1, 13))),
    "nothing rated": card(*(row(n, rating="", target="") for n in range(1, 9))),
    "all red": card(*(row(n, rating="RED", title=LONG) for n in range(1, 31))),
    "long names": card(
        row(1),
        row(2, mark=SUPPRESSED),
        settings="council = 'The Royal Borough of Longborough-under-Edge and the Vale of the Upper"
        " Windrush Combined District Council'\ncommittee = 'Children, Education, Families, Adult"
        " Social Care, Public Health and Community Wellbeing Policy Development and Scrutiny"
        " Committee'\ntitle = 'Performance of services for children, young people and their"
        " families in the municipal year 2023/24, with benchmarks and trends over twelve months'",
    ),
    "long tokens": card(
        row(1, title=UNBROKEN * 2, why=UNBROKEN * 3, note=UNBROKEN),
        row(2, why="Pneumonoultramicroscopicsilicovolcanoconiosis" * 3, mark=SUPPRESSED),
    ),
    "twenty-six sections": card(*_sections()),
}
