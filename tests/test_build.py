"""The main job: the example workbook becomes four papers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from packgen.document.walk import Passage
from packgen.model.pack import Audience, Format
from packgen.pipeline import BuildRequest, build
from packgen.verify.docx import read_docx
from packgen.verify.pdf import read_pdf
from tests.workbooks import DATA, JUNE, SPLIT, changed, marked_rows

EXPECTED = json.loads((DATA / "expected-public-2023-06.json").read_text("utf-8"))
WITHHELD = {"4", "18a", "18b", "18c", "21", "28"}
READERS = {"pdf": read_pdf, "docx": read_docx}


def made(source: Path, out: Path, **options: object) -> Path:
    """Builds into ``out`` and returns the pack's folder."""
    built = build(BuildRequest(source, out, **options), lambda _: None)  # type: ignore[arg-type]
    return built.paths[-1].parent


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(JUNE, tmp_path_factory.mktemp("june"))


@pytest.fixture(scope="module")
def stated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """June with its ratings printed as the council states them, whatever they give away."""
    source = tmp_path_factory.mktemp("stated") / "june"
    source.mkdir()
    (source / "june.xlsx").write_bytes(JUNE.read_bytes())
    rating = '[disclosure]\nrating = "stated"\n'
    (source / "pack.toml").write_text(f'scorecard = "june.xlsx"\n{rating}')
    return made(source, source.parent / "out")


def rows_of(passages: list[Passage]) -> dict[str, list[str]]:
    """A paper's cells, by the indicator's number; a row begins with its number and its title."""
    titles = {entry["no"]: " ".join(entry["title"].split()) for entry in EXPECTED}
    rows: dict[str, list[str]] = {}
    current: list[str] = []
    for passage, after in zip(passages, [*passages[1:], Passage("", "")], strict=True):
        title = titles.get(passage.text)
        if title and " ".join(after.text.split()).startswith(title):
            current = rows.setdefault(passage.text, [])
        current.append(passage.text)
    return rows


def test_papers_and_a_manifest_are_written(june: Path) -> None:
    files = sorted(p.relative_to(june).as_posix() for p in june.rglob("*") if p.is_file())
    assert files == [
        "manifest.json",
        "part2/cef-scorecard-2023-06-disclosure.docx",
        "part2/cef-scorecard-2023-06-disclosure.json",
        "part2/cef-scorecard-2023-06-disclosure.pdf",
        "part2/cef-scorecard-2023-06-findings.docx",
        "part2/cef-scorecard-2023-06-findings.pdf",
        "part2/cef-scorecard-2023-06-part2.docx",
        "part2/cef-scorecard-2023-06-part2.pdf",
        "public/cef-scorecard-2023-06-public.docx",
        "public/cef-scorecard-2023-06-public.pdf",
    ]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_public_paper_prints_what_the_council_published(stated: Path, kind: str) -> None:
    data = (stated / f"public/{stated.name}-public.{kind}").read_bytes()
    rows = rows_of(READERS[kind](data).passages)
    assert list(rows) == [entry["no"] for entry in EXPECTED]
    for entry in EXPECTED:
        text = " ".join(rows[entry["no"]])
        wanted = [
            entry["title"],
            entry["polarity"],
            entry["target"],
            entry["rag"],
            entry["public_text"] or "",
            entry["notes"],
            entry["year_to_date"],
            *(value for _, value in entry["benchmarks"]),
            *entry["months"].values(),
        ]
        missing = [w for w in wanted if " ".join(w.split()) not in text]
        assert not missing, (entry["no"], missing)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_withheld_rows_print_words_where_their_figures_stood(stated: Path, kind: str) -> None:
    data = (stated / f"public/{stated.name}-public.{kind}").read_bytes()
    rows = rows_of(READERS[kind](data).passages)
    for number in WITHHELD:
        rating = next(
            i for i, text in enumerate(rows[number]) if re.match(r"(GREEN|AMBER|This is)", text)
        )
        assert rows[number][rating + 1] == "Data suppressed, see part 2 report"
        rest = rows[number][rating + 2 :]
        assert not any(re.fullmatch(r"[\d–,.%]+", text) for text in rest)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_rating_that_gives_figures_away_is_withheld(june: Path, kind: str) -> None:
    """GREEN, Low, target 0: whoever reads that knows the figures of indicator 4."""
    passages = READERS[kind]((june / f"public/{june.name}-public.{kind}").read_bytes()).passages
    rows = rows_of(passages)
    told = ["Withheld, see part 2", "Data suppressed, see part 2 report"]
    at = rows["4"].index(told[0])
    assert rows["4"][at : at + 2] == told
    assert not {"GREEN", "AMBER", "RED"} & set(rows["4"])
    assert "GREEN" in rows["21"]
    counts = [p.text for p in passages if p.text in ("19", "20")]
    assert "20" not in counts[:1]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_part_2_holds_the_withheld_indicators_alone(june: Path, kind: str) -> None:
    passages = READERS[kind]((june / f"part2/{june.name}-part2.{kind}").read_bytes()).passages
    rows = rows_of(passages)
    assert set(rows) == WITHHELD
    rating = rows["21"].index("GREEN")
    assert rows["21"][rating + 1 : rating + 5] == ["3", "2", "4", "9"]
    text = " ".join(p.text for p in passages)
    assert "18b and 18c: paragraph 3. Information relating to the financial" in text


def test_both_habits_of_withholding_give_the_same_papers(tmp_path: Path) -> None:
    packs = []
    for name, workbook in (("one", JUNE), ("two", SPLIT)):
        source = tmp_path / name / "june.xlsx"
        source.parent.mkdir()
        source.write_bytes(workbook.read_bytes())
        packs.append(made(source, tmp_path / name))
    first, second = (  # the findings name the cells of the marks, which stand elsewhere
        {p.relative_to(pack).as_posix(): p.read_bytes() for p in pack.rglob("*.*")
         if "findings" not in p.name}
        for pack in packs
    )  # fmt: skip
    manifests = [json.loads(files.pop("manifest.json")) for files in (first, second)]
    own = [path for path in first if "disclosure" in path]  # names the cells: here and there
    assert len([first.pop(path) for path in own]) == len([second.pop(path) for path in own]) == 3
    assert first == second
    for manifest in manifests:
        manifest["files"] = [f for f in manifest["files"] if "findings" not in f["file"]]
    assert [m.pop("inputs")[0]["file"] for m in manifests] == ["june.xlsx"] * 2
    for listed in manifests:
        listed["files"] = [f for f in listed["files"] if "disclosure" not in f["file"]]
        del listed["findings"]  # they name the cells too
    assert manifests[0] == manifests[1]


@pytest.mark.parametrize(
    "workbook", sorted(DATA.glob("cef-scorecard-*.xlsx")), ids=lambda p: p.stem
)
def test_every_month_of_the_example_builds(workbook: Path, tmp_path: Path) -> None:
    folder = made(workbook, tmp_path)
    assert len(list(folder.rglob("*.pdf"))) == 4


def test_formats_and_audiences_can_be_chosen(tmp_path: Path) -> None:
    folder = made(JUNE, tmp_path, formats=(Format.DOCX,), audiences=(Audience.PUBLIC,))
    assert sorted(p.name for p in folder.rglob("*.*")) == [
        "cef-scorecard-2023-06-public.docx",
        "manifest.json",
    ]


def test_a_folder_with_a_pack_file(tmp_path: Path) -> None:
    source = tmp_path / "June Scrutiny"
    source.mkdir()
    (source / "card.xlsx").write_bytes(JUNE.read_bytes())
    (source / "pack.toml").write_text(
        'scorecard = "card.xlsx"\ntitle = "Our <first> paper"\npart2 = "full"\ndate = 2023-07-12\n'
        'council = "Example Borough Council"\n'
    )
    folder = made(source, tmp_path / "out")
    assert folder.name == "june-scrutiny"
    public = read_docx((folder / "public/june-scrutiny-public.docx").read_bytes()).passages
    assert Passage("heading", "Our <first> paper") in public
    part2 = read_pdf((folder / "part2/june-scrutiny-part2.pdf").read_bytes()).passages
    assert set(rows_of(part2)) == {entry["no"] for entry in EXPECTED}


def unmarked(folder: Path, part2: str = "") -> Path:
    """A pack of June's scorecard in which nothing is marked for Part 2."""

    def unmark(sheet: Worksheet) -> None:
        for row in marked_rows(sheet).values():
            sheet.cell(row, 26).value = None

    folder.mkdir()
    changed(JUNE, folder / "june.xlsx", unmark)
    (folder / "pack.toml").write_text(f'scorecard = "june.xlsx"\n{part2}', "utf-8")
    return folder


def test_where_nothing_is_withheld_there_is_no_part_2_paper_but_the_findings_are_told(
    tmp_path: Path,
) -> None:
    said: list[str] = []
    request = BuildRequest(unmarked(tmp_path / "june"), tmp_path / "out", (Format.DOCX,))
    built = build(request, said.append)
    assert "nothing is withheld: no Part 2 paper" in said
    assert [path.name for path in built.paths] == [
        "june-public.docx",
        "june-findings.docx",
        "june-disclosure.docx",
        "june-disclosure.json",
        "manifest.json",
    ]


def test_papers_of_a_former_build_go_when_nothing_is_withheld_any_more(tmp_path: Path) -> None:
    """Only what packgen wrote itself, unchanged since; all else stays and is named."""
    source = unmarked(tmp_path / "card")
    open_book = (source / "june.xlsx").read_bytes()
    (source / "june.xlsx").write_bytes(JUNE.read_bytes())
    pack = made(source, tmp_path / "out")
    assert {p.name for p in (pack / "part2").glob("card-part2.*")} == {
        "card-part2.pdf", "card-part2.docx"}  # fmt: skip
    (pack / "part2/card-part2.docx").write_bytes(b"a clerk wrote into it")
    (pack / "part2/minutes.txt").write_text("a clerk's own")
    (source / "june.xlsx").write_bytes(open_book)
    again = build(BuildRequest(source, tmp_path / "out"), lambda _: None)
    named = {Path(f.where).name for f in again.findings if "no part of this pack" in f.what}
    assert named == {"card-part2.docx", "minutes.txt"}
    assert sorted(p.name for p in (pack / "part2").iterdir()) == [
        "card-disclosure.docx", "card-disclosure.json", "card-disclosure.pdf",
        "card-findings.docx", "card-findings.pdf", "card-part2.docx", "minutes.txt",
    ]  # fmt: skip


def test_a_build_for_the_public_alone_leaves_part_2_and_names_it(tmp_path: Path) -> None:
    pack = made(JUNE, tmp_path)
    part2 = sorted((pack / "part2").iterdir())
    request = BuildRequest(JUNE, tmp_path, (Format.PDF,), (Audience.PUBLIC,))
    again = build(request, lambda _: None)
    assert sorted((pack / "part2").iterdir()) == part2
    assert [p.name for p in (pack / "public").iterdir()] == ["cef-scorecard-2023-06-public.pdf"]
    named = [f.where for f in again.findings if "no part of this pack" in f.what]
    assert named == [str(path) for path in part2]


def test_the_whole_scorecard_is_made_for_part_2_where_it_is_asked_for(tmp_path: Path) -> None:
    source = unmarked(tmp_path / "june", 'part2 = "full"\n')
    built = build(BuildRequest(source, tmp_path / "out", (Format.DOCX,)), lambda _: None)
    assert "june-part2.docx" in [path.name for path in built.paths]
