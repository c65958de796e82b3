"""Photographs made ready for their slots: upright, cropped, scaled, in sRGB, as finished JPEGs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cache as remembered
from functools import cached_property
from importlib import metadata
from pathlib import Path

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

_META, _JPEG = ".photo.json", ".jpg"


@dataclass(frozen=True)
class Fineness:
    """How finely a copy is made: pixels per inch, JPEG quality to 95, and whether it has its
    colours in full resolution."""

    ppi: int
    quality: int
    full_colour: bool


@dataclass(frozen=True)
class Settings:
    """How finely pictures are prepared: resolution in pixels per inch, JPEG quality to 95.

    Copies for paper, or for screens, that are not wanted yet are made when somebody needs them.
    """

    press_ppi: int = 300
    screen_ppi: int = 150
    press_quality: int = 90
    screen_quality: int = 80
    for_press: bool = True
    for_screen: bool = True

    @property
    def press(self) -> Fineness:
        """That of the copy for paper."""
        return Fineness(self.press_ppi, self.press_quality, full_colour=True)

    @property
    def screen(self) -> Fineness:
        """That of the copy for screens."""
        return Fineness(self.screen_ppi, self.screen_quality, full_colour=False)


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
    """A baseline JPEG, grey or sRGB, without metadata. `key` names its content: the same key has
    the same bytes. `size` is in pixels.

    It is read when it is needed, from the cache where that has it (those of a long edition are
    larger than memory is), and made where it has not been yet.
    """

    key: str
    size: tuple[int, int]
    read: Callable[[], bytes] = field(compare=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.read())


@dataclass(frozen=True)
class Copies:
    """A crop for paper and for screens; what is to be said of it."""

    press: Jpeg
    screen: Jpeg
    remarks: tuple[Finding, ...]


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo ready for its slot.

    `copies` are the same crop in two sizes. `effective_ppi` counts the source's pixels, before any
    scaling down.
    """

    request: Request
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
    """A copy that is there to be read, and what is to be said of the photo."""

    read: Callable[[], bytes]
    remarks: tuple[Finding, ...]


def prepare(request: Request, cache: Cache, settings: Settings | None = None) -> PreparedPhoto:
    """Return the photo cropped and scaled for its slot, from the cache where it is there.

    Raises Diagnostic P303 or P304 where the picture cannot be decoded. Its findings include
    those of the photo itself, each at the place where the edition names the photo.
    """
    return made(Order.of(request, settings or Settings(), profile), cache)


def made(order: Order, cache: Cache) -> PreparedPhoto:
    """Return what a photo comes to; see `prepare`."""
    return _for(order, cache, [_kept(order, cache, each) for each in order.wanted])


def kept(order: Order, cache: Cache) -> PreparedPhoto | None:
    """Return a photo that was prepared before, None where the cache does not have it."""
    there = [_from_cache(order, cache, each) for each in order.wanted]
    whole = [each for each in there if each is not None]
    return _for(order, cache, whole) if len(whole) == len(there) else None


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

    @property
    def wanted(self) -> tuple[Fineness, ...]:
        """The copies that are wanted at once."""
        settings = self.settings
        wanted = {settings.press: settings.for_press, settings.screen: settings.for_screen}
        return tuple(each for each, is_wanted in wanted.items() if is_wanted)

    @property
    def key(self) -> str:
        """The name of what it comes to."""
        return digest(*map(self.key_of, self.wanted))

    def key_of(self, fineness: Fineness) -> str:
        """Return the name of a copy's content."""
        return digest(*self._ingredients, repr(astuple(fineness)), repr(self.size_of(fineness)))

    def size_of(self, fineness: Fineness) -> tuple[int, int]:
        """Return the size of a copy in pixels; that for screens is never larger than the other."""
        slot = self.request.slot
        largest = pixels_for(self.request.crop, slot, self.settings.press_ppi)
        return pixels_for(Crop(0, 0, *largest), slot, fineness.ppi)

    @cached_property
    def _ingredients(self) -> tuple[str, ...]:
        photo, slot = self.request.photo, self.request.slot
        return (
            _own_code(),
            photo.printed.file,  # what is remarked about a picture names it
            *(f"{name} {_version(name)}" for name in ("littlecms2", "jpg", "zlib", "webp")),
            *_decoder(photo.facts.kind),
            PIL.__version__,
            photo.facts.digest,
            repr(self.request.crop.box),
            f"{slot.width.css} {slot.height.css}",
            *(digest(each) for each in (self.srgb, self.cmyk) if each),
        )


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


def _for(order: Order, cache: Cache, made: Sequence[_Made]) -> PreparedPhoto:
    """Return a photo of which these copies are made, those that were wanted at once."""
    request, settings = order.request, order.settings
    in_memory = dict(zip(order.wanted, made, strict=True))

    def jpeg(fineness: Fineness) -> Jpeg:
        there = in_memory.get(fineness)
        read = there.read if there else lambda: _kept(order, cache, fineness).read()
        return Jpeg(order.key_of(fineness), order.size_of(fineness), read)

    said = dict.fromkeys(each for copy in made for each in copy.remarks)
    remarks = tuple(replace(each, mark=request.photo.mark) for each in said)
    findings = tuple(replace(each, at=request.at) for each in (*request.photo.findings, *remarks))
    copies = Copies(jpeg(settings.press), jpeg(settings.screen), remarks)
    return PreparedPhoto(request, copies, findings)


def _copied(order: Order, fineness: Fineness) -> tuple[bytes, tuple[Finding, ...]]:
    request = order.request
    try:
        return _make(order, fineness)
    except Diagnostic as diagnostic:
        mark, at = request.photo.mark, request.at
        findings = (replace(each, mark=mark, at=at) for each in diagnostic.findings)
        raise Diagnostic(findings) from diagnostic


def _make(order: Order, fineness: Fineness) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a copy, and what is to be said of the photo. Each is made of the photo itself, so
    that it has the same bytes whatever else is wanted."""
    photo, crop, size = order.request.photo, order.request.crop, order.size_of(fineness)
    name, facts = photo.printed.file, photo.facts
    # The whole picture at the scale at which its crop has just enough pixels.
    whole = (-(-facts.width * size[0] // crop.width), -(-facts.height * size[1] // crop.height))
    pixels = decode(photo.data(), name, facts, whole)
    image = _scaled(pixels.image, crop, (facts.width, facts.height), size)
    image, remarks = to_srgb(image, name, pixels.profile, order.srgb, order.cmyk)
    if pixels.transparent:
        message = f"transparent parts of “{name}” are printed white"
        remarks.append(TRANSPARENT.finding(None, message))
    data = jpegs.written(image, fineness.quality, fine=fineness.full_colour)
    return data, tuple(remarks)


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


def _kept(order: Order, cache: Cache, fineness: Fineness) -> _Made:
    """Return a copy, from the cache where it is there; Diagnostic as of `prepare`."""
    return _from_cache(order, cache, fineness) or _into_cache(order, cache, fineness)


def _from_cache(order: Order, cache: Cache, fineness: Fineness) -> _Made | None:
    """Return a copy that is kept; what turns out to be damaged is made anew."""
    key = order.key_of(fineness)
    meta = cache.get(key, _META)
    if meta is None or not cache.path(key, _JPEG).is_file():
        return None
    remarks = tuple(
        CODES[code].finding(None, message, help=help) for code, message, help in json.loads(meta)
    )

    def read() -> bytes:
        return cache.get_or_make(key, _JPEG, lambda: _copied(order, fineness)[0])

    return _Made(read, remarks)


def _into_cache(order: Order, cache: Cache, fineness: Fineness) -> _Made:
    """Make a copy and keep it, in memory where the cache does not take it."""
    data, remarks = _copied(order, fineness)
    key = order.key_of(fineness)
    said = [(each.code.id, each.message, each.help) for each in remarks]
    cache.put(key, _JPEG, data)
    cache.put(key, _META, json.dumps(said).encode())
    return _from_cache(order, cache, fineness) or _Made(lambda: data, remarks)
