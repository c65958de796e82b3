"""Places of a locator: fields of a grid, and where they lie from each other."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from report.content.blocks.locator import Place, cells
from report.content.descriptions import description
from report.content.load import load
from report.desk import options_reader
from report.diagnostics import Diagnostic
from report.resources import Project
from report.settings import read_language

from ..conftest import HEAD, ROOT, NewProject, pointed


def place(name: str, at: str = "", **more: object) -> Place:
    return Place.model_validate({"name": name, "at": at, **more})


def edition(locator: str) -> str:
    return (
        f"{HEAD}sections:\n  - section:\n      title: S\n      blocks:\n        - locator:\n"
        + "".join(f"            {line}\n" for line in locator.splitlines())
    )


def test_fields_are_moved_to_the_first_column_and_row() -> None:
    assert cells([place("a", "C4"), place("b", "e5")]) == ((0, 0), (2, 1))


def test_places_are_told_from_others_in_any_order() -> None:
    found = cells(
        [
            place("Here"),
            place("Far", "2 north-east of  the town"),
            place("The  Town", "WEST of here"),
            place("X", "south of far", id="x"),
            place("Y", "south-east of x"),
        ]
    )

    assert found == ((1, 2), (2, 0), (0, 2), (2, 1), (3, 2))


@pytest.mark.parametrize("at", ["3", "B0", "AB3", "north", "above x", "north of", "-1 north of x"])
def test_what_is_no_place_is_refused(at: str) -> None:
    with pytest.raises(ValidationError, match="no place in the sketch"):
        place("a", at)


@pytest.mark.parametrize(
    ("locator", "code", "says"),
    [
        ("places: [{name: A}, ¶{name: B}]", "C105", "nothing says where “B” stands"),
        ("places: [{name: A}, {name: B, at: ¶north of C}]", "C109", "no place called “C”"),
        ("places: [{name: A, at: B1}, {name: B, at: ¶b1}]", "C106", "stands where “A” is"),
        (
            "places: [{name: A}, {name: B, at: ¶north of B}]",
            "C106",
            "lead back to it",
        ),
        ("places: ¶[{name: A, at: A1}, {name: B, at: N1}]", "C106", "14 columns and 1 rows"),
        ("places: [{name: A}]\nroutes: [{from: A, to: ¶Bee}]", "C109", "no place called “Bee”"),
        ("places: [{name: A}]\nroutes: [¶{from: A, to: a}]", "C106", "to itself"),
        (
            "places: [{name: A}, {name: A, at: B2}, {name: B, at: C1}]\n"
            "routes: [{from: B, to: ¶A}]",
            "C109",
            "the name of 2 places",
        ),
        (
            "places: [{name: A, only: press}, {name: B, at: ¶north of A}]",
            "C106",
            "“A” is for press only",
        ),
    ],
)
def test_slips_are_marked_where_they_stand(
    locator: str, code: str, says: str, new_project: NewProject
) -> None:
    text, mark = pointed(edition(locator))
    project = new_project(text)

    with pytest.raises(Diagnostic) as caught:
        load(project, "small", options_reader(project))

    finding = next(each for each in caught.value.findings if each.code.id == code)
    assert says in finding.message
    assert str(finding.mark).endswith(f"edition.yaml:{mark}")


def test_a_near_name_is_offered_as_it_is_written(new_project: NewProject) -> None:
    project = new_project(
        edition("places: [{name: Old Harbour}]\nroutes: [{from: Old Harbor, to: Old Harbour}]")
    )

    with pytest.raises(Diagnostic) as caught:
        load(project, "small", options_reader(project))

    assert caught.value.findings[0].help == "did you mean “Old Harbour”?"


def test_every_icon_is_named_in_the_reference_and_in_every_language() -> None:
    icons = sorted(path.stem for path in (ROOT / "assets" / "icons").glob("*.svg"))
    words = description(Place, "icon").replace("\n", " ")
    listed = words.partition("brings ")[2].rstrip(".").replace(" and ", ", ").split(", ")

    assert [each.strip() for each in listed] == icons
    for language in (ROOT / "templates" / "languages").glob("*.yaml"):
        read = read_language(Project.at(ROOT), language.stem)
        assert sorted(read.icons) == icons, language
