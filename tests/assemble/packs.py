"""Packs that hold pages free for attachments, as the writer makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from packgen.assemble.attachment import Attachment
from packgen.assemble.merge import Insert, merged
from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.verify.pdf import characters
from tests.trees import document


@cache
def ours() -> bytes:
    """A paper of our own."""
    return write_pdf(document(), load_style("civic"))


def pack_for(*attachments: Attachment) -> tuple[bytes, list[Insert]]:
    """A pack whose first page is a paper, with pages, a Part and a bookmark for each attachment."""
    out = BytesIO()
    inserts = []
    with pikepdf.open(BytesIO(ours())) as pdf:
        for number, attachment in enumerate(attachments, 1):
            first = len(pdf.pages) + 1
            for size in attachment.pages:
                _add_page(pdf, size)
            part_id = f"attachment-{number}"
            _add_part(pdf, part_id)
            _add_bookmark(pdf, f"Appendix {number}", pdf.pages[first - 1].obj)
            inserts.append(Insert(first, attachment, part_id))
        pdf.save(out, deterministic_id=True)
    return out.getvalue(), inserts


def merge(*attachments: Attachment) -> bytes:
    """The pack with the attachments in it."""
    pack, inserts = pack_for(*attachments)
    return merged(pack, inserts)


def _add_page(pdf: Pdf, size: Sequence[float]) -> None:
    first = pdf.pages[0].obj
    name, font = next((n, f) for n, f in first.Resources.Font.items() if _can(f, "Page 0123456789"))
    page = pdf.add_blank_page(page_size=(99, 99)).obj
    number = len(pdf.pages)
    codes = {char: code for code, char in characters(font).items()}
    text = bytes(codes[c] for c in f"Page {number}").hex()
    width = size[0]
    stamp = f"q 1 g {width / 2 - 30} 8 60 14 re f 0 g BT {name} 9 Tf {width / 2 - 20} 12 Td"
    content = f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC {stamp} <{text}> Tj ET Q EMC"
    page.MediaBox = Array([0, 0, *size])
    page.Contents = pdf.make_stream(content.encode())
    page.Resources = Dictionary(Font=Dictionary({name: font}))
    page.Tabs = Name.S
    tree = pdf.Root.StructTreeRoot
    key = int(tree.ParentTreeNextKey)
    page.StructParents = key
    tree.ParentTree.Nums.extend([key, Array()])
    tree.ParentTreeNextKey = key + 1


def _can(font: Any, text: str) -> bool:
    return set(text) <= set(characters(font).values())


def _add_part(pdf: Pdf, part_id: str) -> None:
    top = pdf.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, Array) else top
    part = Dictionary(S=Name.Part, P=top, ID=String(part_id), K=Array())
    top.K.append(pdf.make_indirect(part))


def _add_bookmark(pdf: Pdf, title: str, page: Any) -> None:
    with pdf.open_outline() as outline:
        item = pikepdf.OutlineItem(title, Array([page, Name.XYZ, 0, page.MediaBox[3], None]))
        outline.root.append(item)
