"""E-mail addresses: a text -> an address that mail can be sent to, or what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST, _LONGEST_LOCAL = 254, 64
_LONGEST_QUOTE: Final = 60
ENCODED: Final = "=?"
"""What begins an encoded word (RFC 2047), which mail programs show decoded."""


class NoAddress(ValueError):
    """What is wrong with a text that should be an address, in words."""


@dataclass(frozen=True, slots=True)
class MailAddress:
    """An address as it is written in a message. Two addresses of one ``key`` are one mailbox."""

    text: str

    @property
    def domain(self) -> str:
        """What stands after the @, in lower case."""
        return self.text.rpartition("@")[2].lower()

    @property
    def key(self) -> str:
        """The address in lower case: no mail system tells ``A@b`` from ``a@b``."""
        return self.text.lower()

    def __str__(self) -> str:
        return self.text


def mail_address(text: str) -> MailAddress:
    """``who@example.gov.uk`` -> the address. Raises NoAddress.

    Only what every mail system takes: a dot-atom (RFC 5321, 4.1.2) at a domain of two names or
    more, in ASCII; no quoted part, no comment, no name before it.
    """
    shown = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    if not text.isascii() or not text.isprintable():
        raise NoAddress(f"{shown!r} has a sign that no address has")
    local, at, domain = text.rpartition("@")
    coded = ENCODED in local  # a header's reader would decode it
    if not at or coded or not _LOCAL.fullmatch(local) or len(local) > _LONGEST_LOCAL:
        raise NoAddress(f"{shown!r} is no e-mail address")
    labels = domain.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise NoAddress(f"{shown!r} has no domain after the @")
    if len(text) > _LONGEST:
        raise NoAddress(f"{shown!r} is longer than any address")
    return MailAddress(text)
