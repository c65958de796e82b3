"""The findings that logos and signatures can make, each with its page."""

from __future__ import annotations

from ..diagnostics import Code, Severity

UNSAFE = Code(
    "P401",
    "artwork-unsafe",
    Severity.ERROR,
    """A logo holds something that can run or that reaches out of its file.

    Scripts, events, embedded web pages, entities and references to other files do not belong into
    a drawing. Nothing of such a file is given to the layout engine. Open the logo in a drawing
    program and export it as plain SVG; or ask its owner for a file for print.
    """,
)
NOT_DRAWN = Code(
    "P402",
    "artwork-not-drawn",
    Severity.ERROR,
    """A logo uses a part of SVG that would print otherwise than it looks on the screen, or not
    at all: live text (whose font is not here), embedded pixel pictures, filters, patterns.

    A logo is printed unaltered or not at all. In the drawing program convert text to outlines,
    flatten effects, and export again as plain SVG; or use a PNG with transparency.
    """,
)
DAMAGED = Code(
    "P403",
    "artwork-damaged",
    Severity.ERROR,
    """A logo cannot be read: it is cut off, not well-formed, without a size, or far larger than a
    drawing of a few centimetres needs to be.

    Fetch the file again, or open it in a drawing program and export it as plain SVG.
    """,
)
WRONG_KIND = Code(
    "P404",
    "artwork-of-another-kind",
    Severity.ERROR,
    """A logo or signature is neither SVG nor PNG.

    SVG is sharp at any size. A PNG can have a transparent ground. A JPEG has blurred edges and a
    white box around it, and files of drawing programs (AI, EPS, PDF) are to be exported first.
    """,
)
COARSE = Code(
    "P405",
    "artwork-coarse",
    Severity.WARNING,
    """A logo or signature has too few pixels for the size at which it is printed.

    Lines and letters show their pixels below 300 to the inch. Ask the owner for the SVG, or for a
    PNG that is larger.
    """,
)
