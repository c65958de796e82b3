"""Work that forked processes do while this one goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from report import errands as module
from report.errands import Errands, Failed, Late, Lost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")
_PATIENCE = 60


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.01)


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_any_order(processes: int) -> None:
    errands = Errands(lambda number: (number * number, os.getpid()), range(7), processes)
    found = [errands.result(number) for number in (6, 0, 3, 3, 1, 2, 5, 4)]
    assert [square for square, _ in found] == [36, 0, 9, 9, 1, 4, 25, 16]
    assert len({process for _, process in found}) == processes
    assert os.getpid() not in {process for _, process in found}


def test_work_goes_on_however_much_waits_to_be_asked_for(tmp_path: Path) -> None:
    def work(number: int) -> bytes:
        (tmp_path / str(number)).touch()
        return bytes(200_000)

    errands = Errands(work, range(12), 1)
    wait_until(lambda: len(list(tmp_path.iterdir())) == 12)
    assert [len(errands.result(number)) for number in range(12)] == [200_000] * 12


def test_what_fails_is_told_in_words_and_costs_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    errands = Errands(lambda number: 1 // (2 - number), range(4), 1)
    assert [errands.result(number) for number in (0, 1, 3)] == [0, 1, -1]
    for _ in range(2):
        with pytest.raises(Failed, match=r"ZeroDivisionError: .* \(test_errands\.py, line \d+\)"):
            errands.result(2)
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_sent_is_lost_and_nothing_else() -> None:
    errands = Errands(lambda key: {"one": 1, "two": lambda: 2}[key], ("one", "two", "one"), 1)
    assert errands.result("one") == 1
    with pytest.raises(Lost):
        errands.result("two")


def test_the_work_of_a_killed_process_is_lost_and_no_other() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    errands = Errands(work, range(4), 2)
    assert (errands.result(2), errands.result(0)) == (2, 0)
    with pytest.raises(Lost):
        errands.result(3)


def test_where_no_process_can_be_forked_all_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(module, "forked", full)
    with pytest.raises(Lost):
        Errands(abs, (1, 2), 2).result(1)


def test_what_takes_too_long_is_lost_and_its_process_ended() -> None:
    def work(number: int) -> int:
        time.sleep(60 * number)
        return number

    errands = Errands(work, range(2), 1)
    assert errands.result(0, 60) == 0
    with pytest.raises(Late):
        errands.result(1, 1)
    with pytest.raises(Lost):
        errands.result(1, 60)


def test_processes_end_when_nobody_holds_the_errands(tmp_path: Path) -> None:
    def work(number: int) -> int:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)
        return number

    errands = Errands(work, (0,), 1)
    wait_until(lambda: any(tmp_path.iterdir()))
    (begun,) = tmp_path.iterdir()
    del errands
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.name), 0)


def test_a_fork_that_lets_go_of_errands_does_not_end_them(tmp_path: Path) -> None:
    def work(number: int) -> int:
        wait_until((tmp_path / "go").exists)
        return number

    errands = Errands(work, (0,), 1)
    child = os.fork()
    if child == 0:
        del errands
        os._exit(0)
    os.waitpid(child, 0)
    (tmp_path / "go").touch()
    assert errands.result(0, _PATIENCE) == 0
