from __future__ import annotations

import os

import pytest

from report.desk import Job, open_desk
from report.diagnostics import Diagnostic, Finding
from report.new_theme import new_theme
from report.resources import Project
from report.settings import names_of, read_design, read_theme
from report.styles import style_sheets

from .conftest import DAY, ROOT, NewProject

THEMES = names_of(Project.at(ROOT), "theme")


def refused(project: Project, name: str, model: str = "nordic") -> Finding:
    before = sorted(project.root.rglob("*"))
    with pytest.raises(Diagnostic) as caught:
        new_theme(project, name, model)
    assert sorted(project.root.rglob("*")) == before, "nothing is left behind"
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize("model", THEMES)
def test_a_copy_has_all_that_its_model_has(model: str, new_project: NewProject) -> None:
    project = new_project()
    folder = new_theme(project, "winter-garden", model)
    bundled = ROOT / "templates" / "themes" / model

    assert folder == project.root / "templates" / "themes" / "winter-garden"
    assert {path.name for path in folder.iterdir()} == {path.name for path in bundled.iterdir()}
    for path in bundled.glob("*.css"):
        assert (folder / path.name).read_bytes() == path.read_bytes()
    copy, original = read_theme(project, "winter-garden"), read_theme(project, model)
    assert copy.label == "Winter garden"
    assert repr(copy) == repr(original.model_copy(update={"label": copy.label}))
    # What the model's author wrote for people is in the copy, too.
    text = (folder / "theme.yaml").read_text()
    assert [*comments((bundled / "theme.yaml").read_text())] == [*comments(text)][
        -len([*comments((bundled / "theme.yaml").read_text())]) :
    ]
    assert f"copy of {model}" in text


def comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def test_an_edition_is_set_in_it_by_one_line(new_project: NewProject) -> None:
    project = new_project(
        "title: A\nlanguage: en\ndate: 2026-11-22\ntheme: garden\nsections:\n  - contents: {}\n"
    )
    folder = new_theme(project, "garden")
    (folder / "own.css").write_text(".head { color: red }")

    design = read_design(project, open_desk(project, Job("small", DAY)).edition)

    sheets = style_sheets(project, design)
    assert design.theme_name == "garden"
    assert list(sheets)[-3:] == [
        f"templates/themes/garden/{name}.css" for name in ("own", "small", "type")
    ]


@pytest.mark.parametrize("name", ["nordic", "letterpress", "taken", "linked"])
def test_a_taken_name_is_refused(name: str, new_project: NewProject) -> None:
    project = new_project(files={"/templates/themes/taken/theme.yaml": "label: Taken\n"})
    os.symlink("nowhere", project.root / "templates" / "themes" / "linked")

    finding = refused(project, name)

    assert finding.code.id in ("S303", "F102")
    assert finding.mark and finding.mark.file == f"templates/themes/{name}"


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("Winter Garden", "call it “winter-garden”"),
        ("../up", "call it “up”"),
        ("Grün", "call it “grun”"),
        ("", "use small letters"),
        ("花", "use small letters"),
        ("a--b", "call it “a-b”"),
        ("line\nbreak", "call it “line-break”"),
    ],
)
def test_a_bad_name_is_refused_with_a_better_one(
    name: str, help: str, new_project: NewProject
) -> None:
    finding = refused(new_project(), name)

    assert finding.code.id == "S304" and finding.help.startswith(help)


def test_a_model_that_is_not_there_is_refused_with_the_nearest(new_project: NewProject) -> None:
    finding = refused(new_project(), "garden", "nordik")

    assert finding.code.id == "C110" and "nordic" in finding.help


def test_a_faulty_model_is_not_copied(new_project: NewProject) -> None:
    text = (
        (ROOT / "templates/themes/nordic/theme.yaml").read_text().replace("  tint: {", "  tinn: {")
    )
    project = new_project(files={"/templates/themes/odd/theme.yaml": text})

    assert refused(project, "garden", "odd").code.id == "C105"
