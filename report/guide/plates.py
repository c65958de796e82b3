"""The pictures of the guide that show pages: of PDFs that were built, and of fragments laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import indent

from PIL import Image

from ..content.node import Node
from ..reference.examples import Example, section_of
from ..reference.pictures import (
    framed,
    laid_out_examples,
    page_images,
    side_by_side,
    small_png,
    spread_sheet,
)
from ..resources import Project
from .script import Fragment
from .stage import Stage

_SLUG = "results"
# A fact with all its lines: a name at the margin, and what stands further to the right.
_FACT = re.compile(r"^\w+:.*\n(?:[ ].*\n)*", re.MULTILINE)


class Pages(Node):
    """Pages of a PDF that the commands above have made."""

    file: str
    """The PDF, below the project's folder."""
    pages: tuple[int, ...] = ()
    """Which pages, from 1; left out: all of them, as they lie open."""
    ppi: int = 50
    """How many pixels there are to an inch."""
    cut: tuple[float, float, float, float] | None = None
    """The part that is shown: left, top, right and lower edge, as parts of the page."""


def of_pages(scene: Pages, stage: Stage) -> bytes:
    """Return the picture of pages, as PNG."""
    pdf = (stage.root / scene.file).read_bytes()
    if not scene.pages:
        pages = page_images(pdf, 80)
        return small_png(spread_sheet([pages[-1], *pages[:-1]], 6, 1100))
    shown = [
        _cut(each, scene) for each in page_images(pdf, scene.ppi, [n - 1 for n in scene.pages])
    ]
    return small_png(side_by_side([framed(each) for each in shown], 8))


def _cut(page: Image.Image, scene: Pages) -> Image.Image:
    if scene.cut is None:
        return page
    left, top, right, bottom = scene.cut
    width, height = page.size
    return page.crop(
        (round(left * width), round(top * height), round(right * width), round(bottom * height))
    )


def of_results(
    wanted: Mapping[str, Fragment], fragments: Iterable[Fragment], folder: Path
) -> dict[str, bytes]:
    """Return the pictures of fragments as they are printed, by the names of the pictures.

    They stand in one edition, with the facts and the tables that the guide has.
    """
    if not wanted:
        return {}
    edition = folder / "editions" / _SLUG
    found = [Example("guide", Path(name).stem, each.text) for name, each in wanted.items()]
    edition.mkdir(parents=True)
    facts, seen = "", set[str]()
    for fragment in fragments:
        if fragment.language == "csv" and fragment.name:
            table = edition / "data" / Path(fragment.name).name
            table.parent.mkdir(exist_ok=True)
            table.write_text(fragment.text, "utf-8")
        for fact in _FACT.findall(Example("guide", "", fragment.text).part("facts")):
            name = fact.partition(":")[0]
            facts += "" if name in seen else fact
            seen.add(name)
    head = "title: Guide\nlanguage: en-US\ndate: 2026-11-22\n"
    head += f"facts:\n{indent(facts, '  ')}" if facts else ""
    sections = indent("".join(map(section_of, found)), "  ")
    (edition / "edition.yaml").write_text(f"{head}sections:\n{sections}", "utf-8")
    return laid_out_examples(Project.at(folder.resolve()), _SLUG, found)
