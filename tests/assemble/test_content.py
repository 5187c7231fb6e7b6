"""Content is written anew: what is painted and read out stays, and nothing else."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, String

from packgen.assemble.content import Numbers, tidy, tidy_form


def tidied(
    content: bytes, *, keep_marks: bool = True, **properties: object
) -> tuple[bytes, Numbers]:
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    page.obj.Resources = Dictionary(Properties=Dictionary(**properties))
    page.obj.Contents = pdf.make_stream(content)
    numbers = tidy(pdf, page, keep_marks=keep_marks)
    return b" ".join(page.obj.Contents.read_bytes().split()), numbers


@pytest.mark.parametrize(
    ("content", "written"),
    [
        (b"% word\n0 g 0 0 9 9 re f", b"0 g 0 0 9 9 re f"),
        (b"(word) odd BX (word) new EX n", b"n"),
        (b"/P /word MP /P <</A (word)>> DP n", b"n"),
        (b"/Span <</Word (word)>> BDC 0 0 9 9 re f EMC", b"/Span BMC 0 0 9 9 re f EMC"),
        (b"/Span <</ActualText (word)>> BDC n EMC", b"/Span BMC n EMC"),
        (b"/OC /Layer BDC 0 0 9 9 re f EMC", b"/OC BMC 0 0 9 9 re f EMC"),
        (b"q 0 g Q Q ET n q", b"q 0 g Q n q Q"),
    ],
)
def test_what_is_not_painted_is_not_written(content: bytes, written: bytes) -> None:
    layer = Dictionary(Type=Name.OCG, Name=String("word"))
    assert tidied(content, Layer=layer) == (written, Numbers())


def test_words_for_what_is_painted_stay() -> None:
    content = b"/Span <</MCID 3 /ActualText (word)>> BDC (x) Tj EMC /P <</MCID 4>> BDC n EMC"
    written, numbers = tidied(content)
    assert b"(word)" in written
    assert numbers == Numbers(frozenset({3, 4}), frozenset({3}))


def test_properties_with_a_name_are_written_where_they_are_used() -> None:
    said = Dictionary(MCID=2, ActualText=String("word"), Private=String("other"))
    written, numbers = tidied(b"/Span /Said BDC (x) Tj EMC", Said=said)
    assert numbers.painted == {2}
    assert b"(word)" in written
    assert b"other" not in written


def test_without_marks_none_is_left() -> None:
    written, numbers = tidied(b"/P <</MCID 1>> BDC 0 0 9 9 re f EMC", keep_marks=False)
    assert (written, numbers) == (b"0 0 9 9 re f", Numbers())


def test_forms_are_written_anew_too() -> None:
    pdf = Pdf.new()
    form = pdf.make_stream(b"% word\n0 0 9 9 re f", Subtype=Name.Form)
    tidy_form(form, keep_marks=True)
    assert form.read_bytes().split() == b"0 0 9 9 re f".split()


def test_pictures_in_the_content_stay_as_they_are() -> None:
    content = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"
    written, _ = tidied(b"% word\n" + content)
    assert b"word" not in written
    assert len(pikepdf.parse_content_stream(Pdf.new().make_stream(written))) == 1
