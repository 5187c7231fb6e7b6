"""Ways to change a finished file so that it tells a withheld figure, or holds what it must not."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

FIGURE = "4871"
"""Withheld in the small workbook, and nowhere else in it."""
DOCUMENT, CORE, SETTINGS = "word/document.xml", "docProps/core.xml", "word/settings.xml"
_DATED = (1980, 1, 1, 0, 0, 0)


def rezipped(
    data: bytes,
    change: Callable[[dict[str, bytes]], object],
    dated: tuple[int, int, int, int, int, int] = _DATED,
    note: bytes = b"",
) -> bytes:
    """A zip with its parts changed in place."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(zipfile.ZipInfo(name, dated), part, zipfile.ZIP_DEFLATED)
        new.comment = note
    return out.getvalue()


def in_part(name: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of one part's text, once."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)

    return lambda data: rezipped(data, change)


def with_part(name: str, content: bytes) -> Callable[[bytes], bytes]:
    """A part more."""
    return lambda data: rezipped(data, lambda parts: parts.update({name: content}))


def run(text: str, looks: str = "") -> str:
    """A run of text, to stand before a paragraph's first."""
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r><w:r>"


def in_picture(data: bytes) -> bytes:
    """A PNG with a packed note before its end."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(n for n in parts if n.endswith(".png"))
        content = b"Comment\0\0" + zlib.compress(f"{FIGURE} complaints".encode())
        chunk = b"zTXt" + content
        packed = len(content).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
        parts[name] = parts[name][:-12] + packed + parts[name][-12:]

    return rezipped(data, change)


def in_drawing(data: bytes) -> bytes:
    """An SVG with a title."""

    def change(parts: dict[str, bytes]) -> None:
        name = next(n for n in parts if n.endswith(".svg"))
        parts[name] = parts[name].replace(b"</svg>", f"<title>{FIGURE}</title></svg>".encode())

    return rezipped(data, change)


def in_word() -> dict[str, Callable[[bytes], bytes]]:
    """Ways to hide the figure in a Word file."""
    custom = f"<Properties><property><n>{FIGURE}</n></property></Properties>".encode()
    return {
        "a custom property": with_part("docProps/custom.xml", custom),
        "a hidden run": in_part(DOCUMENT, "<w:r>", run("4,871", "<w:vanish/>")),
        "a figure over two runs": in_part(DOCUMENT, "<w:r>", run("48")[:-5] + run("71")),
        "a figure with a narrow space": in_part(DOCUMENT, "<w:r>", run("4\u202f871")),
        "an alternative text": in_part(DOCUMENT, 'descr="', f'descr="{FIGURE} '),
        "a bookmark": in_part(DOCUMENT, 'w:name="', f'w:name="n{FIGURE}'),
        "a note": in_part(DOCUMENT, "</w:body>", f"</w:body><!-- {FIGURE} -->"),
        "a picture": in_picture,
        "a drawing": in_drawing,
        "a part's name": with_part(f"word/{FIGURE}.bin", b"\0"),
        "a zip's note": lambda data: rezipped(data, lambda _: None, note=FIGURE.encode()),
        "a file inside": with_part("word/embeddings/1.docx", rezipped(
            _zip(), lambda parts: parts.update({"a.xml": f"<a>{FIGURE}</a>".encode()}))),
        "text in UTF-16": with_part("word/note.txt", f"{FIGURE} complaints".encode("utf-16")),
    }  # fmt: skip


def unallowed_in_word() -> dict[str, Callable[[bytes], bytes]]:
    """What a public Word file must not hold, whether it tells a figure or not."""
    return {
        "an author's properties": in_part(
            CORE, "<dc:language>", "<cp:category>x</cp:category><dc:language>"
        ),
        "revision ids": in_part(DOCUMENT, "<w:p>", '<w:p w:rsidR="00112233">'),
        "a list of revision ids": in_part(
            SETTINGS, "</w:settings>", '<w:rsids><w:rsid w:val="00112233"/></w:rsids></w:settings>'
        ),
        "comments": with_part("word/comments.xml", b"<w:comments xmlns:w='w'/>"),
        "a thumbnail": with_part("docProps/thumbnail.jpeg", b"\xff\xd8"),
        "a deletion": in_part(DOCUMENT, "<w:r>", "<w:del><w:r/></w:del><w:r>"),
        "a template elsewhere": in_part(
            "word/_rels/document.xml.rels", "</Relationships>",
            '<Relationship Id="x" Type="http://x/attachedTemplate" Target="file:///c:/x.dotx"'
            ' TargetMode="External"/></Relationships>',
        ),
        "the hour of its making": lambda data: rezipped(
            data, lambda _: None, dated=(2023, 7, 1, 9, 30, 0)
        ),
        "bytes between its parts": lambda data: b"#!" + data,
    }  # fmt: skip


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b.xml", "<b/>")
    return out.getvalue()


def resaved(change: Callable[[pikepdf.Pdf], object]) -> Callable[[bytes], bytes]:
    """A change of a PDF's objects."""

    def tamper(data: bytes) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            change(pdf)
            pdf.save(out, preserve_pdfa=False)
        return out.getvalue()

    return tamper


def updated(data: bytes, content: bytes, number: int = 9000) -> bytes:
    """A PDF with an update appended that nothing leads to."""
    with pikepdf.open(BytesIO(data)) as pdf:
        root, group = pdf.Root.objgen
    before = data[data.rindex(b"startxref") :].split()[1]
    added = b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data))
    trailer = b"trailer\n<</Size %d/Root %d %d R/Prev %b>>\n" % (number + 1, root, group, before)
    end = b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(added))
    return data + added + table + trailer + end


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["figures.txt"] = f"{FIGURE} complaints in April".encode()


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def annotated(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents="4 871")
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def painted(pdf: pikepdf.Pdf) -> None:
    """White on white, each digit by itself, in a font of the page."""
    page = pdf.pages[0]
    name = sorted(page.Resources.Font.keys())[0]
    codes = {char: code for code, char in _codes(page.Resources.Font[name]).items()}
    shown = " ".join(f"<{codes[c]:02x}>" for c in FIGURE) if set(FIGURE) <= set(codes) else ""
    plain = shown or " ".join(f"({c})" for c in FIGURE)
    content = f"q BT {name} 1 Tf 1 1 1 rg [{plain}] TJ ET Q".encode()
    page.contents_add(content)


def _codes(font: Any) -> dict[int, str]:
    from packgen.verify.pdf import characters

    return characters(font)


def outlined(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String("Complaints: 4,871")


def voiced(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.ActualText = String(f"{FIGURE} — too many")


def property_of(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = String(f"é{FIGURE}")


def metadata(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data.replace(b"packgen", FIGURE.encode(), 1))


def in_pdf() -> dict[str, Callable[[bytes], bytes]]:
    """Ways to hide the figure in a PDF."""
    packed = zlib.compress(f"({FIGURE}) Tj".encode())
    stream = b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    covered = b"(nothing to see)"
    return {
        "an update": lambda data: updated(data, f"({FIGURE})".encode()),
        "an update that a later one covers": lambda data: updated(
            updated(data, f"({FIGURE})".encode()), covered
        ),
        "a text in UTF-16": lambda data: updated(
            data, b"<feff%b>" % FIGURE.encode("utf-16-be").hex().encode()
        ),
        "a name": lambda data: updated(data, f"/n{FIGURE}".encode()),
        "an update's stream": lambda data: updated(
            data, b"<</Type/EmbeddedFile" + stream.removeprefix(b"<<").replace(b"Tj", b"Tj")
        ),
        "an attachment": resaved(attached),
        "a note": resaved(annotated),
        "white text": resaved(painted),
        "an outline": resaved(outlined),
        "an actual text": resaved(voiced),
        "a property": resaved(property_of),
        "metadata": resaved(metadata),
    }


def unallowed_in_pdf() -> dict[str, Callable[[bytes], bytes]]:
    """What a public PDF must not hold, whether it tells a figure or not."""
    return {
        "a script": resaved(script),
        "an attachment": resaved(attached),
        "a note": resaved(annotated),
        "an object that nothing leads to": lambda data: updated(data, b"(x)"),
        "a further property": resaved(lambda pdf: pdf.docinfo.update({"/Company": "x"})),
        "a program's own data": resaved(
            lambda pdf: pdf.pages[0].obj.update({"/PieceInfo": Dictionary()})
        ),
        "bytes after its end": lambda data: data + b"x",
        "metadata of a page": resaved(
            lambda pdf: pdf.pages[0].obj.update(
                {"/Metadata": pdf.make_stream(b"<x/>", Type=Name.Metadata)}
            )
        ),
    }
