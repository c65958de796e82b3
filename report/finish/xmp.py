"""What a file says of itself as XMP (ISO 16684-1): the packet, and what every file says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from pikepdf import Name, Pdf

from .facts import DocumentFacts

CREATOR = "Colophon"
RELEASE = "urn:colophon:ns:release/1.0/"
"""The namespace of what is said of releases: a name, and no address of anything."""
SOURCES = "colophon:SourcesSHA256"
"""The property that names the archive of sources of a released file."""
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "colophon": RELEASE,
}
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
{prefixes}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def write_xmp(pdf: Pdf, stated: Sequence[str], prefixes: Mapping[str, str] | None = None) -> None:
    """Set the document's metadata: properties as XML, and the namespaces of those that are not
    among the `properties` of every file, by prefix."""
    spaces = {**_PREFIXES, **(prefixes or {})}
    declared = "\n".join(f' xmlns:{prefix}="{space}"' for prefix, space in spaces.items())
    packet = _PACKET.format(prefixes=declared, properties="\n".join(filter(None, stated)))
    pdf.Root.Metadata = pdf.make_stream(
        packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML
    )


def properties(facts: DocumentFacts, producer: str) -> list[str]:
    """Return what every file says: title, author, language, dates, its identifier and so on."""
    date = f"{facts.date:%Y-%m-%d}T00:00:00Z"
    known = facts.identifier
    uuid = "-".join((known[:8], known[8:12], known[12:16], known[16:20], known[20:32]))
    return [
        _list("dc:title", "Alt", [facts.title], ' xml:lang="x-default"'),
        _list("dc:creator", "Seq", [facts.author]),
        _list("dc:description", "Alt", [facts.subject], ' xml:lang="x-default"'),
        _list("dc:subject", "Bag", facts.keywords),
        _list("dc:language", "Bag", [facts.language]),
        simple("pdf:Keywords", ", ".join(facts.keywords)),
        simple("pdf:Producer", producer),
        simple("xmp:CreatorTool", CREATOR),
        simple("xmp:CreateDate", date),
        simple("xmp:ModifyDate", date),
        simple("xmp:MetadataDate", date),
        simple("xmpMM:DocumentID", f"uuid:{uuid}"),
        simple(SOURCES, facts.sources),
    ]


def simple(name: str, value: str) -> str:
    """Return a property with one value; "" without."""
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: Sequence[str], attribute: str = "") -> str:
    items = "".join(f"<rdf:li{attribute}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""
