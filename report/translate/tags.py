"""Language tags: which are languages, what is one language in two countries, plural rules."""

from __future__ import annotations

import gettext
import re

from babel import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

from ..content import problems
from ..diagnostics import Diagnostic

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?\Z")
# Enough to tell apart the rules of all languages, which go by the last two digits or by millions.
_TRIED = (*range(1001), 1_000_000, 2_000_000)


def check_tag(tag: str) -> str:
    """Return a language tag such as `sv`, `pt-BR` or `zh-Hans`; Diagnostic C110 for another."""
    try:
        if not _TAG.match(tag):
            raise ValueError(tag)
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        message = f"there is no language “{tag}”"
        help = "write its tag, such as sv, es, en-GB or zh-Hans"
        if tag == "all":
            help = "for all of them, write --languages all"
        raise Diagnostic([problems.UNKNOWN_CHOICE.finding(None, message, help=help)]) from error
    return tag


def same_language(tag: str, other: str) -> bool:
    """True for one language, written in one script, in two countries: en-US and en-GB."""
    try:
        both = [Locale.parse(each, sep="-") for each in (tag, other)]
    except (UnknownLocaleError, ValueError):
        return False
    return len({(locale.language, locale.script) for locale in both}) == 1


def plural_forms(tag: str) -> str:
    """Return the rule of plurals as the head of a PO file has it; C code, by gettext's manual."""
    return str(get_plural(tag.replace("-", "_")).plural_forms)


def plural_fault(rule: str, tag: str) -> tuple[str, bool]:
    """Return what is wrong with a rule of plurals, "" for nothing; and True where it is no rule."""
    read = re.fullmatch(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=([^;]*);?\s*", rule)
    try:
        if read is None:
            raise ValueError(rule)
        count, form = int(read[1]), gettext.c2py(read[2].strip())
        forms = [int(form(number)) for number in _TRIED]
    except (ValueError, OverflowError, RecursionError, ZeroDivisionError):
        return f"“{rule.strip()[:60]}” is no rule of plurals", True
    if not all(0 <= each < count for each in forms):
        return f"the rule of plurals has {count} forms and asks for others", True
    own = get_plural(tag.replace("-", "_"))
    usual = gettext.c2py(own.plural_expr)
    if count != own.num_plurals or forms != [int(usual(number)) for number in _TRIED]:
        return f"the rule of plurals is not the usual one of “{tag}”", False
    return "", False
