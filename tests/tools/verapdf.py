"""Ask veraPDF, the reference validator, about files; many at once, for it starts slowly."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / ".tools" / "verapdf"
JARS = (TOOLS / "jaxb-runtime.jar", TOOLS / "verapdf.jar")


@dataclass(frozen=True)
class Broken:
    """A rule that a file breaks: "ua1" or "3a", its clause and test number, and what it says."""

    flavour: str
    rule: str
    count: int
    message: str


def require() -> None:
    """Skip the test where veraPDF is missing, and say so; under CI=true, fail."""
    missing = [str(jar.name) for jar in JARS if not jar.is_file()]
    missing += ["javac (a JDK)"] * (shutil.which("javac") is None)
    if missing:
        reason = f"veraPDF is missing ({', '.join(missing)}): run tests/tools/install-verapdf"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def judge(
    files: Mapping[str, bytes], flavours: tuple[str, ...] = ("ua1", "3a")
) -> dict[str, tuple[Broken, ...]]:
    """Return for each file the rules it breaks; none when veraPDF calls it conforming."""
    require()
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(files))]
        for path, data in zip(paths, files.values(), strict=True):
            path.write_bytes(data)
        classes = os.pathsep.join(map(str, JARS))
        command = ["java", "-cp", classes, str(HERE / "VeraCheck.java"), ",".join(flavours)]
        done = subprocess.run(
            [*command, *map(str, paths)], capture_output=True, text=True, check=False, timeout=600
        )
        assert done.returncode == 0, done.stderr
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        return {
            name: _broken(str(path), flavours, lines)
            for name, path in zip(files, paths, strict=True)
        }


def _broken(path: str, flavours: tuple[str, ...], lines: list[list[str]]) -> tuple[Broken, ...]:
    verdicts = {
        fields[1]: fields[0] for fields in lines if fields[2:3] == [path] and len(fields) == 4
    }
    assert set(verdicts) == set(flavours), f"veraPDF gave no verdict: {lines}"
    rules = [fields for fields in lines if fields[0] == "RULE" and fields[2] == path]
    assert bool(rules) == ("FAIL" in verdicts.values()), lines
    return tuple(Broken(fields[1], fields[3], int(fields[4]), fields[5]) for fields in rules)
