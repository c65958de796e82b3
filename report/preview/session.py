"""A session: an edition in one format, language and target, kept ready between two changes.

What has not changed is neither laid out nor written again. The layout begins where the last one
ended, which is quick; whether it comes to the same as a build, which begins from nothing, is looked
at when there is time. When an edition cannot be read, its last
good pages stay, and the findings say what is wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ..build import findings_of, laid_out, new_press
from ..compose import Composer
from ..desk import Desk, open_desk
from ..diagnostics import Code, Diagnostic, Finding, Severity, in_order
from ..engine.plan import Stopped
from ..jobs import Job
from ..pictures import Pictures
from ..preflight import gather
from ..preflight.runner import LAYING_OUT
from ..preflight.translated import at_their_fields
from ..resources import Project
from ..rounds import Told, nobody
from .pages import Changed, ShownPage, changes, parts_of
from .sheets import Picture, Sheets

if TYPE_CHECKING:
    from ..layout import Laid
    from ..rounds import Press

PREVIEW_FAILED = Code(
    "S601",
    "preview-failed",
    Severity.ERROR,
    """The preview could not make the pages, for a reason that nobody foresaw.

    That is a fault of Colophon, or of a template or chart of the project's own. The pages shown
    are those from before. Run `build`, which says more about it; save the file again to have the
    preview try once more.
    """,
)


@dataclass(frozen=True)
class Snapshot:
    """What is shown of an edition. `pages` are the last good ones where it is `broken` now.

    Until it is `checked`, the findings are those from before. `changed` says what differs from the
    snapshot before; `took` are seconds by stage.
    """

    pages: tuple[ShownPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    changed: tuple[Changed, ...] = ()
    broken: bool = False
    checked: bool = False
    title: str = ""
    language: str = ""
    right_to_left: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    """The titles of sections by their ids."""
    took: Mapping[str, float] = field(default_factory=dict)


class Session:
    """An edition as it is shown; used by one thread at a time."""

    def __init__(self, project: Project, job: Job, told: Told = nobody) -> None:
        """Nothing is read yet; see `update`. `told` hears how far the layout is."""
        self.project, self.job, self._told = project, job, told
        self.shown = Snapshot()
        self._desk: Desk | None = None
        self._read: Desk | None = None
        """The desk of which all is taken that stands in no edition."""
        self._composer: Composer | None = None
        """What has composed the sections that are shown."""
        self._press: Press | None = None
        self._laid: Laid | None = None
        self._began = False
        """True where the layout that is shown began with what was known of another."""
        self._sheets = Sheets()

    def update(self, *, afresh: bool = False) -> Snapshot:
        """Return what is to be shown now, after files have changed.

        After changes of templates, styles, fonts or drawing code it has to begin `afresh`: their
        pages are not known by their names alone.
        """
        if afresh:
            self._press = self._laid = self._read = self._composer = None
        return self._shown_after(self._updated)

    def check(self, stopping: Callable[[], bool] = lambda: False) -> Snapshot | None:
        """Return what is shown with its findings, or None where it has them.

        The pages are laid out once more, as a build does it: what differs is shown. That takes a
        while, and ends with None as well, at the next section, once `stopping` is true: what is
        shown is not `checked` then, and the next check goes on from there.
        """
        desk, quick = self._desk, self._laid
        if desk is None or quick is None or self.shown.broken or self.shown.checked:
            return None
        try:
            with quick.engine.until(stopping):
                return self._shown_after(lambda: self._checked(desk, quick))
        except Stopped:
            return None

    def get_ready(self) -> None:
        """Do now, while nobody waits, what the next change would wait for: pages that come from the
        cache need no engine."""
        # What goes wrong here goes wrong in the next update, which tells it.
        with suppress(Exception):
            if self._press is not None:
                self._press.engine.get_ready()

    def failed(self, error: Exception) -> Snapshot:
        """Return what is shown after an error that nobody foresaw; what comes next is made from
        nothing."""
        self._press = self._laid = self._read = self._composer = None
        said = " ".join(str(error).split())
        message = f"the pages could not be made: {type(error).__name__}: {said}".rstrip(": ")
        help = "look at what was changed last, or run `build`"
        self.shown = self._stayed((PREVIEW_FAILED.finding(None, message, help=help),))
        return self.shown

    def _shown_after(self, make: Callable[[], Snapshot]) -> Snapshot:
        try:
            self.shown = make()
        except Stopped:
            raise
        except Diagnostic as diagnostic:
            self.shown = self._stayed(in_order(diagnostic.findings))
        except Exception as error:
            return self.failed(error)
        return self.shown

    def picture(self, key: str) -> Picture | None:
        """Return where a page of this snapshot, or of the one before, is drawn from."""
        return self._sheets.picture(key)

    @property
    def desk(self) -> Desk | None:
        """What was read for the pages that are shown; None before there are any."""
        return self._desk

    def _stayed(self, findings: tuple[Finding, ...]) -> Snapshot:
        return replace(
            self.shown, findings=findings, changed=(), broken=True, checked=True, took={}
        )

    def _updated(self) -> Snapshot:
        watch = _Watch()
        desk = self._read = open_desk(self.project, self.job, before=self._read)
        watch.note("read")
        before, self._desk = self._desk, desk
        try:
            press = self._ready(desk, before)
            known = self._laid.known if self._laid else None
            composer = Composer(desk.manuscript, desk.means, self._composer)
            laid = laid_out(desk, press, known, composer)
            watch.note("laid out")
            pages = self._sheets.pages(laid, gather.marks_of(desk.edition))
            watch.note("written")
        except BaseException:
            self._desk = before
            raise
        self._laid, self._began, self._composer = laid, known is not None, composer
        return Snapshot(
            pages,
            self.shown.findings,
            changes(self.shown.pages, pages) if self.shown.pages else (),
            title=desk.edition.title,
            language=desk.design.tag,
            right_to_left=desk.leftward,
            sections=_titles(desk),
            took=watch.took,
        )

    def _checked(self, desk: Desk, quick: Laid) -> Snapshot:
        watch, pages, laid = _Watch(), self.shown.pages, quick
        if self._began:
            laid = laid_out(desk, self._press)
            watch.note("laid out again")
            if not _same(laid, quick):
                pages = self._sheets.pages(laid, gather.marks_of(desk.edition))
        judged = desk.judged
        evidence = gather.evidence(judged.case, laid.composed, laid)
        stages = LAYING_OUT & set(judged.target.checks)
        found = findings_of(judged, laid, (evidence,), stages=stages)
        watch.note("checked")
        self._laid, self._began = laid, False
        changed = changes(self.shown.pages, pages)
        # By now it is known where in a block each paragraph is written.
        pairs = zip(pages, at_their_fields(evidence.pages, desk.edition), strict=True)
        pages = tuple(replace(page, parts=parts_of(seen)) for page, seen in pairs)
        shown = replace(self.shown, pages=pages, findings=found, changed=changed)
        return replace(shown, checked=True, took=watch.took)

    def _ready(self, desk: Desk, before: Desk | None) -> Press:
        """Return what lays out, with the pages it has kept where the design is the same."""
        if self._press is None or before is None or _look(before) != _look(desk):
            press = new_press(desk, self._pictures_now)
            self._press, self._laid = replace(press, told=self._told), None
        return self._press

    def _pictures_now(self) -> Pictures:
        assert self._desk is not None
        return self._desk.pictures


def _same(one: Laid, other: Laid) -> bool:
    keys = [[each.key for each in laid.rendered] for laid in (one, other)]
    return keys[0] == keys[1] and one.findings == other.findings


class _Watch:
    """Notes how long stages took, in seconds."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}
        self._last = time.perf_counter()

    def note(self, stage: str) -> None:
        now = time.perf_counter()
        self.took[stage] = round(now - self._last, 4)
        self._last = now


def _look(desk: Desk) -> tuple[str, str, str]:
    """Return what styles are made of, as long as no file of templates/ changes."""
    design = desk.design
    return design.format_name, design.theme_name, design.tag


def _titles(desk: Desk) -> dict[str, str]:
    """Return what sections are called, by their ids."""
    found: dict[str, str] = {}
    for page in desk.edition.pages():
        words: Any = getattr(page, "title", "") or getattr(page, "headline", "")
        found[page.id] = str(words).replace(" / ", " ") if isinstance(words, str) else ""
    return found
