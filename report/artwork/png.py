"""A logo made of pixels: decoded, trimmed to what can be seen, and written anew without notes."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from PIL import Image, ImageChops

from ..diagnostics import Diagnostic, Finding, Mark
from ..photos.colour import to_srgb
from ..photos.guards import damage, quiet, strictly
from .problems import DAMAGED

MAX_PIXELS = 25_000_000
_MOST = 2_400
_WHITE = 250


@dataclass(frozen=True)
class Pixels:
    """A picture that is safe to lay out, and its size in pixels."""

    data: bytes
    width: int
    height: int
    findings: tuple[Finding, ...] = ()


def clean_png(data: bytes, file: str, srgb: bytes) -> Pixels:
    """Return the picture of a PNG file called `file` in sRGB, whose profile is `srgb`.

    Raises Diagnostic P303, P304 or P403 where it cannot be read.
    """
    mark = Mark(file)
    try:
        with damage(file.rpartition("/")[2]), strictly(), quiet():
            image = Image.open(io.BytesIO(data), formats=["PNG"])
            if image.width * image.height > MAX_PIXELS:
                message = f"the picture has {image.width:,} × {image.height:,} pixels"
                help = "scale it down in a picture editor: 2,000 pixels across are plenty"
                raise Diagnostic([DAMAGED.finding(mark, message, help=help)])
            image.load()
            plain, noticed = _in_srgb(_plain(image), image, file, srgb)
    except Diagnostic as diagnostic:
        raise Diagnostic(replace(each, mark=mark) for each in diagnostic.findings) from diagnostic
    seen = _seen(plain)
    if seen is None:
        message = "there is nothing to be seen in the picture"
        raise Diagnostic([DAMAGED.finding(mark, message, help="fetch the file again")])
    plain = plain.crop(seen)
    plain.thumbnail((_MOST, _MOST), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    plain.save(stream, "PNG", optimize=True, icc_profile=None)
    findings = tuple(replace(each, mark=mark) for each in noticed)
    return Pixels(stream.getvalue(), plain.width, plain.height, findings)


def _plain(image: Image.Image) -> Image.Image:
    """Return the picture as RGB, with its transparency where it has any."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return image if image.getchannel("A").getextrema()[0] != 255 else image.convert("RGB")
    return image.convert("RGB")


def _in_srgb(
    plain: Image.Image, source: Image.Image, file: str, srgb: bytes
) -> tuple[Image.Image, list[Finding]]:
    """Return the picture in sRGB by the profile of its source, and what was noticed."""
    profile = source.info.get("icc_profile")
    if not profile or source.mode in ("1", "L", "LA", "I", "I;16"):
        return plain, []
    name = file.rpartition("/")[2]
    colours, findings = to_srgb(plain.convert("RGB"), name, profile, srgb, b"")
    colours = colours.convert("RGB")
    if plain.mode == "RGBA":
        colours.putalpha(plain.getchannel("A"))
    return colours, findings


def _seen(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the part of a picture that is neither transparent nor a white margin."""
    if image.mode == "RGBA":
        return image.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox()
    grey = ImageChops.invert(image.convert("L"))
    return grey.point(lambda value: 255 if value > 255 - _WHITE else 0).getbbox()
