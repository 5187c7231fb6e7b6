"""A page's operators: which numbered content there is, every pair of operators closed, and nothing
in between that no reader paints or reads out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name, Operator, String

_PAIRS: Final = {"Q": "q", "EMC": "BDC", "ET": "BT"}
_OPENERS: Final = {"q": "q", "BDC": "BDC", "BMC": "BDC", "BT": "BT"}
_ENDS: Final = {"q": "Q", "BDC": "EMC", "BT": "ET"}
_MARKS: Final = frozenset({"BDC", "BMC", "EMC"})
_PAINTS: Final = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"',
     "INLINE IMAGE"]
)  # fmt: skip
_OTHERS: Final = frozenset(
    ["q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re",
     "n", "W", "W*", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*",
     "d0", "d1", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k"]
)  # fmt: skip
_WORDS: Final = ("/ActualText", "/Alt", "/E")
_MOST_MARKS: Final = 1_000_000
_Instruction = tuple[list[Any], Any]


class Numbers(NamedTuple):
    """The numbers of content that is marked, and of that which paints something."""

    marked: frozenset[int] = frozenset()
    painted: frozenset[int] = frozenset()


def tidy(pdf: pikepdf.Pdf, page: Any, *, keep_marks: bool) -> Numbers:
    """A page's content made one stream, in which all that is opened is closed -> its numbers.

    Without ``keep_marks`` no marked content is left. All is written anew as it was understood,
    without remarks, lists of properties, and operators that there aren't. Raises pikepdf.PdfError
    for content that can't be read.
    """
    if isinstance(page.obj.get("/Contents"), pikepdf.Array):
        page.contents_coalesce()
    pdf.get_warnings()
    instructions = pikepdf.parse_content_stream(page)
    is_sound = not pdf.get_warnings()
    written = _Written(page.obj.get("/Resources"), keep_marks=keep_marks)
    page.obj.Contents = pdf.make_stream(written.write(instructions))
    if not is_sound:
        pikepdf.parse_content_stream(page)
        if pdf.get_warnings():
            raise pikepdf.PdfError
    return written.numbers


def tidy_form(form: Any, *, keep_marks: bool) -> Numbers:
    """The same for the content of a form, of a pattern, or of a glyph."""
    written = _Written(form.get("/Resources"), keep_marks=keep_marks)
    form.write(written.write(pikepdf.parse_content_stream(form)))
    return written.numbers


def _paired(instructions: Any) -> Iterable[Any]:
    """Instructions without those that close nothing, and with an end for all that is left open."""
    opened = list[str]()
    for instruction in instructions:
        name = str(instruction.operator)
        if name in _OPENERS:
            opened.append(_OPENERS[name])
        elif name in _PAIRS:
            if _PAIRS[name] not in opened:
                continue
            # Pairs that overlap are closed in the order in which they were written.
            del opened[len(opened) - 1 - opened[::-1].index(_PAIRS[name])]
        yield instruction
    for kind in reversed(opened):
        yield pikepdf.ContentStreamInstruction([], Operator(_ENDS[kind]))


class _Written:
    """One stream, while it is written anew."""

    def __init__(self, resources: Any, *, keep_marks: bool) -> None:
        held = resources.get("/Properties") if isinstance(resources, Dictionary) else None
        self.properties = held if isinstance(held, Dictionary) else Dictionary()
        self.keep_marks = keep_marks
        self.out = list[Any]()
        self.open = list[tuple[int, int]]()
        """Where marked content begins, and how much had been painted by then."""
        self.painted = 0
        self.marked, self.painting = set[int](), set[int]()

    @property
    def numbers(self) -> Numbers:
        return Numbers(frozenset(self.marked), frozenset(self.painting))

    def write(self, instructions: Any) -> bytes:
        for instruction in _paired(instructions):
            name = str(instruction.operator)
            if name in _PAINTS:
                self.painted += 1
                self.out.append(instruction)
            elif name in _OTHERS:
                self.out.append(instruction)
            elif name in _MARKS and self.keep_marks:
                self._mark(name, list(instruction.operands))
        return pikepdf.unparse_content_stream(self.out)

    def _mark(self, name: str, operands: list[Any]) -> None:
        if name == "EMC":
            self._end()
            self.out.append(([], Operator("EMC")))
            return
        tag = operands[0] if operands and isinstance(operands[0], Name) else Name.Span
        entries = self._entries(operands[1]) if name == "BDC" and len(operands) > 1 else {}
        self.open.append((len(self.out), self.painted))
        if entries and tag != "/OC":
            self.out.append(([tag, Dictionary(entries)], Operator("BDC")))
            if "/MCID" in entries:
                self.marked.add(entries["/MCID"])
        else:
            self.out.append(([tag], Operator("BMC")))

    def _end(self) -> None:
        place, before = self.open.pop()
        operands, operator = self.out[place]
        if len(operands) < 2:
            return
        number = operands[1].get("/MCID")
        if self.painted > before:
            self.painting.update({int(number)} if number is not None else ())
            return
        left = {key: value for key, value in operands[1].items() if key not in _WORDS}
        self.out[place] = (
            ([operands[0], Dictionary(left)], operator)
            if left
            else ([operands[0]], Operator("BMC"))
        )

    def _entries(self, held: Any) -> dict[str, Any]:
        """A list of properties -> those that say how to read the content."""
        if isinstance(held, Name):
            held = self.properties.get(str(held))
        if not isinstance(held, Dictionary):
            return {}
        number: Any = held.get("/MCID")
        found: dict[str, Any] = {}
        if isinstance(number, int) and 0 <= number <= _MOST_MARKS:
            found["/MCID"] = number
        for key in (*_WORDS, "/Lang"):
            if isinstance(words := held.get(key), String):
                found[key] = String(bytes(words))
        for key in ("/Type", "/Subtype"):
            if isinstance(kind := held.get(key), Name):
                found[key] = Name(str(kind))
        return found
