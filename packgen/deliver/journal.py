"""The journal of a sending: what the ledger knows of each message, and what is added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, Protocol

from packgen.deliver.answer import Answer, Outcome
from packgen.settings.mailaddress import MailAddress

INTENT: Final = "intent"
SETTLED: Final = "doubt-settled"
_MESSAGE, _OUTCOME = "message", "outcome"


class Entry(Protocol):
    """An entry of the ledger, as far as it is read here."""

    @property
    def number(self) -> int:
        """Its place in the ledger."""

    @property
    def at(self) -> str:
        """When it was made, in UTC."""

    @property
    def kind(self) -> str:
        """What it is of."""

    @property
    def facts(self) -> Mapping[str, str]:
        """What it says."""

    @property
    def personal(self) -> Mapping[str, str]:
        """What it says of persons; empty once that was taken away."""


class Ledger(Protocol):
    """The memory that a journal keeps itself in."""

    def append(
        self,
        kind: str,
        pack: str,
        facts: Mapping[str, str],
        personal: Mapping[str, str],
        at: str,
    ) -> Any:
        """Adds an entry, which is on the disk when this returns."""

    def entries(self, kind: str | None = None, pack: str | None = None) -> Iterable[Entry]:
        """The entries of a pack, in order."""


class Standing(Enum):
    """Where a message stands by the ledger."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a message. ``number`` is the entry that tells it: it names a doubt
    that is to be settled."""

    standing: Standing
    at: str = ""
    said: str = ""
    number: int = 0
    message: str = ""
    to: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message as the journal names it: its Message-ID, its list, whom it is to."""

    identifier: str
    mail_list: str
    to: MailAddress
    name: str


class Journal:
    """The journal of one pack. ``digest`` is of its bytes, ``way`` that by which its messages go
    now; ``now`` is asked for the moment of each entry."""

    def __init__(
        self, ledger: Ledger, pack: str, digest: str, way: str, now: Callable[[], datetime]
    ) -> None:
        self._ledger = ledger
        self._pack = pack
        self._digest = digest
        self._way = way
        self._now = now
        self._known = known(ledger.entries(pack=pack))

    def of(self, identifier: str) -> Known:
        """A message -> where it stands."""
        return self._known.get(identifier, Known(Standing.WAITING))

    @property
    def doubts(self) -> tuple[Known, ...]:
        """The messages of which nobody knows whether they went out, in the order of the ledger."""
        found = [each for each in self._known.values() if each.standing is Standing.DOUBT]
        return tuple(sorted(found, key=lambda each: each.number))

    def is_of_this_way(self, doubt: Known) -> bool:
        """Whether a message in doubt was to go by the way that messages go now."""
        return doubt.way == self._way

    def intend(self, message: Addressed) -> None:
        """Says that a message is about to go out."""
        self._add(INTENT, message, {"way": self._way}, {})

    def answered(self, message: Addressed, answer: Answer) -> None:
        """Says what came of it. Of an unknown answer there is nothing to say."""
        if answer.outcome is not Outcome.UNKNOWN:
            self._add(answer.outcome.value, message, {}, {"said": answer.said})

    def settle(self, doubt: Known, *, sent: bool) -> None:
        """Says of a message in doubt what somebody, or the outbox itself, found out."""
        outcome = "sent" if sent else "unsent"
        facts = {_MESSAGE: doubt.message, _OUTCOME: outcome, "digest": self._digest}
        personal = {"to": doubt.to} if doubt.to else {}
        self._note(self._ledger.append(SETTLED, self._pack, facts, personal, self._moment()))

    def _add(
        self,
        kind: str,
        message: Addressed,
        facts: Mapping[str, str],
        personal: Mapping[str, str],
    ) -> None:
        said = {
            _MESSAGE: message.identifier,
            "list": message.mail_list,
            "digest": self._digest,
            **facts,
        }
        who = {"to": message.to.text, "name": message.name, **personal}
        self._note(self._ledger.append(kind, self._pack, said, who, self._moment()))

    def _note(self, entry: Entry) -> None:
        self._known.update(known([entry]))

    def _moment(self) -> str:
        return self._now().strftime("%Y-%m-%dT%H:%M:%SZ")


def known(entries: Iterable[Entry]) -> dict[str, Known]:
    """Entries in order -> what they say of each message at last."""
    found: dict[str, Known] = {}
    for entry in entries:
        message = entry.facts.get(_MESSAGE)
        standing = _standing(entry)
        if message and standing:
            said, to = entry.personal.get("said", ""), entry.personal.get("to", "")
            way = entry.facts.get("way", "")
            found[message] = Known(standing, entry.at, said, entry.number, message, to, way)
    return found


def _standing(entry: Entry) -> Standing | None:
    match entry.kind:
        case "intent":
            return Standing.DOUBT
        case "accepted":
            return Standing.SENT
        case "refused":
            return Standing.REFUSED
        case "deferred":
            return Standing.WAITING
        case "doubt-settled":
            sent = entry.facts.get(_OUTCOME) == "sent"
            return Standing.SENT if sent else Standing.WAITING
        case _:
            return None
