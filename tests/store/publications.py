"""Publications for the tests of the store: one by hand, and any at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from hypothesis import strategies as st

from packgen.assemble import manifest, write_pack
from packgen.model.observation import Unit
from packgen.model.pack import Audience, Format, Pack, Record, Rendition
from packgen.model.period import FourWeeks, HalfYear, Month, Quarter, Term, Year
from packgen.model.published import (
    ColumnKind,
    Publication,
    PublishedCell,
    PublishedFigure,
)
from packgen.render.published import write_disclosure

JUNE, JULY = Month(2023, 6), Month(2023, 7)
CARD = "children-performance"
TITLE = "Children: Performance June 2023"


def cells(month: Month = JUNE) -> tuple[PublishedCell, ...]:
    """An indicator with a benchmark, a ratio, a withheld year to date, and a rating."""
    who = "4", "Children looked after"
    ratio = PublishedFigure(Decimal("1.20"), Unit.PERCENT, 88, 7140)
    return (
        PublishedCell(*who, ColumnKind.BENCHMARK, None, "England", "70", _count(70)),
        PublishedCell(*who, ColumnKind.MONTH, month, "", "1.20% (88/7140)", ratio),
        PublishedCell(*who, ColumnKind.YEAR_TO_DATE, month, "", "", None, withheld=True),
        PublishedCell(*who, ColumnKind.RATING, month, "", "GREEN"),
    )


def publication(
    data: bytes = b"paper",
    *,
    position: Month = JUNE,
    on: date = date(2023, 7, 12),
    scorecard: str = CARD,
    title: str = TITLE,
) -> Publication:
    files = (("june-public.pdf", sha256(data).hexdigest()),)
    return Publication(scorecard, position, on, files, cells(position), title)


def built(
    root: Path,
    data: bytes = b"paper",
    *,
    position: Month = JUNE,
    name: str = "june",
    store: str = "",
) -> Path:
    """A pack as a build leaves it, with these bytes for its public PDF -> its folder."""
    papers = (
        Rendition(Audience.PUBLIC, Format.PDF, data),
        Rendition(Audience.PUBLIC, Format.DOCX, data + b" in Word"),
        Rendition(Audience.PART2, Format.PDF, b"exempt"),
    )
    disclosed = write_disclosure(CARD, TITLE, position, cells(position), store)
    record = (Record("disclosure", disclosed),)
    listed = manifest(name, {}, {"packgen": "1"}, date(2023, 6, 30), papers, record)
    write_pack(Pack(name, papers, listed, record), root)
    return root / name


def sql(file: Path, statement: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    """Runs a statement on a SQLite file, as anyone with rights to the file could."""
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement, values).fetchall()


def _count(number: int) -> PublishedFigure:
    return PublishedFigure(Decimal(number), Unit.COUNT)


YEARS, STARTS = st.integers(1900, 2200), st.integers(1, 12)
PERIODS = st.one_of(
    st.builds(Month, YEARS, STARTS),
    st.builds(Year, YEARS, STARTS),
    *(
        st.builds(kind, YEARS, st.integers(1, kind.parts), STARTS)
        for kind in (Quarter, HalfYear, Term, FourWeeks)
    ),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=None).filter(
    lambda number: abs(number.adjusted()) <= 100 and len(str(number)) <= 100
)
WHOLE = st.none() | st.integers(0, 10**30)
FIGURES = st.builds(PublishedFigure, NUMBERS, st.sampled_from(Unit), WHOLE, WHOLE)


@st.composite
def any_cell(draw: st.DrawFn) -> PublishedCell:
    kind = draw(st.sampled_from(ColumnKind))
    period = None if kind is ColumnKind.BENCHMARK else draw(PERIODS)
    withheld = draw(st.booleans())
    return PublishedCell(
        draw(TEXTS),
        draw(TEXTS),
        kind,
        period,
        draw(TEXTS),
        "" if withheld else draw(TEXTS),
        None if withheld else draw(st.none() | FIGURES),
        withheld,
    )


CELLS = st.lists(any_cell(), max_size=6).map(tuple)
HASHES = st.binary(min_size=1, max_size=4).map(lambda data: sha256(data).hexdigest())
PUBLICATIONS = st.builds(
    Publication,
    st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    PERIODS,
    st.dates(),
    st.lists(st.tuples(TEXTS, HASHES), min_size=1, max_size=4).map(tuple),
    CELLS,
    TEXTS,
)
