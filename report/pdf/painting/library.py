"""What the pages of a file share: fonts, colour spaces, graphics state dictionaries, counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from .. import objects
from ..colours import CMYK, GRAY, RGB, UNKNOWN, Space, space_of
from ..faces import Face, face_of
from ..objects import entry, identity, items, name, number
from ..printed import Font, Picture

T = TypeVar("T")
_KEPT_DATA = 16 << 20
_JPX_SPACES = {12: CMYK, 16: RGB, 17: GRAY, 18: RGB}
_SHORT_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


@dataclass
class Library:
    """Reads each shared object once. `seen` has what the file should not have, by kind."""

    seen: dict[str, set[Any]] = field(default_factory=dict)
    _faces: dict[Any, Face] = field(default_factory=dict)
    _spaces: dict[Any, Space] = field(default_factory=dict)
    _data: dict[Any, bytes] = field(default_factory=dict)
    _pages: dict[int, set[int]] = field(default_factory=dict)
    _room: int = _KEPT_DATA

    def note(self, kind: str, thing: Any) -> None:
        """Count a thing of a kind (of `ENTRIES`), the same one only once."""
        self.seen.setdefault(kind, set()).add(thing)

    def face(self, font: Any) -> Face:
        """Return the face of a font dictionary."""
        return self._once(self._faces, font, lambda: face_of(font))

    def use(self, face: Face, page: int) -> None:
        """Remember that a page shows text in a face."""
        self._pages.setdefault(id(face), set()).add(page)

    def space(self, thing: Any, resources: Any) -> Space:
        """Return the colour space of an array or name."""
        if identity(thing) is None:
            return space_of(thing, resources)
        return self._once(self._spaces, thing, lambda: space_of(thing, resources))

    def jpx_space(self, image: Any) -> Space:
        """Return the colour space that a JPEG 2000 image brings."""
        return self._once(self._spaces, image, lambda: space_of_jpx(image))

    def data(self, stream: Any) -> bytes:
        """Return the content of a stream; raises Unreadable as `objects.unpacked` does."""
        key = identity(stream)
        if key is not None and key in self._data:
            return self._data[key]
        found = objects.unpacked(stream)
        if key is not None and len(found) <= self._room:
            self._data[key] = found
            self._room -= len(found)
        return found

    def fonts(self) -> tuple[Font, ...]:
        """Return the fonts that pages show text in, by name; those of one kind as one."""
        pages: dict[Font, set[int]] = {}
        for face in self._faces.values():
            if used := self._pages.get(id(face)):
                font = Font(face.name, face.kind, face.embedded, face.subset, face.has_unicode)
                pages.setdefault(font, set()).update(used)
        fonts = [
            Font(font.name, font.kind, font.embedded, font.subset, font.has_unicode, (*sorted(on),))
            for font, on in pages.items()
        ]
        return tuple(sorted(fonts, key=lambda font: (font.name, font.kind, font.pages)))

    def _once(self, known: dict[Any, T], thing: Any, read: Callable[[], T]) -> T:
        """Return what was read of a thing; a direct object, too, is kept with what holds it."""
        key = identity(thing)
        if key is None:
            found = read()
            known[("direct", len(known))] = found
            return found
        if key not in known:
            known[key] = read()
        return known[key]


def picture_of(image: Any, space: Space, ppi: tuple[float, float]) -> Picture:
    """Return an image by its dictionary, with its full or short names (ISO 32000-1 §8.9.7)."""
    bits = number(_either(image, "BitsPerComponent", "BPC"))
    mask = _either(image, "ImageMask", "IM") is True
    return Picture(
        width=max(0, int(number(_either(image, "Width", "W")) or 0)),
        height=max(0, int(number(_either(image, "Height", "H")) or 0)),
        ppi=ppi,
        space="" if mask else space.family,
        base="" if mask else space.base,
        bits=1 if mask else int(8 if bits is None else bits),
        filter=_filter(image),
        is_mask=mask,
        has_soft_mask=_has_soft_mask(image),
        object_number=(identity(image) or (0, 0))[0],
    )


def image_space(image: Any, resources: Any, library: Library) -> Space:
    """Return the colour space of an image; JPEG 2000 brings its own."""
    given = _either(image, "ColorSpace", "CS")
    if given is None and _filter(image) == "JPXDecode":
        return library.jpx_space(image)
    return library.space(given, resources)


def space_of_jpx(image: Any) -> Space:
    """Return the space that a JPEG 2000 file names in its colour box (ISO 15444-1 §I.5.3.3)."""
    try:
        head = image.read_raw_bytes()[:4096]
    except objects.FAULTS:
        return UNKNOWN
    at = head.find(b"colr")
    if at < 0 or head[at + 4 : at + 5] != b"\x01":
        return UNKNOWN
    return _JPX_SPACES.get(int.from_bytes(head[at + 7 : at + 11], "big"), UNKNOWN)


def _filter(image: Any) -> str:
    given = _either(image, "Filter", "F")
    last = items(given)[-1:] or (given,)
    found = name(last[0])
    return _SHORT_FILTERS.get(found, found)


def _has_soft_mask(image: Any) -> bool:
    in_data = number(entry(image, "SMaskInData"))
    return entry(image, "SMask") is not None or bool(in_data)


def _either(image: Any, long: str, short: str) -> Any:
    found = entry(image, long)
    return entry(image, short) if found is None else found
