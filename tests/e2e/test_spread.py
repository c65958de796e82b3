"""A picture across a spread: whole on paper, one picture to those who listen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from report.build import Outcome, build
from report.desk import Job
from report.diagnostics import Finding
from report.pdf.structure import read_structure
from report.units import mm

from ..conftest import DAY, HEAD, NewProject

ALT = "A low sun over dark waves."
SPREAD = f"spread: {{id: sea, caption_at: right, photo: {{file: sea-sunset.jpg, alt: {ALT}}}}}"
ONE = "section: {title: One, blocks: [text: Words.]}"
BACK = "back_cover: {headline: Welcome}"


def edition(*pages: str) -> str:
    return HEAD + "sections:\n" + "".join(f"  - {page}\n" for page in pages)


def built(new_project: NewProject, text: str, target: str, **more: str) -> Outcome:
    return build(new_project(text), Job("small", DAY, target, **more))


def of(findings: Sequence[Finding], *codes: str) -> list[Finding]:
    return [each for each in findings if each.code.id in codes]


def test_on_the_screen_it_is_one_picture_with_one_description(new_project: NewProject) -> None:
    outcome = built(new_project, edition(ONE, SPREAD, ONE), "screen")

    assert outcome.written and not of(outcome.findings, "T105", "T106", "P316", "A301", "A302")
    structure = read_structure(outcome.path)
    (figure,) = structure.of_type("Figure")
    assert figure.alt.replace("\xa0", " ") == ALT
    assert tuple(figure.pages) == (1, 2)
    (caption,) = structure.of_type("Caption")
    assert "Low sun over waves" in caption.text and "Voortman" in caption.text


@pytest.mark.parametrize("printer", ["fogra39-coated", "fogra39-bound"])
def test_in_print_the_halves_meet_and_are_one_picture(
    printer: str, new_project: NewProject
) -> None:
    """With a cover of its own or without, and with blank pages at the end."""
    text = edition(ONE, SPREAD.replace("sea-sunset", "snow-forest-from-above"), ONE, ONE, BACK)
    outcome = built(new_project, text, "press", printer=printer, format="a5")

    assert outcome.written, list(map(str, outcome.findings))
    assert outcome.blanks > 0 and not of(outcome.findings, "T105", "T106", "X104", "X110", "P311")
    with pikepdf.open(outcome.path) as pdf:
        (left,), (right,) = (pdf.pages[number].get_images().values() for number in (1, 2))
        assert left.objgen == right.objgen
    (left, across), (right, _) = (placed(outcome.path, number) for number in (1, 2))
    assert right[0] == pytest.approx(left[0] - across, abs=0.01)
    assert right[2] == pytest.approx(left[2] - across, abs=0.01)
    assert (left[1], left[3]) == pytest.approx((right[1], right[3]), abs=0.01)


def placed(path: Path, number: int) -> tuple[tuple[float, ...], float]:
    """Return where the one picture of a page lies, and how wide the page is when trimmed."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number]
        (picture,) = page.get_objects([3], max_depth=4)
        left, _, right, _ = page.get_trimbox()
        return picture.get_bounds(), right - left
    finally:
        document.close()


def test_it_begins_on_a_left_hand_page_after_a_blank_one_if_need_be(
    new_project: NewProject,
) -> None:
    coarse = SPREAD.replace("sea-sunset", "dandelion-seeding")
    outcome = built(new_project, edition(ONE, ONE, coarse, ONE), "press")

    (finding,) = of(outcome.findings, "T105", "T102")
    assert (finding.code.id, finding.at) == ("T105", "sea")
    assert "page 3 is left blank" in finding.message
    assert outcome.written and outcome.pages == 6
    # What is found on printed pages is found on the right ones, blank pages counted: that this
    # picture is coarse has been said.
    assert of(outcome.findings, "P311") and not of(outcome.findings, "X104")


def test_a_press_file_with_the_halves_on_two_sides_is_not_made(new_project: NewProject) -> None:
    text = edition(ONE, SPREAD)
    screen, press = built(new_project, text, "screen"), built(new_project, text, "press")

    assert screen.written and not press.written
    (finding,) = of(press.findings, "T106")
    assert (
        finding.blocks
        and finding.mark
        and finding.mark.line == text[: text.index("spread")].count("\n") + 1
    )


@pytest.mark.parametrize(
    ("focus", "near"), [("50% 50%", True), ("58% 40%", False), ("20% 40%", False)]
)
def test_the_focal_point_stays_out_of_the_fold(
    focus: str, near: bool, new_project: NewProject
) -> None:
    spread = SPREAD.replace("jpg,", f"jpg, focus: {focus},")
    outcome = built(new_project, edition(ONE, spread, ONE), "screen")

    findings = of(outcome.findings, "P316")
    assert [each.at for each in findings] == ["sea"] * near
    if near:
        assert findings[0].mark is not None and findings[0].mark.column > 20
        assert focus in findings[0].message


def test_on_the_inner_panels_of_a_leaflet_it_reaches_from_edge_to_edge(
    new_project: NewProject,
) -> None:
    """The second of them is narrower than the format says."""
    text = edition(ONE, ONE, ONE, SPREAD, BACK)
    outcome = built(new_project, text, "screen", format="dl-leaflet")

    assert outcome.written and not of(outcome.findings, "T104", "T105", "T106")
    (first, wide), (second, narrow) = (placed(outcome.path, number) for number in (3, 4))
    bleed = mm(5).pt
    assert (wide, narrow) == pytest.approx((mm(100).pt, mm(97).pt), abs=0.1)
    assert first[0] == pytest.approx(-bleed, abs=0.1)
    assert second[0] == pytest.approx(-bleed - wide, abs=0.1)
    assert second[2] >= narrow + bleed
