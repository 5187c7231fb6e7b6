"""Mail by a real server on loopback: TLS, signing in, refusals, lost connections, pauses."""

from __future__ import annotations

import signal
import subprocess
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.posting import Done, settle
from tests.deliver.offices import MOMENT, Office, many, office
from tests.deliver.servers import (
    PASSWORD,
    USER,
    Mailbox,
    authority,
    breaking_off,
    free_port,
    server,
)

HERS = "person0@oakshire.gov.uk"
REPORT = "papers@oakshire.gov.uk"


def outcomes(done: Done) -> list[tuple[str, str]]:
    return [(s.answer.outcome.value, s.answer.said) for s in done.sent]


def people(mailbox: Mailbox) -> Counter[str]:
    """Who got how many messages; the summary for the sender left out."""
    return Counter(to for to in mailbox.people if to != REPORT)


def everybody(number: int) -> Counter[str]:
    return Counter(f"person{n}@oakshire.gov.uk" for n in range(number))


def closed(port: int, tls: str, user: str = USER) -> str:
    scheme, option = ("smtps", "") if tls == "tls" else ("smtp", "starttls&")
    return f"{scheme}://{user}@localhost:{port}?{option}cafile={authority()[0]}"


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_by_tls_and_a_password_all_go_over_one_connection(tmp_path: Path, tls: str) -> None:
    mailbox = Mailbox()
    (tmp_path / "word").write_text(PASSWORD)
    with server(mailbox, tls=tls, host="localhost") as port:
        here = office(
            tmp_path, *many(3), transport=closed(port, tls), more='password_file = "word"'
        )
        done = here.send()
    assert outcomes(done) == [("accepted", "250 OK: taken")] * 3
    assert len(mailbox.connections) == 1
    assert mailbox.people == [*everybody(3), REPORT]
    held = message_from_bytes(mailbox.got[0][1], policy=default)
    assert held["To"].addresses[0].addr_spec == HERS
    (paper,) = held.iter_attachments()
    assert paper.get_content() == (here.pack / "public" / paper.get_filename()).read_bytes()
    summary = message_from_bytes(mailbox.got[-1][1], policy=default).get_content()
    assert "accepted: 3" in summary
    assert "Person 2 <person2@oakshire.gov.uk>" in summary


def fault_of(here: Office) -> str:
    with pytest.raises(BadInput) as raised:
        here.send()
    (fault,) = raised.value.faults
    return fault.what


def test_a_wrong_password_is_told_and_never_shown(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with server(mailbox, tls="starttls", host="localhost") as port:
        more = 'password_env = "MAIL_PASSWORD"'
        office(tmp_path, *many(1), transport=closed(port, "starttls"), more=more)
        here = Office(tmp_path, [])
        told = here.packgen("--list", "members", "--yes", MAIL_PASSWORD="hunter2")  # noqa: S106
    assert told.returncode == 2
    assert "does not take the password: 535" in told.stderr
    assert "hunter2" not in told.stdout + told.stderr
    assert not mailbox.got


def test_a_certificate_of_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with server(mailbox, tls="tls", host="localhost") as port:
        here = office(tmp_path, *many(1), transport=f"smtps://localhost:{port}")
        assert fault_of(here).startswith("its certificate is not to be trusted: ")
    assert not mailbox.got


def test_a_certificate_of_another_name_is_refused(tmp_path: Path) -> None:
    mailbox, ca = Mailbox(), authority()[0]
    with server(mailbox, tls="starttls") as port:
        url = f"smtp://127.0.0.1:{port}?starttls&cafile={ca}"
        told = fault_of(office(tmp_path, *many(1), transport=url))
    assert "IP address mismatch" in told
    assert not mailbox.got


def test_a_server_without_tls_gets_nothing_that_was_to_be_closed(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with server(mailbox) as port:
        here = office(tmp_path, *many(1), transport=f"smtp://127.0.0.1:{port}?starttls")
        assert fault_of(here).startswith("does not offer what the transport asks for")
    assert not mailbox.got


def test_greylisted_people_are_tried_again_after_growing_pauses(tmp_path: Path) -> None:
    grey = "451 4.7.1 greylisted, come back"
    mailbox = Mailbox(rcpt={HERS: [grey, grey]}, data={"person1@oakshire.gov.uk": ["452 full"]})
    with server(mailbox) as port:
        here = office(
            tmp_path, *many(3), transport=f"smtp://127.0.0.1:{port}", more="retry_minutes = [1, 5]"
        )
        done = here.send()
    assert done.is_whole
    assert here.waited == [60, 300]
    assert people(mailbox) == everybody(3)
    assert [to for to in mailbox.people if to != REPORT] == [
        f"person{n}@oakshire.gov.uk" for n in (2, 1, 0)
    ]


def test_who_stays_deferred_is_tried_by_the_next_sending(tmp_path: Path) -> None:
    mailbox = Mailbox(rcpt={HERS: ["450 later"] * 3})
    with server(mailbox) as port:
        here = office(
            tmp_path, *many(2), transport=f"smtp://127.0.0.1:{port}", more="retry_minutes = [1]"
        )
        assert outcomes(here.send())[0] == ("deferred", "450 later")
        assert people(mailbox) == everybody(2) - Counter([HERS])
        assert here.send().is_whole
    assert people(mailbox) == everybody(2)


def test_who_is_refused_for_good_is_told_and_not_tried_again(tmp_path: Path) -> None:
    mailbox = Mailbox(rcpt={HERS: ["550 5.1.1 no such user\x07"]})
    with server(mailbox) as port:
        here = office(tmp_path, *many(2), transport=f"smtp://127.0.0.1:{port}")
        told = here.packgen("--list", "members", "--yes")
        assert told.returncode == 1
        assert f"Person 0 <{HERS}>: 550 5.1.1 no such user\n" in told.stdout
        assert here.send().sent == ()
        assert people(mailbox) == everybody(2) - Counter([HERS])
        assert here.send(to=HERS).is_whole
    assert people(mailbox) == everybody(2)


def test_a_connection_lost_amid_a_message_doubles_and_loses_nothing(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with breaking_off(after_bytes=50_000, times=3, mailbox=mailbox) as port:
        here = office(tmp_path, *many(3), transport=f"smtp://127.0.0.1:{port}")
        done = here.send()
    assert done.is_whole
    assert people(mailbox) == everybody(3)


def test_a_lost_answer_is_a_doubt_that_is_told(tmp_path: Path) -> None:
    mailbox = Mailbox(abort={HERS})
    with server(mailbox) as port:
        here = office(tmp_path, *many(2), transport=f"smtp://127.0.0.1:{port}")
        told = here.packgen("--list", "members", "--yes")
        assert told.returncode == 1
        assert f"In doubt: message 1, to {HERS}" in told.stdout
        assert "--settle 1 sent|unsent" in told.stdout
        assert here.packgen("--list", "members", "--yes").returncode == 1
        settled = here.packgen("--settle", "1", "sent")
        assert settled.stdout == f"message 1 to {HERS}: sent\n"
        assert here.packgen("--list", "members", "--yes").returncode == 0
    assert people(mailbox) == everybody(2)


def test_a_server_that_is_down_is_waited_for(tmp_path: Path) -> None:
    port = free_port()
    here = office(tmp_path, *many(2), transport=f"smtp://127.0.0.1:{port}")
    told: list[str] = []
    done = here.send(told=told)
    assert here.waited == [60, 300, 900, 1800]
    assert {outcome for outcome, _ in outcomes(done)} == {"deferred"}
    assert told[0] == f"smtp://127.0.0.1:{port} can't be reached: Connection refused"
    assert told[1] == "2 recipients still to be sent to; trying again in 1 min"


def test_a_message_too_large_for_the_server_is_refused_unsent(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with server(mailbox, most=50_000) as port:
        done = office(tmp_path, *many(1), transport=f"smtp://127.0.0.1:{port}").send()
    assert outcomes(done) == [("refused", "the server takes 50,000 bytes at most")]


def test_no_more_go_in_a_minute_than_may(tmp_path: Path) -> None:
    here = office(tmp_path, *many(3), more="a_minute = 20")
    here.send()
    assert here.waited == [3, 6]  # on a clock that stands still


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_point_a_server_s_mail_is_doubled_nowhere(tmp_path: Path, seed: int) -> None:
    """What is in doubt is settled by the server's own record, as somebody would."""
    mailbox = Mailbox(keeps=False)
    with server(mailbox) as port:
        here = office(tmp_path, *many(15), transport=f"smtp://127.0.0.1:{port}")
        process = subprocess.Popen(
            here.command("--list", "members", "--yes"),
            cwd=here.folder,
            env=here.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        process.stderr.readline()
        time.sleep(0.03 * seed)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        time.sleep(0.1)  # the server takes in what it was given
        settle_all(here, mailbox)
        assert here.send().is_whole
    assert people(mailbox) == everybody(15)


def settle_all(here: Office, mailbox: Mailbox) -> None:
    doubts = here.doubts()
    assert len(doubts) <= 1
    for doubt in doubts:
        went = doubt.to in people(mailbox)
        settle(here.request(), doubt.number, "tests", lambda: MOMENT, sent=went)
