"""Opening pictures that nobody vouches for: what a file is, and its pixels, or findings.

The findings made here have no mark yet; whoever knows where the edition names the file adds it.
"""

from __future__ import annotations

import hashlib
import importlib
import io
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import PurePath

from PIL import Image, ImageFile, UnidentifiedImageError

from ..diagnostics import Diagnostic, Finding
from . import problems
from .exif import is_adobe_rgb, orientation_of
from .guards import damage, mute, quiet, remark, strictly
from .kinds import LABELS, SUFFIXES, kind_of, other
from .metadata import Embedded, embedded_in
from .pixels import plain_pixels
from .spaces import adobe_rgb, named_space
from .tiff import (
    BLACK_IS_ZERO,
    HEIGHT,
    RGB,
    TILE_HEIGHT,
    TILE_WIDTH,
    WIDTH,
    Directory,
    page_after,
    read_directory,
    relabelled,
)

MAX_PIXELS = 100_000_000
# EXIF 2.32 §4.6.4: how to turn the stored picture upright.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = (5, 6, 7, 8)


@dataclass(frozen=True)
class Facts:
    """What a picture's file is, known without decoding its pixels; sizes are those upright."""

    digest: str
    kind: str
    mode: str
    width: int
    height: int
    orientation: int = 1
    embedded: Embedded = field(default_factory=Embedded)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Pixels:
    """A decoded picture, upright, in mode L, RGB, CMYK or LAB without transparency."""

    image: Image.Image
    profile: bytes
    adobe: bool
    transparent: bool


def inspect(data: bytes, name: str) -> Facts:
    """Return what `data`, the file called `name`, is.

    Raises Diagnostic: not a picture that can be printed (P301), damaged (P303), larger than
    `MAX_PIXELS` (P304), of a kind that is not read (P312) or that needs a library (P313).
    """
    kind = _kind(data, name)
    with damage(name), quiet():
        page = _tiff_page(data, kind, name)
        image = _open(data, kind, page, name)
        orientation, broken_exif = orientation_of(image)
        embedded = embedded_in(image)
        width, height = image.size
        moving = bool(getattr(image, "is_animated", False))
        animated = moving and kind in ("PNG", "WEBP", "AVIF")
        second = page_after(data, page) if kind == "TIFF" else None
        space = named_space(data, kind)
    _check_size(width, height, name)
    findings = []
    if PurePath(name).suffix.lower() not in SUFFIXES[kind]:
        message = f"“{name}” is not what its name says: it is a {LABELS[kind]} picture"
        right = PurePath(name).stem + SUFFIXES[kind][0]
        findings.append(remark(problems.WRONG_SUFFIX, message, f"rename it to “{right}”"))
    if animated:
        message = f"“{name}” is animated; its first frame is printed"
        findings.append(remark(problems.ANIMATED, message, "export the frame that is meant"))
    if second is not None and not second.is_reduced:
        message = f"“{name}” has several pages; its first page is printed"
        findings.append(remark(problems.SEVERAL_PAGES, message, "export the page that is meant"))
    if space is not None and space.is_high_range and not image.info.get("icc_profile"):
        message = f"“{name}” has a high dynamic range (HDR), which paper has not"
        help = "export it again for print or for the web, in sRGB"
        findings.append(remark(problems.HIGH_RANGE, message, help))
    if embedded.damaged or broken_exif:
        message = f"the IPTC, XMP or EXIF data inside “{name}” is damaged and was left aside"
        findings.append(remark(problems.BROKEN_METADATA, message, "fill in the ledger's fields"))
    if orientation in _SIDEWAYS:
        width, height = height, width
    digest = hashlib.sha256(data).hexdigest()
    mode = "LAB" if page.is_lab else image.mode
    return Facts(digest, kind, mode, width, height, orientation, embedded, tuple(findings))


def decode(data: bytes, name: str, facts: Facts, wanted: tuple[int, int]) -> Pixels:
    """Return the pixels of the whole picture, upright.

    `wanted` is the size at which the whole picture is needed: a JPEG much larger than that is
    decoded at a half, a quarter or an eighth, still twice as large as needed, which spares time.
    Raises Diagnostic P303 where the file is cut off or damaged.
    """
    with damage(name), strictly():
        with quiet():
            page = _tiff_page(data, facts.kind, name)
            image = _open(data, facts.kind, page, name)
            if facts.kind == "JPEG":
                across, down = wanted[::-1] if facts.orientation in _SIDEWAYS else wanted
                image.draft(None, (2 * across, 2 * down))
        # Only libtiff talks while it decodes; the others need not wait for each other.
        with mute() if facts.kind == "TIFF" else nullcontext():
            image.load()
        with quiet():
            profile = image.info.get("icc_profile") or _named_profile(image, data, facts.kind)
            plain, transparent = plain_pixels(image, page)
        if facts.orientation in _UPRIGHT:
            plain = plain.transpose(_UPRIGHT[facts.orientation])
        return Pixels(plain, bytes(profile), "adobe" in image.info, transparent)


def _kind(data: bytes, name: str) -> str:
    """Return the format by its first bytes; Diagnostic P301 where it is not one we print."""
    kind = kind_of(data)
    if kind:
        return kind
    raise Diagnostic([_not_a_picture(name, other(data))])


def _not_a_picture(name: str, what: str) -> Finding:
    message = f"“{name}” is not a picture that can be printed: it is {what}"
    help = "export it from a picture editor as JPEG, TIFF or PNG"
    return remark(problems.NOT_A_PICTURE, message, help)


def _tiff_page(data: bytes, kind: str, name: str) -> Directory:
    """Return the first page of a TIFF, an empty one otherwise; Diagnostic P301, P304 or P312."""
    if kind != "TIFF":
        return Directory()
    page = read_directory(data)
    if page.is_raw:
        raise Diagnostic([_not_a_picture(name, "the raw file of a camera")])
    tile = page.number(TILE_WIDTH, 1), page.number(TILE_HEIGHT, 1)
    for width, height in ((page.number(WIDTH), page.number(HEIGHT)), tile):
        _check_size(width, height, name)
    if page.why_unread():
        raise Diagnostic([_unread(name, page.why_unread())])
    return page


def _unread(name: str, why: str) -> Finding:
    message = f"“{name}” is a kind of TIFF that cannot be read: {why}"
    help = "export it as RGB with 8 or 16 bits, without layers, packed with LZW or ZIP"
    return remark(problems.UNREAD_KIND, message, help)


def _open(data: bytes, kind: str, page: Directory, name: str) -> ImageFile.ImageFile:
    """Return the file opened by the one decoder that its first bytes name, and by no other."""
    if kind == "HEIF":
        _load_heif(name)
    if page.is_lab:
        # Pillow has Lab in 8 bits alone, and can be told that the samples are RGB in 16.
        data = relabelled(data, page, RGB)
    elif page.is_inverted_grey:
        data = relabelled(data, page, BLACK_IS_ZERO)
    try:
        return Image.open(io.BytesIO(data), formats=[kind])
    except UnidentifiedImageError as error:
        if page.number(WIDTH) and page.number(HEIGHT) and page.photometric >= 0:
            raise Diagnostic([_unread(name, page.words)]) from error
        raise


def _load_heif(name: str) -> None:
    """Teach Pillow to read HEIC; Diagnostic P313 where the library for it is not installed."""
    try:
        library = importlib.import_module("pillow_heif")
    except ImportError as error:
        message = f"“{name}” is a HEIC picture, and the library that reads them is not installed"
        help = 'install it with pip install "colophon-pdf[heic]", or export the picture as JPEG'
        raise Diagnostic([remark(problems.NO_HEIC, message, help)]) from error
    library.register_heif_opener()


def _named_profile(image: Image.Image, data: bytes, kind: str) -> bytes:
    """Return a profile for the colour space that a picture without one names; b"" for sRGB."""
    if not image.mode.startswith(("RGB", "P")):
        return b""
    named = named_space(data, kind)
    if named is not None:
        return named.profile
    return adobe_rgb() if kind == "JPEG" and is_adobe_rgb(image) else b""


def _check_size(width: int, height: int, name: str) -> None:
    if width * height > MAX_PIXELS:
        message = (
            f"“{name}” has {width:,} × {height:,} pixels; "
            f"the limit is {MAX_PIXELS // 1_000_000} million"
        )
        help = "scale it down in a picture editor"
        raise Diagnostic([remark(problems.TOO_MANY_PIXELS, message, help)])
