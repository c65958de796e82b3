"""What WeasyPrint notices, and goes on: its log as findings."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..diagnostics import Code, Finding, Mark, Severity

# A host that can never exist (RFC 6761 §6.4): relative addresses resolve, nothing is asked.
BASE_URL = "https://colophon.invalid/"

# The kind of exception before the words of one: “ValueError: only files of the project …”.
_OF_PYTHON = re.compile(r"\b\w+(?:Error|Exception): ")

ENGINE_WARNING = Code(
    "E101",
    "engine-warning",
    Severity.ERROR,
    """WeasyPrint, which lays out the pages, noticed something and went on.

    Most of its warnings mean that a page looks other than intended: a picture that could not be
    read, a style rule it does not know, a link that leads nowhere. The message is its own.
    """,
)


def said(text: str, mark: Mark | None) -> Finding:
    """Return what WeasyPrint says as a finding at a place."""
    return ENGINE_WARNING.finding(mark, f"the layout engine says: {text}")


def _go_on_stopping() -> None:
    """Raise again what stops the program, where WeasyPrint is about to log it and go on.

    It takes whatever comes while it draws a vector picture (`except BaseException`) for a fault of
    the picture: a signal that comes just then, too.
    """
    stopped = sys.exc_info()[1]
    if isinstance(stopped, KeyboardInterrupt):
        raise stopped


@contextmanager
def warnings() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs while open, each message once."""
    messages: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _go_on_stopping()
            text = record.getMessage().replace(BASE_URL, "").strip()
            if text.startswith(".notdef glyph"):
                # A letter that no font has: T201 says where it stands, or else A301 that it does.
                return
            text = _OF_PYTHON.sub("", text)
            if text not in messages:
                messages.append(text)

    handler = Collector(logging.WARNING)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("fontTools")]
    before = [(each, each.propagate, list(each.handlers)) for each in loggers]
    for each in loggers:
        each.handlers, each.propagate = [handler], False
    try:
        yield messages
    finally:
        for each, propagate, handlers in before:
            each.propagate, each.handlers = propagate, handlers
