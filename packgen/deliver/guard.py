"""The last look at a finished message: nothing exempt is in it for anybody without a grant.

It reads the bytes that are to be handed over, as a mail program would, and trusts nothing that
was meant to be put in.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from packgen.deliver.papers import Papers
from packgen.errors import Fault
from packgen.settings.mailaddress import MailAddress
from packgen.settings.secret import Secret

_REMEDY = "nothing was sent; report this, and build the pack anew"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at an attachment found: whether it can be read without a password, and whether
    its pages carry the marking of Part 2."""

    locked: bool
    marked: bool


Look = Callable[[bytes], Seen]
"""An attachment's bytes -> what was seen in it."""


@dataclass(slots=True)
class Guard:
    """Looks at the messages of one sending. ``look`` reads an attachment; of the same bytes it is
    asked once. ``password`` opens Part 2, and no message may hold it."""

    papers: Papers
    look: Look
    password: Secret | None = None
    _seen: dict[str, Seen] = field(default_factory=dict)

    def faults(self, data: bytes, to: MailAddress, granted: bool) -> tuple[Fault, ...]:
        """A message's bytes, whom it should be to, whether they may see Part 2 -> what is wrong."""
        try:
            head, parts = taken_apart(data)
        except ValueError as error:
            return (Fault(str(to), f"the finished message {error}", _REMEDY),)
        return (
            *_addressed(head, to),
            *self._of_parts(parts, to, granted),
            *self._of_password(data, [*map(str, head.values())], parts, to),
        )

    def _of_parts(
        self, parts: Sequence[MessagePart], to: MailAddress, granted: bool
    ) -> Iterator[Fault]:
        public = {paper.sha256 for paper in self.papers.public}
        for part in parts:
            if not part.name:
                continue
            sha256 = hashlib.sha256(part.data).hexdigest()
            seen = self._look(sha256, part)
            exempt = sha256 in self.papers.exempt or seen.marked
            if exempt:
                yield Fault(str(to), "a Part 2 paper is in the message, in clear", _REMEDY)
            elif sha256 not in public and not (granted and seen.locked):
                what = "a file that is none of the pack's public papers is in the message"
                yield Fault(str(to), what, _REMEDY)

    def _look(self, sha256: str, part: MessagePart) -> Seen:
        public = any(paper.sha256 == sha256 for paper in self.papers.public)
        if not public:  # one person's copy is seen once
            return self.look(part.data)
        if sha256 not in self._seen:
            self._seen[sha256] = self.look(part.data)
        return self._seen[sha256]

    def _of_password(
        self, data: bytes, heads: list[str], parts: Sequence[MessagePart], to: MailAddress
    ) -> Iterator[Fault]:
        if self.password is None:
            return
        word = self.password.text.encode("utf-8")
        said = [*(head.encode("utf-8") for head in heads), *(p.data for p in parts if not p.name)]
        if word in data or any(word in each for each in said):
            yield Fault(str(to), "the password of Part 2 is in the message", "choose another one")


@dataclass(frozen=True, slots=True)
class MessagePart:
    """A leaf of a message, decoded. ``name`` is empty for what is shown as the message itself."""

    name: str
    data: bytes


def taken_apart(data: bytes) -> tuple[EmailMessage, list[MessagePart]]:
    """A message's bytes -> its headers, and its leaves. Raises ValueError for a damaged one."""
    head, content = _split(data)
    if b"\n" in content.replace(b"\r\n", b""):
        raise ValueError("has a line that ends as none should")
    return head, list(_leaves(head, content))


def _split(data: bytes) -> tuple[EmailMessage, bytes]:
    """A message or a part -> its headers, and what follows them."""
    head, found, content = data.partition(b"\r\n\r\n")
    parser = BytesParser(EmailMessage, policy=SMTP)
    message = parser.parsebytes(head + b"\r\n\r\n", headersonly=True)
    if not found or message.defects:
        raise ValueError("has headers that can't be read")
    return message, content


def _leaves(head: EmailMessage, content: bytes) -> Iterator[MessagePart]:
    if head.get_content_maintype() != "multipart":
        yield MessagePart(_file_name(head), _decoded(head, content))
        return
    boundary = head.get_boundary()
    if not boundary:
        raise ValueError("has parts without a boundary")
    mark = f"--{boundary}".encode()
    pieces = (b"\r\n" + content).split(b"\r\n" + mark)
    if len(pieces) < 3 or pieces[0].strip() or not pieces[-1].startswith(b"--"):
        raise ValueError("has parts that do not end")
    for piece in pieces[1:-1]:
        if not piece.startswith(b"\r\n"):
            raise ValueError("has a part with a damaged boundary")
        yield from _leaves(*_split(piece[2:]))


def _file_name(head: EmailMessage) -> str:
    """What a part is called; something for whatever isn't plain text or HTML to be read."""
    name = head.get_filename("")
    if head.get_content_disposition() == "attachment" or name:
        return name or "attachment"
    return "" if head.get_content_type() in ("text/plain", "text/html") else "attachment"


def _decoded(head: EmailMessage, content: bytes) -> bytes:
    encoding = str(head.get("Content-Transfer-Encoding", "7bit")).lower()
    try:
        match encoding:
            case "base64":
                return binascii.a2b_base64(content)
            case "quoted-printable":
                return binascii.a2b_qp(content)
            case "7bit" | "8bit" | "binary":
                return content
    except binascii.Error:
        raise ValueError("has a part that can't be decoded") from None
    raise ValueError("has a part in an encoding that nobody reads")


def _addressed(head: EmailMessage, to: MailAddress) -> Iterator[Fault]:
    """One person in To, nobody in copy."""
    said = [address.addr_spec for each in head.get_all("To", []) for address in each.addresses]
    if said != [to.text] or head.get("Cc") or head.get("Bcc"):
        yield Fault(str(to), "the finished message is to somebody else, or to several", _REMEDY)
