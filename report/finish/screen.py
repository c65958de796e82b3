"""Pages in, the published screen PDF out: PDF/UA-1 and PDF/A-3a in one file."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Page

from ..storage import Content, reading
from .attachments import embed
from .facts import DocumentFacts, Parts
from .fonts import plain_unicode
from .gradients import plain_gradients
from .images import swap_images
from .metadata import write_metadata
from .shared_paths import share_paths
from .structure import rebuild_structure
from .writing import write

_OTHER_BOXES = (Name.BleedBox, Name.ArtBox)


def finish_screen(pdf: Content, facts: DocumentFacts, folder: Path) -> Parts:
    """Return the finished file, alone, in `folder`. The same pages and facts give the same bytes.

    `pdf` is what WeasyPrint wrote with `pdf_variant="pdf/a-3a"` inside `engine.tagging.noted_tags`.

    Raises:
        Diagnostic: A110, content on a page has no place in the structure.
    """
    with reading(pdf) as stream, pikepdf.open(stream) as document:
        for page in document.pages:
            crop_to_trim(page)
        files = embed(document, facts.attachments, facts.date)
        rebuild_structure(document, facts, files)
        share_paths(document)
        plain_unicode(document)
        plain_gradients(document)
        swap_images(document, facts.screen_images)
        write_metadata(document, facts)
        document.remove_unreferenced_resources()
        return {"": write(document, folder / "screen.pdf")}


def crop_to_trim(page: Page) -> None:
    """Make the trimmed page the whole page: origin 0 0, no bleed (ISO 32000-1 §14.11.2).

    WeasyPrint puts the origin at the trim and the bleed around it; what lies there stays in the
    content, outside the page.
    """
    left, bottom, right, top = (round(float(side), 4) for side in page.obj.TrimBox)
    if (left, bottom) != (0, 0):
        raise ValueError("the trimmed page does not begin at 0 0")
    for name in _OTHER_BOXES:
        if name in page.obj:
            del page.obj[name]
    box = Array([0, 0, right, top])
    page.obj.MediaBox = page.obj.CropBox = page.obj.TrimBox = box
