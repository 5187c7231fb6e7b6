"""Copies for one person: locked, still accessible, and marked with their name."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import page
import pikepdf
import pypdfium2
import pytest

from packgen.assemble.attachment import inspect
from packgen.assemble.claims import PDFA, PDFUA
from packgen.assemble.protect import protected
from packgen.errors import BadInput
from packgen.verify.parent_tree import broken
from tests.assemble import reports
from tests.assemble.packs import merge, ours

PASSWORD = "three blue herons"  # noqa: S105
NAME = "Copy for Cllr A. Smith"


@cache
def locked(watermark: str = NAME) -> bytes:
    return protected(ours(), PASSWORD, watermark=watermark)


def unlocked(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data), password=PASSWORD) as pdf:
        pdf.save(out)
    return out.getvalue()


def test_it_opens_with_the_password_alone() -> None:
    for wrong in ("", "three blue heron"):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(locked()), password=wrong)
    with pikepdf.open(BytesIO(locked()), password=PASSWORD) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.encryption.stream_method == pikepdf.models.EncryptionMethod.aesv3
        assert pdf.allow.accessibility
        assert not pdf.allow.extract


def test_nothing_of_it_can_be_read_without() -> None:
    assert b"Children" in ours()[:3000] or b"Children" in unlocked(locked())
    for word in (b"Children", b"civic", b"pdfuaid", b"Smith"):
        assert word not in locked()


def test_it_still_says_pdf_ua_and_no_longer_pdf_a() -> None:
    with pikepdf.open(BytesIO(locked()), password=PASSWORD) as pdf:
        xmp = pdf.Root.Metadata.read_bytes()
    assert PDFUA.encode() in xmp
    assert PDFA.encode() not in xmp
    assert b"extension" not in xmp


def test_it_conforms_to_pdf_ua() -> None:
    data = unlocked(locked())
    assert [f.rule_id for f in page.validate_pdf_bytes(data, profile="ua1").failures] == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert list(broken(pdf)) == []


def text(data: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(data, password=password) as pdf:
        return [one.get_textpage().get_text_bounded() for one in pdf]


def test_the_words_are_painted_and_change_no_text() -> None:
    assert text(locked(), PASSWORD) == text(ours())
    with pikepdf.open(BytesIO(locked()), password=PASSWORD) as pdf:
        for one in pdf.pages:
            last = [i for i in pikepdf.parse_content_stream(one) if str(i.operator) == "BDC"][-1]
            assert str(last.operands[0]) == "/Artifact"
            assert last.operands[1].Subtype == "/Watermark"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_words_are_light_and_there_on_every_page(rotate: int) -> None:
    report = reports.changed(reports.linked(), rotate)
    plain, marked = (
        pypdfium2.PdfDocument(data, password=password)
        for data, password in (
            (report, None),
            (protected(report, PASSWORD, watermark=NAME), PASSWORD),
        )
    )
    for before, after in zip(plain, marked, strict=True):
        one, two = (p.render(scale=0.5).to_pil().convert("L") for p in (before, after))
        changed = [b for a, b in zip(one.tobytes(), two.tobytes(), strict=True) if abs(a - b) > 5]
        assert len(changed) > 500
        assert sorted(changed)[len(changed) // 2] > 200
        # From the lower left to the upper right, as it is shown.
        width, height = two.size
        lower = two.crop((0, height * 2 // 3, width // 2, height)).getextrema()[0]
        beside = two.crop((0, 0, width // 5, height // 5)).tobytes()
        assert lower < 250
        assert sum(dot < 250 for dot in beside) < len(beside) / 10


def test_without_words_the_pages_stay_as_they_are() -> None:
    with (
        pikepdf.open(BytesIO(locked("")), password=PASSWORD) as pdf,
        pikepdf.open(BytesIO(ours())) as plain,
    ):
        for one, two in zip(pdf.pages, plain.pages, strict=True):
            assert one.Contents.read_bytes() == two.Contents.read_bytes()


@pytest.mark.parametrize("password", ["", "a\nb", "\u0000", "ä" * 64])
def test_a_password_that_cannot_be_used_is_refused(password: str) -> None:
    with pytest.raises(BadInput) as raised:
        protected(ours(), password)
    assert raised.value.faults[0].where == "password"


def test_a_password_is_taken_as_it_is_typed() -> None:
    data = protected(ours(), "\ufb01le")
    with pikepdf.open(BytesIO(data), password="file") as pdf:  # noqa: S106
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(("words", "fault"), [("x" * 101, "101 characters"), ("漢", "no glyph")])
def test_words_that_cannot_be_painted_are_refused(words: str, fault: str) -> None:
    with pytest.raises(BadInput, match=fault):
        protected(ours(), PASSWORD, watermark=words)


def test_a_whole_pack_can_be_locked() -> None:
    pack = merge(inspect(ours(), "Paper.pdf"), inspect(reports.scanned(), "Scan.pdf"))
    data = unlocked(protected(pack, PASSWORD, watermark=NAME))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 3
        assert list(broken(pdf)) == []
