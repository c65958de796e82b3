"""The brochure as HTML, for WeasyPrint, Chromium and what drives it, and as a Typst document.

Pictures and fonts lie beside them; all are set alike: two columns, the same type, a photograph a
page, contents with page numbers where the program knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .brochure import Chapter

FONT = "SourceSerif4-Regular.ttf"
_STYLE = f"""
@font-face {{ font-family: Body; src: url({FONT}) }}
@page {{ size: 210mm 297mm; margin: 20mm; @bottom-right {{ content: counter(page) }} }}
html {{ font: 10pt/14pt Body; }}
body, h1, h2, p, figure, ol {{ margin: 0; padding: 0 }}
section {{ break-before: page }}
h2 {{ font: 24pt/28pt Body; margin-bottom: 28pt }}
.columns {{ columns: 2; column-gap: 6mm; column-fill: balance; hyphens: auto }}
.columns, figure {{ margin-bottom: 28pt }}
.columns p + p {{ text-indent: 14pt }}
figure {{ break-inside: avoid }}
img {{ display: block; width: 170mm }}
figcaption {{ font: 7.5pt/10.5pt Body; padding-top: 3pt }}
.contents {{ list-style: none }}
.contents a {{ color: inherit; text-decoration: none }}
.numbered .contents a::after {{ content: " " target-counter(attr(href), page) }}
"""
_TYPST = """
#set page(paper: "a4", margin: 20mm, numbering: "1")
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
#set par(leading: 4pt, spacing: 4pt, first-line-indent: 14pt)
#let picture(file, words) = block(width: 100%, breakable: false, below: 28pt)[
  #image(file, width: 100%)
  #text(size: 7.5pt)[#words]
]
#let halves(left, right) = block(below: 28pt, grid(columns: (1fr, 1fr), gutter: 6mm, left, right))
#outline(title: "Contents", depth: 1)
"""


def html(chapters: Sequence[Chapter], *, numbered: bool) -> str:
    """Return the brochure as one HTML document; `numbered` asks for numbers in the contents."""
    entries = "".join(
        f'<li><a href="#c{each.number}">{escape(each.title)}</a></li>' for each in chapters
    )
    sections = "".join(_section(each) for each in chapters)
    kind = ' class="numbered"' if numbered else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A measured brochure'
        f"</title><style>{_STYLE}</style></head><body{kind}><h2>Contents</h2>"
        f'<ol class="contents">{entries}</ol>{sections}</body></html>'
    )


def _section(chapter: Chapter) -> str:
    parts = [f'<section id="c{chapter.number}"><h2>{escape(chapter.title)}</h2>']
    for index, part in enumerate(chapter.parts):
        words = "".join(f"<p>{escape(text)}</p>" for text in part.paragraphs)
        parts.append(f'<div class="columns">{words}</div>')
        parts.append(_figure(f"photo-{part.photo}.jpg", "A lake between mountains."))
        if index == 0:
            parts.append(_figure(f"chart-{chapter.number}.svg", "Made up for this measurement."))
    return "".join((*parts, "</section>"))


def _figure(file: str, words: str) -> str:
    image = f'<img src="{file}" alt="{escape(words)}">'
    return f"<figure>{image}<figcaption>{words}</figcaption></figure>"


def typst(chapters: Sequence[Chapter]) -> str:
    """Return the brochure as a Typst document; its columns are halved here, by words."""
    parts = [_TYPST]
    for chapter in chapters:
        parts.append(f"#pagebreak()\n= {chapter.title}\n#v(28pt)\n")
        for index, part in enumerate(chapter.parts):
            left, right = _halves(part.paragraphs)
            parts.append(f"#halves[{left}][{right}]\n")
            parts.append(f'#picture("photo-{part.photo}.jpg", [A lake between mountains.])\n')
            if index == 0:
                file = f"chart-{chapter.number}.svg"
                parts.append(f'#picture("{file}", [Made up for this measurement.])\n')
    return "".join(parts)


def _halves(paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return two texts of about as many words, each with its paragraphs parted by blank lines."""
    words = "\n\n ".join(paragraphs).split(" ")
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])
