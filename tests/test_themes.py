from __future__ import annotations

import re

import pytest

from report.diagnostics import Diagnostic
from report.resources import Project
from report.settings import names_of, read_format, read_theme
from report.styles import generated, shifts, style_sheets
from report.themes import TYPES, Theme, TypeStyle, misfits

from .conftest import ROOT, NewProject
from .test_slots import design_of

BUNDLED = Project.at(ROOT)
THEMES, FORMATS = names_of(BUNDLED, "theme"), names_of(BUNDLED, "format")
NORDIC = (ROOT / "templates/themes/nordic/theme.yaml").read_text()
RISE = {"Source Serif 4": 0.3505, "Source Sans 3": 0.337}


def test_there_are_two_and_they_differ() -> None:
    nordic, letterpress = (read_theme(BUNDLED, name) for name in ("nordic", "letterpress"))

    assert set(THEMES) >= {"nordic", "letterpress"}
    assert {face.family.split()[1] for face in letterpress.fonts} == {"Serif"}
    assert [role for role, colour in letterpress.colours.items() if colour.spot] == ["accent"]
    assert not {c.srgb for c in nordic.colours.values()} & {
        c.srgb for role, c in letterpress.colours.items() if role != "paper"
    }


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("format", FORMATS)
def test_every_theme_goes_with_every_format(theme: str, format: str) -> None:
    design = design_of(format, theme)
    sheets = style_sheets(BUNDLED, design)
    used = set(re.findall(r"var\(--([\w-]+)", "\n".join(sheets.values())))
    pages = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    pages += "".join(path.read_text() for path in (ROOT / "report/diagrams").rglob("*.py"))
    defined = set(re.findall(r"(?:^|[{;\s\"{}])--([\w-]+):", "\n".join(sheets.values()) + pages))

    assert used - defined == set()
    assert not [*misfits(design.theme, design.format, format)]
    assert {name for name in used if name.startswith("type-")} <= {
        f"type-{role.replace('.', '-')}" for role in TYPES
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_trait_that_styles_ask_for_is_that_of_a_format(theme: str) -> None:
    traits = {trait for name in FORMATS for trait in read_format(BUNDLED, name).traits}

    assert set(read_theme(BUNDLED, theme).adjust) <= traits


def _luminance(srgb: str) -> float:
    parts = (int(srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(theme: Theme, one: str, other: str) -> float:
    """Return the contrast of two roles (WCAG 2.2 §1.4.3)."""
    dark, light = sorted(_luminance(theme.srgb(role)) for role in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("words", "grounds"),
    [
        ("text", ["paper", "tint"]),
        ("quiet", ["paper", "tint"]),
        ("ink", ["paper", "tint"]),
        ("accent", ["paper", "tint"]),
        ("pale", ["ink"]),
        ("paper", ["ink"]),
    ],
)
def test_words_stand_out_from_every_ground_they_are_set_on(
    theme: str, words: str, grounds: list[str]
) -> None:
    read = read_theme(BUNDLED, theme)

    assert all(contrast(read, words, ground) >= 4.5 for ground in grounds)


@pytest.mark.parametrize("theme", THEMES)
def test_small_type_is_printed_in_one_ink_and_no_colour_in_too_much(theme: str) -> None:
    read = read_theme(BUNDLED, theme)

    for role in ("text", "quiet", "rule"):
        assert read.colours[role].cmyk[:3] == (0, 0, 0)
    assert all(sum(colour.cmyk) <= 280 for colour in read.colours.values())


def test_type_is_written_as_weight_size_leading_and_family() -> None:
    style = TypeStyle.parse("italic 400 9.5/14 Source Serif 4")

    assert style == TypeStyle("Source Serif 4", 9.5, 14, 400, italic=True)
    assert style.css == 'italic 400 9.5pt/14pt "Source Serif 4"'
    for wrong in ("9.5/14 Source Serif 4", "400 9.5 Source", "400 9,5/14 Source", "", 9):
        with pytest.raises(ValueError, match="no style of type"):
            TypeStyle.parse(wrong)


@pytest.mark.parametrize("format", FORMATS)
def test_each_style_of_type_is_moved_onto_the_grid(format: str) -> None:
    design = design_of(format)
    css = shifts(design, RISE)
    grid = design.format.baseline.pt
    body = design.theme.type["body"]
    for role, style in design.theme.type.items():
        match = re.search(rf"--shift-{role.replace('.', '-')}: (-?[\d.]+)pt", css)
        assert match
        rise = RISE.get(style.family, 0.0)
        baseline = style.leading / 2 + style.size * rise + float(match[1])
        off = (baseline - grid / 2 - body.size * RISE[body.family]) / grid
        assert off == pytest.approx(round(off), abs=1e-3), role
        assert abs(float(match[1])) <= grid / 2


def test_the_shift_of_a_family_is_read_from_its_font() -> None:
    css = style_sheets(BUNDLED, design_of("a4"))["(generated)"]

    # 10.4 pt, where the serif has its baseline, less half a line and 9 pt times 0.337.
    assert re.search(r"--shift-small: 0\.36\d*pt", css)
    assert '--type-small: 400 9pt/14pt "Source Sans 3"' in css


def test_a_theme_is_adjusted_to_what_a_format_is_and_the_later_trait_counts() -> None:
    theme = read_theme(BUNDLED, "nordic")
    small = theme.on(read_format(BUNDLED, "a5"))
    both = read_format(BUNDLED, "a5").model_copy(update={"traits": ("small", "low")})

    assert small.type["headline"].size < theme.type["headline"].size
    assert small.type["small"] == theme.type["small"]
    assert theme.on(both).type["cover"] == theme.adjust["low"].type["cover"]
    assert theme.on(both).type["headline"] == theme.adjust["small"].type["headline"]
    assert theme.on(read_format(BUNDLED, "a4")).type == theme.type


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("  caption: 400", "  captoin: 400", "C105 the style of type “caption” is missing"),
        ("small: 400 9/14 Source Sans 3", "small: 400 9/14 Sans", "C110 there is no font “Sans”"),
        ("      headline: 300 23", "      headlien: 300 23", "C110 there is no style of type"),
        (
            "      contents: {columns: 4, lines: 7}",
            "      contens: {lines: 7}",
            "C110 there is no slot",
        ),
        ("small: 400 9/14 Source Sans 3", "small: 9 Source Sans 3", "C106 “9 Source Sans 3” is no"),
    ],
)
def test_faulty_type_is_found_at_its_line(
    right: str, wrong: str, said: str, new_project: NewProject
) -> None:
    assert right in NORDIC
    text = NORDIC.replace(right, wrong, 1)
    project = new_project(files={"/templates/themes/own/theme.yaml": text})

    with pytest.raises(Diagnostic) as caught:
        read_theme(project, "own")

    (finding,) = caught.value.findings
    assert f"{finding.code.id} {finding.message}".startswith(said)
    assert finding.mark and finding.mark.file == "templates/themes/own/theme.yaml"
    assert finding.mark.line == text[: text.index(wrong.strip())].count("\n") + 1


def test_no_format_is_named_in_code() -> None:
    """What a format is, is data: its traits, columns and panels."""
    for path in (ROOT / "report").rglob("*.py"):
        code = "\n".join(
            line
            for line in path.read_text().splitlines()
            if not line.lstrip().startswith(("#", '"""'))
        )
        assert not re.search(r"""== ["'](a5|square-210|dl-leaflet)["']""", code), path


def test_generated_styles_say_how_many_columns_of_text_there_are() -> None:
    assert "--text-columns: 1;" in generated(design_of("a5"))
    assert "--text-columns: 2;" in generated(design_of("square-210"))
