from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.content.edition import Edition
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic, Severity
from report.finish.by_name import finisher
from report.finishers import finishers
from report.pictures import chart_style
from report.resources import Project
from report.settings import (
    COLOURS,
    SLOTS,
    BuiltInWords,
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


THEME = (ROOT / "templates/themes/nordic/theme.yaml").read_text()


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("series: [accent,", "series: [acent,", "C110 there is no colour “acent”; “accent”"),
        ("charts:\n", "ground: papper\ncharts:\n", "C110 there is no colour “papper”; “paper”"),
        ("family: Source Sans 3\n", "family: Sorce\n", "C110 there is no font “Sorce”; Source"),
        ("photo.column:", "photo.colum:", "C105 the slot “photo.column” is missing; “photo.colum”"),
        ("tint: {", "frost: {", "C105 the colour “tint” is missing; copy it from another theme"),
    ],
)
def test_a_theme_is_checked_where_it_is_read(
    right: str, wrong: str, found: str, new_project: NewProject
) -> None:
    text = THEME.replace(right, wrong)
    project = new_project(files={"/templates/themes/own/theme.yaml": text})

    with pytest.raises(Diagnostic) as caught:
        read_theme(project, "own")

    (finding,) = caught.value.findings
    message, _, help = found.partition("; ")
    assert f"{finding.code.id} {finding.message}" == message
    assert help in finding.help
    assert finding.mark and finding.mark.file == "templates/themes/own/theme.yaml"
    # A missing colour is marked where the colours begin.
    line = text[: text.index("ink: {" if "frost" in wrong else wrong)].count("\n") + 1
    assert finding.mark.line == line


def test_a_slot_wider_than_the_grid_is_an_error_at_its_columns(new_project: NewProject) -> None:
    text = THEME.replace("photo.page: {columns: 12", "photo.page: {columns: 60")
    project = new_project(files={"/templates/themes/nordic/theme.yaml": text})

    with pytest.raises(Diagnostic) as caught:
        read_design(project, edition_of(SMALL))

    (finding,) = caught.value.findings
    assert finding.message == "the slot “photo.page” is 60 columns wide; a4 has 12"
    assert finding.mark and finding.mark.file == "templates/themes/nordic/theme.yaml"
    assert finding.mark.line == text[: text.index("columns: 60")].count("\n") + 1


def test_no_colour_is_made_up() -> None:
    with pytest.raises(KeyError):
        read_theme(BUNDLED, "nordic").srgb("bleu")


def test_themes_are_asked_for_all_that_templates_and_charts_use() -> None:
    theme = read_theme(BUNDLED, "nordic")
    sheets = [path.read_text() for path in (ROOT / "templates").rglob("*.css")]
    used = {name for text in sheets for name in re.findall(r"var\(--([\w-]+)", text)}

    assert used & set(theme.colours) <= set(COLOURS)
    bare = theme.model_copy(update={"colours": {role: theme.colours[role] for role in COLOURS}})
    design = replace(read_design(BUNDLED, edition_of(SMALL)), theme=bare)
    assert chart_style(BUNDLED, design).ground == theme.srgb("paper")
    asked = set()
    for path in (ROOT / "templates").glob("*/*.html"):
        for start, more, rest in re.findall(r'picture\(.*?, "([\w.]+)"( ~)?(.*)', path.read_text()):
            if ", {" in rest:
                continue  # the template says the size itself
            asked.add(start)
            assert start in SLOTS or (more and any(each.startswith(start) for each in SLOTS))
    assert {"cover", "photo.", "panel."} <= asked


@pytest.mark.parametrize("name", ["scren", "marks", "os", "..screen"])
def test_a_target_is_finished_in_a_way_that_there_is(name: str, new_project: NewProject) -> None:
    text = (ROOT / "templates/targets/screen.yaml").read_text()
    text = text.replace("finish: screen", f"finish: {name}")
    project = new_project(files={"/templates/targets/odd.yaml": text})

    with pytest.raises(Diagnostic) as caught:
        read_target(project, "odd")

    (finding,) = caught.value.findings
    assert finding.code.id == "C110"
    assert finding.message == f"there is no way to finish a PDF “{name}”"
    assert "screen" in finding.help
    line = text[: text.index("finish:")].count("\n") + 1
    assert str(finding.mark) == f"templates/targets/odd.yaml:{line}:9"


def test_ways_to_finish_are_modules_of_their_own() -> None:
    from report.finish.screen import finish_screen

    assert "screen" in finishers() and "marks" not in finishers()
    assert finisher("screen") is finish_screen
    with pytest.raises(KeyError):
        finisher("marks")


def test_the_fonts_of_a_theme_are_there() -> None:
    for face in read_theme(BUNDLED, "nordic").fonts:
        assert (ROOT / "assets" / "fonts" / face.file).is_file(), face.file


@pytest.mark.parametrize("tag", ["en-XX", "en-Latn-XX"])
def test_a_language_that_nobody_can_write_numbers_in_is_a_finding(
    tag: str, new_project: NewProject
) -> None:
    with pytest.raises(Diagnostic) as caught:
        read_design(new_project(), edition_of(SMALL.replace("en-US", tag)))

    (finding,) = caught.value.findings
    assert (finding.code.id, str(finding.mark)) == ("C110", "edition.yaml:2:11")
    assert tag in finding.message and "“en” alone" in finding.help


def test_a_language_has_every_word_and_no_other(new_project: NewProject) -> None:
    bundled = (ROOT / "templates" / "languages" / "en.yaml").read_text()
    text = bundled.replace("  chart_data:", "  chart_date:").replace("  as_of: as of", "  as_of:")
    project = new_project(files={"/templates/languages/en.yaml": text})

    with pytest.raises(Diagnostic) as caught:
        read_language(project, "en-US")

    said = {each.code.id: each.message for each in caught.value.findings}
    assert said["C104"] == "there is no key “chart_date” here"
    assert said["C105"] == "the key “chart_data” is missing"
    assert "“as_of”" in said["C106"]


def test_templates_print_every_word_of_a_language() -> None:
    code = "".join(path.read_text() for path in (ROOT / "report").rglob("*.py"))
    used = code + "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))

    for word in BuiltInWords.model_fields:
        assert f"words.{word}" in used, word
