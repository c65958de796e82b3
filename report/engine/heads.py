"""Heads that stand on a page for the second time say so.

A template puts the words into every head, hidden: `visibility: hidden` on an element of the class
`again`, whose words come from its style sheet. CSS has no way to ask whether a head is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes

from .boxes import descend


def show_again(page_boxes: Iterable[Any]) -> None:
    """Show what is hidden in the repeated heads of a document, whose pages come in order."""
    seen: set[int] = set()
    for page in page_boxes:
        for box in descend(page):
            if not getattr(box, "is_header", False):
                continue
            if id(box.element) in seen:
                for inner in descend(box):
                    _show(inner)
            seen.add(id(box.element))


def _show(box: Any) -> None:
    element = box.element
    if not isinstance(box, boxes.TextBox) or not hasattr(element, "get"):
        return
    if "again" in element.get("class", "").split():
        # Boxes of one element share their style, on all pages.
        box.style = box.style.copy()
        box.style["visibility"] = "visible"
