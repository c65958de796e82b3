"""Whether every name in an edition's texts and tables is one that it has."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from . import problems
from .block import InlineTable
from .blocks.chart import Chart
from .blocks.contacts import Reachable
from .blocks.qr_code import QrCode
from .edition import Edition, Fact
from .names import Name, half_names, names_in, only_name
from .node import Node, nearest, texts, walk
from .yaml import Place

FACT_FIELDS = ("value", "label", "unit", "source", "as_of")
# Documents carry them among their properties, where nothing is substituted.
_PROPERTIES = ("title", "publisher", "description")

_WRITTEN = "a name is written {{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"


def check_names(edition: Edition) -> Iterator[Finding]:
    """Yield a finding for each name that there is not, or that stands where none is read."""
    for node in walk(edition):
        for field, _, text in texts(node):
            yield from _in_text(text, node.place_of(field), edition, _kept_out(node, field))
        if isinstance(node, Fact) and isinstance(node.value, str):
            yield from _in_text(node.value, node.place_of("value"), edition, "a fact")
        fact = getattr(node, "fact", "")
        if fact and fact not in edition.facts:
            help = nearest(fact, sorted(edition.facts))
            message = f"there is no fact “{fact}”"
            yield problems.UNKNOWN_NAME.finding(node.mark_of("fact"), message, help=help)
    for index, word in enumerate(edition.keywords):
        document, path = edition.origin
        place = document.place((*path, "keywords", index))
        yield from _in_text(word, place, edition, "the document's properties")
    for _, block in edition.blocks():
        data = getattr(block, "data", None)
        if isinstance(data, InlineTable):
            yield from _in_table(data, edition, isinstance(block, Chart))
        if isinstance(block, QrCode):
            yield from _in_address(block, edition)


def _in_address(block: QrCode, edition: Edition) -> Iterator[Finding]:
    """Yield findings for the names in a code's address, and for one that the examples make none."""
    found = [*_in_text(block.address, block.place_of("address"), edition)]
    yield from found
    if found or not block.of_row or any(unknown(each, edition) for each in names_in(block.shown)):
        return
    try:
        block.filled(edition.row)
    except ValueError as error:
        message, _, help = str(error).partition("\n")
        help = help or "write another example below `row:`"
        yield problems.WRONG_VALUE.finding(block.mark_of("address"), message, help=help)


def _kept_out(node: Node, field: str) -> str:
    """Return what the text is where it can hold no names; empty where it can."""
    if isinstance(node, Fact):
        return "a fact"
    if isinstance(node, Reachable) and field in ("email", "web"):
        return "an address"
    if isinstance(node, Edition) and field in _PROPERTIES:
        return "the document's properties"
    return ""


def _in_text(text: str, place: Place, edition: Edition, kept_out: str = "") -> Iterator[Finding]:
    for name in names_in(text):
        mark = place.at(text, name.offset)
        help = unknown(name, edition)
        if kept_out:
            message = f"“{name.shown}” would be printed with its braces: {kept_out} is plain words"
            help = "write the words themselves"
            yield problems.UNKNOWN_NAME.finding(mark, message, help=help)
        elif help is not None:
            message = f"there is no “{name.shown}”"
            yield problems.UNKNOWN_NAME.finding(mark, message, help=help)
    for offset in half_names(text):
        message = "this name lacks a brace and would be printed as it stands"
        help = _WRITTEN
        yield problems.UNKNOWN_NAME.finding(place.at(text, offset), message, help=help)


def _in_table(data: InlineTable, edition: Edition, charted: bool) -> Iterator[Finding]:
    """Yield findings for the heads and cells of a table; charts draw whole values only."""
    for number, row in enumerate((data.columns, *data.rows), -1):
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            place = cell_place(data, number, column)
            found = tuple(_in_text(cell, place, edition))
            yield from found
            name = only_name(cell)
            whole = number >= 0 and name is not None and name.parts[0] == "facts"
            if charted and not found and not whole:
                yield from _in_text(cell, place, edition, "a chart's cell beside a fact's name")


def cell_place(data: InlineTable, row: int, column: int) -> Place:
    """Return the place of a cell of an inline table; row -1 is the heads, column -1 the row."""
    document, path = data.origin
    inner: tuple[str | int, ...] = ("columns",) if row < 0 else ("rows", row)
    return document.place((*path, *inner, *((column,) if column >= 0 else ())))


def unknown(name: Name, edition: Edition) -> str | None:
    """Return the help for a name that the edition does not have; None when it has it."""
    first, *rest = name.parts
    if first == "page" and len(rest) == 1:
        ids = [page.id for page in edition.pages()] + [block.id for _, block in edition.blocks()]
        return None if rest[0] in ids else nearest(rest[0], ids)
    if first == "row" and len(rest) == 1:
        if rest[0] in edition.row:
            return None
        near = nearest(rest[0], sorted(edition.row))
        return near or f"write it into the edition with an example: `row: {{{rest[0]}: …}}`"
    if first == "facts" and rest:
        if rest[0] not in edition.facts:
            return nearest(rest[0], sorted(edition.facts)) or "the edition has no facts"
        if len(rest) == 1 or (len(rest) == 2 and rest[1] in FACT_FIELDS):
            return None
        return nearest(rest[1], list(FACT_FIELDS))
    return _WRITTEN
