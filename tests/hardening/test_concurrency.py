"""Several people at one project at once: each gets a right result, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
import yaml

from report.resources import Project
from report.storage import one_at_a_time
from tests.tools.hardening import litter, photo

from ..conftest import ROOT, SMALL, NewProject

BOTH = range(2)
PROFILES = ("GRACoL2013_CRPC6_V2.icc", "PSO_Uncoated_ISO12647_eci.icc")


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "build_pdf.py"), *arguments]
    return subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(running: Sequence[subprocess.Popen[str]]) -> list[tuple[int, str]]:
    """Wait for all; return how each ended and what it said, and hold that none crashed."""
    said = [each.communicate(timeout=300) for each in running]
    assert not [err for _, err in said if "Traceback" in err]
    return [(each.returncode, out + err) for each, (out, err) in zip(running, said, strict=True)]


def own_profile(name: str, folder: Path) -> Path:
    """Write a profile of a print shop that no preset knows: a bundled one of another size."""
    path = folder / f"{name}.icc"
    data = bytearray((ROOT / "assets/icc" / name).read_bytes())
    data[24:36] = b"\x07\xe8\x00\x01\x00\x02" * 2  # the date, which says nothing of colour
    path.write_bytes(data)
    return path


def test_photos_of_several_people_are_all_taken_in(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    shares = []
    for person in range(4):
        files = [tmp_path / f"own-{person}-{number}.jpg" for number in range(5)]
        for number, path in enumerate(files):
            path.write_bytes(photo(person * 10 + number, 300))
        shares.append(files)

    found = ended([start(project, "photos", "import", *map(str, each)) for each in shares])

    assert [code for code, _ in found] == [0] * 4
    folder = project.editions / "small" / "photos"
    entries = yaml.safe_load((folder / "credits.yaml").read_text())["photos"]
    names = sorted(path.name for share in shares for path in share)
    assert sorted(entries) == names
    assert sorted(path.name for path in folder.glob("*.jpg")) == names
    assert litter(project.root) == []


def test_one_photo_that_two_take_in_has_one_entry(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    (tmp_path / "one.jpg").write_bytes(photo(1, 300))

    ended([start(project, "photos", "import", str(tmp_path / "one.jpg")) for _ in BOTH])

    ledger = (project.editions / "small" / "photos" / "credits.yaml").read_text()
    assert ledger.count("one.jpg:") == 1


def test_of_two_presets_of_one_name_the_second_is_refused(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    files = [own_profile(name, tmp_path) for name in PROFILES]

    found = ended([start(project, "printer", "add", str(f), "--name", "smith") for f in files])

    assert sorted(code for code, _ in found) == [0, 1]
    assert "X208" in next(said for code, said in found if code == 1)
    (profile,) = (project.root / "assets" / "icc").iterdir()
    assert f'"{profile.name}"' in (project.root / "templates/printers/smith.yaml").read_text()


@pytest.mark.parametrize("here", [True, False])
def test_of_two_editions_of_one_name_the_second_is_refused(
    here: bool, new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project() if here else Project.at(tmp_path)

    found = ended([start(project, "new", "Health 2027") for _ in BOTH])

    assert sorted(code for code, _ in found) == [0, 1]
    assert "S301" in next(said for code, said in found if code == 1)
    root = project.root if here else project.root / "health-2027"
    again = Project.at(root)
    assert "health-2027" in again.folders_with("edition.yaml", "editions", own=True)
    assert litter(tmp_path) == []


def test_ids_that_two_write_are_written_once(new_project: NewProject) -> None:
    project = new_project(SMALL.replace("      id: first\n", ""))

    ended([start(project, "check", "small", "--fix") for _ in BOTH])

    text = (project.editions / "small" / "edition.yaml").read_text()
    assert text.count("      id: first\n") == 1


@pytest.mark.slow
def test_two_hand_overs_make_one(new_project: NewProject) -> None:
    project = new_project()

    found = ended([start(project, "handover", "small") for _ in BOTH])

    assert [code for code, _ in found] == [0, 0]
    assert sorted("handed over before" in said for _, said in found) == [False, True]
    assert len(list((project.root / "handover" / "small").glob("*.zip"))) == 1
    assert litter(project.root) == []


@pytest.mark.slow
def test_building_while_somebody_cleans_gives_the_same_files(new_project: NewProject) -> None:
    project = new_project()
    ((code, said),) = ended([start(project, "build", "small")])
    assert code == 0, said
    pdf = project.build / "small" / "small-screen.pdf"
    expected = pdf.read_bytes()

    targets = ("screen", "press", "screen")
    building = [start(project, "build", "small", "--target", each) for each in targets]
    cleaning = []
    while any(each.poll() is None for each in building):
        cleaning += ended([start(project, "clean", "--all")])
        time.sleep(0.1)

    assert {code for code, _ in cleaning} == {0}
    assert [code for code, _ in ended(building)] == [0, 0, 0]
    ended([start(project, "build", "small")])
    assert pdf.read_bytes() == expected
    assert litter(project.root) == []


@pytest.mark.slow
def test_builds_in_two_formats_at_once_do_not_mix(new_project: NewProject) -> None:
    project = new_project()
    formats = ("a4", "a5", "us-letter", "square-210")

    found = ended([start(project, "build", "small", "--format", each) for each in formats])

    assert [code for code, _ in found] == [0] * 4
    sizes = set()
    for name in formats:
        with pikepdf.open(project.build / "small" / f"small-{name}-screen.pdf") as pdf:
            sizes.add(tuple(round(float(each)) for each in pdf.pages[0].trimbox))
    assert len(sizes) == 4


def test_who_holds_a_project_keeps_others_waiting(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    (tmp_path / "one.jpg").write_bytes(photo(1, 300))

    with one_at_a_time(project.root):
        waiting = start(project, "photos", "import", str(tmp_path / "one.jpg"))
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(4)

    ((code, said),) = ended([waiting])
    assert code == 0 and "taken in" in said
