"""Editions that are larger than any brochure: a right result, in memory that is bounded.

A thousand pages and two thousand photographs take most of an hour together; docs/benchmarks.md has
what they took. What grows with the number of pages shows in these as well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.tools.hardening import edition_of_pages, edition_of_photos

from ..conftest import DAY
from .oracle import run

PAGES, PHOTOS = 150, 240
MEGABYTES = 1_000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "number", "pages"), [(edition_of_pages, PAGES, 120), (edition_of_photos, PHOTOS, 30)]
)
def test_a_large_edition_is_built_in_bounded_memory(
    make: Callable[[Path, int], Path],
    number: int,
    pages: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.hardening.oracle.SECONDS", 600)
    project = make(tmp_path / "project", number)

    made = run(project, "build", "large", "--as-of", DAY.isoformat())

    assert made.code == 0, made.words[-2000:]
    assert made.megabytes < MEGABYTES
    with pikepdf.open(project / "build" / "large" / "large-screen.pdf") as pdf:
        assert len(pdf.pages) > pages
