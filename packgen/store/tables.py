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

LEDGER = Table(
    "ledger",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("pack", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("sealed", String(64), nullable=False),
    Column("salt", String(64)),
    Column("personal", Text),
    Column("sha256", String(64), nullable=False),
)
"""``sealed`` is the salted hash of ``personal``, which may be purged and its salt with it."""

APPROVALS = Table(
    "approvals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entry", Integer, ForeignKey("ledger.number"), nullable=False),
    Column("pack", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("role", String(100), nullable=False),
    Column("signed_on", Date, nullable=False),
    Column("withdraws", Integer, ForeignKey("approvals.id")),
    UniqueConstraint("entry", name="uq_approvals_entry"),
)
"""Who approved stands in the ledger's entry alone, so that it is purged in one place."""
