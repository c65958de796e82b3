from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.yaml import MAX_DEPTH, Document, read_yaml
from report.diagnostics import Diagnostic, Finding, Mark

from ..conftest import pointed


def read(text: str) -> Document:
    return read_yaml(text.encode(), "a.yaml")


def findings(data: str | bytes) -> tuple[Finding, ...]:
    with pytest.raises(Diagnostic) as caught:
        read_yaml(data.encode() if isinstance(data, str) else data, "a.yaml")
    return caught.value.findings


def the_finding(data: str | bytes) -> Finding:
    (finding,) = findings(data)
    return finding


TEXT = """\
plain: one two
single: 'one two'
double: "one two"
literal: |

  one
    two
folded: >-
  one
  two
list:
  - one
  - {key: two}
"""


@pytest.mark.parametrize(
    ("path", "word", "line", "column"),
    [
        (("plain",), "one", 1, 8),
        (("plain",), "two", 1, 12),
        (("single",), "one", 2, 10),
        (("single",), "two", 2, 14),
        (("double",), "two", 3, 14),
        (("literal",), "one", 6, 3),
        (("literal",), "two", 7, 5),
        (("list", 0), "one", 12, 5),
        (("list", 1, "key"), "two", 13, 11),
    ],
)
def test_every_character_of_a_value_has_its_mark(
    path: tuple[str | int, ...], word: str, line: int, column: int
) -> None:
    document = read(TEXT)
    value: Any = document.data
    for step in path:
        value = value[step]

    mark = document.place(path).at(value, value.index(word))

    assert mark == Mark("a.yaml", line, column)
    assert TEXT.split("\n")[line - 1][column - 1 :].startswith(word)


def test_text_whose_lines_are_folded_is_marked_as_a_whole() -> None:
    document = read(TEXT)

    assert document.place(("folded",)).at("one two", 4) == Mark("a.yaml", 8, 9)


def test_a_place_that_does_not_exist_is_that_of_what_is_around_it() -> None:
    document = read(TEXT)

    assert document.place(("list", 1, "none")).mark == Mark("a.yaml", 13, 5)
    assert document.key(("list",)) == Mark("a.yaml", 11, 1)
    assert document.key(("list", 0)) == Mark("a.yaml", 12, 5)


@given(st.text("ab å🎈\n", min_size=1).filter(lambda text: text.strip()), st.integers(1, 6))
def test_literal_text_is_read_as_written_and_marked_exactly(words: str, indent: int) -> None:
    text = "\n".join(line.strip(" ") for line in words.split("\n")).strip("\n")
    lines = text.split("\n")
    source = "key: |-\n" + "\n".join(" " * indent + line if line else "" for line in lines)
    document = read(source)

    assert document.data == {"key": text}
    for offset, character in enumerate(text):
        mark = document.place(("key",)).at(text, offset)
        if character != "\n":
            assert source.split("\n")[mark.line - 1][mark.column - 1] == character


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("190:20:30", "190:20:30"),
        ("0812", "0812"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        (".5", ".5"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("+46", "+46"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-17", -17),
        ("450", 450),
        ("3.50", 3.5),
        ("2026-11-22", datetime.date(2026, 11, 22)),
        ("2026-11-22 10:00:00", "2026-11-22 10:00:00"),
        ("'true'", "true"),
        ('"450"', "450"),
        ("!!str 450", "450"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_words_stay_what_was_written(written: str, value: object) -> None:
    found = read(f"key: {written}\n").data["key"]

    assert found == value and type(found) is type(value)


def test_a_day_that_no_calendar_has_is_a_finding() -> None:
    finding = the_finding("date: 2026-02-30\n")

    assert finding.code.id == "C106" and finding.mark == Mark("a.yaml", 1, 7)


def test_a_key_that_stands_twice_is_marked_at_its_second_place() -> None:
    finding = the_finding("a: 1\nb: 2\na: 3\n")

    assert finding.code.id == "C103"
    assert finding.mark == Mark("a.yaml", 3, 1)
    assert "line 1" in finding.message


def test_all_errors_of_structure_are_found_at_once() -> None:
    codes = [
        each.code.id for each in findings("a: 1\na: 2\nb: !thing x\n<<: {c: 1}\nd: 2026-13-01\n")
    ]

    assert codes == ["C103", "C101", "C101", "C106"]


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("a: 1\n\tb: 2\n", 2, "spaces, not tabs"),
        ("title: Data: a resource\n", 1, "colon needs quotation marks"),
        ('a: "never closed\n', 1, "close it at the end"),
        ("a: [1, 2\n", 2, ""),
        ("a: @home\n", 1, "quotation marks"),
        ("a: *nothing\n", 1, '"*First* words"'),
        ("a: *First*\n", 1, '"*First* words"'),
        ("a: 1\n  b: 2\n", 1, "move line"),
        ("a: 1\n  b and c: 2\n", 2, "colon needs quotation marks"),
        ("s:\n  - c:\n      p: x\n    k: Begin\n      h: y\n", 4, "move line"),
        ("a:\n  b: 1\n \u00a0c: 2\n", 3, "an ordinary space"),
        ("a:\n  b: 1\n  \u00a0c: 2\n", 3, "an ordinary space"),
        ("a:\n  b:\u00a01\n  c: 2\n", 2, "an ordinary space"),
        ("a:\n  - b: 1\n  c: 2\n", 3, "move line 3 2 spaces to the right"),
        ("a: - First\n", 1, "a text that begins with “- ”"),
        ('a: "First\nb: "Second"\nc: 1\n', 1, "close the quotation mark"),
        ("a: 1\nb: {c: Survey #3}\nd: 1\n", 2, "quotation marks around the text"),
        ("a: {{ facts.x }} yes\nb: 1\n", 1, '"{{ facts.trees }} trees"'),
        ("a: {{ facts.x }}\nb: 1\n", 1, '"{{ facts.trees }} trees"'),
        ("- a\nb: c\n", 2, ""),
        ("a: !!python/object:os.system x\n", 1, "quotation marks"),
        ("a: !custom x\n", 1, "quotation marks"),
        ("--- a\n--- b\n", 2, ""),
        ("a: 1\nkicker:First one\nb: 2\n", 2, "kicker: First one"),
        ("a:\n  - b: 1\n  -c: 2\n", 3, "- c: 2"),
        ("a: “First”: one\n", 1, "straight quotation marks"),
        ("a: b: c  # to d: o\n", 1, 'a: "b: c"  # to d: o'),
        ("a: Room: no #4\n", 1, 'a: "Room: no #4"'),
        ("a: %\n", 1, '"%"'),
        ("a:\n  b:\n    c: 1\n  - d:\n      c: 2\n", 2, "- b:"),
        ("a:\n  - b\n      c: 1\n", 2, "write it as b:"),
        ("a: |\n    One.\n\n  Two.\n\n    Three.\n", 4, "below the other lines"),
        ("a:\n  b:\n    One.\n    # a comment\n    Two.\n  c: 1\n", 2, "b: |"),
        ("a:\n    b: 1\n   c: 2\n", 3, "move line"),
        ('a: "He said "yes" to us."\nb: 1\n', 1, "“these”"),
        ("a: 'It's late'\nb: 1\n", 1, "double quotation marks"),
        ("{\\rtf1\\ansi title: One}\n", 1, "plain text"),
        ("<<: {a: 1}\n", 1, "write the lines out"),
        ("base: &b {a: 1}\nother:\n  <<: *b\n", 3, "write the lines out"),
        ("? [a, b]\n: c\n", 1, ""),
        ("a:\n  b: *First edition\n", 2, '"*First edition"'),
        ("a:\n  b: [a] x\n  c: 1\n", 2, '"[a] x"'),
        ("a:\n  b: {a} x\n  c: 1\n", 2, '"{a} x"'),
        ("a:\n  - [a] x\n  - b\n", 2, '"[a] x"'),
        ("a: > x\n", 1, "next line"),
        ("a: | x\n", 1, '"| x"'),
        ("a: ? x\n", 1, '"? x"'),
        ("a: , x\n", 1, '", x"'),
        ("a: ! Hallo\n", 1, "quotation marks"),
        ("a: !\n", 1, "quotation marks"),
        ('a: "C:\\Users\\me"\n', 1, "single quotation marks"),
        ('a: "C:\\data"\n', 1, "single quotation marks"),
        ("a: \x07\n", 1, "invisible character"),
    ],
)
def test_what_is_not_yaml_is_explained_at_its_line(text: str, line: int, help: str) -> None:
    finding = the_finding(text)

    assert finding.code.id == "C101"
    assert finding.mark and finding.mark.line == line
    assert help in finding.help
    assert "found" not in finding.help.split()[:1]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nkicker¶:First one\nb: 2\n",
        "a:\n  - b: 1\n  ¶-c: 2\n",
        "a: ¶“First”: one\n",
        "a:\n  ¶b:\n    c: 1\n  - d:\n      c: 2\n",
        "a:\n  - ¶b\n      c: 1\n",
        "a:\n  ¶-b:\n      c: 1\n  - d:\n      c: 2\n",
        "a:\n    ¶b:\n      c: 1\n      e: 1\n  - d:\n      c: 2\n",
        "a:\n   ¶-b:\n      c: 1\n  - d:\n      c: 2\n",
        "a:\n  - b:\n        ¶c: 1\n        e: 1\n      - c: 2\n",
        "a:\n  - b:\n      c: 1\n    ¶- d:\n      c: 2\n",
        "a:\n  b: ¶*First edition\n  c: 1\n",
        "a:\n  b: ¶> x\n",
        "a: |\n    One.\n\n  ¶Two.\n\n    Three.\n",
        "a:\n    b: 1\n   ¶c: 2\n",
        'a: "He said ¶"yes" to us."\nb: 1\n',
    ],
)
def test_a_slip_is_marked_where_it_was_made_and_not_where_reading_ended(text: str) -> None:
    plain, place = pointed(text)

    finding = the_finding(plain)

    assert str(finding.mark) == f"a.yaml:{place}"
    assert "expected" not in finding.message, "the parser's words are about itself"


@pytest.mark.parametrize(
    ("data", "code", "mark"),
    [
        (b"a: caf\xe9\n", "C108", Mark("a.yaml", 1, 7)),
        (b"a: 1\nb: \xff\n", "C108", Mark("a.yaml", 2, 4)),
        ("a: å\n".encode("utf-16"), "C108", Mark("a.yaml", 1, 1)),
        (b"a: \x00\n", "C101", Mark("a.yaml", 1, 4)),
        ("a: 1\nb: å\x8d\n".encode(), "C101", Mark("a.yaml", 2, 5)),
    ],
)
def test_what_is_not_utf8_text_is_marked(data: bytes, code: str, mark: Mark) -> None:
    finding = the_finding(data)

    assert finding.code.id == code
    assert finding.mark == mark


def test_a_byte_order_mark_and_windows_line_ends_are_dropped() -> None:
    document = read_yaml("\ufeffa: å\r\nb: |\r\n  one\r\n  two\r\n".encode(), "a.yaml")

    assert document.data == {"a": "å", "b": "one\ntwo\n"}
    assert document.place(("b",)).at("one\ntwo\n", 4) == Mark("a.yaml", 4, 3)


def test_an_empty_file_is_an_empty_mapping() -> None:
    assert read("# nothing\n").data == {}


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, after in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        bomb(),
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a: &a\n  b: *a\n",
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
    ],
    ids=["aliases", "lists", "mappings", "dashes", "itself", "just-too-deep"],
)
def test_bombs_end_in_one_finding_with_a_line(text: str) -> None:
    finding = the_finding(text)

    assert finding.code.id == "C102"
    assert finding.mark and finding.mark.line >= 1


def test_nesting_up_to_the_limit_is_read() -> None:
    data = read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data

    assert str(data).count("[") == MAX_DEPTH


def test_aliases_of_ordinary_size_are_expanded() -> None:
    document = read("a: &x {b: 1}\nc: *x\n")

    assert document.data == {"a": {"b": 1}, "c": {"b": 1}}
    assert document.place(("c", "b")).mark == Mark("a.yaml", 1, 11)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.content.yaml.MAX_VALUES", 500)
    assert the_finding("[" + "1, " * 600 + "]").code.id == "C102"
    assert the_finding("# no end\n" * 1_200_000).code.id == "C102"


@given(st.one_of(st.text(), st.text("abc:- \n\t'\"|>&*!{}[]#?%@`,<~0123", max_size=60)))
@settings(max_examples=300)
def test_any_text_is_read_or_explained(text: str) -> None:
    try:
        document = read(text)
    except (Diagnostic, UnicodeEncodeError) as error:
        if isinstance(error, Diagnostic):
            assert error.findings
            assert all(each.mark and each.mark.line >= 1 for each in error.findings)
        return
    lines = text.count("\n") + 2
    assert all(1 <= place.mark.line <= lines for place in document.places.values())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_explained(data: bytes) -> None:
    try:
        read_yaml(data, "a.yaml")
    except Diagnostic as error:
        assert all(each.mark for each in error.findings)


@pytest.mark.parametrize(
    ("text", "character", "column"),
    [
        ('a: "bell\\x07"\n', "U+0007", 4),
        ('a: "\\0"\n', "U+0000", 4),
        ('a: "\\e[2J"\n', "U+001B", 4),
        ('"\\e[2J": 1\n', "U+001B", 1),
    ],
)
def test_control_characters_are_findings_that_do_not_repeat_them(
    text: str, character: str, column: int
) -> None:
    finding = the_finding(text)

    assert finding.code.id == "C111" and character in finding.message
    assert finding.mark == Mark("a.yaml", 1, column)
    assert str(finding).isprintable() or "\n" in str(finding)
    assert "\x1b" not in str(finding)


@pytest.mark.parametrize(
    "text",
    ["a: Room ¶#4\n", "a: 1\nb: {c: Survey   ¶#x\n  }\n", "a: 4 / 5 ¶#6\n", "- One\n- Two ¶#2"],
)
def test_a_text_cut_by_a_sharp_is_noticed_at_the_sharp(text: str) -> None:
    plain, place = pointed(text)

    (finding,) = read(plain).noticed

    assert finding.code.id == "C117"
    assert str(finding.mark) == f"a.yaml:{place}"


@pytest.mark.parametrize(
    "text", ["a: Room # four\n", 'a: "Room" #4\n', "a: Room#4\n", "a: |\n  Room #4\n", "a: #4\n"]
)
def test_comments_and_quoted_texts_are_not_noticed(text: str) -> None:
    assert read(text).noticed == ()
