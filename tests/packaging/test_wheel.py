"""The wheel, away from the checkout: what `pipx install` gives."""

import os
import re
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = ("assets", "editions/life-science", "figures", "schema", "templates")

pytestmark = pytest.mark.packaging


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and an empty folder to work in."""

    folder: Path
    bin: Path

    def run(self, *words: str, at: Path | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `colophon` with `words`; nothing of the test's own environment reaches it."""
        return subprocess.run(
            [self.bin / "colophon", *words],
            cwd=at or self.folder,
            env=_environment(),
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    _passes(subprocess.run(command, cwd=ROOT, capture_output=True, text=True))
    (built,) = folder.glob("*.whl")
    return built


def _borrowing(folder: Path, wheel: Path) -> None:
    """Make an environment with the wheel alone, which sees this one's packages behind it."""
    venv.create(folder, with_pip=False)
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python"]
    install = [*pip, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True, env=_environment())
    (site,) = (folder / "lib").glob("python3*/site-packages")
    behind = [each for each in sys.path if each.endswith("-packages")]
    (site / "behind.pth").write_text("".join(f"{each}\n" for each in behind))


def _by_itself(folder: Path, wheel: Path) -> None:
    """Make an environment in which pip installs the wheel and what its metadata asks for."""
    venv.create(folder, with_pip=True)
    # The versions that were tested, so that a release of another package is not found out here.
    pins = re.findall(r"^\S+==\S+(?: ;[^\\]+)?", (ROOT / "requirements.lock").read_text(), re.M)
    constraints = folder / "constraints.txt"
    constraints.write_text("\n".join(pins))
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    subprocess.run([*pip, "--constraint", constraints, wheel], check=True, env=_environment())


@pytest.fixture(
    scope="module",
    params=[
        _borrowing,
        # Half a minute, and the only test that asks a package index for anything.
        pytest.param(_by_itself, marks=pytest.mark.slow),
    ],
    ids=lambda make: make.__name__.strip("_"),
)
def colophon(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    make: Callable[[Path, Path], None] = request.param
    folder = tmp_path_factory.mktemp("environment")
    make(folder, wheel)
    return Installed(tmp_path_factory.mktemp("anywhere"), folder / "bin")


def test_the_wheel_holds_what_the_engine_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    wanted = {
        f"report/bundled/{path.relative_to(ROOT).as_posix()}"
        for folder in BUNDLED
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert len(wanted) > 50
    assert wanted - packed == set()
    assert not [name for name in packed if "__pycache__" in name or "/build/" in name]
    assert not [name for name in packed if name.startswith(("tests", "docs", "scripts"))]


def test_the_wheel_names_its_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith("dist-info/METADATA")]
        text = archive.read(metadata).decode()
    assert "License-Expression: MIT AND OFL-1.1" in text
    assert "License-File: assets/LICENSES/source-serif-4_OFL.md" in text


def test_it_runs_from_the_wheel_and_not_from_the_checkout(colophon: Installed) -> None:
    code = "import report, report.resources as r; print(report.__file__, r.bundled_root())"
    shown = _passes(
        subprocess.run(
            [colophon.bin / "python", "-c", code],
            cwd=colophon.folder,
            env=_environment(),
            capture_output=True,
            text=True,
        )
    )
    for path in shown.split():
        assert Path(path).is_relative_to(colophon.bin.parent.resolve()), path
    assert shown.rstrip().endswith("report/bundled")


def test_colophon_alone_lists_the_commands(colophon: Installed) -> None:
    result = colophon.run()
    assert result.returncode == 0, result.stderr
    assert "colophon build" in result.stdout
    assert "python" not in result.stdout
    assert "colophon docs" not in result.stdout  # Only a checkout has docs/.


def test_doctor_finds_nothing_amiss(colophon: Installed) -> None:
    result = colophon.run("doctor")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "make" not in result.stdout  # There is no Makefile out here.


def test_a_new_project_is_made_listed_and_built(colophon: Installed) -> None:
    _passes(colophon.run("new", "my-brochure"))
    project = colophon.folder / "my-brochure"
    assert (project / "editions" / "my-brochure" / "edition.yaml").is_file()
    assert "my-brochure" in _passes(colophon.run("list", at=project))
    _passes(colophon.run("build", at=project))
    pdf = project / "build" / "my-brochure" / "my-brochure-screen.pdf"
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert str(ROOT).encode() not in pdf.read_bytes()


def test_a_second_edition_joins_the_project(colophon: Installed) -> None:
    _passes(colophon.run("new", "two-editions"))
    project = colophon.folder / "two-editions"
    _passes(colophon.run("new", "second", at=project))
    assert sorted(path.name for path in (project / "editions").iterdir()) == [
        "second",
        "two-editions",
    ]
    _passes(colophon.run("check", "second", at=project))


def _passes(result: "subprocess.CompletedProcess[str]") -> str:
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def _environment(names: Sequence[str] = ("PATH", "HOME", "TMPDIR")) -> dict[str, str]:
    """Return what a program needs, and the settings of pip and of certificates."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in names or name.startswith(("PIP_", "SSL_"))
    }
