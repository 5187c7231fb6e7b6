"""Number formats: a stored number and an Excel format code -> the text that Excel prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, DecimalException
from functools import lru_cache

from packgen.ingest.dateformat import day_of, print_date

_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)  # what Excel keeps of a number
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)  # room for any double with any format

_ONE = Decimal(1)
_LONGEST_NUMBER = 400
_LONGEST_CODE = 255  # Excel takes no longer one
_LARGEST_POWER = 60  # of ten, by which percent signs and commas may move a number

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?  | \\(?P<escaped>.)      | _(?P<space>.)  | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)  | (?P<clock>AM/PM|A/P)  | (?P<power>E[+-])
    | (?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+)
    | (?P<digit>[0#?])      | (?P<point>\.)         | (?P<comma>,)
    | (?P<percent>%)        | (?P<text>@)           | (?P<fraction>/)
    | (?P<end>;)            | (?P<literal>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_STORED = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})?", re.ASCII)
_CONDITION = re.compile(
    r"(<=|>=|<>|<|>|=)\s*(-?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,3})?)", re.ASCII | re.IGNORECASE
)
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)

_DASHES = ("-", "\u2013")  # as accounting formats print nil

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a number cell shows.

    ``number`` is the stored number in the text's own scale (95.53 for a stored 0.9553 shown as
    ``96%``) and ``shown`` the number that the text shows (96); both are None when the text does not
    show the number, ``day`` is set when it shows a date.
    """

    text: str
    number: Decimal | None
    shown: Decimal | None
    day: date | None = None


class Unreadable(Exception):
    """A format code that Excel would refuse."""


class _Section:
    """One section of a format code: its tokens, and what follows from them for every number."""

    def __init__(self, tokens: tuple[Token, ...], condition: tuple[str, Decimal] | None) -> None:
        self.tokens, self.condition = tokens, condition
        self.kinds = [kind for kind, _ in tokens]
        self.pattern = _pattern(tokens)
        self.powers_of_ten = 2 * self.kinds.count("percent") - 3 * _scaling_commas(self.kinds)
        if abs(self.powers_of_ten) > _LARGEST_POWER:
            raise Unreadable

    def has(self, kind: str) -> bool:
        """Whether it has a token of this kind."""
        return kind in self.kinds


def tidy(number: Decimal) -> Decimal:
    """A number -> the same without trailing zeros and without an exponent."""
    if number == number.to_integral_value():
        return number.quantize(_ONE, context=_EXACT)
    return number.normalize(_EXACT)


def stored_number(raw: str) -> Decimal | None:
    """The digits in a file -> the number that Excel holds: fifteen digits; None if it is none."""
    digits = raw.strip()
    if len(digits) > _LONGEST_NUMBER or not _STORED.fullmatch(digits):
        return None
    number = _FIFTEEN_DIGITS.create_decimal(digits)
    if number == 0:
        return Decimal(0)
    return tidy(number) if abs(number.adjusted()) < 310 else None


@lru_cache(maxsize=65536)
def print_stored(raw: str, code: str, since_1904: bool) -> Printed | None:
    """The digits in a file and a format code -> what Excel prints; None for no number."""
    stored = stored_number(raw)
    return None if stored is None else print_number(stored, code, since_1904)


def print_number(stored: Decimal, code: str, since_1904: bool = False) -> Printed:
    """A stored number and a format code -> what Excel prints.

    Nothing for a code that can't be read: whoever prints it would see Excel's guess.
    """
    if code == "General":
        text = general(stored)
        return Printed(text, stored, tidy(Decimal(text)))
    try:
        sections = _sections(code)
        return _print(stored, sections, since_1904)
    except (Unreadable, DecimalException):
        return Printed("", None, None)


def _print(stored: Decimal, sections: tuple[_Section, ...], since_1904: bool) -> Printed:
    section, negative = _section_for(stored, sections)
    if section is None:
        return Printed("", None, None)
    if section.has("date"):
        day = day_of(stored, since_1904)
        return Printed(print_date(stored, section.tokens, since_1904), None, None, day)
    if section.has("fraction"):
        return Printed(general(stored), None, None)
    number = tidy(stored.scaleb(section.powers_of_ten, _EXACT))
    if section.has("power"):
        return _print_power(number, section)
    printed = _print_decimal(number, section, negative)
    if stored == 0 and printed.shown is None and printed.text in _DASHES:
        nil = "0%" if sections[0].has("percent") else "0"
        return Printed(nil, Decimal(0), Decimal(0))
    return printed


def print_text(text: str, code: str) -> str:
    """A text cell and its format code -> what Excel prints: the fourth section rules text."""
    if code.count(";") < 3:
        return text
    try:
        sections = _sections(code)
    except Unreadable:
        return ""
    if len(sections) < 4:
        return text
    return "".join(
        text if kind == "text" else value
        for kind, value in sections[3].tokens
        if kind in ("text", "quoted", "escaped", "literal", "currency")
    )


def general(number: Decimal) -> str:
    """A number -> how the General format prints it: at most eleven characters."""
    if number == 0:
        return "0"
    size = abs(number)
    if size >= Decimal("1E11") or size < Decimal("1E-9"):
        digits, _, power = f"{Context(prec=6).plus(number):E}".partition("E")
        return f"{_trimmed(digits)}E{int(power):+03d}"
    whole_digits = max(number.adjusted() + 1, 1)
    return _trimmed(f"{_rounded(number, max(10 - whole_digits, 0)):f}")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """A format code -> its sections. Raises Unreadable."""
    if len(code) > _LONGEST_CODE:
        raise Unreadable
    sections: list[_Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for kind, value in (*_tokens(code), ("end", ";")):
        if kind == "end":
            sections.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "condition":
            operator, limit = value.split()
            condition = operator, Decimal(limit)
        else:
            tokens.append((kind, value))
    return tuple(sections)


def _tokens(code: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        value = match[kind]
        if kind != "bracket":
            yield kind, value
        elif value.startswith("$"):
            yield "currency", value[1:].partition("-")[0]
        elif condition := _CONDITION.fullmatch(value):
            yield "condition", f"{condition[1]} {condition[2]}"
        elif _ELAPSED.fullmatch(value):
            yield "date", f"[{value}]"
        elif value.startswith(("<", ">", "=")):
            raise Unreadable


def _section_for(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section | None, bool]:
    """A number -> the section that prints it (None: no section does), and whether with a minus."""
    if any(section.condition for section in sections):
        for section in sections[:3]:
            if section.condition is None:
                return section, number < 0
            if _holds(number, section.condition):
                operator, limit = section.condition
                return section, number < 0 and not (operator.startswith("<") and limit <= 0)
        return None, False
    if number < 0 and len(sections) >= 2:
        return sections[1], False
    if number == 0 and len(sections) >= 3:
        return sections[2], False
    return sections[0], number < 0


def _holds(number: Decimal, condition: tuple[str, Decimal]) -> bool:
    operator, limit = condition
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[operator]


def _scaling_commas(kinds: list[str]) -> int:
    """The commas after the last digit before the point, or after the last digit of all."""
    if "point" not in kinds:
        return _commas_after_digits(kinds)
    point = kinds.index("point")
    return _commas_after_digits(kinds[:point]) + _commas_after_digits(kinds[point:])


def _commas_after_digits(kinds: list[str]) -> int:
    digits = [place for place, kind in enumerate(kinds) if kind == "digit"]
    after = kinds[digits[-1] + 1 :] if digits else []
    return next((n for n, kind in enumerate(after) if kind != "comma"), len(after))


def _print_decimal(number: Decimal, section: _Section, minus: bool) -> Printed:
    """A number in the text's scale and its section -> the text: digits where the pattern stands."""
    pattern = section.pattern
    if section.has("general") or section.has("text"):
        body, shown = general(abs(number)), _rounded_as_general(number)
    elif pattern is None:
        body, shown = "", None
    else:
        body = _digits(abs(number), pattern)
        digits = body.replace(",", "").strip().rstrip(".")
        shown = Decimal(digits).copy_sign(number) if digits else None
    minus = minus and shown != 0
    text = "-" * minus + _around(section, body)
    return Printed(text.strip(), number if shown is not None else None, shown)


def _rounded_as_general(number: Decimal) -> Decimal:
    return tidy(Decimal(general(number)))


def _print_power(number: Decimal, section: _Section) -> Printed:
    """A number and a scientific section -> ``1.23E+04``; the digits after E are always two."""
    kinds = section.kinds
    mantissa = kinds[: kinds.index("power")]
    places = mantissa[mantissa.index("point") :].count("digit") if "point" in mantissa else 0
    context = Context(prec=places + 1, rounding=ROUND_HALF_UP)
    digits, _, power = f"{context.plus(number):E}".partition("E")
    text = f"{Decimal(digits):.{places}f}E{int(power or 0):+03d}"
    return Printed(text, number, tidy(Decimal(text)))


def _pattern(tokens: tuple[Token, ...]) -> str | None:
    """Tokens -> their run of digit placeholders (``#,##0.00``); None without one unbroken run."""
    places = [place for place, (kind, _) in enumerate(tokens) if kind in ("digit", "point")]
    if not any(kind == "digit" for kind, _ in tokens):
        return None
    run = tokens[places[0] : places[-1] + 1]
    if any(kind not in ("digit", "point", "comma") for kind, _ in run):
        return None
    return "".join(value for _, value in run)


def _digits(number: Decimal, pattern: str) -> str:
    """A number that isn't negative and placeholders -> its digits as they stand in the pattern."""
    whole_pattern, point, places = pattern.replace(",", "").partition(".")
    rounded = _rounded(number, len(places))
    whole, _, decimals = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0").rjust(whole_pattern.count("0"), "0")
    if "," in pattern.partition(".")[0]:
        whole = _grouped(whole)
    kept = len(decimals)
    while kept and places[kept - 1] != "0" and decimals[kept - 1] == "0":
        kept -= 1
    return whole + point + decimals[:kept]


def _grouped(digits: str) -> str:
    head = len(digits) % 3
    groups = [digits[:head]] if head else []
    groups += [digits[place : place + 3] for place in range(head, len(digits), 3)]
    return ",".join(groups)


def _around(section: _Section, body: str) -> str:
    """A section's own words and signs around the number's digits."""
    parts: list[str] = []
    placed = False
    for kind, value in section.tokens:
        if kind in ("digit", "point", "general", "text"):
            parts += [] if placed else [body]
            placed = True
        elif kind in ("quoted", "escaped", "literal", "currency", "percent"):
            parts.append(value)
        elif kind == "space":
            parts.append(" ")
    return "".join(parts)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_EXACT)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
