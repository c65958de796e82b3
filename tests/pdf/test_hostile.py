"""Files that are damaged, or made to do harm: findings and holes, never a traceback or no end."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from report.diagnostics import Diagnostic
from report.pdf import objects
from report.pdf.outlines import outlines
from report.pdf.painting import canvas
from report.pdf.reading import read_printed
from report.pdf.tokens import Word, operations
from tests.tools.bare_pdfs import bare, form, helvetica, image, page_of, read, saved
from tests.tools.press_pdfs import inspected


def refused(data):
    with pytest.raises(Diagnostic) as caught:
        read_printed(data, "it.pdf")
    (finding,) = caught.value.findings
    assert (finding.mark.file, bool(finding.help)) == ("it.pdf", True)
    assert "0x" not in finding.message and "BytesIO" not in finding.message
    return finding


# --- opening --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a word processor's file" * 50, "no PDF"),
        (b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 500, "breaks off"),
        (b"%PDF-1.7\nrubbish\ntrailer << >>\n%%EOF", "cannot be read"),
    ],
)
def test_what_is_no_pdf_is_refused_with_the_reason(data, word):
    finding = refused(data)
    assert (finding.code.id, word in finding.message) == ("F301", True)


def test_a_pdf_that_broke_off_is_refused_or_repaired():
    whole = bare("20 20 9 9 re f")
    outcomes = set()
    for length in range(0, len(whole), 7):
        try:
            _, findings = read_printed(whole[:length], "it.pdf")
        except Diagnostic as error:
            findings = error.findings
        outcomes |= {finding.code.id for finding in findings}
    assert {"F301", "F303"} <= outcomes <= {"F301", "F303", "F305"}


def test_a_password_is_refused():
    pdf = pikepdf.open(io.BytesIO(bare("")))
    data = saved(pdf, encryption=pikepdf.Encryption(owner="boss", user="secret", R=6))
    assert refused(data).code.id == "F302"


def test_a_file_without_pages_is_refused():
    assert refused(saved(pikepdf.new())).code.id == "F305"


def test_a_tree_of_pages_that_holds_itself_is_refused():
    def change(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    finding = refused(bare("", change=change))
    assert (finding.code.id, "oop" in finding.message) == ("F305", True)


def test_a_repaired_file_is_read_and_says_so():
    data = bare("20 20 9 9 re f").replace(b"startxref\n", b"startxref\n9")
    file, findings = read_printed(data, "it.pdf")
    assert [finding.code.id for finding in findings] == ["F303"]
    assert "0x" not in findings[0].message
    assert len(file.pages[0].painted) == 1


def test_no_box_at_all_is_a_letter():
    def change(pdf):
        del pdf.pages[0].obj.MediaBox

    page = read(bare("0 0 9 9 re f", trim=None, change=change)).pages[0]
    assert "TrimBox" not in page.boxes
    assert page.painted[0].rect.bottom.pt == 792


def test_ten_thousand_pages_are_read():
    count = 10_000
    parts = ["%PDF-1.7", "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj"]
    kids = " ".join(f"{at} 0 R" for at in range(4, count + 4))
    parts.append(f"2 0 obj << /Type /Pages /Count {count} /Kids [{kids}] >> endobj")
    parts.append("3 0 obj << /Length 12 >> stream\n9 9 9 9 re f\nendstream endobj")
    page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources << >> /Contents 3 0 R"
    parts += [f"{at} 0 obj << {page} >> endobj" for at in range(4, count + 4)]
    data = "\n".join(parts).encode()
    table = [f"0 {count + 4}", "0000000000 65535 f "]
    at = 0
    for part in parts:
        if at:
            table.append(f"{at:010} 00000 n ")
        at += len(part) + 1
    tail = "xref\n" + "\n".join(table) + f"\ntrailer << /Size {count + 4} /Root 1 0 R >>"
    data += f"\n{tail}\nstartxref\n{len(data) + 1}\n%%EOF".encode()
    file, findings = read_printed(data, "it.pdf")
    assert len(file.pages) == count
    assert all(len(page.painted) == 1 and not page.unread for page in file.pages)
    assert findings == ()


# --- bombs ----------------------------------------------------------------------------------------


def packed(pdf, data, times=1):
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = Array([Name.FlateDecode] * times) if times > 1 else Name.FlateDecode
    stream = pdf.make_stream(b"")
    stream.write(data, filter=filters)
    return stream


@pytest.fixture
def small_limits(monkeypatch):
    """Limits that a test reaches quickly; that they hold is what is tested, not their height."""
    for module in (objects, __import__("report.pdf.painting", fromlist=["x"])):
        monkeypatch.setattr(module, "LARGEST_STREAM", 1 << 20)
    monkeypatch.setattr(objects.unpacked, "__defaults__", (1 << 20,))


@pytest.mark.parametrize("times", [1, 2])
def test_content_that_unpacks_without_end_is_not_read(small_limits, times):
    def change(pdf):
        pdf.pages[0].obj.Contents = packed(pdf, b" " * (9 << 20), times)

    assert "1 MB" in read(bare("", change=change)).pages[0].unread


def test_streams_that_are_too_much_together_are_not_read(small_limits):
    def change(pdf):
        part = packed(pdf, b"0 0 9 9 re f " + b" " * (400 << 10))
        pdf.pages[0].obj.Contents = Array([part] * 9)

    page = read(bare("", change=change)).pages[0]
    assert len(page.painted) == 3
    assert "larger than 1 MB" in page.unread


def test_a_font_a_character_map_and_a_profile_may_be_bombs(small_limits):
    def resources(pdf):
        bomb = packed(pdf, b" " * (9 << 20))
        descriptor = Dictionary(FontFile2=bomb, Ascent=700)
        descendant = Dictionary(Subtype=Name.CIDFontType2, FontDescriptor=descriptor)
        font = Dictionary(
            Subtype=Name.Type0,
            BaseFont=Name.Bomb,
            Encoding=Name("/Identity-H"),
            ToUnicode=bomb,
            DescendantFonts=Array([descendant]),
        )
        table = Array([Name.Indexed, Name.DeviceCMYK, 255, bomb])
        return {"Font": Dictionary(F=font), "ColorSpace": Dictionary(T=table)}

    def change(pdf):
        intent = Dictionary(DestOutputProfile=packed(pdf, b" " * (64 << 20)))
        pdf.Root.OutputIntents = Array([intent])
        pdf.Root.Metadata = packed(pdf, b" " * (9 << 20))

    content = "/T cs 3 sc BT /F 9 Tf (ab) Tj ET"
    file = read(bare(content, resources=resources, change=change))
    assert len(file.pages[0].painted) == 1
    assert file.fonts[0].has_unicode is False
    assert file.intents[0].digest == ""


def test_ranges_of_a_character_map_do_not_count_for_ever():
    def resources(pdf):
        hostile = b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange " * 3
        made = helvetica(pdf)
        made["Font"].F.ToUnicode = pdf.make_stream(hostile)
        return made

    assert page_of("BT /F 9 Tf 20 20 Td (ab) Tj ET", resources).unread == ""


def test_a_stream_of_objects_may_be_a_bomb(monkeypatch):
    monkeypatch.setattr(objects, "LARGEST_STREAM", 1 << 18)  # of which qpdf is given four
    pdf = pikepdf.open(io.BytesIO(bare("20 20 9 9 re f")))
    pdf.Root.Bomb = Dictionary(A=pikepdf.String("a" * (9 << 20)))
    data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert len(data) < 1 << 18
    try:
        _, findings = read_printed(data, "it.pdf")
    except Diagnostic as error:
        findings = error.findings
    assert findings


def test_the_limits_of_qpdf_are_put_back():
    before = pikepdf.settings.get_qpdf_limits()
    refused(b"")
    assert pikepdf.settings.get_qpdf_limits() == before


# --- forms ----------------------------------------------------------------------------------------


def test_a_form_that_draws_itself_is_drawn_once():
    def resources(pdf):
        own = form(pdf, "9 9 9 9 re f /X Do")
        own.Resources = Dictionary(XObject=Dictionary(X=own))
        return {"XObject": Dictionary(X=own)}

    page = page_of("/X Do", resources)
    assert (len(page.painted), page.unread) == (1, "a form draws itself")


def doubling(pdf, depth):
    inner = form(pdf, "9 9 9 9 re f")
    for _ in range(depth):
        inner = form(pdf, "/X Do /X Do", Resources=Dictionary(XObject=Dictionary(X=inner)))
    return {"XObject": Dictionary(X=inner)}


def test_forms_that_double_thirty_times_end(monkeypatch):
    monkeypatch.setattr(canvas, "_OPERATORS_OF_PAGE", 20_000)
    page = page_of("9 9 9 9 re f /X Do", lambda pdf: doubling(pdf, 30))
    assert "more than 20,000 drawing instructions" in page.unread
    assert 1 < len(page.painted) < 2_000


def test_forms_in_forms_end():
    def resources(pdf):
        inner = form(pdf, "9 9 9 9 re f")
        for _ in range(45):
            inner = form(pdf, "/X Do", Resources=Dictionary(XObject=Dictionary(X=inner)))
        return {"XObject": Dictionary(X=inner)}

    page = page_of("/X Do", resources)
    assert (page.painted, page.unread) == ((), "forms stand in each other more than 40 deep")


def test_a_file_has_a_budget_for_all_its_pages(monkeypatch):
    monkeypatch.setattr(canvas.Budget, "__init__", _small_budget)
    file = read(bare(*["9 9 9 9 re f " * 100] * 9))
    assert [bool(page.unread) for page in file.pages] == [False] * 4 + [True] * 5
    assert file.pages[8].unread == "the file paints more than 400,000 objects"


def _small_budget(self):
    self.operators, self.data, self.painted = 10**6, 10**6, 400
    self._operators_of_page, self._data_of_page = 0, 0


# --- content --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "hole"),
    [
        ("foo", "“foo” is no instruction"),
        (b"\xff\x01\x02", "is no instruction"),
        ("f f 1 2 re", "“re” stands without what belongs to it"),
        ("(a) /b m 9 9 l S", "“m” stands with something that it cannot mean"),
        ("/X Do", "the picture or form “X” is missing"),
        ("/F 9 Tf BT (a) Tj ET", "the font “F” is missing"),
        ("BT (a) Tj ET", "text stands without a font"),
        ("/S gs", "the graphics state “S” is missing"),
        ("/C cs", "the colour space “C” cannot be read"),
        ("/P sh", "the gradient “P” is missing"),
        ("/Pattern cs /P scn 9 9 9 9 re f", "the pattern “P” is missing"),
        ("1 0 0 0 0 0 1 sc", "“sc” stands with something that it cannot mean"),
        ("q " * 3000, "saves its graphics state more than 2000 times"),
        ("[(a) 3] 0 Td", "stands with something that it cannot mean"),
    ],
)
def test_what_cannot_be_read_is_passed_over_and_told(content, hole):
    tail = b" 9 9 9 9 re f"
    data = content.encode() if isinstance(content, str) else content
    page = page_of(data + tail)
    assert hole in page.unread
    assert page.painted[-1].kind == "fill"


def test_what_a_newer_program_may_know_is_passed_over_in_silence():
    assert page_of("BX foo EX 9 9 9 9 re f").unread == ""


@pytest.mark.parametrize(
    "content",
    [
        "Q Q Q",
        "q q q",
        "ET ET",
        "EMC",
        "h h",
        "W n",
        "BT BT",
        "] ) > }",
        "(never closed",
        "<41",
    ],
)
def test_what_viewers_overlook_is_overlooked(content):
    """It takes nothing from what stands before it, and hides behind it only what viewers hide."""
    square = "9 9 9 9 re f"
    before, behind = page_of(f"{square} {content}"), page_of(f"{content} {square}")

    assert before.painted == page_of(square).painted
    assert before.unread == behind.unread == ""
    seen = [square] if is_inked(bare(f"{content} {square}")) else []
    assert [each.kind for each in behind.painted] == ["fill" for each in seen]


def test_what_stands_behind_half_a_picture_is_read_since_some_viewers_paint_it():
    """Ghostscript does, PDFium, Poppler and MuPDF do not: at the print shop it may be there."""
    assert [each.kind for each in page_of("BI 9 9 9 9 re f").painted] == ["fill"]


def is_inked(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return min(pdf[0].render(grayscale=True).to_numpy().flat) < 128


@pytest.mark.parametrize(
    "content",
    [
        "1e400 0 0 1 0 0 cm",
        "9999999999999999999999 0 0 9999999999999999999999 0 0 cm " * 60 + "9 9 9 9 re f",
        "0 0 0 0 0 0 cm 9 9 9 9 re B",
        "999999999 w 9 9 m 9 9 l S",
        "BT /F 999999999 Tf 99999999 Tz (a) Tj 0 0 0 0 0 0 Tm (b) Tj ET",
        "BT /F -9 Tf -100 Tz 90 90 Td (abc) Tj ET",
        "0 0 0 0 0 0 cm BI /W 2 /H 2 ID 1 EI Q",
    ],
)
def test_numbers_without_measure_are_read(content):
    page = page_of(content, helvetica)
    for thing in page.painted:
        for side in (thing.rect.x, thing.rect.y, thing.rect.width, thing.rect.height):
            assert abs(side.pt) <= 400


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_content_that_breaks_off_is_read_as_far_as_it_goes(cut):
    data = zlib.compress(b"".join(b"%d 9 9 9 re f " % (at % 90) for at in range(5000)))

    def change(pdf):
        stream = pdf.make_stream(b"")
        stream.write(data[: int(len(data) * cut)], filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = stream

    page = read(bare("", change=change)).pages[0]
    assert "breaks off" in page.unread
    assert 0 < len(page.painted) < 5000


@pytest.mark.parametrize("filter", ["DCTDecode", "Nonsense", "JBIG2Decode"])
def test_content_in_a_filter_for_pictures_is_not_read(filter):
    def change(pdf):
        stream = pdf.make_stream(b"")
        stream.write(b"junk", filter=Name("/" + filter))
        pdf.pages[0].obj.Contents = stream

    assert filter in read(bare("", change=change)).pages[0].unread


THINGS = (None, 3, "x", Name.x, Array([]), Array([1, 2, 3]), Dictionary(), True)


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_any_entry_may_be_anything(thing):
    """Each entry that is looked at is something else than it should be."""

    def resources(pdf):
        kinds = ("ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font")
        return {kind: Dictionary(A=thing) if thing is not None else Dictionary() for kind in kinds}

    def change(pdf):
        page = pdf.pages[0].obj
        for key in ("TrimBox", "Rotate", "UserUnit", "Group", "Annots", "AA"):
            page["/" + key] = thing
        for key in ("OutputIntents", "Names", "OpenAction", "AcroForm", "Outlines", "OCProperties"):
            pdf.Root["/" + key] = thing

    content = "/A gs /A cs 1 scn /A sh /A Do BT /A 9 Tf (a) Tj ET /Pattern cs /A scn 9 9 9 9 re B"
    data = bare(content, resources=resources, change=change if thing is not None else None)
    assert read(data)
    checked(data)


LAB = Array([Name.Lab, 5])
MISFITS = {
    "space": lambda pdf: {"ColorSpace": Dictionary(A=LAB)},
    "space of a picture": lambda pdf: {"XObject": Dictionary(A=image(pdf, 1, 1, LAB, b"abc"))},
    "descendants": lambda pdf: typeface(Subtype=Name.Type0, DescendantFonts=Array([5])),
    "descriptor": lambda pdf: typeface(Subtype=Name.TrueType, FontDescriptor=5),
    "glyphs": lambda pdf: typeface(Subtype=Name.Type3, CharProcs=5),
    "group of a mask": lambda pdf: masked(form(pdf, "9 9 9 9 re f", Group=7)),
    "gradient": lambda pdf: {"Shading": Dictionary(A=5)},
    "gradient of a pattern": lambda pdf: {
        "Pattern": Dictionary(A=Dictionary(PatternType=2, Shading=5))
    },
    "form without a box": lambda pdf: {"XObject": Dictionary(A=boxless(pdf))},
    "picture of no bits": lambda pdf: {
        "XObject": Dictionary(A=image(pdf, 1, 1, Name.DeviceGray, b"abc", BitsPerComponent=0))
    },
}
USES = {
    "ColorSpace": "/A cs 1 1 1 sc 9 9 9 9 re f",
    "XObject": "/A Do",
    "Font": "BT /A 9 Tf (a) Tj ET",
    "ExtGState": "/A gs 9 9 9 9 re f",
    "Shading": "/A sh",
    "Pattern": "/Pattern cs /A scn 9 9 9 9 re f",
}


def typeface(**entries):
    return {"Font": Dictionary(A=Dictionary(Type=Name.Font, **entries))}


def masked(group):
    soft = Dictionary(S=Name.Luminosity, BC=Array([1]), G=group)
    return {"ExtGState": Dictionary(A=Dictionary(SMask=soft))}


def boxless(pdf):
    made = form(pdf, "9 9 9 9 re f")
    del made["/BBox"]
    return made


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", MISFITS)
def test_what_cannot_be_rendered_is_a_finding_and_not_passed(name):
    """Programs render such files, or do not; either way nothing is known of their inks."""
    (kind,) = MISFITS[name](pikepdf.new())
    result = checked(bare(USES[kind], resources=MISFITS[name]))
    assert {"X121", "X130"} & {each.code.id for each in result.findings}
    (inks,) = [each for each in result.checks if each.code == "X105"]
    assert not inks.answered


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("space", ["[/Lab 5]", "[/Indexed /RGB]", "[/Separation]", "[/DeviceN 5]"])
def test_a_picture_between_operators_may_be_a_misfit(space):
    content = f"q 90 0 0 90 0 0 cm BI /W 1 /H 1 /BPC 8 /CS {space} ID abc EI Q"
    assert {"X121", "X130"} & {each.code.id for each in checked(bare(content)).findings}


def checked(data):
    """What preflight finds, of which no part has failed."""
    result = inspected(data)
    assert "S402" not in {each.code.id for each in result.findings}
    return result


WORDS = (
    "q Q cm w gs ri BX EX g G rg RG k K cs CS sc SC scn SCN J d i BMC BDC EMC d0 d1 m l c v y h re"
    " W W* n S s f F f* B B* b b* BT ET Tc Tw Tz TL Ts Tr Tf Td TD Tm T* Tj TJ ' \" Do sh BI ID EI"
    " foo true null [ ] << >> ( ) < > { } %"
)
NAMES = ("/A", "/F", "/X", "/Pattern", "/DeviceCMYK", "/DeviceRGB", "/P", "/S", "/Im", "/")
soup = st.lists(
    st.one_of(
        st.sampled_from(WORDS.split(" ")),
        st.sampled_from(NAMES),
        st.sampled_from(
            ["(text)", "<41 42>", "[(a) -300 (b)]", "0", "1", "-1", "1e9", "--3", "..5"]
        ),
        st.floats(allow_nan=False, allow_infinity=False).map(lambda value: f"{value:f}"),
        st.integers(-20, 220).map(str),
        st.binary(max_size=6).map(lambda data: data.decode("latin-1")),
    ),
    max_size=60,
)


def everything(pdf):
    own = form(pdf, "9 9 9 9 re f /X Do", Group=Dictionary(S=Name.Transparency))
    own.Resources = Dictionary(XObject=Dictionary(X=own))
    cell = form(pdf, "1 0 0 rg 9 9 9 9 re f", PatternType=1, PaintType=2, XStep=1, YStep=0)
    picture = pikepdf.Stream(pdf, b"", Subtype=Name.Image, Width=9, Height=0)
    return {
        **helvetica(pdf),
        "XObject": Dictionary(X=own, Im=pdf.make_indirect(picture)),
        "Pattern": Dictionary(P=cell, S=Dictionary(PatternType=2, Shading=Dictionary())),
        "ColorSpace": Dictionary(A=Array([Name.Pattern, Name.DeviceCMYK])),
        "ExtGState": Dictionary(S=Dictionary(ca=0.5, BM=Name.Multiply)),
        "Shading": Dictionary(S=Dictionary(ColorSpace=Name.DeviceRGB)),
    }


@given(soup)
@settings(max_examples=150)
def test_no_soup_of_operators_raises(parts):
    data = bare(" ".join(parts).encode("latin-1"), resources=everything)
    checked(data)
    page = read(data).pages[0]
    assert len(page.painted) < 10 * len(parts) + 10
    for thing in page.painted:
        assert thing.rect.width.pt >= 0 and thing.rect.height.pt >= 0


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader_of_operators(data):
    for called, operands in operations(data):
        assert isinstance(called, str) and isinstance(operands, list)


@given(st.binary(max_size=40))
def test_strings_are_read_as_they_are_written(data):
    escaped = b"".join(b"\\%03o" % byte for byte in data)
    assert [*operations(b"(" + escaped + b") <" + data.hex().encode() + b"> Tj")] == [
        ("Tj", [data, data])
    ]


def test_operands_of_all_kinds_are_read():
    data = rb"/N#20ame [1 -.5 +3. (a\(b\)(c)\n\101) <4>] << /K true /L [null] >> BDC"
    assert [*operations(data)] == [
        (
            "BDC",
            [
                Word("N ame"),
                [1.0, -0.5, 3.0, b"a(b)(c)\nA", b"@"],
                {"K": True, "L": [None]},
            ],
        )
    ]


@pytest.mark.parametrize(
    "data", [b"%" * 10**5, b"1" * 10**5 + b"x", b"(" * 10**5, b"[" * 10**5, b"1 " * 10**5]
)
def test_runs_of_one_thing_are_read_in_one_pass(data):
    assert len([*operations(data + b" f")]) <= 2


# --- knots ----------------------------------------------------------------------------------------


def test_trees_lists_and_chains_that_run_in_circles_end():
    def change(pdf):
        tree = pdf.make_indirect(Dictionary(Names=Array(["a", Dictionary()])))
        tree.Kids = Array([tree, tree])
        bookmark = pdf.make_indirect(Dictionary(A=Dictionary(S=Name.Launch)))
        bookmark.Next = bookmark.First = bookmark
        action = pdf.make_indirect(Dictionary(S=Name.JavaScript))
        action.Next = Array([action, action])
        pdf.Root.Names = Dictionary(EmbeddedFiles=tree)
        pdf.Root.Outlines = Dictionary(First=bookmark)
        pdf.Root.OpenAction = action

    entries = read(bare("", change=change)).entries
    assert entries == {"scripts": 1, "actions": 1, "embedded files": 1}


@pytest.mark.parametrize("family", ["Pattern", "Indexed", "Separation", "DeviceN", "ICCBased"])
def test_a_colour_space_that_stands_on_itself_is_unknown(family):
    def resources(pdf):
        space = pdf.make_indirect(Array([Name("/" + family)]))
        space.extend([Name.x, space, 1, b""] if family[0] in "SD" else [space, 1, b"", space])
        return {"ColorSpace": Dictionary(A=space)}

    page = page_of("/A cs 0 0 0 1 k 9 9 9 9 re f", resources)
    assert page.spaces == ("DeviceCMYK",)


@given(st.binary(max_size=200))
def test_no_font_file_stops_the_reader_of_outlines(data):
    for head in (b"", b"\0\1\0\0\0\1" + bytes(6)):
        found = outlines(head + data)
        assert found is None or found.extent(3) is None or len(found.extent(3)) == 2


@pytest.mark.parametrize("long", [False, True])
def test_outlines_tell_how_high_a_glyph_is(long):
    glyph = struct.pack(">5h", 1, 0, -200, 500, 700) + bytes(2)
    addresses = (0, len(glyph), len(glyph))
    index = (
        struct.pack(">3I", *addresses) if long else struct.pack(">3H", *(n // 2 for n in addresses))
    )
    head = bytes(18) + struct.pack(">H", 1000) + bytes(30) + struct.pack(">hh", long, 0)
    at, tables, bodies = 12 + 16 * 3, b"", b""
    for tag, body in ((b"head", head), (b"loca", index), (b"glyf", glyph)):
        tables += struct.pack(">4sIII", tag, 0, at + len(bodies), len(body))
        bodies += body
    found = outlines(b"\0\1\0\0" + struct.pack(">4H", 3, 0, 0, 0) + tables + bodies)
    assert found is not None
    assert [found.extent(at) for at in range(4)] == [(-0.2, 0.7), (0, 0), None, None]
