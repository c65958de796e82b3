"""How two PDFs differ: words by page, looks, and what they say of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Name

from report.diagnostics import Diagnostic
from report.differences.values import Group
from report.pdf.seeing import in_a_row

from ..conftest import SMALL, NewProject, run_colophon
from .pdfs import compared, page, pdf, told

WORDS = ["water", "paper", "stone", "river", "cloud", "field", "house", "garden", "winter", "boat"]
PAGES = [" ".join(f"{word}{'abcdef'[at]}" for word in WORDS) for at in range(6)]


def book(texts: list[str]) -> bytes:
    """A PDF with a page for each text, and page numbers left and right."""
    return pdf(*(page([text], folio=at, x=10 + at % 2) for at, text in enumerate(texts, 1)))


def test_a_file_does_not_differ_from_itself() -> None:
    found = compared(book(PAGES), book(PAGES))

    assert found.changes == ()
    assert not any(sheet.differs or sheet.only_moved for sheet in found.sheets)


def test_a_word_that_differs_is_marked_on_both_pages() -> None:
    texts = [*PAGES[:2], PAGES[2].replace("stonec", "rock"), *PAGES[3:]]

    found = compared(book(PAGES), book(texts))

    (change,) = found.changes
    assert (change.group, change.kind, change.at) == (Group.WORDS, "changed", "page 3")
    assert (change.old, change.new) == ("stonec", "rock")
    differing = [sheet for sheet in found.sheets if sheet.differs]
    assert [(sheet.old, sheet.new) for sheet in differing] == [(3, 3)]
    old, new = ([spot for spot in side if spot.kind == "words"] for side in differing[0].spots)
    assert len(old) == len(new) == 1
    assert 5 < new[0].rect.y.pt < 15 and new[0].rect.width.pt < 20


def test_a_figure_that_differs_is_a_fact() -> None:
    old, new = (pdf(page([f"Sweden keeps {number} biobanks"])) for number in (450, 470))

    (change,) = compared(old, new).changes

    assert (change.group, change.old, change.new) == (Group.FACTS, "450", "470")
    assert change.note == "after “Sweden keeps”"


@pytest.mark.parametrize(
    ("before", "after"),
    [("one@example.org", "two2@example.org"), ("www.example.org/a", "www.example.org/b")],
)
def test_an_address_that_differs_is_a_contact_detail(before: str, after: str) -> None:
    old, new = (pdf(page([f"Write to {each} today"])) for each in (before, after))

    (change,) = compared(old, new).changes

    assert (change.group, change.old, change.new) == (Group.NAMES, before, after)


@given(at=st.integers(0, 6))
@settings(max_examples=7, deadline=None)
def test_a_page_that_is_put_in_marks_none_after_it(at: int) -> None:
    texts = [*PAGES[:at], "a page with other words that nobody has seen before", *PAGES[at:]]

    found = compared(book(PAGES), book(texts))
    back = compared(book(texts), book(PAGES))

    assert [(s.old, s.new) for s in found.sheets if s.differs] == [(None, at + 1)]
    assert [(s.old, s.new) for s in back.sheets if s.differs] == [(at + 1, None)]
    pages = [c for c in found.changes if c.what == "page"]
    assert [(c.kind, c.at) for c in pages] == [("added", f"page {at + 1}")]


def test_a_page_that_was_moved_is_the_same_page() -> None:
    found = compared(book(PAGES), book([PAGES[5], *PAGES[:5]]))

    assert [c.what for c in found.changes if c.group is not Group.FILE] == []
    assert ("moved", "page") in [(c.kind, c.what) for c in found.changes]
    assert all(sheet.old and sheet.new for sheet in found.sheets)


def test_text_that_runs_over_to_the_next_page_has_moved_and_not_changed() -> None:
    lines = [f"line {word} of the text {word}" for word in WORDS]
    old = pdf(page(lines[:8]), page(lines[8:]))
    new = pdf(page(["first of all", *lines[:7]]), page(lines[7:]))

    found = compared(old, new)

    assert [(c.kind, c.new) for c in found.changes] == [("added", "first of all")]
    assert [sheet.differs for sheet in found.sheets] == [True, False]
    assert found.sheets[1].only_moved


def test_a_picture_that_differs_is_a_place() -> None:
    old = pdf(page(["words beside it"], paint="1 0 0 rg 100 20 60 40 re f"))
    new = pdf(page(["words beside it"], paint="0 0 1 rg 100 20 60 40 re f"))

    found = compared(old, new)

    assert told(old, new) == [("DESIGN", "changed", "what it shows", "page 1")]
    ((spot,), _) = found.sheets[0].spots
    assert spot.kind == "look"
    assert spot.rect.x.pt == pytest.approx(100, abs=7)
    assert spot.rect.y.pt == pytest.approx(40, abs=7)
    assert spot.rect.width.pt == pytest.approx(60, abs=13)


def test_words_in_another_colour_look_different() -> None:
    old, new = (pdf(page(["words"], paint="")), pdf("0.9 0.2 0.2 rg " + page(["words"])))

    assert told(old, new) == [("DESIGN", "changed", "what it shows", "page 1")]


def test_pages_of_another_size_are_compared_by_their_words() -> None:
    def smaller(document: pikepdf.Pdf) -> None:
        for each in document.pages:
            each.MediaBox = pikepdf.Array([0, 0, 180, 100])

    old, new = pdf(page(["words"])), pdf(page(["words"]), change=smaller)

    assert told(old, new) == [("FILE", "changed", "MediaBox", "file")]


def properties(document: pikepdf.Pdf) -> None:
    document.docinfo[Name.Title] = "Another"
    document.Root.Lang = pikepdf.String("sv")
    for each in document.pages:
        each.TrimBox = pikepdf.Array([5, 5, 195, 95])
        each.Resources.Font.F1.BaseFont = Name.Courier


def test_what_a_file_says_of_itself() -> None:
    found = told(pdf(page([])), pdf(page([]), change=properties))
    fonts = told(pdf(page(["i"])), pdf(page(["i"]), change=properties))

    assert found == [
        ("FILE", "added", "title", "property"),
        ("FILE", "added", "language", "property"),
        ("FILE", "added", "TrimBox", "file"),
    ]
    assert ("FILE", "added", "Courier", "font") in fonts
    assert ("FILE", "removed", "Helvetica", "font") in fonts


def test_what_is_no_pdf_is_a_finding(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project(SMALL)
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(book(PAGES))

    for content, code in ((b"", "F301"), (b"no PDF", "F301"), (good.read_bytes()[:400], "F301")):
        bad.write_bytes(content)
        done = run_colophon("diff", str(good), str(bad), folder=project.root)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(f"bad.pdf: {code}: error: ")


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_damaged_file_is_compared_or_a_finding(data: st.DataObject) -> None:
    whole = bytearray(book(PAGES[:2]))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    try:
        found = compared(book(PAGES[:2]), bytes(whole))
    except Diagnostic as diagnostic:
        assert {each.code.id for each in diagnostic.findings} <= {"F301", "F302", "F305"}
    else:
        assert [sheet.old for sheet in found.sheets if sheet.old] == [1, 2]


def test_two_files_by_the_program(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project(SMALL)
    for name, word in (("a", "stone"), ("b", "rock")):
        (tmp_path / f"{name}.pdf").write_bytes(book([PAGES[0].replace("stonea", word)]))
    paths = [str(tmp_path / f"{name}.pdf") for name in "ab"]

    same = run_colophon("diff", paths[0], paths[0], "--exit-code", folder=project.root)
    other = run_colophon("diff", *paths, "--exit-code", folder=project.root)

    assert (same.returncode, same.stderr) == (0, "")
    assert "No differences." in same.stdout
    assert (other.returncode, other.stderr) == (3, "")
    assert "words: stone → rock" in other.stdout
    told = json.loads(run_colophon("diff", *paths, "--json", folder=project.root).stdout)
    assert told["differences"] == 1
    (sheet,) = told["pages"]
    assert (sheet["old"], sheet["new"], sheet["differs"]) == (1, 1, True)
    assert sheet["new_places"][0]["kind"] == "words"
    assert 10 < sheet["new_places"][0]["x"] < 25


def test_few_words_between_two_differences_are_told_with_them_and_not_marked() -> None:
    old, new = (pdf(page([f"a first {one} and {one} word"])) for one in ("red", "blue"))

    found = compared(old, new)

    (change,) = found.changes
    assert (change.old, change.new) == ("red and red", "blue and blue")
    assert [sum(s.kind == "words" for s in side) for side in found.sheets[0].spots] == [2, 2]


def test_letters_that_stand_apart_are_the_same_words() -> None:
    assert told(pdf(page(["SINCE 1910 here"])), pdf(page(["S I N C E 1 9 1 0 here"]))) == [
        ("DESIGN", "changed", "what it shows", "page 1")
    ]


def test_words_of_scripts_without_blanks_are_told_without_them() -> None:
    assert (
        in_a_row(["四", "つ", "の", "季", "節", "2026", "and", "more"])
        == "四つの季節 2026 and more"
    )
