"""Lines that begin in a wrong column: who does what is advised has a file that can be read."""

from __future__ import annotations

import re

import pytest

from report.content.edition import Edition
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.content.yaml_columns import said
from report.diagnostics import Diagnostic, Finding
from report.resources import bundled_root

STARTER = (bundled_root() / "templates/starter/edition.yaml").read_text("utf-8")
LINES = STARTER.replace("$TITLE", "A title").replace("$DATE", "2026-11-22").splitlines()
ADVICE = re.compile(
    r"move line (\d+)(, with the lines that belong to it,)? (\d+) spaces? to the (\w+)"
)
# Where nothing tells which of two neighbours has moved, other lines are moved instead.
MOST_STEPS = 4


def findings_of(lines: list[str]) -> tuple[Finding, ...]:
    try:
        read_model(Edition, read_yaml("\n".join(lines).encode(), "edition.yaml"))
    except Diagnostic as diagnostic:
        return diagnostic.findings
    return ()


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def shifted(lines: list[str], first: int, by: int, *, whole: bool) -> list[str]:
    """Return the lines with one moved, and with those that are indented below it if `whole`."""
    end = first + 1
    if whole or lines[first].rstrip().endswith(("|", ">-")):
        while end < len(lines) and (
            not lines[end].strip() or indent(lines[end]) > indent(lines[first])
        ):
            end += 1
    moved = [
        " " * max(0, indent(line) + by) + line.lstrip() if line.strip() else line
        for line in lines[first:end]
    ]
    return [*lines[:first], *moved, *lines[end:]]


def advice(help: str) -> tuple[int, int, bool]:
    """Return the line that is to be moved, by how much, and whether with what belongs to it."""
    found = ADVICE.search(help)
    assert found, help
    return int(found[1]) - 1, int(found[3]) * (1 if found[4] == "right" else -1), bool(found[2])


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
@pytest.mark.parametrize("line", said(LINES))
def test_who_does_what_is_advised_has_a_file_that_can_be_read(line: int, by: int) -> None:
    for whole in (False, True):
        # That one seems to say everything a second time, and is told so.
        is_twice = (LINES[line].strip(), by, whole) == ("visitors:", 2, False)
        if indent(LINES[line]) + by >= 0 and not is_twice:
            assert is_mended(line, by, whole)


def is_mended(line: int, by: int, whole: bool) -> bool:
    """Return whether doing what is advised mends a line that has moved."""
    lines = shifted(LINES, line, by, whole=whole)
    for _ in range(MOST_STEPS):
        findings = findings_of(lines)
        if not findings:
            return True
        number, back, with_them = advice(findings[0].help)
        if (number, back) == (line, -by):
            return True
        lines = shifted(lines, number, back, whole=with_them)
    return not findings_of(lines)


@pytest.mark.parametrize(
    ("was", "by", "whole", "told"),
    [
        ("        - key_figures:", -2, True, "move line 92, with the lines that belong to it, 2"),
        ("        - key_figures:", -2, False, "move line 92, with the lines that belong to it, 2"),
        ("              - fact: visitors", -2, False, "move line 95 2 spaces to the right"),
        ("              - fact: visitors", 2, False, "move line 95 2 spaces to the left"),
        ("            items:", -2, True, "it belongs below `key_figures:`: move line 93, with"),
        ("      blocks:", 2, True, "it belongs below `section:`: move line 68, with the lines"),
        ("            body: |", -2, False, "it belongs below `text:`: move line 74 2 spaces"),
        ("sections:", 2, True, "it belongs to the edition itself: move line 39, with the lines"),
    ],
)
def test_the_line_that_has_moved_is_named(was: str, by: int, whole: bool, told: str) -> None:
    line = LINES.index(was)

    (finding,) = findings_of(shifted(LINES, line, by, whole=whole))[:1]

    assert finding.mark is not None and finding.mark.line == line + 1
    assert finding.help.startswith(told)


def test_a_key_that_belongs_nowhere_near_is_told_what_is_possible() -> None:
    line = LINES.index("        style: top")
    lines = [*LINES[:line], "        blocs: []", *LINES[line:]]

    (finding,) = findings_of(lines)

    assert "move" not in finding.help and finding.code.id == "C104"
