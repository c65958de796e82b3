"""Two pages that must lie open side by side: where they do not, or only after a blank page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from report.diagnostics import Finding, Mark
from report.facing import not_facing
from report.formats import Format
from report.resources import Project
from report.settings import read_format

from .conftest import ROOT

BUNDLED = Project.at(ROOT)
MARK = Mark("editions/small/edition.yaml", 9, 5)


def found(first: int, pages: int, *, format: str = "a4", blank: bool = False) -> list[Finding]:
    """Return what is found for a spread on pages `first` and the next of so many pages."""
    section = SimpleNamespace(facing=True, id="sea", mark=MARK)
    plain = SimpleNamespace(facing=False, id="other", mark=MARK)
    spread = SimpleNamespace(section=section, first=first, blank_before=object() if blank else None)
    other = SimpleNamespace(section=plain, first=pages, blank_before=object())
    laid: Any = SimpleNamespace(sections=(other, spread), page_count=pages)
    page: Format = read_format(BUNDLED, format)
    findings = list(not_facing(laid, page))
    assert all((each.mark, each.at) == (MARK, "sea") for each in findings)
    return findings


@pytest.mark.parametrize(("first", "pages"), [(2, 4), (4, 6), (2, 24)])
def test_facing_pages_are_well(first: int, pages: int) -> None:
    assert found(first, pages) == []


def test_a_blank_page_before_a_spread_is_said() -> None:
    (finding,) = found(4, 8, blank=True)

    assert (finding.code.id, finding.severity.word) == ("T105", "warning")
    assert "page 3 is left blank" in finding.message and "one page more or less" in finding.help


def test_beside_the_last_page_there_is_none() -> None:
    (finding,) = found(4, 5)

    assert finding.code.id == "T106"
    assert "page 5 is the last one" in finding.message and "`back_cover`" in finding.help


@pytest.mark.parametrize(("first", "codes"), [(8, ["T106"]), (10, [])])
def test_a_page_too_many_is_a_panel_of_another_sheet(first: int, codes: list[str]) -> None:
    assert [each.code.id for each in found(first, 12, format="dl-leaflet")] == codes


@pytest.mark.parametrize(("first", "codes"), [(2, ["T106"]), (4, [])])
def test_on_a_leaflet_two_panels_lie_side_by_side(first: int, codes: list[str]) -> None:
    findings = found(first, 6, format="dl-leaflet")

    assert [each.code.id for each in findings] == codes
    if findings:
        assert "panels 2 and 3" in findings[0].message
        assert findings[0].help == "put it on the panels 4 and 5"


def test_a_sheet_folded_once_has_no_two_panels_for_it() -> None:
    page = read_format(BUNDLED, "dl-leaflet")
    assert page.fold is not None
    fold = page.fold.model_copy(update={"panels": page.fold.panels[:4], "sides": ((4, 1), (3, 2))})
    section = SimpleNamespace(facing=True, id="sea", mark=MARK)
    spread = SimpleNamespace(section=section, first=2, blank_before=None)
    laid: Any = SimpleNamespace(sections=(spread,), page_count=4)

    (finding,) = not_facing(laid, page.model_copy(update={"fold": fold}))

    assert finding.help == "take a picture of one panel"
