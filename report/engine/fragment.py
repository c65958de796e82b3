"""The pages of one section, drawn: a PDF in pieces, without the fonts that it shares with others.

It holds values and bytes only, so that it can be kept in a cache and come from another process.
`binding` joins fragments to a PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, ...]
_FORMAT = "colophon-pieces-1"
_LENGTH = 12


@dataclass(frozen=True)
class Piece:
    """One object of a PDF: `head` is all of it but the data of a stream.

    References in it count the pieces of its fragment, from 1. Pieces with the same `digest` are
    the same whatever they refer to, so that a file needs one of them.
    """

    head: bytes
    data: bytes | None = None
    digest: str = ""


@dataclass(frozen=True)
class DrawnLink:
    """A link and where it stands: to an id, or to an address outside the file."""

    rect: Box
    target: str
    internal: bool


@dataclass(frozen=True)
class DrawnBookmark:
    """A line of the outline and where it leads, on its own page."""

    level: int
    label: str
    x: float
    y: float
    closed: bool = False


@dataclass(frozen=True)
class DrawnPage:
    """A page: its boxes, the pieces with its content and resources, and what leads from and to it.

    Measures are in points, from the lower left corner of the trimmed page.
    """

    media: Box
    bleed: Box
    trim: Box
    contents: int
    resources: int
    links: tuple[DrawnLink, ...] = ()
    anchors: tuple[tuple[str, float, float], ...] = ()
    bookmarks: tuple[DrawnBookmark, ...] = ()


@dataclass(frozen=True)
class FontUse:
    """The glyphs that a section shows of a font: their widths, and the text that each stands for.

    `facts` are what the engine knows of the font, `file` the digest of its file. `missing` are
    the numbers that characters got which the font does not have.
    """

    name: str
    file: str
    facts: Mapping[str, Any]
    widths: Mapping[int, float]
    texts: Mapping[int, str]
    missing: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FontProgram:
    """What a PDF holds of a font; the piece `root` is its dictionary.

    `warnings` is what the engine said while making it.
    """

    pieces: tuple[Piece, ...]
    root: int
    warnings: tuple[str, ...] = ()

    def dumps(self) -> bytes:
        """Return it as bytes."""
        return _packed({"root": self.root, "warnings": self.warnings}, self.pieces)

    @classmethod
    def loads(cls, data: bytes) -> FontProgram:
        """Return what `dumps` wrote; ValueError for anything else."""
        index, pieces = _unpacked(data)
        return cls(pieces, index["root"], tuple(index["warnings"]))


@dataclass(frozen=True)
class Fragment:
    """What `draw` made of a section. `tree` is a `SectionTree`, written.

    `elements` is how many its document has. The piece `font_list` is left blank: it becomes the
    dictionary of fonts. `intent` is the name and the piece of the colour profile, `producer` what
    has drawn the pages, and `warnings` is what it said meanwhile.
    """

    pages: tuple[DrawnPage, ...]
    pieces: tuple[Piece, ...]
    fonts: tuple[FontUse, ...]
    font_list: int
    tree: bytes
    elements: int
    intent: tuple[str, int]
    producer: str
    warnings: tuple[str, ...] = ()

    def dumps(self) -> bytes:
        """Return the fragment as bytes, the same for equal fragments."""
        index = {
            "pages": [asdict(page) for page in self.pages],
            "fonts": [_font_plain(each) for each in self.fonts],
            "font_list": self.font_list,
            "elements": self.elements,
            "intent": self.intent,
            "producer": self.producer,
            "warnings": self.warnings,
        }
        return _packed(index, (Piece(self.tree), *self.pieces))

    @classmethod
    def loads(cls, data: bytes) -> Fragment:
        """Return the fragment written by `dumps`; ValueError for anything else."""
        index, (tree, *pieces) = _unpacked(data)
        try:
            return cls(
                tuple(_page(each) for each in index["pages"]),
                tuple(pieces),
                tuple(_font(each) for each in index["fonts"]),
                index["font_list"],
                tree.head,
                index["elements"],
                (index["intent"][0], index["intent"][1]),
                index["producer"],
                tuple(index["warnings"]),
            )
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError("this is no fragment") from error


def _packed(index: Mapping[str, Any], pieces: Iterable[Piece]) -> bytes:
    """Return values and pieces as bytes: a list of contents as JSON, then the contents."""
    pieces = tuple(pieces)
    lengths = [
        (len(each.head), -1 if each.data is None else len(each.data), each.digest)
        for each in pieces
    ]
    listed = {"format": _FORMAT, "pieces": lengths, **index}
    head = json.dumps(listed, separators=(",", ":")).encode("ascii")
    parts = [b"%0*d" % (_LENGTH, len(head)), head]
    for each in pieces:
        parts += [each.head, each.data or b""]
    return b"".join(parts)


def _unpacked(data: bytes) -> tuple[Mapping[str, Any], tuple[Piece, ...]]:
    """Return what `_packed` has packed; ValueError for anything else."""
    try:
        at = _LENGTH + int(data[:_LENGTH])
        index = json.loads(data[_LENGTH:at])
        lengths = index["pieces"]
        whole = at + sum(head + max(0, body) for head, body, _ in lengths)
        if index["format"] != _FORMAT or len(data) != whole:
            raise ValueError("these are no pieces of a PDF, or not all of them")
        pieces = []
        for head, body, digest in lengths:
            middle, end = at + head, at + head + max(0, body)
            pieces.append(Piece(data[at:middle], None if body < 0 else data[middle:end], digest))
            at = end
    except (KeyError, TypeError) as error:
        raise ValueError("these are no pieces of a PDF") from error
    return index, tuple(pieces)


def _page(raw: Mapping[str, Any]) -> DrawnPage:
    return DrawnPage(
        tuple(raw["media"]),
        tuple(raw["bleed"]),
        tuple(raw["trim"]),
        raw["contents"],
        raw["resources"],
        tuple(DrawnLink(**{**each, "rect": tuple(each["rect"])}) for each in raw["links"]),
        tuple((name, x, y) for name, x, y in raw["anchors"]),
        tuple(DrawnBookmark(**each) for each in raw["bookmarks"]),
    )


def _font_plain(use: FontUse) -> dict[str, Any]:
    # Pairs, since JSON has no keys but texts.
    return {
        "name": use.name,
        "file": use.file,
        "facts": dict(use.facts),
        **{name: [*getattr(use, name).items()] for name in ("widths", "texts", "missing")},
    }


def _font(raw: Mapping[str, Any]) -> FontUse:
    widths, texts, missing = (dict(raw[name]) for name in ("widths", "texts", "missing"))
    return FontUse(raw["name"], raw["file"], raw["facts"], widths, texts, missing)
