"""A leaflet with pictures for the press, judged by programs that are not ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from report.build import build
from report.desk import Job
from report.resources import Project
from tests.tools.judges import foreign_colours, most_ink, said_by, words

from ..conftest import DAY, HEAD, locked, shared_folder

EDITION = f"""{HEAD}\
format: dl-leaflet
sections:
  - cover:
      photo: {{file: snow-forest-from-above.jpg}}
      kicker: The first panel
      headline: Health and / Life Sciences
      standfirst: A leaflet folded in three.
  - section:
      title: Folded in
      opener:
        {{style: top, lines: fill, photo: {{file: sea-sunset.jpg, caption: The sea.}}}}
      blocks: [{{text: The second panel is narrower and bleeds at the left.}}]
  - section:
      title: Inside left
      opener:
        {{style: top, lines: fill, photo: {{file: blue-flowers.jpg, caption: Flowers.}}}}
      blocks: [{{text: The third panel.}}]
  - section:
      title: Inside middle
      blocks:
        - text: The fourth panel.
        - panel: {{title: On a dark ground, tone: ink, body: Words in white.}}
  - section:
      title: Inside right
      blocks:
        - text: The fifth panel.
        - photo: {{file: timber-staircase.jpg, caption: Stairs.}}
  - back_cover:
      photo: {{file: botany-flowers.jpg}}
      headline: The back
      text: The sixth panel.
"""
SHEET = (297 / 25.4 * 72, 210 / 25.4 * 72)
BLEED, ROOM = 3 / 25.4 * 72, 7 / 25.4 * 72
Leaflet = Callable[[str], Path]


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Leaflet:
    """Return a function that builds the leaflet for a target; there is nothing wrong with it."""
    root = shared_folder(tmp_path_factory) / "leaflet"
    path = root / "editions" / "small" / "edition.yaml"

    def made(target: str) -> Path:
        root.mkdir(exist_ok=True)
        with locked(root / "lock"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(EDITION)
            job = Job("small", DAY, target, output=root / f"{target}.pdf")
            if not (root / f"{target}.pdf").exists():
                outcome = build(Project.at(root), job)
                assert outcome.written
                # Panels may be as short as these.
                assert {each.code.id for each in outcome.findings} <= {"T204"}
        return root / f"{target}.pdf"

    return made


@pytest.mark.parametrize("target", ["press", "proof"])
def test_its_syntax_is_sound_and_readers_draw_it(
    target: str, leaflet: Leaflet, tmp_path: Path
) -> None:
    path = leaflet(target)

    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", path)
    said_by("pdftoppm", "-r", "20", path, tmp_path / "page")
    said_by("mutool", "draw", "-q", "-r", "20", "-o", tmp_path / "page%d.pnm", path)


def test_its_boxes_are_those_of_the_sheet(leaflet: Leaflet) -> None:
    info = said_by("pdfinfo", "-box", "-l", "9", leaflet("press"))
    found = re.findall(r"Page +\d+ (\w+)Box: +(.*)", info)
    boxes = {
        name: {tuple(map(float, sides.split())) for n, sides in found if n == name}
        for name, _ in found
    }

    (media,), (bleed,), (trim,) = boxes["Media"], boxes["Bleed"], boxes["Trim"]
    width, height = SHEET
    out, inner = ROOM + BLEED, ROOM
    assert media == pytest.approx((0, 0, width + 2 * out, height + 2 * out), abs=0.02)
    assert bleed == pytest.approx((inner, inner, media[2] - inner, media[3] - inner), abs=0.02)
    assert trim == pytest.approx((out, out, media[2] - out, media[3] - out), abs=0.02)


def test_it_is_in_inks_within_the_limit(leaflet: Leaflet, tmp_path: Path) -> None:
    assert foreign_colours(leaflet("press")) == set()
    assert 200 < most_ink(leaflet("press"), tmp_path / "plate%d.tif") <= 301


def test_its_fonts_are_inside_and_its_text_is_that_of_the_screen(leaflet: Leaflet) -> None:
    for row in said_by("pdffonts", leaflet("press")).splitlines()[2:]:
        embedded, _, unicode = row.split()[-5:-2]
        assert (embedded, unicode) == ("yes", "yes"), row
    assert sorted(words(leaflet("press"))) == sorted(words(leaflet("screen")))


def test_its_panels_stand_as_they_are_folded(leaflet: Leaflet) -> None:
    """Read by poppler: the words in each third of each side."""
    width, height = (round(side + 2 * (ROOM + BLEED)) for side in SHEET)
    third = width // 3
    said = [
        [
            said_by(
                *("pdftotext", "-r", "72", "-f", page, "-l", page),
                *("-x", str(at * third), "-y", "0", "-W", str(third), "-H", str(height)),
                *(leaflet("press"), "-"),
            )
            for at in range(3)
        ]
        for page in ("1", "2")
    ]

    wanted = [
        ["second panel", "sixth panel", "folded in three"],
        ["third panel", "fourth panel", "fifth panel"],
    ]
    for side, panels in zip(said, wanted, strict=True):
        for text, expected in zip(side, panels, strict=True):
            assert expected in " ".join(text.split())
