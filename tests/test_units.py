from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.units import Length, PageBoxes, Rect, Size, mm, pt, px

lengths = st.floats(-1e4, 1e4, allow_nan=False).map(Length)


@pytest.mark.parametrize(
    ("text", "points"),
    [("72pt", 72), ("25.4mm", 72), ("2.54 cm", 72), ("1in", 72), ("96px", 72), ("6pc", 72)],
)
def test_every_unit_is_read(text: str, points: float) -> None:
    assert Length.parse(text).pt == pytest.approx(points)


@pytest.mark.parametrize("text", ["", "3", "mm", "3 furlongs", "3mm4", "3e5mm", "٣mm", "--3mm"])
def test_what_is_no_length_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length such as 3mm"):
        Length.parse(text)


@given(lengths)
def test_css_reads_back_as_the_same_length(length: Length) -> None:
    text = length.css

    assert "e" not in text.removesuffix("pt")
    assert Length.parse(text).pt == pytest.approx(length.pt, abs=1e-4)


@given(lengths, lengths)
def test_lengths_add_and_compare_like_numbers(one: Length, two: Length) -> None:
    assert (one + two - two).pt == pytest.approx(one.pt, abs=1e-6)
    assert (one < two) == (one.pt < two.pt)
    assert (2 * one / 2).pt == pytest.approx(one.pt)


def test_lengths_say_what_they_are_in_other_units() -> None:
    assert mm(25.4).inches == pytest.approx(1)
    assert pt(72).mm == pytest.approx(25.4)
    assert px(96).pt == pytest.approx(72)
    assert pt(36).px == pytest.approx(48)
    assert str(mm(3)) == "3 mm"
    assert str(Length.parse("0.125in")) == "3.18 mm" and str(mm(3.174)) == "3.17 mm"


def test_a_rectangle_contains_what_lies_inside_or_nearly_so() -> None:
    outer = Rect(pt(0), pt(0), pt(100), pt(50))

    assert outer.contains(outer.inset(pt(1)))
    assert outer.contains(outer.inset(pt(-0.005)))
    assert not outer.contains(outer.inset(pt(-0.5)))
    assert not outer.contains(Rect(pt(90), pt(0), pt(20), pt(10)))
    assert not outer.contains(Rect(pt(0), pt(45), pt(20), pt(10)))


def test_the_boxes_of_a_page_lie_one_inside_the_other() -> None:
    boxes = PageBoxes.of(Size(mm(210), mm(297)), bleed=mm(5), safe=mm(4))

    assert boxes.bleed.contains(boxes.trim) and boxes.trim.contains(boxes.safe)
    assert boxes.bleed.x.mm == pytest.approx(-5)
    assert boxes.bleed.right.mm == pytest.approx(215)
    assert boxes.safe.bottom.mm == pytest.approx(293)


def test_boxes_of_another_size_have_the_same_bleed_and_safety() -> None:
    boxes = PageBoxes.of(Size(mm(100), mm(210)), mm(5), mm(4)).resized(Size(mm(97), mm(210)))

    assert boxes == PageBoxes.of(Size(mm(97), mm(210)), mm(5), mm(4))
