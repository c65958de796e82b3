"""The styles of a document: what the data files say, as CSS, then the style sheets themselves."""

from __future__ import annotations

from collections.abc import Iterator

from .resources import Project
from .settings import Design
from .units import Length

FOLDERS = ("templates/pages", "templates/blocks")


def style_sheets(project: Project, design: Design) -> dict[str, str]:
    """Return the CSS texts of a design in cascade order, by the name that findings show."""
    sheets = {"(generated)": generated(design)}
    base = project.listing("templates", ".css")
    theme = project.listing(f"templates/themes/{design.theme_name}", ".css")
    groups = [base, *(project.listing(folder, ".css") for folder in FOLDERS), theme]
    for group in groups:
        sheets |= {project.shown(path): project.read_text(path) for path in group.values()}
    return sheets


def generated(design: Design) -> str:
    """Return fonts, variables and page geometry as CSS."""
    return "\n".join((*_fonts(design), _variables(design), *_pages(design)))


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
    rows += [f"--{role}: {colour.srgb};" for role, colour in design.theme.colours.items()]
    return ":root { " + " ".join(rows) + " }"


def _pages(design: Design) -> Iterator[str]:
    page = design.format
    inner, outer = page.margins.inner, page.margins.outer
    yield (
        f"@page {{ size: {page.width.css} {page.height.css}; "
        f"bleed: {page.bleed.css}; marks: none; }}"
    )
    left_binding = design.language.direction == "rtl"
    for side in ("left", "right"):
        # Recto is the right-hand page where one reads from the left, else the left-hand one.
        binding_on_left = (side == "right") != left_binding
        left, right = (inner, outer) if binding_on_left else (outer, inner)
        yield f"@page :{side} {{ margin: {_margins(page.margins.top, right, page.bottom, left)}; }}"


def _margins(top: Length, right: Length, bottom: Length, left: Length) -> str:
    return f"{top.css} {right.css} {bottom.css} {left.css}"
