"""Heads that are repeated say so, and the first does not."""

from __future__ import annotations

from weasyprint.formatting_structure import boxes

from report.engine.boxes import descend
from report.engine.render import Engine
from tests.engine.pages import FONTS, STYLE

AGAIN = ".again::after { content: attr(data-words); visibility: hidden }"
ROWS = "<tr><td>Row</td></tr>" * 40
TABLE = f"""<html lang=en><title>T</title><body><table>
<thead><tr><th>Head <i class="again" data-words="(continued)"></i></th></tr></thead>
<tbody>{ROWS}</tbody></table>"""


def test_words_are_seen_in_the_second_head_alone() -> None:
    def serve(path: str) -> tuple[bytes, str]:
        return (FONTS / path.removeprefix("fonts/")).read_bytes(), "font/ttf"

    rendered = Engine(serve, {"style.css": STYLE + AGAIN}).render(TABLE)

    seen = [
        [
            box.style["visibility"]
            for box in descend(page)
            if isinstance(box, boxes.TextBox) and "(continued)" in box.text
        ]
        for page in rendered.boxes
    ]
    assert seen == [["hidden"], ["visible"]]
