"""The pipeline: what is published, what keeps the old file, and that no litter is left."""

from __future__ import annotations

import datetime
import io
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from report import build as pipeline
from report import desk as desks
from report.build import CANNOT_WRITE, build, check, output_path
from report.desk import Job
from report.diagnostics import Diagnostic
from report.engine.pressroom import Pressroom
from report.finish import writing
from report.preflight import gather
from report.resources import MISSING_FILE, Project
from report.up_to_date import known

from .conftest import DAY, HEAD, ROOT, SMALL, Built, NewProject, run_colophon

JOB = Job("small", DAY)
BROKEN = SMALL.replace("Words that are printed.", '"{{ facts.none }}"')


def rewrite(project: Project, text: str) -> None:
    (project.editions / "small" / "edition.yaml").write_text(text)


def files(project: Project) -> list[str]:
    """Return the files of build/ except the cache."""
    return sorted(
        path.relative_to(project.build).as_posix()
        for path in project.build.rglob("*")
        if path.is_file() and "cache" not in path.parts
    )


@pytest.mark.parametrize(
    ("job", "name"),
    [
        (JOB, "small/small-screen.pdf"),
        (replace(JOB, format="us-letter"), "small/small-us-letter-screen.pdf"),
    ],
)
def test_the_pdf_goes_into_build_by_edition_format_and_target(
    job: Job, name: str, new_project: NewProject
) -> None:
    project = new_project()

    assert output_path(project, job) == project.build / name
    assert output_path(project, replace(job, output=Path("/x.pdf"))) == Path("/x.pdf")


def test_a_pdf_in_the_editions_own_format_has_one_name(new_project: NewProject) -> None:
    project = new_project()
    job = replace(JOB, format="a4")

    outcome, again = build(project, job), known(project, job)

    assert outcome.path == project.build / "small/small-screen.pdf"
    assert again is not None and again.path == outcome.path and again.unchanged
    assert files(project) == ["small/small-screen.pdf"]


def test_a_small_edition_is_built_and_each_stage_is_told(new_project: NewProject) -> None:
    project = new_project()
    steps: list[str] = []

    outcome = build(project, JOB, steps.append)

    assert outcome.written and not outcome.blocked
    assert steps == ["Reading", "Laying out", "Writing", "Checking"]
    assert outcome.size == outcome.path.stat().st_size
    with pikepdf.open(outcome.path) as pdf:
        assert len(pdf.pages) == outcome.pages == 1
        assert str(pdf.docinfo["/Title"]) == "A small edition"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")


@pytest.mark.parametrize(
    "text",
    [BROKEN, "title: [", f"{HEAD}sections: []\n", SMALL.replace("language: en-US", "language: xx")],
)
def test_errors_keep_the_old_file_and_leave_no_litter(text: str, new_project: NewProject) -> None:
    project = new_project()
    old = build(project, JOB).path.read_bytes()
    rewrite(project, text)

    outcome = build(project, JOB)

    assert not outcome.written and outcome.blocked
    assert outcome.path.read_bytes() == old
    assert files(project) == ["small/small-screen.pdf"]


@pytest.mark.parametrize("stage", ["open_desk", "laid_out", "document_facts", "findings_of"])
def test_an_error_at_any_stage_becomes_findings_and_keeps_the_old_file(
    stage: str, new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()
    path = output_path(project, JOB)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise Diagnostic([MISSING_FILE.finding(None, "gone")])

    monkeypatch.setattr(pipeline, stage, fail)
    outcome = build(project, JOB)

    assert [each.message for each in outcome.findings] == ["gone"]
    assert not outcome.written and path.read_bytes() == b"old"
    assert files(project) == ["small/small-screen.pdf"]


def test_a_file_that_cannot_be_put_in_its_place_is_a_finding(new_project: NewProject) -> None:
    project = new_project()
    project.build.mkdir()
    (project.build / "small").write_text("a file where the folder should be")

    outcome = build(project, JOB)

    assert not outcome.written
    assert [each.code for each in outcome.findings if each.blocks] == [CANNOT_WRITE]


def test_a_full_disk_keeps_the_old_file(
    new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project()
    old = build(project, JOB).path.read_bytes()
    rewrite(project, SMALL.replace("Words", "Other words"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    outcome = build(project, JOB)

    assert not outcome.written and "No space left" in outcome.findings[-1].message
    assert outcome.path.read_bytes() == old
    assert files(project) == ["small/small-screen.pdf"]


@pytest.mark.parametrize(
    ("target", "at"), [("screen", 0), ("screen", 1), ("proof", 0), ("proof", 1), ("proof", 2)]
)
def test_a_disk_that_is_full_while_files_are_made_keeps_the_old_one(
    target: str, at: int, new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages as the engine writes them; then those of the press, where they are proofed."""
    project, job = new_project(), replace(JOB, target=target)
    path = output_path(project, job)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"old")
    room = [None] * at

    def limited(real: Callable[..., Any]) -> Callable[..., Any]:
        def write(*given: Any) -> Any:
            if not room:
                raise OSError(28, "No space left on device", "/the/workshop")
            room.pop()
            return real(*given)

        return write

    monkeypatch.setattr(Pressroom, "write", limited(Pressroom.write))
    monkeypatch.setattr(writing, "_save", limited(writing._save))
    outcome = build(project, job)

    assert [each.code for each in outcome.findings if each.blocks] == [CANNOT_WRITE]
    assert "No space left" in outcome.findings[-1].message
    assert not outcome.written and path.read_bytes() == b"old"
    assert files(project) == [path.relative_to(project.build).as_posix()]


def test_a_back_cover_without_a_picture_and_code_in_prose_are_as_they_should_be(
    new_project: NewProject,
) -> None:
    text = SMALL.replace("Words that are printed.", "Words and `code` that are printed.")
    outcome = build(
        new_project(f"{text}  - back_cover: {{headline: The end}}\n"), Job("small", DAY)
    )

    codes = {finding.code.id for finding in outcome.findings if finding.at == "back-cover"}
    assert outcome.written and not codes
    assert "T201" not in {finding.code.id for finding in outcome.findings}


def test_check_finds_what_a_build_would_and_writes_no_pdf(new_project: NewProject) -> None:
    project = new_project(BROKEN)

    codes = [each.code.id for each in check(project, JOB)]

    assert "C109" in codes
    assert files(project) == []


def test_waived_findings_are_kept_with_their_reason_and_unused_waivers_are_found(
    new_project: NewProject,
) -> None:
    waivers = "waivers:\n  - {code: T204, at: first, reason: it is a sample}\n"
    unused = "  - {code: R204, reason: nothing needs this one}\n"
    text = SMALL.replace("sections:", f"{waivers}{unused}sections:")

    found = build(new_project(text), JOB).findings

    (short,) = (each for each in found if each.code.id == "T204")
    assert short.waived == "it is a sample" and not short.blocks
    (other,) = (each for each in found if each.code.id != "T204")
    assert "R204" in other.message
    assert other.mark and other.mark.line == 7


def test_what_depends_on_today_touches_findings_only(new_project: NewProject) -> None:
    ledger = (
        "photos:\n  own.jpg: {credit: Me, licence: CC0-1.0, licence_expires: 2026-12-31, alt: x}\n"
    )
    photo = (ROOT / "assets/photos/cell-quantitative-phase.png").read_bytes()
    text = f"""{HEAD}sections:
  - section: {{title: One, blocks: [photo: {{file: own.png, lines: 8}}]}}
"""
    files = {"photos/credits.yaml": ledger.replace("own.jpg", "own.png"), "photos/own.png": photo}
    project = new_project(text, files)

    before = build(project, JOB)
    after = check(project, replace(JOB, as_of=datetime.date(2027, 6, 1)))

    assert before.written
    assert not any(each.code.id.startswith("R") and each.blocks for each in before.findings)
    assert any(each.code.id.startswith("R") and each.blocks for each in after)


_WARM = """
import datetime, json, sys
from pathlib import Path
from typing import Any
from report.build import build
from report.jobs import Job
from report.resources import Project
job = Job("life-science", datetime.date(2026, 11, 22), output=Path(sys.argv[2]))
outcome = build(Project.at(Path(sys.argv[1])), job)
print(json.dumps([outcome.written, sorted(m for m in sys.modules if "." not in m)]))
"""


def test_an_unchanged_build_imports_neither_matplotlib_nor_weasyprint(
    sample: Built, tmp_path: Path
) -> None:
    again = tmp_path / "again.pdf"
    result = subprocess.run(
        [sys.executable, "-c", _WARM, str(sample.project), str(again)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    written, modules = json.loads(result.stdout)
    assert written and {"pydyf", "pikepdf"} <= set(modules)
    assert not {"matplotlib", "weasyprint"} & set(modules)
    assert again.read_bytes() == sample.pdf.read_bytes()


def _killed(project: Project, after: float, kind: signal.Signals) -> int:
    """Start a build, send it a signal, and return its exit code."""
    command = [sys.executable, str(ROOT / "build_pdf.py"), "build", "small"]
    running = subprocess.Popen(command, cwd=project.root, stdout=subprocess.DEVNULL)
    time.sleep(after)
    running.send_signal(kind)
    return running.wait(60)


@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_build_leaves_the_old_file(kind: signal.Signals, new_project: NewProject) -> None:
    project = new_project()
    old = build(project, JOB).path.read_bytes()
    rewrite(project, SMALL.replace("Words", "Other words"))

    _killed(project, 0.9, kind)

    assert output_path(project, JOB).read_bytes().startswith(b"%PDF")
    outcome = build(project, JOB)
    assert outcome.written and outcome.path.read_bytes() != old
    assert files(project) == ["small/small-screen.pdf"]
    assert not list(project.build.rglob("*.part"))


@pytest.mark.slow
def test_a_build_killed_at_any_time_leaves_a_whole_file(new_project: NewProject) -> None:
    project = new_project()
    old = build(project, JOB).path.read_bytes()
    rewrite(project, SMALL.replace("Words", "Other words"))
    new = build(project, replace(JOB, output=project.root / "new.pdf")).path.read_bytes()

    for step in range(30):
        output_path(project, JOB).write_bytes(old)
        _killed(project, step * 0.08, signal.SIGKILL)
        assert output_path(project, JOB).read_bytes() in (old, new)
    build(project, JOB)
    assert not list(project.build.rglob("*.part"))


def test_two_builds_at_once_leave_one_whole_file(new_project: NewProject) -> None:
    project = new_project()
    command = [sys.executable, str(ROOT / "build_pdf.py"), "build", "small"]
    running = [
        subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE) for _ in range(2)
    ]

    assert [each.wait(120) for each in running] == [0, 0]
    for each in running:
        each.communicate()
    with pikepdf.open(output_path(project, JOB)) as pdf:
        assert len(pdf.pages) == 1
    assert files(project) == ["small/small-screen.pdf"]


def test_a_failed_build_says_that_the_old_file_is_kept(new_project: NewProject) -> None:
    project = new_project()
    build(project, JOB)
    rewrite(project, BROKEN)

    result = run_colophon("build", "small", folder=project.root)

    assert result.returncode == 1
    assert "not built (1 error" in result.stdout
    assert "is kept" in result.stdout and "Traceback" not in result.stderr


def test_the_long_heads_of_a_table_are_broken_so_that_it_fits_its_column(
    new_project: NewProject,
) -> None:
    heads = "Oncology, Cardiologicals, Rehabilitation, Immunotherapies, Physiotherapies"
    table = (
        "        - table:\n            title: Wide\n            width: column\n"
        f"            data: {{columns: [{heads}], rows: [[One, 1, 2, 3, 4]]}}\n"
    )
    outcome = build(new_project(SMALL + table), Job("small", DAY))
    assert not {each.code.id for each in outcome.findings} & {"T202", "T207"}

    unbroken = SMALL + table.replace("rapies", "").replace("Oncology", "W" * 22)
    outcome = build(new_project(unbroken), Job("small", DAY))
    assert "T202" in {each.code.id for each in outcome.findings}


def test_blocks_in_rows_below_each_other_stand_apart(new_project: NewProject) -> None:
    figures = "        - key_figures: {width: column, items: [{value: 74, label: %s}]}\n"
    person = "        - contacts: {width: column, people: [{name: Somebody}]}\n"
    head = SMALL.partition("        - text:")[0]
    project = new_project(head + figures % "upper" + person + figures % "lower" + person)
    desk = desks.open_desk(project, Job("small", DAY))

    (page,) = gather.pages(desk.case, pipeline.laid_out(desk))

    place = {run.text.strip(): run.rect for run in page.runs}
    line = desk.design.format.baseline
    # A rule and three lines of a large figure; between them and the words above, two empty lines.
    assert place["lower"].y - place["upper"].bottom > line * 5


def test_a_chart_that_cannot_be_drawn_is_not_asked_to_describe_itself(
    new_project: NewProject,
) -> None:
    chart = (
        "        - chart:\n            kind: bar\n            title: A chart\n"
        "            data: data/x.csv\n            options: {highlight: Juli}\n"
    )
    project = new_project(SMALL + chart, {"data/x.csv": "Month,Visitors\nMay,5\nJuly,6\n"})

    (found,) = (each for each in check(project, Job("small", DAY)) if each.blocks)

    assert "Juli" in found.message and found.code.id != "A201"


@pytest.mark.parametrize("lines", ["fill", "12"])
def test_a_photo_without_an_entry_is_found_whether_or_not_its_height_is_known(
    new_project: NewProject, lines: str
) -> None:
    opener = f"opener: {{style: top, lines: {lines}, photo: {{file: mine.jpg}}}}"
    stream = io.BytesIO()
    Image.new("RGB", (2400, 3000), "teal").save(stream, "JPEG")
    files = {"photos/credits.yaml": "photos: {}\n", "photos/mine.jpg": stream.getvalue()}

    found = check(new_project(SMALL.replace("blocks:", f"{opener}\n      blocks:"), files), JOB)

    assert [each.code.id for each in found if each.blocks] == ["R102"]


def test_what_a_ledger_loses_to_a_comment_is_found(new_project: NewProject) -> None:
    ledger = "photos:\n  x.jpg: \n    credit: Photo #4 by A\n"
    project = new_project(files={"photos/credits.yaml": ledger})

    (found,) = check(project, JOB)

    assert found.code.id == "C117"
    assert str(found.mark) == "editions/small/photos/credits.yaml:3:19"


def test_a_style_that_the_engine_does_not_know_is_found_at_its_line(
    new_project: NewProject,
) -> None:
    style = ".zz {\n  color: red;\n  colr: red;\n}\n"
    project = new_project(files={"/templates/blocks/zz.css": style})

    outcome = build(project, JOB)

    (found,) = [each for each in outcome.findings if each.blocks]
    assert (found.code.id, str(found.mark)) == ("E101", "templates/blocks/zz.css:3:3")
    assert "unknown property" in found.message and not outcome.written
