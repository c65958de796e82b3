"""What a released PDF states of itself: its pages, and the sources that it was made of."""

from __future__ import annotations

import re
from pathlib import Path

from ..diagnostics import Diagnostic
from .objects import Unreadable, entry, unpacked
from .opening import opened

_LARGEST = 4 << 20
_SOURCES = re.compile(rb"<colophon:SourcesSHA256>([0-9a-f]{64})</colophon:SourcesSHA256>")


def page_count(path: Path) -> int:
    """Return the number of pages of a PDF; Diagnostic as `opened`, OSError where it is gone."""
    with opened(path, path.name) as (_, pages):
        return len(pages)


def sources_of(path: Path) -> str:
    """Return the SHA-256 of the archive that a PDF names in its metadata; "" where it names none.

    OSError where the file is gone or may not be read.
    """
    try:
        with opened(path, path.name) as (pdf, _):
            metadata = unpacked(entry(pdf.Root, "Metadata"), _LARGEST)
    except (Diagnostic, Unreadable):
        return ""
    found = _SOURCES.search(metadata)
    return found[1].decode("ascii") if found else ""
