"""Answers: what became of a message that was handed to a mail server or an outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from packgen.settings.mailaddress import MailAddress


class Outcome(Enum):
    """What a message came to; the first three are kinds of the ledger's entries."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "in doubt"


@dataclass(frozen=True, slots=True)
class Answer:
    """An outcome and what the server said, in one line of printable signs."""

    outcome: Outcome
    said: str


class Unreachable(Exception):
    """The way is closed for now; it says why, and no message was handed over."""


class Post(Protocol):
    """A way that messages go."""

    def hand_over(
        self, data: bytes, identifier: str, to: MailAddress, commit: Callable[[], None]
    ) -> Answer:
        """A message's bytes, its Message-ID, whom it is to -> what became of it.

        ``commit`` is called at the last moment at which nothing has gone out yet; if it raises,
        nothing does. Raises Unreachable, and BadInput for what no waiting mends.
        """

    def went(self, identifier: str) -> bool | None:
        """Whether a message whose answer is not known went out; None: nobody here can say."""

    def close(self) -> None:
        """Ends it. Raises nothing."""
