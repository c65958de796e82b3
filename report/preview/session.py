"""A session: an edition in one format, language and target, kept ready between two changes.

What has not changed is neither laid out nor written again. The layout begins where the last one
ended, which is quick; whether it comes to the same as a build, which begins from nothing, is looked
at when there is time. When an edition cannot be read, its last
good pages stay, and the findings say what is wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ..build import findings_of, laid_out, new_press
from ..desk import Desk, open_desk
from ..diagnostics import Code, Diagnostic, Finding, Severity, in_order
from ..jobs import Job
from ..pdf.page_pictures import Leaf, leaves
from ..pictures import Pictures
from ..preflight import gather
from ..preflight.evidence import Evidence
from ..preflight.runner import LAYING_OUT
from ..resources import Project
from ..storage import whole, workshop
from .pages import Changed, ShownPage, changes, parts_of

if TYPE_CHECKING:
    from ..engine.rendered import Rendered
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

    `changed` says what differs from the snapshot before; `took` are seconds by stage.
    """

    pages: tuple[ShownPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    changed: tuple[Changed, ...] = ()
    broken: bool = False
    title: str = ""
    language: str = ""
    right_to_left: bool = False
    sections: Mapping[str, str] = field(default_factory=dict)
    """The titles of sections by their ids."""
    took: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """Where the picture of a page comes from: a page, counted from 0, of a PDF."""

    pdf: bytes
    index: int


_Written: TypeAlias = tuple[bytes, tuple[Leaf, ...]]
"""The PDF of a section, and its pages."""


class Session:
    """An edition as it is shown; used by one thread at a time."""

    def __init__(self, project: Project, job: Job) -> None:
        """Nothing is read yet; see `update`."""
        self.project, self.job = project, job
        self.shown = Snapshot()
        self._desk: Desk | None = None
        self._press: Press | None = None
        self._laid: Laid | None = None
        self._began = False
        """True where the layout that is shown began with what was known of another."""
        self._written: dict[str, _Written] = {}
        self._pictures: dict[str, Picture] = {}

    def update(self, *, afresh: bool = False) -> Snapshot:
        """Return what is to be shown now, after files have changed.

        After changes of templates, styles, fonts or drawing code it has to begin `afresh`: their
        pages are not known by their names alone.
        """
        if afresh:
            self._press = self._laid = None
        return self._shown_after(self._updated)

    def settle(self) -> Snapshot | None:
        """Lay out what was read once more, as a build does it; return what is to be shown, or None
        where that is what is shown already."""
        desk, quick = self._desk, self._laid
        if desk is None or quick is None or self.shown.broken or not self._began:
            return None
        before, self._began = self.shown, False

        def settled() -> Snapshot:
            watch = _Watch()
            laid = laid_out(desk, self._press)
            watch.note("laid out")
            return before if _same(laid, quick) else self._looked_at(desk, laid, watch)

        after = self._shown_after(settled)
        return None if after is before else after

    def _shown_after(self, make: Callable[[], Snapshot]) -> Snapshot:
        try:
            self.shown = make()
        except Diagnostic as diagnostic:
            self.shown = self._stayed(in_order(diagnostic.findings))
        except Exception as error:
            self._press = self._laid = None
            said = " ".join(str(error).split())
            message = f"the pages could not be made: {type(error).__name__}: {said}".rstrip(": ")
            help = "look at what was changed last, or run `build`"
            self.shown = self._stayed((PREVIEW_FAILED.finding(None, message, help=help),))
        return self.shown

    def picture(self, key: str) -> Picture | None:
        """Return where a page of this snapshot, or of the one before, is drawn from."""
        return self._pictures.get(key)

    @property
    def desk(self) -> Desk | None:
        """What was read for the pages that are shown; None before there are any."""
        return self._desk

    def _stayed(self, findings: tuple[Finding, ...]) -> Snapshot:
        return replace(self.shown, findings=findings, changed=(), broken=True, took={})

    def _updated(self) -> Snapshot:
        watch = _Watch()
        desk = open_desk(self.project, self.job)
        watch.note("read")
        before, self._desk = self._desk, desk
        try:
            press = self._ready(desk, before)
            known = self._laid.known if self._laid else None
            laid = laid_out(desk, press, known)
            watch.note("laid out")
            shown = self._looked_at(desk, laid, watch)
        except BaseException:
            self._desk = before
            raise
        self._began = known is not None
        return shown

    def _looked_at(self, desk: Desk, laid: Laid, watch: _Watch) -> Snapshot:
        """Return what is to be shown of pages that are laid out."""
        judged = desk.judged
        evidence = gather.evidence(judged.case, laid.composed, laid)
        pages = self._pages(laid, evidence)
        watch.note("written")
        stages = LAYING_OUT & set(judged.target.checks)
        found = findings_of(judged, laid, (evidence,), stages=stages)
        watch.note("checked")
        self._laid = laid
        return Snapshot(
            pages,
            found,
            changes(self.shown.pages, pages) if self.shown.pages else (),
            title=desk.edition.title,
            language=desk.design.tag,
            right_to_left=desk.leftward,
            sections=_titles(desk),
            took=watch.took,
        )

    def _ready(self, desk: Desk, before: Desk | None) -> Press:
        """Return what lays out, with the pages it has kept where the design is the same."""
        if self._press is None or before is None or _look(before) != _look(desk):
            self._press, self._laid = new_press(desk, self._pictures_now), None
        return self._press

    def _pictures_now(self) -> Pictures:
        assert self._desk is not None
        return self._desk.pictures

    def _pages(self, laid: Laid, evidence: Evidence) -> tuple[ShownPage, ...]:
        """Return the pages, those of changed sections written anew."""
        self._written = {each.key: self._one_written(laid, each) for each in laid.rendered}
        parts = []
        for each in laid.rendered:
            pdf, found = self._written[each.key]
            parts += [(leaf, pdf, index) for index, leaf in enumerate(found)]
        # The browser may still ask for pages of the snapshot before.
        still = {each.key for each in self.shown.pages}
        kept = {key: picture for key, picture in self._pictures.items() if key in still}
        self._pictures = kept | {leaf.key: Picture(pdf, index) for leaf, pdf, index in parts}
        return tuple(
            ShownPage(page.number, page.section, leaf.key, leaf.paper, leaf.trim, parts_of(page))
            for page, (leaf, _, _) in zip(evidence.pages, parts, strict=True)
        )

    def _one_written(self, laid: Laid, rendered: Rendered) -> _Written:
        known = self._written.get(rendered.key)
        if known is not None:
            return known
        with workshop(self.project.build) as shop:
            path = shop / "section.pdf"
            laid.engine.write((rendered,), path)
            pdf = whole(path)
        return pdf, leaves(pdf)


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
