"""Each rule of the press fires on a real PDF that breaks it, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report.diagnostics import Area, Severity
from report.preflight.press import preflight
from report.preflight.registry import rules
from tests.tools.press_pdfs import (
    BLEED,
    MEDIA,
    ROOT,
    TRIM,
    Change,
    clean,
    coated,
    drawing,
    inspected,
    picture,
    spoilt,
    with_resource,
    words,
)

RIGHT, TOP = MEDIA[2], MEDIA[3]


def pages(change: Any, *numbers: int) -> Change:
    """Return what changes some pages, or all."""

    def each(pdf: Pdf) -> None:
        for number in numbers or range(1, len(pdf.pages) + 1):
            change(pdf.pages[number - 1].obj)

    return each


def placed(pixels: int, **entries: Any) -> tuple[Change, Change]:
    """Return what places a picture of so many pixels, an inch wide."""
    make = with_resource("XObject", "New", lambda pdf: picture(pdf, pixels, **entries))
    return make, drawing("0 0 0 1 k 72 0 0 72 60 110 cm /New Do")


def ink(name: str) -> Any:
    """Return what makes the space of a spot ink."""

    def make(pdf: Pdf) -> Any:
        tint = Dictionary(
            FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=Array([1, 0, 0, 0])
        )
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])

    return make


def tried(space: str, tint: str = "1") -> tuple[Change, Change]:
    """Return what paints in a spot ink."""
    return (
        with_resource("ColorSpace", space.split()[-1], ink(space)),
        drawing(f"/{space.split()[-1]} cs {tint} scn 60 110 20 20 re f"),
    )


def root(**entries: Any) -> Change:
    """Return what changes the catalogue."""

    def change(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return change


def gradient(pdf: Pdf) -> Any:
    """Return a gradient in RGB."""
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1])
    )
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([60, 110, 80, 110]),
        Function=function,
    )


def by_program(pdf: Pdf) -> Any:
    """Return a gradient in inks that a small program mixes."""
    limits = {"FunctionType": 4, "Domain": Array([0, 1]), "Range": Array([0, 1] * 4)}
    program = Stream(pdf, b"{ dup 0 exch 0 exch 0 mul }", Dictionary(**limits))
    return Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([60, 110, 80, 110]),
        BBox=Array([60, 110, 80, 130]),
        Function=pdf.make_indirect(program),
    )


def own_font(pdf: Pdf) -> Any:
    """Return a font whose only letter is a square."""
    square = pdf.make_stream(b"800 0 0 0 700 700 d1 0 0 700 700 re f")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 700, 700]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=square),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([800]),
        Resources=Dictionary(),
    )


def forget_font(pdf: Pdf) -> None:
    """Take the font's file out."""
    below = pdf.pages[0].obj.Resources.Font.F.DescendantFonts[0]
    del below.FontDescriptor["/FontFile2"]


def calls_itself(pdf: Pdf) -> None:
    """Add a form that draws itself."""
    form = Stream(
        pdf,
        b"/Loop Do",
        Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10])),
    )
    pdf.pages[0].obj.Resources.XObject.Loop = pdf.make_indirect(form)
    form.Resources = Dictionary(XObject=Dictionary(Loop=pdf.pages[0].obj.Resources.XObject.Loop))
    pdf.pages[1].contents_add(b"q /Loop Do Q")


def note(pdf: Pdf) -> None:
    """Add a sticky note."""
    rect = Array([60, 110, 80, 130])
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=rect, Contents=b"Right photo?")
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])


def annotation(**entries: Any) -> Change:
    """Return what adds an annotation to the second page."""

    def change(pdf: Pdf) -> None:
        added = Dictionary(Type=Name.Annot, Rect=Array([60, 110, 80, 130]), **entries)
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(added)])

    return change


def comment(pdf: Pdf) -> None:
    """Add a stamp that is blended in RGB."""
    shown = form(pdf, b"0.5 0 0 0 k 0 0 20 20 re f", Group=RGB_GROUP)
    annotation(Subtype=Name.Stamp, F=4, AP=Dictionary(N=shown))(pdf)


def field(pdf: Pdf) -> None:
    """Add a field to fill in."""
    annotation(Subtype=Name.Widget, FT=Name.Tx, T=b"Name")(pdf)
    pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[1].obj.Annots)


def xobject(pdf: Pdf, content: bytes, kind: str, **entries: Any) -> Any:
    """Return an external object of a kind."""
    return pdf.make_indirect(
        Stream(pdf, content, Dictionary(Type=Name.XObject, Subtype=Name(f"/{kind}"), **entries))
    )


def form(pdf: Pdf, content: bytes, **entries: Any) -> Any:
    """Return a form."""
    return xobject(pdf, content, "Form", BBox=Array([0, 0, *MEDIA[2:]]), **entries)


def state(**entries: Any) -> tuple[Change, Change]:
    """Return what draws in a graphics state."""
    make = with_resource("ExtGState", "New", lambda pdf: Dictionary(**entries))
    return make, drawing("/New gs 0 0 0 1 k 60 110 20 20 re f")


def masked(pdf: Pdf) -> Any:
    """Return a state with a soft mask of words, in a font that is not inside."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    words = b"BT 1 g /G 20 Tf 60 110 Td (Words) Tj ET"
    shape = form(pdf, words, Group=group, Resources=Dictionary(Font=Dictionary(G=font)))
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=shape))


def attach(pdf: Pdf) -> None:
    """Attach a file."""
    pdf.attachments["prices.txt"] = b"what it costs"


def half_clear(pdf: Pdf) -> Any:
    """Return a state in which all is drawn half transparent."""
    return Dictionary(ca=0.5)


def intent(**entries: Any) -> Change:
    """Return what changes the output intent."""

    def change(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.Root.OutputIntents[0][f"/{name}"] = value

    return change


def not_for_press(pdf: Pdf) -> None:
    """Embed the profile of a screen."""
    profile = (ROOT / "assets" / "icc" / "sRGB2014.icc").read_bytes()
    stream = Stream(pdf, profile, Dictionary(N=3))
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_indirect(stream)


def unlabelled(pdf: Pdf) -> None:
    """Take away what the file says of itself."""
    del pdf.Root["/Metadata"]


RGB_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
CMYK_GROUP = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
SCRIPT = Dictionary(S=Name.JavaScript, JS=b"app.alert(1)")
LAYER = Dictionary(Type=Name.OCG, Name=b"Swedish")
CURVE = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)
SCREEN = Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round)
PATCH = b"0.5 0 0 0 k 60 110 20 20 re f"
VEILED = (
    with_resource("ExtGState", "Half", half_clear),
    pages(lambda page: page.update({"/Group": CMYK_GROUP})),
    drawing("/Half gs 0 0 0 0 k 50 50 120 30 re f"),
)
"""A white veil over the ground, blended in CMYK."""
SPOILT: dict[str, tuple[str, tuple[Change, ...]]] = {
    "RGB area": ("X101", (drawing("1 0 0 rg 60 110 20 20 re f"),)),
    "RGB line": ("X101", (drawing("1 0 0 RG 1 w 60 110 20 20 re S"),)),
    "RGB text": ("X101", (drawing(words(10, 60, 130, "0 0 0 rg")),)),
    "RGB picture": ("X101", placed(300, space=Name.DeviceRGB)),
    "RGB gradient": (
        "X101",
        (
            with_resource("Shading", "New", gradient),
            drawing("60 110 20 20 re W n /New sh"),
        ),
    ),
    "font not inside": ("X102", (forget_font,)),
    "font not inside a soft mask": (
        "X102",
        (
            pages(lambda page: page.update({"/Group": CMYK_GROUP})),
            with_resource("ExtGState", "New", masked),
            drawing("/New gs 0 0 0 1 k 60 110 20 20 re f"),
        ),
    ),
    "coarse picture": ("X103", placed(149)),
    "coarse scan": ("X103", placed(549, space=Name.DeviceGray, BitsPerComponent=1)),
    "rather coarse picture": ("X104", placed(224)),
    "rather coarse scan": ("X104", placed(799, space=Name.DeviceGray, BitsPerComponent=1)),
    "too much ink": ("X105", (drawing("0.9 0.9 0.9 0.9 k 60 110 40 40 re f"),)),
    "black of four inks": ("X106", (drawing(words(10, 60, 130, "0.6 0.5 0.5 0.9 k")),)),
    "small text in two inks": (
        "X107",
        (drawing(words(6, 60, 130, "1 0.5 0 0 k", "/Knock gs")),),
    ),
    "small white text": ("X107", (drawing(words(6, 60, 60, "0 0 0 0 k", "/Knock gs")),)),
    "thin line": ("X108", (drawing("0 0 0 1 K 0.2 w 60 130 m 200 130 l S"),)),
    "line without width": ("X108", (drawing("0 0 0 1 K 0 w 60 130 m 200 130 l S"),)),
    "scaled line": ("X108", (drawing("0 0 0 1 K .1 0 0 .1 0 0 cm 1 w 600 1300 m 900 1300 l S"),)),
    "thin area": ("X108", (drawing("0 0 0 1 k 60 130 100 0.2 re f"),)),
    "small type": ("X109", (drawing(words(4.5, 60, 130)),)),
    "no bleed": ("X110", (drawing(f"0.5 0 0 0 k {BLEED} 40 100 60 re f"),)),
    "less bleed": ("X110", (drawing(f"0.5 0 0 0 k {RIGHT - 60} 40 {60 - 3} 60 re f"),)),
    "nearly at the edge": ("X110", (drawing(f"0.5 0 0 0 k 50 150 20 {TRIM[3] - 151} re f"),)),
    "bleed cut off": (
        "X110",
        (pages(lambda page: page.update({"/BleedBox": Array(TRIM)}), 3),),
    ),
    "text near the edge": ("X111", (drawing(words(10, BLEED + 6, 130)),)),
    "text across the edge": ("X111", (drawing(words(10, BLEED - 6, 130)),)),
    "no trim": ("X112", (pages(lambda page: page.__delitem__("/TrimBox")),)),
    "trim out of bleed": (
        "X112",
        (pages(lambda page: page.update({"/BleedBox": Array([20, 0, RIGHT, TOP])}), 1, 2, 4),),
    ),
    "five pages": ("X113", (lambda pdf: pdf.pages.append(pdf.pages[0]),)),
    "blended in RGB": ("X114", (pages(lambda page: page.update({"/Group": RGB_GROUP}), 1),)),
    "blended nowhere": (
        "X114",
        (
            with_resource("ExtGState", "Half", half_clear),
            drawing("/Half gs 0.5 0 0 0 k 60 110 20 20 re f"),
        ),
    ),
    "group blended in RGB": (
        "X114",
        (
            with_resource("XObject", "New", lambda pdf: form(pdf, PATCH, Group=RGB_GROUP)),
            drawing("/New Do"),
        ),
    ),
    "a comment with a group": ("X114", (comment,)),
    "small white text on a veil": (
        "X107",
        (*VEILED, drawing(words(6, 60, 60, "0 0 0 0 k", "/Knock gs"))),
    ),
    "black cut out of a veil": (
        "X115",
        (*VEILED, drawing(words(10, 60, 60, before="/Knock gs"))),
    ),
    "black cut out": ("X115", (drawing(words(10, 160, 60, before="/Knock gs")),)),
    "grey cut out": ("X115", (drawing(words(10, 160, 60, "0 g")),)),
    "white overprints": ("X116", (drawing(words(10, 160, 60, "0 0 0 0 k")),)),
    "white area overprints": ("X116", (drawing("/Over gs 0 0 0 0 k 60 60 20 20 re f"),)),
    "white set to overprint": (
        "X116",
        (
            with_resource("ExtGState", "Loose", lambda pdf: Dictionary(op=True, OPM=0)),
            drawing("/Loose gs 0 0 0 0 k 60 60 20 20 re f"),
        ),
    ),
    "note": ("X117", (note,)),
    "link": ("X117", (annotation(Subtype=Name.Link, Border=Array([0, 0, 0])),)),
    "form field": ("X117", (field,)),
    "no intent": ("X118", (lambda pdf: pdf.Root.__delitem__("/OutputIntents"),)),
    "intent without profile": (
        "X118",
        (lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"),),
    ),
    "intent of a screen": ("X118", (not_for_press,)),
    "two intents": (
        "X118",
        (lambda pdf: pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0]),),
    ),
    "transfer function": ("X119", state(TR=CURVE)),
    "PostScript": (
        "X119",
        (
            with_resource("XObject", "New", lambda pdf: xobject(pdf, b"showpage", "PS")),
            drawing("/New Do"),
        ),
    ),
    "action": ("X119", (root(OpenAction=Dictionary(S=Name.Launch, F=b"a.exe")),)),
    "script": (
        "X119",
        (
            root(
                Names=Dictionary(
                    JavaScript=Dictionary(Names=Array([b"a", SCRIPT])),
                )
            ),
        ),
    ),
    "larger page": (
        "X120",
        (
            pages(
                lambda page: page.update(
                    {
                        "/TrimBox": Array([TRIM[0], TRIM[1], TRIM[2], TRIM[3] + 72]),
                        "/BleedBox": Array([0, 0, RIGHT, TOP + 72]),
                        "/MediaBox": Array([0, 0, RIGHT, TOP + 72]),
                    }
                ),
                4,
            ),
        ),
    ),
    "content that draws itself": ("X121", (calls_itself,)),
    "spot ink": ("X122", tried("PANTONE 3015 C")),
    "no label": ("X123", (unlabelled,)),
    "letters that are drawings": (
        "X124",
        (
            with_resource("Font", "Own", own_font),
            drawing("/Over gs 0 0 0 1 k BT /Own 10 Tf 60 130 Td (a) Tj ET"),
        ),
    ),
    "turned page": ("X125", (pages(lambda page: page.update({"/Rotate": 180}), 1),)),
    "enlarged page": ("X125", (pages(lambda page: page.update({"/UserUnit": 1.25})),)),
    "moved page": (
        "X125",
        (pages(lambda page: page.update({"/MediaBox": Array([-10, -10, RIGHT, TOP])})),),
    ),
    "colour overprints": (
        "X126",
        (drawing("/Over gs 0 0 1 0 k 60 60 20 20 re f"),),
    ),
    "other condition": ("X127", (intent(OutputConditionIdentifier=b"FOGRA47"),)),
    "layers": (
        "X128",
        (root(OCProperties=Dictionary(OCGs=Array([LAYER]), D=Dictionary())),),
    ),
    "attachment": ("X128", (attach,)),
    "halftone": ("X128", state(HT=SCREEN)),
    "one ink by two names": ("X129", (*tried("PANTONE 3015 C"), *tried("Pantone 3015 CVC"))),
    "registration colour": ("X131", tried("All", "0.4")),
    "registration colour at full strength": ("X131", tried("All")),
    "gradient by a program": (
        "X130",
        (with_resource("Shading", "New", by_program), drawing("/New sh")),
    ),
    "more inks than a press has": (
        "X130",
        tuple(change for number in range(13) for change in tried(f"Ink{number}")),
    ),
}
ALSO = {
    "one ink by two names": {"X122"},
    "more inks than a press has": {"X122"},
    "registration colour at full strength": {"X105"},
    "a comment with a group": {"X117"},
    "form field": {"X119"},
}
"""What has to be said besides: two names are two inks, for one."""


def codes(data: bytes) -> set[str]:
    """Return the codes of all that is found in a file."""
    return {each.code.id for each in inspected(data).findings}


def test_the_clean_file_is_clean() -> None:
    result = inspected(clean())
    assert result.findings == ()
    assert {each.code for each in result.checks if each.answered} == {
        id for id, rule in rules().items() if rule.stage == "press"
    }


@pytest.mark.parametrize("case", SPOILT)
def test_a_rule_fires_and_only_it(case: str) -> None:
    code, changes = SPOILT[case]
    assert codes(spoilt(*changes)) == {code} | ALSO.get(case, set())


def test_every_rule_of_the_press_has_a_file_that_breaks_it_and_no_other() -> None:
    asked = {id for id, rule in rules().items() if rule.stage == "press"}
    alone = {code for case, (code, _) in SPOILT.items() if case not in ALSO}

    assert asked == {f"X{number}" for number in range(101, 132)}
    assert {code for code, _ in SPOILT.values()} == asked
    # A spot ink by two names is a spot ink: nothing breaks that rule without the one of these.
    assert asked - alone == {"X129"}


FINE: dict[str, tuple[Change, ...]] = {
    "tint of black": (drawing("0.5 g 60 110 20 20 re f"),),
    "fine picture": placed(225),
    "fine scan": placed(800, space=Name.DeviceGray, BitsPerComponent=1),
    "a colour as a picture": placed(1),
    "ink just at the limit": (drawing("0.5 0.75 0.75 1 k 60 110 40 40 re f"),),
    "large black of four inks": (drawing(words(14, 60, 130, "0.6 0.5 0.5 0.9 k", "/Knock gs")),),
    "small white text on paper": (drawing(words(6, 60, 130, "0 0 0 0 k", "/Knock gs")),),
    "small grey text": (drawing(words(6, 60, 130, "0 0 0 0.6 k", "/Knock gs")),),
    "small dots": (drawing("0 0 0 1 k 60 130 0.2 0.2 re f"),),
    "invisible words at the edge": (drawing(f"3 Tr {words(10, BLEED, 130)}"),),
    "thin line beside the page": (
        pages(lambda page: page.update({"/MediaBox": Array([0, 0, RIGHT + 50, TOP])})),
        drawing(f"0 0 0 1 K 0.1 w {RIGHT + 10} 50 m {RIGHT + 10} 100 l S"),
    ),
    "an edge that a picture covers": (
        drawing(f"0.5 0 0 0 k {BLEED} 40 50 30 re f 0.5 0 0.1 0 k 0 35 80 40 re f"),
    ),
    "two areas that make one": (
        drawing(f"0.5 0 0 0 k 0 40 {BLEED + 1} 30 re f {BLEED} 40 50 30 re f"),
    ),
    "white area at the edge": (drawing(f"0 0 0 0 k {BLEED} 40 50 60 re f"),),
    "black cut out of paper": (drawing(words(10, 60, 130, before="/Knock gs")),),
    "black cut out of a tint of black": (
        drawing(f"0 0 0 0.2 k 55 125 100 20 re f {words(10, 60, 130, before='/Knock gs')}"),
    ),
    "black blended into its ground": (
        with_resource("ExtGState", "Mix", lambda pdf: Dictionary(op=False, BM=Name.Multiply)),
        pages(lambda page: page.update({"/Group": CMYK_GROUP})),
        drawing(words(10, 160, 60, before="/Mix gs")),
    ),
    "small white text on a veil over paper": (
        *VEILED[:2],
        drawing("/Half gs 0 0 0 0 k 55 125 120 20 re f"),
        drawing(words(6, 60, 130, "0 0 0 0 k", "/Knock gs")),
    ),
    "blended in CMYK": (pages(lambda page: page.update({"/Group": CMYK_GROUP}), 1),),
    "registration marks outside the bleed": (
        pages(lambda page: page.update({"/MediaBox": Array([0, 0, RIGHT + 50, TOP])})),
        with_resource("ColorSpace", "All", ink("All")),
        drawing(f"/All CS 1 SCN 0.25 w {RIGHT + 10} 50 m {RIGHT + 40} 50 l S"),
    ),
    "printer's mark": (
        pages(
            lambda page: page.update(
                {
                    "/Annots": Array(
                        [
                            Dictionary(
                                Type=Name.Annot,
                                Subtype=Name.PrinterMark,
                                Rect=Array([60, 110, 80, 130]),
                            )
                        ]
                    )
                }
            ),
            1,
        ),
    ),
    "the condition by its measurement": (intent(OutputConditionIdentifier=b"FOGRA39L"),),
}


@pytest.mark.parametrize("case", FINE)
def test_what_can_be_printed_is_no_finding(case: str) -> None:
    assert codes(spoilt(*FINE[case])) == set()


def test_without_a_trim_nobody_knows_what_reaches_the_edge() -> None:
    edge = drawing(f"0.5 0 0 0 k {BLEED} 40 100 60 re f {words(10, BLEED + 6, 130)}")
    for trim in (None, [0, 0, 0, 0]):
        boxes = {} if trim is None else {"/TrimBox": Array(trim)}
        change = pages(lambda page, boxes=boxes: (page.__delitem__("/TrimBox"), page.update(boxes)))
        result = inspected(spoilt(edge, change))
        assert {each.code for each in result.checks if not each.answered} == {"X110", "X111"}


def test_findings_say_where_and_how_many() -> None:
    (found,) = inspected(
        spoilt(
            drawing("1 0 0 rg 60 110 20 20 re f", 3),
            drawing("1 0 0 RG 1 w 90 110 20 20 re S 90 140 20 20 re S", 3),
        )
    ).findings
    assert found.message == "an area, 2 lines in RGB, not in inks (page 3)"
    assert found.area == Area(3, found.area.rect if found.area else None)
    assert found.area and found.area.rect
    sides = (found.area.rect.x.pt, found.area.rect.y.pt, found.area.rect.width.pt)
    assert sides == pytest.approx((60 - BLEED, TRIM[3] - 130, 20))
    assert str(found.mark) == "it.pdf"
    assert "print shop's profile" in found.help


def test_numbers_are_those_of_the_file() -> None:
    def message(case: str) -> str:
        (found,) = inspected(spoilt(*SPOILT[case][1])).findings
        return found.message

    assert "a picture has 149 pixels per inch; 150 are the least" in message("coarse picture")
    assert "359 % of the paper; 300 % is the limit" in message("too much ink")  # 8-bit plates
    assert "“Words on paper” of 6 pt is white on a ground of ink" in message("small white text")
    assert message("scaled line").startswith("a line is 0.1 pt thin; 0.25 pt is the thinnest")
    assert "has no width" in message("line without width")
    assert "runs to the left edge and ends there; the bleed is 3 mm" in message("no bleed")
    assert "runs to the right edge and ends 1.94 mm beyond it" in message("less bleed")
    assert message("five pages").startswith("5 pages are not a multiple of 4: 1 too many")
    assert message("no trim").endswith("as on pages 2–4 (page 1)")
    assert "106 × 96 mm, and 106 × 71 mm elsewhere" in message("larger page")
    assert "“PANTONE 3015 C”" in message("spot ink")
    assert "made for “FOGRA47”; the preset prints “FOGRA39”" in message("other condition")
    assert "Yellow 100 % overprints" in message("colour overprints")


def test_limits_are_those_of_the_preset() -> None:
    data = spoilt(drawing("0.5 0.75 0.75 1 k 60 110 40 40 re f"), drawing(words(6, 60, 130)))
    assert inspected(data).findings == ()
    printer = coated().model_copy(update={"ink_limit": 280, "page_multiple": 3})
    found = inspected(data, printer).findings
    assert {each.code.id for each in found} == {"X105", "X113"}


def test_white_that_does_not_overprint_is_a_note() -> None:
    for case, severity in (
        ("white set to overprint", Severity.NOTE),
        ("white area overprints", Severity.ERROR),
    ):
        (found,) = inspected(spoilt(*SPOILT[case][1])).findings
        assert found.severity is severity


def test_the_name_of_a_condition_does_not_make_its_profile() -> None:
    def other_profile(pdf: Pdf) -> None:
        data = (ROOT / "assets" / "icc" / "PSO_Uncoated_ISO12647_eci.icc").read_bytes()
        stream = Stream(pdf, data, Dictionary(N=4))
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_indirect(stream)

    own = inspected(clean()).printed
    assert own is not None
    known = own.intents[0].digest
    assert preflight("it.pdf", clean(), coated(), known).findings == ()
    (found,) = preflight("it.pdf", spoilt(other_profile), coated(), known).findings
    assert (found.code.id, found.severity) == ("X127", Severity.WARNING)
    assert "FOGRA39" in found.message and "PSO" in found.message
    assert "in place of “ISOcoated_v2_300_bas.icc”" in found.message


def test_a_profile_known_by_its_bytes_needs_no_name() -> None:
    data = spoilt(intent(OutputConditionIdentifier=b"Custom"))
    (named,) = inspected(data).findings
    assert named.code.id == "X127"
    printed = inspected(data).printed
    assert printed is not None
    assert preflight("it.pdf", data, coated(), printed.intents[0].digest).findings == ()
