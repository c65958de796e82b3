"""Ask an independent validator whether a file is what it says: PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from dataclasses import dataclass

import page as page_validation

from .storage import Content, whole

_PROFILES = (
    ("PDF/UA-1", page_validation.ValidationProfile.PDF_UA_1),
    ("PDF/A-3a", page_validation.ValidationProfile.PDF_A_3A),
)


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
    data = whole(pdf)
    return tuple(failure for profile in _PROFILES for failure in _judge(data, *profile))


def _judge(pdf: bytes, standard: str, profile: page_validation.ValidationProfile) -> list[Failure]:
    try:
        report = page_validation.validate_pdf_bytes(pdf, profile=profile)
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
