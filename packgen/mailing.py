"""What is written to recipients: messages composed from a pack's public facts, and looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from packgen.compose.letter import Letters
from packgen.deliver.guard import Guard, Seen
from packgen.deliver.message import Mail, Sender, message_bytes
from packgen.deliver.papers import Paper, paper
from packgen.deliver.plan import Planned
from packgen.deliver.served import link
from packgen.errors import BadInput, BuildStopped, Fault
from packgen.outgoing import Outgoing
from packgen.settings.delivery import DeliverySettings, MailList
from packgen.settings.law import load_law
from packgen.settings.secret import Secret
from packgen.settings.vocabulary import languages, load_words

_LANGUAGE = "en-GB"
_LEAST_SECRET = 12


@dataclass(slots=True)
class Writer:
    """Composes the messages of one sending. ``cards`` is what they say of each scorecard;
    ``secret`` opens Part 2 (None: nobody gets it)."""

    settings: DeliverySettings
    outgoing: Outgoing
    mail_list: MailList
    cards: Sequence[dict[str, object]]
    secret: Secret | None
    letters: Letters = field(init=False)
    guard: Guard = field(init=False)

    def __post_init__(self) -> None:
        self.letters = Letters(self.settings.template)
        markings = self._markings()
        self.guard = Guard(self.outgoing.papers, lambda data: seen(data, markings), self.secret)

    def fit(self, planned: Planned, at: datetime, copy: Paper | None = None) -> bytes:
        """Somebody who is to get a message, and its date -> its bytes, looked at.

        ``copy``: somebody else's copy of the Part 2 paper does for a rehearsal. Raises
        BuildStopped where the message holds what its recipient may not see.
        """
        data = message_bytes(self.mail(planned, copy), at)
        recipient = planned.recipient
        granted = planned.exempt and bool(recipient.granted_by)
        if faults := self.guard.faults(data, recipient.email, granted):
            raise BuildStopped(faults)
        return data

    def mail(self, planned: Planned, copy: Paper | None = None) -> Mail:
        """Somebody who is to get a message -> what it says and holds."""
        own = (copy or self.locked(planned),) if planned.exempt else ()
        attached = (*own, *(() if planned.linked else planned.papers))
        letter = self.letters.letter(self._facts(planned, own))
        return Mail(
            id=planned.message.identifier,
            sender=self._sender(),
            to=planned.recipient.email,
            to_name=planned.recipient.name,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            unsubscribe=self.mail_list.unsubscribe,
            attached=attached,
        )

    def locked(self, planned: Planned) -> Paper:
        """The Part 2 paper for one person: under the password, their name across each page."""
        from packgen.assemble.protect import protected

        part2 = self.outgoing.papers.part2
        if part2 is None or self.secret is None:
            raise AssertionError("planned without a Part 2 paper or a password")
        copy = protected(part2.data, self.secret.text, watermark=planned.recipient.name)
        return paper(part2.name, copy)

    def report(self, identifier: str, groups: object) -> Mail:
        """What came of a sending -> the summary for who sent it."""
        facts = {**self._about(), "part2": "", "groups": groups}
        letter = self.letters.report(facts)
        return Mail(
            identifier,
            self._sender(),
            self.settings.report_to,
            self.settings.sender_name,
            letter.subject,
            letter.text,
        )

    def _sender(self) -> Sender:
        settings = self.settings
        return Sender(settings.sender, settings.sender_name, settings.reply_to)

    def _about(self) -> dict[str, object]:
        title, position = self._titled()
        return {
            "title": title,
            "position": position,
            "council": self.settings.council,
            "list": self.mail_list.title,
        }

    def _titled(self) -> tuple[object, object]:
        """What the papers are of, and as of when: a meeting and its day, or a scorecard."""
        from packgen.compose import dates

        if meeting := self.outgoing.built.meeting:
            body, held = meeting
            return body, dates.day_alone(held, load_words(_LANGUAGE))
        first = self.cards[0] if len(self.cards) == 1 else {}
        return first.get("title") or self.outgoing.built.name, first.get("position", "")

    def _facts(self, planned: Planned, own: Sequence[Paper]) -> dict[str, object]:
        served, pack = self.settings.served, self.outgoing.papers.pack
        files = [_file(each, "") for each in own]
        files += [
            _file(each, link(served, pack, each) if planned.linked and served else "")
            for each in planned.papers
        ]
        return {
            **self._about(),
            "name": planned.recipient.name,
            "part2": own[0].name if own else "",
            "law": load_law(self.outgoing.signed.law).citation,
            "attached": bool(own) or not planned.linked,
            "files": files,
            "cards": self.cards,
            "sender": self.settings.sender_name or self.settings.council,
            "unsubscribe": self.mail_list.unsubscribe,
            "language": _LANGUAGE,
        }

    def _markings(self) -> tuple[str, ...]:
        """The words that mark a page of Part 2: in every language, and the council's own."""
        own = (load_words(each).document.not_for_publication for each in languages())
        return (*own, *self.settings.part2.markings)


def seen(data: bytes, markings: Sequence[str]) -> Seen:
    """An attachment's bytes -> what was seen in it."""
    from packgen.verify.carried import carries, is_locked

    return Seen(is_locked(data), carries(data, markings))


def usable(secret: Secret) -> Secret:
    """The password of Part 2, if it is long enough. Raises BadInput."""
    if len(secret.text) < _LEAST_SECRET:
        what = f"has fewer than {_LEAST_SECRET} signs"
        raise BadInput(Fault("the password of Part 2", what, "choose a longer one"))
    return secret


def _file(paper: Paper, url: str) -> dict[str, str]:
    size = max(1, round(len(paper.data) / 1000))
    kind = paper.format.name if paper.format else "file"
    said = f"{kind}, {size / 1000:.1f} MB" if size >= 1000 else f"{kind}, {size} kB"
    return {"name": paper.name, "said": said, "url": url}
