"""What pages list of the others: contents, photographs with their credits, sources of facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any

from .composed import LayoutFacts, PlacedPhoto
from .content.edition import Edition
from .content.fact_names import facts_in_words
from .facts import fact_date
from .photos.credits import CreditLine, Credits, credits_for, page_runs
from .proofreading import reading_order
from .settings import Design


class Listings:
    """Answers templates that list what an edition has; asked when the other pages are composed.

    `printed` returns the photographs and facts of the other pages; `asked` is True once somebody
    wants to know of them.
    """

    def __init__(
        self,
        edition: Edition,
        design: Design,
        known: LayoutFacts,
        printed: Callable[[], tuple[Sequence[PlacedPhoto], Set[str]]],
    ) -> None:
        self._edition = edition
        self._design = design
        self._known = known
        self._printed = printed
        self.asked = False

    def contents(self) -> list[dict[str, str]]:
        """Return the listed pages: id, title and the language it waits in, summary, folio."""
        return [
            {
                "id": page.id,
                "kicker": getattr(page, "kicker", ""),
                "title": page.heading or self._design.language.words.photo_credits,
                "unsettled": getattr(page.heading, "unsettled", ""),
                "summary": getattr(page, "summary", ""),
                "folio": self._known.folios.get(page.id, "0"),
            }
            for page in self._edition.pages()
            if getattr(page, "listed", False)
        ]

    def credits(self) -> list[dict[str, Any]]:
        """Return each printed photograph once: title, credit line and the pages it is on."""
        return [self._credit(line) for line in self._credited().printed]

    def awaited(self) -> list[dict[str, Any]]:
        """Return the pictures that stand-ins are printed for: title and credit line."""
        return [self._credit(line) for line in self._credited().to_come]

    def _credited(self) -> Credits:
        self.asked = True
        photos, _ = self._printed()
        places = [place for each in photos for place in each.places()]
        order = {place: index for index, place in enumerate(reading_order(self._edition))}
        return credits_for(sorted(places, key=lambda place: order[place.at]))

    def _credit(self, line: CreditLine) -> dict[str, Any]:
        pages = {int(self._known.folios.get(at, "0")): at for at in reversed(line.places)}
        return {
            "title": line.words,
            "credit": line.credit,
            "folios": [(pages[first], words) for first, words in page_runs(pages)],
        }

    def facts_printed(self) -> list[dict[str, str]]:
        """Return the facts that the edition prints and that name a source, in their order."""
        self.asked = True
        _, facts_used = self._printed()
        used = facts_in_words(self._edition) | facts_used
        return [
            {
                "source": fact.source,
                "label": fact.label,
                "as_of": fact_date(fact, self._design.tag),
            }
            for name, fact in self._edition.facts.items()
            if fact.source and name in used
        ]
