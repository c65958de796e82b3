"""What a picture's file says about itself: XMP, IPTC-IIM and EXIF, data nobody vouches for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from PIL import Image

from .exif import exif_words
from .iptc import iptc_words
from .xmp import xmp_words

Given = Literal["", "yes", "no", "not needed"]
"""Whether the people shown have agreed."""
Words = Mapping[str, tuple[str, ...]]
"""What one of the three says: some words by the name of their field."""
_LONGEST, _MOST_PEOPLE = 1_000, 50
_CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/1\.0)"
)
_PUBLIC_DOMAIN = {"zero": "CC0-1.0", "mark": "CC-PDM-1.0"}
# PLUS: unlimited model releases, and not applicable. “None” and “limited” decide nothing.
_RELEASES: Mapping[str, Given] = {"MR-UMR": "yes", "MR-NAP": "not needed"}


@dataclass(frozen=True)
class Embedded:
    """Words found in the file; empty where there are none. `damaged`: some could not be read.

    `terms` are the words about use, `licence` an SPDX identifier where they name one, `expires`
    the last day of use; `people` are those shown, `consent` whether they have agreed, and
    `release` the reference of the document that says so.
    """

    credit: str = ""
    author: str = ""
    title: str = ""
    caption: str = ""
    alt: str = ""
    source: str = ""
    terms: str = ""
    licence: str = ""
    expires: datetime.date | None = None
    people: tuple[str, ...] = ()
    consent: Given = ""
    release: str = ""
    damaged: bool = False


def embedded_in(image: Image.Image) -> Embedded:
    """Return what the file says, XMP first, then IPTC, then EXIF (Metadata Working Group 2.0 §5).

    The credit is the Credit field or, failing that, the copyright notice. A description becomes
    the caption and never the alt text, which is another thing and has a field of its own.
    """
    said = [_guarded(read, image) for read in (xmp_words, iptc_words, exif_words)]
    found = [words for words, _ in said]

    def every(*names: str) -> tuple[str, ...]:
        return next((each[name] for name in names for each in found if each.get(name)), ())

    def first(*names: str) -> str:
        return _clean(", ".join(every(*names)))

    return Embedded(
        credit=first("credit", "rights"),
        author=first("author"),
        title=first("title"),
        caption=first("caption"),
        alt=first("alt"),
        source=first("source"),
        terms=first("terms"),
        licence=_licence(word for name in _ABOUT_USE for word in every(name)),
        expires=_day(first("expires")),
        people=every("people")[:_MOST_PEOPLE],
        consent=_RELEASES.get(first("release_status").rpartition("/")[2], ""),
        release=first("release"),
        damaged=any(broken for _, broken in said),
    )


_ABOUT_USE = ("licence", "statement", "terms", "rights")


def _guarded(
    read: Callable[[Image.Image], Mapping[str, Iterable[str]]], image: Image.Image
) -> tuple[Words, bool]:
    try:
        said = read(image).items()
        return {name: tuple(filter(None, map(_clean, texts))) for name, texts in said}, False
    except Exception:  # hostile bytes make parsers fail in any way; none of them may end a build
        return {}, True


def _clean(text: str) -> str:
    """Return the words on one line without control characters, none where they run too long."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return line if len(line) <= _LONGEST else ""


def _licence(words: Iterable[str]) -> str:
    """Return the SPDX identifier of the Creative Commons licence that some words link to."""
    found = next(filter(None, map(_CREATIVE_COMMONS.search, words)), None)
    if found is None:
        return ""
    return _PUBLIC_DOMAIN[found[3]] if found[3] else f"CC-{found[1].upper()}-{found[2]}"


def _day(text: str) -> datetime.date | None:
    """Return the day that a date begins with, as XMP (2026-11-23T…) and IIM (20261123) write it."""
    digits = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", text)
    try:
        return datetime.date(*map(int, digits.groups())) if digits else None
    except ValueError:
        return None
