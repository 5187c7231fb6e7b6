"""template.toml: what it may say, and every fault of it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from packgen.document.roles import Role
from packgen.errors import BadInput
from packgen.settings import resources
from packgen.settings.fitting import FittedStyle, fitted
from packgen.settings.style import load_style
from packgen.settings.template import PT_PER_MM, RationalePlace, SectionStart, load_template

PAGE = """
[page]
size = "A4"
orientation = "portrait"
public = { left = 15, right = 15, top = 20, bottom = 20 }
part2 = { left = 15, right = 15, top = 30, bottom = 20 }
"""
MINE = f"""
description = "Mine"
rationale = "annex"
months = 2
section = "page"
{PAGE}
[columns]
indicator = 50
month = 10
[type]
figure = {{ size = 9, leading = 10, bold = true }}
[table]
pad_y = 3
trend_height = 20
[when.annex.columns]
indicator = 70
[when.annex.type]
figure = {{ size = 12 }}
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file template.toml of a template named mine."""
    (tmp_path / "templates" / "mine").mkdir(parents=True)
    monkeypatch.setattr(resources, "_root", lambda kind: tmp_path / kind)
    return tmp_path / "templates" / "mine" / "template.toml"


def test_a_template_says_its_columns_months_sections_and_sizes(mine: Path) -> None:
    mine.write_text(MINE, encoding="utf-8")
    found = load_template("mine")
    assert (found.rationale, found.months) == (RationalePlace.ANNEX, 2)
    assert found.section is SectionStart.PAGE
    assert set(found.column_pt) == {"indicator", "month"}
    assert found.trend_height_pt == 20


def test_sizes_of_a_place_go_over_the_templates_own(mine: Path) -> None:
    mine.write_text(MINE, encoding="utf-8")
    found = load_template("mine")
    annex, beneath = found.placed(None), found.placed(RationalePlace.BENEATH)
    assert annex.column_pt["indicator"] == 70 * PT_PER_MM
    assert beneath.column_pt["indicator"] == 50 * PT_PER_MM
    assert annex.type[Role.FIGURE] == {"size": 12, "leading": 10, "bold": True}
    assert found.placed(RationalePlace.NONE).column_pt == annex.column_pt


def test_a_template_without_a_column_for_rationales_says_so(mine: Path) -> None:
    mine.write_text(MINE, encoding="utf-8")
    with pytest.raises(BadInput, match="it has no column for rationales"):
        load_template("mine").placed(RationalePlace.COLUMN)


def test_every_fault_is_told_at_once_with_its_key(mine: Path) -> None:
    mine.write_text(
        """
rationale = "margin"
months = "three"
section = "sheet"
colour = "blue"
[page]
size = "A5"
orientation = "upright"
public = { left = 15, right = 150, top = 20 }
part2 = { left = 15, right = 15, top = 30, bottom = 20 }
[columns]
number = "wide"
notes = 20
[type]
figures = { size = 9 }
figure = { size = 300, bold = "yes", colour = "ink" }
[table]
pad_z = 3
[when.margin.columns]
indicator = 70
""",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as caught:
        load_template("mine")
    said = [str(fault) for fault in caught.value.faults]
    for key, words in {
        "rationale": "'margin' is not known",
        "months": "'three' is not known",
        "section": "'sheet' is not known",
        "colour": "is not a key",
        "[page]: size": "'A5' is not known",
        "[page]: orientation": "'upright' is not known",
        "[page]: [public]: right": "150 is out of bounds",
        "[page]: [public]: bottom": "has no length",
        "[columns]: number": "'wide' is not a number",
        "[columns]: notes": "is not a key",
        "[type]: figures": "is not a key",
        "[type]: [figure]: size": "300 is out of bounds",
        "[type]: [figure]: bold": "'yes' is neither true nor false",
        "[type]: [figure]: colour": "is not a key",
        "[table]: pad_z": "is not a key",
        "[when]: margin": "is not a key",
        "[columns]": "has no indicator",
    }.items():
        assert any(f"mine/template.toml: {key}: {words}" in fault for fault in said), (key, said)


def test_a_fitted_style_differs_in_the_named_roles_alone() -> None:
    civic = load_style("civic")
    sizes = {Role.FIGURE: {"size": 12.0, "leading": 14.0}}
    found = fitted(civic, sizes, {"pad_y": 4.0})
    assert isinstance(found, FittedStyle)
    assert (found.type[Role.FIGURE].size_pt, found.type[Role.FIGURE].leading_pt) == (12, 14)
    assert found.type[Role.FIGURE].colour == civic.type[Role.FIGURE].colour
    assert found.table.pad_y_pt == 4
    assert [role for role in Role if found.type[role] != civic.type[role]] == [Role.FIGURE]


def test_nothing_to_fit_leaves_the_style_as_it_is() -> None:
    civic = load_style("civic")
    assert fitted(civic, {}, {}) is civic


@pytest.mark.parametrize("name", ["compact", "sections"])
@pytest.mark.parametrize("place", [RationalePlace.BENEATH, RationalePlace.ANNEX])
def test_nothing_on_a4_is_smaller_than_eight_points(name: str, place: RationalePlace) -> None:
    template = load_template(name).placed(place)
    style = fitted(load_style("civic"), template.type, template.table)
    small = {role: spec.size_pt for role, spec in style.type.items() if spec.size_pt < 8}
    assert small == {}


def test_a_template_nested_too_deep_is_one_fault(mine: Path) -> None:
    mine.write_text("a = " + "[" * 5_000, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_template("mine")
    assert len(caught.value.faults) == 1
