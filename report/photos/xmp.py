"""XMP: what a picture says of itself in RDF (ISO 16684-1; IPTC Photo Metadata 2024; PLUS 1.2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from PIL import Image

_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rights": "http://ns.adobe.com/xap/1.0/rights/",
    "core": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "ext": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "cc": "http://creativecommons.org/ns#",
}
# Several properties stand for one field, the better one first.
_PROPERTIES = {
    "credit": ("photoshop:Credit",),
    "rights": ("dc:rights",),
    "author": ("dc:creator",),
    "title": ("photoshop:Headline", "dc:title"),
    "caption": ("dc:description",),
    "alt": ("core:AltTextAccessibility",),
    "source": ("photoshop:Source",),
    "terms": ("rights:UsageTerms",),
    "statement": ("rights:WebStatement",),
    "licence": ("cc:license",),
    "expires": ("plus:LicenseEndDate",),
    "people": ("ext:PersonInImage",),
    "release_status": ("plus:ModelReleaseStatus",),
    "release": ("plus:ModelReleaseID",),
}
_LONGEST = 10 * 1024 * 1024


def xmp_words(image: Image.Image) -> Mapping[str, list[str]]:
    """Return what the picture's XMP says; anything may be raised where it is broken."""
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(data, str):
        data = data.encode()
    data = data.strip(b"\0 \r\n\t")
    if not data:
        return {}
    if b"<!DOCTYPE" in data or len(data) > _LONGEST:
        raise ValueError("XMP has no document type, and entities only do harm")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    return {
        name: next(filter(None, (_property(root, each) for each in properties)), [])
        for name, properties in _PROPERTIES.items()
    }


def _property(root: etree._Element, name: str) -> list[str]:
    """Return a property written as an attribute, a text, a link or a list (§7.5–7.9)."""
    prefix, local = name.split(":")
    qualified = f"{{{_NAMES[prefix]}}}{local}"
    for description in root.iterfind(".//rdf:Description", _NAMES):
        if qualified in description.attrib:
            return [str(description.attrib[qualified])]
        element = description.find(qualified)
        if element is None:
            continue
        items = element.findall(".//rdf:li", _NAMES)
        if element.find("rdf:Alt", _NAMES) is not None:
            items = items[:1]  # the first is the default language (§8.2.2.4)
        link = element.get(f"{{{_NAMES['rdf']}}}resource")
        return [item.text or "" for item in items] or [element.text or link or ""]
    return []
