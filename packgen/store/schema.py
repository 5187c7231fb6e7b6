"""The version of a database's tables: told, checked, and brought up to this packgen's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from packgen.errors import BadInput, Fault
from packgen.store.address import Address

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION_TABLE: Final = "packgen_version"
_MIGRATIONS = Path(__file__).with_name("migrations")


def versions() -> tuple[str, ...]:
    """The versions that this packgen knows, the newest last."""
    files = (_MIGRATIONS / "versions").glob("r[0-9]*_*.py")
    return tuple(sorted(file.name[1:].partition("_")[0] for file in files))


def is_current(connection: Connection, address: Address) -> bool:
    """Whether the tables are this packgen's; False for an older version, and where there are none.

    Raises BadInput for a database of a newer packgen, and for one that is not packgen's.
    """
    held = _version(connection, address)
    if held is not None and held not in versions():
        raise BadInput(
            Fault(
                address.shown,
                "was written by a newer packgen",
                "install the packgen that the others use, or name another store",
            )
        )
    return held == versions()[-1]


def migrate(connection: Connection) -> None:
    """Brings the tables up to the newest version, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    # A path is no template: "%" is only a sign in it.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _version(connection: Connection, address: Address) -> str | None:
    """The version that the database says it has; None when it is empty."""
    from sqlalchemy import inspect, text

    tables = inspect(connection).get_table_names()
    if VERSION_TABLE in tables:
        held = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).all()  # noqa: S608
        if len(held) == 1:
            return str(held[0][0])
    elif not tables:
        return None
    raise BadInput(
        Fault(address.shown, "is a database, but not packgen's", "name another one with --store")
    )
