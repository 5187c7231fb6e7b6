"""Whether an attachment keeps a pack conforming: validated as it will stand in the pack."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import Final

from lxml import etree
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from packgen.settings.colours import srgb_profile

_PROFILES: Final = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}
_MOST_RULES: Final = 5
_UA: Final = "{http://www.aiim.org/pdfua/ns/id/}part"
_DESCRIPTION: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_MOST_METADATA: Final = 1_000_000
# As the pack's own: pdfuaid in PDF/A needs a schema that describes it (ISO 19005-2, 6.6.2.3.1).
_PACKET: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Attachment</rdf:li></rdf:Alt></dc:title>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def claims_access(pdf: Pdf) -> bool:
    """Whether a PDF says of itself that it is PDF/UA: that its tags were looked at by someone."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return False
    root = parsed(metadata.read_bytes()[:_MOST_METADATA])
    if root is None:
        return False
    return any(node.tag == _UA or _UA in node.attrib for node in root.iter())


def parsed(data: bytes) -> etree._Element | None:
    """An XMP packet -> its root; None for what is no XML, or declares a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.doctype else root


def broken_rules(data: bytes, language: str) -> Iterator[str]:
    """A cleaned attachment -> the standards that a pack with it would break, and their rules."""
    if find_spec("page") is None:
        yield "not validated: install packgen[attachments]"
        return
    import page

    dressed = _dressed(data, language)
    for standard, profile in _PROFILES.items():
        try:
            report = page.validate_pdf_bytes(dressed, profile=profile)
        except page.PageError:
            yield f"{standard}: can't be validated"
            continue
        if report.rules.failed:
            rules = list(dict.fromkeys(failure.rule_id for failure in report.failures))
            more = f" and {len(rules) - _MOST_RULES} more" if len(rules) > _MOST_RULES else ""
            yield f"{standard}: {', '.join(rules[:_MOST_RULES])}{more}"


def _dressed(data: bytes, language: str) -> bytes:
    """An attachment in the catalogue of a pack."""
    out = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root
        root.Metadata = Stream(pdf, _PACKET.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
        profile = Stream(pdf, srgb_profile(), N=3)
        words = String("sRGB")
        intent = Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile,
            OutputConditionIdentifier=words, Info=words,
        )  # fmt: skip
        root.OutputIntents = Array([intent])
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if language:
            root.Lang = String(language)
        for page in pdf.pages:
            page.obj.Tabs = Name.S
        pdf.save(out, static_id=True)
    return out.getvalue()
