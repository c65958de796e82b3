"""Marks outside the bleed: where they lie, on which plates, and what is written beside pages."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy
import pikepdf
import pytest
from numpy.typing import NDArray
from pikepdf import Name

from report.finish.panels import folding
from report.finish.press import finish_press
from report.units import Length, mm
from tests.tools.finishing import files_of
from tests.tools.inkwell import plates
from tests.tools.pressing import HEIGHT, WIDTH, grounds, opened, press_facts, pressed, words

SPINE = mm(6)
ROOM, BLEED = mm(7).pt, mm(3).pt
TRIM = ROOM + BLEED
DPI = 288
PIXELS = DPI / 72


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marks")


@pytest.fixture(scope="module")
def book(folder: Path) -> dict[str, bytes]:
    return pressed(grounds(), folder, own_cover=True, spine=SPINE, marks=True)


def inked(pdf: bytes, folder: Path) -> NDArray[numpy.bool_]:
    """Where the first page has ink on all four plates."""
    return (plates(pdf, folder, DPI) > 0.3).all(axis=2)


def places(line: NDArray[numpy.bool_]) -> list[float]:
    """Where marks cross a line, in points."""
    found = numpy.flatnonzero(line) / PIXELS
    starts = [at for n, at in enumerate(found) if not n or at - found[n - 1] > 1]
    return [float(at) for at in starts]


def test_crop_marks_point_at_the_trim_on_every_plate(folder, tmp_path):
    page = inked(pressed(grounds(), folder, marks=True)[""], tmp_path)
    depth = round(mm(3).pt * PIXELS)
    across, down = [TRIM, TRIM + WIDTH], [TRIM, TRIM + HEIGHT]
    assert places(page[depth]) == pytest.approx(across, abs=0.5)
    assert places(page[-depth]) == pytest.approx(across, abs=0.5)
    assert places(page[:, depth]) == pytest.approx(down, abs=0.5)
    assert places(page[:, -depth]) == pytest.approx(down, abs=0.5)


def test_nothing_comes_nearer_to_the_bleed_than_a_millimetre(folder, tmp_path):
    paper = plates(pressed(grounds(), folder, marks=True)[""], tmp_path, DPI).max(axis=2)
    outer, inner = round((ROOM - mm(1).pt) * PIXELS) + 1, round(ROOM * PIXELS) - 1
    for turn in range(4):
        assert numpy.rot90(paper, turn)[outer:inner, outer:-outer].max() == 0


def test_no_marks_unless_they_are_asked_for(folder):
    made = pressed(grounds(), folder, own_cover=True, spine=SPINE)
    for part in made.values():
        with opened(part) as pdf:
            for page in pdf.pages:
                assert b"PressAll" not in page.Contents.read_bytes()
        assert "2026-11-22" not in "".join(words(part))


def test_folds_are_marked_on_the_cover(book, folder, tmp_path):
    page = inked(book["cover"], tmp_path)
    depths = range(round(mm(2).pt * PIXELS), round(mm(5).pt * PIXELS))
    line = numpy.any([page[depth] for depth in depths], axis=0)
    wanted = [TRIM, TRIM + WIDTH, TRIM + WIDTH + SPINE.pt, TRIM + 2 * WIDTH + SPINE.pt]
    assert places(line) == pytest.approx(wanted, abs=0.5)


def test_a_cover_without_a_spine_is_folded_once(folder, tmp_path):
    made = pressed(grounds(), folder, own_cover=True, marks=True)
    page = inked(made["cover"], tmp_path)
    depths = range(round(mm(2).pt * PIXELS), round(mm(5).pt * PIXELS))
    line = numpy.any([page[depth] for depth in depths], axis=0)
    assert places(line) == pytest.approx([TRIM, TRIM + WIDTH, TRIM + 2 * WIDTH], abs=0.5)


def test_the_slug_tells_pages_and_files_apart(book):
    lines = [text.strip().split("\n")[-1] for text in words(book[""])]
    assert lines[1] == "Health & Life Sciences · 2 / 3 · verso · 2026-11-22 · file abababab"
    cover = words(book["cover"])[0].strip().split("\n")[-1]
    assert cover.startswith(
        "Health & Life Sciences (cover) · outside: back – spine 6 mm – front · 2026-11-22 · file "
    )
    assert "abababab" not in cover


def test_true_blanks_are_told_from_pages_that_failed(book):
    lines = [text.strip().split("\n")[-1] for text in words(book[""])]
    assert " · 1 / 3 · recto · intentionally blank · " in lines[0]
    assert not any("blank" in line for line in lines[1:])


def test_the_slug_of_a_cover_says_its_order(folder):
    known = press_facts(folder, own_cover=True, marks=True)
    said = words(
        files_of(finish_press, grounds(), dataclasses.replace(known, right_to_left=True))["cover"]
    )[0]
    assert "back – front :outside" in said, "PDFium reads this file from right to left"


def test_a_title_in_another_script_is_left_out_of_the_slug(folder):
    known = dataclasses.replace(press_facts(folder, marks=True), title="健康")
    text = words(files_of(finish_press, grounds(), known)[""])[0].strip().split("\n")[-1]
    assert text == "1 / 4 · recto · 2026-11-22 · file abababab"


def test_without_a_font_there_are_lines_alone(folder):
    known = dataclasses.replace(press_facts(folder, marks=True), font=b"")
    with opened(files_of(finish_press, grounds(), known)[""]) as pdf:
        page = pdf.pages[0]
        assert b"/PressAll CS" in page.Contents.read_bytes()
        assert "/PressLetters" not in page.Resources.Font


def test_marks_are_drawn_in_the_colour_of_registration(book):
    with opened(book[""]) as pdf:
        spaces = [page.Resources.ColorSpace["/PressAll"] for page in pdf.pages]
        assert len({space.objgen for space in spaces}) == 1
        assert spaces[0][1] == Name.All
        assert isinstance(spaces[0], pikepdf.Array)


@pytest.fixture(scope="module")
def leaflet(folder: Path) -> bytes:
    """Four pages as a sheet folded once, for a print shop that asks for no marks."""
    width = Length(WIDTH)
    once = folding([width] * 4, ((4, 1), (2, 3)), 4)
    return pressed(grounds(), folder, folding=once)[""]


def test_folds_are_marked_though_no_marks_are_asked_for(leaflet, tmp_path):
    page = inked(leaflet, tmp_path)
    depths = range(round(mm(1.2).pt * PIXELS), round(mm(5.8).pt * PIXELS))
    for rows in ([page[depth] for depth in depths], [page[-depth] for depth in depths]):
        assert places(numpy.any(rows, axis=0)) == pytest.approx([TRIM + WIDTH], abs=0.5)
    assert not any(page[:, depth].any() or page[:, -depth].any() for depth in depths)


def test_a_fold_mark_keeps_a_millimetre_from_the_bleed(leaflet, tmp_path):
    paper = plates(leaflet, tmp_path, DPI).max(axis=2)
    outer, inner = round((ROOM - mm(1).pt) * PIXELS) + 1, round(ROOM * PIXELS) - 1
    for turn in range(4):
        assert numpy.rot90(paper, turn)[outer:inner, outer:-outer].max() == 0


def test_a_leaflet_says_nothing_beside_its_marks_unless_asked(leaflet, folder):
    assert "2026-11-22" not in "".join(words(leaflet))
    once = folding([Length(WIDTH)] * 4, ((4, 1), (2, 3)), 4)
    slugs = [
        text.strip().split("\n")[-1]
        for text in words(pressed(grounds(), folder, folding=once, marks=True)[""])
    ]
    assert " · outside: pages 4 – 1 · 2026-11-22 · " in slugs[0]
    assert " · inside: pages 2 – 3 · " in slugs[1]
