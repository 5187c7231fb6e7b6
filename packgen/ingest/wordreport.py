"""A report that an officer wrote in Word -> its blocks, in house style to be, exempt ones apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from packgen.document.nodes import (
    Block,
    Heading,
    Illustration,
    Image,
    Inline,
    Item,
    Paragraph,
    Text,
)
from packgen.document.roles import Role
from packgen.document.walk import plain
from packgen.document.written import WrittenReport
from packgen.ingest.package import Package, refuse
from packgen.ingest.wordbody import body_blocks, cell_paragraphs, external_links
from packgen.ingest.wordguard import MARGINS, Guard
from packgen.ingest.wordlists import DEEPEST_ITEM, Entry
from packgen.ingest.wordlosses import Loss, Losses
from packgen.ingest.wordmarks import (
    CLOSES,
    OPENS,
    is_almost_mark,
    is_mark,
    named_paragraphs,
    without_marks,
)
from packgen.ingest.wordnotes import Notes
from packgen.ingest.wordnumbers import Label, Numbers
from packgen.ingest.wordpieces import OpenPiece, Pieces
from packgen.ingest.wordruns import Found, Picture, RunReader
from packgen.ingest.wordstyles import WordStyles
from packgen.ingest.wordtables import NotATable, read_table
from packgen.ingest.wordtree import Node, tree

SAVE_AS_DOCX = "open it in Word and save it as a Word document (.docx)"
_DEEPEST_HEADING = 4
_LEVELS = frozenset("012345678")

AsImage = Callable[[bytes, float, float, str], Image | None]
"""A picture's bytes, its size in pt, its words -> the picture without all else; None for one that
can't be printed."""


def read_word(path: Path, stem: str, width_pt: float, as_image: AsImage) -> WrittenReport:
    """A .docx file, the beginning of its anchors, the width of the text -> the report.

    Raises BadInput for a file that can't be read, and where what is exempt isn't marked clearly.
    """
    _refuse_none(path)
    with Package(path, SAVE_AS_DOCX) as package:
        parts = dict(package.relations("").values())
        main = parts.get("officeDocument", "")
        if main not in package or not main.endswith(".xml") or "word" not in main:
            package.refuse("it is no Word document", SAVE_AS_DOCX)
        return _Reading(package, main, stem, width_pt, as_image).report()


def _refuse_none(path: Path) -> None:
    """Raise BadInput for what is named as a report and is no document at all."""
    if path.name.startswith("~$"):
        refuse(path.name, "is Word's lock file", "name the report itself")
    if path.is_file() and not path.stat().st_size:
        refuse(path.name, "is empty: it holds not one byte", "save the report in Word anew")


class _Reading:
    """Goes through one file once, from front to back."""

    def __init__(
        self, package: Package, main: str, stem: str, width_pt: float, as_image: AsImage
    ) -> None:
        self.package, self.main = package, main
        self.width_pt, self.as_image = width_pt, as_image
        relations = package.relations(main)
        named = dict(relations.values())
        self.targets = {key: part for key, (_, part) in relations.items()}
        self.margins = sorted({part for kind, part in relations.values() if kind in MARGINS})
        self.losses, self.guard = Losses(package.file), Guard(package.file)
        self.styles = WordStyles(tree(package, named.get("styles", "")))
        self.numbers = Numbers(tree(package, named.get("numbering", "")))
        self.notes = Notes(
            {
                f"{kind} {note.attributes.get('id', '')}": note
                for kind in ("footnote", "endnote")
                for note in tree(package, named.get(f"{kind}s", "")).all(kind)
            }
        )
        self.runs = RunReader(self.styles, external_links(package, main), self.losses)
        self.pieces = Pieces(stem)
        self.title, self.section, self.count = "", "", 0
        self.numbered = {False: False, True: False}
        """Whether what follows stands under a numbered paragraph, in public and in exempt text."""
        self.marked: str = ""
        """Where ``[Part 2]`` stands that isn't closed yet."""
        self.marked_paragraphs: tuple[int, ...] = ()

    def report(self) -> WrittenReport:
        self.guard.check_margins((tree(self.package, p) for p in self.margins), self.losses)
        body = tree(self.package, self.main).one("body") or Node("body")
        for node in body_blocks(body):
            self._node(node)
        if self.marked:
            what = "[Part 2] is never closed"
            self.guard.refuse(self.marked, what, "write [/Part 2] where it ends")
        self.guard.check_repeats()
        self._print_notes()
        pieces = self.pieces.finished()
        if not pieces:
            self.losses.lose(Loss.EVERYTHING, "")
        return WrittenReport(self.title, pieces, tuple(self.losses.faults()))

    # --- places --------------------------------------------------------------------------------

    def _place(self) -> str:
        return (
            f"{self.section}, paragraph {self.count}" if self.section else f"paragraph {self.count}"
        )

    def _piece(self, exempt: bool) -> OpenPiece:
        """The piece that what comes next goes to."""
        return self.pieces.next_of(exempt, self.marked_paragraphs if self.marked else ())

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
        self.guard.check(found, text, self.runs.place)
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
            self.guard.refuse(
                place, f"[Part 2] stands in the passage of {self.marked}", "close that one"
            )
        if closed and not opened and not self.marked:
            self.guard.refuse(place, "[/Part 2] closes nothing", "write [Part 2] where it begins")
        if opened:
            self.marked = place
            self.marked_paragraphs = named_paragraphs(opened[1] or "")
        found.content = without_marks(found.content)
        if plain(tuple(found.content)).strip() or found.pictures:
            self._put_paragraph(node, found, exempt=True)
        if closed:
            after = text[closed.end() :]
            if OPENS.search(after) or CLOSES.search(after):
                self.guard.refuse(
                    place, "two marked passages in one paragraph", "give each its own"
                )
            self.marked, self.marked_paragraphs = "", ()

    def _put_paragraph(self, node: Node, found: Found, exempt: bool) -> None:
        self.guard.keep_names(node, found, exempt, self.runs.place)
        piece = self._piece(exempt)
        content = self.notes.numbered(found.content, piece)
        blocks: list[Block | Entry] = []
        if content:
            blocks += self._text(node, content, piece)
        blocks += [b for picture in found.pictures for b in self._picture(picture, exempt)]
        if blocks:
            self.pieces.put(piece, blocks, self._place())

    def _text(
        self, node: Node, content: tuple[Inline, ...], piece: OpenPiece
    ) -> Iterator[Block | Entry]:
        identifier = node.value("pPr", "pStyle")
        label, numbered = self._label(node, identifier, piece), self.numbered[piece.exempt]
        level = self.styles.heading(identifier)
        if level is not None:
            yield self._heading(level, content, label, piece.exempt)
        elif label and (not label.counts or self.styles.is_list(identifier)):
            item = Item(label.text, (content,), min(label.level, DEEPEST_ITEM))
            yield Entry(item, label.ordered, numbered)
        elif self.styles.is_quotation(identifier):
            yield Paragraph(Role.QUOTATION, content, indented=numbered)
        elif self.styles.is_caption(identifier):
            yield Paragraph(Role.CAPTION, content, indented=numbered)
        else:
            self._under_number(piece.exempt, bool(label) or numbered)
            yield Paragraph(
                Role.BODY,
                content,
                label=label.text.rstrip(".") if label else "",
                indented=numbered and not label,
            )

    def _under_number(self, exempt: bool, numbered: bool) -> None:
        """Notes how what follows stands; what is exempt indents nothing that is public."""
        self.numbered[True] = numbered
        if not exempt:
            self.numbered[False] = numbered

    def _heading(
        self, level: int, content: tuple[Inline, ...], label: Label | None, exempt: bool
    ) -> Heading:
        text = plain(content)
        if not exempt:
            self.section, self.count = f"“{text[:60]}”", 0
            self.title = self.title or ("" if level else text)
        self._under_number(exempt, False)
        return Heading(
            min(level + 1, _DEEPEST_HEADING),
            content,
            self.pieces.anchor(exempt),
            label=label.text.rstrip(".") if label else "",
        )

    def _label(self, node: Node, identifier: str, piece: OpenPiece) -> Label | None:
        style = self.styles.style(identifier)
        number = node.value("pPr", "numPr", "numId") or style.value("pPr", "numPr", "numId")
        level = node.value("pPr", "numPr", "ilvl") or style.value("pPr", "numPr", "ilvl")
        return self.numbers.label(
            number,
            int(level) if level in _LEVELS else 0,
            piece.counting,
            is_item=self.styles.is_list(identifier),
        )

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
        yield Illustration(image, (), self.pieces.anchor(exempt), self.numbered[exempt])

    def _table(self, node: Node) -> None:
        exempt = bool(self.marked) or self.styles.is_anywhere_exempt(node)
        piece = self._piece(exempt)
        reading = _CellReading(self, piece)
        caption = self.pieces.caption_before(piece)
        try:
            table = read_table(
                node,
                reading.read,
                caption,
                self.pieces.anchor(exempt),
                self.width_pt,
                indented=self.numbered[exempt],
            )
        except NotATable:
            what = "a table whose cells don't fit together"
            self.guard.refuse(self.runs.place, what, SAVE_AS_DOCX)
        if reading.marked:
            what = "[Part 2] stands in a table"
            self.guard.refuse(self.runs.place, what, "mark the table as a whole")
        self.pieces.put(piece, [table], self._place())

    # --- notes ---------------------------------------------------------------------------------

    def _print_notes(self) -> None:
        """The notes at the report's end; those of exempt passages are exempt, and an exempt note
        makes no other one so."""
        self.section, self.marked = "the notes", ""
        for noted in self.notes.met():
            read = [self.runs.read(paragraph) for paragraph in noted.node.all("p")]
            for found in read:
                self.guard.check(found, "", f"note {noted.label}")
            text = "".join(plain(tuple(f.content)) + f.unseen for f in read)
            if is_mark(text) or is_almost_mark(text):
                what = "[Part 2] stands in a note"
                remedy = "mark the paragraph that refers to it"
                self.guard.refuse(f"note {noted.label}", what, remedy)
            content = [i for found in read for i in (*found.content, Text(" "))][:-1]
            if content:
                printed = Paragraph(Role.NOTE, tuple(content), label=noted.label)
                if noted.exempt:
                    noted.home.blocks.append(printed)
                else:
                    exempt = self.styles.is_anywhere_exempt(noted.node)
                    self.pieces.put(self._piece(exempt), [printed], self._place())


class _CellReading:
    """Reads the cells of a table, which is exempt or not as a whole; notes whether a mark stands
    in it."""

    def __init__(self, reading: _Reading, piece: OpenPiece) -> None:
        self.reading, self.piece = reading, piece
        self.marked = False

    def read(self, cell: Node) -> tuple[Paragraph, ...]:
        """A cell -> its paragraphs; a table inside it says its texts one after the other."""
        out = []
        for node in cell_paragraphs(cell):
            found, place = self.reading.runs.read(node), self.reading.runs.place
            text = plain(tuple(found.content))
            self.reading.guard.check(found, text, place)
            self.marked |= is_mark(text)
            self.reading.guard.keep_names(node, found, self.piece.exempt, place)
            for _ in found.pictures:
                self.reading.losses.lose(Loss.PICTURE, place)
            if content := self.reading.notes.numbered(found.content, self.piece):
                out.append(Paragraph(Role.TABLE_TEXT, content))
        return tuple(out)
