"""Where the engine cannot go on: the rule of a style sheet that asks too much of it.

WeasyPrint ends in an exception of its own, and not in a warning, for some CSS that it has read
well: a gradient in a colour it cannot mix, text as `::marker`, type of no size. Which rule it was
its exception does not say, so the sheets are tried again with less and less of them.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import unescape
from typing import Any, TypeAlias

import tinycss2  # type: ignore[import-untyped]

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity

COLOUR_NOT_RGB = Code(
    "E102",
    "colour-not-rgb",
    Severity.ERROR,
    """A style sheet gives a colour that is not in RGB.

    The layout engine mixes colours of gradients, shadows and transparent areas in RGB, and cannot
    bring `device-cmyk()`, `lab()`, `lch()`, `oklab()`, `oklch()` and `color()` there. Pages are
    laid out in RGB for every target; inks come later, and are the theme's.

    Give the colour as `#0a6ebd`, `rgb()` or `hsl()`. A colour that has to be printed in certain
    inks belongs into the theme, which gives its inks beside it, and style sheets ask for it by its
    name there, as in `color: var(--accent)`.
    """,
)
ENGINE_STOPPED = Code(
    "E103",
    "engine-stopped",
    Severity.ERROR,
    """WeasyPrint, which lays out the pages, cannot go on.

    It has met something that it reads and cannot do. The mark shows the rule of the style sheet
    without which it would go on; where it shows an edition, the cause is in the section there, in
    its template or in a picture. What it says of itself stands in brackets, and is meant for those
    who know the program from within.

    Write the rule in another way, or leave it out. Where the style sheets and templates are those
    that come with Colophon, this is a fault of ours: please report it with the section that shows
    it.
    """,
)
_NOT_RGB = ("device-cmyk", "color", "lab", "lch", "oklab", "oklch")
_MAYBE = re.compile(rf"(?:{'|'.join(_NOT_RGB)})\(", re.IGNORECASE)
_INLINE = re.compile(r"\bstyle=\"([^\"]*)\"|<style>(.*?)</style>", re.DOTALL)
Styles: TypeAlias = Mapping[str, str]
"""Style sheets in cascade order, by the names of their files; one that is no file has a name in
parentheses, and is never to blame."""


def not_rgb(styles: Styles) -> Iterator[Finding]:
    """Yield E102 for every colour of a style sheet, or of a style attribute, that is not in RGB
    (CSS Color 4 §10, CSS Color 5 §6)."""
    for name, text in styles.items():
        if not _MAYBE.search(text):  # which saves parsing every sheet once more
            continue
        for node in _functions(tinycss2.parse_component_value_list(text)):
            inner = (each for each in node.arguments if each.type not in ("whitespace", "comment"))
            first = next(inner, None)
            # The space of the screen under another name.
            is_rgb = first is not None and first.type == "ident" and first.lower_value == "srgb"
            if node.lower_name in _NOT_RGB and not is_rgb:
                mark = Mark(name, node.source_line, node.source_column)
                message = f"`{node.lower_name}()` is a colour that is not in RGB"
                help = "give it as #rrggbb, or with its inks in the theme and as var(--name) here"
                yield COLOUR_NOT_RGB.finding(mark, message, help=help)


def inline_styles(html: str) -> str:
    """Return the styles that an HTML document has in itself."""
    return "\n".join(unescape(one or other) for one, other in _INLINE.findall(html))


def _functions(nodes: Sequence[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "function":
            yield node
            yield from _functions(node.arguments)
        elif hasattr(node, "content"):
            yield from _functions(node.content)


@contextmanager
def stops(
    mark: Mark | None,
    styles: Styles | None = None,
    attempt: Callable[[Styles], object] = lambda some: None,
) -> Iterator[None]:
    """Raise Diagnostic (E103) where the engine ends in an exception while open.

    `attempt` does the same again with less of the `styles`; `mark` is where the finding points to
    when they are not to blame. What the disk refuses, and findings, go on as they are.
    """
    try:
        yield
    except (Diagnostic, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        place = culprit(styles or {}, _fails_as(error, attempt))
        what = f"at this rule{_why(error)}" if place else f"here ({_said(error)})"
        help = "write the rule in another way, or leave it out" if place else ""
        message = f"the layout engine cannot go on {what}"
        raise Diagnostic([ENGINE_STOPPED.finding(place or mark, message, help=help)]) from error


def _why(error: Exception) -> str:
    """Return in words why the engine ends at a rule; "" where nobody knows."""
    if isinstance(error, RecursionError):
        return ": it is nested too deeply"
    if isinstance(error, (ArithmeticError, ValueError)):
        return ": a number in it is too large or too small"
    return ""


def _said(error: Exception) -> str:
    """Return the words of an exception, for those to whom it is reported."""
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def _fails_as(error: Exception, attempt: Callable[[Styles], object]) -> Callable[[Styles], bool]:
    """Return what tells whether an attempt with certain styles fails in the same way."""

    def fails(styles: Styles) -> bool:
        logging.disable()
        try:
            attempt(styles)
        except Exception as other:
            return type(other) is type(error)
        finally:
            logging.disable(logging.NOTSET)
        return False

    return fails


def culprit(styles: Styles, fails: Callable[[Styles], bool]) -> Mark | None:
    """Return the first declaration, or rule, up to which the styles fail; None for none.

    It takes some twenty attempts: the number of sheets, of rules and of declarations is halved
    each time.
    """
    given = {name: text for name, text in styles.items() if name.startswith("(")}
    names = [name for name in styles if name not in given]
    if fails(given) or not fails(styles):
        return None

    def until(number: int) -> Styles:
        return {**given, **{name: styles[name] for name in names[:number]}}

    number = bisect_left(range(len(names)), True, key=lambda each: fails(until(each + 1)))
    before, name = until(number), names[number]
    try:
        line, column = _piece(_normal(styles[name]), lambda text: fails({**before, name: text}))
    except (ValueError, RecursionError):  # the sheet cannot even be taken apart
        return Mark(name)
    return Mark(name, line, column)


def _normal(text: str) -> str:
    """Return a sheet with the ends of lines that its parser makes of others (CSS Syntax §3.3)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _piece(text: str, fails: Callable[[str], bool]) -> tuple[int, int]:
    """Return the line and column of the first piece of a sheet up to which it fails."""
    rules = tinycss2.parse_stylesheet(text, skip_whitespace=True, skip_comments=True)
    rule = _first(text, rules, lambda part: fails(part))
    if getattr(rule, "content", None):
        inner = tinycss2.parse_blocks_contents(
            rule.content, skip_whitespace=True, skip_comments=True
        )
        if inner and not fails(text[: _offset(text, inner[0])] + "}"):
            rule = _first(text, inner, lambda part: fails(part + "}"))
    return rule.source_line, rule.source_column


def _first(text: str, nodes: Sequence[Any], fails: Callable[[str], bool]) -> Any:
    """Return the first node up to the end of which the text fails."""
    ends = [*(_offset(text, node) for node in nodes[1:]), len(text)]
    number = bisect_left(range(len(ends)), True, key=lambda each: fails(text[: ends[each]]))
    return nodes[min(number, len(nodes) - 1)]


def _offset(text: str, node: Any) -> int:
    """Return where a node of a sheet begins."""
    lines = text.split("\n")
    before: int = sum(len(line) + 1 for line in lines[: node.source_line - 1])
    return before + int(node.source_column) - 1
