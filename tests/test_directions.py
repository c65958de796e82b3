from __future__ import annotations

import pytest
from markupsafe import Markup

from report.content.node import Words
from report.directions import begins_rightward, direction_of
from report.resources import Project
from report.settings import names_of, read_language
from report.typography import Typesetter

from .conftest import ROOT

BUNDLED = Project.at(ROOT)
MARK = "\u200e"


def setter(language: str) -> Typesetter:
    return Typesetter(read_language(BUNDLED, language), lambda _: "")


@pytest.mark.parametrize("name", names_of(BUNDLED, "language"))
def test_languages_say_the_direction_that_cldr_knows(name: str) -> None:
    assert read_language(BUNDLED, name).direction == direction_of(name)


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("zh-Hans-CN", "ltr"), ("x-y", "ltr")],
)
def test_the_direction_of_a_tag(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Photograph: A", True), ("(5) A", True), ("صورة: A", False), ("12", False), ("", False)],
)
def test_the_first_letter_decides(words: str, expected: bool) -> None:
    assert begins_rightward(words) is expected


def test_a_latin_credit_among_arabic_words_keeps_its_order() -> None:
    credit = "Photograph: Ann Other (CC0 1.0)"
    whole = '<span class="whole">(CC0 1.0)</span>'

    assert setter("en").credit(credit) == f"Photograph: Ann Other {whole}"
    assert setter("ar").credit(credit) == f'<span dir="ltr">Photograph: Ann Other {whole}</span>'
    assert setter("ar").credit("صورة: هدى (CC0 1.0)") == f"صورة: هدى {whole}"


def test_addresses_and_telephones_are_read_from_the_left_everywhere() -> None:
    made = setter("he")

    assert made.number("+46 8 123 45 67").startswith('<span dir="ltr">')
    assert made.address("ann@example.org").startswith('<span dir="ltr">')
    assert isinstance(made.number("<1>"), Markup) and "&lt;1" in made.number("<1>")
    assert setter("en").number("+46 8 123 45 67") == "+46 8 123 45 67"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("هو 23.4°.", f"هو {MARK}23.4°."),
        ("بين −5 و+7", f"بين {MARK}−5 و{MARK}+7"),
        (f"أي 2.5{MARK}%{MARK}", f"أي {MARK}2.5{MARK}%{MARK}"),
        ("450+", f"{MARK}450+"),
        ("عام 2026، 10.5", "عام 2026، 10.5"),
    ],
)
def test_signs_stay_at_their_figures(text: str, shown: str) -> None:
    assert setter("ar").line(Words(text)) == shown


def test_words_of_another_language_have_its_direction() -> None:
    assert 'dir="rtl"' in setter("en").line(Words("[سلام]{lang=ar} (peace)"))
    assert 'dir="ltr"' in setter("ar").line(Words("[Karolinska (KI)]{lang=sv}"))
    assert "dir=" not in setter("ar").line(Words("[שלום]{lang=he}"))
