"""Composing: a manuscript becomes one HTML document per page type or section.

Templates ask for pictures by slot; the requests are collected here and answered with the
address under which the finished picture will be served. A section is composed anew only where what
it asks of the layout has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from .charts import ChartRequest, described
from .composed import Composed, LayoutFacts, Means, Picture, PlacedPhoto, Section
from .content.artwork import Artwork
from .content.block import Block, InlineTable, Page, PhotoUse
from .content.blocks.chart import Chart
from .content.blocks.key_figures import KeyFigure, KeyFigures
from .content.blocks.qr_code import QrCode
from .content.blocks.table import Table as TableBlock
from .content.edition import blocks_of
from .content.fact_names import facts_in_tables
from .content.load import Manuscript
from .content.names import Name
from .content.node import Node, Words, changed
from .content.table_format import format_clock, format_day
from .content.tables import Table, format_value
from .content.yaml import Place
from .diagnostics import Mark
from .diagrams.diagrams import Diagrams
from .facts import fact_date, fact_display, fact_value, fact_words, said, sourced
from .figure_rows import FigureRow, figure_row
from .flow import HALF_CHART, Flow
from .languages import told
from .lead_ins import lead_in
from .letter_widths import LetterWidths, Setting
from .listings import Listings
from .parts import Part, watched
from .picture_requests import PictureRequests
from .proofreading import dead_links, reading_order
from .sameness import Around, kept_parts, same_means
from .slots import Slot
from .spacing import headed
from .templates import Templates
from .themes import SlotRule
from .typography import Typesetter
from .units import Length


def compose(manuscript: Manuscript, means: Means, known: LayoutFacts) -> Composed:
    """Return the edition as HTML documents; `known` is what an earlier layout found out.

    Raises Diagnostic when a template fails or a photograph is unknown.
    """
    return Composer(manuscript, means).compose(known)


class Composer:
    """Composes one edition as often as the layout has found out more.

    It holds what templates may ask for while a section is composed.
    """

    def __init__(
        self, manuscript: Manuscript, means: Means, before: Composer | None = None
    ) -> None:
        """Sections are taken over from the composer `before` that are the same as they were; no
        template has changed since, nor anything else in templates/."""
        self.manuscript = manuscript
        self.edition = manuscript.edition
        self.design = means.design
        self.means = means
        self.facts_in_tables = facts_in_tables(self.edition)
        self.typesetter = Typesetter(self.design.language, self._value_of)
        self.widths = LetterWidths(manuscript.project, self.design.theme)
        self.templates = Templates(manuscript.project, self._filters(), self._globals())
        self.kept: dict[str, Part] = {}
        if before is not None and same_means(means, before.means):
            self.kept = kept_parts(manuscript, before.manuscript, before.kept)
        self.row: Mapping[str, str] = self.edition.row
        self._begin(LayoutFacts(), ())

    def fill(self, row: Mapping[str, str]) -> None:
        """Print other values for the names of columns, and anew no section but those with such."""
        self.row = row
        self.kept = {id: part for id, part in self.kept.items() if not part.of_row}

    def compose(self, known: LayoutFacts) -> Composed:
        """Return the edition as HTML documents; what it raises is that of `compose`."""
        pages = list(self.edition.pages())
        # The credits list what the other pages print, so they are composed last.
        order = sorted(pages, key=lambda page: page.kind == "credits")
        done: dict[str, Part] = {}
        for page in order:
            part = self.kept.get(page.id)
            if part is None or part.lists_others or not part.asked.still_holds(known):
                part = self._part(page, known, tuple(done.values()))
            done[page.id] = self.kept[page.id] = part
        return self._joined([page.id for page in pages], done)

    def _joined(self, ids: Iterable[str], done: Mapping[str, Part]) -> Composed:
        parts = done.values()
        targets = [each for part in parts for each in part.link_targets]
        used = {fact for part in parts for fact in part.facts_used}
        return Composed(
            tuple(done[id].section for id in ids),
            tuple(each for part in parts for each in part.photos),
            tuple(each for part in parts for each in part.charts),
            frozenset(used.union(self.facts_in_tables, self.manuscript.facts_elsewhere)),
            (
                *(each for part in parts for each in part.in_words),
                *(each for part in parts for each in part.in_diagrams),
                *dead_links(targets, reading_order(self.edition)),
            ),
            {id: most for part in parts for id, most in part.most.items()},
            tuple(each for part in parts for each in part.artworks),
        )

    def _begin(self, known: LayoutFacts, others: Sequence[Part]) -> None:
        """Make ready for a section; `others` are those composed before."""
        design, typesetter = self.design, self.typesetter
        typesetter.findings, typesetter.link_targets = [], []
        self.known = known
        self.at = ""
        self.facts_used: set[str] = set()
        self.of_row = False
        self.looks_around = False
        self.requests = PictureRequests(self.means, known)
        self.diagrams = Diagrams(design, self.widths, typesetter, self.requests)
        self.flow = Flow(self._block, design, known)
        self.listings = Listings(self.edition, design, known, lambda: self._so_far(others))

    def _so_far(self, others: Sequence[Part]) -> tuple[list[PlacedPhoto], set[str]]:
        """Return the photographs and facts printed by other sections and so far by this one."""
        photos = [each for part in others for each in part.photos]
        used = self.facts_used.union(self.facts_in_tables, *(each.facts_used for each in others))
        return [*photos, *self.requests.photos.values()], used

    def _part(self, page: Page, known: LayoutFacts, others: Sequence[Part]) -> Part:
        known, asked = watched(known)
        self._begin(known, others)
        section = self._section(page)
        requests = self.requests
        return Part(
            section,
            tuple(requests.photos.values()),
            tuple(requests.charts.values()),
            tuple(requests.artworks.values()),
            requests.most,
            frozenset(self.facts_used),
            tuple(self.typesetter.link_targets),
            tuple(self.typesetter.findings),
            tuple(self.diagrams.findings),
            asked,
            self.listings.asked,
            self.of_row,
            self.looks_around or self.listings.asked,
        )

    def _section(self, page: Page) -> Section:
        self.at = self.requests.section = page.id
        fit = self.known.fits.get(page.id)
        style = Markup(fit.css(self.design.theme.type["body"])) if fit else ""
        page = self._addressed(page)
        content = self.templates.render(f"pages/{page.kind}.html", page.mark, page=page)
        title = self.typesetter.plain(page.heading or self.edition.title)
        html = self.templates.render(
            "document.html", page.mark, page=page, content=content, title=title, style=style
        )
        ids = (page.id, *(block.id for block in blocks_of(page)))
        return Section(page.id, page.kind, str(html), page.start, page.mark, ids, page.facing)

    def _addressed(self, page: Page) -> Page:
        """Return a page whose QR codes lead where the row says."""
        if not any(isinstance(each, QrCode) and each.of_row for each in blocks_of(page)):
            return page
        self.of_row = True

        def filled(node: Node) -> Mapping[str, str]:
            return node.filled(self.row) if isinstance(node, QrCode) and node.of_row else {}

        addressed: Page = changed(page, filled)
        return addressed

    # What templates ask for

    def _filters(self) -> dict[str, Any]:
        return {
            "line": self.typesetter.line,
            "credit": self.typesetter.credit,
            "display": self.typesetter.display,
            "credited": lambda use: self.requests.credited(use),
            "address": self.typesetter.address,
            "number": self.typesetter.number,
            "prose": self.typesetter.prose,
            "headline": self.typesetter.headline,
            "plain": self.typesetter.plain,
            "lead": lead_in,
        }

    def _globals(self) -> dict[str, Any]:
        return {
            "edition": Around(self.edition, self._look_around),
            "words": self.design.language.words,
            "format": self.design.format,
            "theme": self.design.theme,
            "lang": self.design.tag,
            "direction": self.design.language.direction,
            "side": self.design.language.side,
            "picture": self._picture,
            "room": self._room,
            "artwork": self._artwork,
            "share": lambda uses, name, rule: self.requests.share(
                uses, name, SlotRule.model_validate(rule)
            ),
            "qr_code": lambda block, alt: self.requests.qr_code(block, alt),
            "chart": self._chart,
            "unsettled": lambda block: self.manuscript.tables[block.id].unsettled,
            "actors": lambda block: self.diagrams.actors(block, self._width(block)),
            "locator": lambda block: self.diagrams.locator(block, self._width(block)),
            "table": self._table,
            "flow": lambda items: self.flow.markup(items),
            "figure": self._figure,
            "figure_row": self._figure_row,
            "set": self._set,
            "folio": lambda id: self.known.folios.get(id, ""),
            "contents": self._contents,
            "credits": lambda: self.listings.credits(),
            "awaited": lambda: self.listings.awaited(),
            "facts_printed": lambda: self.listings.facts_printed(),
            "day": lambda date: format_day(date, self.design.tag),
            "clock": lambda start, end: format_clock(start, end, self.design.tag),
            "fill": lambda id: self.known.fills.get(id, 0),
            "quoted": self._quoted,
            "headed": headed,
            "sourced": self._sourced,
            "told": told,
            "joins": self.design.language.joins,
            "whole": lambda id, inner: self.flow.whole(id, inner),
            "width": self._width,
        }

    def _contents(self) -> list[dict[str, str]]:
        self._look_around()
        return self.listings.contents()

    def _look_around(self) -> None:
        self.looks_around = True

    def _width(self, block: Any) -> str:
        """Return how wide a block is set: what is as wide as the page is a column if it has one."""
        width = str(block.width)
        return "column" if width == "page" and self.design.format.text_columns == 1 else width

    def _quoted(self, words: str) -> Markup:
        """Return a line in the quotation marks of the language."""
        before, after = self.design.language.quotes[:2]
        return Markup("{}{}{}").format(before, self.typesetter.display(words), after)

    def _value_of(self, name: Name) -> str:
        first, *rest = name.parts
        if first == "page":
            folio = self.known.folios.get(rest[0], "0")
            page = told(self.design.language.words.page, number=folio)
            return f'[{folio}](#{rest[0]} "{page}")'
        if first == "row":
            self.of_row = True
            return Words(self.row[rest[0]], plain=True)
        fact = self.edition.facts[rest[0]]
        self.facts_used.add(rest[0])
        part = rest[1] if len(rest) > 1 else ""
        if part == "value":
            return said(fact, fact_value(fact, self.design.tag))
        if part == "as_of":
            return Words(fact_date(fact, self.design.tag), plain=True)
        if part:
            words = getattr(fact, part)
            return Words(words, plain=True, unsettled=getattr(words, "unsettled", ""))
        return said(fact, fact_words(fact, self.design.language, self.design.tag))

    def _block(self, block: Block, half: bool) -> Markup:
        before, self.at = self.at, block.id
        html = self.templates.render(
            f"blocks/{block.kind}.html", block.mark, block=block, half=half
        )
        self.at = before
        return html

    def _picture(
        self,
        use: PhotoUse,
        name: str,
        owner: Any = None,
        rule: Mapping[str, Any] | None = None,
        spot: int = 0,
    ) -> Picture:
        """Return a photograph for the slot called `name`; `owner` is the block that sizes it.

        `rule` is the slot's size where the theme does not name it, as themes write it. `spot`
        counts the places of a block that goes on over pages: their id is `block.spot`.
        """
        at = f"{self.at}.{spot}" if spot else self.at
        return self.requests.photo(use, name, owner or use, at, _size(rule))

    def _room(self, name: str, owner: Any, rule: Mapping[str, Any] | None = None) -> Slot:
        """Return the slot called `name` itself, for what stands in the place of a picture."""
        return self.requests.slot(name, owner, self.at, _size(rule))

    def _artwork(
        self,
        use: Artwork,
        alt: str,
        name: str,
        rule: Mapping[str, Any],
        share: float | None = None,
    ) -> Picture:
        """Return a logo or signature as large as others beside it; `alt` is whose it is.

        `share` is how much of its room it covers; left out: all that it can.
        """
        alt = self.typesetter.plain(alt)
        size = SlotRule.model_validate(rule)
        return self.requests.artwork(use, alt, name, self.at, size, share)

    def _chart(self, block: Chart, half: bool = False) -> Picture:
        """Return the plot of a chart block, which may stand in half of a single column."""
        width = self._width(block)
        name = "half" if half else "figured" if block.figure and width == "column" else width
        room = self.requests.slot(f"chart.{name}", block, self.at, HALF_CHART)
        table, spec = self.manuscript.tables[block.id], self.manuscript.specs[block.id]
        alt = self.typesetter.plain(block.alt) or self._described(block)
        request = ChartRequest(block.id, block.chart, table, spec, room.size, alt, block.mark)
        return self.requests.chart(request, room)

    def _described(self, block: Chart) -> str:
        """Return a chart's data in words; "" when it is faulty, which drawing reports."""
        table, spec = self.manuscript.tables[block.id], self.manuscript.specs[block.id]
        return described(self.means.kinds[block.chart], table, spec, self.means.chart_style)

    def _sourced(self, block: Chart | TableBlock) -> str:
        """Return the source line of a chart or a table."""
        source = self.typesetter.line(block.source)
        return sourced(source, block.as_of, self.design.language, self.design.tag)

    def _table(self, block: Block) -> dict[str, Any]:
        """Return the heads and formatted cells of a table block.

        What is written in the edition itself is Markdown; what comes from a file is not.
        """
        table: Table = self.manuscript.tables[block.id]
        own = isinstance(getattr(block, "data", None), InlineTable)

        def words(text: str, mark: Mark) -> str:
            placed = isinstance(text, Words)  # by its translation
            return Words(text, Place(mark, 0, 1)) if own and not placed else text

        return {
            "columns": [
                {"head": words(column.bare, column.mark), "numeric": column.kind == "number"}
                for column in table.columns
            ],
            "rows": [
                [
                    words(cell.value, cell.mark)
                    if isinstance(cell.value, str)
                    else format_value(cell.value, self.design.tag, column.unit)
                    for cell, column in zip(row, table.columns, strict=True)
                ]
                for row in table.rows
            ],
        }

    def _figure_row(self, block: KeyFigures) -> FigureRow:
        """Return how many of a block's figures stand abreast, and in what size."""
        values = [self.typesetter.plain(self._figure(item)["value"]) for item in block.items]
        return figure_row(values, self._width(block) != "column", self.design, self.widths)

    def _set(self, text: str, role: str, room: Length) -> Setting:
        """Return how words come out in lines of nearly the same length, not wider than `room`."""
        return self.widths.set(self.typesetter.plain(text), self.design.theme.type[role], room.pt)

    def _figure(self, item: KeyFigure) -> dict[str, str]:
        """Return the value and label of a figure, and the source and date of a fact."""
        if not item.fact:
            return {"value": item.value, "label": item.label, "source": "", "as_of": ""}
        fact = self.edition.facts[item.fact]
        self.facts_used.add(item.fact)
        return {
            "value": said(fact, fact_display(fact, self.design.tag)),
            "label": item.label or fact.label,
            "source": fact.source,
            "as_of": fact_date(fact, self.design.tag),
        }


def _size(rule: Mapping[str, Any] | None) -> SlotRule | None:
    return SlotRule.model_validate(rule) if rule else None
