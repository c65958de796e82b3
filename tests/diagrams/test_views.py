"""Sketches and diagrams as they are composed, and what is said of those that do not fit."""

from __future__ import annotations

import re

import pytest

from report.compose import compose
from report.composed import Composed, LayoutFacts
from report.desk import Job, open_desk

from ..conftest import DAY, HEAD, ROOT, NewProject
from .conftest import ComposeBlock

PLACES = """- locator:
    id: x
    places:
      - {name: Here, icon: city, highlight: true}
      - {name: There, at: east of Here, only: press}
      - {name: Yonder, at: south of Here, icon: harbour}
    routes:
      - {from: Here, to: There, time: 5 min}
      - {from: Here, to: Yonder, time: 9 min}
"""
ACTORS = """- actors:
    id: x
    title: Who
    tiers:
      - {name: Up, actors: [{name: One}, {name: Two, only: press}]}
      - {name: Down, actors: [{name: Three}]}
    links:
      - {from: One, to: [Two, Three], label: helps}
      - {from: Two, to: Three, label: knows, arrow: none}
"""


def alts(made: Composed) -> list[str]:
    return re.findall(r'alt="([^"]*)"', made.sections[0].html)


def codes(made: Composed) -> list[str]:
    return [each.code.id for each in made.findings]


def test_lines_are_told_in_words(compose_block: ComposeBlock) -> None:
    assert alts(compose_block(PLACES, "press")) == [
        *("city", "harbor"),
        *("between Here and There", "between Here and Yonder"),
    ]
    assert alts(compose_block(ACTORS, "press")) == [
        "from One to Two, Three",
        "between Two and Three",
    ]


def test_what_is_for_paper_alone_takes_its_lines_along(compose_block: ComposeBlock) -> None:
    places, actors = compose_block(PLACES), compose_block(ACTORS)

    assert alts(places)[-1] == "between Here and Yonder" and "5 min" not in places.sections[0].html
    assert alts(actors) == ["from One to Three"] and "knows" not in actors.sections[0].html
    assert codes(places) == codes(actors) == []


def test_icons_take_the_colours_of_the_theme(compose_block: ComposeBlock) -> None:
    made = compose_block(PLACES)

    icons = [each.piece.data for each in made.artworks if b'viewBox="0 0 24 24"' in each.piece.data]
    assert [b"#FFFFFF" in icon for icon in icons] == [True, False]
    assert not any(b"currentColor" in icon for icon in icons)


def test_a_sketch_has_the_height_that_is_asked_for(compose_block: ComposeBlock) -> None:
    made = compose_block(PLACES.replace("id: x", "id: x\n    lines: 20"))

    assert 'class="sketch" style="height: 280pt;' in made.sections[0].html


def test_a_sketch_higher_than_a_page_is_told(compose_block: ComposeBlock) -> None:
    made = compose_block(PLACES.replace("id: x", "id: x\n    lines: 51"), format="a4")

    assert codes(made) == ["T112"]


def test_names_without_room_are_printed_and_told(compose_block: ComposeBlock) -> None:
    names = ", ".join(
        f"{{name: {'Averylongname' * 9}{at}, at: {column}1}}" for at, column in enumerate("ABCDEF")
    )

    made = compose_block(f"- locator: {{id: x, places: [{names}]}}", format="dl-leaflet")

    assert codes(made) == ["T110"] * 6
    assert made.findings[0].at == "x" and made.findings[0].mark
    assert made.sections[0].html.count("Averylongname" * 9) == 6


def test_times_without_room_are_told(compose_block: ComposeBlock) -> None:
    time = "x" * 200
    made = compose_block(PLACES.replace("9 min", time))

    assert codes(made) == ["T110"] and "finds no room on its line" in made.findings[0].message
    assert time in made.sections[0].html


def test_a_line_behind_a_place_is_told(compose_block: ComposeBlock) -> None:
    wall = "".join(f"      - {{name: W{row}, at: B{row}}}\n" for row in range(1, 16))
    block = "- locator:\n    id: x\n    lines: 24\n    places:\n" + wall
    block += "      - {name: L, at: A8}\n      - {name: R, at: C8}\n"
    block += "    routes: [{from: L, to: R}]"

    made = compose_block(block, format="dl-leaflet")

    assert "T111" in codes(made)


def test_a_word_wider_than_its_box_is_told(compose_block: ComposeBlock) -> None:
    made = compose_block(ACTORS.replace("One", "O" * 200), format="dl-leaflet")

    assert codes(made) == ["T110"] and "wider than its box" in made.findings[0].message


@pytest.mark.parametrize(("count", "found"), [(18, []), (60, ["T112"])])
def test_a_diagram_higher_than_a_page_is_told(
    count: int, found: list[str], compose_block: ComposeBlock
) -> None:
    actors = ", ".join(f"{{name: Actor {at}, note: What it does}}" for at in range(count))
    block = f"- actors: {{id: x, tiers: [{{name: T, actors: [{actors}]}}]}}"

    made = compose_block(block, format="a5")

    assert codes(made) == found


def test_what_is_higher_than_a_page_is_set_closer(compose_block: ComposeBlock) -> None:
    actors = ", ".join(f"{{name: Actor {at}, note: What it does}}" for at in range(40))
    block = f"- actors: {{id: x, tiers: [{{name: T, actors: [{actors}]}}]}}"

    assert "--diagram-pad: 7pt" in compose_block(block, format="a4").sections[0].html
    assert "--diagram-pad: 4.5pt" in compose_block(block, format="a5").sections[0].html


def test_an_icon_without_a_word_in_the_language_is_a_finding(new_project: NewProject) -> None:
    drawing = (ROOT / "assets/icons/city.svg").read_bytes()
    block = PLACES.replace("icon: city", "icon: lighthouse").replace("\n", "\n        ")
    text = f"{HEAD}sections:\n  - section:\n      title: S\n      blocks:\n        {block}".rstrip()
    project = new_project(text + "\n", {"/assets/icons/lighthouse.svg": drawing})
    desk = open_desk(project, Job("small", DAY))

    (finding,) = compose(desk.manuscript, desk.means, LayoutFacts()).findings

    assert finding.code.id == "L201" and "English has no word for the icon" in finding.message
    assert finding.mark and finding.mark.file == "editions/small/edition.yaml"


MANY = """- actors:
    id: x
    tiers:
      - {name: Up, actors: [{name: One}, {name: Two}]}
      - {name: Down, actors: [{name: Three}, {name: Four}, {name: Five}]}
    links:
      - {from: One, to: [Three, Four], label: helps}
      - {from: Two, to: [Four, Five], arrow: none}
      - {from: Three, to: One, arrow: both}
"""


def test_many_links_on_a_narrow_page_are_a_list(compose_block: ComposeBlock) -> None:
    listed, drawn = compose_block(MANY, format="dl-leaflet"), compose_block(MANY, format="a4")

    assert "listed" in listed.sections[0].html and "listed" not in drawn.sections[0].html
    assert sorted(alts(listed)) == sorted(alts(drawn))
    assert '<span class="words">helps</span> Three, Four</p>' in listed.sections[0].html
