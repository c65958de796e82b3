"""What is sent to the machines that build, and what stays here; what is taken back from them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from report.jobs import Job, Outcome, outcome_as_data
from report.many.parcels import Built, brought_back, packed
from report.release.inputs import gather
from report.resources import Project

from ..conftest import DAY, HEAD, ROOT, NewProject

JOB = Job("small", DAY)
TABLES = f"""{HEAD}\
sections:
  - section:
      id: welcome
      title: Hello
      blocks:
        - table: {{id: seats, title: Seats, source: Ours, as_of: 2026, data: ./data//Größe.csv}}
        - table:
            id: people
            title: People
            source: Ours
            as_of: 2026
            data: {{file: data/people.csv}}
"""


def sent(project: Project, slug: str = "small", variant: str = "") -> set[str]:
    names = packed(project, Job(slug, DAY, variant=variant)).files
    return {name.removeprefix(f"editions/{slug}/") for name in names}


def test_of_an_edition_only_what_it_is_made_of_is_sent(new_project: NewProject) -> None:
    project = new_project(
        TABLES,
        {
            "data/Gro\u0308ße.csv": "Row,Seat\nA,1\n",  # as a Mac spells it
            "data/people.csv": "Name,Age\nA,1\n",
            "data/salaries.csv": "Name,Pay\nA,1\n",
            "guests.csv": "Name\nXanthippe\n",
            "contract.pdf": "%PDF",
            "languages/sv.po": "",
            "letters/photos/a.jpg": "",
            "photos/a.jpg": "",
            "photos.txt": "",
            "variants/short.yaml": "title: Short\n",
            "/editions/other/edition.yaml": TABLES,
            "/assets/logos/ours.svg": "<svg/>",
        },
    )

    assert sent(project) == {
        "edition.yaml",
        "data/Gro\u0308ße.csv",
        "data/people.csv",
        "languages/sv.po",
        "photos/a.jpg",
        "assets/logos/ours.svg",
        "variants/short.yaml",
    }


def test_tables_of_an_edition_below_are_sent(new_project: NewProject) -> None:
    project = new_project(
        "extends: below\ntitle: Above\n",
        {
            "/editions/below/edition.yaml": TABLES,
            "/editions/below/data/people.csv": "Name,Age\nA,1\n",
            "/editions/below/guests.csv": "Name\nXanthippe\n",
        },
    )

    assert sent(project) == {
        "edition.yaml",
        "editions/below/edition.yaml",
        "editions/below/data/people.csv",
    }


@pytest.mark.parametrize("slug", ["scripts", pytest.param("block-gallery", marks=pytest.mark.slow)])
def test_all_that_a_build_reads_is_sent(tmp_path: Path, slug: str) -> None:
    shutil.copytree(ROOT / "editions" / slug, tmp_path / "editions" / slug)
    project = Project.at(tmp_path)

    read = gather(project, [Job(slug, DAY)]).files

    ours = {name.removeprefix("project/") for name in read if name.startswith("project/")}
    assert len(ours) > 2
    assert ours <= set(packed(project, Job(slug, DAY)).files)


def came(project: Project, file: str, language: str = "", part: str = "") -> Built:
    """Return what a worker has made: a PDF, and another part where that has a name."""
    outcome = Outcome(replace(JOB, language=language), project.root / file, (), 1, 3, written=True)
    parts = {"": b"PDF", **({part: b"part"} if part else {})}
    return Built(outcome_as_data(project, outcome), parts, None)


def test_what_a_worker_made_takes_the_place_of_its_job_wherever_it_says_it_was(
    new_project: NewProject,
) -> None:
    project = new_project()
    before = (project.editions / "small" / "edition.yaml").read_bytes()

    outcome = brought_back(project, JOB, came(project, "editions/small/edition.yaml", part="cover"))

    place = project.build / "small" / "small-screen.pdf"
    assert outcome.written and outcome.path == place and place.read_bytes() == b"PDF"
    assert outcome.others == (place.with_name("small-screen-cover.pdf"),)
    assert (project.editions / "small" / "edition.yaml").read_bytes() == before


@pytest.mark.parametrize("language, part", [("/../../../x", ""), ("", "/../../../x")])
def test_names_from_a_worker_lead_nowhere_else(
    new_project: NewProject, language: str, part: str
) -> None:
    project = new_project()

    with pytest.raises(RuntimeError, match="names that are none"):
        brought_back(project, JOB, came(project, "build/small/small-screen.pdf", language, part))

    assert not project.build.exists()
