"""What a success story needs."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from report.content.blocks.success_story import SuccessStory

HEAD = {"who": "Somebody", "title": "A story"}


@pytest.mark.parametrize("key", ["challenge", "done", "result", "body"])
def test_any_of_its_words_make_a_story(key: str) -> None:
    story = SuccessStory.model_validate({**HEAD, key: "Words."})

    assert story.parts.count("Words.") == (key != "body")
    assert story.first_words() == "A story"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "has words"),
        ({"body": " "}, "has words"),
        ({"body": "Words.", "by": "Somebody"}, "“quote” is missing"),
        ({"body": "Words.", "figure": {"value": "3"}}, "“label” is missing"),
    ],
)
def test_what_lacks_something_is_refused(more: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        SuccessStory.model_validate({**HEAD, **more})
