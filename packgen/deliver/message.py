"""Messages: what a message says and holds -> its bytes, as a mail server takes them.

Same content, same bytes: the date is given, the identifier and the boundaries follow from what is
sent to whom.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from typing import Final

from packgen.deliver.papers import Paper
from packgen.settings.mailaddress import MailAddress

_TYPES: Final = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
_POLICY: Final = SMTP.clone(cte_type="7bit")
_HEAD_END: Final = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose mail it is: the address, the name beside it, where answers go."""

    address: MailAddress
    name: str = ""
    reply_to: MailAddress | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person. ``html`` and ``unsubscribe`` are empty where it has none; ``id`` is
    its Message-ID with its angle brackets."""

    id: str
    sender: Sender
    to: MailAddress
    to_name: str
    subject: str
    text: str
    html: str = ""
    unsubscribe: str = ""
    attached: tuple[Paper, ...] = ()


def message_id(digest: str, to: MailAddress, mail_list: str, sender: MailAddress) -> str:
    """A pack's digest, a mailbox, a list -> the Message-ID, always the same for the same three."""
    told = "\n".join((digest, to.key, mail_list))
    return f"<{hashlib.sha256(told.encode()).hexdigest()[:40]}.packgen@{sender.domain}>"


def message_bytes(mail: Mail, at: datetime) -> bytes:
    """A message and its date -> its bytes, lines ended by CR and LF, all of them ASCII."""
    name = hashlib.sha256(mail.id.encode()).hexdigest()[:32]
    boundary = f"=_packgen_{name}"
    body = _body(mail, f"=_said_{name}")  # no boundary may begin another
    head = _head(mail, at)
    if not mail.attached:
        return head + b"MIME-Version: 1.0\r\n" + _content_only(body)
    head += f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{boundary}"'.encode()
    mark = f"--{boundary}".encode()
    parts = [_content_only(body), *(attachment(each) for each in mail.attached)]
    pieces = [piece for part in parts for piece in (mark, b"\r\n", part.rstrip(b"\r\n"), b"\r\n")]
    return b"".join([head, _HEAD_END, *pieces, mark, b"--\r\n"])


def _head(mail: Mail, at: datetime) -> bytes:
    """The headers but for those of the content, each line ended."""
    message = EmailMessage(policy=_POLICY)
    sender = mail.sender
    message["From"] = Address(sender.name, addr_spec=sender.address.text)
    message["To"] = Address(mail.to_name, addr_spec=mail.to.text)
    if sender.reply_to:
        message["Reply-To"] = Address(addr_spec=sender.reply_to.text)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = mail.id
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    message["X-Auto-Response-Suppress"] = "All"
    return message.as_bytes().removesuffix(b"\r\n")


def _body(mail: Mail, boundary: str) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
        message.set_boundary(boundary)
    return message


def _content_only(message: EmailMessage) -> bytes:
    """A message without a head of its own -> its bytes as a part of another."""
    del message["MIME-Version"]
    return message.as_bytes()


def attachment(paper: Paper) -> bytes:
    """A paper -> the part of a message that holds it. Of one paper it is made once."""
    return _part(paper.sha256, paper.name, paper.data)


@lru_cache(maxsize=8)
def _part(_: str, name: str, data: bytes) -> bytes:
    kind = _TYPES.get(name.rpartition(".")[2].lower(), ("application", "octet-stream"))
    part = EmailMessage(policy=_POLICY)
    part.add_attachment(data, *kind, filename=name)
    (only,) = part.iter_attachments()
    del only["MIME-Version"]
    return only.as_bytes()


def encoded_size(papers: Sequence[Paper]) -> int:
    """Papers -> how many bytes they have as attachments, in base64."""
    return sum((len(each.data) + 2) // 3 * 4 * 78 // 76 for each in papers)
