"""The pictures that templates ask for while an edition is composed: their slots and their names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .artwork.shelf import Piece
from .artwork.sizing import balanced, common_share, fitted
from .charts import ChartRequest
from .composed import LayoutFacts, Means, Picture, PlacedArtwork, PlacedChart, PlacedPhoto
from .content.artwork import Artwork, Icon
from .content.block import PhotoUse
from .content.blocks.qr_code import QrCode
from .diagnostics import Mark
from .photos.crop import FINE_PPI, Focus, tallest, upright
from .photos.ledger import Photo
from .photos.prepare import Request as PhotoRequest
from .qr_codes import qr_code
from .slots import Slot, slot
from .storage import digest
from .themes import SlotRule
from .units import Length, Size


class PictureRequests:
    """Collects what has to be made before the pages can be laid out.

    `most` says by id how many lines a photograph that fills its page can grow. `section` is the id
    of what is being composed.
    """

    def __init__(self, means: Means, known: LayoutFacts) -> None:
        self._design = means.design
        self._ledgers = means.ledgers
        self._artworks = means.artworks
        self._known = known
        self.section = ""
        self.photos: dict[str, PlacedPhoto] = {}
        self.charts: dict[str, PlacedChart] = {}
        self.artworks: dict[str, PlacedArtwork] = {}
        self.most: dict[str, int] = {}

    def slot(self, name: str, owner: Any, at: str, rule: SlotRule | None = None) -> Slot:
        """Return the slot called `name` in the size that its `owner`, a block, gives it.

        `rule` is its size where the theme does not name it.
        """
        lines = getattr(owner, "lines", None)
        columns = _columns(owner, name)
        if lines != "fill":
            return slot(self._design, name, lines, columns=columns, rule=rule)
        known = self._known.fills.get(_id(owner, at))
        smallest = slot(self._design, name, columns=columns, rule=rule)
        if known is None:
            return replace(smallest, provisional=True)
        return slot(self._design, name, smallest.lines + known, columns=columns, rule=rule)

    def photo(
        self, use: PhotoUse, name: str, owner: Any, at: str, rule: SlotRule | None = None
    ) -> Picture:
        """Return a photograph as a template prints it; Diagnostic where no ledger knows it.

        `at` is its block's id and, after a dot, the spot in it where a block goes on over pages.
        """
        at, dot, spot = at.partition(".")
        photo = self._ledgers.resolve(use.file, use.mark_of("file"))
        room = self._fitted(self.slot(name, owner, at, rule), photo, owner, rule)
        if getattr(owner, "lines", None) == "fill":
            self._note_most(photo, room, _id(owner, at))
            room = self._uncut(room, photo)
        focus = Focus.parse(use.focus) if use.focus else None
        key = digest(photo.printed.file, repr(room), use.focus)
        alt = use.alt or photo.printed.alt
        request = PhotoRequest(photo, room.size, focus, at, room.folded)
        placed = self.photos.get(f"{at} {key}", PlacedPhoto(key, use, request, room, alt))
        spots = (*placed.spots, f"{at}.{spot}") if dot else ()
        self.photos[f"{at} {key}"] = replace(placed, spots=spots)
        caption = use.caption or photo.printed.caption
        return _picture(f"{key}.jpg", alt, room, caption, photo.printed.credit)

    def credited(self, use: PhotoUse) -> str:
        """Return the credit line of a photograph; Diagnostic where no ledger knows it."""
        return self._ledgers.resolve(use.file, use.mark_of("file")).printed.credit

    def share(self, uses: Iterable[Artwork], name: str, rule: SlotRule) -> float:
        """Return how much of their rooms logos cover that stand beside each other."""
        ratios = [self._artworks.open(use).ratio for use in uses]
        return common_share(ratios, slot(self._design, name, rule=rule).size)

    def artwork(
        self, use: Artwork, alt: str, name: str, at: str, rule: SlotRule, share: float | None
    ) -> Picture:
        """Return a logo that covers a `share` of its room, or fills it; Diagnostic if unsafe."""
        piece = self._artworks.open(use)
        room = slot(self._design, name, rule=rule)
        ratio = piece.ratio
        size = fitted(ratio, room.size) if share is None else balanced(ratio, room.size, share)
        return replace(self._placed(piece, alt, at, size), slot=replace(room, size=size))

    def icon(self, use: Icon, alt: str, at: str, size: Length, colour: str) -> Picture:
        """Return an icon, a square of one colour (#rrggbb); Diagnostic if unsafe."""
        piece = self._artworks.open(use).in_colour(colour)
        return self._placed(piece, alt, at, Size(size, size))

    def drawing(self, svg: bytes, alt: str, at: str, size: Size) -> Picture:
        """Return a drawing of our own; `alt` is what it says."""
        mark = Mark("")
        piece = Piece(digest("drawing", svg), ".svg", svg, size.width.pt, size.height.pt, mark)
        return self._placed(piece, alt, at, size)

    def _placed(self, piece: Piece, alt: str, at: str, size: Size) -> Picture:
        file = f"{piece.key}{piece.suffix}"
        self.artworks.setdefault(f"{at} {file} {size}", PlacedArtwork(file, piece, size, at))
        return _picture(file, alt, Slot("", size, 0))

    def qr_code(self, block: QrCode, alt: str) -> tuple[Picture, Length]:
        """Return a code as a template prints it, with the white around it and how wide that is."""
        piece, size, white = qr_code(block, self._design.format.baseline)
        return self._placed(piece, alt, block.id, size), white

    def chart(self, request: ChartRequest, room: Slot) -> Picture:
        """Return the plot of a chart as a template prints it."""
        key = digest("chart", request.id, repr(room))
        self.charts.setdefault(key, PlacedChart(key, request, room))
        return _picture(f"{key}.svg", request.alt, room)

    def _fitted(self, room: Slot, photo: Photo, owner: Any, rule: SlotRule | None) -> Slot:
        """Return a slot as its section's fit wants it; only heights that authors set are changed.

        No picture becomes too coarse for the press by it.
        """
        fit = self._known.fits.get(self.section)
        if fit is None or getattr(owner, "lines", "fill") == "fill":
            return room
        change = fit.of_picture(room.lines)
        if change > 0:
            facts = photo.facts
            most = tallest(facts.width, facts.height, room.size.width, FINE_PPI)
            line = self._design.format.baseline.pt
            more = change if most is None else int((most - room.size.height).pt // line)
            change = max(0, min(change, more))
        if not change:
            return room
        columns = _columns(owner, room.name)
        lines = room.lines + change
        changed = slot(self._design, room.name, lines, columns=columns, rule=rule)
        return replace(changed, provisional=self._known.draft)

    def _note_most(self, photo: Photo, room: Slot, id: str) -> None:
        """Note how far a picture may grow. A page left open looks better than a picture that is too
        coarse for the press, or than a strip of one."""
        facts, page = photo.facts, self._design.format
        line = page.baseline.pt
        # A page stands upright, and so may what is as wide as it.
        shape = 1.25 if room.size.width.pt > page.measure.pt - 1 else 1.0
        shapely = upright(facts.width, facts.height, room.size.width, shape)
        more = round((shapely - room.size.height).pt / line)
        fine = tallest(facts.width, facts.height, room.size.width, FINE_PPI)
        if fine is not None:
            more = min(more, int((fine - room.size.height).pt // line))
        lines = max(0, self._known.fills.get(id, 0) + more)
        # Of several pictures of one height, the coarsest tells.
        self.most[id] = min(self.most.get(id, lines), lines)

    def _uncut(self, room: Slot, photo: Photo) -> Slot:
        """Return the room of a panel's picture with the picture's own shape, if that is nearly its
        own: then nothing of it is cut away. The panel's ground is as high, on the grid or not."""
        facts, size = photo.facts, room.size
        own = size.width * (facts.height / facts.width)
        if (
            room.name != "panel.page"
            or abs((own - size.height).pt) > self._design.format.baseline.pt / 2
        ):
            return room
        return replace(room, size=Size(size.width, own))


def _columns(owner: Any, name: str) -> int | None:
    """Return how many columns the owner gives its picture; None for as many as the slot has."""
    return getattr(owner, "picture_columns", None) if name == "panel.page" else None


def _id(owner: Any, at: str) -> str:
    return getattr(owner, "id", "") or at


def _picture(name: str, alt: str, room: Slot, caption: str = "", credit: str = "") -> Picture:
    size = room.size
    return Picture(f"pictures/{name}", alt, caption, credit, size.width.css, size.height.css, room)
