"""Whether the values of facts say what they were meant to say."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Finding
from . import problems
from .edition import Edition, Fact
from .table_cells import unmistakable


def doubtful_facts(edition: Edition) -> Iterator[Finding]:
    """Yield a finding (C118) for each value that prints something else than may be meant.

    A number with three decimals could be thousands, unless another fact has a decimal point.
    """
    decided = any(isinstance(f.value, float) and not _written(f) for f in edition.facts.values())
    for name, fact in edition.facts.items():
        written = _written(fact)
        if written and not decided:
            whole = written.replace(".", "")
            message = f"“{written}” can be read as {whole} or as {fact.value}"
            help = f"write {whole} for the one, {unmistakable(written)} for the other"
        elif fact.unit and isinstance(fact.value, str) and fact.value.endswith(fact.unit):
            message = f"“{fact.value}” has its unit in it, and is printed with “{fact.unit}” again"
            help = f"write the figure alone: value: {fact.value.removesuffix(fact.unit).strip()}"
        elif fact.unit and isinstance(fact.value, str) and any(map(str.isalpha, fact.value)):
            message = f"“{fact.value}” is words, and is printed with the unit “{fact.unit}”"
            help = "write a number, or leave `unit` out and write it with the words"
        else:
            continue
        mark = fact.mark_of("value")
        yield problems.DOUBTFUL_FIGURE.finding(mark, message, help=help, at=name)


def _written(fact: Fact) -> str:
    """Return the value as it was written where that could be thousands; else nothing."""
    document, path = fact.origin
    return document.ambiguous.get((*path, "value"), "")
