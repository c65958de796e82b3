"""Every kind of finding that Colophon can make, read from the sources without importing them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from inspect import cleandoc
from pathlib import Path

from ..diagnostics import Code, Diagnostic, Finding, Mark, Severity
from ..resources import Project
from .codes import UNCLEAR_CODE

_PACKAGE = Path(__file__).resolve().parent.parent


def all_codes(project: Project) -> dict[str, Code]:
    """Return the code of every finding by id, sorted: of the engine, the rules and `figures/`.

    Raises Diagnostic S403 where two findings share an id or a code cannot be read.
    """
    from ..charts.registry import codes as chart_codes

    found: dict[str, tuple[str, Code]] = {}
    findings: list[Finding] = []
    figures = ((code, Mark("figures")) for code in chart_codes(project))
    for code, mark in (*_own(_PACKAGE), *figures):
        if isinstance(code, Finding):
            findings.append(code)
            continue
        place, first = found.setdefault(code.id, (str(mark), code))
        if (first.name, first.severity) != (code.name, code.severity):
            message = f"{code.id} is “{first.name}” at {place}, and “{code.name}” here"
            findings.append(
                UNCLEAR_CODE.finding(mark, message, help="give one a number of its own")
            )
    if findings:
        raise Diagnostic(findings)
    return {id: code for id, (_, code) in sorted(found.items())}


def explain(code: Code) -> str:
    """Return the page of a code in Markdown, under a heading that is its id."""
    return f"## {code.id}\n\n*{code.name}*, {code.severity.word}\n\n{cleandoc(code.doc)}\n"


@cache
def _own(folder: Path) -> tuple[tuple[Code | Finding, Mark], ...]:
    return tuple(found for path in _sources(folder) for found in _codes_in(path, folder.parent))


def _sources(folder: Path) -> Iterator[Path]:
    """Yield the package's modules; what `bundled` holds in a wheel is no part of the package."""
    for path in sorted(folder.rglob("*.py")):
        if "bundled" not in path.relative_to(folder).parts:
            yield path


def _codes_in(path: Path, root: Path) -> Iterable[tuple[Code | Finding, Mark]]:
    """Yield the codes that a module assigns at its top level, with their places."""
    tree = ast.parse(path.read_text("utf-8"))
    shown = path.relative_to(root).as_posix()
    for statement in tree.body:
        value = getattr(statement, "value", None)
        called = isinstance(value, ast.Call) and isinstance(value.func, ast.Name)
        if not called or value.func.id != "Code":  # type: ignore[union-attr]
            continue
        mark = Mark(shown, statement.lineno, statement.col_offset + 1)
        try:
            yield _code(value, ast.get_docstring(tree, clean=False) or ""), mark  # type: ignore[arg-type]
        except (ValueError, KeyError, TypeError) as error:
            message = f"this code cannot be read without running it: {error}"
            help = 'write it as NAME = Code("X101", "name", Severity.ERROR, """…""")'
            yield UNCLEAR_CODE.finding(mark, message, help=help), mark


def _code(call: ast.Call, doc: str) -> Code:
    """Return the code that a call writes; raises as Code itself or `literal_eval` does."""
    values = [_value(each, doc) for each in call.args]
    named = {str(each.arg): _value(each.value, doc) for each in call.keywords}
    return Code(*values, **named)  # type: ignore[arg-type]


def _value(node: ast.expr, doc: str) -> str | Severity:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return Severity[node.attr]
    if isinstance(node, ast.Name) and node.id == "__doc__":
        return doc
    value = ast.literal_eval(node)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value
