"""Pieces of editions, as pages of docs/ show them, made into editions that can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from report.resources import Project

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CSV = re.compile(
    r"`(?:editions/[\w-]+/)?(data/[\w-]+\.csv)`:\n\n```csv\n(.*?)^```", re.MULTILINE | re.DOTALL
)
_HEAD = {"title": "Docs", "language": "en-US", "date": "2026-11-22"}
_SECTIONS = [{"section": {"id": "place", "title": "A place"}}, {"credits": {"id": "credits"}}]


def write_edition(folder: Path, text: str, snippet: str) -> Project:
    """Write an edition that holds a snippet, with the facts and the CSV files of its page."""
    project = Project(folder, Project.at(folder).bundled)
    data = folder / "editions/docs/data"
    data.mkdir(parents=True)
    for name, content in _CSV.findall(text):
        (data.parent / name).write_text(content, "utf-8")
    book = openpyxl.Workbook()
    book.active.title = "By year"
    for row, cells in enumerate((("Year", "Adults"), (2023, 8200), (2024, 8700)), 3):
        for column, cell in enumerate(cells, 2):
            book.active.cell(row, column, cell)
    book.save(data / "visitors.xlsx")
    given = yaml.safe_load(snippet)
    given = {"blocks": given} if isinstance(given, list) else given
    edition: dict[str, Any] = {**_HEAD, **given}
    edition["facts"] = {**facts_of(text), **given.get("facts", {})}
    more = [{"section": {"id": "shown", "title": "Shown", "blocks": edition.pop("blocks", [])}}]
    taken = {str(key) for item in given.get("sections", []) for key in item}
    rest = [each for each in _SECTIONS if not taken & each.keys()]
    edition["sections"] = [*given.get("sections", []), *more, *rest]
    written = yaml.safe_dump(edition, allow_unicode=True, sort_keys=False)
    (data.parent / "edition.yaml").write_text(written, "utf-8")
    return project


def facts_of(text: str) -> dict[str, Any]:
    """Return all facts that the examples of a page define."""
    found: dict[str, Any] = {}
    for kind, snippet in _FENCE.findall(text):
        data = yaml.safe_load(snippet) if kind == "yaml" else None
        if isinstance(data, dict):
            found |= data.get("facts", {})
    return found
