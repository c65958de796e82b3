"""The reference of findings, from their codes."""

from __future__ import annotations

from ..diagnostics import Code
from ..preflight.registry import all_codes, explain
from ..resources import Project

HEAD = """# Findings

<!-- Written by `python build_pdf.py docs`; changes belong to the code of each finding. -->

A finding is something that Colophon noticed. It says where, what, and how to mend it:

```
editions/garden/edition.yaml:42:7: C104: error: there is no key “titel” here
    help: did you mean “title”?
```

An **error** keeps the PDF from being published, and the last good one stays in its place. A
**warning** is printed, and the PDF is made. A **note** is for your information. `explain` prints
what stands here: `python build_pdf.py explain C104`. A finding that somebody has decided to accept
is [waived with a reason](guide/09-checking.md#accepting-a-finding).
"""


def rules_page(project: Project) -> str:
    """Return the page about all findings, in Markdown."""
    codes = list(all_codes(project).values())
    rows = [
        f"| [{each.id}](#{_anchor(each)}) | {each.severity.word} | {each.name} |" for each in codes
    ]
    table = ["| Code | Severity | Name |", "| --- | --- | --- |", *rows, ""]
    return "\n".join([HEAD, *table, *(explain(each).strip() + "\n" for each in codes)])


def _anchor(code: Code) -> str:
    return code.id.lower()
