"""Differences in words, and as data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..diagnostics import as_data as finding_data
from .files import Compared, Sheet
from .looks import Spot
from .values import Change, Differences, Group
from .words import pieces, shortened

_LISTS = ("facts", "photos", "waivers")
"""What stands for the section of what is in none, and is said by the group."""
_SHORT = 60
"""Beyond so many letters, what differs within a text is shown and not the text twice."""


def in_words(found: Differences) -> Iterator[str]:
    """Yield differences a line each, for reading and for mails; no colours."""
    yield found.old.words
    yield f"→ {found.new.words}"
    for side in (found.old, found.new):
        if side.findings:
            number = len(side.findings)
            words = "1 error" if number == 1 else f"{number} errors"
            yield f"{side.name} has {words}, and may not be compared in full."
    yield ""
    yield summary(found) if found.changes else "No differences."
    for group in Group:
        changes = found.of(group)
        if changes:
            yield ""
            yield f"{group.value} ({len(changes)})"
            for place, several in groupby(changes, key=place_of):
                yield f"  {place}"
                for change in noted_once(several):
                    yield from _lines(change)


def noted_once(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the differences of one place; what is noted of all of them is said of the first."""
    note = ""
    for change in changes:
        yield replace(change, note="") if change.note == note else change
        note = change.note


def summary(found: Differences) -> str:
    """Return how many differences there are of each group: "3 facts, 2 names, 14 words"."""
    counts = Counter(each.group for each in found.changes)
    parts = [f"{group.value.lower()}: {counts[group]}" for group in Group if counts[group]]
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def place_of(change: Change) -> str:
    """Return where a difference is, in words: "oncology › hubs"."""
    bare = change.section in ("", change.at, *_LISTS)
    return change.at if bare else f"{change.section} › {change.at}"


def what_of(change: Change) -> str:
    """Return what a difference is of, in words: "people/anna-berg: title"."""
    return f"{change.item}: {change.what}" if change.item else change.what


def _lines(change: Change) -> Iterator[str]:
    mark = f"   ({change.mark})" if change.mark else ""
    note = f"   [{change.note}]" if change.note else ""
    what = what_of(change)
    old, new = (_in_a_line(each) for each in (change.old, change.new))
    if change.kind == "moved":
        yield f"    {what} moved: {old} → {new}{note}{mark}"
    elif change.kind == "added":
        yield f"    + {what}: {new}{note}{mark}"
    elif change.kind == "removed":
        yield f"    - {what}: {old}{note}{mark}"
    elif max(len(old), len(new)) <= _SHORT:
        yield f"    {what}: {old} → {new}{note}{mark}"
    else:
        yield f"    {what}:{note}{mark}"
        yield f"      {marked(old, new)}"


def _in_a_line(text: str) -> str:
    return " ⏎ ".join(line for line in text.split("\n") if line)


_MARKS = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    """Return what differs between two texts within the words around it, as git marks it."""
    return "".join(_MARKS[each.side].format(each.text) for each in shortened(pieces(old, new)))


def as_data(found: Differences, compared: Compared | None = None) -> dict[str, Any]:
    """Return differences as plain data, with the keys in a fixed order; pages where they were
    `compared`, with places in millimetres from the upper left corner."""
    pages = None if compared is None else [_sheet(each) for each in compared.sheets]
    return {
        "old": found.old.name,
        "new": found.new.name,
        "differences": len(found.changes),
        "changes": [_change(each) for each in found.changes],
        **({} if pages is None else {"pages": pages}),
        "findings": [
            finding_data(each) for side in (found.old, found.new) for each in side.findings
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {
        "group": change.group.key,
        "kind": change.kind,
        "section": change.section or None,
        "at": change.at or None,
        "item": change.item or None,
        "what": change.what,
        "old": change.old or None,
        "new": change.new or None,
        "old_place": str(change.old_mark) if change.old_mark else None,
        "new_place": str(change.new_mark) if change.new_mark else None,
        "note": change.note or None,
        "printed_in": list(change.places),
    }
    if change.kind == "changed" and change.group is Group.WORDS:
        data["words"] = [[each.side, each.text] for each in pieces(change.old, change.new)]
    return data


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "old": sheet.old,
        "new": sheet.new,
        "differs": sheet.differs,
        "old_places": [_spot(each) for each in sheet.spots[0]],
        "new_places": [_spot(each) for each in sheet.spots[1]],
    }


def _spot(spot: Spot) -> dict[str, Any]:
    rect = spot.rect
    sides = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    return {"kind": spot.kind, **{name: round(side.mm, 1) for name, side in sides.items()}}
