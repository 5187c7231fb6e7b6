"""What may not come along with an attachment: taken out of it, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from packgen.assemble.opened import AGAIN, refused
from packgen.errors import Fault

_CATALOGUE: Final = frozenset({"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang"})
_PAGE: Final = frozenset(
    {"/Type", "/Parent", "/Resources", "/Contents", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit",
     "/Annots", "/Group", "/StructParents"}
)  # fmt: skip
_WHEN_OFF: Final = ("/AllOff", "/AnyOff")
_PRIVATE: Final = ("/PieceInfo", "/LastModified", "/Metadata", "/AF", "/OC", "/OPI", "/Alternates",
                   "/Measure", "/PtData")  # fmt: skip
_OF_A_FORM: Final = frozenset(
    {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParent",
     "/StructParents", "/Length", "/Filter", "/DecodeParms"}
)  # fmt: skip
_OF_A_PICTURE: Final = frozenset(
    {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent",
     "/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte",
     "/StructParent", "/Length", "/Filter", "/DecodeParms"}
)  # fmt: skip
_RESOURCES: Final = frozenset(
    {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font", "/ProcSet",
     "/Properties"}
)  # fmt: skip
_TAKEN_OUT: Final = "nothing need be done; it is not in the pack"
_KNOWN: Final = {"/JavaScript": "a script", "/Launch": "an action that starts a program",
                 "/SubmitForm": "an action that sends a form", "/ImportData": "an action that reads"
                 " a file", "/GoToR": "a link into another file", "/GoToE": "a link into another"
                 " file"}  # fmt: skip


def check_layers(pdf: pikepdf.Pdf, name: str) -> None:
    """Raises BadInput for layers that are switched off, in any of the ways of looking at it."""
    held = pdf.Root.get("/OCProperties")
    if not isinstance(held, Dictionary):
        return
    usual, others = held.get("/D"), held.get("/Configs")
    configs = [usual, *(others if isinstance(others, Array) else ())]
    for config in configs:
        if not isinstance(config, Dictionary):
            continue
        off = config.get("/OFF")
        if (isinstance(off, Array) and len(off)) or config.get("/BaseState") == "/OFF":
            raise refused(name, "has layers that are switched off", "delete or merge them")
    groups = held.get("/OCGs")
    for group in groups if isinstance(groups, Array) else ():
        if isinstance(group, Dictionary) and _is_off(group.get("/Usage")):
            raise refused(name, "has layers that are not always shown", "delete or merge them")
    for one in pdf.objects:
        is_layer = isinstance(one, Dictionary) and one.get("/Type") == "/OCMD"
        if is_layer and (one.get("/P") in _WHEN_OFF or "/VE" in one):
            what = "has layers that are shown when others are off"
            raise refused(name, what, "delete or merge them")


def _is_off(usage: Any) -> bool:
    states = usage.values() if isinstance(usage, Dictionary) else ()
    return any(
        value == "/OFF"
        for state in states
        if isinstance(state, Dictionary)
        for value in state.values()
        if isinstance(value, Name)
    )


def catalogue_findings(pdf: pikepdf.Pdf, name: str) -> Iterator[Fault]:
    """What the catalogue holds beside the pages: scripts, actions, files. Raises BadInput for an
    XFA form, whose pages are made while it is read."""
    root, names = pdf.Root, pdf.Root.get("/Names")
    held = names if isinstance(names, Dictionary) else Dictionary()
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        raise refused(name, "is an XFA form", "print it to PDF")
    told = (
        (isinstance(root.get("/OpenAction"), Dictionary), "an action that runs when it is opened"),
        ("/AA" in root, "actions that run by themselves"),
        ("/JavaScript" in held, "scripts"),
        ("/EmbeddedFiles" in held or "/AF" in root, "files embedded in it"),
        ("/Collection" in root, "a portfolio of files"),
    )  # fmt: skip
    for found, what in told:
        if found:
            yield Fault(name, f"had {what}", _TAKEN_OUT)


def clean_annotations(pdf: pikepdf.Pdf, name: str) -> Iterator[Fault]:
    """Leaves nothing but links on the pages; the fields of forms are painted as they stand."""
    found: Counter[tuple[int, str]] = Counter()
    links = list[list[Any]]()
    for number, page in enumerate(pdf.pages, 1):
        kept, fields = list[Any](), list[Any]()
        held = page.obj.get("/Annots")
        for given in held if isinstance(held, Array) else ():
            if not isinstance(given, Dictionary) or given.get("/Subtype") == "/Popup":
                continue
            one = given if given.is_indirect else pdf.make_indirect(given)
            kind = str(one.get("/Subtype"))
            action = one.get("/A")
            does = str(action.get("/S")) if isinstance(action, Dictionary) else ""
            if kind == "/Widget":
                fields.append(one)
                found[number, "a field of a form, now as it was filled in"] += 1
            elif kind == "/Link" and does in ("", "/URI", "/GoTo"):
                kept.append(one)
            elif kind == "/Link":
                found[number, _KNOWN.get(does, "a link with an action")] += 1
            else:
                found[number, _described(one, kind)] += 1
        if "/AA" in page.obj:
            found[number, "actions that run by themselves"] += 1
        links.append(kept)
        page.obj.Annots = Array(fields)
    if any(len(page.obj.Annots) for page in pdf.pages):
        pdf.flatten_annotations()
    for page, kept in zip(pdf.pages, links, strict=True):
        page.obj.Annots = Array(kept)
    for (number, what), count in found.items():
        times = f", {count} times" if count > 1 else ""
        yield Fault(f"{name}, page {number}", f"had {what}{times}", _TAKEN_OUT)


def _described(annotation: Any, kind: str) -> str:
    """A note, by its kind and how much it says; its words may be what nobody was to read."""
    texts = [annotation.get(key) for key in ("/Contents", "/RC")]
    size = max(len(str(t)) if isinstance(t, pikepdf.String) else 0 for t in texts)
    what = "an attached file" if kind == "/FileAttachment" else f"a note ({kind[1:]})"
    return f"{what} of {size} characters" if size else what


def strip(pdf: pikepdf.Pdf) -> None:
    """Takes out everything but pages, tags and the language: properties, thumbnails, programs' own
    data."""
    for key in set(pdf.Root.keys()) - _CATALOGUE:
        del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    for page in pdf.pages:
        for key in set(page.obj.keys()) - _PAGE:
            del page.obj[key]
        _strip_resources(page.obj.get("/Resources"))
    for held in pdf.objects:
        if isinstance(held, Stream):
            kinds = {"/Form": _OF_A_FORM, "/Image": _OF_A_PICTURE}
            known = kinds.get(str(held.get("/Subtype")), frozenset(held.keys()))
            for key in (set(held.keys()) - known) | (set(held.keys()) & set(_PRIVATE)):
                del held[key]
            if known is _OF_A_FORM:
                _strip_resources(held.get("/Resources"))


def drop_properties(pdf: pikepdf.Pdf) -> None:
    """Takes out the lists of properties that marked content refers to."""
    for held in pdf.objects:
        resources = held.get("/Resources") if isinstance(held, Dictionary | Stream) else None
        if isinstance(resources, Dictionary) and "/Properties" in resources:
            del resources.Properties


def _strip_resources(held: Any) -> None:
    for key in set(held.keys()) - _RESOURCES if isinstance(held, Dictionary) else ():
        del held[key]


def check_marks_of_redaction(pdf: pikepdf.Pdf, name: str) -> None:
    """Raises BadInput for text that is only marked to be redacted: it is all still there."""
    for page in pdf.pages:
        held = page.obj.get("/Annots")
        for one in held if isinstance(held, Array) else ():
            if isinstance(one, Dictionary) and one.get("/Subtype") == "/Redact":
                what = "is marked for redaction, and nothing was taken out"
                raise refused(name, what, f"apply the redactions, or {AGAIN}")
