"""Words for one use alone: what only the screen's readers, or only paper's, may see.

What is not for a use is taken out before anything is composed, so that it is in no file for that
use: not on its pages, among its properties, in its structure or in what is attached to it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, Self

from pydantic import model_validator

from .fields import models_at
from .node import Identified, Node, nearest

Use = Literal["screen", "press"]
_OWN = ("id", "only", "screen_only", "press_only")


class Selective(Identified):
    """A block or list item that can be kept, whole or in part, for one use."""

    only: Use | None = None
    """`screen` keeps it out of what is printed, `press` out of what is sent and downloaded."""
    screen_only: tuple[str, ...] = ()
    """Keys that are not printed, such as `[web]`: its own, or those of everything in it."""
    press_only: tuple[str, ...] = ()
    """Keys that are not published on the screen, such as `[phone]`: its own, or those of
    everything in it."""

    @model_validator(mode="after")
    def _keys_there_are(self) -> Self:
        needed, optional = _keys(type(self))
        for key in (*self.screen_only, *self.press_only):
            if key in optional:
                continue
            if key in needed:
                raise ValueError(f"“{key}” is always needed\nkeep all of it back with `only`")
            help = nearest(key, sorted(optional))
            raise ValueError(f"there is no key “{key}” here to keep back\n{help}")
        return self

    def kept_from(self, use: Use) -> tuple[str, ...]:
        """Return the keys that are not for `use`."""
        return self.press_only if use == "screen" else self.screen_only


@cache
def _keys(model: type[Node]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of a model, and of what is in it, that are needed and those that are not."""
    needed: set[str] = set()
    optional: set[str] = set()
    for name, info in model.model_fields.items():
        key = info.alias or name
        if key not in _OWN:
            (needed if info.is_required() else optional).add(key)
        for inner in (*models_at(model, (key,)), *models_at(model, (key, 0))):
            if issubclass(inner, Selective):
                below = _keys(inner)
                needed |= below[0]
                optional |= below[1]
    return frozenset(needed), frozenset(optional)


def printed_for(edition: Node, use: Use) -> Any:
    """Return the edition without what is not for `use`.

    What must have something in it, such as a list of people, goes when nothing is left.
    """
    kept = _kept(edition, use)
    assert kept is not None, "an edition is for every use"
    return kept


def _kept(node: Node, use: Use, keys: frozenset[str] = frozenset()) -> Node | None:
    """Return a node without what is not for `use`; None where that is all of it.

    `keys` are those that what is around it keeps from `use`.
    """
    if isinstance(node, Selective):
        if node.only not in (None, use):
            return None
        keys |= frozenset(node.kept_from(use))
    changes: dict[str, Any] = {}
    for name, info in type(node).model_fields.items():
        value = getattr(node, name)
        hidden = (info.alias or name) in keys and not info.is_required()
        new = info.get_default(call_default_factory=True) if hidden else _part(value, use, keys)
        if new is value or (new == value and not _is_deep(value)):
            continue
        if _is_deep(value) and not new and not hidden and node.lives_by(name):
            return None
        changes[name] = new
    return node.model_copy(update=changes) if changes else node


def _part(value: Any, use: Use, keys: frozenset[str]) -> Any:
    """Return a field's value without what is not for `use`; the value itself if that is nothing."""
    if isinstance(value, Node):
        return _kept(value, use, keys)
    if isinstance(value, tuple) and any(isinstance(each, Node) for each in value):
        parts = [_part(each, use, keys) for each in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return tuple(each for each in parts if each is not None)
    return value


def _is_deep(value: Any) -> bool:
    return isinstance(value, Node) or (
        isinstance(value, tuple) and any(isinstance(each, Node) for each in value)
    )
