"""The desk that follows one before: what has changed since is read, and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from report import watching
from report.content.block import PhotoUse
from report.content.node import walk
from report.desk import Desk, open_desk
from report.jobs import Job
from report.photos import ledger
from report.resources import Project
from tests.conftest import DAY, SMALL, NewProject

JOB = Job("small", DAY)
EDITION = SMALL + "        - photo: {file: a.png, width: column}\n"
CREDITS = "photos:\n  a.png: {credit: Somebody, licence: CC0-1.0, alt: A grey field}\n"


def png(grey: int) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (400, 300), grey).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def project(new_project: NewProject, monkeypatch: pytest.MonkeyPatch) -> Project:
    # Files of tests are new; so new that their stamps would say nothing yet.
    monkeypatch.setattr(watching, "_TICK", -(10**15))
    return new_project(EDITION, {"photos/a.png": png(90), "photos/credits.yaml": CREDITS})


def file_of(project: Project, name: str) -> Path:
    return project.editions / "small" / name


def credit_and_digest(desk: Desk) -> tuple[str, str]:
    (use,) = (each for each in walk(desk.edition) if isinstance(each, PhotoUse))
    photo = desk.means.ledgers.resolve(use.file, use.mark)
    return photo.printed.credit, photo.facts.digest


def test_what_has_not_changed_is_not_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_desk(project, JOB)
    monkeypatch.setattr(ledger, "inspect", None)
    monkeypatch.setattr(ledger, "read_yaml", None)
    edition = file_of(project, "edition.yaml")
    edition.write_text(edition.read_text().replace("Words that", "Other words that"))
    after = open_desk(project, JOB, before=before)

    assert after.design is before.design and after.fonts is before.fonts
    assert after.target is before.target and after.means.kinds is before.means.kinds
    assert credit_and_digest(after) == credit_and_digest(before)
    assert "Other words" in str(after.edition) and "Other words" not in str(before.edition)


def test_ledgers_photographs_and_designs_are_those_of_now(project: Project) -> None:
    before = open_desk(project, JOB)
    file_of(project, "photos/credits.yaml").write_text(CREDITS.replace("Somebody", "Somebody else"))
    file_of(project, "photos/a.png").write_bytes(png(20))
    edition = file_of(project, "edition.yaml")
    edition.write_text(f"format: a5\n{edition.read_text()}")
    after, afresh = open_desk(project, JOB, before=before), open_desk(project, JOB)

    assert credit_and_digest(after) == credit_and_digest(afresh) != credit_and_digest(before)
    assert credit_and_digest(after)[0] == "Somebody else"
    assert after.design == afresh.design != before.design
    assert after.means.chart_style == afresh.means.chart_style


def test_a_photograph_that_has_just_been_written_is_looked_at_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "_TICK", 10**15)
    before = open_desk(project, JOB)
    known = credit_and_digest(before)
    looked = []
    inspect = ledger.inspect
    monkeypatch.setattr(ledger, "inspect", lambda *a: looked.append(a) or inspect(*a))

    assert credit_and_digest(open_desk(project, JOB, before=before)) == known
    assert len(looked) == 1
