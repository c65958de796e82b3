"""What the file says of itself: Info, XMP, catalog entries, page labels, identifier.

PDF/A-3: ISO 19005-3 §6.6; PDF/UA-1: ISO 14289-1 §5 and §7.1; XMP: ISO 16684-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

from .facts import DocumentFacts

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi")
_CREATOR = "Colophon"

# PDF/UA's own property is not among those PDF/A knows, so its schema is described
# (ISO 19005-3 §6.6.2.3.2).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def write_metadata(pdf: Pdf, facts: DocumentFacts) -> None:
    """Set title, author, subject, keywords, dates and language everywhere a file states them.

    Raises:
        ValueError: there are labels, but not one a page.
    """
    producer = write_info(pdf, facts)
    xmp = _xmp(facts, producer).encode("utf-8")
    pdf.Root.Metadata = pdf.make_stream(xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(facts.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.PageMode = Name.UseOutlines if Name.Outlines in pdf.Root else Name.UseNone
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Direction=Name.R2L if is_right_to_left(facts.language) else Name.L2R
    )
    if facts.labels:
        if len(facts.labels) != len(pdf.pages):
            raise ValueError(f"{len(facts.labels)} labels for {len(pdf.pages)} pages")
        pdf.Root.PageLabels = Dictionary(Nums=_page_labels(facts.labels))


def is_right_to_left(language: str) -> bool:
    """True when a BCP 47 tag names a language written from right to left."""
    return language.lower().split("-")[0] in _RIGHT_TO_LEFT


def write_info(pdf: Pdf, facts: DocumentFacts) -> str:
    """Set the Info dictionary and the identifier; return what produced the pages."""
    producer = str(pdf.docinfo.get(Name.Producer, "WeasyPrint"))
    date = f"D:{facts.date:%Y%m%d}000000Z"
    entries = {
        "Title": facts.title,
        "Author": facts.author,
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": _CREATOR,
        "Producer": producer,
        "CreationDate": date,
        "ModDate": date,
    }
    del pdf.docinfo
    for name, value in entries.items():
        if value:
            pdf.docinfo[Name("/" + name)] = String(value)
    # The second half is set by the writer from the file's content.
    identifier = String(bytes.fromhex(facts.identifier)[:16])
    pdf.trailer.ID = Array([identifier, identifier])
    return producer


def _xmp(facts: DocumentFacts, producer: str) -> str:
    date = f"{facts.date:%Y-%m-%d}T00:00:00Z"
    known = facts.identifier
    uuid = "-".join((known[:8], known[8:12], known[12:16], known[16:20], known[20:32]))
    properties = [
        _list("dc:title", "Alt", [facts.title], ' xml:lang="x-default"'),
        _list("dc:creator", "Seq", [facts.author]),
        _list("dc:description", "Alt", [facts.subject], ' xml:lang="x-default"'),
        _list("dc:subject", "Bag", facts.keywords),
        _list("dc:language", "Bag", [facts.language]),
        _simple("pdf:Keywords", ", ".join(facts.keywords)),
        _simple("pdf:Producer", producer),
        _simple("xmp:CreatorTool", _CREATOR),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
        _simple("xmp:MetadataDate", date),
        _simple("xmpMM:DocumentID", f"uuid:{uuid}"),
    ]
    return _XMP.format(properties="\n".join(filter(None, properties)))


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: Sequence[str], attribute: str = "") -> str:
    items = "".join(f"<rdf:li{attribute}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _page_labels(labels: Sequence[str]) -> Array:
    """Return the number tree of the labels (ISO 32000-1 §12.4.2), one entry a run of folios."""
    numbers = Array()
    expected = ""
    for page, label in enumerate(labels):
        if label != expected or not label:
            numbers.append(page)
            numbers.append(_label(label))
        expected = str(int(label) + 1) if _is_folio(label) else ""
    return numbers


def _label(label: str) -> Dictionary:
    if _is_folio(label):
        return Dictionary(S=Name.D, St=int(label))
    return Dictionary(P=String(label)) if label else Dictionary()


def _is_folio(label: str) -> bool:
    return label.isascii() and label.isdigit() and label[0] != "0"
