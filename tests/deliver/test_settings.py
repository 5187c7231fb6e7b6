"""delivery.toml: what it says, and what is wrong with it, at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.settings.delivery import DeliverySettings, load_delivery
from packgen.settings.route import NoRoute, Outbox, Security, Server, route_of
from packgen.settings.secret import SecretPlace

LEAST = 'from = "papers@oakshire.gov.uk"\nrecipients = "r.csv"\n'


def load(folder: Path, top: str = "", end: str = "[lists.members]\n") -> DeliverySettings:
    (folder / "delivery.toml").write_text(f"{LEAST}{top}\n{end}", "utf-8")
    return load_delivery(folder / "delivery.toml")


def told(folder: Path, top: str = "", end: str = "[lists.members]\n") -> list[str]:
    with pytest.raises(BadInput) as raised:
        load(folder, top, end)
    return [f"{fault.where}: {fault.what}" for fault in raised.value.faults]


def test_the_least_is_a_sender_recipients_and_a_list(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.route == Outbox(tmp_path / "outbox")
    assert found.report_to == found.sender
    assert found.pauses_s == (60, 300, 900, 1800)
    assert found.lists["members"].unsubscribe == (
        "mailto:papers@oakshire.gov.uk?subject=unsubscribe%20members"
    )


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        'transport = "smtp://clerk:hunter2@mail.x.org"\nreply_to = "nobody"\n'
        "retry_minutes = [5, 1]\nattach_up_to_mb = 1000\npassword = 'hunter2'\nport = 25\n"
        'served = { folder = "f", url = "http://x.org" }\ntemplate = "none"',
        '[lists.members]\nunsubscribe = "javascript:x"\n[part2]\ndomains = ["a@b"]\n',
    ) == [
        "delivery.toml: reply_to: 'nobody' is no e-mail address",
        "delivery.toml: transport: holds a password",
        "delivery.toml: password: a password may not stand in this file",
        'delivery.toml: [lists."members"]: unsubscribe: is no link',
        "delivery.toml: [part2]: domains: 'a@b' is no domain",
        "delivery.toml: served.url: is no link that a browser trusts",
        "delivery.toml: attach_up_to_mb: 1000 is out of bounds",
        "delivery.toml: retry_minutes: gets shorter",
        "delivery.toml: template: 'none': there is no such letter",
        "delivery.toml: port: is not a key that packgen knows",
    ]


def test_no_message_quotes_a_password(tmp_path: Path) -> None:
    for line in ('transport = "smtp://clerk:hunter2@mail.x.org"', 'password = "hunter2"'):
        assert "hunter2" not in "\n".join(told(tmp_path, line))


def test_a_user_needs_a_password_from_elsewhere(tmp_path: Path) -> None:
    line = 'transport = "smtps://clerk@mail.x.org"'
    assert told(tmp_path, line) == [
        "delivery.toml: transport: names a user, and no password is anywhere"
    ]
    assert load(tmp_path, f'{line}\npassword_env = "P"').password == SecretPlace("P")


HERE = Path("here")


@pytest.mark.parametrize(
    ("url", "route"),
    [
        ("file:outbox", Outbox(HERE / "outbox")),
        ("file:///srv/out", Outbox(Path("/srv/out"))),
        ("smtp://relay", Server("relay", 25, Security.NONE)),
        ("smtp://a%40b@mail.x.org:25?starttls",
         Server("mail.x.org", 25, Security.STARTTLS, "a@b")),
        ("smtp://mail.x.org?starttls", Server("mail.x.org", 587, Security.STARTTLS)),
        ("smtps://mail.x.org?cafile=ca.pem",
         Server("mail.x.org", 465, Security.TLS, cafile=HERE / "ca.pem")),
        ("SMTPS://[::1]:4650", Server("::1", 4650, Security.TLS)),
    ],
)  # fmt: skip
def test_a_transport_is_an_outbox_or_a_server(url: str, route: object) -> None:
    assert route_of(url, HERE) == route


@pytest.mark.parametrize(
    "url",
    [
        "", "outbox", "file:", "http://x.org", "smtp://", "smtp://x:0", "smtp://x:99999", "smtp://x/y",
        "smtp://u:p@x", "smtp://u@x", "smtp://x?tls=no", "smtps://x?starttls", "smtp://x\n.org",
        "smtp://x?starttls=no", "smtp://a b", "smtp://u%0A@x?starttls",
    ],
)  # fmt: skip
def test_what_is_no_transport_is_refused(url: str) -> None:
    with pytest.raises(NoRoute):
        route_of(url, HERE)


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2\n")
    secret = SecretPlace(file=tmp_path / "secret").read()
    assert secret.text == "hunter2"
    assert "hunter2" not in f"{secret} {secret!r}"
    assert SecretPlace("P").read({"P": "x"}).text == "x"
    for place in (SecretPlace("P"), SecretPlace(file=tmp_path / "none")):
        with pytest.raises(BadInput):
            place.read({})
