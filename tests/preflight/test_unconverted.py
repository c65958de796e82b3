"""What is not in inks is not judged as if it were."""

from __future__ import annotations

from typing import Any

import pytest

from report.papers.values import result_of
from report.pdf.printed import Colour, Painted, Picture, PrintedPage
from report.preflight.unconverted import in_words, unconverted, unmeasured
from report.units import Length, Rect
from tests.tools.press_pdfs import clean, drawing, inspected, picture, spoilt, with_resource

WHERE = Rect(Length(0), Length(0), Length(9), Length(9))
BOXES = {"TrimBox": (5.0, 5.0, 85.0, 85.0), "BleedBox": (0.0, 0.0, 90.0, 90.0)}
BLACK = Colour("DeviceCMYK", (0, 0, 0, 1), "", {"Black": 1.0})


def page(*things: Painted) -> Any:
    return unconverted(PrintedPage(1, BOXES, painted=things))


def thing(colour: Colour | None, kind: Any = "fill", **given: Any) -> Painted:
    return Painted(kind, 1, given.pop("rect", WHERE), colour, **given)


@pytest.mark.parametrize(
    ("painted", "names"),
    [
        (thing(Colour("DeviceRGB")), "RGB"),
        (thing(Colour("ICCBased", (), "DeviceRGB")), "RGB"),
        (thing(Colour("Indexed", (), "Lab")), "Lab"),
        (thing(Colour("Pattern", (), "CalRGB")), "RGB"),
        (thing(None, "image", picture=Picture(1, 1, (1, 1), "Indexed", "DeviceRGB")), "RGB"),
        (thing(BLACK), ""),
        (thing(Colour("ICCBased", (), "DeviceCMYK")), ""),
        (thing(Colour("Separation", (), "DeviceRGB", {"PANTONE 3015 C": 1.0})), ""),
        (thing(None, "image", picture=Picture(1, 1, (1, 1), "DeviceN", "DeviceRGB")), ""),
        (thing(None, "image", picture=Picture(1, 1, (1, 1), "DeviceGray")), ""),
        (thing(Colour("DeviceRGB"), inked=False), ""),
        (thing(Colour("DeviceRGB"), opacity=0.0), ""),
        (thing(Colour("DeviceRGB"), rect=Rect(*(Length(each) for each in (95, 0, 9, 9)))), ""),
    ],
)
def test_only_what_is_seen_and_has_no_inks_counts(painted: Painted, names: str) -> None:
    assert in_words(page(painted).values()) == names


def test_a_rule_is_unmeasured_by_what_it_asks_about() -> None:
    text = thing(Colour("DeviceRGB"), "text")
    pages = [page(text, thing(BLACK)), page(thing(BLACK, "text")), page()]

    assert unmeasured("X106", pages) == "RGB on 1 page"
    assert unmeasured("X106", pages[:1]) == "RGB"
    assert unmeasured("X105", [page(thing(Colour("Lab"))), page(text)]) == "Lab and RGB"
    assert unmeasured("X106", [page(thing(Colour("DeviceRGB"), "image"))]) == ""
    assert unmeasured("X103", pages) == ""


def results(*changes: Any) -> dict[str, str]:
    checks = inspected(spoilt(*changes)).checks
    return {each.code: result_of(each) + f" {each.unmeasured}".rstrip() for each in checks}


def test_a_page_in_rgb_leaves_its_inks_unmeasured_and_nothing_else() -> None:
    asked = results(drawing("1 0 0 rg 60 110 20 20 re f"))

    unknown = {code: result for code, result in asked.items() if "RGB" in result}
    assert unknown == dict.fromkeys(("X105", "X116", "X126", "X130"), "not measured RGB on 1 page")
    assert asked["X101"] == "error"
    assert asked["X106"] == "passed"


def test_what_another_rule_says_worse_is_not_praised() -> None:
    make = with_resource("XObject", "New", lambda pdf: picture(pdf, 72))
    asked = results(make, drawing("0 0 0 1 k 72 0 0 72 60 110 cm /New Do"))

    assert (asked["X103"], asked["X104"]) == ("error", "see X103")
    assert {each.code: each.see for each in inspected(clean()).checks if each.see} == {}
