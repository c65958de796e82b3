"""Opening pictures that nobody vouches for: what a file is, and its pixels, or findings.

The findings made here have no mark yet; whoever knows where the edition names the file adds it.
"""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath

from PIL import Image, ImageChops, ImageFile

from ..diagnostics import Code, Diagnostic, Finding
from . import problems
from .metadata import Embedded, embedded_in

MAX_PIXELS = 100_000_000
_ORIENTATION = 0x0112
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
_SUFFIXES = {"JPEG": (".jpg", ".jpeg", ".jpe"), "PNG": (".png",), "WEBP": (".webp",)}
_LABELS = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP"}
_OTHERS = (
    (0, b"GIF8", "a GIF"),
    (0, b"II*\0", "a TIFF file"),
    (0, b"MM\0*", "a TIFF file"),
    (0, b"BM", "a Windows bitmap"),
    (0, b"8BPS", "a Photoshop file"),
    (0, b"%PDF", "a PDF"),
    (0, b"PK\3\4", "a ZIP archive or an office document"),
    (4, b"ftyphei", "a HEIC picture"),
    (4, b"ftypmif", "a HEIC picture"),
    (4, b"ftypavif", "an AVIF picture"),
)


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
    """A decoded picture, upright, in mode L, RGB or CMYK without transparency."""

    image: Image.Image
    profile: bytes
    adobe: bool
    transparent: bool


def inspect(data: bytes, name: str) -> Facts:
    """Return what `data`, the file called `name`, is.

    Raises Diagnostic: not a picture that can be printed (P301), damaged (P303), or larger than
    `MAX_PIXELS` (P304).
    """
    kind = _kind(data, name)
    with _damage(name), _quiet():
        image = _open(data, kind)
        orientation, broken_exif = _orientation(image)
        embedded = embedded_in(image)
        width, height = image.size
        animated = bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    _check_size(width, height, name)
    findings = []
    if PurePath(name).suffix.lower() not in _SUFFIXES[kind]:
        message = f"“{name}” is not what its name says: it is a {_LABELS[kind]} picture"
        right = PurePath(name).stem + _SUFFIXES[kind][0]
        findings.append(_remark(problems.WRONG_SUFFIX, message, f"rename it to “{right}”"))
    if animated:
        message = f"“{name}” is animated; its first frame is printed"
        findings.append(_remark(problems.ANIMATED, message, "export the frame that is meant"))
    if embedded.damaged or broken_exif:
        message = f"the IPTC, XMP or EXIF data inside “{name}” is damaged and was left aside"
        findings.append(_remark(problems.BROKEN_METADATA, message, "fill in the ledger's fields"))
    if orientation in _SIDEWAYS:
        width, height = height, width
    digest = hashlib.sha256(data).hexdigest()
    return Facts(digest, kind, image.mode, width, height, orientation, embedded, tuple(findings))


def decode(data: bytes, name: str, facts: Facts, wanted: tuple[int, int]) -> Pixels:
    """Return the pixels of the whole picture, upright.

    `wanted` is the size at which the whole picture is needed: a JPEG much larger than that is
    decoded at a half, a quarter or an eighth, still twice as large as needed, which spares time.
    Raises Diagnostic P303 where the file is cut off or damaged.
    """
    with _damage(name), _strictly():
        with _quiet():
            image = _open(data, facts.kind)
            if facts.kind == "JPEG":
                across, down = wanted[::-1] if facts.orientation in _SIDEWAYS else wanted
                image.draft(None, (2 * across, 2 * down))
        image.load()
        with _quiet():
            plain, transparent = _plain(image)
        if facts.orientation in _UPRIGHT:
            plain = plain.transpose(_UPRIGHT[facts.orientation])
        profile = image.info.get("icc_profile") or b""
        return Pixels(plain, bytes(profile), "adobe" in image.info, transparent)


def _kind(data: bytes, name: str) -> str:
    """Return the format by its first bytes; Diagnostic P301 where it is not one we print."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    message = f"“{name}” is not a picture that can be printed: it is {_other(data)}"
    help = "export it from a picture editor as JPEG, PNG or WebP"
    raise Diagnostic([_remark(problems.NOT_A_PICTURE, message, help)])


def _other(data: bytes) -> str:
    if not data:
        return "empty"
    for offset, magic, label in _OTHERS:
        if data.startswith(magic, offset):
            return label
    start = data[:4096]
    if b"<svg" in start:
        return "an SVG drawing"
    return "text" if b"\0" not in start and start.isascii() else "of an unknown kind"


def _open(data: bytes, kind: str) -> ImageFile.ImageFile:
    # Only the decoder that the first bytes name: no other code of Pillow's sees the file.
    return Image.open(io.BytesIO(data), formats=[kind])


def _orientation(image: Image.Image) -> tuple[int, bool]:
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # EXIF is a TIFF file inside the file, and breaks in as many ways
        return 1, True
    return (value, False) if value in range(1, 9) else (1, value != 0)


def _check_size(width: int, height: int, name: str) -> None:
    if width * height > MAX_PIXELS:
        message = (
            f"“{name}” has {width:,} × {height:,} pixels; "
            f"the limit is {MAX_PIXELS // 1_000_000} million"
        )
        help = "scale it down in a picture editor"
        raise Diagnostic([_remark(problems.TOO_MANY_PIXELS, message, help)])


def _plain(image: Image.Image) -> tuple[Image.Image, bool]:
    """Return the picture as L, RGB or CMYK on white, and whether anything was transparent."""
    if image.mode == "CMYK":
        # Pillow takes every CMYK JPEG for Adobe's, whose values are inverted; without Adobe's
        # marker they are not (Adobe Technical Note 5116 §18).
        return (image if "adobe" in image.info else ImageChops.invert(image)), False
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 257) + 0.5)
        return image.convert("L"), False
    grey = image.mode in ("1", "L", "LA")
    transparent = False
    if image.has_transparency_data:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        lowest = alpha.getextrema()[0]
        transparent = isinstance(lowest, int) and lowest < 255
        if transparent:
            white = Image.new("RGB", image.size, "white")
            white.paste(image.convert("RGB"), mask=alpha)
            image = white
    return image.convert("L" if grey else "RGB"), transparent


def _remark(code: Code, message: str, help: str) -> Finding:
    return code.finding(None, message, help=help)


@contextmanager
def _damage(name: str) -> Iterator[None]:
    """Turn whatever the decoders raise into a finding."""
    try:
        yield
    except Diagnostic:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        message = f"“{name}” has more pixels than fit into memory"
        help = "scale it down in a picture editor"
        raise Diagnostic([_remark(problems.TOO_MANY_PIXELS, message, help)]) from error
    except Exception as error:  # decoders fail on hostile bytes in any way, KeyError included
        message = f"“{name}” is damaged or cut off: {_reason(error)}"
        raise Diagnostic([_remark(problems.DAMAGED, message, "fetch the file again")]) from error


def _reason(error: Exception) -> str:
    # Pillow names the memory address of its stream, which differs from run to run.
    text = str(error).split("<_io")[0].strip()
    return text or type(error).__name__


_LOCK = threading.RLock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Python warnings off the terminal; one thread at a time, since the filter is global."""
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


_strict_users = 0
_lenient = False


@contextmanager
def _strictly() -> Iterator[None]:
    """Let Pillow refuse truncated files: the layout engine tells it, for all, to accept them."""
    global _strict_users, _lenient
    with _LOCK:
        if not _strict_users:
            _lenient = ImageFile.LOAD_TRUNCATED_IMAGES
            ImageFile.LOAD_TRUNCATED_IMAGES = False
        _strict_users += 1
    try:
        yield
    finally:
        with _LOCK:
            _strict_users -= 1
            if not _strict_users:
                ImageFile.LOAD_TRUNCATED_IMAGES = _lenient
