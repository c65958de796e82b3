"""What differs as a PDF for the person who approves: first the list, then pages side by side."""

from __future__ import annotations

import datetime
import json
import re

from PIL import Image

from .. import __version__
from ..diagnostics import Mark
from ..finish.facts import DocumentFacts
from ..jpegs import written
from ..libraries import require
from ..papers.house import LANGUAGE, SHEETS, House
from ..papers.words import Words, plain_text
from ..resources import Project
from ..settings import FontFace
from ..storage import Content, digest
from .comparing import Result
from .telling import as_data
from .view import View, view

_QUALITY = 82
# The fonts of scripts that the theme's own lack, loaded where they are needed: they are large.
_SCRIPTS = (
    (
        re.compile("[\u3040-\u30ff]"),
        FontFace(family="Noto Sans JP", file="noto/NotoSansJP-Regular.ttf"),
    ),
    (
        re.compile("[\u3400-\u9fff]"),
        FontFace(family="Noto Sans SC", file="noto/NotoSansSC-Regular.ttf"),
    ),
)


def differences_paper(project: Project, result: Result, format: str = SHEETS[0]) -> bytes:
    """Return what differs as a PDF: US Letter for that `format`, else A4. The same differences
    give the same bytes.

    Raises:
        Diagnostic: S101 when a system library is missing; whatever a project's own templates can
            raise.
        OSError: there is no room on the disk to make it.
    """
    require()
    said = json.dumps(as_data(result.differences), ensure_ascii=False)
    fonts = tuple(face for letters, face in _SCRIPTS if letters.search(said))
    program = f"Colophon {__version__}"
    pictures: dict[str, bytes] = {}
    house = House(project, "differences", format, pictures, fonts)
    shown = view(result, house.words, program)
    pictures |= _pictures(shown, result)
    size = house.design.format
    rendered = house.laid(
        Mark(result.differences.new.name),
        view=shown,
        across=f"{size.height.css} {size.width.css}",
    )
    return house.finished(rendered, lambda raw: _facts(shown, house.words, program, raw))


def _pictures(shown: View, result: Result) -> dict[str, bytes]:
    """Return the pictures of pages as JPEGs by name."""
    if result.viewers is None:
        return {}
    found = {}
    for picture, side in shown.pictures:
        pixels = result.viewers[side].picture(picture.page, picture.ppi)
        found[picture.src] = written(Image.fromarray(pixels), _QUALITY, fine=False)
    return found


def _facts(shown: View, words: Words, program: str, raw: Content) -> DocumentFacts:
    return DocumentFacts(
        title=f"What differs: {plain_text(shown.title)}",
        author="",
        subject=plain_text("; ".join(row for _, row in shown.rows[:2])),
        keywords=(),
        language=LANGUAGE,
        # What is compared may have two dates or none: this paper has no day of its own.
        date=datetime.date(2000, 1, 1),
        identifier=digest(program, raw),
    )
