"""P310, P311, P316 and A203: pixels, folds and the colours of charts."""

from __future__ import annotations

import pytest

from report.preflight.evidence import FoldEvidence
from report.units import mm
from tests.preflight.builders import ask_all, chart, evidence, mark, only, photo


@pytest.mark.parametrize(
    ("ppi", "code"),
    [(99.9, "P310"), (100.0, "P311"), (149.9, "P311"), (150.0, ""), (None, "")],
)
def test_resolution(ppi: float | None, code: str) -> None:
    found = ask_all(evidence(photos=(photo(ppi=ppi),)))
    assert [finding.code.id for finding in found] == ([code] if code else [])
    assert all((each.mark, each.at) == (mark(40), "harbour") for each in found)


def test_limits_are_those_of_the_target() -> None:
    photos = (photo(ppi=200.0),)
    assert ask_all(evidence(photos=photos)) == []
    (found,) = only(evidence(photos=photos, warn_below=225, error_below=150), "P311")
    assert "200 pixels per inch" in found.message
    assert "225" in found.message


# #949494 has 3.03:1 on white, #959595 2.99; #767676 has 4.54:1, #777777 4.48 (WCAG 2.2).
@pytest.mark.parametrize(
    ("colour", "role", "fits"),
    [
        ("#949494", "graphic", True),
        ("#959595", "graphic", False),
        ("#767676", "text", True),
        ("#777777", "text", False),
    ],
)
def test_chart_contrast(colour: str, role: str, fits: bool) -> None:
    given = evidence(charts=(chart(colours=((colour, role, "#FFFFFF"),)),))
    if fits:
        assert ask_all(given) == []
    else:
        (found,) = only(given, "A203")
        assert (found.mark, found.at) == (mark(50), "sizes")
        assert colour in found.message


def test_a_pair_of_colours_is_reported_once() -> None:
    pair = ("#FECC02", "graphic", "#FFFFFF")
    assert len(only(evidence(charts=(chart(colours=(pair, pair)),)), "A203")) == 1


@pytest.mark.parametrize(("distance", "fits"), [(21.9, False), (22, True), (0, False)])
def test_the_focal_point_keeps_from_the_fold(distance: float, fits: bool) -> None:
    given = evidence(photos=(photo(fold=FoldEvidence("48% 50%", mm(distance), mm(22))),))
    if fits:
        assert ask_all(given) == []
        return
    (found,) = only(given, "P316")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "“harbour.jpg”, 48% 50%," in found.message and "22 mm" in found.message
    assert "`focus:`" in found.help
