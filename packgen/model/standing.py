"""Where a built pack stands on its way out: from being read to being sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from packgen.errors import Fault


class Stage(Enum):
    """What a pack goes through, in order."""

    READ = "read"
    CHECKED = "checked"
    BUILT = "built"
    VERIFIED = "verified"
    APPROVED = "approved"
    RELEASED = "released"
    SENT = "sent"


class MailState(Enum):
    """What became of a message, as far as the ledger knows."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    DEFERRED = "deferred"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Standing:
    """A pack in an output folder. ``verified`` is the moment in UTC when its bytes were proved.

    ``needed`` are the roles whose approval it asks for, ``given`` those that gave it, each with its
    day. ``mail`` counts its messages. ``trouble``: why its files are not those that were built;
    then nothing else is known of it.
    """

    pack: str
    verified: str | None = None
    needed: tuple[str, ...] = ()
    given: Mapping[str, date] = field(default_factory=dict)
    released: date | None = None
    mail: Mapping[MailState, int] = field(default_factory=dict)
    trouble: tuple[Fault, ...] = ()

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The roles whose approval is still missing."""
        return tuple(role for role in self.needed if role not in self.given)

    @property
    def reached(self) -> tuple[Stage, ...]:
        """The stages that lie behind it, in order. A paper is only built of what was read and
        checked; where nobody's approval is needed it has it."""
        if self.trouble:
            return ()
        held = {
            Stage.VERIFIED: self.verified is not None,
            Stage.APPROVED: not self.waits_for,
            Stage.RELEASED: self.released is not None,
            Stage.SENT: self.is_sent,
        }
        return tuple(stage for stage in Stage if held.get(stage, True))

    @property
    def is_sent(self) -> bool:
        """Whether it was mailed, and no message waits for another try or is in doubt."""
        waits = self.mail.get(MailState.DEFERRED, 0) + self.mail.get(MailState.IN_DOUBT, 0)
        return bool(self.mail) and not waits

    @property
    def next(self) -> Stage | None:
        """What is to be done next; None where all is done, or the files are not as built."""
        if self.trouble:
            return None
        return next((stage for stage in Stage if stage not in self.reached), None)
