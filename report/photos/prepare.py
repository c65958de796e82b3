"""Photographs made ready for their slots: upright, cropped, scaled, in sRGB, as finished JPEGs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import astuple, dataclass, field, replace
from functools import cache as remembered
from functools import cached_property, partial
from importlib import metadata
from pathlib import Path
from typing import Any

import PIL
from PIL import Image, features

from .. import jpegs
from ..diagnostics import Diagnostic, Finding
from ..resources import Project
from ..storage import Cache, digest, sha256
from ..units import Length, Size
from .colour import CMYK_FILE, SRGB_FILE, to_srgb
from .crop import Crop, Focus, crop_to, effective_ppi, from_fold, pixels_for
from .ledger import Photo
from .opening import decode
from .problems import CODES, TRANSPARENT

_META, _PRESS, _SCREEN = ".photo.json", ".press.jpg", ".screen.jpg"


@dataclass(frozen=True)
class Settings:
    """How finely pictures are prepared: resolution in pixels per inch, JPEG quality to 95."""

    press_ppi: int = 300
    screen_ppi: int = 150
    press_quality: int = 90
    screen_quality: int = 80


@dataclass(frozen=True)
class Request:
    """A photo wanted for a slot, whose size includes the bleed where it bleeds.

    `at` is the id of the block that prints it. Without a `focus`, the ledger's counts. The slot is
    `folded` in its middle where it runs across two pages.
    """

    photo: Photo
    slot: Size
    focus: Focus | None = None
    at: str = ""
    folded: bool = False

    @property
    def focal_point(self) -> Focus:
        """The point that must stay in view."""
        return self.focus or self.photo.printed.focal_point

    @property
    def crop(self) -> Crop:
        """The part of the upright picture that fills the slot."""
        facts = self.photo.facts
        return crop_to(facts.width, facts.height, self.slot, self.focal_point, folded=self.folded)

    @property
    def from_fold(self) -> Length | None:
        """How far on paper the focal point is from the fold; None where there is none."""
        if not self.folded:
            return None
        return from_fold(self.crop, self.photo.facts.width, self.slot, self.focal_point)

    @property
    def effective_ppi(self) -> float:
        """Source pixels per inch of paper: known without decoding anything."""
        return effective_ppi(self.crop, self.slot)


@dataclass(frozen=True)
class Jpeg:
    """A baseline JPEG, grey or sRGB, without metadata. `digest` is the SHA-256 of its bytes, `size`
    is in pixels.

    It is read when it is needed, from the cache where that has it: those of a long edition are
    larger than memory is.
    """

    digest: str
    size: tuple[int, int]
    read: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Copies:
    """A crop for paper and for screens; what is to be said of it."""

    press: Jpeg
    screen: Jpeg
    grey: bool
    remarks: tuple[Finding, ...]


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo ready for its slot.

    `copies` are the same crop in two sizes. `effective_ppi` counts the source's pixels, before any
    scaling down. `key` names the content: the same key has the same bytes.
    """

    request: Request
    key: str
    copies: Copies
    findings: tuple[Finding, ...] = ()

    @property
    def press(self) -> bytes:
        """The copy for paper."""
        return self.copies.press.read()

    @property
    def screen(self) -> bytes:
        """The copy for screens."""
        return self.copies.screen.read()

    @property
    def photo(self) -> Photo:
        """The photo that is printed."""
        return self.request.photo

    @property
    def crop(self) -> Crop:
        """The part of the upright picture that is printed."""
        return self.request.crop

    @property
    def effective_ppi(self) -> float:
        """Source pixels per inch of paper."""
        return self.request.effective_ppi


@dataclass(frozen=True)
class _Made:
    """Both copies in memory, with their sizes."""

    press: bytes
    screen: bytes
    sizes: tuple[tuple[int, int], tuple[int, int]]
    grey: bool
    remarks: tuple[Finding, ...]

    def of(self, suffix: str) -> bytes:
        """Return the copy that is kept by that suffix."""
        return self.press if suffix == _PRESS else self.screen


def prepare(request: Request, cache: Cache, settings: Settings | None = None) -> PreparedPhoto:
    """Return the photo cropped and scaled for its slot, from the cache where it is there.

    Raises Diagnostic P303 or P304 where the picture cannot be decoded. Its findings include
    those of the photo itself, each at the place where the edition names the photo.
    """
    return made(Order.of(request, settings or Settings(), profile), cache)


def made(order: Order, cache: Cache) -> PreparedPhoto:
    """Return what a photo comes to; see `prepare`."""
    copies = _from_cache(order, cache) or _into_cache(order, cache, _copied(order))
    return _for(order, copies)


def kept(order: Order, cache: Cache) -> PreparedPhoto | None:
    """Return a photo that was prepared before, None where the cache does not have it."""
    copies = _from_cache(order, cache)
    return _for(order, copies) if copies else None


def key_of(request: Request, settings: Settings) -> str:
    """Return the name of a prepared photo's content: 64 hexadecimal digits."""
    return Order.of(request, settings, profile).key


@dataclass(frozen=True)
class Order:
    """A photo that is wanted, with the profiles that turn its colours: what it is kept under says
    what it was made with, whatever becomes of the files meanwhile. Only CMYK needs `cmyk`."""

    request: Request
    settings: Settings
    srgb: bytes
    cmyk: bytes

    @classmethod
    def of(
        cls, request: Request, settings: Settings, profile: Callable[[Project, str], bytes]
    ) -> Order:
        """Return the order for a request; `profile` reads colour profiles."""
        project, is_cmyk = request.photo.project, request.photo.facts.mode == "CMYK"
        cmyk = profile(project, CMYK_FILE) if is_cmyk else b""
        return cls(request, settings, profile(project, SRGB_FILE), cmyk)

    @cached_property
    def key(self) -> str:
        """The name of what it comes to."""
        photo, slot = self.request.photo, self.request.slot
        ingredients = [
            _own_code(),
            photo.printed.file,  # what is remarked about a picture names it
            *(f"{name} {_version(name)}" for name in ("littlecms2", "jpg", "zlib", "webp")),
            *_decoder(photo.facts.kind),
            PIL.__version__,
            photo.facts.digest,
            repr(self.request.crop.box),
            f"{slot.width.css} {slot.height.css}",
            repr(astuple(self.settings)),
            *(digest(each) for each in (self.srgb, self.cmyk) if each),
        ]
        return digest(*ingredients)


@remembered
def _decoder(kind: str) -> tuple[str, ...]:
    """Return the version of the library that decodes pictures of a kind of its own."""
    if kind == "HEIF":
        return (f"pillow-heif {metadata.version('pillow-heif')}",)
    feature = {"TIFF": "libtiff", "AVIF": "avif"}.get(kind)
    return (f"{feature} {_version(feature)}",) if feature else ()


def _version(feature: str) -> str:
    return str(features.version(feature))


@remembered
def _own_code() -> str:
    """Return the digest of the code that prepares photos: when it changes, so may they."""
    files = (*sorted(Path(__file__).parent.glob("*.py")), Path(jpegs.__file__))
    return digest(*(path.read_bytes() for path in files))


def profile(project: Project, name: str) -> bytes:
    """Return a colour profile of the project, or the bundled one; Diagnostic as of `find`."""
    return project.read(project.find(name, ["assets/icc"]))


def _for(order: Order, copies: Copies) -> PreparedPhoto:
    request = order.request
    remarks = (replace(each, mark=request.photo.mark) for each in copies.remarks)
    findings = tuple(replace(each, at=request.at) for each in (*request.photo.findings, *remarks))
    return PreparedPhoto(request, order.key, copies, findings)


def _copied(order: Order) -> _Made:
    request = order.request
    try:
        return _make(order)
    except Diagnostic as diagnostic:
        mark, at = request.photo.mark, request.at
        findings = (replace(each, mark=mark, at=at) for each in diagnostic.findings)
        raise Diagnostic(findings) from diagnostic


def _make(order: Order) -> _Made:
    settings, photo = order.settings, order.request.photo
    crop, slot = order.request.crop, order.request.slot
    name, facts = photo.printed.file, photo.facts
    size = pixels_for(crop, slot, settings.press_ppi)
    # The whole picture at the scale at which its crop has just enough pixels.
    whole = (-(-facts.width * size[0] // crop.width), -(-facts.height * size[1] // crop.height))
    pixels = decode(photo.data(), name, facts, whole)
    image = _scaled(pixels.image, crop, (facts.width, facts.height), size)
    image, remarks = to_srgb(image, name, pixels.profile, order.srgb, order.cmyk)
    if pixels.transparent:
        message = f"transparent parts of “{name}” are printed white"
        remarks.append(TRANSPARENT.finding(None, message))
    small_size = pixels_for(Crop(0, 0, *size), slot, settings.screen_ppi)
    small = image if small_size == size else image.resize(small_size, Image.Resampling.LANCZOS)
    press = jpegs.written(image, settings.press_quality, fine=True)
    screen = jpegs.written(small, settings.screen_quality, fine=False)
    return _Made(press, screen, (size, small_size), image.mode == "L", tuple(remarks))


def _scaled(
    image: Image.Image, crop: Crop, full: tuple[int, int], size: tuple[int, int]
) -> Image.Image:
    """Return the crop in `size`; `image` may be smaller than `full`, where the crop was taken.

    Lanczos leaves edges crisp; an unsharp mask after it showed nothing but more grain.
    """
    across, down = image.width / full[0], image.height / full[1]
    box = (crop.left * across, crop.top * down, crop.right * across, crop.bottom * down)
    if image.size == full and size == (crop.width, crop.height):
        return image.crop(crop.box)
    return image.resize(size, Image.Resampling.LANCZOS, box=box)


def _from_cache(order: Order, cache: Cache) -> Copies | None:
    """Return the copies that are kept; what turns out to be damaged is made anew."""
    key = order.key
    meta = cache.get(key, _META)
    if meta is None or not all(cache.path(key, each).is_file() for each in (_PRESS, _SCREEN)):
        return None
    kept: dict[str, Any] = json.loads(meta)
    remarks = tuple(
        CODES[code].finding(None, message, help=help) for code, message, help in kept["remarks"]
    )

    def jpeg(suffix: str) -> Jpeg:
        def read() -> bytes:
            data = cache.get(key, suffix)
            if data is None:
                data = _copied(order).of(suffix)
                cache.put(key, suffix, data)
            return data

        sha, *size = kept[suffix]
        return Jpeg(sha, (size[0], size[1]), read)

    return Copies(jpeg(_PRESS), jpeg(_SCREEN), kept["grey"], remarks)


def _into_cache(order: Order, cache: Cache, made: _Made) -> Copies:
    """Keep what was made, in memory where the cache does not take it."""
    key = order.key
    digests = sha256(made.press), sha256(made.screen)
    meta = {
        _PRESS: (digests[0], *made.sizes[0]),
        _SCREEN: (digests[1], *made.sizes[1]),
        "grey": made.grey,
        "remarks": [(each.code.id, each.message, each.help) for each in made.remarks],
    }
    cache.put(key, _PRESS, made.press)
    cache.put(key, _SCREEN, made.screen)
    cache.put(key, _META, json.dumps(meta, sort_keys=True).encode())
    press, screen = (
        Jpeg(sha, size, partial(made.of, suffix))
        for sha, size, suffix in zip(digests, made.sizes, (_PRESS, _SCREEN), strict=True)
    )
    in_memory = Copies(press, screen, made.grey, made.remarks)
    return _from_cache(order, cache) or in_memory
