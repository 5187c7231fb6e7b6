"""The outbox: a folder of messages as .eml files, each under a temporary name first."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from packgen.deliver.answer import Answer, Outcome
from packgen.errors import BadInput, Fault
from packgen.settings.mailaddress import MailAddress

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_PRIVATE: Final = 0o700


class OutboxPost:
    """Writes messages into a folder. The rename is the moment at which one goes out: whatever
    happens before or after, the temporary file tells whether it did."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(
        self, data: bytes, identifier: str, to: MailAddress, commit: Callable[[], None]
    ) -> Answer:
        """As Post. Raises BadInput where the folder can't be written."""
        del to  # it stands in the message
        path, temporary = self._paths(identifier)
        try:
            self._folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            _write(temporary, data)
            self._sync()
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise self._fault(error) from None
        commit()
        try:
            temporary.replace(path)
            self._sync()
        except OSError as error:
            raise self._fault(error) from None
        return Answer(Outcome.ACCEPTED, f"written to {path.name}")

    def went(self, identifier: str) -> bool | None:
        """As Post. The temporary file was on the disk before the ledger said so: if it is still
        there it was never renamed; if not, it was, whatever became of it since."""
        _, temporary = self._paths(identifier)
        if not self._folder.is_dir():
            return None
        return not temporary.exists()

    def close(self) -> None:
        """Nothing is open."""

    def _paths(self, identifier: str) -> tuple[Path, Path]:
        name = hashlib.sha256(identifier.encode()).hexdigest()[:32]
        return self._folder / f"{name}.eml", self._folder / f".{name}.eml.part"

    def _sync(self) -> None:
        """The folder's own entries, where the system lets a program sync them."""
        with contextlib.suppress(PermissionError, AttributeError):
            handle = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _fault(self, error: OSError) -> BadInput:
        if error.errno in _FULL:
            what, remedy = "the disk is full", "make room, and send again: nobody gets it twice"
        else:
            what = f"can't be written: {error.strerror or type(error).__name__}"
            remedy = "check the folder and its rights, and send again"
        return BadInput(Fault(str(self._folder), what, remedy))


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
