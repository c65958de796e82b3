"""Portraits show those they stand with, whatever the ledger says of people."""

from __future__ import annotations

import pytest

from report.build import check
from report.desk import Job
from report.resources import Project
from report.stock.chase import chase_list

from ..conftest import DAY, HEAD, NewProject
from ..photos.pictures import encoded, quarters

TEXT = """sections:
  - section:
      id: first
      title: First
      blocks:
        - foreword: {name: Ada Lind, body: Welcome., photo: {file: ada.jpg}}
        - people:
            people:
              - {name: Per Asp, photo: {file: per.jpg}}
              - {name: Noor Hassan}
        - people: {data: data/people.csv}
        - photo: {file: pond.jpg, caption: A pond}
"""
ENTRY = '{credit: "Photo: B", author: B, licence: CC0-1.0, alt: Shown'
CONSENT = ", consent: {given: yes, date: 2026-01-01}"
NAMES = ("ada", "per", "noor", "pond")
ALL = [("ada.jpg", "Ada Lind"), ("noor.jpg", "Noor Hassan"), ("per.jpg", "Per Asp")]


def project_with(new_project: NewProject, consent: str) -> Project:
    ledger = "".join(f"  {name}.jpg: {ENTRY}{consent}}}\n" for name in NAMES)
    files: dict[str, str | bytes] = {
        "photos/credits.yaml": f"photos:\n{ledger}",
        "data/people.csv": "name,photo\nNoor Hassan,noor.jpg\n",
        **{f"photos/{name}.jpg": encoded(quarters(900, 900), "JPEG") for name in NAMES},
    }
    return new_project(HEAD + TEXT, files)


@pytest.mark.parametrize(("consent", "asked"), [("", ALL), (CONSENT, [])])
def test_whose_portrait_is_printed_has_to_be_asked(
    consent: str, asked: list[tuple[str, str]], new_project: NewProject
) -> None:
    project = project_with(new_project, consent)

    found = [each for each in check(project, Job("small", DAY)) if each.code.id == "R207"]
    items = [each for each in chase_list(project, "small", DAY).items if each.what == "consent"]

    said = sorted(each.message for each in found)
    assert said == [f"“{file}” shows {name}; have they agreed?" for file, name in asked]
    assert sorted((each.about, each.who) for each in items) == asked
