"""The findings that a data table can give, D101 to D119."""

from __future__ import annotations

from ..diagnostics import Code, Severity

ENCODING = Code(
    "D101",
    "table-encoding",
    Severity.ERROR,
    """A data file is not UTF-8 text.

    Written in another encoding, å and é turn into other letters without anyone noticing, so
    Colophon reads one encoding only. In Excel choose *Save as → CSV UTF-8 (comma delimited)*;
    in LibreOffice *Save as → Text CSV → Edit filter settings → Unicode (UTF-8)*.
    """,
)
EMPTY = Code(
    "D102",
    "table-empty",
    Severity.ERROR,
    """A table has no header line, or no line of data below it.

    The first line names the columns; each further line is one row:

        Origin,Share (%)
        Academia,56
    """,
)
RAGGED = Code(
    "D103",
    "table-ragged-row",
    Severity.ERROR,
    """A row has more or fewer cells than the header has columns.

    A missing or surplus separator shifts every value after it into the wrong column. Leave the
    cell of a missing value empty (`Norway,,12`), and put a text that holds the separator in
    quotation marks: `"Health, total",12`.
    """,
)
DUPLICATE_COLUMN = Code(
    "D104",
    "table-duplicate-column",
    Severity.ERROR,
    """Two columns of a table have the same header.

    Charts and tables ask for columns by name, and could get the wrong one. Rename one of them.
    """,
)
UNNAMED_COLUMN = Code(
    "D105",
    "table-unnamed-column",
    Severity.ERROR,
    """A column with data has no header.

    Readers, screen readers above all, need a name for every column. Columns that are empty
    from header to last row are left out by themselves.
    """,
)
QUOTES = Code(
    "D106",
    "table-quotes",
    Severity.ERROR,
    """A quotation mark in a data file is not closed, or text follows a closing one.

    Without its pair a quotation mark swallows the rest of the file. A quotation mark inside a
    quoted text is written twice: `"the ""Vision"" report",12` (RFC 4180 §2).
    """,
)
NUMBER = Code(
    "D107",
    "table-ambiguous-number",
    Severity.ERROR,
    """A number can be read in two ways, or the file writes its decimals in two ways.

    `1,234` is a thousand to one reader and one and a bit to another; Colophon does not guess.
    The rule: a mark followed by anything but three digits is a decimal mark, one that occurs
    twice a thousands mark, and what the whole file shows decides the rest. Where nothing shows
    it, files separated by commas use a decimal point; in others `1,234` and `1.234` are this
    finding. Write large numbers without separators (`1234`), or with spaces (`1 234`).
    """,
)
TOO_BIG = Code(
    "D108",
    "table-too-big",
    Severity.ERROR,
    """A table has more rows or columns, or a cell more text, than a brochure can show.

    The limits are 100,000 rows, 400,000 cells, 60 columns and 1000 characters a cell; 5,000 rows
    where the table is printed as one. Summarise the data before it goes into the edition.
    """,
)
CONTROL = Code(
    "D109",
    "table-control-character",
    Severity.ERROR,
    """A cell holds a character that cannot be printed: a NUL, a control character, or U+FFFD.

    Such characters come from broken exports or a wrong encoding, and are forbidden in PDF/A
    metadata. Export the file again, or type the cell anew.
    """,
)
MIXED = Code(
    "D110",
    "table-mixed-column",
    Severity.WARNING,
    """Most cells of a column are numbers, but not all.

    One cell that is not a number makes the column a column of words, which charts cannot draw.
    Write units in the header (`Revenue (SEK million)`), and leave missing values empty or
    write `–`, `..` or `n/a`.
    """,
)
UNITS = Code(
    "D111",
    "table-mixed-units",
    Severity.ERROR,
    """Some numbers of a column are per cent and others are not.

    Readers would compare what cannot be compared. Write `%` in the header, `Share (%)`, or in
    every cell.
    """,
)
RANGE = Code(
    "D112",
    "table-number-range",
    Severity.ERROR,
    """A number is too large, or more precise, than can be drawn and printed truly.

    Fifteen digits before and fifteen after the decimal mark are the limit. Use a larger unit
    (`SEK million`) or round.
    """,
)
FORMULA = Code(
    "D113",
    "table-formula",
    Severity.ERROR,
    """A cell holds a spreadsheet formula or a spreadsheet's error value.

    Formulas are never evaluated: the printed figure must stand in the data. Copy the column
    and paste it as *values only*, then save the file again.
    """,
)
VALUE = Code(
    "D114",
    "table-value",
    Severity.ERROR,
    """A cell holds something that is neither text, number nor date.

    In YAML, `yes` and `no` are truth values and need quotation marks; nested lists and
    mappings cannot be cells. A date is a day of the calendar, written `2026-11-22`.
    """,
)
WORKBOOK = Code(
    "D115",
    "workbook-unreadable",
    Severity.ERROR,
    """A file is no Excel workbook of today's kind (.xlsx), is locked by a password, or is damaged.

    Open it in Excel or LibreOffice and save it as *Excel Workbook (.xlsx)* without a password.
    """,
)
WORKBOOK_PART = Code(
    "D116",
    "workbook-part",
    Severity.ERROR,
    """The sheet or the cells that an edition asks for are not in the workbook, or it does not say
    which of several sheets is meant.

        data: {file: data/hubs.xlsx, sheet: Hubs, range: B3:F20}

    Instead of cells, `range` can be a name that was given to them in Excel, or the name of a
    table. Without a `range`, all that is filled in is the table.
    """,
)
HIDDEN = Code(
    "D117",
    "workbook-hidden",
    Severity.NOTE,
    """Rows or columns of a sheet are hidden, also by a filter, and do not go into the table.

    What nobody sees in Excel should not turn up in print. Unhide what belongs to the table.
    """,
)
MERGED = Code(
    "D118",
    "workbook-merged",
    Severity.ERROR,
    """Cells of a table have been merged into one.

    A merged cell has one value for several places, and which of them it belongs to cannot be
    told. Unmerge it, and write the value wherever it holds.
    """,
)

CODES = (
    ENCODING,
    EMPTY,
    RAGGED,
    DUPLICATE_COLUMN,
    UNNAMED_COLUMN,
    QUOTES,
    NUMBER,
    TOO_BIG,
    CONTROL,
    MIXED,
    UNITS,
    RANGE,
    FORMULA,
    VALUE,
    WORKBOOK,
    WORKBOOK_PART,
    HIDDEN,
    MERGED,
)
UNKNOWN_COLUMN = Code(
    "D119",
    "table-unknown-column",
    Severity.ERROR,
    """A file that fills a list, such as an agenda or a list of people, has a column that the list
    does not know, or lacks one that it needs.

    The first row names the columns, by the names of the keys that the block has: `date`, `start`,
    `title`, … Rename the column, or take it out of what is read with `range:`.
    """,
)
