from __future__ import annotations

import pytest

from report.typefaces import ScriptFonts, TypeStyle

ARABIC = ScriptFonts.model_validate(
    {
        "fonts": [{"family": "Naskh", "file": "naskh.ttf"}],
        "families": {"Serif": "Naskh"},
        "figures": ["folio"],
        "size": 90,
        "leading": 1.5,
    }
)


@pytest.mark.parametrize(
    ("size", "becomes"), [(20.0, 18.0), (10.0, 9.0), (8.5, 8.0), (8.0, 8.0), (7.0, 7.0)]
)
def test_small_type_stays_large_enough_to_be_printed(size: float, becomes: float) -> None:
    assert ARABIC.style("body", TypeStyle("Serif", size, 30), grid=14).size == becomes


def test_a_style_loses_its_slope_and_comes_in_two_weights() -> None:
    made = ARABIC.style("title", TypeStyle("Serif", 20, 22, 300, italic=True), grid=14)

    assert (made.family, made.weight, made.italic, made.others) == ("Naskh", 400, False, ("Serif",))
    assert made.leading == 27
    assert ARABIC.style("title", TypeStyle("Serif", 20, 22, 600), grid=14).weight == 700


def test_lines_of_text_stay_on_the_grid() -> None:
    assert ARABIC.style("body", TypeStyle("Serif", 10, 14), grid=14).leading == 14


def test_figures_keep_their_own_type() -> None:
    made = ARABIC.style("folio", TypeStyle("Serif", 10, 14, 300), grid=14)

    assert (made.family, made.size, made.weight, made.others) == ("Serif", 10, 300, ("Naskh",))
