"""Fonts in one document: text -> codes of embedded subsets. Holds what reportlab's TTFont lacks."""

from __future__ import annotations

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
    """One weight of the style's font in one document: widths, and text as literal strings."""

    def __init__(self, typeface: Typeface, name: str, doc: pdfdoc.PDFDocument) -> None:
        self.typeface = typeface
        self.word = typeface.word
        self.space = typeface.word(" ")
        self._doc = doc
        self._font = UAFont(name, typeface.path)
        self._font._assignState(doc)
        self._names: list[str] = []
        self._encoded: dict[str, list[tuple[int, str]]] = {}

    def name(self, subset: int = 0) -> str:
        """A subset's number -> its name in content streams, with the slash."""
        while len(self._names) <= subset:
            self._names.append(self._font.getSubsetInternalName(len(self._names), self._doc))
        return self._names[subset]

    def show(self, text: str, size_pt: float) -> str:
        """Text -> the operators that show it; the font's first subset is set before and after.

        The text has been measured before, and that refuses a character that the font lacks.
        """
        if text.isascii() and text.isprintable():
            return text and f"({text.translate(_ESCAPES)})Tj "
        operators, current = [], 0
        for subset, literal in self._pieces(text):
            if subset != current:
                operators.append(f"{self.name(subset)} {size_pt:g} Tf ")
                current = subset
            operators.append(f"({literal})Tj ")
        if current:
            operators.append(f"{self.name()} {size_pt:g} Tf ")
        return "".join(operators)

    def _pieces(self, text: str) -> list[tuple[int, str]]:
        known = self._encoded.get(text)
        if known is None:
            known = []
            for char in text:
                try:
                    subset, code = self._font.code(char, self._doc)
                except KeyError:
                    raise BadInput(_unreadable(self.typeface, char)) from None
                piece = chr(code).translate(_ESCAPES) if 32 <= code < 127 else f"\\{code:03o}"
                if known and known[-1][0] == subset:
                    piece = known.pop()[1] + piece
                known.append((subset, piece))
            self._encoded[text] = known
        return known
