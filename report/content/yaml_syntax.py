"""What is wrong with a file that is not YAML, in plain words, where the slip was made."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ..diagnostics import Finding, Mark
from . import problems
from .yaml_columns import Slip, stepped_in
from .yaml_signs import sign_first
from .yaml_slips import slips_of_lines

# Spaces that Word and web pages bring along, and that YAML does not take for any.
_ODD_SPACE = re.compile(r"^\s*([\u00a0\u2007\u202f\u3000])|:([\u00a0\u2007\u202f\u3000])")
_TAB = re.compile(r"^ *(\t)")
_NAME_FIRST = re.compile(r"(?::|^\s*-)\s+(\{\{)")
_CUT = re.compile(r"[^\s#][ \t]+(#\w.*[}\]].*)")
QUOTE_NAMES = 'a text that begins with {{ needs quotation marks: "{{ facts.trees }} trees"'
_QUOTE = "put quotation marks around the text"


def syntax_finding(error: yaml.YAMLError, text: str, file: str) -> Finding:
    """Return the finding (C101) for what the parser could not read in `text`."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML")
    position = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if position is None:
        # Characters that no YAML file holds are found before lines are counted, by their byte.
        before = text.encode()[: getattr(error, "position", 0)].decode("utf-8", "ignore")
        mark = Mark(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        help = next((help for part, help in _HELP.items() if part in problem), "")
        return problems.SYNTAX.finding(mark, f"this is not YAML: {problem}", help=help)
    at = (position.line, position.column)
    slip = next(_slips(error, problem, text, at), None)
    if slip is None:
        help = next((help for part, help in _HELP.items() if part in problem), "")
        slip = Slip(f"this is not YAML: {problem}", help, *at)
    return problems.SYNTAX.finding(
        Mark(file, slip.line + 1, slip.column + 1), slip.message, help=slip.help
    )


def _slips(error: yaml.YAMLError, problem: str, text: str, at: tuple[int, int]) -> Iterator[Slip]:
    """Yield the slips that explain the error, the likeliest first."""
    lines = text.split("\n")
    line, column = at
    near = [number for number in (line, line - 1) if 0 <= number < len(lines)]
    for number in near:
        if found := _TAB.search(lines[number]):
            message = "a tab stands at the beginning of the line"
            yield Slip(message, "indent with spaces, not tabs", number, found.start(1))
    for number in near:
        if found := _ODD_SPACE.search(lines[number]):
            message = "this looks like a space, and is a non-breaking space (from Word, perhaps)"
            start = found.start(found.lastindex or 1)
            yield Slip(message, "type an ordinary space in its place", number, start)
    for number in near:
        if found := _NAME_FIRST.search(lines[number]):
            message = "braces at the beginning of a text are taken for YAML’s own"
            yield Slip(message, QUOTE_NAMES, number, found.start(1))
    begun = getattr(error, "context_mark", None)
    if "expected ',' or" in problem and begun is not None:
        for number in range(begun.line, min(line + 1, len(lines))):
            if found := _CUT.search(lines[number]):
                message = f"“{found[1]}” is taken for a comment, with the bracket that closes"
                yield Slip(message, _QUOTE, number, found.start(1))
    yield from sign_first(problem, lines, line)
    yield from _open_quote(error, problem, text, at)
    if "mapping values are not allowed" in problem:
        yield from stepped_in(lines, line, column)
    yield from slips_of_lines(problem, lines, at, (begun.line, begun.column) if begun else None)
    for part, (message, help) in _PLAIN.items():
        if part in problem:
            first = begun if "alphabetic" in part else None
            yield Slip(message, help, *((first.line, first.column) if first else at))


def _open_quote(
    error: yaml.YAMLError, problem: str, text: str, at: tuple[int, int]
) -> Iterator[Slip]:
    """Yield a slip for a quotation mark that closes nowhere, or only lines further down."""
    help = "close it at the end of the text"
    start = getattr(error, "context_mark", None)
    if "unexpected end of stream" in problem and start is not None:
        yield Slip("this quotation mark is never closed", help, start.line, start.column)
        return
    last = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            begin = token.start_mark
            if (begin.line, begin.column) >= at:
                break
            last = token
    except yaml.YAMLError:
        # The tokens before the error are all that is needed.
        pass
    if isinstance(last, yaml.ScalarToken) and last.style in ("'", '"'):
        begin, end = last.start_mark, last.end_mark
        if begin.line == end.line == at[0] and "expected" in problem:
            message = f"the text ends at this quotation mark ({last.style}), and words follow it"
            yield Slip(message, _WITHIN[last.style], end.line, end.column - 1)
        if begin.line < end.line == at[0]:
            message = f"the text that begins here ends in line {end.line + 1} only"
            yield Slip(message, "close the quotation mark " + help[9:], begin.line, begin.column)


_PLAIN = {
    "cannot start any token": (
        "a text cannot begin with @, ` or %",
        f'{_QUOTE}: unit: "%"',
    ),
    "did not find expected '-' indicator": (
        "this line does not go on with the list above it",
        "begin each item of a list with “- ”, and its other lines below its first word",
    ),
    "block sequence entries are not allowed": (
        "“- ” begins an item of a list, and none can stand here",
        "put quotation marks around a text that begins with “- ”; begin a list on the next line",
    ),
    "expected alphabetic or numeric character": (
        "a text cannot begin with * or &",
        f'{_QUOTE}: kicker: "*First* words"',
    ),
    "found undefined alias": (
        "a text cannot begin with *",
        f'{_QUOTE}: kicker: "*First* words"',
    ),
}
_ESCAPE = (
    "a “\\” between double quotation marks begins a code, and this is none",
    "put the text into single quotation marks: 'C:\\Users\\me'",
)
_PLAIN |= {"expected hexdecimal number": _ESCAPE, "found unknown escape character": _ESCAPE}
_WITHIN = {
    '"': 'inside a text in quotation marks, write “these”: "He said “yes” to us."',
    "'": 'put a text with an apostrophe into double quotation marks: "It’s late"',
}
_HELP = {
    "mapping values are not allowed": "a text with a colon needs quotation marks: "
    'title: "Data: a resource"',
    "did not find expected key": "look for a line that is indented differently from its "
    "neighbours, or a quotation mark inside a quoted text",
    "could not find expected ':'": "look for a missing colon on the line above",
    "found unexpected end of stream": "a quotation mark or bracket is never closed",
    "expected ',' or": "close the bracket, and put quotation marks around a text with commas",
    "control characters are not allowed": "remove the invisible character",
}
