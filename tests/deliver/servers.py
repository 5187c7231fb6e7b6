"""Mail servers on loopback for the tests: one that does as a real one, one that breaks off."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "clerk", "h:unt/er@2"


@dataclass
class Mailbox:
    """What a server got, and what it answers first. ``rcpt`` and ``data`` are answers by address,
    each given once, in order; ``abort`` breaks the connection off after a message's end."""

    got: list[tuple[str, bytes]] = field(default_factory=list)
    rcpt: dict[str, list[str]] = field(default_factory=dict)
    data: dict[str, list[str]] = field(default_factory=dict)
    abort: set[str] = field(default_factory=set)
    connections: set[Any] = field(default_factory=set)
    keeps: bool = True

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: Any, session: Any, envelope: Any, address: str, __: Any
    ) -> str:
        self.connections.add(session.peer)
        if answers := self.rcpt.get(address):
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _: Any, envelope: Any) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        if answers := self.data.get(to):
            return answers.pop(0)
        self.got.append((to, envelope.content if self.keeps else b""))
        if to in self.abort:
            server.transport.abort()
        return "250 OK: taken"

    @property
    def people(self) -> list[str]:
        return [to for to, _ in self.got]


@contextmanager
def server(
    mailbox: Mailbox, *, tls: str = "", host: str = "127.0.0.1", most: int = 50_000_000
) -> Iterator[int]:
    """Yields the port of a running server; ``tls``: "starttls", "tls", or none."""

    def authenticated(_: Any, __: Any, ___: Any, ____: str, data: Any) -> AuthResult:
        right = isinstance(data, LoginPassword) and data == LoginPassword(
            USER.encode(), PASSWORD.encode()
        )
        return AuthResult(success=right, handled=False)

    context = own_context() if tls else None
    options: dict[str, Any] = {}
    if tls == "starttls":
        options = {"tls_context": context, "require_starttls": True, "auth_required": True}
    if tls:
        options |= {"authenticator": authenticated, "auth_require_tls": tls == "starttls"}
    controller = Controller(
        mailbox,
        hostname=host,
        port=free_port(),
        ssl_context=context if tls == "tls" else None,
        data_size_limit=most,
        **options,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@cache
def authority() -> tuple[Path, Path]:
    """A self-made authority's certificate, and a server's certificate with its key, as PEM."""
    folder = Path(mkdtemp(prefix="packgen-ca"))
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tests' authority")])
    ca = _certificate(name, name, ca_key.public_key(), ca_key, None)
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    leaf = _certificate(own, name, key.public_key(), ca_key, names)
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(ca.public_bytes(pem))
    plain = serialization.NoEncryption()
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    (folder / "server.pem").write_bytes(leaf.public_bytes(pem) + private)
    return folder / "ca.pem", folder / "server.pem"


def _certificate(
    subject: x509.Name, issuer: x509.Name, public: Any, signer: Any, names: Any
) -> x509.Certificate:
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=names is None, path_length=None), critical=True)
    )
    if names:
        made = made.add_extension(names, critical=False)
    return made.sign(signer, hashes.SHA256())


def own_context() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority()[1])
    return context


def free_port() -> int:
    with socket.socket() as one:
        one.bind((str(ipaddress.IPv4Address(0x7F000001)), 0))
        return int(one.getsockname()[1])


@contextmanager
def breaking_off(after_bytes: int, times: int, mailbox: Mailbox) -> Iterator[int]:
    """A server without TLS that closes its first connections in the midst of a message."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    left = [times]

    def serve(one: socket.socket) -> None:
        with one, one.makefile("rwb") as stream, suppress(OSError, ValueError):
            _talk(one, stream, mailbox, after_bytes, left)

    def accept() -> None:
        with suppress(OSError):
            while True:
                one, _ = listening.accept()
                threading.Thread(target=serve, args=(one,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.close()


def _talk(one: socket.socket, stream: Any, mailbox: Mailbox, most: int, left: list[int]) -> None:
    def say(text: str) -> None:
        stream.write(f"{text}\r\n".encode())
        stream.flush()

    say("220 here")
    to = ""
    while line := stream.readline():
        word = line[:4].upper()
        if word == b"RCPT":
            to = line.decode().partition("<")[2].partition(">")[0]
        if word == b"QUIT":
            say("221 bye")
            return
        if word != b"DATA":
            say("250 fine")
            continue
        say("354 go on")
        content = b""
        while not content.endswith(b"\r\n.\r\n"):
            content += stream.readline()
            if left[0] and len(content) > most:
                left[0] -= 1
                one.shutdown(socket.SHUT_RDWR)
                return
        mailbox.got.append((to, content.removesuffix(b".\r\n")))
        say("250 taken")
