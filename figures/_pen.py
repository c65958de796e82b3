"""A pen that draws in points, from the top left of the slot, and keeps account of what it used.

Text is measured with the fonts that print it, so a label that leaves the slot or meets another
is a finding (D306), not a surprise. With `direction: rtl` the whole drawing is mirrored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from report.diagnostics import Finding, Mark

from ._codes import OVERSET

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    from report.charts import ChartStyle

Anchor = Literal["start", "middle", "end"]
CAP = 0.66  # height of the capitals, and of lining figures, per point of type
LEADING = 1.25
GRID_LINE = 14.0  # points, a line of the page
_SWAPPED = {"start": "end", "end": "start", "middle": "middle"}
_ALIGN = {"start": "left", "end": "right", "middle": "center"}
# Between letters that are written without spaces, but not before small kana (JLREQ §3.1.7).
_JOINT = re.compile(
    r"(?<=[、，。；：\u3041-\u30ff\u3400-\u9fff])"
    r"(?![ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ])(?=[\u3042-\u30fa\u3400-\u9fff])"
)


@dataclass(frozen=True)
class Drawing:
    """What a drawing used: (colour, "graphic" or "text", ground) triples, type sizes in points."""

    colours: tuple[tuple[str, str, str], ...]
    type_sizes: tuple[float, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Ink:
    """How a text is set: size in points, colour, weight (400 regular, 600 semibold), and whether as
    a large figure of the page."""

    size: float
    colour: str
    weight: int = 400
    figure: bool = False


@dataclass(frozen=True)
class _Box:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    mark: Mark | None

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tint(colour: str, ground: str, ratio: float) -> str:
    """Return the faintest mix of `colour` into `ground` with at least `ratio` of contrast."""
    for part in range(1, 100):
        mixed = _mix(colour, ground, part / 100)
        if contrast(mixed, ground) >= ratio:
            return mixed
    return colour


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _mix(colour: str, ground: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02X}" for a, b in pairs)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass
class Pen:
    """Draws on a Matplotlib figure of exactly the slot's size."""

    figure: Figure
    style: ChartStyle
    findings: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        width, height = self.figure.get_size_inches()
        self.width, self.height = float(width) * 72, float(height) * 72
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        mirrored = self.style.direction == "rtl"
        self.axes.set_xlim(*((self.width, 0) if mirrored else (0, self.width)))
        self.axes.set_ylim(self.height, 0)
        self._mirrored = mirrored
        self._colours: dict[tuple[str, str, str], None] = {}
        self._sizes: set[float] = set()
        self._boxes: list[_Box] = []
        self._drawn = 0

    @property
    def label(self) -> Ink:
        """The ink of labels."""
        return Ink(self.style.label_size, self.style.text)

    @property
    def strong(self) -> Ink:
        """The ink of the labels and values that matter most."""
        return Ink(self.style.label_size, self.style.text, self.style.strong_weight)

    @property
    def small(self) -> Ink:
        """The ink of scales and remarks."""
        return Ink(self.style.small_size, self.style.quiet)

    def figure_ink(self, size: float, colour: str) -> Ink:
        """Return the ink of a large figure: that of figures on the page."""
        return Ink(size, colour, self.style.figure_weight, figure=True)

    def measure(self, text: str, ink: Ink) -> float:
        """Return the width of one line of text, in points."""
        from matplotlib.textpath import TextToPath

        text = text.replace("\n", " ")
        if not text:
            return 0.0
        prop = self._font(ink)
        return float(TextToPath().get_text_width_height_descent(text, prop, ismath=False)[0])

    def wrap(self, text: str, width: float, ink: Ink) -> list[str]:
        """Return `text` in lines of at most `width`, as even as they come.

        A single word that is wider than `width` stays whole.
        """
        lines = self._greedy(text, width, ink)
        narrow, wide = width / 2, width
        while len(lines) > 1 and wide - narrow > 1:
            middle = (narrow + wide) / 2
            tried = self._greedy(text, middle, ink)
            fits = max(self.measure(line, ink) for line in tried) <= middle
            if len(tried) == len(lines) and fits:
                wide, lines = middle, tried
            else:
                narrow = middle
        return lines

    def _greedy(self, text: str, width: float, ink: Ink) -> list[str]:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            line = ""
            for space, word in _words(paragraph):
                longer = f"{line}{space}{word}" if line else word
                if line and self.measure(longer, ink) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def text(
        self,
        at: tuple[float, float],
        text: str,
        ink: Ink,
        anchor: Anchor = "start",
        *,
        ground: str = "",
        mark: Mark | None = None,
    ) -> None:
        """Set one line of text with its baseline at `at`; `mark` is blamed if it does not fit."""
        x, y = at
        text = text.replace("\n", " ")
        if not text.strip():
            return
        width = self.measure(text, ink)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = _Box(text, left, y - CAP * ink.size, left + width, y + 0.12 * ink.size, mark)
        self._boxes.append(box)
        self._note(ink.colour, "text", ground)
        self._sizes.add(ink.size)
        side = _SWAPPED[anchor] if self._mirrored else anchor
        self.axes.text(
            x,
            y,
            text,
            fontproperties=self._font(ink),
            color=ink.colour,
            ha=_ALIGN[side],
            va="baseline",
            clip_on=False,
            zorder=self._next(),
        )

    def lines(
        self,
        at: tuple[float, float],
        lines: Sequence[str],
        ink: Ink,
        anchor: Anchor = "start",
        *,
        mark: Mark | None = None,
    ) -> None:
        """Set lines of text one below the other, the first baseline at `at`."""
        x, y = at
        for number, line in enumerate(lines):
            self.text((x, y + number * self.leading(ink)), line, ink, anchor, mark=mark)

    def leading(self, ink: Ink) -> float:
        """Return the distance of two baselines, in points."""
        return ink.size * LEADING

    def rectangle(
        self, box: tuple[float, float, float, float], colour: str, *, against: Sequence[str] = ()
    ) -> None:
        """Fill (left, top, width, height); `against` are further colours it must stand out from."""
        from matplotlib.patches import Rectangle

        left, top, width, height = box
        self._note(colour, "graphic", "")
        for ground in against:
            self._note(colour, "graphic", ground)
        patch = Rectangle((left, top), width, height, facecolor=colour, linewidth=0, clip_on=False)
        self._add(patch)

    def frame(self, box: tuple[float, float, float, float], colour: str, face: str) -> None:
        """Fill (left, top, width, height) with a light `face` inside a line of `colour`."""
        from matplotlib.patches import Rectangle

        left, top, width, height = box
        self._note(colour, "graphic", "")
        line = min(0.9, width, height)
        patch = Rectangle(
            (left + line / 2, top + line / 2),
            width - line,
            height - line,
            facecolor=face,
            edgecolor=colour,
            linewidth=line,
            joinstyle="miter",
            clip_on=False,
        )
        self._add(patch)

    def ground(self, box: tuple[float, float, float, float], colour: str) -> None:
        """Fill a rectangle that only others are seen against; its contrast does not count."""
        from matplotlib.patches import Rectangle

        left, top, width, height = box
        patch = Rectangle((left, top), width, height, facecolor=colour, linewidth=0, clip_on=False)
        self._add(patch)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 0.5,
        *,
        faint: bool = False,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw a line through the points; a `faint` one (a grid) need not stand out."""
        from matplotlib.lines import Line2D

        if not faint:
            self._note(colour, "graphic", "")
        self._add(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                color=colour,
                linewidth=width,
                linestyle=(0, dashes) if dashes else "-",
                solid_capstyle="butt" if faint else "round",
                solid_joinstyle="round",
                clip_on=False,
            )
        )

    def dot(
        self, at: tuple[float, float], radius: float, colour: str, *, hollow: bool = False
    ) -> None:
        """Draw a disc, or a ring when `hollow`."""
        from matplotlib.patches import Circle

        self._note(colour, "graphic", "")
        face = self.style.ground if hollow else colour
        line = 1.2 if hollow else 0
        inner = radius - line / 2
        patch = Circle(at, inner, facecolor=face, edgecolor=colour, linewidth=line, clip_on=False)
        self._add(patch)

    def drawing(self) -> Drawing:
        """Return the account of everything drawn, labels that do not fit among the findings.

        Whole lines of the page that are empty below it are cut off, so that what stands below a
        chart, its source above all, is not far from it.
        """
        spare = max(self.height - self._foot(), 0.0) // GRID_LINE
        if spare and self._drawn:
            self.height -= spare * GRID_LINE
            self.figure.set_size_inches(self.width / 72, self.height / 72)
            self.axes.set_ylim(self.height, 0)
        return Drawing(
            tuple(sorted(self._colours)),
            tuple(sorted(self._sizes)),
            (*self.findings, *self._overset()),
        )

    def _foot(self) -> float:
        """Return how far down something is drawn."""
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        feet = [box.bottom for box in self._boxes]
        for artist in self.axes.get_children():
            if artist is self.axes.patch:
                continue
            if isinstance(artist, Line2D):
                feet.append(artist.get_path().get_extents().y1)
            elif isinstance(artist, Patch):
                path = artist.get_patch_transform().transform_path(artist.get_path())
                feet.append(path.get_extents().y1)
        return max(feet, default=0.0)

    def _overset(self) -> list[Finding]:
        help = "give the chart more lines or a wider width, shorten the labels, or draw fewer rows"
        found = []
        for at, box in enumerate(self._boxes):
            inside = (
                box.left >= -0.6
                and box.right <= self.width + 0.6
                and box.top >= -0.6
                and box.bottom <= self.height + 2
            )
            if not inside:
                message = f"the label “{box.text}” does not fit into the chart"
                found.append(OVERSET.finding(box.mark, message, help=help))
            for other in self._boxes[:at]:
                if box.meets(other):
                    message = f"the labels “{other.text}” and “{box.text}” overlap"
                    found.append(OVERSET.finding(box.mark or other.mark, message, help=help))
        return found[:5]

    def _add(self, artist: Artist) -> None:
        """Put an artist above all that was drawn before it."""
        artist.set_zorder(self._next())
        self.axes.add_artist(artist)

    def _next(self) -> int:
        self._drawn += 1
        return self._drawn

    def _font(self, ink: Ink) -> FontProperties:
        from matplotlib.font_manager import FontProperties

        families = self.style.figure_families if ink.figure else self.style.families
        return FontProperties(family=list(families), size=ink.size, weight=ink.weight)

    def _note(self, colour: str, role: str, ground: str) -> None:
        self._colours[colour, role, ground or self.style.ground] = None


def _words(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a text between which a line may end, each with the space before it."""
    for word in paragraph.split(" "):
        space = " "
        for part in _JOINT.split(word):
            yield space, part
            space = ""
