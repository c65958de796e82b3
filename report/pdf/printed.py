"""What a PDF will print, as plain values: what rules judge instead of PDF objects.

Rectangles of what is painted are in trim coordinates (`units.Rect`: y downward from the top of the
TrimBox, or of the box that stands in for it); rectangles of boxes are as the file gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ..units import Rect

Kind = Literal["text", "fill", "stroke", "image", "shading"]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own coordinates, sorted."""
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ENTRIES = (
    "scripts",
    "actions",
    "form fields",
    "XFA forms",
    "embedded files",
    "optional content groups",
    "encryption",
    "PostScript objects",
    "alternate images",
    "reference objects",
    "OPI comments",
    "external streams",
    "transfer functions",
    "halftones",
    "rendering intents",
)
"""What `PrintedFile.entries` may name; rendering intents are counted though PDF/X allows them."""


_TRIMS = ("TrimBox", "ArtBox", "CropBox", "MediaBox")


def trim_of(boxes: Mapping[str, Box]) -> Box | None:
    """Return the box to which a page is cut, of those it has: the TrimBox, or what stands in for
    it (ISO 32000-1 §14.11.2); None for a page without any."""
    return next((boxes[name] for name in _TRIMS if name in boxes), None)


def space_label(space: str, base: str = "") -> str:
    """Return how a colour space is named in `PrintedPage.spaces`: "DeviceCMYK",
    "ICCBased(DeviceRGB)", "Indexed(DeviceCMYK)", "Separation(DeviceCMYK)"."""
    return f"{space}({base})" if base else space


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as the file gives it.

    `space` is the family: DeviceGray, DeviceRGB, DeviceCMYK, CalGray, CalRGB, Lab, ICCBased,
    Indexed, Separation, DeviceN or Pattern, "" for one that cannot be read; `base` is what lies
    beneath: the family by number of components of an ICCBased space ("DeviceRGB" for three), the
    base of an Indexed one, the alternate of a Separation or DeviceN, the underlying space of an
    uncoloured pattern, the space of a shading pattern. It is never ICCBased or Indexed itself:
    an Indexed space over an ICCBased one of three components has the base "DeviceRGB".
    `components` are as the operator gives them, `inks` parts from 0 to 1 by name of ink
    (`PROCESS` and spot names, "All" for registration colour, nothing for the colorant None),
    None where the file does not say it in inks.
    """

    space: str
    components: tuple[float, ...] = ()
    base: str = ""
    inks: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image where it is placed: pixels, and their number per inch of paper across and down."""

    width: int
    height: int
    ppi: tuple[float, float]
    space: str
    base: str = ""
    bits: int = 8
    filter: str = ""
    is_mask: bool = False
    has_soft_mask: bool = False
    object_number: int = 0


@dataclass(frozen=True, slots=True)
class Painted:
    """What one operator paints; `rect` is what its clip leaves of it, strokes with their width.

    Operators that show text one after the other on one line, in one font, size and colour, are
    one; the rect of text is its glyphs', without spaces around them. Text that is filled and
    outlined is two, and the outline has a `width`. `size` is that of type on paper, in points,
    `width` that of a line (0: as thin as the device can); both are scaled by the matrix.
    `overprint` holds for the operation that was used (OP for strokes, op for the rest), `mode` is
    OPM. `opacity` and `blend` are those that the form around it has, too. `inked` is False for
    invisible text, and for what is painted with the colorant None. An image has no colour, an
    image mask that of the fill. What paints in the cell of a pattern has the rect of the area
    that is painted with it; a `shading` has no components.
    """

    kind: Kind
    page: int
    rect: Rect
    colour: Colour | None = None
    text: str = ""
    font: str = ""
    size: float = 0.0
    width: float = 0.0
    overprint: bool = False
    mode: int = 0
    opacity: float = 1.0
    blend: str = "Normal"
    inked: bool = True
    picture: Picture | None = None
    in_form: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file: PostScript name without its subset tag, and whether it is inside."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    has_unicode: bool
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation or form field: its Subtype, and where it stands; `prints` by its flags."""

    kind: str
    page: int
    rect: Rect
    prints: bool = False


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent. `profile_space` is the signature inside the profile ("CMYK"), and
    `digest` the SHA-256 of its bytes, both "" where none is embedded."""

    subtype: str
    identifier: str
    registry: str
    info: str
    profile_space: str = ""
    profile_name: str = ""
    components: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page, numbered from 1. `boxes` are those the page has, inherited ones included, by the
    names MediaBox, CropBox, TrimBox, BleedBox, ArtBox.

    `groups` are the blend spaces of its transparency groups as (where, space), the page's own
    included ("" where a group names none), where being "page", "form", "soft mask" or
    "annotation". `spaces` are the colour spaces of all that is painted and of its groups, sorted.
    Both name spaces by `space_label`. `uses_transparency` is True where something is painted
    through a soft mask, an opacity or a blend mode. `unread` says in words why its content could
    not be read, to the end or at some place; "" where all was read.
    """

    number: int
    boxes: Mapping[str, Box]
    rotate: int = 0
    user_unit: float = 1.0
    groups: tuple[tuple[str, str], ...] = ()
    uses_transparency: bool = False
    painted: tuple[Painted, ...] = ()
    spaces: tuple[str, ...] = ()
    unread: str = ""

    @property
    def trim(self) -> Box | None:
        """The trim, or the box that stands in for it; None for a page without any."""
        return trim_of(self.boxes)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The heaviest inking of a page, in percent, over a square of paper as large as `rect`; `over`
    is the area, in square millimetres, that lies beyond the limit that was asked about; `peak` is
    the most ink of any point. A page that could not be taken apart has `unmeasured`, the reason,
    and no ink."""

    page: int
    highest: float
    rect: Rect
    over: float = 0.0
    unmeasured: str = ""
    peak: float = 0.0


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A whole file. `entries` are what a file for press should not have, by name (of `ENTRIES`)
    and number, those alone that it has; `version` and `conformance` are what it says of itself
    ("1.6", "PDF/X-4"). `spots` are the inks beside the process colours, sorted."""

    version: str
    conformance: str
    pages: tuple[PrintedPage, ...]
    fonts: tuple[Font, ...] = ()
    intents: tuple[Intent, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    entries: Mapping[str, int] = field(default_factory=dict)
    spots: tuple[str, ...] = ()
    trapped: str = ""
    title: str = ""
    coverage: tuple[Coverage, ...] = ()
