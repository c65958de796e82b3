from __future__ import annotations

import os

from report.inventory import Row, editions, kinds_of_things
from report.resources import Project

from .conftest import ROOT, SMALL, NewProject


def test_editions_are_listed_with_what_they_are(new_project: NewProject) -> None:
    project = new_project(
        files={"/editions/a-second/edition.yaml": SMALL.replace("en-US", "sv-SE")}
    )

    assert editions(project) == [
        Row("a-second", "A small edition", "a4", "sv-SE", "2026-11-22", "never"),
        Row("small", "A small edition", "a4", "en-US", "2026-11-22", "never"),
    ]


def test_the_newest_pdf_says_when_an_edition_was_built(new_project: NewProject) -> None:
    project = new_project()
    for name, time in (("small-screen.pdf", 1_700_000_000), ("small-us-letter-screen.pdf", 1.8e9)):
        path = project.build / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        os.utime(path, (time, time))

    assert editions(project)[0].last_built.startswith("2027-01-1")


def test_an_edition_that_cannot_be_read_says_why(new_project: NewProject) -> None:
    project = new_project(
        files={
            "/editions/bad/edition.yaml": "title: [",
            "/editions/worse/edition.yaml": "titel: A\n",
            "/editions/worst/edition.yaml": b"\xff\xfe",
        }
    )

    rows = {row.edition: row for row in editions(project)}

    assert rows["bad"].title.startswith("cannot be read: this is not YAML")
    assert "(line 1), and 4 more" in rows["worse"].title
    assert "not UTF-8" in rows["worst"].title
    assert rows["small"].title == "A small edition"
    assert rows["bad"].format == ""


def test_a_link_that_leads_out_is_not_followed(new_project: NewProject) -> None:
    project = new_project()
    (project.editions / "out").mkdir()
    (project.editions / "out" / "edition.yaml").symlink_to("/etc/hostname")

    rows = {row.edition: row for row in editions(project)}

    assert "not a file of this project" in rows["out"].title


def test_an_empty_project_has_no_editions(new_project: NewProject) -> None:
    assert editions(Project.at(new_project().root / "editions" / "small")) == []


def test_things_are_named_by_their_files() -> None:
    things = kinds_of_things(Project.at(ROOT))

    assert {"a4", "us-letter"} <= set(things["formats"])
    assert "nordic" in things["themes"] and "screen" in things["targets"]
    assert {"bar", "line", "timeline", "waffle"} <= set(things["chart kinds"])
    assert "cover" in things["page types"] and "text" in things["blocks"]
    assert all(list(names) == sorted(names) for names in things.values())
