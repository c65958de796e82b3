"""In which order jobs are begun: of those that share their pictures and pages, one goes first.

Languages, formats and targets of an edition, and those that extend it, have most photographs,
charts and sections in common. Begun together on an empty cache, they would all make the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..diagnostics import Diagnostic
from ..jobs import Job
from ..resources import Project

# What is read wrongly here costs time and nothing else.
_EXTENDS = re.compile(r"^extends:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


class Queue:
    """Jobs that have not been begun, in their order."""

    def __init__(self, project: Project, jobs: Iterable[Job], shares_cache: bool) -> None:
        """Where those who do them do not share a cache, none waits: nothing would come of it."""
        self._project = project
        self._roots: dict[str, str] = {}
        self._waiting = [(job, self._root(job.slug)) for job in jobs]
        self._ahead: set[str] = set()
        self._open = set() if shares_cache else {root for _, root in self._waiting}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def next(self) -> Job | None:
        """Return the job to begin; None where all others wait for one that is under way."""
        for at, (job, root) in enumerate(self._waiting):
            if root in self._open or root not in self._ahead:
                self._ahead.add(root)
                del self._waiting[at]
                return job
        return None

    def ended(self, job: Job) -> None:
        """Let those begin that have waited for a job, whatever came of it."""
        self._open.add(self._root(job.slug))

    def _root(self, slug: str) -> str:
        """Return the edition that is below all that an edition extends."""
        if slug not in self._roots:
            chain = [slug]
            while (below := self._below(chain[-1])) and below not in chain:
                chain.append(below)
            self._roots |= dict.fromkeys(chain, chain[-1])
        return self._roots[slug]

    def _below(self, slug: str) -> str:
        try:
            text = self._project.read_text(self._project.editions / slug / "edition.yaml")
        except Diagnostic:
            return ""
        found = _EXTENDS.search(text)
        return found[1] if found else ""
