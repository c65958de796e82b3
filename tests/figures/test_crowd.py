"""Which of many points can be seen: what is left out shows nowhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from figures._crowd import seen

PLACES = st.lists(
    st.tuples(st.floats(0, 12, allow_nan=False), st.floats(0, 12, allow_nan=False)),
    min_size=1,
    max_size=60,
)


def plate(points: list[tuple[float, float]], radius: float) -> bytes:
    """Return what a plate of 600 dpi shows of discs."""
    image = Image.new("1", (160, 160))
    pen = ImageDraw.Draw(image)
    for x, y in points:
        pen.circle(
            (round(x * 600 / 72) + 30, round(y * 600 / 72) + 30), round(radius * 600 / 72), fill=1
        )
    return image.tobytes()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PLACES, st.sampled_from([0.6, 1.2, 1.8]))
def test_what_is_left_out_is_not_missed(points: list[tuple[float, float]], radius: float) -> None:
    crowd = seen(points, radius)
    assert len(crowd.points) + crowd.hidden == len(points)
    assert plate(list(crowd.points), radius) == plate(points, radius)


def test_points_stay_within_half_a_dot_of_their_places() -> None:
    points = [(1.0, 2.0), (30.07, 4.51), (30.08, 4.52), (9.99, 18.0)]
    crowd = seen(points, 1.2)
    assert crowd.hidden == 1
    kept = [points[0], points[1], points[3]]
    for (x, y), (u, v) in zip(kept, crowd.points, strict=True):
        assert abs(x - u) <= 0.065 and abs(y - v) <= 0.065
