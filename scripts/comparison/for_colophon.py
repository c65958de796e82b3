"""The brochure as a project of Colophon's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from .brochure import Chapter

SLUG = "measured"
_CREDIT = {
    "credit": "Photograph: Kyle Johnson / Unsplash (CC0 1.0)",
    "author": "Kyle Johnson",
    "licence": "CC0-1.0",
    "alt": "A lake between mountains under clouds.",
    "caption": "A lake between mountains.",
    "source": "Cut from a photograph that comes with Colophon",
}


def write_project(place: Path, chapters: Sequence[Chapter]) -> Path:
    """Write the edition and its ledger; return the folder for its photographs."""
    folder = place / "editions" / SLUG
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    edition = {
        "title": "A measured brochure",
        "language": "en-US",
        "date": "2026-11-22",
        "format": "a4",
        "theme": "nordic",
        "publisher": "Colophon",
        "description": "A brochure that is measured with.",
        "sections": [
            {"contents": {"id": "contents", "title": "Contents"}},
            *({"section": _section(each)} for each in chapters),
        ],
    }
    _dump(folder / "edition.yaml", edition)
    numbers = [part.photo for each in chapters for part in each.parts]
    _dump(photos / "credits.yaml", {"photos": {f"photo-{n}.jpg": _CREDIT for n in numbers}})
    return photos


def _section(chapter: Chapter) -> dict[str, object]:
    blocks: list[dict[str, object]] = []
    for index, part in enumerate(chapter.parts):
        name = f"c{chapter.number}-{index + 1}"
        blocks.append({"text": {"id": f"{name}-text", "body": "\n\n".join(part.paragraphs)}})
        photo = {"id": f"{name}-photo", "file": f"photo-{part.photo}.jpg", "width": "page"}
        blocks.append({"photo": {**photo, "lines": 16}})
        if index == 0:
            blocks.append({"chart": _chart(chapter)})
    return {"id": f"c{chapter.number}", "title": chapter.title, "blocks": blocks}


def _chart(chapter: Chapter) -> dict[str, object]:
    return {
        "id": f"c{chapter.number}-chart",
        "kind": "bar",
        "title": "The number changes from year to year",
        "unit": "Collaborations a year, number",
        "data": {
            "columns": ["Year", "Collaborations"],
            "rows": [list(row) for row in chapter.rows],
        },
        "source": "Made up for this measurement",
        "as_of": 2025,
        "width": "page",
        "lines": 7,
    }


def _dump(path: Path, value: object) -> None:
    text = yaml.dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, "utf-8")
