"""Recipients: who is read from a table, and every fault of it at once with its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from packgen.addressees import recipients_of
from packgen.errors import BadInput
from packgen.model.pack import Audience, Format
from packgen.settings.delivery import load_delivery
from packgen.settings.mailaddress import NoAddress, mail_address
from packgen.settings.recipients import allows
from tests.deliver.offices import ANN, HEAD, SIAN

LISTS = '[lists.members]\n[lists.press]\n[part2]\ndomains = ["oakshire.gov.uk"]\n'


def delivery(folder: Path, recipients: str = 'recipients = "recipients.csv"') -> Path:
    file = folder / "delivery.toml"
    file.write_text(f'from = "papers@oakshire.gov.uk"\n{recipients}\n{LISTS}', "utf-8")
    return file


def read(folder: Path, *rows: str, head: str = HEAD):
    (folder / "recipients.csv").write_text("\n".join([head, *rows]), "utf-8")
    return recipients_of(load_delivery(delivery(folder)))


def faults(folder: Path, *rows: str, head: str = HEAD) -> list[str]:
    with pytest.raises(BadInput) as raised:
        read(folder, *rows, head=head)
    return [f"{fault.where}: {fault.what}" for fault in raised.value.faults]


def test_a_row_says_who_gets_what(tmp_path: Path) -> None:
    ann, sian = read(tmp_path, ANN, SIAN.replace("members", "members; press"))
    assert (ann.name, ann.email.text, ann.lists) == ("Ann Example", "ann@oakshire.gov.uk",
                                                     ("members",))  # fmt: skip
    assert (ann.audience, ann.formats, ann.active) == (Audience.PUBLIC, (Format.PDF,), True)
    assert (sian.audience, sian.granted_by) == (Audience.PART2, "Monitoring Officer")
    assert sian.lists == ("members", "press")


def test_what_is_left_out_is_public_pdf_and_active(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "Ann,ann@x.org,press", head="name,EMAIL,list")
    assert (one.audience, one.formats, one.active) == (Audience.PUBLIC, (Format.PDF,), True)


def test_every_fault_is_told_at_once_with_its_cell(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        "Ann,ann@oakshire,members,public,pdf,yes,",
        ",bob@oakshire.gov.uk,nobody,secret,odt,perhaps,",
        "Cy,cy@elsewhere.org,press,part2,pdf,yes,",
        "Di,DI@oakshire.gov.uk,press,public,pdf docx,yes,",
        "Dee,di@oakshire.gov.uk,,public,,,",
        "Ed,di@oakshire.gov.uk,press,public,,,",
    )
    assert told == [
        "recipients.csv, B2: 'ann@oakshire' has no domain after the @",
        "recipients.csv, A3: the name is missing",
        "recipients.csv, C3: there is no list 'nobody'",
        "recipients.csv, D3: 'secret' is no audience",
        "recipients.csv, E3: 'odt' is no format",
        "recipients.csv, F3: 'perhaps' is neither yes nor no",
        "recipients.csv, B4: is to see Part 2, and nobody is named who granted it",
        "recipients.csv, B4: Part 2 may not go to elsewhere.org",
        "recipients.csv, C6: is on no list",
        "recipients.csv, B7: di@oakshire.gov.uk is at recipients.csv, B5 already",
    ]


def test_headings_that_nobody_knows_are_told(tmp_path: Path) -> None:
    told = faults(tmp_path, "Ann,a@b.org,press,x", head="Name,E-mail,Lists,Phone")
    assert told == ["recipients.csv, D1: 'Phone' is no heading that is known"]
    told = faults(tmp_path, "Ann,a@b.org", head="Name,E-mail")
    assert told == ["recipients.csv: has no column headed lists"]


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in (HEAD, ANN, SIAN):
        book.active.append(row.split(","))
    return book


def of_xlsx(folder: Path, book: openpyxl.Workbook):
    book.save(folder / "people.xlsx")
    return recipients_of(load_delivery(delivery(folder, 'recipients = "people.xlsx"')))


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    people = of_xlsx(tmp_path, workbook())
    assert [p.email.text for p in people] == ["ann@oakshire.gov.uk", "sian@oakshire.gov.uk"]
    assert people[1].name == "Siân Davies"


def test_hidden_and_struck_rows_are_nobody_s_guess(tmp_path: Path) -> None:
    book = workbook()
    book.active.append(["Bob", "bob@oakshire.gov.uk", "press"])
    book.active.row_dimensions[4].hidden = True
    book.active["B2"].font = Font(strike=True)
    with pytest.raises(BadInput) as raised:
        of_xlsx(tmp_path, book)
    told = [f"{fault.where}: {fault.what}" for fault in raised.value.faults]
    assert told == ["people.xlsx, row 4: is hidden", "people.xlsx, B2: is struck out"]


def test_recipients_may_stand_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "delivery.toml"
    people = '[[recipient]]\nname = "Ann"\nemail = "ann@x.org"\nlists = ["members", "press"]\n'
    file.write_text(f'from = "papers@oakshire.gov.uk"\n{LISTS}{people}active = false\n', "utf-8")
    (ann,) = recipients_of(load_delivery(file))
    assert (ann.lists, ann.active) == (("members", "press"), False)
    file.write_text(file.read_text().replace("ann@x.org", "ann@@x.org"))
    with pytest.raises(BadInput, match=r"delivery.toml: \[\[recipient\]\] 1: email: 'ann@@x.org'"):
        recipients_of(load_delivery(file))


@pytest.mark.parametrize(
    "text",
    [
        "a@b.org\r\nBcc: x@y.org", "a@b.org\n", "a b@c.org", "<a@b.org>", "Ann <a@b.org>",
        "a@b.org,c@d.org", '"a b"@c.org', "a@[127.0.0.1]", "a@127.0.0.1", ".a@b.org", "a..b@c.org",
        "a@-b.org", "a@b", "@b.org", "a@", "", "a@b.org\x00", "ä@b.org", "a@ö.org",
        "a" * 65 + "@b.org",
        "a@" + "b" * 250 + ".org", "a(c)@b.org",
        "=?utf-8?q?a?=@b.org",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(text: str) -> None:
    with pytest.raises(NoAddress):
        mail_address(text)


@given(st.text(max_size=40))
def test_an_address_never_holds_what_a_header_obeys(text: str) -> None:
    try:
        found = mail_address(text)
    except NoAddress:
        return
    assert found.text == text
    assert not set(text) & set('\r\n\0 <>,;:"()[]\\')


@pytest.mark.parametrize(
    ("rule", "domain", "may"),
    [
        ("oakshire.gov.uk", "oakshire.gov.uk", True),
        ("oakshire.gov.uk", "x.oakshire.gov.uk", False),
        ("oakshire.gov.uk", "oakshire.gov.uk.evil.org", False),
        (".gov.uk", "oakshire.gov.uk", True),
        (".gov.uk", "xgov.uk", False),
        ("*", "anything.org", True),
    ],
)
def test_a_domain_is_allowed_by_its_own_name(rule: str, domain: str, may: bool) -> None:
    assert allows([rule], domain) is may


def test_a_name_holds_nothing_that_a_mail_program_decodes(tmp_path: Path) -> None:
    (told,) = faults(tmp_path, "=?utf-8?q?Ann=0D=0ABcc:_x@y.org?=,ann@x.org,press,public,pdf,yes,")
    assert "the name has the signs =?, after which mail programs read a code" in told


@pytest.mark.parametrize("grant", ["-", "?", "n/a", "Nobody", "none", "No one", "TBC", "  "])
def test_a_grant_names_somebody(tmp_path: Path, grant: str) -> None:
    told = faults(tmp_path, f"Ann,ann@oakshire.gov.uk,press,part2,pdf,yes,{grant}")
    assert any("nobody is named who granted it" in each for each in told)
