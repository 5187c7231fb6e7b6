"""What no validator tests: that the parent tree leads from every content to its own element."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf


def parent_tree_faults(data: bytes) -> list[str]:
    """A tagged PDF -> what is wrong with its parent tree, if anything.

    Each page's and annotation's key must lead to the element that owns the content or the
    annotation; no content may lack an owner, and no element may own content that isn't there.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_faults(pdf))


def _faults(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root.StructTreeRoot
    tree = _numbers(root.ParentTree)
    if int(root.ParentTreeNextKey) <= max(tree, default=-1):
        yield "the next key is in use"
    contents, annotations = _owners(root)
    for number, page in enumerate(pdf.pages, 1):
        array = tree.get(int(page.obj.get("/StructParents", -1)), [])
        for mark in _marks(page):
            owner = contents.pop((page.obj.objgen, mark), None)
            if owner is None or mark >= len(array) or array[mark].objgen != owner:
                yield f"page {number}, content {mark}: the parent tree names another owner"
        for annotation in page.obj.get("/Annots", []):
            owner = annotations.pop(annotation.objgen, None)
            key = int(annotation.get("/StructParent", -1))
            if owner is None or key not in tree or tree[key].objgen != owner:
                yield f"page {number}: an annotation's key leads to another element"
    yield from (f"{owner} owns content that isn't painted" for owner in contents.values())
    yield from (f"{owner} owns an annotation that isn't there" for owner in annotations.values())
    for element in _elements(root):
        for kid in _kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid and kid.P.objgen != element.objgen:
                yield f"{kid.S}'s parent is another than the element it stands in"


def _owners(root: Object) -> tuple[dict[object, object], dict[object, object]]:
    """The elements that own each content (by page and number) and each annotation."""
    contents: dict[object, object] = {}
    annotations: dict[object, object] = {}
    for element in _elements(root):
        for kid in _kids(element):
            if not isinstance(kid, Dictionary):
                contents[element.Pg.objgen, int(kid)] = element.objgen
            elif kid.get("/Type") == "/MCR":
                page = kid.get("/Pg", element.get("/Pg"))
                contents[page.objgen, int(kid.MCID)] = element.objgen
            elif kid.get("/Type") == "/OBJR":
                annotations[kid.Obj.objgen] = element.objgen
    return contents, annotations


def _elements(root: Object) -> Iterator[Object]:
    waiting = [root]
    while waiting:
        for kid in _kids(waiting.pop()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def _kids(element: Object) -> list[Object]:
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _numbers(tree: Object) -> dict[int, Object]:
    found, waiting = {}, [tree]
    while waiting:
        node = waiting.pop()
        numbers = list(node.get("/Nums", []))
        found.update((int(k), v) for k, v in zip(numbers[::2], numbers[1::2], strict=True))
        waiting += list(node.get("/Kids", []))
    return found


def _marks(page: pikepdf.Page) -> Iterator[int]:
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            yield int(operands[1].MCID)
