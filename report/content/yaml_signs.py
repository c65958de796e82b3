"""Texts that begin with a sign which YAML takes for one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .yaml_columns import Slip

_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(?P<text>[*&>|?\[{,\]}].*)")
_ANCHOR = re.compile(r"[*&][\w-]+\s+[^\s#]")
_BRACKETS = re.compile(r"(?:\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s#:,\]}]")
_TAG = re.compile(r"!(?:\s|$)")
_NOT_GOING_ON = ("expected key", "expected '-'", "<document start>")
_LONGEST = 50


def sign_first(problem: str, lines: list[str], line: int) -> Iterator[Slip]:
    """Yield a slip where the text on the line of an error begins with a sign of YAML; `problem` is
    what the parser says."""
    found = _VALUE.match(lines[line]) if line < len(lines) else None
    if found is None:
        return
    text, column = found["text"].rstrip(), found.start("text")
    sign, stuck = text[0], any(each in problem for each in _NOT_GOING_ON)
    if (stuck and (_ANCHOR.match(text) or _BRACKETS.match(text))) or (
        (sign == "?" and "mapping keys are not allowed" in problem)
        or (sign in ",]}" and "expected node content" in problem)
    ):
        yield Slip(f"a text cannot begin with {sign}", quoted(text), line, column)
    elif sign in "|>" and "expected comment or line break" in problem:
        message = f"“{sign}” says that a text begins on the next line, and words follow it on this"
        help = f"put the words on the next line, two spaces further to the right; or {quoted(text)}"
        yield Slip(message, help, line, column)


def quoted(text: str) -> str:
    """Return the advice to put a text into quotation marks, with the text in them."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
    marks = "'" if '"' in shown or "\\" in shown else '"'
    return f"put quotation marks around the text: {marks}{shown}{marks}"


def is_lost(lines: list[str], line: int, column: int) -> bool:
    """True where a value begins with a “!” on its own, which YAML drops (YAML 1.2.2, 6.9.1: the
    non-specific tag). Line and column are counted from 0."""
    return line < len(lines) and _TAG.match(lines[line], column) is not None
