"""How the formats and themes of two editions differ, where both have the same by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.load import Manuscript
from ..content.node import Node
from ..diagnostics import Diagnostic
from ..settings import Design, read_design
from .nodes import Spot, differing, mark_of, shown
from .values import Change, Group


def designs_differing(old: Manuscript, new: Manuscript) -> Iterator[Change]:
    """Yield how format and theme differ: files of a project may change, and keep their names.

    Another format or theme is a difference by itself, and not told value by value. Nothing is
    yielded where a design cannot be read, which is a finding of its own.
    """
    before, after = _design(old), _design(new)
    if before is None or after is None:
        return
    if before.format_name == after.format_name:
        spot = Spot("format", after.format_name, group=Group.DESIGN)
        yield from _settings(before.format, after.format, spot)
    if before.theme_name == after.theme_name:
        spot = Spot("theme", after.theme_name, group=Group.DESIGN)
        yield from _settings(before.theme, after.theme, spot)


def _design(manuscript: Manuscript) -> Design | None:
    try:
        return read_design(manuscript.project, manuscript.edition)
    except Diagnostic:
        return None


def _settings(old: Node, new: Node, spot: Spot) -> Iterator[Change]:
    """Yield how two settings differ, what they hold by name included."""
    names = {name for name in type(new).model_fields if isinstance(getattr(new, name), Mapping)}
    for change in differing(old, new, spot):
        if change.item or change.what.replace(" ", "_") not in names:
            yield change
    for name in sorted(names):
        before, after = getattr(old, name), getattr(new, name)
        marks = mark_of(old, name), mark_of(new, name)
        for key in dict.fromkeys((*after, *before)):
            sides = shown(before.get(key)), shown(after.get(key))
            if sides[0] != sides[1]:
                yield spot.inside(name).change(Group.DESIGN, str(key), sides, marks)
