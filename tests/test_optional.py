"""Tests that are nothing without a library or a program: skipped here, and never where all run."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ROOT
from .tools import optional


@pytest.mark.parametrize(
    "ask", [lambda: optional.library("no_such.thing"), lambda: optional.program("no-such", "thing")]
)
@pytest.mark.parametrize(
    ("tests", "outcome"), [("", pytest.skip.Exception), ("all", pytest.fail.Exception)]
)
def test_what_is_missing_is_said(
    ask: Callable[[], object],
    tests: str,
    outcome: type[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLOPHON_TESTS", tests)

    with pytest.raises(outcome, match="NOT TESTED"):
        ask()


def test_what_is_there_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLOPHON_TESTS", "all")

    assert optional.library("xml.dom").__name__ == "xml.dom"
    name = Path(sys.executable).name
    assert optional.program("no-such-program", name) == shutil.which(name)


@pytest.mark.parametrize(
    ("module", "missing"),
    [("tests.preview.test_browser", "playwright"), ("tests.many.test_cluster", "distributed")],
)
def test_a_file_of_tests_is_not_left_out_unsaid(
    module: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is there: a library that is None in `sys.modules` cannot be imported."""
    for name in [each for each in sys.modules if each == module or each.startswith(missing)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable)
    monkeypatch.setenv("COLOPHON_TESTS", "all")

    with pytest.raises(pytest.fail.Exception, match=missing):
        importlib.import_module(module)


def test_all_tests_run_where_changes_are_judged() -> None:
    assert "export COLOPHON_TESTS=all" in (ROOT / ".ci" / "run").read_text()
