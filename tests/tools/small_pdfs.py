"""Small real PDFs, laid out by WeasyPrint once for all tests, and what finish makes of them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pikepdf
import weasyprint
from PIL import Image
from weasyprint.text.fonts import FontConfiguration

from report.engine.binding import bind
from report.engine.drawing import draw
from report.engine.font_files import FontFiles
from report.finish.facts import Attachment, DocumentFacts
from report.finish.screen import finish_screen
from report.pdf.structure import Element, Structure, read_structure
from tests.tools.finishing import files_of

FONTS = (Path(__file__).parents[2] / "assets" / "fonts").as_uri()
CSS = f"""
@font-face {{ font-family: Body; src: url({FONTS}/source-sans-3/SourceSans3-Regular.ttf) }}
@font-face {{ font-family: Naskh; src: url({FONTS}/noto/NotoNaskhArabic-Regular.ttf) }}
@page {{ size: 100mm 90mm; margin: 12mm; bleed: 5mm; marks: none;
  @top-left {{ content: string(head) }} @bottom-right {{ content: counter(page) }} }}
html {{ font: 10pt/1.3 Body, Naskh; image-rendering: crisp-edges }}
h2 {{ string-set: head content() }}
section {{ break-before: page; background: #eee }}
.columns {{ columns: 2; column-gap: 8mm; hyphens: auto; text-align: justify }}
.footnote {{ float: footnote }}
a {{ text-decoration: underline }}
thead {{ display: table-header-group }}
"""
DOT = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10' "
    "width='40' height='40'><circle cx='5' cy='5' r='4'/></svg>"
)
PROSE = (
    "Internationalisation of characteristically comprehensive infrastructure notwithstanding, "
    "biotechnological collaboration strengthens interdisciplinary responsibilities everywhere. "
)
COVER = "<section><p>Life Science</p><h1>The cover</h1></section>"
CONTENTS = """<nav class="contents"><h2>Contents</h2><ol>
<li><a href="#s1">First section</a><i class="rule"></i><span class="folio">3</span></li>
<li><a href="#s2">Second section</a><i class="rule"></i><span class="folio">6</span></li>
</ol></nav>"""
FIRST = f"""<section id="s1"><header><p class="kicker">Kicker</p><h2>First section</h2></header>
<div class="columns"><p>{PROSE}<em>More</em> <strong>words</strong>{PROSE}<span class="footnote">The
first <em>note</em>.</span>{PROSE * 2}</p>
<ul><li>One<ul><li>Nested</li></ul></li><li><p>Two, with
<a href="https://example.org/">a link whose words go over more than one line of text</a></p></li>
</ul></div>
<figure id="f1"><img alt="A dot" src="{DOT}"><figcaption>The caption
<span class="credit">Photo: Somebody</span></figcaption></figure>
<p>Decoration: <img alt="" src="{DOT}"> <span aria-hidden="true">hidden ornament</span></p>
</section>"""
SECOND = f"""<section id="s2" lang="sv"><h2>Andra avsnittet</h2>
<table><caption>The table</caption>
<thead><tr><th scope="col">Year</th><th scope="col" colspan="2">Values</th></tr></thead>
<tbody>{"".join(f'<tr><th scope="row">{n}</th><td>{n * n}</td><td></td></tr>' for n in range(20))}
</tbody></table>
<h3>Kontakt</h3>
<dl><dt>Phone</dt><dd>123</dd>
<div><dt>Mail</dt><dd><a href="mailto:a@example.org">a@b</a></dd></div></dl>
<aside><h3>Panel</h3>Bare words in a panel.<blockquote>A quotation</blockquote>
<p>The <abbr title="World Health Organization">WHO</abbr> says <q>so</q>.</p></aside>
<ol><li>First</li><li>Second</li></ol>
<p lang="ar">مرحبا بالعالم</p>
</section>"""
SECTIONS = (COVER, CONTENTS, FIRST, SECOND)


def jpeg(colour: str, size: tuple[int, int], quality: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=quality)
    return out.getvalue()


def lay_out(sections: Sequence[str], css: str = "", language: str = "en") -> bytes:
    """The pages of several documents, bound as the engine binds them."""
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=CSS + css, font_config=fonts)
    documents = [
        weasyprint.HTML(string=f"<html lang={language}><title>T</title><body>{section}").render(
            stylesheets=[sheet], font_config=fonts
        )
        for section in sections
    ]
    files, out = FontFiles(), io.BytesIO()
    assert bind(((draw(document, files), None) for document in documents), files, out) == ()
    return out.getvalue()


def facts(**changes: object) -> DocumentFacts:
    known: dict[str, object] = {
        "title": "Health & Life Sciences",
        "author": "The Editors",
        "subject": "A small test",
        "keywords": ("health", "life sciences"),
        "language": "en",
        "date": datetime.date(2026, 11, 22),
        "identifier": "ab" * 32,
    }
    return DocumentFacts(**{**known, **changes})  # type: ignore[arg-type]


CSV = Attachment("dots.csv", b"year,value\n2025,1\n", "text/csv", "Data of the dot", "f1")


@cache
def laid_out() -> bytes:
    """The four sections as the engine writes them."""
    return lay_out(SECTIONS)


@cache
def finished() -> bytes:
    """The four sections as they are published."""
    return files_of(finish_screen, laid_out(), facts(attachments=(CSV,)))[""]


@cache
def structure() -> Structure:
    """The structure of `finished`."""
    return read_structure(finished())


def published(html: str, css: str = "", language: str = "en", **changes: object) -> bytes:
    """One document as it is published."""
    known = facts(language=language, **changes)
    return files_of(finish_screen, lay_out([html], css, language), known)[""]


def outline(element: Element) -> list[object]:
    """The tree as nested lists: type, then the children, or the text of those without."""
    below = [outline(kid) for kid in element.elements]
    return [element.type, *(below or [element.text])]


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """The file after one change, in object order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out, static_id=True)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The structure elements of a type, in object order."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name(f"/{kind}")
    ]
