"""Slips that show in the lines around the place where the parser gave up.

The parser says where it could go no further, in words about itself. What a person did is
mostly on that line, or on the one above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .yaml_columns import (
    STEP,
    Slip,
    begins,
    beside_its_item,
    beside_its_neighbours,
    indent,
    item_beside_its_list,
    said,
)

_KEY_ALONE = re.compile(r"\s*(?:- +)*([\w-]+)$")
_NO_VALUE = re.compile(r"\s*(?:- +)*([\w-]+): *(?:#.*)?$")
_TEXT_BEGINS = re.compile(r"\s*(?:- +)*[\w-]+: *[|>][-+]? *(?:#.*)?$")
_GLUED = re.compile(r"\s*(?:- +)*([a-z_]+):([^\s/:].*)")
_GLUED_DASH = re.compile(r"\s*(-)([^\W\d_].*)")
_CURLY = re.compile(r":\s+([“”„«»‘’])")
_VALUE = re.compile(r"\s*(?:- +)*([\w-]+): +([^\s\"'{\[|>#].*)")
_ENTRY = re.compile(r"\s*(?:- +)*[\w-]+:(?: |$)")
# A sign right before a word, as in “Room #4”, is more likely meant as part of the text.
_COMMENT = re.compile(r"\s+#(?:\s.*)?$")
_LONGEST = 50


def slips_of_lines(
    problem: str, lines: list[str], at: tuple[int, int], begun: tuple[int, int] | None
) -> Iterator[Slip]:
    """Yield the slips that the lines at the error show, the likeliest first.

    `problem` is what the parser says, `at` where, and `begun` where what it was reading began.
    """
    line = min(at[0], len(lines) - 1)
    above = _above(lines, line)
    if "mapping values are not allowed" in problem:
        yield from _no_colon(lines, line, above)
        yield from _second_colon(lines, *at)
        return
    if "<document start>" in problem:
        yield from beside_its_neighbours(lines, line)
    if not any(each in problem for each in ("expected key", "expected ':'", "expected '-'")):
        return
    for number in (line, above):
        if number is not None:
            yield from _no_space(lines, number)
    yield from _first_without_dash(lines, line)
    if begun is not None:
        yield from item_beside_its_list(lines, line, begun[0])
    if "expected '-'" in problem:
        yield from beside_its_item(lines, line)
        return
    yield from _outside_its_text(lines, line, begun)
    yield from _no_sign_of_text(lines, line)
    if begun is not None and "expected key" in problem:
        yield from _no_dash(lines, line, begun)
        yield from beside_its_neighbours(lines, line)


def _above(lines: list[str], line: int) -> int | None:
    """Return the number of the line above that says something."""
    said = (n for n in range(line - 1, -1, -1) if lines[n].strip() and lines[n].strip()[0] != "#")
    return next(said, None)


def _shortened(words: str) -> str:
    words = words.strip()
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _parted(value: str) -> tuple[str, str]:
    """Return the words of a value, and the comment after it as it stands outside the marks."""
    found = _COMMENT.search(value)
    return (value[: found.start()], f"  {_shortened(found[0])}") if found else (value, "")


def _no_colon(lines: list[str], line: int, above: int | None) -> Iterator[Slip]:
    """Yield a slip for a name without its colon, below which other lines stand."""
    found = _KEY_ALONE.match(lines[above]) if above is not None else None
    if above is not None and found and _ENTRY.match(lines[line]):
        message = f"“{found[1]}” has no colon at its end, and lines that belong to it below"
        yield Slip(message, f"write it as {found[1]}:", above, found.start(1))


def _second_colon(lines: list[str], line: int, column: int) -> Iterator[Slip]:
    """Yield a slip for a text that holds a colon, or stands in quotation marks of print."""
    if line >= len(lines):
        return
    if (curly := _CURLY.search(lines[line])) and curly.start() < column:
        message = f"{curly[1]} is a letter to YAML, and no quotation mark"
        help = 'put straight quotation marks around the whole text: "…"'
        yield Slip(message, help, line, curly.start(1))
    elif (found := _VALUE.match(lines[line])) and found.start(2) <= column:
        words, comment = _parted(found[2])
        line_of_it = f'{found[1]}: "{_shortened(words)}"{comment}'
        help = f"a text with a colon needs quotation marks: {line_of_it}"
        yield Slip("the text holds a colon, as if it were a name", help, line, column)


def _no_space(lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip for a colon or a dash that words follow without a space."""
    if found := _GLUED.match(lines[line]):
        help = f"write it as {found[1]}: {_shortened(found[2])}"
        yield Slip("a space is missing after the colon", help, line, found.end(1))
    elif found := _GLUED_DASH.match(lines[line]):
        help = f"write it as - {_shortened(found[2])}"
        yield Slip("a space is missing after the dash", help, line, found.start(1))


def _outside_its_text(lines: list[str], line: int, begun: tuple[int, int] | None) -> Iterator[Slip]:
    """Yield a slip for a line of a text after “|” that stands too far to the left."""
    first = begun[0] if begun is not None and begun[0] <= line else line
    for number in dict.fromkeys((first, line)):
        if _ENTRY.match(lines[number]) or not lines[number].strip():
            continue
        start = _text_before(lines, number)
        if start is not None and indent(lines[number]) < _text_indent(lines, start):
            message = f"this line is left of the text that begins in line {start + 1}"
            help = "move it to the right, below the other lines of its text"
            yield Slip(message, help, number, indent(lines[number]))
            return


def _text_before(lines: list[str], line: int) -> int | None:
    """Return the line whose “|” begins the text that stands above `line`, if a text does."""
    for number in range(line - 1, -1, -1):
        if _TEXT_BEGINS.match(lines[number]):
            return number
        if _ENTRY.match(lines[number]):
            return None
    return None


def _text_indent(lines: list[str], start: int) -> int:
    return next((indent(each) for each in lines[start + 1 :] if each.strip()), 0)


def _no_sign_of_text(lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip for paragraphs that stand below a name without the “|” after it."""
    if _ENTRY.match(lines[line]) or lines[line].lstrip().startswith("- "):
        return
    for number in range(line - 1, -1, -1):
        if _ENTRY.match(lines[number]):
            found = _NO_VALUE.match(lines[number])
            if found and indent(lines[number]) < indent(lines[line]):
                message = f"“{found[1]}” has a text of several paragraphs, and no “|” before it"
                yield Slip(message, f"write it as {found[1]}: |", number, found.start(1))
            return


def _first_without_dash(lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip for the first item of a list whose dash was lost, and not the space it took."""
    own = indent(lines[line])
    above = [n for n in said(lines) if n < line]
    # An item right below the key of another item is one of the same list, in a wrong column.
    parent = next((n for n in reversed(above) if begins(lines[n]) < own), None)
    if parent is None or not lines[line].lstrip().startswith("- "):
        return
    first = next((n for n in above if n > parent), None)
    if first is None or not _NO_VALUE.match(lines[parent]):
        return
    start, words = indent(lines[first]), lines[first].strip()
    dashless = _ENTRY.match(lines[first]) and not words.startswith("- ")
    if dashless and own < start <= own + STEP:
        message = "a dash is missing at the beginning of this line"
        item = _shortened(words.removeprefix("-"))
        help = f"each item of a list begins with “- ”, here in column {own + 1}: - {item}"
        yield Slip(message, help, first, start)


def _no_dash(lines: list[str], line: int, begun: tuple[int, int]) -> Iterator[Slip]:
    """Yield a slip for the first item of a list that has no dash, where the next one has."""
    first = lines[begun[0]]
    item = lines[line].lstrip().startswith("- ") and indent(lines[line]) == begun[1]
    if item and (glued := _GLUED_DASH.match(first)):
        help = f"write it as - {_shortened(glued[2])}"
        yield Slip("a space is missing after the dash", help, *begun)
    elif item and _ENTRY.match(first):
        help = f"each item of a list begins with “- ”: - {_shortened(first)}"
        yield Slip("a dash is missing at the beginning of this line", help, *begun)
