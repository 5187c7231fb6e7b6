"""An attached page laid under what its placeholder page paints."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from packgen.assemble.appearance import matrix_of
from packgen.assemble.matrix import Box, Matrix, numbers
from packgen.assemble.viewport import Viewport, as_number, box_of

_KINDS: Final = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "cs": "/ColorSpace",
                 "CS": "/ColorSpace", "scn": "/Pattern", "SCN": "/Pattern", "sh": "/Shading",
                 "BDC": "/Properties", "DP": "/Properties"}  # fmt: skip


def lay(pdf: Pdf, page: Any, holder: Any, seen: Viewport) -> Matrix:
    """Makes an attached page look as its placeholder ``holder`` wants it: its size, its content
    moved there, the placeholder's content on top -> where the content was moved to."""
    frame = box_of(holder.get("/CropBox", holder.MediaBox)) or Box(0, 0, *seen.size)
    matrix = seen.onto(frame)
    page.Resources = own_resources(page.get("/Resources"))
    opening = b"q\n"
    if not matrix.is_identity:
        left, bottom, right, top = seen.box
        window = numbers((left, bottom, right - left, top - bottom))
        opening += f"{_precise(matrix)} cm {window} re W n\n".encode("ascii")
        _move_patterns(pdf, page.Resources, matrix)
    furniture = _furniture(holder, page.Resources)
    page.Contents = Array(
        [
            pdf.make_stream(opening),
            *_streams(page.get("/Contents")),
            pdf.make_stream(b"\nQ\n" + furniture),
        ]
    )
    for key in ("/CropBox", "/Rotate", "/UserUnit"):
        if key in page:
            del page[key]
    page.MediaBox = Array(holder.MediaBox)
    if "/CropBox" in holder:
        page.CropBox = Array(holder.CropBox)
    page.Tabs = Name.S
    return matrix


def move_annotation(annotation: Any, matrix: Matrix) -> None:
    """Moves a link with the content that it lies on."""
    box = box_of(annotation.get("/Rect"))
    if box is not None:
        annotation.Rect = Array([round(edge, 2) for edge in matrix.box(box)])
    quads = annotation.get("/QuadPoints")
    if isinstance(quads, Array):
        values = [as_number(value) or 0.0 for value in quads]
        points = [matrix.at(*pair) for pair in zip(values[::2], values[1::2], strict=True)]
        annotation.QuadPoints = Array([round(value, 2) for point in points for value in point])


def _precise(matrix: Matrix) -> str:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix)


def own_resources(held: Any) -> Dictionary:
    """A page's resources in dictionaries that no other page shares."""
    entries = held.items() if isinstance(held, Dictionary) else ()
    copied = {k: _copy(v) if isinstance(v, Dictionary) else v for k, v in entries if v is not None}
    return Dictionary(copied)


def _copy(held: Any) -> Dictionary:
    return Dictionary({key: value for key, value in held.items() if value is not None})


def _streams(contents: Any) -> list[Any]:
    if isinstance(contents, Array):
        return [one for one in contents if isinstance(one, Stream)]
    return [contents] if isinstance(contents, Stream) else []


def _furniture(holder: Any, resources: Any) -> bytes:
    """The placeholder's content, by names under which its resources are the page's now too."""
    renamed: dict[tuple[str, str], Name] = {}
    held = holder.get("/Resources")
    for kind, entries in held.items() if isinstance(held, Dictionary) else ():
        if not isinstance(entries, Dictionary):
            continue
        if kind not in resources:
            resources[kind] = Dictionary()
        for name, value in entries.items():
            new = name
            while new in resources[kind]:
                new += "-pack"
            resources[kind][new] = value
            if new != name:
                renamed[kind, name] = Name(new)
    data = b"\n".join(stream.read_bytes() for stream in _streams(holder.get("/Contents")))
    if not renamed:
        return data
    new_instructions = list[Any]()
    for instruction in pikepdf.parse_content_stream(pikepdf.Page(holder)):
        operator = str(instruction.operator)
        operands: list[Any] = list(instruction.operands)
        place = 1 if operator in ("BDC", "DP") else 0 if operator == "Tf" else -1
        if operator in _KINDS and isinstance(operands[place], Name):
            key = (_KINDS[operator], str(operands[place]))
            operands[place] = renamed.get(key, operands[place])
        new_instructions.append((operands, instruction.operator))
    return pikepdf.unparse_content_stream(new_instructions)


def _move_patterns(pdf: Pdf, resources: Any, matrix: Matrix) -> None:
    """Patterns lie in the page's own space, whatever its content does: they are moved as well."""
    held = resources.get("/Pattern")
    pattern: Any
    for name, pattern in held.items() if isinstance(held, Dictionary) else ():
        moved = Array([round(v, 6) for v in matrix_of(pattern.get("/Matrix")).then(matrix)])
        if isinstance(pattern, Stream):
            filters: Any = pattern.get("/Filter")
            parameters: Any = pattern.get("/DecodeParms")
            copy = Stream(pdf, b"")
            copy.stream_dict = _copy(pattern.stream_dict)
            copy.write(
                pattern.read_raw_bytes(),
                filter=filters,
                decode_parms=parameters,
            )
            copy[Name.Matrix] = moved
            held[name] = copy
        elif isinstance(pattern, Dictionary):
            copied = _copy(pattern)
            copied.Matrix = moved
            held[name] = pdf.make_indirect(copied)
