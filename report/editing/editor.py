"""Changing a text where it stands, and undoing that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..compose import compose
from ..composed import LayoutFacts
from ..content.csv_cells import csv_cells, with_cell
from ..content.scalars import NOT_IN_PLACE, scalars, with_text
from ..desk import open_desk
from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..jobs import Job
from ..resources import MAX_BYTES, Project
from ..storage import leave_to_write, one_at_a_time, rewrite
from ..translate.codes import MISSING, STALE
from ..translate.in_place import with_translation
from ..translate.po_reader import read_po
from .sources import TABLES, Source, path_of

CHANGED_ELSEWHERE = Code(
    "F109",
    "changed-elsewhere",
    Severity.ERROR,
    """A file was changed by somebody else since its words were shown, or since they were changed.

    Nothing was written, so that nobody's work is lost. Look at what stands there now, and make the
    change once more where it is still wanted. What can no longer be undone in the preview can be
    undone in the editor that the file was saved from.
    """,
)
CANNOT_SAVE = Code(
    "F110",
    "cannot-save",
    Severity.ERROR,
    """A change cannot be saved: the disk is full, or the file or its folder may not be written to.

    The file is as it was.
    """,
)
_OPEN = {MISSING, STALE}
"""Other texts that wait for their translation keep nobody from writing one. They are told by their
number where they are many, so that one that is done looks like another error."""
_MOST = 200
"""So many changes can be undone; what is before them is forgotten."""


@dataclass(frozen=True)
class Change:
    """A file that was changed: what it held before and after, and where the words stand."""

    file: str
    mark: Mark
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)


@dataclass(frozen=True)
class _Proposed(Project):
    """A project in which some files hold what they would hold after a change."""

    instead: Mapping[Path, bytes] = field(default_factory=dict, compare=False, repr=False)

    def read(self, path: Path, mark: Mark | None = None, limit: int = MAX_BYTES) -> bytes:
        """Return the bytes of a file, as `Project.read`, or those that it would have."""
        return self.instead[path] if path in self.instead else super().read(path, mark, limit)


class Editor:
    """Changes the texts of a project's editions, and remembers how to undo that."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def can_undo(self) -> bool:
        """True where there is a change to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """True where there is an undone change to make again."""
        return bool(self._undone)

    def change(self, job: Job, source: Source, text: str) -> Change:
        """Have the file say `text` where `source` stands; return what was changed.

        Line breaks at the end are those of before. Raises Diagnostic, and the file is as it was:
        with the errors that `job` would have by the change, with F109 where other words stand
        there by now, C127 where the words cannot be changed there, and F110 where the disk refuses.
        """
        if source.fixed:
            raise Diagnostic([NOT_IN_PLACE.finding(source.mark, source.fixed)])
        mark = source.entry.mark if source.entry else source.mark
        file = mark.file
        path = self._project.place(path_of(self._project, file))
        with one_at_a_time(self._project.root):
            before = self._project.read(path)
            after = _changed(before, file, source, text.replace("\r\n", "\n"))
            change = Change(file, mark, before, after)
            if before != after:
                proposed = _Proposed(self._project.root, self._project.bundled, {path: after})
                emptied = source.entry is not None and not text.strip()
                _refuse_errors(proposed, self._project, job, {STALE} if emptied else _OPEN)
                _write(path, after)
                self._done = [*self._done[1 - _MOST :], change]
                self._undone.clear()
        return change

    def undo(self) -> Change | None:
        """Undo the last change; return what that changed, or None where there is nothing to undo.

        Raises Diagnostic F109 where the file was changed since, and F110.
        """
        if not self._done:
            return None
        last = self._done[-1]
        back = Change(last.file, last.mark, last.after, last.before)
        self._replace(back)
        self._undone.append(self._done.pop())
        return back

    def redo(self) -> Change | None:
        """Make the change again that was undone last; as `undo`."""
        if not self._undone:
            return None
        self._replace(self._undone[-1])
        self._done.append(self._undone.pop())
        return self._done[-1]

    def _replace(self, change: Change) -> None:
        path = self._project.place(path_of(self._project, change.file))
        with one_at_a_time(self._project.root):
            if self._project.read(path) != change.before:
                message = f"“{change.file}” was changed elsewhere since"
                raise Diagnostic([CHANGED_ELSEWHERE.finding(Mark(change.file), message)])
            _write(path, change.after)


def _changed(data: bytes, file: str, source: Source, text: str) -> bytes:
    """Return what a file would hold; Diagnostic F109 where it does not say what it said."""
    if source.entry is not None:
        entry = source.entry
        there = (each for each in read_po(data, file).entries if each.mark == entry.mark)
        found = next((each.words for each in there), "")
        return with_translation(data, file, entry, _said(found, source.text, source, text))
    if file.endswith(TABLES):
        found = csv_cells(data, file).get(source.mark, "")
        return with_cell(data, file, source.mark, _said(found, source.text, source, text))
    scalar = scalars(data, file).get(source.mark)
    if scalar is None:
        raise Diagnostic([_elsewhere(source)])
    return with_text(data, file, scalar.path, _said(scalar.text, source.text, source, text))


def _said(found: str, expected: str, source: Source, text: str) -> str:
    """Return the words to be written: with the line breaks at the end that stand there now."""
    words = found.rstrip("\n")
    if words != expected.rstrip("\n"):
        raise Diagnostic([_elsewhere(source)])
    return text.rstrip("\n") + found[len(words) :]


def _elsewhere(source: Source) -> Finding:
    message = "these words were changed elsewhere since they were shown"
    help = "look at what stands there now"
    return CHANGED_ELSEWHERE.finding(source.mark, message, help=help)


def _refuse_errors(
    proposed: Project, project: Project, job: Job, let_pass: Collection[Code]
) -> None:
    """Raise Diagnostic with the errors that a change would bring, but for those `let_pass`."""
    if errors := _errors(proposed, job, let_pass):
        known = {(each.code.id, each.message) for each in _errors(project, job, let_pass)}
        new = [each for each in errors if (each.code.id, each.message) not in known]
        if new:
            raise Diagnostic(new)


def _errors(project: Project, job: Job, let_pass: Collection[Code]) -> tuple[Finding, ...]:
    """Return what keeps an edition from being composed, or from being printed as it is written."""
    try:
        desk = open_desk(project, job)
        composed = compose(desk.manuscript, desk.means, LayoutFacts())
        found = (*desk.manuscript.findings, *composed.findings)
    except Diagnostic as diagnostic:
        found = diagnostic.findings
    errors = (each for each in found if each.severity is Severity.ERROR)
    return tuple(each for each in errors if each.code not in let_pass)


def _write(path: Path, data: bytes) -> None:
    try:
        rewrite(path, data)
    except OSError as error:
        message = f"“{path.name}” cannot be saved: {error.strerror or error}"
        help = leave_to_write(path)
        raise Diagnostic([CANNOT_SAVE.finding(Mark(str(path)), message, help=help)]) from error
