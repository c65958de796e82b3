"""The styles of a document: what the data files say, as CSS, then the style sheets themselves."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from .diagnostics import Diagnostic
from .mirrored import mirrored
from .resources import Project
from .settings import Design
from .themes import Theme, TypeStyle
from .units import Length

FOLDERS = ("templates/pages", "templates/blocks")


def style_sheets(project: Project, design: Design) -> dict[str, str]:
    """Return the CSS texts of a design in cascade order, by the name that findings show."""
    rises = _rises(project, design.theme)
    sheets = {"(generated)": f"{generated(design)}\n{shifts(design, rises)}"}
    base = project.listing("templates", ".css")
    theme = project.listing(f"templates/themes/{design.theme_name}", ".css")
    groups = [base, *(project.listing(folder, ".css") for folder in FOLDERS), theme]
    if design.language.script != "Latn":
        scripts = project.listing("templates/scripts", ".css")
        groups.append({name: scripts[name] for name in ("every", design.language.script)})
    turned = mirrored if design.language.direction == "rtl" else str
    for group in groups:
        sheets |= {project.shown(path): turned(project.read_text(path)) for path in group.values()}
    return sheets


def generated(design: Design) -> str:
    """Return fonts, variables and page geometry as CSS."""
    return "\n".join((*_fonts(design), _variables(design), *_pages(design)))


def shifts(design: Design, rises: Mapping[str, float]) -> str:
    """Return how far each style of type is moved down so that its baseline is on the grid's.

    The grid's baseline is that of `body` in a line of the grid. `rises` says by family how far
    below the middle of a line the baseline is, in ems.
    """
    grid = design.format.baseline.pt

    def baseline(style: TypeStyle, leading: float) -> float:
        return leading / 2 + style.size * rises.get(style.family, 0.0)

    wanted = baseline(design.theme.type["body"], grid)
    rows = []
    for role, style in design.theme.type.items():
        off = (wanted - baseline(style, style.leading) + grid / 2) % grid - grid / 2
        rows.append(f"--shift-{_css_name(role)}: {Length(off).css};")
    return ":root { " + " ".join(rows) + " }"


def _css_name(role: str) -> str:
    return role.replace(".", "-")


def _rises(project: Project, theme: Theme) -> dict[str, float]:
    """Return by family how far below the middle of a line its baseline is, in ems.

    The middle of a line is that of ascent and descent (CSS 2.1 §10.8.1), which every face of a
    family shares. Whatever is wrong with a font file is found where fonts are read (F101, F201).
    """
    from fontTools.ttLib import TTFont, TTLibError

    rises: dict[str, float] = {}
    for face in theme.fonts:
        if face.family in rises:
            continue
        try:
            data = project.read(project.find(face.file, ["assets/fonts"]))
            font = TTFont(io.BytesIO(data), lazy=True)
            head, lines = font["head"], font["hhea"]
        except (Diagnostic, TTLibError, KeyError):
            continue
        rises[face.family] = (lines.ascent + lines.descent) / 2 / head.unitsPerEm
    return rises


def _fonts(design: Design) -> Iterator[str]:
    for face in design.theme.fonts:
        yield (
            f'@font-face {{ font-family: "{face.family}"; src: url("fonts/{face.file}"); '
            f"font-weight: {face.weight}; font-style: {face.style}; }}"
        )


def _variables(design: Design) -> str:
    page = design.format
    lengths = {
        "line": page.baseline,
        "measure": page.measure,
        "gutter": page.gutter,
        "text-column": page.text_column,
        "prose": page.measure if page.text_columns == 1 else page.span(min(8, page.columns)),
        "bleed": page.bleed,
        "page-width": page.width,
        "page-height": page.height,
        "type-height": page.baseline * page.lines,
        "margin-top": page.margins.top,
        "margin-bottom": page.bottom,
        "margin-inner": page.margins.inner,
        "margin-outer": page.margins.outer,
    }
    lengths |= {f"column-{n}": page.span(n) for n in range(1, page.columns + 1)}
    rows = [f"--{name}: {value.css};" for name, value in lengths.items()]
    rows.append(f"--columns: {page.columns}; --lines: {page.lines};")
    rows.append(f"--text-columns: {page.text_columns};")
    # More white below headlines where lines stand farther apart than a theme counts with.
    air = Length(0) if design.language.script == "Latn" else page.baseline * 0.5
    rows.append(f"--script-air: {air.css};")
    rows.append(f"--hyphenation: {' '.join(map(str, design.language.hyphenation))};")
    rows += [f"--{role}: {colour.srgb};" for role, colour in design.theme.colours.items()]
    rows += [f"--type-{_css_name(role)}: {style.css};" for role, style in design.theme.type.items()]
    return ":root { " + " ".join(rows) + " }"


def _pages(design: Design) -> Iterator[str]:
    page = design.format
    inner, outer = page.margins.inner, page.margins.outer
    yield (
        f"@page {{ size: {page.width.css} {page.height.css}; "
        f"bleed: {page.bleed.css}; marks: none; }}"
    )
    for side in ("left", "right"):
        # Of two pages that lie open, the binding is between them, whichever is read first.
        left, right = (inner, outer) if side == "right" else (outer, inner)
        yield f"@page :{side} {{ margin: {_margins(page.margins.top, right, page.bottom, left)}; }}"


def _margins(top: Length, right: Length, bottom: Length, left: Length) -> str:
    return f"{top.css} {right.css} {bottom.css} {left.css}"
