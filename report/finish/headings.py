"""Heading levels without a gap, the first of them 1."""

from __future__ import annotations

from collections.abc import Iterator

from .tree import Node

_LEVELS = {f"H{level}": level for level in range(1, 7)}


def level_headings(root: Node) -> None:
    """Number the headings by how deep they are nested (ISO 14289-1 §7.4.2).

    Sections have headings of the second level, below the cover's, and an edition need not have a
    cover; a crosshead in prose may be typed with more # than the text has levels.
    """
    above: list[int] = []
    for node in _headings(root):
        level = _LEVELS[node.type]
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        node.type = f"H{len(above)}"


def _headings(node: Node) -> Iterator[Node]:
    """Yield the headings below `node` in reading order."""
    for kid in node.kids:
        if isinstance(kid, Node):
            if kid.type in _LEVELS:
                yield kid
            else:
                yield from _headings(kid)
