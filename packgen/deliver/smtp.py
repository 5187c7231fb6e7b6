"""A mail server: one connection for many messages, and the moment at which each goes out.

A server does nothing with a message before the line with a single point that ends it (RFC 5321,
4.1.1.4). Up to that line a lost connection loses nothing and doubles nothing; after it only the
server's answer tells.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import Final

from packgen.deliver.answer import Answer, Outcome, Unreachable
from packgen.errors import BadInput, Fault
from packgen.settings.mailaddress import MailAddress
from packgen.settings.route import Security, Server
from packgen.settings.secret import Secret

_TIMEOUT_S: Final = 60.0
_LONGEST_SAID: Final = 200
_CLOSING: Final = 421
_WAITING_BYTES: Final = 32_768
_POINTS: Final = re.compile(rb"^\.", re.MULTILINE)
_LOST: Final = "the connection was lost before the message was handed over"


class SmtpPost:
    """Messages by way of one server. The connection is made when it is first needed, kept, and
    made anew when it was lost."""

    def __init__(
        self,
        server: Server,
        sender: MailAddress,
        password: Secret | None,
        timeout_s: float = _TIMEOUT_S,
    ) -> None:
        self._server = server
        self._sender = sender
        self._password = password
        self._timeout_s = timeout_s
        self._open: smtplib.SMTP | None = None

    def hand_over(
        self, data: bytes, identifier: str, to: MailAddress, commit: Callable[[], None]
    ) -> Answer:
        """As Post. A connection that had been closed while it lay idle is made anew once."""
        del identifier
        if self._open:
            answer = self._prepared(self._open, data, to)
            if answer is None:
                return self._finished(self._open, commit)
            if self._open or answer.outcome is not Outcome.DEFERRED:
                return answer
        fresh = self._connected()
        answer = self._prepared(fresh, data, to)
        return answer or self._finished(fresh, commit)

    def went(self, identifier: str) -> bool | None:
        """As Post: a server does not tell what it did with a message."""
        del identifier
        return None

    def close(self) -> None:
        """Says good-bye; what was accepted stays accepted."""
        if self._open:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._open.quit()
        self._drop()

    def _prepared(self, server: smtplib.SMTP, data: bytes, to: MailAddress) -> Answer | None:
        """Sends all of a message but its end -> why it goes no further; None if it may."""
        try:
            if answer := _too_large(server, data):
                return answer
            steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
                lambda: server.mail(self._sender.text, _options(server, data)),
                lambda: server.rcpt(to.text),
                lambda: server.docmd("DATA"),
            )
            for step in steps:
                code, said = step()
                if code >= 400:
                    self._recover(server, code)
                    return _answer(code, said)
            server.send(_POINTS.sub(b"..", data))
            if not data.endswith(b"\r\n"):
                server.send(b"\r\n")
            if _has_spoken(server):
                raise smtplib.SMTPServerDisconnected
        except (smtplib.SMTPException, OSError, ValueError):
            self._drop()
            return Answer(Outcome.DEFERRED, _LOST)
        return None

    def _finished(self, server: smtplib.SMTP, commit: Callable[[], None]) -> Answer:
        """Ends a message -> the server's answer to it."""
        try:
            commit()
        except BaseException:
            self._drop()  # without the end: the server throws away what it has
            raise
        try:
            server.send(b".\r\n")
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Answer(Outcome.DEFERRED, _LOST)
        try:
            code, said = server.getreply()
        except (smtplib.SMTPException, OSError, ValueError):
            self._drop()
            return Answer(Outcome.UNKNOWN, "the connection was lost before the server answered")
        if code == _CLOSING:
            self._drop()
        return _answer(code, said)

    def _recover(self, server: smtplib.SMTP, code: int) -> None:
        """Brings a connection back to where the next message begins."""
        with contextlib.suppress(smtplib.SMTPException, OSError):
            if code != _CLOSING and server.rset()[0] < 400:
                return
        self._drop()

    def _drop(self) -> None:
        if self._open:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._open.close()
        self._open = None

    def _connected(self) -> smtplib.SMTP:
        """A new connection, closed to others and signed in as the route says."""
        where = self._server.shown
        try:
            self._open = self._greeted()
            if self._server.user:
                self._sign_in(self._open)
        except ssl.SSLCertVerificationError as error:
            self._drop()
            what = f"its certificate is not to be trusted: {error.verify_message}"
            remedy = "send to the name that the certificate has, or name its authority (cafile=)"
            raise BadInput(Fault(where, what, remedy)) from None
        except ssl.SSLError as error:
            self._drop()
            what = f"does not speak TLS as it should: {error.reason or 'no reason is given'}"
            remedy = "check the port, and smtps:// against smtp://…?starttls"
            raise BadInput(Fault(where, what, remedy)) from None
        except smtplib.SMTPNotSupportedError:
            self._drop()
            what = "does not offer what the transport asks for (starttls, or a way to sign in)"
            raise BadInput(Fault(where, what, "mend the transport")) from None
        except smtplib.SMTPResponseException as error:
            self._drop()
            raise _unanswered(where, error) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._drop()
            raise Unreachable(f"{where} can't be reached: {_reason(error)}") from None
        return self._open

    def _greeted(self) -> smtplib.SMTP:
        server, context = self._server, self._context()
        if server.security is Security.TLS:
            open_: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._timeout_s, context=context
            )
        else:
            open_ = smtplib.SMTP(server.host, server.port, timeout=self._timeout_s)
        self._open = open_  # closed by whoever catches what follows
        if open_.sock is not None:  # what waits to be sent may be lost, and nobody knows
            open_.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _WAITING_BYTES)
        if server.security is Security.STARTTLS:
            open_.ehlo()
            code, said = open_.starttls(context=context)
            if code != 220:
                raise smtplib.SMTPResponseException(code, said)
        open_.ehlo_or_helo_if_needed()
        return open_

    def _context(self) -> ssl.SSLContext:
        cafile = self._server.cafile
        try:
            return ssl.create_default_context(cafile=str(cafile) if cafile else None)
        except OSError as error:
            what = f"holds no certificates that can be read: {_reason(error)}"
            raise BadInput(Fault(str(cafile), what, "name a file in PEM")) from None

    def _sign_in(self, open_: smtplib.SMTP) -> None:
        if self._password is None:
            raise AssertionError("a user without a password")
        open_.login(self._server.user, self._password.text)


def _options(server: smtplib.SMTP, data: bytes) -> list[str]:
    return [f"size={len(data)}"] if server.has_extn("size") else []


def _has_spoken(server: smtplib.SMTP) -> bool:
    """Whether a server closed the connection, or said anything, before a message was at its end."""
    connection = server.sock
    if connection is None:
        return True
    connection.setblocking(False)
    try:
        connection.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    except OSError:
        return True
    finally:
        connection.settimeout(server.timeout)
    return True


def _too_large(server: smtplib.SMTP, data: bytes) -> Answer | None:
    most = server.esmtp_features.get("size", "").strip()
    if most.isdecimal() and 0 < int(most) < len(data):
        return Answer(Outcome.REFUSED, f"the server takes {int(most):,} bytes at most")
    return None


def _answer(code: int, said: bytes) -> Answer:
    text = f"{code} {_shown(said)}".strip()
    if 200 <= code < 300:
        return Answer(Outcome.ACCEPTED, text)
    return Answer(Outcome.REFUSED if code >= 500 else Outcome.DEFERRED, text)


def _unanswered(where: str, error: smtplib.SMTPResponseException) -> BadInput | Unreachable:
    """A server that did not let us in: for now, or for good."""
    said = error.smtp_error
    text = f"{error.smtp_code} {_shown(said if isinstance(said, bytes) else said.encode())}"
    if error.smtp_code < 500:
        return Unreachable(f"{where} lets nobody in for now: {text}")
    what = (
        "does not take the password"
        if isinstance(error, smtplib.SMTPAuthenticationError)
        else "lets nobody in"
    )
    remedy = "check the user, the password and the transport"
    return BadInput(Fault(where, f"{what}: {text}", remedy))


def _shown(said: bytes) -> str:
    """What a server said, on one line of printable ASCII."""
    text = " ".join(said.decode("ascii", "replace").split())
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST_SAID]


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it does not answer" if isinstance(error, TimeoutError) else "it closed the connection"
