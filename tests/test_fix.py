"""Ids written into an edition: nothing else changes, whatever the file looks like."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.content.edition import Edition
from report.content.ids import give_ids
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.fix import write_ids
from report.resources import Project

from .conftest import HEAD, ROOT, SMALL, NewProject


def path_of(project: Project) -> Path:
    return project.editions / "small" / "edition.yaml"


def fixed(text: str, new_project: NewProject) -> str:
    """Return the edition's text after ids were written, after checks that hold for every file."""
    project = new_project(text)
    number = write_ids(project, "small")
    after = path_of(project).read_bytes().decode()
    assert write_ids(project, "small") == 0
    assert path_of(project).read_bytes().decode() == after
    assert after.count("id:") == text.count("id:") + number
    assert without_ids(yaml.safe_load(after)) == without_ids(yaml.safe_load(text))
    _, errors = give_ids(read_model(Edition, read_yaml(after.encode(), "a")))
    assert errors == ()
    return after


def without_ids(value: Any) -> Any:
    """Return YAML data without its ids; what has a text and nothing else is that text."""
    if isinstance(value, dict):
        rest = {key: without_ids(each) for key, each in value.items() if key != "id"}
        return rest["text"] if list(rest) == ["text"] else rest
    if isinstance(value, list):
        return [without_ids(each) for each in value]
    return value


def edition(blocks: str) -> str:
    return f"{HEAD}sections:\n  - section:\n      id: s\n      title: S\n      blocks:\n{blocks}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("        - text: one\n", "        - id: text-one\n          text: one\n"),
        ("        - {text: one}\n", "        - {id: text-one, text: one}\n"),
        (
            "        - text: |  # why\n            one\n\n            two\n",
            "        - id: text-one-two\n          text: |  # why\n"
            "            one\n\n            two\n",
        ),
        (
            "        # above\n        - text:   # beside\n            # below\n"
            "            body: one   # end\n",
            "        # above\n        - text:   # beside\n            # below\n"
            "            id: text-one\n            body: one   # end\n",
        ),
        (
            "        -   notes:\n              items:\n              - one\n"
            "              -  'two'\n",
            "        -   notes:\n              id: notes\n              items:\n"
            "              - id: one\n                text: one\n"
            "              -  id: two\n                 text: 'two'\n",
        ),
        (
            '        - notes: {id: n, items: [one, "two, three"]}\n',
            "        - notes: {id: n, items: [{id: one, text: one}, "
            '{id: two-three, text: "two, three"}]}\n',
        ),
        (
            "        - key_figures:\n            id: k\n            items:\n"
            "            - value: 3\n              label: x\n"
            "            - {value: 2026-01-01, label: x}\n",
            "        - key_figures:\n            id: k\n            items:\n"
            '            - id: "3"\n              value: 3\n              label: x\n'
            '            - {id: "2026-01-01", value: 2026-01-01, label: x}\n',
        ),
        (
            "        - text: &same one\n        - notes: {id: n, items: [*same]}\n",
            None,
        ),
        (
            "        - notes:\n            id: n\n            items:\n"
            "              - >-\n                one\n                two\n"
            "              - three\n                four\n",
            "        - notes:\n            id: n\n            items:\n"
            "              - id: one-two\n                text: >-\n"
            "                  one\n                  two\n"
            "              - id: three-four\n                text: three\n"
            "                  four\n",
        ),
    ],
)
def test_ids_go_in_and_nothing_else_changes(
    before: str, after: str | None, new_project: NewProject
) -> None:
    text = edition(before)
    if after is None:
        with pytest.raises(Diagnostic) as caught:
            write_ids(new_project(text), "small")
        assert caught.value.findings[0].code.id == "C114"
        assert (new_project().editions / "small" / "edition.yaml").exists()
    else:
        assert fixed(text, new_project) == edition(after)


@pytest.mark.parametrize("name", ["editions/life-science", "templates/starter"])
def test_the_bundled_editions_keep_every_line(name: str, new_project: NewProject) -> None:
    text = (ROOT / name / "edition.yaml").read_text()
    text = text.replace("$TITLE", '"A title"').replace("$DATE", "2026-11-22")
    after = fixed(text, new_project)

    kept = iter(after.split("\n"))
    for line in text.split("\n"):
        words = line.strip().removeprefix("- ")
        assert any(words.removeprefix("{") in each for each in kept), line


def test_line_ends_and_byte_order_marks_are_kept(new_project: NewProject) -> None:
    text = "\ufeff" + SMALL.replace("\n", "\r\n")
    project = new_project(text)

    assert write_ids(project, "small") == 1
    after = path_of(project).read_bytes().decode()

    assert after.startswith("\ufeff")
    assert (
        after.replace(
            "        - id: text-words-that-are-printed\r\n          text", "        - text"
        )
        == text
    )
    assert "\n" not in after.replace("\r\n", "")


def test_a_file_with_all_ids_is_not_touched(new_project: NewProject) -> None:
    project = new_project()
    write_ids(project, "small")
    before = os.stat(path_of(project))

    assert write_ids(project, "small") == 0
    assert os.stat(path_of(project)).st_ino == before.st_ino


@pytest.mark.parametrize(
    "text", ["title: [", "title: A\n", SMALL.replace("title: First", "titel: First")]
)
def test_a_file_with_errors_is_not_touched(text: str, new_project: NewProject) -> None:
    project = new_project(text)
    with pytest.raises(Diagnostic):
        write_ids(project, "small")

    assert path_of(project).read_text() == text


WORDS = st.text("ab :#-\n'\"{}[],&*!|>%å", min_size=1, max_size=12).filter(str.strip)


@given(
    words=st.lists(WORDS, min_size=1, max_size=4, unique=True),
    width=st.integers(10, 200),
    flow=st.booleans(),
)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_written_is_kept(
    words: list[str], width: int, flow: bool, new_project: NewProject
) -> None:
    data = {
        "title": "A",
        "language": "en",
        "date": "2026-01-01",
        "sections": [
            {"section": {"title": "S", "blocks": [{"notes": {"items": words}}, {"text": words[0]}]}}
        ],
    }
    text = yaml.safe_dump(data, width=width, default_flow_style=flow, allow_unicode=True)
    text = text.replace("'2026-01-01'", "2026-01-01")
    project = new_project(text)
    try:
        write_ids(project, "small")
    except Diagnostic:
        assert path_of(project).read_text() == text
    else:
        assert without_ids(yaml.safe_load(path_of(project).read_text())) == without_ids(
            yaml.safe_load(text)
        )


def test_an_edition_that_is_shared_by_a_link_stays_shared(new_project: NewProject) -> None:
    project = new_project(SMALL)
    link, shared = path_of(project), project.root / "shared.yaml"
    link.rename(shared)
    link.symlink_to(shared)
    shared.chmod(0o600)

    assert write_ids(project, "small") == 1

    assert link.is_symlink() and "id: text-" in shared.read_text()
    assert shared.stat().st_mode & 0o777 == 0o600


def test_an_edition_that_is_none_of_the_projects_is_refused(
    new_project: NewProject, tmp_path: Path
) -> None:
    project, shared = new_project(SMALL), tmp_path / "shared.yaml"
    path_of(project).rename(shared)
    path_of(project).symlink_to(shared)

    with pytest.raises(Diagnostic) as refused:
        write_ids(project, "small")

    assert [each.code.id for each in refused.value.findings] == ["F102"]
    assert shared.read_text() == SMALL
