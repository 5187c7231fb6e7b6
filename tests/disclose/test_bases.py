"""Indicators that are shares of one base: complements, and bases in rows of their own."""

import pytest

from packgen.assess import assess
from packgen.disclose.decision import decide
from packgen.disclose.records import RecordKind
from packgen.ingest import read_workbook
from packgen.model.indicator import Indicator
from packgen.model.rating import Rating
from packgen.settings.disclosure import (
    DEFAULT_DISCLOSURE,
    DisclosurePolicy,
    IndicatorDisclosure,
    load_profile,
)
from packgen.settings.rules import RatingRules
from tests.cards import indicator
from tests.disclose.scorecards import exposed, judged, known, noted
from tests.workbooks import JUNE

UNRATED = Rating.UNRATED
COMPLEMENT = DisclosurePolicy(indicators={"1": IndicatorDisclosure(complement="2")})
BASE = DisclosurePolicy(indicators={"1": IndicatorDisclosure(base="2")})


def two(
    one: list[str],
    other: list[str],
    *,
    marked: list[int] | None = None,
    second: list[int] | None = None,
    titles: tuple[str, str] = ("", ""),
) -> list[Indicator]:
    first = indicator("1", one, rating=UNRATED, marked=marked, title=titles[0])
    return [first, indicator("2", other, rating=UNRATED, marked=second, row=8, title=titles[1])]


def test_a_ratio_beside_its_complement() -> None:
    rows = two(["40% (4/10)", "50% (6/12)"], ["60% (6/10)", "50% (6/12)"], marked=[0])
    assert exposed(known(*rows)) == {}
    assert set(exposed(known(*rows, policy=COMPLEMENT)).values()) == {(4,), (10,), (6,)}
    decision = decide(judged(*rows), COMPLEMENT)
    assert {(each.indicator, each.what) for each in decision.record.added} == {("2", "Apr-23")}
    assert not decision.record.exposed


def test_percentages_alone_beside_each_other() -> None:
    """40 beside 60: a hundred, or a hundred and one if both were halves."""
    rows = two(["40%", "50%"], ["60%", "50%"], marked=[0])
    assert exposed(known(*rows)) == {}
    assert exposed(known(*rows, policy=COMPLEMENT)) == {"1, Apr-23": (40, 41)}


@pytest.mark.parametrize(
    ("one", "other", "gives"),
    [("40%", "60% (6/10)", {"1, Apr-23": (40,)}), ("40% (2/5)", "60%", {})],
)
def test_a_ratio_and_a_percentage_alone(one: str, other: str, gives: dict[str, object]) -> None:
    found = known(*two([one], [other], marked=[0]), policy=COMPLEMENT)
    assert {name: v for name, v in exposed(found).items() if "numer" not in name} == gives


def test_what_is_no_complement_is_not_tied() -> None:
    found = known(*two(["40% (4/10)"], ["60% (6/11)"], marked=[0]), policy=COMPLEMENT)
    assert exposed(found) == {}
    assert noted(found, RecordKind.RULE_DROPPED) == [
        "indicator 1, Apr-23: not what indicator 2 leaves"
    ]


def test_a_denominator_that_another_row_prints() -> None:
    rows = two(["30% (3/10)", "25% (3/12)"], ["10", "12"], second=[0])
    assert exposed(known(*rows)) == {}
    assert exposed(known(*rows, policy=BASE)) == {"2, Apr-23": (10,)}


def test_a_percentage_alone_and_its_base() -> None:
    """43% is of seven, and of no smaller group: which of others, nobody can say."""
    rows = two(["43%"], ["7"], second=[0])
    found = known(*rows, policy=BASE)
    numerator = next(q for q in found.system.quantities if q.name.endswith("numerator"))
    assert (numerator.truth, exposed(found)) == (3, {})
    (statement,) = [s for s in found.system.statements if s.name == "indicator 1, Apr-23"]
    worlds = [(n, b) for b in range(1, 15) for n in range(b + 1) if _prints(statement, n, b)]
    assert worlds == [(3, 7), (6, 14)]


def _prints(statement: object, numerator: int, base: int) -> bool:
    """Whether a share is printed as the statement is: it is 43 and the last two quantities."""
    levels = statement.levels  # type: ignore[attr-defined]
    return all(each.holds([43, base, numerator]) for each in levels[0].tells)


def test_a_percentage_that_is_no_share_of_its_base_is_not_tied() -> None:
    found = known(*two(["43%"], ["5"], second=[0]), policy=BASE)
    assert noted(found, RecordKind.RULE_DROPPED) == ["indicator 1, Apr-23: no share of indicator 2"]


NEGATED = ("% of children in good schools", "% of children not in good schools")


def codes(*rows: Indicator, policy: DisclosurePolicy = DEFAULT_DISCLOSURE) -> list[str]:
    return [each.code for each in decide(judged(*rows), policy).findings]


def test_a_title_that_negates_a_withheld_one_s_is_told() -> None:
    rows = two(["40%", "50%"], ["60%", "50%"], marked=[0], titles=NEGATED)
    decision = decide(judged(*rows), DEFAULT_DISCLOSURE)
    (finding,) = decision.findings
    assert (finding.code, str(finding.at), finding.exempt) == (
        "complement-stands-openly",
        "Scorecard!L8",
        True,
    )
    assert "indicator 2" in finding.what
    assert "indicator 1" in finding.what
    assert codes(*rows, policy=COMPLEMENT) == ["withheld-too"], "it is attacked"


@pytest.mark.parametrize(
    ("one", "other", "titles"),
    [
        (["40%"], ["50%"], NEGATED),
        (["4"], ["96"], NEGATED),
        (["40%"], ["60%"], ("% of children in good schools", "% of children not in schools")),
        (["40%"], ["60%"], (NEGATED[0], NEGATED[0])),
        (["40%"], ["60%"], (f"{NEGATED[1]} or no school", NEGATED[0])),
    ],
)
def test_what_is_not_a_complement_is_not_told(
    one: list[str], other: list[str], titles: tuple[str, str]
) -> None:
    rows = two(one, other, marked=[0], titles=titles)
    assert "complement-stands-openly" not in codes(*rows)


def test_complements_both_of_which_are_withheld_are_not_told() -> None:
    rows = two(["40%"], ["60%"], marked=[0], second=[0], titles=NEGATED)
    assert codes(*rows) == []


@pytest.mark.parametrize("profile", ["as-marked", "under-10"])
def test_the_example_has_no_such_complement(profile: str) -> None:
    card = assess(read_workbook(JUNE), RatingRules())
    found = {each.code for each in decide(card, load_profile(profile)).findings}
    assert found
    assert "complement-stands-openly" not in found
