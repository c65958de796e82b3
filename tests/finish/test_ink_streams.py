"""Colours of content streams as inks, and black text that overprints."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from report.diagnostics import Diagnostic
from report.resources import bundled_root
from tests.tools.inkwell import (
    BLUE,
    content,
    form,
    in_inks,
    left_in_rgb,
    page_of,
    switched,
    turned,
)

LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([0.9643, 1, 0.8251]))])
BLUE_TEXT = " ".join(str(value) for value in BLUE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1 1 1 rg", "0 0 0 0 k"),
        ("0 0 0 rg", "0 0 0 1 k"),
        ("0 0 0 RG", "0 0 0 1 K"),
        ("0.25 g", "0 0 0 0.75 k"),
        ("0.25 G", "0 0 0 0.75 K"),
        (f"{BLUE_TEXT} rg", "1 0.5 0 0.1 k"),
        (f"{BLUE_TEXT} RG", "1 0.5 0 0.1 K"),
        ("0 1 0 rg", "1 0 1 0 k"),
        ("2 -1 7 rg", "0 1 0 0 k"),
        ("0.1 0.2 0.3 0.4 k", "0.1 0.2 0.3 0.4 k"),
    ],
)
def test_a_colour_becomes_inks(before, after):
    assert turned(f"{before} 0 0 9 9 re f") == [after, "0 0 9 9 re", "f"]


def test_a_colour_in_a_space_of_its_own_becomes_inks():
    steps = turned("/lab cs 100 0 0 scn 0 0 9 9 re f", ColorSpace={"lab": LAB})

    # The space itself begins with black.
    assert steps == ["0 0 0 1 k", "0 0 0 0 k", "0 0 9 9 re", "f"]


def test_a_lab_colour_is_the_one_that_the_screen_shows():
    steps = turned("/lab cs 32.3 79.19 -107.86 scn 0 0 9 9 re f", ColorSpace={"lab": d65()})

    cyan, magenta, yellow, black = (float(value) for value in steps[1].split()[:4])
    assert (cyan, magenta, yellow, black) == pytest.approx((1, 1, 0, 0), abs=0.02)


def d65() -> Array:
    return Array([Name.Lab, Dictionary(WhitePoint=Array([0.950456, 1, 1.089058]))])


def test_device_cmyk_of_a_style_sheet_stays_as_it_is():
    assert turned("/DeviceCMYK cs 0 1 0 0 scn 0 0 9 9 re f")[1:] == [
        "0 1 0 0 k",
        "0 0 9 9 re",
        "f",
    ]


def test_the_space_is_restored_with_the_graphics_state():
    steps = turned("/DeviceCMYK cs q /DeviceRGB cs 0 1 0 scn Q 0 1 0 0 scn 0 0 9 9 re f")

    assert steps[-3:] == ["0 1 0 0 k", "0 0 9 9 re", "f"]


def test_a_form_may_use_the_space_of_what_draws_it():
    pdf = page_of("/DeviceRGB cs /X Do")
    inner = form(pdf, "0 1 0 scn 0 0 9 9 re f")
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)

    assert content(in_inks(pdf).pages[0].Resources.XObject.X)[0] == "1 0 1 0 k"


def test_a_spot_colour_is_a_separation_that_all_pages_share():
    pdf = page_of("1 0 0 rg 0 0 9 9 re f 1 0 0 RG 1 1 m 9 9 l S")
    pdf.pages.append(pdf.pages[0])
    in_inks(pdf)

    assert content(pdf.pages[0])[2:4] == ["/InkSpot1 cs", "1 scn"]
    assert content(pdf.pages[1])[6:8] == ["/InkSpot1 CS", "1 SCN"]
    first, second = (page.Resources.ColorSpace.InkSpot1 for page in pdf.pages)
    assert first.objgen == second.objgen and first.is_indirect
    assert list(first)[:3] == [Name.Separation, Name("/HKS 14 K"), Name.DeviceCMYK]
    assert [float(value) for value in first[3].C1] == [0, 1, 1, 0]
    assert b"/HKS#2014#20K" in first[1].unparse()


def test_an_unknown_space_is_a_finding():
    odd = Array([Name.DeviceN, Array([Name.Gold]), Name.DeviceRGB, Dictionary()])

    with pytest.raises(Diagnostic) as caught:
        turned("/odd cs 1 scn 0 0 9 9 re f", ColorSpace={"odd": odd})

    (finding,) = caught.value.findings
    assert finding.code.id == "X320" and "DeviceN" in finding.message


def described(words: str) -> bytes:
    """The profile of a screen that describes itself with these words, of eight letters."""
    profile = (bundled_root() / "assets/icc/sRGB2014.icc").read_bytes()
    assert profile.count(b"sRGB2014") == 1 and len(words) == 8
    return profile.replace(b"sRGB2014", words.encode())


def test_a_profile_is_srgb_when_it_describes_itself_so():
    def colour(profile: bytes) -> list[str]:
        pdf = page_of("/own cs 0 1 0 scn 0 0 9 9 re f")
        space = Array([Name.ICCBased, pdf.make_stream(profile, N=3)])
        pdf.pages[0].obj.Resources.ColorSpace = Dictionary(own=space)
        return content(in_inks(pdf).pages[0])

    assert "1 0 1 0 k" in colour(described("sRGB own"))
    # It is mentioned elsewhere in the file, or in another name.
    for profile in (described("Adobe 98") + b"sRGB", described("e-sRGB 2"), b"sRGB"):
        with pytest.raises(Diagnostic) as caught:
            colour(profile)
        assert "other than sRGB" in caught.value.findings[0].message


def test_unused_spaces_are_gone():
    pdf = in_inks(page_of("0 g", ColorSpace={"lab": LAB}))

    assert Name.ColorSpace not in pdf.pages[0].Resources


def text(*steps: str) -> str:
    return f"BT /F 10 Tf 1 0 0 1 9 9 Tm {' '.join(steps)} ET"


def test_small_black_text_overprints_and_what_follows_does_not():
    steps = turned(text("0 g (black) Tj 1 g (white) Tj 0 0 1 rg (blue) Tj 0 0 0 rg (black) Tj"))

    assert switched(steps) == [True, False, False, True]


@pytest.mark.parametrize(
    ("steps", "overprints"),
    [
        ("(inherited black) Tj", True),
        ("0.1 0.1 0.2 rg (black by the theme) Tj", True),
        ("0.2 g (a tint) Tj", False),
        ("1 0 0 rg (a spot colour) Tj", False),
        ("0 0 0 1 k (black ink) Tj", True),
        ("0 0.1 0 1 k (rich black) Tj", False),
        ("/F 12 Tf (as large as the limit) Tj", False),
        ("/F 24 Tf 0.4 0 0 0.4 0 0 Tm (made smaller) Tj", True),
        ("/F 9 Tf 2 0 0 2 0 0 Tm (made larger) Tj", False),
        ("1 Tr 1 G (white outlines) Tj", False),
        ("1 Tr 1 g 0 G (black outlines) Tj", True),
        ("2 Tr 0 g 1 0 1 RG (both) Tj", False),
        ("3 Tr (invisible) Tj", False),
        ("/half gs (half covering) Tj", False),
        ("/half gs /full gs (covering again) Tj", True),
        ("/multiply gs (mixed with what is below) Tj", False),
    ],
)
def test_which_text_overprints(steps, overprints):
    states = {
        "half": Dictionary(ca=0.5),
        "full": Dictionary(ca=1),
        "multiply": Dictionary(BM=Name.Multiply),
    }

    assert switched(turned(text(steps), ExtGState=states)) == [overprints]


def test_the_size_on_paper_counts_inside_forms_too():
    pdf = page_of("q 0.5 0 0 0.5 0 0 cm /X Do Q")
    inner = form(pdf, "0 g " + text("/F 20 Tf (ten points on paper) Tj"))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=inner)
    in_inks(pdf)

    assert switched(content(pdf.pages[0].Resources.XObject.X)) == [True]


def test_nothing_but_text_is_painted_while_overprinting_is_on():
    before = text("(a) Tj") + " 0 0 9 9 re f 1 1 m 2 2 l S q " + text("(b) Tj") + " Q /X Do"
    steps = turned(before)
    on = False
    stack = []
    for step in steps:
        stack = [*stack, on] if step == "q" else stack
        if step == "Q":
            on, stack = stack[-1], stack[:-1]
        on = {"/InkOverprint gs": True, "/InkKnockOut gs": False}.get(step, on)
        assert not (on and re.search(r"\b(re|m|f|S|Do)$", step)), steps
    assert switched(steps) == [True, True]


def test_no_state_is_set_between_a_path_and_its_painting():
    steps = turned(text("(a) Tj") + " 1 1 m 9 9 l 9 1 l h f")

    assert steps[steps.index("1 1 m") - 1] == "/InkKnockOut gs"
    assert steps[steps.index("1 1 m") :] == ["1 1 m", "9 9 l", "9 1 l", "h", "f"]


def test_the_switches_are_in_the_resources():
    pdf = in_inks(page_of(text("(a) Tj")))
    states = pdf.pages[0].Resources.ExtGState

    assert dict(states.InkOverprint.items()) == {
        "/Type": Name.ExtGState,
        "/op": True,
        "/OP": True,
        "/OPM": 1,
    }
    assert states.InkKnockOut.op is False and states.InkKnockOut.OP is False


def test_overprinting_that_was_there_is_gone():
    pdf = in_inks(page_of("/s gs 1 g 0 0 9 9 re f", ExtGState={"s": Dictionary(op=True, OPM=1)}))

    assert list(pdf.pages[0].Resources.ExtGState.s.keys()) == []


PARTS = st.sampled_from([0.0, 0.1, 0.4, 0.6, 1.0])
COLOUR = st.one_of(
    st.tuples(PARTS, st.sampled_from(["g", "G"])),
    st.tuples(PARTS, PARTS, PARTS, st.sampled_from(["rg", "RG"])),
    st.tuples(PARTS, PARTS, PARTS, PARTS, st.sampled_from(["k", "K"])),
    st.tuples(st.sampled_from(["/DeviceRGB cs", "/lab CS", "/DeviceGray cs"])),
).map(lambda parts: " ".join(str(part) for part in parts))
PAINT = st.sampled_from(
    ["0 0 9 9 re f", "1 1 m 9 9 l S", text("(a) Tj"), text("1 Tr (b) Tj"), "/half gs"]
)
BLOCK = st.recursive(
    st.lists(st.one_of(COLOUR, PAINT), max_size=6).map(" ".join),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: f"q {' '.join(parts)} Q"),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(BLOCK)
def test_any_stream_keeps_its_shape_and_loses_its_colours(block):
    pdf = page_of(block, ColorSpace={"lab": LAB}, ExtGState={"half": Dictionary(ca=0.5)})
    before = content(pdf.pages[0])
    in_inks(pdf)
    after = content(pdf.pages[0])

    assert [step for step in after if not COLOURED.search(step)] == [
        step for step in before if not COLOURED.search(step)
    ]
    assert not [step for step in after if re.search(r"\b(g|G|rg|RG|cs|CS|sc|SC)$", step)] or any(
        "InkSpot" in step for step in after
    )
    assert left_in_rgb(pdf) == []
    assert_black_alone_overprints(after)


COLOURED = re.compile(r"\b(g|G|rg|RG|k|K|cs|CS|scn|SCN)$|^/Ink\w+ gs$")


def assert_black_alone_overprints(steps: list[str]) -> None:
    state = {"k": "", "K": "", "mode": "0", "over": False}
    stack: list[dict[str, object]] = []
    for step in steps:
        operator = step.split()[-1]
        if operator == "q":
            stack.append(dict(state))
        elif operator == "Q":
            state = stack.pop()  # type: ignore[assignment]
        elif operator in ("k", "K"):
            state[operator] = step
        elif operator in ("scn", "SCN"):
            state[{"scn": "k", "SCN": "K"}[operator]] = step
        elif operator == "Tr":
            state["mode"] = step.split()[0]
        elif step.startswith("/Ink") and operator == "gs":
            state["over"] = step == "/InkOverprint gs"
        elif operator == "Tj" and state["over"]:
            paint = state["k"] if state["mode"] == "0" else state["K"]
            assert str(paint).split()[:4] == ["0", "0", "0", "1"], steps


def test_broken_nesting_is_left_alone():
    assert turned("Q Q 0 g q") == ["Q", "Q", "0 0 0 1 k", "q"]
