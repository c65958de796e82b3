"""Pictures of a build: whatever keeps one from being made is told, whoever was told first."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from PIL import Image

from report.charts import Drawing, DrawnChart
from report.compose import compose
from report.composed import Composed, LayoutFacts
from report.desk import Desk, open_desk
from report.diagnostics import Diagnostic
from report.jobs import Job

from .conftest import DAY, HEAD, NewProject

EDITION = f"""{HEAD}\
sections:
  - section:
      id: first
      title: First
      blocks:
        - photo: {{file: whole.jpg, alt: A lake}}
        - photo: {{file: half.jpg, alt: A sea}}
        - chart:
            kind: bar
            title: Sizes
            source: Somebody
            as_of: 2026
            data: {{columns: [Name, Size], rows: [[One, 1], [Two, 2]]}}
"""
LEDGER = """\
photos:
  whole.jpg: {credit: "Photo: Somebody", licence: LicenseRef-own}
  half.jpg: {credit: "Photo: Somebody", licence: LicenseRef-own}
"""


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").resize((800, 600)).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def begun(new_project: NewProject) -> tuple[Desk, Composed]:
    """An edition with half a photograph, whose pictures are under way."""
    files = {"photos/whole.jpg": jpeg(), "photos/half.jpg": jpeg()[:-3000]}
    project = new_project(EDITION, {**files, "photos/credits.yaml": LEDGER})
    desk = open_desk(project, Job("small", DAY))
    composed = compose(desk.manuscript, desk.means, LayoutFacts())
    desk.pictures.begin(composed)
    return desk, composed


def codes(diagnostic: Diagnostic) -> list[str]:
    return [each.code.id for each in diagnostic.findings]


def test_a_photo_that_cannot_be_made_is_told_though_the_engine_keeps_it_to_itself(
    begun: tuple[Desk, Composed],
) -> None:
    desk, composed = begun
    half = next(each.key for each in composed.photos if each.use.file == "half.jpg")

    with suppress(Diagnostic):
        desk.pictures.serve(f"pictures/{half}.jpg")

    for _ in range(2):
        with pytest.raises(Diagnostic) as caught:
            desk.pictures.finish()
        assert codes(caught.value) == ["P303"]


def test_a_chart_whose_drawing_was_broken_off_is_drawn_when_it_is_asked_for_again(
    begun: tuple[Desk, Composed], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, composed = begun
    (chart,) = composed.charts
    drawn, asked = Drawing.chart, []

    def interrupted(drawing: Drawing, id: str) -> DrawnChart:
        asked.append(id)
        if len(asked) == 1:
            raise KeyboardInterrupt
        return drawn(drawing, id)

    monkeypatch.setattr(Drawing, "chart", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.pictures.serve(f"pictures/{chart.key}.svg")

    assert b"<svg" in desk.pictures.serve(f"pictures/{chart.key}.svg")[0]
