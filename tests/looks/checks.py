"""A page as it is printed -> what a reader would find wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from PIL import Image, ImageColor

from packgen.document.roles import Role
from packgen.settings.style import Style, contrast
from tests.looks.pages import Box, Colour, Page, Word

UNPRINTABLE_PT = 11.5  # printers can't reach the outermost strip of a sheet
LEAST_A3_PT, LEAST_A4_PT = 7.0, 8.0
A4_LONG_PT = 850
HEADING_PT = 9.0  # headings and sections are larger; heads of columns, in their colour, are not
_TOUCH_PT = 0.6  # boxes of ink may touch by that much
_LARGE_PT = 18.0
CONTRAST, CONTRAST_LARGE = 4.5, 3.0
_CELL_PT = 10.0  # grounds smaller than that are marks, not cells


def faults(page: Page) -> list[str]:
    """Everything that is wrong with where a page's words stand and how large they are."""
    found = [*outside(page), *too_small(page), *collisions(page), *crossed(page), *spilt(page)]
    return [
        f"{kind}: {word.text!r} at {word.box.left:.0f}, {word.base:.0f}" for kind, word in found
    ]


def outside(page: Page) -> Iterator[tuple[str, Word]]:
    """Words that leave the page, or stand where printers can't reach."""
    whole = Box(0, 0, page.width, page.height)
    edge = UNPRINTABLE_PT
    inner = Box(edge, edge, page.width - edge, page.height - edge)
    for word in page.words:
        # Words up the tinted edges are there for the eye alone, and may be cut.
        if not (whole if word.turned else inner).holds(word.box):
            yield "outside", word


def too_small(page: Page) -> Iterator[tuple[str, Word]]:
    """Words smaller than councillors can read."""
    long_pt = max(page.width, page.height)
    least = LEAST_A3_PT if long_pt > A4_LONG_PT else LEAST_A4_PT
    return (("too small", word) for word in page.words if word.size < least - 0.01)


def collisions(page: Page) -> Iterator[tuple[str, Word]]:
    """Words that stand on others."""
    words = sorted(page.words, key=lambda word: word.box.top)
    for place, word in enumerate(words):
        for other in words[place + 1 :]:
            if other.box.top > word.box.bottom - _TOUCH_PT:
                break
            across, down = word.box.overlap(other.box)
            if across > _TOUCH_PT and down > _TOUCH_PT:
                yield f"on {other.text!r}", word


def crossed(page: Page) -> Iterator[tuple[str, Word]]:
    """Words that a rule goes through: text beyond its cell."""
    for word in page.words:
        for rule in page.rules:
            across, down = _core(word.box).overlap(rule.box)
            if across >= 0 and down >= 0:
                yield "crossed by a rule", word
                break


def spilt(page: Page) -> Iterator[tuple[str, Word]]:
    """Words that stand in a ground with one end and outside it with the other."""
    cells = [g.box for g in page.grounds if _wide(g.box)]
    for word in page.words:
        core = _core(word.box)
        for cell in cells:
            across, down = core.overlap(cell)
            if across > 0 and down > 0 and not cell.holds(core):
                yield "beyond its ground", word
                break


def _wide(box: Box) -> bool:
    return box.right - box.left > _CELL_PT and box.bottom - box.top > _CELL_PT


def _core(box: Box) -> Box:
    """A word's ink without the edge that may touch a rule."""
    edge = _TOUCH_PT
    return Box(box.left + edge, box.top + edge, box.right - edge, box.bottom - edge)


def left_alone(page: Page, headings: Collection[Colour]) -> list[str]:
    """A heading or a section's row, in one of these colours, with nothing below it on its page."""
    body = [word for word in page.words if not word.turned and _in_body(page, word.box)]
    lowest = max((word.base for word in body), default=0.0)
    last = [word for word in body if word.base > lowest - 1.5]
    return [f"last on its page: {word.text!r}" for word in last if _leads(word, headings)]


def _leads(word: Word, headings: Collection[Colour]) -> bool:
    return word.size > HEADING_PT and word.colour in headings


def heading_colours(style: Style) -> set[Colour]:
    """A style -> the colours of its headings and sections."""
    names = {style.type[r].colour for r in (Role.HEADING_1, Role.CAPTION, Role.SECTION)}
    found = (ImageColor.getrgb(style.colours[name]) for name in names)
    return {(red, green, blue) for red, green, blue, *_ in found}


def _in_body(page: Page, box: Box) -> bool:
    """Whether a box stands above the rule of the footer."""
    rules = [rule.box.top for rule in page.rules if not rule.upright]
    foot = max((y for y in rules if y > 0.85 * page.height), default=page.height)
    return box.bottom < foot


# --- contrast, on the page as it is drawn ---------------------------------------------------


def faint(page: Page, picture: Image.Image) -> list[str]:
    """Words that don't stand out from their ground, on a picture of the page."""
    scale = picture.width / page.width
    found = []
    for word in page.words:
        if not any(map(str.isalnum, word.text)):
            continue  # a hyphen is thinner than the picture's grain
        box = tuple(round(edge * scale) for edge in word.box)
        left, top, right, bottom = box
        crop = picture.crop((left - 2, top - 2, max(right, left + 1) + 2, max(bottom, top + 1) + 2))
        ratio = strongest(crop)
        if ratio < (CONTRAST_LARGE if word.size >= _LARGE_PT else CONTRAST):
            found.append(f"{word.text!r} at {word.box.left:.0f}, {word.base:.0f}: {ratio:.1f}")
    return found


def strongest(crop: Image.Image) -> float:
    """A small picture -> the contrast of its ground with what differs from it most."""
    colours = crop.convert("RGB").getcolors(crop.width * crop.height) or []
    (_, ground), by_light = max(colours), sorted((sum(_rgb(c)), c) for _, c in colours)
    return max(contrast(_hex(ground), _hex(colour)) for _, colour in (by_light[0], by_light[-1]))


def _rgb(colour: object) -> tuple[int, ...]:
    assert isinstance(colour, tuple)
    return colour


def _hex(colour: object) -> str:
    return "#{:02X}{:02X}{:02X}".format(*_rgb(colour))
