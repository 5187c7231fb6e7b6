"""How annotations are shown: the form that stands for one, and where it goes."""

from __future__ import annotations

import math
from typing import Any

import pikepdf

from packgen.assemble.matrix import IDENTITY, UNIT, Box, Matrix
from packgen.assemble.viewport import as_number, box_of


def appearance_of(annotation: Any) -> Any:
    """An annotation -> the form that it is shown as; None for none."""
    held = annotation.get("/AP")
    shown = held.get("/N") if isinstance(held, pikepdf.Dictionary) else None
    if isinstance(shown, pikepdf.Dictionary):
        state = annotation.get("/AS")
        shown = shown.get(str(state)) if isinstance(state, pikepdf.Name) else None
    return shown if isinstance(shown, pikepdf.Stream) else None


def placing(form: Any, box: Box) -> Matrix:
    """A form and the box that it shall fill -> the matrix that brings it there (ISO 32000, 12.5.5,
    algorithm 8.1)."""
    inner = box_of(form.get("/BBox")) or UNIT
    found = matrix_of(form.get("/Matrix")).box(inner)
    across = box.width / found.width if found.width else 1.0
    up = box.height / found.height if found.height else 1.0
    return Matrix(across, 0, 0, up, box.left - found.left * across, box.bottom - found.bottom * up)


def matrix_of(array: Any) -> Matrix:
    """Six numbers of a PDF -> a matrix; anything else changes nothing."""
    values = [as_number(value) for value in array] if isinstance(array, pikepdf.Array) else []
    if len(values) != 6:
        return IDENTITY
    return Matrix(*(0.0 if v is None or not math.isfinite(v) else v for v in values))
