"""Ask an independent validator whether a file is what it says: PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import page as page_validation

from .storage import Content, whole

_PROFILES = (
    ("PDF/UA-1", page_validation.ValidationProfile.PDF_UA_1),
    ("PDF/A-3a", page_validation.ValidationProfile.PDF_A_3A),
)

# The file is our own: these only bound what goes wrong. The defaults are reached by contents of
# 300 entries, each of which names the next, and by tables of 1,100 rows.
_LIMITS = page_validation.SafetyLimits(
    max_input_size=4 << 30,
    max_decoded_stream_size=1 << 30,
    max_total_decoded_content_size=8 << 30,
    max_form_invocations=1_000_000,
    max_object_count=10_000_000,
    max_reference_depth=20_000,
    max_table_span=10_000,
    max_table_grid_rows=10_000,
    max_table_grid_cells=10_000_000,
    max_unicode_cmap_mappings=10_000_000,
)
_STACK = 256 << 20
"""Bytes of stack in which so deep a chain is followed (20,000 steps take some 20 MB): more than the
first thread of a process has."""


@dataclass(frozen=True)
class Failure:
    """One rule of a standard that the file breaks, `count` times; `clause` is the rule's number."""

    standard: str
    clause: str
    message: str
    count: int = 1

    def __str__(self) -> str:
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.standard}, clause {self.clause}: {self.message}{times}"


def validate(pdf: Content) -> tuple[Failure, ...]:
    """Return what page-validation finds wrong; an empty tuple when the file conforms to both.

    A file that cannot be read as a PDF is a failure too, with the clause "file".
    """
    with validating(pdf) as judged:
        return judged()


@contextmanager
def validating(pdf: Content) -> Iterator[Callable[[], tuple[Failure, ...]]]:
    """Validate a file while other things are done with it; what is yielded returns the result.

    The validator is no Python: it keeps nobody from running.
    """
    data = whole(pdf)
    with ThreadPoolExecutor(1) as deep:
        before = threading.stack_size(_STACK)
        try:
            judging = deep.submit(lambda: [_judge(data, *profile) for profile in _PROFILES])
        finally:
            threading.stack_size(before)
        yield lambda: tuple(failure for each in judging.result() for failure in each)


def _judge(pdf: bytes, standard: str, profile: page_validation.ValidationProfile) -> list[Failure]:
    try:
        report = page_validation.validate_pdf_bytes(pdf, profile=profile, limits=_LIMITS)
    except page_validation.PageError as error:
        return [Failure(standard, "file", str(error))]
    counts: dict[tuple[str, str], int] = {}
    for failure in report.failures:
        key = (failure.rule_id, failure.message)
        counts[key] = counts.get(key, 0) + 1
    failures = [Failure(standard, *key, count) for key, count in sorted(counts.items())]
    if not failures and not report.is_compliant:
        return [Failure(standard, "file", "the validator gives no reason")]
    return failures
