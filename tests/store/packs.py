"""Packs to be signed off, as a build leaves them, without the time that a build takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from packgen.assemble import manifest, write_pack
from packgen.assemble.sign_off import Noticed, sign_off
from packgen.errors import Fault
from packgen.model.pack import Audience, Format, Pack, Record, Rendition
from packgen.render.published import write_disclosure
from packgen.store import Deed
from tests.store.publications import CARD, JUNE, TITLE, cells

HEAD, OFFICER = "Head of Service", "Monitoring Officer"
ROLES = (HEAD, OFFICER)
LOOK = Fault("card.xlsx: F7", "falls by more than half", "look at it")
WAIVED = Fault("card.xlsx: F8", "is 0", "the centre was closed (Ann Bell)")
STOPS = Fault("card.xlsx: F9", "is no number", "mend it")
DAY, AT = date(2023, 7, 10), "2023-07-10T09:00:00Z"


def signable(
    root: Path,
    data: bytes = b"paper",
    *,
    name: str = "june",
    roles: Sequence[str] = ROLES,
    four_eyes: bool = False,
    noticed: Noticed | None = None,
    store: str | None = None,
    cards: Sequence[str] = (CARD,),
) -> Path:
    """A pack whose public PDF has these bytes and whose approval is asked for -> its folder.

    ``cards`` are its scorecards; of several, each is an item of a meeting.
    """
    papers = (
        Rendition(Audience.PUBLIC, Format.PDF, data),
        Rendition(Audience.PUBLIC, Format.DOCX, data + b" in Word"),
        Rendition(Audience.PART2, Format.PDF, b"exempt"),
    )
    record = tuple(
        Record(
            "disclosure" if len(cards) == 1 else f"item-{number}-disclosure",
            write_disclosure(card, TITLE, JUNE, cells(JUNE), store or ""),
        )
        for number, card in enumerate(cards, 1)
    )
    told = sign_off(
        noticed or Noticed(open=(LOOK,), waived=(WAIVED,)),
        roles,
        four_eyes=four_eyes,
        store=store,
        law="england-2006",
    )
    dated = date(2023, 6, 30)
    listed = manifest(name, {}, {"packgen": "1"}, dated, papers, record, sign_off=told)
    write_pack(Pack(name, papers, listed, record), root)
    return root / name


def deed(name: str = "Ann Bell", role: str = HEAD, on: date = DAY) -> Deed:
    return Deed(name, role, on, AT)
