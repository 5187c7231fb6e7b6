"""The tables of the memory of releases, in types that every database has.

Numbers are kept as text: no database changes a digit of them.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

RELEASES = Table(
    "releases",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("scorecard", String(100), nullable=False),
    Column("title", Text, nullable=False),
    Column("position", String(20), nullable=False),
    Column("released_on", Date, nullable=False),
    Column("digest", String(64), nullable=False),
    UniqueConstraint("scorecard", "position", "digest", name="uq_releases_once"),
)
"""``digest`` is of the hashes of all its files: the same bytes are one release."""

FILES = Table(
    "release_files",
    METADATA,
    Column("release_id", Integer, ForeignKey("releases.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
)

CELLS = Table(
    "release_cells",
    METADATA,
    Column("release_id", Integer, ForeignKey("releases.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("indicator", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("period", String(20)),
    Column("heading", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("number", Text),
    Column("unit", String(20)),
    Column("numerator", Text),
    Column("denominator", Text),
    Column("withheld", Boolean, nullable=False),
)
