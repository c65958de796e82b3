"""What sketches and diagrams have in common where they meet the page: type, words, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..letter_widths import LetterWidths, Setting
from ..picture_requests import PictureRequests
from ..settings import Design
from ..themes import Theme, TypeStyle
from ..typography import Typesetter
from ..units import Length
from .geometry import Box

LEADING = 11.0
"""From line to line within a label, in points."""
AIR = 2.5
"""What a label on a line has of its own ground at either side, in points."""
_MOST_LINES = 5
# The lines of a page that a title takes.
_TITLE = 3


@dataclass(frozen=True)
class Faces:
    """The two styles of type in a diagram: of names, and of what is said about them."""

    name: TypeStyle
    words: TypeStyle

    @classmethod
    def of(cls, theme: Theme) -> Faces:
        """Return the styles that a theme's own lead to."""
        name = replace(theme.type["small"], weight=600, leading=LEADING)
        return cls(name, replace(theme.type["unit"], leading=LEADING))

    @property
    def css(self) -> str:
        """The styles as the variables by which style sheets ask for them."""
        return f"--diagram-name: {self.name.css}; --diagram-words: {self.words.css}"


@dataclass(frozen=True)
class Bench:
    """What diagrams are made with."""

    design: Design
    widths: LetterWidths
    typesetter: Typesetter
    requests: PictureRequests

    def too_high(self, height: Length, titled: str) -> str:
        """Return what is said of a diagram that is too high for a page with or without a title;
        "" where it is not."""
        room = self.room(titled)
        if height.pt <= room.pt:
            return ""
        return f"the diagram is {height} high; a page has room for {room}"

    def room(self, titled: str) -> Length:
        """Return how high a diagram can be on a page, below a title where there is one."""
        page = self.design.format
        return (page.lines - (_TITLE if titled else 0)) * page.baseline

    @cached_property
    def faces(self) -> Faces:
        """The type of names and words."""
        return Faces.of(self.design.theme)


@dataclass(frozen=True)
class Caption:
    """A name and what is said about it, one below the other, broken into lines."""

    name: Setting
    words: Setting

    @property
    def width(self) -> float:
        """The width of the wider of the two, in points."""
        return max(self.name.width, self.words.width)

    @property
    def height(self) -> float:
        """The height of both, in points."""
        return self.name.height + self.words.height


@dataclass(frozen=True)
class Placed:
    """Words, and the CSS of their place."""

    text: str
    style: str


def caption(texts: tuple[str, str], bench: Bench, room: float) -> Caption:
    """Return a name and words about it in lines not wider than `room`, in points."""
    name, words = (bench.typesetter.plain(each) for each in texts)
    faces, widths = bench.faces, bench.widths
    return Caption(widths.set(name, faces.name, room), widths.set(words, faces.words, room))


def captions(texts: tuple[str, str], bench: Bench, rooms: Sequence[float]) -> tuple[Caption, ...]:
    """Return the ways of setting a name and words within one of `rooms`, the widest first."""
    ways = dict.fromkeys(caption(texts, bench, room) for room in rooms)
    few = [each for each in ways if each.height <= _MOST_LINES * LEADING]
    return tuple(few or [*ways][:1])


def css_place(box: Box, moved: float = 0.0) -> str:
    """Return a box as the CSS of something with a fixed place; `moved` to the right and down."""
    sides = (("left", box.x + moved), ("top", box.y + moved))
    sizes = (("width", box.width), ("height", box.height))
    return "; ".join(f"{name}: {Length(value).css}" for name, value in (*sides, *sizes))
