"""Who may ask: pages of the preview itself, opened by the address that the program printed.

Other web pages can send requests to this machine too. They know no token, have another origin, and
reach no address by a name of their own (DNS rebinding), since only loopback names are served.
They may lead to the preview, which tells them nothing, by an address that they cannot know.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"
_NAMES = frozenset((HOST, "localhost"))
_SITES = frozenset(("", "none", "same-origin"))
_POLICY = (
    "default-src 'none'; img-src 'self' blob:; style-src 'self'; script-src 'self'; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guard:
    """Lets requests through to an application, below a path that begins with the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        _, token, rest = scope["path"].split("/", 2)
        inner = {**scope, "path": f"/{rest}", "root_path": f"/{token}"}
        inner["raw_path"] = inner["path"].encode()
        await self._app(inner, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not _is_own(headers, scope["method"]):
            return PlainTextResponse("Only for the preview's own pages.", 403)
        _, token, *rest = scope["path"].split("/", 2)
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            # Nothing is said of what there would be.
            return PlainTextResponse("Open the address that `preview` printed.", 404)
        if not rest:  # copied without the last stroke
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"/{token}/{f'?{query}' if query else ''}")
        return None


def _is_own(headers: Mapping[str, str], method: str) -> bool:
    """True for requests to a loopback name, from the same origin or typed by a person."""
    host = headers.get("host", "")
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return False
    origin = headers.get("origin")
    if name not in _NAMES:
        return False
    if headers.get("sec-fetch-site", "") not in _SITES and not _is_opened(headers):
        return False
    if origin is None:
        return method in ("GET", "HEAD")
    return origin == f"http://{host}"


def _is_opened(headers: Mapping[str, str]) -> bool:
    """True where a browser goes to a page in a tab of its own (Fetch Metadata §2), as from the file
    that sends it here. What led there learns nothing of the page."""
    wanted = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return wanted == ("navigate", "document")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sending
