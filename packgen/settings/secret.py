"""Secrets: passwords that come from the environment or from a file, and are never shown."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from packgen.errors import BadInput, Fault
from packgen.settings.files import UnfitFile, read_text
from packgen.settings.tables import TomlTable

_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Secret:
    """A password; no message and no representation of it tells it."""

    text: str = field(repr=False)

    def __str__(self) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """Where a password stands: in an environment's variable, or in a file."""

    variable: str | None = None
    file: Path | None = None

    @property
    def shown(self) -> str:
        """The place as messages name it."""
        return f"the variable {self.variable}" if self.variable else str(self.file)

    def read(self, environment: Mapping[str, str] | None = None) -> Secret:
        """The password. Raises BadInput where there is none."""
        known = os.environ if environment is None else environment
        text = known.get(self.variable, "") if self.variable else self._text()
        if not text:
            raise BadInput(Fault(self.shown, "holds no password", "set it, and send again"))
        if not text.isprintable():
            what = "holds more than a password: it has a line end or a control character"
            raise BadInput(Fault(self.shown, what, "write the password on one line"))
        return Secret(text)

    def _text(self) -> str:
        try:
            return read_text(self.file or Path()).removesuffix("\n")
        except UnicodeDecodeError:
            what = "is no text in UTF-8"
        except UnfitFile as error:
            what = str(error)
        except OSError as error:
            what = f"can't be read: {error.strerror}"
        raise BadInput(Fault(self.shown, what, "check the file and its rights"))


def secret_place(table: TomlTable, folder: Path) -> SecretPlace | None:
    """A table's ``password_env`` or ``password_file`` -> where the password stands; None: nowhere.

    A password itself is refused: the file is copied and mailed.
    """
    if table.raw("password") is not None:
        remedy = 'write password_env = "NAME" or password_file = "FILE" instead'
        table.fault("password", "a password may not stand in this file", remedy)
    variable, file = table.text("password_env"), table.text("password_file")
    if variable and file:
        table.fault("password_file", "stands beside password_env", "keep one of them")
    if variable and not _VARIABLE.fullmatch(variable):
        table.fault("password_env", "is no name of a variable", "write PACKGEN_PASSWORD or such")
        return None
    if not variable and not file:
        return None
    return SecretPlace(variable, None if variable else folder / (file or ""))
