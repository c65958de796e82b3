"""What a process remembers: only where it is to, no more than there is room for."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

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


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("keeping", "restless")
def test_threads_may_ask_at_once() -> None:
    held: Memory[int] = Memory(50)

    def ask(_: int) -> bool:
        return all(held.get_or_make(n % 60, 10, lambda n=n: n % 60) == n % 60 for n in range(5000))

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(4)))
    assert len(held) == 5


@pytest.mark.usefixtures("keeping")
def test_what_two_threads_make_at_once_takes_the_room_of_one() -> None:
    held: Memory[int] = Memory(100)
    both = Barrier(2)

    def make() -> int:
        return both.wait(60)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: held.get_or_make("a", 60, make), range(2)))
    held.get_or_make("b", 40, lambda: 1)
    assert len(held) == 2, "both have room"


@pytest.mark.usefixtures("keeping")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # that is what it is about
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_fork_may_go_on_asking_while_threads_do(restless: None) -> None:
    held: Memory[int] = Memory(50)
    done = False

    def ask() -> None:
        n = 0
        while not done:
            held.get_or_make(n := (n + 1) % 60, 10, lambda: n)

    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask) for _ in range(2)]
        for _ in range(20):
            child = os.fork()
            if child == 0:
                signal.alarm(30)  # it may not end by itself
                os._exit(held.get_or_make("in the fork", 10, lambda: 7))
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        done = True
        for each in asking:
            each.result()
