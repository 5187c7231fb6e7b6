"""A parent tree that leads astray is noticed, each way."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from packgen.render.pdf import write_pdf
from packgen.settings.style import load_style
from packgen.verify.parent_tree import broken
from tests.trees import document


@pytest.fixture
def pdf() -> Pdf:
    return pikepdf.open(BytesIO(write_pdf(document(), load_style("civic"))))


def first(pdf: Pdf, kind: str) -> Any:
    return next(
        held
        for held in pdf.objects
        if isinstance(held, Dictionary) and held.get("/S") == kind and "/P" in held
    )


def swap_owners(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def own_twice(pdf: Pdf) -> None:
    top = pdf.Root.StructTreeRoot.K
    top.K.append(top.K[0])


def another_parent(pdf: Pdf) -> None:
    first(pdf, "/TR").P = pdf.Root.StructTreeRoot


def content_without_owner(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC EMC")


def owner_without_content(pdf: Pdf) -> None:
    first(pdf, "/H1").K = 998


def annotation_without_key(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].StructParent


def annotation_taken_away(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array()


def key_in_use(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTreeNextKey = 0


def no_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def form_without_owner(pdf: Pdf) -> None:
    form = pdf.make_stream(b"/P <</MCID 0>> BDC EMC", StructParents=0)
    form.Type, form.Subtype = Name.XObject, Name.Form
    pdf.pages[0].add_resource(form, Name.XObject, name=Name("/Fx"))


def test_our_own_paper_is_sound(pdf: Pdf) -> None:
    assert list(broken(pdf)) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (swap_owners, "content 0: the parent tree names another owner"),
        (own_twice, "stands in two elements"),
        (another_parent, "/TR's parent is another"),
        (content_without_owner, "content 999: the parent tree names another owner"),
        (owner_without_content, "owns content that isn't painted"),
        (annotation_without_key, "an annotation's key leads to another element"),
        (annotation_taken_away, "owns an annotation that isn't there"),
        (key_in_use, "the next key is in use"),
        (no_tree, "there is no structure tree"),
        (form_without_owner, "content 0: the parent tree names another owner"),
    ],
)
def test_what_leads_astray_is_told(pdf: Pdf, spoil: Callable[[Pdf], None], words: str) -> None:
    spoil(pdf)
    assert any(words in fault for fault in broken(pdf))
