"""A meeting's pack.toml: what it says, and every fault at once with its place."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from packgen.errors import BadInput, Fault
from packgen.settings.agenda import is_meeting, load_meeting
from packgen.settings.meeting import BodyKind, ItemKind, ItemPart
from packgen.settings.pack import load_pack
from tests.settings.meetings import EXCLUSION, EXEMPT, HEAD, item, meeting

EXAMPLE = Path(__file__).parents[2] / "input/example-meeting"


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(BadInput) as caught:
        load_meeting(folder)
    return list(caught.value.faults)


def places(folder: Path) -> list[str]:
    return [fault.where.removeprefix("September/pack.toml: ") for fault in faults(folder)]


def test_the_example_has_nine_items_of_every_kind() -> None:
    settings = load_meeting(EXAMPLE)
    assert [i.number for i in settings.items] == [str(n) for n in range(1, 10)]
    assert {i.kind for i in settings.items} == set(ItemKind)
    assert [i.number for i in settings.items if i.part is ItemPart.EXEMPT] == ["9"]
    assert (settings.meeting.date, settings.meeting.time) == (date(2023, 9, 12), time(19))
    assert settings.base.scorecard.name == "cef-scorecard-2023-06.xlsx"
    (card,) = [i.scorecard for i in settings.items if i.scorecard]
    assert (card.name, card.committee) == ("cef-scorecard-2023-06", settings.meeting.body)
    assert card.identity == "children-education-and-families"


def test_a_folder_is_a_meeting_when_its_file_says_so(tmp_path: Path) -> None:
    assert is_meeting(EXAMPLE)
    assert is_meeting(meeting(tmp_path, "", name="other"))
    assert not is_meeting(EXAMPLE / "none")
    (tmp_path / "pack.toml").write_text('scorecard = "a.xlsx"')
    assert not is_meeting(tmp_path)


def test_a_pack_without_a_meeting_is_read_as_ever(tmp_path: Path) -> None:
    folder = meeting(tmp_path, "", head='scorecard = "card.xlsx"\n')
    assert load_pack(folder).scorecard.name == "card.xlsx"
    assert places(folder) == [
        "meeting",
        *(f"[meeting]: {k}" for k in ("council", "body", "date", "time", "venue")),
        "item",
        "scorecard",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"7.00 pm"', time(19)),
        ('"7pm"', time(19)),
        ('"12.30 p.m."', time(12, 30)),
        ('"12am"', time(0)),
        ('"09:15"', time(9, 15)),
        ("10:30:00", time(10, 30)),
    ],
)
def test_times_as_people_write_them(tmp_path: Path, written: str, read: time) -> None:
    head = HEAD.replace('"19:00"', written)
    assert load_meeting(meeting(tmp_path, item("A", "oral"), head)).meeting.time == read


@pytest.mark.parametrize("written", ['"19"', '"25:00"', '"13pm"', '"7:60"', '"evening"', "19"])
def test_what_is_no_time(tmp_path: Path, written: str) -> None:
    folder = meeting(tmp_path, item("A", "oral"), HEAD.replace('"19:00"', written))
    assert places(folder) == ["[meeting]: time"]


def test_numbers_go_on_from_those_that_are_given(tmp_path: Path) -> None:
    own = [item("A", "oral"), item("B", "oral", 'number = "5"'), item("C", "oral")]
    more = [item("D", "oral", 'number = "6A"'), item("E", "oral")]
    settings = load_meeting(meeting(tmp_path, "".join(own + more)))
    assert [i.number for i in settings.items] == ["1", "5", "6", "6A", "7"]


def test_ready_items_have_their_words_and_a_pack_changes_them(tmp_path: Path) -> None:
    items = """
        [[item]]
        ready = "apologies"
        [[item]]
        ready = "declarations"
        title = "Interests"
        """
    committee = load_meeting(meeting(tmp_path, items)).items
    assert committee[0].title == "Apologies for absence and notification of substitute members"
    assert (committee[0].kind, committee[0].ready) == (ItemKind.ORAL, "apologies")
    assert committee[1].title == "Interests"
    assert "disclosable pecuniary interest" in committee[1].text
    head = 'law = "wales-2007"\n' + HEAD + 'kind = "executive"\n'
    executive = load_meeting(meeting(tmp_path, items, head, "cabinet"))
    assert executive.meeting.kind is BodyKind.EXECUTIVE
    assert executive.items[0].title == "Apologies for absence"
    assert "prejudicial" in executive.items[1].text


def test_scorecards_share_the_rules_and_have_names_of_their_own(tmp_path: Path) -> None:
    card = item("A", "scorecard", 'file = "card.xlsx"\n[item.scorecard]\nsheet = "One"')
    folder = meeting(
        tmp_path,
        card + card.replace("One", "Two") + item("B", "scorecard", 'file = "sub"'),
        HEAD + "[rating]\ntolerance = 3\n",
    )
    (folder / "sub").mkdir()
    (folder / "sub/own.xlsx").write_bytes(b"")
    (folder / "sub/pack.toml").write_text('scorecard = "own.xlsx"\ntitle = "Own"')
    cards = [i.scorecard for i in load_meeting(folder, style="heritage").items if i.scorecard]
    assert [c.name for c in cards] == ["card", "card-2", "sub"]
    assert [c.sheet for c in cards] == ["One", "Two", None]
    assert [int(c.rules.tolerance_of("1")) for c in cards] == [3, 3, 10]
    assert {c.style.name for c in cards} == {"heritage"}


def test_faults_of_a_scorecards_own_folder_are_told_with_their_path(tmp_path: Path) -> None:
    folder = meeting(tmp_path, item("A", "oral") + item("B", "scorecard", 'file = "sub"'))
    (folder / "sub").mkdir()
    (folder / "sub/pack.toml").write_text('titel = "Own"')
    assert places(folder) == [
        "[[item]] 2: sub/pack.toml: scorecard",
        "[[item]] 2: sub/pack.toml: titel",
    ]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (item("A", "report", 'file = "none.md"'), "1: file"),
        (item("A", "report", 'file = "../a.md"'), "1: file"),
        (item("A", "report", 'file = "/etc/passwd"'), "1: file"),
        (item("A", "report", 'file = "C:/a.md"'), "1: file"),
        (item("A", "report", 'file = "link.md"'), "1: file"),
        (item("A", "report", 'file = "linked/a.md"'), "1: file"),
        (item("A", "report"), "1: file"),
        (item("A", "report", 'file = "a.pdf"'), "1: file"),
        (item("A", "report", 'files = ["a.md", "b.md"]'), "1: files"),
        (item("A", "attachment", 'file = "a.docx"'), "1: file"),
        (item("A", "attachment", 'files = ["a.pdf", "a.pdf"]'), "1: files"),
        (item("A", "oral", 'file = "a.md"'), "1: kind"),
        (item("A", "text"), "1: text"),
        (item("A", "oral", "part = 3"), "1: part"),
        (item("A", "oral", 'number = "no. 1"'), "1: number"),
        (item("A", "oral") + item("B", "oral", 'number = "1"'), "2: number"),
        (item("A", "oral", "supplement = -1"), "1: supplement"),
        (item("A", "oral", "supplement = 2"), "1: supplement"),
        (item("A", "oral", "replaces = true"), "1: replaces"),
        (item("A", "oral", "replaces = true\nsupplement = 1"), "1: replaces"),
        (item("A", "oral", 'ready = "tea"'), "1: ready"),
        (item("A", "oral", 'colour = "red"'), "1: colour"),
        (item("A", "oral", '[item.scorecard]\nsheet = "x"'), "1: scorecard"),
        (item("A", "report", 'file = "a.md"') + item("B", "report", 'file = "a.md"'), "2: file"),
        (EXCLUSION, "1: ready"),
        (item("A", "oral", EXEMPT) + EXCLUSION + EXCLUSION, "3: ready"),
        (EXCLUSION + 'text = "{item}"' + item("A", "oral", "part = 2" + EXEMPT), "1: text"),
        (EXCLUSION + 'text = "{items"' + item("A", "oral", "part = 2" + EXEMPT), "1: text"),
        (item("A", "oral", "part = 2" + EXEMPT), "1: part"),
        (item("A", "oral", "part = 2" + EXEMPT) + EXCLUSION, "1: part"),
        (item("B", "oral", EXEMPT) + EXCLUSION + item("A", "oral", "part = 2"), "3: exempt"),
        (item("A", "oral", EXEMPT) + EXCLUSION + "part = 2", "2: part"),
        ('[[item]]\nready = "exempt minutes"\nfile = "a.pdf"\npart = 1', "1: part"),
        (item("A", "oral", EXEMPT.replace("[3]", "[8]")), "1: exempt.paragraphs"),
        (item("A", "oral", EXEMPT.replace("[3]", "[true]")), "1: exempt.paragraphs"),
        (item("A", "oral", EXEMPT.replace("[3]", "[]")), "1: exempt.paragraphs"),
        (item("A", "oral", EXEMPT.replace("[3]", '"ASK"')), "1: exempt.paragraphs"),
        (item("A", "oral", EXEMPT.replace("2023-12-29", "2023-09-11")), "1: exempt.review"),
        (item("A", "oral", EXEMPT.replace("review", "# review")), "1: exempt.review"),
        (item("A", "oral", EXEMPT.replace("public_interest", "# ")), "1: exempt.public_interest"),
        (item("A", "oral", EXEMPT + 'law = "mars"'), "1: exempt.law"),
    ],
)
def test_each_fault_of_an_item_has_its_place(tmp_path: Path, items: str, expected: str) -> None:
    folder = meeting(tmp_path, items)
    (folder / "link.md").symlink_to(folder / "a.md")
    (folder / "linked").symlink_to(folder)
    assert places(folder) == [f"[[item]] {expected}"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("despatched", "2023-09-12"),
        ("despatched", "2001-01-01"),
        ("despatched", '"4 September"'),
        ("closed_days", "2023-09-04"),
        ("contact", '"L. Clerk"'),
        ("contact.email", '"nobody"'),
        ("members", '["A", "A"]'),
        ("kind", '"board"'),
        ("duplex", '"yes"'),
        ("colour", '"red"'),
    ],
)
def test_each_fault_of_the_meeting_has_its_place(tmp_path: Path, key: str, value: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(key))
    contact = 'contact.name = "L. Clerk"\n' if key == "contact.email" else ""
    folder = meeting(tmp_path, item("A", "oral"), f"{head}\n{contact}{key} = {value}\n")
    assert places(folder) == [f"[meeting]: {key}"]


def test_a_meeting_may_be_on_a_sunday_but_in_no_odd_year(tmp_path: Path) -> None:
    sunday = HEAD.replace("2023-09-12", "2023-09-10")
    assert load_meeting(meeting(tmp_path, item("A", "oral"), sunday)).meeting.date.day == 10
    head = HEAD.replace("2023-09-12", "0001-01-02").replace("despatched", "# ")
    assert places(meeting(tmp_path, item("A", "oral"), head, "old"))[0].endswith("[meeting]: date")


def test_faults_of_all_items_are_told_at_once(tmp_path: Path) -> None:
    items = item("A", "report", 'file = "x.md"') + item("B", "oral", "part = 2") + "[[item]]\n"
    told = faults(meeting(tmp_path, items))
    assert [f.where.removeprefix("September/pack.toml: [[item]] ") for f in told] == [
        "1: file",
        "3: kind",
        "3: title",
        "2: exempt",
        "2: part",
    ]
    assert all(fault.remedy for fault in told)


def test_a_paper_that_takes_anothers_place_has_its_number(tmp_path: Path) -> None:
    items = item("A", "report", 'file = "a.md"') + item(
        "A", "report", 'file = "b.md"\nnumber = "1"\nsupplement = 1\nreplaces = true'
    )
    (first, second) = load_meeting(meeting(tmp_path, items)).items
    assert (first.number, second.number, second.replaces) == ("1", "1", True)


def test_legal_privilege_in_wales_is_not_weighed(tmp_path: Path) -> None:
    record = EXEMPT.replace("public_interest", "# ")
    head = 'law = "wales-2007"\n' + HEAD
    folder = meeting(tmp_path, item("A", "oral", record.replace("[3]", "[16]")), head)
    (only,) = load_meeting(folder).items
    assert only.exempt is not None
    assert (only.exempt.paragraphs, only.exempt.law) == ((16,), "wales-2007")
    weighed = meeting(tmp_path, item("A", "oral", record.replace("[3]", "[14]")), head, "other")
    assert [f.where.split(": ")[-1] for f in faults(weighed)] == ["exempt.public_interest"]
