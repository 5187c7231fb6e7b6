"""How months make the year to date."""

import pytest

from packgen.assess.footing import accumulation
from packgen.model.trend import Accumulation
from tests.cards import indicator


@pytest.mark.parametrize(
    ("months", "year_to_date", "kind"),
    [
        (["98", "109", "123"], "330", Accumulation.PER_MONTH),
        (["3742", "9122", "15316"], "15316", Accumulation.RUNNING_TOTAL),
        (["336", "340", "344"], "344", Accumulation.SNAPSHOT),
        (["9", "8", "5"], "5", Accumulation.SNAPSHOT),
        (["96%", "95%", "93%"], "93%", Accumulation.RUNNING_RATE),
        (["90%", "94%", "95%"], "93%", Accumulation.AVERAGE),
        (["90%", "94%", "95%"], "88%", Accumulation.UNKNOWN),
        (["16", "18", "20"], "18", Accumulation.AVERAGE),
        (["53% (9/17)", "29% (7/24)"], "39% (16/41)", Accumulation.PER_MONTH),
        (["53% (9/17)", "29% (7/24)"], "29% (7/24)", Accumulation.RUNNING_RATE),
        (["26% (9/35)", "14% (7/50)"], "19% (16/86)", Accumulation.UNKNOWN),
        (["3", "1", "16"], "52", Accumulation.UNKNOWN),
        (["46"], "46", Accumulation.UNKNOWN),
        (["95%", "94%"], "95", Accumulation.UNKNOWN),
        (["1", "2"], "", Accumulation.UNKNOWN),
        (["0", "0"], "0", Accumulation.UNKNOWN),
    ],
)
def test_months_foot_to_the_year_to_date(
    months: list[str], year_to_date: str, kind: Accumulation
) -> None:
    assert accumulation(indicator("1", months, year_to_date)) is kind
