"""The press file: boxes, what it says of itself, what is left out, and that it looks as before."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from report.diagnostics import Diagnostic
from report.finish.images import pictures
from report.finish.inks import to_inks
from report.finish.press import finish_press
from report.finish.press_claims import claim
from report.units import mm
from tests.tools.finishing import files_of
from tests.tools.inkwell import left_in_rgb, saved
from tests.tools.pressing import (
    HEIGHT,
    PROFILE,
    WIDTH,
    grounds,
    opened,
    press_facts,
    pressed,
    printing,
    rendered,
    words,
)
from tests.tools.small_pdfs import changed, facts, jpeg, laid_out, lay_out


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pressed(laid_out(), tmp_path_factory.mktemp("press"))[""]


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    found = {key: value for key, value in page.obj.items() if key.endswith("Box")}
    return {key: [float(side) for side in value] for key, value in found.items()}


@pytest.mark.parametrize(("bleed", "points"), [("3mm", 8.5039), ("5mm", 14.1732), ("0.125in", 9)])
def test_boxes_begin_at_0_and_hold_the_bleed(bleed, points, tmp_path):
    with opened(pressed(grounds(), tmp_path, {"bleed": bleed})[""]) as pdf:
        for page in pdf.pages:
            whole = [0, 0, WIDTH + 2 * points, HEIGHT + 2 * points]
            trim = [points, points, WIDTH + points, HEIGHT + points]
            wanted = {"/MediaBox": whole, "/BleedBox": whole, "/TrimBox": trim}
            assert boxes(page) == {key: pytest.approx(box, abs=2e-4) for key, box in wanted.items()}


def test_with_marks_there_is_room_around_the_bleed(tmp_path):
    with opened(pressed(grounds(), tmp_path, marks=True)[""]) as pdf:
        found = boxes(pdf.pages[0])
    assert found["/MediaBox"][:2] == [0, 0]
    assert found["/BleedBox"][0] == pytest.approx(mm(7).pt, abs=1e-3)
    assert found["/TrimBox"][0] == pytest.approx(mm(10).pt, abs=1e-3)
    assert found["/MediaBox"][2] - found["/BleedBox"][2] == pytest.approx(mm(7).pt, abs=1e-3)


PATTERNS = """<div style="position: absolute; inset: -17mm; z-index: -1; background:
linear-gradient(20deg, #003, #fff, #600)"></div>
<div style="position: absolute; right: -12mm; top: 20mm; width: 40mm; height: 30mm; background:
radial-gradient(circle at 30% 30%, white, black)"></div>
<div style="opacity: .5; width: 60mm; height: 20mm; background:
repeating-linear-gradient(45deg, #000 0, #000 2mm, #fff 2mm, #fff 4mm)">Words</div>
<div style="width: 60mm; height: 15mm; background: url(&quot;data:image/svg+xml,<svg
xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0L9 9'
stroke='black'/></svg>&quot;)"></div>
<svg width="200" height="40"><defs><pattern id="p" width="7" height="7"
patternUnits="userSpaceOnUse"><path d="M0 0h4v4h-4z"/></pattern></defs>
<rect width="200" height="40" fill="url(#p)"/></svg>"""


@cache
def patterned() -> bytes:
    return lay_out([f"<h1>T</h1>{PATTERNS}", "<h1>Plain</h1>"])


def unmoved(pdf: bytes, folder: Path) -> bytes:
    """The pages in inks where the engine put them, cut at the bleed."""
    with opened(pdf) as document:
        to_inks(document, printing(folder))
        for page in document.pages:
            page.obj.MediaBox = Array([-8.5039, -8.5039, WIDTH + 8.5039, HEIGHT + 8.5039])
        return saved(document)


def test_all_is_moved_with_its_gradients_and_patterns(tmp_path):
    made = pressed(patterned(), tmp_path)[""]
    old, new = rendered(unmoved(patterned(), tmp_path), 144), rendered(made, 144)
    assert [page.size for page in old] == [page.size for page in new]
    assert numpy.asarray(new[0].convert("L"))[10:-10, 10:-10].std() > 40, "something is seen"
    for before, after in zip(old, new, strict=True):
        difference = numpy.asarray(ImageChops.difference(before, after).convert("L"))
        assert (difference > 24).mean() < 0.002


def test_patterns_that_stay_would_be_seen(tmp_path):
    """That the test before this one can fail."""
    made = pressed(patterned(), tmp_path)[""]
    with opened(made) as pdf:
        moved = [each for page in pdf.pages for each in page.Resources.get("/Pattern", {}).items()]
        assert moved
        for _, pattern in moved:
            matrix = [float(value) for value in pattern.Matrix]
            pattern.Matrix = Array([*matrix[:4], matrix[4] - 8.5, matrix[5] - 8.5])
        stayed = rendered(saved(pdf), 144)[0]
    difference = ImageChops.difference(stayed, rendered(made, 144)[0]).convert("L")
    assert (numpy.asarray(difference) > 24).mean() > 0.01


def test_what_is_painted_ends_where_the_bleed_ends(tmp_path):
    """The layout bleeds by 5 mm; with marks, what the printer did not ask for would be seen."""
    page = rendered(pressed(grounds(), tmp_path, {"bleed": "3mm"}, marks=True)[""], 144)[0]
    edge, middle = round(mm(7).pt * 2), page.height // 2
    assert page.getpixel((edge - 3, middle)) == (255, 255, 255)
    assert page.getpixel((edge + 3, middle)) != (255, 255, 255)
    assert page.getpixel((page.width - edge + 3, middle)) == (255, 255, 255)
    assert page.getpixel((page.width - edge - 3, middle)) != (255, 255, 255)


def test_nothing_that_only_a_screen_needs_is_left(pages):
    with opened(pages) as pdf:
        assert set(pdf.Root.keys()) == {
            *("/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents", "/ViewerPreferences")
        }
        assert len(pdf.pages) > 4
        for page in pdf.pages:
            assert set(page.obj.keys()) <= {
                *("/Type", "/Parent", "/Resources", "/Contents", "/Group"),
                *("/MediaBox", "/BleedBox", "/TrimBox"),
            }
        for thing in pdf.objects:
            if isinstance(thing, Dictionary | pikepdf.Stream):
                assert thing.get(Name.Type) not in (Name.Annot, Name.StructElem, Name.Filespec)
                assert thing.get(Name.S) not in (Name.URI, Name.JavaScript, Name.GTS_PDFA1)
                assert Name.StructParents not in thing and Name.StructParent not in thing
        assert left_in_rgb(pdf) == []


def test_text_stays_text(pages):
    def plain(texts: list[str]) -> list[str]:
        return [re.sub(r"[\ufffe\u00ad\s-]+", " ", text.replace("‐", "-")) for text in texts]

    assert plain(words(pages)) == plain(words(laid_out()))
    assert "Internationalisation" in "".join(words(pages))


def test_the_file_names_its_printing_condition(pages):
    with opened(pages) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFX
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.Info) == "Coated paper, sheet-fed offset"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == PROFILE


def test_the_file_says_what_it_is(pages):
    with opened(pages) as pdf:
        assert pdf.pdf_version == "1.6"
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert xmp["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            assert xmp["pdf:Trapped"] == "False" == info["/Trapped"].lstrip("/")
            assert xmp["dc:title"] == info["/Title"] == "Health & Life Sciences"
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-22T00:00:00Z"
            assert xmp["xmp:MetadataDate"] == "2026-11-22T00:00:00Z"
            assert xmp["xmpMM:DocumentID"] == "uuid:abababab-abab-abab-abab-abababababab"
            assert (xmp["xmpMM:VersionID"], xmp["xmpMM:RenditionClass"]) == ("1", "default")
            assert "pdfaid:part" not in xmp and "pdfuaid:part" not in xmp
        assert pdf.docinfo.Trapped == Name("/False")
        assert info["/CreationDate"] == info["/ModDate"] == "D:20261122000000Z"
        assert bytes(pdf.trailer.ID[0]) == bytes.fromhex("ab" * 16)
        assert pdf.Root.ViewerPreferences.Direction == Name.L2R
        assert str(pdf.Root.Lang) == "en"


def test_the_same_pages_give_the_same_bytes(tmp_path):
    first, again = (
        pressed(grounds(), tmp_path / name, blanks=1, own_cover=True, spine=mm(4), marks=True)
        for name in ("one", "two")
    )
    assert first == again and set(first) == {"", "cover"}


def test_blank_pages_stand_before_the_last(tmp_path):
    made = pressed(grounds(), tmp_path, blanks=2)[""]
    assert [text.split("\n")[0] for text in words(made)] == [
        *("Page 1", "Page 2", "Page 3"),
        *("", ""),
        "Page 4",
    ]
    with opened(made) as pdf:
        assert boxes(pdf.pages[3]) == boxes(pdf.pages[0])
        assert left_in_rgb(pdf) == []
    assert rendered(made)[4].getextrema() == ((255, 255),) * 3


def test_each_page_has_what_it_draws(tmp_path):
    """The engine lets all pages share all resources."""
    photos = [jpeg(colour, (60, 60)) for colour in ("red", "teal", "navy")]
    paths = [tmp_path / f"{number}.jpg" for number in range(3)]
    for path, photo in zip(paths, photos, strict=True):
        path.write_bytes(photo)
    raw = lay_out([f"<img alt=A width=90 src={path.as_uri()}>" for path in paths])
    with opened(pressed(raw, tmp_path)[""]) as pdf:
        assert len(list(pictures(pdf))) == 3
        assert [len(page.Resources.XObject) for page in pdf.pages] == [1, 1, 1]


def test_a_name_that_may_be_spelt_in_two_ways_is_kept(tmp_path):
    def rename(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        states = page.Resources.ExtGState
        name = next(iter(states.keys()))
        states["/A B"] = states[name]
        states["/Unused"] = states[name]
        page.obj.Contents = pdf.make_stream(b"/A#20B gs 0 0 1 rg 0 0 9 9 re f")

    with opened(pressed(changed(grounds(), rename), tmp_path)[""]) as pdf:
        assert set(pdf.pages[0].Resources.ExtGState.keys()) == {"/A B"}


def test_more_bleed_than_was_laid_out_is_a_finding(tmp_path):
    with pytest.raises(Diagnostic) as raised:
        pressed(grounds(), tmp_path, {"bleed": "6mm"})
    (finding,) = raised.value.findings
    assert finding.code.id == "X302"
    assert finding.message == "the printer asks for 6 mm of bleed, and the pages have 5 mm"
    assert finding.help == "write `bleed: 6 mm` into the format"


def test_pages_for_no_printer_are_a_mistake():
    with pytest.raises(ValueError, match="names no printer"):
        files_of(finish_press, laid_out(), facts())


def test_a_condition_that_is_not_registered_names_no_registry(tmp_path):
    own = {"file": "ISOcoated_v2_300_bas.icc", "condition": "Smith & Co", "registry": ""}
    with opened(pressed(grounds(), tmp_path, {"profile": own})[""]) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "Smith & Co"
        assert Name.RegistryName not in intent


def test_what_has_no_resources_of_its_own_finds_those_of_the_page(tmp_path):
    """ISO 32000-1 §7.8.3: forms may do without; here one draws all of the page, by another."""

    def wrap(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            form = Dictionary(
                Type=Name.XObject, Subtype=Name.Form, BBox=Array([-99, -99, 999, 999])
            )
            inner = pdf.make_stream(page.obj.Contents.read_bytes(), form)
            outer = pdf.make_stream(b"/WrapInner Do", form)
            own = Dictionary(page.resources)
            own.XObject = Dictionary({"/WrapInner": inner, "/WrapOuter": outer})
            page.obj.Resources = own
            page.obj.Contents = pdf.make_stream(b"/WrapOuter Do")

    plain, wrapped = pressed(grounds(), tmp_path)[""], pressed(changed(grounds(), wrap), tmp_path)
    assert words(wrapped[""]) == words(plain)
    for before, after in zip(rendered(plain), rendered(wrapped[""]), strict=True):
        assert ImageChops.difference(before, after).getbbox() is None


def test_a_profile_of_a_screen_is_a_mistake(tmp_path):
    known = press_facts(tmp_path)
    assert known.printing is not None
    with pikepdf.new() as pdf, pytest.raises(ValueError, match="is not a CMYK profile"):
        claim(pdf, known, known.printing.printer.profile, known.printing.srgb)


def test_pages_of_several_sizes_are_a_mistake(tmp_path):
    def widen(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj.TrimBox = Array([0, 0, 400, 300])

    with pytest.raises(ValueError, match="one size"):
        pressed(changed(grounds(), widen), tmp_path)


JUDGES = {
    "qpdf": ("qpdf", "--check"),
    "poppler": ("pdftoppm", "-r", "20"),
    "mutool": ("mutool", "draw", "-q", "-r", "20", "-o", "{out}%d.png"),
    "ghostscript": (
        *("gs", "-q", "-dNOPAUSE", "-dBATCH", "-r20", "-sDEVICE=tiff32nc"),
        "-sOutputFile={out}%d.tif",
    ),
}


@pytest.mark.parametrize("judge", JUDGES)
@pytest.mark.parametrize("part", ["", "cover"])
def test_other_readers_find_no_fault(judge, part, tmp_path):
    if not shutil.which(JUDGES[judge][0]):
        pytest.skip(f"{judge} judges from outside")
    made = pressed(patterned_book(), tmp_path, own_cover=True, spine=mm(5), marks=True)
    path = tmp_path / "made.pdf"
    path.write_bytes(made[part])
    command = [each.format(out=tmp_path / "out") for each in JUDGES[judge]] + [str(path)]
    if judge == "poppler":
        command.append(str(tmp_path / "out"))
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0
    known = re.compile(
        r"warning: ICC support is not available\n|^checking .*|^PDF Version.*|"
        r"^File is not .*|^No syntax or stream.*|^errors that qpdf.*",
        re.M,
    )
    assert known.sub("", run.stdout + run.stderr).strip() == ""


@cache
def patterned_book() -> bytes:
    return lay_out([f"<h1>{number}</h1>{PATTERNS}" for number in range(4)])


def test_the_fonts_are_inside(pages):
    with opened(pages) as pdf:
        fonts = [
            thing
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.FontDescriptor
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_a_colour_of_the_theme_is_printed_as_its_build(tmp_path):
    """Ghostscript separates: the ground of the first page is cyan alone."""
    if not shutil.which("gs"):
        pytest.skip("Ghostscript judges from outside")
    path = tmp_path / "made.pdf"
    path.write_bytes(pressed(grounds(), tmp_path)[""])
    target = tmp_path / "plate.tif"
    options = ["-dNOPAUSE", "-dBATCH", "-r36", "-sDEVICE=tiff32nc", "-dLastPage=1"]
    subprocess.run(["gs", "-q", *options, f"-sOutputFile={target}", str(path)], check=True)
    with Image.open(io.BytesIO(target.read_bytes())) as plate:
        assert plate.getpixel((2, 2)) == (255, 0, 0, 0)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 4
