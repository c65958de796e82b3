"""What the rules are given: frozen values, free of the engine, of files and of today's date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ..copyfit import Copy
from ..diagnostics import Area, Mark
from ..engine.page_evidence import (
    FixedBox,
    LostText,
    PageEvidence,
    PlacedPicture,
    TextLine,
    TextRun,
)
from ..units import Length, Rect

if TYPE_CHECKING:
    from ..pdf.printed import PrintedFile
    from ..pdf.tree_checks import TreeFault
    from ..placeholders import Placeholder
    from ..printers import Printer
    from ..validators import Failure

MOSTLY = 0.5
"""The share of a thing above which it stands in another."""
NEAR = 20.0
"""Points between a thing and what it belongs to."""

__all__ = [
    "ChartEvidence",
    "Copy",
    "Evidence",
    "FactEvidence",
    "FixedBox",
    "LostText",
    "PageEvidence",
    "PhotoEvidence",
    "PlacedPicture",
    "Standing",
    "TextLine",
    "TextRun",
]


@dataclass(frozen=True)
class FactEvidence:
    """A fact of the edition: where it stands and whether something prints it."""

    name: str
    mark: Mark | None
    source: str = ""
    used: bool = True


@dataclass(frozen=True)
class PhotoEvidence:
    """A photograph where it is printed.

    `file` is the one that is printed and `entry_mark` the place of its ledger entry, None where
    there is none, which is an error by then (R102); `mark` is
    where the edition names it and `at` the id of what it belongs to. `awaited` is the file that
    a stand-in is printed for; "" when there is none. `ppi` is the effective resolution; of a
    picture that has yet to fill its page, that at its smallest size. `people` are those shown, and
    of a portrait whose it is; `consent` is whether they agreed: "yes", "no", "not needed", or ""
    where nobody has said.
    `territory` is where it may be used; empty for everywhere. `fold` is there where it runs across
    two pages.
    """

    file: str
    at: str
    mark: Mark | None
    entry_mark: Mark | None = None
    credit: str = ""
    alt: str = ""
    licence: str = ""
    licence_expires: datetime.date | None = None
    allowed_uses: tuple[str, ...] = ("screen", "press")
    awaited: str = ""
    ppi: float | None = None
    people: tuple[str, ...] = ()
    consent: str = ""
    territory: tuple[str, ...] = ()
    fold: FoldEvidence | None = None


@dataclass(frozen=True)
class FoldEvidence:
    """How far the focal point of a picture is from the fold that it runs across, on paper.

    `focus` is that point as editions write it, and `least` how far it should be.
    """

    focus: str
    distance: Length
    least: Length


@dataclass(frozen=True)
class ChartEvidence:
    """A chart. `colours` are (colour, "graphic" or "text", ground) as its drawing reports them."""

    at: str
    mark: Mark | None
    alt: str = ""
    colours: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Palette:
    """The colours that a theme has for the series of charts, by role, and the ground's."""

    mark: Mark | None
    ground: str
    colours: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TableEvidence:
    """A chart or a table of numbers: where it stands, its source, and whether it has a date."""

    at: str
    mark: Mark | None
    what: Literal["chart", "table"]
    source: str = ""
    dated: bool = False


@dataclass(frozen=True)
class Standing:
    """A laid-out page on a printed one: its number, and where its trim begins from the left.

    A panel of a folded sheet that has no page is number 0.
    """

    page: int
    x: Length = field(default_factory=lambda: Length(0))


@dataclass(frozen=True)
class Evidence:
    """All that rules may ask about one edition for one target.

    `as_of` is the day on which licences are judged; `use` is what the target's PDF is for;
    `warn_below` and `error_below` are its limits of resolution in pixels per inch, or those of the
    preset of what goes to the press. Pages,
    failures before a validator and faults of the structure are empty until there is something to
    look at: a rule's stage says when it is asked. What is `printed` and the preset of the
    `printer` are there for the stage "press" alone, asked once for each `part` of what goes to
    the press: "" for the pages, "cover" for a cover of its own. `sheets` tells which of `pages`
    stand on each printed page: none on a blank one; empty for a PDF that is not ours. `sides` name
    the printed pages of sheets that are folded, such as "outside"; empty for what is not folded.
    `profile_digest` is the SHA-256 of the printer's profile, "" where nobody knows it. `territory`
    is where the edition is handed out; empty for anywhere. The `palette` is there for editions with
    charts alone. `placeholders` are words of the starter.
    """

    mark: Mark
    as_of: datetime.date
    use: Literal["screen", "press"] = "screen"
    warn_below: int = 0
    error_below: int = 0
    facts: tuple[FactEvidence, ...] = ()
    photos: tuple[PhotoEvidence, ...] = ()
    charts: tuple[ChartEvidence, ...] = ()
    tables: tuple[TableEvidence, ...] = ()
    palette: Palette | None = None
    pages: tuple[PageEvidence, ...] = ()
    failures: tuple[Failure, ...] = ()
    faults: tuple[TreeFault, ...] = ()
    printed: PrintedFile | None = None
    printer: Printer | None = None
    part: str = ""
    sheets: tuple[tuple[Standing, ...], ...] = ()
    sides: tuple[str, ...] = ()
    profile_digest: str = ""
    territory: tuple[str, ...] = ()
    copy: tuple[Copy, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()

    @property
    def is_ours(self) -> bool:
        """True when what is printed was laid out here."""
        return bool(self.sheets)

    def shown(self, page: int, rect: Rect | None = None) -> Area | None:
        """Return where something printed stands as people see it: on the laid-out page.

        That of a PDF that is not ours is the printed one. None for a blank page of ours.
        """
        if not self.is_ours:
            return Area(page, rect)
        standings = self.sheets[page - 1] if page <= len(self.sheets) else ()
        if not standings:
            return None
        if rect is None:
            return next((Area(each.page) for each in standings if each.page), None)
        standing = standings[_under(rect, standings)]
        return Area(standing.page, replace(rect, x=rect.x - standing.x)) if standing.page else None

    def panel(self, page: int, rect: Rect, sheet: Rect) -> Rect:
        """Return the part of a printed page, between its trim or a fold at the left and at the
        right, that a thing stands on; all of the trimmed `sheet` where that is not folded."""
        if not self.sides:
            return sheet
        standings = self.sheets[page - 1]
        index = _under(rect, standings)
        ends = [*(each.x for each in standings[1:]), sheet.right]
        return replace(sheet, x=standings[index].x, width=ends[index] - standings[index].x)

    def panel_words(self, page: int, rect: Rect | None) -> str:
        """Return on which panel of a folded sheet something stands, such as "panel 3 of the
        inside", counted from the left; "" where that is no question."""
        if not self.sides or rect is None:
            return self.sides[page - 1] if self.sides else ""
        return f"panel {_under(rect, self.sheets[page - 1]) + 1} of the {self.sides[page - 1]}"

    def place(self, area: Area | None) -> tuple[Mark | None, str]:
        """Return what stands at an area of the laid-out pages: its mark and id.

        The smallest word or picture that holds most of the area; the block that alone is held by
        it; what is near; else the section. The evidence's own mark where there are no pages.
        """
        page = next((each for each in self.pages if area and each.number == area.page), None)
        if area is None or page is None:
            return self.mark, ""
        if area.rect is not None:
            things: list[TextRun | TextLine | PlacedPicture]
            things = [*page.pictures, *page.runs, *page.lines]
            holding = [each for each in things if _share(area.rect, each.rect) >= MOSTLY]
            if holding:
                nearest = min(holding, key=lambda each: _size(each.rect))
                return nearest.mark, nearest.at
            held = [each for each in things if _share(each.rect, area.rect) >= MOSTLY]
            if len({each.at for each in held}) == 1:
                return held[0].mark, held[0].at
            if not held and things:
                # A rule above or beside a block, say.
                nearest = min(things, key=lambda each: _gap(area.rect, each.rect))
                if _gap(area.rect, nearest.rect) <= NEAR:
                    return nearest.mark, nearest.at
        return page.mark, page.section

    def area_of(self, at: str) -> Area | None:
        """Return where the picture of a block or photo stands; None before there are pages.

        Of several on one page, the page; None where they stand on several.
        """
        found = [
            Area(page.number, picture.rect)
            for page in self.pages
            for picture in page.pictures
            if picture.at == at
        ]
        if len(found) == 1:
            return found[0]
        return Area(found[0].page) if len({area.page for area in found}) == 1 else None

    def words_of(self, at: str) -> Area | None:
        """Return where the words of a block stand, on its first page; None where it has none."""
        page = next((p for p in self.pages if any(line.at == at for line in p.lines)), None)
        if page is None or not at:
            return None
        rects = [line.rect for line in page.lines if line.at == at]
        left, top = min(each.x for each in rects), min(each.y for each in rects)
        right, bottom = max(each.right for each in rects), max(each.bottom for each in rects)
        return Area(page.number, Rect(left, top, right - left, bottom - top))


def _under(rect: Rect, standings: Sequence[Standing]) -> int:
    """Return the index of the page, of those side by side, on which the middle of a thing is."""
    middle = rect.x + rect.width / 2
    left = [(each.x, index) for index, each in enumerate(standings) if each.x <= middle]
    return max(left or [min((each.x, index) for index, each in enumerate(standings))])[1]


def _size(rect: Rect) -> float:
    return max(rect.width.pt, 0.01) * max(rect.height.pt, 0.01)


def _gap(one: Rect | None, other: Rect) -> float:
    """Return how far two rectangles are from each other, in points; 0 where they touch."""
    if one is None:
        return 0.0
    across = max(one.x.pt, other.x.pt) - min(one.right.pt, other.right.pt)
    down = max(one.y.pt, other.y.pt) - min(one.bottom.pt, other.bottom.pt)
    return max(across, 0.0) + max(down, 0.0)


def _share(inner: Rect, outer: Rect) -> float:
    """Return which part of `inner` lies in `outer`."""
    # A line has no area: it is judged as if it were a hundredth of a point wide.
    right, bottom = inner.x.pt + max(inner.width.pt, 0.01), inner.y.pt + max(inner.height.pt, 0.01)
    width = min(right, outer.right.pt) - max(inner.x.pt, outer.x.pt)
    height = min(bottom, outer.bottom.pt) - max(inner.y.pt, outer.y.pt)
    return max(width, 0.0) * max(height, 0.0) / _size(inner)
