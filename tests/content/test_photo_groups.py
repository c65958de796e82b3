"""How many photographs pairs and grids take, and what their ids are made from."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from report.content.blocks.photo_grid import PhotoGrid
from report.content.blocks.photo_pair import PhotoPair
from report.content.node import slug


@pytest.mark.parametrize(
    ("model", "numbers"), [(PhotoPair, {2}), (PhotoGrid, {2, 3, 4, 5, 6})], ids=["pair", "grid"]
)
def test_as_many_photographs_as_there_are_places(model: type[BaseModel], numbers: set[int]) -> None:
    fits = set()
    for number in range(9):
        try:
            model.model_validate({"photos": [{"file": "a.jpg"}] * number})
        except ValidationError:
            continue
        fits.add(number)

    assert fits == numbers


@pytest.mark.parametrize("model", [PhotoPair, PhotoGrid])
def test_an_id_is_made_from_the_first_picture(model: type[PhotoPair] | type[PhotoGrid]) -> None:
    second = {"file": "b.jpg", "caption": "The second"}
    by_caption = model.model_validate({"photos": [{"file": "a.jpg", "caption": "Clinic"}, second]})
    by_file = model.model_validate({"photos": [{"file": "timber-staircase.jpg"}, second]})

    assert slug(by_caption.first_words()) == "clinic"
    assert slug(by_file.first_words()) == "timber-staircase"
