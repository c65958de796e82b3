"""The chart kinds of a project: found in order, checked when loaded, fresh after every change."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from report.charts import broken_kinds, codes, kind_named, kinds, read_spec
from report.diagnostics import Diagnostic, Mark
from report.resources import Project, bundled_root
from report.schema import schemas

GOOD = '''"""Doc."""
from pydantic import BaseModel, ConfigDict
NAME = "{name}"
class Spec(BaseModel):
    model_config = ConfigDict(frozen=True)
def draw(figure, table, spec, style): ...
def describe(table, spec, style): return "{said}"
'''


def own(folder: Path, **files: str) -> Project:
    (folder / "figures").mkdir(exist_ok=True)
    for stem, text in files.items():
        (folder / "figures" / f"{stem}.py").write_text(text)
    return Project(folder, bundled_root().resolve())


def faults(project: Project) -> list[tuple[str, str, str]]:
    found = [f for each in broken_kinds(project).values() for f in each]
    assert all(each.help for each in found)
    return [(str(f.mark), f.code.id, f.message) for f in found]


def test_the_bundled_kinds_are_documented(project: Project) -> None:
    found = kinds(project)
    files = (bundled_root() / "figures").glob("[!_]*.py")
    assert list(found) == sorted(path.stem for path in files)
    assert {"bar", "line", "timeline", "waffle"} <= set(found)
    for kind in found.values():
        assert "- chart:" in kind.doc
        assert f"kind: {kind.name}" in kind.doc
        for name, field in kind.spec.model_fields.items():
            assert field.description, f"{kind.name}.{name}"


def test_a_kind_of_the_project_comes_before_the_bundled_one(tmp_path: Path) -> None:
    project = own(tmp_path, bar=GOOD.format(name="bar", said="mine"))
    assert kinds(project)["bar"].describe(None, None, None) == "mine"
    assert kinds(project)["line"].shown == "(bundled) figures/line.py"


def test_a_changed_file_is_read_again_in_the_same_process(tmp_path: Path) -> None:
    before = kinds(own(tmp_path, bar=GOOD.format(name="bar", said="one")))["bar"]
    after = kinds(own(tmp_path, bar=GOOD.format(name="bar", said="two")))["bar"]
    assert (before.describe(0, 0, 0), after.describe(0, 0, 0)) == ("one", "two")
    assert before.code != after.code
    assert not list(tmp_path.rglob("*.pyc"))


def test_a_kind_may_use_the_bundled_pen(tmp_path: Path) -> None:
    text = GOOD.format(name="slope", said="x").replace(
        '"""Doc."""', '"""Doc."""\nfrom ._pen import Pen'
    )
    assert "slope" in kinds(own(tmp_path, slope=text))


def test_a_failed_import_names_file_and_line(tmp_path: Path) -> None:
    project = own(tmp_path, slope='"""Doc."""\nimport nowhere_to_be_found\n')
    ((place, code, message),) = faults(project)
    assert (place, code) == ("figures/slope.py:2:1", "D202")
    assert "nowhere_to_be_found" in message


def test_a_file_that_would_end_the_program_is_a_finding(tmp_path: Path) -> None:
    project = own(tmp_path, slope='"""Doc."""\nimport sys\nsys.exit(4)\n')
    ((place, code, message),) = faults(project)
    assert (place, code, message) == ("figures/slope.py:3:1", "D202", "SystemExit: 4")
    assert "D202" in [each.id for each in codes(project)]


def test_a_model_of_options_that_fails_is_a_finding_at_its_line(tmp_path: Path) -> None:
    text = GOOD.format(name="slope", said="x")
    broken = "class Spec(BaseModel):\n    @model_validator(mode='before')\n"
    broken += "    def check(cls, given):\n        raise SystemExit(2)\n\n"
    text = text.replace("class Spec(BaseModel):\n", broken)
    text = text.replace('"""Doc."""', '"""Doc."""\nfrom pydantic import model_validator')
    kind = kind_named(own(tmp_path, slope=text), "slope")

    with pytest.raises(Diagnostic) as caught:
        read_spec(kind, {}, lambda path: None)

    (finding,) = caught.value.findings
    assert finding.code.id == "D202" and finding.message == "SystemExit: 2"
    assert finding.mark and finding.mark.file == "figures/slope.py"


def test_a_syntax_error_names_its_place(tmp_path: Path) -> None:
    ((place, code, _),) = faults(own(tmp_path, slope='"""Doc."""\nx = (\n'))
    assert (place, code) == ("figures/slope.py:2:5", "D202")


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ('"""Doc."""', "", "a docstring"),
        ('NAME = "slope"', 'NAME = "other"', "NAME"),
        ("frozen=True", "frozen=False", "Spec"),
        ("class Spec", "class Speck", "Spec"),
        ("def draw", "def paint", "draw("),
        ("def describe", "def tell", "describe("),
    ],
)
def test_what_a_kind_lacks_is_named(tmp_path: Path, old: str, new: str, missing: str) -> None:
    text = GOOD.format(name="slope", said="x")
    assert old in text
    ((place, code, message),) = faults(own(tmp_path, slope=text.replace(old, new)))
    assert (place, code) == ("figures/slope.py:1:1", "D202")
    assert missing in message


def test_all_broken_kinds_are_named_at_once_and_keep_no_other_from_being_used(
    tmp_path: Path,
) -> None:
    project = own(tmp_path, a="1/0", b="x =", good=GOOD.format(name="good", said="x"))

    assert [place for place, _, _ in faults(project)] == ["figures/a.py:1:1", "figures/b.py:1:4"]
    assert {kind_named(project, each).name for each in ("good", "bar")} == {"good", "bar"}
    with pytest.raises(Diagnostic, match="D202"):
        kind_named(project, "b")
    options = schemas(project)["edition.schema.json"]
    assert '"good_options"' in options and '"b_options"' not in options


@pytest.mark.parametrize(
    ("name", "near"), [("Wafle", "waffle"), ("pie", "donut"), ("Columns", "bar")]
)
def test_an_unknown_kind_offers_the_nearest(project: Project, name: str, near: str) -> None:
    with pytest.raises(Diagnostic) as caught:
        kind_named(project, name, Mark("e.yaml", 4, 2))
    (finding,) = caught.value.findings
    assert (finding.code.id, str(finding.mark)) == ("D201", "e.yaml:4:2")
    assert finding.help == f"did you mean “{near}”?"


def test_faults_of_options_are_found_at_once_each_at_its_place(project: Project) -> None:
    options = {"sort": "downward", "highligt": "x"}
    with pytest.raises(Diagnostic) as caught:
        read_spec(
            kind_named(project, "bar"), options, lambda path: Mark("e.yaml", 9, len(str(path[0])))
        )
    found = {f.mark.column: f for f in caught.value.findings if f.mark}
    assert {f.code.id for f in found.values()} == {"D203"}
    assert "did you mean “highlight”?" in found[8].help
    assert "'ascending'" in found[4].message


def test_every_code_is_documented_and_its_own(project: Project) -> None:
    found = codes(project)
    assert len({code.id for code in found}) == len({code.name for code in found}) == len(found)
    assert {"D201", "D207", "D301", "D309"} <= {code.id for code in found}
    assert all(code.doc.strip() for code in found)


def test_importing_the_kinds_imports_neither_matplotlib_nor_numpy() -> None:
    script = (
        "import sys; from report.charts import kinds, draw_charts;"
        "from report.resources import *; kinds(Project.at(bundled_root()));"
        "print([m for m in ('matplotlib', 'numpy', 'babel') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    )
    assert result.stdout.strip() == "[]"


def test_figures_import_only_diagnostics_and_units_of_the_engine() -> None:
    for path in sorted((bundled_root() / "figures").glob("*.py")):
        tree = ast.parse(path.read_text())
        typing_only = {
            inner
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and not node.level and node not in typing_only:
                name = node.module or ""
                assert not name.startswith("report") or name in (
                    "report.diagnostics",
                    "report.units",
                    "report.content.node",  # marks the options that are words to be translated
                ), f"{path.name} imports {name}"


def test_a_link_that_leads_out_is_no_kind(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.py").write_text(GOOD.format(name="secret", said="x"))
    project = own(root, slope=GOOD.format(name="slope", said="x"))
    (root / "figures" / "secret.py").symlink_to(tmp_path / "secret.py")

    assert "slope" in kinds(project) and "secret" not in kinds(project)
