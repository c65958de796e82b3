"""The lock files: hashed, complete, and tied to no package index."""

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def entries(lock: Path) -> dict[str, list[str]]:
    """Return the hashes of each pin ("click==8.5.1", with its condition if any)."""
    blocks = re.split(r"^(?=\S)", lock.read_text("utf-8"), flags=re.MULTILINE)
    found = {}
    for block in filter(None, blocks):
        pin, *hashes = [line.strip(" \\") for line in block.splitlines()]
        found[pin] = hashes
    return found


@pytest.mark.parametrize("lock", [RUNTIME, DEV], ids=lambda path: path.name)
def test_every_line_is_a_pin_with_hashes(lock: Path) -> None:
    pins = entries(lock)
    assert len(pins) > 30
    for pin, hashes in pins.items():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)?", pin), pin
        assert hashes, pin
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", each) for each in hashes), pin


def test_the_lock_for_development_holds_the_other_pin_for_pin() -> None:
    assert entries(RUNTIME).items() <= entries(DEV).items()


def test_every_dependency_is_locked_within_its_bounds() -> None:
    pins = {pin.split(" ;")[0] for pin in entries(RUNTIME)}
    versions = {pin.split("==")[0]: pin.split("==")[1] for pin in pins}
    for line in PROJECT["dependencies"]:
        requirement = Requirement(line)
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), line


def test_what_the_code_imports_is_declared() -> None:
    """A package that only comes along with another one would vanish with it one day."""
    extras = itertools.chain.from_iterable(PROJECT["optional-dependencies"].values())
    lines = itertools.chain(PROJECT["dependencies"], extras)
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    owners = importlib.metadata.packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {module}"
        for folder in ("report", "figures")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module in imported(path)
        if module not in sys.stdlib_module_names and module not in {"report", "figures"}
        if not declared & {canonicalize_name(owner) for owner in owners.get(module, [])}
    }
    assert undeclared == set()


def imported(path: Path) -> set[str]:
    """Return the top-level names of the modules that a file imports from elsewhere."""
    modules = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            modules.add(node.module.split(".")[0])
    return modules
