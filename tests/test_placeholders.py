"""Words of the starter are known again, and nobody else's words are taken for them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from report.build import check
from report.content.edition import Edition
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.desk import Job
from report.diagnostics import Finding, Severity
from report.placeholders import FILE, FOLDER, MAY_STAY, placeholders, starter_words
from report.resources import Project, bundled_root
from report.starter import new_edition

from .conftest import DAY, ROOT

KNOWN = starter_words(Project.at(ROOT))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new edition of the starter."""
    return new_edition(Project.at(tmp_path), "The Garden", DAY)


def found(folder: Path, target: str = "screen") -> list[Finding]:
    project = Project.at(folder.parents[1])
    return [
        each for each in check(project, Job(folder.name, DAY, target)) if each.code.id == "C125"
    ]


def put(folder: Path, was: str, now: str) -> None:
    path = folder / FILE
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")


def test_a_new_edition_is_told_its_words_once_with_their_lines(folder: Path) -> None:
    (finding,) = found(folder)

    assert finding.severity is Severity.WARNING
    assert finding.mark is not None and finding.mark.line == 20
    assert "“Your organization” comes from the starter" in finding.message
    assert re.search(
        r"and \d+ more texts do \(line 21, 30, 31, .* and further down\)", finding.message
    )


def test_lines_are_told_in_their_order_wherever_facts_stand(folder: Path) -> None:
    path = folder / FILE
    text = path.read_text("utf-8")
    facts = text[text.index("facts:\n") : text.index("sections:\n")]
    path.write_text(f"{text.replace(facts, '')}\n{facts}", "utf-8")

    (finding,) = found(folder)

    lines = [int(each) for each in re.findall(r"\d+", finding.message.partition("(line")[2])]
    assert lines == sorted(lines)


def test_words_of_the_starter_are_an_error_for_the_press(folder: Path) -> None:
    assert [each.severity for each in found(folder, "press")] == [Severity.ERROR]


def test_a_waiver_accepts_them(folder: Path) -> None:
    put(folder, "sections:\n", "waivers:\n  - {code: C125, reason: It is a trial.}\nsections:\n")

    assert [each.waived for each in found(folder, "press")] == ["It is a trial."]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Your organization", "Your organization"),
        ("**Acme.** Who publishes this brochure, when, and where to write to.", "Who publishes"),
        ("Acme, www.example.org", "www.example.org"),
        ("Write to person@example.org today.", "person@example.org"),
        ("Is your organization ready?", ""),
        ("Your organization gains from gardens.", ""),
        ("The credits of all pictures are on page {{ page.credits }}.", ""),
        ("Contacts, sources / and pictures", ""),
        ("someone@other.example.org", ""),
    ],
)
def test_what_is_left_of_a_text_is_found(words: str, left: str) -> None:
    head = "title: T\nlanguage: en-US\ndate: 2026-11-22\nsections:\n"
    page = f"  - back_cover:\n      text: {json.dumps(words)}\n"
    edition = read_model(Edition, read_yaml(f"{head}{page}".encode(), FILE))

    pieces = [each.words for each in placeholders(edition, KNOWN)]

    assert len(pieces) == bool(left)
    assert all(each.startswith(left) for each in pieces)


def test_what_may_stay_stands_in_the_starter() -> None:
    starter = (bundled_root() / FOLDER / FILE).read_text("utf-8")
    words = " ".join(starter.split())

    assert [each for each in sorted(MAY_STAY) if each not in words] == []
    assert "Title" not in KNOWN


@pytest.mark.parametrize("slug", ["life-science", "block-gallery", "scripts", "chart-gallery"])
def test_no_edition_of_ours_has_words_of_the_starter(slug: str) -> None:
    path = ROOT / "editions" / slug / FILE
    edition = read_model(Edition, read_yaml(path.read_bytes(), FILE))

    assert list(placeholders(edition, KNOWN)) == []


def test_an_archive_without_a_starter_is_read(tmp_path: Path) -> None:
    assert starter_words(Project(tmp_path, tmp_path)) == frozenset()
