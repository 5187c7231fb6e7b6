"""Attacks on attachments: what their readers never saw stays in the bytes that are joined."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image as Pixels
from reportlab.lib.colors import black
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from packgen.assemble.attachment import inspect
from packgen.assemble.blackbox import hidden_text
from packgen.assemble.ground import How
from packgen.errors import BadInput
from tests.assemble.drawn import drawn, lines, picture

SECRET = "Quixotic"  # noqa: S105 - a word to look for
TEXT = f"The price is {SECRET}"


def bytes_of(data: bytes) -> bytes:
    """Every object of a file and every stream unpacked, as one."""
    out = bytearray()
    with pikepdf.open(BytesIO(data)) as pdf:
        for held in pdf.objects:
            out += held.unparse(resolved=False) if not isinstance(held, pikepdf.Stream) else b""
            if isinstance(held, pikepdf.Stream):
                entries = pikepdf.Dictionary(dict(held.stream_dict.items()))
                out += entries.unparse()
                try:
                    out += held.read_bytes()
                except pikepdf.PdfError:
                    out += held.read_raw_bytes()
        out += pdf.trailer.unparse()
    return bytes(out)


def with_change(change: Callable[[Pdf], Any], data: bytes | None = None) -> bytes:
    with pikepdf.open(BytesIO(data or drawn(lines("Words.")))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def unused_picture(pdf: Pdf) -> None:
    made = pdf.make_stream(SECRET.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    pdf.pages[0].Resources.XObject = Dictionary(Old=made)


def unused_font(pdf: Pdf) -> None:
    made = Dictionary(Type=Name.Font, Subtype=Name.Type3, Encoding=Dictionary(), Old=String(SECRET))
    pdf.pages[0].Resources.Font["/Old"] = made


def property_list(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Properties = Dictionary(Old=Dictionary(Said=String(SECRET)))


def remark(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(f"% {SECRET}\n".encode() + content)


def private_key_of_a_form(pdf: Pdf) -> None:
    """What pdfTeX writes of each PDF that it takes in: its file's name and its properties."""
    made = pdf.make_stream(b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
    made["/PTEX.FileName"] = String(f"./figures/{SECRET}.pdf")
    made["/PTEX.InfoDict"] = Dictionary(Title=String(SECRET))
    pdf.pages[0].Resources.XObject = Dictionary(Used=made)
    pdf.pages[0].contents_add(b"q /Used Do Q")


def private_key_of_resources(pdf: Pdf) -> None:
    pdf.pages[0].Resources["/Old"] = String(SECRET)


def named_place(pdf: Pdf) -> None:
    pdf.Root.Dests = Dictionary({f"/{SECRET}": Array([pdf.pages[0].obj, Name.Fit])})


def picture_with_a_comment(pdf: Pdf) -> None:
    out = BytesIO()
    Pixels.new("RGB", (8, 8)).save(out, "JPEG", comment=SECRET.encode())
    made = pdf.make_stream(out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8,
                           ColorSpace=Name.DeviceRGB, BitsPerComponent=8)  # fmt: skip
    made.write(out.getvalue(), filter=Name.DCTDecode)
    pdf.pages[0].Resources.XObject = Dictionary(Used=made)
    pdf.pages[0].contents_add(b"q 9 0 0 9 0 0 cm /Used Do Q")


def tagged(pdf: Pdf, **entries: Any) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC BT ET EMC")
    page.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = pdf.make_indirect(Dictionary(S=Name.P, P=root, Pg=page.obj, K=0, **entries))
    root.K = Array([element])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([element])])))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


@pytest.mark.parametrize(
    "change",
    [
        unused_picture,
        unused_font,
        property_list,
        remark,
        private_key_of_a_form,
        private_key_of_resources,
        named_place,
        picture_with_a_comment,
        lambda pdf: tagged(pdf, ActualText=String(SECRET)),
        lambda pdf: tagged(pdf, T=String(SECRET)),
        lambda pdf: tagged(pdf, ID=String(SECRET)),
        lambda pdf: tagged(pdf, A=Dictionary(O=Name.UserProperties, P=Array([String(SECRET)]))),
        lambda pdf: tagged(pdf, AF=pdf.make_indirect(Dictionary(F=String(SECRET)))),
    ],
    ids=[
        "unused picture",
        "unused font",
        "property list",
        "remark",
        "pdftex",
        "resources",
        "named place",
        "jpeg comment",
        "actual text of nothing painted",
        "title of a tag",
        "id of a tag",
        "user properties",
        "file of a tag",
    ],
)
def test_what_nobody_sees_of_an_attachment_does_not_come_along(
    change: Callable[[Pdf], None],
) -> None:
    try:
        found = inspect(with_change(change), "a.pdf")
    except BadInput:
        return
    assert SECRET.encode() not in bytes_of(found.data)
    assert SECRET not in repr(found.destinations)


def stops(data: bytes) -> bool:
    """Whether a public pack with it stops, or it is refused."""
    try:
        return bool(inspect(data, "a.pdf").covered)
    except BadInput:
        return True


def black_form(pdf: Pdf) -> Any:
    return pdf.make_stream(
        b"0 g 0 0 200 16 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 16]
    )


def annotated(kind: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=Array([70, 695, 270, 711]), F=4,
                          AP=Dictionary(N=black_form(pdf)))  # fmt: skip
        if kind == "/Widget":
            made.FT, made.T = Name.Btn, String("x")
        else:
            made.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
        pdf.pages[0].Annots = Array([pdf.make_indirect(made)])
        if kind == "/Widget":
            pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].Annots[0]]))

    return change


def text(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, TEXT)


@pytest.mark.parametrize("kind", ["/Widget", "/Link"])
def test_text_under_a_field_or_a_link_that_is_a_black_box_stops(kind: str) -> None:
    assert stops(with_change(annotated(kind), drawn(text)))


def seeming_cut_out(canvas: Canvas) -> None:
    """A black PNG whose alpha says that all of it is opaque."""
    text(canvas)
    made = ImageReader(Pixels.new("RGBA", (200, 16), (0, 0, 0, 255)))
    canvas.drawImage(made, 70, 695, 200, 16, mask="auto")


def black_letters(canvas: Canvas) -> None:
    """Full blocks, typed over the text."""
    text(canvas)
    canvas.setFont("ZapfDingbats", 18)
    for place in range(20):
        canvas.drawString(70 + 10 * place, 698, "n")


def black_on_black(canvas: Canvas) -> None:
    """What Word makes of text with a black highlight."""
    canvas.setFillColor(black)
    canvas.rect(70, 695, 200, 16, stroke=0, fill=1)
    text(canvas)


def many_thin_lines(canvas: Canvas) -> None:
    text(canvas)
    canvas.setLineWidth(1)
    for place in range(20):
        canvas.line(70, 695 + place * 0.9, 270, 695 + place * 0.9)


@pytest.mark.parametrize("draw", [seeming_cut_out, black_letters, black_on_black, many_thin_lines])
def test_text_that_was_to_be_black_stops(draw: Callable[[Canvas], None]) -> None:
    assert stops(drawn(draw))


def test_a_scan_under_a_black_box_is_told() -> None:
    """Its dots are all still there."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture("gray"), 0, 0, 595, 841)
        canvas.rect(70, 695, 200, 16, stroke=0, fill=1)

    found = inspect(drawn(draw), "a.pdf")
    assert found.covered or any("hidden" in str(f) or "under" in str(f) for f in found.findings)


def layered(pdf: Pdf, membership: dict[str, Any]) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))
    made = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([group]), **membership))
    if "VE" in membership:
        made.VE = Array([Name.Not, group])
    pdf.pages[0].Resources.Properties = Dictionary(Hid=made)
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(b"/OC /Hid BDC\n" + content + b"\nEMC")


@pytest.mark.parametrize("membership", [{"P": Name.AllOff}, {"P": Name.AnyOff}, {"VE": None}])
def test_a_layer_that_shows_when_others_are_off_is_refused(membership: dict[str, Any]) -> None:
    given = {key: value for key, value in membership.items() if value is not None}

    def change(pdf: Pdf) -> None:
        layered(pdf, given or membership)

    with pytest.raises(BadInput):
        inspect(with_change(change, drawn(text)), "a.pdf")


def test_the_tests_here_do_find_a_plain_box() -> None:
    def draw(canvas: Canvas) -> None:
        text(canvas)
        canvas.rect(70, 695, 200, 16, stroke=0, fill=1)

    data = drawn(draw)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert [one.how for one in hidden_text(pdf)] == [How.COVERED]
    assert stops(data)
