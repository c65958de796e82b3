"""Style sheets of a project's own: numbers without measure, addresses elsewhere, rules cut off."""

from __future__ import annotations

from collections.abc import Iterator

from ..conftest import HEAD, ROOT, SMALL
from .campaign import BUILD, PRESS, Case, table
from .conftest import Trial

NORDIC = ROOT / "templates/themes/nordic"
FOLDER = "/templates/themes/odd"
OWN = {f"{FOLDER}/{each.name}": each.read_text() for each in NORDIC.iterdir()}
EDITION = f"{HEAD}theme: odd\n{SMALL.removeprefix(HEAD)}"
N = 100_000
# Colours that have no place in any space of colours; each is painted by a page for the press.
COLOURS = (
    *("rgb(1e400 0 0)", "rgb(-1e400 0 0)", "rgb(1e30 0 0)", "rgba(0 0 0 / 1e400)"),
    *("rgb(calc(infinity) 0 0)", "rgb(calc(NaN) 0 0)", "rgb(none none none)"),
    *("hsl(1e400 50% 50%)", "hsl(0 1e400% 50%)", "hwb(1e400 0% 0%)", "hwb(0 1e400% 1e400%)"),
    *("lab(1e400 0 0)", "lab(50 1e400 0)", "lab(50 -1e30 1e30)", "lch(50 1e400 0)"),
    *("lch(50 50 1e400)", "oklab(1e400 0 0)", "oklab(0.5 1e400 0)", "oklch(0.5 1e400 0)"),
    *("oklch(0.5 0.1 1e400)", "color(srgb 1e400 0 0)", "color(xyz 1e400 0 0)"),
    *("color(display-p3 1 0 0)", "color(--odd 1 0 0)", "color(rec2020 1e400 0 0)"),
    *("device-cmyk(1e400 0 0 0)", "device-cmyk(-5 0 0 9)", "device-cmyk(1e400% 0 0 0)"),
    *("#12", "#ff", "color-mix(in srgb, red, blue)", "currentcolor", "transparent"),
    *("light-dark(red, blue)", "var(--nothing)", "var(--odd)", "url(#x)", "rgb(1e400"),
)
RULES = {
    "nothing": "",
    "half a rule": ".prose { color: red; font-",
    "braces": "{" * N,
    "closing braces": "}" * N,
    "brackets": "a{b:" + "(" * N,
    "comments without end": "/*" * N,
    "a string without end": 'a { content: "' + "x" * N,
    "selectors": "a," * N + "b { color: red }",
    "selectors in selectors": ":not(" * 5000 + "a" + ")" * 5000 + " { color: red }",
    "steps of selectors": "a " * 20_000 + "{ color: red }",
    "rules in rules": "@media all {" * 5000,
    "values": "a { --x: " + "a " * N + "}",
    "a value of itself": ":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }",
    "a value of values": ":root { --a0: x; "
    + "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 25))
    + "} p { content: var(--a24) }",
    "numbers": "p { width: " + "9" * N + "px; z-index: " + "9" * 5000 + "}",
    "bytes that are no text": "p { content: '\\d800\\0\\110000\\202e' }",
    "no encoding": '@charset "base64"; p { color: red }',
    "all elsewhere": "@import url(http://127.0.0.1:9/x.css); @import '//127.0.0.1:9/x';",
    "all of the disk": "@import url(file:///etc/passwd); @import '/etc/passwd';",
    "itself": "@import url(theme.css); @import '';",
    "a picture elsewhere": "p { background: url(http://127.0.0.1:9/x.png) }",
    "a picture of the disk": "p { background: url(file:///etc/passwd); content: url(/etc/passwd) }",
    "a picture above": "p { background: url(../../../../../../etc/passwd) }",
    "a picture of data": "p { background: url(data:image/png;base64,AAAA) }",
    "a drawing of data": "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/"
    "2000/svg'><image href='file:///etc/passwd'/></svg>\") }",
    "a font elsewhere": "@font-face { font-family: X; src: url(http://127.0.0.1:9/x.ttf) }",
    "a font of the disk": "@font-face { font-family: X; src: url(file:///etc/passwd) }"
    " p { font-family: X }",
    "a font of the machine": "@font-face { font-family: X; src: local('Arial') }"
    " p { font-family: X, Arial }",
    "a profile elsewhere": "@color-profile --odd { src: url(file:///etc/passwd) }"
    " p { color: color(--odd 1 0 0) }",
    "a page of nothing": "@page { size: 0 0 }",
    "a page of kilometres": "@page { size: 1e9mm 1e9mm }",
    "a page without measure": "@page { size: 1e400mm 1e400mm; margin: 1e400mm }",
    "a page below nothing": "@page { margin: -1e9mm }",
    "letters without measure": "p { font-size: 1e400px; letter-spacing: 1e400px }",
    "letters of a mile": "p { font-size: 1e7px }",
    "letters of nothing": "p { font-size: 0; line-height: 0 }",
    "lines without measure": "p { line-height: 1e400; border: 1e400px solid red }",
    "boxes without measure": "p { width: 1e400px; height: 1e400px; margin: -1e400px }",
    "turned without measure": "p { transform: rotate(1e400deg) scale(1e400) translate(1e400px) }",
    "turned flat": "p { transform: scale(0) }",
    "columns without number": "section { columns: 999999999 }",
    "columns of nothing": "section { columns: 0.0001px; column-gap: 1e400px }",
    "stripes without end": "p { background: repeating-linear-gradient(red 0, blue 1px) }",
    "a gradient without measure": "p { background: linear-gradient(1e400deg, red, blue 1e400px) }",
    "a gradient of thousands": "p { background: linear-gradient(" + "red," * 5000 + "blue) }",
    "a circle of nothing": "p { background: radial-gradient(0px, red, blue) }",
    "counters without measure": "p { counter-increment: x 999999999999; content: counter(x) }",
    "a numeral of its own": "@counter-style x { system: extends x }"
    " ol { list-style: x } p::before { content: counter(y, x) }",
    "words before words": "p::before { content: '" + "x " * 50_000 + "' }",
    "a running head of itself": "p { position: running(x) } @page { @top-left {"
    " content: element(x) element(x) } }",
    "all that floats": "* { float: footnote }",
    "all is a note": "p { float: footnote; footnote-display: inline }",
    "all is fixed": "* { position: fixed }",
    "all is a table": "* { display: table-cell }",
    "all is flexible": "* { display: flex; flex: 1e400 }",
    "all is a grid": "* { display: grid; grid-template-columns: repeat(99, 1px) }",
    "nothing is shown": "* { display: none }",
    "all is broken": "* { break-before: page; break-inside: avoid }",
}  # fmt: skip


def _cases() -> Iterator[Case]:
    # Whatever is found of a page that was drawn like this, it is found in words.
    families = (
        "A201",
        "A202",
        "A301",
        "A302",
        "A110",
        "E101",
        "E102",
        "E103",
        "F102",
        "F104",
        "F106",
    )
    pages = ("T101", "T102", "T201", "T202", "T203", "T204", "T205", "T207", "T208", "T209", "T213")
    for colour in COLOURS:
        sheet = f"p {{ color: {colour}; background: {colour}; border: 1pt solid {colour} }}"
        found = " ".join((*families, *pages, *(f"X{n}" for n in range(101, 132)), "X320 -"))
        yield Case(colour[:30], found, "", EDITION, _sheet(sheet), PRESS)
    for name, sheet in RULES.items():
        found = " ".join((*families, *pages, "-"))
        yield Case(name, found, "", EDITION, _sheet(sheet), BUILD)


def _sheet(text: str) -> dict[str, str | bytes]:
    return {**OWN, f"{FOLDER}/zz.css": text}


@table([*_cases()], quick=6)
def test_a_style_sheet_is_a_look_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)
