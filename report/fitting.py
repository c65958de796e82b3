"""Fitting: sections that miss the pages they are to take are changed a little, one by one.

Only the section itself is laid out while fits are tried. What is right already is left as it is,
and so is what no fit brings to its pages: its author has to cut or add anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from .composed import Composed, LayoutFacts
from .copyfit import Budget, Measure
from .engine.page_notes import lines_left
from .fits import PICTURE_LINES, Fit, first, ladder
from .layout import Laid, lay_out
from .rounds import LaidSection, Press
from .settings import Format

Compose = Callable[[LayoutFacts], Composed]
Prepare = Callable[[Composed], None]


@dataclass(frozen=True)
class Fitter:
    """Lays out an edition and fits its sections."""

    press: Press
    compose: Compose
    prepare: Prepare

    def lay_out(self, budgets: Sequence[Budget], known: LayoutFacts | None = None) -> Laid:
        """Return the pages of an edition, in which each section with a budget keeps to it that can
        be changed so that it does.

        Where it begins from what is `known` of a layout before, it is done sooner, and may settle
        otherwise than if nothing were known.
        """
        engine = self.press.engine
        engine.refresh()
        try:
            return self._lay_out(budgets, known or LayoutFacts())
        finally:
            engine.close()

    def _lay_out(self, budgets: Sequence[Budget], known: LayoutFacts) -> Laid:
        laid = lay_out(self.press, self.compose, self.prepare, known)
        tried: dict[str, LaidSection] = {}
        for budget in budgets:
            if not budget.fit:
                continue
            each = next(each for each in laid.sections if each.section.id == budget.section)
            off = measured(each, self.press.format, laid.known).over(budget.pages)
            if not off:
                continue
            fit, changed = self._search(each, budget, laid.known, tighter=off > 0)
            if fit is None:
                tried |= {budget.section: changed} if changed else {}
                continue
            known = _forgotten(laid.known, each)
            known = replace(known, fits={**known.fits, budget.section: fit})
            again = lay_out(self.press, self.compose, self.prepare, known)
            if self._met(again, budget):
                laid = again
        return replace(laid, tried=tried)

    def _met(self, laid: Laid, budget: Budget) -> bool:
        each = next(each for each in laid.sections if each.section.id == budget.section)
        return len(each.rendered.pages) == budget.pages

    def _search(
        self, each: LaidSection, budget: Budget, known: LayoutFacts, *, tighter: bool
    ) -> tuple[Fit | None, LaidSection | None]:
        """Return the smallest fit that brings a section to its pages, and the section so changed.

        Where none does, the fit is None, and the section is as changed as it may be.
        """
        alone = _Alone(self, each, _forgotten(known, each))
        fits = ladder(alone.picture_lines(tighter), tighter=tighter, tracked=budget.tracked)
        if not fits:
            return None, None

        def off(tried: LaidSection) -> int:
            return measured(tried, self.press.format, alone.known).over(budget.pages)

        fit, tried = first(
            fits, alone.changed, lambda tried: off(tried) <= 0 if tighter else off(tried) >= 0
        )
        # What jumps from one side to the other has not come to its pages.
        right = len(tried.rendered.pages) == budget.pages if tighter else off(tried) == 0
        return (fit if right else None), tried


@dataclass(frozen=True)
class _Alone:
    """One section of an edition, laid out by itself with this or that fit."""

    fitter: Fitter
    section: LaidSection
    known: LayoutFacts

    def changed(self, fit: Fit) -> LaidSection:
        """Return the section laid out with a fit."""
        fitter, known = self.fitter, self._with(fit)
        composed = fitter.compose(known)
        fitter.prepare(composed)
        section = self._own(composed)
        order = fitter.press.order(section.section, section.first)
        (rendered,) = fitter.press.engine.lay([order])
        return replace(section, rendered=rendered)

    def picture_lines(self, tighter: bool) -> int:
        """Return by how many lines the pictures of the section can change: no layout is needed."""
        sign, last = -1 if tighter else 1, self._html(Fit())
        for lines in range(1, PICTURE_LINES + 1):
            html = self._html(Fit(sign * lines))
            if html == last:
                return lines - 1
            last = html
        return PICTURE_LINES

    def _html(self, fit: Fit) -> str:
        return self._own(self.fitter.compose(self._with(fit))).section.html

    def _own(self, composed: Composed) -> LaidSection:
        id = self.section.section.id
        return replace(
            self.section, section=next(each for each in composed.sections if each.id == id)
        )

    def _with(self, fit: Fit) -> LayoutFacts:
        id = self.section.section.id
        return replace(self.known, fits={**self.known.fits, id: fit}, draft=True)


def _forgotten(known: LayoutFacts, each: LaidSection) -> LayoutFacts:
    """Return what is known without what has grown in a section: it may grow anew."""
    ids = each.section.ids
    return replace(
        known,
        fills={id: lines for id, lines in known.fills.items() if id not in ids},
        pages={id: pages for id, pages in known.pages.items() if id != each.section.id},
        full=known.full - {each.section.id},
    )


def measured(each: LaidSection, format: Format, known: LayoutFacts) -> Measure:
    """Return what the pages of a section hold; `known` is what has grown on them."""
    pages = each.rendered.pages
    left = tuple(
        lines_left(page, format.baseline) + sum(known.fills.get(id, 0) for id in page.elastic)
        for page in pages
    )
    return Measure(format.lines, left, bool(pages[-1].elastic))
