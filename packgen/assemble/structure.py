"""An attachment's structure tree, made sound: every element once, and numbered anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from packgen.assemble.attributes import plain_attributes, rename_headers
from packgen.assemble.content import Numbers

_DEEPEST: Final = 150
_MOST: Final = 3_000_000
_KEPT: Final = frozenset(
    {"/Type", "/S", "/P", "/ID", "/Pg", "/K", "/A", "/C", "/Lang", "/Alt", "/E",
     "/ActualText"}
)  # fmt: skip
# What PDF 2.0 has and PDF 1.7 has not (ISO 32000-2, annex L).
_NEWER: Final = {"/Title": "/P", "/FENote": "/Note", "/Em": "/Span", "/Strong": "/Span",
                 "/Sub": "/Span", "/Aside": "/Div", "/DocumentFragment": "/Div",
                 "/Artifact": "/NonStruct"}  # fmt: skip
_LEVELS: Final = 6
_WORDS: Final = ("/ActualText", "/Alt", "/E")
_Marks = Mapping[tuple[int, int], Numbers]


class BadTags(ValueError):
    """A structure tree that is none: in circles, in pieces, or endless."""


def made_sound(pdf: pikepdf.Pdf, marks: _Marks, annotations: Mapping[tuple[int, int], Any]) -> int:
    """Makes a PDF's structure tree agree with its pages -> how much on them no element owns.

    ``marks`` are the numbers of the content of each page and form, ``annotations`` the links: by
    their objects. Elements keep their order, attributes, and the words for what is painted; content
    that isn't there is left out; IDs are made anew, and so are the parent tree and the tree of
    IDs. Raises BadTags.
    """
    root = pdf.Root.StructTreeRoot
    if not root.is_indirect:
        root = pdf.Root.StructTreeRoot = pdf.make_indirect(root)
    sound = _Sound(pdf, marks, annotations)
    sound.walk(root)
    for key in set(root.keys()) - {"/K", "/RoleMap", "/ClassMap"}:
        del root[key]
    root.Type = Name.StructTreeRoot
    root.RoleMap = _roles(root.get("/RoleMap"))
    _plain_classes(root)
    sound.unsay(root)
    sound.rename()
    sound.number(root)
    owned = len(sound.owners) + len(sound.linked)
    return sum(len(held.marked) for held in marks.values()) + len(annotations) - owned


def elements(root: Any) -> Iterator[Any]:
    """A sound tree's root or element -> every element below it."""
    waiting = [root]
    while waiting:
        for kid in kids(waiting.pop()):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def kids(element: Any) -> Any:
    """An element -> what it holds, be it one or many."""
    held = element.get("/K")
    if held is None:
        return ()
    return held if isinstance(held, Array) else (held,)


def drop(held: Any, key: str) -> None:
    """Takes an entry out, if there is one."""
    if key in held:
        del held[key]


class _Sound:
    def __init__(
        self, pdf: pikepdf.Pdf, marks: _Marks, annotations: Mapping[tuple[int, int], Any]
    ) -> None:
        self.pdf, self.marks, self.annotations = pdf, marks, annotations
        self.owners: dict[tuple[tuple[int, int], int], Any] = {}
        self.linked: dict[tuple[int, int], Any] = {}
        self.ids: dict[bytes, Any] = {}
        self.met: set[tuple[int, int]] = set()

    def walk(self, root: Any) -> None:
        waiting: list[tuple[Any, int]] = [(root, 0)]
        while waiting:
            element, depth = waiting.pop()
            if depth > _DEEPEST or len(self.met) > _MOST:
                raise BadTags
            below = self._kept_kids(element)
            element.K = Array(below)
            waiting += [(k, depth + 1) for k in reversed(below) if _is_element(k)]

    def _kept_kids(self, element: Any) -> list[Any]:
        home = element.get("/Pg")
        kept = list[Any]()
        for kid in list(kids(element)):
            if isinstance(kid, Dictionary) and kid.get("/Type") in ("/MCR", "/OBJR"):
                kept += self._referred(element, kid, home)
            elif isinstance(kid, Dictionary):
                kept.append(self._element(kid, element))
            elif isinstance(kid, int) and not isinstance(kid, bool):
                if isinstance(home, Dictionary) and self._owns(home.objgen, kid, element):
                    kept.append(kid)
            elif kid is not None:
                raise BadTags
        return kept

    def _element(self, kid: Any, parent: Any) -> Any:
        if not isinstance(kid.get("/S"), Name):
            raise BadTags
        if not kid.is_indirect:
            kid = self.pdf.make_indirect(kid)
        if kid.objgen in self.met:
            raise BadTags
        self.met.add(kid.objgen)
        if "/NS" in kid:
            _without_namespace(kid)
        for key in set(kid.keys()) - _KEPT:
            del kid[key]
        kid.P = parent
        attributes = plain_attributes(kid.get("/A"))
        drop(kid, "/A")
        if attributes is not None:
            kid.A = attributes
        page = kid.get("/Pg")
        if page is not None and getattr(page, "objgen", None) not in self.marks:
            del kid.Pg
        if (name := kid.get("/ID")) is not None:
            if isinstance(name, String) and bytes(name) not in self.ids:
                self.ids[bytes(name)] = kid
            else:
                del kid.ID
        return kid

    def _referred(self, element: Any, kid: Any, home: Any) -> list[Any]:
        page = kid.get("/Pg", home)
        if kid.get("/Type") == "/OBJR":
            objgen = getattr(kid.get("/Obj"), "objgen", (0, 0))
            if objgen not in self.annotations or objgen in self.linked:
                return []
            self.linked[objgen] = element
            held = self.annotations[objgen]
            return [Dictionary(Type=Name.OBJR, Pg=held.P, Obj=held)]
        holder, number = kid.get("/Stm", page), kid.get("/MCID")
        if not isinstance(number, int) or not self._owns(
            getattr(holder, "objgen", (0, 0)), number, element
        ):
            return []
        entries = Dictionary(Type=Name.MCR, MCID=number)
        if isinstance(page, Dictionary) and page.objgen in self.marks:
            entries.Pg = page
        if "/Stm" in kid:
            entries.Stm = holder
        return [entries]

    def _owns(self, holder: tuple[int, int], number: int, element: Any) -> bool:
        """Whether an element may own content: it is there, and no other owns it."""
        if (
            number not in self.marks.get(holder, Numbers()).marked
            or (holder, number) in self.owners
        ):
            return False
        self.owners[holder, number] = element
        return True

    def unsay(self, root: Any) -> None:
        """Takes words out of elements in which nothing is painted: nobody could see what for."""
        painting = {
            owner.objgen
            for (holder, number), owner in self.owners.items()
            if number in self.marks[holder].painted
        }
        painting |= {owner.objgen for owner in self.linked.values()}
        for element in reversed(list(elements(root))):
            if element.objgen in painting:
                painting.add(element.P.objgen)
            else:
                for key in _WORDS:
                    drop(element, key)

    def rename(self) -> None:
        """Gives each element that has an ID a new one that says nothing."""
        names = {old: f"id-{number}" for number, old in enumerate(self.ids, 1)}
        for old, name in names.items():
            self.ids[old].ID = String(name)
        for objgen in sorted(self.met):
            rename_headers(self.pdf.get_object(objgen), names)
        self.ids = {names[old].encode("ascii"): held for old, held in self.ids.items()}

    def number(self, root: Any) -> None:
        """Gives each holder of content and each link its key, and writes both trees."""
        numbers = list[Any]()
        key = 0
        for objgen, marks in self.marks.items():
            held = self.pdf.get_object(objgen)
            if not marks.marked:
                drop(held, "/StructParents")
                continue
            owners = [self.owners.get((objgen, mark)) for mark in range(max(marks.marked) + 1)]
            held[Name.StructParents] = key
            numbers += [key, self.pdf.make_indirect(Array(owners))]
            key += 1
        for objgen, annotation in self.annotations.items():
            drop(annotation, "/StructParent")
            if objgen in self.linked:
                annotation[Name.StructParent] = key
                numbers += [key, self.linked[objgen]]
                key += 1
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = key
        if self.ids:
            names = list[Any]()
            for name in sorted(self.ids):
                names += [String(name), self.ids[name]]
            root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _plain_classes(root: Any) -> None:
    held = root.get("/ClassMap")
    plain = {
        key: attributes
        for key, value in (held.items() if isinstance(held, Dictionary) else ())
        if (attributes := plain_attributes(value)) is not None
    }
    drop(root, "/ClassMap")
    if plain:
        root.ClassMap = Dictionary(plain)


def _without_namespace(element: Any) -> None:
    """A type of PDF 2.0, or of a namespace that says what it is there -> one of PDF 1.7."""
    space, kind = element.NS, str(element.S)
    mapped = space.get("/RoleMapNS") if isinstance(space, Dictionary) else None
    if isinstance(mapped, Dictionary) and kind in mapped:
        to = mapped[kind]
        to = to[0] if isinstance(to, Array) and len(to) else to
        kind = str(to) if isinstance(to, Name) else kind
    kind = _NEWER.get(kind, kind)
    if kind.startswith("/H") and kind[2:].isdecimal() and int(kind[2:]) > _LEVELS:
        kind = f"/H{_LEVELS}"
    element.S = Name(kind)


def _roles(held: Any) -> Dictionary:
    """A role map without what is no role, and without circles."""
    roles = {
        key: str(value)
        for key, value in (held.items() if isinstance(held, Dictionary) else ())
        if isinstance(value, Name)
    }
    kept = Dictionary()
    for key, value in roles.items():
        met, to = {key}, value
        while to in roles and to not in met:
            met.add(to)
            to = roles[to]
        if to not in met:
            kept[key] = Name(value)
    return kept
