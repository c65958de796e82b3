"""The oracle of the campaigns: what it would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import oracle


@pytest.mark.parametrize("path", ["/etc/passwd", "/etc/hostname"])
def test_a_file_of_the_system_that_was_read_is_noticed(path: str, tmp_path: Path) -> None:
    attempt = oracle.Attempt((), 0, "", "", 0.0, 0.0, frozenset([path]), frozenset(), ())

    with pytest.raises(AssertionError, match=path):
        oracle.look(attempt, tmp_path)
