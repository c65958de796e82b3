"""How two PDFs differ: their words page by page, their looks, and what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..diagnostics import Finding
from ..pdf.printed import PrintedFile
from ..pdf.properties import properties
from ..pdf.reading import read_printed
from ..pdf.seeing import SeenPage, Viewer, in_a_row
from ..storage import Content
from ..units import Rect
from .looks import PPI, SeenPair, Spot, spots_of, words_of
from .nodes import kind_of
from .pages import Leaf, PagePair, paired_pages, seen_from_afar
from .running import Hunk, Place, Running, folios, run_through
from .values import Change, Group

_AFAR = 12.0
"""Pixels per inch at which pages are told apart by their looks."""
_FIRST = 12
"""How many words of a page tell which one it is."""
_BESIDE = 4
"""How many words before a difference are told, so that it is found."""
_SAME_SIZE = 2.0
"""Points by which the sizes of pages may differ."""
_FIGURE = re.compile(r"\d")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+")


@dataclass(frozen=True)
class File:
    """A PDF that is compared: what it is called and its bytes; of an edition, the section of each
    page, and where on it the parts with ids stand."""

    name: str
    data: Content
    sections: tuple[str, ...] = ()
    areas: tuple[Mapping[str, Rect], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """An old and a new page side by side, with what differs on each; a number is None where there
    is no such page. `parts` are the blocks on each that differ as they are written."""

    old: int | None
    new: int | None
    spots: tuple[tuple[Spot, ...], tuple[Spot, ...]] = ((), ())
    parts: tuple[Mapping[str, Rect], Mapping[str, Rect]] = field(default_factory=lambda: ({}, {}))

    @property
    def differs(self) -> bool:
        """True where there is more to be seen than words that have moved."""
        told = any(spot.kind != "moved" for side in self.spots for spot in side)
        return self.old is None or self.new is None or told

    @property
    def only_moved(self) -> bool:
        """True where words stand elsewhere, and are the same."""
        return not self.differs and any(self.spots)


@dataclass(frozen=True)
class Compared:
    """What differs between two files, and their pages in pairs."""

    changes: tuple[Change, ...]
    sheets: tuple[Sheet, ...]


def files_differing(
    files: tuple[File, File], viewers: tuple[Viewer, Viewer]
) -> tuple[Compared, tuple[tuple[Finding, ...], tuple[Finding, ...]]]:
    """Return what differs between two PDFs that are open, and what is wrong with each.

    Raises Diagnostic: F301 for what is no PDF, F302 with a password, F305 without pages.
    """
    compared = pages_differing(files, viewers)
    old, new = (read_printed(file.data, file.name) for file in files)
    said = tuple(properties(file.data, file.name) for file in files)
    changes = (
        *compared.changes,
        *_entries("property", said[0], said[1]),
        *_entries("", _of_file(old[0]), _of_file(new[0])),
        *_entries("font", _fonts(old[0]), _fonts(new[0])),
    )
    return Compared(changes, compared.sheets), (old[1], new[1])


def pages_differing(files: tuple[File, File], viewers: tuple[Viewer, Viewer]) -> Compared:
    """Return how the pages of two files differ: words, looks, pages that came and went."""
    old, new = (viewer.pages for viewer in viewers)
    leaves = [_leaves(file, viewer) for file, viewer in zip(files, viewers, strict=True)]
    pairs = paired_pages(leaves[0], leaves[1])
    ignored = folios(old), folios(new)
    running = run_through(old, new, pairs, ignored)
    sheets = tuple(_sheet(pair, viewers, running, ignored) for pair in pairs)
    return Compared(
        (
            *_pages(pairs, leaves),
            *(_change(hunk, old, new) for hunk in running.hunks),
            *_looks(sheets),
        ),
        sheets,
    )


def _leaves(file: File, viewer: Viewer) -> list[Leaf]:
    hidden = folios(viewer.pages)
    return [
        Leaf(
            page.number,
            tuple(
                word.text
                for at, word in enumerate(page.words)
                if at not in hidden.get(page.number, ())
            ),
            seen_from_afar(viewer.picture(page.number, _AFAR)),
            file.sections[page.number - 1] if file.sections else "",
        )
        for page in viewer.pages
    ]


def _sheet(
    pair: PagePair,
    viewers: tuple[Viewer, Viewer],
    running: Running,
    ignored: tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]],
) -> Sheet:
    a, b = pair
    if a is None or b is None:
        return Sheet(a, b)
    old, new = viewers[0].pages[a - 1], viewers[1].pages[b - 1]
    left, arrived = running.left.get(a, {}), running.arrived.get(b, {})
    kept = tuple((at, to[1]) for at, to in left.items() if to[0] == b)
    elsewhere = (
        frozenset(at for at, to in left.items() if to[0] != b),
        frozenset(at for at, place in arrived.items() if place[0] != a),
    )
    gone, come = running.changed
    changed = frozenset(gone.get(a, ())), frozenset(come.get(b, ()))
    hidden = ignored[0].get(a, frozenset()), ignored[1].get(b, frozenset())
    seen = SeenPair(old, new, kept, changed, elsewhere, hidden)
    if abs(old.width - new.width) > _SAME_SIZE or abs(old.height - new.height) > _SAME_SIZE:
        return Sheet(a, b, words_of(seen))  # where all is elsewhere, only words can be told
    pictures = viewers[0].picture(a, PPI), viewers[1].picture(b, PPI)
    return Sheet(a, b, spots_of(seen, pictures))


def _pages(pairs: Sequence[PagePair], leaves: Sequence[list[Leaf]]) -> Iterator[Change]:
    last = 0
    for a, b in pairs:
        if a is None and b is not None:
            words = in_a_row(leaves[1][b - 1].words[:_FIRST])
            yield Change(Group.FILE, "added", "page", "", words, at=_page(b))
        elif b is None and a is not None:
            words = in_a_row(leaves[0][a - 1].words[:_FIRST])
            yield Change(Group.FILE, "removed", "page", words, "", at=f"old {_page(a)}")
        elif a is not None and b is not None:
            if a < last:
                yield Change(Group.FILE, "moved", "page", _page(a), _page(b), at=_page(b))
            last = max(last, a)


def _change(hunk: Hunk, old: Sequence[SeenPage], new: Sequence[SeenPage]) -> Change:
    """Return words that differ: addresses of mail and web as contact details, figures as facts."""
    before, after = _text(hunk.old, old), _text(hunk.new, new)
    figures = [[word for word in text.split() if _FIGURE.search(word)] for text in (before, after)]
    group = Group.FACTS if figures[0] != figures[1] else Group.WORDS
    addresses = [set(_ADDRESS.findall(text)) for text in (before, after)]
    group = Group.NAMES if addresses[0] != addresses[1] else group
    place = _page(hunk.new[0][0]) if hunk.new else f"old {_page(hunk.old[0][0])}"
    words = _before(hunk.new[0], new) if hunk.new else _before(hunk.old[0], old)
    note = f"after “{words}”" if words else ""
    return Change(group, kind_of(before, after), "words", before, after, at=place, note=note)


def _text(places: Sequence[Place], pages: Sequence[SeenPage]) -> str:
    return in_a_row(pages[number - 1].words[at].text for number, at in places)


def _before(place: Place, pages: Sequence[SeenPage]) -> str:
    number, at = place
    words = pages[number - 1].words[max(0, at - _BESIDE) : at]
    return in_a_row(word.text for word in words)


def _looks(sheets: Sequence[Sheet]) -> Iterator[Change]:
    """Yield the pages that look different where no words do."""
    for sheet in sheets:
        places = max(sum(spot.kind == "look" for spot in side) for side in sheet.spots)
        if places and sheet.old and sheet.new:
            new = f"{_page(sheet.new)}, {places} place{'s' * (places > 1)}"
            at = _page(sheet.new)
            yield Change(Group.DESIGN, "changed", "what it shows", _page(sheet.old), new, at=at)


def _page(number: int) -> str:
    return f"page {number}"


def _entries(what: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    """Yield the entries of two lists that differ."""
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Change(Group.FILE, kind_of(before, after), name, before, after, at=what or "file")


def _fonts(file: PrintedFile) -> dict[str, str]:
    return {font.name: "inside" if font.embedded else "not inside" for font in file.fonts}


def _of_file(file: PrintedFile) -> dict[str, str]:
    """Return what a file says of its form, each box with the pages that have it."""
    found = {
        "pages": str(len(file.pages)),
        "version of PDF": file.version,
        "conformance": file.conformance,
        "trapped": file.trapped,
        "output intent": "; ".join(
            each.identifier or each.info or each.profile_name for each in file.intents
        ),
        "spot inks": ", ".join(file.spots),
        **{f"number of {name}": str(count) for name, count in file.entries.items()},
    }
    for box in ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"):
        sizes = [
            tuple(round(side, 1) for side in page.boxes[box])
            for page in file.pages
            if box in page.boxes
        ]
        usual = dict.fromkeys(sizes)
        found[box] = "; ".join(f"{size}"[1:-1] for size in usual)
    turned = [str(page.number) for page in file.pages if page.rotate]
    found["turned pages"] = ", ".join(turned)
    return {name: words for name, words in found.items() if words}
