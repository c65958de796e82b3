"""Draw the charts of editions/chart-gallery beside those of three other libraries.

Everything is drawn from the same tables, as wide and as high, with the defaults of each library.
Ours are cut out of the pages that the edition prints. The pictures of docs/charts-compared.md:

    pip install --group compare-charts
    python scripts/compare_charts.py [ID …]
"""

from __future__ import annotations

import argparse
import datetime
import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report.build import laid_out  # noqa: E402
from report.content.edition import blocks_of  # noqa: E402
from report.content.tables import Table  # noqa: E402
from report.desk import Job, open_desk  # noqa: E402
from report.engine.extents import extent  # noqa: E402
from report.reference.pictures import page_images, small_png  # noqa: E402
from report.resources import Project  # noqa: E402
from report.units import Rect  # noqa: E402
from scripts.charts_compared.case import PPI, Case, Library  # noqa: E402
from scripts.charts_compared.with_matplotlib import MATPLOTLIB  # noqa: E402
from scripts.charts_compared.with_plotnine import PLOTNINE  # noqa: E402
from scripts.charts_compared.with_vega_lite import VEGA_LITE  # noqa: E402

EDITION = "chart-gallery"
FOLDER = ROOT / "docs" / "images" / "compared"
FONT = ROOT / "assets" / "fonts" / "source-sans-3" / "SourceSans3-Regular.ttf"
LIBRARIES = (PLOTNINE, VEGA_LITE, MATPLOTLIB)
COLOURS, GAP, HEAD = 64, 16, 22


def main() -> None:
    """Write a sheet of four pictures for each chart of the gallery, or for those named."""
    parser = argparse.ArgumentParser(prog="scripts/compare_charts.py", description=__doc__)
    parser.add_argument("ids", nargs="*", help="the charts to draw; else all")
    wanted = parser.parse_args().ids
    FOLDER.mkdir(parents=True, exist_ok=True)
    for case, ours in cases():
        if wanted and case.id not in wanted:
            continue
        panels = [("Colophon", ours), *((each.name, drawn(each, case)) for each in LIBRARIES)]
        data = small_png(sheet(panels), COLOURS)
        (FOLDER / f"{case.id}.png").write_bytes(data)
        print(f"{case.id}: {len(data) / 1000:.0f} kB")


def cases() -> Iterator[tuple[Case, Image.Image]]:
    """Yield each chart of the gallery that others may have, with our picture of it."""
    desk = open_desk(Project.at(ROOT), Job(EDITION, datetime.date(2026, 1, 1)))
    laid = laid_out(desk)
    with tempfile.TemporaryDirectory(prefix="colophon-") as folder:
        path = Path(folder) / "gallery.pdf"
        laid.engine.write(laid.rendered, path)
        pages = page_images(path.read_bytes(), PPI)
    bleed = desk.design.format.bleed.inches
    known = {id for each in LIBRARIES for id in (*each.draws, *each.lacks)}
    for page in desk.manuscript.edition.pages():
        section = next(each for each in laid.sections if each.section.id == page.id)
        boxed = laid.engine.boxed(section.rendered)
        for block in (each for each in blocks_of(page) if each.id in known):
            area, offset = place_of(boxed, block.id)
            case = case_of(block, desk.manuscript.tables[block.id], area)
            yield case, cut(pages[section.first - 1 + offset], area, bleed)


def place_of(boxed: Any, id: str) -> tuple[Rect, int]:
    """Return where a block stands, and on which page of its section."""
    found = ((extent(boxed, offset, id), offset) for offset in range(len(boxed.pages)))
    return next((area, offset) for area, offset in found if area is not None)


def cut(page: Image.Image, area: Rect, bleed: float) -> Image.Image:
    """Return a part of a page with its bleed, which is in inches."""
    edges = (area.x, area.y, area.right, area.bottom)
    left, top, right, bottom = (round((each.inches + bleed) * PPI) for each in edges)
    return page.crop((left, top, right, bottom))


def case_of(block: Any, table: Table, area: Rect) -> Case:
    """Return a chart block as plain values."""
    rows = tuple(tuple(_plain(cell.value) for cell in row) for row in table.rows)
    size = area.width.inches, area.height.inches
    columns = tuple(str(column.heading) for column in table.columns)
    return Case(block.id, str(block.title), str(block.unit), columns, rows, *size)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, date)) else float(value)


def drawn(library: Library, case: Case) -> Image.Image:
    """Return what a library makes of a case; where it cannot, a panel that says why."""
    if case.id in library.draws:
        return Image.open(io.BytesIO(library.draws[case.id](case))).convert("RGB")
    panel = Image.new("RGB", (round(case.width * PPI), round(case.height * PPI)), "#F1F4F6")
    pen = ImageDraw.Draw(panel)
    font = ImageFont.truetype(FONT, 13)
    words, lines = library.lacks[case.id].split(), [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) > panel.width - 40:
            lines.append(word)
        else:
            lines[-1] = longer
    pen.multiline_text((20, panel.height / 2 - 20), "\n".join(lines), "#51657A", font)
    return panel


def sheet(panels: Sequence[tuple[str, Image.Image]]) -> Image.Image:
    """Return pictures in two columns, the name of who drew each above it."""
    width = max(picture.width for _, picture in panels)
    height = max(picture.height for _, picture in panels) + HEAD
    found = Image.new("RGB", (2 * width + 3 * GAP, 2 * height + 3 * GAP), "white")
    pen = ImageDraw.Draw(found)
    font = ImageFont.truetype(FONT, 13)
    for at, (name, picture) in enumerate(panels):
        x, y = GAP + at % 2 * (width + GAP), GAP + at // 2 * (height + GAP)
        pen.text((x, y), name, "#006AA7", font)
        found.paste(picture, (x, y + HEAD))
    return found


if __name__ == "__main__":
    main()
