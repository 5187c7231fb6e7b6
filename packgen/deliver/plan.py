"""The plan of a sending: who would get which papers, and why somebody would get nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from packgen.deliver.journal import Addressed, Known, Standing
from packgen.deliver.message import encoded_size, message_id
from packgen.deliver.papers import Paper, Papers
from packgen.model.pack import Audience
from packgen.settings.delivery import DeliverySettings, MailList
from packgen.settings.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Planned:
    """One recipient of a list: the papers that they get, or ``held``: why they get nothing.

    ``exempt``: the Part 2 paper goes with it, under its password. ``linked``: the message names
    where the public papers can be read, instead of holding them.
    """

    recipient: Recipient
    message: Addressed
    papers: tuple[Paper, ...] = ()
    exempt: bool = False
    linked: bool = False
    held: str = ""


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans a pack's messages to one list. ``standing`` is what is known of a message; ``only``
    the one address that is to get it (None: all of them)."""

    settings: DeliverySettings
    papers: Papers
    mail_list: MailList
    standing: Callable[[str], Known]
    only: str | None = None

    def plan(self, recipients: Iterable[Recipient]) -> Iterator[Planned]:
        """Recipients in order -> those of the list, each with what would become of them."""
        for recipient in recipients:
            if self.mail_list.name in recipient.lists:
                yield self._planned(recipient)

    def _planned(self, recipient: Recipient) -> Planned:
        identifier = message_id(
            self.papers.digest, recipient.email, self.mail_list.name, self.settings.sender
        )
        message = Addressed(identifier, self.mail_list.name, recipient.email, recipient.name)
        papers = self.papers.of(recipient.formats)
        exempt = recipient.audience is Audience.PART2 and self.papers.part2 is not None
        linked = encoded_size(papers) > self.settings.attach_bytes
        held = self._held(recipient, identifier, papers, exempt=exempt, linked=linked)
        return Planned(recipient, message, papers, exempt, linked, held)

    def _held(
        self,
        recipient: Recipient,
        identifier: str,
        papers: tuple[Paper, ...],
        *,
        exempt: bool,
        linked: bool,
    ) -> str:
        wanted = ", ".join(each.value for each in recipient.formats)
        named = self.only == recipient.email.key
        if self.only is not None and not named:
            return "is not the one who was named"
        if not recipient.active:
            return "is not active"
        if why := _by_ledger(self.standing(identifier), named=named):
            return why
        if not papers and not exempt:
            return f"the pack has no public paper in {wanted}"
        if linked and self.settings.served is None:
            return "the papers are too large to be attached, and no folder is served"
        return self._too_large(exempt, papers, linked)

    def _too_large(self, exempt: bool, papers: tuple[Paper, ...], linked: bool) -> str:
        """Part 2 is never put where it is served: if it is too large it stays."""
        if not exempt or self.papers.part2 is None:
            return ""
        attached = (self.papers.part2, *(() if linked else papers))
        if encoded_size(attached) > self.settings.attach_bytes:
            return "the Part 2 paper is too large to be attached"
        return ""


def _by_ledger(known: Known, *, named: bool) -> str:
    """Why a message does not go again; one that was refused does if its recipient is named."""
    match known.standing:
        case Standing.WAITING:
            return ""
        case Standing.SENT:
            return f"got it already ({known.at})"
        case Standing.REFUSED:
            return "" if named else f"was refused before ({known.said or known.at})"
        case Standing.DOUBT:
            return f"is in doubt: nobody knows whether message {known.number} went out"
