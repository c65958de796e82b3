"""Differences as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from ..diagnostics import Finding, Mark

Kind = Literal["added", "removed", "changed", "moved"]
_SWAPPED: dict[Kind, Kind] = {"added": "removed", "removed": "added"}


class Group(Enum):
    """What a difference is about, in the order in which they are listed: what somebody has to
    answer for comes before words and looks."""

    FACTS = "Facts"
    NAMES = "Names and contact details"
    PHOTOS = "Photos and credits"
    LICENCES = "Licences and consents"
    WAIVERS = "Accepted findings"
    WORDS = "Words"
    TABLES = "Tables and charts"
    DESIGN = "Design"
    FILE = "The file itself"

    @property
    def key(self) -> str:
        """The name that programs know it by."""
        return self.name.lower()


APPROVED = (Group.FACTS, Group.NAMES, Group.PHOTOS, Group.LICENCES, Group.WAIVERS)
"""The groups that are listed first."""


@dataclass(frozen=True)
class Change:
    """One difference: `old` and `new` as they are written, "" where there is nothing.

    `what` names it: a field such as `caption`, or a kind such as `text`. `section` and `at` are the
    ids of the section and the block, or what stands for them (a fact, the file of a photo); `item`
    is the place inside of that, "" for itself. Of what was moved, `old` and `new` say where to.
    `places` are the ids of the sections and blocks that print it, of what stands by itself.
    """

    group: Group
    kind: Kind
    what: str
    old: str = ""
    new: str = ""
    section: str = ""
    at: str = ""
    item: str = ""
    old_mark: Mark | None = None
    new_mark: Mark | None = None
    note: str = ""
    places: tuple[str, ...] = ()

    @property
    def mark(self) -> Mark | None:
        """Where to look: in the new one, unless it is gone there."""
        return self.new_mark or self.old_mark

    @property
    def swapped(self) -> Change:
        """The same difference, seen from the other side."""
        kind = _SWAPPED.get(self.kind, self.kind)
        swapped = replace(self, kind=kind, old=self.new, new=self.old)
        return swapped.marked(self.new_mark, self.old_mark)

    def marked(self, old: Mark | None, new: Mark | None) -> Change:
        """Return the difference with other places."""
        return replace(self, old_mark=old, new_mark=new)


@dataclass(frozen=True)
class Side:
    """One of the two that are compared: how it was named, its title and date, and what is wrong
    with it."""

    name: str
    title: str = ""
    date: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def words(self) -> str:
        """The name with date and title: in this order, since a date behind words that are written
        from right to left would be read from the right, too."""
        return " – ".join(each for each in (self.name, self.date, self.title) if each)


@dataclass(frozen=True)
class Differences:
    """All that differs between two sides, by group and then in the order of the new one."""

    old: Side
    new: Side
    changes: tuple[Change, ...]

    def of(self, group: Group) -> tuple[Change, ...]:
        """Return the differences of a group."""
        return tuple(each for each in self.changes if each.group is group)


def in_groups(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return differences by group, each once; within a group as they come."""
    order = list(Group)
    return tuple(sorted(dict.fromkeys(changes), key=lambda each: order.index(each.group)))
