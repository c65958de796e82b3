"""The author guide does what it says: commands, fragments, and pictures of mistakes."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from report.build import check
from report.cli import commands
from report.content.yaml import read_yaml
from report.desk import Job
from report.diagnostics import Severity
from report.guide import left_over, missing
from report.guide.playing import START, parts
from report.guide.script import Fragment, Scene, Session
from report.guide.stage import DAY, SET_UP, Stage
from report.resources import Project

from ..conftest import ROOT
from ..tools.fragments import write_edition

DOCS = ROOT / "docs"
PARTS = parts(Project.at(ROOT))
TEXT = "\n".join(page.read_text("utf-8") for page in sorted(DOCS.glob("guide/*.md")))
FRAGMENTS = [part for part in PARTS if isinstance(part, Fragment) and part.language == "yaml"]
SCENES = [part for part in PARTS if isinstance(part, Scene) and part.picture]
COMMANDS = [
    command.words for part in PARTS if isinstance(part, Session) for command in part.commands
]


def named(part: Any) -> str:
    return f"{part.page}:{part.line}"


def test_every_picture_shows_what_happens_now(pictures: dict[str, bytes]) -> None:
    """Playing the guide runs its commands and makes its mistakes; else there were no pictures."""
    drawn = {name: data for name, data in pictures.items() if name.endswith(".svg")}
    stale = [name for name, data in drawn.items() if shown(DOCS / name) != without_sizes(data)]

    assert len(drawn) > 40
    assert stale == [], "run: python build_pdf.py docs --guide"
    assert missing(Project.at(ROOT)) == left_over(Project.at(ROOT)) == []


def shown(path: Path) -> str:
    return without_sizes(path.read_bytes())


def without_sizes(svg: bytes) -> str:
    """Return a picture without what another version of a library may change: sizes of files."""
    return re.sub(r"[\d.]+ [kM]B|textLength=\"[\d.]+\"", "", svg.decode())


def test_pictures_are_small(pictures: dict[str, bytes]) -> None:
    for name in pictures:
        data = (DOCS / name).read_bytes()
        assert len(data) < (200_000 if name.endswith(".png") else 12_000), name
        if name.endswith(".png"):
            with Image.open(io.BytesIO(data)) as picture:
                assert picture.width >= 150 and picture.height >= 100, name


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=named)
def test_every_fragment_can_be_used(fragment: Fragment, tmp_path: Path) -> None:
    keys = set(read_yaml(fragment.text.encode(), fragment.page).data)
    job = Job("docs", DAY)
    if "photos" in keys:
        project = with_ledger(tmp_path, fragment.text)
    elif "like" in keys:
        job = Job("docs", DAY, format=Path(fragment.name).stem)
        project = write_edition(tmp_path, TEXT, "blocks: []")
        put(tmp_path / fragment.name, fragment.text)
    elif "extends" in keys:
        project = with_starter(tmp_path)
        put(project.root / fragment.name, fragment.text)
        job = Job(Path(fragment.name).parent.name, DAY)
    elif "colours" in keys:
        project = with_colours(tmp_path, fragment.text)
    else:
        project = write_edition(tmp_path, TEXT, fragment.text)

    found = check(project, job)

    assert [str(each) for each in found if each.severity is Severity.ERROR] == []


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def with_starter(folder: Path) -> Project:
    """Return a project with the edition of the guide as it is in the beginning."""
    stage = Stage(folder, commands)
    stage.run(START)
    return stage.project


def with_ledger(folder: Path, ledger: str) -> Project:
    """Return a project whose edition prints every photograph of a ledger."""
    entries = read_yaml(ledger.encode(), "credits.yaml").data["photos"]
    blocks = "".join(f"  - photo: {{file: {name}, caption: Shown}}\n" for name in entries)
    project = write_edition(folder, TEXT, f"blocks:\n{blocks}")
    photos = folder / "editions/docs/photos"
    put(photos / "credits.yaml", ledger)
    for name, entry in entries.items():
        if "stand_in" not in entry:
            shown = ROOT / "assets/photos/sea-sunset.jpg"
            (photos / name).write_bytes(shown.read_bytes())
    return project


def with_colours(folder: Path, colours: str) -> Project:
    """Return a project with a theme of its own that has other colours."""
    project = write_edition(folder, TEXT, "theme: garden\nblocks: [{text: Words}]")
    stage = Stage(folder / "stage", commands)
    said = stage.run("python build_pdf.py new theme garden")
    assert said is not None and said.code == 0, said
    theme = stage.root / "templates/themes/garden"
    text = (theme / "theme.yaml").read_text("utf-8")
    for line in colours.splitlines()[1:]:
        name = line.partition(":")[0]
        text, changed = re.subn(rf"^{name}:.*$", line, text, flags=re.MULTILINE)
        assert changed == 1, line
    theme.joinpath("theme.yaml").write_text(text, "utf-8")
    theme.rename(put_folder(folder / "templates/themes") / "garden")
    return project


def put_folder(path: Path) -> Path:
    path.mkdir(parents=True)
    return path


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: Path(scene.picture).stem)
def test_every_picture_can_be_had_without_eyes(scene: Scene) -> None:
    assert len(scene.alt) > 30, named(scene)
    if scene.kind == "mistake":
        assert scene.spec.data["finding"] in scene.alt, "the alt text says which finding it is"


@pytest.mark.parametrize("scene", [each for each in SCENES if each.kind == "mistake"], ids=named)
def test_a_picture_of_a_mistake_shows_its_finding(scene: Scene) -> None:
    drawn = (DOCS / scene.picture).read_text("utf-8")

    assert re.search(rf"\b{scene.spec.data['finding']}:", drawn)
    assert "with a slip" in drawn and "What Colophon says" in drawn and "mended" in drawn


def test_commands_that_set_up_a_machine_are_those_that_there_are() -> None:
    """They are not played: what can be said of them without such a machine is said here."""
    set_up = [each for each in COMMANDS if each.split()[0] in SET_UP]

    assert set_up == [
        "sudo apt install python3 make git",
        "sudo dnf install python3 make git",
        "brew install python make git",
        "git clone <address of this repository> colophon",
        "cd colophon",
        "make brochure",
    ]
    assert re.search(r"^brochure:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_guide_shows_every_command_that_authors_need() -> None:
    used = {each.split()[2] for each in COMMANDS if each.startswith("python build_pdf.py ")}
    slips = {"chekc"}

    assert used - slips <= set(commands.commands)
    assert used >= {"new", "build", "check", "show", "list", "explain", "doctor", "photos"}
    assert used >= {"printer", "preflight", "handover", "translate"}


def test_the_files_that_the_guide_names_are_those_of_the_starter(stage: Stage) -> None:
    tree = re.search(r"```\neditions/the-garden/\n(.*?)```", TEXT, re.DOTALL)
    assert tree is not None
    named_files = {line.split()[0] for line in tree[1].splitlines()}
    folder = stage.root / "editions/the-garden"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert named_files == there
    assert START in f"python build_pdf.py {' '.join(COMMANDS)}"
