"""What composing takes and gives: values, and nothing that makes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .artwork.shelf import Artworks, Piece
from .charts import ChartRequest, ChartStyle, Kind
from .content.block import PhotoUse
from .diagnostics import Finding, Mark
from .fits import Fit
from .photos.credits import PhotoPlace
from .photos.ledger import Ledgers
from .photos.prepare import Request as PhotoRequest
from .settings import Design
from .slots import Slot
from .units import Size


@dataclass(frozen=True)
class LayoutFacts:
    """What the last layout told: on which page each id stands, and how far pictures may grow."""

    folios: Mapping[str, str] = field(default_factory=dict)
    fills: Mapping[str, int] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    """How many pages each section had before anything grew."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many pages each section had."""
    full: frozenset[str] = frozenset()
    """Sections in which nothing can grow any more."""
    fits: Mapping[str, Fit] = field(default_factory=dict)
    """The changes to sections that would not fit their pages without."""
    draft: bool = False
    """True where only sizes count: pictures of changed heights are not made."""


@dataclass(frozen=True)
class PlacedPhoto:
    """A photograph wanted for a slot. `key` names the finished picture.

    `spots` are the ids of the places where its block prints it, if they are told apart.
    """

    key: str
    use: PhotoUse
    request: PhotoRequest
    slot: Slot
    alt: str
    spots: tuple[str, ...] = ()

    def places(self) -> Iterator[PhotoPlace]:
        """Yield every place where the photograph is printed."""
        for spot in self.spots or ("",):
            yield PhotoPlace(self.request.photo, self.request.at, self.use.caption, spot)


@dataclass(frozen=True)
class PlacedChart:
    """A chart wanted for a slot. `key` names the finished picture."""

    key: str
    request: ChartRequest
    slot: Slot


@dataclass(frozen=True)
class PlacedArtwork:
    """A logo or signature as it is printed by the block `at`. `name` is what it is served as."""

    name: str
    piece: Piece
    size: Size
    at: str


@dataclass(frozen=True)
class Section:
    """One HTML document: what is between two forced page breaks of the edition.

    `facing` ones are two pages that must lie open side by side.
    """

    id: str
    kind: str
    html: str
    start: str
    mark: Mark
    ids: tuple[str, ...]
    facing: bool = False


@dataclass(frozen=True)
class Composed:
    """All documents of an edition in order, the pictures they need, and what was noticed."""

    sections: tuple[Section, ...]
    photos: tuple[PlacedPhoto, ...]
    charts: tuple[PlacedChart, ...]
    facts_used: frozenset[str]
    findings: tuple[Finding, ...]
    most: Mapping[str, int] = field(default_factory=dict)
    """How many lines a photograph that fills its page can grow before it gets too coarse."""
    artworks: tuple[PlacedArtwork, ...] = ()


@dataclass(frozen=True)
class Means:
    """What composing draws on besides the manuscript: design, chart kinds, pictures."""

    design: Design
    kinds: Mapping[str, Kind]
    chart_style: ChartStyle
    ledgers: Ledgers
    artworks: Artworks


@dataclass(frozen=True)
class Picture:
    """A picture as a template prints it; lengths are CSS."""

    src: str
    alt: str
    caption: str
    credit: str
    width: str
    height: str
    slot: Slot
