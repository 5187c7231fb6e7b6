"""Amounts written as a figure beside them is: its suffix, its decimals, its thousands."""

from __future__ import annotations

import re
from decimal import Decimal

_FORM = re.compile(
    r"(?P<whole>\d[\d,]*)?(?:\.(?P<decimals>\d+))?"
    r"(?P<suffix>\s*(?P<scale>k|thousand|m|mn|million|bn))?\b",
    re.IGNORECASE,
)
SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9}
"""What amounts are written in, as powers of ten."""
_FURTHER, _PENCE = 2, 2
"""Decimals that an exact amount may have beyond its figure's; money in pounds has two or none."""


def written_like(amount: Decimal, figure: str) -> str:
    """An amount, and a printed figure -> its digits in the figure's form: ``32.9m``, ``1,250.50``.

    It stays exact: with further decimals than the figure's, or in full where those are too many.
    """
    start = re.search(r"\.?\d", figure)
    form = _FORM.match(figure, start.start()) if start else None
    decimals = len((form and form["decimals"]) or "")
    scale = SCALES[form["scale"].lower()] if form and form["scale"] else 0
    scaled = amount.scaleb(-scale)
    needed = _decimals(scaled)
    if form is None or (scale and needed > decimals + _FURTHER):
        return f"{amount:,.{_decimals(amount)}f}"
    if not scale and needed:
        needed = _PENCE
    whole = form["whole"] or ""
    grouped = "," in whole or len(whole) <= 3
    places = max(decimals, needed)
    number = f"{scaled:,.{places}f}" if grouped else f"{scaled:.{places}f}"
    return f"{number}{form['suffix'] or ''}"


def pounds_like(amount: Decimal, figure: str) -> str:
    """An amount of money, perhaps below nothing, in a figure's form: ``-£18.4m``."""
    return f"{'-' if amount < 0 else ''}£{written_like(abs(amount), figure)}"


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.normalize().as_tuple().exponent))


def last_digit(figure: str) -> int:
    """A printed amount of money -> the power of ten of its last digit: 5 for ``£1.2m``."""
    start = re.search(r"\.?\d", figure)
    form = _FORM.match(figure, start.start()) if start else None
    if form is None:
        return 0
    scale = SCALES[form["scale"].lower()] if form["scale"] else 0
    return scale - len(form["decimals"] or "")
