from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report.diagnostics import Diagnostic
from report.resources import Project
from report.styles import generated, style_sheets

from .conftest import ROOT, NewProject
from .test_slots import design_of

BUNDLED = Project.at(ROOT)


def margins(css: str, side: str) -> list[str]:
    """Return the four margins of left or right pages."""
    match = re.search(rf"@page :{side} {{ margin: ([^;]+);", css)
    assert match
    return match[1].split()


def test_margins_are_mirrored_on_the_binding() -> None:
    design = design_of("a4")
    css = generated(design)
    inner, outer = design.format.margins.inner.css, design.format.margins.outer.css

    assert margins(css, "right")[1::2] == [outer, inner]
    assert margins(css, "left")[1::2] == [inner, outer]
    assert margins(css, "right")[::2] == [design.format.margins.top.css, design.format.bottom.css]


def test_the_binding_is_between_open_pages_whichever_is_read_first() -> None:
    design = design_of("a4")
    language = design.language.model_copy(update={"direction": "rtl"})

    css = generated(replace(design, language=language))

    # The engine begins with a left-hand page where one reads from the right.
    assert [margins(css, side) for side in ("left", "right")] == [
        margins(generated(design), side) for side in ("left", "right")
    ]


def test_the_page_has_trim_size_and_bleed_and_no_marks() -> None:
    design = design_of("us-letter")
    css = generated(design)

    assert "size: 612pt 792pt" in css
    assert f"bleed: {design.format.bleed.css}; marks: none" in css


@pytest.mark.parametrize("format", ["a4", "us-letter"])
def test_every_variable_and_colour_that_styles_use_is_defined(format: str) -> None:
    sheets = "\n".join(style_sheets(BUNDLED, design_of(format)).values())
    used = set(re.findall(r"var\(--([\w-]+)", sheets))
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    pages += "".join(path.read_text() for path in (ROOT / "report/diagrams").rglob("*.py"))
    defined = set(re.findall(r"(?:^|[{;\s\"{}])--([\w-]+):", sheets + pages))

    assert used - defined == set()


def test_fonts_are_served_by_name_and_never_by_a_path_of_the_machine() -> None:
    sheets = "\n".join(style_sheets(BUNDLED, design_of("a4")).values())

    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheets):
        assert address.startswith(("fonts/", "templates/", "#")), address
    assert str(ROOT) not in sheets


def test_a_projects_own_style_replaces_the_bundled_one_of_its_name(new_project: NewProject) -> None:
    project = new_project(files={"/templates/blocks/text.css": ".block-text { color: red }"})
    design = design_of("a4")

    sheets = list(style_sheets(project, design).values())

    assert ".block-text { color: red }" in sheets
    assert (ROOT / "templates/blocks/text.css").read_text() not in sheets
    assert len(sheets) == len(style_sheets(BUNDLED, design))


def test_a_style_sheet_that_is_not_utf8_is_a_finding_at_its_line(new_project: NewProject) -> None:
    css = "a {}\nb { content: 'é' }".encode("latin-1")
    project = new_project(files={"/templates/blocks/own.css": css})

    with pytest.raises(Diagnostic, match=r"templates/blocks/own\.css:2:\d+: C108"):
        style_sheets(project, design_of("a4"))
