"""Building again: the same bytes on another machine, and what differs where it is another."""

from __future__ import annotations

import errno
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from report.release import rebuilding
from report.release.archive import order_in, pack, unpack
from report.release.machine import this_machine
from report.release.rebuilding import Rebuilt, rebuild
from report.resources import Project

from ..conftest import DAY, run_colophon
from .conftest import Kept, another_machine

PDFS = ("small-screen.pdf", "small-press.pdf")


def codes(made: Rebuilt) -> set[str]:
    return {each.code.id for each in made.findings}


def test_a_second_machine_gives_the_same_bytes(kept: Kept, tmp_path: Path) -> None:
    """Another folder, home, language, time zone and hash seed, and nothing in any cache."""
    there = tmp_path / "somewhere else – å"
    shutil.copytree(kept.folder, there)
    home = tmp_path / "home"
    home.mkdir()
    result = run_colophon(
        "rebuild", str(there), "--into", "again", folder=home, environment=another_machine(home)
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.count("identical") == 2
    assert not (home / "build").exists(), "an empty folder is left behind"
    for name in PDFS:
        assert (home / "again" / name).read_bytes() == (kept.folder / name).read_bytes()


def test_an_archive_alone_is_built_and_compared_with_nothing(kept: Kept, tmp_path: Path) -> None:
    alone = tmp_path / "alone" / "sources.zip"
    alone.parent.mkdir()
    shutil.copy(kept.folder / "sources.zip", alone)

    made = rebuild(Project.at(tmp_path), alone, DAY, tmp_path / "into")

    assert made.done and codes(made) == {"V215"} and made.names == PDFS
    assert (tmp_path / "into" / PDFS[0]).read_bytes() == (kept.folder / PDFS[0]).read_bytes()


def test_what_is_no_release_is_said_to_be_none(tmp_path: Path) -> None:
    for given in (tmp_path, tmp_path / "none.zip"):
        made = rebuild(Project.at(tmp_path), given, DAY)
        assert not made.done and codes(made) == {"V216"}


def test_a_changed_archive_is_found_before_anything_is_built(kept: Kept) -> None:
    archive = kept.folder / "sources.zip"
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("small/project/editions/small/more.txt", "more")

    assert codes(rebuild(kept.project, archive, DAY)) == {"V212"}
    assert codes(rebuild(kept.project, kept.folder, DAY)) == {"V203"}


def test_a_manifest_that_was_written_over_is_found(kept: Kept) -> None:
    path = kept.folder / "manifest.json"
    data = json.loads(path.read_text())
    data["files"][0]["sha256"] = "0" * 64
    path.write_text(json.dumps(data))

    # The folder says so by its checksums; with the archive, by what is built again.
    assert "V203" in codes(rebuild(kept.project, kept.folder, DAY))
    made = rebuild(kept.project, kept.folder / "sources.zip", DAY)
    assert codes(made) == {"V213"} and made.different == ("small-screen.pdf",)
    assert made.identical == ("small-press.pdf",) and not made.done


def test_other_libraries_are_named(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    here = this_machine(kept.project)
    other = here.model_copy(update={"libraries": {**here.libraries, "Pango": "9.9"}})
    monkeypatch.setattr(rebuilding, "this_machine", lambda project: other)

    made = rebuild(kept.project, kept.folder, DAY)

    (finding,) = made.findings
    assert finding.code.id == "V214" and f"Pango {here.libraries['Pango']}, here 9.9" in str(
        finding
    )
    assert made.done


def test_another_version_of_the_program_is_named(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = this_machine(kept.project)
    newer = here.model_copy(update={"program": "99.0", "code": "f" * 64})
    monkeypatch.setattr(rebuilding, "this_machine", lambda project: newer)

    made = rebuild(kept.project, kept.folder, DAY)

    (finding,) = made.findings
    assert finding.code.id == "V217" and made.done
    assert f"made with Colophon {here.program} ({here.code[:12]})" in finding.message
    assert "built again with Colophon 99.0 (ffffffffffff)" in finding.message


@pytest.mark.parametrize("newer", [True, False])
def test_templates_that_a_newer_version_asks_for_more_are_no_fault_of_the_archive(
    newer: bool, kept: Kept, tmp_path: Path
) -> None:
    (tmp_path / "sources").mkdir()
    folder = unpack(kept.folder / "sources.zip", tmp_path / "sources")
    order = order_in(folder, kept.folder / "sources.zip")
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent != folder
    }
    words = "bundled/templates/languages/en.yaml"
    files[words] = b"".join(
        line for line in files[words].splitlines(keepends=True) if b"continued:" not in line
    )
    if newer:
        older = order.made_with.model_copy(update={"program": "0.1", "code": "0" * 64})
        order = order.model_copy(update={"made_with": older})
    archive = tmp_path / "sources.zip"
    pack(archive, order, files, DAY)

    made = rebuild(Project.at(tmp_path), archive, DAY)

    assert not made.done and made.names == ()
    told = {each.code.id: each for each in made.findings}
    assert set(told) == ({"V215", "V217", "V218"} if newer else {"V215", "C105"})
    if newer:
        assert "en.yaml" in told["V218"].message and "“continued” is missing" in str(told["V218"])
        assert "rebuild it with Colophon 0.1 (000000000000)" in told["V218"].help


def test_a_folder_that_may_not_be_written_is_a_finding(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path, files: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(folder))

    monkeypatch.setattr(rebuilding, "write_folder", refused)

    made = rebuild(kept.project, kept.folder, DAY, tmp_path / "into")

    assert codes(made) == {"V204"} and not made.done
