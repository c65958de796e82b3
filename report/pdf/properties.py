"""What a PDF says of itself: its document properties (ISO 32000-1 §14.3.3)."""

from __future__ import annotations

from ..storage import Content
from .objects import entry, name, text
from .opening import opened

_INFORMATION = {
    "title": "Title",
    "author": "Author",
    "subject": "Subject",
    "keywords": "Keywords",
    "made with": "Creator",
    "written by": "Producer",
    "made on": "CreationDate",
    "changed on": "ModDate",
}
_LONGEST = 500


def properties(data: Content, file: str) -> dict[str, str]:
    """Return the properties of a PDF by what they are called; those that it lacks are left out.

    Raises Diagnostic: F301 for what is no PDF, F302 with a password, F305 without pages.
    """
    with opened(data, file) as (pdf, _):
        information, root = pdf.trailer.get("/Info"), pdf.trailer.get("/Root")
        found = {what: text(entry(information, key)) for what, key in _INFORMATION.items()}
        found["language"] = text(entry(root, "Lang"))
        found["tagged"] = "yes" if entry(root, "StructTreeRoot") is not None else ""
        found["opens as"] = name(entry(root, "PageMode"))
        return {what: words[:_LONGEST] for what, words in found.items() if words}
