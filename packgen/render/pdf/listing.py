"""Lists with lists in them: labels that hang before their items' paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from packgen.document.nodes import Listing
from packgen.document.roles import Align, Role
from packgen.render.pdf.flow import Flow, least_start, paint_lines
from packgen.render.pdf.tags import Element
from packgen.render.pdf.text import Block, Typesetter

# The least room of labels, in sizes of the list's type: bullets, and labels that count.
_BULLET_ROOM, _COUNTED_ROOM = 1.05, 1.6
_LABEL_GAP_PT = 5.0
_NUMBERINGS = {"\u2022": "Disc", "\u25cb": "Circle", "\u25e6": "Circle", "\u25a0": "Square"}
_ROMAN = frozenset("ivxlcdm")


@dataclass(slots=True)
class _Entry:
    """An item, measured; ``x`` is where its label stands in the flow, ``text_x`` its text."""

    level: int
    numbering: str
    label: Block
    blocks: list[Block]
    x: float
    text_x: float


@dataclass(slots=True)
class ListingItem:
    """A measured list in the flow."""

    after_pt: float
    entries: list[_Entry] = field(default_factory=list)
    leads: bool = False
    new_sheet: bool = False

    @property
    def _spec_after(self) -> float:
        return self.entries[0].label.spec.after_pt

    @property
    def before_pt(self) -> float:
        return self.entries[0].label.spec.before_pt

    @property
    def height_pt(self) -> float:
        heights = [block.height_pt for entry in self.entries for block in entry.blocks]
        return sum(heights) + self._spec_after * (len(heights) - 1)

    def start_pt(self, full_pt: float) -> float:
        return least_start(self.entries[0].blocks[0], full_pt)

    def paint(self, flow: Flow, owner: Element) -> None:
        """Each level's list stands in the body of the item before it."""
        owners, lists, first = [owner], list[Element](), True
        for entry in self.entries:
            del owners[entry.level + 1 :], lists[entry.level + 1 :]
            if len(lists) <= entry.level:
                attributes = f"/A<</O/List/ListNumbering/{entry.numbering}>>"
                lists.append(owners[entry.level].add("L", attributes))
            item = lists[entry.level].add("LI")
            label, body = item.add("Lbl"), item.add("LBody")
            owners.append(body)
            for place, block in enumerate(entry.blocks):
                flow.y -= 0.0 if first else self._spec_after
                first = False
                if least_start(block, flow.full_pt) > flow.room_pt and not flow.fresh:
                    flow.next_sheet()
                if not place:
                    flow.paper.write(flow.sheet, label, entry.label, flow.x + entry.x, flow.y)
                paint_lines(flow, body.add("P"), block, entry.text_x)


def listing_item(
    listing: Listing, inset_pt: float, width_pt: float, setter: Typesetter
) -> ListingItem:
    """A list, how far in it stands, a width -> its item."""
    spec = setter.style.type[Role.LIST_ITEM]
    rooms = _label_rooms(listing, setter)
    # What follows stands as far below as under a paragraph.
    found = ListingItem(max(spec.after_pt, setter.style.type[Role.BODY].after_pt))
    for item in listing.items:
        x = inset_pt + sum(rooms[: item.level])
        text_x = x + rooms[item.level]
        label = setter.line(item.label, spec, rooms[item.level], Align.LEFT)
        room = max(1.0, width_pt - text_x)
        blocks = [setter.rich(p, spec, room, spec.align) for p in item.paragraphs]
        numbering = _numbering(item.label, ordered=listing.ordered)
        found.entries.append(_Entry(item.level, numbering, label, blocks, x, text_x))
    return found


def _label_rooms(listing: Listing, setter: Typesetter) -> Sequence[float]:
    """The width that each level's labels take."""
    spec = setter.style.type[Role.LIST_ITEM]
    face = setter.style.typeface(spec)
    rooms = [(_COUNTED_ROOM if listing.ordered else _BULLET_ROOM) * spec.size_pt] * 4
    for item in listing.items:
        needed = face.measure(item.label, spec.size_pt) + _LABEL_GAP_PT
        rooms[item.level] = max(rooms[item.level], needed)
    return rooms


def _numbering(label: str, *, ordered: bool) -> str:
    """What a list's first label says about how it counts, in the words of PDF."""
    letters = label.strip("().: ")
    if not ordered or not letters:
        return _NUMBERINGS.get(label, "Disc")
    if letters.isdigit():
        return "Decimal"
    kind = "Roman" if set(letters.lower()) <= _ROMAN and letters.lower() != "c" else "Alpha"
    return f"{'Upper' if letters.isupper() else 'Lower'}{kind}"
