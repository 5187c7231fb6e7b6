"""An indicator that is withheld and stands again openly is given away by its twin."""

from __future__ import annotations

from packgen.assess import assess
from packgen.disclose.notes import written
from packgen.disclose.twins import open_twins
from packgen.settings.rules import RatingRules
from tests.cards import indicator, scorecard


def told(*titles: str, marked: int) -> list[str]:
    rows = [
        indicator(str(n), ["11", "17"], "28", title=title, marked=() if n == marked else None)
        for n, title in enumerate(titles, 1)
    ]
    return [f.indicator for f in open_twins(assess(scorecard(*rows), RatingRules()))]


def test_the_same_title_without_a_mark_is_named() -> None:
    assert told("Exclusions", "Fires", " exclusions. ", marked=1) == ["3"]


def test_other_titles_are_not() -> None:
    assert told("Exclusions", "Fires", marked=1) == []


def test_a_soft_hyphen_hides_no_number() -> None:
    assert written("se\u00adven exclusions") == written("seven exclusions") != set()
