"""Words that no hyphen parts: the last of a paragraph, and names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from weasyprint import HTML

from report.engine.first_lines import Fonts, remembered_lines

LAST = "Many are the interdisciplinary responsibilities"
INSIDE = "Many are the interdisciplinary responsibilities of all of them"
NAME = "It has been done by AstraZenecaOncology in the end"


def lines(words: str, width: int) -> list[str]:
    """Return the lines of a paragraph `width` pixels wide."""
    style = f"hyphens: auto; font-size: 16px; width: {width}px"
    with remembered_lines():
        made = HTML(string=f'<p lang="en" style="{style}">{words}').render(font_config=Fonts())
    boxes = (box for page in made.pages for box in page._page_box.descendants())
    return [box.text for box in boxes if type(box).__name__ == "TextBox"]


def parted(words: str) -> set[str]:
    """Return the ends of words that begin a line, at widths that hold each word by itself."""
    found = set()
    for width in range(200, 300, 4):
        made = lines(words, width)
        found |= {
            after.split()[0] for before, after in pairwise(made) if before.endswith("\N{HYPHEN}")
        }
    return found


@pytest.mark.parametrize(
    ("words", "whole", "others"), [(LAST, "responsibilities", True), (NAME, "AstraZeneca", False)]
)
def test_no_hyphen_parts_the_last_word_or_a_name(words: str, whole: str, others: bool) -> None:
    ends = parted(words)

    assert not any(whole.endswith(end) or end.endswith("Oncology") for end in ends)
    assert bool(ends) == others


def test_a_word_inside_a_paragraph_is_parted() -> None:
    assert any("responsibilities".endswith(end) for end in parted(INSIDE))


def test_a_word_that_is_alone_on_its_line_is_parted() -> None:
    assert len(lines("Interdisciplinary", 110)) > 1
