"""Translations written anew where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.diagnostics import Diagnostic, Mark
from report.translate.catalog import Entry
from report.translate.in_place import with_translation
from report.translate.po_reader import read_po

FILE = "editions/x/languages/sv.po"
HEAD = '# Ours\nmsgid ""\nmsgstr ""\n"Language: sv\\n"\n\n'
PO = HEAD + (
    "#. a title\n"
    'msgctxt "cover/title"\n'
    'msgid "Life science"\n'
    'msgstr "Livsvetenskap"\n'
    "\n"
    "# looked at\n"
    "#: editions/x/edition.yaml:7\n"
    "#, fuzzy, c-format\n"
    '#| msgid "Old words"\n'
    'msgctxt "text/body"\n'
    'msgid ""\n'
    '"New words\\n"\n'
    '"in lines"\n'
    'msgstr "Gamla ord"\n'
    "\n"
    'msgctxt "text/title"\n'
    'msgid "A title"\n'
    'msgstr ""\n'
    "\n"
    '#~ msgid "Gone"\n'
    '#~ msgstr "Borta"\n'
)


def entry(context: str, data: bytes = PO.encode()) -> Entry:
    return next(each for each in read_po(data, FILE).entries if each.context == context)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("context", "words", "before", "after"),
    [
        ("cover/title", 'Liv "x"', '"Livsvetenskap"', '"Liv \\"x\\""'),
        ("text/title", "En\ntitel", 'msgstr ""\n\n#~', 'msgstr ""\n"En\\n"\n"titel"\n\n#~'),
        (
            "text/body",
            "Nya ord",
            '#, fuzzy, c-format\n#| msgid "Old words"',
            "#, c-format",
        ),
    ],
)
def test_words_are_changed_and_nothing_else(
    newline: str, context: str, words: str, before: str, after: str
) -> None:
    data = PO.replace("\n", newline).encode()

    changed = with_translation(data, FILE, entry(context, data), words)

    expected = PO.replace(before, after).replace('"Gamla ord"', '"Nya ord"' * (words == "Nya ord"))
    expected = expected if words == "Nya ord" else PO.replace(before, after)
    assert changed.decode() == expected.replace("\n", newline)


def test_what_was_made_for_other_words_is_of_those_that_stand_there_now() -> None:
    now = replace(entry("cover/title"), source="Science of life")

    changed = with_translation(PO.encode(), FILE, now, "Vetenskap")

    assert '#. a title\nmsgctxt "cover/title"\nmsgid "Science of life"\nmsgstr "Vetenskap"\n' in (
        changed.decode()
    )


def test_what_is_not_there_comes_to_the_end() -> None:
    changed = with_translation(PO.encode(), FILE, Entry("a/b", "Word", mark=Mark(FILE)), "Ord")

    assert changed.decode() == PO + '\nmsgctxt "a/b"\nmsgid "Word"\nmsgstr "Ord"\n'


@given(words=st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_as_they_were_given(words: str) -> None:
    changed = with_translation(PO.encode(), FILE, entry("cover/title"), words)

    assert entry("cover/title", changed).words == words
    assert changed.decode().startswith(PO.partition('msgstr "Liv')[0])
    assert changed.decode().endswith(PO.partition('vetenskap"\n')[2])


def test_words_that_another_entry_has_the_key_of_are_refused() -> None:
    twin = replace(entry("cover/title"), context="text/title", source="A title")

    with pytest.raises(Diagnostic, match="C127"):
        with_translation(PO.encode(), FILE, twin, "x")
