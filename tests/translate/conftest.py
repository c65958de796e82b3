"""Editions to translate, and translators that fill in everything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from report.content.names import substitute
from report.desk import options_reader
from report.resources import Project
from report.translate.catalog import FUZZY, Catalog, Entry
from report.translate.po_reader import read_po
from report.translate.po_writer import po_text
from report.translate.work import Work, open_work

from ..conftest import HEAD, ROOT, NewProject

EDITION = f"""{HEAD}\
keywords: [water, paper]
facts:
  trees: {{value: 12, label: trees, unit: km, source: A count, as_of: 2025}}
  colour: {{value: green, label: the colour}}
sections:
  - cover:
      id: cover
      photo: {{file: blue-flowers.jpg, caption: Flowers}}
      headline: The water / and the paper
  - section:
      id: first
      title: A first title
      blocks:
        - text:
            id: words
            body: |
              There are {{{{ facts.trees }}}} trees, *tall* and [known](https://example.org),
              on page {{{{ page.first }}}}.

              - One
              - Two
        - people:
            id: hosts
            title: The hosts
            people:
              - {{name: Anna Berg, title: Director, organisation: The Office, phone: "+46 8 1"}}
        - table:
            id: years
            title: The years
            data:
              columns: [Year, Event, "Share (%)"]
              rows:
                - [2020, Rain *fell*, 5]
                - [2021, "{{{{ facts.colour }}}}", 6]
        - chart:
            id: shares
            kind: bar
            title: Who has most
            data: data/shares.csv
            options: {{highlight: Small ones, label: Who}}
        - agenda:
            id: days
            time_zone: Central European Time
            data: data/agenda.csv
"""
FILES: Mapping[str, str] = {
    "data/shares.csv": "Who,Number\nSmall ones,5\nLarge ones,7\n",
    "data/agenda.csv": "date,start,title,text\n2026-11-22,09:00,Arrival,At the station\n",
}
ENGLISH = (ROOT / "templates" / "languages" / "en.yaml").read_text()
Translate = Callable[[Entry], str]


def swedish(entry: Entry) -> str:
    """Return a translation with the marks and names of the text, and other letters."""
    text = entry.source
    if entry.context.endswith(".credit"):
        return text.replace("Photograph", "Foto")  # whose names stay
    held: list[str] = []

    def hold(shown: str) -> str:
        held.append(shown)
        return f"\x00{len(held) - 1}\x00"

    text = substitute(text, lambda name: hold("{{ " + name.shown + " }}"))
    text = "".join({"a": "å", "e": "é", "o": "ö"}.get(letter, letter) for letter in text)
    text = text.replace("https://éxåmplé.örg", "https://example.org")
    for index, shown in enumerate(held):
        text = text.replace(f"\x00{index}\x00", shown)
    return text


def filled(catalog: Catalog, translate: Translate = swedish) -> Catalog:
    """Return a catalog in which nothing is left to do."""
    entries = [
        replace(e, words=e.words if e.done else translate(e), flags=e.sure())
        if not e.obsolete
        else e
        for e in catalog.entries
    ]
    assert not any(FUZZY in entry.flags for entry in entries if not entry.obsolete)
    return replace(catalog, entries=tuple(entries))


def at_work(project: Project, slug: str = "small") -> Work:
    """Return an edition as translators see it."""
    return open_work(project, slug, options_reader(project))


def po_path(project: Project, tag: str = "sv", slug: str = "small") -> Path:
    """Return where a PO file is."""
    return project.editions / slug / "languages" / f"{tag}.po"


def catalog_of(project: Project, tag: str = "sv", slug: str = "small") -> Catalog:
    """Return a PO file of a project."""
    path = po_path(project, tag, slug)
    return read_po(path.read_bytes(), project.shown(path))


def fill_in(project: Project, tag: str = "sv", translate: Translate = swedish) -> None:
    """Translate all that there is to translate."""
    text = po_text(filled(catalog_of(project, tag), translate))
    po_path(project, tag).write_bytes(text.encode())


@pytest.fixture
def small(new_project: NewProject) -> Project:
    """A project with an edition that has all kinds of words, and a language to put them into."""
    return new_project(EDITION, {**FILES, "/templates/languages/sv.yaml": ENGLISH})
