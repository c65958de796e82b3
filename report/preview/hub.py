"""The hub: sessions on one side, the browsers that watch them on the other.

Pages are made in one thread and drawn in another, so that the browser is always answered.
"""

from __future__ import annotations

import asyncio
import datetime
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ..diagnostics import Diagnostic
from ..pdf.page_pictures import bitmap
from ..resources import Project
from ..rounds import Told
from .session import Session, Snapshot
from .telling import told
from .view import View, choices
from .watching import draws
from .writing import Writing

_SESSIONS = 4
"""How many views are kept ready when nobody looks at them."""
_PICTURES = 96 * 1024 * 1024
"""Bytes of drawn pages that are kept for the next time they are asked for."""
_EVENTS = 1_000
_NOW_AND_THEN = 0.3
"""Seconds between two words about how far a layout is."""
_PAUSE = 0.4
"""Seconds in which the browser asks for the pages that it shows."""
_LASTING = ("pages", "sections", "title", "shown", "rightToLeft")
"""What of an event stays right as long as no other pages are shown."""
Event = dict[str, Any]
Wanted = tuple[str, int, bool]
"""The key of a page, how many pixels wide it is drawn, and whether with its bleed."""
Subject = TypeVar("Subject")
Result = TypeVar("Result")


@dataclass
class Channel:
    """A view, and who watches it. `latest` is what they were told last."""

    session: Session
    latest: Event = field(default_factory=dict)
    version: int = 0
    watchers: set[asyncio.Queue[Event]] = field(default_factory=set)
    dirty: bool = False
    afresh: bool = False
    saved: float = 0.0
    choices: dict[str, Any] = field(default_factory=dict)
    work: asyncio.Task[None] | None = None

    def tell(self, event: Event) -> None:
        """Send an event to all who watch; who is slow gets the newest."""
        for queue in self.watchers:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)


class Hub:
    """The views of one edition."""

    def __init__(
        self,
        project: Project,
        slug: str,
        as_of: datetime.date,
        tidy: Callable[[], None] = lambda: None,
    ) -> None:
        """`tidy` is called whenever all is shown and checked, and nobody waits for anything."""
        self.project, self.slug = project, slug
        self._as_of, self._tidy = as_of, tidy
        self.writing = Writing(project)
        self._channels: OrderedDict[View, Channel] = OrderedDict()
        self._maker = ThreadPoolExecutor(1, "pages")
        self._artist = ThreadPoolExecutor(1, "pictures")
        self._before_checks = 0
        """How many are waiting for the thread that makes pages, or have it, before any check."""
        self._drawn: OrderedDict[Wanted, bytes] = OrderedDict()
        self._drawing: dict[Wanted, asyncio.Task[bytes]] = {}
        self._asked: tuple[int, bool] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.log: deque[Event] = deque(maxlen=_EVENTS)
        """Seconds since 1970 of what happened to each version: for measuring."""

    async def watch(self, view: View) -> AsyncIterator[Event]:
        """Yield what there is to show of a view, now and whenever that changes."""
        channel = self._channel(view)
        queue: asyncio.Queue[Event] = asyncio.Queue(4)
        channel.watchers.add(queue)
        try:
            if channel.latest and not channel.dirty:
                yield channel.latest
            else:
                self._refresh(channel)
                yield {"state": "working"}
            while True:
                yield await queue.get()
        finally:
            channel.watchers.discard(queue)

    def files_saved(self, paths: Iterable[Path]) -> None:
        """Have every view made anew that somebody watches, and the others when they do."""
        found = list(paths)
        afresh = any(draws(self.project, path) for path in found)
        saved = max(map(_modified, found), default=time.time())
        for channel in self._channels.values():
            channel.dirty, channel.saved = True, saved
            channel.afresh = channel.afresh or afresh
            if channel.watchers:
                self._refresh(channel)

    async def picture(self, key: str, width: int, *, bleed: bool) -> bytes | None:
        """Return the BMP of a page so many pixels wide; None where it is no longer shown."""
        wanted, self._asked = (key, width, bleed), (width, bleed)
        if wanted in self._drawn:
            self._drawn.move_to_end(wanted)
            return self._drawn[wanted]
        task = self._draw(wanted)
        return None if task is None else await asyncio.shield(task)

    def _draw(self, wanted: Wanted) -> asyncio.Task[bytes] | None:
        """Have a page drawn, if it is shown and not being drawn already."""
        key, width, bleed = wanted
        if wanted not in self._drawing:
            sessions = [each.session for each in self._channels.values()]
            found = next((made for each in sessions if (made := each.picture(key))), None)
            if found is None:
                return None
            work = partial(bitmap, found.pdf, found.index, width, bleed=bleed)
            self._drawing[wanted] = asyncio.create_task(self._drawn_by(work, wanted))
        return self._drawing[wanted]

    async def _drawn_by(self, work: Callable[[], bytes], wanted: Wanted) -> bytes:
        try:
            drawn = await asyncio.get_running_loop().run_in_executor(self._artist, work)
        finally:
            del self._drawing[wanted]
        self._drawn[wanted] = drawn
        while sum(map(len, self._drawn.values())) > _PICTURES and len(self._drawn) > 1:
            self._drawn.popitem(last=False)
        self.note("drawn", key=wanted[0], width=wanted[1])
        return drawn

    def note(self, what: str, **more: Any) -> None:
        """Write an event into the log, with the time."""
        self.log.append({"event": what, "at": time.time(), **more})

    async def with_session(self, view: View, do: Callable[[Session], Result]) -> Result:
        """Return what `do` comes to, done with the session of a view when nothing else is; a check
        that is under way is stopped for it."""
        return await self._soon(do, self._channel(view).session)

    def close(self) -> None:
        """End the threads; what has not begun is left."""
        for each in (self._maker, self._artist):
            each.shutdown(wait=False, cancel_futures=True)

    def _channel(self, view: View) -> Channel:
        if view not in self._channels:
            job = view.job(self.slug, self._as_of)
            session = Session(self.project, job, self._progress(view))
            self._channels[view] = Channel(session)
            idle = [each for each, channel in self._channels.items() if not channel.watchers]
            for each in idle[: max(0, len(self._channels) - _SESSIONS)]:
                if each != view:
                    del self._channels[each]
        self._channels.move_to_end(view)
        return self._channels[view]

    def _progress(self, view: View) -> Told:
        """Return what tells those who watch a view, now and then, how far its layout is."""
        last = time.monotonic()

        def told(done: int, of: int) -> None:
            nonlocal last
            if self._loop and time.monotonic() - last > _NOW_AND_THEN and done < of:
                last = time.monotonic()
                self._loop.call_soon_threadsafe(tell, {"state": "working", "done": done, "of": of})

        def tell(event: Event) -> None:
            if view in self._channels:
                self._channels[view].tell(event)

        return told

    def _refresh(self, channel: Channel) -> None:
        channel.dirty = True
        if channel.work is None or channel.work.done():
            channel.work = asyncio.create_task(self._made(channel))

    async def _made(self, channel: Channel) -> None:
        """Make the pages of a view until they are those of the files as they are."""
        self._loop = asyncio.get_running_loop()
        while channel.dirty:
            channel.dirty, afresh, channel.afresh = False, channel.afresh, False
            saved, channel.saved = channel.saved, 0.0
            begun = time.time()
            channel.tell({"state": "working"})
            event = await self._soon(partial(self._updated, afresh=afresh), channel)
            self._show(channel, event, saved=saved or None, begun=begun)
            # First the pages are drawn; then there is time to say what is wrong with them.
            await asyncio.sleep(_PAUSE)
            await self._check(channel)

    async def _check(self, channel: Channel) -> None:
        """Check what is shown, unless it is to be made anew; once more where others
        came first."""
        loop = asyncio.get_running_loop()
        while not (channel.dirty or channel.session.shown.checked):
            checked = await loop.run_in_executor(self._maker, self._checked, channel)
            if checked is not None:
                self._show(channel, checked)
        if not channel.dirty:
            await loop.run_in_executor(self._maker, channel.session.get_ready)
            await loop.run_in_executor(self._maker, self._tidy)

    async def _soon(self, do: Callable[[Subject], Result], subject: Subject) -> Result:
        """Return what comes of something that goes before all checks."""
        self._before_checks += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._maker, do, subject)
        finally:
            self._before_checks -= 1

    def _show(self, channel: Channel, event: Event, **more: Any) -> None:
        channel.version += 1
        channel.latest = {**event, "version": channel.version}
        changed = [each["page"] for each in event["changed"]]
        self.note("made", version=channel.version, took=event["took"], changed=changed, **more)
        if changed and channel.watchers and self._asked:
            # Drawn before the browser asks for it: that will be the page to be looked at.
            self._draw((event["pages"][changed[0] - 1]["key"], *self._asked))
        channel.tell(channel.latest)

    def _updated(self, channel: Channel, afresh: bool) -> Event:
        return self._event(channel, channel.session.update(afresh=afresh), afresh)

    def _checked(self, channel: Channel) -> Event | None:
        snapshot = channel.session.check(lambda: channel.dirty or self._before_checks > 0)
        return None if snapshot is None else self._event(channel, snapshot)

    def _event(self, channel: Channel, snapshot: Snapshot, afresh: bool = False) -> Event:
        """Return what is told of a snapshot; of one that cannot be told, S601 and what was told
        last: else the browser would wait for ever."""
        try:
            return self._told(channel, snapshot, afresh)
        except Exception as error:
            failed = channel.session.failed(error)
            plain = told(self.project, replace(failed, pages=()), None)
            last = {name: channel.latest[name] for name in _LASTING if name in channel.latest}
            return {**plain, **last, "choices": channel.choices, **self.writing.state()}

    def _told(self, channel: Channel, snapshot: Snapshot, afresh: bool) -> Event:
        desk = channel.session.desk
        if desk is not None and (afresh or not channel.choices):
            try:
                channel.choices = choices(self.project, desk).data()
            except Diagnostic:
                channel.choices = {}
        return {
            **told(self.project, snapshot, desk),
            "choices": channel.choices,
            **self.writing.state(),
        }


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()
