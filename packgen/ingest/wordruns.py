"""A paragraph of a Word file -> its inline content, as a reader of the final text sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from packgen.document.nodes import Inline, Link, Text
from packgen.ingest.wordlosses import Loss, Losses
from packgen.ingest.wordstyles import WordStyles
from packgen.ingest.wordtree import Node

_WRAPPERS = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "fldSimple"})
_INSERTED, _DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_BLANKS = frozenset({"tab", "br", "cr", "ptab"})
_WHITE, _DOT = "FFFFFF", 4
"""A colour that paper has, and a size (in half points) that no eye reads."""
_SAFE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a paragraph: the relation to its file, its size in pt, what it shows."""

    relation: str
    width_pt: float
    height_pt: float
    alt: str


@dataclass(slots=True)
class Found:
    """What a paragraph holds. ``notes`` are the numbers of footnotes in it, as the file has them;
    ``exempt``: some of it is in a style named Exempt."""

    content: list[Inline] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exempt: bool = False


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs of one file. ``links`` are its external links by their relations."""

    styles: WordStyles
    links: dict[str, str]
    losses: Losses
    place: str = ""
    _field: list[bool] = field(default_factory=list)
    """Open fields, each with whether its result has begun."""
    _hidden: bool = False

    def read(self, paragraph: Node) -> Found:
        """A paragraph -> what it holds."""
        found = Found()
        style = self.styles.style(paragraph.value("pPr", "pStyle"))
        self._hidden = style.is_on("rPr", "vanish")
        self._kids(paragraph, found, "")
        found.content = [*_tidy(found.content)]
        return found

    def _kids(self, node: Node, found: Found, target: str) -> None:
        for kid in node.kids:
            self._kid(kid, found, target)

    def _kid(self, kid: Node, found: Found, target: str) -> None:
        if kid.name == "r":
            self._run(kid, found, target)
        elif kid.name == "hyperlink":
            address = self.links.get(kid.attributes.get("id", ""), "")
            self._kids(kid, found, address if address.startswith(_SAFE) else "")
        elif kid.name in _INSERTED:
            self.losses.lose(Loss.INSERTED, self.place)
            self._kids(kid, found, target)
        elif kid.name in _DELETED:
            self.losses.lose(Loss.DELETED, self.place)
        elif kid.name in _WRAPPERS:
            self._kids(kid, found, target)
        elif kid.name in ("oMath", "oMathPara"):
            self.losses.lose(Loss.EQUATION, self.place)

    def _run(self, run: Node, found: Found, target: str) -> None:
        style = run.value("rPr", "rStyle")
        if self._is_hidden(run, style):
            if any(kid.text.strip() for kid in run.all("t")):
                self.losses.lose(Loss.HIDDEN, self.place)
            return
        found.exempt |= bool(style) and self.styles.is_exempt(style)
        for kid in run.kids:
            self._piece(kid, run, found, target)

    def _is_hidden(self, run: Node, style: str) -> bool:
        """Whether the author's readers did not see a run: said so, white on nothing, or a dot high.

        In the council's own style it would come to light.
        """
        own = run.is_on("rPr", "vanish")
        if own is not None:
            return own
        if style and self.styles.style(style).is_on("rPr", "vanish"):
            return True
        shaded = run.one("rPr", "shd") is not None or run.one("rPr", "highlight") is not None
        white = run.value("rPr", "color").upper() == _WHITE and not shaded
        size = run.value("rPr", "sz")
        return self._hidden or white or (size.isdecimal() and int(size) <= _DOT)

    def _piece(self, kid: Node, run: Node, found: Found, target: str) -> None:
        if kid.name == "fldChar":
            self._field_mark(kid.attributes.get("fldCharType", ""))
        elif self._field and not self._field[-1]:
            return  # a field's instruction
        elif kid.name == "t" or kid.name in _BLANKS or kid.name == "noBreakHyphen":
            text = kid.text if kid.name == "t" else ("\u2011" if "Hyphen" in kid.name else " ")
            found.content.append(self._text(printable(text), run, target))
        elif kid.name in ("footnoteReference", "endnoteReference"):
            kind = kid.name.removesuffix("Reference")
            found.notes.append(f"{kind} {kid.attributes.get('id', '')}")
            found.content.append(Link("*", f"#{kind}-{kid.attributes.get('id', '')}", raised=True))
        elif kid.name == "commentReference":
            self.losses.lose(Loss.COMMENT, self.place)
        elif kid.name in ("drawing", "pict", "object", "AlternateContent"):
            self._drawn(kid, found)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._field.append(False)
        elif kind == "separate" and self._field:
            self._field[-1] = True
        elif kind == "end" and self._field and not self._field.pop():
            self.losses.lose(Loss.FIELD, self.place)

    def _text(self, text: str, run: Node, target: str) -> Inline:
        raised = run.value("rPr", "vertAlign") == "superscript"
        if target:
            return Link(text, target, raised)
        bold, italic = bool(run.is_on("rPr", "b")), bool(run.is_on("rPr", "i"))
        return Text(text, bold, None, italic, raised)

    def _drawn(self, node: Node, found: Found) -> None:
        if node.name == "AlternateContent":
            # The first choice is what today's Word shows; the fallback says the same again.
            if (choice := node.one("Choice")) is not None:
                for kid in choice.kids:
                    self._drawn(kid, found)
            return
        parts = {each.name: each for each in node.walk()}
        if "txbxContent" in parts:
            self.losses.lose(Loss.TEXT_BOX, self.place)
        elif node.name == "object":
            self.losses.lose(Loss.OBJECT, self.place)
        elif (blip := parts.get("blip")) is not None:
            found.pictures.append(_picture(blip, parts))
        else:
            self.losses.lose(Loss.DRAWING, self.place)


def _picture(blip: Node, parts: dict[str, Node]) -> Picture:
    extent, said = parts.get("extent"), parts.get("docPr")
    sizes = [_emu(extent.attributes.get(key, "")) if extent else 0.0 for key in ("cx", "cy")]
    alt = said.attributes.get("descr", "") if said else ""
    return Picture(blip.attributes.get("embed", ""), sizes[0], sizes[1], printable(alt).strip())


def _emu(text: str) -> float:
    return int(text) / 12700 if text.isdecimal() and len(text) < 12 else 0.0


def printable(text: str) -> str:
    """A text without control characters; line ends and tabs become blanks."""
    return "".join(" " if c in "\t\r\n\v\f" else c for c in text if c >= " " or c in "\t\r\n\v\f")


def _tidy(content: list[Inline]) -> Iterator[Inline]:
    """Neighbouring runs of one look become one; no blank at either end, and none twice."""
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(last, Text) and isinstance(inline, Text) and _alike(last, inline):
            joined[-1] = replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    blank = True
    for place, inline in enumerate(joined):
        if isinstance(inline, Text | Link):
            text = " ".join(f".{inline.text}.".split())[1:-1]
            text = text.lstrip() if blank else text
            text = text.rstrip() if place == len(joined) - 1 else text
            blank = text.endswith(" ") if text else blank
            if text:
                yield replace(inline, text=text)
        else:
            yield inline


def _alike(one: Text, other: Text) -> bool:
    return replace(one, text="") == replace(other, text="")
