"""The list of picture credits, made from what is really printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .entry import Entry
from .ledger import Photo


@dataclass(frozen=True)
class PhotoPlace:
    """A photo printed at the block with the id `at`, with the caption it has there.

    `spot` is the id of its own place where a block goes on over several pages.
    """

    photo: Photo
    at: str
    caption: str = ""
    spot: str = ""

    @property
    def anchor(self) -> str:
        """The id that tells the page: that of the spot, if any."""
        return self.spot or self.at


@dataclass(frozen=True)
class CreditLine:
    """One picture in the list: its file, words that name it ("" where nobody has any), its credit,
    and where it stands."""

    file: str
    words: str
    credit: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Credits:
    """The pictures printed, and those for which stand-ins are printed (“Pictures to come”)."""

    printed: tuple[CreditLine, ...]
    to_come: tuple[CreditLine, ...]


def credits_for(places: Iterable[PhotoPlace]) -> Credits:
    """Return the credits of what is printed at `places`, in page order, each picture once.

    A stand-in is listed under its own credit; the picture it stands in for is named, with the
    credit it will have, among those to come and at the same places.
    """
    printed: dict[str, CreditLine] = {}
    to_come: dict[str, CreditLine] = {}
    for place in places:
        photo = place.photo
        _add(printed, str(photo.path), photo.printed, place, place.caption)
        if photo.awaited is not None:
            _add(to_come, photo.awaited.file, photo.awaited, place, photo.awaited.awaited)
    return Credits(tuple(printed.values()), tuple(to_come.values()))


def page_runs(pages: Iterable[int]) -> list[tuple[int, str]]:
    """Return each run of pages: its first page, and its words as an index writes them, “9–16”."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return [(run[0], str(run[0]) if len(run) == 1 else f"{run[0]}\u2013{run[-1]}") for run in runs]


def _add(
    lines: dict[str, CreditLine], key: str, entry: Entry, place: PhotoPlace, words: str
) -> None:
    if key not in lines:
        lines[key] = CreditLine(entry.file, _named(entry, words), entry.credit, (place.anchor,))
    elif place.anchor not in lines[key].places:
        lines[key] = replace(lines[key], places=(*lines[key].places, place.anchor))


def _named(entry: Entry, words: str) -> str:
    """Return the words that name a picture: its title, what is printed with it, or what it shows.

    Never its file: that is a name for the house alone.
    """
    shown = entry.alt.strip().partition(". ")[0].removesuffix(".")
    return entry.title or words or entry.caption or shown
