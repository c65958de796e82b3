"""PO files: read strictly, written in one form, and understood by other programs."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po as babel_reads
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Diagnostic, Finding
from report.translate.catalog import Catalog, Entry
from report.translate.po_reader import read_po
from report.translate.po_writer import po_text
from report.translate.tags import check_tag, plural_fault, plural_forms, same_language

from ..conftest import pointed

HEAD = 'msgid ""\nmsgstr "Language: sv\\n"\n\n'
FULL = """\
# Translated by a person
msgid ""
msgstr ""
"Language: sv\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# a remark
#. a note
#: editions/small/edition.yaml:12
#, fuzzy, no-wrap
#| msgctxt "old/title"
#| msgid "Old words"
msgctxt "new/title"
msgid "New words"
msgstr ""
"Nya \\"ord\\"\\n"
"på två rader"

# kept
#~| msgid "before"
#~ msgctxt "gone"
#~ msgid "gone"
#~ msgstr "borta"
"""


def refused(text: str | bytes) -> tuple[Finding, ...]:
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(Diagnostic) as caught:
        read_po(data, "sv.po")
    return caught.value.findings


def test_what_was_read_is_written_again_as_it_was() -> None:
    catalog = read_po(FULL.encode(), "sv.po")

    assert po_text(catalog) == FULL
    assert catalog.head["Language"] == "sv"
    entry, gone = catalog.entries
    assert entry.fuzzy and not entry.done and entry.before == "Old words"
    assert entry.context_before == "old/title" and entry.remarks == ("a remark",)
    assert gone.obsolete and gone.words == "borta"


def test_a_sign_in_a_translation_knows_its_line_and_column() -> None:
    (entry, _) = read_po(FULL.encode(), "sv.po").entries
    lines = FULL.split("\n")

    mark = entry.place.at(entry.words, entry.words.index("två"))

    assert lines[mark.line - 1][mark.column - 1 :].startswith("två")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('¶msgid "a"\n', "no `msgstr`"),
        ('msgid ¶"a\nmsgstr ""\n', "at the end is missing"),
        ('msgid ¶"a"b"\nmsgstr ""\n', "lacks its backslash"),
        ('¶hello\nmsgid "a"\nmsgstr ""\n', "nothing that a PO file has"),
        ('¶msgstr "x"\n', "cannot stand here"),
        ('# c\n¶"x"\n', "belongs to nothing"),
        ('msgid "a¶\\q"\nmsgstr ""\n', "no meaning"),
        ('¶msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n', "plural"),
        ('msgid "a"\n¶msgid "b"\nmsgstr ""\n', "cannot stand here"),
    ],
)
def test_what_is_not_written_as_it_should_be_is_an_error_at_its_place(
    text: str, words: str
) -> None:
    text, place = pointed(text)

    found = refused(HEAD + text)

    line, column = place.split(":")
    assert [(f.code.id, str(f.mark)) for f in found] == [
        ("L104", f"sv.po:{int(line) + 3}:{column}")
    ]
    assert words in found[0].message


def test_one_text_translated_twice_is_an_error_at_the_second() -> None:
    entry = 'msgctxt "a/b"\nmsgid "x"\nmsgstr "y"\n\n'

    (found,) = refused(HEAD + entry + entry)

    assert (found.code.id, str(found.mark)) == ("L106", "sv.po:9:1")


def test_another_encoding_is_an_error_at_its_letter() -> None:
    (found,) = refused(HEAD.encode() + 'msgid "a"\nmsgstr "å"\n'.encode("latin-1"))

    assert (found.code.id, str(found.mark)) == ("C108", "sv.po:5:9")


def test_a_huge_file_is_refused() -> None:
    (found,) = refused(b"#" * 10_000_001)

    assert found.code.id == "L104" and "limit" in found.message


# Whatever a person can type, and what ends a line for some programs.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=30).map(
    lambda text: " ".join(text.split())
)
ENTRIES = st.builds(
    Entry,
    context=WORDS.filter(bool),
    source=WORDS,
    words=WORDS,
    remarks=st.lists(LINES.filter(lambda t: t[:1] not in tuple("~|.:,#")), max_size=2).map(tuple),
    notes=st.just(("a note",)),
    places=st.just(("file.yaml:3",)),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
    before=st.none() | WORDS,
    context_before=st.none() | WORDS,
)


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.key))
def test_any_catalog_is_read_as_it_was_written(entries: list[Entry]) -> None:
    catalog = Catalog("sv.po", {"Language": "sv"}, tuple(entries))
    text = po_text(catalog)

    again = read_po(text.encode(), "sv.po")

    assert again.entries == catalog.entries
    assert po_text(again) == text


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(st.lists(st.tuples(PRINTABLE, PRINTABLE, PRINTABLE), max_size=5, unique_by=lambda e: e[:2]))
def test_babel_reads_the_same(texts: list[tuple[str, str, str]]) -> None:
    entries = tuple(Entry(context, source, words) for context, source, words in texts)
    text = po_text(Catalog("sv.po", {"Content-Type": "text/plain; charset=UTF-8"}, entries))

    read = babel_reads(io.BytesIO(text.encode()), locale="sv", abort_invalid=True)

    found = {(m.context, m.id): m.string for m in read if m.id}
    assert found == {(context, source): words for context, source, words in texts}


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs GNU gettext")
def test_gettext_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "sv.po"
    path.write_text(FULL)

    command = ["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("tag", ["sv", "pt-BR", "zh-Hans", "ar", "zh-Hant-TW"])
def test_languages_are_known_by_their_tags(tag: str) -> None:
    assert check_tag(tag) == tag
    assert plural_fault(plural_forms(tag), tag) == ("", False)


@pytest.mark.parametrize("tag", ["", "../x", "sv_SE", "swedish", "xx", "SV", "sv/../en"])
def test_what_is_no_language_is_an_error(tag: str) -> None:
    with pytest.raises(Diagnostic) as caught:
        check_tag(tag)

    assert caught.value.findings[0].code.id == "C110"


def test_all_languages_are_asked_for_by_another_option() -> None:
    with pytest.raises(Diagnostic) as caught:
        check_tag("all")

    assert "--languages all" in caught.value.findings[0].help


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("nplurals=2; plural=(n > 1);", False),
        ("nplurals=1; plural=n;", True),
        ("nplurals=2; plural=(n;", True),
        ("nplurals=INTEGER; plural=EXPRESSION;", True),
        ("nplurals=2; plural=n%0;", True),
        ("nplurals=2; plural=__import__('os');", True),
    ],
)
def test_a_rule_of_plurals_that_is_another_is_told_from_one_that_is_none(
    rule: str, wrong: bool
) -> None:
    message, broken = plural_fault(rule, "sv")

    assert message and broken is wrong


def test_two_countries_can_have_one_language() -> None:
    assert same_language("en-US", "en-GB")
    assert not same_language("zh-Hans", "zh-Hant")
    assert not same_language("sv", "en")
