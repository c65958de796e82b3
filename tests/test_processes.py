"""Looking for circles of dead objects when nobody waits."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from report.processes import collect_when_idle


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_circles_are_found_when_it_is_called_and_not_before() -> None:
    collect_when_idle()
    found = weakref.ref(Ring())
    kept = [[number] for number in range(100_000)]
    assert len(kept) and found() is not None
    collect_when_idle()
    assert found() is None
