"""What a file declares about itself outside the content of its pages: boxes, intents, labels."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any

from .objects import Unreadable, entry, items, name, number, numbers, unpacked
from .objects import text as string
from .painting.graphics import upright
from .printed import Box, Intent, trim_of

_BOXES = ("MediaBox", "CropBox", "TrimBox", "BleedBox", "ArtBox")
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
_LARGEST_METADATA = 4 << 20
_LARGEST_PROFILE = 32 << 20
_MOST_INTENTS = 20
_VALUE = rb"(?:\s*=\s*[\"']|[^>]{0,100}>)\s*([^\"'<]{1,60})"
_VERSION = re.compile(rb"GTS_PDFXVersion" + _VALUE)
_TRAPPED = re.compile(rb":Trapped" + _VALUE)
_TITLE = re.compile(rb"<dc:title[^>]{0,200}>.{0,200}?<rdf:li[^>]{0,100}>([^<]{0,500})", re.DOTALL)


def boxes_of(page: Any) -> dict[str, Box]:
    """Return the boxes that a page has, those that it inherits included; sides in order."""
    found = {}
    for box in _BOXES:
        edges = numbers(entry(page, box), 4)
        if edges:
            found[box] = upright(edges)
    return found


def origin_of(boxes: dict[str, Box]) -> Box:
    """Return the box whose upper left corner coordinates are counted from: the trim, and without
    any box a letter."""
    return trim_of(boxes) or _LETTER


def media_of(boxes: dict[str, Box]) -> Box:
    """Return what the medium shows; without a MediaBox a letter, as viewers have it."""
    return boxes.get("MediaBox", _LETTER)


def labels(root: Any, information: Any) -> tuple[str, str, str]:
    """Return the conformance that the file claims ("PDF/X-4"), Trapped, and its title; "" each
    where it says none. The metadata stream comes before the document information."""
    try:
        metadata = unpacked(entry(root, "Metadata"), _LARGEST_METADATA)
    except Unreadable as error:
        metadata = error.partial
    conformance = _told(_VERSION, metadata) or string(entry(information, "GTS_PDFXVersion"))
    given = entry(information, "Trapped")
    trapped = _told(_TRAPPED, metadata) or name(given) or string(given)
    return conformance, trapped, _told(_TITLE, metadata) or string(entry(information, "Title"))


def _told(pattern: re.Pattern[bytes], metadata: bytes) -> str:
    found = pattern.search(metadata)
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""


def intents_of(root: Any) -> tuple[Intent, ...]:
    """Return the output intents of the file (§14.11.5)."""
    return tuple(_intent(one) for one in items(entry(root, "OutputIntents"))[:_MOST_INTENTS])


def _intent(thing: Any) -> Intent:
    profile = entry(thing, "DestOutputProfile")
    try:
        data = unpacked(profile, _LARGEST_PROFILE)
    except Unreadable:
        data = b""
    return Intent(
        subtype=name(entry(thing, "S")),
        identifier=string(entry(thing, "OutputConditionIdentifier")),
        registry=string(entry(thing, "RegistryName")),
        info=string(entry(thing, "Info")) or string(entry(thing, "OutputCondition")),
        profile_space=_profile_space(data),
        profile_name=_profile_name(data),
        components=int(number(entry(profile, "N")) or 0),
        digest=hashlib.sha256(data).hexdigest() if data else "",
    )


def _profile_space(data: bytes) -> str:
    """Return the space of a profile's data (ICC.1 §7.2.6); "" for what is no profile."""
    if len(data) < 132 or data[36:40] != b"acsp":
        return ""
    return data[16:20].decode("latin-1").strip()


def _profile_name(data: bytes) -> str:
    """Return the description of a profile (ICC.1 §9.2.41), of either version of the format."""
    if not _profile_space(data):
        return ""
    for at in range(132, min(132 + 12 * int.from_bytes(data[128:132], "big"), 132 + 12 * 100), 12):
        if data[at : at + 4] == b"desc":
            start = int.from_bytes(data[at + 4 : at + 8], "big")
            return _description(data[start : start + int.from_bytes(data[at + 8 : at + 12], "big")])
    return ""


def _description(tag: bytes) -> str:
    if tag[:4] == b"desc":
        length = int.from_bytes(tag[8:12], "big")
        return tag[12 : 12 + length].rstrip(b"\0").decode("latin-1")
    if tag[:4] == b"mluc":
        length, offset = (int.from_bytes(tag[at : at + 4], "big") for at in (20, 24))
        return tag[offset : offset + length].decode("utf-16-be", "replace")
    return ""
