"""Style sheets turned over."""

import pytest

from report.mirrored import mirrored
from report.resources import Project
from report.settings import read_language
from report.styles import style_sheets
from report.themes import TypeStyle

from .conftest import ROOT
from .test_slots import design_of

BUNDLED = Project.at(ROOT)
SHEETS = sorted((ROOT / "templates").rglob("*.css"))


@pytest.mark.parametrize(
    ("written", "turned"),
    [
        ("a { left: 0 }", "a { right: 0 }"),
        ("a { margin-left: 1pt; float: left }", "a { margin-right: 1pt; float: right }"),
        ("a { border-top-left-radius: 1pt }", "a { border-top-right-radius: 1pt }"),
        ("a { padding: 1pt 2pt 3pt 4pt; }", "a { padding: 1pt 4pt 3pt 2pt; }"),
        ("a { padding: 1pt 2pt 3pt; }", "a { padding: 1pt 2pt 3pt; }"),
        (
            "a { margin: 0 calc(1pt + 2pt) 0 var(--x) }",
            "a { margin: 0 var(--x) 0 calc(1pt + 2pt) }",
        ),
        ("a { border-radius: 1pt 2pt 3pt 4pt }", "a { border-radius: 2pt 1pt 4pt 3pt }"),
        (
            "a { left: calc(1pt - var(--start-left)) }",
            "a { right: calc(1pt - var(--start-right)) }",
        ),
        (".binding-left { --start-left: 0 }", ".binding-right { --start-right: 0 }"),
        (
            "@page :left { @bottom-left { text-align: left } }",
            "@page :right { @bottom-right { text-align: right } }",
        ),
        ('[dir="rtl"] a { left: 0 }', '[dir="rtl"] a { left: 0 }'),
        (
            'a[href="left"]::before { content: "left" }',
            'a[href="left"]::before { content: "left" }',
        ),
        ("/* left */\na { color: red }\n", "/* left */\na { color: red }\n"),
        (".leftover { break-before: left }", ".leftover { break-before: right }"),
        ("@media print { a { left: 0 } }", "@media print { a { right: 0 } }"),
    ],
)
def test_everything_called_left_or_right_changes_places(written: str, turned: str) -> None:
    assert mirrored(written) == turned


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_sheets_turned_over_twice_are_as_written_and_keep_their_lines(path) -> None:  # type: ignore[no-untyped-def]
    css = path.read_text()

    once = mirrored(css)

    assert once.count("\n") == css.count("\n")
    assert mirrored(once) == css


def sheets(tag: str, theme: str = "nordic") -> dict[str, str]:
    return style_sheets(BUNDLED, design_of("a4", theme, tag))


def test_only_what_is_read_from_the_right_is_turned_over() -> None:
    hebrew, japanese, swedish = sheets("he"), sheets("ja"), sheets("sv")
    name = next(each for each in swedish if each.endswith("pages/cover.css"))

    assert japanese[name] == swedish[name] != hebrew[name] == mirrored(swedish[name])
    assert hebrew["(generated)"].count("@page :left") == 1


@pytest.mark.parametrize("theme", ["nordic", "letterpress"])
@pytest.mark.parametrize("tag", ["ar", "he", "ja", "zh-Hans"])
def test_no_type_slopes_or_is_of_a_weight_that_the_fonts_lack(theme: str, tag: str) -> None:
    design = design_of("a4", theme, tag)
    script = read_language(BUNDLED, tag).script
    given = {(f.family, f.weight) for f in design.theme.fonts if f.style == "normal"}
    other = {face.family for face in design.theme.scripts[script].fonts}

    for role, style in design.theme.type.items():
        assert not style.italic, role
        assert style.others and "italic" not in style.css, role
        families = (style.family, *style.others)
        assert any(family in other for family in families), role
        weights = {weight for family, weight in given if family == style.family}
        assert style.weight in weights, role
    every = next(text for name, text in sheets(tag, theme).items() if name.endswith("every.css"))
    for word in ("letter-spacing", "font-style", "font-variant-caps", "text-transform"):
        assert f"{word}: " in every


def test_latin_type_is_as_the_theme_says() -> None:
    design = design_of("a4", "nordic", "sv")

    assert design.theme.type["body"] == TypeStyle("Source Serif 4", 9.7, 14)
    assert not [name for name in sheets("sv") if "scripts/" in name]
    assert not [face for face in design.theme.fonts if "Noto" in face.family]
