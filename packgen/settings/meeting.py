"""A meeting: whose it is, when and where, and the items of its agenda."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from packgen.settings.pack import PackSettings

_UNFIT = re.compile(r"[^A-Za-z0-9.-]")


class BodyKind(Enum):
    """What kind of body meets: the law that opens its meetings depends on it."""

    COUNCIL = "council"
    COMMITTEE = "committee"
    EXECUTIVE = "executive"


class ItemKind(Enum):
    """What stands behind an item of the agenda."""

    ORAL = "oral"
    TEXT = "text"
    REPORT = "report"
    SCORECARD = "scorecard"
    ATTACHMENT = "attachment"
    TO_FOLLOW = "to follow"


class ItemPart(Enum):
    """Which part of the meeting an item is taken in: with the public, or without."""

    PUBLIC = 1
    EXEMPT = 2


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the meeting."""

    name: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why an item or a passage is exempt, as the proper officer recorded it.

    ``paragraphs`` are those of the law's edition ``law``. ``restricted_to`` says who may see it,
    ``review`` when it is to be looked at again or is expected to be released.
    """

    paragraphs: tuple[int, ...]
    law: str
    reason: str
    public_interest: str
    restricted_to: str
    review: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item. ``number`` is as the agenda prints it; ``title`` without it.

    ``text`` are Markdown paragraphs of a text item. ``files`` are a report's (``.md``, ``.docx``),
    an attachment's (``.pdf``) or a scorecard's; ``scorecard`` are that one's settings. Further
    ``.pdf`` files of a report are its appendices. ``lead`` is the officer who answers for it.
    ``exempt``: why it, or what is exempt in it, is. ``late``: why it is late and must not wait.
    ``supplement``: the supplement that it comes in; 0 is the main pack. ``replaces``: it takes the
    place of the pages that were sent out under the same number. ``ready`` names the ready-made
    item that it is (``exclusion``, ``minutes``; settings/standing.py lists them).
    """

    number: str
    title: str
    kind: ItemKind
    part: ItemPart = ItemPart.PUBLIC
    lead: str = ""
    note: str = ""
    text: str = ""
    files: tuple[Path, ...] = ()
    scorecard: PackSettings | None = None
    exempt: Exemption | None = None
    late: str = ""
    supplement: int = 0
    replaces: bool = False
    ready: str = ""

    @property
    def attachments(self) -> tuple[Path, ...]:
        """Its files that are attached as they are."""
        return tuple(file for file in self.files if file.suffix.lower() == ".pdf")

    @property
    def stem(self) -> str:
        """What the names of its own files begin with: its number, in characters of file names."""
        return f"item-{_UNFIT.sub('-', self.number)}"

    @property
    def is_open(self) -> bool:
        """Whether it is taken with the public."""
        return self.part is ItemPart.PUBLIC


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its front sheet tells it. ``body`` is the committee's name.

    ``copies`` says where public copies are, ``recording`` and ``access`` are notes; ``""`` where
    there is none. ``despatched`` is the day when the papers go out. ``closed_days`` are days on
    which the council's offices are shut, beside weekends and bank holidays.
    """

    council: str
    body: str
    kind: BodyKind
    date: datetime.date
    time: datetime.time
    venue: str
    address: str = ""
    chair: str = ""
    vice_chair: str = ""
    members: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()
    co_opted: tuple[str, ...] = ()
    contact: Contact | None = None
    despatched: datetime.date | None = None
    copies: str = ""
    access: str = ""
    recording: str = ""
    closed_days: tuple[datetime.date, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingSettings:
    """A meeting's pack: the meeting, its items in order, and what all of its papers share.

    ``base`` holds the pack's name, style, template of scorecards, law, words, rules and policy;
    its ``scorecard`` is the first item's, or the pack file where there is none.
    ``duplex``: each paper begins on the front of a sheet.
    """

    base: PackSettings
    meeting: Meeting
    items: tuple[AgendaItem, ...]
    duplex: bool = False

    @property
    def exempt_numbers(self) -> frozenset[str]:
        """The numbers of the items that are exempt as a whole."""
        return frozenset(item.number for item in self.items if not item.is_open)
