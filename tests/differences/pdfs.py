"""Small PDFs of a few words, written by hand, to be compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from pikepdf import Dictionary, Name, Pdf

from report.differences.files import Compared, File, files_differing
from report.pdf.seeing import seeing

from ..tools.bare_pdfs import bare

Lines = Sequence[str]


def helvetica(pdf: Pdf) -> dict[str, Any]:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return {"Font": Dictionary(F1=pdf.make_indirect(font))}


def page(lines: Lines, *, folio: int = 0, paint: str = "", x: int = 10) -> str:
    """Return a page of 200 by 100 points with lines of words, a page number at its foot, and what
    else it paints."""
    shown = [f"BT /F1 6 Tf {x} {88 - 8 * at} Td ({line}) Tj ET" for at, line in enumerate(lines)]
    number = f"BT /F1 6 Tf {190 if folio % 2 else 10} 3 Td ({folio}) Tj ET" if folio else ""
    return "\n".join((*shown, number, paint))


def pdf(*pages: str, change: Callable[[Pdf], object] | None = None, **entries: Any) -> bytes:
    return bare(*pages, resources=helvetica, trim=None, change=change, **entries)


def compared(old: bytes, new: bytes) -> Compared:
    """Return what differs between two PDFs."""
    with ExitStack() as stack:
        files = File("old.pdf", old), File("new.pdf", new)
        one, other = (stack.enter_context(seeing(file.data, file.name)) for file in files)
        return files_differing(files, (one, other))[0]


def told(old: bytes, new: bytes) -> list[tuple[str, str, str, str]]:
    """Return group, kind, what and place of all that differs between two PDFs."""
    changes = compared(old, new).changes
    return [(each.group.name, each.kind, each.what, each.at) for each in changes]
