"""The findings of editions that extend others, and of their changes."""

from __future__ import annotations

from ..diagnostics import Code, Severity

NO_CHANGE = Code(
    "V101",
    "no-change",
    Severity.ERROR,
    """An item of `changes:` does not say one change.

    Each item begins with what it does, and names a place by its id:

    ```yaml
    changes:
      - set: purpose            # new words for fields of a section, block or list item
        title: A purpose that lasts
      - remove: hubs-map
      - insert:
          text: A paragraph that was not there last year.
        after: purpose-text     # or before:, or into: for the end of a section or list
      - move: partners
        before: purpose
    ```

    `show EDITION --ids` lists the ids of an edition.
    """,
)
NO_SUCH_ID = Code(
    "V102",
    "no-such-id",
    Severity.ERROR,
    """A change names an id that the edition below does not have, or has no longer.

    What it extends may have been changed since. `show EDITION --ids` lists the ids there are;
    those of list items follow the id of their block, as in `delegation/anna-berg`.
    """,
)
CONFLICT = Code(
    "V103",
    "changes-in-conflict",
    Severity.ERROR,
    """Two changes of one edition contradict each other, so that one of them would be lost.

    A field is set once, a place is moved once, and what is removed is not changed as well. Keep
    the change that is meant.
    """,
)
WRONG_PLACE = Code(
    "V104",
    "no-place-for-it",
    Severity.ERROR,
    """Something is put where it cannot stand: a block among the sections, a section in a section.

    Sections stand before and after sections, blocks before and after blocks; `into:` puts a block
    at the end of a section, and an item at the end of a block's list.
    """,
)
EXTENDS_LOOP = Code(
    "V105",
    "extends-itself",
    Severity.ERROR,
    """Editions extend each other in a circle, so that there is none to begin with, or there are
    more than fifty of them one over the other.

    One of them has to stand on its own: take its `extends:` away and give it all it needs.
    """,
)
OLD_DATE = Code(
    "V106",
    "new-figure-old-date",
    Severity.WARNING,
    """A fact has a new value, and keeps the date of the old one.

    A figure that was counted this year is printed as of last year then. Give the fact its `as_of:`
    beside the new `value:`, even where it is the same as before; look at its `source:` as well.
    """,
)
NO_EFFECT = Code(
    "V107",
    "change-without-effect",
    Severity.WARNING,
    """A change sets what is so already.

    Often the edition below was mended in the meantime, and the change can go. As long as it
    stands, whatever is improved there does not arrive here.
    """,
)
SECTIONS_AND_CHANGES = Code(
    "V108",
    "sections-and-changes",
    Severity.ERROR,
    """An edition that extends another has sections of its own, and changes those of the other.

    With `sections:` none of the other edition's are taken over, and there is nothing to change.
    Keep one of the two.
    """,
)
