"""Whoever searches or copies finds the same words in a file without structure as on the screen."""

from __future__ import annotations

import dataclasses
from functools import cache
from pathlib import Path

import pytest

from report.finish.booklet import finish_booklet
from report.finish.facts import Imposition
from report.finish.press import finish_press
from report.finish.proof import finish_proof
from report.finish.screen import finish_screen
from report.finish.spoken import tell_words
from report.finish.tree import drop_noted_tree
from report.pdf.content import joined, page_runs
from report.units import mm
from tests.tools.finishing import Finish, files_of
from tests.tools.pressing import opened, press_facts
from tests.tools.small_pdfs import facts, lay_out

CSS = """
@page { @top-left { content: none } @bottom-right { content: none } }
.small { font-variant-caps: small-caps } .all { font-variant-caps: all-small-caps }
.wide { letter-spacing: 0.3em; text-transform: uppercase } .none { font-size: 0 }
"""
HTML = (
    "<h1 class=all>HUBS AND SAMPLES</h1><h2 class=wide>The United States</h2>"
    "<p><span class=small>Sweden has hubs</span> of its own"
    " and <b class=all>More</b></p><p class='small columns'>Biobanks keep characteristically"
    " comprehensive samples</p><p class='small none'>nothing</p>"
)
WORDS = "HUBS AND SAMPLES THE UNITED STATES Sweden has hubs of its own and More"


@cache
def pages() -> bytes:
    return lay_out([HTML], CSS)


def text(pdf: bytes) -> str:
    """The words of the first page's content, without what is beside the pages."""
    with opened(pdf) as document:
        runs = [run for run in page_runs(document.pages[0], 0) if run.mcid is not None]
        return joined(runs).replace("- ", "")


def test_the_glyphs_alone_say_other_words() -> None:
    assert "sweden has hubs" in text(pages()).lower()
    assert "Sweden has hubs" not in text(pages())


@pytest.mark.parametrize("finish", [finish_press, finish_proof, finish_booklet])
def test_spaced_letters_and_small_capitals_read_as_on_the_screen(
    finish: Finish, tmp_path: Path
) -> None:
    paper = Imposition(mm(200), mm(90), edge=mm(0), leaf=mm(0))
    known = dataclasses.replace(press_facts(tmp_path), imposition=paper)
    screen = text(files_of(finish_screen, pages(), facts())[""])

    assert screen.startswith(WORDS) and "characteristically" in screen
    assert text(files_of(finish, pages(), known)[""]) == screen


def test_pages_without_structure_are_left_alone() -> None:
    with opened(pages()) as document:
        drop_noted_tree(document)
        before = document.pages[0].Contents.read_bytes()
        tell_words(document)
        assert document.pages[0].Contents.read_bytes() == before


# The bracket that comes first is drawn turned over: as the other one.
RIGHT_TO_LEFT = (
    "<div lang=he dir=rtl><p>שלום (כאן) 23</p><table><tr><td>9:00–10:30</td></tr></table>"
    "<p><span dir=ltr>Only words (CC0 1.0)</span></p></div>"
)


@pytest.mark.parametrize("finish", [finish_screen, finish_press])
def test_what_is_read_from_the_right_says_its_brackets_and_ranges(
    finish: Finish, tmp_path: Path
) -> None:
    drawn = lay_out([RIGHT_TO_LEFT], CSS, "he")
    known = facts() if finish is finish_screen else press_facts(tmp_path)

    said = text(files_of(finish, drawn, known)[""])

    assert said == "שלום (כאן) 23 9:00–10:30 Only words (CC0 1.0)"
