from __future__ import annotations

import pytest

from report.content.edition import Edition
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic, Severity
from report.resources import Project
from report.settings import (
    names_of,
    read_design,
    read_format,
    read_language,
    read_target,
    read_theme,
)
from report.units import mm

from .conftest import ROOT, SMALL, NewProject

BUNDLED = Project.at(ROOT)


def edition_of(text: str) -> Edition:
    return read_model(Edition, read_yaml(text.encode(), "edition.yaml"))


@pytest.mark.parametrize("what", ["format", "theme", "target", "language"])
def test_every_bundled_setting_can_be_read(what: str) -> None:
    readers = {
        "format": read_format,
        "theme": read_theme,
        "target": read_target,
        "language": read_language,
    }
    names = names_of(BUNDLED, what)

    assert names
    for name in names:
        assert readers[what](BUNDLED, name).label  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "width", "height"), [("a4", 210, 297), ("us-letter", 8.5 * 25.4, 11 * 25.4)]
)
def test_formats_have_their_trim_size_and_a_type_area_on_the_grid(
    name: str, width: float, height: float
) -> None:
    page = read_format(BUNDLED, name)

    assert page.trim.width.mm == pytest.approx(width)
    assert page.trim.height.mm == pytest.approx(height)
    assert page.bleed >= mm(3)
    assert page.bottom > page.safe and page.margins.outer > page.safe
    columns = page.span(1) * page.columns + page.gutter * (page.columns - 1)
    assert columns.pt == pytest.approx(page.measure.pt)
    assert page.span(page.columns).pt == pytest.approx(page.measure.pt)


def test_all_unknown_choices_are_named_at_once_with_the_nearest() -> None:
    text = SMALL.replace("language: en-US", "language: xx-US\nformat: us-leter\ntheme: nordik")

    with pytest.raises(Diagnostic) as caught:
        read_design(BUNDLED, edition_of(text))

    found = {
        str(each.mark): (each.code.id, each.message, each.help) for each in caught.value.findings
    }
    assert found["edition.yaml:3:9"] == (
        "C110",
        "there is no format “us-leter”",
        "did you mean “us-letter”?",
    )
    assert found["edition.yaml:4:8"][2] == "did you mean “nordic”?"
    assert found["edition.yaml:2:11"][1] == "there is no language “xx”"


def test_a_format_asked_for_comes_before_the_editions_own() -> None:
    design = read_design(BUNDLED, edition_of(SMALL), "us-letter")

    assert (design.format_name, design.theme_name, design.tag) == ("us-letter", "nordic", "en-US")


def test_a_projects_own_format_is_read_and_its_errors_are_marked(new_project: NewProject) -> None:
    bundled = (ROOT / "templates/formats/a4.yaml").read_text()
    project = new_project(
        files={
            "/templates/formats/a4.yaml": bundled.replace("210mm", "200mm"),
            "/templates/formats/odd.yaml": bundled.replace("210mm", "wide"),
        }
    )

    assert read_format(project, "a4").width.mm == pytest.approx(200)
    assert "odd" in names_of(project, "format")
    with pytest.raises(Diagnostic) as caught:
        read_format(project, "odd")
    (finding,) = caught.value.findings
    assert finding.mark and finding.mark.file == "templates/formats/odd.yaml"
    assert finding.mark.line > 1
    assert "“wide” is not a length" in finding.message


def test_a_language_falls_back_on_its_main_tag() -> None:
    assert read_language(BUNDLED, "en-US") == read_language(BUNDLED, "en")


def test_a_targets_severities_are_values() -> None:
    target = read_target(BUNDLED, "screen")

    assert target.use == "screen"
    assert all(isinstance(each, Severity) for each in target.profile.values())


def test_a_theme_names_only_colours_that_it_has() -> None:
    theme = read_theme(BUNDLED, "nordic")

    for role in (*theme.charts.series, theme.ground):
        assert role in theme.colours or role == "paper"
    assert theme.srgb("paper").upper() == "#FFFFFF"
    for face in theme.fonts:
        assert (ROOT / "assets" / "fonts" / face.file).is_file(), face.file
