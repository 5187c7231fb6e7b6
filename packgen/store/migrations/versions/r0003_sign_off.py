"""Version 3: approvals, and the ledger of what was done, of which only persons may be purged."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

PURGED = "personal", "salt"
KEPT = "number", "at", "kind", "pack", "facts", "sealed", "sha256"
TOLD = "the ledger is only added to"
APPROVALS_TOLD = "approvals are never changed"


def upgrade() -> None:
    """Version 2 -> version 3."""
    op.create_table(
        "ledger",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("sealed", sa.String(64), nullable=False),
        sa.Column("salt", sa.String(64)),
        sa.Column("personal", sa.Text),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("entry", sa.Integer, sa.ForeignKey("ledger.number"), nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("role", sa.String(100), nullable=False),
        sa.Column("signed_on", sa.Date, nullable=False),
        sa.Column("withdraws", sa.Integer, sa.ForeignKey("approvals.id")),
        sa.UniqueConstraint("entry", name="uq_approvals_entry"),
    )
    match op.get_bind().dialect.name:
        case "sqlite":
            _sqlite()
        case "postgresql":
            _postgresql()


def _sqlite() -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER approvals_no_{deed.lower()} BEFORE {deed} ON approvals "
            f"BEGIN SELECT RAISE(ABORT, '{APPROVALS_TOLD}'); END"
        )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
    same = [f"NEW.{name} IS OLD.{name}" for name in KEPT]
    purged = [f"NEW.{name} IS NULL" for name in PURGED]
    op.execute(
        "CREATE TRIGGER ledger_purged_only BEFORE UPDATE ON ledger "
        f"WHEN NOT ({' AND '.join((*same, *purged))}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger {refuse}")
    # REPLACE takes a row away without a word to the trigger above.
    for table, key in (("ledger", "number"), ("approvals", "id")):
        told = TOLD if table == "ledger" else APPROVALS_TOLD
        is_there = f"NEW.{key} IN (SELECT {key} FROM {table})"  # noqa: S608
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {is_there} "
            f"BEGIN SELECT RAISE(ABORT, '{told}'); END"
        )


def _postgresql() -> None:
    for name, told in (("packgen_refuse_approval", APPROVALS_TOLD), ("packgen_refuse_entry", TOLD)):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{told}'; END $$"
        )
    op.execute(
        "CREATE TRIGGER approvals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON approvals "
        "FOR EACH STATEMENT EXECUTE FUNCTION packgen_refuse_approval()"
    )
    op.execute(
        "CREATE TRIGGER ledger_append_only BEFORE DELETE OR TRUNCATE ON ledger "
        "FOR EACH STATEMENT EXECUTE FUNCTION packgen_refuse_entry()"
    )
    same = [f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in KEPT]
    purged = [f"NEW.{name} IS NULL" for name in PURGED]
    op.execute(
        "CREATE TRIGGER ledger_purged_only BEFORE UPDATE ON ledger FOR EACH ROW "
        f"WHEN (NOT ({' AND '.join((*same, *purged))})) EXECUTE FUNCTION packgen_refuse_entry()"
    )
