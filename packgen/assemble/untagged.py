"""A structure tree for an attachment that has none: each page is one figure, and says so."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from packgen.assemble.viewport import viewport


def tag_as_figures(pdf: Pdf, name: str) -> None:
    """Gives a PDF whose content has no marks a tree of figures, with the links after each."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    pages, numbers = len(pdf.pages), list[Any]()
    opening, closing = b"/Figure <</MCID 0>> BDC q\n", b"\nQ EMC\n"
    for index, page in enumerate(pdf.pages):
        page.contents_add(opening, prepend=True)
        page.contents_add(closing)
        page.obj.StructParents = index
        alt = f"Attached document without tags: {name}, page {index + 1} of {pages}"
        figure = Dictionary(S=Name.Figure, P=root, Pg=page.obj, K=0, Alt=String(alt))
        if (seen := viewport(page.obj)) is not None:
            layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(list(seen.box)))
            figure.A = layout
        held = pdf.make_indirect(figure)
        root.K.append(held)
        numbers += [index, pdf.make_indirect(Array([held]))]
    key = pages
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            whole = Dictionary(Type=Name.OBJR, Pg=page.obj, Obj=link)
            entries = Dictionary(S=Name.Link, P=root, K=whole, Alt=link.Contents)
            held = pdf.make_indirect(entries)
            root.K.append(held)
            link.StructParent = key
            numbers += [key, held]
            key += 1
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = key
    pdf.Root.StructTreeRoot = root
