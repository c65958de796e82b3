"""Style sheets turned over, for what is read from the right.

Themes are written for what is read from the left. Turned over, everything called `left` or
`right` changes places: sides, margins, corners, page sides and their boxes, variables, classes.
Rules that name a direction themselves, by `[dir="rtl"]`, stay as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import tinycss2  # type: ignore[import-untyped]

_OTHER = {"left": "right", "right": "left"}
# Values for top, right, bottom and left (CSS Logical 1 §4.4 calls them flow-relative shorthands).
_SIDES = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
_CORNERS = frozenset({"border-radius"})


def mirrored(css: str) -> str:
    """Return a style sheet turned over; every rule stays on its line."""
    return str(tinycss2.serialize(_turned(tinycss2.parse_component_value_list(css))))


def _turned(nodes: list[Any]) -> list[Any]:
    """Return what stands in a sheet or block: rules and declarations, one after the other."""
    out: list[Any] = []
    for part in _parts(nodes):
        block = part[-1] if part and part[-1].type == "{} block" else None
        if block is not None and any(_is_direction(node) for node in part):
            out += part
            continue
        for node in part:
            _turn(node)
        if block is not None:
            block.content = _turned(block.content)
        else:
            _swap_values(part)
        out += part
    return out


def _parts(nodes: list[Any]) -> Iterator[list[Any]]:
    """Yield rules, each with its block, and declarations, each with its semicolon."""
    part: list[Any] = []
    for node in nodes:
        part.append(node)
        if node.type == "{} block" or node == ";":
            yield part
            part = []
    if part:
        yield part


def _is_direction(node: Any) -> bool:
    """True for `[dir="rtl"]` in a selector."""
    if node.type != "[] block":
        return False
    return any(each.type == "ident" and each.lower_value == "dir" for each in node.content)


def _turn(node: Any) -> None:
    """Turn over what a node is called, and what its brackets hold, but for blocks."""
    if node.type in ("ident", "at-keyword", "hash"):
        node.value = "-".join(_OTHER.get(word, word) for word in node.value.split("-"))
    elif node.type == "function":
        for each in node.arguments:
            _turn(each)
    elif node.type in ("() block", "[] block"):
        for each in node.content:
            _turn(each)


def _swap_values(part: list[Any]) -> None:
    """Exchange the sides of a declaration that gives four values, such as `margin: 1 2 3 4`."""
    name = next((node for node in part if node.type not in ("whitespace", "comment")), None)
    if name is None or name.type != "ident" or name.lower_value not in _SIDES | _CORNERS:
        return
    first = next((at for at, node in enumerate(part) if node == ":"), len(part)) + 1
    places = [at for at in range(first, len(part)) if part[at].type in _VALUES]
    if len(places) != 4:
        return
    pairs = ((1, 3),) if name.lower_value in _SIDES else ((0, 1), (2, 3))
    for one, other in pairs:
        left, right = places[one], places[other]
        part[left], part[right] = part[right], part[left]


_VALUES = frozenset({"ident", "number", "dimension", "percentage", "function", "hash"})
