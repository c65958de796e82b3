"""What a file declares about itself outside the content of its pages: boxes, intents, labels."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any

from ..ink.profile import Unusable, read_profile
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
    space, description = _profile(data)
    return Intent(
        subtype=name(entry(thing, "S")),
        identifier=string(entry(thing, "OutputConditionIdentifier")),
        registry=string(entry(thing, "RegistryName")),
        info=string(entry(thing, "Info")) or string(entry(thing, "OutputCondition")),
        profile_space=space,
        profile_name=description,
        components=int(number(entry(profile, "N")) or 0),
        digest=hashlib.sha256(data).hexdigest() if data else "",
    )


def _profile(data: bytes) -> tuple[str, str]:
    """Return the space and the description of a profile; "" each for what is none."""
    try:
        profile = read_profile(data)
    except Unusable:
        return "", ""
    return profile.space, profile.description
