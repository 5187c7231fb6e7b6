"""[disclosure]: profiles, a shared file, exceptions, and every fault at once."""

from pathlib import Path
from shutil import copyfile

import pytest

from packgen.errors import BadInput
from packgen.pipeline import check
from packgen.settings.disclosure import (
    DEFAULT_DISCLOSURE,
    DisclosurePolicy,
    RatingTreatment,
    Smallest,
    Zeros,
    load_profile,
    profile_names,
)
from packgen.settings.pack import PackSettings, load_pack
from tests.workbooks import JUNE


def pack(tmp_path: Path, text: str, **files: str) -> PackSettings:
    (tmp_path / "card.xlsx").write_bytes(b"")
    (tmp_path / "pack.toml").write_text(f'scorecard = "card.xlsx"\n{text}', "utf-8")
    for name, content in files.items():
        (tmp_path / f"{name}.toml").write_text(content, "utf-8")
    return load_pack(tmp_path)


def policy(tmp_path: Path, text: str, **files: str) -> DisclosurePolicy:
    return pack(tmp_path, text, **files).disclosure


def faults(tmp_path: Path, text: str, **files: str) -> list[str]:
    with pytest.raises(BadInput) as told:
        pack(tmp_path, text, **files)
    return [f"{fault.where.split(': ', 1)[1]}: {fault.what}" for fault in told.value.faults]


def test_without_a_word_the_councils_marks_count(tmp_path: Path) -> None:
    told = policy(tmp_path, "")
    assert told == DEFAULT_DISCLOSURE == load_profile("as-marked")
    assert not told.smallest.withholds
    assert told.rating is RatingTreatment.IF_SAFE


def test_the_shipped_profiles() -> None:
    assert profile_names() == ("as-marked", "nhs", "under-10", "under-5")
    five, ten, nhs = map(load_profile, ("under-5", "under-10", "nhs"))
    assert (five.smallest, five.zeros) == (Smallest(5, 5, 5, 5), Zeros.SHOWN)
    assert (ten.smallest, ten.zeros) == (Smallest(10, 10, 10, 10), Zeros.WITHHELD)
    assert (nhs.smallest, nhs.round_to) == (Smallest(8, 8, 8, 8), 5)


def test_keys_change_a_profile(tmp_path: Path) -> None:
    told = policy(
        tmp_path,
        """
        [disclosure]
        profile = "under-5"
        smallest_denominator = 10
        values = 4
        must_show = ["7"]
        sacrifice_first = ["32"]
        """,
    )
    assert told.profile == "under-5"
    assert told.smallest == Smallest(5, 5, 10, 5)
    assert (told.values, told.must_show, told.sacrifice_first) == (4, ("7",), ("32",))
    assert told.is_kept("7") and not told.is_kept("32")
    assert told.declared == ("7", "32")


def test_a_shared_file_and_what_a_pack_changes_of_it(tmp_path: Path) -> None:
    told = pack(
        tmp_path,
        """
        [disclosure]
        policy = "council.toml"
        zeros = "withheld"
        """,
        council='profile = "under-10"\nvalues = 5\n[indicator."4"]\nwithin = "5"',
    )
    assert told.disclosure.profile == "under-10"
    assert (told.disclosure.values, told.disclosure.zeros) == (5, Zeros.WITHHELD)
    assert told.disclosure.of("4").within == "5"
    assert told.disclosure.declared == ()
    assert tmp_path / "council.toml" in told.inputs


def test_exceptions_and_what_readers_know(tmp_path: Path) -> None:
    told = policy(
        tmp_path,
        """
        [disclosure]
        profile = "under-5"
        [disclosure.indicator."7"]
        show = true
        reason = "a national statistic"
        who = "J. Smith"
        [disclosure.indicator."9"]
        smallest_numerator = 10
        reason = "sensitive"
        who = "J. Smith"
        [disclosure.indicator."14"]
        rate_of = "15"
        population = 74000
        [disclosure.indicator."31"]
        within = "32"
        complement = "33"
        base = "34"
        unpublished_rest = true
        """,
    )
    assert told.smallest_of("7") == Smallest()
    assert told.is_kept("7")
    assert told.smallest_of("9") == Smallest(5, 10, 5, 5)
    assert told.smallest_of("10") == Smallest(5, 5, 5, 5)
    assert (told.of("14").rate_of, told.of("14").population, told.of("14").per) == (
        "15",
        74000,
        10000,
    )
    assert told.of("31").unpublished_rest
    assert (told.of("31").complement, told.of("31").base) == ("33", "34")
    assert told.declared == ("7", "9", "14", "31", "15", "32", "33", "34")


def test_every_fault_at_once(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        """
        [disclosure]
        profile = "under-7"
        smallest = 2
        values = 1
        zeros = "perhaps"
        must_show = ["7"]
        sacrifice_first = ["7"]
        colour = "red"
        [disclosure.indicator."7"]
        show = true
        withhold = true
        [disclosure.indicator."14"]
        rate_of = "15"
        others = "Elsewhere"
        """,
    ) == [
        "[disclosure]: profile: 'under-7' is not known",
        "[disclosure]: smallest: 2 would tell what it withholds",
        '[disclosure]: [indicator."7"]: show: stands beside what withholds it',
        '[disclosure]: [indicator."7"]: reason: is missing',
        '[disclosure]: [indicator."7"]: who: is missing',
        '[disclosure]: [indicator."14"]: population: is missing',
        '[disclosure]: [indicator."14"]: national: is missing',
        "[disclosure]: zeros: 'perhaps' is not known",
        "[disclosure]: values: 1 is out of bounds",
        "[disclosure]: sacrifice_first: '7' is among must_show too",
        "[disclosure]: colour: is not a key that packgen knows",
    ]


def test_a_shared_files_faults_name_it(tmp_path: Path) -> None:
    table = '[disclosure]\npolicy = "council.toml"'
    assert faults(tmp_path, table) == [
        "[disclosure]: policy: 'council.toml' can't be read: No such file or directory"
    ]
    with pytest.raises(BadInput) as told:
        pack(tmp_path, table, council="values = 2.5\npolicy = 'other.toml'")
    assert [f"{fault.where}: {fault.what}" for fault in told.value.faults] == [
        "council.toml: policy: is only for pack.toml",
        "council.toml: values: 2.5 is out of bounds",
    ]


def test_a_profile_beside_a_policy_is_asked(tmp_path: Path) -> None:
    table = '[disclosure]\npolicy = "council.toml"\nprofile = "nhs"'
    assert faults(tmp_path, table, council="values = 4") == [
        "[disclosure]: profile: stands beside policy"
    ]


def test_a_word_in_place_of_a_table(tmp_path: Path) -> None:
    assert faults(tmp_path, "[disclosure]\nindicator = 5") == [
        "[disclosure]: indicator: is not a table of tables"
    ]


def test_rounding_needs_a_threshold(tmp_path: Path) -> None:
    assert faults(tmp_path, "[disclosure]\nround_to = 5") == [
        "[disclosure]: round_to: rounds and nothing is withheld"
    ]


def test_the_page_shows_what_may_be_written(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/disclosure.md").read_text("utf-8")
    told = policy(tmp_path, page.split("```toml\n")[1].split("```")[0])
    assert told.smallest == Smallest(5, 5, 10, 5)
    declared = ("12", "31", "20", "16", "14", "28", "5", "7", "32", "21", "17", "15")
    assert told.declared == declared
    assert all(name in page for name in profile_names())


def test_an_indicator_that_the_scorecard_has_not(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(
        'scorecard = "card.xlsx"\n[disclosure]\nmust_show = ["31", "99"]', "utf-8"
    )
    copyfile(JUNE, tmp_path / "card.xlsx")
    with pytest.raises(BadInput) as told:
        check(tmp_path, lambda _: None, printed=False)
    assert [fault.where for fault in told.value.faults] == ['pack.toml: [disclosure]: "99"']
