"""README.txt: what a release is, on a screenful, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ..differences.telling import marked
from .manifest import MANIFEST, Change, Manifest

README = "README.txt"
_WIDTH = 78
_MOST = 40
"""Beyond so many differences of a kind, the rest is for the manifest to tell."""
_SHORT = 60
_WORDS = {
    "content": "In the brochure",
    "file": "PDFs",
    "source": "Sources",
    "library": "Made with",
}


def readme(manifest: Manifest) -> bytes:
    """Return the text in UTF-8: who stands by it, the files, and what differs from before."""
    lines = [manifest.title, f"Release {manifest.version}, edition of {manifest.date.isoformat()}"]
    lines += ["", *_labelled("Publisher", manifest.publisher)]
    approved = manifest.approved
    lines += _labelled("Approved", f"{approved.by}, for {approved.day.isoformat()}")
    lines += _labelled("Note", approved.note)
    lines += _labelled("Findings", _findings(manifest))
    lines += ["", "To hand on", *_files(manifest), ""]
    lines += _wrapped(
        f"To keep in the house: {manifest.archive.name} and manifest.json. The archive has all "
        "that the PDFs are made of: words that only one of them prints, the papers on the rights "
        "of photographs, comments. The manifest names who approved, and why findings were accepted."
    )
    lines += ["", *_changes(manifest), ""]
    lines += _wrapped("To see whether anything was changed: sha256sum -c SHA256SUMS")
    lines += _wrapped(f"To make the same PDFs again: rebuild {manifest.archive.name}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _findings(manifest: Manifest) -> str:
    waived = sum(1 for each in manifest.findings if each["waived"])
    notes = len(manifest.findings) - waived
    said = [f"{waived} accepted, with reasons"] if waived else []
    said += [f"{notes} note{'s' * (notes != 1)}"] if notes else []
    return "; ".join(said) or "none"


def _files(manifest: Manifest) -> Iterator[str]:
    width = max(len(each.name) for each in manifest.files) + 2
    for pdf in manifest.files:
        pages = f"{pdf.pages} page{'s' * (pdf.pages != 1)}"
        yield f"  {pdf.name:<{width}}{pages}"


def _changes(manifest: Manifest) -> Iterator[str]:
    """Yield what differs from the release before."""
    previous = manifest.previous
    if previous is None:
        yield "This is the first release."
        return
    yield f"Different from release {previous.version}"
    for what, head in _WORDS.items():
        rows = [_changed(each) for each in manifest.changes if each.what == what]
        if rows:
            yield f"  {head}"
            yield from (line for row in rows[:_MOST] for line in _wrapped(row, "    ", "      "))
            if len(rows) > _MOST:
                yield f"    and {len(rows) - _MOST} more, which {MANIFEST} lists"


def _changed(change: Change) -> str:
    if not change.before:
        return f"new: {change.name}" + (f": {change.after}" if change.what != "source" else "")
    if not change.after:
        return f"gone: {change.name}" + (f": {change.before}" if change.what == "content" else "")
    if change.what == "source":
        return f"changed: {change.name}"
    if change.name.endswith(" moved"):
        return f"{change.name}: {change.before} → {change.after}"
    if max(len(change.before), len(change.after)) > _SHORT:
        return f"{change.name}: {marked(change.before, change.after)}"
    return f"{change.name}: {change.before} → {change.after}"


def _labelled(label: str, words: str) -> list[str]:
    return _wrapped(f"{label:<12}{words}", after=" " * 12) if words else []


def _wrapped(text: str, indent: str = "", after: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=after or indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
