"""The findings of translations, L101 to L116."""

from __future__ import annotations

from ..diagnostics import Code, Severity

NO_TRANSLATION = Code(
    "L101",
    "no-translation",
    Severity.ERROR,
    """The edition has not been translated into the language that is asked for.

    `translate extract EDITION LANGUAGE` writes the file that a translator fills in:
    `languages/sv.po` in the edition's folder. `translate status` shows which there are.
    """,
)
MISSING = Code(
    "L102",
    "translation-missing",
    Severity.ERROR,
    """A text of the edition has no translation yet.

    The mark shows where it is to be written: between the quotation marks after `msgstr` in the PO
    file, or the text in the edition where the PO file does not have it yet (`translate update` adds
    it). A brochure with two languages on one page looks like a mistake, so nothing is published for
    the screen or the press; a proof is made, and shows the text between coloured lines.

    Names may stay empty: those of people, and of organisations that have one name in all languages.
    So may whatever is the same in two countries of one language, such as `en-US` and `en-GB`.
    """,
)
STALE = Code(
    "L103",
    "translation-stale",
    Severity.ERROR,
    """A text was changed after it had been translated, and the translation may say what was so
    before; or the translator has marked the translation as doubtful.

    `translate update` marks such places `fuzzy` and keeps the words that were translated, in lines
    that begin with `#|`. Compare them with the new ones, mend the translation where it needs it,
    and take the word `fuzzy` out; programs for PO files have a button for that. """,
)
PO_SYNTAX = Code(
    "L104",
    "po-syntax",
    Severity.ERROR,
    """A PO file is not written as it should be, and would be read otherwise than it was meant.

    Most often a quotation mark is missing at the end of a line, or stands inside the words without
    the backslash before it (`\\"`). Programs for PO files, such as Poedit, write them rightly.
    """,
)
PO_HEADER = Code(
    "L105",
    "po-header",
    Severity.ERROR,
    """The head of a PO file says something else than is so: another language, character set or rule
    of plurals.

    Programs go by it when they check, sort and offer translations. The help says what belongs
    there. """,
)
TWICE = Code(
    "L106",
    "translated-twice",
    Severity.ERROR,
    """A PO file translates one text twice: the same context (`msgctxt`) and the same words.

    One of the two would be lost. Keep the better one, and remove the other with its comments.
    """,
)
UNKNOWN_TEXT = Code(
    "L107",
    "unknown-text",
    Severity.WARNING,
    """A PO file translates a text that the edition does not have, or has no longer.

    `translate update` moves it to the end of the file, where its words are kept in case the text
    comes back.
    """,
)
NAMES_DIFFER = Code(
    "L108",
    "names-differ",
    Severity.ERROR,
    """A translation lacks a name in double braces that the text has, or has one that it lacks.

    `{{ facts.biobanks }}` prints a fact, and `{{ page.data }}` the number of a page: without it, a
    figure is missing in one language. Names are not translated; they may stand at another place of
    the sentence.
    """,
)
MARKUP_DIFFERS = Code(
    "L109",
    "markup-differs",
    Severity.ERROR,
    """A translation has other links, emphasis, headings, lists, notes, tables or paragraphs than
    the text.

    Most often a star or a bracket was lost, or a line break. The marks of Markdown may stand at
    another place, but all of them belong into the translation; addresses of links stay as they are.
    """,
)
TOO_LONG = Code(
    "L110",
    "translation-long",
    Severity.WARNING,
    """A translation is much longer than the text that it has to take the place of.

    Short texts may grow to two or three times their length, long ones by a third: that is what
    languages differ by. Beyond that lines run over, labels collide, and pages have to be added.
    Look at the page, and shorten the words or accept the finding. """,
)
UNPRINTABLE = Code(
    "L111",
    "translation-unprintable",
    Severity.ERROR,
    """A translation holds what cannot be printed there: a control character, a line break in words
    that stand on one line, or far more words than the place can take.

    Such signs come from copying between programs. Type the words anew.
    """,
)
EDGES = Code(
    "L112",
    "spaces-at-the-edge",
    Severity.WARNING,
    """A translation begins or ends with spaces or an empty line.

    They are not printed, and often a sign that something was cut off or pasted twice. Take them
    out. """,
)
XLIFF = Code(
    "L113",
    "xliff-unreadable",
    Severity.ERROR,
    """A file from an agency is no XLIFF 2, is damaged, or holds what XLIFF has no use for.

    Read are XLIFF 2.0 and 2.1 as `translate export` writes them and as programs for translators
    give them back (OASIS XLIFF 2.1). Declarations of entities are refused: they are not part of the
    format and can be made to fill the memory or to read other files. Nothing is imported; ask the
    agency for the file as XLIFF 2. """,
)
OTHER_FILE = Code(
    "L114",
    "xliff-of-another",
    Severity.ERROR,
    """A file from an agency belongs to another edition, another language, or says of a text what is
    not so.

    The head of the file names the edition and the language that it was exported for. Texts that
    were changed since are imported as stale, with a finding each: they are translations of the old
    words. """,
)
CODES_DIFFER = Code(
    "L115",
    "xliff-codes-differ",
    Severity.ERROR,
    """A translation in an XLIFF file lacks one of the protected marks of its text, or has one
    twice.

    Exported texts hold names such as `{{ facts.biobanks }}`, links and emphasis as protected marks,
    so that they cannot be broken. Every one of them belongs into the translation, at the place
    where it makes sense. Programs for translators have a check for it. """,
)
CREDIT_DIFFERS = Code(
    "L116",
    "credit-without-author",
    Severity.ERROR,
    """The translation of a credit line leaves out who made the picture.

    In a credit line such as `Photograph: Noah Silliman / Unsplash (CC0 1.0)`, “Photograph” may be
    translated; names and licences stay as they are. Leave the translation empty where the licence
    asks for these very words.
    """,
)
