"""The sample edition for the press, judged by programs that are not ours.

Each check is one of those that print shops' own preflights make (GWG 2022, PDF/X-4).
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from tests.tools.judges import foreign_colours, most_ink, said_by, words

from ..conftest import DAY, copy_of_sample, run_colophon
from .conftest import MakePrinted

FORMATS = ("a4", "us-letter")
PRESETS = {
    "fogra39-coated": ("FOGRA39", 3.0, 300),
    "fogra39-bound": ("FOGRA39", 3.0, 300),
    "fogra47-uncoated": ("FOGRA47", 3.0, 280),
    "gracol2013-coated": ("CGATS21-2-CRPC6", 3.175, 320),
    "digital-press": ("FOGRA39", 3.0, 280),
}
PAIRS = (
    ("a4", "fogra39-coated"),
    ("us-letter", "fogra39-bound"),
    ("a4", "fogra47-uncoated"),
    ("us-letter", "gracol2013-coated"),
    ("a4", "digital-press"),
)
"""Every preset once and every format: what `make test` takes; `make test-all` takes them all."""
ALL = [
    pytest.param(*each, marks=() if each in PAIRS else pytest.mark.slow, id="-".join(each))
    for each in product(FORMATS, PRESETS)
]
SIZES = {"a4": (595.28, 841.89), "us-letter": (612.0, 792.0)}


@pytest.mark.parametrize(("format", "preset"), ALL)
class TestTheSampleForThePress:
    """One class, so that one process prints what all of its tests look at."""

    def test_no_rule_has_anything_to_say(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        said = printed(format, preset).codes
        # Twelve pages are too few for glue, and the spine says so.
        expected = 1 if preset == "fogra39-bound" else 0
        assert len(said) == expected and all("X304" in each for each in said), said

    def test_its_syntax_is_sound(self, format: str, preset: str, printed: MakePrinted) -> None:
        for path in printed(format, preset).files.values():
            assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", path)

    def test_readers_draw_it_without_complaint(
        self, format: str, preset: str, printed: MakePrinted, tmp_path: Path
    ) -> None:
        for path in printed(format, preset).files.values():
            said_by("pdftoppm", "-r", "20", path, tmp_path / "page")
            said_by("mutool", "draw", "-q", "-r", "20", "-o", tmp_path / "page%d.pnm", path)

    def test_it_names_the_condition_and_holds_the_profile(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        for path in printed(format, preset).files.values():
            intent = said_by("mutool", "show", path, "trailer/Root/OutputIntents/1")
            assert "/GTS_PDFX" in intent
            assert f"({PRESETS[preset][0]})" in intent
            assert "/DestOutputProfile" in intent and "http://www.color.org" in intent
            metadata = said_by("pdfinfo", "-meta", path)
            assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in metadata

    def test_its_boxes_begin_at_nothing_and_hold_the_bleed(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        width, height = SIZES[format]
        bleed = PRESETS[preset][1] / 25.4 * 72
        info = said_by("pdfinfo", "-box", "-l", "99", printed(format, preset).files[""])
        boxes: dict[str, set[tuple[float, ...]]] = {}
        for name, sides in re.findall(r"Page +\d+ (\w+)Box: +(.*)", info):
            boxes.setdefault(name, set()).add(tuple(map(float, sides.split())))

        (media,), (trim,), (bled,) = boxes["Media"], boxes["Trim"], boxes["Bleed"]
        assert (
            media == bled == pytest.approx((0, 0, width + 2 * bleed, height + 2 * bleed), abs=0.02)
        )
        assert trim == pytest.approx((bleed, bleed, width + bleed, height + bleed), abs=0.02)

    def test_its_pages_are_a_multiple_of_four(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        files = printed(format, preset).files
        count = int(said_by("qpdf", "--show-npages", files[""]))

        assert count % 4 == 0
        if preset == "fogra39-bound":
            assert said_by("qpdf", "--show-npages", files["cover"]).strip() == "1"
        else:
            assert count == 12 and set(files) == {""}

    def test_its_pictures_are_in_inks_and_fine_enough(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        rows = [
            row.split()
            for path in printed(format, preset).files.values()
            for row in said_by("pdfimages", "-list", path).splitlines()[2:]
        ]

        assert len(rows) == 11
        assert {row[5] for row in rows} <= {"cmyk", "gray"}
        assert min(int(side) for row in rows for side in row[12:14]) >= 225

    def test_its_fonts_are_inside_and_its_text_stays_text(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        made = printed(format, preset)
        for path in made.files.values():
            for row in said_by("pdffonts", path).splitlines()[2:]:
                embedded, _, unicode = row.split()[-5:-2]
                assert (embedded, unicode) == ("yes", "yes"), row
        if "cover" not in made.files:
            assert words(made.files[""]) == words(made.screen)

    def test_no_colour_is_left_that_is_no_ink(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        for path in printed(format, preset).files.values():
            assert foreign_colours(path) == set()

    def test_no_place_gets_more_ink_than_the_limit(
        self, format: str, preset: str, printed: MakePrinted, tmp_path: Path
    ) -> None:
        limit = PRESETS[preset][2]
        files = printed(format, preset).files
        heaviest = max(most_ink(path, tmp_path / f"{part}%03d.tif") for part, path in files.items())

        assert 200 < heaviest <= limit + 1

    def test_nothing_on_it_is_for_a_screen(
        self, format: str, preset: str, printed: MakePrinted
    ) -> None:
        for path in printed(format, preset).files.values():
            with pikepdf.open(path) as pdf:
                unwanted = {"/Names", "/Outlines", "/AcroForm", "/OpenAction", "/StructTreeRoot"}
                assert set(pdf.Root.keys()) & unwanted == set()
                assert all(Name.Annots not in page.obj for page in pdf.pages)


def test_another_process_with_an_empty_cache_writes_the_same_bytes(
    printed: MakePrinted, tmp_path: Path
) -> None:
    copy_of_sample(tmp_path)
    options = ("--target", "press", "--as-of", DAY.isoformat())
    result = run_colophon("build", "life-science", *options, folder=tmp_path)

    assert result.returncode == 0, result.stdout + result.stderr
    path = tmp_path / "build" / "life-science" / "life-science-press.pdf"
    assert path.read_bytes() == printed("a4", "fogra39-coated").files[""].read_bytes()
