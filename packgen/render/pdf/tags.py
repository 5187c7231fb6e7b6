"""The structure tree: elements and compact table rows -> PDF objects as text, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, assert_never

from packgen.document.roles import Scope


class Content(NamedTuple):
    """Marked content: the index of its page, and its number there."""

    sheet: int
    mark: int


class Annotation(NamedTuple):
    """A link's annotation: the index of its page, and which of all annotations it is."""

    sheet: int
    number: int


@dataclass(slots=True)
class Element:
    """A structure element; ``entries`` are further entries of its dictionary, as text.

    ``identifier`` is its name in the file, where it has one.
    """

    tag: str
    kids: list[Kid] = field(default_factory=list)
    entries: str = ""
    identifier: str = ""

    def add(self, tag: str, entries: str = "") -> Element:
        """A new element at the end of this one."""
        kid = Element(tag, [], entries)
        self.kids.append(kid)
        return kid


@dataclass(slots=True)
class CellTags:
    """A table row in little: the start of each cell's dictionary, and what the cell holds.

    A number is the cell's only marked content, on the row's page; None is an empty cell.
    """

    sheet: int
    heads: list[str]
    contents: list[int | list[Kid] | None]


class Shifted(NamedTuple):
    """An element whose pages and annotations are counted from these on in the file."""

    element: Element
    sheet: int
    annotation: int


Kid = Element | CellTags | Content | Annotation | Shifted


def text_string(text: str) -> str:
    """Text -> a PDF text string."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


@lru_cache(maxsize=256)
def cell_head(scope: Scope | None, colspan: int, rowspan: int) -> str:
    """What a cell is and spans -> the start of its element's dictionary; there are few kinds."""
    spans = (f"/ColSpan {colspan}" if colspan > 1 else "") + (
        f"/RowSpan {rowspan}" if rowspan > 1 else ""
    )
    if scope:
        return f"/S/TH/A<</O/Table/Scope/{scope.value}{spans}>>"
    return f"/S/TD/A<</O/Table{spans}>>" if spans else "/S/TD"


def figure_element(alt: str, box: tuple[float, float, float, float], content: Content) -> Element:
    """A drawing's words, its box on the page and its content -> its element."""
    edges = "{:.2f} {:.2f} {:.2f} {:.2f}".format(*box)
    entries = f"/Alt{text_string(alt)}/A<</O/Layout/Placement/Block/BBox[{edges}]>>"
    return Element("Figure", [content], entries)


def tree_objects(
    root: Element,
    first: int,
    pages: Sequence[int],
    marks: Sequence[int],
    annotations: Sequence[int],
) -> list[str]:
    """The tree -> the bodies of objects ``first``, ``first + 1``, ...; the first is the root.

    ``pages`` and ``annotations`` are object numbers, ``marks`` how many pieces of marked content
    each page has. Page i has the key i in the parent tree, annotation j ``len(pages) + j``.
    """
    tree = _Tree(first, pages, marks, annotations)
    document = tree.element(root, first)
    parents = [*tree.content_parents, *tree.annotation_parents]
    arrays = first + len(tree.objects)
    tree.objects += [f"[{' '.join([f'{n} 0 R' for n in page])}]" for page in tree.content_parents]
    keys = [f"{i} {arrays + i} 0 R" for i in range(len(pages))]
    keys += [f"{len(pages) + j} {n} 0 R" for j, n in enumerate(tree.annotation_parents)]
    tree.objects.append(f"<</Nums[{' '.join(keys)}]>>")
    names = "".join([f"{text_string(name)} {n} 0 R " for name, n in sorted(tree.named.items())])
    named = f"/IDTree<</Names[{names.strip()}]>>" if names else ""
    tree.objects[0] = (
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree {arrays + len(pages)} 0 R"
        f"/ParentTreeNextKey {len(parents)}{named}>>"
    )
    return tree.objects


class _Tree:
    """Numbers elements as it walks them, and notes who owns which content."""

    def __init__(
        self, first: int, pages: Sequence[int], marks: Sequence[int], annotations: Sequence[int]
    ) -> None:
        self.first = first
        self.pages = pages
        self.annotations = annotations
        self.objects = [""]
        self.named: dict[str, int] = {}
        self.sheets_before = self.annotations_before = 0
        self.content_parents = [[0] * count for count in marks]
        self.annotation_parents = [0] * len(annotations)

    def reserve(self, count: int) -> int:
        number = self.first + len(self.objects)
        self.objects += [""] * count
        return number

    def element(self, element: Element, parent: int) -> int:
        number = self.reserve(1)
        held = self.held(element.kids, number)
        name = ""
        if element.identifier:
            name = f"/ID{text_string(element.identifier)}"
            self.named[element.identifier] = number
        text = f"<</S/{element.tag}/P {parent} 0 R{name}{element.entries}{held}>>"
        self.objects[number - self.first] = text
        return number

    def held(self, kids: Sequence[Kid], number: int) -> str:
        """An element's kids -> its /Pg and /K; the kids themselves become objects."""
        home = next((kid.sheet for kid in kids if isinstance(kid, Content)), None)
        parts = []
        for kid in kids:
            match kid:
                case Element():
                    parts.append(f"{self.element(kid, number)} 0 R")
                case Shifted():
                    parts.append(f"{self.shifted(kid, number)} 0 R")
                case CellTags():
                    parts.append(f"{self.row(kid, number)} 0 R")
                case Content(sheet=sheet, mark=mark):
                    self.content_parents[self.sheets_before + sheet][mark] = number
                    parts.append(str(mark) if sheet == home else self.elsewhere(sheet, mark))
                case Annotation(sheet=sheet, number=index):
                    index += self.annotations_before
                    self.annotation_parents[index] = number
                    page, target = self.page(sheet), self.annotations[index]
                    parts.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {target} 0 R>>")
                case _:
                    assert_never(kid)
        where = "" if home is None else f"/Pg {self.page(home)} 0 R"
        if not parts:
            return where
        return f"{where}/K {parts[0]}" if len(parts) == 1 else f"{where}/K[{' '.join(parts)}]"

    def shifted(self, kid: Shifted, parent: int) -> int:
        before = self.sheets_before, self.annotations_before
        self.sheets_before, self.annotations_before = kid.sheet, kid.annotation
        number = self.element(kid.element, parent)
        self.sheets_before, self.annotations_before = before
        return number

    def page(self, sheet: int) -> int:
        return self.pages[self.sheets_before + sheet]

    def elsewhere(self, sheet: int, mark: int) -> str:
        return f"<</Type/MCR/Pg {self.page(sheet)} 0 R/MCID {mark}>>"

    def row(self, row: CellTags, parent: int) -> int:
        """A row -> its TR; its cells get the numbers after it, what they hold comes later."""
        count = len(row.heads)
        number = self.reserve(count + 1)
        owners = self.content_parents[self.sheets_before + row.sheet]
        under, on_page = f"/P {number} 0 R", f"/P {number} 0 R/Pg {self.page(row.sheet)} 0 R/K "
        texts, cell = [], number
        for head, content in zip(row.heads, row.contents, strict=True):
            cell += 1
            if isinstance(content, int):
                owners[content] = cell
                texts.append(f"<<{head}{on_page}{content}>>")
            elif content is None:
                texts.append(f"<<{head}{under}>>")
            else:
                texts.append(f"<<{head}{under}{self.held(content, cell)}>>")
        cells = " ".join([f"{n} 0 R" for n in range(number + 1, number + 1 + count)])
        start = number - self.first
        self.objects[start] = f"<</S/TR/P {parent} 0 R/K[{cells}]>>"
        self.objects[start + 1 : start + 1 + count] = texts
        return number
