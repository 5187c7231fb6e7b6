"""Rich text: strings kept in runs, raised footnote marks told apart."""

from __future__ import annotations

from packgen.ingest.package import Attributes, local_name
from packgen.ingest.words import clean


class Strings:
    """The shared strings of a workbook: each as printed, without raised footnote marks, and
    whether any of it is struck out."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str, bool]] = []
        self.text = RichText()

    def start(self, tag: str, attributes: Attributes) -> None:
        tag = local_name(tag)
        if tag == "si":
            self.text = RichText()
        self.text.start(tag, attributes)

    def end(self, tag: str) -> None:
        tag = local_name(tag)
        self.text.end(tag)
        if tag == "si":
            self.found.append(self.text.read())

    def characters(self, text: str) -> None:
        self.text.characters(text)


class RichText:
    """A string in runs: ``<t>`` alone or in ``<r>``; raised runs told apart, readings left out."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool]] = []
        self.raised = self.struck = self.reading = self.inside = False
        self.partly_struck = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "r":
            self.raised = self.struck = False
        elif tag == "strike":
            self.struck = attributes.get("val", "1") not in ("0", "false")
        elif tag == "vertAlign":
            self.raised = attributes.get("val") == "superscript"
        elif tag == "rPh":
            self.reading = True
        elif tag == "t":
            self.inside = not self.reading

    def end(self, tag: str) -> None:
        if tag == "t":
            self.inside = False
        elif tag == "rPh":
            self.reading = False

    def characters(self, text: str) -> None:
        if self.inside:
            self.parts.append((text, self.raised))
            self.partly_struck |= self.struck and bool(text.strip())

    def read(self) -> tuple[str, str, bool]:
        """The text as printed, without its raised runs, and whether any of it is struck out."""
        text = clean("".join(text for text, _ in self.parts))
        if not any(raised for _, raised in self.parts):
            return text, text, self.partly_struck
        heading = clean("".join(text for text, raised in self.parts if not raised))
        return text, heading, self.partly_struck
