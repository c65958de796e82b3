"""What is wrong with a translation beside its text, before anything is laid out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..content.names import half_names, names_in
from ..content.yaml import Place
from ..diagnostics import Finding, Severity
from .codes import CREDIT_DIFFERS, EDGES, MARKUP_DIFFERS, NAMES_DIFFER, TOO_LONG, UNPRINTABLE
from .markup import differences
from .units import Unit

# What YAML refuses in an edition, and the sign that stands for what could not be read.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd-\uffff]")
_MOST = {"line": 2_000, "prose": 200_000}


def faults(unit: Unit, words: str, place: Place) -> tuple[Finding, ...]:
    """Return what is wrong with a translation that stands at `place`."""
    found = [*_unprintable(unit, words, place)]
    if found:
        return tuple(found)  # reading Markdown in it would only repeat that
    if unit.markdown:
        found += _names(unit, words, place)
        found += _markup(unit, words, place)
    found += _kept(unit, words, place)
    return (*found, *_length(unit, words, place))


def broken(findings: tuple[Finding, ...]) -> bool:
    """True where a translation cannot be printed."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _unprintable(unit: Unit, words: str, place: Place) -> Iterator[Finding]:
    sign = _CONTROL.search(words)
    most = _MOST[unit.form]
    if sign:
        message = f"there is a control character, U+{ord(sign[0]):04X}, in the translation"
        help = "type the words anew"
        yield UNPRINTABLE.finding(place.at(words, sign.start()), message, help=help, at=unit.at)
    elif unit.form == "line" and "\n" in words.strip() and "\n" not in unit.source:
        message = "the translation has several lines, and the text is one"
        mark = place.at(words, words.index("\n"))
        yield UNPRINTABLE.finding(mark, message, help="join them", at=unit.at)
    elif len(words) > most:
        message = f"the translation has {len(words):,} characters; the limit is {most:,}"
        yield UNPRINTABLE.finding(place.mark, message, at=unit.at)


def _names(unit: Unit, words: str, place: Place) -> Iterator[Finding]:
    before = Counter(name.shown for name in names_in(unit.source))
    after = Counter(name.shown for name in names_in(words))
    for shown in before - after:
        message = f"“{{{{ {shown} }}}}” of the text is missing in the translation"
        yield NAMES_DIFFER.finding(place.mark, message, help="copy it from the text", at=unit.at)
    extra = after - before
    for name in names_in(words):
        if name.shown in extra:
            message = f"“{{{{ {name.shown} }}}}” is in the translation and not in the text"
            help = "names are not translated: write them as the text has them"
            mark = place.at(words, name.offset)
            yield NAMES_DIFFER.finding(mark, message, help=help, at=unit.at)
            del extra[name.shown]
    for offset in half_names(words):
        message = "this name lacks a brace and would be printed as it stands"
        yield NAMES_DIFFER.finding(place.at(words, offset), message, at=unit.at)


def _markup(unit: Unit, words: str, place: Place) -> Iterator[Finding]:
    found = [*differences(unit.source, words.strip(), prose=unit.form == "prose")]
    if found:
        message = f"the translation differs in its marks: {'; '.join(found[:4])}"
        help = "give it the same marks of Markdown as the text"
        yield MARKUP_DIFFERS.finding(place.mark, message, help=help, at=unit.at)


def _kept(unit: Unit, words: str, place: Place) -> Iterator[Finding]:
    for name in unit.kept:
        if name not in words:
            message = f"the translation of this credit line does not name “{name}”"
            help = "write the name as the text has it"
            yield CREDIT_DIFFERS.finding(place.mark, message, help=help, at=unit.at)


def _length(unit: Unit, words: str, place: Place) -> Iterator[Finding]:
    length = len(words.strip())
    if length > unit.limit:
        message = f"the translation has {length} characters; there is room for about {unit.limit}"
        help = f"the text has {len(unit.source)}; shorten it, or look at the page"
        yield TOO_LONG.finding(place.mark, message, help=help, at=unit.at)
    if words != words.strip():
        message = "the translation begins or ends with spaces"
        yield EDGES.finding(place.mark, message, help="take them out", at=unit.at)
