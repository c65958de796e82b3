"""Reading the structure of a published file."""

from __future__ import annotations

from tests.tools.small_pdfs import structure


def test_elements_are_counted_by_type():
    counts = structure().counts()
    assert (counts["Sect"], counts["Table"], counts["TR"], counts["TOC"]) == (5, 1, 21, 1)
    assert sum(counts.values()) == len(list(structure().root.walk()))


def test_text_can_leave_types_out():
    item = structure().of_type("LI")[-1]
    assert item.text == "2. Second"
    assert item.text_without("Lbl") == "Second"


def test_pages_are_those_that_show_the_element():
    cover, contents = structure().root.elements[:2]
    assert (cover.pages, contents.pages) == ((0,), (1,))


def test_the_tree_reads_as_the_html_does():
    text = structure().root.elements[3].text
    assert text.startswith("Andra avsnittet The table Year Values 0 0 1 1 2 4 3 9")
    assert text.endswith("The WHO says ”so”. 1. First 2. Second مرحبا بالعالم")


def test_each_piece_of_content_is_read_once():
    pieces = [(marked.page, marked.mcid) for marked in structure().root.marked()]
    assert len(set(pieces)) == len(pieces) == sum(map(len, structure().drawn))
