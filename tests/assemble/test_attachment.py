"""What comes along with an attachment, and what is taken out and told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from packgen.assemble import conformance
from packgen.assemble.attachment import Attachment, inspect
from packgen.assemble.structure import elements
from packgen.errors import BadInput
from tests.assemble.drawn import drawn, lines
from tests.assemble.packs import ours

REPORT = drawn(lines("First page"), lines("Second page"))


def changed(change: Callable[[Pdf], object], data: bytes = REPORT) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def told(attachment: Attachment) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in attachment.findings]


def test_a_paper_of_our_own_conforms() -> None:
    found = inspect(ours(), "Paper.pdf")
    assert (found.is_tagged, found.why_not, found.findings) == (True, (), ())
    assert (found.title, found.language) == ("Children & Families: Performance <2023/24>", "en-GB")
    assert found.pages == ((1190.55, 841.89),)
    assert [(b.level, b.title) for b in found.bookmarks][:2] == [(1, found.title),
                                                                (2, "RAG ratings")]  # fmt: skip


def test_a_report_without_tags_says_why_it_does_not() -> None:
    found = inspect(REPORT, "Report.pdf")
    assert (found.is_tagged, found.why_not) == (False, ("it has no tags",))
    assert found.title == "A report by others"


def test_tags_that_nobody_vouches_for_do_not_conform() -> None:
    def without_claim(pdf: Pdf) -> None:
        del pdf.Root.Metadata

    found = inspect(changed(without_claim, ours()), "Report.pdf")
    assert found.why_not == ("it doesn't say that it is PDF/UA",)


def test_a_claim_that_does_not_hold_is_found_out() -> None:
    def without_alternatives(pdf: Pdf) -> None:
        for held in pdf.objects:
            if isinstance(held, Dictionary) and "/Alt" in held:
                del held.Alt

    (why,) = inspect(changed(without_alternatives, ours()), "Report.pdf").why_not
    assert why.startswith("PDF/UA-1: ")


def test_content_without_a_tag_is_found_out() -> None:
    def loosen(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(b"/P <</MCID 999>> BDC EMC")

    assert (
        "some of its content or links have no tag"
        in inspect(changed(loosen, ours()), "R.pdf").why_not
    )


def test_a_link_without_a_tag_is_found_out() -> None:
    def loosen(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        held = Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].obj.Annots.append(pdf.make_indirect(held))

    why = inspect(changed(loosen, ours()), "R.pdf").why_not
    assert "some of its content or links have no tag" in why


def test_nothing_is_claimed_without_a_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conformance, "find_spec", lambda _: None)
    why = "not validated: install packgen[attachments]"
    assert inspect(ours(), "Paper.pdf").why_not == (why,)


def boxes(pdf: Pdf) -> None:
    first, second = pdf.pages
    first.CropBox = Array([100, 700, 400, 100])
    first.Rotate = 90
    second.UserUnit = 2


def test_sizes_are_those_that_are_seen() -> None:
    assert inspect(changed(boxes), "R.pdf").pages == ((600, 300), (1190.56, 1683.78))


def test_what_pages_inherit_is_theirs() -> None:
    def inherit(pdf: Pdf) -> None:
        pdf.Root.Pages.Rotate = 270
        pdf.Root.Pages.MediaBox = Array([0, 0, 200, 400])
        for page in pdf.pages:
            del page.obj.MediaBox
            del page.obj.Rotate

    assert inspect(changed(inherit), "R.pdf").pages == ((400, 200), (400, 200))


def script(pdf: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf.Root.OpenAction = action
    pdf.Root.AA = Dictionary(WC=action)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
    pdf.pages[1].AA = Dictionary(O=action)


def embedded(pdf: Pdf) -> None:
    pdf.attachments["secret.xlsx"] = b"figures that nobody is to see"


def note(kind: str, **entries: object) -> Callable[[Pdf], None]:
    def add(pdf: Pdf) -> None:
        rect = Array([10, 10, 60, 30])
        held = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=rect, **entries)
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(held)])

    return add


def link(**action: object) -> Callable[[Pdf], None]:
    return note("Link", A=Dictionary(**action))


@pytest.mark.parametrize(
    ("change", "findings"),
    [
        (
            script,
            [
                "R.pdf: had an action that runs when it is opened",
                "R.pdf: had actions that run by themselves",
                "R.pdf: had scripts",
                "R.pdf, page 2: had actions that run by themselves",
            ],
        ),
        (embedded, ["R.pdf: had files embedded in it"]),
        (
            note("Text", Contents=String("Ask Ms X about this")),
            ["R.pdf, page 2: had a note (Text) of 19 characters"],
        ),
        (note("Highlight"), ["R.pdf, page 2: had a note (Highlight)"]),
        (note("FileAttachment"), ["R.pdf, page 2: had an attached file"]),
        (note("Popup"), []),
        (
            link(S=Name.Launch, F=String("calc.exe")),
            ["R.pdf, page 2: had an action that starts a program"],
        ),
        (
            link(S=Name.SubmitForm, F=String("http://a")),
            ["R.pdf, page 2: had an action that sends a form"],
        ),
        (
            link(S=Name.URI, URI=String("file:///s:/cases/a.doc")),
            ["R.pdf, page 2: had a link to no public address"],
        ),
        (link(S=Name.URI, URI=String("https://example.org/")), []),
    ],
)
def test_what_is_taken_out_is_told(change: Callable[[Pdf], None], findings: list[str]) -> None:
    found = inspect(changed(change), "R.pdf")
    assert told(found) == findings
    for word in (b"JavaScript", b"EmbeddedFile", b"Ask Ms X", b"calc.exe", b"cases"):
        assert word not in plain(found.data)


def plain(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return out.getvalue()


def test_properties_and_thumbnails_do_not_come_along() -> None:
    def add(pdf: Pdf) -> None:
        pdf.docinfo[Name.Author] = "J. Clerk"
        pdf.pages[0].Thumb = pdf.make_stream(b"J. Clerk", Width=1, Height=1)
        pdf.pages[0].PieceInfo = Dictionary(X=Dictionary(Private=String("J. Clerk")))
        pdf.Root.Metadata = pdf.make_stream(b"<a>J. Clerk</a>")

    assert b"J. Clerk" not in plain(inspect(changed(add), "R.pdf").data)


def test_fields_are_painted_as_they_were_filled_in() -> None:
    def form(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="who", value="Filled in", x=72, y=600, fillColor=None)

    found = inspect(drawn(form), "R.pdf")
    assert told(found) == ["R.pdf, page 1: had a field of a form, now as it was filled in"]
    with pikepdf.open(BytesIO(found.data)) as pdf:
        assert not len(pdf.pages[0].obj.get("/Annots", ()))
        assert b"Filled in" in plain(found.data)


def test_hidden_text_is_told_and_not_said() -> None:
    def boxed(canvas: Canvas) -> None:
        lines("Child A")(canvas)
        canvas.rect(60, 750, 300, 30, fill=1)

    found = inspect(drawn(lines("Nothing here"), boxed), "R.pdf")
    assert not told(found)
    (covered,) = found.covered
    said = "6 characters are hidden under a box or a picture"
    assert (covered.where, covered.what) == ("R.pdf, page 2", said)


def test_text_under_a_note_is_refused_as_the_note_would_be_taken_off() -> None:
    def cover(pdf: Pdf) -> None:
        note("Square", IC=Array([0, 0, 0]))(pdf)
        pdf.pages[1].obj.Annots[0].Rect = Array([60, 750, 300, 780])

    with pytest.raises(BadInput, match=r"R\.pdf, page 2: 10 characters are hidden"):
        inspect(changed(cover), "R.pdf")


def test_newer_types_become_those_of_pdf_1_7() -> None:
    def newer(pdf: Pdf) -> None:
        space = pdf.make_indirect(
            Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn"))
        )
        root = pdf.Root.StructTreeRoot
        root.Namespaces = Array([space])
        for held in pdf.objects:
            if isinstance(held, Dictionary) and held.get("/S") == "/H1" and "/P" in held:
                held.S, held.NS = Name.Title, space

    found = inspect(changed(newer, ours()), "R.pdf")
    with pikepdf.open(BytesIO(found.data)) as pdf:
        kinds = [str(e.S) for e in elements(pdf.Root.StructTreeRoot)]
        assert "/Title" not in kinds
        assert "/Namespaces" not in pdf.Root.StructTreeRoot


def test_the_same_file_gives_the_same_bytes() -> None:
    assert inspect(ours(), "R.pdf") == inspect(ours(), "R.pdf")
