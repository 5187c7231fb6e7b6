"""What no validator tests: that the parent tree leads from every content to its own element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf, Stream

from packgen.errors import Fault
from packgen.model.report import Check, checked, not_checked
from packgen.verify.parts import Unreadable, taking_apart

_Owned = dict[tuple[Any, ...], tuple[int, int]]
"""Owners by what they own: (its page or form, the content's number) or (the annotation,)."""


def check_parent_trees(files: Mapping[str, bytes]) -> Check:
    """PDFs by their paths -> whether each one's tags and contents lead to each other."""
    name = "parent tree"
    if not files:
        return not_checked(name, "no PDF was built")
    said = f"{len(files)} PDFs, from every content to its tag, and from every tag to its content"
    return checked(name, said, _faults(files))


def _faults(files: Mapping[str, bytes]) -> Iterator[Fault]:
    remedy = "report this with the workbook's layout"
    for path, data in files.items():
        try:
            with taking_apart("the PDF"), Pdf.open(BytesIO(data)) as pdf:
                found = list(broken(pdf))
        except Unreadable as error:
            found = [str(error)]
        yield from (Fault(path, what, remedy) for what in found)


def broken(pdf: Pdf) -> Iterator[str]:
    """A tagged PDF -> what is wrong with its parent tree, if anything.

    Each page's, form's and annotation's key must lead to the element that owns the content or the
    annotation; no content may lack an owner, no element may own content that isn't there, and each
    element must name as its parent the one that it stands in.
    """
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        yield "there is no structure tree"
        return
    tree = _numbers(root.get("/ParentTree"))
    if int(root.get("/ParentTreeNextKey", 0)) <= max(tree, default=-1):
        yield "the next key is in use"
    contents, objects = _Owned(), _Owned()
    yield from _owners(root, contents, objects)
    for number, page in enumerate(pdf.pages, 1):
        for holder in (page.obj, *_forms(page.obj)):
            yield from _contents(holder, tree, contents, f"page {number}")
        for annotation in page.obj.get("/Annots", ()):
            owner = objects.pop((annotation.objgen,), None)
            if owner is None or _found(tree, annotation.get("/StructParent")) != owner:
                yield f"page {number}: an annotation's key leads to another element"
    for (objgen,), owner in objects.items():
        held = pdf.get_object(objgen)
        # A picture can be owned as a whole, as annotations are.
        if not isinstance(held, Stream) or _found(tree, held.get("/StructParent")) != owner:
            yield f"{owner} owns an annotation that isn't there"
    yield from (f"{owner} owns content that isn't painted" for owner in contents.values())


def _contents(holder: Any, tree: dict[int, Any], contents: _Owned, where: str) -> Iterator[str]:
    array = tree.get(int(holder.get("/StructParents", -1)), ())
    for mark in _marks(holder):
        owner = contents.pop((holder.objgen, mark), None)
        told = array[mark] if isinstance(array, Array) and mark < len(array) else None
        if owner is None or getattr(told, "objgen", None) != owner:
            yield f"{where}, content {mark}: the parent tree names another owner"


def _found(tree: dict[int, Any], key: Any) -> tuple[int, int] | None:
    return getattr(tree.get(-1 if key is None else int(key)), "objgen", None)


def _owners(root: Any, contents: _Owned, objects: _Owned) -> Iterator[str]:
    """Fills in the owners; yields what is wrong with elements and their parents."""
    met: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for kid in _kids(element):
            if not isinstance(kid, Dictionary):
                contents[_objgen(element.get("/Pg")), int(kid)] = element.objgen
            elif kid.get("/Type") == "/MCR":
                holder = kid.get("/Stm", kid.get("/Pg", element.get("/Pg")))
                contents[_objgen(holder), int(kid.MCID)] = element.objgen
            elif kid.get("/Type") == "/OBJR":
                objects[(_objgen(kid.get("/Obj")),)] = element.objgen
            elif kid.objgen in met:
                yield f"{kid.get('/S')} stands in two elements"
            else:
                met.add(kid.objgen)
                waiting.append(kid)
                if _objgen(kid.get("/P")) != element.objgen:
                    yield f"{kid.get('/S')}'s parent is another than the element it stands in"


def _objgen(held: Any) -> tuple[int, int]:
    objgen: tuple[int, int] = getattr(held, "objgen", (0, 0))
    return objgen


def _kids(element: Any) -> Iterable[Any]:
    held = element.get("/K")
    if held is None:
        return ()
    return held if isinstance(held, Array) else (held,)


def _numbers(tree: Any) -> dict[int, Any]:
    found = dict[int, Any]()
    waiting, met = [tree], set[tuple[int, int]]()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in met):
            continue
        met.add(node.objgen)
        numbers = list(node.get("/Nums", ()))
        found.update((int(k), v) for k, v in zip(numbers[::2], numbers[1::2], strict=False))
        waiting += list(node.get("/Kids", ()))
    return found


def _forms(page: Any) -> Iterator[Any]:
    """The form XObjects of a page that hold numbered content of their own."""
    met, waiting = set[tuple[int, int]](), [page]
    while waiting:
        resources = waiting.pop().get("/Resources")
        held = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        for one in held.values() if isinstance(held, Dictionary) else ():
            is_form = isinstance(one, Stream) and one.get("/Subtype") == "/Form"
            if is_form and one.objgen not in met:
                met.add(one.objgen)
                waiting.append(one)
                if "/StructParents" in one:
                    yield one


def _marks(holder: Any) -> Iterator[int]:
    named: Any = holder.get("/Resources", {}).get("/Properties", {})
    painted = pikepdf.Page(holder) if isinstance(holder, Dictionary) else holder
    for instruction in pikepdf.parse_content_stream(painted):
        if str(instruction.operator) == "BDC" and len(instruction.operands) > 1:
            entries: Any = instruction.operands[1]
            if isinstance(entries, pikepdf.Name):
                entries = named.get(str(entries))
            number: Any = entries.get("/MCID") if isinstance(entries, Dictionary) else None
            if isinstance(number, int):
                yield number
