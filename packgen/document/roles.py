"""Roles: what a piece of text is. The names are the contract with styles and reference.docx."""

from __future__ import annotations

from enum import Enum


class Choice(Enum):
    """One of a fixed set, known by identity: Enum's own hash is a call of Python a look-up."""

    __hash__ = object.__hash__


class Role(Choice):
    """The part that a paragraph plays; each has one entry under ``[type]`` in tokens.toml."""

    TITLE = "title"
    HEADING_1 = "heading1"
    HEADING_2 = "heading2"
    HEADING_3 = "heading3"
    KICKER = "kicker"
    PERIOD = "period"
    BODY = "body"
    SMALL = "small"
    LIST_ITEM = "listitem"
    QUOTATION = "quotation"
    NOTE = "note"
    TABLE_TEXT = "tabletext"
    AGENDA_NUMBER = "agendanumber"
    AGENDA_ITEM = "agendaitem"
    AGENDA_NOTE = "agendanote"
    AGENDA_PAGES = "agendapages"
    CAPTION = "caption"
    MARKING = "marking"
    MARKING_DETAIL = "markingdetail"
    RUNNING_HEAD = "runninghead"
    RUNNING_FOOT = "runningfoot"
    PAGE_NUMBER = "pagenumber"
    STATUS_TAG = "statustag"
    COLUMN_HEAD = "columnhead"
    SECTION = "section"
    SECTION_COUNT = "sectioncount"
    INDICATOR_NUMBER = "indicatornumber"
    INDICATOR = "indicator"
    INDICATOR_NOTE = "indicatornote"
    EXEMPTION = "exemption"
    RATIONALE = "rationale"
    WORDS = "words"
    FIGURE = "figure"
    FIGURE_LATEST = "figurelatest"
    RATIO = "ratio"
    RATING = "rating"
    WITHHELD = "withheld"
    COUNT_NUMERAL = "countnumeral"
    COUNT_WORD = "countword"


class Align(Choice):
    """Where a paragraph or a column's text stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "center"


class Scope(Choice):
    """What a header cell heads."""

    COLUMN = "Column"
    ROW = "Row"


class RowKind(Choice):
    """The part that a row plays in its table."""

    HEAD = "head"
    SECTION = "section"
    BODY = "body"
    LAST = "last"


class PanelKind(Choice):
    """Why blocks are set off from the text."""

    ASIDE = "aside"
    EXCEPTION = "exception"
    EXEMPT = "exempt"


class Shape(Choice):
    """Shapes that go with colours; the value is the glyph that stands for it in running text."""

    SQUARE = "\u25a0"
    TRIANGLE = "\u25b2"
    DISC = "\u25cf"
    RING = "\u25cb"
    BAR = "\u2013"
    BLOCK = "\u25a1"
