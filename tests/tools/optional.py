"""What only some machines have, for tests that are nothing without it.

Without it they are skipped; where all tests have to run (`COLOPHON_TESTS=all`, as in .ci/run),
they fail.
"""

from __future__ import annotations

import importlib
import os
import shutil
from typing import Any, NoReturn

import pytest


def library(name: str) -> Any:
    """Return a module of a library that may be missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        _lacking(f"{error} (scripts/setup --dev)")


def program(*names: str) -> str:
    """Return where the first program is that is there, of some that may be missing."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or _lacking(f"there is no {' or '.join(names)} (scripts/setup --judges)")


def _lacking(what: str) -> NoReturn:
    reason = f"NOT TESTED: {what}"
    if os.environ.get("COLOPHON_TESTS") == "all":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
