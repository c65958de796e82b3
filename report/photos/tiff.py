"""TIFF read by its own words: what kind it is, and whether it is safe to hand to a decoder.

TIFF is a family of formats, of which EXIF is one and the raw files of cameras are others. Pillow
reads the values of a field as one number each, however many the file claims, so that fields are
counted here before it sees them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
SAMPLES, PLANES, TILE_WIDTH, TILE_HEIGHT, SAMPLE_FORMAT = 277, 284, 322, 323, 339
SUBFILE, MAKE, SUB_DIRECTORIES, DNG = 254, 271, 330, 50706
_POINTERS = (34665, 34853, 40965)  # EXIF, GPS and interoperability: Pillow reads them whole
_UNIT = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_UNIT |= {16: 8, 17: 8, 18: 8}
_BYTES = (1, 2, 7)
_LETTER = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_LONGEST = 4 * 1024 * 1024
_MOST_FIELDS = 4_000
_MOST_VALUES = 16
WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, CMYK, YCBCR, LAB, ICC_LAB = 0, 1, 2, 5, 6, 8, 9
_RAW = (32803, 34892)  # colour filter array, linear raw (DNG 1.4 §4)
_COMPRESSIONS = (1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 34925, 50000)
_COLOURS = {0: "grey", 1: "grey", 2: "RGB", 3: "palette", 5: "CMYK", 6: "YCbCr", 8: "Lab", 9: "Lab"}


class TooMuch(ValueError):
    """A field or directory larger than any picture needs."""


@dataclass(frozen=True)
class Directory:
    """One page of a TIFF: short numeric fields by tag, and where in the file their values lie."""

    fields: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    places: Mapping[int, int] = field(default_factory=dict)
    order: str = "<"
    following: int = 0
    """Where the next page begins in the file; 0 where there is none."""

    def number(self, tag: int, default: int = 0) -> int:
        """Return the first value of a field."""
        return (self.fields.get(tag) or (default,))[0]

    @property
    def photometric(self) -> int:
        """What the values of a pixel mean (TIFF 6.0 §8)."""
        return self.number(PHOTOMETRIC, -1)

    @property
    def bits(self) -> int:
        """How many bits the largest sample has."""
        return max(self.fields.get(BITS) or (1,))

    @property
    def is_reduced(self) -> bool:
        """True for a smaller copy of another page."""
        return bool(self.number(SUBFILE) & 1)

    @property
    def is_raw(self) -> bool:
        """True for the raw file of a camera, whose first page is a preview, if it is any."""
        preview = self.is_reduced and SUB_DIRECTORIES in self.places
        return preview or DNG in self.places or self.photometric in _RAW

    @property
    def is_lab(self) -> bool:
        """True for Lab colours."""
        return self.photometric in (LAB, ICC_LAB)

    @property
    def is_inverted_grey(self) -> bool:
        """True for grey in more than 8 bits whose highest value is black."""
        return self.photometric == WHITE_IS_ZERO and self.bits > 8

    def why_unread(self) -> str:
        """Return in words why no program but the one that made it may read it; "" otherwise."""
        compression = self.number(COMPRESSION, 1)
        if compression not in _COMPRESSIONS:
            return f"its pixels are packed in a way that is not read (compression {compression})"
        if self.bits > 16 or any(each not in (1, 4) for each in self.fields.get(SAMPLE_FORMAT, ())):
            return f"its pixels are numbers of {self.bits} bits with a sign or a fraction"
        if self.number(PLANES, 1) == 2 and self.bits > 8:
            return "its colours lie in separate planes of 16 bits"
        return ""

    @property
    def words(self) -> str:
        """What kind of TIFF this is: "16-bit Lab with 4 channels"."""
        colour = _COLOURS.get(self.photometric, f"colour model {self.photometric}")
        channels = self.number(SAMPLES, 1)
        return f"{self.bits}-bit {colour}, {channels} channel{'s' * (channels > 1)}"


def read_directory(data: bytes) -> Directory:
    """Return the first page of a TIFF or the first directory of EXIF; empty where it is broken.

    Raises TooMuch where it or the directories below it would take more memory than a picture.
    """
    start = _start(data)
    if start is None:
        return Directory()
    order, big, at = start
    first = _directory(data, order, big, at)
    seen = {at}
    waiting = [first.number(tag) for tag in _POINTERS if tag in first.fields]
    while waiting:
        below = waiting.pop()
        if below in seen:
            continue
        seen.add(below)
        inner = _directory(data, order, big, below)
        waiting += [inner.number(tag) for tag in _POINTERS if tag in inner.fields]
    return first


def page_after(data: bytes, first: Directory) -> Directory | None:
    """Return the second page; None where there is none. TooMuch as `read_directory`."""
    start = _start(data)
    if start is None or not first.following or first.following == start[2]:
        return None
    return _directory(data, start[0], start[1], first.following)


def relabelled(data: bytes, directory: Directory, photometric: int) -> bytes:
    """Return the file with another meaning of its pixels, for a decoder that knows only that."""
    at = directory.places[PHOTOMETRIC]
    value = struct.pack(f"{directory.order}H", photometric)
    return data[:at] + value + data[at + 2 :]


def _start(data: bytes) -> tuple[str, bool, int] | None:
    """Return byte order, whether it is a BigTIFF, and where the first directory is."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 16:
        return None
    (version,) = struct.unpack_from(f"{order}H", data, 2)
    if version == 43:
        return order, True, struct.unpack_from(f"{order}Q", data, 8)[0]
    return order, False, struct.unpack_from(f"{order}I", data, 4)[0]


def _directory(data: bytes, order: str, big: bool, at: int) -> Directory:
    width, letter, entry = (8, "Q", 20) if big else (2, "H", 12)
    if at + width > len(data):
        return Directory()
    (count,) = struct.unpack_from(f"{order}{letter}", data, at)
    if count > _MOST_FIELDS:
        raise TooMuch(f"a directory with {count:,} fields")
    fields: dict[int, tuple[int, ...]] = {}
    places: dict[int, int] = {}
    for tag, kind, number, value_at in _entries(data, order, big, at + width, count):
        places[tag] = value_at
        if kind in _LETTER and 0 < number <= _MOST_VALUES:
            form = f"{order}{number}{_LETTER[kind]}"
            if value_at + struct.calcsize(form) <= len(data):
                fields[tag] = struct.unpack_from(form, data, value_at)
    end = at + width + entry * count
    link = f"{order}{'Q' if big else 'I'}"
    whole = end + struct.calcsize(link) <= len(data)
    return Directory(fields, places, order, struct.unpack_from(link, data, end)[0] if whole else 0)


def _entries(
    data: bytes, order: str, big: bool, at: int, count: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield tag, kind, number of values and their place (TIFF 6.0 §2); TooMuch for a huge one."""
    form, room = (f"{order}HHQ", 8) if big else (f"{order}HHI", 4)
    head = struct.calcsize(form)
    for index in range(count):
        here = at + index * (head + room)
        if here + head + room > len(data):
            return
        tag, kind, number = struct.unpack_from(form, data, here)
        size = number * _UNIT.get(kind, 1)
        if kind not in _BYTES and size > _LONGEST:
            raise TooMuch(f"field {tag} has {number:,} values")
        place = here + head
        if size > room:
            (place,) = struct.unpack_from(f"{order}{'Q' if big else 'I'}", data, place)
        yield tag, kind, number, place
