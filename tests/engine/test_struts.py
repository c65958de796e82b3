"""Struts are found out once for a style."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.css import computed_values, units
from weasyprint.layout import inline
from weasyprint.text import line_break

from report.engine.render import Engine
from report.engine.struts import remembered_struts

from .pages import FONTS, STYLE

BODY = (
    """<html lang="en"><title>t</title><style>
h1 { font-size: 20pt; line-height: 1 } p { line-height: 120%; columns: 2 } sup { line-height: 9pt }
</style><h1>First words</h1><p>Some words <sup>1</sup> """
    + "of a text that fills lines " * 40
)


def places(html: str) -> list[Any]:
    """Return where all lines of a document stand, and how high they are."""
    engine = Engine(
        lambda path: ((FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"),
        {"style.css": STYLE},
    )
    (page, *_) = engine.render(html).boxes
    lines = (each for each in page.descendants() if type(each).__name__ == "LineBox")
    return [(each.position_x, each.position_y, each.height, each.baseline) for each in lines]


def test_lines_stand_where_they_do_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = places(BODY)
    monkeypatch.setattr("report.engine.struts._remembering", lambda strut: strut)
    assert places(BODY) == quick and len(quick) > 20


def test_a_style_is_asked_once_and_a_copy_of_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def strut(style: Any) -> tuple[float, float]:
        asked.append(style)
        return 14.0, 10.0

    for module in (line_break, inline, units, computed_values):
        monkeypatch.setattr(module, "strut", strut)
    with remembered_struts():
        style = _Style()
        assert inline.strut(style) == inline.strut(style) == units.strut(style) == (14, 10)
        inline.strut(_Style())

    assert len(asked) == 2


class _Style(dict[str, Any]):
    """What may have attributes, as the styles of WeasyPrint may."""
