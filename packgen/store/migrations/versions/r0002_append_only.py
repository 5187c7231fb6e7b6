"""Version 2: the database itself refuses to change or take away what was recorded."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = "releases", "release_files", "release_cells"
TOLD = "releases are never changed"


def upgrade() -> None:
    """Version 1 -> version 2."""
    match op.get_bind().dialect.name:
        case "sqlite":
            _sqlite()
        case "postgresql":
            _postgresql()


def _sqlite() -> None:
    for table in TABLES:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
            )


def _postgresql() -> None:
    op.execute(
        "CREATE FUNCTION packgen_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{TOLD}'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION packgen_refuse()"
        )
