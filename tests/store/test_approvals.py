"""Approvals: who signed which bytes off, and what a pack still lacks; on both databases."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest

from packgen.assemble.sign_off import Noticed
from packgen.errors import BadInput
from packgen.settings.approval import ApprovalRules
from packgen.store import (
    Approval,
    Ledger,
    Missing,
    Signature,
    Store,
    approve_pack,
    approved,
    note_builder,
    note_verified,
    read_signed,
    release_pack,
    standing_of,
    withdraw_approval,
)
from tests.store.databases import Database
from tests.store.packs import AT, DAY, HEAD, LOOK, OFFICER, ROLES, STOPS, WAIVED, deed, signable
from tests.store.publications import built

RULES = ApprovalRules(ROLES)
REFUSED = sqlite3.IntegrityError, psycopg.errors.RaiseException


def approve(database: Database, pack: Path, *who: str) -> Approval | Missing:
    return approve_pack(pack, deed(*who), database.asked)[3]


def refused(database: Database, pack: Path, *who: str) -> str:
    with pytest.raises(BadInput) as caught:
        approve(database, pack, *who)
    return "\n".join(map(str, caught.value.faults))


def test_a_pack_is_signed_off_when_every_role_has_approved(
    database: Database, tmp_path: Path
) -> None:
    pack = signable(tmp_path)
    before = approved(database.address, pack, RULES)
    assert isinstance(before, Missing)
    assert before.roles == ROLES
    (fault,) = before.faults
    assert fault.what == "waits for the approval of: Head of Service, Monitoring Officer"
    first = approve(database, pack, "Ann Bell", HEAD)
    assert isinstance(first, Missing)
    assert first.roles == (OFFICER,)
    both = approve(database, pack, "Cy Dean", "monitoring  officer")
    assert both == Approval(
        "june",
        read_signed(pack).digest,
        (Signature(HEAD, "Ann Bell", DAY, 1), Signature(OFFICER, "Cy Dean", DAY, 2)),
    )
    assert approved(database.address, pack, RULES) == both


def test_the_ledger_tells_what_was_approved(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path)
    approve(database, pack, "  Ann   Bell ", HEAD)
    (entry,) = Ledger(database.address).entries()
    assert (entry.kind, entry.pack, entry.at, entry.personal) == (
        "approved",
        "june",
        AT,
        {"name": "Ann Bell"},
    )
    papers = {f"public/june-public.{kind}": data for kind, data in
              (("pdf", b"paper"), ("docx", b"paper in Word"))}  # fmt: skip
    for path, data in papers.items():
        assert entry.facts[path] == sha256(data).hexdigest()
    record = pack / "part2/june-disclosure.json"
    assert entry.facts["part2/june-disclosure.json"] == sha256(record.read_bytes()).hexdigest()
    told = json.loads((pack / "manifest.json").read_text())["findings"]
    assert entry.facts["findings open"] == f"1 ({told['open']['sha256']})"
    assert entry.facts["findings waived"] == f"1 ({told['waived']['sha256']})"
    assert (entry.facts["role"], entry.facts["on"]) == (HEAD, "2023-07-10")


def test_approving_changes_no_file(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path / "output")
    before = {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()}
    approve(database, pack)
    assert {path: path.read_bytes() for path in pack.rglob("*") if path.is_file()} == before


def test_the_same_bytes_stay_approved_and_others_do_not(database: Database, tmp_path: Path) -> None:
    rules = ApprovalRules((HEAD,))
    pack = signable(tmp_path, roles=(HEAD,))
    approve(database, pack)
    signable(tmp_path, roles=(HEAD,))
    assert isinstance(approved(database.address, pack, rules), Approval)
    signable(tmp_path, b"corrected", roles=(HEAD,))
    assert isinstance(approved(database.address, pack, rules), Missing)
    signable(tmp_path, roles=(HEAD,), noticed=Noticed(open=(LOOK, WAIVED)))
    assert isinstance(approved(database.address, pack, rules), Missing)
    signable(tmp_path, roles=(HEAD,))
    assert isinstance(approved(database.address, pack, rules), Approval)


def test_findings_have_one_hash_in_whatever_order_they_were_found(tmp_path: Path) -> None:
    one = read_signed(signable(tmp_path, noticed=Noticed(open=(LOOK, WAIVED))))
    other = read_signed(signable(tmp_path, noticed=Noticed(open=(WAIVED, LOOK))))
    third = read_signed(signable(tmp_path, noticed=Noticed(open=(LOOK,), waived=(WAIVED,))))
    assert one.digest == other.digest != third.digest


def test_a_role_approves_once(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path)
    approve(database, pack)
    _, signature, again, _ = approve_pack(
        pack, deed("Cy Dean", HEAD, date(2023, 7, 11)), database.asked
    )
    assert again
    assert (signature.name, signature.on) == ("Ann Bell", DAY)
    assert len(Ledger(database.address).entries()) == 1


def test_an_approval_is_withdrawn_and_given_again(database: Database, tmp_path: Path) -> None:
    pack, rules = signable(tmp_path, roles=(HEAD,)), ApprovalRules((HEAD,))
    approve(database, pack)
    _, gone, now = withdraw_approval(pack, deed("Cy Dean"), database.asked)
    assert (gone.name, gone.entry) == ("Ann Bell", 1)
    assert isinstance(now, Missing)
    with pytest.raises(BadInput, match="no approval of Head of Service that could be withdrawn"):
        withdraw_approval(pack, deed("Cy Dean"), database.asked)
    approve(database, pack, "Di Fox", HEAD)
    now = approved(database.address, pack, rules)
    assert isinstance(now, Approval)
    assert [signature.name for signature in now.signatures] == ["Di Fox"]
    ledger = Ledger(database.address)
    assert [entry.kind for entry in ledger.entries()] == ["approved", "withdrawn", "approved"]
    assert ledger.check() == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("edited", "public/june-public.pdf: was changed after it was built"),
        ("exempt", "part2/june-part2.pdf: was changed after it was built"),
        ("missing", "public/june-public.docx: is missing"),
        ("record", "part2/june-disclosure.json: was changed after it was built"),
        ("stray", "public/other.pdf: was not made by this build"),
        ("findings", "manifest.json: says nothing of what was noticed"),
    ],
)
def test_files_that_are_not_those_that_were_built_are_refused(
    database: Database, tmp_path: Path, change: str, told: str
) -> None:
    pack = signable(tmp_path / "output")
    match change:
        case "edited":
            (pack / "public/june-public.pdf").write_bytes(b"edited")
        case "exempt":
            (pack / "part2/june-part2.pdf").write_bytes(b"edited")
        case "missing":
            (pack / "public/june-public.docx").unlink()
        case "record":
            (pack / "part2/june-disclosure.json").write_text("{}")
        case "stray":
            (pack / "public/other.pdf").write_bytes(b"%PDF")
        case _:
            edit(pack, "findings", {"open": 7})
    assert told in refused(database, pack)
    missing = approved(database.address, pack, RULES)
    assert isinstance(missing, Missing)
    assert missing.roles == ()
    assert Ledger(database.address).entries() == ()


def test_findings_that_stop_an_unknown_role_and_no_name_are_refused(
    database: Database, tmp_path: Path
) -> None:
    pack = signable(tmp_path)
    assert "is no role whose approval this pack needs" in refused(database, pack, "Ann", "Chair")
    assert f"write one of {HEAD}, {OFFICER}" in refused(database, pack, "Ann", "Chair")
    for name in ("", "  ", "Ann\nBell\0", "A" * 201, "\udcff"):
        assert "is no name that can be kept" in refused(database, pack, name)
    stopped = signable(tmp_path, name="may", noticed=Noticed(stopping=(STOPS,)))
    assert "in spite of findings that stop a build" in refused(database, stopped)
    free = signable(tmp_path, name="april", roles=())
    assert "needs nobody's approval" in refused(database, free)
    assert approved(database.address, free, ApprovalRules()) == Approval(
        "april", read_signed(free).digest, ()
    )
    assert Ledger(database.address).entries() == ()


def test_with_four_eyes_the_builder_may_not_approve(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path, four_eyes=True)
    assert "who built it isn't told" in refused(database, pack)
    note_builder(pack, "Ann Bell", AT, database.asked)
    note_builder(pack, "ann  bell", AT, database.asked)
    assert len(Ledger(database.address).entries("built")) == 1
    assert "was built by who approves it" in refused(database, pack, "ANN BELL", HEAD)
    assert isinstance(approve(database, pack, "Cy Dean", HEAD), Missing)
    note_builder(pack, "Di Fox", AT, database.asked)
    assert "was built by who approves it" in refused(database, pack, "Di Fox", OFFICER)


def test_nobody_can_approve_once_the_builder_was_purged(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path, four_eyes=True)
    note_builder(pack, "Ann Bell", AT, database.asked)
    approve(database, pack, "Cy Dean", HEAD)
    Ledger(database.address).purge(date(2023, 8, 1), AT)
    assert "who built it isn't told" in refused(database, pack, "Ann Bell", OFFICER)
    now = approved(database.address, pack, RULES)
    assert [signature.name for signature in now.signatures] == [""]
    assert Ledger(database.address).check() == ()


def test_a_build_is_entered_once_with_the_roles_that_it_needs(
    database: Database, tmp_path: Path
) -> None:
    pack = signable(tmp_path)
    note_builder(pack, "Ann Bell", AT, database.asked)
    note_builder(pack, "Ann Bell", AT, database.asked)
    (entry,) = Ledger(database.address).entries()
    assert entry.kind == "built"
    assert set(entry.facts["roles"].split("\n")) == set(read_signed(pack).rules.roles)


def test_roles_that_are_taken_out_of_the_manifest_are_needed_all_the_same(
    database: Database, tmp_path: Path
) -> None:
    pack = signable(tmp_path)
    note_builder(pack, "Ann Bell", AT, database.asked)
    manifest = pack / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    roles = tuple(read_signed(pack).rules.roles)
    del content["approval"]
    manifest.write_text(json.dumps(content), "utf-8")
    rules = read_signed(pack).rules
    assert rules.roles == ()
    found = approved(database.address, pack, rules)
    assert isinstance(found, Missing)
    assert found.roles == roles


def test_a_release_needs_the_approval_that_is_asked_for(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path, roles=(HEAD,))
    with pytest.raises(BadInput, match="waits for the approval of: Head of Service"):
        release_pack(pack, DAY, database.asked, AT)
    assert Store(database.address).releases() == ()
    approve(database, pack)
    for _ in range(2):
        release_pack(pack, DAY, database.asked, AT)
    found = Ledger(database.address).entries("released")
    assert [(e.pack, e.facts["on"], e.facts["digest"]) for e in found] == [
        ("june", "2023-07-10", read_signed(pack).digest)
    ]
    signable(tmp_path, b"corrected", roles=(HEAD,))
    with pytest.raises(BadInput, match="waits for the approval"):
        release_pack(pack, DAY, database.asked, AT)


def test_a_release_that_needs_nobody_is_entered_too(database: Database, tmp_path: Path) -> None:
    release_pack(signable(tmp_path, roles=()), DAY, database.asked, AT)
    release_pack(built(tmp_path, b"old", name="may"), DAY, database.asked, AT)
    entries = Ledger(database.address).entries()
    assert [(entry.kind, entry.pack) for entry in entries] == [
        ("released", "june"),
        ("released", "may"),
    ]


def test_all_scorecards_of_a_meeting_are_one_release_in_the_ledger(
    database: Database, tmp_path: Path
) -> None:
    pack = signable(tmp_path, roles=(HEAD,), cards=("children", "adults"))
    with pytest.raises(BadInput, match="waits for the approval of: Head of Service"):
        release_pack(pack, DAY, database.asked, AT)
    approve(database, pack)
    for again in (False, True):
        recorded = release_pack(pack, DAY, database.asked, AT)[1]
        assert [each.again for each in recorded] == [again] * 2
    found = Store(database.address).releases()
    assert sorted(release.scorecard for release in found) == ["adults", "children"]
    assert len(Ledger(database.address).entries("released")) == 1
    assert standing_of(pack, database.asked).released == DAY


def test_a_proof_is_entered_once_for_the_same_bytes(database: Database, tmp_path: Path) -> None:
    pack = signable(tmp_path)
    first = note_verified(pack, AT, database.asked)
    assert note_verified(pack, "2023-07-11T09:00:00Z", database.asked) == first
    signable(tmp_path, b"corrected")
    assert note_verified(pack, AT, database.asked).number == 2


@pytest.mark.parametrize("deed_done", ["DELETE FROM approvals", "UPDATE approvals SET role = 'x'"])
def test_the_database_itself_refuses_to_change_an_approval(
    database: Database, tmp_path: Path, deed_done: str
) -> None:
    approve(database, signable(tmp_path))
    with pytest.raises(REFUSED, match="approvals are never changed"):
        database.sql(deed_done)


@pytest.mark.parametrize(
    "change",
    ["role = 'Monitoring Officer'", "digest = 'x'", "pack = 'may'", "signed_on = '2023-07-09'"],
)
def test_an_approval_that_says_otherwise_than_the_ledger_is_told(
    database: Database, tmp_path: Path, change: str
) -> None:
    approve(database, signable(tmp_path))
    database.unlock()
    database.sql(f"UPDATE approvals SET {change}")  # noqa: S608
    (fault,) = Ledger(database.address).check()
    assert "says otherwise than approval 1" in fault.what


def test_approvals_are_kept_where_pack_toml_says(tmp_path: Path) -> None:
    kept = tmp_path / "kept.db"
    pack = signable(tmp_path / "output", store=str(kept))
    address, *_ = approve_pack(pack, deed())
    assert address.file == kept
    assert not (tmp_path / "output/packgen.db").exists()


def edit(pack: Path, key: str, value: Any) -> None:
    """Writes something else into a manifest, as somebody could by hand."""
    file = pack / "manifest.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), key: value}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pack", ""),
        ("pack", "ju\0ne"),
        ("pack", "\udcff"),
        ("findings", None),
        ("findings", {"stopping": {"count": -1, "sha256": "0" * 64}}),
        ("approval", {"roles": "all"}),
        ("approval", {"roles": [7]}),
        ("approval", {"roles": [], "four_eyes": "no"}),
        ("approval", []),
        ("store", 7),
        ("store", ""),
    ],
)
def test_a_manifest_that_packgen_never_writes_is_refused(
    tmp_path: Path, key: str, value: Any
) -> None:
    pack = signable(tmp_path)
    edit(pack, key, value)
    with pytest.raises(BadInput, match=r"manifest.json: (is not|says nothing)"):
        read_signed(pack)
