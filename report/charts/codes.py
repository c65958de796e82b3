"""The findings of charts that are not about their data, D201 to D207."""

from __future__ import annotations

from ..diagnostics import Code, Severity

UNKNOWN_KIND = Code(
    "D201",
    "chart-unknown-kind",
    Severity.ERROR,
    """A chart block asks for a kind of chart that there is no drawing code for.

    The reference of charts shows all that there are, from `area` to `waterfall`, with an example
    of each. A project adds its own: each is one file in its `figures/`, which comes before one of
    Colophon's with the same name. `new chart NAME` begins one.
    """,
)
BROKEN_KIND = Code(
    "D202",
    "chart-kind-broken",
    Severity.ERROR,
    """A file in `figures/` cannot be loaded, or lacks something that a chart kind must define.

    It defines `NAME`, a frozen pydantic model `Spec`, `draw(figure, table, spec, style)`,
    `describe(table, spec, style)`, and a docstring, which is its page in the documentation.
    """,
)
OPTIONS = Code(
    "D203",
    "chart-options",
    Severity.ERROR,
    """An option of a chart is unknown to its kind, or has a value it cannot take.

    The options of every kind stand in the reference of charts:

        - chart: {kind: bar, options: {sort: descending, highlight: Academia}}
    """,
)
DRAWING_FAILED = Code(
    "D204",
    "chart-drawing-failed",
    Severity.ERROR,
    """The drawing code of a chart stopped with an error, or was stopped because it had not come to
    an end after a minute.

    The message names the file and line of the drawing code. In a project's own `figures/` that
    is the place to mend; in Colophon's, please report it with the data.
    """,
)
MISSING_GLYPH = Code(
    "D205",
    "chart-missing-glyph",
    Severity.ERROR,
    """The fonts of a chart have no glyph for a character of its labels.

    An empty box would be printed in its place. Add a font that has the character to the theme,
    or write the label with other characters.
    """,
)
DRAWING_WARNING = Code(
    "D206",
    "chart-drawing-warning",
    Severity.WARNING,
    """Matplotlib or NumPy warned while a chart was drawn.

    The chart may lack something, or show it in another font or place than meant.
    """,
)
WORDS = Code(
    "D207",
    "chart-alt-language",
    Severity.WARNING,
    """The alternative text of a chart could not be written in the language of the edition.

    Colophon writes it from the data, in the languages that its chart kinds have words for, and
    falls back on English, which a screen reader would then read with the wrong voice. Give the
    chart a text of its own: `alt: …`.
    """,
)

CODES = (
    UNKNOWN_KIND,
    BROKEN_KIND,
    OPTIONS,
    DRAWING_FAILED,
    MISSING_GLYPH,
    DRAWING_WARNING,
    WORDS,
)
