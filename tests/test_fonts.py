"""The theme's fonts: intact, and which characters they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import report
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic, Mark
from report.fonts import Face, Fonts, characters_of, read_fonts
from report.resources import Project
from report.settings import Theme, read_theme

ROOT = Path(report.__file__).parent.parent
REGULAR = ROOT / "assets/fonts/source-sans-3/SourceSans3-Regular.ttf"
FONT = REGULAR.read_bytes()
THEME = """\
label: Test
colours: {{}}
slots: {{}}
type: {{}}
charts: {{family: Sans}}
fonts:
  - {{family: Sans, file: {file}}}
"""


def theme(file: str) -> Theme:
    """Return a theme with one font."""
    text = THEME.format(file=file).encode()
    return read_model(Theme, read_yaml(text, "templates/themes/test/theme.yaml"))


def project(folder: Path, name: str, data: bytes) -> Project:
    """Return a project with one font file."""
    path = folder / "assets" / "fonts" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return Project(folder, folder)


def test_the_fonts_of_the_bundled_theme_are_intact() -> None:
    bundled = Project.at(ROOT)
    fonts = read_fonts(bundled, read_theme(bundled, "nordic"))
    assert {"source serif 4", "source sans 3", "source serif 4 display"} <= set(fonts.faces)
    assert fonts.missing(("Source Serif 4",), "Åse’s “café” – 450 %") == ""
    assert fonts.missing(("Source Serif 4",), "東 and 京 and 東") == "東京"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "Not a TrueType or OpenType font"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Not a TrueType"),
        (FONT[:5000], ""),
        (FONT[: len(FONT) // 2], ""),
        (FONT[:-1000], ""),
        (FONT[:200_000] + bytes([FONT[200_000] ^ 1]) + FONT[200_001:], "checksum"),
    ],
)
def test_a_damaged_font(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Diagnostic) as caught:
        read_fonts(project(tmp_path, "a.ttf", data), theme("a.ttf"))
    (finding,) = caught.value.findings
    assert finding.code.id == "F201"
    assert finding.mark == Mark("templates/themes/test/theme.yaml", 7, 26)
    assert reason.casefold() in finding.message.casefold()


def test_a_missing_font_is_found_with_the_damaged_ones(tmp_path: Path) -> None:
    place = project(tmp_path, "a.ttf", b"no font")
    both = theme("a.ttf, weight: 400}\n  - {family: Sans, file: b.ttf")
    with pytest.raises(Diagnostic) as caught:
        read_fonts(place, both)
    assert [finding.code.id for finding in caught.value.findings] == ["F201", "F101"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(FONT) - 1), st.integers(1, 255))
def test_any_wrong_byte_is_found_or_harmless(place: int, change: int) -> None:
    damaged = FONT[:place] + bytes([FONT[place] ^ change]) + FONT[place + 1 :]
    try:
        found = characters_of.__wrapped__(damaged)
    except ValueError:
        return
    assert found == characters_of(FONT)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(FONT) - 8))
def test_any_cut_off_font_is_found(end: int) -> None:
    with pytest.raises(ValueError):
        characters_of.__wrapped__(FONT[:end])


def test_woff2_is_read(tmp_path: Path) -> None:
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(REGULAR)
    few = Subsetter()
    few.populate(text="abc")
    few.subset(font)
    font.flavor = "woff2"
    font.save(tmp_path / "x.woff2")
    place = project(tmp_path / "p", "a.woff2", (tmp_path / "x.woff2").read_bytes())
    fonts = read_fonts(place, theme("a.woff2"))
    assert fonts.missing(("Sans",), "abc東") == "東"


# Which characters count as missing

SMALL = Fonts(
    {
        "serif": (
            Face("Serif", 400, False, frozenset(map(ord, "abcé‐"))),
            Face("Serif", 700, False, frozenset(map(ord, "abc"))),
            Face("Serif", 400, True, frozenset(map(ord, "ab"))),
        ),
        "greek": (Face("Greek", 400, False, frozenset(map(ord, "αβ"))),),
    }
)


@pytest.mark.parametrize(
    ("families", "text", "missing"),
    [
        (("Serif",), "abc", ""),
        (("Serif",), "abα", "α"),
        (("SERIF", "Greek"), "abα", ""),
        (("Unknown",), "ab", "ab"),
        (("Serif",), "a\u00a0b\u202f\u2009c\u00ad\u200d\ufe0f\n", ""),
        (("Serif",), "a\u2011b", ""),
        (("Greek",), "α\u2011β", "\u2011"),
        (("Serif",), "e\u0301", ""),
        (("Serif",), "xyx", "xy"),
    ],
)
def test_missing_characters(families: tuple[str, ...], text: str, missing: str) -> None:
    assert SMALL.missing(families, text) == missing


def test_the_face_of_the_weight_and_slope_counts() -> None:
    assert SMALL.missing(("Serif",), "é", 700) == "é"
    assert SMALL.missing(("Serif",), "é", 500) == ""
    assert SMALL.missing(("Serif",), "c", 700, italic=True) == "c"
