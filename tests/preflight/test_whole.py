"""A faulty edition from YAML to findings: each fault is found, at its place, and nothing else."""

from __future__ import annotations

import datetime

import pytest
from PIL import Image

from report.build import build, check
from report.desk import Job
from report.diagnostics import Finding
from report.resources import Project

YAML = """\
title: A faulty edition
language: en-US
date: 2026-11-22
facts:
  used: {value: 450, label: biobanks, source: A source}
  unused: {value: 3, label: things, source: A source}
  unsourced: {value: 7, label: other things}
waivers:
  - {code: R205, at: nowhere, reason: No longer needed here.}
  - {code: P310, at: words, reason: There is no better scan of it.}
sections:
  - cover:
      id: cover
      photo: {file: pale.jpg}
      headline: A headline / of very / many / lines / indeed
      standfirst: A standfirst in its place
  - section:
      id: words
      title: Words
      opener: {style: page, tone: dark, photo: {file: small.jpg}}
      blocks:
        - text:
            id: prose
            body: There are {{ facts.used }} and {{ facts.unsourced }}, and 東 too.
        - photo: {id: old, file: old.jpg, width: column}
"""
LEDGER = """\
photos:
  pale.jpg: {credit: "Photo: P", alt: Pale., licence: CC0-1.0}
  small.jpg: {alt: Small., licence: CC0-1.0, allowed_uses: [press]}
  old.jpg: {credit: "Photo: E", licence: CC0-1.0, licence_expires: 2026-11-01}
"""
DAY = datetime.date(2026, 11, 23)
CONTENT = {
    ("C120", 9, "nowhere"),
    ("C121", 6, "unused"),
    ("C122", 7, "unsourced"),
    ("A201", 25, "old"),
    ("R201", 20, "words"),
    ("R202", 25, "old"),
    ("R205", 20, "words"),
    ("P310", 20, "words"),
}
PAGES = {
    ("A202", 18, "words"),
    ("T201", 23, "prose"),
    ("T207", 13, "cover"),
    ("T208", 13, "cover"),
    ("T209", 13, "cover"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with one edition, in which nearly everything is wrong."""
    root = tmp_path_factory.mktemp("faulty")
    photos = root / "editions" / "faulty" / "photos"
    photos.mkdir(parents=True)
    (photos.parent / "edition.yaml").write_text(YAML, "utf-8")
    (photos / "credits.yaml").write_text(LEDGER, "utf-8")
    for name, size, grey in (("pale", (1400, 2100), 240), ("small", (300, 420), 220)):
        Image.new("RGB", size, (grey,) * 3).save(photos / f"{name}.jpg")
    Image.new("RGB", (900, 900), (90, 90, 90)).save(photos / "old.jpg")
    return Project.at(root)


def found(findings: tuple[Finding, ...]) -> set[tuple[str, int, str]]:
    """Return code, line in the edition and id of each finding that a rule or waiver made."""
    return {
        (each.code.id, each.mark.line, each.at)
        for each in findings
        if each.mark and each.code.id not in ("E101", "A301")
    }


def test_every_fault_is_found_at_its_place(project: Project) -> None:
    outcome = build(project, Job("faulty", DAY))
    assert found(outcome.findings) == CONTENT | PAGES
    assert not outcome.written and not outcome.path.exists()
    assert all(each.mark.file == "editions/faulty/edition.yaml" for each in outcome.findings)  # type: ignore[union-attr]
    assert [each.code.id for each in outcome.findings if each.waived] == ["P310"]


def test_checking_needs_no_pages(project: Project) -> None:
    findings = check(project, Job("faulty", DAY))
    assert found(findings) == CONTENT


def test_the_day_decides(project: Project) -> None:
    findings = check(project, Job("faulty", datetime.date(2026, 11, 1)))
    codes = {code for code, _, at in found(findings) if at == "old"}
    assert codes == {"A201", "R203"}
