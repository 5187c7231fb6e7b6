"""The outbox: whole files or none, what a killed sender leaves, a full disk, one at a time."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import time
from collections import Counter
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from packgen.deliver.journal import Journal
from packgen.deliver.outbox import OutboxPost
from packgen.errors import BadInput, BuildStopped
from packgen.posting import prepare, preview, settle
from packgen.settings.mailaddress import MailAddress
from packgen.store import Ledger, address_of
from packgen.store.turn import turn
from tests.deliver.offices import ANN, MOMENT, Office, many, office

HER = MailAddress("ann@oakshire.gov.uk")


def people(here: Office) -> Counter[str]:
    """Who has how many messages in the outbox; the summary for the sender left out."""
    heads = [message_from_bytes(path.read_bytes(), policy=default) for path in here.outbox]
    return Counter(head["To"].addresses[0].addr_spec for head in heads) - Counter(
        {"papers@oakshire.gov.uk": len(heads)}
    )


def test_a_second_sending_sends_nothing(tmp_path: Path) -> None:
    here = office(tmp_path, *many(3))
    assert here.send().is_whole
    before = {path: path.read_bytes() for path in here.outbox}
    again = here.send()
    assert (again.sent, again.is_whole) == ((), True)
    assert {path: path.read_bytes() for path in here.outbox} == before


def test_the_ledger_has_an_intent_before_each_answer_and_stays_whole(tmp_path: Path) -> None:
    here = office(tmp_path, *many(2))
    here.send()
    ledger = Ledger(address_of(None, here.pack.parent))
    entries = ledger.entries()
    assert [entry.kind for entry in entries] == ["intent", "accepted"] * 2
    assert entries[0].personal == {"to": "person0@oakshire.gov.uk", "name": "Person 0"}
    assert not any("oakshire" in value for e in entries for value in e.facts.values()
                   if not value.startswith("<") and not value.startswith("file:"))  # fmt: skip
    assert ledger.check() == ()
    ledger.purge(MOMENT.date().replace(year=2030), "2030-01-01T00:00:00Z")
    assert here.send().sent == ()


def test_somebody_added_later_gets_it_alone(tmp_path: Path) -> None:
    here = office(tmp_path, *many(2))
    here.send()
    with (tmp_path / "recipients.csv").open("a") as file:
        file.write(ANN + "\n")
    (sent,) = here.send().sent
    assert sent.planned.recipient.email == HER
    assert people(here) == Counter(
        ["person0@oakshire.gov.uk", "person1@oakshire.gov.uk", "ann@oakshire.gov.uk"]
    )


def test_a_rebuilt_pack_of_other_bytes_goes_again(tmp_path: Path) -> None:
    here = office(tmp_path, ANN)
    here.send()
    manifest = here.pack / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"waived": {', '"waived": { '))
    assert here.send().sent == ()  # the same bytes of papers and findings
    path = here.pack / "part2" / f"{here.pack.name}-findings.pdf"
    replace_file(here, path, path.read_bytes() + b"%")
    assert len(here.send().sent) == 1


def replace_file(here: Office, path: Path, data: bytes) -> None:
    """Another file in a pack, with a manifest that says so."""
    import hashlib

    old, new = (hashlib.sha256(each).hexdigest() for each in (path.read_bytes(), data))
    path.write_bytes(data)
    manifest = here.pack / "manifest.json"
    manifest.write_text(manifest.read_text().replace(old, new))


@pytest.mark.parametrize("renamed", [False, True])
def test_an_outbox_settles_its_own_doubts(tmp_path: Path, renamed: bool) -> None:
    """Killed between the intent and the answer: the temporary file tells whether it went."""
    here = office(tmp_path, ANN)
    prepared = prepare(here.request())
    ledger = Ledger(prepared.address)
    journal = prepared.journal(ledger, lambda: MOMENT)
    (planned,) = prepared.planned(journal)

    def killed() -> None:
        journal.intend(planned.message)
        raise KeyboardInterrupt

    post = OutboxPost(tmp_path / "outbox")
    with pytest.raises(KeyboardInterrupt):
        post.hand_over(b"x", planned.message.identifier, HER, killed)
    if renamed:
        (temporary,) = (tmp_path / "outbox").glob(".*.part")
        temporary.rename(tmp_path / "outbox" / "taken-away-by-another-program")
    done = here.send()
    assert done.is_whole
    assert len(done.sent) == (0 if renamed else 1)


def test_a_doubt_is_settled_by_hand_where_no_outbox_can(tmp_path: Path) -> None:
    here = office(tmp_path, *many(2))
    prepared = prepare(here.request())
    journal = prepared.journal(Ledger(prepared.address), lambda: MOMENT)
    first = prepared.planned(journal)[0]
    Journal(
        Ledger(prepared.address), prepared.outgoing.papers.pack, "", "smtp://mail:25",
        lambda: MOMENT,
    ).intend(first.message)  # fmt: skip
    done = here.send()
    assert [s.planned.recipient.name for s in done.sent] == ["Person 1"]
    (doubt,) = done.doubts
    assert (doubt.to, doubt.number) == ("person0@oakshire.gov.uk", 1)
    held = preview(prepare(here.request()), lambda: MOMENT)[0].held
    assert held == "is in doubt: nobody knows whether message 1 went out"
    with pytest.raises(BadInput, match=r"no message 2 of this pack is in doubt.*: 1"):
        settle(here.request(), 2, "tests", lambda: MOMENT, sent=True)
    settle(here.request(), 1, "tests", lambda: MOMENT, sent=False)
    assert [s.planned.recipient.name for s in here.send().sent] == ["Person 0"]
    assert here.send().is_whole


@pytest.mark.parametrize("seed", range(6))
def test_killed_at_any_point_everybody_gets_it_once(tmp_path: Path, seed: int) -> None:
    here, chance = office(tmp_path, *many(12)), random.Random(seed)  # noqa: S311
    for _ in range(3):
        process = subprocess.Popen(
            here.command("--list", "members", "--yes"),
            cwd=here.folder,
            env=here.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr is not None
        told = process.stderr.readline()  # the first message went, or all of them had
        time.sleep(chance.random() * 0.2 if told else 0)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert here.packgen("--list", "members", "--yes").returncode == 0
    assert people(here) == Counter(f"person{n}@oakshire.gov.uk" for n in range(12))
    assert not list((tmp_path / "outbox").glob(".*.part"))
    assert Ledger(address_of(None, here.pack.parent)).check() == ()


def test_one_sends_at_a_time_and_the_other_is_told_who(tmp_path: Path) -> None:
    here = office(tmp_path, ANN)
    with turn(address_of(None, here.pack.parent), "clerk at desk (process 7)"):
        told = here.packgen("--list", "members", "--yes")
    assert told.returncode == 2
    assert "clerk at desk (process 7) is sending just now" in told.stderr
    assert not here.outbox
    assert here.packgen("--list", "members", "--yes").returncode == 0


def test_two_at_once_send_to_everybody_once(tmp_path: Path) -> None:
    here = office(tmp_path, *many(20))
    both = [
        subprocess.Popen(
            here.command("--list", "members", "--yes", "--quiet"),
            cwd=here.folder,
            env=here.environment(),
            stderr=subprocess.DEVNULL,
        )
        for _ in range(2)
    ]
    codes = sorted(process.wait() for process in both)
    assert codes in ([0, 0], [0, 2])
    assert people(here) == Counter(f"person{n}@oakshire.gov.uk" for n in range(20))


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """No file may grow beyond what a message has: as on a full disk, but without one."""
    here = office(tmp_path, *many(2))
    small = 60_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    told = subprocess.run(
        here.command("--list", "members", "--yes"),
        cwd=here.folder,
        env=here.environment(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, small),
        check=False,
    )
    assert told.returncode == 2
    assert "outbox: the disk is full — make room, and send again" in told.stderr
    assert not list((tmp_path / "outbox").iterdir())
    assert here.packgen("--list", "members", "--yes").returncode == 0
    assert sum(people(here).values()) == 2


def test_a_ledger_that_can_t_be_written_lets_nothing_out(tmp_path: Path) -> None:
    post, sent = OutboxPost(tmp_path / "outbox"), []

    def full() -> None:
        raise BuildStopped(())

    with pytest.raises(BuildStopped):
        post.hand_over(b"x", "<1@x>", HER, full)
    assert not list((tmp_path / "outbox").glob("*.eml"))
    post.hand_over(b"x", "<1@x>", HER, lambda: sent.append(1))
    assert [path.read_bytes() for path in (tmp_path / "outbox").iterdir()] == [b"x"]
    assert sent == [1]
