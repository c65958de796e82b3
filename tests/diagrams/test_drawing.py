"""Lines as SVG."""

from __future__ import annotations

from report.diagrams.drawing import drawn
from report.diagrams.geometry import Box, along, length


def test_a_line_is_drawn_in_its_own_box() -> None:
    made = drawn([((10, 20), (110, 20))], "#51657A", 0.75)

    assert made.box == Box(7, 17, 106, 6)
    assert (
        made.svg == b'<svg xmlns="http://www.w3.org/2000/svg" width="106" height="6" '
        b'viewBox="7 17 106 6"><path d="M10 20L110 20" fill="none" stroke="#51657A" '
        b'stroke-width="0.75"/></svg>'
    )


def test_heads_point_where_their_line_leads() -> None:
    made = drawn([((0, 0), (0, 30))], "#000000", 1, [((0, 0), (0, 30))])

    assert b"M-2.5 24.5L0 30L2.5 24.5Z" in made.svg


def test_points_along_a_line_with_a_bend() -> None:
    line = ((0.0, 0.0), (30.0, 0.0), (30.0, 10.0))

    assert length(line) == 40
    assert along(line, 0.5) == (20, 0) and along(line, 1) == (30, 10)
    assert Box(10, -5, 10, 10).share((0, 0), (40, 0)) < 0.2501
    assert not Box(10, -5, 10, 10).is_crossed((0, 5), (40, 5))
