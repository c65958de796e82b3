"""Editions as they were in a git revision."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from report.diagnostics import Diagnostic
from report.differences.naming import EditionName, edition_name, text_at
from report.differences.revisions import project_at
from report.resources import Project, bundled_root

from ..conftest import SMALL, run_colophon


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def kept(tmp_path: Path) -> Project:
    """A project under git, below the top of its repository, with an edition changed since v1."""
    root = tmp_path / "repository" / "project"
    folder = root / "editions" / "small"
    (folder / "variants").mkdir(parents=True)
    (folder / "variants" / "a5.yaml").write_text("format: a5\n")
    (folder / "edition.yaml").write_text(SMALL)
    git(root.parent, "init", "-q", "-b", "main")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "First")
    git(root.parent, "tag", "v1")
    (folder / "edition.yaml").write_text(SMALL.replace("are printed", "were printed"))
    return Project(root, bundled_root())


def code_of(project: Project, slug: str, revision: str) -> str:
    with pytest.raises(Diagnostic) as raised, project_at(project, slug, revision):
        pass
    (finding,) = raised.value.findings
    assert finding.help
    return finding.code.id


def test_a_revision_is_read_and_the_folder_stays_as_it_is(kept: Project) -> None:
    before = git(kept.root, "status", "--porcelain", "--ignored")

    with text_at(kept, EditionName("small", revision="v1")) as (then, text):
        ((_, block),) = text.manuscript.edition.blocks()
        assert block.body == "Words that are printed."  # type: ignore[attr-defined]
        assert then.root != kept.root

    assert not then.root.exists()
    assert git(kept.root, "status", "--porcelain", "--ignored") == before


def test_findings_and_places_name_the_revision(kept: Project) -> None:
    done = run_colophon("diff", "small@v1", folder=kept.root)

    assert done.returncode == 0, done.stderr
    assert "body: Words that are printed. → Words that were printed." in done.stdout
    done = run_colophon("diff", "small", "small@v1", "--json", "--exit-code", folder=kept.root)
    assert done.returncode == 3
    assert '"new_place": "v1:editions/small/edition.yaml:' in done.stdout


def test_what_is_no_revision(kept: Project) -> None:
    assert code_of(kept, "small", "v2") == "V303"
    assert code_of(kept, "small", "--output=x") == "V303"
    assert code_of(kept, "other", "v1") == "V304"


def test_a_language_behind_the_revision_is_told_its_place(kept: Project) -> None:
    with pytest.raises(Diagnostic) as raised, project_at(kept, "small", "v1@sv"):
        pass

    assert "stands before the revision" in raised.value.findings[0].help


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    project = Project(tmp_path, bundled_root())

    assert code_of(project, "small", "v1") == "V302"


def test_without_git(kept: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert code_of(kept, "small", "v1") == "V301"


def test_a_shallow_copy_says_how_to_get_the_rest(kept: Project, tmp_path: Path) -> None:
    git(kept.root, "commit", "-qam", "Second")
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{kept.root.parent}", str(copy))

    with (
        pytest.raises(Diagnostic) as raised,
        project_at(Project(copy / "project", bundled_root()), "small", "v1"),
    ):
        pass

    assert "--unshallow" in raised.value.findings[0].help


def test_links_in_a_revision_lead_nowhere_else(kept: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(SMALL)
    link = kept.editions / "linked"
    link.mkdir()
    (link / "edition.yaml").symlink_to(tmp_path / "secret.yaml")
    git(kept.root, "add", ".")
    git(kept.root, "commit", "-qm", "A link")

    with (
        pytest.raises(Diagnostic) as raised,
        text_at(kept, EditionName("linked", revision="HEAD")),
    ):
        pass

    (finding,) = raised.value.findings
    assert (finding.code.id, str(finding.mark)) == ("F102", "HEAD:editions/linked/edition.yaml")


def test_what_is_wrong_with_a_revision_names_it(kept: Project) -> None:
    name = EditionName("small", language="sv", revision="v1")

    with pytest.raises(Diagnostic) as raised, text_at(kept, name):
        pass

    assert [str(each.mark) for each in raised.value.findings] == ["v1"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("a5", EditionName("small", variant="a5")),
        ("en-US", EditionName("small", language="en-US")),
        ("en-US@a5@v1", EditionName("small", "a5", "en-US", "v1")),
        ("v1", EditionName("small", revision="v1")),
        ("a5@main@{yesterday}", EditionName("small", variant="a5", revision="main@{yesterday}")),
        ("a5@a5", EditionName("small", variant="a5", revision="a5")),
    ],
)
def test_names(kept: Project, rest: str, expected: EditionName) -> None:
    assert edition_name(kept, "small", rest) == expected
