"""The file as a whole: boxes, facts, pictures, attachments, sameness, and the judges' verdicts."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name
from PIL import Image, ImageChops

from report.finish.images import pictures
from report.finish.screen import finish_screen
from report.validators import validate
from tests.tools import verapdf
from tests.tools.finishing import files_of
from tests.tools.small_pdfs import (
    CSV,
    DOT,
    PROSE,
    facts,
    finished,
    jpeg,
    laid_out,
    lay_out,
    published,
    structure,
)

TRIM = [0, 0, pytest.approx(100 / 25.4 * 72, abs=0.001), pytest.approx(90 / 25.4 * 72, abs=0.001)]
ARABIC = "<section><h1 lang=ar>تقرير</h1><p>مرحبا بالعالم 450 من ABC هنا</p></section>"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def photo_page(picture: bytes, path: Path) -> bytes:
    path.write_bytes(picture)
    return lay_out([f"<h1>T</h1><img alt=Photo width=200 src={path.as_uri()}>"])


def test_each_page_is_cropped_to_the_trim():
    with opened(laid_out()) as pdf:
        assert float(pdf.pages[0].MediaBox[0]) == pytest.approx(-5 / 25.4 * 72, abs=0.001)
    with opened(finished()) as pdf:
        for page in pdf.pages:
            boxes = [[float(side) for side in page.obj[key]] for key in _boxes(page)]
            assert boxes == [TRIM] * 3
            assert page.obj.Tabs == Name.S


def _boxes(page: pikepdf.Page) -> list[str]:
    return sorted(key for key in page.obj.keys() if key.endswith("Box"))  # noqa: SIM118


def test_nothing_looks_different_within_the_trim():
    """A hyphen drawn by an operator of its own may move by a fraction of a pixel; no more."""
    before = cropped(laid_out())
    for old, new in zip(_rendered(before), _rendered(finished()), strict=True):
        histogram = ImageChops.difference(old, new).convert("L").histogram()
        assert sum(histogram[1:]) < 100 and sum(histogram[64:]) == 0


def cropped(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        for page in document.pages:
            page.obj.MediaBox = pikepdf.Array([round(float(side), 4) for side in page.obj.TrimBox])
            del page.obj.BleedBox
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _rendered(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1.5).to_pil() for page in document]


def test_the_same_input_gives_the_same_bytes():
    again = files_of(finish_screen, laid_out(), facts(attachments=(CSV,)))[""]
    assert again == finished()
    other = files_of(finish_screen, laid_out(), facts(attachments=(CSV,), identifier="cd" * 32))[""]
    assert other != again


def test_title_author_dates_agree_in_info_and_xmp():
    wanted = facts()
    with opened(finished()) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == info["/Title"] == wanted.title
            assert xmp["dc:creator"] == [info["/Author"]] == [wanted.author]
            assert xmp["dc:description"] == info["/Subject"] == wanted.subject
            assert xmp["pdf:Keywords"] == info["/Keywords"] == "health, life sciences"
            assert xmp["dc:language"] == {"en"}
            assert info["/CreationDate"] == info["/ModDate"] == "D:20261122000000Z"
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-22T00:00:00Z"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")
            assert xmp["pdfuaid:part"] == "1"
            assert xmp["pdf:Producer"] == info["/Producer"]
        data = pdf.Root.Metadata.read_raw_bytes()
    assert data.count(b"<rdf:RDF") == 1 and b"Health &amp; Life" in data


def test_the_catalog_says_how_to_open_the_file():
    with opened(finished()) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en"
        assert root.PageMode == Name.UseOutlines
        assert bool(root.MarkInfo.Marked)
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.ViewerPreferences.Direction == Name.L2R
        assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert bytes(pdf.trailer.ID[0]) == bytes.fromhex("ab" * 16)


def test_arabic_opens_from_the_right():
    with opened(published(ARABIC, language="ar", right_to_left=True)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == Name.R2L
        assert pdf.Root.StructTreeRoot.K[0].A.WritingMode == Name.RlTb
        assert str(pdf.Root.Lang) == "ar"


def test_bookmarks_survive():
    with opened(finished()) as pdf, pdf.open_outline() as outline:
        (cover,) = outline.root
        titles = [item.title for item in cover.children]
    assert [cover.title, *titles] == ["The cover", "Contents", "First section", "Andra avsnittet"]


def test_pages_have_their_labels():
    count = len(structure().sizes)
    labels = ("Cover", "ii", *(str(folio) for folio in range(3, count)), "Back")
    with opened(files_of(finish_screen, laid_out(), facts(labels=labels))[""]) as pdf:
        assert tuple(page.label for page in pdf.pages) == labels
        assert len(pdf.Root.PageLabels.Nums) == 8, "one entry a run of folios"
    with pytest.raises(ValueError, match="label"):
        files_of(finish_screen, laid_out(), facts(labels=("1",)))


def test_an_attachment_is_described_dated_and_listed():
    with opened(finished()) as pdf:
        name, file = pdf.Root.Names.EmbeddedFiles.Names
        assert str(name) == str(file.UF) == "dots.csv"
        assert file.AFRelationship == Name.Data and str(file.Desc) == CSV.description
        stream = file.EF.F
        assert stream.read_bytes() == CSV.data and stream.Subtype == Name("/text/csv")
        assert str(stream.Params.ModDate) == "D:20261122000000Z"
        assert bytes(stream.Params.CheckSum) == hashlib.md5(CSV.data).digest()
        assert "/Dests" in pdf.Root.Names, "the link targets stay"


def test_a_file_without_figure_belongs_to_the_document():
    other = type(CSV)("notes.txt", b"x", "text/plain", "Notes")
    pdf = files_of(finish_screen, laid_out(), facts(attachments=(CSV, other)))[""]
    with opened(pdf) as document:
        assert [str(file.UF) for file in document.Root.AF] == ["notes.txt"]
    assert validate(pdf) == ()
    with pytest.raises(ValueError, match="same name"):
        files_of(finish_screen, laid_out(), facts(attachments=(CSV, CSV)))


def test_photos_give_way_to_their_screen_versions(tmp_path):
    large, small = jpeg("#336699", (800, 600)), jpeg("#336699", (200, 150), 60)
    page = photo_page(large, tmp_path / "photo.jpg")
    swap = {hashlib.sha256(large).hexdigest(): small}
    with opened(files_of(finish_screen, page, facts(screen_images=swap))[""]) as pdf:
        (image,) = pictures(pdf)
        assert image.read_raw_bytes() == small
        assert (image.Width, image.Height) == (200, 150)
    with opened(files_of(finish_screen, page, facts())[""]) as pdf:
        assert next(pictures(pdf)).read_raw_bytes() == large
    with pytest.raises(ValueError, match="PNG"):
        swap = {hashlib.sha256(large).hexdigest(): _png()}
        files_of(finish_screen, page, facts(screen_images=swap))


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return out.getvalue()


def test_no_picture_asks_for_interpolation(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg("red", (40, 40)))
    page = lay_out([f"<h1>T</h1><img alt=P src={path.as_uri()}>"], "html { image-rendering: auto }")
    assert b"/Interpolate true" in page
    pdf = files_of(finish_screen, page, facts())[""]
    assert b"/Interpolate" not in pdf and validate(pdf) == ()


def test_hyphens_and_spaces_are_those_of_the_keyboard():
    html = f"<h1>T\u00a0T</h1><div class=columns><p>{PROSE * 3}</p></div>"
    for data, plain in ((lay_out([html]), False), (published(html), True)):
        with pypdfium2.PdfDocument(data) as document:
            text = "".join(page.get_textpage().get_text_range() for page in document)
        assert ("\u2010" not in text and "\u00a0" not in text) is plain


def test_the_file_conforms():
    assert validate(finished()) == ()


CASES = {
    "finished": finished,
    "photo": lambda: published(f'<h1>T</h1><figure><img alt=D src="{DOT}"></figure>'),
    "arabic": lambda: published(ARABIC, language="ar", right_to_left=True),
    "nested list inside": lambda: published(
        "<h1>T</h1><ul><li>a<ul><li>b</ul></ul>", "li { list-style-position: inside }"
    ),
    "grid": lambda: published(
        "<h1>T</h1><div style='display: grid; grid-template-columns: 1fr 1fr'><p>a<p>b</div>"
    ),
    "underline": lambda: published(f"<h1>T</h1><p><u>{PROSE * 3}</u></p>", "p {hyphens: auto}"),
    "notes": lambda: published(
        "<h1>T<span class=footnote>a</span></h1><ul><li>b<span class=footnote>c</span></li></ul>"
        "<table><tr><th scope=col>d<span class=footnote>e</span><tr><td>f</table>"
    ),
    "generated": lambda: published("<h1>T</h1><p>x</p>", "p::before { content: '§ ' }"),
}


@pytest.mark.parametrize("case", CASES)
def test_page_validation_passes(case):
    assert validate(CASES[case]()) == ()


@pytest.mark.verapdf
def test_verapdf_passes():
    files = {name: make() for name, make in CASES.items()}
    assert verapdf.judge(files) == dict.fromkeys(files, ())


@pytest.mark.parametrize("judge", [["qpdf", "--check"], ["mutool", "info"], ["pdfinfo"]])
def test_other_readers_find_no_fault(judge, tmp_path):
    if not shutil.which(judge[0]):
        pytest.skip(f"{judge[0]} is not installed")
    path = tmp_path / "file.pdf"
    path.write_bytes(finished())
    done = subprocess.run([*judge, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "rror" not in done.stderr and "arning" not in done.stderr.replace("ICC support", "")
