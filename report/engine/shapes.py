"""The boxes of a document before layout, to be compared with those of another version of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from weasyprint.formatting_structure import boxes

_PLAIN = (boxes.BlockBox, boxes.LineBox, boxes.InlineBox, boxes.TextBox)


@dataclass(frozen=True)
class _Item:
    """A box before layout. `says` is the text of words, or how many boxes are in it; `line` is the
    element whose lines it is part of, and `plain` is false inside tables, floats and the like."""

    kind: type
    element: Any
    says: str | int
    line: Any
    plain: bool

    def is_like(self, other: _Item) -> bool:
        """True where nothing but words can differ."""
        words = isinstance(self.says, str) and isinstance(other.says, str)
        alike = self.kind is other.kind and self.element is other.element
        return alike and (words or self.says == other.says)


class Shape:
    """The boxes of a document before layout, in order."""

    def __init__(self, root: Any) -> None:
        self.items: list[_Item] = []
        self.rests: dict[str, int] = {}
        """Where the empty elements stand that fill parts to whole lines: see `grid`."""
        self._places: dict[int, int] = {}
        self._root = root
        self._walk(root, None, True)

    def _walk(self, box: Any, line: Any, plain: bool) -> None:
        plain = plain and type(box) in _PLAIN and box.is_in_normal_flow()
        if isinstance(box, boxes.LineBox):
            line = box.element
        text = isinstance(box, boxes.TextBox)
        children = getattr(box, "children", ())
        self._places[id(box)] = len(self.items)
        if hasattr(box.element, "get") and (rest := box.element.get("data-rest")):
            self.rests.setdefault(rest, len(self.items))
        says = box.text if text else len(children)
        self.items.append(_Item(type(box), box.element, says, line, plain))
        for child in children:
            self._walk(child, line, plain)

    def place(self, resume_at: Any) -> int | None:
        """Return the number of the box at which a page begins; None where that is not one box."""
        box = self._root
        while resume_at:
            if len(resume_at) != 1:
                return None
            ((index, resume_at),) = resume_at.items()
            if isinstance(box, boxes.LineBox) or index >= len(box.children):
                break
            box = box.children[index]
        return self._places[id(box)]

    def reworded(self, before: Shape) -> list[int] | None:
        """Return the numbers of the words that are others than before; None where more differs."""
        found = []
        for number, (now, was) in enumerate(zip_longest(self.items, before.items)):
            if now is None or was is None or not now.is_like(was):
                return None
            if now.says != was.says:
                if not now.plain or now.line is None:
                    return None
                found.append(number)
        return found
