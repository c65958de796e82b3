"""What the file says of itself: Info, XMP, catalog entries, page labels, identifier.

PDF/A-3: ISO 19005-3 §6.6; PDF/UA-1: ISO 14289-1 §5 and §7.1; XMP: ISO 16684-1.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Pdf, String

from .facts import DocumentFacts
from .xmp import CREATOR, RELEASE, SOURCES, properties, write_xmp

_PREFIXES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_CLAIMS = (
    "<pdfaid:part>3</pdfaid:part>",
    "<pdfaid:conformance>A</pdfaid:conformance>",
    "<pdfuaid:part>1</pdfuaid:part>",
)
# What is not among the properties that PDF/A knows has its schema described
# (ISO 19005-3 §6.6.2.3.2).
_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{description}</pdfaProperty:description>
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{type}</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_ACCESSIBLE = _SCHEMA.format(
    space=_PREFIXES["pdfuaid"],
    prefix="pdfuaid",
    title="PDF/UA identification schema",
    description="Part of ISO 14289",
    name="part",
    type="Integer",
)
_RELEASED = _SCHEMA.format(
    space=RELEASE,
    prefix=SOURCES.partition(":")[0],
    title="Colophon release schema",
    description="SHA-256 of the archive of sources that the file was made of",
    name=SOURCES.partition(":")[2],
    type="Text",
)


def write_metadata(pdf: Pdf, facts: DocumentFacts) -> None:
    """Set title, author, subject, keywords, dates and language everywhere a file states them.

    Raises:
        ValueError: there are labels, but not one a page.
    """
    producer = write_info(pdf, facts)
    write_xmp(pdf, [*_CLAIMS, *properties(facts, producer), _schemas(facts)], _PREFIXES)
    pdf.Root.Lang = String(facts.language)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.PageMode = Name.UseOutlines if Name.Outlines in pdf.Root else Name.UseNone
    pdf.Root.ViewerPreferences = viewer_preferences(facts)
    if facts.labels:
        if len(facts.labels) != len(pdf.pages):
            raise ValueError(f"{len(facts.labels)} labels for {len(pdf.pages)} pages")
        pdf.Root.PageLabels = Dictionary(Nums=_page_labels(facts.labels))


def _schemas(facts: DocumentFacts) -> str:
    """Return the description of the schemas that PDF/A does not know."""
    described = _ACCESSIBLE + (_RELEASED if facts.sources else "")
    return f"<pdfaExtension:schemas><rdf:Bag>{described}</rdf:Bag></pdfaExtension:schemas>"


def viewer_preferences(facts: DocumentFacts) -> Dictionary:
    """Return how a reader opens the file: with its title, and from which side its pages follow each
    other, so that those of a spread stand side by side as bound (ISO 32000-1 §12.2)."""
    direction = Name.R2L if facts.right_to_left else Name.L2R
    return Dictionary(DisplayDocTitle=True, Direction=direction)


def write_info(pdf: Pdf, facts: DocumentFacts) -> str:
    """Set the Info dictionary and the identifier; return what produced the pages."""
    producer = str(pdf.docinfo.get(Name.Producer, "WeasyPrint"))
    date = f"D:{facts.date:%Y%m%d}000000Z"
    entries = {
        "Title": facts.title,
        "Author": facts.author,
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": CREATOR,
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
