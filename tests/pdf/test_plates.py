"""Separations, against Ghostscript and against what the file says."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from report.pdf.plates import Plates, Unplatable, coverage, images, objects, plates, values
from report.pdf.plates.measuring import heaviest
from report.pdf.tokens import operations
from report.units import mm

from ..tools.bare_pdfs import saved
from ..tools.separations import form, ghostscript, page, pages, picture, spot, stream
from .separation_cases import CASES, CMYK, GROUND, OBJECT, ONE, OVER, forms, states, tiles

ALL = list(CASES)
judges = pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript judges from outside")


@cache
def every_case() -> bytes:
    return pages([(content, dict(entries)) for content, entries in CASES.values()])


@cache
def judged() -> list[npt.NDArray[np.uint8]]:
    return ghostscript(every_case())


def ink(pdf: bytes, x: int = 50, y: int = 50) -> dict[str, int]:
    """What lies on a place of the first page, in percent."""
    got = plates(pdf, 1, 72)
    levels = got.ink[99 - y, x]
    return {
        name: round(float(level) / 2.55)
        for name, level in zip(got.names, levels, strict=True)
        if level
    }


@judges
@pytest.mark.parametrize("name", ALL)
def test_plates_are_those_of_ghostscript(name: str) -> None:
    """Flat areas within 4 of 255; edges and steep gradients are antialiased differently."""
    number = ALL.index(name)
    got = plates(every_case(), number + 1, 72)
    difference = np.abs(got.ink[..., :4].astype(int) - judged()[number])

    assert got.ink.shape == (100, 100, 4)
    assert np.quantile(difference, 0.95) <= 7
    assert difference.mean() < 4


@judges
def test_the_judge_sees_something() -> None:
    blank = [name for name, image in zip(ALL, judged(), strict=True) if not image.any()]

    assert blank == ["no ink"]


def test_spot_inks_have_plates_of_their_own() -> None:
    spaces = Dictionary(B=spot("Blue", 1, 0, 0, 0), A=spot("Ähre gold", 0, 0.2, 1, 0))
    content = "/A cs .5 scn 0 0 50 100 re f /B cs .25 scn 50 0 50 100 re f 0 .2 0 0 k 0 0 9 9 re f"
    pdf = page(content, resources=lambda _: Dictionary(ColorSpace=spaces))

    assert plates(pdf, 1, 72).names == ("Cyan", "Magenta", "Yellow", "Black", "Blue", "Ähre gold")
    assert ink(pdf, 25) == {"Ähre gold": 50}
    assert ink(pdf, 75) == {"Blue": 25}
    assert ink(pdf, 5, 5) == {"Magenta": 20}


def test_a_spot_ink_knocks_out_or_overprints() -> None:
    def resources(_: pikepdf.Pdf) -> Dictionary:
        over = Dictionary(O=Dictionary(op=True))
        return Dictionary(ExtGState=over, ColorSpace=Dictionary(S=spot("Gold", 0, 0.2, 1, 0)))

    knocked = page(f"{GROUND} /S cs .5 scn {OBJECT}", resources=resources)
    over = page(f"{GROUND} /O gs /S cs .5 scn {OBJECT}", resources=resources)
    under = page(f"/S cs .5 scn {OBJECT} /O gs .25 g {OBJECT}", resources=resources)

    assert ink(knocked) == {"Gold": 50}
    assert ink(over) == {"Cyan": 50, "Magenta": 50, "Yellow": 20, "Gold": 50}
    assert ink(under) == {"Black": 75, "Gold": 50}


def test_four_spots_take_a_third_rendering() -> None:
    spaces = {f"S{number}": spot(f"Ink {number}", 1, 0, 0, 0) for number in range(4)}
    content = " ".join(f"/S{n} cs .{n + 1} scn {25 * n} 0 25 100 re f" for n in range(4))
    pdf = page(content, resources=lambda _: Dictionary(ColorSpace=Dictionary(**spaces)))

    assert [ink(pdf, 25 * n + 10) for n in range(4)] == [
        {f"Ink {n}": 10 * (n + 1)} for n in range(4)
    ]


def test_rgb_is_converted_as_asked_for() -> None:
    pdf = page(f"1 .5 .25 rg {OBJECT}")

    def all_magenta(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        assert rgb.tolist() == [[255, 128, 64]] * len(rgb) or not rgb.any()
        return np.tile(np.array([0, 255, 0, 0], np.uint8), (len(rgb), 1))

    assert ink(pdf) == {"Magenta": 50, "Yellow": 75}
    assert ink(page(f"0 0 0 rg {OBJECT}")) == {"Black": 100}
    assert plates(pdf, 1, 72, all_magenta).ink[50, 50].tolist() == [0, 255, 0, 0]


def test_lab_is_read_as_a_colour_of_the_screen() -> None:
    white = Array([0.9642, 1, 0.8249])
    lab = Array([Name.Lab, Dictionary(WhitePoint=white, Range=Array([-128, 127, -128, 127]))])
    resources = {"resources": lambda _: Dictionary(ColorSpace=Dictionary(L=lab))}

    assert ink(page(f"/L cs 100 0 0 scn {OBJECT}", **resources)) == {}
    # Lab 53.39, 0, 0 is #808080, and 54.29, 80.81, 69.89 is #ff0000.
    assert ink(page(f"/L cs 53.59 0 0 scn {OBJECT}", **resources)) == {"Black": 50}
    red = ink(page(f"/L cs 54.29 80.81 69.89 scn {OBJECT}", **resources))
    assert red["Magenta"] >= 99 and red["Yellow"] >= 99 and red.get("Black", 0) <= 1


def test_a_mask_of_grey_is_as_bright_as_it_says() -> None:
    """ISO 32000-1 §11.5.3; Ghostscript applies a gamma here, so it is no judge."""

    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        bright = pdf.make_indirect(form(pdf, ".5 g 0 0 50 100 re f", Group=group))
        soft = Dictionary(S=Name.Luminosity, G=bright, BC=Array([1]))
        return Dictionary(ExtGState=Dictionary(M=Dictionary(SMask=soft)))

    pdf = page("/M gs .8 .6 .4 .2 k 0 0 100 100 re f", resources=resources)

    assert ink(pdf, 25) == pytest.approx({"Cyan": 40, "Magenta": 30, "Yellow": 20, "Black": 10}, 1)


def test_the_same_form_differs_by_what_surrounds_it() -> None:
    resources = forms(OVER, F=(f"0 0 0 1 k {OBJECT}", {"BBox": Array([0, 0, 45, 100])}))
    twice = page(f"{GROUND} q /A gs /F Do Q 1 0 0 1 50 0 cm /F Do", resources=resources)

    assert ink(twice, 25) == {"Cyan": 50, "Magenta": 50, "Yellow": 20, "Black": 100}
    assert ink(twice, 75) == {"Black": 100}


# Boxes and sizes


def test_the_bleed_counts_and_what_lies_beyond_it_does_not() -> None:
    marks = f"1 1 1 1 k 0 0 100 10 re f {ONE} 10 10 80 80 re f"
    pdf = page(marks, BleedBox=Array([10, 90, 90, 10]), TrimBox=Array([20, 20, 80, 80]))

    got = plates(pdf, 1, 144)

    assert got.ink.shape == (160, 160, 4)
    assert (got.left, got.top) == (-10, -10)
    assert (got.ink == [25, 51, 76, 102]).all()


def test_what_is_rotated_or_in_larger_units_is_measured_as_it_lies() -> None:
    pdf = page(f"{ONE} 0 0 50 100 re f", Rotate=90, UserUnit=2)

    got = plates(pdf, 1, 72)

    assert got.ink.shape == (200, 200, 4)
    assert got.ink[10, 10].any() and not got.ink[10, 190].any()


def test_a_page_of_five_metres_gets_fewer_pixels() -> None:
    got = plates(page(ONE + "0 0 14400 14400 re f", 14_400), 1, 300)

    assert got.ink.shape[0] * got.ink.shape[1] <= 24_100_000
    assert got.ppi < 30
    assert got.ink[100, 100].tolist() == [25, 51, 76, 102]


def test_boxes_are_inherited() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        node = pdf.Root.Pages
        node.MediaBox, node.Resources = Array([0, 0, 40, 60]), pdf.pages[0].Resources
        del pdf.pages[0].obj["/MediaBox"], pdf.pages[0].obj["/Resources"]

    resources = states(O=OVER)
    pdf = changed(page(f"{GROUND} /O gs 0 0 0 1 k {OBJECT}", resources=resources), change)

    assert plates(pdf, 1, 72).ink.shape == (60, 40, 4)
    assert plates(pdf, 1, 72).ink[30, 30].tolist() == [127, 127, 51, 255]


def changed(pdf: bytes, change: Any) -> bytes:
    from ..tools.small_pdfs import changed

    return changed(pdf, change)


# Coverage


def test_coverage_says_how_much_and_where() -> None:
    content = f"{ONE} 0 0 200 200 re f 1 .9 .8 .7 k 100 20 30 30 re f"
    pdf = page(content, 200, TrimBox=Array([10, 10, 190, 190]))
    pdf = changed(
        pdf, lambda made: made.pages[0].obj.update({"/BleedBox": Array([0, 0, 200, 200])})
    )

    (found,) = coverage(pdf, limit=300)

    assert found.page == 1
    assert found.highest == found.peak == pytest.approx(340, abs=1)
    assert 90 <= found.rect.x.pt <= 90 + 30 - 5.6 and 140 <= found.rect.y.pt <= 170 - 5.6
    assert found.rect.width.mm == pytest.approx(2, abs=0.2)
    assert found.over == pytest.approx(mm(1).pt ** -2 * 30 * 30, rel=0.15)


def test_coverage_is_of_areas() -> None:
    """A line of a quarter of a millimetre sets off nothing."""
    pdf = page("1 1 1 1 k 50 0 .7 100 re f")

    (found,) = coverage(pdf, limit=300)

    assert found.highest < 80 and found.over == 0
    assert found.peak > 150


@pytest.mark.parametrize("limit, over", [(299.0, False), (298.0, True)])
def test_coverage_allows_for_rounding(limit: float, over: bool) -> None:
    (found,) = coverage(page(".75 .75 .75 .75 k 0 0 100 100 re f"), limit)

    assert found.highest == pytest.approx(300, abs=1)
    assert (found.over > 0) is over


@judges
def test_coverage_of_ghostscript() -> None:
    content = "".join(
        f"{(n % 7) / 7:.2f} {(n % 5) / 5:.2f} {(n % 3) / 3:.2f} {(n % 11) / 11:.2f} k "
        f"{n % 10 * 20} {n // 10 * 20} 20 20 re f "
        for n in range(100)
    )
    pdf = page(content, 200)
    judge = ghostscript(pdf)[0].sum(axis=2, dtype=int).max() / 2.55

    (found,) = coverage(pdf, 300)

    assert found.highest == pytest.approx(judge, abs=1)


@given(st.integers(2, 30), st.integers(2, 30), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_the_heaviest_square_is_the_heaviest(height: int, width: int, seed: int) -> None:
    levels = np.random.default_rng(seed).integers(0, 256, (height, width, 4)).astype(np.uint8)
    whole = Plates(("Cyan", "Magenta", "Yellow", "Black"), levels, 25.4, 0, 0)
    total = whole.total.astype(float)
    every = {
        (row, column): total[row : row + 2, column : column + 2].mean()
        for row in range(height - 1)
        for column in range(width - 1)
    }

    found = heaviest(whole, 1, 200)

    row, column = round(found.rect.y.mm), round(found.rect.x.mm)
    assert found.highest == pytest.approx(max(every.values()), abs=0.06)
    assert every[row, column] == pytest.approx(max(every.values()), abs=0.06)
    beyond = np.zeros((height, width), bool)
    for (top, left), mean in every.items():
        if mean > 201:
            beyond[top : top + 2, left : left + 2] = True
    assert found.over == beyond.sum()


# Files that nobody vouches for


def deep(pdf: pikepdf.Pdf, twice: bool) -> Dictionary:
    inner = pdf.make_indirect(form(pdf, OBJECT))
    for _ in range(40 if not twice else 23):
        again = "/F Do /F Do" if twice else "/F Do"
        held = Dictionary(XObject=Dictionary(F=inner))
        inner = pdf.make_indirect(form(pdf, again, Resources=held))
    return Dictionary(XObject=Dictionary(F=inner))


def itself(pdf: pikepdf.Pdf) -> Dictionary:
    made = pdf.make_indirect(form(pdf, "/F Do"))
    made.Resources = Dictionary(XObject=Dictionary(F=made))
    return Dictionary(XObject=Dictionary(F=made))


def pictured(data: bytes, size: tuple[int, int], **entries: Any) -> Any:
    return lambda pdf: Dictionary(XObject=Dictionary(F=picture(pdf, data, size, **entries)))


def bomb(pdf: pikepdf.Pdf) -> Dictionary:
    import zlib

    data = zlib.compress(bytes(300_000_000), 9)
    return pictured(data, (100, 75), ColorSpace=CMYK, Filter=Name.FlateDecode)(pdf)


def endless_tiles(pdf: pikepdf.Pdf) -> Dictionary:
    given = tiles(1, OBJECT)(pdf)
    given.Pattern.P.XStep = given.Pattern.P.YStep = 1e-5
    return given


def odd_shading(**entries: Any) -> Any:
    return lambda pdf: Dictionary(Shading=Dictionary(S=Dictionary(ColorSpace=CMYK, **entries)))


def many_spots(pdf: pikepdf.Pdf) -> Dictionary:
    names = {f"S{n}": spot(f"Ink {n}", 1, 0, 0, 0) for n in range(20)}
    return Dictionary(ColorSpace=Dictionary(**names))


HOSTILE: dict[str, tuple[str, Any]] = {
    "forms too deep": ("/F Do", lambda pdf: deep(pdf, False)),
    "forms that double": ("/F Do", lambda pdf: deep(pdf, True)),
    "a form that draws itself": ("/F Do", itself),
    "an unknown space": ("/Nope cs 1 scn " + OBJECT, None),
    "pixels without number": (
        "/F Do",
        pictured(b"", (10**6, 10**6), ColorSpace=CMYK),
    ),
    "a picture that ends early": ("/F Do", pictured(b"abc", (40, 40), ColorSpace=CMYK)),
    "a JPEG that is none": (
        "/F Do",
        pictured(b"\xff\xd8abc", (4, 4), ColorSpace=CMYK, Filter=Name.DCTDecode),
    ),
    "a picture without colours": ("/F Do", pictured(b"abc", (1, 1))),
    "a bomb": ("/F Do", bomb),
    "cells without number": ("/Pattern cs /P scn 0 0 100 100 re f", endless_tiles),
    "a gradient without a function": ("/S sh", odd_shading(ShadingType=2)),
    "a gradient of kind 99": ("/S sh", odd_shading(ShadingType=99)),
    "a state saved without end": ("q " * 1000, None),
    "twenty spot inks": (OBJECT, many_spots),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_taken_apart_says_why(name: str) -> None:
    content, resources = HOSTILE[name]
    pdf = page(content, resources=resources) if resources else page(content)

    with pytest.raises(Unplatable):
        plates(pdf, 1, 72)
    (found,) = coverage(pdf)
    assert found.unmeasured and found.highest == 0


def test_one_bad_page_does_not_hide_the_others() -> None:
    pdf = pages([(ONE + OBJECT, {}), ("/Nope cs 1 scn " + OBJECT, {}), (ONE + OBJECT, {})])

    found = coverage(pdf)

    assert [bool(each.unmeasured) for each in found] == [False, True, False]
    assert [each.highest for each in found] == [pytest.approx(100, abs=1), 0, found[0].highest]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"\0" * 1000])
def test_no_pdf_has_no_coverage(data: bytes) -> None:
    assert coverage(data) == ()


def test_operators_without_operands_do_nothing() -> None:
    broken = f"k /x k 1 k rg scn Q cs gs Do sh Tf Tr Tj (a) Tj /F0 9 Tf (a) Tj {ONE} {OBJECT}"

    assert ink(page(broken)) == {"Cyan": 10, "Magenta": 20, "Yellow": 30, "Black": 40}


WORDS = [
    *["q", "Q", "f", "S", "B", "b*", "n", "W", "BT", "ET", "Tj", "Do", "sh", "gs", "cs", "scn"],
    *["SCN", "k", "K", "g", "rg", "re", "m", "l", "h", "cm", "Tr", "Tf", "d0", "BI", "ID", "EI"],
    *["/I", "/S", "/O", "/P", "/Pattern", "(x)", "[(x)", "3]", "<<", ">>", "[", "]", "true"],
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.floats(-1e9, 1e9).map(str)), max_size=60))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_page_ends(words: list[str]) -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        given = tiles(1, ONE + "0 0 10 10 re f")(pdf)
        given.ExtGState = Dictionary(O=OVER)
        given.XObject = Dictionary(I=picture(pdf, b"\x80" * 4, (1, 1), ColorSpace=CMYK))
        return given

    for each in coverage(page(" ".join(words), resources=resources)):
        assert each.highest <= 401


def test_streams_hold_what_their_filters_say() -> None:
    """A content stream that is no Flate at all."""
    pdf = changed(page(OBJECT), _garbled)

    (found,) = coverage(pdf)

    assert found.unmeasured or found.highest == 0


def _garbled(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_indirect(
        pikepdf.Stream(pdf, b"not deflated", {"/Filter": Name.FlateDecode})
    )


def broken_files() -> Iterator[bytes]:
    whole = every_case()
    for at in range(0, len(whole), len(whole) // 12):
        yield whole[:at]
        yield whole[:at] + b"\xff\0<<" * 20 + whole[at + 80 :]


def test_truncated_and_damaged_files_end_too() -> None:
    for data in broken_files():
        for each in coverage(data):
            assert each.highest <= 401


def test_the_same_comes_out_twice() -> None:
    first, second = coverage(every_case()), coverage(every_case())

    assert first == second and len(first) == len(CASES)


def test_a_function_in_a_mask_is_applied() -> None:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        bright = pdf.make_indirect(form(pdf, "1 g 0 0 100 100 re f", Group=group))
        flip = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1]), C1=Array([0]))
        soft = Dictionary(S=Name.Luminosity, G=bright, TR=flip)
        return Dictionary(ExtGState=Dictionary(M=Dictionary(SMask=soft)))

    assert ink(page(f"/M gs {ONE} {OBJECT}", resources=resources)) == {}


def test_a_profile_of_one_component_is_black() -> None:
    grey = lambda pdf: Dictionary(  # noqa: E731 - one of the others' kind
        ColorSpace=Dictionary(N=Array([Name.ICCBased, stream(pdf, "", N=1)]))
    )

    assert ink(page(f"/N cs .25 scn {OBJECT}", resources=grey)) == {"Black": 75}


# --- the work that a file may ask for -------------------------------------------------------------


def test_no_more_is_read_than_the_budget_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0

    def counted(data: bytes) -> Iterator[Any]:
        nonlocal read
        for step in operations(data):
            read += 1
            yield step

    monkeypatch.setattr(objects, "operations", counted)
    monkeypatch.setattr(values, "_OPERATORS_OF_PAGE", 1000)
    measured = coverage(pages([("n\n" * 50_000, {}), (OBJECT, {})]))

    assert read < 1100
    assert [bool(each.unmeasured) for each in measured] == [True, False]


@pytest.mark.parametrize(("kind", "most"), [("operators", 12), ("data", 99), ("pixels", 99_999)])
def test_a_file_has_a_budget_for_all_its_pages(
    kind: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = values.Work(**{kind: most})
    monkeypatch.setattr("report.pdf.plates.measuring.Work", lambda: work)
    measured = coverage(pages([(f"0 0 0 1 k {OBJECT}", {}) for _ in range(9)]))

    assert not measured[0].unmeasured
    assert measured[8].unmeasured.startswith("more ")


def test_a_picture_of_many_pages_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[int] = []
    real = images._pixels

    def counted(*given: Any) -> Any:
        decoded.append(1)
        return real(*given)

    monkeypatch.setattr(images, "_pixels", counted)
    content = "q 90 0 0 90 0 0 cm /I Do Q"
    with pikepdf.open(io.BytesIO(pages([(content, {}) for _ in range(5)]))) as pdf:
        photo = pdf.make_stream(bytes([153, 153, 0, 0]) * 4)
        known = {"Width": 2, "Height": 2, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK}
        for key, value in {**known, "Subtype": Name.Image}.items():
            photo[f"/{key}"] = value
        for each in pdf.pages:
            each.obj.Resources = Dictionary(XObject=Dictionary(I=photo))
        measured = coverage(saved(pdf))

    assert [round(each.highest) for each in measured] == [120] * 5
    assert len(decoded) == 1


def test_ink_is_placed_from_the_box_that_stands_in_for_the_trim() -> None:
    content = "1 1 1 1 k 40 60 10 10 re f"
    place = coverage(page(content, ArtBox=Array([20, 20, 80, 80])))[0].rect
    assert (place.x.pt, place.y.pt) == pytest.approx((20, 10), abs=4)


def test_of_pictures_that_pages_share_the_last_ones_asked_for_are_kept() -> None:
    work = values.Work()
    logo, photo = np.zeros((1000, 1000), np.uint8), np.zeros((1000, 4000), np.uint8)
    work.keep((0,), logo)
    for number in range(1, 40):
        work.keep((number,), photo)
        assert work.picture((0,)) is logo

    assert work.picture((39,)) is photo and work.picture((1,)) is None
    assert sum(each.nbytes for each in work.pictures.values()) <= 24_000_000
    work.keep((40,), np.zeros(30_000_000, np.uint8))
    assert work.picture((40,)) is None and work.picture((0,)) is logo
