"""From an edition to the folder for the print shop, and the commands that say so."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result

from report import cli
from report.build import build, check, output_path
from report.delivery import Delivered, deliver
from report.desk import Job
from report.diagnostics import Severity
from report.resources import Project

from .conftest import DAY, HEAD, SMALL, NewProject

JOB = Job("small", DAY)
FOUR = (
    HEAD
    + "sections:\n"
    + "".join(
        f"  - section:\n      id: p{number}\n      title: Page {number}\n"
        f"      blocks:\n        - text: {'Words that are printed. ' * 40}\n"
        for number in range(1, 5)
    )
)


def run(*arguments: str, project: Project) -> Result:
    return CliRunner().invoke(cli.commands, ["--project", str(project.root), *arguments])


def codes(delivered: Delivered) -> set[str]:
    return {each.code.id for each in delivered.findings if not each.waived}


def names(delivered: Delivered) -> set[str]:
    assert delivered.handover is not None
    start = "small-a4-fogra39-coated-r1-"
    return {name.removeprefix(start) for name in delivered.handover.files}


@pytest.fixture
def delivered(new_project: NewProject) -> tuple[Project, Delivered]:
    project = new_project(FOUR)
    return project, deliver(project, JOB)


def test_the_folder_holds_all_that_a_print_shop_gets(
    delivered: tuple[Project, Delivered],
) -> None:
    project, made = delivered
    assert made.written and made.handover is not None
    folder = made.handover.folder

    assert folder.parent == project.root / "handover" / "small"
    assert names(made) == {
        *("press.pdf", "proof.pdf", "preflight.pdf", "preflight.json", "credits.csv"),
        *("README.txt", "SHA256SUMS"),
    }
    assert {path.name for path in folder.iterdir()} == set(made.handover.files)
    sums = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True)
    assert sums.returncode == 0
    with zipfile.ZipFile(made.handover.archive) as archive:
        for name in archive.namelist():
            assert archive.read(name) == (folder.parent / name).read_bytes()


def test_the_report_is_about_the_file_beside_it(delivered: tuple[Project, Delivered]) -> None:
    made = delivered[1].handover
    assert made is not None
    (report,) = made.folder.glob("*-preflight.json")
    data = json.loads(report.read_text())
    (press,) = made.folder.glob("*-press.pdf")

    assert data["files"][0]["name"] == press.name
    assert data["files"][0]["pages"] == 4
    assert {"X101", "X105", "X118"} <= {check["code"] for check in data["checks"]}


def test_the_same_edition_is_handed_over_once_and_another_one_is_refused(
    delivered: tuple[Project, Delivered],
) -> None:
    project = delivered[0]
    path = project.editions / "small" / "edition.yaml"

    again = deliver(project, JOB)
    assert again.handover is not None and again.handover.state == "same"

    # Findings stand a line further down now, and nothing is printed otherwise.
    path.write_text(f"# A comment.\n{FOUR}")
    moved = deliver(project, JOB)
    assert moved.handover is not None and moved.handover.state == "same"
    assert not {"X401", "X404"} & codes(moved)

    path.write_text(FOUR.replace("Page 2", "Another title"))
    other = deliver(project, JOB)
    assert not other.written and "X401" in codes(other)

    path.write_text(
        FOUR.replace("Page 2", "Other").replace("publisher", "print: {revision: 2}\npublisher")
    )
    second = deliver(project, JOB)
    assert second.written and second.handover is not None
    assert second.handover.folder.name.endswith("-r2")


def test_an_edition_with_errors_is_not_handed_over(new_project: NewProject) -> None:
    project = new_project(FOUR.replace("Page 2", '"{{ facts.none }}"'))

    made = deliver(project, JOB)

    assert not made.written and made.handover is None
    assert not (project.root / "handover").exists()


def test_a_cover_of_its_own_is_handed_over_too(new_project: NewProject) -> None:
    project = new_project(FOUR)

    made = deliver(project, replace(JOB, printer="fogra39-bound"))

    assert made.handover is not None
    (cover,) = made.handover.folder.glob("*-cover.pdf")
    with pikepdf.open(cover) as pdf:
        assert len(pdf.pages) == 1
        assert float(pdf.pages[0].trimbox[2]) > 2 * 595


def test_a_press_build_and_its_cover_stand_side_by_side(new_project: NewProject) -> None:
    project = new_project(FOUR)
    job = replace(JOB, target="press", printer="fogra39-bound")

    outcome = build(project, job)

    assert outcome.written
    assert outcome.path == output_path(project, job)
    (cover,) = outcome.others
    assert cover.name == f"{outcome.path.stem}-cover.pdf" and cover.exists()


def test_a_page_count_that_does_not_fit_is_said_with_what_to_do(new_project: NewProject) -> None:
    three = FOUR[: FOUR.index("  - section:\n      id: p4")]
    outcome = build(new_project(three), replace(JOB, target="press"))

    (finding,) = [each for each in outcome.findings if each.code.id == "X301"]
    assert "1 blank page" in finding.message and finding.help == "cut 1 page or add 1"
    with pikepdf.open(outcome.path) as pdf:
        assert len(pdf.pages) == 4


def test_a_waiver_for_one_target_leaves_the_others_alone(new_project: NewProject) -> None:
    text = (
        FOUR.replace(
            "sections:",
            """waivers:
  - {code: P311, at: cap, target: press, reason: The archive has no better scan.}
sections:""",
        )
        + """  - section:
      title: Coarse
      blocks:
        - panel: {id: cap, title: A, body: B, width: page, lines: 20,
            picture_columns: 5, photo: {file: nurse-cap.jpg}}
"""
    )
    project = new_project(text)

    for target in ("screen", "press", "proof"):
        found = [each.code.id for each in build(project, replace(JOB, target=target)).findings]
        assert "C120" not in found, target


def test_the_press_file_of_a_hand_over_is_that_of_a_press_build(
    delivered: tuple[Project, Delivered],
) -> None:
    project, made = delivered
    assert made.handover is not None
    (handed,) = made.handover.folder.glob("*-press.pdf")

    outcome = build(project, replace(JOB, target="press"))

    assert outcome.path.read_bytes() == handed.read_bytes()


def test_a_cover_that_belongs_to_no_press_file_any_more_is_removed(
    new_project: NewProject,
) -> None:
    order = "print: {printer: fogra39-bound}\n"
    project = new_project(order + FOUR)
    press = replace(JOB, target="press")
    (cover,) = build(project, press).others
    (project.editions / "small" / "edition.yaml").write_text(FOUR)

    outcome = build(project, press)

    assert outcome.written and not cover.exists()


@pytest.mark.parametrize("spine", ["-4mm", "400mm"])
def test_a_spine_that_none_can_have_is_found(spine: str, new_project: NewProject) -> None:
    project = new_project(f"print: {{printer: fogra39-bound, spine: {spine}}}\n" + FOUR)

    outcome = build(project, replace(JOB, target="press"))

    assert not outcome.written
    assert [each.mark.line for each in outcome.findings if each.mark] == [1]


def test_a_proof_is_made_where_the_press_file_is_refused(new_project: NewProject) -> None:
    project = new_project(
        FOUR + "  - section:\n      title: Coarse\n      blocks:\n"
        "        - photo: {file: nurse-cap.jpg, width: page, caption: x}\n"
    )

    press = build(project, replace(JOB, target="press"))
    proof = build(project, replace(JOB, target="proof"))

    assert press.blocked and not press.written
    assert proof.blocked and proof.written
    with pikepdf.open(proof.path) as pdf:
        notes = [str(note.Contents) for page in pdf.pages for note in page.obj.get("/Annots", [])]
    assert any("P310" in note for note in notes)


def test_handover_says_where_everything_is(new_project: NewProject) -> None:
    project = new_project(FOUR)

    said = run("handover", "small", project=project)
    data = json.loads(run("handover", "small", "--json", project=project).stdout)

    assert said.exit_code == 0 and "ready to hand over" in said.output
    assert (project.root / data["archive"]).exists() or Path(data["archive"]).exists()
    assert data["files"][-1] == "SHA256SUMS"


def test_preflight_judges_any_pdf(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project(FOUR)
    build(project, JOB)
    screen = output_path(project, JOB)
    report = tmp_path / "report.pdf"

    said = run("preflight", str(screen), "--report", str(report), project=project)
    data = json.loads(run("preflight", str(screen), "--json", project=project).stdout)

    assert said.exit_code == 1 and "X101" in said.output and "no certification" in said.output
    assert report.read_bytes().startswith(b"%PDF")
    assert any(each["code"] == "X118" for each in data["findings"])


def test_a_report_never_takes_the_place_of_the_file_that_is_checked(
    new_project: NewProject, tmp_path: Path
) -> None:
    path = tmp_path / "advert.pdf"
    path.write_bytes(b"%PDF-1.7 mine")
    project = new_project(SMALL)

    for place in (path, tmp_path / "none" / "report.pdf"):
        said = run("preflight", str(path), "--report", str(place), project=project)
        assert said.exit_code == 2, said.output

    assert path.read_bytes() == b"%PDF-1.7 mine"
    assert [*tmp_path.rglob("report.pdf")] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"printer": "fogra39-bound"}, "--printer"),
        ({"marks": True}, "--marks"),
        ({"printer": "no-such", "marks": True}, "--printer and --marks"),
    ],
)
@pytest.mark.parametrize("target", ["screen", "booklet"])
def test_what_only_a_press_can_do_is_not_ignored_elsewhere(
    target: str, asked: dict[str, Any], said: str, new_project: NewProject
) -> None:
    outcome = build(new_project(SMALL), replace(JOB, target=target, **asked))

    assert not outcome.written
    (finding,) = outcome.findings
    assert (finding.code.id, finding.severity) == ("X211", Severity.ERROR)
    assert f"“{target}” goes to no press, and {said} would do nothing" in finding.message


@pytest.mark.parametrize("target", ["press", "proof"])
def test_marks_are_for_all_that_is_judged_as_the_press(
    target: str, new_project: NewProject
) -> None:
    job = replace(JOB, target=target, printer="fogra39-bound", marks=True)

    assert "X211" not in {each.code.id for each in check(new_project(FOUR), job)}


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n"])
def test_preflight_of_what_is_no_pdf_is_a_finding(
    content: bytes, new_project: NewProject, tmp_path: Path
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)

    said = run("preflight", str(path), project=new_project(SMALL))

    assert said.exit_code == 1 and "F30" in said.output, said.output


def test_printers_are_listed_with_where_to_get_their_profile(new_project: NewProject) -> None:
    said = run("printer", "list", project=new_project(SMALL))

    assert said.exit_code == 0
    assert "fogra39-coated" in said.output and "https://www.eci.org" in said.output


def test_a_profile_that_is_missing_stops_the_build_and_says_where_to_get_it(
    new_project: NewProject,
) -> None:
    said = run(
        "build", "--target", "press", "--printer", "fogra51-coated", project=new_project(FOUR)
    )

    assert said.exit_code == 1
    assert "X201" in said.output and "eci.org" in said.output


def test_a_printer_is_added_and_used(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project(FOUR)
    profile = tmp_path / "Shop.icc"
    bundled = project.find("ISOcoated_v2_300_bas.icc", ["assets/icc"])
    profile.write_bytes(project.read(bundled))

    added = run("printer", "add", str(profile), "--name", "our-shop", project=project)
    built = run("build", "--target", "press", "--printer", "our-shop", project=project)

    assert added.exit_code == 0 and "our-shop" in added.output
    assert built.exit_code == 0, built.output
