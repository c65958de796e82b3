"""Pages of the engine in inks: nothing of the screen is left, and it looks as it did."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy
import pikepdf
import pypdfium2
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Name, Stream
from PIL import Image

from report.diagnostics import Area, Diagnostic
from report.finish.facts import Printing
from report.finish.inks import to_inks
from report.ink.conversion import Press
from report.ink.values import Ink
from report.printers import Printer
from report.resources import bundled_root
from report.storage import Cache
from tests.tools.inkwell import content, left_in_rgb, plates, saved, switched
from tests.tools.small_pdfs import changed, laid_out, lay_out

ICC = bundled_root() / "assets" / "icc"
PROFILE, SRGB = (ICC / "ISOcoated_v2_300_bas.icc").read_bytes(), (ICC / "sRGB2014.icc").read_bytes()
PRESET = {
    "label": "Coated paper",
    "profile": {"file": "ISOcoated_v2_300_bas.icc", "condition": "FOGRA39"},
    "bleed": "3mm",
    "safe": "4mm",
    **{part: {} for part in ("images", "type", "cover")},
}
BUILDS = {
    "#006aa7": Ink((1.0, 0.45, 0.0, 0.1)),
    "#fecc02": Ink((0.0, 0.2, 1.0, 0.0)),
    "#16202b": Ink((0.0, 0.0, 0.0, 1.0)),
    "#c8102e": Ink((0.0, 1.0, 0.8, 0.05), spot="PANTONE 186 C"),
    "#ffffff": Ink(),
}


def data(mode: str, kind: str) -> str:
    ramp = Image.linear_gradient("L").resize((24, 24))
    whole = Image.merge("RGBA", (ramp, ramp.rotate(90), ramp.rotate(180), ramp))
    out = io.BytesIO()
    whole.convert(mode).save(out, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(out.getvalue()).decode()}"


PICTURES = "".join(
    f'<img alt="" width=20 src="{data(mode, kind)}">'
    for mode, kind in (
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("L", "PNG"),
        ("P", "PNG"),
        ("1", "PNG"),
        ("RGB", "JPEG"),
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
    )
)
DRAWING = """<svg width="90" height="60"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#006aa7"/>
<stop offset="1" stop-color="red" stop-opacity=".3"/></linearGradient>
<mask id="m"><rect width="90" height="60" fill="#888"/>
<circle r="9" cx="9" cy="9" fill="red"/></mask>
<pattern id="p" width="8" height="8" patternUnits="userSpaceOnUse">
<circle r="3" cx="4" cy="4" fill="green"/></pattern></defs>
<rect width="30" height="60" fill="url(#g)"/><rect x="30" width="30" height="60" fill="url(#p)"/>
<rect x="60" width="30" height="60" fill="orange" mask="url(#m)"/>
<g opacity=".5" style="mix-blend-mode: multiply"><rect width="90" height="9" fill="blue"/></g>
<text x="5" y="50" fill="#000" stroke="#c8102e">Drawn words</text></svg>"""
ALL = f"""<h1>All at once</h1>
<p style="color: #006aa7">Of the theme <b style="color: #c8102e">and a spot colour</b></p>
<p style="background: #fecc02">Small black text on a ground,
<span style="color: #fff">white,</span> <span style="color: rgb(0 0 0 / .5)">half.</span></p>
<p style="color: oklch(60% .1 200)">Cyan <i style="color: lab(50 40 20)">red</i>
<i style="color: device-cmyk(0 1 0 0)">magenta</i> <i style="color: hsl(90 50% 50%)">green</i></p>
<div style="opacity: .5; background: #006aa7">A group of <b>words</b> {PICTURES}</div>
<div style="height: 9px; background: linear-gradient(90deg, #006aa7, #fecc02)"></div>
<div style="height: 9px; background: radial-gradient(circle, black, #006aa7 40%, #fff)"></div>
<div style="height: 9px; background: repeating-linear-gradient(45deg, #006aa7 0, #006aa7 6px,
red 6px, red 12px)"></div>
<div style="height: 9px; background: linear-gradient(90deg, rgb(255 0 0 / .2), blue)"></div>
<div style="margin: 6px; width: 40px; height: 9px; box-shadow: 3px 3px 8px #345; background: #fff">
</div><div style="height: 20px; background: url({data("RGBA", "PNG")})"></div>
<p style="transform: rotate(10deg) scale(.8)">Turned</p>{DRAWING}"""
CSS = "html { color: #16202b } @page { size: 120mm 150mm }"


@cache
def everything() -> bytes:
    return lay_out([ALL, "<h1>Another page</h1><p style='color: #c8102e'>Again</p>"], CSS)


def printing(folder: Path, **preset: object) -> Printing:
    printer = Printer.model_validate({**PRESET, **preset})
    return Printing(printer, PROFILE, SRGB, BUILDS, Cache(folder / "cache"))


def pressed(pdf: bytes, folder: Path, **preset: object) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        to_inks(document, printing(folder, **preset))
        return saved(document)


@pytest.fixture(scope="module")
def press_pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return pressed(everything(), tmp_path_factory.mktemp("press"))


def test_nothing_of_the_screen_is_left(press_pdf):
    with pikepdf.open(io.BytesIO(everything())) as before:
        assert len(left_in_rgb(before)) > 50
    with pikepdf.open(io.BytesIO(press_pdf)) as pdf:
        assert left_in_rgb(pdf) == []
        groups = [thing.Group.CS for thing in pdf.objects if _has_group(thing)]
    assert set(groups) == {Name.DeviceCMYK, Name.DeviceGray} and len(groups) > 10


def _has_group(thing: object) -> bool:
    return isinstance(thing, Stream | pikepdf.Dictionary) and Name.Group in thing


def test_colours_of_a_style_sheet_keep_to_the_limit(tmp_path):
    """Those that it gives in inks, too."""
    heavy = "device-cmyk(1 1 .8 .9)"
    raw = lay_out([f"<h1 style='background: {heavy}'>Heavy</h1>"])
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert max(_totals(pdf)) == pytest.approx(3.7)
    with pikepdf.open(io.BytesIO(pressed(raw, tmp_path, ink_limit=280))) as pdf:
        assert max(_totals(pdf)) == pytest.approx(2.8, abs=1e-3)


def _totals(pdf: pikepdf.Pdf) -> Iterator[float]:
    for page in pdf.pages:
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) in ("k", "scn") and len(step.operands) == 4:
                yield sum(map(float, step.operands))


def test_text_stays_text(press_pdf):
    assert words(press_pdf) == words(everything())
    assert "Small black text" in words(press_pdf)[0] and "Drawn words" in words(press_pdf)[0]


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_the_same_pages_give_the_same_bytes(press_pdf, tmp_path):
    assert pressed(everything(), tmp_path) == press_pdf


def test_soft_masks_are_as_they_were(press_pdf):
    assert masks(press_pdf) == masks(everything())
    assert len(masks(press_pdf)) >= 3


def masks(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        images = [thing for thing in document.objects if isinstance(thing, Stream)]
        return sorted(one.SMask.read_bytes() for one in images if Name.SMask in one)


def test_colours_of_the_theme_have_their_builds(press_pdf):
    with pikepdf.open(io.BytesIO(press_pdf)) as pdf:
        first, second = (content(page) for page in pdf.pages)
        spots = [page.Resources.ColorSpace.InkSpot1 for page in pdf.pages]
    assert {"1 0.45 0 0.1 k", "0 0.2 1 0 k", "0 0 0 1 k", "0 0 0 0 k", "0 1 0 0 k"} <= set(first)
    assert "/InkSpot1 cs" in first and "/InkSpot1 cs" in second
    assert spots[0].objgen == spots[1].objgen
    assert spots[0][1] == Name("/PANTONE 186 C")


@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--check"],
        ["pdftoppm", "-r", "40", "-png"],
        ["mutool", "draw", "-q", "-r", "40", "-o", "out.png"],
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiff32nc", "-r40", "-sOutputFile=out.tif"],
    ],
    ids=lambda command: str(command[0]),
)
def test_readers_have_no_complaints(command, press_pdf, tmp_path):
    (tmp_path / "press.pdf").write_bytes(press_pdf)
    after = ["out"] if command[0] == "pdftoppm" else []
    run = subprocess.run(
        [*command, "press.pdf", *after], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    messages = [line for line in run.stderr.splitlines() if "ICC support" not in line]
    assert run.returncode == 0 and messages == []


def test_states_are_saved_and_restored_in_pairs(press_pdf):
    with pikepdf.open(io.BytesIO(press_pdf)) as pdf:
        streams = [*pdf.pages, *(thing for thing in pdf.objects if _is_drawn(thing))]
        for stream in streams:
            depth = [{"q": 1, "Q": -1}.get(step, 0) for step in content(stream)]
            assert sum(depth) == 0 and numpy.cumsum(depth).min(initial=0) == 0


def _is_drawn(thing: object) -> bool:
    if not isinstance(thing, Stream):
        return False
    return thing.get(Name.Subtype) == Name.Form or thing.get(Name.PatternType) == 1


STRIPS = ("#006aa7,#fecc02", "#006aa7,#fff", "#16202b,#fff", "#000,#fff", "#fecc02,#a0c8b0,#fff")


def test_gradients_look_as_on_the_screen(tmp_path):
    strips = "".join(
        f'<div style="height: 8mm; background: linear-gradient(90deg, {stops})"></div>'
        for stops in STRIPS
    )
    css = "@page { size: 100mm 60mm; margin: 0 }"
    source = lay_out(
        [f"<section>{strips}</section>"], css + "body { margin: 0 } section { background: none }"
    )
    paper = plates(pressed(source, tmp_path), tmp_path)
    screen = on_screen(source, tmp_path)
    press = Press(PROFILE, SRGB)

    bleed = 5 / 25.4 * 72
    for number, stops in enumerate(STRIPS):
        row = round(bleed + (number * 8 + 4) / 25.4 * 72)
        inside = slice(round(bleed) + 2, round(bleed + 100 / 25.4 * 72) - 3)
        inks, seen = paper[row, inside], screen[row, inside]
        if stops.startswith(("#16202b", "#000")):
            assert inks[:, :3].max() < 0.005, "black alone"
            continue  # as light as the darkest black alone can be
        printed = press.lab(numpy.rint(inks * 255).astype(numpy.uint8))
        shown = press.screen_lab(seen)
        apart = numpy.sqrt(((printed - shown) ** 2).sum(axis=1))
        assert numpy.percentile(apart, 95) < 8, stops
        assert numpy.abs(numpy.diff(inks, axis=0)).max() < 0.04, "no jumps"


def on_screen(pdf: bytes, folder: Path) -> NDArray[numpy.uint8]:
    (folder / "screen.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", "screen.pdf", "screen"]
    subprocess.run(command, cwd=folder, check=True)
    with Image.open(folder / "screen.png") as picture:
        return numpy.asarray(picture.convert("RGB"))


def test_small_black_text_prints_over_its_ground_and_large_text_does_not(tmp_path):
    css = CSS + "@page { @bottom-right { content: none } } p { background: #fecc02; height: 4em }"
    for size, expected in (("11pt", (0, 0.2, 1, 1)), ("30pt", (0, 0, 0, 1))):
        page = lay_out([f"<p style='font-size: {size}'>IIIIIIII</p>"], css)
        paper = plates(pressed(page, tmp_path), tmp_path, 300)
        letters = paper[paper[..., 3] > 0.99]
        assert len(letters) > 100
        assert letters.min(axis=0) == pytest.approx(expected, abs=0.02)
        assert letters.max(axis=0) == pytest.approx(expected, abs=0.02)


def test_black_text_on_paper_is_on_no_other_plate(tmp_path):
    pages = lay_out(["<h1>Words</h1><p>Black words on paper.</p>"], CSS)
    path = tmp_path / "words.pdf"
    path.write_bytes(pressed(pages, tmp_path))
    run = subprocess.run(
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=inkcov", "-o", "-", str(path)],
        capture_output=True,
        text=True,
        check=True,
    )

    cyan, magenta, yellow, black = (float(value) for value in run.stdout.split()[:4])
    assert (cyan, magenta, yellow) == (0, 0, 0) and black > 0.001


def test_how_small_text_must_be_is_the_printers_word(tmp_path):
    source = lay_out(["<p style='font-size: 9pt'>Words</p>"], CSS)
    for limit, expected in (("12pt", [True]), ("8pt", [False])):
        data = pressed(source, tmp_path, type={"overprint_below": limit})
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert switched(content(pdf.pages[0]))[:1] == expected


def test_a_small_edition_with_running_heads_and_notes(tmp_path):
    before = laid_out()
    after = pressed(before, tmp_path)

    assert words(after) == words(before)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert left_in_rgb(pdf) == []
        shown = [over for page in pdf.pages for over in switched(content(page))]
    assert shown.count(True) > 20 and len(shown) > shown.count(True)


def test_a_profile_of_ones_own_in_a_style_sheet_is_a_finding(tmp_path):
    def other(pdf: pikepdf.Pdf) -> None:
        profile = Stream(pdf, PROFILE)
        profile.N = 4
        pdf.pages[1].Resources.ColorSpace["/--mine"] = Array([Name.ICCBased, profile])
        step = b"\n/--mine cs 0 0 0 1 scn 0 0 9 9 re f"
        pdf.pages[1].contents_add(pdf.make_stream(step))

    with pytest.raises(Diagnostic) as caught:
        pressed(changed(everything(), other), tmp_path)

    (finding,) = caught.value.findings
    assert finding.code.id == "X320" and "ICC profile" in finding.message
    assert finding.area == Area(2)
    assert re.search("style sheets", finding.help)
