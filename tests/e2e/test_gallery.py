"""The block gallery: every block in every state, in every format and theme."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from report.build import Outcome, build
from report.content.block import blocks
from report.content.edition import blocks_of, page_types
from report.desk import Job, open_desk
from report.resources import Project
from report.settings import names_of, read_format
from tests.tools.judges import foreign_colours, most_ink, said_by

from ..conftest import DAY, ROOT

BUNDLED = Project.at(ROOT)
THEMES, FORMATS = names_of(BUNDLED, "theme"), names_of(BUNDLED, "format")
EVERY = list(product(FORMATS, THEMES, ("screen", "press")))
# The gallery has more pages than a leaflet has panels, and a picture across two that are not
# neighbours, which are errors for the press.
WAIVED = """
  - {code: T104, target: press, reason: Every block is shown on as many sheets as it takes.}
  - {code: T106, target: press, reason: Every page type is shown wherever it comes.}
"""


def gallery(root: Path, format: str, theme: str, target: str) -> Outcome:
    folder = root / "editions" / "block-gallery"
    shutil.copytree(ROOT / "editions" / "block-gallery", folder)
    path = folder / "edition.yaml"
    text = path.read_text().replace("theme: nordic", f"theme: {theme}", 1)
    if read_format(BUNDLED, format).fold and target == "press":
        text = text.replace("\nwaivers:\n", f"\nwaivers:{WAIVED}", 1)
    path.write_text(text)
    return build(Project.at(root), Job("block-gallery", DAY, target, format=format))


def errors(outcome: Outcome) -> list[str]:
    return [str(each) for each in outcome.findings if each.blocks]


def test_the_gallery_shows_every_block_and_page_type() -> None:
    edition = open_desk(BUNDLED, Job("block-gallery", DAY)).manuscript.edition
    shown = {block.kind for page in edition.pages() for block in blocks_of(page)}

    assert shown == set(blocks())
    assert {page.kind for page in edition.pages()} == set(page_types())


def test_the_gallery_is_accessible(tmp_path: Path) -> None:
    outcome = gallery(tmp_path, "a4", "nordic", "screen")

    assert errors(outcome) == [] and outcome.written
    assert {each.code.id for each in outcome.findings if not each.waived} <= {"T204"}


@pytest.mark.slow
@pytest.mark.parametrize(("format", "theme", "target"), EVERY)
def test_the_gallery_builds_everywhere(
    format: str, theme: str, target: str, tmp_path: Path
) -> None:
    outcome = gallery(tmp_path, format, theme, target)

    assert errors(outcome) == [] and outcome.written
    if target == "press":
        path = outcome.path
        assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", path)
        said_by("mutool", "draw", "-q", "-r", "20", "-o", tmp_path / "page%d.pnm", path)
        assert foreign_colours(path) == set()
        assert most_ink(path, tmp_path / "plate%d.tif") <= 301
