"""Read what a PDF prints: any PDF, of ours or not, damaged or not (ISO 32000-1, ISO 15930-7)."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Finding
from ..storage import Content
from .declared import boxes_of, intents_of, labels, media_of, origin_of
from .extras import annotations_of, note_events, note_extras
from .objects import entry, number
from .objects import name as name_of
from .opening import damage, opened
from .painting import Budget, Library, UserSpace, paint_annotation, paint_page
from .printed import ENTRIES, Annotation, PrintedFile, PrintedPage


def read_printed(data: Content, name: str) -> tuple[PrintedFile, tuple[Finding, ...]]:
    """Return what a PDF prints, and what is wrong with the file itself (F303, F304).

    `name` is what findings call the file. What of a page cannot be read is told in its `unread`.
    Raises Diagnostic: F301 for what is no PDF, F302 with a password, F305 without pages.
    """
    with opened(data, name) as (pdf, pages):
        reader = _Reader()
        printed = [reader.page(page.obj, number) for number, page in enumerate(pages, 1)]
        root, information = pdf.trailer.get("/Root"), pdf.trailer.get("/Info")
        note_extras(root, reader.library)
        if pdf.is_encrypted:
            reader.library.note("encryption", "Encrypt")
        conformance, trapped, title = labels(root, information)
        file = PrintedFile(
            version=max(pdf.pdf_version, _later_version(root)),
            conformance=conformance,
            pages=tuple(printed),
            fonts=reader.library.fonts(),
            intents=intents_of(root),
            annotations=tuple(reader.annotations),
            entries=reader.entries(),
            spots=tuple(sorted(reader.spots)),
            trapped=trapped,
            title=title,
        )
        return file, damage(pdf, name)


class _Reader:
    """Reads one page after the other, with what they share."""

    def __init__(self) -> None:
        self.library = Library()
        self.annotations: list[Annotation] = []
        self.spots: set[str] = set()
        self._budget = Budget()

    def entries(self) -> dict[str, int]:
        """Return how much the file has of what one for press should not have."""
        seen = self.library.seen
        return {kind: len(seen[kind]) for kind in ENTRIES if kind in seen}

    def page(self, page: Any, at: int) -> PrintedPage:
        """Return what page `at` prints, its annotations included that are for printing."""
        boxes = boxes_of(page)
        unit = number(entry(page, "UserUnit")) or 1.0
        space = UserSpace(at, origin_of(boxes), media_of(boxes), unit if unit > 0 else 1.0)
        canvas = paint_page(page, space, self.library, self._budget)
        note_events(page, self.library)
        for thing, annotation in annotations_of(page, space, self.library):
            self.annotations.append(annotation)
            if annotation.prints:
                paint_annotation(canvas, self.library, thing)
        self.spots |= canvas.spots
        return PrintedPage(
            number=at,
            boxes=boxes,
            rotate=int(number(entry(page, "Rotate")) or 0) % 360,
            user_unit=space.unit,
            groups=tuple(canvas.groups),
            uses_transparency=canvas.uses_transparency,
            painted=tuple(canvas.painted),
            spaces=tuple(sorted(canvas.spaces)),
            unread="; ".join(canvas.holes),
        )


def _later_version(root: Any) -> str:
    """Return the version that the catalogue gives, which holds where it is the later one."""
    return name_of(entry(root, "Version"))
