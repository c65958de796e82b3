"""How a text may be written as a scalar of YAML, in the style that its writer chose.

What is offered here is tried by reading it again (`scalars`), so that nothing has to know every
corner of the grammar (YAML 1.1 §9): what would be read as something else is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_WIDTH = 60  # lines are never filled to less, however short those of before were
# A space where a line may end: the break of a line is read as one space (YAML 1.1 §4.2.4).
_GAP = re.compile(r"(?<=\S) (?=\S)")
_BREAKS = re.compile(r"\n+")
_HEADER = re.compile(r"[|>]([-+1-9]*)(.*)")
# What ends a line for YAML, and what its readers refuse in plain sight.
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Written:
    """A scalar as it stands in a file: without its anchor and tag, with "\\n" at its line ends.

    `style` is its indicator, "" for a plain one; `column` that of the collection it stands in.
    """

    source: str
    style: str
    column: int

    @property
    def lines(self) -> list[str]:
        """The lines of its source."""
        return self.source.split("\n")

    @property
    def indent(self) -> int:
        """How far the lines below its first one are moved in."""
        below = [line for line in self.lines[1:] if line.strip()]
        header = _HEADER.match(self.source) if self.style in ("|", ">") else None
        digit = re.search(r"\d", header[1]) if header else None
        if digit:
            return self.column + int(digit[0])
        return len(below[0]) - len(below[0].lstrip(" ")) if below else self.column + 2


def spellings(text: str, before: Written) -> Iterator[str]:
    """Yield ways to write `text` where `before` stands, those most like it first.

    The last is in double quotes, which can say any text (YAML 1.1 §5.7).
    """
    if before.style in ("|", ">"):
        yield from _block(text, before, before.style)
        yield from _block(text, before, "|")
    elif not before.style:
        yield from _flow(text, before, "")
    elif before.style == "'":
        yield from _flow(text.replace("'", "''"), before, "'")
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    escaped = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
    if before.style == '"':
        yield from _flow(escaped, before, '"')
    yield f'"{escaped}"'


def _flow(text: str, before: Written, quote: str) -> Iterator[str]:
    """Yield a plain or quoted text: in lines like those of before, then in one line."""
    lines = [line.strip() for line in before.source[len(quote) :].split("\n")]
    if len(lines) > 1 or "\n" in text:
        lines[-1] = lines[-1].removesuffix(quote)
        filled = _filled(text, lines)
        yield quote + _moved_in(filled, before.indent, first=0) + quote
    if "\n" not in text:
        yield f"{quote}{text}{quote}"


def _block(text: str, before: Written, style: str) -> Iterator[str]:
    """Yield a literal or folded text, with the comment that stands behind its indicator."""
    header = _HEADER.match(before.source)
    assert header is not None, "a block scalar begins with its indicator"
    indent = before.indent
    words = text.rstrip("\n")
    if not words:
        return
    ends = len(text) - len(words)
    chomping = {0: "-", 1: ""}.get(ends, "+")
    needs_digit = words.lstrip("\n").startswith(" ") or any(each.isdigit() for each in header[1])
    digit = str(indent - before.column) if needs_digit else ""
    if digit and not 1 <= int(digit) <= 9:
        return
    old = [line.strip() for line in before.lines[1:]]
    lines = _filled(words, old) if style == ">" else words.split("\n")
    # The end of the last line is the file's.
    blank = "\n" * (ends - 1)
    yield f"{style}{digit}{chomping}{header[2]}\n" + _moved_in(lines, indent) + blank


def _moved_in(lines: list[str], indent: int, first: int = -1) -> str:
    """Return lines below each other, each but number `first` moved in; blank ones are empty."""
    return "\n".join(
        line if number == first or not line else " " * indent + line
        for number, line in enumerate(lines)
    )


def _filled(text: str, before: list[str]) -> list[str]:
    """Return a text in lines that are read as one, as long as those of before.

    Lines at its begin and its end that say what they said stay as they are.
    """
    paragraphs = _BREAKS.split(text)
    breaks = [len(found[0]) for found in _BREAKS.finditer(text)]
    old = [each.split("\n") for each in re.split(r"\n{2,}", "\n".join(before))]
    width = max(_WIDTH, *(len(line) for line in before))
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        known = old[number] if number < len(old) else []
        known = next((each for each in old if " ".join(each) == paragraph), known)
        lines += _wrapped(paragraph, known, width)
        if number < len(breaks):
            lines += [""] * breaks[number]
    return lines


def _wrapped(text: str, before: list[str], width: int) -> list[str]:
    head: list[str] = []
    tail: list[str] = []
    if text == " ".join(before):
        return before
    for line in before:
        if not line or not text.startswith(f"{line} "):
            break
        head.append(line)
        text = text[len(line) + 1 :]
    for line in reversed(before[len(head) :]):
        if not line or not text.endswith(f" {line}"):
            break
        tail.insert(0, line)
        text = text[: -len(line) - 1]
    line = ""
    for word in _GAP.split(text):
        if line and len(line) + 1 + len(word) > width:
            head.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*head, line, *tail]
