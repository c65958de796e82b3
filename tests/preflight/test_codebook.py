"""The codes of all findings, and their pages."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import report
from report.diagnostics import Code, Diagnostic, Severity
from report.preflight import codebook
from report.preflight.registry import all_codes, explain, rules
from report.resources import Project

PACKAGE = Path(report.__file__).parent
PROJECT = Project.at(PACKAGE.parent)
FAMILIES = "ACDEFLPRSTVX"


def test_codes_of_rules_engine_content_and_figures_are_found() -> None:
    found = all_codes(PROJECT)
    assert {"A110", "C104", "D201", "D301", "E101", "F101", "P310", "T101", *rules()} <= set(found)
    assert list(found) == sorted(found)
    assert all(id == code.id and id[0] in FAMILIES for id, code in found.items())


def test_what_is_read_is_what_runs() -> None:
    assert {id: all_codes(PROJECT)[id] for id in rules()} == {
        id: rule.code for id, rule in rules().items()
    }


def test_every_code_is_documented() -> None:
    undocumented = [id for id, code in all_codes(PROJECT).items() if len(code.doc.strip()) < 40]
    assert undocumented == []


def test_names_are_unique() -> None:
    names = [code.name for code in all_codes(PROJECT).values()]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_codes_are_written_where_they_are_looked_for() -> None:
    """A code made anywhere but at the top of a module would be in no reference."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        top = [getattr(statement, "value", None) for statement in tree.body]
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Code":
                # A code read back from a cache is made from its fields: Code(**fields).
                copied = not call.args or isinstance(call.args[0], ast.Starred)
                assert call in top or copied, f"{path.name}:{call.lineno}"


def test_neither_engine_nor_charts_are_imported() -> None:
    code = (
        "import sys; from pathlib import Path; from report.resources import Project; "
        "from report.preflight.registry import all_codes; "
        f"all_codes(Project.at(Path({str(PACKAGE.parent)!r}))); "
        "print(*sorted(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not set(result.stdout.split()) & {"weasyprint", "matplotlib", "pikepdf", "page"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'A = Code("X101", "a", Severity.NOTE, "")\nB = Code("X101", "b", Severity.NOTE, "")',
            "X101",
        ),
        ('A = Code("X1" + name(), "a", Severity.NOTE)', "cannot be read without running it"),
        ('A = Code("X101", "a", Severity.FATAL)', "cannot be read without running it"),
        ('A = Code("X101", 7, Severity.NOTE)', "7 is no text"),
    ],
)
def test_unclear_codes_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    package = tmp_path / "report"
    package.mkdir()
    (package / "codes.py").write_text(text, "utf-8")
    monkeypatch.setattr(codebook, "_PACKAGE", package)
    with pytest.raises(Diagnostic) as caught:
        all_codes(PROJECT)
    (finding,) = caught.value.findings
    assert finding.code.id == "S403"
    assert message in finding.message
    assert finding.mark is not None and finding.mark.file == "report/codes.py"


def test_bundled_files_are_no_part_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "report" / "bundled" / "figures"
    folder.mkdir(parents=True)
    (folder / "x.py").write_text('A = Code("X101", "a", Severity.NOTE, "")', "utf-8")
    monkeypatch.setattr(codebook, "_PACKAGE", tmp_path / "report")
    assert "X101" not in all_codes(PROJECT)


def test_the_page_of_a_code() -> None:
    code = Code("X101", "a-name", Severity.WARNING, "What.\n\n    Why:\n\n        example\n    ")
    assert explain(code) == "## X101\n\n*a-name*, warning\n\nWhat.\n\nWhy:\n\n    example\n"
