"""HTML to laid-out pages, and pages to PDF bytes, by WeasyPrint.

Every file comes from `serve`; there is no way to the network or the disk. Every log line of
level WARNING or above becomes a finding, and so does every exception (see `stops`).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..diagnostics import Diagnostic, Finding, Mark
from ..storage import sha256
from .binding import bind
from .boxes import noted
from .column_trials import quick_trials
from .drawing import draw
from .first_lines import Fonts, remembered_lines
from .font_files import FontFiles
from .fragment import Fragment
from .grid import kept_grid
from .heads import show_again
from .kept_pages import Version, finish, in_place, kept_pages
from .rendered import Notes, Order, Rendered
from .stops import Styles, inline_styles, not_rgb, stops
from .struts import remembered_struts
from .vector_pictures import VectorPictures
from .warned import BASE_URL, said, warnings

Serve: TypeAlias = Callable[[str], tuple[bytes, str]]

_SVG = "image/svg+xml"
_VERSIONS, _MOST_PAGES = 2, 50
"""How many sections have their pages kept for the next versions, and how many pages such a section
has at most: a page is about a megabyte."""
_PLACE = re.compile(r" at (\d+):(\d+)")


@dataclass(frozen=True)
class Boxed(Rendered):
    """A document with the `document` of WeasyPrint that it was read off, for `engine/` alone."""

    document: Any = None

    @property
    def boxes(self) -> tuple[Any, ...]:
        """The page boxes."""
        return tuple(page._page_box for page in self.document.pages)


class Engine:
    """WeasyPrint with one set of styles, parsed once, and one door for files."""

    def __init__(self, serve: Serve, styles: Styles, fonts: FontFiles | None = None) -> None:
        """`serve` returns bytes and MIME type of a path below BASE_URL, or raises LookupError.

        `fonts` keeps font files for binding, and `findings` says what WeasyPrint does not
        understand of the styles. Diagnostic (E102, E103) for what it cannot do.
        """
        self._serve, self._styles = serve, styles
        self.fonts = fonts or FontFiles()
        _refuse(not_rgb(styles))
        with stops(None, styles, lambda some: _Bare(serve, some)):
            self._bare = _Bare(serve, styles)
        self.findings = self._bare.findings

    def render(self, html: str, mark: Mark | None = None) -> Boxed:
        """Return the pages of an HTML document; see `lay`."""
        return self.lay(Order(html, mark))

    def lay(self, order: Order) -> Boxed:
        """Return the pages of a document; Diagnostic (E102, E103) where WeasyPrint cannot lay it
        out."""
        html, mark = order.html, order.mark
        _refuse(replace(each, mark=mark) for each in not_rgb({"": inline_styles(html)}))
        with (
            warnings() as messages,
            stops(mark, self._styles, lambda some: _Bare(self._serve, some).document(html)),
        ):
            document = self._bare.document(html, order.section)
        show_again(page._page_box for page in document.pages)
        notes = Notes(tuple(noted(page) for page in document.pages), tuple(messages))
        if messages:
            self._bare.forget(order.section)
        return Boxed(order, notes, document=document)

    def draw(self, rendered: Boxed) -> Fragment:
        """Return the pages of a document drawn: the same pages give the same fragment.

        Diagnostic (E103, E104) with their place where they cannot be drawn.
        """

        def again(styles: Styles) -> None:
            draw(_Bare(self._serve, styles).document(rendered.order.html), FontFiles())

        with warnings() as messages, stops(rendered.mark, self._styles, again):
            fragment = draw(rendered.document, self.fonts)
        if messages:
            self._bare.forget(rendered.order.section)
        return replace(fragment, warnings=tuple(messages))

    def write(self, rendered: Sequence[Boxed], path: Path) -> tuple[Finding, ...]:
        """Write one PDF of all the pages in order to `path`; return what was noticed.

        OSError where the disk refuses it, Diagnostic (E103, E104) where pages cannot be drawn.
        """
        with path.open("wb") as target:
            return bind(((self.draw(each), each.mark) for each in rendered), self.fonts, target)


class _Bare:
    """WeasyPrint as it is, with the exceptions that it ends in."""

    def __init__(self, serve: Serve, styles: Styles) -> None:
        self._fetcher = _Fetcher(serve)
        self._fonts = Fonts()
        self._last: OrderedDict[str, Version] = OrderedDict()
        self._styles = []
        self.findings: tuple[Finding, ...] = ()
        for name, style in styles.items():
            with warnings() as messages:
                self._styles.append(
                    weasyprint.CSS(
                        string=style,
                        base_url=BASE_URL,
                        url_fetcher=self._fetcher,
                        font_config=self._fonts,
                    )
                )
            self.findings += tuple(_placed(said(text, Mark(name, 1, 1))) for text in messages)

    def document(self, html: str, section: str = "") -> Any:
        """Return an HTML document laid out; of the last ones of a `section`, pages are kept."""
        read = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=self._fetcher)
        served, before = self._fetcher.served_from_now(), self._last.pop(section, None)
        if before is not None and in_place(before, read) and self._fetcher.serves(before.served):
            read = before.read
        else:
            before = None
        now = Version(read, served)
        with (
            remembered_lines(),
            remembered_struts(),
            kept_grid(),
            quick_trials(),
            kept_pages(before, now),
        ):
            document = read.render(font_config=self._fonts, stylesheets=self._styles)
        finish(before, now, document)
        if section and len(document.pages) <= _MOST_PAGES:
            self._last[section] = now
            if len(self._last) > _VERSIONS:
                self._last.popitem(last=False)
        return document

    def forget(self, section: str) -> None:
        """Keep no pages of a section: something was said of them that is to be said again."""
        self._last.pop(section, None)


def _refuse(findings: Iterable[Finding]) -> None:
    """Raise Diagnostic where there are findings."""
    if found := tuple(findings):
        raise Diagnostic(found)


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the project's files; everything else is refused."""

    def __init__(self, serve: Serve) -> None:
        super().__init__(allowed_protocols=())
        self._serve = serve
        self.vector_pictures = VectorPictures()
        self._served: dict[str, bytes] = {}

    def served_from_now(self) -> Mapping[str, bytes]:
        """Return what will hold all that is served until this is asked for again."""
        self._served = {}
        return self._served

    def serves(self, before: Mapping[str, bytes]) -> bool:
        """True where all of these files are what they were; what is served from now on has them."""
        try:
            for url in before:
                self.fetch(url)
        except ValueError:
            return False
        return self._served == before

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if not url.startswith(BASE_URL):
            raise ValueError("only files of the project can be used")
        try:
            data, mime = self._serve(url.removeprefix(BASE_URL).partition("?")[0])
        except LookupError as error:
            raise ValueError(str(error)) from error
        self._served[url] = data
        if mime == _SVG:
            self.vector_pictures.digests[url] = sha256(data)
        return URLFetcherResponse(url, data, {"Content-Type": mime})


def _placed(finding: Finding) -> Finding:
    """Return a finding about a style sheet at the line that WeasyPrint's message names."""
    place = _PLACE.search(finding.message)
    if place is None or finding.mark is None:
        return finding
    return replace(finding, mark=Mark(finding.mark.file, int(place[1]), int(place[2])))
