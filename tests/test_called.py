"""Commands in the help of findings can be typed as they stand there."""

from __future__ import annotations

import shlex

import pytest

from report.called import with_name
from report.resources import Project
from report.translate.shelf import none_yet

from .conftest import SMALL, NewProject, run_colophon


@pytest.mark.parametrize(
    ("help", "said"),
    [
        ("translate update small adds it", "colophon translate update small adds it"),
        ("see `explain D121`", "see `colophon explain D121`"),
        ("`photos import a.jpg` writes one", "`colophon photos import a.jpg` writes one"),
        ("did you mean “sv”? (if not, translate extract x se)", None),
        ("have it translated; build and explain it", "have it translated; build and explain it"),
    ],
)
def test_commands_in_helps_have_the_programs_name(
    help: str, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.called.name", lambda: "colophon")

    wanted = said or "did you mean “sv”? (if not, colophon translate extract x se)"
    assert with_name(help) == wanted


def test_what_is_said_to_be_typed_can_be_typed(new_project: NewProject) -> None:
    project: Project = new_project(SMALL)

    said = run_colophon("build", "small", "--language", "es", folder=project.root).stdout

    typed = shlex.split(next(line for line in said.splitlines() if "help: " in line))
    assert typed[-4:] == ["translate", "extract", "small", "es"]
    assert typed[-5].endswith("build_pdf.py")


@pytest.mark.parametrize(
    ("tag", "own", "meant"), [("se", "en-US", "sv"), ("se", "sv-SE", "sv-SE"), ("JP", "sv", "ja")]
)
def test_the_letters_of_a_country_are_taken_for_its_language(
    tag: str, own: str, meant: str
) -> None:
    assert none_yet(tag, (), "small", own).help.startswith(f"did you mean “{meant}”")
