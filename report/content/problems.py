"""The findings that reading an edition can make, each with its page in the reference."""

from __future__ import annotations

from ..diagnostics import Code, Severity

SYNTAX = Code(
    "C101",
    "yaml-syntax",
    Severity.ERROR,
    """The file is not YAML.

    The mark shows where reading stopped; the slip is there or on the line above. Most often it
    is a tab, a missing space after a colon, a quotation mark that is never closed, or a text
    that holds a colon and needs quotation marks: `title: "Data: a resource"`.
    """,
)
LIMITS = Code(
    "C102",
    "yaml-limits",
    Severity.ERROR,
    """The file is nested too deeply or grows too large when its aliases are expanded.

    No brochure needs that; such a file is damaged or was made to do harm.
    """,
)
DUPLICATE_KEY = Code(
    "C103",
    "duplicate-key",
    Severity.ERROR,
    """A key stands twice in one mapping, so that one of its values would be lost.

    Remove one of the two, or make the second a list item of its own with a `- ` before it.
    """,
)
UNKNOWN_KEY = Code(
    "C104",
    "unknown-key",
    Severity.ERROR,
    """A key is not one that belongs here, most often through a slip of the keyboard.

    The help line names the nearest key, or the keys that are possible. Editors that know YAML
    schemas complete and check keys while you type; each edition names its schema in its
    first line.
    """,
)
MISSING_KEY = Code(
    "C105",
    "missing-key",
    Severity.ERROR,
    """A required key is missing. The mark shows the mapping that needs it.""",
)
WRONG_VALUE = Code(
    "C106",
    "wrong-value",
    Severity.ERROR,
    """A value is not of the kind that its key takes, such as words where a number is needed.""",
)
DUPLICATE_ID = Code(
    "C107",
    "duplicate-id",
    Severity.ERROR,
    """Two things have the same id.

    Ids tie translations, waivers, links and next year's changes to a place, so each must be
    the only one of its name. Give one of the two another `id:`.
    """,
)
UNKNOWN_NAME = Code(
    "C109",
    "unknown-name",
    Severity.ERROR,
    """Text refers to a name that the edition does not have.

    `{{ facts.biobanks }}` prints the fact called `biobanks`; `{{ page.data }}` prints the page
    number of the section whose id is `data`; `{{ row.name }}` prints what stands under `name` in
    the edition's `row:`, or in the row of a personalised copy (`build --rows`). It is plain
    substitution: nothing is computed.
    Braces that are not closed, as in `{{ facts.biobanks }`, and the number of a note that is not
    there, as in `[^9]`, are no names either, and would be printed as they stand.
    """,
)
UNKNOWN_CHOICE = Code(
    "C110",
    "unknown-choice",
    Severity.ERROR,
    """A value names something that does not exist: a format, a theme, a language or a chart kind.

    `list` shows what there is.
    """,
)
UNSAFE_TEXT = Code(
    "C111",
    "unsafe-text",
    Severity.ERROR,
    """Text holds something that cannot be printed: a control character, a link that is no web,
    mail or telephone address, or a picture inside prose (use a `photo` block, which carries its
    credit).
    """,
)
UNKNOWN_TARGET = Code(
    "C112",
    "unknown-link-target",
    Severity.ERROR,
    """A link inside the brochure, such as `[the hubs](#hubs)`, leads to no id of the edition.""",
)
EMPTY_EDITION = Code(
    "C113",
    "empty-edition",
    Severity.ERROR,
    """The edition has no sections, so there is nothing to print.""",
)
TEXT_LOST = Code(
    "C115",
    "text-lost",
    Severity.ERROR,
    """Words of the edition would not be printed: Markdown reads them as something else.

    That happens to lists and quotations nested a hundred levels deep, to the definition of a link
    or a footnote that nothing refers to (`[label]: …`, `[^label]: …`), to a footnote inside a
    footnote, to cells of a Markdown table beyond its last column, and to what stands in braces
    right after brackets. Write the words as plain text; a backslash before a sign (`\\[`) prints
    the sign itself.
    """,
)
MARKS_SHOWN = Code(
    "C128",
    "marks-shown",
    Severity.WARNING,
    """Marks that were meant to shape a text are printed as they stand.

    That happens to HTML (`<b>`, `<br>`), which texts are not written in; to `**` that is closed
    nowhere, or has a space inside it; and to a heading without a space after its `###`. Readers
    take them for misprints. Write Markdown: `*emphasis*`, `**strong**`, `### A heading`; a
    backslash before a sign (`\\*`) prints the sign itself.
    """,
)
FOOT_IN_COLUMN = Code(
    "C116",
    "foot-in-column",
    Severity.ERROR,
    """`place: foot` stands in a block that is not as wide as the page.

    A block in a column cannot move to the foot without its neighbours. Give it `width: page`, or
    take `place` out.
    """,
)
TEXT_CUT = Code(
    "C117",
    "text-cut-off",
    Severity.WARNING,
    """A `#` cuts off the end of a text, which is not printed.

    In YAML a `#` after a space begins a comment. `kicker: Room #4` prints “Room” and nothing
    else. Put quotation marks around the text: `kicker: "Room #4"`. What is meant as a comment is
    written with a space after the sign: `format: a4  # the paper`.
    """,
)
DOUBTFUL_FIGURE = Code(
    "C118",
    "doubtful-figure",
    Severity.WARNING,
    """A fact's value may print something else than was meant.

    `value: 1.200` is one and a fifth to YAML, and prints 1.2; where points separate thousands it
    is meant as 1200. Write `1200` for the one and `1.2` for the other (`1.2340` where there are
    three decimals). Another fact with a decimal point settles the question for the whole file.

    Words with a unit, such as `value: seventy` and `unit: "%"`, print “seventy %”, and cannot be
    set large, rounded or compared. Write a number, or take the unit into the words.
    """,
)
AGENDA_ORDER = Code(
    "C124",
    "agenda-order",
    Severity.WARNING,
    """An entry of an agenda ends before it begins, or days or entries are out of order.

    Agendas are printed in the order in which they are written. Most often 1:30 was written for
    13:30, a figure was mistyped, or an entry was moved and kept its time. Mend the time, or put
    the entries in order. What goes on past midnight is given without its `end`, or as an entry of
    each day. Entries that begin at the same time may stand in any order.
    """,
)
