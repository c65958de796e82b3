"""Words that are edited on a page, as the browser asks for it and is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ..desk import Desk
from ..diagnostics import Code, Diagnostic, Finding, Severity, as_data
from ..editing.editor import CHANGED_ELSEWHERE, Editor
from ..editing.matching import named_facts, source_at
from ..editing.sources import Source, sources
from ..resources import Project

NOT_FOUND = Code(
    "S603",
    "words-not-found",
    Severity.ERROR,
    """The words that were chosen in the preview stand in no file as they are.

    They were made by the program, such as a page number, a chart or a heading of its own, or they
    come from a file that is not text. The place beside them leads to the block that they belong to.
    """,
)
Answer = dict[str, Any]


class Writing:
    """Changes of words, and how they are undone, as plain data."""

    def __init__(self, project: Project) -> None:
        self._editor = Editor(project)

    def state(self) -> Answer:
        """Return whether there is something to undo, or to do again."""
        return {"canUndo": self._editor.can_undo, "canRedo": self._editor.can_redo}

    def words(self, desk: Desk | None, asked: Mapping[str, Any]) -> Answer:
        """Return the text of a file that words on a page are of, and the facts that it names; or
        findings where there is none."""
        return _answered(lambda: self._words(desk, asked))

    def change(self, desk: Desk | None, asked: Mapping[str, Any]) -> Answer:
        """Have a file say another text; return where, or the findings for which it is refused."""
        return _answered(lambda: self._changed(desk, asked))

    def undo(self) -> Answer:
        """Undo the last change; as `change`."""
        return _answered(lambda: self._turned(self._editor.undo()))

    def redo(self) -> Answer:
        """Make the change again that was undone last; as `change`."""
        return _answered(lambda: self._turned(self._editor.redo()))

    def _words(self, desk: Desk | None, asked: Mapping[str, Any]) -> Answer:
        words, at, section = (str(asked.get(name, "")) for name in ("words", "at", "section"))
        there = sources(desk) if desk else ()
        found = source_at(there, words, at, section)
        if found is None:
            raise Diagnostic([_not_found(words)])
        facts = [_source(each) for each in named_facts(found, there)]
        return {"source": _source(found), "facts": facts}

    def _changed(self, desk: Desk | None, asked: Mapping[str, Any]) -> Answer:
        id, before, text = (str(asked.get(name, "")) for name in ("id", "before", "text"))
        found = next((each for each in (sources(desk) if desk else ()) if each.id == id), None)
        if desk is None or found is None:
            message = "these words were changed elsewhere since they were shown"
            raise Diagnostic([CHANGED_ELSEWHERE.finding(None, message, help="choose them again")])
        # The editor compares what the person saw with what stands there now.
        change = self._editor.change(desk.job, replace(found, text=before), text)
        return {"file": change.file, "line": change.mark.line, **self.state()}

    def _turned(self, change: object) -> Answer:
        return self.state()


def _answered(answer: Callable[[], Answer]) -> Answer:
    try:
        return answer()
    except Diagnostic as diagnostic:
        return {"findings": [as_data(each) for each in diagnostic.findings]}


def _not_found(words: str) -> Finding:
    shown = words if len(words) < 60 else f"{words[:60]}…"
    help = "open the file at the place that is shown, and look for them there"
    return NOT_FOUND.finding(None, f"“{shown}” stands in no file of the edition", help=help)


def _source(source: Source) -> Answer:
    mark = source.entry.mark if source.entry else source.mark
    return {
        "id": source.id,
        "file": mark.file,
        "line": mark.line,
        "field": source.field,
        "form": source.form,
        "text": source.entry.words if source.entry else source.text,
        "fact": source.fact,
        "fixed": source.fixed,
    }
