"""Slips of the indent: lines that begin in another column than those they belong with.

The parser gives up at the first line that cannot go on with what stands above. The line that was
moved may be that one, or the one that it should have begun below: which, most of the other lines
say that begin in either column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

_ENTRY = re.compile(r"\s*(?:- +)*[\w-]+:(?: |$)")
_TEXT_BEGINS = re.compile(r"\s*(?:- +)*[\w-]+: *[|>][-+]?\d? *(?:#.*)?$")
_NO_VALUE = re.compile(r"\s*(?:- +)*[\w-]+: *(?:#.*)?$")
_DASHES = re.compile(r"\s*(?:- +)*")
STEP = 2
"""By how much the starter, and the examples, indent what belongs to a line."""
_FURTHEST = 4
"""How many columns an item may stand beside its list and still be taken for one of it."""


@dataclass(frozen=True)
class Slip:
    """A slip: what it is, how it is mended, and where (counted from 0)."""

    message: str
    help: str
    line: int
    column: int


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def begins(line: str) -> int:
    """Return the column, from 0, in which what a line says begins, behind the dashes of lists."""
    found = _DASHES.match(line)
    assert found is not None  # it matches the empty text, too
    return found.end()


def spaces(count: int) -> str:
    """Return "1 space" or "2 spaces"."""
    return f"{count} space{'' if count == 1 else 's'}"


def said(lines: list[str]) -> list[int]:
    """Return the numbers of the lines that are YAML's: no comments, no lines of a longer text."""
    found: list[int] = []
    text_of: int | None = None
    for number, line in enumerate(lines):
        if not line.strip() or (text_of is not None and indent(line) > text_of):
            continue
        text_of = None
        if line.lstrip().startswith("#"):
            continue
        found.append(number)
        if _TEXT_BEGINS.match(line):
            text_of = indent(line)
    return found


def move(lines: list[str], line: int, column: int, *, alone: bool = False) -> str:
    """Return what is done with a line, and unless it is `alone` with what belongs to it, to have
    it begin in `column`. Lines and columns are counted from 0."""
    by = column - indent(lines[line])
    after = next((n for n in said(lines) if n > line), None)
    holds = _NO_VALUE.match(lines[line]) or lines[line].lstrip().startswith("- ")
    deeper = after is not None and indent(lines[after]) > indent(lines[line])
    with_it = holds and deeper and not alone
    what = f"line {line + 1}{', with the lines that belong to it,' if with_it else ''}"
    return f"move {what} {spaces(abs(by))} to the {'right' if by > 0 else 'left'}"


def item_beside_its_list(lines: list[str], line: int, begun: int) -> Iterator[Slip]:
    """Yield a slip where an item of a list begins in another column than the items above.

    The parser stopped at `line`, in what began in line `begun`.
    """
    own = indent(lines[line])
    if not lines[line].lstrip().startswith("- "):
        return
    above = [n for n in _open(lines, line) if n >= begun and lines[n].lstrip().startswith("- ")]
    others = [n for n in above if 0 < abs(indent(lines[n]) - own) <= _FURTHEST]
    if not others:
        return
    other = min(others, key=lambda n: (abs(indent(lines[n]) - own), -n))
    theirs = indent(lines[other])
    items = _items(lines, other, line, min(own, theirs))
    moved = _moved(items.count(own), items.count(theirs), line, other)
    message = (
        f"this item of the list begins in column {indent(lines[moved]) + 1}, and "
        f"{'the one above' if moved == line else 'those below'} in "
        f"{(theirs if moved == line else own) + 1}"
        f"{f' (line {(other if moved == line else line) + 1})'}"
    )
    help = move(lines, moved, theirs if moved == line else own)
    yield Slip(message, help, moved, indent(lines[moved]))


def _moved(own: int, theirs: int, line: int, other: int) -> int:
    """Return the line that stands beside most items."""
    return other if own > theirs else line


def _open(lines: list[str], line: int) -> Iterator[int]:
    """Yield the lines above below which others can still stand, the nearest first."""
    lowest: int | None = None
    for number in reversed([n for n in said(lines) if n < line]):
        column = indent(lines[number])
        item = lines[number].lstrip().startswith("- ")
        if lowest is None or column < lowest or (item and column == lowest):
            yield number
        lowest = column if lowest is None else min(lowest, column)


def _items(lines: list[str], first: int, line: int, least: int) -> list[int]:
    """Return the columns of the items from those around `first` on to those below `line`, as far
    as nothing begins left of `least`."""
    numbers = said(lines)
    found: list[int] = []
    for part in (
        reversed([n for n in numbers if n < first]),
        (n for n in numbers if first <= n <= line),
        (n for n in numbers if n > line),
    ):
        for number in part:
            dash = lines[number].lstrip().startswith("- ")
            if not first <= number <= line and (
                indent(lines[number]) < least or (indent(lines[number]) == least and not dash)
            ):
                break
            if dash:
                found.append(indent(lines[number]))
    return found


def beside_its_item(lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip for a line that does not begin below the first word of its item of a list."""
    numbers = said(lines)
    item = next((n for n in _open(lines, line) if lines[n].lstrip().startswith("- ")), None)
    if item is None or not (_ENTRY.match(lines[item]) and _ENTRY.match(lines[line])):
        return
    own, first = begins(lines[line]), begins(lines[item])
    message = f"this line begins in column {own + 1}, and the first word of its item of the list "
    message += f"(line {item + 1}) in {first + 1}"
    with_it = list(takewhile(lambda n: begins(lines[n]) == own, (n for n in numbers if n >= line)))
    if with_it[1:] and item == max(n for n in numbers if n < line):
        help = move(lines, item, indent(lines[item]) + own - first, alone=True)
    else:
        help = move(lines, line, first)
    yield Slip(message, help, line, own)


def beside_its_neighbours(lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip for a line that begins where none begins that it could go on with."""
    numbers = [n for n in said(lines) if n < line]
    if not numbers or not (_ENTRY.match(lines[numbers[-1]]) and _ENTRY.match(lines[line])):
        return
    above, own = numbers[-1], begins(lines[line])
    theirs = begins(lines[above])
    if own == theirs:
        return
    moved = _moved_parent(lines, line)
    if numbers[1:] and own in _siblings(lines, numbers[-2], theirs):
        moved = above
    elif not numbers[1:] and own == 0:
        moved = above  # The first line of all.
    if moved is None and (first := _first_of_them(lines, line)) not in (None, above):
        assert first is not None
        start = begins(lines[first])
        message = f"this line begins in column {start + 1}, and line {line + 1} in {own + 1}"
        help = move(lines, first, indent(lines[first]) + own - start)
        yield Slip(message, help, first, start)
        return
    if moved is None:
        message = f"this line begins in column {own + 1}, the one above in {theirs + 1}"
        help = move(lines, line, _nearest(lines, line, theirs))
        yield Slip(message, help, line, indent(lines[line]))
        return
    column = indent(lines[moved]) + own - begins(lines[moved])
    start = begins(lines[moved])
    message = f"this line begins in column {start + 1}, and line {line + 1} in {own + 1}"
    yield Slip(message, move(lines, moved, column, alone=True), moved, start)


def _siblings(lines: list[str], before: int, column: int) -> tuple[int, ...]:
    """Return in which columns a line may go on with the one `before` the line above it, which
    itself begins in another `column`."""
    start = begins(lines[before])
    if _NO_VALUE.match(lines[before]):
        return (start + STEP,) if column != start + STEP else ()
    return (start,)


def _nearest(lines: list[str], line: int, above: int) -> int:
    """Return the column nearest to that of a line in which it could go on: that of the line
    `above` it, where that is as near as any."""
    own = begins(lines[line])
    columns = {above, *(begins(lines[n]) for n in _open(lines, line))}
    return min(columns, key=lambda column: (abs(column - own), column != above, column))


def _moved_parent(lines: list[str], line: int) -> int | None:
    """Return the line above that stands beside those that belong to it, where `line` shows it."""
    own, numbers = begins(lines[line]), said(lines)
    for number, inner in pairwise(n for n in numbers if n < line):
        start, theirs = begins(lines[number]), begins(lines[inner])
        # It has moved to the column of what belongs to it.
        if _NO_VALUE.match(lines[number]) and start == theirs == own + STEP:
            return number
    for number in _open(lines, line):
        before = next((n for n in reversed(numbers) if n < number), None)
        inner = next(n for n in numbers if n > number)
        start, theirs = begins(lines[number]), begins(lines[inner])
        # It has moved away from them, out of what stands above it.
        if before is not None and inner < line and theirs == own + STEP != start + STEP:
            left_it = _NO_VALUE.match(lines[before]) and begins(lines[before]) == start
            if _NO_VALUE.match(lines[number]) and (left_it or begins(lines[before]) == own):
                return number
    return None


def _first_of_them(lines: list[str], line: int) -> int | None:
    """Return the first line of those that `line` goes on with, where they begin further right."""
    numbers = said(lines)
    for number in _open(lines, line):
        inner = next(n for n in numbers if n > number)
        if begins(lines[number]) + STEP == begins(lines[line]) < begins(lines[inner]):
            return inner if _NO_VALUE.match(lines[number]) and inner < line else None
    return None


def stepped_in(lines: list[str], line: int, column: int) -> Iterator[Slip]:
    """Yield a slip for a line that stands to the right of one that has its value already."""
    if not (0 < line < len(lines)) or not re.fullmatch(r"\s*(?:- +)*[\w-]+", lines[line][:column]):
        return
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
    if above is None or not _ENTRY.match(lines[above]):
        return
    start, inner = begins(lines[above]), begins(lines[line])
    if inner <= start:
        return
    message = f"line {line + 1} is indented further than this one, which has its value already"
    before = next((n for n in reversed(said(lines)) if n < above), None)
    if before is not None and inner in _siblings(lines, before, start):
        help = move(lines, above, indent(lines[above]) + inner - start, alone=True)
    else:
        help = move(lines, line, start)
    yield Slip(message, help, above, start)
