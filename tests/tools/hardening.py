"""Editions of any size, each photograph another: for campaigns that try how much is too much."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

_HEAD = """\
title: {title}
language: en-US
date: 2026-11-22
publisher: Somebody
"""
_TREES = "data: data/trees.csv, source: Counted by the gardener, as_of: 2026"
_WORDS = (
    "a garden of three beds and a wall that faces south",
    "where apples are grown by those who came before us",
    "and who knew when to wait for the frost to break what was dug in autumn",
    "so that seeds go in by hand with string between two sticks",
)


def edition_of_pages(root: Path, pages: int) -> Path:
    """Write a project with an edition called `large` of about so many pages; return `root`.

    A section has three of them: prose in columns, a footnote, a reference to another section, a
    table, a chart in every fourth and a photograph in every tenth.
    """
    count = max(1, pages // 3)
    rest = [_section(number, count) for number in range(1, count + 1)]
    write_edition(root, _HEAD.format(title="A large edition"), rest)
    return root


def edition_of_photos(root: Path, photos: int, width: int = 900) -> Path:
    """Write a project with an edition called `large` of so many photographs, eight a section.

    They are `width` pixels wide, and no two of them are the same. Returns `root`.
    """
    folder = root / "editions" / "large" / "photos"
    folder.mkdir(parents=True)
    ledger = ["photos:"]
    for number in range(photos):
        (folder / f"p{number}.jpg").write_bytes(photo(number, width))
        ledger.append(
            f"  p{number}.jpg: {{credit: Photo by {number}, licence: CC0-1.0, alt: A field, "
            "consent: {given: not needed}}"
        )
    (folder / "credits.yaml").write_text("\n".join(ledger) + "\n")
    sections = list(_photo_sections(photos))
    write_edition(root, _HEAD.format(title="Many photographs"), sections)
    return root


def _edition(words: str) -> str:
    """Return an edition with photographs, charts enough to be drawn side by side, and a table."""
    charts = "".join(
        f"        - chart: {{kind: bar, title: Chart {number}, lines: 6, {_TREES}}}\n"
        for number in range(4)
    )
    return (
        _HEAD.format(title="A small edition")
        + "sections:\n  - section:\n      id: first\n      title: First\n      blocks:\n"
        f"        - text: {words}\n        - photo: {{file: a.jpg, lines: 12}}\n"
        f"        - table: {{title: Trees, {_TREES}}}\n{charts}"
        "  - credits: {id: credits, title: Credits}\n"
    )


def write_project(root: Path, words: str) -> Path:
    """Write a project with an edition called `small` that has some of all; return `root`."""
    folder = root / "editions" / "small"
    entry = "{title: A field, credit: Me, licence: CC0-1.0, alt: x, consent: {given: not needed}}"
    files = {
        "edition.yaml": _edition(words).encode(),
        "photos/a.jpg": photo(1, 1500),
        "photos/credits.yaml": f"photos:\n  a.jpg: {entry}\n".encode(),
        "data/trees.csv": b"Bed,Trees\nWall,3\nPond,4\n",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def write_edition(root: Path, head: str, sections: list[str]) -> None:
    """Write `editions/large/edition.yaml`: contents, the sections, and credits at the end."""
    folder = root / "editions" / "large"
    folder.mkdir(parents=True, exist_ok=True)
    first = "sections:\n  - contents: {id: contents, title: Contents}\n"
    last = "  - credits: {id: credits, title: Credits}\n"
    (folder / "edition.yaml").write_text(head + first + "".join(sections) + last)


def photo(number: int, width: int) -> bytes:
    """Return a JPEG of `width` × 2/3 `width` pixels: soft blots, other ones for each number."""
    chance = random.Random(number)
    blots = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3))
    stream = io.BytesIO()
    blots.resize((width, width * 2 // 3), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _photo_sections(photos: int) -> Iterator[str]:
    for first in range(0, photos, 8):
        yield f"  - section:\n      id: s{first}\n      title: Photographs {first}\n      blocks:\n"
        for number in range(first, min(first + 8, photos)):
            yield f"        - photo: {{file: p{number}.jpg, width: column, lines: 12}}\n"


def _section(number: int, sections: int) -> str:
    chance = random.Random(number)
    other = chance.randrange(1, sections + 1)
    paragraphs = [_sentence(chance, 60) for _ in range(34)]
    paragraphs[1] += f" See page {{{{ page.s{other} }}}}.[^n]"
    for index in range(4, 34, 6):
        paragraphs[index] = f"### {_sentence(chance, 4)}"
    body = "\n\n".join(f"              {each}" for each in (*paragraphs, "[^n]: A note of it."))
    rows = ", ".join(f"[Bed {row}, {chance.randrange(90)}, {row}]" for row in range(12))
    data = f"{{columns: [Bed, Spring, Autumn], rows: [{rows}]}}"
    text = (
        f"  - section:\n      id: s{number}\n      title: Section {number}\n"
        f"      standfirst: What there is to say of {number}.\n      blocks:\n"
        f"        - text:\n            body: |\n{body}\n"
        f"        - table: {{title: Beds of {number}, data: {data}}}\n"
    )
    if number % 4 == 0:
        text += (
            f"        - chart: {{kind: bar, title: Beds {number}, lines: 9, data: {{columns: [Bed, "
            f"Trees], rows: [[Wall, {number}], [Orchard, 31]]}}}}\n"
        )
    if number % 10 == 0:
        text += "        - photo: {file: blue-flowers.jpg, lines: 12}\n"
    return text


def _sentence(chance: random.Random, words: int) -> str:
    said: list[str] = []
    while len(said) < words:
        said += chance.choice(_WORDS).split()
    return " ".join(said[:words]).capitalize() + ("." if words > 10 else "")


def litter(folder: Path) -> list[str]:
    """Return the unfinished files that were left below a folder."""
    return sorted(path.name for path in folder.rglob(".colophon-*"))
