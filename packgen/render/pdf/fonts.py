"""Fonts: text -> operators without codes yet, and one file's fonts, which give them their codes.

Papers are laid out before there is a file, and may be kept for the next one: which codes a file
gives to letters outside ASCII, and what it calls its fonts, must not depend on what was laid out
before. Holds what reportlab's TTFont lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from pathlib import Path
from struct import error as StructError  # noqa: N812
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTEncoding, TTFError, TTFont, TTFontFace

from packgen.errors import BadInput, Fault
from packgen.render.pdf.streams import Stream
from packgen.settings.typeface import Typeface

_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})
_SUBSET_SIZE = 256
# What stands in operators for a font's name, and about text that has no codes yet: its font's
# number, its size and itself.
_NAME, _TEXT, _END = "\x04", "\x02", "\x03"
_UNCODED = re.compile(f"{_TEXT}([0-9]+) ([^ ]+) ([^{_END}]*){_END}")


@cache
def _face(path: Path) -> Any:
    try:
        return TTFontFace(str(path))
    except (TTFError, LookupError, ValueError, ArithmeticError, StructError) as error:
        what = f"can't be embedded: {error}"
        remedy = "give a static TrueType (.ttf) font, one file a weight"
        raise BadInput(Fault(f"font {path.name}", what, remedy)) from None


class UAFont(TTFont):  # type: ignore[misc]
    """A TrueType font that gives every character its own code and a clean ToUnicode map.

    It is never registered with reportlab's pdfmetrics, which keeps the first font of a name for
    the whole process: a document's bytes must not depend on the documents before it.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.fontName = name
        self.face = copy(_face(path))  # the face keeps a read position: a copy, for threads' sake
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = True
        self.shapable = False

    def code(self, char: str, doc: Any) -> tuple[int, int]:
        """A character -> its subset and its code there.

        reportlab's own splitString turns a no-break space into a space and a character that
        the font lacks into .notdef, both silently; this gives each its code, or KeyError.
        """
        state, point = self.state[doc], ord(char)
        known: int | None = state.assignments.get(point)
        if known is None:
            if point not in self.face.charToGlyph:
                raise KeyError(char)
            if len(state.subsets[-1]) == _SUBSET_SIZE:
                state.subsets.append([0])
            known = (len(state.subsets) - 1) * _SUBSET_SIZE + len(state.subsets[-1])
            state.subsets[-1].append(point)
            state.assignments[point] = known
        return known // _SUBSET_SIZE, known % _SUBSET_SIZE

    def addObjects(self, doc: Any) -> None:  # noqa: N802 (reportlab's name)
        """Puts the font's subsets into the document.

        reportlab's ToUnicode maps code 0 to U+0000 and writes blocks of more than 100 entries,
        and its streams have no line end before ``endstream``: both are put right here.
        """
        before, subsets = set(doc.idToObject), list(map(list, self.state[doc].subsets))
        super().addObjects(doc)
        new = [key for key in doc.idToObject if key not in before]
        maps = iter(subsets)
        for key in new:
            if key.startswith("toUnicodeCMap:"):
                stream = Stream(self._to_unicode(next(maps)))
            elif key.startswith("fontFile:"):
                data = doc.idToObject[key].content
                stream = Stream(data, {"Length1": len(data)})
            else:
                continue
            stream.__InternalName__ = key
            doc.idToObject[key] = stream

    def _to_unicode(self, subset: list[int]) -> bytes:
        pairs = [
            f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
            for code, point in enumerate(subset)
            if point and point in self.face.charToGlyph
        ]
        blocks = []
        for start in range(0, len(pairs), 100):
            block = pairs[start : start + 100]
            blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join((_CMAP_HEAD, *blocks, _CMAP_TAIL)).encode("ascii")


def _unreadable(typeface: Typeface, char: str) -> Fault:
    return Fault(
        str(typeface.path),
        f"the glyph for {char!r} (U+{ord(char):04X}) can't be embedded",
        "choose a font with a plain Unicode character map",
    )


_CMAP_HEAD = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""

_CMAP_TAIL = """\
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Face:
    """One font of a style in one paper: widths, and text as operators. ``name`` stands in these
    for the font's name; ``seen`` are its letters outside ASCII, as they came."""

    __slots__ = ("_number", "name", "seen", "space", "typeface", "word")

    def __init__(self, typeface: Typeface, number: int) -> None:
        self.typeface = typeface
        self.word = typeface.word
        self.space = typeface.word(" ")
        self.name = f"{_NAME}{number}{_NAME}"
        self.seen: dict[str, None] = {}
        self._number = number

    def show(self, text: str, size_pt: float) -> str:
        """Text -> the operators that show it; the font's first subset is set before and after.

        The text has been measured before, and that refuses a character that the font lacks.
        """
        if text.isascii() and text.isprintable():
            return text and f"({text.translate(_ESCAPES)})Tj "
        self.seen.update(dict.fromkeys(text))
        return f"{_TEXT}{self._number} {size_pt:g} {text}{_END}"


class FileFont:
    """A font in one file: its name there, and the codes of its letters."""

    def __init__(self, typeface: Typeface, name: str, doc: pdfdoc.PDFDocument) -> None:
        self.typeface = typeface
        self._doc = doc
        self._font = UAFont(name, typeface.path)
        self._font._assignState(doc)
        self._names: list[str] = []
        self._encoded: dict[str, list[tuple[int, str]]] = {}
        self.name()

    def name(self, subset: int = 0) -> str:
        """A subset's number -> its name in content streams, with the slash."""
        while len(self._names) <= subset:
            self._names.append(self._font.getSubsetInternalName(len(self._names), self._doc))
        return self._names[subset]

    def admit(self, letters: Iterable[str]) -> None:
        """Gives letters their codes, in this order. Raises BadInput for one that has no glyph."""
        for char in letters:
            try:
                self._font.code(char, self._doc)
            except KeyError:
                raise BadInput(_unreadable(self.typeface, char)) from None

    def show(self, text: str, size: str) -> str:
        """Text whose letters have codes -> the operators that show it."""
        operators, current = [], 0
        for subset, literal in self._pieces(text):
            if subset != current:
                operators.append(f"{self.name(subset)} {size} Tf ")
                current = subset
            operators.append(f"({literal})Tj ")
        if current:
            operators.append(f"{self.name()} {size} Tf ")
        return "".join(operators)

    def _pieces(self, text: str) -> list[tuple[int, str]]:
        known = self._encoded.get(text)
        if known is None:
            known = []
            for char in text:
                subset, code = self._font.code(char, self._doc)
                piece = chr(code).translate(_ESCAPES) if 32 <= code < 127 else f"\\{code:03o}"
                if known and known[-1][0] == subset:
                    piece = known.pop()[1] + piece
                known.append((subset, piece))
            self._encoded[text] = known
        return known


class FontBook:
    """The fonts of one file, each in it once. Papers must be admitted in one order always."""

    def __init__(self, doc: pdfdoc.PDFDocument) -> None:
        self._doc = doc
        self._fonts: dict[Path, FileFont] = {}

    def admit(self, faces: Iterable[Face]) -> FontNames:
        """A paper's fonts, as they came into use -> what its operators need of the file."""
        known = {}
        for face in faces:
            path = face.typeface.path
            if path not in self._fonts:
                name = f"font{len(self._fonts)}"
                self._fonts[path] = FileFont(face.typeface, name, self._doc)
            known[face.name] = self._fonts[path]
            known[face.name].admit(face.seen)
        return FontNames(known)


class FontNames:
    """One paper's fonts in a file; ``known`` has them by what stands for their names."""

    def __init__(self, known: Mapping[str, FileFont]) -> None:
        self._known = known

    def encoded(self, operators: str) -> str:
        """A paper's operators -> the same with the names and the codes of the file."""
        for name, font in self._known.items():
            operators = operators.replace(name, font.name())
        return _UNCODED.sub(self._show, operators) if _TEXT in operators else operators

    def _show(self, match: re.Match[str]) -> str:
        return self._known[f"{_NAME}{match[1]}{_NAME}"].show(match[3], match[2])
