"""Number formats: a table of what Excel prints."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packgen.ingest.numberformat import (
    general,
    print_number,
    print_stored,
    print_text,
    stored_number,
)

D = Decimal

TABLE = [
    ("3742", "General", "3742", "3742", "3742"),
    ("3742.0", "General", "3742", "3742", "3742"),
    ("17.3", "General", "17.3", "17.3", "17.3"),
    ("17.300000000000001", "General", "17.3", "17.3", "17.3"),
    ("0.33333333333333331", "General", "0.333333333", "0.333333333333333", "0.333333333"),
    ("-5", "General", "-5", "-5", "-5"),
    ("1E+2", "General", "100", "100", "100"),
    ("0.5", "0", "1", "0.5", "1"),
    ("2.5", "0", "3", "2.5", "3"),
    ("-2.5", "0", "-3", "-2.5", "-3"),
    ("-0.4", "0", "0", "-0.4", "0"),
    ("1.005", "0.00", "1.01", "1.005", "1.01"),
    ("28613", "#,##0", "28,613", "28613", "28613"),
    ("613", "#,##0", "613", "613", "613"),
    ("1234567.5", "#,##0.00", "1,234,567.50", "1234567.5", "1234567.5"),
    ("0.96", "0%", "96%", "96", "96"),
    ("0.95530000000000004", "0%", "96%", "95.53", "96"),
    ("7.0000000000000007E-2", "0%", "7%", "7", "7"),
    ("0.028000000000000001", "0.0%", "2.8%", "2.8", "2.8"),
    ("0.125", "0%", "13%", "12.5", "13"),
    ("1", "0%", "100%", "100", "100"),
    ("1234.5", '"£"#,##0.00', "£1,234.50", "1234.5", "1234.5"),
    ("1234.5", "[$£-809]#,##0.00", "£1,234.50", "1234.5", "1234.5"),
    ("-1234", "[$£-809]#,##0;[Red]-[$£-809]#,##0", "-£1,234", "-1234", "-1234"),
    ("3", '0 "weeks"', "3 weeks", "3", "3"),
    ("3", r"0\ \w", "3 w", "3", "3"),
    ("-3", "0;(0)", "(3)", "-3", "-3"),
    ("0", '0;-0;"nil"', "nil", None, None),
    ("4", '[<5]"*";0', "*", None, None),
    ("5", '[<5]"*";0', "5", "5", "5"),
    ("12", ";;;", "", None, None),
    ("12", '"-"', "-", None, None),
    ("1234567", '#,##0.0,"k"', "1,234.6k", "1234.567", "1234.6"),
    ("2500000", "0.0,,", "2.5", "2.5", "2.5"),
    ("7", "000", "007", "7", "7"),
    ("1.5", "0.##", "1.5", "1.5", "1.5"),
    ("12345", "0.00E+00", "1.23E+04", "12345", "12300"),
    ("9.99", "0.0", "10.0", "9.99", "10"),
    ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "0", "0", "0"),
    ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0", "0", "0"),
    ("0", '0;-0;"–"', "0", "0", "0"),
    ("0", '0%;-0%;"-"', "0%", "0", "0"),
    ("0.4", '[<1]"-";0', "-", None, None),
    ("0", '0;-0;"- none"', "- none", None, None),
    ("1234", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "1,234", "1234", "1234"),
    ("0.5", "[Blue]0.0", "0.5", "0.5", "0.5"),
    ("12", "@", "12", "12", "12"),
    ("45017", r"mmm\-yy", "Apr-23", None, None),
    ("45017", "mmmm yyyy", "April 2023", None, None),
    ("45017", "dd/mm/yyyy", "01/04/2023", None, None),
    ("45017.5", "d mmm yyyy h:mm AM/PM", "1 Apr 2023 12:00 PM", None, None),
]


@pytest.mark.parametrize(("raw", "code", "text", "number", "shown"), TABLE)
def test_prints_as_excel_does(
    raw: str, code: str, text: str, number: str | None, shown: str | None
) -> None:
    stored = stored_number(raw)
    assert stored is not None
    printed = print_number(stored, code)
    assert printed.text == text
    assert printed.number == (D(number) if number else None)
    assert printed.shown == (D(shown) if shown else None)


def test_dates_since_1904_are_four_years_later() -> None:
    assert print_number(D(43555), "mmm-yy", since_1904=True).text == "Apr-23"
    assert print_number(D(43555), "mmm-yy").text == "Mar-19"


def test_the_same_digits_print_by_their_own_format_and_epoch() -> None:
    ways = [("General", False), ("0%", False), ("0.00", False), ("mmm-yy", False), ("mmm-yy", True)]
    texts = ["43555", "4355500%", "43555.00", "Mar-19", "Apr-23"]
    for _ in range(2):
        printed = [print_stored("43555", code, since_1904) for code, since_1904 in ways]
        assert [each.text for each in printed if each] == texts
        assert print_stored("43,555", "General", since_1904=False) is None


def test_text_sections_rule_texts() -> None:
    assert print_text("secret", ";;;") == ""
    assert print_text("word", '0;0;0;"said: "@') == "said: word"
    assert print_text("word", "0;0") == "word"


def test_what_is_no_number_is_none() -> None:
    assert [stored_number(raw) for raw in ("", "abc", "NaN", "1E+999")] == [None] * 4


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_any_decimal_prints_its_own_digits(units: int, places: int) -> None:
    number = D(units).scaleb(-places)
    assert D(general(number)) == number
    fixed = print_number(number, "0." + "0" * places if places else "0")
    assert fixed.shown == number
    assert fixed.text == f"{number:.{places}f}".replace("-0", "-0") or number == 0


@given(st.decimals(0, 1, places=6), st.integers(0, 3))
def test_percentages_round_half_up(share: Decimal, places: int) -> None:
    printed = print_number(share, "0." + "0" * places + "%" if places else "0%")
    assert printed.number == share * 100
    assert printed.shown is not None
    assert abs(printed.shown - share * 100) <= D(5).scaleb(-places - 1)
    assert printed.text == f"{printed.shown:.{places}f}%"


_PIECES = ["0", "#", "?", ".", ",", "%", '"x"', r"\-", "[Red]", "[<5]", "[$£-809]", "_-", "* ", ";",
           "General", "@", "E+", "/", "mmm", "yy", "h", "AM/PM", "(", "£"]  # fmt: skip


@given(
    st.decimals(-(10**12), 10**12, places=6),
    st.lists(st.sampled_from(_PIECES), max_size=8).map("".join),
)
def test_no_format_code_is_too_odd(number: Decimal, code: str) -> None:
    printed = print_number(number, code)
    assert (printed.number is None) is (printed.shown is None)
