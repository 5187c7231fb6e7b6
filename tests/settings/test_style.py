"""Styles: every token checked, contrast computed."""

from pathlib import Path

import pytest

from packgen.document.roles import Role
from packgen.errors import BadInput
from packgen.settings import resources, style
from packgen.settings.style import contrast, load_style
from packgen.settings.template import load_template


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#A8162B", "#FFFFFF") == pytest.approx(7.5, abs=0.1)


@pytest.mark.parametrize("name", resources.names("styles"))
def test_shipped_styles_pass_and_keep_to_7_points(name: str) -> None:
    shipped = load_style(name)
    assert min(spec.size_pt for spec in shipped.type.values()) >= 7
    assert set(shipped.type) == set(Role)


def test_the_fonts_measure_as_their_tables_say() -> None:
    civic = load_style("civic")
    assert civic.regular.measure("0000", 10) == pytest.approx(4 * 5.561, abs=0.01)
    assert civic.bold.measure("A", 10) > civic.regular.measure("i", 10)


def test_a_missing_glyph_is_named() -> None:
    with pytest.raises(BadInput, match=r"LiberationSans has no glyph for '漢' \(U\+6F22\)"):
        load_style("civic").regular.measure("a漢", 10)


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    civic = resources.folder("styles", "civic")
    text = (civic / "tokens.toml").read_text("utf-8")
    assert old in text
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "tokens.toml").write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(style.resources, "folder", lambda *_: mine)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'greentext = "#145A32"',
            'greentext = "#90C0A0"',
            "[colours] greentext on greenfill: a contrast of",
        ),
        ('ink = "#18222E"', 'ink = "black"', "[colours] ink: 'black' is no colour"),
        ("body = { size = 8.5", "bodi = { size = 8.5", "[type] body: is missing"),
        ("body = { size = 8.5", "body = { colour = 3, size = 8.5", "tokens.toml"),
        ('word = "Arial"', "", "[fonts] word: is missing"),
        ("pad_x = 2.6", "pad_x = 2.6 2", "tokens.toml"),
    ],
)
def test_a_wrong_token_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, fault: str
) -> None:
    copied(tmp_path, monkeypatch, old, new)
    with pytest.raises(BadInput) as caught:
        load_style("mine")
    assert fault in str(caught.value)


def test_the_scorecard_template_is_a3_landscape() -> None:
    page = load_template("scorecard").public_page
    assert page.width_pt / 72 * 25.4 == pytest.approx(420)
    assert page.height_pt / 72 * 25.4 == pytest.approx(297)
