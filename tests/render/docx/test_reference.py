"""The committed reference.docx is the one that the tokens make, with a style for every role."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import docx

from packgen.document.roles import Role
from packgen.render.docx import REFERENCE_FILE, write_docx
from packgen.render.docx.package import zipped
from packgen.render.docx.reference import make_reference
from tests.render.docx.package import civic, find, parts, xml
from tests.trees import document


def test_the_committed_file_is_made_from_the_tokens():
    committed = (civic().folder / REFERENCE_FILE).read_bytes()
    # Parts, not bytes: another zlib may pack the same parts otherwise.
    assert parts(committed) == parts(make_reference(civic()))


def test_it_is_made_alike_each_time():
    assert make_reference(civic()) == make_reference(civic())


def test_every_role_has_a_style_and_a_sample():
    opened = docx.Document(BytesIO(make_reference(civic())))
    shown = {paragraph.style.name for paragraph in opened.paragraphs}
    for role in Role:
        name = f"Packgen {role.name.replace('_', ' ').title()}"
        spec, style = civic().type[role], opened.styles[name]
        assert name in shown
        assert style.font.size.pt == round(spec.size_pt * 2) / 2
        assert str(style.font.color.rgb) == civic().colour(spec.colour)[1:]
        assert bool(style.font.bold) is spec.bold
        assert style.paragraph_format.space_after.pt == spec.after_pt
    headings = {f"Heading {level}" for level in (1, 2, 3, 4)}
    assert {*headings, "Caption", "List Bullet", "List Number", "List Continue"} <= shown


def test_the_font_is_the_styles():
    files = parts(make_reference(civic()))
    assert b'w:ascii="Arial"' in files["word/styles.xml"]
    assert b"Calibri" not in files["word/theme/theme1.xml"]


def test_styles_that_a_councils_own_reference_lacks_are_added(tmp_path):
    made = parts(make_reference(civic()))
    styles, lacking = made["word/styles.xml"].decode(), ("Heading4", "ListNumber", "PackgenNote")
    for name in lacking:
        pattern = rf'<w:style\b[^>]*w:styleId="{name}".*?</w:style>'
        styles = re.sub(pattern, "", styles, count=1, flags=re.DOTALL)
    own = {"word/styles.xml": styles.encode(), "docProps/core.xml": b"<core/>"}
    (tmp_path / REFERENCE_FILE).write_bytes(zipped(made | own))
    data = write_docx(document(), replace(civic(), folder=tmp_path))
    ids = find(xml(data, "word/styles.xml"), "//w:style/@w:styleId")
    assert ids[-len(lacking) :] == ["PackgenNote", "Heading4", "ListNumber"]
    assert len(set(ids)) == len(ids)
