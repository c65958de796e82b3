"""The press room: documents are laid out and drawn here, once as long as nothing in them changes.

What comes out of it are values: notes for the rounds of layout, evidence for the rules, fragments
for the binder. The boxes of a document are gone when it is done, so that memory does not grow with
the edition.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache as once
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ..diagnostics import Finding, Mark
from ..libraries import versions
from ..processes import workers
from ..storage import Cache, digest
from .binding import bind
from .crew import Crew
from .font_files import FontFiles
from .fragment import Fragment
from .page_evidence import PageEvidence
from .plain_values import Marks, loads_evidence, loads_notes
from .rendered import Notes, Order, Rendered, Sight
from .store import Store
from .warned import ENGINE_WARNING

if TYPE_CHECKING:
    # WeasyPrint takes half a second to import; where all is in the cache, nobody needs it.
    from .making import Made, Maker
    from .render import Boxed, Serve
    from .stops import Styles

_STYLES, _NOTES, _EVIDENCE, _FRAGMENT = ".styles.json", ".notes.json", ".evidence.json", ".fragment"
_LIBRARIES = (
    *("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "fonttools"),
    "pillow",
)
_CODE = Path(__file__).parent
_WORTH_FORKING = 8000  # letters of HTML
_MOST = 4096  # documents whose notes are kept in memory
Wanted: TypeAlias = Callable[[int, Rendered], bool]
"""Whether a document, by its place among those ordered, is as it will stay, so that it is drawn."""


class Pressroom:
    """Lays out and draws documents in one set of styles; the same orders give the same values."""

    def __init__(
        self, serve: Serve, styles: Styles, sight: Sight, cache: Cache | None = None
    ) -> None:
        """`serve` returns bytes and MIME type of what documents ask for, or raises LookupError.

        The fonts of `sight` are those that the styles name.
        """
        self._serve, self._styles, self._sight = serve, styles, sight
        named = (part for each in styles.items() for part in each)
        self._set_up = digest(made_by(), repr(sight.paper), *named)
        self._store = Store(cache, lambda name: serve(name)[0])
        self._fonts = FontFiles(cache)
        self._maker: Maker | None = None
        self._crew: Crew | None = None
        self._laid: dict[str, Rendered] = {}
        self._base = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the engine does not understand of the styles; Diagnostic (E102, E103) for what it
        cannot do."""
        data = self._store.get(self._ready(), _STYLES) or b"[]"
        return tuple(
            ENGINE_WARNING.finding(Mark(*place), message) for message, *place in json.loads(data)
        )

    def refresh(self) -> None:
        """Look at all files anew: they may have changed since."""
        self._store.refresh()
        self._base = ""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep nothing of what is made inside, neither in the cache nor in memory."""
        store, laid = self._store, self._laid
        self._store, self._laid = store.above(), dict(laid)
        self.close()
        try:
            with self._fonts.apart():
                yield
        finally:
            self._store, self._laid = store, laid
            self.close()

    def lay(
        self, orders: Sequence[Order], wanted: Wanted = lambda index, rendered: False
    ) -> list[Rendered]:
        """Return the pages of documents; those that are `wanted` are drawn while they are there.

        Diagnostic (E102, E103, E104) of the first that cannot be laid out, or drawn.
        """
        texts = [self._text(order) for order in orders]
        known = {index: self._known(orders[index], text) for index, text in enumerate(texts)}
        missing = [index for index, rendered in known.items() if rendered is None]

        def to_draw(index: int, notes: Notes) -> bool:
            return wanted(index, Rendered(orders[index], notes))

        for index, made in self._make({index: orders[index] for index in missing}, to_draw):
            known[index] = self._keep(orders[index], texts[index], made)
        return [rendered for rendered in known.values() if rendered is not None]

    def evidence(self, rendered: Rendered, marks: Marks) -> tuple[PageEvidence, ...]:
        """Return what stands on the pages of a document; `marks` are those of the ids in it."""
        data = self._store.get(rendered.key, _EVIDENCE)
        if data is None:
            self._draw([rendered])
            data = self._store.get(rendered.key, _EVIDENCE) or b"[]"
        return loads_evidence(data, marks)

    def write(self, rendered: Sequence[Rendered], path: Path) -> tuple[Finding, ...]:
        """Write one PDF of all the pages in order to `path`; return what was noticed.

        OSError where the disk refuses it, Diagnostic (E103, E104) where pages cannot be drawn.
        """
        self._draw([each for each in rendered if not self._store.has(each.key, _FRAGMENT)])
        try:
            return self._bound(rendered, path)
        except LookupError:  # a font in the cache is damaged: drawing brings it back
            self._draw(rendered)
            return self._bound(rendered, path)

    def _bound(self, rendered: Sequence[Rendered], path: Path) -> tuple[Finding, ...]:
        with path.open("wb") as target:
            return bind(((self.draw(each), each.mark) for each in rendered), self._fonts, target)

    def draw(self, rendered: Rendered) -> Fragment:
        """Return the pages of a document drawn; Diagnostic (E103, E104) where that fails."""
        for _ in range(2):
            data = self._store.get(rendered.key, _FRAGMENT)
            if data is not None:
                fragment = Fragment.loads(data)
                if all(self._fonts.has(use.file) for use in fragment.fonts):
                    return fragment
            self._draw([rendered])
        raise AssertionError("what has just been drawn is gone")

    def boxed(self, rendered: Rendered) -> Boxed:
        """Return a document with its boxes, laid out again: for pictures of the reference."""
        return self._opened().boxed(rendered.order)

    def _draw(self, rendered: Sequence[Rendered]) -> None:
        """Draw documents, and keep what comes of it."""
        orders = {index: each.order for index, each in enumerate(rendered)}
        for index, made in self._make(orders, lambda index, notes: True):
            self._keep(orders[index], self._text(orders[index]), made)

    def _make(
        self, orders: Mapping[int, Order], wanted: Callable[[int, Notes], bool]
    ) -> Iterator[tuple[int, Made]]:
        if not orders:
            return
        maker = self._opened()
        if self._crew is None and self._pays(orders.values()):
            self._crew = Crew(maker, self._serve, min(workers(), len(orders)))
        if self._crew is not None and len(orders) > 1:
            try:
                yield from self._crew.make(orders, wanted)
            except BaseException:
                self.close()
                raise
            return
        for index, order in orders.items():
            yield index, maker.make(order, partial(wanted, index))

    def _pays(self, orders: Collection[Order]) -> bool:
        """True where it takes longer to lay documents out than to fork processes for that."""
        length = sum(len(order.html) for order in orders)
        return min(workers(), len(orders)) > 1 and length > _WORTH_FORKING

    def close(self) -> None:
        """Send the workers home, if there are any; what is laid out afterwards hires others."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def _text(self, order: Order) -> str:
        """Return the digest of a document without the files that it asks for."""
        base = self._ready()
        return digest(base, order.html, order.section, str(order.first), *order.ids)

    def _known(self, order: Order, text: str) -> Rendered | None:
        key = self._store.key(text)
        there = self._laid.get(text)
        if there is not None and (there.key, there.order) == (key, order):
            return there
        data = self._store.get(key, _NOTES) if key else None
        return (
            None if data is None else self._known_as(text, Rendered(order, loads_notes(data), key))
        )

    def _known_as(self, text: str, rendered: Rendered) -> Rendered:
        if len(self._laid) >= _MOST:
            self._laid.clear()
        self._laid[text] = rendered
        return rendered

    def _keep(self, order: Order, text: str, made: Made) -> Rendered:
        for font in made.fonts:
            self._fonts.keep(font)
        key = self._store.asked(text, made.asked)
        self._store.put(key, _NOTES, made.notes)
        if made.evidence is not None:
            self._store.put(key, _EVIDENCE, made.evidence)
        if made.fragment is not None:
            self._store.put(key, _FRAGMENT, made.fragment)
        return self._known_as(text, Rendered(order, loads_notes(made.notes), key))

    def _ready(self) -> str:
        """Return the digest of the styles, the files they ask for and who lays out."""
        if not self._base:
            key = self._store.key(self._set_up)
            if not key or self._store.get(key, _STYLES) is None:
                self.close()
                self._maker = None
                maker = self._opened()
                key = self._store.asked(self._set_up, maker.asked_by_styles)
                rows = [
                    (each.message, each.mark.file, each.mark.line, each.mark.column)
                    for each in maker.findings
                    if each.mark
                ]
                self._store.put(key, _STYLES, json.dumps(rows).encode())
            self._base = key
        return self._base

    def _opened(self) -> Maker:
        if self._maker is None:
            from .making import Maker

            self._maker = Maker(self._serve, self._styles, self._sight, self._fonts)
        return self._maker


@once
def made_by() -> str:
    """Return the digest of all that has a say in what a document comes to: our code, the libraries
    of Python and those of the system."""
    code = [*sorted(_CODE.glob("*.*")), *(_CODE.parent / name for name in ("fonts.py", "units.py"))]
    return digest(
        *(part for path in code for part in (path.name, path.read_bytes())),
        *(f"{name} {version(name)}" for name in _LIBRARIES),
        *(f"{name} {number}" for name, number in versions().items()),
        sys.version,
        zlib.ZLIB_RUNTIME_VERSION,
    )
