"""The brochure that is measured with: made-up words, photographs cut from a real one, and charts.

The same number of pages gives the same brochure. Every page has words in two columns and a
photograph of its own; every chapter has a chart.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

CHARTS = {500: 121}
"""How many chapters there are where it is not one for four pages."""
PHOTO = (2067, 1063)
"""A photograph of 175 × 90 mm at 300 ppi, which is a little more than any program prints it at."""
WORDS_OF_PAGE = 270
EDITED = "exchange"
"""A word that stands in paragraphs alone; the first of them is edited."""
_MARGIN = 96
_YEARS = range(2016, 2026)
_WHO = "researchers nurses engineers students gardeners archivists teachers surveyors makers pilots"
_DO = "compare collect publish review prepare record describe measure exchange catalogue examine"
_WHAT = (
    "samples results methods instruments observations questionnaires recommendations registers "
    "photographs manuscripts collaborations responsibilities infrastructures guidelines maps"
)
_WHY = (
    "so that others can build on them",
    "because a single clinic sees too few cases",
    "which saves time for everybody",
    "and the difference is larger than anybody expected",
    "until the numbers agree",
    "where internationally comparable descriptions are needed",
    "without losing sight of the people concerned",
)


@dataclass(frozen=True)
class Part:
    """What is to fill one page: paragraphs, and the number of its photograph from 1."""

    paragraphs: tuple[str, ...]
    photo: int


@dataclass(frozen=True)
class Chapter:
    """Some pages under a heading; `rows` is its chart: labels with numbers."""

    number: int
    title: str
    parts: tuple[Part, ...]
    rows: tuple[tuple[str, int], ...]


def brochure(pages: int) -> tuple[Chapter, ...]:
    """Return the chapters of a brochure of so many pages, one of which the contents take."""
    chosen = random.Random(pages)
    count = CHARTS.get(pages, max(1, pages // 4))
    chapters, photo = [], 0
    for number in range(1, count + 1):
        last = round((pages - 1) * number / count)
        parts = []
        while photo < last:
            photo += 1
            parts.append(Part(tuple(_paragraphs(chosen, opens=not parts)), photo))
        one, other = chosen.sample(_WHAT.split(), 2)
        rows = tuple((f"{year}", chosen.randrange(12, 99)) for year in _YEARS)
        title = f"{one.capitalize()} and {other}"
        chapters.append(Chapter(number, title, tuple(parts), rows))
    return tuple(chapters)


def write_photos(source: Path, folder: Path, count: int) -> None:
    """Write so many photographs (photo-1.jpg …), each cut from another place of the source."""
    folder.mkdir(parents=True, exist_ok=True)
    with Image.open(source) as opened:
        whole = opened.convert("RGB").resize((PHOTO[0] + _MARGIN, PHOTO[1] + _MARGIN))
    chosen = random.Random(count)
    for number in range(1, count + 1):
        x, y = chosen.randrange(_MARGIN), chosen.randrange(_MARGIN)
        out = io.BytesIO()
        cut = whole.crop((x, y, x + PHOTO[0], y + PHOTO[1]))
        cut.save(out, "JPEG", quality=90, subsampling=0)
        (folder / f"photo-{number}.jpg").write_bytes(out.getvalue())


def _paragraphs(chosen: random.Random, *, opens: bool) -> Iterator[str]:
    """Yield the words of a page; one that opens a chapter has a heading and a chart besides."""
    left = WORDS_OF_PAGE // 3 if opens else WORDS_OF_PAGE
    while left > 0:
        text = " ".join(_sentence(chosen) for _ in range(chosen.randrange(3, 7)))
        left -= len(text.split())
        yield text


def _sentence(chosen: random.Random) -> str:
    who, do = chosen.choice(_WHO.split()), chosen.choice(_DO.split())
    one, other = chosen.sample(_WHAT.split(), 2)
    return f"{who.capitalize()} {do} {one} and {other} {chosen.choice(_WHY)}."
