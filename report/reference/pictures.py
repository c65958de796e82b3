"""The pictures of the reference: examples built by the real pipeline, cut out of their pages."""

from __future__ import annotations

import datetime
import io
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image

from ..build import build, laid_out
from ..content.edition import blocks_of
from ..desk import Desk, open_desk
from ..diagnostics import Diagnostic
from ..engine.extents import extent, union
from ..jobs import Job
from ..layout import Laid
from ..resources import Project
from ..rounds import LaidSection
from ..units import Rect, mm
from .examples import Example, example_edition, examples, section_id

BLOCK_PPI, PAGE_PPI = 110, 60
SHEET_WIDTH, SHEET_PAGES = 1480, 4
"""The width of the contact sheet in pixels, and the pages in a row."""
_SLUG = "examples"
_AROUND = mm(4)
_GROUND, _EDGE = "#E4E9ED", "#C9D2D9"


def example_pictures(project: Project) -> dict[str, bytes]:
    """Return the PNG of each example by its name in docs/."""
    found = examples(project)
    with tempfile.TemporaryDirectory(prefix="colophon-") as folder:
        return laid_out_examples(throwaway(project, Path(folder), found), _SLUG, found)


def laid_out_examples(project: Project, slug: str, found: Sequence[Example]) -> dict[str, bytes]:
    """Return the PNG of examples that an edition holds; Diagnostic where it has errors."""
    desk = open_desk(project, Job(slug, datetime.date(2026, 1, 1)))
    laid = laid_out(desk)
    with tempfile.TemporaryDirectory(prefix="colophon-") as folder:
        pdf = Path(folder) / "examples.pdf"
        laid.engine.write(laid.rendered, pdf)
        album = _Album(pdf.read_bytes(), desk, laid)
    return {each.picture: small_png(album.picture(each)) for each in found}


def contact_sheet(project: Project, slug: str) -> bytes:
    """Return a PNG with all pages of an edition side by side as its spreads lie.

    The back cover lies beside the front, as when the brochure is put down open. Raises
    Diagnostic when the edition has errors.
    """
    with tempfile.TemporaryDirectory(prefix="colophon-") as folder:
        path = Path(folder) / "sheet.pdf"
        outcome = build(project, Job(slug, datetime.date(2026, 1, 1), output=path))
        if not outcome.written:
            raise Diagnostic(outcome.findings)
        pages = page_images(path.read_bytes(), 110)
    return small_png(spread_sheet([pages[-1], *pages[:-1]]))


def throwaway(project: Project, folder: Path, found: tuple[Example, ...]) -> Project:
    """Return a project with the examples as its only edition, and what `project` has of its own."""
    if project.root != project.bundled:
        for name in ("templates", "figures", "assets"):
            if (project.root / name).is_dir():
                shutil.copytree(project.root / name, folder / name)
    edition = folder / "editions" / _SLUG
    (edition / "data").mkdir(parents=True)
    (edition / "edition.yaml").write_text(example_edition(found), "utf-8")
    for name, path in project.listing("figures/data", ".csv").items():
        (edition / "data" / f"{name}.csv").write_bytes(project.read(path))
    return Project(folder.resolve(), project.bundled)


class _Album:
    """The laid-out examples, and where in them each stands."""

    def __init__(self, pdf: bytes, desk: Desk, laid: Laid) -> None:
        self._pdf = pdf
        self._desk = desk
        self._laid = laid
        self._boxed = cache(lambda id: laid.engine.boxed(self._section(id).rendered))

    def picture(self, example: Example) -> Image.Image:
        """Return the picture of one example."""
        if example.group == "pages":
            return self._whole_pages(example)
        return self._cut_out(example)

    def _whole_pages(self, example: Example) -> Image.Image:
        """Return the pages of the first item of a page type, side by side."""
        section = next(each for each in self._laid.sections if each.section.kind == example.name)
        numbers = range(section.first - 1, section.first - 1 + len(section.rendered.pages))
        pages = [self._page(number, PAGE_PPI) for number in numbers]
        return side_by_side([framed(page) for page in pages], 6)

    def _cut_out(self, example: Example) -> Image.Image:
        """Return the first page of an example's blocks, cut to them with some white around."""
        section, ids = self._blocks(example)
        boxed = self._boxed(section.section.id)
        for offset in range(len(boxed.pages)):
            found = (extent(boxed, offset, id) for id in ids)
            areas = [area for area in found if area is not None]
            if areas:
                area = areas[0]
                for each in areas[1:]:
                    area = union(area, each)
                picture = self._page(section.first - 1 + offset, BLOCK_PPI)
                return picture.crop(_pixels(area.inset(_AROUND * -1), picture))
        raise AssertionError(f"the blocks of {example.name} stand on no page")

    def _blocks(self, example: Example) -> tuple[LaidSection, list[str]]:
        id = section_id(example)
        section = self._section(id)
        page = next(each for each in self._desk.manuscript.edition.pages() if each.id == id)
        return section, [block.id for block in blocks_of(page)]

    def _section(self, id: str) -> LaidSection:
        return next(each for each in self._laid.sections if each.section.id == id)

    def _page(self, index: int, ppi: int) -> Image.Image:
        """Return a page as it is trimmed."""
        whole = page_images(self._pdf, ppi, [index])[0]
        bleed = round(self._desk.design.format.bleed.inches * ppi)
        return whole.crop((bleed, bleed, whole.width - bleed, whole.height - bleed))


def page_images(pdf: bytes, ppi: int, indexes: Sequence[int] | None = None) -> list[Image.Image]:
    """Return pages of a PDF as pictures with `ppi` pixels to the inch; all when none are named."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            document[index].render(scale=ppi / 72).to_pil().convert("RGB")
            for index in (range(len(document)) if indexes is None else indexes)
        ]
    finally:
        document.close()


def _pixels(area: Rect, picture: Image.Image) -> tuple[int, int, int, int]:
    scale = BLOCK_PPI / 72
    left, top = max(0, round(area.x.pt * scale)), max(0, round(area.y.pt * scale))
    right = min(picture.width, round(area.right.pt * scale))
    return left, top, right, min(picture.height, round(area.bottom.pt * scale))


def spread_sheet(
    pages: list[Image.Image], columns: int = SHEET_PAGES, across: int = SHEET_WIDTH
) -> Image.Image:
    """Return pages in rows of spreads; `pages` begins with the left-hand page of the first.

    `columns` are the pages in a row, `across` is the width of the picture in pixels.
    """
    gap = across // 50
    width = (across - gap * (columns // 2 + 1)) // columns
    height = round(width * pages[0].height / pages[0].width)
    rows = -(-len(pages) // columns)
    sheet = Image.new("RGB", (across, gap + rows * (height + gap)), _GROUND)
    for index, page in enumerate(pages):
        row, column = divmod(index, columns)
        x = gap + column * width + column // 2 * gap
        small = page.resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (x, gap + row * (height + gap)))
    return sheet


def framed(page: Image.Image) -> Image.Image:
    """Return a page with a hairline around it, as white paper needs on a white screen."""
    framed = Image.new("RGB", (page.width + 2, page.height + 2), _EDGE)
    framed.paste(page, (1, 1))
    return framed


def side_by_side(pages: Iterable[Image.Image], gap: int) -> Image.Image:
    """Return pictures in a row, with `gap` pixels of white between them."""
    pictures = list(pages)
    width = sum(each.width for each in pictures) + gap * (len(pictures) - 1)
    row = Image.new("RGB", (width, max(each.height for each in pictures)), "white")
    x = 0
    for each in pictures:
        row.paste(each, (x, 0))
        x += each.width + gap
    return row


def small_png(picture: Image.Image, colours: int = 256) -> bytes:
    """Return a PNG with at most so many colours: a third of the size, and no worse to look at."""
    stream = io.BytesIO()
    # Without k-means, colours that are rare and matter, such as the yellow mark, are lost.
    small = picture.quantize(colours, kmeans=1, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(stream, "PNG", optimize=True)
    return stream.getvalue()
