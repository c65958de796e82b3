"""The block gallery: every block in every state, in every format and theme."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.build import Outcome, build
from report.desk import Job
from report.diagnostics import Severity
from report.resources import Project
from report.settings import names_of, read_format

from ..conftest import DAY, ROOT

BUNDLED = Project.at(ROOT)
THEMES, FORMATS = names_of(BUNDLED, "theme"), names_of(BUNDLED, "format")
# The gallery has more pages than a leaflet has panels: those it has to be looked at, not printed.
EVERY = [
    (format, theme, target)
    for format in FORMATS
    for theme in THEMES
    for target in ("screen", "press")
    if target == "screen" or read_format(BUNDLED, format).fold is None
]


def gallery(root: Path, format: str, theme: str, target: str) -> Outcome:
    folder = root / "editions" / "block-gallery"
    shutil.copytree(ROOT / "editions" / "block-gallery", folder)
    path = folder / "edition.yaml"
    path.write_text(path.read_text().replace("theme: nordic", f"theme: {theme}", 1))
    return build(Project.at(root), Job("block-gallery", DAY, target, format=format))


def errors(outcome: Outcome) -> list[str]:
    return [str(each) for each in outcome.findings if each.severity is Severity.ERROR]


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
