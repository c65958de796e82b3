"""How many figures stand abreast, and in what size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.figure_rows import figure_row
from report.letter_widths import LetterWidths
from report.resources import Project
from report.settings import names_of

from .conftest import ROOT
from .tools.designs import design_of

PROJECT = Project.at(ROOT)
DESIGNS = {name: design_of(name) for name in names_of(PROJECT, "format")}
VALUE = st.text("0123456789.,% +kmilon", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("count", "abreast"), [(1, 3), (2, 2), (3, 3), (4, 4), (5, 3), (6, 3), (7, 4), (8, 4)]
)
def test_short_figures_stand_in_full_rows_in_the_themes_size(count: int, abreast: int) -> None:
    design = DESIGNS["a4"]
    row = figure_row(["12"] * count, True, design, LetterWidths(PROJECT, design.theme))

    assert (row.abreast, row.size) == (abreast, None)


def test_a_wide_figure_makes_all_smaller_and_then_rows_shorter() -> None:
    design = DESIGNS["a4"]
    widths = LetterWidths(PROJECT, design.theme)

    smaller = figure_row(["10,587,710", "1", "2"], True, design, widths)
    shorter = figure_row(["1,000,000,587,710", "1", "2"], True, design, widths)

    assert smaller.abreast == 3 and smaller.size is not None
    assert smaller.size.pt < design.theme.type["figure"].size
    assert shorter.abreast == 2


@given(st.lists(VALUE, min_size=1, max_size=8), st.sampled_from(sorted(DESIGNS)), st.booleans())
def test_whatever_has_room_by_itself_has_room(values: list[str], name: str, across: bool) -> None:
    design = DESIGNS[name]
    widths = LetterWidths(PROJECT, design.theme)
    page, style = design.format, design.theme.type["figure"]

    row = figure_row(values, across, design, widths)

    whole = page.measure if across else page.text_column
    room = (whole - page.gutter * (row.abreast - 1)) / row.abreast
    scale = row.size.pt / style.size if row.size else 1.0
    widest = max(widths.width(each, style) for each in values) * scale
    assert row.abreast == 1 or widest <= room.pt + 0.5
    assert 0.5 < scale <= 1
