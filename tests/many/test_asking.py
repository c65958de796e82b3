"""What "all" means: nothing twice, and nothing that an edition cannot be."""

from __future__ import annotations

import pytest

from report.jobs import Job
from report.many.asking import Asked, jobs_of
from report.resources import Project

from ..conftest import DAY, SMALL, NewProject

JOB = Job("", DAY)
PO = 'msgid ""\nmsgstr ""\n"Language: LANG\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def asked(project: Project, asked: Asked, like: Job = JOB) -> list[tuple[str, ...]]:
    jobs = jobs_of(project, ("small",), asked, like)
    assert len(set(jobs)) == len(jobs)
    return [(job.variant, job.language, job.format, job.target) for job in jobs]


@pytest.fixture
def project(new_project: NewProject) -> Project:
    """An edition with two languages more and a variant."""
    files = {f"languages/{tag}.po": PO.replace("LANG", tag) for tag in ("sv", "es")}
    return new_project(SMALL, {**files, "variants/short.yaml": "changes: []\n"})


def test_all_languages_are_its_own_and_those_it_was_translated_into(project: Project) -> None:
    assert [each[1] for each in asked(project, Asked(languages="all"))] == ["", "es", "sv"]


def test_its_own_language_or_format_is_no_other(project: Project) -> None:
    found = asked(project, Asked(languages="sv, en-US,sv"))
    formats = asked(project, Asked(formats="us-letter,a4"))

    assert [each[1] for each in found] == ["sv", ""]
    assert [each[2] for each in formats] == ["us-letter", ""]


def test_all_formats_are_those_that_are_bound_alike(project: Project) -> None:
    assert [each[2] for each in asked(project, Asked(formats="all"))] == [
        "",
        "a5",
        "square-210",
        "us-letter",
    ]


def test_a_leaflet_is_not_asked_for_as_a_booklet(new_project: NewProject) -> None:
    leaflet = new_project(SMALL.replace("language:", "format: dl-leaflet\nlanguage:"))

    assert [each[3] for each in asked(leaflet, Asked(targets="all"))] == [
        "press",
        "proof",
        "screen",
    ]
    assert [each[2] for each in asked(leaflet, Asked(formats="all"))] == [""]


def test_marks_are_asked_of_presses_alone(project: Project) -> None:
    found = asked(project, Asked(targets="all"), Job("", DAY, marks=True))

    assert [each[3] for each in found] == ["press", "proof"]


def test_lists_are_multiplied_in_a_fixed_order(project: Project) -> None:
    found = asked(project, Asked("all", "sv", "a5,us-letter", "screen,press"))

    assert found == [
        (variant, "sv", format, target)
        for variant in ("", "short")
        for format in ("a5", "us-letter")
        for target in ("screen", "press")
    ]


def test_an_edition_that_cannot_be_read_is_one_job(new_project: NewProject) -> None:
    broken = new_project("title: [\n")

    assert asked(broken, Asked(languages="all", targets="all")) == [("", "", "", "screen")]
