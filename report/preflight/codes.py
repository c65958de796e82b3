"""The findings of the inspection itself."""

from __future__ import annotations

from ..diagnostics import Code, Severity

UNUSED_WAIVER = Code(
    "C120",
    "unused-waiver",
    Severity.WARNING,
    """A waiver accepts a finding that is not there.

    The fault may have been mended, or the waiver's `at:` may be misspelt. A waiver that stays
    would hide the same fault next year without anybody having looked at it. Remove it, or
    correct `code:` and `at:` to those that the finding names.
    """,
)
NOT_WAIVABLE = Code(
    "C123",
    "waiver-not-possible",
    Severity.ERROR,
    """A waiver names a finding that nobody can accept.

    A warning of the layout engine or of the set-up, and a rule of PDF/UA or PDF/A that the file
    breaks, mean that the PDF is not what it says it is. A reason does not change that. Remove
    the waiver and mend what the finding names.
    """,
)
BROKEN_RULE = Code(
    "S401",
    "rule-broken",
    Severity.ERROR,
    """A file in `report/preflight/rules/` is not a complete rule, so nothing can be inspected.

    A rule has a docstring, which is its documentation; `RULE`, a `Code` whose id is the one
    that the file's name begins with; `STAGE`; and a function `check(evidence)` that yields
    findings. Two rules cannot have the same code.
    """,
)
FAILED_RULE = Code(
    "S402",
    "rule-failed",
    Severity.ERROR,
    """A rule stopped with an error, so what it looks for was not looked for.

    This is a fault in the rule and not in the edition; the message names the rule's file and
    line. Please report it. The findings of all other rules stand.
    """,
)
UNCLEAR_CODE = Code(
    "S403",
    "code-unclear",
    Severity.ERROR,
    """Two kinds of finding have the same code, or one cannot be read from its source.

    Waivers, `explain` and the reference speak of findings by their codes, so each stands for one
    thing and keeps it for good. Give the newer one the next free number of its family.
    """,
)
