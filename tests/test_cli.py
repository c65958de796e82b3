"""The commands as people type them: the happy path, slips, exit codes, JSON, and plain words."""

from __future__ import annotations

import errno
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from report import build, cli, processes, program
from report.reference.commands import commands_page
from report.resources import Project

from .conftest import ROOT, SMALL, NewProject, run_colophon

BROKEN = SMALL.replace("Words that are printed.", '"{{ facts.none }}"')


def run(*arguments: str, project: Project | None = None) -> Result:
    options = ("--project", str(project.root)) if project else ()
    return CliRunner().invoke(cli.commands, [*options, *arguments])


def test_alone_it_lists_every_command_with_an_example() -> None:
    said = run().output

    for name in cli.commands.modules:
        assert re.search(rf"^ +{name}\b", said, re.MULTILINE), name
        assert f" {cli.commands.examples[name]}\n" in said, name
    assert run().exit_code == 0


@pytest.mark.parametrize("name", sorted(cli.commands.modules))
def test_every_command_is_documented_where_people_look(name: str) -> None:
    command = cli.commands.commands[name]

    assert command.help and run(name, "--help").exit_code == 0
    assert re.search(rf"`(?:colophon |python build_pdf\.py )?{name}\b", _text("README.md")), name
    assert re.search(rf"\b{name}\b", _text("docs/commands.md")), name
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--") and option != "--help":
                assert option in _text("docs/commands.md"), f"{name} {option}"


def _text(name: str) -> str:
    return (ROOT / name).read_text()


def test_build_says_what_was_built_how_large_and_where(new_project: NewProject) -> None:
    project = new_project()

    result = run("build", "small", project=project)

    assert result.exit_code == 0
    assert re.search(r"small: 1 page, \d+ kB", result.output)
    assert "small-screen.pdf" in result.output
    assert "1 warning" in result.output and "T204" in result.output


def test_build_takes_the_only_edition_another_format_and_another_place(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    place = tmp_path / "elsewhere.pdf"

    result = run("build", "--format", "us-letter", "--output", str(place), project=project)

    assert result.exit_code == 0, result.output
    assert place.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("given", "most"), [((), 4), (("--workers", "1"), 1)])
def test_build_takes_as_many_processes_as_it_is_told(
    given: tuple[str, ...], most: int, new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    really = build.build

    def watched(*arguments: Any) -> Any:
        taken.append(processes.workers())
        return really(*arguments)

    monkeypatch.setattr("report.build.build", watched)
    monkeypatch.setattr("report.processes.sys.platform", "linux")
    monkeypatch.setattr("os.sched_getaffinity", lambda of: set(range(4)), raising=False)
    try:
        run("build", "small", "--force", *given, project=new_project())
    finally:
        processes.limit(None)

    assert taken == [most]


def test_build_as_json_is_json_and_nothing_else(new_project: NewProject) -> None:
    result = run("build", "small", "--json", project=new_project())
    said = json.loads(result.stdout)

    assert said["edition"] == "small" and said["pages"] == 1 and said["bytes"] > 1000
    assert said["file"].endswith("small-screen.pdf")
    (finding,) = said["findings"]
    assert finding["code"] == "T204" and finding["severity"] == "warning"
    assert finding["file"] == "editions/small/edition.yaml" and finding["line"] == 7


def test_a_build_with_errors_ends_with_1(new_project: NewProject) -> None:
    project = new_project(BROKEN)

    plain, as_json = run("build", project=project), run("build", "--json", project=project)

    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    assert "editions/small/edition.yaml:10:18: C109: error: " in plain.output
    assert "    help: " in plain.output
    assert json.loads(as_json.stdout)["file"] is None


def test_check_ends_with_0_or_1(new_project: NewProject) -> None:
    assert run("check", "small", project=new_project()).exit_code == 0
    result = run("check", "small", project=new_project(BROKEN))
    assert result.exit_code == 1 and "small: 1 error" in result.output
    said = json.loads(run("check", "--json", project=new_project(BROKEN)).stdout)
    assert [each["code"] for each in said["findings"]] == ["C109"]


def test_check_judges_another_format_when_asked(new_project: NewProject) -> None:
    project = new_project()

    assert run("check", "small", "--format", "us-letter", project=project).exit_code == 0
    assert "us-letter" in run("check", "small", "--format", "us-leter", project=project).output


def test_check_writes_ids_when_asked(new_project: NewProject) -> None:
    project = new_project()
    path = project.editions / "small" / "edition.yaml"

    assert "1 id written" in run("check", "--fix", project=project).output
    assert "id: text-words-that-are-printed" in path.read_text()
    assert "all ids are written" in run("check", "--fix", project=project).output


def test_check_with_errors_writes_no_ids_and_says_so(new_project: NewProject) -> None:
    project = new_project("title: [\n")

    result = run("check", "--fix", project=project)

    assert result.exit_code == 1
    assert "no ids written" in result.output and "C101" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bild"], "Did you mean “build”?"),
        (["build", "smal"], "did you mean “small”?"),
        (["build", "small", "--formt", "a4"], "No such option"),
        (["check", "small", "--as-of", "tomorrow"], "tomorrow"),
        (["build", "life"], "There is no edition “life” (possible here: small)."),
        (["explain", "Z9"], "There is no code “Z9” (explain alone lists them all)."),
        (["explain", "r204x"], "There is no code “r204x” (did you mean R204"),
        (["new"], "Missing argument"),
        (["new", "Health", "2027"], "new 'Health 2027'"),
        (["new", "Health", "--from", "nordic"], "new theme NAME --from nordic"),
        (["--project", "/nowhere/at/all", "list"], "does not exist"),
    ],
)
def test_bad_usage_ends_with_2_and_plain_words(
    arguments: list[str], words: str, new_project: NewProject
) -> None:
    project = None if arguments[0] == "--project" else new_project()

    result = run(*arguments, project=project)

    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "words", "help"),
    [
        (["build", "small", "--theme", "x"], "no option “--theme”", "“theme” is a line of edition"),
        (["build", "small", "--formt", "a4"], "no option “--formt”", "did you mean “--format”?"),
        (["build", "--zzz"], "no option “--zzz”", "for example: python build_pdf.py build life-"),
        (["build", "--format"], "“--format” needs a value", "alone lists the commands"),
        (["build", "the", "garden"], "a word too many: garden.", "in quotation marks"),
        (["build", "small", "--format", "a4", "a5"], "too many: a5.", "--formats a4,a5"),
        (["build", "small@de"], "no edition “small@de” (for a language, write small --lang", ""),
        (["new"], "Something is missing here: TITLE.", 'python build_pdf.py new "Health 2027"'),
        (["release", "small"], "missing here: --approved-by.", 'life-science --approved-by "Anna'),
        (["photos", "import"], "missing here: FILES.", "build_pdf.py photos import ~/Downloads"),
        (["preflight", "a.pdf"], "There is no file “a.pdf”.", "its whole path"),
        (["--project", "/no/where", "list"], "There is no folder “/no/where”.", "whole path"),
        (["check", "--as-of", "1.1.2027"], "“1.1.2027” is no date here.", "day: 2026-11-22"),
        (["help"], "There is no command “help”. python build_pdf.py alone lists them all.", ""),
        (["new", "theme"], "A theme needs a name of its own", ""),
        (["photos", "import", "."], "“.” is a folder", "name the files in it: ./*"),
    ],
)
def test_what_cannot_be_called_is_told_in_plain_words_and_helped_with(
    arguments: list[str],
    words: str,
    help: str,
    new_project: NewProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(new_project().root)
    monkeypatch.setattr(sys, "argv", ["build_pdf.py", *arguments])

    code = program.ended(cli.commands, arguments)

    said = "".join(capsys.readouterr()).replace("python3 ", "python ")
    assert code == (1 if "folder" in words and "photos" in arguments else 2)
    assert words in said and help in said
    assert "Usage:" not in said and "Invalid value" not in said and "%Y" not in said


@pytest.mark.parametrize(
    ("arguments", "words", "help"),
    [
        (["photos", "import", "x/*.jpg"], "no file there matches “x/*.jpg”", "are called"),
        (["translate", "extract", "small", "pt-BR"], "no language “pt”", "templates/languages/"),
        (["translate", "update", "small", "pt-BR"], "possible here: ar, de,", "languages/"),
        (["translate", "status", "small", "en"], "into “en”", "did you mean “en-US”"),
    ],
)
def test_what_there_is_not_is_refused_before_anything_is_written(
    arguments: list[str], words: str, help: str, new_project: NewProject
) -> None:
    project = new_project()

    result = run(*arguments, project=project)

    said = f"{result.output}{result.exception}"
    assert result.exit_code == 1 and words in said and help in said
    assert not (project.editions / "small" / "languages").exists()


@pytest.mark.parametrize("option", ["--format", "--target"])
def test_a_format_or_target_that_there_is_not_is_named(
    option: str, new_project: NewProject
) -> None:
    result = run("build", "small", option, "scren", project=new_project())

    assert result.exit_code == 1
    assert "there is no" in result.output and "scren" in result.output


@pytest.mark.parametrize("given", [(), ("the-garden",)])
def test_without_a_project_it_says_where_it_looked_and_how_to_go_on(
    given: tuple[str, ...], tmp_path: Path
) -> None:
    result = run("build", *given, project=Project.at(tmp_path))

    assert result.exit_code == 2
    assert f"There are no editions in {tmp_path / 'editions'}." in result.output
    assert "--project" in result.output and "new 'My brochure'" in result.output


def test_with_several_editions_one_must_be_named(new_project: NewProject) -> None:
    project = new_project(files={"/editions/other/edition.yaml": SMALL})

    assert "There are other, small." in run("check", project=project).output


@pytest.mark.parametrize("given", [["check", "odd"], ["check", "editions/odd"]])
@pytest.mark.parametrize("file", ["edition.yml", "edition.yaml.txt", "Edition.yaml"])
def test_an_edition_whose_file_has_another_name_is_told(
    given: list[str], file: str, new_project: NewProject
) -> None:
    project = new_project(files={f"/editions/odd/{file}": SMALL})

    said = run(*given, project=project)

    assert said.exit_code == 2
    assert f"no edition.yaml in editions/odd: the file is called {file}." in said.output
    (project.editions / "small" / "edition.yaml").unlink()
    assert f"the file is called {file}." in run("check", project=project).output


@pytest.mark.parametrize(
    "given", ["small", "small/", "editions/small", "editions/small/edition.yaml"]
)
def test_an_edition_is_named_by_folder_or_path(given: str, new_project: NewProject) -> None:
    project = new_project()

    assert run_colophon("check", given, folder=project.root).returncode == 0


def test_list_shows_editions_and_kinds_of_things(new_project: NewProject) -> None:
    files = {"/editions/odd/edition.yaml": "title: [", "/figures/mine.py": "x =\n"}
    project = new_project(files=files)

    said = run("list", project=project).output
    data = json.loads(run("list", "--json", project=project).stdout)

    assert "small\tA small edition\ta4\ten-US\t2026-11-22\tnever" in said
    assert "odd\tcannot be read: " in said
    assert [each["edition"] for each in data["editions"]] == ["odd", "small"]
    assert "waffle" in data["chart_kinds"] and "a4" in data["formats"]
    assert " mine (broken), " in said and "figures/mine.py:1:4: D202: error: " in said
    assert [each["code"] for each in data["findings"]] == ["D202"]
    assert run("check", "small", project=project).exit_code == 0


def test_list_without_editions_says_how_to_begin(tmp_path: Path) -> None:
    assert "Start one:" in run("list", project=Project.at(tmp_path)).output


def test_explain_gives_the_page_of_a_code_in_any_case() -> None:
    assert "A key stands twice" in run("explain", "c103").output
    listed = run("explain").output
    assert re.search(r"^C103\terror\tduplicate-key$", listed, re.MULTILINE)


def test_clean_removes_the_cache_and_keeps_the_pdfs(new_project: NewProject) -> None:
    project = new_project()
    pdf = project.build / "small" / "small-screen.pdf"
    for path in (pdf, project.build / "cache" / "ab" / "x.svg"):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x" * 2000)

    assert "2 kB" in run("clean", project=project).output
    assert pdf.exists() and not (project.build / "cache").exists()
    assert "nothing to remove" in run("clean", project=project).output
    run("clean", "--all", project=project)
    assert not project.build.exists()


def test_schema_writes_the_schemas_where_editions_look(new_project: NewProject) -> None:
    project = new_project()

    assert run("schema", project=project).exit_code == 0
    assert (project.root / "schema" / "edition.schema.json").is_file()


def test_doctor_ends_with_0_where_everything_is_there() -> None:
    result = run("doctor")

    assert result.exit_code in (0, 1)
    assert "Traceback" not in result.output and "WeasyPrint" in result.output


def test_new_starts_a_project_and_then_editions_in_it(tmp_path: Path) -> None:
    first = run_colophon("new", "my-brochure", "--date", "2026-11-22", folder=tmp_path)
    root = tmp_path / "my-brochure"
    second = run_colophon("new", "Health 2027", folder=root)
    again = run_colophon("new", "Health 2027", folder=root)

    assert first.returncode == 0 and "cd my-brochure" in first.stdout
    assert (root / "editions" / "my-brochure" / "edition.yaml").is_file()
    assert second.returncode == 0 and "health-2027" in second.stdout
    assert again.returncode == 1 and "S301" in again.stdout
    assert "Traceback" not in again.stderr


def test_new_theme_copies_one_and_says_how_to_use_it(new_project: NewProject) -> None:
    project = new_project()

    first = run("new", "theme", "garden", "--from", "letterpress", project=project)
    again = run("new", "theme", "garden", project=project)
    nameless = run("new", "theme", project=project)
    title = run("new", "Theme", "--date", "2026-11-22", project=project)

    assert first.exit_code == 0 and "theme: garden" in first.output
    assert (project.root / "templates" / "themes" / "garden" / "theme.yaml").is_file()
    assert again.exit_code == 1 and "S303" in str(again.exception)
    # Who types `new theme` has forgotten the name; “Theme” is a title as any other.
    assert nameless.exit_code == 2 and "A theme needs a name" in nameless.output
    assert title.exit_code == 0 and (project.editions / "theme" / "edition.yaml").is_file()


@pytest.mark.parametrize("title", ["日本", "…", "///"])
def test_new_needs_a_name_that_a_folder_can_have(title: str, tmp_path: Path) -> None:
    result = run_colophon("new", title, folder=tmp_path)

    assert result.returncode == 1 and "S302" in result.stdout
    assert "no Latin letter" in result.stdout and "help: take a title" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    (tmp_path / "schema").write_text("a file where the folder should be")

    result = run_colophon("schema", folder=tmp_path)

    assert result.returncode == 1
    assert "schema" in result.stderr and "Traceback" not in result.stderr


def test_a_process_that_ends_looks_for_no_dead_objects() -> None:
    code = (
        "import atexit, gc, sys\n"
        "from report.start import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > len(gc.get_objects())))\n"
        "sys.argv = ['colophon', '--version']\n"
        "main()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout.split("\n")[1:] == ["True", ""] and run.returncode == 0, run.stderr


def test_the_version_is_told() -> None:
    assert re.search(r"\d+\.\d+", run("--version").output)


@pytest.mark.parametrize(
    "name", ["editions/small/edition.yaml", "editions/small/new.pdf", "templates/a.pdf", "notes.md"]
)
def test_a_pdf_takes_the_place_of_nothing_else(name: str, new_project: NewProject) -> None:
    project = new_project(files={"/notes.md": "Notes."})
    place = project.root / name
    before = place.read_bytes() if place.exists() else None

    result = run("build", "small", "--output", str(place), project=project)

    assert result.exit_code == 2 and "--output" in result.output
    assert (place.read_bytes() if place.exists() else None) == before


def test_a_pdf_may_take_the_place_of_a_pdf_or_an_empty_file(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    old, empty = tmp_path / "old.pdf", tmp_path / "empty.pdf"
    old.write_bytes(b"%PDF-1.4 old")
    empty.touch()

    for place in (old, empty):
        assert run("build", "--output", str(place), project=project).exit_code == 0
        assert place.stat().st_size > 1000


def test_where_the_pdf_cannot_be_written_is_shown_whole(new_project: NewProject) -> None:
    result = run("build", "--output", "/proc/nowhere/x.pdf", project=new_project())

    assert result.exit_code == 1
    assert "/proc/nowhere/x.pdf: F105: error: the PDF cannot be written" in result.output
    assert "help: name another place with --output" in result.output


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_that_knows_no_quotes_still_says_everything(
    encoding: str, new_project: NewProject
) -> None:
    project = new_project(SMALL.replace("First", "First / Åsa “X”", 1).replace("id:", "idd:"))

    result = run_colophon(
        "check", folder=project.root, environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    )

    assert result.returncode == 1 and result.stderr == ""
    assert "C104: error: there is no key ?idd? here" in result.stdout


def test_a_link_in_place_of_build_is_left_alone(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    disk = tmp_path / "disk"
    for name in ("mine.txt", "cache/ab/x.svg"):
        (disk / name).parent.mkdir(parents=True, exist_ok=True)
        (disk / name).write_text("x")
    project.build.symlink_to(disk)

    everything = run_colophon("clean", "--all", folder=project.root)
    cache = run_colophon("clean", folder=project.root)

    assert everything.returncode == 1 and everything.stderr == ""
    assert "build is a link" in everything.stdout and str(disk) in everything.stdout
    assert cache.returncode == 0
    assert [path.name for path in disk.iterdir()] == ["mine.txt"]


def test_an_error_of_the_system_without_a_name_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError("Cannot call rmtree on a symbolic link")

    monkeypatch.setattr(cli.commands, "main", fail)
    with pytest.raises(SystemExit) as ended:
        program.run(cli.commands)

    assert ended.value.code == 1
    assert capsys.readouterr().err == "Cannot call rmtree on a symbolic link\n"


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt, 130), (program.Terminated, 143)])
def test_who_stops_it_is_told_no_more_than_is_true(
    error: type[BaseException],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def stop(*values: object) -> None:
        raise error

    monkeypatch.setattr("report.inventory.editions", stop)
    monkeypatch.setattr(sys, "argv", ["colophon", "list"])
    with pytest.raises(SystemExit) as ended:
        program.run(cli.commands)

    assert ended.value.code == code
    assert capsys.readouterr().err.strip() == "Stopped."


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["build", "smal", "--json"], 2, "There is no edition “smal” (did you mean “small”?)."),
        (["check", "--json", "--formt"], 2, "There is no option “--formt”."),
        (["show", "odd", "--resolved", "--json"], 1, "1 error"),
    ],
)
def test_programs_get_json_whatever_happens(
    arguments: list[str], code: int, words: str, new_project: NewProject
) -> None:
    project = new_project(files={"/editions/odd/edition.yaml": "title: ["})

    result = run_colophon(*arguments, folder=project.root)
    said = json.loads(result.stdout)

    assert result.returncode == code
    assert words in said["error"]
    assert [each["code"] for each in said["findings"]] == (["C101"] if code == 1 else [])


def test_new_prints_commands_that_work_from_where_one_is(tmp_path: Path) -> None:
    for title, folder in (("My brochure", tmp_path), ("Second", tmp_path / "my-brochure")):
        said = run_colophon("new", title, "--date", "2026-11-22", folder=folder).stdout
        steps = [line.strip() for line in said.splitlines() if line.startswith("    ")]
        script = " && ".join(steps).replace("python ", f"{shlex.quote(sys.executable)} ")
        ended = subprocess.run(
            script.replace(" build ", " check "), shell=True, cwd=folder, capture_output=True
        )
        assert ended.returncode == 0, (script, ended.stdout, ended.stderr)


@pytest.mark.parametrize(
    ("typed", "folder", "expected"),
    [
        ("build_pdf.py", None, "build_pdf.py"),
        ("../build_pdf.py", None, "../build_pdf.py"),
        ("build_pdf.py", "sub", "{here}/build_pdf.py"),
        ("sub/build_pdf.py", "sub", "build_pdf.py"),
    ],
)
def test_the_program_is_called_as_it_can_be_reached(
    typed: str,
    folder: str | None,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [typed])

    said = program.name(tmp_path / folder if folder else None)

    assert said.split(" ", 1)[1] == expected.format(here=tmp_path)


def test_schema_says_what_it_changed(new_project: NewProject) -> None:
    project = new_project()

    assert run("schema", project=project).output.count("Written: ") == 4
    (project.root / "schema" / "edition.schema.json").write_bytes(b"\xff old")
    said = run("schema", project=project).output
    assert re.search(r"^Unchanged: .*credits\.schema\.json$", said, re.MULTILINE)
    assert re.search(r"^Written: .*edition\.schema\.json$", said, re.MULTILINE)


def test_docs_leaves_the_pages_of_other_projects_alone(new_project: NewProject) -> None:
    files = {"/docs/blocks.md": "mine", "/docs/images/blocks/mine.png": "mine"}
    project = new_project(files=files)

    result = run("docs", project=project)

    assert result.exit_code == 2 and "Colophon's repository" in result.output
    for name in files:
        assert (project.root / name[1:]).read_text() == "mine"


@pytest.mark.parametrize("kind", ["not to be run", "nothing"])
def test_a_venv_that_cannot_be_used_is_no_traceback(kind: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "build_pdf.py", tmp_path)
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "cli.py").write_text("import colophon_needs_this\n")
    for name in ("start.py", "processes.py"):
        shutil.copy(ROOT / "report" / name, tmp_path / "report")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    if kind == "not to be run":
        python.write_text("")

    command = [sys._base_executable, "build_pdf.py"]  # type: ignore[attr-defined]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert ended.returncode == 1
    assert ".venv cannot be used by you. Remove it, and run `make brochure`" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_folder_of_somebody_else_is_a_finding_with_help(
    new_project: NewProject,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = new_project()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "fontlist.json")

    (project.build / "cache").mkdir(parents=True)
    monkeypatch.setattr(shutil, "rmtree", refuse)
    monkeypatch.setenv("USER", "ada")
    arguments = ["colophon", "--project", str(project.root), "clean"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        program.run(cli.commands)

    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert f"{project.build / 'cache'}: F106: error: " in said
    assert f"make the folder yours: sudo chown -R ada {project.build}" in said


def test_photos_are_taken_in_and_what_is_missing_is_said(
    new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project()
    file = tmp_path / "IMG 1.PNG"
    file.write_bytes((ROOT / "assets" / "photos" / "cell-quantitative-phase.png").read_bytes())

    said = run("photos", "import", str(file), project=project)

    assert said.exit_code == 0
    assert "img-1.png (was IMG 1.PNG): taken in\n" in said.output
    assert "    still missing: credit line, licence, alt text\n" in said.output
    assert "editions/small/photos/credits.yaml and fill in" in said.output
    again = run("photos", "import", str(file), "--edition", "small", project=project)
    assert again.exit_code == 0 and "is there already; nothing was changed" in again.output
    shared = run("photos", "import", str(file), "--shared", project=project)
    assert shared.exit_code == 0 and (project.root / "assets/photos/img-1.png").is_file()


def test_photos_that_cannot_be_taken_in(new_project: NewProject, tmp_path: Path) -> None:
    project = new_project()
    (tmp_path / "a.jpg").write_text("words")

    said = run("photos", "import", str(tmp_path / "a.jpg"), project=project)

    assert said.exit_code == 1 and "P301" in said.output and "it is text" in said.output
    assert not (project.editions / "small" / "photos").exists()
    both = run("photos", "import", "a.jpg", "--shared", "--edition", "small", project=project)
    assert both.exit_code == 2 and "choose one" in both.output
    assert run("photos", "import", project=project).exit_code == 2


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_report_that_cannot_be_written_is_to_go_elsewhere(
    new_project: NewProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(tmp_path / "report.pdf"))

    monkeypatch.setattr("report.inspection.write_report", refuse)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    place = str(tmp_path / "report.pdf")
    file = str(tmp_path / "x.pdf")

    result = run("preflight", file, "--report", place, *more, project=new_project())

    assert result.exit_code == 1
    assert "The report cannot be written to" in result.stderr
    assert "Read-only file system. Name another place with --report." in result.stderr


def test_the_reference_lists_the_commands_of_groups_with_their_options() -> None:
    page = commands_page(cli.commands)

    assert "### printer add\n" in page and "| `--like` TEXT |" in page
    assert "### printer list\n" in page and "Usage: `python build_pdf.py printer add " in page
