"""A transport's URL -> where messages go: an outbox folder, or a mail server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from packgen.settings.mailaddress import NoAddress, mail_address

_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
OUTBOX: Final = "file:outbox"
"""The default: a folder of messages that any mail program opens."""


class NoRoute(ValueError):
    """What is wrong with a transport's URL, in words that quote no password."""


class Security(Enum):
    """How the way to a mail server is closed to others."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder that each message is written to as a file."""

    folder: Path

    @property
    def shown(self) -> str:
        """The place as messages name it."""
        return f"file:{self.folder}"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. ``user`` is empty where none signs in; ``cafile`` None: the system's own
    authorities are trusted."""

    host: str
    port: int
    security: Security
    user: str = ""
    cafile: Path | None = None

    @property
    def shown(self) -> str:
        """The server as messages name it."""
        scheme = "smtps" if self.security is Security.TLS else "smtp"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"


Route = Outbox | Server
_PORTS: Final = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


def route_of(url: str, folder: Path) -> Route:
    """``file:FOLDER``, ``smtp://[USER@]HOST[:PORT][?starttls][&cafile=FILE]`` or ``smtps://…``, and
    the folder that paths start from -> the route. Raises NoRoute."""
    scheme, colon, rest = url.partition(":")
    scheme = scheme.lower()
    if not url.isprintable() or not colon:
        raise NoRoute("is no address of a mail server or an outbox")
    if scheme == "file":
        return _outbox(rest, folder)
    if scheme not in ("smtp", "smtps"):
        raise NoRoute(f"{scheme[:20]!r} is no way that mail can go")
    return _server(url, scheme, folder)


def _outbox(rest: str, folder: Path) -> Outbox:
    path = unquote(rest[2:] if rest.startswith("//") else rest)
    if not path or not path.isprintable() or "?" in path:
        raise NoRoute("names no folder")
    return Outbox(folder / path)


def _server(url: str, scheme: str, folder: Path) -> Server:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NoRoute("has no host or port that can be read") from None
    if parts.password is not None:
        raise NoRoute("holds a password")
    if not _HOST.fullmatch(host) or port == 0 or parts.path not in ("", "/") or parts.fragment:
        raise NoRoute("has no host or port that can be read")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if strange := sorted(set(options) - {"starttls", "cafile"}):
        raise NoRoute(f"{strange[0][:20]!r} is no option of it")
    security = _security(scheme, options)
    user = unquote(parts.username or "")
    if not user.isprintable():
        raise NoRoute("has a user's name with a control character")
    if user and security is Security.NONE and host not in _LOOPBACK:
        raise NoRoute("would send a password that anybody on the way can read")
    cafile = folder / options["cafile"] if options.get("cafile") else None
    return Server(host, port or _PORTS[security], security, user, cafile)


def _security(scheme: str, options: dict[str, str]) -> Security:
    if scheme == "smtps":
        if "starttls" in options:
            raise NoRoute("has starttls beside smtps, which is closed from the start")
        return Security.TLS
    if options.get("starttls", "") not in ("", "yes", "true", "1"):
        raise NoRoute("has a starttls that is neither there nor not")
    return Security.STARTTLS if "starttls" in options else Security.NONE


def is_web_or_mail(url: str) -> bool:
    """Whether a text is a link that a message may name: ``https://…``, or ``mailto:`` and one
    address."""
    if not url.isascii() or not url.isprintable() or re.search(r"[\s<>\"\\,]", url):
        return False
    if url.lower().startswith("mailto:"):
        try:
            return bool(mail_address(url[7:].partition("?")[0]))
        except NoAddress:
            return False
    return url.lower().startswith("https://") and len(url) > len("https://")
