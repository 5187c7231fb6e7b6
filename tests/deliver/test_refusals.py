"""What forbids a sending: each with its reason, and nothing goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from packgen.deliver.sending import Pace
from packgen.errors import PackgenError
from packgen.outgoing import outgoing
from packgen.posting import prepare, preview, scheduled
from packgen.store import Deed, approve_pack
from tests.deliver.offices import ANN, MOMENT, PACK, SIAN, Office, office
from tests.deliver.test_outbox import people, replace_file


def refused(here: Office, *words: str) -> str:
    """What packgen send says to errors, when it sends nothing."""
    told = here.packgen("--list", "members", "--yes", "--quiet", *words)
    assert told.returncode in (1, 2)
    assert not here.outbox
    return told.stderr


def test_a_changed_paper_goes_to_nobody(tmp_path: Path) -> None:
    here = office(tmp_path)
    path = here.pack / "public" / f"{PACK}-public.pdf"
    path.write_bytes(path.read_bytes() + b"%")
    assert f"public/{PACK}-public.pdf: is not the file that was built" in refused(here)


def test_a_strange_paper_beside_the_others_goes_to_nobody(tmp_path: Path) -> None:
    here = office(tmp_path)
    (here.pack / "public" / "notes.pdf").write_bytes(b"%PDF")
    assert "the manifest knows no such file" in refused(here)


def test_a_part_2_paper_among_the_public_ones_goes_to_nobody(tmp_path: Path) -> None:
    """Somebody copied it over, and mended the manifest: the marking on its pages tells."""
    here = office(tmp_path)
    exempt = (here.pack / "part2" / f"{PACK}-part2.pdf").read_bytes()
    replace_file(here, here.pack / "public" / f"{PACK}-public.pdf", exempt)
    assert "ann@oakshire.gov.uk: a Part 2 paper is in the message, in clear" in refused(here)


def test_a_pack_that_waits_for_approval_goes_to_nobody_until_it_has_it(tmp_path: Path) -> None:
    here = office(tmp_path)
    edit(here, lambda m: m.update(approval={"roles": ["Monitoring Officer"], "four_eyes": False}))
    assert "waits for the approval of: Monitoring Officer" in refused(here)
    dry = here.packgen("--list", "members", "--dry-run")
    assert dry.returncode == 1
    assert "1 of 1 would get it" in dry.stdout
    deed = Deed("Mo", "Monitoring Officer", MOMENT.date(), "2023-07-12T09:00:00Z")
    approve_pack(here.pack, deed)
    assert here.send().is_whole
    path = here.pack / "part2" / f"{PACK}-findings.pdf"
    replace_file(here, path, path.read_bytes() + b"%")
    with pytest.raises(PackgenError, match="waits for the approval"):
        here.send()


def edit(here: Office, change: Callable[[dict[str, object]], object]) -> None:
    path = here.pack / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, indent=2), "utf-8")


def test_findings_that_stop_go_to_nobody(tmp_path: Path) -> None:
    here = office(tmp_path)
    edit(here, lambda m: m["findings"]["stopping"].update(count=1))  # type: ignore[index]
    assert "was made in spite of findings that stop a build" in refused(here)


def test_figures_that_can_be_worked_out_go_to_nobody(tmp_path: Path) -> None:
    here = office(tmp_path)
    path = here.pack / "part2" / f"{PACK}-disclosure.json"
    content = json.loads(path.read_bytes())
    content["disclosure"]["safe"] = False
    replace_file(here, path, json.dumps(content).encode())
    assert "withheld figures can still be worked out" in refused(here)


def test_part_2_without_a_password_goes_to_nobody(tmp_path: Path) -> None:
    domains = 'domains = ["oakshire.gov.uk"]'
    here = office(tmp_path / "a", ANN, SIAN, part2=domains)
    assert "Part 2 is to be sent, and no password is anywhere" in refused(here)
    here = office(tmp_path / "b", ANN, SIAN, part2=f'{domains}\npassword_env = "NOT_SET"')
    assert "the variable NOT_SET: holds no password" in refused(here)
    here = office(tmp_path / "c", ANN, SIAN)
    (tmp_path / "c" / "secret").write_text("short")
    told = refused(here)
    assert "the password of Part 2: has fewer than 12 signs" in told
    assert "short" not in told


def test_part_2_without_a_grant_goes_to_nobody(tmp_path: Path) -> None:
    here = office(tmp_path, ANN, SIAN.replace("Monitoring Officer", ""))
    assert "is to see Part 2, and nobody is named who granted it" in refused(here)


def test_a_list_without_part_2_needs_no_password(tmp_path: Path) -> None:
    """Who may see Part 2 is on another list, or not active: nothing is to be locked."""
    here = office(
        tmp_path,
        ANN,
        SIAN.replace("members", "press"),
        SIAN.replace("sian@", "mair@").replace("yes", "no"),
        part2='domains = ["oakshire.gov.uk"]\npassword_env = "NOT_SET"',
    )
    assert here.packgen("--list", "members", "--yes", "--quiet").returncode == 0
    assert people(here)["ann@oakshire.gov.uk"] == 1


@pytest.mark.parametrize(
    ("transport", "more"),
    [
        (f"file:output/{PACK}/public", ""),
        ("file:www/outbox", 'served = { folder = "www", url = "https://oakshire.gov.uk/papers" }'),
    ],
)
def test_no_outbox_lies_where_papers_are_published(
    tmp_path: Path, transport: str, more: str
) -> None:
    here = office(tmp_path, SIAN, transport=transport, more=more)
    assert "transport writes messages into the pack, or to where papers are served" in refused(here)
    assert not [*tmp_path.rglob("*.eml")]


def test_a_list_or_an_address_that_is_not_there(tmp_path: Path) -> None:
    here = office(tmp_path)
    told = here.packgen("--list", "nobody", "--yes")
    assert "there is no list 'nobody' — name one of: members, press" in told.stderr
    assert "bob@x.org is not on the list members" in refused(here, "--to", "bob@x.org")
    assert "is no e-mail address" in refused(here, "--to", "bob")
    assert "no list is named" in here.packgen("--yes").stderr
    assert "settles nothing" in here.packgen("--settle", "one", "sent").stderr


def test_nobody_at_hand_must_say_yes(tmp_path: Path) -> None:
    here = office(tmp_path)
    told = here.packgen("--list", "members")
    assert told.returncode == 2
    assert "nobody is here to agree" in told.stderr
    assert not here.outbox


def test_the_preview_says_who_gets_what_and_why_somebody_would_not(tmp_path: Path) -> None:
    here = office(
        tmp_path,
        ANN,
        SIAN.replace(",pdf,", ",docx,"),
        "Bob,bob@oakshire.gov.uk,members,public,pdf,no,",
        "Press,press@x.org,press,public,pdf,yes,",
    )
    told = here.packgen("--list", "members", "--dry-run")
    assert told.returncode == 0
    lines = " ".join(told.stdout.split())
    assert f"{PACK} to members, by file:outbox: 2 of 3 would get it" in lines
    assert f"Ann Example <ann@oakshire.gov.uk> public {PACK}-public.pdf" in lines
    assert "the Part 2 paper, under its" in lines
    assert "(granted by Monitoring Officer)" in lines
    assert "nothing: is not active" in lines
    assert "press@x.org" not in lines
    assert not (tmp_path / "outbox").exists()
    assert not (tmp_path / "output" / "packgen.db").exists()


def held(here: Office) -> list[str]:
    return [each.held for each in preview(prepare(here.request()), lambda: MOMENT)]


def test_papers_too_large_to_be_attached_are_linked_where_they_are_served(tmp_path: Path) -> None:
    least = "attach_up_to_mb = 0.1"
    here = office(tmp_path / "a", more=least)
    assert held(here) == ["the papers are too large to be attached, and no folder is served"]
    served = 'served = { folder = "www", url = "https://x.gov.uk/papers/" }'
    here = office(tmp_path / "b", ANN, SIAN, more=f"{least}\n{served}")
    assert here.send().is_whole
    name = f"{PACK}-public.pdf"
    copy = tmp_path / "b" / "www" / PACK / name
    assert copy.read_bytes() == (here.pack / "public" / name).read_bytes()
    assert [path.name for path in sorted(copy.parent.parent.rglob("*part2*"))] == []
    raw = b"".join(path.read_bytes() for path in here.outbox).replace(b"=\r\n", b"")
    assert raw.count(f"https://x.gov.uk/papers/{PACK}/{name}".encode()) >= 4
    assert raw.count(b"application/pdf") == 1  # the Part 2 paper, which is never served
    here = office(tmp_path / "c", SIAN, more=f"attach_up_to_mb = 0.01\n{served}")
    assert held(here) == ["the Part 2 paper is too large to be attached"]


def test_a_pack_without_somebody_s_format_sends_them_nothing(tmp_path: Path) -> None:
    here = office(tmp_path, ANN.replace(",pdf,", ",docx,"))
    path = here.pack / "public" / f"{PACK}-public.docx"
    path.unlink()
    edit(here, lambda m: m["files"].pop(next(  # type: ignore[attr-defined]
        n for n, f in enumerate(m["files"]) if f["file"].endswith("public.docx"))))  # type: ignore[arg-type, index]  # fmt: skip
    assert held(here) == ["the pack has no public paper in docx"]


def test_a_calendar_sends_and_says_what_it_waits_for(tmp_path: Path) -> None:
    here, told = office(tmp_path), []
    pace = Pace(lambda: 0.0, told.append)
    assert scheduled(here.request(), "run", lambda: MOMENT, pace, told.append) == ""
    assert scheduled(here.request(), "run", lambda: MOMENT, pace, told.append) == ""
    assert sum(people(here).values()) == 1
    assert outgoing(here.pack).papers.part2 is not None
