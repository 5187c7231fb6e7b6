"""Words across every page: whose copy it is."""

from __future__ import annotations

import math

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from packgen.assemble.lettering import lettered
from packgen.assemble.matrix import Matrix
from packgen.assemble.viewport import Viewport, viewport

_REACH = 0.72
"""How much of a page's diagonal the words may take."""
_MOST_PT = 54.0
_ALPHA = 0.13
_FORM, _STATE = Name("/pack-Watermark"), Name("/pack-WatermarkState")
_CAPITALS = 700


def add_watermark(pdf: Pdf, words: str) -> None:
    """Paints words from corner to corner of each page, over what is there, as an artifact.

    Raises MissingGlyph.
    """
    path, box = lettered(words)
    form = Stream(pdf, b"0 g\n" + path, Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(box)))
    state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=_ALPHA))
    opening, closing = pdf.make_stream(b"q\n"), b"\nQ\n"
    for page in pdf.pages:
        seen = viewport(page.obj)
        if seen is None:
            continue
        page.add_resource(form, Name.XObject, name=_FORM, replace_existing=True)
        page.add_resource(state, Name.ExtGState, name=_STATE, replace_existing=True)
        # Six places: a matrix of four would lean by a point over a page.
        matrix = " ".join(f"{value:.6f}" for value in _across(seen, box.width))
        stamp = (
            f"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC q {_STATE} gs"
            f" {matrix} cm {_FORM} Do Q EMC\n"
        )
        page.contents_add(opening, prepend=True)
        page.contents_add(pdf.make_stream(closing + stamp.encode("ascii")))


def _across(seen: Viewport, width: float) -> Matrix:
    """A page and the words' width in thousandths of their size -> where they go."""
    across, up = seen.size
    reach = _REACH * math.hypot(across, up) / seen.unit
    size = min(_MOST_PT / seen.unit, reach / width * 1000) / 1000
    angle = math.atan2(up, across) + seen.turns * math.pi / 2
    cos, sin = size * math.cos(angle), size * math.sin(angle)
    x = (seen.box.left + seen.box.right) / 2
    y = (seen.box.bottom + seen.box.top) / 2
    left, low = width / 2, _CAPITALS / 2
    return Matrix(cos, sin, -sin, cos, x - left * cos + low * sin, y - left * sin - low * cos)
