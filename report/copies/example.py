"""The example copy, and those of rows made from it: what says the same is not made again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..build import Made, findings_of, made_of, new_press
from ..compose import Composer
from ..content.row_files import Row
from ..copyfit import budgets
from ..desk import Desk
from ..diagnostics import Code, Finding, Severity, in_order
from ..document import document_facts
from ..engine.page_evidence import PageEvidence
from ..faults import place_of
from ..finish.screen import finish_screen
from ..finish.splicing import Place, Unlike, Whole, spliced
from ..fitting import Fitter
from ..layout import Laid, lay_out
from ..pdf.structure import read_structure
from ..pdf.tree_checks import TreeFault, tree_faults
from ..preflight import gather
from ..rounds import LaidSection
from ..storage import Cache, Content, digest, workshop
from ..validators import Failure, validate

NOT_SPLICED = Code(
    "E108",
    "copies-not-spliced",
    Severity.NOTE,
    """Copies for rows were made one by one, as if each were an edition of its own.

    Mostly, only the pages that a row changes are made for it, and put between those that all copies
    have in common. That has failed here, by a fault of Colophon. The copies are right and were
    checked as any other PDF; they only took longer. Report what the message says.
    """,
)
Checked = tuple[tuple[Failure, ...], tuple[TreeFault, ...]]
"""What is wrong with a file, and with its structure."""


@dataclass(frozen=True)
class _Unwritten(Cache):
    """A cache that is looked into and never added to."""

    def put(self, key: str, suffix: str, data: bytes) -> None:
        """Store nothing."""


class Example:
    """An edition as it is without rows: laid out, finished and checked like any other."""

    def __init__(self, desk: Desk, shop: Path) -> None:
        """The files of the example are made in `shop`, and have to stay there."""
        self._composer = Composer(desk.manuscript, desk.means)
        self._press = new_press(desk, lambda: desk.pictures)
        self._laid = self._fitted(desk)
        self._made = made_of(desk, self._laid, shop)
        self._facts = document_facts(desk.judged, self._laid, shop / "raw.pdf")
        # Pictures that are there already are shared; what is made for a row is kept nowhere.
        unwritten = _Unwritten(desk.cache.folder)
        self.desk = replace(desk, cache=unwritten, pictures=replace(desk.pictures, cache=unwritten))
        self._known = frozenset(self._made.findings)
        self.faults: tuple[Finding, ...] = ()
        """What has gone wrong in the program itself, and costs nothing but time."""
        budgeted = {each.section for each in budgets(desk.edition, desk.design)}
        charts = {each.request.id for each in self._laid.composed.charts}
        self._whole = budgeted | {
            each.section.id for each in self._laid.sections if charts & {*each.section.ids}
        }
        self._plain = desk.target.finish != "screen" or bool(desk.target.judged_as)
        self._proved = False
        self._alone: dict[tuple[str, ...], frozenset[Finding]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in the example."""
        return self._made.findings

    @property
    def blocked(self) -> bool:
        """True where errors keep the example, and so all copies, from being published."""
        return self._made.blocked and not self.desk.target.judged_as

    @contextmanager
    def copy(self, row: Row) -> Iterator[Made]:
        """Make the copy of a row; its files are there as long as this goes on."""
        pictures = self.desk.pictures
        drawn = set(pictures.artworks)
        try:
            with workshop(self.desk.project.build) as shop, self._press.engine.apart():
                laid = self._laid_for(row)
                yield self._copy(laid, shop)
        finally:
            for name in pictures.artworks.keys() - drawn:
                del pictures.artworks[name]

    def news(self, made: Made) -> tuple[Finding, ...]:
        """Return what was found in a copy and not in the example."""
        return tuple(each for each in made.findings if each not in self._known)

    def _laid_for(self, row: Row) -> Laid:
        """Return the pages of a row, laid out from where those of the example came to rest."""
        known = self._laid.known
        self._composer.fill(row.values)
        laid = lay_out(self._press, self._composer.compose, self.desk.pictures.prepare, known)
        # What moved has to find its place as in an edition of its own.
        return laid if laid.known == known else self._fitted(self.desk)

    def _fitted(self, desk: Desk) -> Laid:
        fitter = Fitter(self._press, self._composer.compose, desk.pictures.prepare)
        return fitter.lay_out(budgets(desk.edition, desk.design))

    def _copy(self, laid: Laid, shop: Path) -> Made:
        """Return a copy, spliced where that can be. Where that fails in a way nobody has foreseen,
        this and all others are made as wholes, which are checked as well, and it is said."""
        spliced = None
        try:
            spliced = self._spliced(laid, shop)
        except OSError:  # the disk
            raise
        except Exception as error:
            self._plain = True
            # The words of the error may be those of a row, which are nobody else's business.
            message = f"copies are made one by one: {type(error).__name__} in {place_of(error)}"
            help = "they are right, but take longer; report this to those who make Colophon"
            self.faults = (NOT_SPLICED.finding(None, message, help=help),)
        return spliced or made_of(self.desk, laid, shop)

    def _spliced(self, laid: Laid, shop: Path) -> Made | None:
        """Return a copy in which only the sections that differ are finished and checked anew.

        None where that is not enough: where pages were won or lost, where a section has data
        attached or keeps to a number of pages, or leads elsewhere.
        """
        changed = self._changed(laid)
        if changed is None:
            return None
        places, sections = changed
        raw = shop / "raw.pdf"
        if laid.engine.write([each.rendered for each in sections], raw):
            return None
        count = sum(len(place.pages) for place in places)
        facts = replace(self._facts, identifier=digest(self._facts.identifier, raw))
        alone = replace(facts, attachments=(), labels=facts.labels[:count])
        (shop / "part").mkdir()
        part = finish_screen(raw, alone, shop / "part")[""]
        try:
            whole = Whole(self._made.parts[""], len(self._laid.sections))
            file = spliced(whole, part, places, facts, shop / "copy.pdf")
        except Unlike:
            return None
        checked = self._checked(part)
        if not self._holds(checked, file):
            return None
        return self._judged(laid, sections, checked, file)

    def _changed(self, laid: Laid) -> tuple[list[Place], list[LaidSection]] | None:
        """Return the sections that differ from those of the example, and where they stand."""
        if self._plain or laid.known != self._laid.known:
            return None
        places, sections = [], []
        for number, (old, new) in enumerate(zip(self._laid.sections, laid.sections, strict=True)):
            if old.rendered.key == new.rendered.key:
                continue
            count = len(new.rendered.pages)
            if count != len(old.rendered.pages) or new.section.id in self._whole:
                return None
            places.append(Place(number, range(new.first - 1, new.first - 1 + count)))
            sections.append(new)
        return (places, sections) if sections else None

    def _holds(self, part: Checked, file: Content) -> bool:
        """True unless the first file whose part is right is not right as a whole."""
        evidence = self._made.evidence[0]
        right = (evidence.failures, evidence.faults)
        if not self._proved and part == right:
            self._proved, self._plain = True, self._checked(file) != right
        return not self._plain

    def _checked(self, file: Content) -> Checked:
        """Return what is wrong with a file and its structure, where that is asked of the target."""
        if "pdf" not in self.desk.target.checks:
            return (), ()
        return validate(file), tree_faults(read_structure(file))

    def _judged(
        self, laid: Laid, sections: Sequence[LaidSection], checked: Checked, file: Path
    ) -> Made:
        """Return a copy with what was found in the example, and what is new in its own pages."""
        pages = self._pages(laid, sections)
        failures, faults = checked
        evidence = self._made.evidence[0]
        evidence = replace(evidence, pages=pages, failures=failures, faults=faults)
        ids = tuple(each.section.id for each in sections)
        if ids not in self._alone:
            self._alone[ids] = self._found_alone(ids)
        known = self._alone[ids]
        new = (each for each in findings_of(self.desk, laid, (evidence,)) if each not in known)
        findings = in_order((*self._made.findings, *new))
        return Made(laid, {"": file}, {"": file}, (evidence,), findings)

    def _found_alone(self, ids: Sequence[str]) -> frozenset[Finding]:
        """Return what is found in the example when it has no pages but those of some sections."""
        sections = [each for each in self._laid.sections if each.section.id in ids]
        evidence = replace(self._made.evidence[0], pages=self._pages(self._laid, sections))
        return frozenset(findings_of(self.desk, self._laid, (evidence,)))

    def _pages(self, laid: Laid, sections: Sequence[LaidSection]) -> tuple[PageEvidence, ...]:
        return gather.pages(self.desk.case, replace(laid, sections=tuple(sections)))
