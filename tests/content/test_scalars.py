"""Values of YAML files written anew where they stand."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from report.content.scalars import scalars, with_text, with_value
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic, Mark

FILE = "editions/x/edition.yaml"

# What stands before a scalar, its source as it was written, and what stands after it.
STYLES = {
    "plain": ("# first\na: 1.0 # kept\nb: ", "Words of old", "   # why\nc: 'it''s'\n"),
    "plain lines": ("a:\n  b: ", "Words\n    of two lines", " # why\n  c: |\n    x\n\nd: e\n"),
    "single": ("- 'x'\n- ", "'It''s old'", " # why\n- y\n"),
    "single lines": ("b: ", "'It''s\n\n  old and\n  long'", "\nc: y"),
    "double": ("b: ", '"Old \\"words\\""', "  # why\n\n\nc: y\n"),
    "double lines": ("b: ", '"Old\n     words \\\n     and new"', "\nc: y\n"),
    "literal": ("a:\n- b: ", "|\n    Old\n\n      words", "\n\n\n  # why\n  c: y\n"),
    "literal kept": ("b: ", "|+  # as it is\n   Old\n\n", "\nc: y\n"),
    "literal moved": ("b: ", "|2-\n     Old\n    words", "\nc: y\n"),
    "folded": ("x:\n  b: ", ">-\n    Old words\n    go on\n\n    here", "\n  c: y\n"),
    "folded clip": ("b: ", ">\n Old words", "\n"),
    "flow": ("a: [x, ", "old words", ", z] # why\nb: 2\n"),
    "flow mapping": ("a: {x: 1, y: ", "'old'", "}\n"),
    "none": ("a:\n  b:", "", " # nothing yet\n  c: y\n"),
    "anchor": ("a: &name ", "Old", "\nb: y\n"),
    "Windows": ("a: 1\r\nb: ", "|\r\n  Old\r\n  words", "\r\n\r\nc: x\r\n"),
    "marked": ("\ufeffb: ", "Old", "\r\nc: x"),
}
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.text(
    " \n\t#:-'\"|>{}[],&*!%@`\\abc1.0é\u00a0\u2028\x85", max_size=30
)


def changed(style: str, text: str) -> tuple[bytes, bytes]:
    """Return a file of that style before and after its scalar says `text`."""
    head, source, tail = STYLES[style]
    data = (head + source + tail).encode()
    line = head.count("\n") + 1
    found = [each for each in scalars(data, FILE).values() if each.mark.line == line]
    if style == "flow":
        found = found[1:2]
    return data, with_text(data, FILE, found[-1].path, text)


@pytest.mark.parametrize("style", STYLES)
@given(text=WORDS)
@example(text="")
@example(text="2026")
@example(text="  moved in\nand not\n\n\n")
@example(text="true")
@example(text="a\n b\n\n c #d")
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_as_it_was_given_and_all_else_stays(style: str, text: str) -> None:
    head, _, tail = STYLES[style]
    try:
        before, after = changed(style, text)
    except Diagnostic as diagnostic:
        # Nothing but what no file of an edition may hold.
        assert {each.code.id for each in diagnostic.findings} == {"C111"}
        assert any(not each.isprintable() and each not in "\n\u2028\x85\u00a0" for each in text)
        return
    assert after.startswith(head.encode()) and after.endswith(tail.encode())
    then, now = (scalars(each, FILE) for each in (before, after))
    texts, old = [each.text for each in now.values()], [each.text for each in then.values()]
    assert len(texts) == len(old)
    different = [number for number, each in enumerate(texts) if each != old[number]]
    assert [texts[number] for number in different] in ([text], [])
    assert text in texts


@pytest.mark.parametrize(
    ("style", "text", "source"),
    [
        ("plain", "New words", "New words"),
        ("plain", "Ends: here", '"Ends: here"'),
        ("plain lines", "Words and more\nthen", "Words\n    and more\n\n    then"),
        ("single", "It's new", "'It''s new'"),
        ("double", "It's “new”", '"It\'s “new”"'),
        ("literal", "New\n\n  words\n", "|\n    New\n\n      words"),
        ("literal", "New", "|-\n    New"),
        ("literal kept", "New\n", "|  # as it is\n   New"),
        ("folded", "Old words go on\nthere", ">-\n    Old words\n    go on\n\n    there"),
        ("Windows", "New\nwords\n", "|\r\n  New\r\n  words"),
        ("none", "New", " New"),
        ("flow", "a, b", '"a, b"'),
    ],
)
def test_the_style_is_that_of_the_words_before(style: str, text: str, source: str) -> None:
    head, _, tail = STYLES[style]

    assert changed(style, text)[1].decode() == head + source + tail


def test_lines_that_say_the_same_stay_as_they_are() -> None:
    words = "one two three\n  four five six seven\n  eight nine"
    data = f"a: {words}\n".encode()

    after = with_text(data, FILE, ("a",), "one two three four FIVE six seven eight nine")

    assert after == b"a: one two three\n  four FIVE six seven\n  eight nine\n"


def test_a_number_stays_one_and_words_that_look_like_one_stay_words() -> None:
    data = b"a: 450\nb: Room\n"

    assert with_text(data, FILE, ("a",), "460") == b"a: 460\nb: Room\n"
    assert with_text(data, FILE, ("a",), "many") == b"a: many\nb: Room\n"
    assert with_text(data, FILE, ("b",), "460") == b'a: 450\nb: "460"\n'
    assert read_yaml(with_value(data, FILE, ("b",), 7), FILE).data == {"a": 450, "b": 7}


def test_what_is_shared_is_refused() -> None:
    data = b"a: &x Words\nb: *x\n"

    with pytest.raises(Diagnostic) as refused:
        with_text(data, FILE, ("a",), "New")

    assert [str(each.mark) for each in refused.value.findings] == [f"{FILE}:1:4"]
    assert [each.code.id for each in refused.value.findings] == ["C127"]


def test_scalars_are_known_by_their_places() -> None:
    data = b"a: 'x'\nb: |\n  words\nc: [1, two]\n"

    found = scalars(data, FILE)

    assert {(mark.line, mark.column): each.text for mark, each in found.items()} == {
        (1, 5): "x",
        (2, 4): "words\n",
        (4, 5): "1",
        (4, 8): "two",
    }
    assert found[Mark(FILE, 4, 8)].path == ("c", 1)
