"""Writing PO files: one form for one content, so that comparisons show what was changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .catalog import Catalog, Entry

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\n\t\r\x00-\x1f\x7f-\x9f\u2028\u2029]')


def po_text(catalog: Catalog) -> str:
    """Return a catalog as the text of a PO file: what is in use, then what is obsolete."""
    head = Entry("", "", "".join(f"{name}: {value}\n" for name, value in catalog.head.items()))
    parts = ["\n".join([*(_comment("#", each) for each in catalog.remarks), *_strings(head, "")])]
    for obsolete in (False, True):
        parts += ["\n".join(entry_lines(e)) for e in catalog.entries if e.obsolete is obsolete]
    return "\n\n".join(parts) + "\n"


def entry_lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of one entry, with all that stands above it."""
    yield from (_comment("#", each) for each in entry.remarks)
    if not entry.obsolete:
        yield from (_comment("#.", each) for each in entry.notes)
        yield from (_comment("#:", each) for each in entry.places)
    if entry.flags:
        yield _comment("#,", ", ".join(entry.flags))
    before = "#~| " if entry.obsolete else "#| "
    if entry.context_before is not None:
        yield from string_lines("msgctxt", entry.context_before, before)
    if entry.before is not None:
        yield from string_lines("msgid", entry.before, before)
    yield from _strings(entry, "#~ " if entry.obsolete else "")


def _strings(entry: Entry, prefix: str) -> Iterator[str]:
    if entry.context:
        yield from string_lines("msgctxt", entry.context, prefix)
    yield from string_lines("msgid", entry.source, prefix)
    yield from string_lines("msgstr", entry.words, prefix)


def string_lines(name: str, text: str, prefix: str = "") -> Iterator[str]:
    """Yield a string in the lines of a PO file: one of its own for each line of the text."""
    lines = [each for each in re.split(r"(?<=\n)", text) if each]
    if len(lines) > 1:
        yield f'{prefix}{name} ""'
        yield from (f'{prefix}"{_escaped(line)}"' for line in lines)
    else:
        yield f'{prefix}{name} "{_escaped(text)}"'


def _comment(sign: str, words: str) -> str:
    # A comment of several lines would go on as something else.
    return f"{sign} {' '.join(words.splitlines())}".rstrip()


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or _code(match[0]), text)


def _code(sign: str) -> str:
    # What ends a line for some programs, and what would steer a terminal.
    return sign if ord(sign) > 0xFF else f"\\{ord(sign):03o}"
