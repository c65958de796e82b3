"""Pictures of a terminal and of an editor, as SVG: small, sharp at any size, the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

SIZE = 13
ADVANCE = SIZE * 0.6
"""How wide a character is, in pixels; whatever font a browser takes is fitted to it."""
LEADING = 19
EDGE = 14
HEAD = 26
_MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_SANS = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_RUNS = re.compile(r"\x1b\[([\d;]*)m")
_BESIDE = 46
"""How many characters of a line there is room for beside a note."""
_WORDS = re.compile(r"\S+(?: \S+)*")

PAPER, GROUND, INK, QUIET, LINE = "#FFFFFF", "#EEF3F6", "#16202B", "#51657A", "#C9D2D9"
NIGHT, NIGHT_HEAD, MOON = "#0B2A4A", "#143A61", "#F4F7F9"
KEY, WRONG, RIGHT, POINTER = "#005A91", "#B3261E", "#1B6B3A", "#D9A400"
_WRONG_GROUND, _RIGHT_GROUND = "#FBE6E3", "#E3F2E8"
# The colours of console.py (SGR, ECMA-48 §8.3.117), as they are legible on a dark ground.
_SGR = {"31": "#FFA79E", "33": "#FECC02", "36": "#8FD6F5", "2": "#B4C4D3", "34": "#A9C8F0"}


@dataclass(frozen=True)
class Run:
    """Characters of one colour, from a column on (counted from 0)."""

    column: int
    text: str
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a panel; `ground` is what it is marked with, `under` a column that is underlined.

    `note` is said beside it, in the words of print.
    """

    runs: tuple[Run, ...] = ()
    number: int = 0
    ground: str = ""
    under: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A window: its name, its lines, and whether it shows something wrong or right."""

    name: str
    rows: tuple[Row, ...]
    dark: bool = False
    verdict: str = ""

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return HEAD + len(self.rows) * LEADING + 14


def terminal(lines: Sequence[str], columns: int, name: str = "Terminal") -> Panel:
    """Return a panel with what a terminal shows: escape sequences become colours."""
    rows = [row for line in lines for row in _wrapped(_coloured(line), columns)]
    return Panel(name, tuple(rows), dark=True)


def _coloured(line: str) -> list[Run]:
    """Return the runs of a line; a prompt's command is bold."""
    if line.startswith("$ "):
        return [Run(0, "$", _SGR["2"]), Run(2, line[2:], MOON, bold=True)]
    runs, column, colour, bold = [], 0, MOON, False
    for index, part in enumerate(_RUNS.split(line)):
        if index % 2 == 0:
            if part:
                runs.append(Run(column, part, colour, bold))
            column += len(part)
            continue
        codes = part.split(";")
        bold = "1" in codes
        colour = next((_SGR[code] for code in codes if code in _SGR), MOON)
    return runs


def _wrapped(runs: list[Run], columns: int) -> Iterator[Row]:
    """Yield rows of at most `columns` characters, broken between words where that is possible."""
    text = ""
    for run in runs:
        text = text.ljust(run.column) + run.text
    start = 0
    while True:
        rest = text[start:]
        first = len(rest) - len(rest.lstrip()) + 1
        end = len(rest)
        if end > columns:
            end = rest.rfind(" ", first, columns + 1) + 1 or columns
        yield Row(tuple(_between(runs, start, start + end)))
        start += end
        if start >= len(text):
            return


def _between(runs: list[Run], start: int, end: int) -> Iterator[Run]:
    for run in runs:
        left = max(run.column, start)
        text = run.text[left - run.column : max(0, end - run.column)]
        if text:
            yield Run(left - start, text, run.colour, run.bold)


def editor(name: str, rows: Sequence[Row], verdict: str = "") -> Panel:
    """Return a panel with lines of a file; `verdict` is "wrong", "right" or nothing."""
    return Panel(name, tuple(rows), verdict=verdict)


def code_row(number: int, text: str, *, verdict: str = "", under: int = 0, note: str = "") -> Row:
    """Return a line of a file. `under` is a column counted from 1, 0 for none.

    Where something is marked, spaces at the beginning and tabs can be seen.
    """
    shown, place = _with_tabs(text, under)
    if note and len(shown) > _BESIDE:
        shown = f"{shown[: _BESIDE - 1]}…"
    runs = list(_highlighted(shown))
    if verdict:
        dots = len(shown) - len(shown.lstrip(" "))
        runs.insert(0, Run(0, "·" * dots, "#9FB0BF"))
    grounds = {"wrong": _WRONG_GROUND, "right": _RIGHT_GROUND}
    return Row(tuple(runs), number, grounds.get(verdict, ""), place, note)


def _with_tabs(text: str, under: int) -> tuple[str, int | None]:
    """Return a text whose tabs are arrows of four columns, and the column that is underlined."""
    shown, place = "", None
    for index, each in enumerate(text, 1):
        if index == under:
            place = len(shown)
        shown += "→   " if each == "\t" else each
    return shown, len(shown) if under and place is None else place


def _highlighted(text: str) -> Iterator[Run]:
    """Yield a line of YAML or CSV with names in one colour and comments in another."""
    found = re.match(r"(\s*(?:- +)*)([\w-]+:)(?= |$)", text)
    start = 0
    if found:
        yield Run(0, found[1], QUIET)
        yield Run(found.end(1), found[2], KEY, bold=True)
        start = found.end()
    remark = re.search(r"(?:^|(?<=\s))#(?: .*)?$", text[start:])
    end = start + remark.start() if remark else len(text)
    yield Run(start, text[start:end])
    if remark:
        yield Run(end, text[end:], QUIET)


def wide(columns: int) -> float:
    """Return how wide a picture for `columns` characters is, in pixels."""
    return round(columns * ADVANCE + 2 * EDGE + 40)


def picture(panels: Sequence[Panel], columns: int) -> str:
    """Return an SVG with panels one below the other, wide enough for `columns` characters."""
    width = wide(columns)
    height = sum(panel.height for panel in panels) + 8 * (len(panels) - 1)
    parts, y = [], 0.0
    for panel in panels:
        parts += panel_at(panel, y, width)
        y += panel.height + 8
    return svg(width, height, parts)


def svg(width: float, height: float, parts: Sequence[str]) -> str:
    """Return an SVG document of that size, in pixels."""
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    styles = (
        f".m{{font-family:{_MONO};font-size:{SIZE}px;white-space:pre}}.b{{font-weight:700}}"
        f".s,.h{{font-family:{_SANS};font-size:12.5px}}.h{{font-weight:600}}"
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{styles}</style>'
    return "\n".join([head, *parts, "</svg>", ""])


def panel_at(panel: Panel, y: float, width: float) -> list[str]:
    """Return a panel whose upper edge is at `y`."""
    ground, head, ink = (NIGHT, NIGHT_HEAD, MOON) if panel.dark else (PAPER, GROUND, QUIET)
    parts = [
        rect(0.5, y + 0.5, width - 1, panel.height - 1, ground, NIGHT if panel.dark else LINE),
        rect(1, y + 1, width - 2, HEAD - 2, head),
        label(EDGE + (18 if panel.verdict else 0), y + 17, panel.name, ink, "h"),
    ]
    if panel.verdict:
        parts.append(_sign(panel.verdict, EDGE, y + 7))
    numbered = any(row.number for row in panel.rows)
    for index, row in enumerate(panel.rows):
        top = y + HEAD + 6 + index * LEADING
        parts += _row(row, top, width, EDGE + (34 if numbered else 0))
    return parts


def _row(row: Row, top: float, width: float, left: float) -> list[str]:
    parts = [rect(1, top, width - 2, LEADING, row.ground)] if row.ground else []
    base = top + 14
    if row.number:
        number = str(row.number)
        parts.append(_letters(left - 12 - len(number) * ADVANCE, base, number, "#7B8C9C"))
    for run in row.runs:
        for found in _WORDS.finditer(run.text):
            x = left + (run.column + found.start()) * ADVANCE
            parts.append(_letters(x, base, found[0], run.colour, bold=run.bold))
    if row.under is not None:
        x = left + row.under * ADVANCE
        parts.append(path(f"M{x:g} {base + 3:g}h{ADVANCE:g}", WRONG, 2))
    if row.note:
        end = max((run.column + len(run.text.rstrip()) for run in row.runs), default=0)
        start, stop = left + end * ADVANCE + 8, width * 0.56
        if stop > start:
            parts.append(path(f"M{start:g} {base - 4:g}H{stop:g}", LINE, 1))
        parts.append(label(max(start, stop + 8), base, row.note, QUIET))
    return parts


def _letters(x: float, y: float, text: str, colour: str, *, bold: bool = False) -> str:
    kind = "m b" if bold else "m"
    fitted = f'textLength="{len(text) * ADVANCE:g}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{colour}" {fitted}>'
        f"{escape(text, quote=False)}</text>"
    )


def label(x: float, y: float, text: str, colour: str = INK, kind: str = "s") -> str:
    """Return words in the type of print."""
    words = escape(text, quote=False)
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{colour}">{words}</text>'


def rect(x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> str:
    """Return a rectangle."""
    stroke = f' stroke="{edge}"' if edge else ""
    size = f'width="{width:g}" height="{height:g}"'
    return f'<rect x="{x:g}" y="{y:g}" {size} fill="{fill}"{stroke}/>'


def path(d: str, colour: str, width: float, dash: str = "") -> str:
    """Return a line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}"{dashes}/>'


def _sign(verdict: str, x: float, y: float) -> str:
    """Return a cross or a tick: the colour is not to be the only thing that tells them apart."""
    if verdict == "wrong":
        return path(f"M{x:g} {y:g}l11 11m0-11l-11 11", WRONG, 2.4)
    return path(f"M{x:g} {y + 6:g}l4.5 5l8-11", RIGHT, 2.4)
