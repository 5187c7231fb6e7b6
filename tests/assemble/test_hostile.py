"""Attachments made to do harm are refused in words, or come out harmless."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packgen.assemble.attachment import inspect
from packgen.errors import BadInput
from packgen.verify.parent_tree import broken
from tests.assemble.drawn import drawn, lines
from tests.assemble.packs import merge, ours
from tests.assemble.raw import bomb, deflated, one_page, raw_pdf, stream

CONTENT = b"/Contents 4 0 R"
MARKED = b"/P <</MCID 0>> BDC EMC"
TAGGED = b"/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>"


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def encrypted(**options: str) -> bytes:
    with pikepdf.open(BytesIO(drawn(lines("secret")))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(R=6, **options))


def deep_pages(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    nodes += [
        b"<</Type/Pages/Parent %d 0 R/Kids[%d 0 R]/Count 1>>" % (number - 1, number + 1)
        for number in range(3, depth + 3)
    ]
    page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 300 300]>>" % (depth + 2)
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, page])


def chain(length: int) -> bytes:
    links = [b"<</Next %d 0 R>>" % (number + 1) for number in range(4, 4 + length)]
    return one_page(*links, b"<<>>", page=b"/Resources<</Font<</F1 4 0 R>>>>")


def deep_tags(depth: int) -> bytes:
    nodes = [b"<</S/Sect/P %d 0 R/K %d 0 R>>" % (n - 1, n + 1) for n in range(6, 6 + depth)]
    root = b"<</Type/StructTreeRoot/K 6 0 R>>"
    return one_page(stream(MARKED), root, *nodes, b"<</S/P>>", page=CONTENT, catalogue=TAGGED)


def tags(*elements: bytes, root: bytes = b"/K 6 0 R") -> bytes:
    tree = b"<</Type/StructTreeRoot%b>>" % root
    content = CONTENT + b"/StructParents 0"
    return one_page(stream(MARKED), tree, *elements, page=content, catalogue=TAGGED)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "is not a PDF"),
    "text": (lambda: b"Minutes of the meeting", "is not a PDF"),
    "a head alone": (lambda: b"%PDF-1.7\n", "is damaged"),
    "cut off": (lambda: drawn(lines("a"))[:-300], "is damaged"),
    "cut in the middle": (lambda: ours()[:20000], "is damaged"),
    "locked": (lambda: encrypted(user="a", owner="b"), "password"),
    "restricted": (lambda: encrypted(user="", owner="b"), "password"),
    "no pages": (
        lambda: raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]),
        "has no pages",
    ),
    "a page that is none": (
        lambda: raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[7]/Count 1>>"]),
        "",
    ),
    "pages in a circle": (
        lambda: raw_pdf(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]
        ),
        "is damaged",
    ),
    "deep pages": (lambda: deep_pages(200_000), ""),
    "a long chain": (lambda: chain(200_000), "is damaged"),
    "deep nesting": (lambda: one_page(page=b"/X " + b"[" * 10**6 + b"]" * 10**6), "has no pages"),
    "a huge page": (
        lambda: one_page(page=b"/MediaBox[0 0 20000 20000]"),
        "no size that can be shown",
    ),
    "a page without size": (
        lambda: one_page(page=b"/CropBox[0 0 1 1]"),
        "no size that can be shown",
    ),
    "a turn by 45": (lambda: one_page(page=b"/Rotate 45"), "no size that can be shown"),
    "swollen content": (lambda: one_page(bomb(200 << 20), page=CONTENT), "unpacks to far more"),
    "swollen objects": (
        lambda: one_page(bomb(200 << 20, b"/Type/ObjStm/N 1/First 5")),
        "unpacks to far more",
    ),
    "packed twice": (
        lambda: one_page(
            stream(deflated(bomb(100 << 20)), b"/Filter[/FlateDecode/FlateDecode]/X 1"),
            page=CONTENT,
        ),
        "",
    ),
    "forms in forms": (
        lambda: one_page(
            stream(b"/A Do"),
            *(
                stream(
                    b"/A Do " * 20,
                    b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                    b"/Resources<</XObject<</A %d 0 R>>>>" % (number + 1),
                )
                for number in range(5, 15)
            ),
            stream(b"0 g", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"),
            page=CONTENT + b"/Resources<</XObject<</A 5 0 R>>>>",
        ),
        "more than a million",
    ),
    "tags in a circle": (lambda: tags(b"<</S/Sect/P 5 0 R/K 6 0 R>>"), "damaged tags"),
    "deep tags": (lambda: deep_tags(300_000), "damaged tags"),
    "tags that are none": (lambda: tags(b"<</K(text)>>"), "damaged tags"),
    "layers that are off": (
        lambda: one_page(b"<</Type/OCG/Name(x)>>", catalogue=b"/OCProperties<</OCGs[4 0 R]"
                         b"/D<</OFF[4 0 R]>>>>"),
        "layers that are switched off",
    ),
    "an XFA form": (
        lambda: one_page(catalogue=b"/AcroForm<</Fields[]/XFA(x)>>"),
        "is an XFA form",
    ),
    "a redaction not made": (
        lambda: one_page(page=b"/Annots[<</Type/Annot/Subtype/Redact/Rect[0 0 9 9]>>]"),
        "marked for redaction",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words(name: str, tmp_path: Path) -> None:
    """In a process of its own, as a crash of the library would end this one."""
    make, words = REFUSED[name]
    file = tmp_path / "attachment.pdf"
    file.write_bytes(make())
    code = (
        "import sys, pathlib\n"
        "from packgen.assemble.attachment import inspect\n"
        "from packgen.errors import BadInput\n"
        "try:\n    inspect(pathlib.Path(sys.argv[1]).read_bytes(), 'Report.pdf')\n"
        "except BadInput as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Report.pdf")
    assert words in done.stdout


HARMLESS: dict[str, Callable[[], bytes]] = {
    "no resources": lambda: one_page(stream(b"BT /F9 9 Tf (x) Tj ET /X Do"), page=CONTENT),
    "left open": lambda: one_page(stream(b"q q BT /P BMC"), page=CONTENT),
    "written wrongly": lambda: one_page(stream(b"/P <</MCID >> BDC EMC"), page=CONTENT),
    "closed too often": lambda: one_page(stream(b"Q Q EMC ET q"), page=CONTENT),
    "an outline in a circle": lambda: one_page(
        b"<</First 5 0 R/Last 5 0 R>>",
        b"<</Title(a)/Next 5 0 R/First 4 0 R/Dest[3 0 R/Fit]>>",
        catalogue=b"/Outlines 4 0 R",
    ),
    "a huge key": lambda: tags(
        b"<</S/P/P 5 0 R/Pg 3 0 R/K 0>>",
        root=b"/K 6 0 R/ParentTree<</Nums[99999999999 6 0 R -5 6 0 R 0 null]>>",
    ),
    "content that isn't there": lambda: tags(b"<</S/P/P 5 0 R/Pg 3 0 R/K[0 1 7 0]>>"),
    "content of another's page": lambda: tags(b"<</S/P/P 5 0 R/Pg 1 0 R/K[0]>>"),
    "roles in a circle": lambda: tags(
        b"<</S/X/P 5 0 R/Pg 3 0 R/K 0>>", root=b"/K 6 0 R/RoleMap<</X/Y/Y/X>>"
    ),
    "a wrong tree": lambda: one_page(catalogue=b"/StructTreeRoot 99 0 R/Names 3/Dests[]"),
    "a form in itself": lambda: one_page(
        stream(b"/A Do"),
        stream(
            b"/A Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>",
        ),
        page=CONTENT + b"/Resources<</XObject<</A 5 0 R>>>>",
    ),
}


def is_sound(data: bytes) -> None:
    """An attachment that is accepted makes a pack whose tags agree with its pages."""
    attachment = inspect(data, "Report.pdf")
    pack = merge(attachment)
    with pikepdf.open(BytesIO(pack)) as pdf:
        assert len(pdf.pages) == 1 + len(attachment.pages)
        assert pdf.check_pdf_syntax() == []
        assert [fault for fault in broken(pdf) if attachment.why_not == ()] == []


@pytest.mark.parametrize("name", HARMLESS)
def test_it_does_no_harm(name: str) -> None:
    is_sound(HARMLESS[name]())


SMALL = drawn(lines("A small report", "of two lines"))
TAGS = tags(b"<</S/P/P 5 0 R/Pg 3 0 R/K 0/ID(a)>>")


@given(st.sampled_from([SMALL, TAGS]), st.data())
@settings(max_examples=100, deadline=None)
def test_a_byte_that_flipped_is_refused_or_does_no_harm(small: bytes, data: st.DataObject) -> None:
    changed = bytearray(small)
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(small) - 1))] = data.draw(st.integers(0, 255))
    try:
        is_sound(bytes(changed))
    except BadInput as error:
        assert all(fault.where.startswith("Report.pdf") for fault in error.faults)
