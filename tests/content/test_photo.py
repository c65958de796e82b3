"""Photos without captions have ids of their own."""

from __future__ import annotations

import pytest

from report.content.blocks.photo import Photo
from report.content.node import slug


@pytest.mark.parametrize(
    ("keys", "id"),
    [
        ({"file": "timber-staircase.jpg"}, "timber-staircase"),
        ({"file": "clinic.jpg", "caption": "The old clinic"}, "the-old-clinic"),
    ],
)
def test_an_id_is_made_from_the_caption_or_the_file(keys: dict[str, str], id: str) -> None:
    assert slug(Photo(**keys).first_words()) == id
