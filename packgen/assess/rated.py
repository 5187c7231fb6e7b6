"""What the ratings, targets and polarities say against each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from packgen.assess.figures import figure
from packgen.assess.view import View
from packgen.model.finding import Finding
from packgen.model.observation import Unit
from packgen.model.rating import Rating
from packgen.model.target import AcceptableRange, NoTarget, Polarity, Threshold

_RATED = (Rating.RED, Rating.AMBER, Rating.GREEN)
_UNAIMED = (NoTarget.BLANK, NoTarget.NOT_A_TARGET_MEASURE)
_AT_LEAST = (">", "≥", "=>", "at least", "no less", "no fewer", "not less", "more", "above", "over",
             "min", "+", "higher", "greater", "better")  # fmt: skip
_AT_MOST = ("<", "≤", "=<", "at most", "no more", "not more", "less", "fewer", "below", "under",
            "up to", "max", "lower")  # fmt: skip


def of_rating(view: View) -> Iterator[Finding]:
    """A stated rating against the rule's, and against what it needs."""
    indicator, computed = view.indicator, view.judgement.computed
    stated, at = indicator.stated, indicator.rated_at
    if view.headings.rating is None:
        return
    if stated.rating is Rating.UNRATED:
        yield from _missing(view)
    elif computed and stated.rating in _RATED and stated.rating is not computed.rating:
        yield view.look(
            "rating-differs",
            at,
            f" is stated {stated.rating.value}, but {computed.because}: by rule it would be "
            f"{computed.rating.value}",
            "confirm the stated rating, or change it; the stated one is printed",
        )
    aim = indicator.target.aim
    if stated.rating in _RATED and aim in _UNAIMED and view.headings.target:
        yield view.look(
            "rating-without-target",
            indicator.aimed_at,
            f" is rated {stated.rating.value} but has no target",
            "write the target, or take the rating out",
        )
    if stated.rating is Rating.NOT_TARGET and not isinstance(aim, NoTarget):
        yield view.look(
            "target-without-rating",
            at,
            f" has the target {indicator.target.text}, but its rating says that it is no target "
            "measure",
            "correct the target or the rating",
        )


def of_polarity(view: View) -> Iterator[Finding]:
    """A polarity against its target; a target without one."""
    indicator = view.indicator
    polarity = view.rule.polarity or indicator.polarity
    aim, at = indicator.target.aim, indicator.aimed_at
    if isinstance(aim, Threshold) and polarity is Polarity.NONE and not aim.comparator:
        if view.headings.polarity:
            yield view.look(
                "polarity-missing",
                indicator.polarity_at,
                f" has the target {indicator.target.text} but no polarity: no rating can be worked "
                "out",
                "write High or Low",
            )
    elif (better := _way_of(aim)) and polarity is not Polarity.NONE and polarity is not better:
        yield view.look(
            "polarity-against-target",
            at,
            f" has polarity {polarity.value}, but the target {indicator.target.text} reads as if "
            f"{better.value.lower()} were better",
            "correct the polarity or the target",
        )


def of_comment(view: View) -> Iterator[Finding]:
    """A rating that the council's policy wants explained, without a note."""
    indicator = view.indicator
    if indicator.stated.rating in view.policy.comment_for and not indicator.notes:
        yield view.look(
            "comment-missing",
            indicator.noted_at,
            f" is rated {indicator.stated.rating.value} and has no note",
            "say in the notes why, and what is done about it",
        )


def _missing(view: View) -> Iterator[Finding]:
    indicator, computed = view.indicator, view.judgement.computed
    if computed:
        by_rule = f"; by rule it would be {computed.rating.value} ({computed.because})"
    elif isinstance(indicator.target.aim, NoTarget) or not (
        view.figures or figure(indicator.year_to_date)
    ):
        return
    else:
        by_rule = ""
    yield view.look(
        "rating-missing",
        indicator.rated_at,
        " has a target and a figure but no RAG rating",
        f"state one{by_rule}",
    )


def _way_of(aim: object) -> Polarity | None:
    """A target -> the way in which better lies by its words or its ends, if they say so."""
    match aim:
        case Threshold(comparator=comparator) if comparator:
            words = comparator.casefold()
            if any(word in words for word in _AT_MOST):
                return None if "=>" in words else Polarity.LOW
            return Polarity.HIGH if any(word in words for word in _AT_LEAST) else None
        case AcceptableRange(low=low, high=high, unit=unit) if low != high:
            if unit is Unit.PERCENT and high == Decimal(100):
                return Polarity.HIGH if low > 0 else None
            return Polarity.LOW if low == 0 else None
    return None
