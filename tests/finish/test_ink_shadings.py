"""Gradients in inks: like the screen's in between, exact at the stops, and without jumps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from report.diagnostics import Diagnostic
from report.finish.ink_functions import segments
from report.finish.ink_shadings import turn_shading
from report.finish.ink_spaces import Source, source_of
from report.finish.ink_turns import GreyTurn, InkTurn
from report.ink.conversion import Press
from report.ink.policy import Inks
from report.ink.values import Cmyk, Ink
from report.pdf.colours import RGB
from tests.tools.inkwell import BLUE, INK, RED, Plain, plates
from tests.tools.pressing import PROFILE, SRGB

WHITE, BLACK, GREEN = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0), (0.0, 1.0, 0.0)
TURN = InkTurn(Plain())


def straight(first: Sequence[float], last: Sequence[float], power: float = 1) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array(first), C1=Array(last), N=power
    )


def stitched(bounds: Sequence[float], *functions: Any, domain: Sequence[float] = (0, 1)) -> Any:
    return Dictionary(
        FunctionType=3,
        Domain=Array(domain),
        Bounds=Array(bounds),
        Encode=Array([0, 1] * len(functions)),
        Functions=Array(functions),
    )


def shading(function: Any, **entries: Any) -> Dictionary:
    made = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([0, 0, 200, 0]),
        Domain=function.get(Name.Domain, Array([0, 1])),
        Function=function,
    )
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def in_inks(function: Any, **entries: Any) -> Dictionary:
    made = shading(function, **entries)
    turn_shading(made, TURN)
    return made


def at(function: Any, x: float) -> tuple[float, ...]:
    """A function's value, from the left at a stop."""
    domain = [float(side) for side in function.Domain]
    parts = segments(function, domain[0], domain[1])
    return next(part for part in parts if x <= part.end).at(x)


def test_the_ends_are_exact_builds_and_the_middle_is_what_the_screen_shows():
    function = in_inks(straight(BLUE, GREEN)).Function

    assert at(function, 0) == (1.0, 0.5, 0.0, 0.1)
    assert at(function, 1) == (1.0, 0.0, 1.0, 0.0)
    middle = Plain().by_profile((0.0, 0.7, 0.3))
    fading = zip(middle, (1.0, 0.5, 0.0, 0.1), Plain().by_profile(BLUE), strict=True)
    expected = [plain + 0.5**6 * (build - screen) for plain, build, screen in fading]
    assert at(function, 0.5) == pytest.approx(expected, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([WHITE, BLACK, BLUE, INK, RED, GREEN]),
            st.tuples(*[st.floats(0, 1).map(lambda part: round(part, 3))] * 3),
        ),
        min_size=2,
        max_size=4,
    )
)
def test_no_gradient_jumps(stops):
    parts = [straight(one, other) for one, other in pairwise(stops)]
    bounds = [number / len(parts) for number in range(1, len(parts))]
    function = in_inks(stitched(bounds, *parts)).Function

    values = [at(function, step / 300) for step in range(301)]
    steps = [max(abs(a - b) for a, b in zip(*pair, strict=True)) for pair in pairwise(values)]
    assert max(steps) < 0.06
    assert all(0 <= value <= 1 for row in values for value in row)
    for number, stop in enumerate(stops):
        exact = TURN.values(source(stop))
        assert at(function, number / len(parts)) == pytest.approx(exact, abs=1e-5)


def source(rgb: Sequence[float]) -> Any:
    return source_of(RGB, rgb)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (BLACK, (0.0, 0.4, 0.53)),
        (BLACK, (0.8, 0.13, 0.2)),
        ((0.13,) * 3, (0.0, 0.4, 0.53)),
        ((1.0, 0.8, 0.01), BLACK),
    ],
)
def test_dark_gradients_are_dark_as_soon_as_black_is_not_alone(
    first: Sequence[float], last: Sequence[float]
) -> None:
    """Black alone is a fifth lighter than the darkest of four inks."""
    press = Press(PROFILE, SRGB)
    policy = Inks(press, {}, 3.0)
    made = shading(straight(first, last))
    turn_shading(made, InkTurn(policy))

    def lightness(inks: Sequence[float]) -> float:
        return float(press.lab(numpy.rint(numpy.array([inks]) * 255).astype(numpy.uint8))[0, 0])

    def on_screen(x: float) -> Cmyk:
        red, green, blue = (a + x * (b - a) for a, b in zip(first, last, strict=True))
        return policy.by_profile((red, green, blue))

    steps = [x / 40 for x in range(41)]
    printed = [lightness(at(made.Function, x)) for x in steps]
    black_first = first[0] == first[1] == first[2]
    inside = [x for x in range(41) if (14 <= x <= 38 if black_first else 2 <= x <= 26)]
    assert all(abs(printed[x] - lightness(on_screen(steps[x]))) < 2.5 for x in inside)
    rising = printed if black_first else printed[::-1]
    assert all(later > earlier - 1 for earlier, later in pairwise(rising))


def test_between_two_tints_of_black_there_is_only_black():
    function = in_inks(stitched([0.5], straight(BLACK, INK), straight(INK, WHITE))).Function

    for step in range(101):
        cyan, magenta, yellow, _ = at(function, step / 100)
        assert (cyan, magenta, yellow) == (0, 0, 0)
    assert at(function, 0.75)[3] == pytest.approx(0.5, abs=0.01)


def test_neutral_gradients_follow_the_greys_of_the_policy():
    class Curved(Plain):
        def of(self, rgb):
            return Ink((0.0, 0.0, 0.0, (1 - rgb[0]) ** 2))

    made = shading(straight(BLACK, WHITE))
    turn_shading(made, InkTurn(Curved()))

    assert at(made.Function, 0.5)[3] == pytest.approx(0.25, abs=0.01)


def test_a_sharp_stop_stays_sharp():
    parts = (straight(RED, RED), straight(RED, GREEN), straight(GREEN, GREEN))
    function = in_inks(stitched([0.4, 0.4], *parts)).Function

    assert [float(bound) for bound in function.Bounds] == [0.4]
    assert at(function, 0.4) == (0.0, 1.0, 1.0, 0.0)
    assert at(function, 0.4001) == pytest.approx((1.0, 0.0, 1.0, 0.0), abs=0.001)


def test_an_exponent_is_followed():
    function = in_inks(straight(WHITE, GREEN, power=3)).Function

    assert at(function, 0.5)[0] == pytest.approx(0.125, abs=0.01)


def test_a_domain_and_a_reversed_part_are_kept():
    backwards = stitched([2], straight(WHITE, GREEN), straight(GREEN, GREEN), domain=(1, 3))
    backwards.Encode = Array([1, 0, 0, 1])
    made = in_inks(backwards)

    assert [float(side) for side in made.Function.Domain] == [1, 3]
    assert at(made.Function, 1) == pytest.approx((1, 0, 1, 0))
    assert at(made.Function, 2) == pytest.approx((0, 0, 0, 0), abs=1e-6)


def test_sampled_functions_and_rows_of_functions_are_read():
    pdf = Pdf.new()
    table = Stream(pdf, bytes([255, 255, 255, 0, 255, 0]))
    table.FunctionType, table.BitsPerSample = 0, 8
    table.Domain, table.Size, table.Range = Array([0, 1]), Array([2]), Array([0, 1] * 3)
    row = Array([straight([1], [0]), straight([1], [1]), straight([1], [0])])
    made = in_inks(table, Domain=Array([0, 1])), shading(Dictionary())
    made[1].Function, made[1].Domain = row, Array([0, 1])
    turn_shading(made[1], TURN)

    for one in made:
        assert at(one.Function, 0.5) == pytest.approx((0.5, 0, 0.5, 0), abs=0.01)


def test_gradients_in_grey_are_black_and_those_of_masks_are_untouched():
    grey = shading(straight([1], [0]), ColorSpace=Name.DeviceGray)
    before = grey.unparse()
    turn_shading(grey, GreyTurn())
    assert grey.unparse() == before
    turn_shading(grey, TURN)
    assert at(grey.Function, 0.5) == pytest.approx((0, 0, 0, 0.5), abs=0.01)
    assert grey.ColorSpace == Name.DeviceCMYK


def test_a_mask_keeps_the_lightness_of_coloured_gradients():
    made = shading(straight(RED, GREEN))
    turn_shading(made, GreyTurn())

    assert made.ColorSpace == Name.DeviceGray
    assert made.Function.FunctionType == 2
    assert [float(made.Function.C0[0]), float(made.Function.C1[0])] == [0.3, 0.59]


def test_the_background_of_a_gradient_is_turned():
    made = in_inks(straight(WHITE, GREEN), Background=Array(BLUE))

    assert [float(value) for value in made.Background] == [1.0, 0.5, 0.0, 0.1]


def test_inks_between_stops_have_no_more_in_total_than_those_around_them():
    class Heavy(Plain):
        def of(self, rgb):
            return Ink((1.0, 1.0, 0.0, 1.0)) if rgb == BLUE else Ink(self.by_profile(rgb))

        def by_profile(self, rgb) -> Cmyk:
            return (0.0, 0.9, 0.9, 0.4 + 0.6 * rgb[1]) if rgb != BLUE else (0.0, 0.9, 0.9, 0.4)

    made = shading(straight(BLUE, GREEN))
    turn_shading(made, InkTurn(Heavy()))

    assert max(sum(at(made.Function, step / 100)) for step in range(101)) <= 3.0001


def test_stops_given_in_inks_keep_to_the_limit():
    class Thin(Plain):
        limit = 2.0

    turn = InkTurn(Thin())
    heavy = Source(cmyk=(1.0, 0.5, 0.5, 1.0))
    assert turn.smooth(heavy) == turn.values(heavy) == (0.5, 0.25, 0.25, 1.0)
    assert turn.smooth(Source(cmyk=(0.0, 1.0, 0.0, 0.0))) == (0.0, 1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    "broken",
    [
        {"ShadingType": 1},
        {"ShadingType": 6},
        {"Function": Dictionary(FunctionType=4, Domain=Array([0, 1]))},
    ],
)
def test_other_kinds_of_gradient_are_a_finding(broken):
    with pytest.raises(Diagnostic) as caught:
        turn_shading(shading(straight(WHITE, BLUE), **broken), TURN)

    assert [finding.code.id for finding in caught.value.findings] == ["X320"]


def test_a_press_sees_the_same_gradient(tmp_path):
    made = in_inks(straight(WHITE, GREEN), Extend=Array([True, True]))
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 20))
    page.obj.Resources = Dictionary(Shading=Dictionary(S=made))
    page.obj.Contents = pdf.make_stream(b"/S sh")

    strip = plates(pdf, tmp_path)[10]
    assert strip[100, 0] == pytest.approx(0.5, abs=0.02)
    assert strip[100, 1] == pytest.approx(0, abs=0.01)
    assert strip[-2, 2] == pytest.approx(1, abs=0.02)
