"""Styles: every token checked, one style extending another, and the shipped ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packgen.document.drawing import Ink
from packgen.document.roles import Role
from packgen.errors import BadInput
from packgen.settings import resources
from packgen.settings.palette import MAY_BE_NONE, TOKENS
from packgen.settings.resources import Resource
from packgen.settings.style import TitleBar, load_style
from packgen.settings.template import load_template
from tests.styles import loaded, own_style

SHIPPED = ("civic", "heritage")


def faults(folder: Path, text: str) -> str:
    with pytest.raises(BadInput) as caught:
        load_style(own_style(folder, text))
    return str(caught.value)


def test_these_styles_are_shipped() -> None:
    assert resources.names("styles") == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_styles_keep_to_7_points(name: str) -> None:
    shipped = load_style(name)
    assert min(spec.size_pt for spec in shipped.type.values()) >= 7
    assert set(shipped.type) == set(Role)
    assert set(shipped.colours) == set(TOKENS)


def test_heritage_is_a_style_of_its_own() -> None:
    civic, heritage = load_style("civic"), load_style("heritage")
    assert (civic.title.bar, heritage.title.bar) == (TitleBar.RULE, TitleBar.BLOCK)
    assert heritage.colours["sectfill"] == heritage.colours["greenfill"] == "none"
    assert not heritage.paints(Ink("greenfill"))
    assert heritage.colours["headfill"] == heritage.colours["brand"] != civic.colours["brand"]
    assert heritage.table.sectbar_pt > civic.table.sectbar_pt
    assert (heritage.fonts.word, heritage.fonts.word_heading) == ("Arial", "Times New Roman")
    title = heritage.type[Role.TITLE]
    assert heritage.typeface(title).name == "LiberationSerif-Bold"
    assert (title.colour, title.fill) == ("titletext", "titlefill")


def test_the_fonts_measure_as_their_tables_say() -> None:
    civic = load_style("civic")
    assert civic.regular.measure("0000", 10) == pytest.approx(4 * 5.561, abs=0.01)
    assert civic.bold.measure("A", 10) > civic.regular.measure("i", 10)


def test_a_missing_glyph_is_named() -> None:
    with pytest.raises(BadInput, match=r"LiberationSans-Regular has no glyph for '漢' \(U\+6F22\)"):
        load_style("civic").regular.measure("a漢", 10)


CIVIC = (resources.find("styles", "civic").folder / "tokens.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('ink = "#18222E"', 'ink = "black"', "[colours]: ink: 'black' is no colour"),
        ('ink = "#18222E"', "ink = 3", "[colours]: ink: this is no colour"),
        ('rulestrong = "brand"', 'rulestrong = "spark"', "spark: 'rulestrong' is no colour"),
        ("body = { size = 8.5", "bodi = { size = 8.5", "[type]: bodi: is not a key"),
        ("body = { size = 8.5", "bodi = { size = 8.5", "[body]: size: is missing"),
        ("body = { size = 8.5", "body = { colour = 3, size = 8.5", "can't be read: "),
        ("body = { size = 8.5", "body = { size = 4", "[body]: size: 4 is out of bounds"),
        ("leading = 10.8, colour", "leading = 2, colour", "leading: 2 is out of bounds"),
        ('colour = "brand", before = 5', 'colour = "gold"', "[colours]: gold: is missing"),
        ('word = "Arial"', "", "[fonts]: word: is missing"),
        ("pad_x = 2.6", "pad_x = 2.6 2", "can't be read: "),
        ("pad_x = 2.6", "pad_x = -1", "[table]: pad_x: -1 is not a number of zero or more"),
        ("pad_x = 2.6", "pad_x = inf", "[table]: pad_x: inf is not a number"),
        ('bar = "rule"', 'bar = "box"', "[title]: bar: 'box' is not known — write one of 'rule'"),
        ('nonefill = "none"', 'ink2 = "none"', "ink2: is a colour that nothing uses"),
        ('paper = "#FFFFFF"', 'paper = "none"', "[colours]: paper: can't be none"),
    ],
)
def test_a_wrong_token_is_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    if old == 'rulestrong = "brand"':
        text = CIVIC.replace('spark = "brand"', 'spark = "rulestrong"').replace(old, new)
    else:
        assert old in CIVIC
        text = CIVIC.replace(old, new, 1)
    assert fault in faults(tmp_path, text)


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = 'extends = "civic"\n[table]\npad_x = "wide"\n[colours]\nbrnd = "#102030"\nrule = "red"'
    told = faults(tmp_path, text).splitlines()
    assert [line.split(": ")[2] for line in told] == ["brnd", "rule", "pad_x"]
    assert all(line.startswith("styles/mine/tokens.toml: [") for line in told)


@pytest.mark.parametrize("text", ["type = 3", "[type]\nbody = 3", 'colours = "red"', "fonts = []"])
def test_a_table_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    assert "is not a table" in faults(tmp_path, f'extends = "civic"\n{text}')


class TestExtending:
    def test_only_what_differs_is_written(self, tmp_path: Path) -> None:
        civic = load_style("civic")
        mine = loaded(
            tmp_path, '[colours]\nbrand = "#123F2E"\n[type]\ntitle = { size = 24, leading = 28 }'
        )
        assert mine.name == "mine"
        assert {key for key in TOKENS if mine.colours[key] != civic.colours[key]} == {
            *("brand", "rulestrong", "headtext", "secttext", "spark", "titlefill")
        }
        title = mine.type[Role.TITLE]
        assert (title.size_pt, title.leading_pt, title.bold) == (24, 28, True)
        assert mine.type[Role.BODY] == civic.type[Role.BODY]
        assert mine.fonts == civic.fonts

    def test_a_style_may_extend_one_beside_it(self, tmp_path: Path) -> None:
        own_style(tmp_path, 'extends = "civic"\n[colours]\nbrand = "#123F2E"', "house")
        leaf = own_style(tmp_path, 'extends = "house"\n[table]\npad_y = 3', "leaf")
        style = load_style(leaf)
        assert (style.colours["brand"], style.table.pad_y_pt) == ("#123F2E", 3)
        by_path = own_style(tmp_path, 'extends = "../house"', "other")
        assert load_style(by_path).colours["brand"] == "#123F2E"

    def test_a_style_may_bear_the_name_of_the_one_it_extends(self, tmp_path: Path) -> None:
        own = own_style(tmp_path, 'extends = "civic"\n[colours]\nbrand = "#123F2E"', "civic")
        assert load_style(own).colours["brand"] == "#123F2E"

    def test_a_circle_is_refused(self, tmp_path: Path) -> None:
        own_style(tmp_path, 'extends = "b"', "a")
        own_style(tmp_path, 'extends = "a"', "b")
        assert "styles extend each other in a circle" in faults(tmp_path, 'extends = "b"')

    def test_what_it_extends_must_be_there(self, tmp_path: Path) -> None:
        told = faults(tmp_path, 'extends = "civil"')
        assert told.startswith("styles/mine/tokens.toml: extends: there is no such style")
        assert "is not a name" in faults(tmp_path, "extends = 3")

    def test_tints_are_mixed_with_paper(self, tmp_path: Path) -> None:
        style = loaded(tmp_path, '[colours]\nbrand = "#000000"\nheadfill = "brand 20%"')
        assert style.colours["headfill"] == "#CCCCCC"

    def test_a_colour_of_ones_own_serves_a_role(self, tmp_path: Path) -> None:
        text = '[colours]\nmoss = "#23401F"\n[type]\nheading1 = { colour = "moss" }'
        style = loaded(tmp_path, text)
        assert style.colour(style.type[Role.HEADING_1].colour) == "#23401F"

    def test_its_files_lie_beside_it(self, tmp_path: Path) -> None:
        told = faults(tmp_path, 'extends = "civic"\n[fonts]\nregular = "fonts/no.ttf"')
        assert "font no.ttf: can't be read: No such file or directory" in told
        assert str(tmp_path) not in told


@pytest.mark.parametrize("token", sorted(MAY_BE_NONE - {"redfill", "amberfill"}))
def test_a_ground_may_be_none(tmp_path: Path, token: str) -> None:
    style = loaded(tmp_path, f'[colours]\n{token} = "none"')
    assert not style.paints(Ink(token))


class TestFinding:
    """A slash makes a path; all else is a name, the pack's own before the shipped."""

    def test_names(self, tmp_path: Path) -> None:
        own = own_style(tmp_path, "", "house")
        find = resources.find
        assert find("styles", "house", own=tmp_path / "styles") == own
        assert find("styles", "civic", own=tmp_path / "styles").folder.parts[-2:] == (
            "styles",
            "civic",
        )
        own_civic = own_style(tmp_path, "", "civic")
        assert find("styles", "civic", own=tmp_path / "styles") == own_civic

    def test_paths(self, tmp_path: Path) -> None:
        own_style(tmp_path, "", "Borough 2024")
        found = resources.find("styles", "styles/Borough 2024", tmp_path)
        assert found == Resource("Borough 2024", tmp_path / "styles" / "Borough 2024")
        found = resources.find("styles", "./", tmp_path / "styles" / "Borough 2024")
        assert found.name == "Borough 2024"

    @pytest.mark.parametrize("wanted", ["house", "", ".", "..", "Civic", "a\0b", "x" * 5000])
    def test_no_such_name(self, tmp_path: Path, wanted: str) -> None:
        with pytest.raises(BadInput, match="there is no such style — choose one of: civic"):
            resources.find("styles", wanted, own=tmp_path)

    @pytest.mark.parametrize("wanted", ["./house", "/", "a\0/b", "x" * 5000 + "/"])
    def test_no_such_path(self, tmp_path: Path, wanted: str) -> None:
        with pytest.raises(BadInput, match=re.escape("the folder has no tokens.toml")):
            resources.find("styles", wanted, tmp_path)


def test_the_scorecard_template_is_a3_landscape() -> None:
    page = load_template("scorecard").public_page
    assert page.width_pt / 72 * 25.4 == pytest.approx(420)
    assert page.height_pt / 72 * 25.4 == pytest.approx(297)


def test_italics_go_with_the_fonts_that_they_belong_to() -> None:
    civic = load_style("civic").fonts
    upright, italics = civic.by_weight[:4], civic.by_weight[4:]
    assert [face.name.partition("-")[2] for face in upright] == ["Regular", "Bold"] * 2
    assert [face.name.partition("-")[2] for face in italics] == ["Italic", "BoldItalic"] * 2
    heritage = load_style("heritage").fonts
    assert heritage.by_weight[6:] == (heritage.heading, heritage.heading_bold)
    assert heritage.by_weight[4:6] == italics[:2]


def test_another_familys_italic_is_not_set_beside_a_font_of_ones_own(tmp_path: Path) -> None:
    serif = load_style("heritage").fonts.heading.path
    own = f'[fonts]\nregular = "{serif}"\n'
    fonts = loaded(tmp_path, own).fonts
    assert fonts.regular.path == serif
    assert fonts.italic is None
    assert fonts.by_weight[4] is fonts.regular
    assert fonts.bold_italic is not None
