from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report import resources
from report.diagnostics import Diagnostic, Mark
from report.resources import Project, bundled_root

MARK = Mark("editions/small/edition.yaml", 3, 9)
FOLDERS = ("editions/small", "assets/photos")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project beside a secret, with a bundle of its own."""
    for name, text in {
        "secret.txt": "secret",
        "bundle/assets/photos/lake.jpg": "bundled lake",
        "bundle/assets/photos/Sea.jpg": "bundled sea",
        "home/assets/photos/lake.jpg": "own lake",
        "home/editions/small/data/size.csv": "a,b",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project((tmp_path / "home").resolve(), (tmp_path / "bundle").resolve())


def finding_of(action: Callable[[], object]) -> tuple[str, str, str]:
    """Return code, message and help of the one finding that `action` raises, with its mark."""
    with pytest.raises(Diagnostic) as caught:
        action()
    (finding,) = caught.value.findings
    assert finding.mark == MARK
    return finding.code.id, finding.message, finding.help


def test_the_projects_own_file_comes_before_the_bundled_one(project: Project) -> None:
    assert project.read(project.find("lake.jpg", FOLDERS, MARK)) == b"own lake"
    assert project.read(project.find("Sea.jpg", FOLDERS, MARK)) == b"bundled sea"
    assert project.read(project.find("data/size.csv", FOLDERS, MARK)) == b"a,b"


@pytest.mark.parametrize(
    ("name", "near"), [("sea.jpg", "Sea.jpg"), ("lakes.jpg", "lake.jpg"), ("LAKE.JPG", "lake.jpg")]
)
def test_a_missing_file_is_marked_and_the_nearest_is_named(
    name: str, near: str, project: Project
) -> None:
    code, message, help = finding_of(lambda: project.find(name, FOLDERS, MARK))

    assert code == "F101" and name in message
    assert f"did you mean “{near}”?" in help
    assert "assets/photos/" in help


OUTSIDE = [
    "../secret.txt",
    "data/../../../secret.txt",
    "..\\secret.txt",
    "/etc/hostname",
    "\\\\server\\share",
    "C:\\secret.txt",
    "c:/secret.txt",
    "file:///etc/hostname",
    "https://example.org/x.jpg",
    "~/secret.txt",
    "",
    "   ",
]
UNSEEN = ["lake\0.jpg", "lake\n.jpg", "a\tlake.jpg", "lake\u202egpj.jpg", "lake\x1b[31m.jpg"]
SEEN = ["a\u00a0lake.jpg", "Shot at 9.41\u202fAM.jpg", "می\u200cخواهم.jpg", "\U0001f9ec.jpg"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_names_that_lead_out_are_refused(name: str, project: Project) -> None:
    assert finding_of(lambda: project.find(name, FOLDERS, MARK))[0] == "F102"


@pytest.mark.parametrize("name", UNSEEN)
def test_names_that_hold_what_nobody_can_see_are_refused(name: str, project: Project) -> None:
    code, _, help = finding_of(lambda: project.find(name, FOLDERS, MARK))

    assert code == "F107" and "rename it" in help


@pytest.mark.parametrize("name", SEEN)
def test_spaces_and_joiners_of_all_kinds_may_stand_in_names(name: str, project: Project) -> None:
    path = project.root / FOLDERS[0] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")

    assert project.find(name, FOLDERS, MARK) == path


@given(name=st.text(st.characters(codec="utf-8"), max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_finds_anything_outside(name: str, project: Project) -> None:
    try:
        path = project.find(name, FOLDERS, MARK)
    except Diagnostic:
        return
    assert path.resolve().is_relative_to(project.root) or path.resolve().is_relative_to(
        project.bundled
    )


def test_symbolic_links_that_lead_out_are_refused(project: Project, tmp_path: Path) -> None:
    folder = project.root / "editions" / "small"
    (folder / "file.csv").symlink_to(tmp_path / "secret.txt")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "circle").symlink_to(folder / "circle")
    (folder / "gone").symlink_to(folder / "nothing")

    for name in ("file.csv", "folder/secret.txt", "circle"):
        assert finding_of(lambda name=name: project.find(name, FOLDERS, MARK))[0] == "F102"
        assert finding_of(lambda name=name: project.read(folder / name, MARK))[0] == "F102"
    assert finding_of(lambda: project.read(project.find("gone", FOLDERS), MARK))[0] == "F104"


def test_symbolic_links_inside_the_project_are_followed(project: Project) -> None:
    (project.root / "editions" / "small" / "same.csv").symlink_to("data/size.csv")

    assert project.read(project.find("same.csv", FOLDERS)) == b"a,b"


def test_what_is_no_file_is_never_opened(project: Project) -> None:
    pipe = project.root / "pipe.csv"
    os.mkfifo(pipe)

    for path in (pipe, project.root / "editions"):
        code, message, _ = finding_of(lambda path=path: project.read(path, MARK))
        assert code == "F104" and "not a regular file" in message


def test_a_file_that_is_gone_is_said_to_be(project: Project) -> None:
    path = project.root / "editions" / "gone.csv"

    code, message = finding_of(lambda: project.read(path, MARK))[:2]

    assert code == "F104" and message == "“gone.csv” is not there"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_finding(project: Project) -> None:
    path = project.root / "closed.csv"
    path.write_text("x")
    path.chmod(0)

    assert finding_of(lambda: project.read(path, MARK))[0] == "F104"


def test_a_file_that_fails_while_being_read_is_a_finding(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", broken)
    path = project.root / "editions/small/data/size.csv"

    code, message, _ = finding_of(lambda: project.read(path, MARK))
    assert code == "F104" and "Input/output error" in message


def test_a_file_that_is_too_large_is_not_read(project: Project) -> None:
    path = project.root / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(resources.MAX_BYTES + 1)  # a sparse file takes no room on the disk

    assert finding_of(lambda: project.read(path, MARK))[0] == "F103"
    assert finding_of(lambda: project.read(path, MARK, limit=10))[0] == "F103"


def test_a_listing_is_sorted_and_the_projects_own_come_first(project: Project) -> None:
    (project.root / "assets/photos/.hidden.jpg").write_text("")
    (project.root / "assets/photos/_part.jpg").write_text("")
    (project.root / "assets/photos/out.jpg").symlink_to("/etc/hostname")

    found = project.listing("assets/photos", ".jpg")

    assert list(found) == ["Sea", "lake"]
    assert found["lake"].read_text() == "own lake"


def test_a_folder_outside_is_never_listed(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "small").mkdir(parents=True)
    for name in ("small/edition.yaml", "private.jpg", "private.css"):
        (outside / name).write_text("secret")
    for name in ("photos", "templates", "linked"):
        (project.root / name).symlink_to(outside)

    help = finding_of(lambda: project.find("privat.jpg", ("photos",), MARK))[2]

    assert "private" not in help
    assert project.names(("photos", "data/../../outside")) == ()
    assert project.listing("templates", ".css") == {}
    assert project.folders_with("edition.yaml", "linked") == ()


def test_folders_are_named_by_what_they_hold(project: Project) -> None:
    for root, name in ((project.root, "own"), (project.bundled, "theirs"), (project.root, "bare")):
        (root / "themes" / name).mkdir(parents=True)
        if name != "bare":
            (root / "themes" / name / "theme.yaml").write_text("label: x")
    (project.root / "themes" / "link").symlink_to("/etc")

    assert project.folders_with("theme.yaml", "themes") == ("link", "own", "theirs")
    assert project.folders_with("theme.yaml", "themes", own=True) == ("link", "own")
    assert project.names(("themes",)) == ("bare", "own", "theirs")


def test_text_that_is_not_utf8_is_marked_at_its_line(project: Project) -> None:
    path = project.root / "page.html"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo")
    assert project.read_text(path) == "one\ntwo"

    path.write_bytes("one\nblå".encode("latin-1"))
    with pytest.raises(Diagnostic) as caught:
        project.read_text(path)
    (finding,) = caught.value.findings
    assert (finding.code.id, str(finding.mark)) == ("C108", "page.html:2:3")


def test_a_place_outside_is_not_written_to(project: Project, tmp_path: Path) -> None:
    (project.root / "schema").symlink_to(tmp_path)

    with pytest.raises(Diagnostic, match=r"“schema/x\.json” is a link that leads out"):
        project.place(project.root / "schema" / "x.json")
    assert project.place(project.root / "new" / "x.json") == project.root / "new" / "x.json"


def test_paths_are_shown_relative_to_the_project(project: Project) -> None:
    assert project.shown(project.root / "editions" / "x.yaml") == "editions/x.yaml"
    assert project.shown(project.bundled / "a" / "b") == "(bundled) a/b"


def test_the_project_is_the_nearest_folder_with_editions(project: Project, tmp_path: Path) -> None:
    inside = project.root / "editions" / "small" / "data"

    assert Project.around(inside).root == project.root
    assert Project.around(tmp_path / "bundle").root == tmp_path / "bundle"


def test_the_bundle_has_what_a_build_needs() -> None:
    for folder in ("templates", "figures", "assets/fonts", "assets/icc"):
        assert (bundled_root() / folder).is_dir(), folder
