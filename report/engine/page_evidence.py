"""What stands on a laid-out page, as plain values: what rules judge instead of boxes.

Rectangles are in trim coordinates (`units.Rect`), colours are "#rrggbb".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..diagnostics import Mark
from ..units import Length, Rect

Placing = Literal["flow", "placed", "note", "margin"]
"""In the flow; taken out of it by `position` or `float`; a footnote; in a page margin."""


@dataclass(frozen=True)
class TextRun:
    """A stretch of text on one line in one style. `rect` holds its letters, not its line.

    `grounds` are the colours that it stands on, several over a picture or an edge. `missing`
    are the characters that no font of its families has. `visible` is what a clipping box
    leaves to be seen; None where nothing clips. It is `covered` where something opaque lies on it.
    """

    text: str
    rect: Rect
    at: str
    mark: Mark | None
    tag: str = "p"
    place: Placing = "flow"
    families: tuple[str, ...] = ()
    size: float = 10.0
    weight: int = 400
    colour: str = "#000000"
    grounds: tuple[str, ...] = ("#ffffff",)
    missing: str = ""
    visible: Rect | None = None
    line: int = -1
    covered: bool = False


@dataclass(frozen=True)
class TextLine:
    """A line of text. `room` is as wide as text may be there: the column, with its padding.

    `paragraph` is the same number for all lines of one HTML element, on all pages; `region` is
    the column or page area that the line stands in; `starts` and `ends` say whether the line is
    the first or the last of its paragraph. `end` is the x up to which its letters reach. `box` is
    the same number for all lines of a box that was taken out of the flow; 0 in the flow.
    """

    text: str
    rect: Rect
    room: Rect
    at: str
    mark: Mark | None
    tag: str = "p"
    place: Placing = "flow"
    paragraph: int = 0
    region: int = 0
    number: int = 0
    starts: bool = True
    ends: bool = True
    hyphenated: bool = False
    rtl: bool = False
    box: int = 0

    @property
    def is_heading(self) -> bool:
        """True for a line of h1 to h6."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()


@dataclass(frozen=True)
class PlacedPicture:
    """A picture on the page; `src` is the address under which the engine got it.

    `number` tells its place among the lines of the page, in the order of the document.
    """

    src: str
    rect: Rect
    at: str
    mark: Mark | None
    place: Placing = "flow"
    region: int = 0
    number: int = 0


@dataclass(frozen=True)
class FixedBox:
    """A box of fixed height, the lower edge of what stands in it, and how many lines that is too
    many."""

    rect: Rect
    content_bottom: Length
    at: str
    mark: Mark | None
    tag: str = "div"
    text: str = ""
    lines: int = 1


@dataclass(frozen=True)
class LostText:
    """Words of the edition that stand on no page, or whose end does not.

    Of those that are not all there, about so many `words` are missing, in so many `lines`; 0 where
    there is no line of them to count by.
    """

    text: str
    at: str
    mark: Mark | None
    words: int = 0
    lines: int = 0


@dataclass(frozen=True)
class PageEvidence:
    """One page. `filled` is the share of the type area above its lowest words or picture.

    `is_open` is True where something on the page was made to take up the room that was left, and
    on pages that are designed as a whole, such as covers;
    `is_last` on the last page of its section, which tells what is `lost` of the section.
    """

    number: int
    section: str
    mark: Mark | None
    trim: Rect
    bleed: Rect
    safe: Rect
    type_area: Rect
    runs: tuple[TextRun, ...] = ()
    lines: tuple[TextLine, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    fixed: tuple[FixedBox, ...] = ()
    lost: tuple[LostText, ...] = ()
    filled: float = 1.0
    is_open: bool = False
    is_last: bool = True
