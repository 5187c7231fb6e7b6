"""The commands approve, ledger and status, on packs that are really built; and [approval]."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from packgen.cli import main
from packgen.errors import BadInput
from packgen.model.standing import MailState, Stage, Standing
from packgen.settings.agenda import load_meeting
from packgen.settings.approval import ApprovalRules
from packgen.settings.pack import load_pack
from packgen.store import Ledger, address_of, standing_of, standings
from packgen.store.chain import START, link
from tests.settings.meetings import item, meeting
from tests.store.packs import AT, HEAD, OFFICER, signable
from tests.store.test_proof import source

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/status.schema.json").read_text("utf-8"))
APPROVAL = f'[approval]\nroles = ["{HEAD}", "{OFFICER}"]\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the test's own; without the validators, which take their time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("packgen.verify.access.find_spec", lambda _: None)
    monkeypatch.delenv("PACKGEN_STORE", raising=False)
    monkeypatch.setenv("PACKGEN_USER", "Ben Ash")
    monkeypatch.setenv("COLUMNS", "150")


def asking(folder: Path, approval: str = APPROVAL) -> Path:
    """A scorecard's folder whose pack.toml asks for approvals."""
    home = source(folder, 3, "as-marked")
    with (home / "pack.toml").open("a") as file:
        file.write(approval)
    return home


def told(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = main([*map(str, words)])
    out, err = capsys.readouterr()
    return code, out, err


def rules(folder: Path, text: str) -> ApprovalRules:
    home = source(folder, 3, "as-marked")
    (home / "pack.toml").write_text(f'scorecard = "card.xlsx"\n{text}')
    return load_pack(home).approval


def test_approval_in_pack_toml(tmp_path: Path) -> None:
    assert rules(tmp_path, f"{APPROVAL}four_eyes = true\n") == ApprovalRules(
        (HEAD, OFFICER), four_eyes=True
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('roles = ["Head", "head"]', "'head' is named twice"),
        ('roles = "Head"', "is not a list of texts"),
        ("four_eyes = true", "nobody's approval is needed"),
        ('four_eyes = "yes"\nroles = ["Head"]', "is neither true nor false"),
        ('role = ["Head"]', "is not a key that packgen knows"),
        (f'roles = ["{"x" * 101}"]', "is no short name"),
    ],
)
def test_faults_of_approval(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault):
        rules(tmp_path, f"[approval]\n{text}\n")


def test_a_meeting_asks_for_approvals_too(tmp_path: Path) -> None:
    one = item("Visits", "report", 'file = "a.md"')
    home = meeting(tmp_path, f"{one}\n{APPROVAL}")
    assert load_meeting(home).base.approval == ApprovalRules((HEAD, OFFICER))


def test_from_the_build_to_the_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Built by Ben, who may not approve; approved by Ann and Cy; released; built again."""
    home = asking(tmp_path, f"{APPROVAL}four_eyes = true\n")
    pack = Path("output/card-3")
    assert told(capsys, "build", home, "--quiet")[0] == 0
    before = {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    code, _, err = told(capsys, "release", pack, "--on", "2023-07-12")
    waits = f"output/card-3: waits for the approval of: {HEAD}, {OFFICER}"
    remedy = "packgen approve output/card-3 --as NAME --role ROLE"
    assert (code, err) == (2, f"{waits} — {remedy}\n")
    code, _, err = told(capsys, "approve", pack, "--as", "ben ash", "--role", HEAD)
    remedy = "let somebody else approve it: pack.toml asks for four eyes"
    assert (code, err) == (2, f"output/card-3: was built by who approves it — {remedy}\n")
    approve = ("approve", pack, "--on", "2023-07-10", "--as")
    code, out, _ = told(capsys, *approve, "Ann Bell", "--role", HEAD)
    assert (code, out.splitlines()) == (
        0,
        [
            "Approved in output/packgen.db",
            f"{HEAD}: Ann Bell, 2023-07-10, entry 2",
            f"Signed so far: {HEAD} (2023-07-10)",
            f"Waits for the approval of: {OFFICER}",
        ],
    )
    assert told(capsys, *approve, "Cy Dean", "--role", OFFICER, "--quiet") == (0, "", "")
    assert told(capsys, "release", pack, "--on", "2023-07-12", "--quiet") == (0, "", "")
    assert {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()} == before
    told(capsys, "build", home, "--quiet", "--as", "Di Fox")
    public = pack / "public/card-3-public.pdf"
    assert public.read_bytes() == before[public]
    kinds = [entry.kind for entry in Ledger(address_of(None, Path("output"))).entries()]
    assert kinds == ["built", "approved", "approved", "released", "built"]


def test_a_corrected_workbook_needs_another_approval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, pack = asking(tmp_path, f'[approval]\nroles = ["{HEAD}"]\n'), Path("output/card-3")
    told(capsys, "build", home, "--quiet")
    told(capsys, "approve", pack, "--as", "Ann", "--role", HEAD)
    assert standing_of(pack).waits_for == ()
    told(capsys, "build", home, "--quiet")
    assert standing_of(pack).waits_for == ()
    text = (home / "pack.toml").read_text()
    (home / "pack.toml").write_text(f'title = "Homes: corrected"\n{text}')
    told(capsys, "build", home, "--quiet")
    assert standing_of(pack).waits_for == (HEAD,)


def test_a_withdrawn_approval(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = signable(tmp_path / "output", roles=(HEAD,))
    told(capsys, "approve", pack, "--as", "Ann", "--role", HEAD)
    code, out, _ = told(capsys, "approve", pack, "--as", "Cy", "--role", HEAD, "--withdraw")
    assert code == 0
    assert out.startswith(f"Withdrawn in {tmp_path}/output/packgen.db\n{HEAD}: Ann, ")
    assert told(capsys, "release", pack)[0] == 2


def filled(capsys: pytest.CaptureFixture[str]) -> Ledger:
    """A ledger of two packs, of which one was approved."""
    pack = signable(Path("output"), roles=(HEAD,))
    words = ("approve", pack, "--on", "2023-07-10", "--as", "Ann Bell", "--role", HEAD)
    assert told(capsys, *words)[0] == 0
    other = signable(Path("output"), b"May", name="may", roles=())
    assert told(capsys, "release", other, "--on", "2023-06-14")[0] == 0
    return Ledger(address_of(None, Path("output")))


def test_the_ledger_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = filled(capsys).entries()
    lines = told(capsys, "ledger")[1].splitlines()
    assert lines[0] == "output/packgen.db: 2 entries"
    assert lines[1].split() == ["no.", "at", "what", "pack", "who", "sha256"]
    assert lines[2].split() == [
        "1", one.at, "approved", *HEAD.split()[:-1], "Service,", "2023-07-10", "june",
        "Ann", "Bell", one.sha256[:12],
    ]  # fmt: skip
    assert lines[3].split() == [
        "2", other.at, "released", "2023-06-14", "may", other.sha256[:12]
    ]  # fmt: skip
    only = told(capsys, "ledger", "--pack", "may")[1]
    assert only.startswith("output/packgen.db: 1 of 2 entries\n")
    assert "Ann Bell" not in only


def test_the_chain_is_verified_and_what_was_cut_off_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = filled(capsys)
    head = held.entries()[-1].sha256
    assert told(capsys, "ledger", "--verify")[:2] == (
        0,
        f"output/packgen.db: 2 entries, whole\nhead: {head}\n",
    )
    assert told(capsys, "ledger", "--verify", "--head", head, "--quiet")[0] == 0
    code, _, err = told(capsys, "ledger", "--verify", "--head", "f" * 64, "--quiet")
    assert code == 1
    assert "output/packgen.db: has no entry ffffffffffff" in err
    assert told(capsys, "ledger", "--head", head)[0] == 2
    code, _, err = told(capsys, "ledger", "--verify", "--head", head[:12])
    assert (code, err.count("is no whole sha256")) == (2, 1)


def test_a_ledger_that_is_not_there_is_not_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "ledger", "--verify", "--store", "nowhere.db")
    assert (code, out) == (2, "")
    assert err.startswith("nowhere.db: holds no ledger, or an empty one")
    assert not Path("nowhere.db").exists()


def test_the_ledger_as_a_table_for_auditors(capsys: pytest.CaptureFixture[str]) -> None:
    """Each hash is computed again from the table alone."""
    filled(capsys)
    assert told(capsys, "ledger", "--csv", "ledger.csv") == (0, "", "")
    rows = [*csv.DictReader(io.StringIO(Path("ledger.csv").read_text("utf-8-sig")))]
    assert [row["kind"] for row in rows] == ["approved", "released"]
    assert json.loads(rows[0]["personal"]) == {"name": "Ann Bell"}
    before = START
    for row in rows:
        told_of = (row["at"], row["kind"], row["pack"], row["facts"], row["sealed"])
        before = link(before, int(row["number"]), *told_of)
        assert row["sha256"] == before
    code, _, err = told(capsys, "ledger", "--csv", "ledger.csv")
    assert (code, "there is such a file already" in err) == (2, True)


def test_persons_are_purged(capsys: pytest.CaptureFixture[str]) -> None:
    filled(capsys)
    code, out, _ = told(capsys, "ledger", "--purge-before", "2100-01-01")
    assert (code, out) == (0, "output/packgen.db: purged 1 entry before 2100-01-01\n")
    assert b"Ann Bell" not in Path("output/packgen.db").read_bytes()
    assert "(purged)" in told(capsys, "ledger")[1]
    assert told(capsys, "ledger", "--verify", "--quiet")[0] == 0


def test_status_of_packs_as_a_table_and_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled(capsys)
    (signable(Path("output"), name="late") / "public/late-public.pdf").write_bytes(b"edited")
    code, out, _ = told(capsys, "status")
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert lines[1] == ["pack", *(stage.value for stage in Stage)]
    assert lines[2] == ["june", "yes", "yes", "yes", "-", "1", "of", "1", "-", "-"]
    assert lines[3] == ["late", "changed"]
    assert lines[4] == ["may", "yes", "yes", "yes", "-", "not", "needed", "2023-06-14", "-"]
    content = json.loads(told(capsys, "status", "output", "--json")[1])
    jsonschema.Draft202012Validator(SCHEMA).validate(content)
    june, late, may = content["packs"]
    assert june == {
        "pack": "june",
        "reached": ["read", "checked", "built", "approved"],
        "next": "verified",
        "verified_at": None,
        "approvals": [{"role": HEAD, "on": "2023-07-10"}],
        "waits_for": [],
        "released_on": None,
        "mail": {},
        "trouble": [],
    }
    assert (late["reached"], late["next"], len(late["trouble"])) == ([], None, 1)
    assert may["released_on"] == "2023-06-14"


@pytest.mark.parametrize(
    "change",
    [
        lambda pack: pack.update(next="posted"),
        lambda pack: pack.pop("mail"),
        lambda pack: pack.update(more=1),
        lambda pack: pack["approvals"][0].pop("on"),
        lambda pack: pack["mail"].update(lost=1),
    ],
)
def test_the_schema_of_status_refuses_anything_else(
    capsys: pytest.CaptureFixture[str], change: Any
) -> None:
    filled(capsys)
    content = json.loads(told(capsys, "status", "--json")[1])
    change(content["packs"][0])
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(content)


def test_messages_are_counted_by_what_became_of_each_at_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pack = signable(Path("output"), roles=())
    ledger = Ledger(address_of(None, Path("output")))
    ledger.append("intent", "june", {"message": "of a former build"}, {}, AT)
    assert told(capsys, "release", pack, "--quiet")[0] == 0
    for kind, message in (
        ("intent", "1"), ("accepted", "1"),
        ("intent", "2"), ("deferred", "2"), ("intent", "2"), ("accepted", "2"),
        ("intent", "3"), ("refused", "3"),
        ("intent", "4"),
    ):  # fmt: skip
        ledger.append(kind, "june", {"message": message}, {"to": "a@b.uk"}, AT)
    found = standing_of(pack)
    assert found.mail == {MailState.ACCEPTED: 2, MailState.REFUSED: 1, MailState.IN_DOUBT: 1}
    assert not found.is_sent
    ledger.append("doubt-settled", "june", {"message": "4", "outcome": "sent"}, {}, AT)
    assert standing_of(pack).is_sent


def test_the_stages_of_a_pack() -> None:
    one = Standing("june", needed=(HEAD,))
    assert (one.reached[-1], one.next, one.waits_for) == (Stage.BUILT, Stage.VERIFIED, (HEAD,))
    done = Standing(
        "june", AT, (HEAD,), {HEAD: date(2023, 7, 10)}, date(2023, 7, 12), {MailState.ACCEPTED: 3}
    )
    assert (done.reached, done.next) == (tuple(Stage), None)


def test_a_proof_is_entered_by_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, "build", asking(tmp_path), "--quiet")
    assert told(capsys, "verify", "output/card-3", "--quiet") == (0, "", "")
    (found,) = standings(Path("output"))
    assert found.verified is not None
    assert Stage.VERIFIED in found.reached


def test_a_proof_where_nothing_can_be_entered_says_so_and_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, "build", asking(tmp_path), "--quiet")
    Path("notes").write_text("This is no database, but somebody's notes. " * 20)
    code, _, err = told(capsys, "verify", "output/card-3", "--quiet", "--store", "notes")
    assert code == 0
    assert err.startswith("not entered in the ledger: notes: is not a database")


def test_status_of_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capsys, "status", "nowhere")
    assert (code, err.startswith("nowhere: there is no such folder")) == (2, True)
    Path("empty").mkdir()
    assert told(capsys, "status", "empty")[:2] == (0, "empty: 0 packs\n")


def test_status_of_one_pack_names_the_folder_that_is_wanted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("output/june").mkdir(parents=True)
    Path("output/june/manifest.json").write_text("{}", "utf-8")
    code, _, err = told(capsys, "status", "output/june")
    assert (code, err) == (
        2,
        "output/june: is one pack — give the folder that it lies in: output\n",
    )
