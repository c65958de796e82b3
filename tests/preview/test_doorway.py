"""The page that sends a browser to the preview has the secret in it, and does not stay."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from report.preview.doorway import doorway
from report.resources import Project

ADDRESS = "http://127.0.0.1:8000/secret/"


def left(project: Project, name: str, seconds: float) -> Path:
    """Leave a page in build/, so many seconds old."""
    path = project.build / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(ADDRESS)
    os.utime(path, (time.time() - seconds,) * 2)
    return path


def test_it_leads_to_the_address_while_it_is_open(project: Project) -> None:
    with doorway(project, ADDRESS, 8000) as page:
        assert page is not None and ADDRESS in page.read_text()
        if os.name == "posix":
            assert page.stat().st_mode & 0o777 == 0o600
    assert not page.exists()


@pytest.mark.parametrize(("seconds", "stays"), [(3_600, False), (5, True)])
def test_what_killed_previews_have_left_is_removed(
    project: Project, seconds: float, stays: bool
) -> None:
    other = left(project, "preview-8001.html", seconds)
    own = left(project, "preview-of-mine.html", 3_600)
    with doorway(project, ADDRESS, 8000):
        assert other.exists() is stays and own.exists()
