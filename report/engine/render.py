"""HTML to laid-out pages, and pages to PDF bytes, by WeasyPrint.

Every file comes from `serve`; there is no way to the network or the disk. Every log line of
level WARNING or above becomes a finding, and so does every exception (see `stops`).
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .boxes import noted
from .first_lines import Fonts, remembered_lines
from .heads import show_again
from .page_notes import PageNotes
from .stops import Styles, inline_styles, not_rgb, stops
from .tagging import noted_tags

# A host that can never exist (RFC 6761 §6.4): relative addresses resolve, nothing is asked.
BASE_URL = "https://colophon.invalid/"
Serve: TypeAlias = Callable[[str], tuple[bytes, str]]

# The kind of exception before the words of one: “ValueError: only files of the project …”.
_OF_PYTHON = re.compile(r"\b\w+(?:Error|Exception): ")
_PLACE = re.compile(r" at (\d+):(\d+)")

ENGINE_WARNING = Code(
    "E101",
    "engine-warning",
    Severity.ERROR,
    """WeasyPrint, which lays out the pages, noticed something and went on.

    Most of its warnings mean that a page looks other than intended: a picture that could not be
    read, a style rule it does not know, a link that leads nowhere. The message is its own.
    """,
)


@dataclass(frozen=True)
class Rendered:
    """The pages of one HTML document and what was noticed while laying them out.

    `document` is WeasyPrint's, for `engine/` alone.
    """

    pages: tuple[PageNotes, ...]
    document: Any
    findings: tuple[Finding, ...]
    html: str
    mark: Mark | None

    @property
    def boxes(self) -> tuple[Any, ...]:
        """WeasyPrint's page boxes, for `engine/` alone."""
        return tuple(page._page_box for page in self.document.pages)


class Engine:
    """WeasyPrint with one set of styles, parsed once, and one door for files."""

    def __init__(self, serve: Serve, styles: Styles) -> None:
        """`serve` returns bytes and MIME type of a path below BASE_URL, or raises LookupError.

        `findings` says what WeasyPrint does not understand of the styles. Diagnostic (E102, E103)
        for what it cannot do.
        """
        self._serve, self._styles = serve, styles
        _refuse(not_rgb(styles))
        with stops(None, styles, lambda some: _Bare(serve, some)):
            self._bare = _Bare(serve, styles)
        self.findings = self._bare.findings

    def render(self, html: str, mark: Mark | None = None) -> Rendered:
        """Return the pages of an HTML document; `mark` is where its findings point to.

        Diagnostic (E102, E103) where WeasyPrint cannot lay it out.
        """
        _refuse(replace(each, mark=mark) for each in not_rgb({"": inline_styles(html)}))
        with (
            _warnings_as_findings(mark) as findings,
            stops(mark, self._styles, lambda some: _Bare(self._serve, some).document(html)),
        ):
            document = self._bare.document(html)
        show_again(page._page_box for page in document.pages)
        pages = tuple(noted(page) for page in document.pages)
        return Rendered(pages, document, tuple(findings), html, mark)

    def write(
        self, rendered: Sequence[Rendered], path: Path, mark: Mark | None = None
    ) -> tuple[Finding, ...]:
        """Write one tagged PDF of all the pages in order to `path`; return what was noticed.

        The MediaBox takes in the bleed; `finish` repairs the structure, crops and gives the file
        an identifier of its own. OSError where the disk refuses it, Diagnostic (E103) where
        WeasyPrint cannot paint it.
        """
        bound = rendered[0].document.copy(
            [page for each in rendered for page in each.document.pages]
        )
        with _warnings_as_findings(mark) as findings, stops(mark):
            try:
                _write(bound, path)
            except (Diagnostic, OSError):
                raise
            except Exception:
                for each in rendered:
                    self._write_alone(each)
                raise
        return tuple(findings)

    def _write_alone(self, rendered: Rendered) -> None:
        """Write one document to nowhere; Diagnostic (E103) with its place where that fails."""

        def again(styles: Styles) -> None:
            _write(_Bare(self._serve, styles).document(rendered.html), io.BytesIO())

        with stops(rendered.mark, self._styles, again):
            _write(rendered.document, io.BytesIO())


class _Bare:
    """WeasyPrint as it is, with the exceptions that it ends in."""

    def __init__(self, serve: Serve, styles: Styles) -> None:
        self._fetcher = _Fetcher(serve)
        self._fonts = Fonts()
        self._styles = []
        self.findings: tuple[Finding, ...] = ()
        for name, style in styles.items():
            with _warnings_as_findings(Mark(name, 1, 1)) as noticed:
                self._styles.append(
                    weasyprint.CSS(
                        string=style,
                        base_url=BASE_URL,
                        url_fetcher=self._fetcher,
                        font_config=self._fonts,
                    )
                )
            self.findings += tuple(_placed(finding) for finding in noticed)

    def document(self, html: str) -> Any:
        """Return an HTML document laid out."""
        read = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=self._fetcher)
        with remembered_lines():
            return read.render(font_config=self._fonts, stylesheets=self._styles)


def _write(document: Any, target: Path | BinaryIO) -> None:
    """Write a document as a PDF whose structure elements carry notes."""
    with noted_tags():
        document.write_pdf(target, pdf_variant="pdf/a-3a", pdf_identifier=b"colophon")


def _refuse(findings: Iterable[Finding]) -> None:
    """Raise Diagnostic where there are findings."""
    if found := tuple(findings):
        raise Diagnostic(found)


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the project's files; everything else is refused."""

    def __init__(self, serve: Serve) -> None:
        super().__init__(allowed_protocols=())
        self._serve = serve

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if not url.startswith(BASE_URL):
            raise ValueError("only files of the project can be used")
        try:
            data, mime = self._serve(url.removeprefix(BASE_URL).partition("?")[0])
        except LookupError as error:
            raise ValueError(str(error)) from error
        return URLFetcherResponse(url, data, {"Content-Type": mime})


def _placed(finding: Finding) -> Finding:
    """Return a finding about a style sheet at the line that WeasyPrint's message names."""
    place = _PLACE.search(finding.message)
    if place is None or finding.mark is None:
        return finding
    return replace(finding, mark=Mark(finding.mark.file, int(place[1]), int(place[2])))


@contextmanager
def _warnings_as_findings(mark: Mark | None) -> Iterator[list[Finding]]:
    """Collect what WeasyPrint logs while open, each message once."""
    findings: list[Finding] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            text = record.getMessage().replace(BASE_URL, "").strip()
            if text.startswith(".notdef glyph"):
                # A letter that no font has: T201 says where it stands, or else A301 that it does.
                return
            text = _OF_PYTHON.sub("", text)
            finding = ENGINE_WARNING.finding(mark, f"the layout engine says: {text}")
            if finding not in findings:
                findings.append(finding)

    handler = Collector(logging.WARNING)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("fontTools")]
    before = [(each, each.propagate, list(each.handlers)) for each in loggers]
    for each in loggers:
        each.handlers, each.propagate = [handler], False
    try:
        yield findings
    finally:
        for each, propagate, handlers in before:
            each.propagate, each.handlers = propagate, handlers
