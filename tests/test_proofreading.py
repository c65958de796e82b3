"""All errors at once: what is wrong in one file hides nothing that is wrong in another."""

from __future__ import annotations

import io

from PIL import Image

from report.build import check
from report.desk import Job
from report.resources import Project

from .conftest import DAY, HEAD, NewProject

TEXT = """\
title: A
language: en-XX
date: 2026-11-22
format: a44
theme: nordisk
subtitel: x
facts: {a: {value: 1, label: x}}
sections:
  - section:
      id: s
      title: One
      lead: Nobody knows this key
      opener: {photo: {file: none.jpg}}
      blocks:
        - text: |
            A [link](#nowhere), {{ facts.a }}, {{ facts.b }} and

            [note]: swallowed
        - photo: {file: sea-sunsett.jpg}
        - table: {title: T, data: {columns: [A, B], rows: [[1]]}}
        - panel: {title: P, body: words, photo: {file: other.jpg}}
        - chart: {kind: pie, title: C, data: data/none.csv}
"""


def found(project: Project) -> list[tuple[str, str, int]]:
    """Return code, file and line of what `check` finds."""
    return [
        (each.code.id, each.mark.file.split("/")[-1], each.mark.line)
        for each in check(project, Job("small", DAY))
        if each.mark
    ]


def test_errors_of_every_kind_are_found_in_one_run(new_project: NewProject) -> None:
    ledger = "photos:\n  a.jpg: {credt: Somebody}\n"

    said = found(new_project(TEXT, {"photos/credits.yaml": ledger}))

    expected = {
        ("C110", "edition.yaml", 2),
        ("C110", "edition.yaml", 4),
        ("C110", "edition.yaml", 5),
        ("C104", "edition.yaml", 6),
        ("C104", "edition.yaml", 12),
        ("C109", "edition.yaml", 16),
        ("D103", "edition.yaml", 20),
        ("C104", "credits.yaml", 2),
    }
    assert expected <= set(said)
    assert {line for code, _, line in said if code in ("C110", "F101")} >= {2, 4, 5, 22}


def test_photos_links_and_lost_words_are_found_beside_each_other(new_project: NewProject) -> None:
    text = TEXT.replace("en-XX", "en-US").replace("a44", "a4").replace("nordisk", "nordic")

    said = found(new_project(text))

    assert {("R101", "edition.yaml", line) for line in (13, 19, 21)} <= set(said)
    assert ("C112", "edition.yaml", 16) in said
    assert ("C115", "edition.yaml", 18) in said


def test_a_value_of_the_wrong_kind_hides_no_other_file(new_project: NewProject) -> None:
    text = f"{HEAD.replace('A small edition', '[]')}sections: []\n"

    said = found(new_project(text, {"photos/credits.yaml": "photo: {}\n"}))

    assert set(said) == {("C106", "edition.yaml", 1), ("C104", "credits.yaml", 1)}


def test_what_is_only_known_of_pictures_is_found_with_them(new_project: NewProject) -> None:
    """A picture that will fill its page is judged at its smallest size."""
    stream = io.BytesIO()
    Image.new("RGB", (60, 90), (90, 120, 90)).save(stream, "JPEG")
    text = f"{HEAD}sections:\n  - section:\n      title: A\n      blocks:\n"
    ledger = "photos: {a.jpg: {credit: Somebody, alt: Green, licence: CC0-1.0}}\n"
    block = "        - photo: {file: a.jpg, lines: fill}\n"

    said = found(
        new_project(
            text + block, {"photos/a.jpg": stream.getvalue(), "photos/credits.yaml": ledger}
        )
    )

    assert [code for code, _, _ in said] == ["P310"]
