"""What can be wrong with the guide itself."""

from __future__ import annotations

from ..diagnostics import Code, Severity

NOT_TRUE = Code(
    "S502",
    "guide-not-true",
    Severity.ERROR,
    """Something that the author guide shows does not happen any more.

    `docs --guide` plays the pages below `docs/guide/` in a throwaway project: each command has to
    work, and each slip has to give the finding that its picture promises. Change the page to what
    the program does now, or the program back.
    """,
)
