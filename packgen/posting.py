"""The pipeline of ``packgen send``: a pack and a list -> messages, each once, and a record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from packgen.addressees import recipients_of
from packgen.deliver.answer import Answer, Outcome, Post, Unreachable
from packgen.deliver.journal import Journal, Known
from packgen.deliver.message import message_bytes
from packgen.deliver.outbox import OutboxPost
from packgen.deliver.plan import Planned, Planner
from packgen.deliver.sending import Pace, Sending, Sent, groups
from packgen.deliver.served import serve
from packgen.deliver.smtp import SmtpPost
from packgen.errors import BadInput, BuildStopped, Fault
from packgen.mailing import Writer, usable
from packgen.model.pack import Audience
from packgen.outgoing import Outgoing, earlier_releases, facts_of, outgoing
from packgen.papers import Say
from packgen.settings.delivery import DeliverySettings, MailList, load_delivery
from packgen.settings.mailaddress import NoAddress, mail_address
from packgen.settings.recipients import Recipient
from packgen.settings.route import Outbox
from packgen.settings.secret import Secret
from packgen.settings.vocabulary import load_words
from packgen.store import Address, Ledger, Missing, Store
from packgen.store.approvals import standing
from packgen.store.signing import address_for
from packgen.store.turn import turn

Now = Callable[[], datetime]
"""Asks what time it is, in UTC."""


@dataclass(frozen=True, slots=True)
class SendRequest:
    """What to send: a pack's folder, to which list, by which settings. ``to`` is the one address
    that is to get it (None: all), ``store`` where releases and the ledger are."""

    pack: Path
    mail_list: str
    settings: Path
    to: str | None = None
    store: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that a sending needs, read once and checked. ``refusals`` say why nothing may go."""

    settings: DeliverySettings
    outgoing: Outgoing
    mail_list: MailList
    recipients: tuple[Recipient, ...]
    address: Address
    only: str | None
    refusals: tuple[Fault, ...]

    def planned(self, journal: Journal) -> tuple[Planned, ...]:
        """Everybody on the list, with what would become of them by what the journal knows."""
        planner = Planner(
            self.settings, self.outgoing.papers, self.mail_list, journal.of, self.only
        )
        return tuple(planner.plan(self.recipients))

    def journal(self, ledger: Ledger, now: Now) -> Journal:
        """What the ledger knows of this pack's messages."""
        papers = self.outgoing.papers
        return Journal(ledger, papers.pack, papers.digest, _way(self.settings), now)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of each message of a sending, and which are in doubt, of whatever sending."""

    sent: tuple[Sent, ...]
    doubts: tuple[Known, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everybody who was to get it has it."""
        return not self.doubts and all(
            each.answer.outcome is Outcome.ACCEPTED for each in self.sent
        )


def prepare(request: SendRequest) -> Prepared:
    """A request -> all that a sending needs. Raises BadInput, or BuildStopped for a pack whose
    files are not those that were built; what else forbids it is among the refusals."""
    settings = load_delivery(request.settings)
    mail_list = settings.lists.get(request.mail_list)
    if mail_list is None:
        known = ", ".join(sorted(settings.lists))
        what = f"there is no list {request.mail_list[:60]!r}"
        raise BadInput(Fault(settings.file.name, what, f"name one of: {known}"))
    recipients = recipients_of(settings)
    only = _only(request.to, recipients, mail_list)
    found = outgoing(request.pack)
    address = address_for(request.pack, found.signed, request.store)
    refusals = [
        *_of_approval(address, found, str(request.pack)),
        *_of_password(settings, found, mail_list, recipients),
        *_of_outbox(settings, request.pack),
    ]
    return Prepared(settings, found, mail_list, recipients, address, only, tuple(refusals))


def preview(prepared: Prepared, now: Now) -> tuple[Planned, ...]:
    """What a sending would do. Nothing is written but what the ledger may need to be read."""
    return prepared.planned(prepared.journal(Ledger(prepared.address), now))


def send(prepared: Prepared, who: str, now: Now, pace: Pace, say: Say) -> Done:
    """Sends what is still to be sent -> what came of each message, in the list's order.

    ``who`` is what another sender is told meanwhile. Raises BuildStopped before anything goes,
    where anything forbids it; BadInput for what no waiting mends.
    """
    if prepared.refusals:
        raise BuildStopped(prepared.refusals)
    with (
        turn(prepared.address, who),
        Ledger(prepared.address).held() as ledger,
        _post(prepared.settings) as post,
    ):
        journal = prepared.journal(ledger, now)
        _settle_by_post(journal, post, say)
        planned = tuple(each for each in prepared.planned(journal) if not each.held)
        writer = _writer(prepared)
        _rehearse(writer, planned, now())
        if any(each.linked for each in planned) and prepared.settings.served:
            serve(prepared.settings.served, prepared.outgoing.papers)
        sending = Sending(post, journal, pace, lambda each: writer.fit(each, now()), say)
        sent = sending.run(planned)
        if sent:
            _report(writer, post, sent, now(), say)
        return Done(sent, journal.doubts)


def settle(request: SendRequest, number: int, who: str, now: Now, *, sent: bool) -> Known:
    """A message in doubt, by its number in the ledger, and whether it went out -> what was settled.

    Raises BadInput where no message of that number is in doubt.
    """
    found = outgoing(request.pack)
    address = address_for(request.pack, found.signed, request.store)
    with turn(address, who), Ledger(address).held() as ledger:
        journal = Journal(ledger, found.papers.pack, found.papers.digest, "", now)
        for doubt in journal.doubts:
            if doubt.number == number:
                journal.settle(doubt, sent=sent)
                return doubt
    known = ", ".join(str(doubt.number) for doubt in journal.doubts) or "none"
    what = f"no message {number} of this pack is in doubt"
    raise BadInput(Fault(address.shown, what, f"those in doubt are: {known}"))


def scheduled(request: SendRequest, who: str, now: Now, pace: Pace, say: Say) -> str:
    """Sends without anybody at hand -> what it still waits for; "" when there is nothing to wait
    for. Whom a server refused for good is said, and not waited for.

    Raises BuildStopped and BadInput as ``prepare`` and ``send``.
    """
    done = send(prepare(request), who, now, pace, say)
    if done.doubts:
        numbers = ", ".join(str(doubt.number) for doubt in done.doubts)
        return f"somebody who settles mail in doubt: {numbers}"
    left = sum(each.answer.outcome is Outcome.DEFERRED for each in done.sent)
    return f"mail to {request.mail_list}: {left} to be tried again" if left else ""


def _only(to: str | None, recipients: Sequence[Recipient], mail_list: MailList) -> str | None:
    """The mailbox that the command line names. Raises BadInput if it isn't on the list."""
    if to is None:
        return None
    try:
        key = mail_address(to).key
    except NoAddress as error:
        raise BadInput(Fault("--to", str(error), "give an address of the list")) from None
    for each in recipients:
        if each.email.key == key and mail_list.name in each.lists:
            return key
    what = f"{to} is not on the list {mail_list.name}"
    raise BadInput(Fault("--to", what, "add them to the recipients, or name another"))


def _of_approval(address: Address, found: Outgoing, place: str) -> tuple[Fault, ...]:
    """Why a pack has not the sign-off that it needs."""
    known = standing(address, found.signed, found.signed.rules, place)
    return known.faults if isinstance(known, Missing) else ()


def _of_password(
    settings: DeliverySettings,
    found: Outgoing,
    mail_list: MailList,
    recipients: Sequence[Recipient],
) -> Iterator[Fault]:
    """Part 2 for somebody on the list, and no password that it could be locked with."""
    if not _locks(found, mail_list, recipients):
        return
    if settings.part2.password is None:
        what = "Part 2 is to be sent, and no password is anywhere"
        remedy = 'write password_env = "NAME" or password_file = "FILE" under [part2]'
        yield Fault(settings.file.name, what, remedy)
        return
    try:
        usable(settings.part2.password.read())
    except BadInput as error:
        yield from error.faults


def _of_outbox(settings: DeliverySettings, pack: Path) -> Iterator[Fault]:
    """Messages hold papers of Part 2: none may lie in a pack, nor where papers are served."""
    if not isinstance(settings.route, Outbox):
        return
    outbox = settings.route.folder.resolve()
    served = (settings.served.folder,) if settings.served else ()
    if any(outbox.is_relative_to(each.resolve()) for each in (pack, *served)):
        what = "transport writes messages into the pack, or to where papers are served"
        yield Fault(settings.file.name, what, "name another folder")


def _locks(found: Outgoing, mail_list: MailList, recipients: Iterable[Recipient]) -> bool:
    """Whether somebody on a list is to get the Part 2 paper."""
    return found.papers.part2 is not None and any(
        each.active and each.audience is Audience.PART2 and mail_list.name in each.lists
        for each in recipients
    )


def _part2_secret(prepared: Prepared) -> Secret | None:
    place = prepared.settings.part2.password
    wanted = _locks(prepared.outgoing, prepared.mail_list, prepared.recipients)
    return place.read() if place and wanted else None


def _writer(prepared: Prepared) -> Writer:
    records = prepared.outgoing.records
    earlier = earlier_releases(Store(prepared.address), records)
    cards = facts_of(records, earlier, load_words())
    return Writer(
        prepared.settings,
        prepared.outgoing,
        prepared.mail_list,
        cards,
        _part2_secret(prepared),
    )


def _rehearse(writer: Writer, planned: Sequence[Planned], at: datetime) -> None:
    """Composes and looks at every message before the first goes. Raises BuildStopped, BadInput."""
    copy = None
    for each in planned:
        if each.exempt and copy is None:
            copy = writer.locked(each)
        writer.fit(each, at, copy)


@contextmanager
def _post(settings: DeliverySettings) -> Iterator[Post]:
    """The way that messages go, closed at the end."""
    route = settings.route
    post: Post
    if isinstance(route, Outbox):
        post = OutboxPost(route.folder)
    else:
        password = settings.password.read() if settings.password and route.user else None
        post = SmtpPost(route, settings.sender, password)
    try:
        yield post
    finally:
        post.close()


def _way(settings: DeliverySettings) -> str:
    """The way as the ledger names it: a doubt is settled by the way that it arose on alone."""
    route = settings.route
    return f"file:{route.folder.resolve()}" if isinstance(route, Outbox) else route.shown


def _settle_by_post(journal: Journal, post: Post, say: Say) -> None:
    """What an outbox tells of messages that a killed sender left in doubt."""
    for doubt in journal.doubts:
        went = post.went(doubt.message) if journal.is_of_this_way(doubt) else None
        if went is not None:
            journal.settle(doubt, sent=went)
            say(f"message {doubt.number} was in doubt: it {'went' if went else 'did not go'} out")


def _report(writer: Writer, post: Post, sent: Sequence[Sent], at: datetime, say: Say) -> None:
    """The summary for who sent it. It goes once: if it can't, the terminal has it."""
    told = [{"said": outcome.value, "people": [_person(s) for s in found]}
            for outcome, found in groups(sent)]  # fmt: skip
    content = f"{writer.outgoing.papers.digest}\n{writer.mail_list.name}\n{at.isoformat()}"
    name = hashlib.sha256(content.encode()).hexdigest()[:40]
    sender = writer.settings.sender
    mail = writer.report(f"<{name}.packgen@{sender.domain}>", told)
    to = writer.settings.report_to
    try:
        answer = post.hand_over(message_bytes(mail, at), mail.id, to, lambda: None)
    except (Unreachable, BadInput) as error:
        answer = Answer(Outcome.REFUSED, str(error))
    said = "sent" if answer.outcome is Outcome.ACCEPTED else f"not sent: {answer.said}"
    say(f"summary for {to} {said}")


def _person(sent: Sent) -> dict[str, str]:
    recipient = sent.planned.recipient
    why = "" if sent.answer.outcome is Outcome.ACCEPTED else sent.answer.said
    return {"name": recipient.name, "email": recipient.email.text, "why": why}
