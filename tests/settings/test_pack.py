"""pack.toml: what it may say, and every fault at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from packgen.errors import BadInput
from packgen.model.target import Polarity
from packgen.model.trend import Accumulation
from packgen.settings.pack import Part2Scope, load_pack, slug


def folder(tmp_path: Path, text: str, name: str = "June pack") -> Path:
    path = tmp_path / name
    path.mkdir()
    (path / "card.xlsx").write_bytes(b"")
    (path / "pack.toml").write_text(text, encoding="utf-8")
    return path


def test_a_workbook_needs_no_pack_file(tmp_path: Path) -> None:
    workbook = tmp_path / "CEF Scorecard (June 2023).xlsx"
    workbook.write_bytes(b"")
    pack = load_pack(workbook)
    assert (pack.name, pack.style.name, pack.template.name) == (
        "cef-scorecard-june-2023",
        "civic",
        "scorecard",
    )


def test_every_key_is_read(tmp_path: Path) -> None:
    pack = load_pack(
        folder(
            tmp_path,
            """
            title = "Performance"
            council = "Example Borough Council"
            committee = "Scrutiny"
            scorecard = "card.xlsx"
            sheet = "Scorecard"
            style = "civic"
            template = "scorecard"
            part2 = "full"
            law = "england-2006"
            date = 2023-07-12

            [rating]
            tolerance = 5

            [indicator."18a"]
            accumulation = "per-month"
            polarity = "High"
            tolerance = 12.5
            profile = "seasonal"
            last_year = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]
            """,
        )
    )
    assert (pack.name, pack.title, pack.sheet) == ("june-pack", "Performance", "Scorecard")
    assert (pack.part2, pack.date) == (Part2Scope.FULL, date(2023, 7, 12))
    rule = pack.rules.of("18a")
    assert (rule.accumulation, rule.polarity) == (Accumulation.PER_MONTH, Polarity.HIGH)
    assert (pack.rules.tolerance_of("18a"), pack.rules.tolerance_of("1")) == (
        Decimal("12.5"),
        Decimal(5),
    )
    assert rule.last_year == (1, 2, 3) * 4


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    source = folder(
        tmp_path,
        """
        scorecard = "none.xlsx"
        titel = "x"
        title = 3
        part2 = "some"
        date = "June"
        law = "france"
        [rating]
        tolerance = -1
        [indicator."4"]
        accumulation = "sum"
        profile = "seasonal"
        """,
    )
    with pytest.raises(BadInput) as caught:
        load_pack(source)
    places = [fault.where.split(": ", 1)[1] for fault in caught.value.faults]
    assert sorted(places) == [
        '[indicator."4"]: accumulation',
        '[indicator."4"]: profile',
        "[rating]: tolerance",
        "date",
        "law",
        "part2",
        "scorecard",
        "titel",
        "title",
    ]
    assert all(fault.where.startswith("June pack/pack.toml") for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda p: p / "none", "there is no such file or folder"),
        (lambda p: p, "the folder has no pack.toml"),
    ],
)
def test_a_source_that_is_none(tmp_path: Path, make: object, fault: str) -> None:
    assert callable(make)
    with pytest.raises(BadInput, match=fault):
        load_pack(make(tmp_path))


def test_a_pack_file_that_is_not_toml(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"June pack/pack.toml: can't be read: .*line 1"):
        load_pack(folder(tmp_path, "scorecard = card.xlsx"))


def test_an_unknown_style_names_those_there_are(tmp_path: Path) -> None:
    source = folder(tmp_path, 'scorecard = "card.xlsx"\nstyle = "civil"')
    with pytest.raises(BadInput, match="'civil': there is no such style — choose one of: civic"):
        load_pack(source)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CEF Scorecard (June)", "cef-scorecard-june"),
        ("cef_scorecard.2023-06", "cef-scorecard-2023-06"),
        ("Cyngor Ynys Môn", "cyngor-ynys-mon"),
        ("../..", "pack-0cfd1c96"),
        ("日本", "pack-cf2abf0c"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"title = {'9' * 5000}",
        f"[rating]\ntolerance = {'9' * 5000}",
        f"part2 = {'[' * 3000}{']' * 3000}",
        f'scorecard = "{"x" * 3000}.xlsx"',
    ],
)
def test_absurd_values_are_faults_like_any_other(tmp_path: Path, text: str) -> None:
    source = folder(tmp_path, text if "scorecard" in text else f'scorecard = "card.xlsx"\n{text}')
    with pytest.raises(BadInput) as caught:
        load_pack(source)
    assert all(len(str(fault)) < 300 for fault in caught.value.faults) or "xxx" in text


def test_a_pack_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    source = folder(tmp_path, "")
    (source / "pack.toml").write_text('scorecard = "card.xlsx"\n', encoding="utf-8-sig")
    assert load_pack(source).scorecard.name == "card.xlsx"


def test_a_source_with_a_name_too_long_is_a_fault() -> None:
    with pytest.raises(BadInput):
        load_pack(Path("x" * 5000))
