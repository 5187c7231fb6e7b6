"""A report that an officer wrote in Word -> its blocks, in house style to be, exempt ones apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packgen.document.nodes import (
    Block,
    Heading,
    Illustration,
    Image,
    Inline,
    Item,
    Link,
    Paragraph,
    Text,
)
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.document.written import Piece, WrittenReport
from packgen.errors import BadInput, Fault
from packgen.ingest.package import Package
from packgen.ingest.wordlists import DEEPEST_ITEM, Entry, listed
from packgen.ingest.wordlosses import Loss, Losses
from packgen.ingest.wordmarks import (
    CLOSES,
    OPENS,
    is_almost_mark,
    is_mark,
    named_paragraphs,
    without_marks,
)
from packgen.ingest.wordnumbers import Label, Numbers
from packgen.ingest.wordruns import Found, Picture, RunReader
from packgen.ingest.wordstyles import WordStyles
from packgen.ingest.wordtables import NotATable, is_gone, read_table
from packgen.ingest.wordtree import Node, tree

SAVE_AS_DOCX = "open it in Word and save it as a Word document (.docx)"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml"})
_IN_CELLS = _WRAPPERS | {"tbl", "tr", "tc"}
_DEEPEST_HEADING = 4
_LEVELS = frozenset("012345678")

AsImage = Callable[[bytes, float, float, str], Image | None]
"""A picture's bytes, its size in pt, its words -> the picture without all else; None for one that
can't be printed."""


def read_word(path: Path, stem: str, width_pt: float, as_image: AsImage) -> WrittenReport:
    """A .docx file, the beginning of its anchors, the width of the text -> the report.

    Raises BadInput for a file that can't be read, and where what is exempt isn't marked clearly.
    """
    with Package(path, SAVE_AS_DOCX) as package:
        parts = dict(package.relations("").values())
        main = parts.get("officeDocument", "")
        if main not in package or not main.endswith(".xml") or "word" not in main:
            package.refuse("it is no Word document", SAVE_AS_DOCX)
        return _Reading(package, main, stem, width_pt, as_image).report()


@dataclass(slots=True)
class _Open:
    """A piece on its way."""

    exempt: bool
    paragraphs: tuple[int, ...]
    place: str
    blocks: list[Block | Entry] = field(default_factory=list)


class _Reading:
    """Goes through one file once, from front to back."""

    def __init__(
        self, package: Package, main: str, stem: str, width_pt: float, as_image: AsImage
    ) -> None:
        self.package, self.main, self.stem = package, main, stem
        self.width_pt, self.as_image = width_pt, as_image
        relations = package.relations(main)
        named = dict(relations.values())
        self.targets = {key: part for key, (_, part) in relations.items()}
        self.losses = Losses(package.file)
        self.styles = WordStyles(tree(package, named.get("styles", "")))
        self.numbers = Numbers(tree(package, named.get("numbering", "")))
        self.notes = {
            f"{kind} {note.attributes.get('id', '')}": note
            for kind in ("footnote", "endnote")
            for note in tree(package, named.get(f"{kind}s", "")).all(kind)
        }
        self.runs = RunReader(self.styles, _external(package, main), self.losses)
        self.title, self.section, self.count = "", "", 0
        self.anchors = {False: 0, True: 0}
        self.note_counts = {False: 0, True: 0}
        self.numbered = False
        self.noted: list[tuple[str, str, bool]] = []
        self.homes: dict[str, _Open] = {}
        """The piece that refers to each note."""
        self.exempt_names: set[str] = set()
        self.repeated: list[tuple[str, str]] = []
        """Bookmarks in what is exempt; those that public text repeats, and where."""
        self.marked: str = ""
        """Where ``[Part 2]`` stands that isn't closed yet."""
        self.marked_paragraphs: tuple[int, ...] = ()
        self.pieces: list[_Open] = []

    def report(self) -> WrittenReport:
        self._check_margins()
        body = tree(self.package, self.main).one("body") or Node("body")
        for node in _flat(body):
            self._node(node)
        if self.marked:
            self._refuse(self.marked, "[Part 2] is never closed", "write [/Part 2] where it ends")
        for name, place in self.repeated:
            if name in self.exempt_names:
                self._refuse(place, "a field repeats what is exempt", "take the field out")
        self._print_notes()
        pieces = tuple(
            Piece(tuple(listed(p.blocks)), p.exempt, p.paragraphs, p.place)
            for p in self.pieces
            if p.blocks
        )
        return WrittenReport(self.title, pieces, tuple(self.losses.faults()))

    # --- places --------------------------------------------------------------------------------

    def _place(self) -> str:
        return (
            f"{self.section}, paragraph {self.count}" if self.section else f"paragraph {self.count}"
        )

    def _refuse(self, place: str, what: str, remedy: str) -> None:
        raise BadInput(Fault(f"{self.package.file}: {place}", what, remedy))

    def _put(self, exempt: bool, blocks: Sequence[Block | Entry]) -> None:
        """Adds blocks to the piece that is open, or opens another."""
        paragraphs = self.marked_paragraphs if self.marked else ()
        last = self.pieces[-1] if self.pieces else None
        if last is None or (last.exempt, last.paragraphs) != (exempt, paragraphs):
            last = _Open(exempt, paragraphs, self._place())
            self.pieces.append(last)
        last.blocks += blocks
        for _, label, _ in self.noted[len(self.homes) :]:
            self.homes[label] = last

    def _check_margins(self) -> None:
        """What speaks of the whole report above or below its pages is no mark of it."""
        for part in sorted(self.targets.values()):
            if re.search(r"/(?:header|footer)\d*\.xml$", part):
                said = "".join(n.text for n in tree(self.package, part).walk() if n.name == "t")
                if is_mark(said) or is_almost_mark(said):
                    what = "[Part 2] stands in a header or footer"
                    self._refuse("the margins", what, "mark the passages in the text")

    def _check_marks(self, found: Found, text: str) -> None:
        """Refuses marks that nobody sees, and what was meant to be one."""
        if is_mark(found.unseen) or is_almost_mark(found.unseen):
            self._refuse(self.runs.place, "a mark in hidden text", "let it be seen")
        if is_almost_mark(text):
            remedy = "write [Part 2] or [Part 2: paragraph 3], and [/Part 2] where it ends"
            self._refuse(self.runs.place, "a mark that is almost [Part 2]", remedy)

    # --- blocks --------------------------------------------------------------------------------

    def _node(self, node: Node) -> None:
        self.count += 1
        self.runs.place = self._place()
        match node.name:
            case "p":
                self._paragraph(node)
            case "tbl":
                self._table(node)
            case "altChunk":
                self.losses.lose(Loss.CHUNK, self.runs.place)
            case "oMathPara":
                self.losses.lose(Loss.EQUATION, self.runs.place)
            case "ins" | "del" | "moveFrom" | "moveTo":
                self.losses.lose(Loss.DELETED, self.runs.place)
            case _:
                pass

    def _paragraph(self, node: Node) -> None:
        found = self.runs.read(node)
        identifier = node.value("pPr", "pStyle")
        text = plain(tuple(found.content))
        self._check_marks(found, text)
        if self.styles.is_contents(identifier):
            self.losses.lose(Loss.CONTENTS, self.runs.place)
            return
        opened, closed = OPENS.search(text), CLOSES.search(text)
        exempt = found.exempt or self.styles.is_exempt(identifier)
        if opened or closed or self.marked:
            self._between_marks(node, found, text, opened, closed)
            return
        self._put_paragraph(node, found, exempt)

    def _between_marks(
        self,
        node: Node,
        found: Found,
        text: str,
        opened: re.Match[str] | None,
        closed: re.Match[str] | None,
    ) -> None:
        """A paragraph that begins, ends or stands in a marked passage: exempt as a whole."""
        place = self.runs.place
        if opened and self.marked:
            self._refuse(
                place, f"[Part 2] stands in the passage of {self.marked}", "close that one"
            )
        if closed and not opened and not self.marked:
            self._refuse(place, "[/Part 2] closes nothing", "write [Part 2] where it begins")
        if opened:
            self.marked = place
            self.marked_paragraphs = named_paragraphs(opened[1] or "")
        found.content = without_marks(found.content)
        if plain(tuple(found.content)).strip() or found.pictures:
            self._put_paragraph(node, found, exempt=True)
        if closed:
            after = text[closed.end() :]
            if OPENS.search(after) or CLOSES.search(after):
                self._refuse(place, "two marked passages in one paragraph", "give each its own")
            self.marked, self.marked_paragraphs = "", ()

    def _put_paragraph(self, node: Node, found: Found, exempt: bool) -> None:
        identifier = node.value("pPr", "pStyle")
        self._keep_names(node, found, exempt)
        content = self._with_notes(found.content, exempt)
        blocks: list[Block | Entry] = []
        if content:
            blocks += self._text(node, identifier, content, exempt)
        blocks += [b for picture in found.pictures for b in self._picture(picture, exempt)]
        if blocks:
            self._put(exempt, blocks)

    def _keep_names(self, node: Node, found: Found, exempt: bool) -> None:
        """Keeps the bookmarks of what is exempt, and those that public text repeats."""
        if exempt:
            kids = (each for each in node.walk() if each.name == "bookmarkStart")
            self.exempt_names |= {each.attributes.get("name", "") for each in kids}
        else:
            self.repeated += [(name, self.runs.place) for name in found.repeats]

    def _text(
        self, node: Node, identifier: str, content: tuple[Inline, ...], exempt: bool
    ) -> Iterator[Block | Entry]:
        label = self._label(node, identifier)
        level = self.styles.heading(identifier)
        if level is not None:
            yield self._heading(level, content, label, exempt)
        elif label and (not label.counts or self.styles.is_list(identifier)):
            item = Item(label.text, (content,), min(label.level, DEEPEST_ITEM))
            yield Entry(item, label.ordered, self.numbered)
        elif self.styles.is_quotation(identifier):
            yield Paragraph(Role.QUOTATION, content, indented=self.numbered)
        elif self.styles.is_caption(identifier):
            yield Paragraph(Role.CAPTION, content, indented=self.numbered)
        else:
            self.numbered = bool(label) or self.numbered
            yield Paragraph(
                Role.BODY,
                content,
                label=label.text.rstrip(".") if label else "",
                indented=self.numbered and not label,
            )

    def _heading(
        self, level: int, content: tuple[Inline, ...], label: Label | None, exempt: bool
    ) -> Heading:
        text = plain(content)
        if not exempt:
            self.section, self.count = f"“{text[:60]}”", 0
            self.title = self.title or ("" if level else text)
        self.numbered = False
        return Heading(
            min(level + 1, _DEEPEST_HEADING),
            content,
            self._anchor(exempt),
            label=label.text.rstrip(".") if label else "",
        )

    def _label(self, node: Node, identifier: str) -> Label | None:
        style = self.styles.style(identifier)
        number = node.value("pPr", "numPr", "numId") or style.value("pPr", "numPr", "numId")
        level = node.value("pPr", "numPr", "ilvl") or style.value("pPr", "numPr", "ilvl")
        return self.numbers.label(number, int(level) if level in _LEVELS else 0)

    def _picture(self, picture: Picture, exempt: bool) -> Iterator[Illustration]:
        place = self.runs.place
        if not picture.alt:
            self.losses.lose(Loss.NO_WORDS, place)
            return
        part = self.targets.get(picture.relation, "")
        data = self.package.read(part) if part else b""
        image = self.as_image(data, picture.width_pt, picture.height_pt, picture.alt)
        if image is None:
            self.losses.lose(Loss.PICTURE, place)
            return
        yield Illustration(image, (), self._anchor(exempt), self.numbered)

    def _table(self, node: Node) -> None:
        exempt = bool(self.marked) or self.styles.is_anywhere_exempt(node)
        reading = _CellReading(self, exempt)
        caption = self._caption_before(exempt)
        try:
            table = read_table(
                node,
                reading.read,
                caption,
                self._anchor(exempt),
                self.width_pt,
                indented=self.numbered,
            )
        except NotATable:
            self._refuse(self.runs.place, "a table whose cells don't fit together", SAVE_AS_DOCX)
            raise
        if reading.marked:
            what = "[Part 2] stands in a table"
            self._refuse(self.runs.place, what, "mark the table as a whole")
        self._put(exempt, [table])

    def _caption_before(self, exempt: bool) -> str:
        """The caption that stands above a table, taken over into it."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.exempt != exempt or not last.blocks:
            return ""
        block = last.blocks[-1]
        if not (isinstance(block, Paragraph) and block.role is Role.CAPTION):
            return ""
        last.blocks.pop()
        return plain(block.content)

    def _anchor(self, exempt: bool) -> str:
        """A name; what is exempt has a count of its own, so that it moves no public one."""
        self.anchors[exempt] += 1
        return f"{self.stem}-{'exempt-' if exempt else ''}{self.anchors[exempt]}"

    # --- notes ---------------------------------------------------------------------------------

    def _with_notes(self, content: Sequence[Inline], exempt: bool) -> tuple[Inline, ...]:
        """Content with its notes' numbers, in the report's own count."""
        return tuple(
            Text(self._note_number(i.target[1:].replace("-", " ", 1), exempt), raised=True)
            if isinstance(i, Link) and i.target.startswith("#")
            else i
            for i in content
        )

    def _note_number(self, key: str, exempt: bool) -> str:
        """The number of a note, which is kept to be printed; those that are exempt have a count
        of their own."""
        self.note_counts[exempt] += 1
        label = f"{'E' if exempt else ''}{self.note_counts[exempt]}"
        self.noted.append((key, label, exempt))
        return label

    def _print_notes(self) -> None:
        """The notes at the report's end; those of exempt passages are exempt, and an exempt note
        makes no other one so."""
        self.section, self.marked = "the notes", ""
        for key, label, exempt in sorted(self.noted, key=lambda each: each[2]):
            note = self.notes.get(key) or Node("")
            read = [self.runs.read(paragraph) for paragraph in note.all("p")]
            text = "".join(plain(tuple(f.content)) + f.unseen for f in read)
            if is_mark(text) or is_almost_mark(text):
                what = "[Part 2] stands in a note"
                self._refuse(f"note {label}", what, "mark the paragraph that refers to it")
            content = [i for found in read for i in (*found.content, Text(" "))][:-1]
            if content:
                printed = Paragraph(Role.NOTE, tuple(content), label=label)
                home = self.homes.get(label)
                if exempt and home and home.exempt:
                    home.blocks.append(printed)
                else:
                    self._put(exempt or self.styles.is_anywhere_exempt(note), [printed])


class _CellReading:
    """Reads the cells of a table, which is exempt or not as a whole; notes whether a mark stands
    in it."""

    def __init__(self, reading: _Reading, exempt: bool) -> None:
        self.reading, self.exempt = reading, exempt
        self.marked = False

    def read(self, cell: Node) -> tuple[Paragraph, ...]:
        """A cell -> its paragraphs; a table inside it says its texts one after the other."""
        out = []
        for node in _paragraphs(cell):
            found = self.reading.runs.read(node)
            text = plain(tuple(found.content))
            self.reading._check_marks(found, text)
            self.marked |= is_mark(text)
            self.reading._keep_names(node, found, self.exempt)
            for _ in found.pictures:
                self.reading.losses.lose(Loss.PICTURE, self.reading.runs.place)
            if content := self.reading._with_notes(found.content, self.exempt):
                out.append(Paragraph(Role.TABLE_TEXT, content))
        return tuple(out)


def _paragraphs(node: Node) -> Iterator[Node]:
    """The paragraphs of a cell, those of tables in it among them; not those of text boxes, and not
    those of rows and cells that were deleted or hidden."""
    for kid in node.kids:
        if kid.name == "p":
            yield kid
        elif kid.name in _IN_CELLS and not is_gone(kid):
            yield from _paragraphs(kid)


def _external(package: Package, main: str) -> dict[str, str]:
    """A main part -> its links to addresses, by their relations."""
    folder, _, name = main.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    return {
        element.attributes.get("Id", ""): element.attributes.get("Target", "")
        for element in package.elements(rels)
        if element.attributes.get("TargetMode") == "External"
    }


def _flat(body: Node) -> Iterator[Node]:
    """A body's blocks, those in content controls among them."""
    for kid in body.kids:
        if kid.name in _WRAPPERS:
            yield from _flat(kid)
        elif kid.name not in ("sectPr", "sdtPr", "sdtEndPr", "bookmarkStart", "bookmarkEnd"):
            yield kid
