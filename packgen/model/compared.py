"""What differs between two builds of a pack, volume by volume and item by item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What changed at one paper: its name, and what is another now, in words. No text of the paper
    is quoted, as the paper may be exempt."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class VolumeChanges:
    """The changes of one audience's volume, in the new one's order."""

    volume: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two packs' names, and what differs between them."""

    old: str
    new: str
    volumes: tuple[VolumeChanges, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not any(volume.changes for volume in self.volumes)
