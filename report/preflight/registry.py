"""The rules: one file of `preflight/rules/` each, found by name, checked for completeness."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args

from ..diagnostics import Code, Diagnostic, Finding, Mark
from .codebook import all_codes, explain
from .codes import BROKEN_RULE
from .evidence import Evidence

__all__ = ["STAGES", "Rule", "Stage", "all_codes", "explain", "load_rules", "rules"]

Stage = Literal["content", "pictures", "pages", "pdf", "press"]
STAGES: tuple[Stage, ...] = get_args(Stage)
PACKAGE = f"{__package__}.rules"
FOLDER = Path(__file__).with_name("rules")
_FILE = re.compile(r"([a-z]\d{3})_[a-z0-9_]+\Z")
SECTIONS = ("**What it does.**", "**Why it matters.**", "**How to mend.**", "**Example.**")


@dataclass(frozen=True)
class Rule:
    """One rule: its code (with its documentation), when it can be asked, and the question.

    `looks_for` is what holds where it finds nothing, in a line for the report of a press file,
    and `concerns` is False where there is nothing to ask about, such as pictures.
    """

    code: Code
    stage: Stage
    check: Callable[[Evidence], Iterator[Finding]]
    shown: str
    looks_for: str = ""
    concerns: Callable[[Evidence], bool] = lambda evidence: True


@cache
def rules() -> Mapping[str, Rule]:
    """Return every rule by code, sorted. Raises Diagnostic S401 naming each broken file."""
    return load_rules(FOLDER, PACKAGE)


def load_rules(folder: Path, package: str) -> Mapping[str, Rule]:
    """Return the rules of `folder`, which can be imported as `package`; Diagnostic S401."""
    found: dict[str, Rule] = {}
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.py")):
        if path.name.startswith("_"):
            continue
        result = _load(path, package)
        if isinstance(result, Rule) and result.code.id in found:
            message = f"{result.code.id} is the code of {found[result.code.id].shown} as well"
            result = BROKEN_RULE.finding(Mark(result.shown, 1, 1), message)
        if isinstance(result, Finding):
            findings.append(result)
        else:
            found[result.code.id] = result
    if findings:
        raise Diagnostic(findings)
    return dict(sorted(found.items()))


def _load(path: Path, package: str) -> Rule | Finding:
    shown = f"{package.replace('.', '/')}/{path.name}"
    mark = Mark(shown, 1, 1)
    try:
        module = importlib.import_module(f"{package}.{path.stem}")
    except Exception as error:
        line = getattr(error, "lineno", None) or 1
        return BROKEN_RULE.finding(Mark(shown, line, 1), f"the rule cannot be loaded: {error}")
    missing = _missing(module, path.stem)
    if missing:
        message = f"the rule lacks {', '.join(missing)}"
        return BROKEN_RULE.finding(mark, message, help="see r204_stand_in.py for a complete one")
    looks_for, concerns = getattr(module, "LOOKS_FOR", ""), getattr(module, "concerns", None)
    rule = Rule(module.RULE, module.STAGE, module.check, shown, looks_for)
    return rule if concerns is None else replace(rule, concerns=concerns)


def _missing(module: ModuleType, stem: str) -> list[str]:
    doc = module.__doc__ or ""
    code = getattr(module, "RULE", None)
    name = _FILE.match(stem)
    wanted = name[1].upper() if name else ""
    checks = {
        "a file name such as r204_stand_in.py": bool(name),
        f"a docstring with {', '.join(SECTIONS)}": all(each in doc for each in SECTIONS),
        f"RULE = Code(“{wanted}”, …, __doc__)": isinstance(code, Code)
        and code.id == wanted
        and code.doc == module.__doc__,
        f"STAGE, one of {', '.join(STAGES)}": getattr(module, "STAGE", None) in STAGES,
        "check(evidence)": callable(getattr(module, "check", None)),
        "LOOKS_FOR, a line for the report": getattr(module, "STAGE", None) != "press"
        or bool(getattr(module, "LOOKS_FOR", "")),
    }
    return [what for what, there in checks.items() if not there]
