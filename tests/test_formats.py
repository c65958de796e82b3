from __future__ import annotations

import pytest

from report.diagnostics import Diagnostic
from report.formats import Format
from report.resources import Project
from report.settings import names_of, read_format
from report.units import mm

from .conftest import ROOT, NewProject

BUNDLED = Project.at(ROOT)
FORMATS = names_of(BUNDLED, "format")
LEAFLET = (ROOT / "templates/formats/dl-leaflet.yaml").read_text()


@pytest.mark.parametrize("name", FORMATS)
def test_words_keep_to_the_safe_area_and_lines_end_on_the_page(name: str) -> None:
    page = read_format(BUNDLED, name)

    assert min(page.margins.top, page.margins.inner, page.margins.outer, page.bottom) > page.safe
    assert page.span(page.columns).pt == pytest.approx(page.measure.pt)
    gaps = page.gutter * (page.text_columns - 1)
    assert (page.text_column * page.text_columns + gaps).pt == pytest.approx(page.measure.pt)
    # Between 45 and 75 characters of 9.7 points, of which each takes about 0.46 em.
    assert 45 <= page.text_column.pt / (9.7 * 0.46) <= 75


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("a5", 148, 210), ("square-210", 210, 210), ("dl-leaflet", 100, 210)],
)
def test_small_formats_have_their_trim(name: str, width: float, height: float) -> None:
    page = read_format(BUNDLED, name)

    assert (page.trim.width, page.trim.height) == (mm(width), mm(height))


def test_the_panels_of_a_leaflet_make_an_a4_sheet_and_lie_back_to_back() -> None:
    page = read_format(BUNDLED, "dl-leaflet")
    assert page.fold

    sides = [[page.width_of(number).mm for number in side] for side in page.fold.sides]

    assert sides == [
        pytest.approx([97, 100, 100]),  # folded in, back, front
        pytest.approx([100, 100, 97]),
    ]
    assert [sum(side) for side in sides] == [pytest.approx(297)] * 2
    # A page too many begins another sheet, folded like the first.
    assert [page.width_of(number).mm for number in (7, 8)] == pytest.approx([100, 97])


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("- [2, 6, 1]", "- [2, 6, 6]", "each panel stands on one of the two sides"),
        ("- [3, 4, 5]", "- [3, 4]", "each panel stands on one of the two sides"),
        ("- [3, 4, 5]", "- [5, 4, 3]", "do not lie back to back"),
        ("[100mm, 97mm,", "[97mm, 97mm,", "do not lie back to back"),
    ],
)
def test_a_sheet_that_cannot_be_folded_is_an_error_at_its_line(
    right: str, wrong: str, words: str, new_project: NewProject
) -> None:
    project = new_project(files={"/templates/formats/odd.yaml": LEAFLET.replace(right, wrong)})

    with pytest.raises(Diagnostic) as caught:
        read_format(project, "odd")

    (finding,) = caught.value.findings
    assert words in finding.message
    line = LEAFLET[: LEAFLET.index("fold:")].count("\n") + 1
    assert finding.mark and finding.mark.line in (line, line + 1, line + 2)


def test_a_format_without_traits_has_two_columns_of_text() -> None:
    page = read_format(BUNDLED, "a4")

    assert isinstance(page, Format) and page.traits == () and page.text_columns == 2
    assert page.text_column.pt == pytest.approx(page.span(6).pt)


def test_a_format_says_only_what_differs(new_project: NewProject) -> None:
    text = "like: a4\nlabel: A4 of Smith\nbleed: 6mm\nmargins: {outer: 20mm}\n"
    project = new_project(files={"/templates/formats/smith-a4.yaml": text})
    page, base = read_format(project, "smith-a4"), read_format(project, "a4")

    assert (page.label, page.bleed, page.margins.outer) == ("A4 of Smith", mm(6), mm(20))
    assert (page.trim, page.lines, page.margins.top) == (base.trim, base.lines, base.margins.top)
    assert page.mark_of("bleed").file == "templates/formats/smith-a4.yaml"


def test_a_format_in_the_place_of_the_one_it_is_like(new_project: NewProject) -> None:
    project = new_project(files={"/templates/formats/a4.yaml": "like: a4\nbleed: 6mm\n"})
    with pytest.raises(Diagnostic) as caught:
        read_format(project, "a4")
    (finding,) = caught.value.findings

    assert (finding.code.id, str(finding.mark)) == ("X207", "templates/formats/a4.yaml:1:7")
    assert "such as smith-a4.yaml" in finding.help


def test_a_fold_is_given_as_a_whole(new_project: NewProject) -> None:
    text = "like: dl-leaflet\nfold: {panels: [100mm, 100mm]}\n"
    project = new_project(files={"/templates/formats/ours.yaml": text})
    with pytest.raises(Diagnostic) as caught:
        read_format(project, "ours")

    assert "sides" in caught.value.findings[0].message


def test_a_panel_may_be_as_wide_as_its_lines(new_project: NewProject) -> None:
    panels = "panels: [100mm, 99.749mm, 100mm, 100mm, 99.749mm, 100mm]"
    fold = f"fold: {{{panels}, sides: [[2, 6, 1], [3, 4, 5]]}}\n"
    margins = "margins: {top: 12mm, inner: 0.15mm, outer: 0.1mm}\n"
    text = f"like: dl-leaflet\nlabel: Ours\nwidth: 100mm\n{margins}{fold}"
    project = new_project(files={"/templates/formats/ours.yaml": text})

    page = read_format(project, "ours")

    assert page.fold and page.fold.panels[1].pt < page.measure.pt, "by less than can be cut"


def test_a_panel_is_no_narrower_than_its_lines(new_project: NewProject) -> None:
    text = "like: dl-leaflet\nwidth: 140mm\nlabel: Too wide\n"
    project = new_project(files={"/templates/formats/ours.yaml": text})
    with pytest.raises(Diagnostic) as caught:
        read_format(project, "ours")

    (finding,) = caught.value.findings
    assert "panel 1 is 100 mm wide, and the lines of the format are 122 mm" in finding.message
    assert "make the panel wider" in finding.help
