"""What of a Word file does not come over: counted by kind, told by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from packgen.errors import Fault


class Loss(Enum):
    """What is left behind, in words; what was meant to be unseen comes first."""

    DELETED = "tracked deletions", "left out: the text as it reads with all changes accepted stands"
    INSERTED = "tracked insertions", "taken as accepted"
    COMMENT = "comments", "left out"
    HIDDEN = "hidden text", "left out"
    BLACKED = "text on a black ground", "left out: it would have been readable"
    CROPPED = "cropped pictures", "left out: delete the cropped areas in Word (Compress Pictures)"
    CONTENTS = "tables of contents", "left out"
    TEXT_BOX = "text boxes", "left out: put the text into the body"
    DRAWING = "drawings, charts or diagrams", "left out: save it as a picture with alternative text"
    OBJECT = "embedded files", "left out: attach them as PDF"
    EQUATION = "equations", "left out: write it as text, or as a picture with alternative text"
    NO_WORDS = "pictures without alternative text", "left out: say in Word what it shows"
    PICTURE = "pictures of a kind that can't be printed", "left out: insert it as PNG or JPEG"
    FIELD = "fields without a result", "left out: update it in Word"
    COVERS = "pictures in front of the text", "kept: see that no text lies under it"
    UNSEEN = "paragraphs with characters that can't be seen", "left out: the rest is kept"
    MARGIN = "headers or footers with text", "left out: put what matters into the body"
    EVERYTHING = "no text at all", "the report would be empty: see that it is the right file"
    CHUNK = "inserted documents", "left out: put the text into the body"

    @property
    def what(self) -> str:
        """Its name."""
        return self.value[0]

    @property
    def done(self) -> str:
        """What became of it, and what to do."""
        return self.value[1]


@dataclass(slots=True)
class Losses:
    """Gathers what is left behind while a file is read."""

    file: str
    found: Counter[tuple[Loss, str]] = field(default_factory=Counter)

    def lose(self, loss: Loss, place: str) -> None:
        """Notes one."""
        self.found[loss, place] += 1

    def faults(self) -> Iterator[Fault]:
        """Everything that was left behind, as something to look at; each kind at a place once."""
        for (loss, place), count in self.found.items():
            where = f"{self.file}: {place}" if place else self.file
            number = f" ({count})" if count > 1 else ""
            yield Fault(where, f"{loss.what}{number}", loss.done)
