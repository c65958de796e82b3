"""Pages as things to draw, for files whose pages show several of another: sheets, covers."""

from __future__ import annotations

from pikepdf import Name, Object, Page, Pdf, String

from .press_sheet import Box, as_array


def page_form(file: Pdf, page: Page, shown: Box) -> Object:
    """Return a page of another file as a form XObject of `file`, cut to `shown` in its own points.

    Fonts and pictures are shared among the pages that are taken over (ISO 32000-2, 8.10). Its
    place in the structure tree, which stays behind, is left out.
    """
    form = page.as_form_xobject()
    form.Resources = page.resources
    form = file.copy_foreign(form)
    form.BBox = as_array(shown)
    if Name.StructParents in form:
        del form.StructParents
    return form


def take_producer(file: Pdf, pages: Pdf) -> None:
    """Let `file` name the program that laid out the pages it shows."""
    if Name.Producer in pages.docinfo:
        file.docinfo[Name.Producer] = String(str(pages.docinfo[Name.Producer]))
