"""One document at a time: laid out, looked at and drawn while its boxes are there.

Reading styles takes as long as laying a section out. So whoever laid out last stays at hand, for
the next edition that this process builds in the same styles (`hired`).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from ..diagnostics import Finding
from ..jpegs import stands_for
from ..storage import sha256
from .evidence import page_evidence
from .font_files import FontFiles
from .photographs import address
from .plain_values import dumps_evidence, dumps_notes
from .render import Boxed, Engine, Serve
from .rendered import Notes, Order, Sight
from .stops import Styles
from .store import MISSING


@dataclass(frozen=True)
class Made:
    """What a document came to, as bytes that can be kept or sent; `asked` are the names of the
    files it asked for, each with what it got (see `Store.asked`). Evidence and fragment are None
    where it was not drawn. `fonts` are the files of its fonts that the cache has not taken."""

    notes: bytes
    asked: Mapping[str, str]
    evidence: bytes | None = None
    fragment: bytes | None = None
    fonts: tuple[bytes, ...] = ()


class Maker:
    """Lays out and draws documents in one set of styles."""

    def __init__(self, serve: Serve, styles: Styles, sight: Sight, fonts: FontFiles) -> None:
        """`serve` returns bytes and MIME type of a file, or raises LookupError; `fonts` gets the
        files of fonts. Diagnostic (E102, E103) for styles that the engine cannot use."""
        self._door, self._sight = _Door(serve), sight
        self.engine = Engine(self._door, styles, fonts)
        self.asked_by_styles: Mapping[str, str] = self._door.asked

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the engine does not understand of the styles."""
        return self.engine.findings

    def serve_by(self, serve: Serve) -> None:
        """Take files from elsewhere from now on."""
        self._door.serve = serve

    def work_for(self, serve: Serve, sight: Sight, fonts: FontFiles) -> Maker:
        """Take files, and put those of fonts, elsewhere from now on; return this maker."""
        self.serve_by(serve)
        self._sight, self.engine.fonts = sight, fonts
        return self

    def boxed(self, order: Order) -> Boxed:
        """Return a document laid out; Diagnostic (E102, E103) where that fails."""
        self._door.open()
        return self.engine.lay(order)

    def make(self, order: Order, wanted: Callable[[Notes], bool]) -> Made:
        """Return what a document comes to; it is drawn if its notes are `wanted`.

        Diagnostic (E102, E103, E104) where it cannot be laid out or drawn.
        """
        with _no_search_for_cycles():
            return self._make(order, wanted)

    def _make(self, order: Order, wanted: Callable[[Notes], bool]) -> Made:
        boxed = self.boxed(order)
        notes = dumps_notes(boxed.notes)
        if not wanted(boxed.notes):
            return Made(notes, self._door.asked)
        evidence = dumps_evidence(page_evidence(boxed, self._sight, self._picture))
        fragment = self.engine.draw(boxed).dumps()
        loose = self.engine.fonts.loose()
        return Made(notes, self._door.asked, evidence, fragment, loose)

    def _picture(self, name: str) -> bytes | None:
        """Return a picture with its pixels; None for one that is not there."""
        try:
            data = self._door(name)[0]
            photograph = stands_for(data)
            return data if photograph is None else self._door(address(photograph))[0]
        except LookupError:
            return None


_at_hand: dict[str, Maker] = {}


def hired(styles: str) -> Maker | None:
    """Return the maker that was kept last if that was for the same `styles`: the digest of these
    and of the files that they ask for. It has to be told whom it works for."""
    return _at_hand.get(styles)


def keep_at_hand(styles: str, maker: Maker) -> None:
    """Keep a maker for whoever comes next with the same styles; the one before is let go."""
    _at_hand.clear()
    _at_hand[styles] = maker


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """While open, Python does not look for objects that hold each other.

    A layout makes hundreds of thousands of boxes, which are looked through again and again, for a
    fifth of its time; next to none are in cycles, and those are found when the document is done.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


class _Door:
    """Serves files, each once for a document, and notes what was asked for and given: a file may be
    saved anew while a document is laid out with what it was before."""

    def __init__(self, serve: Serve) -> None:
        self.serve = serve
        self.asked: dict[str, str] = {}
        self._there: dict[str, tuple[bytes, str]] = {}

    def open(self) -> None:
        """Begin another document."""
        self.asked, self._there = {}, {}

    def __call__(self, name: str) -> tuple[bytes, str]:
        if name not in self._there:
            self.asked[name] = MISSING
            self._there[name] = self.serve(name)
            self.asked[name] = sha256(self._there[name][0])
        return self._there[name]
