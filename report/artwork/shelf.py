"""The one door to logos and signatures: found by name, cleaned, and kept for the build."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..content.artwork import Artwork
from ..diagnostics import Diagnostic, Finding, Mark
from ..photos.colour import SRGB_FILE
from ..photos.kinds import kind_of
from ..resources import Project
from ..storage import digest
from ..units import Size
from .png import clean_png
from .problems import COARSE, WRONG_KIND
from .svg import clean_svg

MAX_BYTES = 4 * 1024 * 1024
_SVG_HEAD = 1_000
_FINE_PPI = 300


@dataclass(frozen=True)
class Piece:
    """A logo or signature that is safe to lay out.

    `key` names its bytes, `suffix` is .svg or .png. Its `width` and `height` are pixels of a PNG,
    units of its own of an SVG.
    """

    key: str
    suffix: str
    data: bytes = field(repr=False)
    width: float
    height: float
    mark: Mark
    findings: tuple[Finding, ...] = ()

    @property
    def ratio(self) -> float:
        """How many times as wide as high it is."""
        return self.width / self.height

    def in_colour(self, colour: str) -> Piece:
        """Return it with `colour` (#rrggbb) where its file says `currentColor`."""
        if self.suffix != ".svg":
            return self
        data = re.sub(rb"(?i)\bcurrentcolor\b", colour.encode(), self.data)
        return replace(self, key=digest(self.key, colour), data=data) if data != self.data else self

    def noticed(self, size: Size, at: str) -> tuple[Finding, ...]:
        """Return what is to be said of it at a size, printed by the block `at`."""
        ppi = self.width / size.width.inches
        if self.suffix == ".svg" or ppi >= _FINE_PPI:
            return self.findings
        message = f"the picture has {ppi:.0f} pixels to the inch at {size.width.mm:.0f} mm across"
        help = "ask for the SVG, or for a larger PNG"
        return (*self.findings, COARSE.finding(self.mark, message, help=help, at=at))


@dataclass
class Artworks:
    """The logos and signatures that an edition may print: its own, then the shared ones."""

    project: Project
    editions: tuple[Path, ...]
    """The folders of the edition and of those it extends."""
    _known: dict[Path, Piece] = field(default_factory=dict, repr=False)

    def same_as(self, other: Artworks) -> bool:
        """True where the pieces that were opened are those of `other`, and look the same."""
        keys = [{path: piece.key for path, piece in each._known.items()} for each in (self, other)]
        return keys[0] == keys[1]

    def open(self, use: Artwork) -> Piece:
        """Return the piece that an edition names.

        Raises Diagnostic: no such file (F101), outside the project (F102), too large (F103),
        unsafe (P401), not to be drawn (P402), damaged (P403) or neither SVG nor PNG (P404).
        """
        mark = use.mark_of("file")
        own = [self._below_root(edition / use.folder) for edition in self.editions]
        path = self.project.find(use.file, (*own, f"assets/{use.folder}"), mark)
        return replace(self._at(path, mark), mark=mark)

    def _at(self, path: Path, mark: Mark) -> Piece:
        if path not in self._known:
            data = self.project.read(path, mark, MAX_BYTES)
            self._known[path] = self._cleaned(data, self.project.shown(path), mark)
        return self._known[path]

    def _below_root(self, folder: Path) -> str:
        roots = (self.project.root, self.project.bundled)
        home = next(root for root in roots if folder.is_relative_to(root))
        return folder.relative_to(home).as_posix()

    def _cleaned(self, data: bytes, shown: str, mark: Mark) -> Piece:
        if kind_of(data) == "PNG":
            srgb = self.project.read(self.project.find(SRGB_FILE, ["assets/icc"]))
            pixels = clean_png(data, shown, srgb)
            key = digest("png", pixels.data)
            return Piece(
                key, ".png", pixels.data, pixels.width, pixels.height, mark, pixels.findings
            )
        if b"<svg" in data[:_SVG_HEAD] or shown.lower().endswith(".svg"):
            drawing = clean_svg(data, shown)
            key = digest("svg", drawing.data)
            return Piece(key, ".svg", drawing.data, drawing.width, drawing.height, mark)
        name = shown.rpartition("/")[2]
        message = f"“{name}” is neither SVG nor PNG"
        help = "ask its owner for the SVG, or export it from a drawing program"
        raise Diagnostic([WRONG_KIND.finding(mark, message, help=help)])
