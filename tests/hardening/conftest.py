"""What the campaign has in common: projects to do harm to, and runs that are judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ..conftest import NewProject
from . import oracle
from .campaign import CHECK, Case, Files

Attack = Callable[..., oracle.Attempt]
Trial = Callable[[Case], oracle.Attempt]


@pytest.fixture
def attack(new_project: NewProject) -> Attack:
    """Return a function that writes a project, runs a command on it twice, and judges both runs.

    `attack(edition, files, "check", "small")` returns the second run. The first is asked for
    JSON where the command can do that: it has to end alike.
    """

    def run(
        edition: str, files: Files | None = None, *arguments: str, given: Sequence[Path] = ()
    ) -> oracle.Attempt:
        made = {
            name: content() if callable(content) else content
            for name, content in (files or {}).items()
        }
        project = new_project(edition, made).root
        arguments = arguments or CHECK
        before = oracle.snapshot(project)
        first = oracle.run(project, *arguments, "--json")
        oracle.look(first, project, given)
        second = oracle.run(project, *arguments)
        oracle.look(second, project, given)
        assert oracle.snapshot(project) == before, "the project was changed"
        assert first.code == second.code
        if first.code != 2:
            found = first.data["findings"]
            errors = {each["code"] for each in found if each["severity"] == "error"}
            assert errors == second.codes
            assert second.code == 0 or errors, second.words
        return second

    return run


@pytest.fixture
def trial(attack: Attack) -> Trial:
    """Return a function that pushes a case through its door, and asserts what comes of it."""

    def run(case: Case) -> oracle.Attempt:
        found = attack(case.edition, case.files, *case.command)
        expected = set(case.codes.split())
        assert found.codes <= expected, found.words
        assert found.codes or not expected or "-" in expected, found.words
        assert all(case.place in each for each in found.places), found.words
        return found

    return run
