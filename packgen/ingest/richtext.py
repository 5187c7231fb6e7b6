"""Rich text: strings kept in runs, raised footnote marks told apart."""

from __future__ import annotations

from packgen.ingest.package import Attributes, local_name
from packgen.ingest.words import clean


class Strings:
    """The shared strings of a workbook: each as printed, and without raised footnote marks."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
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
        self.raised = self.reading = self.inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "r":
            self.raised = False
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

    def read(self) -> tuple[str, str]:
        """The text as printed, and without its raised runs."""
        text = clean("".join(text for text, _ in self.parts))
        if not any(raised for _, raised in self.parts):
            return text, text
        return text, clean("".join(text for text, raised in self.parts if not raised))
