"""The pictures of the gallery.

`editions/block-gallery` is laid out, not finished: its pages are looked at here, and judged by the
tests that build it for every target.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from ..build import laid_out
from ..content.block import blocks
from ..content.edition import blocks_of
from ..desk import Desk, open_desk
from ..jobs import Job
from ..layout import Laid
from ..preflight import gather
from ..resources import Project
from .gallery import EDITION, Look, looks, state_picture
from .pictures import framed, page_images, side_by_side, small_png, spread_sheet

_DAY = datetime.date(2026, 1, 1)
_PPI = 48
_SHEET_WIDTH, _ACROSS_A4, _A4 = 1200, 8, 210
"""The width of a contact sheet in pixels; how many pages of A4 stand in a row, and their width."""
_SHOWN = Look("nordic", "a4")
"""The look in which each kind of block is shown by itself."""
_MOST_PAGES = 4
"""What is shown of a kind of block that stands on more pages."""


def gallery_pictures(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield name and PNG of each contact sheet, and of the pages that show each kind of block.

    Raises Diagnostic where the gallery has errors.
    """
    chosen = looks(project)
    with tempfile.TemporaryDirectory(prefix="colophon-") as name:
        root = Path(name).resolve()
        shutil.copytree(project.editions / EDITION, root / "editions" / EDITION)
        # One project for all of them: a photograph is prepared once for slots of one size.
        throwaway = Project(root, project.bundled)
        for look in chosen:
            desk, laid, pages = _pages(throwaway, look)
            columns = 2 * round(_ACROSS_A4 / 2 * _A4 / desk.design.format.width.mm)
            sheet = spread_sheet([pages[-1], *pages[:-1]], columns, _SHEET_WIDTH)
            yield look.picture, small_png(sheet)
            if look == _SHOWN:
                for kind in blocks():
                    shown = [framed(pages[index]) for index in _pages_with(kind, desk, laid)]
                    yield state_picture(kind), small_png(side_by_side(shown[:_MOST_PAGES], 6))


def _pages(project: Project, look: Look) -> tuple[Desk, Laid, list[Image.Image]]:
    """Lay the gallery out, and return its trimmed pages, too."""
    edition = project.editions / "look" / "edition.yaml"
    edition.parent.mkdir(exist_ok=True)
    edition.write_text(f"extends: {EDITION}\ntheme: {look.theme}\n", "utf-8")
    desk = open_desk(project, Job("look", _DAY, format=look.format))
    laid = laid_out(desk)
    pdf = project.root / "gallery.pdf"
    laid.engine.write(laid.rendered, pdf)
    bleed = round(desk.design.format.bleed.inches * _PPI)
    return desk, laid, [_trimmed(page, bleed) for page in page_images(pdf.read_bytes(), _PPI)]


def _trimmed(page: Image.Image, bleed: int) -> Image.Image:
    return page.crop((bleed, bleed, page.width - bleed, page.height - bleed))


def _pages_with(kind: str, desk: Desk, laid: Laid) -> list[int]:
    """Return the indexes of the pages on which blocks of a kind stand, in order."""
    ids = {
        block.id
        for page in desk.manuscript.edition.pages()
        for block in blocks_of(page)
        if block.kind == kind
    }
    return [
        page.number - 1
        for page in gather.pages(desk.case, laid)
        if any(line.at in ids for line in page.lines)
        or any(picture.at in ids for picture in page.pictures)
    ]
