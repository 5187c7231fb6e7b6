"""Files that a pack names: only such as have an end, and are no larger than their kind ever is."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import Final

_LARGEST_TEXT: Final = 2_000_000


class UnfitFile(ValueError):
    """What a file is, in words, when it isn't to be read."""


def check_file(path: Path, most: int) -> None:
    """Raises UnfitFile for a device, a pipe or a folder, and for more than ``most`` bytes."""
    told = path.stat()
    if not S_ISREG(told.st_mode):
        raise UnfitFile("is no regular file")
    if told.st_size > most:
        raise UnfitFile(f"has more than {most // 1_000_000} MB")


def read_file(path: Path, most: int) -> bytes:
    """A regular file -> its bytes. Raises OSError, or UnfitFile."""
    check_file(path, most)
    with path.open("rb") as file:  # what the system makes up as it is read says it has 0 bytes
        data = file.read(most + 1)
    if len(data) > most:
        raise UnfitFile(f"has more than {most // 1_000_000} MB")
    return data


def read_text(path: Path) -> str:
    """A text file in UTF-8 -> its text, without a mark at its start. Raises OSError, ValueError."""
    text = read_file(path, _LARGEST_TEXT).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")
