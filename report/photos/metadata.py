"""What a picture's file says about itself: IPTC-IIM and XMP, read as data nobody vouches for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree
from PIL import Image, IptcImagePlugin

_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_LONGEST = 1_000


@dataclass(frozen=True)
class Embedded:
    """Words found in the file; empty where there are none. `damaged`: some could not be read."""

    credit: str = ""
    author: str = ""
    title: str = ""
    caption: str = ""
    damaged: bool = False


def embedded_in(image: Image.Image) -> Embedded:
    """Return what IPTC and XMP say, XMP first, as the Metadata Working Group advises.

    The credit is the Credit field or, failing that, the copyright notice. A description becomes
    the caption and never the alt text, which is another thing.
    """
    xmp, broken_xmp = _guarded(_xmp, image)
    iptc, broken_iptc = _guarded(_iptc, image)

    def first(*names: str) -> str:
        return next((each[name] for name in names for each in (xmp, iptc) if each.get(name)), "")

    return Embedded(
        credit=first("credit", "rights"),
        author=first("author"),
        title=first("title"),
        caption=first("caption"),
        damaged=broken_xmp or broken_iptc,
    )


def _guarded(
    read: Callable[[Image.Image], dict[str, str]], image: Image.Image
) -> tuple[dict[str, str], bool]:
    try:
        return {name: _clean(text) for name, text in read(image).items()}, False
    except Exception:  # hostile bytes make parsers fail in any way; none of them may end a build
        return {}, True


def _clean(text: str) -> str:
    """Return the words on one line without control characters, none where they run too long."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= _LONGEST else ""


def _iptc(image: Image.Image) -> dict[str, str]:
    """Read IPTC-IIM 4.2, record 2 (§6)."""
    found = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]

    def text(dataset: int) -> str:
        value = found.get((2, dataset), b"")
        parts = value if isinstance(value, list) else [value]
        return ", ".join(_decoded(part) for part in parts)

    return {
        "credit": text(110),
        "rights": text(116),
        "author": text(80),
        "title": text(105) or text(5),
        "caption": text(120),
    }


def _decoded(data: bytes) -> str:
    # Few programs write the character set (1:90) truthfully; text that is UTF-8 by chance is rare.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _xmp(image: Image.Image) -> dict[str, str]:
    data = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(data, str):
        data = data.encode()
    if not data.strip(b"\0 \r\n\t"):
        return {}
    if b"<!DOCTYPE" in data:
        raise ValueError("XMP has no document type, and entities only do harm")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data.strip(b"\0 \r\n\t"), parser)
    return {
        "credit": _property(root, "photoshop:Credit"),
        "rights": _property(root, "dc:rights"),
        "author": _property(root, "dc:creator"),
        "title": _property(root, "photoshop:Headline") or _property(root, "dc:title"),
        "caption": _property(root, "dc:description"),
    }


def _property(root: etree._Element, name: str) -> str:
    """Return a property written as an attribute, a text or a list (ISO 16684-1 §7.5–7.9)."""
    prefix, local = name.split(":")
    qualified = f"{{{_NAMES[prefix]}}}{local}"
    for description in root.iterfind(".//rdf:Description", _NAMES):
        if qualified in description.attrib:
            return str(description.attrib[qualified])
        element = description.find(qualified)
        if element is None:
            continue
        items = element.findall(".//rdf:li", _NAMES)
        if element.find("rdf:Alt", _NAMES) is not None:
            items = items[:1]  # the first is the default language (§8.2.2.4)
        return ", ".join(item.text or "" for item in items) or (element.text or "")
    return ""
