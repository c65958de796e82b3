"""`check` tells what press and release of an edition would fail of, whatever it is asked for."""

from __future__ import annotations

import pytest

from report.build import build, check
from report.desk import Job
from report.diagnostics import Severity
from report.resources import bundled_root

from .conftest import DAY, SMALL, NewProject

JOB = Job("small", DAY)
WITHOUT_ITS_PROFILE = """\
like: fogra39-coated
label: Smith
profile: {file: Smith.icc, condition: SMITH, registry: ""}
"""
PRESS = (bundled_root() / "templates/targets/press.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("plan", "code", "told", "line"),
    [
        ("print: {printer: fogra93-coated}", "C110", "did you mean “fogra39-coated”", 5),
        ("print: {printer: smith}", "X201", "Smith.icc", 0),
        ("release: {targets: [sreen]}", "C110", "did you mean “screen”", 5),
        ("release: {targets: [proof]}", "V202", "for looking at", 5),
        ("release: {languages: [sv]}", "L101", "sv", 5),
        ("release: {variants: [short]}", "C110", "no variant “short”", 5),
        ("release: {formats: [a44]}", "C110", "did you mean “a4”", 5),
        ("release: {targets: [smiths]}", "X201", "Smith.icc", 0),
    ],
)
def test_what_press_and_release_lack_is_told_by_check(
    plan: str, code: str, told: str, line: int, new_project: NewProject
) -> None:
    files = {
        "/templates/printers/smith.yaml": WITHOUT_ITS_PROFILE,
        "/templates/targets/smiths.yaml": PRESS.replace("fogra39-coated", "smith"),
    }
    project = new_project(SMALL.replace("sections:", f"{plan}\nsections:"), files)

    found = [each for each in check(project, JOB) if each.code.id == code]

    assert [each.severity for each in found] == [Severity.WARNING]
    assert told in f"{found[0].message} {found[0].help}"
    if line:
        assert found[0].mark and found[0].mark.line == line
    assert build(project, JOB).written


def test_for_the_press_a_missing_preset_is_an_error_told_once(new_project: NewProject) -> None:
    project = new_project(SMALL.replace("sections:", "print: {printer: none}\nsections:"))

    found = check(project, Job("small", DAY, "press"))

    assert [(each.code.id, each.severity) for each in found] == [("C110", Severity.ERROR)]


def test_the_edition_s_own_language_is_there_whatever_language_is_looked_at(
    new_project: NewProject,
) -> None:
    text = SMALL.replace("sections:", "release: {languages: [en-US, de]}\nsections:")
    project = new_project(text, {"languages/de.po": 'msgid ""\nmsgstr "Language: de\\n"\n'})

    found = check(project, Job("small", DAY, language="de"))

    assert "L101" not in [each.code.id for each in found]
