"""What a process remembers: only where it is to, no more than there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from report import memory
from report.memory import Memory


@pytest.fixture
def keeping() -> Iterator[None]:
    memory.keep()
    yield
    memory.keep(False)


def counted(made: list[str], key: str) -> Callable[[], str]:
    def make() -> str:
        made.append(key)
        return key.upper()

    return make


def asked(memory: Memory[str], keys: str, size: int = 1) -> list[str]:
    """Return what had to be made of those that were asked for, one after the other."""
    made: list[str] = []
    for key in keys:
        assert memory.get_or_make(key, size, counted(made, key)) == key.upper()
    return made


def test_a_process_that_builds_once_remembers_nothing() -> None:
    assert asked(Memory(10), "aa") == ["a", "a"]


@pytest.mark.usefixtures("keeping")
def test_what_was_made_is_not_made_again() -> None:
    assert asked(Memory(10), "abab") == ["a", "b"]


@pytest.mark.usefixtures("keeping")
def test_what_was_of_no_use_for_longest_is_forgotten_first() -> None:
    assert asked(Memory(2), "abacab") == ["a", "b", "c", "b"]


@pytest.mark.usefixtures("keeping")
def test_what_is_too_large_is_kept_alone_until_the_next_comes() -> None:
    held: Memory[str] = Memory(2)
    assert asked(held, "aa", size=3) == ["a"]
    assert asked(held, "ba") == ["b", "a"]
    assert len(held) == 2
