"""How lists and numbers are told in the disclosure record."""

import pytest

from packgen.model.observation import Unit
from packgen.model.wording import Measure, listed


@pytest.mark.parametrize(
    ("texts", "says"), [([], ""), (["4"], "4"), (["4", "5"], "4 and 5"), ([*"456"], "4, 5 and 6")]
)
def test_lists(texts: list[str], says: str) -> None:
    assert listed(texts) == says


def test_numbers_are_written_in_their_unit() -> None:
    assert Measure().written(1250) == "1,250"
    assert Measure(-1).either((168, 169, 170)) == "16.8, 16.9 or 17.0"
    assert Measure(0, Unit.PERCENT).stretch(3, 7) == "3% to 7%"
    assert Measure(3, Unit.POUNDS).stretch(12, None) == "£12,000 or more"
