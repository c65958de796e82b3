"""A PDF as a reader sees it: where its words stand."""

from __future__ import annotations

import pytest

from report.pdf.seeing import SeenPage, seeing

from ..differences.pdfs import pdf


def seen(content: str) -> SeenPage:
    with seeing(pdf(content), "a.pdf") as viewer:
        return viewer.pages[0]


def line(words: str, before: str = "", after: str = "") -> str:
    return f"BT /F1 12 Tf 10 50 Td {before} ({words}) Tj {after} ET"


WORDS = "A willow mammoth 2026"


def test_words_stand_where_they_are_painted() -> None:
    words = seen(line(WORDS)).words
    assert [word.text for word in words] == WORDS.split()
    lefts = [word.boxes[0][0] for word in words]
    assert lefts[0] == pytest.approx(10, abs=0.1)
    assert lefts == sorted(lefts)


def test_words_that_are_told_by_an_actual_text_stand_there_as_well() -> None:
    # Of such words PDFium gives each letter the same share of the whole, an i as much as an m.
    plain = seen(line(WORDS)).words
    told = seen(line(WORDS, f"/Span << /ActualText ({WORDS}) >> BDC", "EMC")).words
    assert [word.text for word in told] == [word.text for word in plain]
    for one, other in zip(plain, told, strict=True):
        assert other.boxes[0][::2] == pytest.approx(one.boxes[0][::2], abs=1)  # left and right


def test_letters_that_the_font_has_not_share_the_room() -> None:
    # What is told is in other letters than what is painted.
    marked = line("AB CD", "/Span << /ActualText <FEFF0416041600200416 0416> >> BDC", "EMC")
    words = seen(marked).words
    assert len(words) == 2
    left, right = words[0].boxes[0], words[1].boxes[0]
    assert left[0] < left[2] <= right[0] < right[2]
