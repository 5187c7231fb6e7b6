"""Languages: one file each, the same keys and the same names in braces; every fault at once."""

import re
import tomllib
from pathlib import Path

import pytest

from packgen.compose.figures import listed
from packgen.errors import BadInput
from packgen.model.rating import Rating
from packgen.settings.pack import load_pack
from packgen.settings.vocabulary import languages, load_words

SHIPPED = Path(__file__).parents[2] / "packgen" / "settings" / "words"


def faults_of(folder: Path, text: str, language: str = "cy") -> list[str]:
    (folder / "words").mkdir()
    (folder / "words" / f"{language}.toml").write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        load_words(language, folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("language", languages())
def test_every_shipped_language_is_whole(language: str) -> None:
    assert load_words(language).language == language


def test_english_and_welsh_are_shipped() -> None:
    assert languages() == ("cy", "en-GB")


def test_welsh_numerals_mutate_what_they_count() -> None:
    counts, units = load_words("cy").counts, load_words("cy").units
    assert [counts.indicators(n) for n in (1, 2, 34)] == [
        "1 dangosydd",
        "2 ddangosydd",
        "34 dangosydd",
    ]
    assert [units.points(n) for n in ("1", "2", "3", "45")] == [
        "1 pwynt canran",
        "2 bwynt canran",
        "3 phwynt canran",
        "45 pwynt canran",
    ]
    assert listed(["4", "18a", "21"], load_words("cy")) == "4, 18a, 21"


def test_a_file_tells_all_its_faults_at_once(tmp_path: Path) -> None:
    welsh = (SHIPPED / "cy.toml").read_text("utf-8")
    for right, wrong in (
        ('trend_head = "Tuedd"\n', ""),
        ('caption = "Statws CAG"', 'kaption = "x"'),
        ("Tudalen {page} o {pages}", "Tudalen {page}"),
        ("islaw'r {aim}", "islaw'r {aim!r}"),
        ('sections = "{n} adran"', 'sections = { 1 = "{n} adran" }'),
        ('weeks = "{n} wythnos"', 'weeks = { two = "{n}", other = "{n} wythnos" }'),
        ('"Ion", ', ""),
        ('"{n} heb statws"', "3"),
        ('"Allwedd"\nred', '"Allwedd {"\nred'),
    ):
        assert right in welsh
        welsh = welsh.replace(right, wrong)
    faults = faults_of(tmp_path, welsh)
    for told in (
        "words/cy.toml: table.trend_head: is missing — English has 'Trend'",
        "ratings.kaption: is not a key that packgen knows",
        "ratings.caption: is missing",
        "document.page: 'Tudalen {page}' has other names in braces — use {page}, {pages}",
        "sentences.below: ",
        "counts.sections: has no form 'other'",
        "units.weeks.two: is not a number",
        "periods.short: is not a list of 12 texts",
        "counts.unrated.other: 3 is no text of one line",
        "key.key: has a brace without its fellow",
    ):
        assert any(told in fault for fault in faults), told
    assert len(faults) == 10


@pytest.mark.parametrize("text", ["trend = ", "\x00", "document = 3"])
def test_a_file_that_is_none_is_a_fault(tmp_path: Path, text: str) -> None:
    assert all(fault.startswith("words/cy.toml") for fault in faults_of(tmp_path, text))


def pack(folder: Path, text: str) -> Path:
    (folder / "card.xlsx").write_bytes(b"")
    (folder / "pack.toml").write_text(f'scorecard = "card.xlsx"\n{text}', "utf-8")
    return folder


def test_a_pack_chooses_its_language_and_changes_single_words(tmp_path: Path) -> None:
    source = pack(
        tmp_path,
        'language = "cy"\n[words]\ntable.withheld = "Wedi\'u hatal"\nunits.weeks = "{n} w"',
    )
    words = load_pack(source).words
    assert (words.language, words.table.withheld) == ("cy", "Wedi'u hatal")
    assert (words.units.weeks(3), words.key.key) == ("3 w", "Allwedd")


def test_a_pack_brings_a_language_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    own = (SHIPPED / "en-GB.toml").read_text("utf-8").replace('"Key"', '"Legend"')
    (tmp_path / "words" / "gd.toml").write_text(own, "utf-8")
    settings = load_pack(pack(tmp_path, 'language = "gd"'))
    assert (settings.words.language, settings.words.key.key) == ("gd", "Legend")
    assert [path.name for path in settings.inputs] == ["card.xlsx", "pack.toml", "gd.toml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('language = "../cy"', "pack.toml: language: '../cy' is not known"),
        ("[words]\nwitheld = 'x'", "pack.toml: [words].witheld: is not a key"),
        ("[words]\ntable.withheld = '{x}'", "[words]: table.withheld: '{x}' has other names"),
        ("words = 3", "pack.toml: [words]: is not a table"),
        ("[words]\ntable = 3", "[words]: table: is not a table"),
    ],
)
def test_faults_of_words_are_told_with_the_packs_others(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(BadInput) as caught:
        load_pack(pack(tmp_path, f"part2 = 'no'\n{text}"))
    assert told in str(caught.value)
    assert "pack.toml: part2" in str(caught.value)


def test_the_docs_list_every_key() -> None:
    docs = Path(__file__).parents[2] / "docs" / "languages.md"
    rows = [line.split(" | ") for line in docs.read_text("utf-8").splitlines() if "| `" in line]
    listed_keys = {row[0].strip("|` "): re.findall(r"`(\w+)`", row[-1]) for row in rows}
    english = tomllib.loads((SHIPPED / "en-GB.toml").read_text("utf-8"))
    assert listed_keys == {part: list(entries) for part, entries in english.items()}


def test_every_key_is_used() -> None:
    folder = Path(__file__).parents[2]
    files = [*folder.glob("packgen/compose/*.py"), *folder.glob("templates/*/*.j2")]
    files += [folder / "packgen/volumes.py", folder / "packgen/entries.py"]
    code = "".join(file.read_text("utf-8") for file in files)
    by_name = {f"{prefix}{r.name.lower()}" for r in Rating for prefix in ("", "are_")}
    english = tomllib.loads((SHIPPED / "en-GB.toml").read_text("utf-8"))
    unused = {
        f"{part}.{key}"
        for part, entries in english.items()
        for key in entries
        if key not in by_name and not re.search(rf"[.\"']{key}\b", code)
    }
    assert not unused
