"""Cells: printed texts and their readings, in tables; and back again."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.ingest.cells import aim_of, polarity_of, rating_of, reading_of, reading_of_text
from packgen.ingest.numberformat import print_number
from packgen.ingest.sheet import Cell, Kind
from packgen.model.observation import Figure, Gap, NoFigure, Unit
from packgen.model.rating import Rating
from packgen.model.target import AcceptableRange, NoTarget, Polarity, Threshold

D = Decimal
P = Unit.PERCENT


def figure(text: str, number: str, unit: Unit = Unit.COUNT, **more: object) -> Figure:
    return Figure(text, D(number), D(number), unit, **more)  # type: ignore[arg-type]


VALUES = [
    figure("53% (9/17)", "53", P, numerator=9, denominator=17),
    figure("1.2% (88/7140)", "1.2", P, numerator=88, denominator=7140),
    figure("1.2% (1,088/7,140)", "1.2", P, numerator=1088, denominator=7140),
    figure("Provisional (47)", "47", provisional=True),
    figure("Provisional 47", "47", provisional=True),
    figure("47 (provisional)", "47", provisional=True),
    figure("Provisional (1.2% (88/7140))", "1.2", P, numerator=88, denominator=7140,
           provisional=True),
    figure("0 (rate: 0.00)", "0", rate=D("0.00")),
    figure("17 (rate:0.07)", "17", rate=D("0.07")),
    figure("Rate: 0.1", "0.1", Unit.RATE),
    figure("28,613", "28613"),
    figure("£1,234.50", "1234.50", Unit.POUNDS),
    figure("-£5", "-5", Unit.POUNDS),
    figure("£203k", "203000", Unit.POUNDS),
    figure("££203K", "203000", Unit.POUNDS),
    figure("£1.2m", "1200000", Unit.POUNDS),
    figure("£1.2 million", "1200000", Unit.POUNDS),
    figure("(£45)", "-45", Unit.POUNDS),
    figure("£(1,045)", "-1045", Unit.POUNDS),
    figure("£-45", "-45", Unit.POUNDS),
    figure("3.5 weeks", "3.5", Unit.WEEKS),
    figure("12 days", "12", Unit.DAYS),
    figure("1 hour", "1", Unit.HOURS),
    figure("-4", "-4"),
    figure("\u22124.5%", "-4.5", P),
    figure("96 %", "96", P),
    figure(".5", ".5"),
]  # fmt: skip


@pytest.mark.parametrize("expected", VALUES, ids=lambda each: each.text)
def test_values(expected: Figure) -> None:
    assert reading_of_text(expected.text) == expected


WORDS = [
    ("Data pending", Gap.PENDING),
    ("Awaiting data", Gap.PENDING),
    ("tbc", Gap.PENDING),
    ("Not available", Gap.NOT_AVAILABLE),
    ("No data", Gap.NOT_AVAILABLE),
    ("[x]", Gap.NOT_AVAILABLE),
    ("n/a", Gap.NOT_APPLICABLE),
    ("N/A", Gap.NOT_APPLICABLE),
    ("[z]", Gap.NOT_APPLICABLE),
    ("Local Measure", Gap.LOCAL_MEASURE),
    ("New Meas.", Gap.NOT_AVAILABLE),
    ("Not due", Gap.PENDING),
    ("AAA", Gap.WORDED),
    ("AA+", Gap.WORDED),
    ("Requires improvement", Gap.WORDED),
    ("Not a target measure", Gap.NOT_TARGET_MEASURE),
]


@pytest.mark.parametrize(("text", "gap"), WORDS)
def test_words(text: str, gap: Gap) -> None:
    assert reading_of_text(text) == NoFigure(text, gap)


@pytest.mark.parametrize(
    "text",
    ["x", "z", "*", "-", "..", "<5", "c", ":", "~3", "1,23", "12,3456", "5 of", "k", "9/17", "A 5",
     "1 2", "1.2m", "203k", "(45)", "--5", "5-", "rate", "Provisional", "()", "(5)", "1.2.3"],
)  # fmt: skip
def test_what_has_no_meaning_is_not_read(text: str) -> None:
    assert reading_of_text(text) is None


_counts = st.integers(0, 10**7)


@given(
    number=st.decimals(-(10**7), 10**7, places=2),
    unit=st.sampled_from(
        [("", Unit.COUNT), ("%", P), (" weeks", Unit.WEEKS), (" days", Unit.DAYS)]
    ),
    grouped=st.booleans(),
    fraction=st.none() | st.tuples(_counts, _counts),
    rate=st.none() | st.decimals(0, 10, places=2),
    provisional=st.sampled_from(["{}", "Provisional ({})", "{} (provisional)", "Provisional {}"]),
)
def test_a_text_made_from_parts_reads_back_to_them(
    number: Decimal,
    unit: tuple[str, Unit],
    grouped: bool,
    fraction: tuple[int, int] | None,
    rate: Decimal | None,
    provisional: str,
) -> None:
    text = (f"{number:,}" if grouped else f"{number}") + unit[0]
    if fraction:
        text += f" ({fraction[0]}/{fraction[1]})"
    elif rate is not None:
        text += f" (rate: {rate})"
    text = provisional.format(text)
    reading = reading_of_text(text)
    assert isinstance(reading, Figure)
    assert (reading.text, reading.number, reading.unit) == (text, number, unit[1])
    assert (reading.numerator, reading.denominator) == (fraction or (None, None))
    assert reading.rate == (None if fraction else rate)
    assert reading.provisional is (provisional != "{}")


def between(low: str, high: str, unit: Unit = Unit.COUNT) -> AcceptableRange:
    return AcceptableRange(D(low), D(high), unit)


AIMS = [
    ("95-90%", between("90", "95", P)),
    ("95 - 83%", between("83", "95", P)),
    ("100 - 95%", between("95", "100", P)),
    ("100- 95%", between("95", "100", P)),
    ("20- 15%", between("15", "20", P)),
    ("12-0%", between("0", "12", P)),
    ("1.7%-1.9%", between("1.7", "1.9", P)),
    ("42% - 35%", between("35", "42", P)),
    ("12 - 18", between("12", "18")),
    ("12 to 18 weeks", between("12", "18", Unit.WEEKS)),
    ("22-36 (rate of 0.10-0.16)", between("22", "36")),
    ("26 weeks", Threshold(D(26), Unit.WEEKS)),
    ("70% (In line with national or above)", Threshold(D(70), P)),
    ("0", Threshold(D(0), Unit.COUNT)),
    ("95000", Threshold(D(95000), Unit.COUNT)),
    ("≥95%", Threshold(D(95), P, "≥")),
    ("=/> 101%", Threshold(D(101), P, "=/>")),
    (">/= 104%", Threshold(D(104), P, ">/=")),
    ("<5", Threshold(D(5), Unit.COUNT, "<")),
    ("£1,200", Threshold(D(1200), Unit.POUNDS)),
    ("At least 90%", Threshold(D(90), P, "At least")),
    ("90% or above", Threshold(D(90), P, "or above")),
    ("Not a target measure", NoTarget.NOT_A_TARGET_MEASURE),
    ("better than last year", NoTarget.UNREAD),
    ("10 weeks - 12%", NoTarget.UNREAD),
    ("95, 90 and 85%", NoTarget.UNREAD),
]


@pytest.mark.parametrize(("text", "aim"), AIMS)
def test_targets(text: str, aim: object) -> None:
    assert aim_of(text) == aim


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("GREEN", Rating.GREEN),
        ("Green", Rating.GREEN),
        ("G", Rating.GREEN),
        ("amber", Rating.AMBER),
        ("RED", Rating.RED),
        ("This is not a target measure", Rating.NOT_TARGET),
        ("Not a target measure", Rating.NOT_TARGET),
        ("n/a", Rating.UNRATED),
        ("tbc", Rating.UNRATED),
        ("No rating", Rating.UNRATED),
        ("", Rating.UNRATED),
        ("Blue", None),
        ("Greenish", None),
    ],
)
def test_ratings(text: str, rating: Rating | None) -> None:
    stated = rating_of(text)
    assert (stated.rating if stated else None) == rating
    assert stated is None or stated.text == text


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("High", Polarity.HIGH),
        ("Bigger is better", Polarity.HIGH),
        ("Maximise", Polarity.HIGH),
        ("Higher", Polarity.HIGH),
        ("↑", Polarity.HIGH),
        ("Increase", Polarity.HIGH),
        ("LOW", Polarity.LOW),
        ("Smaller is Better", Polarity.LOW),
        ("Minimise", Polarity.LOW),
        ("Lower", Polarity.LOW),
        ("▼", Polarity.LOW),
        ("Decrease", Polarity.LOW),
        ("n/a", Polarity.NONE),
        ("", Polarity.NONE),
        ("Goldilocks", None),
    ],
)
def test_polarities(text: str, polarity: Polarity | None) -> None:
    assert polarity_of(text) is polarity


@pytest.mark.parametrize(
    ("stored", "code", "text", "number", "printed", "unit"),
    [
        ("203456", '"£"#,##0,"k"', "£203k", "203456", "203000", Unit.POUNDS),
        ("1234567", '"£"0.0,,"m"', "£1.2m", "1234567", "1200000", Unit.POUNDS),
        ("-45", '"£"#,##0;("£"#,##0)', "(£45)", "-45", "-45", Unit.POUNDS),
        ("-45", "#,##0;(#,##0)", "(45)", "-45", "-45", Unit.COUNT),
        ("-0.5", "0%;(0%)", "(50%)", "-50", "-50", Unit.PERCENT),
    ],
)
def test_money_and_negatives_by_number_format(
    stored: str, code: str, text: str, number: str, printed: str, unit: Unit
) -> None:
    shown = print_number(D(stored), code)
    cell = Cell(1, 1, Kind.NUMBER, shown.text, shown.text, shown.number, shown.shown)
    assert reading_of(cell) == Figure(text, D(number), D(printed), unit)


def test_cells_that_print_alike_keep_their_own_numbers() -> None:
    cells = [
        Cell(1, 1, Kind.NUMBER, "96%", "96%", D(held), D(96)) for held in ("95.53", "96", "96.4")
    ]
    figures = [reading_of(cell) for cell in cells]
    assert figures == [
        Figure("96%", D("95.53"), D(96), Unit.PERCENT),
        Figure("96%", D(96), D(96), Unit.PERCENT),
        Figure("96%", D("96.4"), D(96), Unit.PERCENT),
    ]
    assert reading_of_text("96%") == figures[1]


@pytest.mark.parametrize("text", ["0", "-0", "007", "12.50", "-12.50%", "1" * 20, "1.5" + "0" * 16])
def test_a_bare_number_reads_as_the_same_number_among_words_does(text: str) -> None:
    bare, provisional = reading_of_text(text), reading_of_text(f"Provisional {text}")
    assert isinstance(bare, Figure)
    assert isinstance(provisional, Figure)
    assert str(bare.number) == str(provisional.number)
    assert replace(provisional, text=text, provisional=False) == bare


def test_more_digits_than_any_figure_has_are_no_figure() -> None:
    assert reading_of_text("1" * 21) is None


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("On target", Rating.GREEN), ("🟡", Rating.AMBER), ("Target not met", Rating.RED),
        ("-", Rating.UNRATED), ("No data", Rating.UNRATED), ("Monitoring only", Rating.NOT_TARGET),
        ("Better", None), ("Blue", None), ("lg", None), ("Amber/Green", None),
    ],
)  # fmt: skip
def test_ratings_in_other_words(text: str, rating: Rating | None) -> None:
    stated = rating_of(text)
    assert (stated.rating if stated else None) is rating


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("H", Polarity.HIGH), ("The higher the better", Polarity.HIGH), ("é", Polarity.HIGH),
        ("Good to be low", Polarity.LOW), ("ê", Polarity.LOW), ("Mid-point", Polarity.NONE),
        ("Within range", Polarity.NONE), ("sideways", None),
    ],
)  # fmt: skip
def test_polarities_in_other_words(text: str, polarity: Polarity | None) -> None:
    assert polarity_of(text) is polarity


def test_targets_of_money_and_of_nothing() -> None:
    assert aim_of("£1.2m") == Threshold(D("1200000.0"), Unit.POUNDS)
    assert aim_of("£200k-£250k") == AcceptableRange(D(200000), D(250000), Unit.POUNDS)
    assert aim_of("-") is NoTarget.NOT_A_TARGET_MEASURE
    assert aim_of("Baseline year") is NoTarget.NOT_A_TARGET_MEASURE
    assert aim_of("1.2m") is NoTarget.UNREAD
