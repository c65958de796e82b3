"""The findings that sketches and diagrams can make, each with its page."""

from __future__ import annotations

from ..diagnostics import Code, Severity

NO_ROOM = Code(
    "T110",
    "label-without-room",
    Severity.ERROR,
    """A name or a label of a sketch or diagram finds no place without lying on something else.

    In a locator, names stand beside their places and keep clear of marks, lines and each other. In
    a narrow format, or where places are close together, there may be no such spot. In a diagram of
    actors, a word may be wider than its box, or a label cover the line of another tie.

    Shorten the words. In a locator, move places apart (`at: 2 north of …` instead of `north of`),
    or give the sketch more `lines`. In a diagram, leave labels out that say the same twice, or put
    a soft hyphen where a long word may break.
    """,
)
BEHIND = Code(
    "T111",
    "line-behind-place",
    Severity.WARNING,
    """A line of a locator runs through the mark of a place that it has nothing to do with.

    Readers take it for two lines that meet there. A line goes round what is in its way, but not at
    any price: move one of the places by a field, or say the connection as two lines.
    """,
)
TOO_HIGH = Code(
    "T112",
    "diagram-too-high",
    Severity.ERROR,
    """A sketch or diagram is higher than a page, over whose end it cannot go on.

    Make two of it, give fewer actors a note of their own, or choose a larger format. As wide as the
    page (`width: page`), a diagram sets more actors abreast and is lower.
    """,
)
