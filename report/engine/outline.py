"""The outline of a PDF, of the bookmarks of all its pages (ISO 32000-1 §12.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pydyf  # type: ignore[import-untyped]

from .fragment import DrawnBookmark
from .objects import ObjectWriter
from .pieces import reference


@dataclass
class Entry:
    """A line of the outline, the object of the page it leads to, and the lines below it."""

    bookmark: DrawnBookmark
    page: int
    below: list[Entry] = field(default_factory=list)


def entries(bookmarks: Iterable[tuple[int, DrawnBookmark]]) -> list[Entry]:
    """Return bookmarks, each with the object of its page, as a tree.

    A bookmark stands below the nearest one before it of a higher level (a smaller number),
    however many levels there are between them.
    """
    top: list[Entry] = []
    above: list[Entry] = []
    for page, bookmark in bookmarks:
        while above and above[-1].bookmark.level >= bookmark.level:
            above.pop()
        entry = Entry(bookmark, page)
        (above[-1].below if above else top).append(entry)
        above.append(entry)
    return top


def write_outline(writer: ObjectWriter, top: list[Entry]) -> int:
    """Write the outline and return its number."""
    root = writer.number()
    numbers, shown = _write(writer, top, root)
    ends = {"First": reference(numbers[0]), "Last": reference(numbers[-1])}
    writer.write(root, pydyf.Dictionary({"Count": shown, **ends}).data)
    return root


def _write(writer: ObjectWriter, lines: list[Entry], parent: int) -> tuple[list[int], int]:
    """Write lines that stand below `parent`; return their numbers and how many are to be seen."""
    numbers = [writer.number() for _ in lines]
    shown = len(lines)
    for at, (number, entry) in enumerate(zip(numbers, lines, strict=True)):
        bookmark = entry.bookmark
        place = (reference(entry.page), "/XYZ", bookmark.x, bookmark.y, 0)
        line = pydyf.Dictionary(
            {
                "Title": pydyf.String(bookmark.label),
                "Dest": pydyf.Array(place),
                "Parent": reference(parent),
            }
        )
        below, count = _write(writer, entry.below, number)
        line["Count"] = -count if bookmark.closed else count
        shown += 0 if bookmark.closed else count
        if at > 0:
            line["Prev"] = reference(numbers[at - 1])
        if at + 1 < len(numbers):
            line["Next"] = reference(numbers[at + 1])
        if below:
            line |= {"First": reference(below[0]), "Last": reference(below[-1])}
        writer.write(number, line.data)
    return numbers, shown
