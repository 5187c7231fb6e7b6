"""The reconciliation sheet: every difference between the public pack and Part 2, for the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from packgen.compose.listing import Listing, sentence
from packgen.document.nodes import (
    Document,
    Heading,
    Marking,
    PageSetup,
    Paragraph,
    Running,
    Text,
)
from packgen.document.roles import Role

TITLE = "Reconciliation of the public pack and Part 2"
_NOTE = (
    "Each place where the two packs differ, with its reason. What is not listed here stands alike "
    "in both, or in the public pack alone."
)
_NONE = "The packs don't differ: nothing in this one is exempt."
_LISTING = Listing(
    caption="Differences",
    description="Each difference with its item, what stands in each pack, and why.",
    heads=("Item", "Public pack", "Part 2", "Why"),
    shares=(0.18, 0.19, 0.17, 0.46),
    anchor="differences",
)
_MISSING = "no reason recorded: add [item.exempt] to pack.toml"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the item's number and title, what stands in each pack and on which pages,
    and the exemption as it was recorded (empty where it wasn't)."""

    item: str
    public: str
    part2: str
    paragraphs: str = ""
    reason: str = ""
    public_interest: str = ""
    restricted_to: str = ""
    review: str = ""

    @property
    def why(self) -> str:
        """The exemption in sentences."""
        told = [self.paragraphs, self.reason, self.public_interest]
        told += [f"restricted to {self.restricted_to}"] if self.restricted_to else []
        told += [f"to be reviewed on {self.review}"] if self.review else []
        return " ".join(sentence(part.rstrip(".")) for part in told if part) or sentence(_MISSING)


def reconciliation(
    council: str,
    subject: str,
    dated: date,
    page: PageSetup,
    running: Running,
    differences: Sequence[Difference],
) -> Document:
    """A meeting's differences -> their paper, which is not for publication: it tells what is
    exempt, and why."""
    rows = [(d.item, d.public, d.part2, d.why) for d in differences]
    table = _LISTING.table(page.text_width_pt, (_LISTING.body(rows),)) if rows else None
    return Document(
        title=TITLE,
        subject=subject,
        author=council,
        language="en-GB",
        date=dated,
        marking=Marking.NOT_FOR_PUBLICATION,
        page=page,
        running=running,
        blocks=(
            Heading(1, (Text(TITLE),), "reconciliation"),
            Paragraph(Role.PERIOD, (Text(subject),)),
            Paragraph(Role.BODY, (Text(_NOTE if rows else _NONE),)),
            *((table,) if table else ()),
        ),
    )
