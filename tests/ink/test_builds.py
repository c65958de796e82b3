from __future__ import annotations

import pytest

from report.diagnostics import Finding
from report.ink.builds import builds, faults
from report.ink.values import Ink
from report.resources import Project
from report.settings import Theme, read_theme
from tests.conftest import ROOT, NewProject

THEME = ROOT / "templates" / "themes" / "nordic" / "theme.yaml"


def theme_with(new_project: NewProject, *changes: tuple[str, str]) -> Theme:
    text = THEME.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    project = new_project(files={"/templates/themes/nordic/theme.yaml": text})
    return read_theme(project, "nordic")


def found(theme: Theme, limit: int = 300) -> list[Finding]:
    return list(faults(theme, limit))


def test_the_bundled_theme_has_no_faults_on_any_press() -> None:
    theme = read_theme(Project.at(ROOT), "nordic")

    assert found(theme, 260) == []
    assert builds(theme)["#006aa7"] == Ink((1.0, 0.45, 0.0, 0.1))
    assert set(builds(theme)) == {colour.srgb.lower() for colour in theme.colours.values()}


def test_spot_inks_keep_their_alternate(new_project: NewProject) -> None:
    spot = ('srgb: "#006AA7", cmyk: [100, 45, 0, 10]', 'srgb: "#006AA7", cmyk: [100, 45, 0, 10], ')
    theme = theme_with(new_project, (spot[0], f"{spot[1]}spot: PANTONE 3015 C"))

    assert builds(theme)["#006aa7"] == Ink((1.0, 0.45, 0.0, 0.1), "PANTONE 3015 C")
    assert found(theme) == []


def test_a_build_over_the_limit_is_found_at_its_line(new_project: NewProject) -> None:
    theme = theme_with(new_project, ("[100, 75, 30, 55]", "[100, 95, 70, 55]"))
    (one,) = found(theme, 300)

    assert (one.code.id, one.message) == ("X204", "“ink” has 320 % of ink; the printer takes 300 %")
    assert one.help == "take 20 off its cyan, magenta and yellow together"
    line = next(n for n, text in enumerate(THEME.read_text().split("\n"), 1) if "  ink:" in text)
    assert one.mark is not None and one.mark.line == line
    assert found(theme, 320) == []


def test_one_colour_with_two_builds_is_found(new_project: NewProject) -> None:
    theme = theme_with(new_project, ('pale: {srgb: "#D6E1E9"', 'pale: {srgb: "#b9c6d1"'))
    (one,) = found(theme)

    assert (one.code.id, one.message) == (
        "X205",
        "“pale” is #b9c6d1 as “rule” is, with other inks",
    )


def test_one_colour_twice_with_one_build_is_none(new_project: NewProject) -> None:
    same = (
        'pale: {srgb: "#D6E1E9", cmyk: [16, 6, 4, 0]}',
        'pale: {srgb: "#b9c6d1", cmyk: [0, 0, 0, 28]}',
    )

    assert found(theme_with(new_project, same)) == []


@pytest.mark.parametrize("name", ["Black", "all", "None", " cyan "])
def test_names_with_a_meaning_of_their_own_are_no_spot_inks(
    new_project: NewProject, name: str
) -> None:
    theme = theme_with(
        new_project, ("cmyk: [100, 45, 0, 10]", f'cmyk: [100, 45, 0, 10], spot: "{name}"')
    )
    (one,) = found(theme)

    assert (one.code.id, one.message) == ("X206", f"“{name.strip()}” is no name for a spot ink")


def test_one_spot_ink_has_one_alternate(new_project: NewProject) -> None:
    theme = theme_with(
        new_project,
        ("cmyk: [100, 45, 0, 10]", "cmyk: [100, 45, 0, 10], spot: HKS 42 K"),
        ("cmyk: [0, 20, 100, 0]", "cmyk: [0, 20, 100, 0], spot: hks 42 k"),
    )
    (one,) = found(theme)

    assert one.code.id == "X206" and "“mark”" in one.message and "“accent”" in one.message
