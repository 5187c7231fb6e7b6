"""A report by others, made fit to be joined to a pack: checked, cleaned, and described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, ObjectStreamMode, Pdf, Stream, String

from packgen.assemble.blackbox import Hidden, hidden_text
from packgen.assemble.bookmarks import Bookmark, bookmarks
from packgen.assemble.cleaned import (
    catalogue_findings,
    check_layers,
    check_marks_of_redaction,
    clean_annotations,
    drop_properties,
    strip,
)
from packgen.assemble.conformance import broken_rules, claims_access
from packgen.assemble.content import Numbers, tidy, tidy_form
from packgen.assemble.destinations import Destination, Destinations
from packgen.assemble.jpeg import clean_picture
from packgen.assemble.laid import own_resources
from packgen.assemble.links import Links
from packgen.assemble.opened import AGAIN, check_depth, opened, refused
from packgen.assemble.painting import TooIntricate
from packgen.assemble.structure import BadTags, drop, made_sound
from packgen.assemble.untagged import tag_as_figures
from packgen.assemble.viewport import viewport
from packgen.errors import BadInput, Fault

_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Attachment:
    """A PDF that can be joined to a pack.

    ``pages`` are the sizes of its pages as shown, in points; ``data`` is the cleaned file, which
    has a structure tree even if it ``is_tagged`` only as pictures; ``why_not`` is empty when a
    pack with it conforms to PDF/UA-1 and PDF/A-2a; ``findings`` tell what was taken out or hides.
    """

    name: str
    pages: tuple[tuple[float, float], ...]
    title: str
    language: str
    is_tagged: bool
    why_not: tuple[str, ...]
    findings: tuple[Fault, ...]
    bookmarks: tuple[Bookmark, ...]
    destinations: tuple[tuple[str, Destination], ...]
    data: bytes
    covered: tuple[Fault, ...] = ()


def inspect(data: bytes, name: str) -> Attachment:
    """A PDF's bytes and its name for people -> the attachment.

    Raises BadInput for what can't be attached: locked, damaged, endless, layers that are off,
    redactions that were never made.
    """
    with opened(data, name) as pdf:
        try:
            return _inspected(pdf, name)
        except BadInput:
            raise
        except BadTags:
            raise refused(name, "has damaged tags", AGAIN) from None
        except TooIntricate:
            what = "has a page of more than a million lines or letters"
            raise refused(name, what, "export it with pictures in place of drawings") from None
        except Exception:
            # On a file that was changed by hand anything may fail, in any of the library's ways.
            raise refused(name, "is damaged", AGAIN) from None


def _inspected(pdf: Pdf, name: str) -> Attachment:
    sizes = tuple(_sizes(pdf, name))
    check_layers(pdf, name)
    check_marks_of_redaction(pdf, name)
    hidden = [*_hidden(pdf, name)]
    findings = [*catalogue_findings(pdf, name), *(f for one, f in hidden if not one.stops)]
    claims, title, language = claims_access(pdf), _title(pdf), _language(pdf)
    is_tagged = isinstance(pdf.Root.get("/StructTreeRoot"), Dictionary)
    findings += clean_annotations(pdf, name)
    places = Destinations(pdf)
    marks = tuple(bookmarks(pdf, places))
    named = tuple(places.named())
    links = Links(pdf, name, places)
    strip(pdf)
    contents = _contents(pdf, keep_marks=is_tagged)
    loose = 0
    if is_tagged:
        loose = made_sound(pdf, contents, links.kept)
    else:
        drop(pdf.Root, "/StructTreeRoot")
        tag_as_figures(pdf, name)
    check_depth(pdf, name)
    pdf.remove_unreferenced_resources()
    cleaned = _saved(pdf)
    if not is_tagged:
        why_not: tuple[str, ...] = ("it has no tags",)
    elif not claims:
        why_not = ("it doesn't say that it is PDF/UA",)
    else:
        why_not = ("some of its content or links have no tag",) if loose else ()
        why_not += tuple(broken_rules(cleaned, language))
    told = (*findings, *links.findings)
    return Attachment(
        name, sizes, title, language, is_tagged, why_not, told, marks, named, cleaned,
        tuple(fault for one, fault in hidden if one.stops),
    )  # fmt: skip


def _sizes(pdf: Pdf, name: str) -> Iterator[tuple[float, float]]:
    for number, page in enumerate(pdf.pages, 1):
        _inherit(page.obj)
        seen = viewport(page.obj)
        if seen is None:
            what = "has no size that can be shown"
            raise refused(f"{name}, page {number}", what, "print it to PDF on paper of some size")
        width, height = seen.size
        yield round(width, 2), round(height, 2)


def _inherit(page: Any) -> None:
    """Gives a page what it has from the nodes above it."""
    above = page.get("/Parent")
    wanted = {"/Resources", "/MediaBox", "/CropBox", "/Rotate"} - set(page.keys())
    for _ in range(100):
        if not isinstance(above, Dictionary) or not wanted:
            break
        for key in sorted(wanted & set(above.keys())):
            page[key] = above[key]
            wanted.discard(key)
        above = above.get("/Parent")
    # A value that is no value at all fails here, and not when it is merged.
    page.Resources = own_resources(page.get("/Resources"))


def _hidden(pdf: Pdf, name: str) -> Iterator[tuple[Hidden, Fault]]:
    for found in hidden_text(pdf):
        what, where = found.said, f"{name}, page {found.page}"
        if found.stops and _has_notes(pdf.pages[found.page - 1].obj):
            # Notes don't come along, and what they cover would be read.
            raise refused(where, what, f"take out what is hidden, and {AGAIN}")
        remedy = f"if nobody is to read them, take out what is hidden and {AGAIN}"
        yield found, Fault(where, what, remedy)


def _has_notes(page: Any) -> bool:
    held = page.get("/Annots")
    kinds = [one.get("/Subtype") for one in held] if isinstance(held, pikepdf.Array) else []
    return any(kind not in ("/Link", "/Widget", "/Popup") for kind in kinds)


def _title(pdf: Pdf) -> str:
    info = pdf.trailer.get("/Info")
    title = info.get("/Title") if isinstance(info, Dictionary) else None
    return str(title)[:_LONGEST] if isinstance(title, String) else ""


def _language(pdf: Pdf) -> str:
    held = pdf.Root.get("/Lang")
    return str(held)[:35] if isinstance(held, String) else ""


def _contents(pdf: Pdf, *, keep_marks: bool) -> dict[tuple[int, int], Numbers]:
    """Tidies every page -> the numbers of the content of each page, and of forms that have any."""
    found = {page.obj.objgen: tidy(pdf, page, keep_marks=keep_marks) for page in pdf.pages}
    for held in [*pdf.objects]:
        if isinstance(held, Dictionary) and isinstance(held.get("/CharProcs"), Dictionary):
            for glyph in held.CharProcs.values():
                if isinstance(glyph, Stream):
                    tidy_form(glyph, keep_marks=False)
        if not isinstance(held, Stream):
            continue
        if held.get("/Subtype") == "/Form":
            numbers = tidy_form(held, keep_marks=keep_marks)
            if not keep_marks:
                drop(held, "/StructParents")
            elif "/StructParents" in held:
                found[held.objgen] = numbers
        elif held.get("/PatternType") == 1:
            tidy_form(held, keep_marks=False)
        elif held.get("/Subtype") == "/Image":
            clean_picture(held)
    drop_properties(pdf)
    return found


def _saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
