"""Words in tables: heads, cells, and the options of charts that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel

from ..content.block import Block, InlineTable
from ..content.blocks.chart import Chart
from ..content.edition import Edition
from ..content.names import only_name
from ..content.node import Text, Words
from ..content.tables import Cell, Column, Table, split_unit
from ..diagnostics import Mark
from .holders import FACTS, data_name
from .units import worded

Answer = Callable[[str, str], str]
"""Gives the translation of words by their context: `Words` which know their place, or the words
themselves."""


def is_list(block: Block) -> bool:
    """True for a block whose table fills a list of its own, such as an agenda."""
    return type(block).from_table is not Block.from_table


def markdown_in(block: Block) -> bool:
    """True for a table whose cells are Markdown: one of the edition itself, and not drawn."""
    return isinstance(getattr(block, "data", None), InlineTable) and not isinstance(block, Chart)


def table_texts(block: Block, table: Table, edition: Edition) -> Iterator[tuple[str, str, Mark]]:
    """Yield the context, the words and the place of each head and each cell with words."""
    name, facts = data_name(block), _facts_in(block, edition)
    for column in table.columns:
        if worded(column.heading):
            yield f"{name}/columns", column.heading, column.mark
    for row in table.rows:
        for cell, column in zip(row, table.columns, strict=True):
            if isinstance(cell.value, str) and worded(cell.text) and cell.text not in facts:
                yield _context(name, column), cell.text, cell.mark


def option_texts(spec: BaseModel | None) -> Iterator[tuple[str, str]]:
    """Yield the options of a chart that are words to be printed, by name.

    Words of a mapping (`events`) are named by it and their key: `events/2020`.
    """
    for name, info in type(spec).model_fields.items() if spec is not None else ():
        value = getattr(spec, name)
        if isinstance(value, Mapping) and _holds_texts(info.annotation):
            yield from ((f"{name}/{key}", text) for key, text in value.items() if worded(text))
        elif isinstance(value, str) and worded(value) and any(map(_is_text, info.metadata)):
            yield name, value


def translated_table(block: Block, table: Table, edition: Edition, answer: Answer) -> Table:
    """Return a table with its heads and cells translated."""
    name = data_name(block)
    facts = {
        value: answer(f"{FACTS}.{fact}.value", value)
        for value, fact in _facts_in(block, edition).items()
    }

    def head(column: Column) -> Column:
        words = answer(f"{name}/columns", column.heading)
        text, unit = split_unit(words) if column.unit else (words, "")
        header = words.saying(text) if isinstance(words, Words) else text
        return replace(column, header=header, unit="%" if column.unit == "%" else unit)

    def told(cell: Cell, column: Column) -> Cell:
        if not isinstance(cell.value, str) or not worded(cell.text):
            return cell
        if cell.text in facts:
            words = facts[cell.text]
        else:
            words = answer(_context(name, column), cell.text)
        return replace(cell, text=words, value=words)

    columns = tuple(head(column) for column in table.columns)
    rows = tuple(tuple(map(told, row, table.columns)) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


def open_language(block: Block, table: Table, spec: BaseModel | None, answer: Answer) -> str:
    """Return the language of words of a table or chart that still want their translation, or ""."""
    name = data_name(block)
    asked = [(f"{name}/columns", column.heading) for column in table.columns]
    for row in table.rows:
        asked += [
            (_context(name, column), cell.text)
            for cell, column in zip(row, table.columns, strict=True)
        ]
    asked += [(f"{block.id}/options/{option}", words) for option, words in option_texts(spec)]
    answers = (answer(context, words) for context, words in asked)
    return next((a.unsettled for a in answers if isinstance(a, Words) and a.unsettled), "")


def translated_spec(
    block: Block, spec: BaseModel, before: Table, after: Table, answer: Answer
) -> BaseModel:
    """Return the options of a chart: its words translated, and its names as the table has them."""
    names = _names(before, after)
    words = {
        name: str(answer(f"{block.id}/options/{name}", text)) for name, text in option_texts(spec)
    }

    def told(name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            texts = {key: words.get(f"{name}/{key}", text) for key, text in value.items()}
            return {names.get(key, key): text for key, text in texts.items()}
        return words.get(name) or _renamed(value, names)

    fields = type(spec).model_fields
    return spec.model_copy(update={name: told(name, getattr(spec, name)) for name in fields})


def _names(before: Table, after: Table) -> Mapping[str, str]:
    """Return what heads and cells are called now, by what they were called."""
    names: dict[str, str] = {}
    for old, new in zip(before.rows, after.rows, strict=True):
        names |= {a.text: str(b.text) for a, b in zip(old, new, strict=True) if a.text}
    for old_head, new_head in zip(before.columns, after.columns, strict=True):
        names |= {old_head.heading: new_head.heading, old_head.header: str(new_head.header)}
    return names


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(each, names) for each in value)
    return value


def _facts_in(block: Block, edition: Edition) -> Mapping[str, str]:
    """Return the names of the facts that stand in cells by themselves, by their words."""
    data = getattr(block, "data", None)
    rows = data.rows if isinstance(data, InlineTable) else ()
    found: dict[str, str] = {}
    for cell in (cell for row in rows for cell in row):
        name = only_name(cell) if isinstance(cell, str) else None
        fact = edition.facts.get(name.parts[1]) if name and len(name.parts) == 2 else None
        if name is not None and fact is not None and isinstance(fact.value, str):
            found[fact.value] = name.parts[1]
    return found


def _context(name: str, column: Column) -> str:
    return f"{name}/{' '.join(column.header.split())[:60]}"


def _holds_texts(annotation: Any) -> bool:
    """True for the annotation of a mapping whose values are words to be printed."""
    kinds = get_args(annotation)
    return len(kinds) == 2 and any(map(_is_text, getattr(kinds[1], "__metadata__", ())))


def _is_text(metadata: Any) -> bool:
    return isinstance(metadata, Text) and metadata.translated != "never"
