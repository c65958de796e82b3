"""An edition whose words stand in files of every kind, and in two languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from report.desk import Desk, Job, open_desk
from report.editing.sources import Source, sources
from report.resources import Project

from ..conftest import DAY, HEAD, ROOT, NewProject

EDITION = f"""{HEAD}\
facts:
  trees: {{value: 12, more_than: true, label: trees, source: Counted, as_of: 2025}} # counted
sections:
  - section:
      id: first
      title: Opening title   # the only one
      blocks:
        - text:
            id: words
            body: |
              There are {{{{ facts.trees }}}} trees,
              and "quotation marks".

              - One

        - photo:
            id: flowers
            file: blue-flowers.jpg
        - key_figures:
            id: figures
            items:
              - {{fact: trees}}
        - chart:
            id: shares
            kind: bar
            title: 'Most of all'
            source: Ours
            as_of: 2026
            data: data/shares.csv
"""
PO = """\
msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# seen
msgctxt "first/title"
msgid "Opening title"
msgstr "En första titel"
"""
FILES = {
    "data/shares.csv": "Who,Number\nSmall ones,5\nLarge ones,7\n",
    "languages/sv.po": PO,
    "photos/credits.yaml": """\
photos:
  blue-flowers.jpg:
    credit: "Photograph: Noah Silliman / Unsplash"
    licence: CC0-1.0
    alt: Small blue flowers
    caption: Flowers
""",
    "photos/blue-flowers.jpg": (ROOT / "assets/photos/blue-flowers.jpg").read_bytes(),
}
Sources = Callable[..., dict[str, Source]]


@pytest.fixture
def project(new_project: NewProject) -> Project:
    return new_project(EDITION, FILES)


def job(language: str = "") -> Job:
    return Job("small", DAY, target="proof" if language else "screen", language=language)


def desk(project: Project, language: str = "") -> Desk:
    return open_desk(project, job(language))


def by_words(project: Project, language: str = "") -> dict[str, Source]:
    """Return the texts of the edition by the first word of what is edited, or of the page."""
    return {(each.text or each.said).split()[0]: each for each in sources(desk(project, language))}
