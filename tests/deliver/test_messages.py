"""Messages as a mail program opens them, and the last look at each before it goes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.compose.letter import Letters
from packgen.deliver.guard import Guard, Seen, taken_apart
from packgen.deliver.message import Mail, Sender, message_bytes, message_id
from packgen.deliver.papers import Papers, paper
from packgen.errors import BadInput
from packgen.mailing import seen
from packgen.settings.mailaddress import MailAddress
from packgen.settings.resources import Resource, find
from packgen.settings.secret import Secret
from packgen.store import Store, address_of
from packgen.store.deeds import release_pack
from tests.deliver.offices import ANN, PACK, SECRET, SIAN, office

AT = datetime(2023, 7, 12, 9, 30, tzinfo=UTC)
US, HER = MailAddress("papers@oakshire.gov.uk"), MailAddress("ann@oakshire.gov.uk")
PUBLIC, EXEMPT = paper("a-public.pdf", b"%PDF-1.7 public"), paper("a-part2.pdf", b"%PDF-1.7 exempt")
PAPERS = Papers("a", (PUBLIC,), EXEMPT, frozenset({EXEMPT.sha256}), "digest")


def mail(**changes: object) -> Mail:
    plain = Mail(
        message_id("digest", HER, "members", US), Sender(US, "Oakshire"), HER, "Ann Example",
        "Performance, June 2023", "Dear Ann,\n.\nSiân\n", "<p>Dear Ann</p>",
        "https://x.gov.uk/off", (PUBLIC,),
    )  # fmt: skip
    return replace(plain, **changes)


def opened(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert not [defect for part in found.walk() for defect in part.defects]
    return found


def said(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_is_what_a_mail_program_expects() -> None:
    found = opened(message_bytes(mail(), AT))
    assert found["From"] == "Oakshire <papers@oakshire.gov.uk>"
    assert found["To"] == "Ann Example <ann@oakshire.gov.uk>"
    assert (found["Cc"], found["Bcc"]) == (None, None)
    assert found["Date"].datetime == AT
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Precedence"] == "bulk"
    assert found["List-Unsubscribe"] == "<https://x.gov.uk/off>"
    assert said(found, "plain") == "Dear Ann,\n.\nSiân\n"
    assert said(found, "html") == "<p>Dear Ann</p>\n"
    (attached,) = found.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (PUBLIC.name, PUBLIC.data)


@settings(deadline=None)
@given(
    st.text(min_size=1, max_size=300).filter(lambda t: t.isprintable() and t.strip()),
    st.text(max_size=2000),
    st.binary(min_size=1, max_size=500),
)
def test_any_text_and_any_file_come_back_as_they_went(name: str, text: str, data: bytes) -> None:
    text = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    held = paper("a.pdf", data)
    raw = message_bytes(mail(to_name=name, text=text, attached=(held,)), AT)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    _, parts = taken_apart(raw)
    assert [part.data for part in parts if part.name] == [data]
    (attached,) = opened(raw).iter_attachments()
    assert attached.get_content() == data


def test_the_same_is_the_same_message_to_the_byte() -> None:
    assert message_bytes(mail(), AT) == message_bytes(mail(), AT)
    ids = {
        message_id(digest, MailAddress(to), mail_list, US)
        for digest in ("one", "two")
        for to in ("a@x.org", "A@X.org", "b@x.org")
        for mail_list in ("members", "press")
    }
    assert len(ids) == 8  # A@x.org is a@x.org


PLAIN = Seen(locked=False, marked=False)


def guarded(data: bytes, *, granted: bool = False, looks: Seen = PLAIN) -> list[str]:
    guard = Guard(PAPERS, lambda _: looks, Secret(SECRET))
    return [fault.what for fault in guard.faults(data, HER, granted)]


def test_the_guard_lets_public_papers_pass() -> None:
    assert guarded(message_bytes(mail(), AT)) == []


@pytest.mark.parametrize("granted", [False, True])
def test_the_guard_knows_part_2_by_its_hash(granted: bool) -> None:
    data = message_bytes(mail(attached=(PUBLIC, replace(EXEMPT, name="a-public.pdf"))), AT)
    assert guarded(data, granted=granted) == ["a Part 2 paper is in the message, in clear"]


def test_the_guard_knows_part_2_by_its_marking() -> None:
    data = message_bytes(mail(), AT)
    told = guarded(data, looks=Seen(locked=False, marked=True))
    assert told == ["a Part 2 paper is in the message, in clear"]


def test_the_guard_lets_a_locked_file_pass_for_a_grant_alone() -> None:
    data = message_bytes(mail(attached=(paper("x.pdf", b"%PDF locked"),)), AT)
    locked = Seen(locked=True, marked=False)
    strange = ["a file that is none of the pack's public papers is in the message"]
    assert guarded(data, granted=True, looks=locked) == []
    assert guarded(data, granted=False, looks=locked) == strange
    assert guarded(data, granted=True) == strange


@pytest.mark.parametrize("where", ["text", "html", "subject"])
def test_the_guard_finds_the_password(where: str) -> None:
    data = message_bytes(mail(**{where: f"é The word is {SECRET}"}), AT)
    assert guarded(data) == ["the password of Part 2 is in the message"]


def test_the_guard_refuses_a_message_to_others() -> None:
    data = message_bytes(mail(), AT)
    other = "the finished message is to somebody else, or to several"
    assert guarded(data.replace(b"To: Ann Example <ann@", b"To: <bob@x.org>, <ann@")) == [other]
    assert guarded(data.replace(b"Subject:", b"Bcc: <bob@x.org>\r\nSubject:")) == [other]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"\r\n\r\n", b"\n\n"), (b"--\r\n", b""), (b"base64", b"uuencode"), (b"boundary", b"border")],
)
def test_the_guard_refuses_what_it_can_t_read(old: bytes, new: bytes) -> None:
    (told,) = guarded(message_bytes(mail(), AT).replace(old, new))
    assert told.startswith("the finished message has ")


class Outline(HTMLParser):
    """The tags of a page, and its language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.values: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.values |= {f"{tag} {key}": value for key, value in attrs}


def test_the_letter_says_what_the_public_paper_says(tmp_path: Path) -> None:
    here = office(tmp_path, ANN)
    here.send()
    message = next(m for m in map(opened_file, here.outbox) if "ann@" in m["To"])
    assert message["Subject"] == (
        "Children, Education and Families: Performance Management Framework 2023/24, June 2023"
    )
    text = said(message, "plain")
    for count in ("RED: 1\n", "AMBER: 2\n", "GREEN: 19\n", "Withheld: 1\n"):
        assert f"- {count}" in text
    assert "- 31: % of Education, Health and Care plans" in text
    assert f"- {PACK}-public.pdf (PDF, " in text
    page = Outline(said(message, "html"))
    assert page.values["html lang"] == "en-GB"
    assert page.values["th scope"] == "row"
    assert page.tags.count("h1") == 1
    assert {"main", "title", "caption"} <= set(page.tags)
    assert not {"img", "script", "link", "iframe"} & set(page.tags)


def opened_file(path: Path) -> EmailMessage:
    return opened(path.read_bytes())


def test_the_letter_says_what_changed_since_the_last_release(tmp_path: Path) -> None:
    here = office(tmp_path, ANN)
    release_pack(here.pack, AT.date())
    store = Store(address_of(None, here.pack.parent))
    (known,) = store.releases_of("children-education-and-families-performance-management-framework")
    may = replace(known.position, month=5)
    first = next(c for c in known.cells if c.kind.value == "rating" and c.text == "GREEN")
    cells = tuple(replace(c, text="RED") if c is first else c for c in known.cells)
    store.record(replace(known, position=may, files=(("x.pdf", "0" * 64),), cells=cells))
    here.send()
    message = next(m for m in map(opened_file, here.outbox) if "ann@" in m["To"])
    text = said(message, "plain")
    changes = text.partition("Ratings that changed since May 2023:\n")[2].partition("\n\n")[0]
    assert changes == f"- {first.indicator}: {first.title}: RED, now GREEN"


def test_part_2_goes_locked_to_whom_it_was_granted(tmp_path: Path) -> None:
    here = office(tmp_path, ANN, SIAN)
    assert here.send().is_whole
    held = {m["To"].addresses[0].username: m for m in map(opened_file, here.outbox)}
    names = [part.get_filename() for part in held["ann"].iter_attachments()]
    assert names == [f"{PACK}-public.pdf"]
    part2, public = held["sian"].iter_attachments()
    assert (part2.get_filename(), public.get_filename()) == (
        f"{PACK}-part2.pdf",
        f"{PACK}-public.pdf",
    )
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(part2.get_content()))
    with pikepdf.open(BytesIO(part2.get_content()), password=SECRET) as pdf:
        assert pdf.encryption.R == 6
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in here.outbox)


def test_the_letter_names_the_law_of_the_pack(tmp_path: Path) -> None:
    here = office(tmp_path, SIAN)
    path = here.pack / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"england-2006"', '"wales-2007"'), "utf-8")
    here.send()
    message = next(m for m in map(opened_file, here.outbox) if "sian@" in m["To"])
    assert "Schedule 12A (as amended), Part 4" in " ".join(said(message, "plain").split())


def test_the_letter_of_a_meeting_is_titled_after_the_meeting(tmp_path: Path) -> None:
    """Though one scorecard alone is among its items."""
    here = office(tmp_path, ANN)
    path = here.pack / "manifest.json"
    meeting = {"body": "Scrutiny Committee", "date": "2023-09-12", "supplement": 0}
    content = {**json.loads(path.read_text("utf-8")), "meeting": meeting}
    path.write_text(json.dumps(content), "utf-8")
    here.send()
    message = next(m for m in map(opened_file, here.outbox) if "ann@" in m["To"])
    assert message["Subject"] == "Scrutiny Committee, 12 September 2023"
    assert "Children, Education and Families" in said(message, "plain")


def test_pages_are_known_by_their_marking(tmp_path: Path) -> None:
    here = office(tmp_path)
    marking = ("NOT FOR PUBLICATION",)
    for folder, marked in (("public", False), ("part2", True)):
        for path in sorted((here.pack / folder).iterdir()):
            if path.suffix in (".pdf", ".docx"):
                assert seen(path.read_bytes(), marking) == Seen(False, marked), path.name


LOOP = "{% for _ in range(9000) %}"
FACTS = {"title": "T", "position": "June", "council": "", "list": "L", "part2": ""}


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("subject.txt.j2", "{{ cards }}", "'cards' is undefined"),
        ("subject.txt.j2", "", "makes a subject that is empty"),
        ("letter.txt.j2", "a\n{{ nobody }}", "letter.txt.j2:2: 'nobody' is undefined"),
        ("letter.txt.j2", "{% if %}", "letter.txt.j2:1"),
        ("letter.html.j2", "{{ ''.__class__ }}", "unsafe"),
        ("letter.txt.j2", "{% include '../secret' %}", "secret"),
        ("letter.txt.j2", f"{LOOP}{LOOP}{'{% endfor %}' * 2}", "turns"),
    ],
)  # fmt: skip
def test_a_template_s_fault_is_told_at_its_line(
    tmp_path: Path, file: str, text: str, fault: str
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("subject.txt.j2", "letter.txt.j2", "letter.html.j2"):
        (folder / name).write_text("x")
    (folder / file).write_text(text)
    (tmp_path / "secret").write_text("x")
    with pytest.raises(BadInput) as raised:
        Letters(Resource("own", folder)).letter(FACTS)
    assert fault in str(raised.value)
    assert "templates/own/" in str(raised.value)


def test_values_are_escaped_in_html_and_kept_on_their_line_in_text() -> None:
    facts = {
        **FACTS, "title": "<b>\r\nBcc: x@y.org", "name": "<script>", "files": [], "cards": [],
        "law": "", "attached": True, "sender": "", "unsubscribe": "https://x", "language": "en-GB",
    }  # fmt: skip
    letter = Letters(find("letters", "mail")).letter(facts)
    assert letter.subject == "<b> Bcc: x@y.org, June"
    assert "<script>" not in letter.html
    assert "\nBcc:" not in letter.text
