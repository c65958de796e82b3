"""Reading an ICC profile: what it says it is, and whether a press can be described by it.

ICC.1:2022 §7.2 (header) and §7.3 (tag table), which version 2 shares. A profile may come from
anywhere, so nothing in it is believed: every offset and count is held against the bytes there are.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_BYTES = 16 * 1024 * 1024
_HEADER = 128
_MAX_TAGS = 200
_MAX_WORDS = 4000


class Unusable(ValueError):
    """A profile cannot be used; the message says why, in words that follow “the profile …”."""


@dataclass(frozen=True)
class IccProfile:
    """What a profile says about itself.

    `kind` is its class (`prtr`: output), `space` the colours of the device and `pcs` those it is
    measured in, as the header writes them without spaces. `target` begins the description of what
    was measured, where it is known.
    """

    data: bytes = field(repr=False)
    version: str
    kind: str
    space: str
    pcs: str
    description: str = ""
    target: str = ""

    @property
    def is_press(self) -> bool:
        """True for the profile of an output device with cyan, magenta, yellow and black."""
        return self.kind == "prtr" and self.space == "CMYK"


def read_profile(data: bytes) -> IccProfile:
    """Return what a profile says about itself.

    Raises:
        Unusable: these are not the bytes of an ICC profile, or not all of them.
    """
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        raise Unusable("is not an ICC profile")
    if len(data) > MAX_BYTES:
        raise Unusable(f"has {len(data):,} bytes; the limit is {MAX_BYTES:,}")
    size = struct.unpack_from(">I", data)[0]
    if size > len(data):
        raise Unusable(f"is cut off: {len(data):,} of {size:,} bytes are there")
    tags = dict(_tags(data))
    return IccProfile(
        data=data,
        version=f"{data[8]}.{data[9] >> 4}",
        kind=_signature(data, 12),
        space=_signature(data, 16),
        pcs=_signature(data, 20),
        description=_words(tags.get("desc", b"")),
        target=_words(tags.get("targ", b"")),
    )


def read_press(data: bytes) -> IccProfile:
    """Return the profile of a press, tried out in both directions.

    Raises:
        Unusable: it is no profile of a press, or its tables are missing or damaged.
    """
    profile = read_profile(data)
    if profile.space != "CMYK":
        raise Unusable(f"is for {profile.space or 'no'} colours, not for CMYK inks")
    if not profile.is_press:
        raise Unusable(f"does not describe a press (its class is “{profile.kind}”)")
    from PIL import ImageCms

    try:
        press = ImageCms.ImageCmsProfile(io.BytesIO(data))
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        ImageCms.buildTransform(lab, press, "LAB", "CMYK", intent)
        ImageCms.buildTransform(press, lab, "CMYK", "LAB", intent)
    except Exception as error:  # damaged profiles fail in many ways, and none may end a build
        raise Unusable("is damaged: its tables of colours cannot be read") from error
    return profile


def _tags(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the tags that lie inside the data, by signature."""
    count = struct.unpack_from(">I", data, _HEADER)[0]
    for index in range(min(count, _MAX_TAGS)):
        place = _HEADER + 4 + 12 * index
        if place + 12 > len(data):
            raise Unusable("is damaged: its list of contents is cut off")
        offset, size = struct.unpack_from(">II", data, place + 4)
        if offset + size > len(data):
            raise Unusable(f"is damaged: its part “{_signature(data, place)}” is cut off")
        yield _signature(data, place), data[offset : offset + size]


def _signature(data: bytes, place: int) -> str:
    """Return four bytes as a word (§4.2.6), what cannot be printed left out."""
    word = data[place : place + 4].decode("ascii", "replace")
    return "".join(letter for letter in word if letter.isascii() and letter.isprintable()).strip()


def _words(tag: bytes) -> str:
    """Return the text of a tag: `desc` and `text` of version 2, `mluc` of version 4."""
    kind = tag[:4]
    text = ""
    if kind == b"desc" and len(tag) >= 12:
        count = struct.unpack_from(">I", tag, 8)[0]
        text = tag[12 : 12 + min(count, _MAX_WORDS)].decode("latin-1")
    elif kind == b"text":
        text = tag[8 : 8 + _MAX_WORDS].decode("latin-1")
    elif kind == b"mluc" and len(tag) >= 28:
        # The first record: its language and country, then the length and place of the words.
        length, offset = struct.unpack_from(">II", tag, 20)
        text = tag[offset : offset + min(length, _MAX_WORDS)].decode("utf-16-be", "ignore")
    plain = (letter if letter.isprintable() else " " for letter in text.partition("\0")[0])
    return " ".join("".join(plain).split())
