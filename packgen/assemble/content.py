"""A page's operators: which numbered content there is, and every pair of operators closed."""

from __future__ import annotations

from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Name, Operator

_PAIRS: Final = {"Q": "q", "EMC": "BDC", "ET": "BT"}
_OPENERS: Final = {"q": "q", "BDC": "BDC", "BMC": "BDC", "BT": "BT"}
_ENDS: Final = {"q": "Q", "BDC": "EMC", "BT": "ET"}
_MARKS: Final = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})


def tidy(pdf: pikepdf.Pdf, page: Any, *, keep_marks: bool) -> frozenset[int]:
    """A page's content made one stream, in which all that is opened is closed -> its numbers.

    Without ``keep_marks`` no marked content is left. What was written wrongly is written anew as
    it was understood. Raises pikepdf.PdfError for content that
    can't be read.
    """
    if isinstance(page.obj.get("/Contents"), pikepdf.Array):
        page.contents_coalesce()
    pdf.get_warnings()
    instructions = pikepdf.parse_content_stream(page)
    is_sound = not pdf.get_warnings()
    marks = _numbers(instructions, page.obj.get("/Resources"))
    has_marks = any(str(i.operator) in _MARKS for i in instructions)
    dropped, opened = _unpaired(instructions)
    if is_sound and not dropped and not opened and (keep_marks or not has_marks):
        return marks
    kept: list[Any] = [i for place, i in enumerate(instructions) if place not in dropped]
    kept += [([], Operator(_ENDS[kind])) for kind in reversed(opened)]
    if not keep_marks:
        kept = [i for i in kept if str(i[1]) not in _MARKS]
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    if not is_sound:
        pikepdf.parse_content_stream(page)
        if pdf.get_warnings():
            raise pikepdf.PdfError
    return marks if keep_marks else frozenset()


def form_marks(form: Any) -> frozenset[int]:
    """A form -> the numbers of its own marked content."""
    return _numbers(pikepdf.parse_content_stream(form), form.get("/Resources"))


def _unpaired(instructions: Any) -> tuple[set[int], list[str]]:
    """The places of operators that close nothing, and what is left open."""
    dropped, opened = set[int](), list[str]()
    for place, instruction in enumerate(instructions):
        name = str(instruction.operator)
        if name in _OPENERS:
            opened.append(_OPENERS[name])
        elif name in _PAIRS:
            if _PAIRS[name] in opened:
                # Pairs that overlap are closed in the order in which they were written.
                last = len(opened) - 1 - opened[::-1].index(_PAIRS[name])
                del opened[last]
            else:
                dropped.add(place)
    return dropped, opened


def _numbers(instructions: Any, resources: Any) -> frozenset[int]:
    held = resources.get("/Properties") if isinstance(resources, Dictionary) else None
    found = set[int]()
    for instruction in instructions:
        if str(instruction.operator) != "BDC" or len(instruction.operands) < 2:
            continue
        entries: Any = instruction.operands[1]
        if isinstance(entries, Name) and isinstance(held, Dictionary):
            entries = held.get(str(entries))
        number: Any = entries.get("/MCID") if isinstance(entries, Dictionary) else None
        if isinstance(number, int) and 0 <= number <= 1_000_000:
            found.add(number)
    return frozenset(found)


def tidy_form(form: Any) -> None:
    """Takes the marks out of a form's content."""
    kept = [i for i in pikepdf.parse_content_stream(form) if str(i.operator) not in _MARKS]
    form.write(pikepdf.unparse_content_stream(kept))
