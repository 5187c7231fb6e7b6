"""Where the files of a pack lie, by audience, format and paper alone."""

from __future__ import annotations

from pathlib import PurePosixPath

from packgen.model.pack import Audience, Format

MANIFEST = "manifest.json"


def file_path(pack: str, audience: Audience, file_format: Format, paper: str = "") -> PurePosixPath:
    """A pack's name, an audience, a format, a paper beside the scorecard -> the file's path in the
    pack's folder."""
    folder = audience.value
    return PurePosixPath(folder, f"{pack}-{paper or audience.value}.{file_format.value}")


def record_path(pack: str, name: str) -> PurePosixPath:
    """A pack's name, a record's -> its path in the pack's folder."""
    return PurePosixPath(Audience.PART2.value, f"{pack}-{name}.json")
