"""Heads that are repeated say so, and the first does not."""

from __future__ import annotations

import weasyprint
from weasyprint.formatting_structure import boxes

from report.engine.boxes import descend
from report.engine.heads import show_again

PAGE = """<style>@page { size: 300pt 200pt; margin: 10pt } td { height: 50pt }
.again::after { content: attr(data-words); visibility: hidden }</style>
<table><thead><tr><th>Head <i class="again" data-words="(continued)"></i></th></tr></thead>
<tbody><tr><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr></tbody></table>
"""


def test_words_are_seen_in_the_second_head_alone() -> None:
    pages = [page._page_box for page in weasyprint.HTML(string=PAGE).render().pages]
    show_again(pages)

    seen = [
        [
            box.style["visibility"]
            for box in descend(page)
            if isinstance(box, boxes.TextBox) and "(continued)" in box.text
        ]
        for page in pages
    ]
    assert seen == [["hidden"], ["visible"]]
