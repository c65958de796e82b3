"""Pydantic's errors in plain words, each at its place in the file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..diagnostics import Finding
from . import problems
from .descriptions import description
from .fields import models_at
from .misplaced import Misplaced, misplaced
from .yaml import Document, Path

NOT_BLANK = r"\S"
"""The pattern of texts that need at least one letter or sign."""
MOST = 100
_PICTURE = re.compile(r"\A[^\n{}:]+\.(?:jpe?g|png|webp|tiff?|avif|hei[cf])\Z", re.IGNORECASE)
_PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*%\s*")


@dataclass(frozen=True)
class _Error:
    """An error at its path in the file; `choice` is where the model offers a choice of kinds."""

    details: ErrorDetails
    path: Path
    choice: Path | None

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def given(self) -> Any:
        return self.details.get("input")

    @property
    def context(self) -> dict[str, Any]:
        return self.details.get("ctx") or {}

    @property
    def name(self) -> str:
        """What the value is called: its key, or for an item of a list, which one it is."""
        last = self.path[-1] if self.path else "the file"
        if not isinstance(last, int):
            return f"“{last}”" if self.path else str(last)
        lists = [step for step in self.path if isinstance(step, str)]
        return f"item {last + 1} of “{lists[-1]}”" if lists else f"item {last + 1}"


def explain(error: ValidationError, model: type[BaseModel], document: Document) -> list[Finding]:
    """Return pydantic's errors as findings in plain words, each at its place.

    After `MOST` findings the rest is counted in one.
    """
    groups: dict[Path, list[_Error]] = {}
    located_errors = [_located(each, document) for each in error.errors() if not _is_echo(each)]
    moved = _moved(located_errors, model, document)
    echoes = {home for each in moved.values() for home in (each.home, each.home[:-1])}
    for located in located_errors:
        if located.path in echoes and (located.kind == "missing" or located.given is None):
            continue  # It is where it should not be.
        groups.setdefault(located.choice or located.path, []).append(located)
    chosen = [each for path, errors in groups.items() for each in _chosen(errors, path)]
    findings = [_finding(each, model, document, moved) for each in chosen[:MOST]]
    if len(chosen) > MOST:
        message = f"and {len(chosen) - MOST:,} more errors in this file"
        help = "mend those that are shown; often one slip makes them all"
        findings.append(problems.WRONG_VALUE.finding(document.place(()).mark, message, help=help))
    return findings


def _moved(
    errors: list[_Error], model: type[BaseModel], document: Document
) -> dict[Path, Misplaced]:
    """Return the keys that stand in the wrong column, by their paths."""
    kinds = ("extra_forbidden", "model_type", "model_attributes_type")
    asked = dict.fromkeys(each.path for each in errors if each.kind in kinds and each.given)
    found = (misplaced(model, document, path) for path in asked)
    return {each.path: each for each in found if each is not None}


def _is_echo(details: ErrorDetails) -> bool:
    """True for a list that is too short only because its items have errors of their own."""
    given, least = details.get("input"), (details.get("ctx") or {}).get("min_length", 0)
    return details["type"] == "too_short" and isinstance(given, list) and len(given) >= least


def _located(details: ErrorDetails, document: Document) -> _Error:
    """Return the error at its path; pydantic's path also names the kinds that it has tried."""
    path: Path = ()
    choice: Path | None = None
    steps = details["loc"]
    for index, step in enumerate(steps):
        last = index == len(steps) - 1
        if (*path, step) in document.places or (last and details["type"] == "missing"):
            path = (*path, step)
        elif step != "[key]":
            choice = choice or path
    return _Error(details, path, choice)


def _chosen(errors: list[_Error], path: Path) -> Iterator[list[_Error]]:
    """Yield the errors that belong together: where kinds were tried, of the kind that was meant."""
    deeper = [each for each in errors if each.path != path]
    tried = [each for each in errors if each.choice is not None and each.path == path]
    if deeper and tried:
        yield from ([each] for each in deeper)
    elif len(tried) > 1:
        yield tried
    else:
        yield from ([each] for each in errors)


def _finding(
    errors: list[_Error],
    model: type[BaseModel],
    document: Document,
    moved: Mapping[Path, Misplaced],
) -> Finding:
    """Return one finding for errors at one place; `moved` are keys in the wrong column."""
    error = errors[0]
    place = moved.get(error.path)
    if error.kind == "extra_forbidden":
        message = f"there is no key {error.name} here"
        help = _slip_in_braces(error, document) or (place.help if place else "")
        help = help or _below(model, error.path)
        help = help or nearest(error.path[-1], _keys_at(model, error.path[:-1]))
        return problems.UNKNOWN_KEY.finding(document.key(error.path), message, help=help)
    if error.kind == "missing":
        what = error.name if isinstance(error.path[-1], int) else f"the key {error.name}"
        mark, help = document.place(error.path[:-1]).mark, _such_as(model, error.path)
        return problems.MISSING_KEY.finding(mark, f"{what} is missing", help=help)
    mark = document.key(error.path) if place else document.place(error.path).mark
    if error.details["loc"][-1:] == ("[key]",):
        mark = document.key(error.path)
    message, help = _wrong_value(errors)
    help = place.help if place else help
    if error.path in document.commented:
        cut = document.commented[error.path][:40]
        help = f"“{cut}” is taken for a comment: put quotation marks around it"
    return problems.WRONG_VALUE.finding(mark, message, help=help)


def _slip_in_braces(error: _Error, document: Document) -> str:
    """Return the help for a key that has no colon of its own, as words in braces can be."""
    name, key = str(error.path[-1]), document.key(error.path)
    where = document.place(error.path).mark
    if error.given is not None or (where.line, where.column) != (key.line, key.column + len(name)):
        return ""
    if ":" in name:
        before, _, after = name.partition(":")
        return f"a space is missing after the colon: {before}: {after}"
    return 'put quotation marks around a text with commas: {caption: "One, two"}'


def _wrong_value(errors: list[_Error]) -> tuple[str, str]:
    """Return message and help for a value that is not of the kinds that are possible."""
    error = errors[0]
    choices = [choice for each in errors for choice in _choices(each)]
    if choices and len(errors) == 1:
        message = f"“{error.given}” is not one of the choices for {error.name}"
        return message, nearest(error.given, choices)
    if error.kind in ("value_error", "assertion_error"):
        message, _, help = str(error.context.get("error", error.details["msg"])).partition("\n")
        return message, help
    if error.context.get("pattern") == NOT_BLANK:
        return f"{error.name} is blank; it needs words", ""
    if error.kind == "string_pattern_mismatch":
        what = str(error.details["loc"][-1])
        name = "a name here" if what == "[key]" else error.name
        return f"“{error.given}” cannot be {name}", _WRITTEN.get(what, "")
    wanted = _listed(dict.fromkeys(_wanted(each) for each in errors))
    if not wanted:
        return f"{error.name}: {error.details['msg'].lower()}", ""
    if error.given is None:
        return f"{error.name} is empty; it needs {wanted}", ""
    scalar = isinstance(error.given, (str, int, float)) and error.given != ""
    shown = f", not “{error.given}”" if scalar and len(str(error.given)) < 80 else ""
    return f"{error.name} needs {wanted}{shown}", _written_rightly(error, wanted)


def _written_rightly(error: _Error, wanted: str) -> str:
    """Return how a value is written that was written in another way than this one."""
    given = str(error.given)
    if _MAPPING in wanted and _PICTURE.search(given):
        return f"write it as {error.path[-1]}: {{file: {given}}}"
    if _MAPPING in wanted and error.path[-1:] == ("print",) and isinstance(error.given, str):
        return f"write it as print: {{printer: {given}}}"
    percent = _PERCENT.fullmatch(given)
    if percent and (_NUMBER in wanted or _WHOLE in wanted):
        return f"write it as {percent[1]}"
    day = _day(given) if _DATE in wanted else None
    return f"write it as {day}" if day else ""


def _day(given: str) -> datetime.date | None:
    """Return the day that is written in another way than as 2026-11-22; None for another text."""
    words = [each.removesuffix(",") for each in given.split()]
    if len(words) == 3 and words[0].isalpha():
        words = [words[1], words[0], words[2]]
    for text, form in (
        (given, "%d.%m.%Y"),
        (given, "%Y-%m-%d"),
        (" ".join(words), "%d %B %Y"),
        (" ".join(words), "%d %b %Y"),
    ):
        with suppress(ValueError):
            return datetime.datetime.strptime(text, form).date()
    return None


def _wanted(error: _Error) -> str:
    if error.kind in _WANTED:
        return _WANTED[error.kind].format(**error.context)
    return " or ".join(f"“{choice}”" for choice in _choices(error))


def _choices(error: _Error) -> list[str]:
    if error.kind not in ("literal_error", "enum"):
        return []
    expected = re.findall(r"'([^']*)'|(?<![\w'])(\d+)", str(error.context.get("expected", "")))
    return ["".join(choice) for choice in expected]


def _listed(names: dict[str, None]) -> str:
    *first, last = [name for name in names if name] or [""]
    return f"{', '.join(first)} or {last}" if first else last


_WRITTEN = {
    "id": "use small letters, digits and hyphens",
    "[key]": "use small letters, digits and underscores, with a letter first",
    "code": "a code is a capital letter and three digits, such as R204",
    "focus": "write it as 50% 40%: across and down",
    "srgb": "write it as #1A2B3C",
    "family": "use letters, digits and spaces, such as Source Sans 3",
}
_NUMBER, _WHOLE, _TRUTH = "a number", "a whole number", "true or false"
_DATE = "a date such as 2026-11-22"
_LIST, _MAPPING = "a list (lines that begin with “- ”)", "a mapping (lines such as “key: value”)"
_WANTED = {
    "string_type": "words",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": "a smaller number",
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "union_tag_not_found": f"words or {_MAPPING}",
    "too_short": "{min_length} or more in its list",
    "too_long": "no more than {max_length} in its list",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number from {ge} on",
    "less_than": "a number below {lt}",
    "less_than_equal": "a number up to {le}",
    "multiple_of": "a multiple of {multiple_of}",
}


def nearest(given: Any, choices: list[str]) -> str:
    """Return "did you mean …?" for a slip of the keyboard, else what is possible."""
    if not choices:
        return ""
    close = get_close_matches(str(given).casefold().replace("-", "_"), choices, 1, 0.6)
    if not close:
        close = get_close_matches(str(given).casefold(), choices, 1, 0.6)
    if close:
        return f"did you mean “{close[0]}”?"
    return "possible here: " + ", ".join(choices)


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that the models at `path` inside `model` can have."""
    fields = (each.model_fields.items() for each in models_at(model, path))
    return [info.alias or name for each in fields for name, info in each]


def _below(model: type[BaseModel], path: Path) -> str:
    """Return the help for a key that belongs into a section of the same mapping, if into one."""
    keys = _keys_at(model, path[:-1])
    homes = [each for each in keys if path[-1] in _keys_at(model, (*path[:-1], each))]
    return f"it belongs below `{homes[0]}:`" if len(homes) == 1 else ""


def _such_as(model: type[BaseModel], path: Path) -> str:
    """Return the help for a missing key: what its field says of itself, if with an example."""
    for each in models_at(model, path[:-1]):
        for name, info in each.model_fields.items():
            words = " ".join(description(each, name).split())
            if path[-1] in (name, info.alias) and "such as" in words:
                return words.partition(". ")[0].rstrip(".")
    return ""
