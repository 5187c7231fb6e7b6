"""The file is one that Word opens without repair: order, relations, content types, ids."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree

from packgen.document.nodes import Columns, Heading, Text
from packgen.document.roles import Role
from packgen.errors import BadInput
from packgen.render.docx import write_docx, write_volume
from packgen.render.docx.reference import make_reference
from tests.render.docx.package import W, civic, find, parts, xml
from tests.render.docx.reports import PAGES, looks, paper, volume
from tests.trees import A3, counts_table, document, para, scorecard_table

# The order of children in ECMA-376's transitional schema (wml.xsd).
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader "
    "tblCellSpacing jc hidden ins del trPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings",
    "tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "pBdr": "top left bottom right between bar",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
    "tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num",
    "numPr": "ilvl numId",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvlOverride": "startOverride lvl",
    "tc": "tcPr p tbl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}
RANK = {name: {f"{W}{c}": n for n, c in enumerate(o.split())} for name, o in ORDER.items()}


def _files():
    styled = replace(
        document(),
        blocks=(Columns((0.5, 0.5), ((counts_table(),), (para(Role.BODY, "x"),))),),
    )
    return {
        "public": write_docx(document(), civic()),
        "restricted": write_docx(document(restricted=True), civic()),
        "columns first and last": write_docx(styled, civic()),
        "empty": write_docx(replace(document(), blocks=()), civic()),
        "report": write_docx(paper("report"), looks()["report"]),
        "volume": write_volume(volume(restricted=True, duplex=True), looks(), PAGES),
        "reference": make_reference(civic()),
    }


FILES = _files()


@pytest.fixture(params=FILES)
def data(request):
    return FILES[request.param]


def test_parts_are_well_formed(data):
    for name, part in parts(data).items():
        if not name.endswith((".png", ".jpg")):
            etree.fromstring(part)


def test_children_stand_in_the_schemas_order(data):
    seen = set()
    for name, part in parts(data).items():
        if not name.startswith("word/") or not name.endswith(".xml"):
            continue
        for element in etree.fromstring(part).iter(*(f"{W}{n}" for n in ORDER)):
            kind = element.tag.removeprefix(W)
            seen.add(kind)
            ranks = [RANK[kind][child.tag] for child in element]
            if kind == "tc":
                assert ranks[0] == 0 and ranks[-1] == RANK["tc"][f"{W}p"], name
            elif kind != "sectPr":
                assert ranks == sorted(ranks), (name, etree.tostring(element)[:300])
            else:
                references = [r for r in ranks if r < 2]
                assert ranks == references + sorted(r for r in ranks if r >= 2)
    assert {"pPr", "rPr", "sectPr", "style", "lvl"} <= seen


def test_the_order_is_checked_for_every_kind():
    found = {
        element.tag.removeprefix(W)
        for part in ("word/document.xml", "word/header2.xml", "word/footer2.xml")
        for element in xml(FILES["restricted"], part).iter()
        if isinstance(element.tag, str)
    }
    assert {"tcPr", "tblPr", "trPr", "tcBorders", "tblBorders", "tblCellMar", "pBdr"} <= found


def test_every_relation_resolves(data):
    files = parts(data)
    used = 0
    for name, part in files.items():
        if name.endswith((".png", ".jpg", ".svg", ".rels")):
            continue
        folder, _, base = name.rpartition("/")
        rels = files.get(f"{folder}/_rels/{base}.rels")
        known = set(find(etree.fromstring(rels), "//rel:Relationship/@Id")) if rels else set()
        asked = set(find(etree.fromstring(part), "//@r:id | //@r:embed | //@r:link"))
        assert asked <= known, name
        used += len(asked)
        for relation in find(etree.fromstring(rels), "//rel:Relationship") if rels else ():
            if relation.get("TargetMode") != "External":
                assert f"{folder}/{relation.get('Target')}" in files
    ids = [find(etree.fromstring(p), "//rel:*/@Id") for n, p in files.items() if n.endswith("rels")]
    assert all(len(set(names)) == len(names) for names in ids)
    assert used or data is FILES["reference"]


def test_content_types_cover_every_part(data):
    types = xml(data, "[Content_Types].xml")
    defaults = set(find(types, "//ct:Default/@Extension"))
    overrides = set(find(types, "//ct:Override/@PartName"))
    names = set(parts(data)) - {"[Content_Types].xml"}
    assert {name.rpartition(".")[2] for name in names} <= defaults | {"xml"}
    assert overrides <= {f"/{name}" for name in names}
    xmls = {f"/{n}" for n in names if n.endswith(".xml")}
    assert xmls == overrides


def test_nothing_is_left_that_no_paper_needs(data):
    names = " ".join(parts(data))
    for extra in ("thumbnail", "stylesWithEffects", "customXml", "webSettings", "app.xml"):
        assert extra not in names
    text = b"".join(parts(data).values())
    assert b"rsid" not in text
    assert b"python-docx" not in text


def test_drawing_ids_occur_once():
    for name in ("public", "restricted", "report", "volume"):
        ids = []
        for part in parts(FILES[name]):
            if part.startswith(("word/document", "word/header")):
                ids += find(xml(FILES[name], part), "//wp:docPr/@id")
        assert len(set(ids)) == len(ids) > 2
        marks = find(xml(FILES[name]), "//w:bookmarkStart/@w:id")
        assert len(set(marks)) == len(marks)


def test_pictures_have_svg_and_png_and_share_media():
    data = FILES["public"]
    root = xml(data)
    assert len(find(root, "//wp:inline")) == 4
    assert set(find(root, "//a:blip/@r:embed")) == {"rIdPng1"}
    assert set(find(root, "//asvg:svgBlip/@r:embed")) == {"rIdSvg1"}
    media = [name for name in parts(data) if "media" in name]
    assert media == ["word/media/image1.png", "word/media/image1.svg"]
    assert set(find(root, "//wp:docPr/@descr")) == {
        "Trend of 7: from 96% in Apr-23 to 93% in Jun-23; target 95%."
    }


def test_page_and_first_page():
    root = xml(FILES["public"])
    sections = find(root, "//w:sectPr")
    assert len(sections) == 3
    assert [bool(find(s, "./w:titlePg")) for s in sections] == [True, False, False]
    assert [len(find(s, "./w:headerReference | ./w:footerReference")) for s in sections] == [
        4,
        0,
        0,
    ]
    for s in sections:
        size = find(s, "./w:pgSz")[0]
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("23811", "16838")
        assert size.get(f"{W}orient") == "landscape"
        assert find(s, "./w:pgMar/@w:left") == ["567"]
    assert [find(s, "./w:type/@w:val") for s in sections] == [[], ["continuous"], ["continuous"]]


def test_columns_are_columns():
    section = find(xml(FILES["public"]), "//w:sectPr")[1]
    cols = find(section, "./w:cols")[0]
    assert (cols.get(f"{W}num"), cols.get(f"{W}equalWidth")) == ("2", "0")
    widths = [int(c.get(f"{W}w")) for c in cols]
    gaps = [int(c.get(f"{W}space")) for c in cols]
    assert abs(sum(widths) + sum(gaps) - A3.text_width_pt * 20) <= 2
    assert abs(widths[0] / sum(widths) - 0.4) < 0.001
    assert len(find(xml(FILES["public"]), '//w:br[@w:type="column"]')) == 1


def test_columns_of_any_content_make_one_section_each():
    table, text = counts_table(), para(Role.BODY, "x")
    bare = Columns((1.0,), ((),))
    tables = Columns((0.5, 0.5), ((table,), (replace(table, anchor="b"),)))
    blocks = (text, bare, tables, bare, replace(table, anchor="c"))
    body = xml(write_docx(replace(document(), blocks=blocks), civic()))[0]
    assert all(len(find(p, ".//w:sectPr")) <= 1 for p in body)
    assert len(find(body, ".//w:sectPr")) == 5
    tags = [child.tag.removeprefix(W) for child in body]
    # Each part starts with a paragraph of no height; a last table is followed by two.
    columns = ["p", "tbl", "p", "tbl", "p", "p"]
    assert tags == ["p", "p", *columns, "p", "p", "tbl", "p", "sectPr"]


def test_python_docx_opens_it():
    opened = docx.Document(BytesIO(FILES["restricted"]))
    assert opened.paragraphs[0].style.name == "Heading 1"
    assert len(opened.tables) == 2
    assert opened.core_properties.author == "Example Borough Council"


def test_python_docx_opens_a_volume():
    opened = docx.Document(BytesIO(FILES["volume"]))
    assert [s.page_width > s.page_height for s in opened.sections] == [False] * 2 + [True] * 3 + [
        False
    ] * 2
    titles = [p.text for p in opened.paragraphs if p.style.name == "Heading 1"]
    report = "Plans: timeliness and recovery"
    assert titles == ["Agenda", report, report]


def test_same_tree_same_bytes():
    assert write_docx(document(), civic()) == FILES["public"]


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("2", "America/Lima")])
def test_same_bytes_in_another_process(tmp_path, seed, zone):
    script = (
        "import sys, hashlib; from packgen.render.docx import write_docx;"
        "from packgen.settings.style import load_style; from tests.trees import document;"
        "sys.stdout.buffer.write(write_docx(document(restricted=True), load_style('civic')))"
    )
    root = Path(__file__).parents[3]
    env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, check=True
    )
    assert made.stdout == FILES["restricted"]


def test_the_zip_tells_nothing_of_its_making(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.extra) == (3, b"")
            assert entry.external_attr == 0o100644 << 16
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_importing_the_writer_is_cheap():
    code = (
        "import sys, packgen.render.docx;"
        "print([m for m in ('PIL', 'docx', 'lxml', 'fontTools') if m in sys.modules])"
    )
    root = Path(__file__).parents[3]
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_a_style_without_a_reference_has_one_made(tmp_path):
    made = write_docx(document(), replace(civic(), folder=tmp_path))
    assert parts(made) == parts(write_docx(document(), civic()))
    assert list(tmp_path.iterdir()) == []


def test_a_reference_made_from_other_tokens_is_refused(tmp_path):
    (tmp_path / "reference.docx").write_bytes(make_reference(civic()))
    other = replace(civic(), folder=tmp_path, colours={**civic().colours, "brand": "#400000"})
    with pytest.raises(BadInput, match="was made from other tokens than the style's"):
        write_docx(document(), other)


def test_an_unusable_reference_says_what_to_do(tmp_path):
    (tmp_path / "reference.docx").write_bytes(b"no zip")
    with pytest.raises(BadInput, match="run: packgen styles"):
        write_docx(document(), replace(civic(), folder=tmp_path))
    with zipfile.ZipFile(tmp_path / "reference.docx", "w") as archive:
        archive.writestr("word/styles.xml", "<x/>")
    with pytest.raises(BadInput, match=r"has no word/numbering\.xml"):
        write_docx(document(), replace(civic(), folder=tmp_path))


def test_portrait_is_not_turned():
    page = replace(A3, width_pt=595.3, height_pt=841.9)
    doc = replace(document(), page=page, blocks=(Heading(1, (Text("T"),), "t"), scorecard_table()))
    assert not find(xml(write_docx(doc, civic())), "//w:pgSz/@w:orient")
