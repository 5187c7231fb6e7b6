"""Units: figures of one indicator that are not of one kind, and noughts that may be blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from packgen.assess.figures import figure
from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.observation import Figure, Unit
from packgen.model.target import AcceptableRange, Polarity, Threshold

_FAR_FROM_ZERO = {Unit.PERCENT: 50, Unit.COUNT: 20}
_AS_A_PERCENTAGE = "write it as a percentage"


def of_units(view: View) -> Iterator[Finding]:
    """Figures in another unit than their neighbours or their target."""
    indicator, figures = view.indicator, view.figures
    units = Counter(value.unit for _, value in figures)
    if not units:
        return
    usual, often = units.most_common(1)[0]
    total = figure(indicator.year_to_date)
    if len(units) == 1 and usual is Unit.PERCENT and total and total.unit is Unit.COUNT:
        yield _of_total(view, total)
    if len(units) > 1 and often >= 2 and often * 2 > len(figures):
        for place, value in figures:
            if value.unit is not usual:
                yield _of_month(view, place, value, usual)
    if len(units) == 1:
        yield from _of_target(view, usual)


def _of_total(view: View, total: Figure) -> Finding:
    at = view.indicator.year_to_date.at
    if _is_fraction(total):
        return view.look(
            "fraction-among-percentages",
            at,
            f" has months in per cent, but its year to date, {total.text}, is a fraction",
            "write the year to date as a percentage",
        )
    return view.look(
        "unit-missing",
        at,
        f" has months in per cent, but its year to date, {total.text}, is a number without a unit",
        "write the year to date as a percentage",
    )


def _of_month(view: View, place: int, value: Figure, usual: Unit) -> Finding:
    at, label = view.indicator.months[place].at, view.months[place].label
    if usual is Unit.PERCENT and value.unit is Unit.COUNT:
        if _is_fraction(value):
            return view.look(
                "fraction-among-percentages",
                at,
                f" has {value.text} in {label} among percentages: a fraction",
                _AS_A_PERCENTAGE,
            )
        return view.look(
            "unit-missing",
            at,
            f" has {value.text} in {label} among percentages: a unit is missing",
            _AS_A_PERCENTAGE,
        )
    return view.look(
        "unit-differs",
        at,
        f" has {value.text} in {label}, in another unit than its other figures ({_said(usual)})",
        "write all of them in one unit",
    )


def _of_target(view: View, usual: Unit) -> Iterator[Finding]:
    """A target in per cent over figures without a unit, or the other way round."""
    aim, figures = view.indicator.target.aim, view.figures
    if not isinstance(aim, Threshold | AcceptableRange):
        return
    if aim.unit is Unit.COUNT and usual is Unit.PERCENT:
        yield view.look(
            "target-unit-missing",
            view.indicator.aimed_at,
            f" has figures in per cent, but its target, {view.indicator.target.text}, has no unit",
            "write the target as a percentage",
        )
    elif aim.unit is Unit.PERCENT and usual is Unit.COUNT:
        place, value = figures[0]
        if all(0 <= v.number <= 1 for _, v in figures) and any(_is_fraction(v) for _, v in figures):
            code, kind = "fraction-among-percentages", "a fraction"
        elif all(v.number <= 100 for _, v in figures):
            code, kind = "unit-missing", "a number without a unit"
        else:
            return
        yield view.look(
            code,
            view.indicator.months[place].at,
            f" has a target in per cent, but {value.text} in {view.months[place].label} is {kind}",
            "write its figures as percentages",
        )


def of_zeros(view: View) -> Iterator[Finding]:
    """A 0 among figures that are far from it."""
    figures = view.figures
    for place, value in figures:
        if value.number != 0 or value.unit not in _FAR_FROM_ZERO:
            continue
        others = [v.number for other, v in figures if other != place and v.unit is value.unit]
        far = _FAR_FROM_ZERO[value.unit]
        alone = not others and value.unit is Unit.PERCENT and _wants_much(view)
        if alone or (len(others) >= 2 and min(others) > 0 and median(others) >= far):
            yield view.look(
                "zero-for-blank",
                view.indicator.months[place].at,
                f" has {value.text} in {view.months[place].label}, far from its other figures or "
                "its target: perhaps there is no figure yet",
                "clear the cell, or write 'Data pending', if there is none",
            )


def _wants_much(view: View) -> bool:
    aim = view.indicator.target.aim
    low = aim.low if isinstance(aim, AcceptableRange) else None
    low = aim.number if isinstance(aim, Threshold) else low
    return low is not None and low >= 50 and view.indicator.polarity is not Polarity.LOW


def _is_fraction(value: Figure) -> bool:
    return 0 < value.number < 1


def _said(unit: Unit) -> str:
    return "a plain number" if unit is Unit.COUNT else unit.value
