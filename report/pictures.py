"""The finished pictures of one build, served to the engine by name."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache as remembered
from pathlib import PurePosixPath

from PIL import Image

from . import jpegs
from .artwork.problems import NOT_DRAWN
from .artwork.svg_tree import PLAIN
from .charts import ChartStyle, Drawing, DrawnChart, House
from .composed import Composed, PlacedChart, PlacedPhoto
from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .languages import Language
from .photos.crop import pixels_for
from .photos.prepare import PreparedPhoto, Settings
from .photos.preparing import Preparing
from .resources import Project
from .settings import Design
from .storage import Cache, sha256

WITHOUT_ROOM = Code(
    "T103",
    "picture-without-room",
    Severity.ERROR,
    """A picture was to fill what its page has left, and the layout could not tell how much that is.

    Most often the words above it leave no room at all: shorten them, the title first, or give the
    picture a height in `lines` instead of `fill`. In a template of your own, name the element that
    grows with `data-fill="{{ block.id }}"`; it must stand on a page.
    """,
)
MIME = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
}


def chart_style(project: Project, design: Design) -> ChartStyle:
    """Return the theme as charts need it; Diagnostic F101 when a font file is missing."""
    theme, type = design.theme, design.theme.charts
    families = (type.family, *type.others)
    figures = (theme.type["figure.chart"].family, *families)
    faces = [face for family in figures for face in theme.fonts if face.family == family]
    return ChartStyle(
        fonts=tuple(project.find(face.file, ["assets/fonts"]) for face in faces),
        families=families,
        figure_families=figures,
        ink=theme.srgb("ink"),
        accent=theme.srgb("accent"),
        yellow=theme.srgb("mark"),
        ice=theme.srgb("tint"),
        text=theme.srgb("text"),
        quiet=theme.srgb("quiet"),
        ground=theme.srgb("paper"),
        series=tuple(theme.srgb(role) for role in type.series),
        label_size=type.label.pt,
        small_size=type.small.pt,
        figure_weight=type.figure_weight,
        strong_weight=type.strong_weight,
        language=design.tag,
        direction=design.language.direction,
        words=chart_words(design.language),
    )


def chart_words(language: Language) -> Mapping[str, str]:
    """Return what charts say in a language, by the names of `ChartWords` and `Joins`."""
    return {**language.charts.model_dump(), **language.joins.model_dump()}


@dataclass
class Pictures:
    """Photographs and charts of one build by key, made when a composition asks for them.

    The engine lays pages out with stand-ins of photographs, as all that it needs of them is their
    size; those themselves take their places where pages are written.
    """

    project: Project
    style: ChartStyle
    cache: Cache
    settings: Settings
    artworks: dict[str, bytes] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    """Keys of slots whose size the layout has yet to find out."""
    house: House | None = None
    """What charts share, once there are any."""
    _placed: dict[str, PlacedPhoto] = field(default_factory=dict)
    _photos: dict[str, PreparedPhoto] = field(default_factory=dict)
    _charts: dict[str, DrawnChart] = field(default_factory=dict)
    _preparing: dict[str, Preparing] = field(default_factory=dict)
    _drawing: dict[str, tuple[Drawing, str]] = field(default_factory=dict)
    """By key, what is under way: a chart is told from the others by its id there."""

    @property
    def photos(self) -> Mapping[str, PreparedPhoto]:
        """All that have been asked for, as soon as they are made; Diagnostic as of `prepare`."""
        self.finish()
        return self._photos

    @property
    def charts(self) -> Mapping[str, DrawnChart]:
        """All that have been asked for, as soon as they are drawn."""
        for key in tuple(self._drawing):
            self._chart(key)
        return self._charts

    def prepare(self, composed: Composed) -> None:
        """Make what `composed` needs and is not there yet.

        Diagnostic (P303, P304, D202, F101) with what keeps any of it from being made.
        """
        self.begin(composed)
        self.finish()

    def begin(self, composed: Composed) -> None:
        """Begin to make what `composed` needs and is neither there yet nor under way."""
        begun = (self._photos.keys() | self._preparing.keys(), self._charts.keys() | self._drawing)
        photos = {each.key: each for each in composed.photos if each.key not in begun[0]}
        charts = {each.key: each for each in composed.charts if each.key not in begun[1]}
        final_photos = {key: each for key, each in photos.items() if not each.slot.provisional}
        final_charts = {key: each for key, each in charts.items() if not each.slot.provisional}
        self.artworks |= {each.name: each.piece.data for each in composed.artworks}
        self.waiting |= (photos.keys() - final_photos) | (charts.keys() - final_charts)
        self._prepare_photos(final_photos)
        self._draw(final_charts)

    def finish(self) -> None:
        """Wait until all that was begun is made; Diagnostic as of `prepare`.

        What cannot be made is told each time: whoever was told first may have kept it to himself,
        as the engine does.
        """
        for preparing in dict.fromkeys(self._preparing.values()):
            self._photos |= preparing.all()
        self._preparing.clear()
        for key in tuple(self._drawing):
            self._chart(key)

    def _prepare_photos(self, requests: dict[str, PlacedPhoto]) -> None:
        self._placed |= requests
        wanted = {key: each.request for key, each in requests.items()}
        self._preparing |= dict.fromkeys(wanted, Preparing(wanted, self.cache, self.settings))

    def _draw(self, requests: dict[str, PlacedChart]) -> None:
        if not requests:
            return
        if self.house is None:
            self.house = House.of(self.project, self.style)
        drawing = Drawing(self.house, [each.request for each in requests.values()], self.cache)
        self._drawing |= {key: (drawing, each.request.id) for key, each in requests.items()}

    def _photo(self, key: str) -> PreparedPhoto | None:
        """Return a photo as soon as it is made; None where nobody has asked for it."""
        if key in self._preparing:
            try:
                return self._preparing[key].photo(key)
            except Diagnostic:
                self.finish()  # which says the same of all others
        return self._photos.get(key)

    def _chart(self, key: str) -> DrawnChart | None:
        """Return a chart as soon as it is drawn; None where nobody has asked for it."""
        if key in self._drawing:
            drawing, id = self._drawing[key]
            self._charts[key] = drawing.chart(id)
            del self._drawing[key]
        return self._charts.get(key)

    def serve(self, path: str) -> tuple[bytes, str]:
        """Return the bytes and MIME type of `pictures/…`, `fonts/…` or a file of templates/.

        A photograph in pictures/ is a stand-in for the one of the same name in photos/, which is
        the copy for paper where something is printed. Raises LookupError for anything else.
        """
        name = PurePosixPath(path)
        mime = MIME.get(name.suffix)
        if mime is None:
            raise LookupError(f"“{path}” is of no kind that pages use")
        folder, _, rest = path.partition("/")
        if folder == "pictures":
            return self._picture(name), mime
        if folder == "photos":
            return self._pixels(name), mime
        roots = {"fonts": "assets/fonts", "templates": "templates"}
        if folder not in roots:
            raise LookupError(f"there is no “{path}”")
        try:
            return self.project.read(self.project.find(rest, [roots[folder]])), mime
        except Diagnostic as diagnostic:
            raise LookupError(diagnostic.findings[0].message) from diagnostic

    def digest(self, path: str) -> str:
        """Return the SHA-256 of what `serve` returns; LookupError as there."""
        return sha256(self.serve(path)[0])

    def _picture(self, name: PurePosixPath) -> bytes:
        if name.name in self.artworks:
            return self.artworks[name.name]
        if name.stem in self.waiting:
            return placeholder() if name.suffix == ".jpg" else _EMPTY_SVG
        placed = self._placed.get(name.stem)
        if placed:
            request = placed.request
            size = pixels_for(request.crop, request.slot, self.settings.press_ppi)
            return jpegs.stand_in(name.stem, request.photo.facts.digest, size)
        chart = self._chart(name.stem)
        if chart:
            return chart.svg
        raise LookupError(f"there is no picture “{name}”")

    def _pixels(self, name: PurePosixPath) -> bytes:
        photo = self._photo(name.stem)
        if photo is None:
            raise LookupError(f"there is no photograph “{name}”")
        return photo.press if self.settings.for_press else photo.screen

    def findings(self, composed: Composed) -> tuple[Finding, ...]:
        """Return what was noticed about the pictures of `composed` that have been made."""
        found: list[Finding] = []
        for photo in composed.photos:
            made = self.photos.get(photo.key)
            # What waits for its height has been looked up all the same.
            found += made.findings if made else _looked_up(photo)
        for artwork in composed.artworks:
            found += artwork.piece.noticed(artwork.size, artwork.at)
        for chart in composed.charts:
            if chart.key in self.charts:
                found += self.charts[chart.key].findings
        return tuple(found)

    def named(self, finding: Finding, composed: Composed) -> Finding:
        """Return what the engine says of a logo it cannot draw, by the logo's name and place."""
        for artwork in composed.artworks:
            if f"pictures/{artwork.name}" in finding.message:
                mark, at = artwork.piece.mark, artwork.at
                message = "the layout engine cannot draw this logo"
                return NOT_DRAWN.finding(mark, message, help=PLAIN, at=at)
        return finding

    def without_room(self, composed: Composed) -> tuple[Finding, ...]:
        """Return a finding for each picture that the layout, now done, has found no room for."""
        photos = [
            _without_room(each.use.mark, each.request.at)
            for each in composed.photos
            if each.slot.provisional
        ]
        charts = [
            _without_room(each.request.mark, each.request.id)
            for each in composed.charts
            if each.slot.provisional
        ]
        return (*photos, *charts)


def _looked_up(placed: PlacedPhoto) -> tuple[Finding, ...]:
    """Return what was noticed when the photo was looked up, as its preparation would place it."""
    return tuple(replace(each, at=placed.request.at) for each in placed.request.photo.findings)


def _without_room(mark: Mark | None, at: str) -> Finding:
    message = "the layout did not find out how high this picture can be"
    help = (
        "give it a height in `lines`, or shorten the title and the words on its page; in a "
        "template of your own, name the element with `data-fill`"
    )
    return WITHOUT_ROOM.finding(mark, message, help=help, at=at)


_EMPTY_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@remembered
def placeholder() -> bytes:
    """Return the smallest JPEG, for a slot whose size is not known yet."""
    stream = io.BytesIO()
    Image.new("L", (1, 1), 220).save(stream, "JPEG")
    return stream.getvalue()
