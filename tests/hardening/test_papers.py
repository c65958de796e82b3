"""PDFs from anywhere that are to be judged for the press: cut off, in circles, locked, without
measure, and bombs."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.hardening import litter

from ..conftest import SMALL, NewProject
from . import oracle
from .papers import BOX, CONTENT, document, packed, stream

Make = Callable[[], bytes]
MEGABYTES = 1 << 20
NINES = "9" * 400


def _locked(**words: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as file:
        file.save(out, encryption=pikepdf.Encryption(**words))
    return out.getvalue()


def _linearized() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as file:
        file.save(out, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _kids(kids: str, more: dict[int, str | bytes] | None = None, count: str = "1") -> bytes:
    tree = f"<< /Type /Pages /Count {count} /Kids {kids} >>"
    return document(more={2: tree, **(more or {})})


def _page(box: str) -> bytes:
    return document(more={3: f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R >>"})


def _deep_tree(depth: int) -> bytes:
    nodes: dict[int, str | bytes] = {
        10 + n: f"<< /Type /Pages /Count 1 /Parent {9 + n} 0 R /Kids [{11 + n} 0 R] >>"
        for n in range(depth)
    }
    nodes[10 + depth] = f"<< /Type /Page /Parent {9 + depth} 0 R {BOX} >>"
    return _kids("[10 0 R]", nodes)


def _nested(opening: str, closing: str, depth: int) -> bytes:
    return document(page=f"/Odd {opening * depth}{closing * depth}")


def _xref(change: Callable[[bytes], bytes]) -> bytes:
    whole = document()
    at = whole.rindex(b"xref\n0")
    return whole[:at] + change(whole[at:])


def _moved(start: bytes) -> bytes:
    whole = document()
    at = whole.rindex(b"startxref\n") + 10
    return whole[:at] + start + b"\n%%EOF\n"


def _form(number: int, content: str, resources: str = "") -> dict[int, str | bytes]:
    head = f"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << {resources} >>"
    return {number: stream(content, head)}


def _laughing(levels: int) -> bytes:
    forms: dict[int, str | bytes] = {}
    for level in range(levels):
        forms |= _form(10 + level, "/A Do " * 10, f"/XObject << /A {11 + level} 0 R >>")
    forms |= _form(10 + levels, "0 0 9 9 re f")
    return document("/A Do", resources="/XObject << /A 10 0 R >>", more=forms)


def _image(data: bytes, entries: str, more: dict[int, str | bytes] | None = None) -> bytes:
    head = f"/Type /XObject /Subtype /Image {entries}"
    picture = stream(data, head)
    return document(
        "q 200 0 0 100 20 20 cm /A Do Q",
        resources="/XObject << /A 10 0 R >>",
        more={10: picture, **(more or {})},
    )


def _jpeg_of(width: int, height: int) -> bytes:
    frame = struct.pack(">BHHBBBBBBBBBB", 8, height, width, 3, 1, 17, 0, 2, 17, 0, 3, 17, 0)
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xd9"


GRAY = "/ColorSpace /DeviceGray /BitsPerComponent 8"
FLATE = "/Filter /FlateDecode"
# What a file is, and the errors that have to be among those that are found.
FILES: dict[str, tuple[Make, str]] = {
    "nothing": (lambda: b"", "F301"),
    "a byte": (lambda: b"%", "F301"),
    "its head alone": (lambda: b"%PDF-1.7\n", "F301"),
    "a text": (lambda: b"Dear print shop,\n" * 900, "F301"),
    "an archive": (lambda: b"PK\x03\x04" + bytes(2000), "F301"),
    "a picture": (lambda: _jpeg_of(9, 9), "F301"),
    "zeros": (lambda: bytes(4 * MEGABYTES), "F301"),
    "a head and zeros": (lambda: b"%PDF-1.7\n" + bytes(4 * MEGABYTES), "F301"),
    "lines without end": (lambda: b"%PDF-1.7\n" + b"\n" * 4 * MEGABYTES, "F301"),
    "objects that never end": (lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 50_000, "F301"),
    "comments": (lambda: b"%PDF-1.7\n" + b"%" * 4 * MEGABYTES + b"\n%%EOF", "F301"),
    "half": (lambda: document()[: len(document()) // 2], "-"),
    "without its last lines": (lambda: document()[:-30], ""),
    "with more behind its end": (lambda: document() + bytes(5000), ""),
    "behind a web page's head": (lambda: b"HTTP/1.1 200 OK\r\n\r\n" + document(), ""),
    "twice": (lambda: document() * 2, ""),
    "saved for the web": (_linearized, ""),
    "half of one for the web": (lambda: _linearized()[:900], "-"),
    "locked": (lambda: _locked(owner="a", user="b"), "F302"),
    "restricted": (lambda: _locked(owner="a", user=""), "F304"),
    "locked by nobody knows what": (
        lambda: document(trailer="/Root 1 0 R /Encrypt << /Filter /Odd /V 9 >> /ID [(a) (b)]"),
        "F301 F302",
    ),
    "locked by itself": (lambda: document(trailer="/Root 1 0 R /Encrypt 3 0 R"), "F301 F302"),
    "a table of contents of garbage": (lambda: _xref(lambda t: b"xref\n0 99999999\n" + t[7:]), "-"),
    "a table of negative numbers": (lambda: _xref(lambda t: b"xref\n-9" + t[6:]), "-"),
    "a table that stands nowhere": (lambda: _moved(b"99999999999999999999"), "-"),
    "a table at no place": (lambda: _moved(b"-1"), "-"),
    "a table that is a page": (lambda: _moved(b"20"), "-"),
    "a table before itself": (
        lambda: _xref(lambda t: t.replace(b"/Root", b"/Prev %d /Root" % len(_xref(lambda t: b"")))),
        "-",
    ),
    "a size without measure": (lambda: document(trailer="/Root 1 0 R /Size 2147483647"), "-"),
    "no root": (lambda: document(trailer=""), "F301 F305"),
    "a root that is a number": (lambda: document(trailer="/Root 7"), "F301 F305"),
    "a root that is its pages": (lambda: document(trailer="/Root 2 0 R"), "F301 F305"),
    "a root that is itself": (lambda: document(more={1: "1 0 R"}), "F301 F305"),
    "objects by the ten thousand": (
        lambda: document(more=dict.fromkeys(range(10, 60_000), "null")), ""
    ),
    "an object of a high number": (lambda: document(more={4_000_000: "null"}), ""),
    "no pages": (lambda: _kids("[]", count="0"), "F305"),
    "pages that are none": (lambda: _kids("[null 7 (a) /b 99 0 R]"), "-"),
    "pages in a circle": (lambda: _kids("[2 0 R]"), "F305"),
    "pages in a long circle": (
        lambda: _kids("[10 0 R]", {10: "<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [2 0 R] >>"}),
        "F305",
    ),
    "the same page a thousand times": (lambda: _kids(f"[{'3 0 R ' * 1000}]", count="1000"), "-"),
    "pages as deep as a thousand": (lambda: _deep_tree(1000), "-"),
    "pages as deep as fifty thousand": (lambda: _deep_tree(50_000), "-"),
    "a million pages, it says": (lambda: _kids("[3 0 R]", count="1000000"), "-"),
    "fewer pages than none": (lambda: _kids("[3 0 R]", count="-5"), "-"),
    "a page that is its own parent": (
        lambda: document(more={3: f"<< /Type /Page /Parent 3 0 R {BOX} /Contents 4 0 R >>"}), "-"
    ),
    "lists in lists": (lambda: _nested("[", "]", 100_000), "-"),
    "lists in lists without end": (lambda: _nested("[", "", 100_000), "-"),
    "dictionaries in dictionaries": (lambda: _nested("<</A", ">>", 50_000), "-"),
    "a page of no size": (lambda: document(page="/CropBox [0 0 0 0]"), "-"),
    "a page without measure": (lambda: _page(f"0 0 {NINES} {NINES}"), "-"),
    "a page of kilometres": (lambda: _page("0 0 1e9 1000000000"), "-"),
    "a page turned around": (lambda: _page("300 200 0 0"), "-"),
    "a page of words": (lambda: _page("(a) /b null <<>>"), "-"),
    "units of nothing": (lambda: document(page="/UserUnit 0"), "-"),
    "units of a mile": (lambda: document(page="/UserUnit 1e30"), "-"),
    "units below nothing": (lambda: document(page="/UserUnit -5"), "-"),
    "turned by a bit": (lambda: document(page="/Rotate 37.5"), "-"),
    "turned without end": (lambda: document(page=f"/Rotate {NINES}"), "-"),
    "content that is a page": (lambda: document(page="/Contents 3 0 R"), "-"),
    "content a thousand times": (lambda: document(page=f"/Contents [{'4 0 R ' * 1000}]"), "-"),
    "content that is a bomb": (lambda: document(packed(b" " * 400 * MEGABYTES)), "-"),
    "content that is a bomb in a bomb": (lambda: document(packed(bytes(200 * MEGABYTES), 2)), "-"),
    "content of rectangles without end": (
        lambda: document(packed(b"0 0 9 9 re f " * 300_000)), "-"
    ),
    "content of a million states": (lambda: document(packed(b"q " * 1_000_000)), "-"),
    "content of a million ends": (lambda: document(packed(b"Q " * 1_000_000)), "-"),
    "content of a path without end": (lambda: document(packed(b"1 1 l " * 500_000)), "-"),
    "content of brackets": (lambda: document("[" * 100_000), "-"),
    "content of a text without end": (lambda: document("BT (" + "(" * 100_000), "-"),
    "content of numbers": (lambda: document(f"{NINES} {NINES} {NINES} {NINES} re f"), "-"),
    "content that turns everything": (
        lambda: document("1e30 0 0 1e30 0 0 cm " * 20 + CONTENT), "-"
    ),
    "content that flattens everything": (lambda: document("0 0 0 0 0 0 cm " + CONTENT), "-"),
    "content of letters without measure": (lambda: document("BT /F 1e30 Tf (a) Tj ET"), "-"),
    "content of no letters": (lambda: document("BT /F 0 Tf (a) Tj ET"), "-"),
    "lines of no width": (lambda: document("0 w 0 0 m 9 9 l S -5 w 0 0 m 9 9 l S"), "-"),
    "dashes finer than anything": (lambda: document("[1e-30] 0 d 0 0 m 300 200 l S"), "-"),
    "a filter of no name": (lambda: document(stream("x", "/Filter /OddDecode")), "-"),
    "a filter a thousand times": (
        lambda: document(stream("x", f"/Filter [{'/ASCIIHexDecode ' * 1000}]")), "-"
    ),
    "forms that laugh": (lambda: _laughing(12), "-"),
    "a form in itself": (
        lambda: document(
            "/A Do",
            resources="/XObject << /A 10 0 R >>",
            more=_form(10, "/A Do", "/XObject << /A 10 0 R >>"),
        ),
        "-",
    ),
    "a picture of nothing": (lambda: _image(b"", f"/Width 0 /Height 0 {GRAY}"), "-"),
    "a picture below nothing": (lambda: _image(b"", f"/Width -9 /Height -9 {GRAY}"), "-"),
    "a picture without measure": (
        lambda: _image(b"abc", f"/Width 2000000000 /Height 2000000000 {GRAY}"), "-"
    ),
    "a picture that is a bomb": (
        lambda: _image(
            zlib.compress(bytes(400 * MEGABYTES), 9), f"/Width 20000 /Height 20000 {GRAY} {FLATE}"
        ),
        "-",
    ),
    "a picture of predicted lines": (
        lambda: _image(
            zlib.compress(bytes(MEGABYTES), 9),
            f"/Width 900 /Height 900 {GRAY} {FLATE} "
            "/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors 99 >>",
        ),
        "-",
    ),
    "a JPEG as large as it says": (
        lambda: _image(_jpeg_of(65_000, 65_000), "/Width 65000 /Height 65000 /ColorSpace "
                       "/DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"),
        "-",
    ),
    "a picture of JPEG 2000 garbage": (
        lambda: _image(b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(900), "/Width 9 /Height 9 "
                       "/Filter /JPXDecode"),
        "-",
    ),
    "a fax of garbage": (
        lambda: _image(bytes(range(256)), f"/Width 90000 /Height 90000 {GRAY} "
                       "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 90000 >>"),
        "-",
    ),
    "a mask that is itself": (
        lambda: _image(b"a" * 81, f"/Width 9 /Height 9 {GRAY} /SMask 10 0 R"), "-"
    ),
    "a palette of itself": (
        lambda: _image(
            b"a" * 81,
            "/Width 9 /Height 9 /BitsPerComponent 8 /ColorSpace 11 0 R",
            {11: "[/Indexed 11 0 R 255 (abc)]"},
        ),
        "-",
    ),
    "a colour of thousands of inks": (
        lambda: document(
            "/A cs " + "1 " * 4000 + "scn 9 9 9 9 re f",
            resources=f"/ColorSpace << /A [/DeviceN [{' '.join(f'/I{n}' for n in range(4000))}] "
            "/DeviceCMYK 10 0 R] >>",
            more={10: stream("{" + "pop " * 3996 + "}", "/FunctionType 4 /Domain [] /Range []")},
        ),
        "-",
    ),
    "a profile of garbage": (
        lambda: document(
            "/A cs 1 1 1 sc 9 9 9 9 re f",
            resources="/ColorSpace << /A [/ICCBased 10 0 R] >>",
            more={10: stream(bytes(range(256)), "/N 3")},
        ),
        "-",
    ),
    "a profile of any number of inks": (
        lambda: document(
            "/A cs 1 1 1 sc 9 9 9 9 re f",
            resources="/ColorSpace << /A [/ICCBased 10 0 R] >>",
            more={10: stream(b"", "/N 2000000000")},
        ),
        "-",
    ),
    "a function in itself": (
        lambda: document(
            "/A sh",
            resources="/Shading << /A << /ShadingType 2 /ColorSpace /DeviceCMYK "
            "/Coords [0 0 9 9] /Function 10 0 R >> >>",
            more={10: "<< /FunctionType 3 /Domain [0 1] /Functions [10 0 R 10 0 R] /Bounds [0.5] "
                  "/Encode [0 1 0 1] >>"},
        ),
        "-",
    ),
    "a function of a thousand million samples": (
        lambda: document(
            "/A sh",
            resources="/Shading << /A << /ShadingType 2 /ColorSpace /DeviceCMYK "
            "/Coords [0 0 9 9] /Function 10 0 R >> >>",
            more={10: stream(b"", "/FunctionType 0 /Domain [0 1] /Range [0 1 0 1 0 1 0 1] "
                  "/Size [1000000000] /BitsPerSample 32")},
        ),
        "-",
    ),
    "a calculation without end": (
        lambda: document(
            "/A cs 1 scn 9 9 9 9 re f",
            resources="/ColorSpace << /A [/Separation /Odd /DeviceCMYK 10 0 R] >>",
            more={10: stream("{" * 50_000, "/FunctionType 4 /Domain [0 1] "
                  "/Range [0 1 0 1 0 1 0 1]")},
        ),
        "-",
    ),
    "a pattern in itself": (
        lambda: document(
            "/Pattern cs /A scn 0 0 300 200 re f",
            resources="/Pattern << /A 10 0 R >>",
            more={10: stream("/Pattern cs /A scn 0 0 9 9 re f", "/PatternType 1 /PaintType 1 "
                  "/TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 /Resources "
                  "<< /Pattern << /A 10 0 R >> >>")},
        ),
        "-",
    ),
    "a pattern finer than anything": (
        lambda: document(
            "/Pattern cs /A scn 0 0 300 200 re f",
            resources="/Pattern << /A 10 0 R >>",
            more={10: stream("0 0 9 9 re f", "/PatternType 1 /PaintType 1 /TilingType 1 "
                  "/BBox [0 0 9 9] /XStep 1e-9 /YStep 0 /Resources << >>")},
        ),
        "-",
    ),
    "a font that draws itself": (
        lambda: document(
            "BT /F 9 Tf (a) Tj ET",
            more={
                5: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] "
                "/CharProcs << /a 10 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 "
                "/LastChar 97 /Widths [9] /Resources << /Font << /F 5 0 R >> >> >>",
                10: stream("9 0 d0 BT /F 9 Tf (a) Tj ET"),
            },
        ),
        "-",
    ),
    "a font of garbage": (
        lambda: document(
            more={
                5: "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 "
                "/FontDescriptor 10 0 R >>",
                10: "<< /Type /FontDescriptor /FontName /X /FontFile2 11 0 R /Flags 32 >>",
                11: stream(b"\0\1\0\0\xff\xff" + bytes(range(256)) * 9),
            }
        ),
        "-",
    ),
    "a font that is a bomb": (
        lambda: document(
            more={
                5: "<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 10 0 R >>",
                10: "<< /Type /FontDescriptor /FontName /X /FontFile2 11 0 R /Flags 32 >>",
                11: packed(bytes(300 * MEGABYTES)),
            }
        ),
        "-",
    ),
    "widths without end": (
        lambda: document(
            more={5: "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar -2000000000 "
                  f"/LastChar 2000000000 /Widths [{'1e30 ' * 5000}] >>"}
        ),
        "-",
    ),
    "annotations in circles": (
        lambda: document(
            page="/Annots [10 0 R 10 0 R 3 0 R 7 null]",
            more={10: "<< /Type /Annot /Subtype /Widget /Parent 10 0 R /Kids [10 0 R] "
                  "/Rect [0 0 1e30 -5] /AP << /N 10 0 R >> /F 4 >>"},
        ),
        "-",
    ),
    "a program": (
        lambda: document(
            more={1: "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript "
                  "/JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >> /Names << /EmbeddedFiles "
                  "<< /Names [(a.exe) << /Type /Filespec /F (a.exe) >>] >> >> >>"}
        ),
        "-",
    ),
    "a title that steers": (
        lambda: document(
            more={6: "<< /Title (\\033[2J\\033]0;x\\007 \\[bold\\] {{ x }}) >>"},
            trailer="/Root 1 0 R /Info 6 0 R",
        ),
        "-",
    ),
    "names that steer": (
        lambda: document(
            "/A cs 1 scn 9 9 9 9 re f",
            resources="/ColorSpace << /A [/Separation /#1b#5b2J#e2#80#ae#0a /DeviceCMYK 10 0 R] >>",
            more={10: "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 0 0 0] /N 1 >>"},
        ),
        "-",
    ),
    "metadata that laughs": (
        lambda: document(
            more={
                1: "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
                6: stream(
                    b'<!DOCTYPE x [<!ENTITY a "' + b"b" * 9000 + b'"><!ENTITY c "'
                    + b"&a;" * 9000 + b'"><!ENTITY d SYSTEM "file:///etc/passwd">]>'
                    b"<x>" + b"&c;" * 900 + b"&d;</x>",
                    "/Type /Metadata /Subtype /XML",
                ),
            }
        ),
        "-",
    ),
    "metadata of garbage": (
        lambda: document(
            more={
                1: "<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
                6: stream(bytes(range(256)) * 40, "/Type /Metadata /Subtype /XML"),
            }
        ),
        "-",
    ),
    "an intent that is none": (
        lambda: document(
            more={1: "<< /Type /Catalog /Pages 2 0 R /OutputIntents [10 0 R 7 null] >>",
                  10: "<< /Type /OutputIntent /S /GTS_PDFX /DestOutputProfile 3 0 R >>"}
        ),
        "-",
    ),
    "an intent that is a bomb": (
        lambda: document(
            more={1: "<< /Type /Catalog /Pages 2 0 R /OutputIntents [10 0 R] >>",
                  10: "<< /Type /OutputIntent /S /GTS_PDFX /DestOutputProfile 11 0 R >>",
                  11: packed(bytes(300 * MEGABYTES), 1, "/N 4")}
        ),
        "-",
    ),
    "layers in layers": (
        lambda: document(
            more={1: "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [10 0 R] "
                  "/D << /Order 11 0 R >> >> >>",
                  10: "<< /Type /OCG /Name (x) >>", 11: "[11 0 R 11 0 R]"}
        ),
        "-",
    ),
    "a group that blends with itself": (
        lambda: document(
            "/G gs " + CONTENT,
            resources="/ExtGState << /G << /SMask << /S /Luminosity /G 10 0 R >> >> >>",
            more=_form(10, "/G gs 0 0 9 9 re f", "/ExtGState << /G << /SMask << /S /Luminosity "
                       "/G 10 0 R >> >> >>"),
        ),
        "-",
    ),
}  # fmt: skip
QUICK = ("nothing", "half", "locked", "pages in a circle", "lists in lists", "forms that laugh",
         "a title that steers", "content of brackets")  # fmt: skip


@pytest.fixture
def judged(new_project: NewProject, tmp_path: Path) -> Callable[..., oracle.Attempt]:
    """Return a function that has a file judged for the press and says what came of it."""
    project = new_project(SMALL).root

    def judge(data: bytes, *options: str) -> oracle.Attempt:
        path = tmp_path / "advert.pdf"
        path.write_bytes(data)
        before = oracle.snapshot(project)
        made = oracle.run(project, "preflight", str(path), *options)
        oracle.look(made, project, [path])
        assert oracle.snapshot(project) == before and path.read_bytes() == data
        return made

    return judge


@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=() if each in QUICK else pytest.mark.slow) for each in FILES]
)
def test_a_pdf_is_judged_or_a_finding(name: str, judged: Callable[..., oracle.Attempt]) -> None:
    make, codes = FILES[name]
    data = make()

    made = judged(data)

    # Nobody makes files for the press by hand: each has at least that it says nothing of itself.
    assert made.code == 1 and made.codes, made.words
    if codes and codes != "-":
        assert made.codes & set(codes.split()), made.words
    as_json = judged(data, "--json")
    assert as_json.code == 1
    if made.codes <= {"F301", "F302", "F305"} and len(made.codes) == 1:
        assert as_json.data["findings"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["a title that steers", "without its last lines", "half", "locked"]
)
def test_a_report_on_a_hostile_pdf_is_written_or_not(
    name: str, judged: Callable[..., oracle.Attempt], tmp_path: Path
) -> None:
    report = tmp_path / "project" / "build" / "report.pdf"
    report.parent.mkdir(parents=True, exist_ok=True)

    made = judged(FILES[name][0](), "--report", str(report))

    assert made.code == 1 and litter(tmp_path) == []
    if report.exists():
        with pikepdf.open(report) as pages:
            assert len(pages.pages) >= 1


def _is_judged(judge: Callable[..., oracle.Attempt], data: bytes) -> None:
    made = judge(data)
    assert made.code == 1 and made.codes, made.words


SLOWLY = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
JUDGE = Callable[..., oracle.Attempt]


@pytest.mark.slow
@SLOWLY
@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(1, 1000),
)
def test_any_bytes_in_a_pdf_are_judged(
    judged: JUDGE, changes: list[tuple[int, int]], length: int
) -> None:
    whole = bytearray(document())
    for at, byte in changes:
        whole[at % len(whole)] = byte
    _is_judged(judged, bytes(whole[:length]))


WORDS = st.sampled_from(
    ["1 0 R", "3 0 R", "10 0 R", "99 0 R", "null", "true", "-1", "0", NINES, "1e30", "(a)", "/A",
     "[", "]", "<<", ">>", "[3 0 R 10 0 R]", "<< /A 10 0 R >>", "<feff00", "/Type /Page"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["/Resources", "/MediaBox", "/TrimBox", "/BleedBox", "/Contents", "/Annots", "/Rotate",
     "/Group", "/UserUnit", "/AA", "/PieceInfo", "/Type", "/Parent", "/Kids", "/Tabs"]
)  # fmt: skip
ENTRIES = st.lists(st.tuples(KEYS, WORDS).map(" ".join), max_size=6).map(" ".join)


@pytest.mark.slow
@SLOWLY
@given(ENTRIES, ENTRIES)
def test_any_entries_of_a_page_are_judged(judged: JUDGE, page: str, other: str) -> None:
    _is_judged(judged, document(page=page, more={10: f"<< {other} >>"}))
