"""Where an element stands on a page, split or bleeding as it may be."""

from __future__ import annotations

import pytest

from report.engine.extents import extent, union
from report.engine.render import Boxed, Engine
from report.units import Rect, pt

STYLE = """
@page { size: 200pt 300pt; margin: 20pt; bleed: 10pt }
body, p { margin: 0 } p { width: 60pt; height: 40pt }
#wide { margin-left: -30pt; width: 200pt }
#two { columns: 2; column-gap: 0 } #two p { height: 50pt }
"""


def no_files(path: str) -> tuple[bytes, str]:
    raise LookupError(path)


@pytest.fixture(scope="module")
def rendered() -> Boxed:
    body = '<p id="plain"></p><div id="wide"><p></p></div><div id="two"><p></p><p></p></div>'
    html = f"<!DOCTYPE html><html lang=en><title>-</title><body>{body}"
    return Engine(no_files, {"style.css": STYLE}).render(html)


def points(area: Rect | None) -> tuple[int, ...]:
    assert area is not None
    return tuple(round(each.pt) for each in (area.x, area.y, area.width, area.height))


def test_a_block_is_measured_from_the_trimmed_page(rendered: Boxed) -> None:
    assert points(extent(rendered, 0, "plain")) == (20, 20, 60, 40)


def test_what_runs_into_the_bleed_ends_at_the_trim(rendered: Boxed) -> None:
    assert points(extent(rendered, 0, "wide")) == (0, 60, 190, 40)


def test_columns_are_one_area(rendered: Boxed) -> None:
    assert points(extent(rendered, 0, "two")) == (20, 100, 160, 50)


def test_an_element_that_is_not_there_has_no_extent(rendered: Boxed) -> None:
    assert extent(rendered, 0, "gone") is None


def test_a_union_holds_both() -> None:
    first = Rect(pt(10), pt(10), pt(20), pt(5))
    second = Rect(pt(0), pt(12), pt(15), pt(30))
    assert points(union(first, second)) == (0, 10, 30, 32)
