"""The sketches and diagrams that templates ask for while an edition is composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..content.blocks.actors import Actors
from ..content.blocks.locator import Locator
from ..diagnostics import Finding
from ..letter_widths import LetterWidths
from ..picture_requests import PictureRequests
from ..settings import Design
from ..typography import Typesetter
from ..units import Length
from .setting import Bench

if TYPE_CHECKING:
    # Most editions have none: what draws them is imported for those that do.
    from .actors import ActorsView
    from .locator import LocatorView


class Diagrams:
    """Lays sketches and diagrams out, and collects what is noticed about them."""

    def __init__(
        self,
        design: Design,
        widths: LetterWidths,
        typesetter: Typesetter,
        requests: PictureRequests,
    ) -> None:
        self._bench = Bench(design, widths, typesetter, requests)
        self.findings: list[Finding] = []

    def locator(self, block: Locator, width: str) -> LocatorView:
        """Return a sketch as wide as a `column` or as the `page`."""
        from .locator import locator_view

        view = locator_view(block, self._measure(width), self._bench)
        self.findings += view.findings
        return view

    def actors(self, block: Actors, width: str) -> ActorsView:
        """Return a diagram of actors as wide as a `column` or as the `page`."""
        from .actors import actors_view

        view = actors_view(block, self._measure(width), self._bench)
        self.findings += view.findings
        return view

    def _measure(self, width: str) -> Length:
        page = self._bench.design.format
        return page.measure if width == "page" else page.text_column
