"""A PDF is taken for what a build would make only while nothing that it is made of has changed."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from report import memory, up_to_date, watching
from report.build import build, publish
from report.compose import compose
from report.composed import LayoutFacts
from report.desk import open_desk
from report.diagnostics import Diagnostic
from report.finish.facts import Parts
from report.jobs import Job, Outcome
from report.release.inputs import gather
from report.resources import Project
from report.storage import Cache, sha256
from report.up_to_date import known, manifest_of, remember
from report.watching import Watched, name_in

from .conftest import DAY, HEAD, ROOT, run_colophon

EDITION = f"""{HEAD}\
sections:
  - section:
      id: first
      title: First
      blocks:
        - text: Words that are printed.
        - table: {{id: sizes, title: Sizes, data: sizes.csv, source: Somebody, as_of: 2026}}
        - photo: {{file: lake.jpg, alt: A lake}}
"""
LEDGER = """\
photos:
  lake.jpg: {credit: "Photo: Somebody", licence: LicenseRef-own, alt: A lake, licence_expires: ENDS}
"""
ENDS = DAY + datetime.timedelta(days=100)
JOB = Job("small", DAY)
HOME = Path("editions/small")


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Outcome]:
    from PIL import Image

    root = tmp_path_factory.mktemp("up-to-date") / "project"
    folder = root / HOME
    folder.mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "edition.yaml").write_text(EDITION)
    (folder / "sizes.csv").write_text("Name,Size\nOne,1\nTwo,2\n")
    (folder / "photos" / "credits.yaml").write_text(LEDGER.replace("ENDS", ENDS.isoformat()))
    Image.linear_gradient("L").resize((1600, 1200)).save(folder / "photos" / "lake.jpg")
    project = Project.at(root)
    outcome = build(project, JOB)
    assert outcome.written, [str(each) for each in outcome.findings]
    return project, outcome


@pytest.fixture
def project(_built: tuple[Project, Outcome], tmp_path: Path) -> Project:
    """A project with its PDF, somewhere else than it was built."""
    root = tmp_path / "copy"
    shutil.copytree(_built[0].root, root)
    return Project.at(root)


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """What the machine is, is asked once a process: here, once a test."""
    cached = (up_to_date.machine, up_to_date._stamp_of_code, up_to_date.digest_of_code)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


def test_what_is_known_is_what_the_build_came_to(
    project: Project, _built: tuple[Project, Outcome]
) -> None:
    was, now = _built[1], known(project, JOB)

    assert now is not None and now.unchanged and now.written
    assert [str(each) for each in now.findings] == [str(each) for each in was.findings]
    assert [each.area for each in now.findings] == [each.area for each in was.findings]
    assert (now.pages, now.size, now.blanks) == (was.pages, was.size, was.blanks)
    assert now.path == project.build / was.path.relative_to(_built[0].build)


def same_size(path: Path) -> None:
    """Change one byte of a file and nothing else that `ls` shows."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def own(name: str) -> Callable[[Path], None]:
    """Return what puts the project's own copy of a bundled file into its place."""

    def put(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)

    return put


CHANGES: dict[str, Callable[[Path], None]] = {
    "a byte of the edition": lambda root: same_size(root / HOME / "edition.yaml"),
    "a byte of the data": lambda root: same_size(root / HOME / "sizes.csv"),
    "a byte of the photo": lambda root: same_size(root / HOME / "photos/lake.jpg"),
    "a byte of the ledger": lambda root: same_size(root / HOME / "photos/credits.yaml"),
    "the data are gone": lambda root: (root / HOME / "sizes.csv").unlink(),
    "a template of its own": own("templates/blocks/text.html"),
    "a style sheet of its own": own("templates/blocks/text.css"),
    "a style sheet more": lambda root: (
        own("templates/blocks/text.css")(root),
        (root / "templates/blocks/text.css").rename(root / "templates/blocks/own.css"),
    )[0],
    "a format of its own": own("templates/formats/a4.yaml"),
    "a theme of its own": own("templates/themes/nordic/theme.yaml"),
    "a language of its own": own("templates/languages/en.yaml"),
    "a target of its own": own("templates/targets/screen.yaml"),
    "a kind of chart of its own": own("figures/bar.py"),
    "a font of its own": lambda root: own(
        sorted((ROOT / "assets/fonts").rglob("*3-Regular.*"))[0].relative_to(ROOT).as_posix()
    )(root),
    "the PDF is gone": lambda root: pdf(root).unlink(),
    "the PDF was edited": lambda root: same_size(pdf(root)),
    "the PDF was cut": lambda root: os.truncate(pdf(root), 100),
    "the cache is gone": lambda root: shutil.rmtree(root / "build/cache"),
    "the manifest is damaged": lambda root: same_size(manifest(root)),
}


def pdf(root: Path) -> Path:
    return root / "build/small/small-screen.pdf"


def manifest(root: Path) -> Path:
    (found,) = (root / "build/cache").rglob("*.built.json")
    return found


@pytest.mark.parametrize("change", [*CHANGES.values()], ids=[*CHANGES])
def test_every_change_is_noticed(project: Project, change: Callable[[Path], None]) -> None:
    assert known(project, JOB) is not None

    change(project.root)

    assert known(project, JOB) is None


def test_only_the_bytes_count(project: Project) -> None:
    for path in project.root.rglob("*"):
        os.utime(path, (1, 1))
    (project.root / HOME / ".edition.yaml.swp").write_text("an editor's")
    (project.root / HOME / "notes.txt").write_text("nobody asks for it")

    assert known(project, JOB) is not None


def test_stamps_are_taken_anew_so_that_bytes_are_read_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in project.root.rglob("*"):
        os.utime(path, (1, 1))
    # Times of inodes are always of today: the clock is moved on in their place.
    monkeypatch.setattr("report.watching._TICK", -(10**15))
    assert known(project, JOB) is not None
    monkeypatch.setattr("report.watching.sha256", lambda path: pytest.fail(f"read {path}"))

    assert known(project, JOB) is not None


@pytest.mark.parametrize("days, same", [(0, True), (39, True), (40, False), (101, False)])
def test_days_on_which_licences_run_out_are_others(project: Project, days: int, same: bool) -> None:
    job = Job("small", DAY + datetime.timedelta(days=days))

    assert (known(project, job) is not None) == same


@pytest.mark.parametrize(
    "job",
    [
        Job("small", DAY, "press"),
        Job("small", DAY, format="us-letter"),
        Job("small", DAY, output=Path("/x.pdf")),
        Job("small", DAY, variant="another"),
        Job("small", DAY, language="sv"),
    ],
)
def test_another_job_is_another(project: Project, job: Job) -> None:
    assert known(project, job) is None


def test_another_version_of_a_library_is_noticed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site" / "weasyprint-71.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    assert known(project, JOB) is None


def test_another_version_of_a_system_library_is_noticed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("report.libraries.versions", lambda: {"Pango": "0.1"})

    assert known(project, JOB) is None


@pytest.mark.parametrize("edit", [None, "units.py", "engine/fonts.conf"])
def test_another_version_of_the_program_is_noticed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edit: str | None
) -> None:
    leave_out = shutil.ignore_patterns("__pycache__", "bundled")
    package = shutil.copytree(ROOT / "report", tmp_path / "report", ignore=leave_out)
    if edit:
        same_size(package / edit)
    monkeypatch.setattr(up_to_date, "_PACKAGE", package)

    assert (known(project, JOB) is None) == bool(edit)


def test_a_file_that_changes_while_it_is_built_from_is_not_relied_on(
    project: Project, _built: tuple[Project, Outcome]
) -> None:
    watched = Watched.watching(project)
    path = project.root / HOME / "edition.yaml"
    watched.read(path)
    path.write_text(EDITION.replace("Words", "Other words"))
    watched.read(path)
    job = Job("small", DAY, format="a5")

    remember(watched, job, _built[1], (DAY, DAY), {path: sha256(path) for path in _built[1].files})

    assert known(project, job) is None


@pytest.fixture
def really(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which files are read from the disk by a process that remembers."""
    monkeypatch.setattr(memory, "_keeps", True)
    monkeypatch.setattr(watching, "_TICK", 0)
    monkeypatch.setattr(watching, "_files", memory.Memory(1_000))
    found: list[Path] = []
    read = Project.read
    monkeypatch.setattr(
        Project, "read", lambda *given, **more: found.append(given[1]) or read(*given, **more)
    )
    return found


def test_a_file_is_read_once_by_a_process_that_remembers(
    project: Project, really: list[Path]
) -> None:
    path = project.root / HOME / "edition.yaml"
    one, two, three = (Watched.watching(project) for _ in range(3))

    assert one.read(path) == two.read(path) == EDITION.encode()
    assert one.seen.files == two.seen.files and really == [path]
    same_size(path)
    assert three.read(path) == path.read_bytes() != EDITION.encode()
    assert three.seen.files != two.seen.files


def test_photographs_leave_what_is_remembered_its_room(
    project: Project, really: list[Path]
) -> None:
    text, photo = project.root / HOME / "edition.yaml", project.root / HOME / "photos/lake.jpg"
    watched = Watched.watching(project)

    watched.read(text)
    assert len(watched.read_large(photo)) > 1_000
    watched.read(text)

    assert really == [text, photo]
    assert watched.seen.files.keys() == {text, photo}


def test_a_photograph_that_was_looked_at_is_noted_without_being_read(
    project: Project, really: list[Path]
) -> None:
    photo = project.root / HOME / "photos/lake.jpg"
    one, two = (Watched.watching(project) for _ in range(2))

    for each in (one, two):
        desk = open_desk(each, JOB)
        (placed,) = compose(desk.manuscript, desk.means, LayoutFacts()).photos

    assert really.count(photo) == 1
    assert two.seen.files == one.seen.files and two.seen.files[photo].digest == sha256(photo)
    same_size(photo)
    with pytest.raises(Diagnostic, match="changed after it was read"):
        placed.request.photo.data()
    assert not two.seen.whole, "the first and the second are not one"


def test_a_pdf_that_another_build_has_put_into_its_place_is_not_known(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = pdf(project.root).read_bytes()

    def overtaken(project: Project, outcome: Outcome, parts: Parts) -> Outcome:
        published = publish(project, outcome, parts)
        outcome.path.write_bytes(older)
        return published

    monkeypatch.setattr("report.build.publish", overtaken)
    edition = project.root / HOME / "edition.yaml"
    edition.write_text(EDITION.replace("Words", "Newer words"))

    assert build(project, JOB).written
    assert known(project, JOB) is None


def test_what_was_not_built_is_not_known(project: Project) -> None:
    edition = project.root / HOME / "edition.yaml"
    edition.write_text(EDITION.replace("lake.jpg", "sea.jpg"))

    assert not build(project, JOB).written
    assert known(project, JOB) is None


@pytest.mark.parametrize("remembers", [False, True])
def test_a_process_that_stays_names_the_same_inputs_each_time(
    project: Project, monkeypatch: pytest.MonkeyPatch, remembers: bool
) -> None:
    from PIL import Image

    monkeypatch.setattr(memory, "_keeps", remembers)
    monkeypatch.setattr(watching, "_TICK", 0)

    cmyk = Image.merge("CMYK", [Image.linear_gradient("L").resize((1600, 1200))] * 4)
    cmyk.save(project.root / HOME / "photos" / "lake.jpg")

    def inputs() -> dict[str, list[str]]:
        assert build(project, JOB).written
        data = json.loads(manifest_of(project, JOB) or b"")
        return {name: sorted(data[name]) for name in ("files", "kinds", "listings")}

    first = inputs()

    assert inputs() == first
    assert "bundled/assets/icc/ISOcoated_v2_300_bas.icc" in first["files"]


def test_all_that_a_release_archives_is_watched(_built: tuple[Project, Outcome]) -> None:
    project = _built[0]
    watched = Watched.watching(project)
    data = Cache(project.build / "cache").get(up_to_date._key(JOB), ".built.json")

    assert data is not None
    left_out = {
        name for name in gather(project, [JOB]).files if f'"{name}": [' not in data.decode()
    }
    # What an archive has for the press and for charts, and this PDF is not made of.
    assert {Path(name).name for name in left_out} == {
        "fogra39-coated.yaml",
        "ISOcoated_v2_300_bas.icc",
        "press.yaml",
        "house.mplstyle",
    }
    assert name_in(watched, project.root / "x") == "project/x"


def test_nothing_that_draws_is_imported_for_it(project: Project) -> None:
    arguments = ("build", "small", "--as-of", "2026-11-22")
    first = run_colophon(*arguments, "--force", folder=project.root)
    code = (
        "import sys\n"
        f"sys.argv = ['colophon', *{arguments!r}]\n"
        "from report.start import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n"
        "    print(end.code, sorted(m for m in sys.modules if '.' not in m))\n"
    )
    again = subprocess.run(
        [sys.executable, "-c", code],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    said, _, modules = again.stdout.strip().rpartition("\n")
    assert modules.startswith("0 "), again.stderr
    assert "nothing has changed" in said
    assert first.stdout.endswith(said.replace(", nothing has changed", "") + "\n")
    for name in ("weasyprint", "numpy", "matplotlib", "pydantic", "pikepdf", "PIL", "lxml", "rich"):
        assert f"'{name}'" not in modules
    assert "laying out" in first.stdout and "laying out" not in said
