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
    actors, a word may be wider than its box.

    Shorten the words. In a locator, move places apart (`at: 2 north of …` instead of `north of`),
    or give the sketch more `lines`. In a diagram, put a soft hyphen where a long word may break.
    """,
)
BEHIND = Code(
    "T111",
    "line-behind",
    Severity.WARNING,
    """A line of a sketch or diagram runs behind something that it has nothing to do with: the mark
    of a place, the label of another line, or another line.

    Readers take it for lines that meet there. Lines and labels look for places of their own, but
    with many of them in a narrow diagram there may be none left.

    In a locator, move one of the places by a field, or say the connection as two lines. In a
    diagram, tell several links of one actor as one (`to: [One, Another]`), leave out labels that
    say the same twice, or set the diagram as wide as the page.
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
ICON_WITHOUT_WORD = Code(
    "L201",
    "icon-without-word",
    Severity.WARNING,
    """The language of the edition has no word for what an icon shows.

    Those who cannot see the icon hear the name of its file instead, which is most often English.

    For an icon of your own, write its word below `icons:` in the language's file, with the name of
    the icon before it: `lighthouse: fyr`. To have such a file, copy the one that comes with
    Colophon into `templates/languages/` of your project, or write one that is `like:` it.
    """,
)
