"""The server of the preview: routes, and how it is run on the loopback interface."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from ..diagnostics import Code, Diagnostic, Severity
from .editors import EDITORS
from .guard import HOST, Guard
from .hub import Hub
from .session import Session
from .view import View
from .watching import saved

PORT_TAKEN = Code(
    "S602",
    "port-taken",
    Severity.ERROR,
    """The preview cannot be served on the port that was asked for.

    Another program uses it, perhaps another preview, or only an administrator may. Leave out
    `--port` to have a free one taken.
    """,
)
_BEAT = 15.0
"""Seconds between signs of life, by which a browser and we notice that the other has gone."""
_WIDEST = 4_096
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
_STATIC = files(__package__) / "static"


@dataclass(frozen=True)
class Opening:
    """How the preview begins: the view, and the address by which an editor opens a line."""

    view: View
    editor: str = ""


def application(hub: Hub, opening: Opening, token: str) -> ASGIApp:
    """Return the preview as an ASGI application; its files are watched while it runs."""
    routes = _Routes(hub, opening)

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(_watch(hub, stop))
        try:
            yield
        finally:
            stop.set()
            watching.cancel()
            hub.close()

    return Guard(
        Starlette(
            routes=[
                Route("/", routes.page),
                Route("/static/{name}", routes.static),
                Route("/fonts/{name}", routes.font),
                Route("/settings", routes.settings),
                Route("/events", routes.events),
                Route("/page/{key}/{width:int}.bmp", routes.picture),
                Route("/log", routes.log),
                Route("/seen", routes.seen, methods=["POST"]),
                Route("/words", routes.words, methods=["POST"]),
                Route("/change", routes.change, methods=["POST"]),
                Route("/undo", routes.undo, methods=["POST"]),
                Route("/redo", routes.redo, methods=["POST"]),
            ],
            lifespan=running,
        ),
        token,
    )


async def _watch(hub: Hub, stop: asyncio.Event) -> None:
    async for paths in saved(hub.project, stop):
        hub.note("saved", files=sorted(hub.project.shown(path) for path in paths))
        hub.files_saved(paths)


class _Routes:
    """What is answered to each address below the token."""

    def __init__(self, hub: Hub, opening: Opening) -> None:
        self._hub, self._opening = hub, opening

    async def page(self, request: Request) -> Response:
        return _static("index.html")

    async def static(self, request: Request) -> Response:
        return _static(request.path_params["name"])

    async def font(self, request: Request) -> Response:
        name = request.path_params["name"]
        try:
            project = self._hub.project
            font = project.read(project.find(name, ["assets/fonts/source-sans-3"]))
        except Diagnostic:
            return Response("There is no such font.", 404)
        return Response(font, media_type=_KINDS[".ttf"], headers=_FOR_GOOD)

    async def settings(self, request: Request) -> Response:
        """Return what stays the same while the preview runs."""
        editors = [
            {"name": name, "label": label, "address": address}
            for name, (label, address) in EDITORS.items()
        ]
        view = vars(self._opening.view)
        given = self._opening.editor
        return JSONResponse(
            {"edition": self._hub.slug, "view": view, "editors": editors, "editor": given}
        )

    async def events(self, request: Request) -> Response:
        """Return what there is to see, and go on doing so (HTML Living Standard §9.2)."""
        view = View.asked(request.query_params, self._opening.view)
        headers = {"cache-control": "no-store"}
        return StreamingResponse(
            _stream(self._hub.watch(view)), media_type="text/event-stream", headers=headers
        )

    async def picture(self, request: Request) -> Response:
        """Return a page as a picture, which never changes: another look has another key."""
        key, width = request.path_params["key"], request.path_params["width"]
        if not 16 <= width <= _WIDEST:
            return Response("That is no width of a page.", 400)
        made = await self._hub.picture(key, width, bleed=request.query_params.get("bleed") == "1")
        if made is None:
            return Response("That page is no longer shown.", 404)
        return Response(made, media_type="image/bmp", headers=_FOR_GOOD)

    async def log(self, request: Request) -> Response:
        return JSONResponse(list(self._hub.log))

    async def seen(self, request: Request) -> Response:
        """Note that the browser has painted a version."""
        told = await _json(request)
        self._hub.note("seen", version=told.get("version"), painted=told.get("painted"))
        return Response(status_code=204)

    async def words(self, request: Request) -> Response:
        asked, writing = await _json(request), self._hub.writing
        return await self._done(request, lambda session: writing.words(session.desk, asked))

    async def change(self, request: Request) -> Response:
        asked, writing = await _json(request), self._hub.writing
        return await self._done(request, lambda session: writing.change(session.desk, asked))

    async def undo(self, request: Request) -> Response:
        return await self._done(request, lambda session: self._hub.writing.undo())

    async def redo(self, request: Request) -> Response:
        return await self._done(request, lambda session: self._hub.writing.redo())

    async def _done(self, request: Request, do: Callable[[Session], dict[str, Any]]) -> Response:
        view = View.asked(request.query_params, self._opening.view)
        return JSONResponse(await self._hub.with_session(view, do))


_FOR_GOOD = {"cache-control": "private, max-age=31536000, immutable"}


async def _json(request: Request) -> dict[str, Any]:
    """Return the body of a request, where it is a JSON object; else an empty one."""
    try:
        data = json.loads(await request.body())
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _static(name: str) -> Response:
    """Return a file of the page itself."""
    kind = _KINDS.get(PurePosixPath(name).suffix)
    known = {each.name: each for each in _STATIC.iterdir() if each.is_file()}
    if kind is None or name not in known:
        return Response("There is no such file.", 404)
    headers = {"cache-control": "no-cache"}
    return Response(known[name].read_bytes(), media_type=kind, headers=headers)


async def _stream(events: AsyncIterator[dict[str, Any]]) -> AsyncIterator[bytes]:
    """Yield events as a browser's EventSource reads them, with signs of life in between."""
    following = asyncio.ensure_future(anext(events))
    try:
        yield b"retry: 1000\n\n"
        while True:
            done, _ = await asyncio.wait({following}, timeout=_BEAT)
            if not done:
                yield b"event: beat\ndata: {}\n\n"
                continue
            yield b"data: " + json.dumps(following.result()).encode() + b"\n\n"
            following = asyncio.ensure_future(anext(events))
    finally:
        following.cancel()


class _Server(uvicorn.Server):
    """A server that says when it can be reached."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(app: ASGIApp, ports: Sequence[int], ready: Callable[[int], None]) -> None:
    """Serve on the first free one of some ports of the loopback interface, until interrupted.

    Port 0 is any that is free; `ready` is told which it was. Raises Diagnostic S602 where none is.
    """
    for port in ports:
        config = uvicorn.Config(
            app,
            host=HOST,
            port=port,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=1,
        )
        try:
            listening = config.bind_socket()
        except SystemExit:  # how uvicorn says that it cannot have the port
            continue
        _Server(config, partial(ready, listening.getsockname()[1])).run([listening])
        return
    message = f"port {ports[-1]} cannot be had: another program uses it, or it is not for everybody"
    help = "leave out --port, or name one above 1024"
    raise Diagnostic([PORT_TAKEN.finding(None, message, help=help)])
