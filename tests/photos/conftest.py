"""An empty project to put photos into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.resources import Project
from report.storage import Cache
from tests.photos.pictures import ICC, Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """An empty project, with the colour profiles bundled."""
    root, bundled = tmp_path / "project", tmp_path / "bundled"
    (root / "editions" / "spring").mkdir(parents=True)
    (bundled / "assets" / "icc").mkdir(parents=True)
    for name in ("sRGB2014.icc", "ISOcoated_v2_300_bas.icc"):
        shutil.copy(ICC / name, bundled / "assets" / "icc" / name)
    return Studio(Project(root.resolve(), bundled.resolve()), Cache(tmp_path / "cache"))
