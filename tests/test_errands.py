"""Work that forked processes do while this one goes on."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from report.errands import Errands, Late, Lost

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_any_order(processes: int) -> None:
    errands = Errands(lambda number: (number * number, os.getpid()), 7, processes)
    found = [errands.result(number) for number in (6, 0, 3, 3, 1, 2, 5, 4)]
    assert [square for square, _ in found] == [36, 0, 9, 9, 1, 4, 25, 16]
    assert len({process for _, process in found}) == processes
    assert os.getpid() not in {process for _, process in found}


def test_what_fails_is_lost_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    errands = Errands(lambda number: 1 // (2 - number), 4, 1)
    assert (errands.result(0), errands.result(1)) == (0, 1)
    for number in (2, 3, 2):
        with pytest.raises(Lost):
            errands.result(number)
    assert capfd.readouterr() == ("", "")


def test_the_work_of_a_killed_process_is_lost_and_no_other() -> None:
    def work(number: int) -> int:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    errands = Errands(work, 4, 2)
    assert (errands.result(2), errands.result(0)) == (2, 0)
    with pytest.raises(Lost):
        errands.result(3)


def test_what_takes_too_long_is_lost_and_its_process_ended() -> None:
    def work(number: int) -> int:
        time.sleep(60 * number)
        return number

    errands = Errands(work, 2, 1)
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

    errands = Errands(work, 1, 1)
    while not (begun := list(tmp_path.iterdir())):
        time.sleep(0.01)
    del errands
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun[0].name), 0)


def test_a_fork_that_lets_go_of_errands_does_not_end_them() -> None:
    errands = Errands(lambda number: (time.sleep(0.5), number)[1], 1, 1)
    child = os.fork()
    if child == 0:
        del errands
        os._exit(0)
    os.waitpid(child, 0)
    assert errands.result(0) == 0
