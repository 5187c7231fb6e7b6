"""A paragraph of a Word file -> its inline content, as a reader of the final text sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from packgen.document.nodes import Inline, Link, Text
from packgen.ingest.wordcharacters import UNSEEN, printable
from packgen.ingest.wordlosses import Loss, Losses
from packgen.ingest.wordshapes import covers, lies_in_front
from packgen.ingest.wordstyles import WordStyles
from packgen.ingest.wordtree import Node

_WRAPPERS = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo"})
_INSERTED, _DELETED = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_BLANKS = frozenset({"tab", "br", "cr", "ptab"})
_PAPER, _DOT = 255, 4
"""The colour that paper has, and a size (in half points) that no eye reads."""
_PAPER_THEMES = frozenset({"background1", "light1", "bg1", "lt1"})
_NEAR = 12
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
    ``exempt``: some of it is in a style named Exempt; ``unseen`` is what its readers don't see;
    ``repeats`` are the bookmarks whose text its fields say again; ``covers``: a filled shape in it
    may lie over text."""

    content: list[Inline] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    exempt: bool = False
    unseen: str = ""
    repeats: list[str] = field(default_factory=list)
    covers: bool = False


@dataclass(slots=True)
class _Field:
    """A field that is open: what it asks for, and whether its result has begun."""

    asks: str = ""
    begun: bool = False

    @property
    def is_contents(self) -> bool:
        """Whether it is a table of contents or of figures."""
        return self.asks.split()[:1] in (["TOC"], ["TOA"])

    @property
    def names(self) -> list[str]:
        """The bookmark whose text it repeats."""
        words = self.asks.split()
        return words[1:2] if words[:1] in (["REF"], ["NOTEREF"]) else words[:1]


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs of one file. ``links`` are its external links by their relations."""

    styles: WordStyles
    links: dict[str, str]
    losses: Losses
    place: str = ""
    _field: list[_Field] = field(default_factory=list)
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
        elif kid.name == "fldSimple":
            asked = _Field(kid.attributes.get("instr", ""))
            found.repeats += asked.names
            if asked.is_contents:
                self.losses.lose(Loss.CONTENTS, self.place)
            else:
                self._kids(kid, found, target)
        elif kid.name in _WRAPPERS:
            self._kids(kid, found, target)
        elif kid.name in ("oMath", "oMathPara"):
            self.losses.lose(Loss.EQUATION, self.place)

    def _run(self, run: Node, found: Found, target: str) -> None:
        style = run.value("rPr", "rStyle")
        lost = Loss.HIDDEN if self._is_hidden(run, style) else None
        lost = lost or (Loss.BLACKED if self._is_blacked(run) else None)
        if lost:
            said = "".join(kid.text for kid in run.all("t"))
            if said.strip():
                self.losses.lose(lost, self.place)
            found.unseen += printable(said)
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
        looks = self.styles.style(style) if style else None
        colour = run.value("rPr", "color") or (looks.value("rPr", "color") if looks else "")
        size = run.value("rPr", "sz") or (looks.value("rPr", "sz") if looks else "")
        own_colour = run.one("rPr", "color")
        theme = own_colour.attributes.get("themeColor", "") if own_colour else ""
        white = _is_near(colour, _PAPER) or (not colour and theme in _PAPER_THEMES)
        tiny = size.isdecimal() and len(size) < 4 and int(size) <= _DOT
        return self._hidden or (white and _is_on_paper(run)) or tiny

    def _is_blacked(self, run: Node) -> bool:
        """Whether a run is black on black: how text is blacked out by those who don't delete it."""
        colour = run.value("rPr", "color")
        if colour not in ("", "auto") and not _is_near(colour, 0):
            return False
        ground = _ground(run)
        # Word prints text of no colour of its own white on black; that was its author's wish only
        # where it is a shade and no marker.
        return ground is not None and _is_near(ground, 0)

    def _piece(self, kid: Node, run: Node, found: Found, target: str) -> None:
        if kid.name == "fldChar":
            self._field_mark(kid.attributes.get("fldCharType", ""), found)
        elif self._field and not self._field[-1].begun:
            self._field[-1].asks += kid.text
        elif any(each.is_contents for each in self._field):
            return  # its lines repeat headings, exempt ones among them
        elif kid.name == "t" or kid.name in _BLANKS or kid.name == "noBreakHyphen":
            text = kid.text if kid.name == "t" else ("\u2011" if "Hyphen" in kid.name else " ")
            found.content.append(self._text(self._printable(text), run, target))
        elif kid.name in ("footnoteReference", "endnoteReference"):
            kind = kid.name.removesuffix("Reference")
            found.notes.append(f"{kind} {kid.attributes.get('id', '')}")
            found.content.append(Link("*", f"#{kind}-{kid.attributes.get('id', '')}", raised=True))
        elif kid.name == "commentReference":
            self.losses.lose(Loss.COMMENT, self.place)
        elif kid.name in ("drawing", "pict", "object", "AlternateContent"):
            self._drawn(kid, found)

    def _field_mark(self, kind: str, found: Found) -> None:
        if kind == "begin":
            self._field.append(_Field())
        elif kind == "separate" and self._field:
            self._field[-1].begun = True
            found.repeats += self._field[-1].names
            if self._field[-1].is_contents:
                self.losses.lose(Loss.CONTENTS, self.place)
        elif kind == "end" and self._field and not self._field.pop().begun:
            self.losses.lose(Loss.FIELD, self.place)

    def _printable(self, text: str) -> str:
        """A text without what can't be seen in it, which is told."""
        if UNSEEN.search(text):
            self.losses.lose(Loss.UNSEEN, self.place)
        return printable(text)

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
        found.covers |= covers(node)
        parts = {each.name: each for each in node.walk()}
        if "txbxContent" in parts:
            self.losses.lose(Loss.TEXT_BOX, self.place)
        elif node.name == "object":
            self.losses.lose(Loss.OBJECT, self.place)
        elif (crop := parts.get("srcRect")) is not None and _crops(crop):
            self.losses.lose(Loss.CROPPED, self.place)
        elif (blip := parts.get("blip")) is not None:
            if lies_in_front(node):
                self.losses.lose(Loss.COVERS, self.place)
            found.pictures.append(self._picture(blip, parts))
        else:
            self.losses.lose(Loss.DRAWING, self.place)

    def _picture(self, blip: Node, parts: dict[str, Node]) -> Picture:
        extent, said = parts.get("extent"), parts.get("docPr")
        sizes = [_emu(extent.attributes.get(key, "")) if extent else 0.0 for key in ("cx", "cy")]
        alt = self._printable(said.attributes.get("descr", "") if said else "").strip()
        return Picture(blip.attributes.get("embed", ""), sizes[0], sizes[1], alt)


def _ground(run: Node) -> str | None:
    """The colour that a run has for its ground; None where it has none."""
    marker = run.value("rPr", "highlight")
    if marker and marker != "none":
        return {"black": "000000", "white": "FFFFFF"}.get(marker, "808080")
    shade = run.one("rPr", "shd")
    if shade is None:
        return None
    solid = shade.attributes.get("val") == "solid"
    colour = shade.attributes.get("color" if solid else "fill", "auto")
    return None if colour == "auto" else colour


def _is_on_paper(run: Node) -> bool:
    ground = _ground(run)
    return ground is None or _is_near(ground, _PAPER)


def _is_near(colour: str, level: int) -> bool:
    """Whether a colour (``1B3A5C``) is all but a grey of this level."""
    try:
        return all(abs(part - level) <= _NEAR for part in bytes.fromhex(colour)) and bool(colour)
    except ValueError:
        return False


def _crops(crop: Node) -> bool:
    return any(crop.attributes.get(side, "0").strip("0%.") for side in "ltrb")


def _emu(text: str) -> float:
    return int(text) / 12700 if text.isdecimal() and len(text) < 12 else 0.0


def _tidy(content: list[Inline]) -> Iterator[Inline]:
    """Neighbouring runs of one look become one; no blank at either end, and none twice."""
    joined = [
        replace(of, text="".join(i.text for i in held)) if isinstance(of, Text) else of
        for of, held in _alike_runs(content)
    ]
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


def _alike_runs(content: list[Inline]) -> Iterator[tuple[Inline, list[Text]]]:
    """Neighbours of one look: the first of them, and all."""
    held: list[Text] = []
    for inline in content:
        if isinstance(inline, Text) and held and _alike(held[0], inline):
            held.append(inline)
            continue
        if held:
            yield held[0], held
        held = [inline] if isinstance(inline, Text) else []
        if not held:
            yield inline, []
    if held:
        yield held[0], held


def _alike(one: Text, other: Text) -> bool:
    return replace(one, text="") == replace(other, text="")
