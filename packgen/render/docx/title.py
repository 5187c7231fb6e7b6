"""The title block in Word: its rule or its ground, and the logo at the right."""

from __future__ import annotations

from typing import Final

from packgen.document.drawing import Ink
from packgen.document.nodes import Document, Logo
from packgen.document.roles import Role
from packgen.render.docx import oxml, oxml_pictures
from packgen.render.docx.ledger import Ledger
from packgen.settings.style import TitleBar

ROLES: Final = (Role.KICKER, Role.TITLE, Role.PERIOD)
LOGO_RELATION: Final = "rIdLogo"
LOGO_PART: Final = "word/media/logo.png"
_LOGO_GAP_PT: Final = 12.0
_RULE_SPACE_PT: Final = 2
_PAD_PT: Final = 5
_BESIDE_PT: Final = 8


def block_frame(fill: str) -> tuple[str, str]:
    """A ground -> the w:pBdr and w:shd, and the w:ind, of lines that stand on it together."""
    beside = oxml.twips(_BESIDE_PT)
    return oxml.box(fill, _PAD_PT, _BESIDE_PT), oxml.indent(beside, beside)


def title_block(texts: list[str], document: Document, ledger: Ledger) -> list[str]:
    """The paragraphs of the title block -> the same with what sets them off, and the logo."""
    spec, logo = ledger.style.title, document.logo
    is_block = spec.bar is TitleBar.BLOCK and bool(texts)
    rule = "" if is_block else _rule(ledger)
    if logo is None:
        return [*texts[:-1], oxml.with_frame(texts[-1], rule)] if texts else []
    beside = logo.width_pt + _LOGO_GAP_PT + (_BESIDE_PT if is_block else 0)
    texts = texts or [_space("", "")]
    texts = [oxml.with_frame(text, oxml.indent_right(oxml.twips(beside))) for text in texts]
    texts[0] = oxml.led_by(texts[0], _logo(logo, ledger, _PAD_PT if is_block else 0))
    after = oxml.exact_spacing(20, 0, oxml.twips(ledger.style.type[Role.PERIOD].after_pt))
    # A reader may leave out the last paragraph of a section when it holds no words.
    return [*texts, _space(rule + after, oxml.clearing_break()), _space("", "")]


def _rule(ledger: Ledger) -> str:
    eighths = round(ledger.style.title.rule_pt * 8)
    return oxml.bottom_line(eighths, ledger.colours[Ink("rulestrong")], _RULE_SPACE_PT)


def _logo(logo: Logo, ledger: Ledger, above_pt: float) -> str:
    size = (logo.width_pt, logo.height_pt)
    return oxml_pictures.logo(ledger.number(), LOGO_RELATION, size, above_pt, logo.alt)


def _space(frame: str, runs: str) -> str:
    """A line of no height to speak of."""
    return oxml.paragraph(oxml.paragraph_start(oxml.SPACE_STYLE, frame=frame), runs)
