from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.build import build
from report.content.edition import Edition
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.desk import Job
from report.diagnostics import Diagnostic
from report.photos.entry import Ledger
from report.resources import Project
from report.starter import new_edition, new_project, write_schemas

from .conftest import DAY


def test_a_new_project_builds_and_only_its_words_are_found(tmp_path: Path) -> None:
    root = new_project(tmp_path, "my-brochure", DAY)
    project = Project.at(root)

    outcomes = [
        build(project, Job("my-brochure", DAY, format=format)) for format in ("", "us-letter")
    ]

    for outcome in outcomes:
        assert outcome.written
        assert [each.code.id for each in outcome.findings] == ["C125"]
        assert outcome.pages == 6
    edition = (root / "editions" / "my-brochure" / "edition.yaml").read_text()
    assert 'title: "My brochure"' in edition and "date: 2026-11-22" in edition
    assert "$" not in edition.replace("$schema", "")


def test_a_new_project_has_its_own_folders_and_schemas(tmp_path: Path) -> None:
    root = new_project(tmp_path, "My brochure", DAY)

    names = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert {"schema/edition.schema.json", "schema/credits.schema.json", ".gitignore"} <= names
    assert {f"{each}/README.md" for each in ("templates", "figures", "assets")} <= names
    assert "editions/my-brochure/photos/credits.yaml" in names
    assert (root / "editions/my-brochure" / "../../schema/edition.schema.json").is_file()


def test_the_example_of_the_ledger_counts_when_its_signs_are_taken_off(tmp_path: Path) -> None:
    root = new_project(tmp_path, "My brochure", DAY)
    text = (root / "editions/my-brochure/photos/credits.yaml").read_text()
    head, entries = text.split("photos:\n")

    for sign in ("# ", "#"):
        taken_off = head + "photos:\n" + re.sub(f"(?m)^  {sign}", "  ", entries)
        (entry,) = read_model(Ledger, read_yaml(taken_off.encode(), "x")).photos.values()
        assert entry.file == "harbor-at-dawn.jpg" and entry.focus == "50% 40%"
    assert not read_model(Ledger, read_yaml(text.encode(), "x")).photos


def test_letters_of_the_title_are_kept_in_its_folders_name(tmp_path: Path) -> None:
    assert new_project(tmp_path, "Müllers Größe", DAY).name == "mullers-grosse"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    root = new_project(tmp_path, "My brochure", DAY)
    before = (root / "editions/my-brochure/edition.yaml").read_text()

    for again in (
        lambda: new_project(tmp_path, "my brochure!", DAY),
        lambda: new_edition(Project.at(root), "My Brochure", DAY),
    ):
        with pytest.raises(Diagnostic, match="already a folder"):
            again()
    assert (root / "editions/my-brochure/edition.yaml").read_text() == before


@given(title=st.text(min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_title_makes_an_edition_or_is_refused(title: str) -> None:
    with TemporaryDirectory() as folder:
        project = Project.at(Path(folder))
        try:
            made = new_edition(project, title, DAY)
        except Diagnostic as diagnostic:
            assert diagnostic.findings[0].code.id == "S302"
            return
        assert made.parent == project.editions
        edition = read_model(Edition, read_yaml((made / "edition.yaml").read_bytes(), "a"))
    assert letters(edition.title) == letters(title)


def letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def test_a_title_is_not_filled_in_itself(tmp_path: Path) -> None:
    folder = new_edition(Project.at(tmp_path), "$DATE and $TITLE", DAY)

    assert 'title: "$DATE and $TITLE"' in (folder / "edition.yaml").read_text()


@pytest.mark.parametrize("linked", ["schema", "editions"])
def test_nothing_is_written_through_a_link_that_leads_out(linked: str, tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "project"
    outside.mkdir()
    root.mkdir()
    (root / linked).symlink_to(outside)
    project = Project.at(root)

    with pytest.raises(Diagnostic, match="F102"):
        write_schemas(project) if linked == "schema" else new_edition(project, "A title", DAY)
    assert list(outside.iterdir()) == []


def test_schemas_are_written_only_where_they_change(tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    first = {path: path.stat().st_ino for path in write_schemas(project)}

    assert {path: path.stat().st_ino for path in write_schemas(project)} == first
