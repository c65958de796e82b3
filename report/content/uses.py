"""Words for one use alone: what only the screen's readers, or only paper's, may see.

What is not for a use is taken out before anything is composed, so that it is in no file for that
use: not on its pages, among its properties, in its structure or in what is attached to it.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import model_validator

from .node import Identified, Node, nearest

Use = Literal["screen", "press"]
_OWN = ("id", "only", "screen_only", "press_only")


class Selective(Identified):
    """A block or list item that can be kept, whole or in part, for one use."""

    only: Use | None = None
    """`screen` keeps it out of what is printed, `press` out of what is sent and downloaded."""
    screen_only: tuple[str, ...] = ()
    """Its keys that are not printed, such as `[web]`."""
    press_only: tuple[str, ...] = ()
    """Its keys that are not published on the screen, such as `[phone]`."""

    @model_validator(mode="after")
    def _keys_it_has(self) -> Self:
        keys = {info.alias or name: info for name, info in type(self).model_fields.items()}
        can = [key for key, info in keys.items() if not info.is_required() and key not in _OWN]
        for key in (*self.screen_only, *self.press_only):
            if key in keys and keys[key].is_required():
                raise ValueError(f"“{key}” is always needed\nkeep all of it back with `only`")
            if key not in can:
                raise ValueError(f"there is no key “{key}” here to keep back\n{nearest(key, can)}")
        return self

    def kept_from(self, use: Use) -> tuple[str, ...]:
        """Return the names of the fields that are not for `use`."""
        keys = self.press_only if use == "screen" else self.screen_only
        names = {info.alias or name: name for name, info in type(self).model_fields.items()}
        return tuple(names[key] for key in keys)


def printed_for(edition: Node, use: Use) -> Any:
    """Return the edition without what is not for `use`.

    What must have something in it, such as a list of people, goes when nothing is left.
    """
    kept = _kept(edition, use)
    assert kept is not None, "an edition is for every use"
    return kept


def _kept(node: Node, use: Use) -> Node | None:
    """Return a node without what is not for `use`; None where that is all of it."""
    if isinstance(node, Selective) and node.only not in (None, use):
        return None
    hidden = node.kept_from(use) if isinstance(node, Selective) else ()
    changes: dict[str, Any] = {}
    for name, info in type(node).model_fields.items():
        value = getattr(node, name)
        new = info.get_default(call_default_factory=True) if name in hidden else _part(value, use)
        if new is value or (new == value and not _is_deep(value)):
            continue
        if _is_deep(value) and not new and (info.is_required() or _is_choice(node, name)):
            return None
        changes[name] = new
    return node.model_copy(update=changes) if changes else node


def _part(value: Any, use: Use) -> Any:
    """Return a field's value without what is not for `use`; the value itself if that is nothing."""
    if isinstance(value, Node):
        return _kept(value, use)
    if isinstance(value, tuple) and any(isinstance(each, Node) for each in value):
        parts = [_part(each, use) for each in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return tuple(each for each in parts if each is not None)
    return value


def _is_deep(value: Any) -> bool:
    return isinstance(value, Node) or (
        isinstance(value, tuple) and any(isinstance(each, Node) for each in value)
    )


def _is_choice(node: Node, name: str) -> bool:
    """True for the one kind that an item of a list of blocks names: without it, it is nothing."""
    return getattr(node, "body", None) is getattr(node, name)
