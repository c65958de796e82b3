"""On which page sections begin, as long as those before them are not laid out."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from report.composed import LayoutFacts
from report.rounds import _Round
from report.units import mm

A4, A5 = (mm(210), mm(297)), (mm(148), mm(210))


@pytest.mark.parametrize(
    "paper, letters, pages",
    [(A4, 500, 1), (A4, 3_000, 1), (A4, 12_000, 4), (A4, 30_000, 10), (A5, 12_000, 8)],
)
def test_before_anything_is_laid_out_pages_are_like_others(
    paper: Any, letters: int, pages: int
) -> None:
    assert begun(paper, [letters, 1])[1] == 1 + pages


def test_a_short_section_tells_little_of_long_ones() -> None:
    assert begun(A4, [600, 12_000, 12_000], {0: 1})[2] == pytest.approx(6, abs=1)


def test_many_pages_tell_what_the_others_have() -> None:
    sections = [12_000] * 12
    assert begun(A4, sections, dict.fromkeys(range(10), 8))[11] == pytest.approx(88, abs=2)


def begun(paper: Any, letters: list[int], done: dict[int, int] | None = None) -> list[int]:
    """Return on which pages sections of so many letters begin, of which some are laid out."""
    format = SimpleNamespace(width=paper[0], height=paper[1])
    sections = [
        SimpleNamespace(id=f"s{number}", html="x" * each, start="any", facing=False)
        for number, each in enumerate(letters)
    ]
    composed: Any = SimpleNamespace(sections=sections)
    press: Any = SimpleNamespace(format=format)
    plan = _Round(press, composed, LayoutFacts())
    plan._counts = dict(done or {})
    return [place.first for place in plan._places()]
