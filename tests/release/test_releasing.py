"""Releases: whole or not at all, numbered, never written again, and silent about the house."""

from __future__ import annotations

import errno
import getpass
import json
import platform
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

from report.desk import Job
from report.diagnostics import Code, Mark, Severity
from report.pdf.stated import sources_of
from report.release import releasing
from report.release import shelf as shelf_module
from report.release.inputs import gather
from report.release.manifest import Manifest
from report.release.order import items_of
from report.release.releasing import Release, release
from report.release.shelf import Shelf
from report.resources import Project
from report.storage import Content, sha256
from report.validators import validate

from ..conftest import DAY
from .conftest import APPROVAL, EDITION, Kept, project_with

PDFS = ["small-screen.pdf", "small-press.pdf"]


def codes(made: Release) -> set[str]:
    return {each.code.id for each in made.findings if not each.waived}


def all_bytes(pdf: Path) -> bytes:
    """Return all that a PDF holds, its streams unpacked."""
    with pikepdf.open(pdf) as file:
        streams = [each for each in file.objects if isinstance(each, pikepdf.Stream)]
        plain = b"".join(bytes(repr(each), "utf-8", "replace") for each in file.objects)
        return plain + b"".join(each.read_bytes(pikepdf.StreamDecodeLevel.all) for each in streams)


def test_a_release_holds_pdfs_sources_manifest_and_letter(kept: Kept) -> None:
    names = {path.name for path in kept.folder.iterdir()}

    assert names == {*PDFS, "sources.zip", "manifest.json", "README.txt", "SHA256SUMS"}
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=kept.folder, capture_output=True)
    assert sums.returncode == 0
    manifest = kept.manifest
    assert [each.name for each in manifest.files] == PDFS
    assert all(each.sha256 == sha256(kept.folder / each.name) for each in manifest.files)
    assert manifest.archive.sha256 == sha256(kept.folder / "sources.zip")
    assert manifest.approved == APPROVAL and manifest.version == 1 and manifest.previous is None
    assert [(each.code, each.reason, each.used) for each in manifest.waivers] == [
        ("T204", "A page of a test need not be full.", 1)
    ]
    assert [(each["code"], each["waived"] is not None) for each in manifest.findings] == [
        ("T204", True)
    ]
    assert {"Pango", "HarfBuzz", "Fontconfig", "weasyprint", "pyphen"} <= set(
        manifest.made_with.libraries
    )
    jsonschema.validate(json.loads(manifest.data()), Manifest.model_json_schema())


def test_each_pdf_names_the_archive_and_stays_valid(kept: Kept) -> None:
    digest = sha256(kept.folder / "sources.zip")

    assert {sources_of(kept.folder / name) for name in PDFS} == {digest}
    assert validate((kept.folder / "small-screen.pdf").read_bytes()) == ()


def test_the_archive_holds_what_was_read_and_nothing_else(kept: Kept, tmp_path: Path) -> None:
    folder = kept.edition.parent
    (folder / "draft.txt").write_text("Nobody asked for this.")
    (folder / "photos").mkdir()
    (folder / "photos" / "unused.jpg").write_bytes(b"no picture")
    kept.edition.write_text(EDITION.replace("that are printed", "that are set"))

    made = release(kept.project, "small", APPROVAL)

    assert made.manifest is not None
    own = [name for name in made.manifest.inputs if name.startswith("project/")]
    assert own == ["project/editions/small/edition.yaml"]
    assert not [name for name in made.manifest.inputs if name.startswith("bundled/editions")]


def test_pdfs_say_nothing_of_the_house(kept: Kept) -> None:
    secrets = [
        *(str(kept.project.root), str(kept.project.bundled), "/tmp", f"/{getpass.getuser()}"),
        *(APPROVAL.by, APPROVAL.note, "A page of a test", "A comment that nobody"),
    ]
    if len(platform.node()) > 5:  # a shorter name is in any file of this size
        secrets.append(platform.node())
    for name in PDFS:
        held = all_bytes(kept.folder / name)
        found = [each for each in secrets if each.encode() in held]
        assert found == [], name
        assert APPROVAL.by.encode("utf-16-be") not in held


def test_words_for_one_use_are_in_no_file_of_the_other(kept: Kept) -> None:
    texts = {
        name: subprocess.run(
            ["pdftotext", kept.folder / name, "-"], capture_output=True, text=True
        ).stdout
        for name in PDFS
    }

    assert "paper alone" not in texts["small-screen.pdf"]
    assert "screen alone" in texts["small-screen.pdf"]
    assert "paper alone" in texts["small-press.pdf"]
    assert "screen alone" not in texts["small-press.pdf"]
    assert b"paper alone" not in all_bytes(kept.folder / "small-screen.pdf")


def test_the_same_sources_are_released_once(kept: Kept) -> None:
    again = release(kept.project, "small", APPROVAL)

    assert again.state == "same" and again.folder == kept.folder
    assert [each.name for each in kept.folder.parent.iterdir()] == ["1"]


def test_a_change_is_a_new_release_that_says_what_differs(kept: Kept) -> None:
    before = {path: path.read_bytes() for path in kept.folder.iterdir()}
    text = EDITION.replace("targets: [screen, press]", "targets: [screen], formats: [a4, a5]")
    kept.edition.write_text(text.replace("that are printed", "that are set"))

    made = release(kept.project, "small", APPROVAL)

    assert made.state == "written" and made.manifest is not None and made.folder is not None
    assert made.manifest.version == 2
    assert made.manifest.previous is not None
    assert made.manifest.previous.manifest == sha256(kept.folder / "manifest.json")
    said = {(each.what, each.name, each.before, each.after) for each in made.manifest.changes}
    assert ("file", "small-press.pdf", "1 page", "") in said
    assert ("file", "small-a5-screen.pdf", "", "1 page") in said
    assert ("Words that are printed.", "Words that are set.") in {
        each[2:] for each in said if each[0] == "content"
    }
    assert ("source", "project/editions/small/edition.yaml") in {each[:2] for each in said}
    letter = (made.folder / "README.txt").read_text()
    assert "Different from release 1" in letter and "gone: small-press.pdf" in letter
    assert "Words that are printed. → Words that are set." in " ".join(letter.split())
    assert {path: path.read_bytes() for path in kept.folder.iterdir()} == before
    assert Shelf(kept.project, "small").faults() == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("T204", "T205", "V201"),  # a warning that nobody accepts
        ("Words that are printed.", "'{{ facts.none }}'", "C109"),
        ("[screen, press]", "[screen, proof]", "V202"),
        ("[screen, press]", "[screen, pess]", "C110"),
        ("languages: [en-US]", "languages: [sv]", "L101"),
        ("variants: []", "variants: [short]", "C110"),
    ],
)
def test_what_is_wrong_refuses_all_of_it(old: str, new: str, code: str, tmp_path: Path) -> None:
    project = project_with(tmp_path / "project", EDITION.replace(old, new, 1))

    made = release(project, "small", APPROVAL)

    assert made.state == "refused"
    if code == "V201":
        assert "in small-screen.pdf, small-press.pdf" in made.findings[-1].message
    assert code in codes(made), [str(each) for each in made.findings]
    assert not (project.root / "releases").exists()


def test_what_cannot_be_read_says_nothing_of_waivers_that_files_may_need(tmp_path: Path) -> None:
    # Whether a waiver is needed is known of each file, when it is made.
    more = "waivers:\n  - {code: D401, reason: Nobody knows.}"
    broken = EDITION.replace("waivers:", more).replace("Words that are printed.", "'{{ no }}'")
    project = project_with(tmp_path / "project", broken)

    made = release(project, "small", APPROVAL)

    assert made.state == "refused" and codes(made) == {"C109"}


ORDERED = "release: {variants: [], languages: [en-US], targets: [screen, press]}\n"
PO = r"""msgid ""
msgstr ""
"Language: sv\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def test_all_languages_and_variants_are_released_or_none(tmp_path: Path) -> None:
    text = EDITION.replace(ORDERED, "release: {targets: [screen]}\n")
    # So many that one finding counts those of the section.
    many = "".join(f"        - text: Words, number {number}.\n" for number in range(12))
    text = text.replace("waivers:", f"{many}waivers:")
    project = project_with(tmp_path / "project", text)
    folder = project.editions / "small"
    for name, words in {"variants/short.yaml": "title: Shorter\n", "languages/sv.po": PO}.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(words)

    _, items = items_of(project, "small")
    made = release(project, "small", APPROVAL)

    assert [(each.variant, each.language) for each in items] == [
        *(("", ""), ("", "sv")),
        *(("short", ""), ("short", "sv")),
    ]
    # The Swedish has no words yet.
    assert made.state == "refused" and "L102" in codes(made)
    (undone,) = [each for each in made.findings if each.code.id == "V205"]
    assert "“sv” is not done: 18 texts" in undone.message
    assert "`languages: [en-US]` below `release:`" in undone.help
    assert undone.mark is not None and undone.mark.line == 6


def test_a_full_disk_leaves_no_half_of_a_release(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, files: dict[str, Content]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr(shelf_module, "write_folder", full)
    kept.edition.write_text(EDITION.replace("that are printed", "that are set"))

    made = release(kept.project, "small", APPROVAL)

    assert made.state == "refused" and codes(made) == {"V204"}
    assert [each.name for each in kept.folder.parent.iterdir()] == ["1"]


def test_the_manifest_names_the_letter_so_that_other_checksums_do_not_hide_a_change(
    kept: Kept,
) -> None:
    letter = kept.manifest.letter
    assert letter is not None
    data = (kept.folder / letter.name).read_bytes()
    assert (letter.name, letter.sha256, letter.bytes) == ("README.txt", sha256(data), len(data))

    (kept.folder / letter.name).write_bytes(b"another")
    sums = (kept.folder / "SHA256SUMS").read_text().replace(letter.sha256, sha256(b"another"))
    (kept.folder / "SHA256SUMS").write_text(sums)

    (found,) = Shelf(kept.project, "small").faults()
    assert found.mark == Mark("releases/small/1/README.txt")


def test_a_release_that_is_older_than_that_is_as_it_was_released(kept: Kept) -> None:
    path, sums = kept.folder / "manifest.json", kept.folder / "SHA256SUMS"
    data = kept.manifest.model_copy(update={"letter": None}).data()
    sums.write_text(sums.read_text().replace(sha256(path.read_bytes()), sha256(data)))
    path.write_bytes(data)

    assert Shelf(kept.project, "small").faults() == ()


def test_nothing_follows_a_release_that_was_changed(kept: Kept) -> None:
    (kept.folder / "small-screen.pdf").write_bytes(b"%PDF-1.7 another")
    kept.edition.write_text(EDITION.replace("that are printed", "that are set"))

    assert codes(release(kept.project, "small", APPROVAL)) == {"V203"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("small-screen.pdf", b"another"),
        ("README.txt", b"another"),
        ("manifest.json", b"{}"),
        ("sources.zip", b"another"),
        ("more.pdf", b"another"),
        ("SHA256SUMS", b""),
        ("small-press.pdf", None),
    ],
)
def test_what_was_changed_is_found(name: str, data: bytes | None, kept: Kept) -> None:
    path = kept.folder / name
    path.unlink() if data is None else path.write_bytes(data)

    found = Shelf(kept.project, "small").faults()

    assert found and {each.code.id for each in found} <= {"V203", "V211"}
    assert any(each.mark and each.mark.file.startswith("releases/small/1/") for each in found)


def test_a_manifest_written_over_with_its_checksum_is_found_by_the_next(kept: Kept) -> None:
    kept.edition.write_text(EDITION.replace("that are printed", "that are set"))
    assert release(kept.project, "small", APPROVAL).state == "written"
    manifest, sums = kept.folder / "manifest.json", kept.folder / "SHA256SUMS"
    old = sha256(manifest)
    manifest.write_text(manifest.read_text().replace(APPROVAL.by, "Somebody Else"))
    sums.write_text(sums.read_text().replace(old, sha256(manifest)))

    (fault,) = Shelf(kept.project, "small").faults()

    assert "was changed after" in fault.message


def test_the_archive_has_one_day_one_mode_and_one_order(kept: Kept) -> None:
    with zipfile.ZipFile(kept.folder / "sources.zip") as packed:
        entries = packed.infolist()

    assert {each.date_time for each in entries} == {(2026, 11, 22, 0, 0, 0)}
    assert {each.external_attr >> 16 for each in entries} == {0o100644}
    assert [each.filename for each in entries] == sorted(each.filename for each in entries)
    assert {each.compress_type for each in entries} == {zipfile.ZIP_STORED}


def test_releases_are_kept_in_the_project(tmp_path: Path) -> None:
    project = project_with(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (project.root / "releases").symlink_to(tmp_path / "elsewhere")

    assert codes(release(Project.at(project.root), "small", APPROVAL)) == {"F102"}


def test_a_waiver_that_one_file_needs_is_no_idle_one_in_another(tmp_path: Path) -> None:
    more = "Words for paper alone. " * 400
    text = EDITION.replace("Words for paper alone.", more).replace(
        "Words for the screen alone.", "More"
    )
    project = project_with(tmp_path / "project", text)

    made = release(project, "small", APPROVAL)

    assert made.state == "written", [str(each) for each in made.findings]
    assert made.manifest is not None
    found = {each["code"]: each["files"] for each in made.manifest.findings if each["waived"]}
    assert found == {"T204": ["small-screen.pdf"]}


def test_each_waiver_is_told_with_what_it_has_settled_itself(tmp_path: Path) -> None:
    # Both for one reason; what the first accepts is nothing that the second has to.
    reason = "reason: A page of a test need not be full."
    one, other = f"{{code: T204, at: first, {reason}}}", f"{{code: T204, at: second, {reason}}}"
    text = EDITION.replace(f"{{code: T204, {reason}}}", f"{one}\n  - {other}")
    second = "  - section: {id: second, title: Second, blocks: [{text: Words.}]}\nwaivers:"
    text = text.replace("targets: [screen, press]", "targets: [screen]").replace("waivers:", second)
    project = project_with(tmp_path / "project", text)

    made = release(project, "small", APPROVAL)

    assert made.manifest is not None, [str(each) for each in made.findings]
    assert [(each.at, each.used) for each in made.manifest.waivers] == [("first", 1), ("second", 1)]


def test_two_at_once_are_one_release(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.edition.write_text(EDITION.replace("that are printed", "that are set"))
    slow, meanwhile = releasing.build_all, []

    def overtaken(*arguments: Any) -> Any:
        built = slow(*arguments)
        if not meanwhile:
            meanwhile.append("begun")
            meanwhile.append(release(kept.project, "small", APPROVAL).state)
        return built

    monkeypatch.setattr(releasing, "build_all", overtaken)
    made = release(kept.project, "small", APPROVAL)

    assert meanwhile == ["begun", "written"] and made.state == "same"
    assert made.manifest is not None and made.manifest.version == 2
    assert {each.name for each in kept.folder.parent.iterdir()} == {"1", "2"}


def test_colophon_may_be_installed_in_the_project(kept: Kept) -> None:
    inside = kept.project.root / ".venv" / "colophon"
    for folder in ("assets", "figures", "templates"):
        shutil.copytree(kept.project.bundled / folder, inside / folder)
    around = Project(kept.project.root, inside)

    inputs = gather(around, [Job("small", DAY)])

    assert {name.split("/")[0] for name in inputs.files} == {"project", "bundled"}
    assert "bundled/templates/base.css" in inputs.files


def test_what_is_a_warning_here_and_an_error_there_is_told_once_as_the_error() -> None:
    code = Code("Z1", "z", Severity.WARNING, "")
    there = code.finding(Mark("e.yaml", 3, 1), "words of the starter")
    error = replace(there, override=Severity.ERROR)
    other = code.finding(Mark("e.yaml", 4, 1), "words of the starter")

    assert releasing.at_their_worst([there, other, error, there]) == (error, other)
