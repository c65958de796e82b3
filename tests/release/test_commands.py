"""The commands: what they print, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from report import cli
from report.resources import Project

from ..conftest import DAY
from .conftest import APPROVAL, Kept, project_with

AS_OF = ("--as-of", DAY.isoformat())


def run(*arguments: str, project: Project) -> Result:
    return CliRunner().invoke(cli.commands, ["--project", str(project.root), *arguments])


def test_releasing_says_what_was_released(kept: Kept) -> None:
    result = run("release", "small", "--approved-by", "Anna Berg", *AS_OF, project=kept.project)

    assert result.exit_code == 0
    assert "small: nothing new since release 1" in result.output

    kept.edition.write_text(kept.edition.read_text().replace("[screen, press]", "[screen]"))
    options = ("--approved-by", " Anna  Berg ", "--json", *AS_OF)
    data = json.loads(run("release", "small", *options, project=kept.project).stdout)
    assert (data["state"], data["version"]) == ("written", 2)
    assert data["files"] == ["small-screen.pdf"] and data["folder"].endswith("releases/small/2")


def test_somebody_has_to_approve(kept: Kept) -> None:
    for options in ((), ("--approved-by", "  "), ("--approved-by", "Anna \u202eBerg")):
        result = run("release", "small", *options, project=kept.project)
        assert result.exit_code == 2 and "--approved-by" in result.output


def test_what_is_refused_is_told_and_ends_with_one(kept: Kept) -> None:
    kept.edition.write_text(kept.edition.read_text().replace("T204", "T205"))

    result = run("release", "small", "--approved-by", "Anna Berg", *AS_OF, project=kept.project)

    assert result.exit_code == 1 and "V201" in result.output
    assert "small: not released (1 error, " in result.output


def test_releases_are_listed_and_verified(kept: Kept) -> None:
    listed = run("releases", "small", project=kept.project)
    assert listed.exit_code == 0 and APPROVAL.by in listed.output

    sound = run("releases", "small", "--verify", project=kept.project)
    assert sound.exit_code == 0 and "small: all as released" in sound.output

    (kept.folder / "README.txt").write_text("another")
    broken = run("releases", "small", "--verify", "--json", project=kept.project)
    data = json.loads(broken.stdout)
    assert broken.exit_code == 1
    assert [each["file"] for each in data["findings"]] == ["releases/small/1/README.txt"]
    assert data["releases"][0]["version"] == 1


def test_without_releases_there_is_nothing_to_list(tmp_path: Path) -> None:
    project = project_with(tmp_path / "project")

    result = run("releases", project=project)

    assert result.exit_code == 0 and "there are no releases yet" in result.output


def test_building_again_says_that_all_is_identical(kept: Kept) -> None:
    into = kept.project.root / "again"

    data = json.loads(
        run(
            *("rebuild", str(kept.folder), "--into", str(into), "--json"), project=kept.project
        ).stdout
    )

    assert data["identical"] == ["small-screen.pdf", "small-press.pdf"] == data["built"]
    assert data["different"] == [] and data["findings"] == []
    assert {path.name for path in into.iterdir()} == set(data["built"])
    again = run("rebuild", str(kept.folder), "--into", str(into), project=kept.project)
    assert again.exit_code == 2 and "name a new folder" in again.output


def test_what_is_not_the_same_ends_with_one(kept: Kept) -> None:
    (kept.folder / "small-screen.pdf").write_bytes(b"another")

    result = run("rebuild", str(kept.folder), project=kept.project)

    assert result.exit_code == 1 and "V203" in result.output and "not built again" in result.output
