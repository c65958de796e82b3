"""Open a PDF that may be anything, and say what is wrong with it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..storage import Content, reading
from .objects import FAULTS, limits

NOT_READABLE = Code(
    "F301",
    "pdf-not-readable",
    Severity.ERROR,
    """The file cannot be read as a PDF.

    Nothing can be said about a file that cannot be opened, and a print shop cannot print it. It
    may be another kind of file with the name of a PDF, or a copy that broke off on its way: a
    PDF keeps its table of contents at the end, so that half a file is mostly no file. Compare its
    size with that of the original, fetch it once more, or export it anew.
    """,
)
PASSWORD = Code(
    "F302",
    "pdf-locked",
    Severity.ERROR,
    """The PDF asks for a password before it can be opened.

    PDF/X forbids encryption (ISO 15930-7 §6.1), and no print shop can print what it cannot open.
    Export it anew without security settings, or ask the one who made it for such a file.
    """,
)
DAMAGED = Code(
    "F303",
    "pdf-damaged",
    Severity.WARNING,
    """The PDF is damaged; what could be repaired was read.

    Something in the file does not obey the PDF standard: a table of contents that points to wrong
    places, a stream shorter than it says. Programs repair such files in their own ways, so that
    the press may print something else than the screen shows, or nothing. Export it anew rather
    than saving the repaired one.
    """,
)
ENCRYPTED = Code(
    "F304",
    "pdf-encrypted",
    Severity.ERROR,
    """The PDF opens without a password, but is encrypted.

    Restrictions such as “no printing” or “no changes” encrypt the whole file. PDF/X forbids that
    (ISO 15930-7 §6.1), since a print shop has to place, trap and impose the pages. Export it anew
    without security settings.
    """,
)
NO_PAGES = Code(
    "F305",
    "pdf-without-pages",
    Severity.ERROR,
    """The PDF has no pages.

    It can be opened, but its list of pages is empty, or so damaged that no page can be found.
    Export it anew.
    """,
)
_SHOWN_WARNINGS = 3
_ENDS = 1024
# What pikepdf says of the file object that qpdf reads from, through Python.
_OF_PYTHON = re.compile(r"\w+Error: (\[Errno \d+\] )?")
_ANEW = "export the file anew from the program it was made with"


@contextmanager
def opened(data: Content, name: str) -> Iterator[tuple[pikepdf.Pdf, tuple[pikepdf.Page, ...]]]:
    """Open a PDF with its pages, and hold qpdf to bounds as long as it is open.

    Raises Diagnostic: F301 for what is no PDF, F302 with a password, F305 without pages.
    """
    with limits(), reading(data) as stream, _open(stream, name) as pdf:
        yield pdf, _pages(pdf, name)


def _open(stream: BinaryIO, name: str) -> pikepdf.Pdf:
    mark = Mark(name)
    try:
        return pikepdf.open(stream, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        help = "export the file anew without a password"
        raise Diagnostic(
            [PASSWORD.finding(mark, "the PDF asks for a password", help=help)]
        ) from error
    except FAULTS as error:
        raise Diagnostic([_fault(stream, name, error)]) from error


def _fault(stream: BinaryIO, name: str, error: Exception) -> Finding:
    """Return why a file cannot be opened; raises Diagnostic F305 where only its pages are lost."""
    set_qpdf_limits(doc_max_warnings=0)  # which has qpdf look for pages at once
    stream.seek(0)
    try:
        with pikepdf.open(stream, inherit_page_attributes=False) as pdf:
            _pages(pdf, name)
    except FAULTS:
        pass
    return _not_readable(stream, Mark(name), error)


def _not_readable(stream: BinaryIO, mark: Mark, error: Exception) -> Finding:
    size = stream.seek(0, os.SEEK_END)
    if not size:
        return NOT_READABLE.finding(mark, "the file is empty", help="copy or export it once more")
    stream.seek(0)
    if b"%PDF-" not in stream.read(_ENDS):
        help = "choose a PDF; a file does not become one by its name"
        return NOT_READABLE.finding(mark, "this is no PDF", help=help)
    stream.seek(max(0, size - _ENDS))
    if b"%%EOF" not in stream.read():
        message = "the PDF breaks off before its end"
        help = "copy or download it once more, and compare its size with the original’s"
        return NOT_READABLE.finding(mark, message, help=help)
    return NOT_READABLE.finding(mark, f"the PDF cannot be read: {_plain(error)}", help=_ANEW)


def _pages(pdf: pikepdf.Pdf, name: str) -> tuple[pikepdf.Page, ...]:
    try:
        pages = tuple(pdf.pages)
        message = "the PDF has no pages"
    except FAULTS as error:
        pages = ()
        message = f"the PDF’s pages cannot be found: {_plain(error)}"
    if not pages:
        raise Diagnostic([NO_PAGES.finding(Mark(name), message, help=_ANEW)])
    return pages


def damage(pdf: pikepdf.Pdf, name: str) -> tuple[Finding, ...]:
    """Return what qpdf repaired while the file was read, and whether it is encrypted."""
    mark = Mark(name)
    findings = []
    if pdf.is_encrypted:
        findings.append(ENCRYPTED.finding(mark, "the PDF is encrypted", help=_ANEW))
    told = tuple(dict.fromkeys(_plain(warning) for warning in pdf.get_warnings()))
    if told:
        more = len(told) - _SHOWN_WARNINGS
        shown = "; ".join(told[:_SHOWN_WARNINGS]) + (f"; and {more} more" if more > 0 else "")
        findings.append(DAMAGED.finding(mark, f"the PDF was repaired: {shown}", help=_ANEW))
    return tuple(findings)


def _plain(warning: object) -> str:
    """Return what qpdf says, without the name and address in memory that it puts before it."""
    text = str(warning)
    if text.startswith("stream <"):
        text = text.partition(">")[2].lstrip(":, ")
    return _OF_PYTHON.sub("", text).strip() or type(warning).__name__
