"""The press room: documents are laid out and drawn here, once as long as nothing in them changes.

What comes out of it are values: notes for the rounds of layout, evidence for the rules, fragments
for the binder. The boxes of a document are gone when it is done, so that memory does not grow with
the edition.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..processes import workers
from ..storage import Cache, digest, sha256
from .binding import bind
from .crew import Crew
from .font_files import FontFiles
from .fragment import Fragment
from .made_by import made_by
from .page_evidence import PageEvidence
from .photographs import address
from .plain_values import Marks, loads_evidence, loads_notes
from .plan import Listed, Mine, Plan, Stopped, Wanted
from .rendered import Notes, Order, Rendered, Sight
from .store import EVIDENCE, FRAGMENT, NOTES, STYLES, Store
from .warned import ENGINE_WARNING

if TYPE_CHECKING:
    # WeasyPrint takes half a second to import; where all is in the cache, nobody needs it.
    from .making import Made, Maker
    from .render import Boxed, Serve
    from .stops import Styles

SAVED_MEANWHILE = Code(
    "E107",
    "saved-while-laid-out",
    Severity.ERROR,
    """A file was saved while the pages that ask for it were being made.

    It is a font, or a picture that a template or a style sheet names. Where things stand was found
    out with what it was, and the pages would be drawn with what it is now: lines may be broken for
    another type, or pictures stand in a place that is not theirs.

    Build once more, when all is saved. Where it happens again, look for a program that writes these
    files all the time, such as one that brings a folder in line with another computer.
    """,
)
_WORTH_FORKING = 20_000  # letters of HTML
_MOST = 4096  # documents whose notes are kept in memory


class Pressroom:
    """Lays out and draws documents in one set of styles; the same orders give the same values."""

    def __init__(
        self,
        serve: Serve,
        styles: Styles,
        sight: Sight,
        cache: Cache | None = None,
        digest_of: Callable[[str], str] | None = None,
    ) -> None:
        """`serve` returns bytes and MIME type of what documents ask for, or raises LookupError;
        `digest_of` returns the SHA-256 of these bytes, if somebody knows it without reading them.

        The fonts of `sight` are those that the styles name.
        """
        self._serve, self._styles, self._sight = serve, styles, sight
        named = (part for each in styles.items() for part in each)
        self._set_up = digest(made_by(), repr(sight.paper), *named)
        self._store = Store(cache, digest_of or (lambda name: sha256(serve(name)[0])))
        self._fonts = FontFiles(cache)
        self._maker: Maker | None = None
        self._crew: Crew | None = None
        self._laid: dict[str, Rendered] = {}
        self._seen: dict[str, tuple[Marks, tuple[PageEvidence, ...]]] = {}
        self._seen_before = self._seen
        self._base = self._opened_with = ""
        self._stopping: Callable[[], bool] = _never

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the engine does not understand of the styles; Diagnostic (E102, E103) for what it
        cannot do."""
        data = self._store.get(self._ready(), STYLES) or b"[]"
        return tuple(
            ENGINE_WARNING.finding(Mark(*place), message) for message, *place in json.loads(data)
        )

    def refresh(self) -> None:
        """Look at all files anew: they may have changed since."""
        self._store.refresh()
        self._base = ""
        # What nobody has asked for since is not asked for again.
        self._seen, self._seen_before = {}, self._seen

    def get_ready(self) -> None:
        """Import the engine and read the styles now, if all was in the cache so far; Diagnostic
        (E102, E103) for styles that the engine cannot use."""
        self._opened()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Keep nothing of what is made inside, neither in the cache nor in memory."""
        store, laid, seen = self._store, self._laid, (self._seen, self._seen_before)
        self._store, self._laid, self._seen = store.above(), dict(laid), dict(self._seen)
        self.close()
        try:
            with self._fonts.apart():
                yield
        finally:
            self._store, self._laid = store, laid
            self._seen, self._seen_before = seen
            self.close()

    @contextmanager
    def until(self, stopping: Callable[[], bool]) -> Iterator[None]:
        """Begin no document inside once `stopping` is true: then `Stopped` is raised when those
        under way are done. All that is done is known when it is asked for again."""
        self._stopping = stopping
        try:
            yield
        finally:
            self._stopping = _never

    @property
    def stopping(self) -> bool:
        """True where no document is to be begun: see `until`."""
        return self._stopping()

    def lay(
        self, orders: Sequence[Order], wanted: Wanted = lambda number, rendered: False
    ) -> list[Rendered]:
        """Return the pages of documents; see `run`."""
        listed = Listed(orders, wanted)
        self.run(listed)
        return listed.made

    def run(self, plan: Plan) -> None:
        """Lay out what is planned; what the plan wants is drawn while it is there.

        Diagnostic (E102, E103, E104) of the first that cannot be laid out, or drawn.
        """
        tasks = _Tasks(self, plan)
        # Only what is known tells where the rest begins, and so whether that is known, too.
        if tasks.take_known() and self._crew is None and self._pays(plan):
            self._crew = Crew(self._opened(), self._serve, workers())
        self._work(tasks)

    def evidence(self, rendered: Rendered, marks: Marks) -> tuple[PageEvidence, ...]:
        """Return what stands on the pages of a document; `marks` are those of the ids in it."""
        own = {id: marks[id] for id in rendered.order.ids if id in marks}
        seen = self._seen.get(rendered.key) or self._seen_before.get(rendered.key)
        if seen is None or seen[0] != own:
            data = self._store.get(rendered.key, EVIDENCE)
            if data is None:
                self._draw([rendered])
                data = self._store.get(rendered.key, EVIDENCE) or b"[]"
            seen = own, loads_evidence(data, own)
        self._seen[rendered.key] = seen
        return seen[1]

    def write(self, rendered: Sequence[Rendered], path: Path) -> tuple[Finding, ...]:
        """Write one PDF of all the pages in order to `path`; return what was noticed.

        OSError where the disk refuses it, Diagnostic (E103, E104) where pages cannot be drawn.
        """
        with path.open("wb") as target:
            return self._bound(rendered, target)

    def pdf(self, rendered: Sequence[Rendered]) -> bytes:
        """Return what `write` writes; Diagnostic (E103, E104) where pages cannot be drawn."""
        target = io.BytesIO()
        self._bound(rendered, target)
        return target.getvalue()

    def _bound(self, rendered: Sequence[Rendered], target: BinaryIO) -> tuple[Finding, ...]:
        self._draw([each for each in rendered if not self._store.has(each.key, FRAGMENT)])
        try:
            return self._joined(rendered, target)
        except LookupError:  # a font in the cache is damaged: drawing brings it back
            self._draw(rendered)
            target.seek(0)
            target.truncate()
            return self._joined(rendered, target)

    def _joined(self, rendered: Sequence[Rendered], target: BinaryIO) -> tuple[Finding, ...]:
        fragments = ((self.draw(each), each.mark) for each in rendered)
        return bind(fragments, self._fonts, target, self._photograph)

    def _photograph(self, name: str) -> bytes:
        return self._serve(address(name))[0]

    def draw(self, rendered: Rendered) -> Fragment:
        """Return the pages of a document drawn; Diagnostic (E103, E104) where that fails."""
        for _ in range(2):
            data = self._store.get(rendered.key, FRAGMENT)
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
        listed = Listed([each.order for each in rendered], lambda number, rendered: True)
        self._work(_Tasks(self, listed, anew=True))
        for before, now in zip(rendered, listed.made, strict=True):
            if before.key != now.key:
                message = "a file that these pages ask for was saved while they were laid out"
                help = "try again: its old and its new state would be on the same pages"
                raise Diagnostic([SAVED_MEANWHILE.finding(before.mark, message, help=help)])

    def _work(self, tasks: _Tasks) -> None:
        failed: Mapping[int, BaseException] = {}
        if self._crew is not None:
            try:
                failed = self._crew.work(tasks)
            except BaseException:
                self.close()
                raise
        while (task := tasks.next(lambda section: True)) is not None:
            number, order = task
            if not failed or number < min(failed):
                tasks.made(number, self._opened().make(order, partial(tasks.wanted, number)))
        if failed:
            raise failed[min(failed)]
        if tasks.stopped:
            raise Stopped

    def _pays(self, plan: Plan) -> bool:
        """True where it takes longer to lay documents out than to fork processes for that."""
        if workers() < 2:
            return False
        missing = [each for each in plan.likely() if self.known(each) is None]
        return len(missing) > 1 and sum(len(each.html) for each in missing) > _WORTH_FORKING

    def close(self) -> None:
        """Send the workers home, if there are any; what is laid out afterwards hires others."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None
        self._store.trim()

    def _text(self, order: Order) -> str:
        """Return the digest of a document without the files that it asks for."""
        base = self._ready()
        return digest(base, order.html, order.section, str(order.first), *order.ids)

    def known(self, order: Order) -> Rendered | None:
        """Return what a document came to before; None for one that has to be laid out."""
        text = self._text(order)
        key = self._store.key(text)
        there = self._laid.get(text)
        if there is not None and (there.key, there.order) == (key, order):
            return there
        data = self._store.get(key, NOTES) if key else None
        return (
            None if data is None else self._known_as(text, Rendered(order, loads_notes(data), key))
        )

    def _known_as(self, text: str, rendered: Rendered) -> Rendered:
        if len(self._laid) >= _MOST:
            self._laid.clear()
        self._laid[text] = rendered
        return rendered

    def keep(self, order: Order, made: Made) -> Rendered:
        """Keep what a document has come to."""
        text = self._text(order)
        for font in made.fonts:
            self._fonts.keep(font)
        key = self._store.asked(text, made.asked)
        self._store.put(key, NOTES, made.notes)
        if made.evidence is not None:
            self._store.put(key, EVIDENCE, made.evidence)
        if made.fragment is not None:
            self._store.put(key, FRAGMENT, made.fragment)
        return self._known_as(text, Rendered(order, loads_notes(made.notes), key))

    def _ready(self) -> str:
        """Return the digest of the styles, the files they ask for and who lays out."""
        if not self._base:
            key = self._store.key(self._set_up)
            if not key or self._store.get(key, STYLES) is None:
                key, _ = self._read_styles()
            if key != self._opened_with:
                self.close()
                self._maker = None
            self._base = self._opened_with = key
        return self._base

    def _read_styles(self) -> tuple[str, Maker]:
        """Return who has read the styles, and the digest of these and of the files they ask for."""
        from .making import Maker, keep_at_hand

        maker = Maker(self._serve, self._styles, self._sight, self._fonts)
        key = self._store.asked(self._set_up, maker.asked_by_styles)
        rows = [
            (each.message, each.mark.file, each.mark.line, each.mark.column)
            for each in maker.findings
            if each.mark
        ]
        self._store.put(key, STYLES, json.dumps(rows).encode())
        keep_at_hand(key, maker)
        return key, maker

    def _opened(self) -> Maker:
        from .making import hired

        base = self._ready()
        if self._maker is None:
            self._maker = hired(base)
        if self._maker is None:
            # What styles ask for may have been saved anew since somebody has looked.
            base, self._maker = self._read_styles()
            self._base = self._opened_with = base
        # Another press room of this process may have had it meanwhile.
        return self._maker.work_for(self._serve, self._sight, self._fonts)


def _never() -> bool:
    return False


class _Tasks:
    """What is planned and not known yet, for whoever lays it out; `anew`: what is known as well."""

    def __init__(self, room: Pressroom, plan: Plan, *, anew: bool = False) -> None:
        self._room, self._plan, self._anew = room, plan, anew
        self._orders: dict[int, Order] = {}
        self._first: tuple[int, Order] | None = None
        self.stopped = False
        """True where documents were left because somebody wanted no more."""

    def take_known(self) -> bool:
        """Take what is known, up to the first document that is not; False where all of it is."""
        self._first = self.next(lambda section: True)
        return self._first is not None

    def next(self, mine: Mine) -> tuple[int, Order] | None:
        """Return the next document; see `Plan.next`."""
        first, self._first = self._first, None
        if first is not None:
            return first
        while not self._ends() and (task := self._plan.next(mine)) is not None:
            number, order = task
            rendered = None if self._anew else self._room.known(order)
            if rendered is None:
                self._orders[number] = order
                return task
            self._plan.take(number, rendered)
        return None

    def _ends(self) -> bool:
        # Asked once: whoever wants no more may change their mind.
        self.stopped = self.stopped or self._room.stopping
        return self.stopped

    def again(self, number: int) -> Order:
        """Return a document that was lost."""
        return self._orders[number]

    def wanted(self, number: int, notes: Notes) -> bool:
        """True where a document is to be drawn."""
        return self._plan.wants(number, Rendered(self._orders[number], notes))

    def made(self, number: int, made: Made) -> None:
        """Take what a document has come to."""
        self._plan.take(number, self._room.keep(self._orders[number], made))
