"""The proof: what is seen beside and over its pages, and every finding at its place."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name
from PIL import Image, ImageChops

from report.diagnostics import Area, Code, Finding, Mark, Severity
from report.finish.images import pictures
from report.finish.proof import finish_proof
from report.finish.proof_places import placed
from report.finish.proof_sheet import ProofSheet
from report.units import Length, Rect, mm
from tests.conftest import ROOT
from tests.tools.finishing import files_of
from tests.tools.leaflets import leaflet, panels
from tests.tools.small_pdfs import changed, facts, jpeg, lay_out

FONT = (ROOT / "assets/fonts/source-sans-3/SourceSans3-Regular.ttf").read_bytes()
ERROR = Code("X900", "wrong", Severity.ERROR)
WARNING = Code("X901", "doubtful", Severity.WARNING)
NOTE = Code("X902", "curious", Severity.NOTE)
MARK = Mark("editions/small/edition.yaml", 7, 5)
MAGENTA, RED = (212, 18, 125), (178, 33, 26)
WIDTH, HEIGHT = mm(100).pt, mm(90).pt
SHEET = ProofSheet(WIDTH, HEIGHT, mm(5).pt, mm(4).pt)


def at(page: int, *sides: float) -> Area:
    """An area in millimetres from the upper left corner of the trimmed page."""
    return Area(page, Rect(*map(mm, sides)) if sides else None)


@cache
def raw() -> bytes:
    """Three pages; the second bleeds, in green."""
    css = ".bleed { position: absolute; inset: -17mm; background: lime }"
    return lay_out(
        [
            "<h1 id=one>First</h1><p>Words</p><a href=#three>third</a>",
            "<div class=bleed></div>",
            "<h2 id=three>Third</h2>",
        ],
        css,
    )


def proof(remarks: Sequence[Finding] = (), pdf: bytes = b"", **changes: object) -> bytes:
    known = {"font": FONT, "safe": mm(4), **changes}
    return files_of(finish_proof, pdf or raw(), facts(remarks=tuple(remarks), **known))[""]


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def notes(pdf: bytes, page: int = 1) -> list[pikepdf.Object]:
    """The annotations of a page that are not links. They live as long as their file."""
    document = opened(pdf)
    found = list(document.pages[page - 1].obj.get(Name.Annots, ()))
    _alive.append(document)
    return [each for each in found if each.Subtype != Name.Link]


_alive: list[pikepdf.Pdf] = []


def rendered(pdf: bytes, page: int = 1, scale: float = 4) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")


def pixel(image: Image.Image, x: float, y: float, beyond: float = 15) -> tuple[int, ...]:
    """The colour at a place in millimetres from the trimmed page's upper left corner."""
    across, down = (round(mm(value + beyond).pt * 4) for value in (x, y))
    return image.getpixel((across, down))  # type: ignore[return-value]


def near(colour: tuple[int, ...], other: tuple[int, ...], by: int = 40) -> bool:
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=True))


def test_the_page_lies_with_its_bleed_on_a_larger_sheet():
    with opened(proof()) as pdf:
        for page in pdf.pages:
            out, bleed = mm(15).pt, mm(5).pt
            expected = {
                "/MediaBox": [-out, -out, WIDTH + out, HEIGHT + out],
                "/BleedBox": [-bleed, -bleed, WIDTH + bleed, HEIGHT + bleed],
                "/TrimBox": [0, 0, WIDTH, HEIGHT],
            }
            for name, box in expected.items():
                assert [float(side) for side in page.obj[name]] == pytest.approx(box, abs=0.01)


def test_the_bleed_is_the_printers_and_no_more():
    printing = SimpleNamespace(printer=SimpleNamespace(bleed=mm(3)), folding=None)
    image = rendered(proof(printing=printing), 2)
    assert near(pixel(image, -2.5, 45, 13), (0, 255, 0))
    assert near(pixel(image, -3.5, 45, 13), (237, 237, 237)), "cut off on the pale ground"


def test_nothing_looks_different_within_the_safe_area():
    before = changed(raw(), _cropped_to_safe)
    after = changed(proof(), _cropped_to_safe)
    for page in (1, 2, 3):
        old, new = rendered(before, page), rendered(after, page)
        assert ImageChops.difference(old, new).getbbox() is None


def _cropped_to_safe(pdf: pikepdf.Pdf) -> None:
    safe = mm(4.5).pt
    for page in pdf.pages:
        page.obj.MediaBox = page.obj.CropBox = Array([safe, safe, WIDTH - safe, HEIGHT - safe])
        page.obj.BleedBox = page.obj.TrimBox = page.obj.MediaBox


def test_it_says_what_it_is_on_every_page():
    with pypdfium2.PdfDocument(proof()) as pdf:
        for number, page in enumerate(pdf, 1):
            text = page.get_textpage().get_text_range()
            assert text.count("Proof") == 2, "on the sheet, and on the page"
            for words in ("Health & Life Sciences", "2026-11-22", "not for print", "abababab"):
                assert words in text
            assert f"page {number} of 3" in text
            assert "Safe area 4 mm" in text and "Bleed 5 mm" in text


def test_the_mark_stays_when_the_sheet_is_cut_off():
    def cut(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.CropBox = Array([0, 0, WIDTH, HEIGHT])

    images = [rendered(changed(proof(), cut), page) for page in (1, 2)]
    for image in images:
        strip = image.crop((image.width - round(mm(4).pt * 4), 400, image.width - 12, 1000))
        colours = {colour for _, colour in strip.getcolors(100_000) or ()}
        assert any(near(colour, MAGENTA, 60) for colour in colours)


def test_the_lines_are_at_the_trim_on_a_layer_that_can_be_hidden():
    def hide(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OCProperties.D.OFF = pdf.Root.OCProperties.D.ON
        del pdf.Root.OCProperties.D.ON

    def has_lines(pdf: bytes) -> bool:
        image = rendered(pdf)
        line = round(mm(15).pt * 4)
        return any(near(image.getpixel((line, down)), MAGENTA, 80) for down in range(300, 600))

    assert has_lines(proof())
    assert not has_lines(changed(proof(), hide))


def test_a_title_in_letters_that_the_font_lacks_is_left_out():
    with pypdfium2.PdfDocument(proof(title="مرحبا بالعالم")) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "2026-11-22" in text and "مرحبا" not in text


def test_a_long_title_is_cut_at_the_page():
    pdf = proof(title="Health and Life Sciences " * 20)
    with pypdfium2.PdfDocument(pdf) as document:
        assert "…" in document[0].get_textpage().get_text_range()
    image = rendered(pdf)
    beside = image.crop((round(mm(118).pt * 4), 0, image.width, round(mm(9).pt * 4)))
    assert beside.getcolors() == [(beside.width * beside.height, (237, 237, 237))]


def test_a_finding_is_framed_at_its_place():
    finding = ERROR.finding(MARK, "too dark", help="make it lighter", area=at(2, 20, 30, 40, 10))
    pdf = proof([finding])
    assert notes(pdf, 1) == [] and notes(pdf, 3) == []
    (note,) = notes(pdf, 2)
    assert note.Subtype == Name.Square and note.F == 4 and note.NM == "colophon-1"
    assert str(note.Contents).splitlines()[2:] == [
        "Error X900: too dark",
        "Help: make it lighter",
        "editions/small/edition.yaml:7:5",
    ]
    assert note.Subj == "Error X900" and note.M == "D:20261122000000Z"
    left, bottom, right, top = (float(side) for side in note.Rect)
    cut = [float(side) for side in note.RD]
    assert left + cut[0] == pytest.approx(mm(20).pt, abs=3)
    assert top - cut[1] == pytest.approx(HEIGHT - mm(30).pt, abs=3)
    assert right - cut[2] == pytest.approx(mm(60).pt, abs=3)
    assert bottom + cut[3] == pytest.approx(HEIGHT - mm(40).pt, abs=3)


def test_the_frame_is_drawn_by_every_viewer():
    finding = ERROR.finding(MARK, "too dark", area=at(2, 20, 30, 40, 10))
    image = rendered(proof([finding]), 2)
    assert near(pixel(image, 40, 29.4), RED), "the frame, outside of what it is about"
    assert near(pixel(image, 18.6, 29.8), RED), "the number beside it"
    assert near(pixel(image, 40, 35), (0, 255, 0)), "what it is about is left as it is"


def test_findings_at_one_place_are_one_frame_in_the_colour_of_the_gravest():
    here = at(1, 20, 30, 40, 10)
    almost = at(1, 20.05, 30, 40, 10)
    found = [
        NOTE.finding(MARK, "first", area=here),
        replace(ERROR.finding(MARK, "accepted", area=here), waived="the client wants it"),
        ERROR.finding(MARK, "second", area=almost),
    ]
    (note,) = notes(proof(found))
    assert [float(part) for part in note.C] == pytest.approx([0.7, 0.13, 0.1])
    text = str(note.Contents)
    assert text.index("second") < text.index("first") < text.index("accepted")
    assert "Accepted: the client wants it" in text


def test_what_concerns_a_page_or_the_whole_edition_is_a_note_in_the_margin():
    found = [
        WARNING.finding(MARK, "of the edition"),
        WARNING.finding(MARK, "of page 2", area=at(2)),
        WARNING.finding(MARK, "of a page that is not there", area=at(9, 1, 1, 1, 1)),
    ]
    pdf = proof(found)
    first, second = notes(pdf, 1), notes(pdf, 2)
    assert [str(each.Contents).splitlines()[0] for each in first] == [
        "1. About the whole edition",
        "2. About the whole edition",
    ]
    assert str(second[0].Contents).startswith("3. About this page")
    for each in first:
        assert each.Subtype == Name.Text and float(each.Rect[0]) > WIDTH + mm(5).pt
    assert float(second[0].Rect[2]) < -mm(5).pt
    assert float(first[0].Rect[1]) >= float(first[1].Rect[3]), "below each other"


def test_when_the_margin_is_full_the_last_note_says_the_rest():
    found = [NOTE.finding(MARK, f"no. {number}") for number in range(100)]
    here = notes(proof(found))
    _, bottom, _, top = SHEET.outer
    assert 5 < len(here) < 30
    assert all(bottom <= float(each.Rect[1]) and float(each.Rect[3]) <= top for each in here)
    assert str(here[-1].Contents).count("no. ") > 50
    assert sum(str(each.Contents).count("no. ") for each in here) == 100


def test_numbers_beside_neighbours_do_not_cover_each_other():
    found = [
        WARNING.finding(MARK, f"no. {row}", area=at(1, 30 + row, 30 + row, 3, 3))
        for row in range(12)
    ]
    tags = [_tag(each) for each in notes(proof(found))]
    assert len(tags) == 12
    for at_, one in enumerate(tags):
        for other in tags[at_ + 1 :]:
            assert (
                one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
            )


def _tag(note: pikepdf.Object) -> tuple[float, ...]:
    """The box that the number stands on, the only one that is filled."""
    (line,) = (each for each in note.AP.N.read_bytes().decode().splitlines() if each.endswith(" f"))
    x, y, width, height = map(float, line.split()[4:8])
    return x, y, x + width, y + height


def test_what_was_found_is_counted_under_the_page():
    found = [
        ERROR.finding(MARK, "a", area=at(2)),
        NOTE.finding(MARK, "b", area=at(2, 5, 5, 5, 5)),
        NOTE.finding(MARK, "c", area=at(2, 5, 25, 5, 5)),
        replace(ERROR.finding(MARK, "d", area=at(2)), waived="so be it"),
    ]
    with pypdfium2.PdfDocument(proof(found)) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert "Found: 1 error, 2 notes, 1 accepted" in texts[1]
    assert "Found" not in texts[0] + texts[2]


def test_what_was_found_is_said_in_print_too():
    """Not every program shows what is behind a note."""
    found = [
        NOTE.finding(MARK, "curious at the top", area=at(1, 5, 5, 5, 5)),
        WARNING.finding(MARK, "doubtful", area=at(1, 5, 25, 5, 5)),
        ERROR.finding(MARK, "wrong in 健 many\nways " * 40, area=at(1, 5, 45, 5, 5)),
    ]
    with pypdfium2.PdfDocument(proof(found[1:])) as pdf:
        few = pdf[0].get_textpage().get_text_range()
    assert "1 X901 doubtful" in few and "more in the notes" not in few
    with pypdfium2.PdfDocument(proof(found)) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "3 X900 wrong in many ways" in text and "…\r\nand 2" in text, "the gravest, cut"
    assert "and 2 more in the notes" in text and "doubtful" not in text


def test_only_errors_are_framed_heavily():
    found = [
        ERROR.finding(MARK, "a", area=at(1, 5, 5, 5, 5)),
        WARNING.finding(MARK, "b", area=at(1, 5, 25, 5, 5)),
        replace(ERROR.finding(MARK, "c", area=at(1, 5, 45, 5, 5)), waived="so be it"),
    ]
    assert [float(note.BS.W) for note in notes(proof(found))] == [1.2, 0.8, 0.5]


def test_the_mark_is_read_on_any_ground():
    image = rendered(proof(), 2, scale=4)
    x = WIDTH + mm(15).pt - (mm(4).pt - 3.96) / 2  # the baseline, from which letters go left
    plate = image.crop(tuple(round(4 * each) for each in (x - 4.5, 164, x - 0.2, 176)))
    colours = plate.getcolors(100_000)
    assert colours and not any(near(colour, (0, 255, 0), 60) for _, colour in colours)
    assert any(near(colour, MAGENTA, 60) for _, colour in colours)


AREAS = st.one_of(
    st.none(),
    st.builds(
        Area,
        st.integers(-1, 5),
        st.one_of(
            st.none(),
            st.builds(
                lambda x, y, width, height: Rect(mm(x), mm(y), mm(width), mm(height)),
                *[st.floats(-2000, 2000)] * 2,
                *[st.floats(0, 2000)] * 2,
            ),
        ),
    ),
)


@given(st.lists(st.tuples(st.sampled_from([ERROR, WARNING, NOTE]), AREAS), max_size=40))
def test_every_finding_is_said_once_and_lies_on_the_sheet(pairs: list[tuple[Code, Area | None]]):
    found = [
        code.finding(MARK, f"<{number}>", area=area) for number, (code, area) in enumerate(pairs)
    ]
    pages = placed(found, [SHEET] * 3, [5] * 3)
    remarks = [remark for page in pages for remark in page]
    assert [remark.number for remark in remarks] == list(range(1, len(remarks) + 1))
    said = "".join(remark.text for remark in remarks)
    assert all(said.count(f"<{number}>") == 1 for number in range(len(found)))
    left, bottom, right, top = SHEET.outer
    for remark in remarks:
        if remark.box:
            assert left - 1 <= remark.box[0] < remark.box[2] <= right + 1
            assert bottom - 1 <= remark.box[1] < remark.box[3] <= top + 1


def test_links_work_and_nothing_is_claimed():
    with opened(proof()) as pdf:
        for name in (Name.StructTreeRoot, Name.MarkInfo, Name.OutputIntents, Name.Metadata):
            assert name not in pdf.Root
        links = [each for each in pdf.pages[0].obj.Annots if each.Subtype == Name.Link]
        assert [str(link.Dest) for link in links] == ["three"]
        assert Name.StructParent not in links[0]
        assert Name.Dests in pdf.Root.Names and Name.Outlines in pdf.Root
        assert str(pdf.docinfo.CreationDate) == "D:20261122000000Z"


def test_pictures_are_the_small_ones(tmp_path: Path):
    picture, smaller = jpeg("teal", (400, 400)), jpeg("teal", (40, 40))
    path = tmp_path / "photo.jpg"
    path.write_bytes(picture)
    laid = lay_out([f"<img alt=A width=100 src={path.as_uri()}>"])
    known = {hashlib.sha256(picture).hexdigest(): smaller}
    with opened(proof(pdf=laid, screen_images=known)) as pdf:
        assert [int(image.Width) for image in pictures(pdf)] == [40]


def test_the_same_pages_and_findings_give_the_same_bytes():
    found = [WARNING.finding(MARK, "a"), ERROR.finding(MARK, "b", area=at(1, 5, 5, 5, 5))]
    assert proof(found) == proof(found)


def test_without_a_font_there_is_no_proof():
    with pytest.raises(ValueError, match="font"):
        proof(font=b"")


def test_without_a_safety_margin_there_is_no_line_for_it():
    with pypdfium2.PdfDocument(proof(safe=Length(0))) as pdf:
        assert "Safe area" not in pdf[0].get_textpage().get_text_range()


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf judges from outside")
def test_another_reader_finds_no_fault(tmp_path: Path):
    path = tmp_path / "proof.pdf"
    path.write_bytes(proof([ERROR.finding(MARK, "b", area=at(1, 5, 5, 5, 5))]))
    result = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def folded(remarks: Sequence[Finding] = ()) -> bytes:
    """The proof of a leaflet, 297 mm wide, whose outside are pages 2, 6 and 1."""
    printing = SimpleNamespace(printer=SimpleNamespace(bleed=mm(3)), folding=leaflet())
    return proof(remarks, panels(), printing=printing)


def test_a_leaflet_is_proofed_as_the_two_sides_of_its_sheet():
    with pypdfium2.PdfDocument(folded()) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]

    assert len(texts) == 2
    sides = ("outside: pages 2 – 6 – 1", "inside: pages 3 – 4 – 5")
    for text, side in zip(texts, sides, strict=True):
        assert side in text and "Fold" in text and text.count("Proof") == 2
    assert "page 1 of" not in "".join(texts)


def test_folds_and_the_safe_area_of_each_panel_are_shown():
    image = rendered(folded())
    for x in (97, 197):
        line = [pixel(image, x, y, 13) for y in range(20, 40)]
        assert any(near(each, (89, 64, 166), 60) for each in line)
    for x in (4, 93, 101, 193, 201, 293):
        dots = [pixel(image, x, 20 + step / 10, 13) for step in range(100)]
        assert any(near(each, (0, 128, 179), 70) for each in dots), x


def test_findings_stand_where_their_page_is_a_panel():
    pdf = folded(
        [
            ERROR.finding(MARK, "on the back", area=at(6, 20, 30, 40, 10)),
            NOTE.finding(MARK, "on a page", area=at(5)),
            NOTE.finding(MARK, "anywhere"),
        ]
    )
    back, whole = sorted(notes(pdf, 1), key=lambda note: str(note.Subtype))
    left, _, right, _ = (float(side) for side in back.Rect)
    assert mm(107).pt < left < mm(117).pt and right == pytest.approx(mm(157).pt, abs=3)
    assert "About the whole edition" in str(whole.Contents)
    (panel,) = notes(pdf, 2)
    left, right = (float(panel.Rect[at]) for at in (0, 2))
    assert left == pytest.approx(mm(200).pt, abs=14) and right == pytest.approx(mm(297).pt, abs=14)
