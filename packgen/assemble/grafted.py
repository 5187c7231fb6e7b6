"""An attachment's structure tree, set into the pack's."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from packgen.assemble.attributes import attribute_objects
from packgen.assemble.matrix import Matrix
from packgen.assemble.structure import elements, kids
from packgen.assemble.viewport import box_of


def prepare(source: Pdf, prefix: str, first_key: int) -> None:
    """Moves an attachment's keys up to ``first_key`` and puts a prefix before its IDs."""
    for held in source.objects:
        if not isinstance(held, Dictionary | Stream):
            continue
        for key in ("/StructParents", "/StructParent"):
            if key in held:
                held[key] = int(held[key]) + first_key
    root = source.Root.StructTreeRoot
    tree = root.ParentTree.Nums
    for place in range(0, len(tree), 2):
        tree[place] = int(tree[place]) + first_key
    if "/IDTree" in root:
        _prefix_ids(root, prefix)


def _prefix_ids(root: Any, prefix: str) -> None:
    first = prefix.encode("utf-8") + b"."
    names = root.IDTree.Names
    for place in range(0, len(names), 2):
        names[place] = String(first + bytes(names[place]))
        names[place + 1].ID = names[place]
    for element in elements(root):
        for attributes in attribute_objects(element):
            headers = attributes.get("/Headers")
            if isinstance(headers, Array):
                strings = [h for h in headers if isinstance(h, String)]
                attributes.Headers = Array([String(first + bytes(h)) for h in strings])


def unite_types(pack: Any, root: Any, prefix: str) -> None:
    """Takes an attachment's roles and classes into the pack's tree. Those that mean something else
    there get a new name."""
    for key, entry in (("/RoleMap", "/S"), ("/ClassMap", "/C")):
        new, old = root.get(key), pack.get(key, Dictionary())
        if not isinstance(new, Dictionary) or not len(new.keys()):
            continue
        renamed = {}
        for name, value in new.items():
            if name in old and old[name] != value:
                renamed[name] = f"/{prefix}.{name[1:]}"
        for name, value in new.items():
            mapped = renamed.get(str(value)) if isinstance(value, Name) else None
            old[renamed.get(name, name)] = Name(mapped) if mapped else value
        pack[key] = old
        if renamed:
            _rename(root, entry, renamed)


def _rename(root: Any, entry: str, renamed: dict[str, str]) -> None:
    for element in elements(root):
        held = element.get(entry)
        if isinstance(held, Name) and str(held) in renamed:
            element[entry] = Name(renamed[str(held)])
        elif isinstance(held, Array):
            for place, one in enumerate(held):
                if isinstance(one, Name) and str(one) in renamed:
                    held[place] = Name(renamed[str(one)])


def graft(part: Any, root: Any) -> None:
    """Puts what is in a tree into a Part; a tree's one Document is no document there."""
    top = list(kids(root))
    for kid in top:
        kid.P = part
        if kid.get("/S") == "/Document":
            kid.S = Name.Sect
    part.K = Array([*kids(part), *top])


def move_boxes(root: Any, moved: dict[tuple[int, int], Matrix]) -> None:
    """Moves the boxes of elements on pages whose content was moved."""
    for element in elements(root):
        matrix = moved.get(getattr(element.get("/Pg"), "objgen", (0, 0)))
        for attributes in attribute_objects(element) if matrix else ():
            box = box_of(attributes.get("/BBox"))
            if matrix is not None and box is not None:
                attributes.BBox = Array([round(edge, 2) for edge in matrix.box(box)])


_PARTS: Final = frozenset({"/Document", "/Part", "/Sect", "/Div"})


def parts(root: Any) -> dict[str, Any]:
    """The pack's tree -> its grouping elements that have an ID, by it."""
    found: dict[str, Any] = {}
    waiting = [root]
    while waiting:
        for kid in kids(waiting.pop()):
            if isinstance(kid, Dictionary) and str(kid.get("/S")) in _PARTS:
                waiting.append(kid)
                if isinstance(name := kid.get("/ID"), String):
                    found[str(name)] = kid
    return found
