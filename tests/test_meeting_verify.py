"""Proofs of meetings' packs: an honest one passes, and nothing exempt gets by."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packgen.compose.report_source import report_source, respoken
from packgen.document.nodes import Block, Paragraph, Text
from packgen.document.roles import Role
from packgen.errors import BadInput, BuildStopped
from packgen.model.report import Check, Outcome
from packgen.proof import verify
from packgen.reports import Reports, Written
from packgen.settings.meeting import AgendaItem, MeetingSettings
from tests.meetings import AWARD, OFFER, PASSAGE, SECRET_NAMES, built, meeting
from tests.verify.tampers import DOCUMENT, in_part, run

ALL = ("files", "rights", "same bytes", "other figures", "other exempt words", "canaries",
       "withheld figures", "metadata", "volumes", "Word beside PDF", "parent tree", "PDF/UA-1",
       "PDF/A-2a", "screen readers")  # fmt: skip
WORD, PDF = "public/september-public.docx", "public/september-public.pdf"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a meeting's folder, its pack, and that of its supplement."""
    home = tmp_path_factory.mktemp("honest")
    source = meeting(home / "input/september")
    built(source, home / "output")
    built(source, home / "output", supplement=1)
    return home


@pytest.fixture
def pack(home: Path, tmp_path: Path) -> Path:
    """A pack to tamper with, its source above it."""
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    return tmp_path / "output/september"


@pytest.fixture
def unvalidated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the validators, which take their time."""
    monkeypatch.setattr("packgen.verify.access.find_spec", lambda _: None)


def proved(pack: Path) -> dict[str, Check]:
    report = verify(pack, None, lambda _: None)
    told = "\n".join(str(fault) for check in report.checks for fault in check.faults)
    words = (PASSAGE, AWARD, OFFER, "7,431", "6,982", *SECRET_NAMES)
    assert not [word for word in words if word in told]
    return {check.name: check for check in report.checks}


def failed(pack: Path) -> set[str]:
    return {name for name, check in proved(pack).items() if check.outcome is Outcome.FAILED}


def tampered(pack: Path, file: str, tamper: Callable[[bytes], bytes]) -> Path:
    """The pack with one file changed, and the manifest made to agree."""
    path, manifest = pack / file, pack / "manifest.json"
    old = path.read_bytes()
    path.write_bytes(tamper(old))
    hashes = sha256(old).hexdigest(), sha256(path.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text("utf-8").replace(*hashes), "utf-8")
    return pack


def test_an_honest_pack_passes_every_check(home: Path) -> None:
    checks = proved(home / "output/september")
    assert tuple(checks) == ALL
    assert [c for c in checks.values() if c.outcome is not Outcome.PASSED] == []
    assert checks["other figures"].looked_at.startswith("12 cells of item 1, item 2, refilled 9")
    assert checks["other exempt words"].looked_at.startswith(
        "1 exempt passage, 1 exempt report, 1 exempt attachment, their reasons and files' names, "
        "replaced 3 times"
    )
    assert checks["PDF/UA-1"].looked_at.endswith(
        "part2/september-part2.pdf doesn't say that it conforms: item 7's attachment 1 it has no "
        "tags"
    )


@pytest.mark.usefixtures("unvalidated")
def test_a_supplement_is_proved_beside_the_pack_that_went_out(home: Path) -> None:
    checks = proved(home / "output/september-supplement-1")
    assert [c for c in checks.values() if c.outcome is Outcome.FAILED] == []
    assert checks["other exempt words"].outcome is Outcome.NOT_CHECKED


@pytest.mark.usefixtures("unvalidated")
@pytest.mark.parametrize(
    "words",
    ["came from Quillfeather Removals at", "Brindlemark Carriers offered to do", "7431 pounds",
     "Offer of Thornapple Haulage,", "thornapple-offer.pdf", "Tenders of Larkspur Brothers,",
     "are known to the bidders.", "the market for Pennywhistle Ltd."],
)  # fmt: skip
def test_exempt_words_in_a_public_file_are_found(pack: Path, words: str) -> None:
    found = failed(tampered(pack, WORD, in_part(DOCUMENT, "<w:r>", run(words))))
    assert {"same bytes", "withheld figures", "volumes"} <= found
    assert "files" not in found


@pytest.mark.usefixtures("unvalidated")
def test_a_withheld_figure_in_the_agenda_is_found(pack: Path) -> None:
    agenda = "public/september-agenda.docx"
    found = failed(tampered(pack, agenda, in_part(DOCUMENT, "<w:r>", run("4,871"))))
    assert {"same bytes", "withheld figures", "Word beside PDF"} <= found


def _with_its_passages(_: Reports, __: AgendaItem, written: Written) -> tuple[Block, ...]:
    """A writer that forgets to leave something out."""
    said = [p.text for p in getattr(written.source, "passages", ())]
    return tuple(Paragraph(Role.BODY, (Text(" ".join(text.split())),)) for text in said)


@pytest.mark.usefixtures("unvalidated")
def test_a_public_report_that_says_what_is_exempt_stops_the_build_and_the_proof(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reports, "_public", _with_its_passages)
    with pytest.raises(BuildStopped) as stopped:
        built(home / "input/september", tmp_path)
    told = "\n".join(map(str, stopped.value.faults))
    assert "depends on exempt words: with forty paragraphs in their place it is another" in told
    assert PASSAGE not in told
    assert not list(tmp_path.iterdir())
    found = failed(home / "output/september")
    assert {"same bytes", "other exempt words", "canaries"} <= found


@pytest.mark.usefixtures("unvalidated")
def test_an_exempt_file_that_reaches_the_agenda_fails_the_proof(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named(_: MeetingSettings, item: AgendaItem) -> Iterator[Paragraph]:
        yield Paragraph(Role.AGENDA_NOTE, (Text(", ".join(file.name for file in item.files)),))

    monkeypatch.setattr("packgen.entries._text", named)
    assert {"other exempt words", "canaries"} <= failed(home / "output/september")


@pytest.mark.parametrize(
    "file", ["thornapple-offer.pdf", "minutes.pdf", "moves.md", "housing.xlsx"]
)
def test_a_source_that_was_changed_since_is_told_by_its_name(pack: Path, file: str) -> None:
    path = pack.parent.parent / "input/september" / file
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(BadInput) as caught:
        verify(pack, None, lambda _: None)
    (fault,) = caught.value.faults
    assert fault.what == f"{file} was changed since the pack was built: its hash is another"


def test_a_source_with_another_file_or_of_another_name_is_not_it(pack: Path) -> None:
    source = pack.parent.parent / "input/september"
    other = source.rename(source.with_name("october"))
    with pytest.raises(BadInput, match="makes a pack of another name than september"):
        verify(pack, other, lambda _: None)
    source = other.rename(source)
    text = (source / "pack.toml").read_text("utf-8")
    (source / "pack.toml").write_text(text.replace('file = "minutes.pdf"', 'file = "m.pdf"'))
    (source / "minutes.pdf").rename(source / "m.pdf")
    with pytest.raises(BadInput, match="is made of other files than the manifest names"):
        verify(pack, None, lambda _: None)


_LINES = st.lists(st.sampled_from(["", "Text.", "- item", "## Head", "| a |"]), max_size=4)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(_LINES, st.integers(1, 4)), min_size=1, max_size=4), _LINES)
def test_a_report_with_its_own_passages_put_in_again_is_the_same(
    pieces: list[tuple[list[str], int]], last: list[str]
) -> None:
    lines = []
    for before, length in pieces:
        lines += [*before, ':::exempt {paragraphs="3" reason="Why"}', *["Exempt."] * length, ":::"]
    source = report_source("\n".join([*lines, *last]), "r.md", Path())
    assert respoken(source, lambda passage: passage.text) == source
    other = [*lines, *last]
    said = "\n".join(other).replace("\n".join(["Exempt."]), "Other\n\nwords")
    texts = {p.number: p.text.replace("Exempt.", "Other\n\nwords") for p in source.passages}
    assert respoken(source, lambda p: texts[p.number]) == report_source(said, "r.md", Path())


def test_part_2_of_what_is_proved_holds_what_the_public_may_not_see(home: Path) -> None:
    """Else the checks above would have nothing to find."""
    from packgen.verify.parts import file_parts

    data = (home / "output/september/part2/september-part2.docx").read_bytes()
    told = "\n".join(part.text for part in file_parts(data))
    assert PASSAGE in told
    assert AWARD in told
