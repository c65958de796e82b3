"""Playing the guide from its first page to its last, in a throwaway project."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import click

from ..content.node import Node, read_model
from ..diagnostics import Diagnostic, Finding, Mark
from ..resources import Project
from .anatomy import of_a_spread
from .drawing import picture
from .plates import Pages, of_pages, of_results
from .problems import NOT_TRUE
from .props import lay_out_props
from .scenes import File, Lines, Terminal, of_file, of_lines, of_parts, of_terminal
from .script import Fragment, Part, Scene, Session, answers, parts_of
from .slips import Change, Slip, panels, play
from .stage import COLUMNS, PROGRAM, SLUG, Said, Stage
from .translators import Translation, translate

PAGES = "docs/guide"
START = f'{PROGRAM} new "The Garden"'
WAIVER = "\nwaivers:\n  - {code: C125, reason: The garden is an example.}\n"
AnyNode = TypeVar("AnyNode", bound=Node)


def parts(project: Project) -> list[Part]:
    """Return what all pages of the guide ask for, in reading order."""
    pages = sorted((project.root / PAGES).glob("*.md"))
    return [
        part for page in pages for part in parts_of(f"guide/{page.name}", project.read_text(page))
    ]


@dataclass
class _Scenery:
    """What has happened so far, and where: the story itself, and a stage for slips."""

    story: Stage
    slips: Stage
    said: list[Said] = field(default_factory=list)
    results: dict[str, Fragment] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class Play:
    """The guide of a project, and how it is played."""

    def __init__(self, project: Project, commands: click.Group) -> None:
        """Read the pages; Diagnostic where a comment in them cannot be read."""
        self._parts = parts(project)
        self._commands = commands

    def pictures(self) -> dict[str, bytes]:
        """Play all pages; return their pictures by name. Diagnostic S502 says what is untrue."""
        with tempfile.TemporaryDirectory(prefix="colophon-") as name:
            folder = Path(name)
            scenery = _Scenery(self._stage(folder / "story"), self._stage(folder / "slips"))
            scenery.slips.run(START)
            _accept_the_words(scenery.slips)
            for index, part in enumerate(self._parts):
                after = self._parts[index + 1] if index + 1 < len(self._parts) else None
                before = self._parts[index - 1] if index else None
                try:
                    self._part(part, before, after, scenery)
                except Diagnostic as diagnostic:
                    scenery.findings += diagnostic.findings
                except OSError as error:
                    words = f"{error.filename}: {error.strerror}"
                    scenery.findings.append(NOT_TRUE.finding(_mark(part), words))
            if scenery.findings:
                raise Diagnostic(scenery.findings)
            fragments = [each for each in self._parts if isinstance(each, Fragment)]
            results = of_results(scenery.results, fragments, folder / "results")
            return scenery.pictures | results

    def _stage(self, folder: Path) -> Stage:
        folder.mkdir()
        stage = Stage(folder, self._commands)
        lay_out_props(stage)
        return stage

    def _part(self, part: Part, before: Part | None, after: Part | None, so_far: _Scenery) -> None:
        if isinstance(part, Session):
            so_far.said = list(_played(part, so_far.story, _exit(after)))
        elif isinstance(part, Fragment):
            if part.name.startswith("editions/"):
                path = so_far.story.root / part.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(part.text, "utf-8")
        elif part.kind == "change":
            _change(_read(Change, part), so_far.story)
        elif part.kind == "translation":
            translate(_read(Translation, part), so_far.story)
        elif part.kind == "result":
            assert isinstance(before, Fragment), f"{part.page}:{part.line}: a result of what?"
            so_far.results[part.picture] = before
        else:
            so_far.pictures[part.picture] = self._drawn(part, so_far)

    def _drawn(self, scene: Scene, so_far: _Scenery) -> bytes:
        if scene.kind == "pages":
            return of_pages(_read(Pages, scene), so_far.story)
        draw: dict[str, Callable[[], str]] = {
            "terminal": lambda: of_terminal(so_far.said, _read(Terminal, scene).most),
            "anatomy": of_a_spread,
            "lines": lambda: of_lines(_read(Lines, scene)),
            "file": lambda: of_file(_read(File, scene), so_far.story),
            "mistake": lambda: picture(panels(play(_read(Slip, scene), so_far.slips)), COLUMNS),
            "finding": lambda: of_parts(play(_read(Slip, scene), so_far.slips)),
        }
        if scene.kind not in draw:
            raise Diagnostic([NOT_TRUE.finding(_mark(scene), f"no picture is called {scene.kind}")])
        return draw[scene.kind]().encode()


def _read(model: type[AnyNode], scene: Scene) -> AnyNode:
    return read_model(model, scene.spec)


def _mark(part: Part) -> Mark:
    return Mark(f"docs/{part.page}", part.line, 1)


def _exit(after: Part | None) -> int:
    """Return the exit code that the picture below a session says it ends with."""
    shown = isinstance(after, Scene) and after.kind == "terminal"
    return _read(Terminal, after).exit if shown and isinstance(after, Scene) else 0


def _played(session: Session, stage: Stage, exit: int) -> Iterator[Said]:
    """Run the commands of a session. Diagnostic S502 where one does not what the page says."""
    for command in session.commands:
        try:
            said = stage.run(command.words)
        except (ValueError, OSError) as error:
            raise Diagnostic([NOT_TRUE.finding(_mark(session), str(error))]) from error
        if said is None:
            continue
        heard = "\n".join(said.plain)
        if said.code != exit:
            message = f"“{said.words}” ends with {said.code}, and says:\n{heard}"
            raise Diagnostic([NOT_TRUE.finding(_mark(session), message)])
        if command.answer and not answers(command.answer, said.plain):
            message = f"“{said.words}” says something else:\n{heard}"
            raise Diagnostic([NOT_TRUE.finding(_mark(session), message)])
        yield said


def _accept_the_words(stage: Stage) -> None:
    """Have the starter's words waived, at the end of the file: slips are about something else."""
    path = stage.root / "editions" / SLUG / "edition.yaml"
    path.write_text(f"{path.read_text('utf-8')}{WAIVER}", "utf-8")


def _change(change: Change, stage: Stage) -> None:
    path = stage.root / "editions" / SLUG / change.file
    text = path.read_text("utf-8")
    if change.was not in text:
        message = f"“{change.was}” does not stand in {change.file}"
        raise Diagnostic([NOT_TRUE.finding(change.mark, message)])
    path.write_text(text.replace(change.was, change.now, 1), "utf-8")
