"""The doctor names what is missing, and what to type on this platform."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from report import doctor, libraries
from report.doctor import Check, State, asset_hashes, examine
from report.resources import Project, bundled_root

ASSETS = bundled_root() / "assets"
START_ENGINE = doctor._engine


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the engine unstarted, which takes most of a second, where it is not the matter."""
    monkeypatch.setattr(doctor, "_engine", lambda: Check("WeasyPrint", State.OK, "not started"))


@pytest.fixture
def with_engine(quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_engine", START_ENGINE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path, bundled_root())


def missing(*names: str) -> tuple[libraries.Library, ...]:
    """Return the libraries, those of `names` under a name that no loader finds."""
    absent = "libcolophon-has-no-such-thing.so.0"
    return tuple(
        replace(each, soname=absent, stem=absent) if each.name in names else each
        for each in libraries.LIBRARIES
    )


def named(manager: str) -> libraries.Manager:
    return next(each for each in libraries.MANAGERS if each.name == manager)


@pytest.mark.usefixtures("with_engine")
def test_this_machine_can_build(project: Project) -> None:
    checks = examine(project)
    assert not [each for each in checks if each.state is State.FAIL]
    names = {each.name for each in checks}
    assert {"Python", "Pango", "WeasyPrint", "Fonts", "Colour profiles", "Output folder"} <= names


@pytest.mark.parametrize(
    ("manager", "sentence"),
    [
        ("apt", "On Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0"),
        ("dnf", "On Fedora: sudo dnf install pango"),
        ("zypper", "On openSUSE: sudo zypper install libpango-1_0-0"),
        ("pacman", "On Arch: sudo pacman -S pango"),
        ("brew", "On macOS: brew install pango"),
    ],
)
def test_a_missing_library_comes_with_the_command_of_this_platform(
    manager: str, sentence: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", missing("Pango", "PangoFT2"))
    monkeypatch.setattr(libraries, "manager", lambda: named(manager))
    monkeypatch.setattr(libraries, "is_root", lambda: False)
    found = {each.name: each for each in examine(project)}
    assert found["Pango"].state is State.FAIL
    assert found["Pango"].message == "Pango, which sets the type, is missing"
    assert found["Pango"].help == sentence
    assert found["GLib"].state is State.OK


def test_the_library_that_can_be_done_without_is_a_note(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", missing("HarfBuzz-Subset"))
    found = {each.name: each for each in examine(project)}
    assert found["HarfBuzz-Subset"].state is State.WARN


def test_without_a_known_package_manager_every_way_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(libraries, "manager", lambda: None)
    ways = libraries.advice(libraries.LIBRARIES).splitlines()
    assert [way.split(":")[0] for way in ways] == [
        f"On {each.platform}" for each in libraries.MANAGERS
    ]


def test_windows_is_shown_the_way_through_wsl(monkeypatch: pytest.MonkeyPatch) -> None:
    # The two places alone that look: the rest of Python takes the change of name at its word.
    monkeypatch.setattr(sys, "platform", "win32")
    system, library = doctor._system(), doctor._advice(list(libraries.LIBRARIES))
    assert system.state is State.FAIL
    assert system.help == library
    assert "wsl --install" in library
    assert "make brochure" in library


@pytest.mark.usefixtures("with_engine")
def test_an_engine_that_does_not_start_is_told_and_not_raised(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'OSError: no libpango' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    engine = next(each for each in examine(project) if each.name == "WeasyPrint")
    assert engine.state is State.FAIL
    assert engine.message.endswith("does not start: OSError: no libpango")


def test_damaged_and_missing_assets_are_named(tmp_path: Path) -> None:
    shutil.copytree(ASSETS, tmp_path / "assets", ignore=shutil.ignore_patterns("photos"))
    regular = tmp_path / "assets/fonts/source-sans-3/SourceSans3-Regular.ttf"
    regular.write_bytes(regular.read_bytes()[:-1] + b"x")
    (tmp_path / "assets/icc/sRGB2014.icc").unlink()
    found = {each.name: each for each in examine(Project(tmp_path, tmp_path))}
    assert found["Fonts"].state is State.FAIL
    assert found["Fonts"].message == (
        "missing or damaged: fonts/source-sans-3/SourceSans3-Regular.ttf"
    )
    assert found["Colour profiles"].message == "missing or damaged: icc/sRGB2014.icc"


def test_a_lost_list_of_assets_is_a_failure(tmp_path: Path) -> None:
    found = {each.name: each for each in examine(Project(tmp_path, tmp_path))}
    assert found["Fonts"].state is State.FAIL


def test_missing_and_other_packages_are_named(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(
        "weasyprint==1.0 \\\n    --hash=sha256:00\n"
        "no-such-package==2.0 \\\n    --hash=sha256:00\n"
        "only-on-another-system==3.0 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    )
    packages = [
        each for each in examine(Project(tmp_path, tmp_path)) if each.name == "Python packages"
    ]
    assert [each.state for each in packages] == [State.FAIL, State.FAIL]
    assert packages[0].message == "1 of 2 are missing: no-such-package"
    assert packages[1].message.endswith("tested is 1.0")
    assert packages[0].help == "Run: make brochure"


def test_packages_of_an_extra_nobody_asked_for_are_not_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ["weasyprint", "no-such-package>=2", "no-such-extra>=1; extra == 'heic'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda _: wanted)
    packages = [
        each for each in examine(Project(tmp_path, tmp_path)) if each.name == "Python packages"
    ]
    assert [each.message for each in packages] == ["1 of 2 are missing: no-such-package"]


def test_an_output_folder_that_cannot_be_written_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    folder = next(each for each in examine(project) if each.name == "Output folder")
    assert folder.state is State.FAIL
    assert "Read-only file system" in folder.message


def test_too_little_room_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 10**18)
    folder = next(each for each in examine(project) if each.name == "Output folder")
    assert folder.state is State.WARN


def test_every_asset_is_listed_with_its_hash() -> None:
    listed = asset_hashes(ASSETS)
    there = {
        path.relative_to(ASSETS).as_posix()
        for path in ASSETS.rglob("*")
        # Photos have their own list, with more to say of each: photos/credits.yaml.
        if path.is_file() and path.parent != ASSETS / "photos" and path != ASSETS / "README.md"
    }
    assert there == set(listed)
    assert not [name for name, sha in listed.items() if doctor._digest(ASSETS / name) != sha]


def test_every_asset_row_links_its_licence() -> None:
    text = (ASSETS / "README.md").read_text("utf-8")
    for name in asset_hashes(ASSETS):
        if name.startswith("LICENSES/"):
            continue
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}` "))
        licence = row.split("](")[1].split(")")[0]
        assert (ASSETS / licence).is_file(), name
