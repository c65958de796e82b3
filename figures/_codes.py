"""The findings that a chart kind gives about its data, D301 to D311."""

from __future__ import annotations

from report.diagnostics import Code, Severity

NO_NUMBERS = Code(
    "D301",
    "chart-no-numbers",
    Severity.ERROR,
    """A chart lacks a column of numbers to draw: it has none, or one where its kind needs two.

    One cell that is not a number makes its whole column a column of words. Write units in the
    header (`Share (%)`), and leave missing values empty.
    """,
)
UNKNOWN_COLUMN = Code(
    "D302",
    "chart-unknown-column",
    Severity.ERROR,
    """An option of a chart names a column that the table does not have, or one of the wrong kind.

    Columns are called by their header, with or without the unit: `values: [Share]`.
    """,
)
UNKNOWN_LABEL = Code(
    "D303",
    "chart-unknown-label",
    Severity.ERROR,
    """An option such as `highlight` names a row or a line that the data does not have.

    Write it as it stands in the first column (or, for lines, in the header). What `events` of
    lines stand at may also lie between two stations: a year, a month or a day (`2023-06`).
    """,
)
VALUE = Code(
    "D304",
    "chart-value",
    Severity.ERROR,
    """A value cannot be drawn truly by this kind of chart.

    Shares of a whole cannot be negative, nor exceed the whole when they are added up; a time
    cannot occur twice on one line; a range cannot end before it begins; the totals of a waterfall
    are the sums of its steps; what stands on one scale has one unit. Choose another kind, or mend
    the data.
    """,
)
NO_LABEL = Code(
    "D305",
    "chart-no-label",
    Severity.ERROR,
    """A row of a chart's data has no label, or no place in time.

    Without a name a reader cannot know what the value belongs to. Fill in the cell.
    """,
)
OVERSET = Code(
    "D306",
    "chart-overset",
    Severity.ERROR,
    """The labels of a chart do not fit into its slot.

    They would run over each other or out of the page's grid. Give the chart more `lines`, a
    wider `width`, shorter labels or fewer rows.
    """,
)
NO_DATA = Code(
    "D307",
    "chart-no-data",
    Severity.ERROR,
    """Every value that a chart should draw is missing.""",
)
TOO_MANY = Code(
    "D308",
    "chart-too-many",
    Severity.ERROR,
    """A chart has more rows or series than a reader can tell apart.

    Six lines (three with a forecast), five layers of an area, four bars or dots a row, forty rows
    or parts, fourteen columns of a heat table, sixteen small charts, sixty bubbles, twelve slopes,
    sixteen steps of a waterfall, three shares of a waffle and sixteen entries of a timeline are
    the limits. Name the columns to be drawn (`values: [2015, 2025]`), or draw two charts.
    """,
)
TURNED = Code(
    "D309",
    "chart-turned",
    Severity.NOTE,
    """Upright bars were drawn lying, because their labels do not fit below them.

    Nothing is wrong with the chart. Write `orientation: horizontal` to say so yourself, or
    shorten the labels.
    """,
)
NOT_A_WHOLE = Code(
    "D310",
    "chart-not-a-whole",
    Severity.ERROR,
    """The parts of a ring do not add up, or one of them is missing.

    A ring says that its parts make one whole. Shares in per cent have to come to 100, or as near
    as rounding lets them; other parts come to `total`, where that is given. Add what is missing
    as a part of its own (`Other`), or draw bars, which promise nothing of the kind.
    """,
)

UNNAMED = Code(
    "D311",
    "chart-unnamed",
    Severity.NOTE,
    """Some points of a chart have no name, since there is no room for it beside them.

    A reader cannot tell which ones they are. Give the chart more `lines` or a wider `width`, or
    say which points matter: `names: [Sweden, Denmark]`.
    """,
)
CROWDED = Code(
    "D312",
    "chart-crowded",
    Severity.NOTE,
    """More than half of the points of a chart lie under others.

    Where all is covered, ten points look like ten thousand: the chart still shows how far the
    points reach, and no longer where most of them are. Draw a sample of the rows, or count them
    in classes and draw a heat table.
    """,
)
UNITS = Code(
    "D313",
    "chart-units-mixed",
    Severity.WARNING,
    """Columns of a chart are in different units and share one scale.

    Two measures on one scale, or on two beside one plot, can be made to show anything: where they
    cross depends on the units alone. Name columns of one unit in `values`, and draw the others
    as a chart of their own. A unit is what stands in brackets behind a head: `Exports (EUR)`.
    """,
)

CODES = (
    NO_NUMBERS,
    UNKNOWN_COLUMN,
    UNKNOWN_LABEL,
    VALUE,
    NO_LABEL,
    OVERSET,
    NO_DATA,
    TOO_MANY,
    TURNED,
    NOT_A_WHOLE,
    UNNAMED,
    CROWDED,
    UNITS,
)
