"""Colour of photographs: everything becomes sRGB, and grey stays grey."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageCms

from ..diagnostics import Finding
from . import problems

SRGB_FILE = "sRGB2014.icc"
CMYK_FILE = "ISOcoated_v2_300_bas.icc"
_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
_CLASSES = ("scnr", "mntr", "prtr", "spac")
_MAX_PROFILE = 16 * 1024 * 1024
_SAME = 1


def to_srgb(
    image: Image.Image, name: str, embedded: bytes, srgb: bytes, cmyk: bytes
) -> tuple[Image.Image, list[Finding]]:
    """Return the picture in sRGB (mode RGB, or L for a grey one) and findings without a mark.

    The conversion is relative colorimetric with black-point compensation, so that a colour
    inside sRGB stays what it is. `cmyk` is the profile for a CMYK picture that has none; RGB
    and grey without a profile are sRGB already. A profile that cannot be used counts as none.
    """
    if image.mode == "LAB":
        # Lab is a colour by itself: a profile beside it says nothing more.
        return _grey_if_neutral(_converted(image, None, srgb)), []
    findings = []
    profile = embedded
    if profile and not _fits(profile, image.mode):
        message = f"the colour profile inside “{name}” cannot be used"
        help = "export the picture again with the profile sRGB"
        findings.append(problems.BROKEN_PROFILE.finding(None, message, help=help))
        profile = b""
    if image.mode == "CMYK" and not profile:
        if not findings:
            message = f"“{name}” is CMYK without a profile; it is read as ISO Coated v2 (FOGRA39)"
            findings.append(problems.UNTAGGED_CMYK.finding(None, message))
        profile = cmyk
    grey = image.mode == "L"
    if profile and profile != srgb:
        image = _converted(image, profile, srgb)
    # Rounding must not tint what was grey.
    return (image.getchannel(0) if grey else _grey_if_neutral(image)), findings


def _fits(profile: bytes, mode: str) -> bool:
    """True when the profile is whole and describes colours of the picture's mode."""
    if len(profile) > _MAX_PROFILE:
        return False
    try:
        core = ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile
        if core.xcolor_space.strip() != _SPACES[mode] or core.device_class not in _CLASSES:
            return False
        # A profile with a sound header may still lack the tables that a conversion needs.
        _transform(profile, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), mode)
    except Exception:  # hostile profiles fail in several ways, and none may end a build
        return False
    return True


def _transform(
    profile: bytes | None, target: ImageCms.ImageCmsProfile, mode: str
) -> ImageCms.ImageCmsTransform:
    """Return the way from a profile, or from Lab (D50) without one."""
    source = ImageCms.createProfile("LAB") if profile is None else io.BytesIO(profile)
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(source),
        target,
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _converted(image: Image.Image, profile: bytes | None, srgb: bytes) -> Image.Image:
    target = ImageCms.ImageCmsProfile(io.BytesIO(srgb))
    result = ImageCms.applyTransform(image, _transform(profile, target, image.mode))
    assert result is not None  # None only comes from a conversion in place
    return result


def _grey_if_neutral(image: Image.Image) -> Image.Image:
    """Return a picture without any colour as L, so that it prints in black ink alone."""
    if image.mode != "RGB":
        return image
    red, green, blue = image.split()
    for other in (red, blue):
        highest = ImageChops.difference(green, other).getextrema()[1]
        if not isinstance(highest, int) or highest > _SAME:
            return image
    return green
