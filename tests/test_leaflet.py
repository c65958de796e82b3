"""A leaflet from an edition to its two sides on paper, and what is said where it cannot be one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from report.build import Outcome, build, make
from report.delivery import deliver
from report.desk import Job, open_desk
from report.units import mm

from .conftest import DAY, HEAD, NewProject

JOB = Job("small", DAY, "press")
RULE = ".block-text { border-top: 0.1pt solid black }"


def leaflet(pages: int = 6, language: str = "en-US") -> str:
    """An edition of so many short pages."""
    head = HEAD.replace("en-US", language) + "format: dl-leaflet\nsections:\n"
    return head + "".join(
        f"  - section:\n      id: p{number}\n      title: Page {number}\n"
        f"      blocks: [{{text: Words {number}.}}]\n"
        for number in range(1, pages + 1)
    )


def codes(outcome: Outcome) -> set[str]:
    return {each.code.id for each in outcome.findings if each.severity.word != "note"}


def words(path: Path) -> list[str]:
    """The pages on each side, from left to right, as their words say."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = []
        for page in pdf:
            text = page.get_textpage()
            places = []
            for number in range(1, 20):
                search = text.search(f"Words {number}", match_whole_word=True)
                if hit := search.get_next():
                    places.append((text.get_charbox(hit[0])[0], str(number)))
            found.append(" ".join(number for _, number in sorted(places)))
        return found


def test_six_pages_become_two_sides(new_project: NewProject) -> None:
    outcome = build(new_project(leaflet()), JOB)

    assert outcome.written and codes(outcome) <= {"T204"}
    assert (outcome.pages, outcome.blanks) == (6, 0)
    assert words(outcome.path) == ["2 6 1", "3 4 5"]
    with pikepdf.open(outcome.path) as pdf:
        left, bottom, right, top = (float(side) for side in pdf.pages[0].trimbox)
    assert (right - left, top - bottom) == pytest.approx((mm(297).pt, mm(210).pt), abs=0.01)


def test_another_build_writes_the_same_bytes(new_project: NewProject) -> None:
    project = new_project(leaflet())

    once, twice = (build(project, JOB).path.read_bytes() for _ in range(2))

    assert once == twice


def test_read_from_right_to_left_the_front_is_at_the_left(new_project: NewProject) -> None:
    bundled = new_project()
    english = bundled.read(bundled.find("en.yaml", ["templates/languages"])).decode()
    arabic = english.replace("direction: ltr", "direction: rtl")
    project = new_project(leaflet(language="ar"), {"/templates/languages/ar.yaml": arabic})

    outcome = build(project, replace(JOB, target="proof"))

    assert words(outcome.path) == ["1 6 2", "5 4 3"]


@pytest.mark.parametrize(
    ("pages", "sides"),
    [(5, ["2 1", "3 4 5"]), (7, ["2 6 1", "3 4 5", "7", ""])],
)
def test_a_wrong_number_of_pages_is_an_error_and_can_be_proofed(
    pages: int, sides: list[str], new_project: NewProject
) -> None:
    project = new_project(leaflet(pages))

    printed, proof = build(project, JOB), build(project, replace(JOB, target="proof"))

    assert not printed.written and "T104" in codes(printed) and "X301" not in codes(printed)
    assert proof.written and words(proof.path) == sides
    assert proof.blanks == -pages % 6


def test_a_leaflet_has_no_cover_of_its_own_though_the_preset_binds(
    new_project: NewProject,
) -> None:
    outcome = build(new_project(leaflet()), replace(JOB, printer="fogra39-bound"))

    assert outcome.written and outcome.others == ()
    assert not {"X301", "X303", "X304"} & codes(outcome)
    assert words(outcome.path) == ["2 6 1", "3 4 5"]


@pytest.mark.parametrize("target", ["booklet", "booklet-full"])
def test_a_leaflet_is_no_booklet(target: str, new_project: NewProject) -> None:
    project = new_project(leaflet())

    outcome = build(project, replace(JOB, target=target))
    asked = build(project, replace(JOB, target=target, format="dl-leaflet"))

    (finding,) = outcome.findings
    assert (finding.code.id, str(finding.mark)) == ("X313", "editions/small/edition.yaml:5:9")
    assert "--target press" in finding.help
    assert [each.code.id for each in asked.findings] == ["X313"]
    assert not outcome.written and not outcome.path.exists()


def test_findings_name_page_panel_and_line(new_project: NewProject, tmp_path: Path) -> None:
    bundled = new_project()
    style = bundled.read(bundled.find("text.css", ["templates/blocks"])).decode() + RULE
    project = new_project(leaflet(), {"/templates/blocks/text.css": style})

    made = make(open_desk(project, JOB), tmp_path)

    found = [each for each in made.findings if each.code.id == "X108"]
    places = ["1, panel 3", "2, panel 1", "3, panel 1", "4, panel 2", "5, panel 3", "6, panel 2"]
    assert [each.message[each.message.index(" (page") :] for each in found] == [
        f" (page {place} of the {'inside' if 3 <= page <= 5 else 'outside'})"
        for page, place in enumerate(places, 1)
    ]
    assert [each.mark.line for each in found if each.mark] == [*range(10, 34, 4)]
    assert [each.area.page for each in found if each.area] == [1, 2, 3, 4, 5, 6]


def test_the_print_shop_is_told_how_to_fold(new_project: NewProject) -> None:
    handover = deliver(new_project(leaflet()), JOB).handover

    assert handover is not None
    letter = " ".join((handover.folder / "README.txt").read_text("utf-8").split())
    assert "Folding letter fold (C-fold)" in letter and "folded 100 × 210 mm" in letter
    assert "Outside from the left: page 2 (97 mm), page 6 (100 mm), page 1 (100 mm)" in letter
    assert "Inside from the left: page 3 (100 mm), page 4 (100 mm), page 5 (97 mm)" in letter
    (proof,) = handover.folder.glob("*-proof.pdf")
    (press,) = handover.folder.glob("*-press.pdf")
    assert words(proof) == words(press) == ["2 6 1", "3 4 5"]


@pytest.mark.parametrize("pages", [1, 2])
def test_a_single_leaf_stays_one(pages: int, new_project: NewProject) -> None:
    project = new_project(leaflet(pages).replace("dl-leaflet", "a5"))

    outcome = build(project, JOB)

    assert outcome.written and codes(outcome) <= {"T204"} and outcome.blanks == 0
    with pikepdf.open(outcome.path) as pdf:
        assert len(pdf.pages) == pages
