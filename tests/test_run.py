"""packgen run: a calendar's packs are brought as far as the day allows, and nothing twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from packgen import monthly
from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.report import Check, Outcome, Report
from packgen.monthly import Occasion, Sender, Sent, run
from packgen.settings.calendar import load_calendar
from packgen.store import Deed, Ledger, Store, address_of, approve_pack, standing_of
from tests.settings.meetings import item, meeting
from tests.store.packs import AT, HEAD

ROOT = Path(__file__).parent.parent
HEADS = ("No.", "Performance Indicators", "Polarity", "Target", "RAG rating")
MONTHS = ("Apr-23", "May-23", "Jun-23", "Jul-23")
EARLY, JULY_DAY, AUGUST_DAY = date(2023, 7, 5), date(2023, 7, 12), date(2023, 8, 9)
PACK = 'scorecard = "card.xlsx"\n'
APPROVAL = f'[approval]\nroles = ["{HEAD}"]\n'
CALENDAR = """
[[pack]]
name = "homes"
folder = "homes"
workbooks = "inbox"
pattern = "homes*.xlsx"
days = [2023-07-12, 2023-08-09]
"""


@pytest.fixture(autouse=True)
def unvalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the validators, which take their time, and without a store of the machine's own."""
    monkeypatch.setattr("packgen.verify.access.find_spec", lambda _: None)
    monkeypatch.delenv("PACKGEN_STORE", raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A calendar of one pack, which needs an approval; May's and June's workbook have arrived, and
    May's file is the newer one."""
    (tmp_path / "homes").mkdir()
    (tmp_path / "homes/pack.toml").write_text(PACK + APPROVAL)
    (tmp_path / "inbox").mkdir()
    arrive(tmp_path, "homes-a.xlsx", 3)
    arrive(tmp_path, "homes-b.xlsx", 2)
    os.utime(tmp_path / "inbox/homes-a.xlsx", (0, 0))
    (tmp_path / "calendar.toml").write_text(CALENDAR)
    return tmp_path


def arrive(home: Path, name: str, months: int, *, homes: int = 14, target: str = "n/a") -> None:
    """A workbook of so many months from April; ``homes`` were closed in May."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Homes: performance"])
    sheet.append([f"Position as at end of {MONTHS[months - 1]}"])
    sheet.append([*HEADS, *MONTHS[:months], "Year to Date", "Notes"])
    for number, title, figures in (
        ("1", "Visits made", (120, 131, 127, 118)),
        ("2", "Homes closed", (11, homes, 3, 9)),
    ):
        held = figures[:months]
        sheet.append([number, title, "High", target, "", *held, sum(held), ""])
    book.save(home / "inbox" / name)


def run_on(home: Path, on: date, send: Sender | None = None) -> tuple[monthly.Outcome, ...]:
    calendar = load_calendar(home / "calendar.toml")
    return run(calendar, Occasion(on, "Ben Ash", lambda: AT), lambda _: None, send)


def one(home: Path, on: date, send: Sender | None = None) -> tuple[str, tuple[str, ...], str]:
    """The month, what was done and what is waited for, of a calendar of one pack."""
    (outcome,) = run_on(home, on, send)
    assert outcome.faults == ()
    return outcome.month, outcome.done, outcome.waits


def approve(home: Path, name: str = "homes-2023-06") -> None:
    approve_pack(home / "output" / name, Deed("Ann Bell", HEAD, EARLY, AT))


def kinds(home: Path) -> list[str]:
    return [e.kind for e in Ledger(address_of(None, home / "output")).entries()]


BUILT = ("read, checked and built", "verified")
WAITS = f"the approval of: {HEAD}"


def test_a_month_from_the_workbook_to_the_release(home: Path) -> None:
    assert one(home, EARLY) == ("Jun-23", BUILT, WAITS)
    assert one(home, EARLY) == ("Jun-23", (), WAITS)
    assert one(home, JULY_DAY) == ("Jun-23", (), WAITS)
    approve(home)
    assert one(home, EARLY) == ("Jun-23", (), "its day, 2023-07-12")
    assert one(home, JULY_DAY) == ("Jun-23", ("released",), "")
    assert one(home, JULY_DAY) == ("Jun-23", (), "")
    assert one(home, date(2023, 7, 31)) == ("Jun-23", (), "")
    assert kinds(home) == ["built", "verified", "approved", "released"]
    (release,) = Store(address_of(None, home / "output")).releases()
    assert (release.position.label, release.on) == ("Jun-23", JULY_DAY)


def test_the_next_month_begins_with_its_workbook(home: Path) -> None:
    one(home, EARLY)
    approve(home)
    one(home, JULY_DAY)
    june = home / "output/homes-2023-06/public/homes-2023-06-public.pdf"
    before = june.read_bytes()
    arrive(home, "homes-c.xlsx", 4)
    assert one(home, AUGUST_DAY) == ("Jul-23", BUILT, WAITS)
    approve(home, "homes-2023-07")
    assert one(home, date(2023, 8, 8)) == ("Jul-23", (), "its day, 2023-08-09")
    assert one(home, date(2023, 8, 10)) == ("Jul-23", ("released",), "")
    assert june.read_bytes() == before


def test_a_position_after_the_last_day_has_none(home: Path) -> None:
    text = (home / "calendar.toml").read_text().replace(", 2023-08-09", "")
    (home / "calendar.toml").write_text(text)
    arrive(home, "homes-c.xlsx", 4)
    one(home, AUGUST_DAY)
    approve(home, "homes-2023-07")
    assert one(home, AUGUST_DAY)[2] == "a day in the calendar on which it goes out"


def test_a_corrected_workbook_is_built_anew_and_needs_another_approval(home: Path) -> None:
    one(home, EARLY)
    approve(home)
    arrive(home, "homes-a.xlsx", 3, homes=15)
    assert one(home, JULY_DAY) == ("Jun-23", BUILT, WAITS)
    approve(home)
    assert one(home, JULY_DAY) == ("Jun-23", ("released",), "")


def test_what_was_changed_in_a_months_folder_stays_and_is_built(home: Path) -> None:
    one(home, EARLY)
    file = home / "months/homes-2023-06/pack.toml"
    file.write_text(f'title = "Homes in June"\n{file.read_text()}')
    assert one(home, EARLY) == ("Jun-23", BUILT, WAITS)
    assert one(home, EARLY) == ("Jun-23", (), WAITS)
    assert "Homes in June" in file.read_text()


def test_without_an_approval_that_is_asked_for_it_waits_for_its_day(home: Path) -> None:
    (home / "homes/pack.toml").write_text(PACK)
    assert one(home, EARLY) == ("Jun-23", BUILT, "its day, 2023-07-12")
    assert one(home, JULY_DAY) == ("Jun-23", ("released",), "")


def test_it_waits_for_a_workbook_and_passes_over_what_is_none(home: Path) -> None:
    for path in (home / "inbox").iterdir():
        path.unlink()
    (home / "inbox/~$homes-a.xlsx").write_bytes(b"somebody has it open")
    (home / "inbox/other.xlsx").write_bytes(b"of another pack")
    assert one(home, EARLY) == ("", (), "a workbook (homes*.xlsx)")
    assert not (home / "months").exists()


def test_two_workbooks_of_the_newest_month_are_refused_unless_they_are_one(home: Path) -> None:
    arrive(home, "homes-z.xlsx", 3, homes=15)
    (outcome,) = run_on(home, EARLY)
    (fault,) = outcome.faults
    assert fault.what == "several workbooks report on Jun-23: homes-a.xlsx, homes-z.xlsx"
    assert outcome.exit_code == 2
    (home / "inbox/homes-z.xlsx").write_bytes((home / "inbox/homes-a.xlsx").read_bytes())
    assert one(home, EARLY) == ("Jun-23", BUILT, WAITS)


def test_one_packs_faults_do_not_keep_another(home: Path) -> None:
    """A workbook that can't be read may be the newest: nothing is built of an older one."""
    (home / "calendar.toml").write_text(CALENDAR + CALENDAR.replace("homes", "other"))
    (home / "other").mkdir()
    (home / "other/pack.toml").write_text(PACK)
    (home / "inbox/homes-c.xlsx").write_bytes(b"half copied")
    arrive(home, "other.xlsx", 3)
    broken, other = run_on(home, EARLY)
    assert (broken.exit_code, broken.done, broken.faults[0].where) == (2, (), "homes-c.xlsx")
    assert (other.exit_code, other.done, other.faults) == (0, BUILT, ())


def test_findings_that_stop_a_build_are_told(home: Path) -> None:
    arrive(home, "homes-c.xlsx", 4)
    book = openpyxl.load_workbook(home / "inbox/homes-c.xlsx")
    book.worksheets[0]["F4"] = "a hundred or so"
    book.save(home / "inbox/homes-c.xlsx")
    (outcome,) = run_on(home, AUGUST_DAY)
    assert (outcome.exit_code, outcome.done) == (1, ())
    assert any("F4" in fault.where for fault in outcome.faults)
    assert not (home / "output/homes-2023-07").exists()


def test_files_that_were_changed_by_hand_are_not_let_out(home: Path) -> None:
    one(home, EARLY)
    approve(home)
    (home / "output/homes-2023-06/public/homes-2023-06-public.docx").write_bytes(b"edited")
    (outcome,) = run_on(home, JULY_DAY)
    assert "was changed after it was built" in outcome.faults[0].what
    assert outcome.exit_code == 2
    assert "released" not in kinds(home)


def test_while_another_run_is_at_work_nothing_is_done(home: Path) -> None:
    (home / "output").mkdir()
    with closing(sqlite3.connect(home / "output/.packgen-run", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        assert one(home, EARLY) == ("", (), "another run, which is at work")
    assert one(home, EARLY) == ("Jun-23", BUILT, WAITS)


def test_what_a_killed_run_left_is_cleared_away_and_nothing_else(home: Path) -> None:
    """Killed while it wrote: papers under their temporary names, and no manifest."""
    pack = home / "output/homes-2023-06"
    left = [
        pack / "part2/.homes-2023-06-findings.pdf.qvnf3kqg",
        pack / "public/.homes-2023-06-public.pdf.1y0m7ese",
        pack / ".manifest.json.abcdef_1",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half a paper")
    assert one(home, EARLY) == ("Jun-23", BUILT, WAITS)
    assert not any(path.exists() for path in left)
    stray = pack / "public/.somebody's notes"
    stray.write_text("keep")
    (home / "months/homes-2023-06/pack.toml").write_text(f'title = "Again"\n{PACK}')
    (outcome,) = run_on(home, EARLY)
    assert (stray.read_text(), outcome.exit_code) == ("keep", 1)


@pytest.mark.parametrize("lock", ["a folder", "a file of somebody's"])
def test_what_can_not_be_locked_is_told(home: Path, lock: str) -> None:
    place = home / "output/.packgen-run"
    if lock == "a folder":
        place.mkdir(parents=True)
    else:
        place.parent.mkdir()
        place.write_text("This is no lock, but somebody's notes. " * 20)
    with pytest.raises(BadInput, match="can't be locked"):
        run_on(home, EARLY)


def test_runs_that_start_at_once_do_everything_once(home: Path) -> None:
    (home / "homes/pack.toml").write_text(PACK)
    words = [sys.executable, "-m", "packgen", "run", str(home / "calendar.toml")]
    running = [
        subprocess.Popen(
            [*words, "--on", "2023-07-12", "--quiet"],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(3)
    ]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert kinds(home) == ["verified", "released"]
    assert Ledger(address_of(None, home / "output")).check() == ()


def test_it_is_sent_to_each_list_on_its_day_when_it_is_released(home: Path) -> None:
    """The sender says what it still waits for: it is asked again until that is nothing."""
    (home / "calendar.toml").write_text(f'{CALENDAR}lists = ["members", "press"]\n')
    told: list[tuple[str, str, bool]] = []
    answers = iter(
        [Sent("sent to members"), Sent(waits="3 messages to be tried again"), Sent(), Sent()]
    )

    def send(folder: Path, mail_list: str, occasion: Occasion) -> Sent:
        assert occasion.on == JULY_DAY
        told.append((folder.name, mail_list, standing_of(folder).released == JULY_DAY))
        return next(answers)

    one(home, EARLY, send)
    approve(home)
    one(home, EARLY, send)
    assert told == []
    assert one(home, JULY_DAY, send) == (
        "Jun-23",
        ("released", "sent to members"),
        "3 messages to be tried again",
    )
    assert one(home, JULY_DAY, send) == ("Jun-23", (), "")
    both = [("homes-2023-06", "members", True), ("homes-2023-06", "press", True)]
    assert told == both * 2


def test_where_nothing_can_be_sent_it_says_so(home: Path) -> None:
    (home / "calendar.toml").write_text(f'{CALENDAR}lists = ["members"]\n')
    one(home, EARLY)
    approve(home)
    assert one(home, JULY_DAY) == (
        "Jun-23",
        ("released",),
        "mail to members: a delivery.toml beside the calendar, which says how",
    )


def test_a_folder_that_is_built_as_it_is(home: Path) -> None:
    arrive(home, "homes-a.xlsx", 3)
    (home / "inbox/homes-a.xlsx").rename(home / "homes/card.xlsx")
    (home / "calendar.toml").write_text(
        '[[pack]]\nname = "homes"\nfolder = "homes"\ndays = [2023-07-12]\n'
    )
    assert one(home, EARLY) == ("", BUILT, WAITS)
    approve(home, "homes")
    assert one(home, EARLY)[2] == "its day, 2023-07-12"
    assert one(home, JULY_DAY) == ("", ("released",), "")
    assert one(home, JULY_DAY) == ("", (), "")


@pytest.mark.parametrize("has_scorecard", [True, False])
def test_a_meeting_is_built_signed_off_and_let_out(
    home: Path, monkeypatch: pytest.MonkeyPatch, has_scorecard: bool
) -> None:
    """Whatever proves it; a meeting without a scorecard has nothing to be remembered."""
    proved = Report("meeting", (Check("files", Outcome.PASSED, "all of them"),))
    monkeypatch.setattr("packgen.monthly.verify", lambda *_: proved)
    folder = meeting(home, item("Visits", "report", 'file = "a.md"'), name="meeting")
    (folder / "a.md").write_text("Many visits were made.\n")
    with (folder / "pack.toml").open("a") as file:
        if has_scorecard:
            (folder / "card.xlsx").write_bytes((home / "inbox/homes-a.xlsx").read_bytes())
            file.write(item("Homes", "scorecard", 'file = "card.xlsx"'))
        file.write(APPROVAL)
    (home / "calendar.toml").write_text(
        '[[pack]]\nname = "scrutiny"\nfolder = "meeting"\ndays = [2023-09-04]\n'
    )
    assert one(home, EARLY) == ("", BUILT, WAITS)
    approve(home, "meeting")
    assert one(home, EARLY) == ("", (), "its day, 2023-09-04")
    done = ("released",) if has_scorecard else ()
    assert one(home, date(2023, 9, 4)) == ("", done, "")
    assert one(home, date(2023, 9, 4)) == ("", (), "")


def test_the_command_says_what_was_done_and_what_it_waits_for(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    words = ["run", str(home / "calendar.toml"), "--on", "2023-07-05", "--as", "Ben Ash"]
    assert main(words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "pack month done now waits for",
        f"homes Jun-23 read, checked and built, verified {WAITS}",
    ]
    (home / "inbox/homes-c.xlsx").write_bytes(b"half copied")
    assert main([*words, "--quiet"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.startswith("homes-c.xlsx: ")) == ("", True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "pack: is missing"),
        ("[[pack]]\n", "name: is missing"),
        (CALENDAR + CALENDAR, "two packs are called 'homes'"),
        (CALENDAR.replace('"homes"\nfolder', '"Our Homes"\nfolder'), 'write name = "our-homes"'),
        (CALENDAR.replace('folder = "homes"', 'folder = "nowhere"'), "no nowhere/pack.toml"),
        (CALENDAR.replace('"inbox"', '"nowhere"'), "there is no folder 'nowhere'"),
        (CALENDAR.replace('"homes*', '"../homes*'), "leads into other folders"),
        (CALENDAR.replace('workbooks = "inbox"\n', ""), "there is no folder to look in"),
        (CALENDAR.replace("2023-08-09", '"August"'), "is not a date"),
        (f"{CALENDAR}colour = 1\n", "is not a key that packgen knows"),
        (f"colour = 1\n{CALENDAR}", "is not a key that packgen knows"),
        (f'store = "postgresql://me:secret@host/db"\n{CALENDAR}', "holds a password"),
        ("pack = 1", "is not a list of tables"),
        ("pack = [", "can't be read"),
    ],
)
def test_faults_of_a_calendar(home: Path, text: str, told: str) -> None:
    (home / "calendar.toml").write_text(text)
    with pytest.raises(BadInput) as caught:
        load_calendar(home / "calendar.toml")
    assert told in "\n".join(map(str, caught.value.faults))


def test_no_calendar(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such file"):
        load_calendar(tmp_path / "calendar.toml")
