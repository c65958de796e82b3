"""Bringing a PO file up to date with its edition, so that no word of a translator is lost.

Texts that are there as before keep their translations. One that was changed keeps it as `fuzzy`,
with the words that it was made for; so does one that was moved and changed. What is no more goes to
the end of the file as obsolete, and comes back with its text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import islice

from .catalog import FUZZY, Catalog, Entry, Key
from .shelf import same_words
from .tags import plural_fault, plural_forms
from .units import Unit

# Fields of the header that say how the file is, and not who made it.
_OURS = {"Project-Id-Version", "POT-Creation-Date", "Language", "MIME-Version", "Content-Type"}
_OURS |= {"Content-Transfer-Encoding"}
_ALIKE = 0.7
# Texts beyond this length are not compared with others, nor with more than so many of them.
_LONGEST = 2_000
_COMPARED = 1_000


def updated(
    before: Catalog | None, units: Iterable[Unit], file: str, head: Mapping[str, str]
) -> Catalog:
    """Return the PO file of `units` in their order, with all that `before` has of them.

    `head` are the fields of a new header; one that is there keeps what a translator wrote.
    """
    wanted = tuple(units)
    merger = _Merger(before.entries if before else (), wanted)
    entries = tuple(merger.entry(unit) for unit in wanted)
    old = before.head if before else {}
    kept = {name: value for name, value in old.items() if name not in _OURS and value}
    if plural_fault(kept.get("Plural-Forms", ""), head.get("Language", "").replace("_", "-"))[1]:
        kept.pop("Plural-Forms", None)
    fields = {name: kept.get(name, value) for name, value in head.items()}
    fields |= {name: value for name, value in old.items() if name not in fields}
    remarks = before.remarks if before else ()
    return Catalog(file, fields, (*entries, *merger.obsolete()), remarks)


def new_head(title: str, tag: str, date: datetime.date) -> Mapping[str, str]:
    """Return the header of a new PO file; its dates are the edition's, and stay the same."""
    day = f"{date.isoformat()} 00:00+0000"
    return {
        "Project-Id-Version": " ".join(title.split()),
        "POT-Creation-Date": day,
        "PO-Revision-Date": day,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": tag.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(tag),
    }


class _Merger:
    """Finds for each text the entry that it had, or one that it may come from."""

    def __init__(self, entries: Sequence[Entry], units: Sequence[Unit]) -> None:
        self._entries = entries
        wanted = {unit.key for unit in units}
        # Of one text, what is in use comes before what was kept, and both after what is empty.
        ranked = sorted(entries, key=lambda entry: (not entry.words, entry.obsolete))
        self._exact: dict[Key, Entry] = {}
        for entry in ranked:
            if entry.key in wanted:
                self._exact.setdefault(entry.key, entry)
        self._used = {id(entry) for entry in self._exact.values()}

    def entry(self, unit: Unit) -> Entry:
        """Return the entry of a text as it stands in the file from now on."""
        places = tuple(_reference(mark.file, mark.line) for mark in unit.places if mark.file)
        fresh = Entry(unit.context, unit.source, "", (), unit.notes, places)
        same = self._exact.get(unit.key) or self._take(self._as_before(unit))
        if same is not None:
            return _taken_over(same, fresh)
        changed = self._take(self._most_alike(unit))
        return _fuzzy(changed, fresh) if changed is not None else fresh

    def obsolete(self) -> Iterator[Entry]:
        """Yield what no text is left for, with the words that somebody has written."""
        for entry in self._left():
            yield replace(entry, obsolete=True, notes=(), places=())

    def _left(self) -> Iterator[Entry]:
        """Yield the entries with words that no text has taken yet."""
        return (each for each in self._entries if each.words and id(each) not in self._used)

    def _take(self, entry: Entry | None) -> Entry | None:
        if entry is not None:
            self._used.add(id(entry))
        return entry

    def _as_before(self, unit: Unit) -> Entry | None:
        """Return the entry of the same words: with other line breaks, or in another place."""
        for entry in self._left():
            if entry.context == unit.context and same_words(entry.source, unit.source):
                return entry
        moved = (each for each in self._left() if each.source == unit.source)
        return next((e for e in moved if _field(e.context) == _field(unit.context)), None)

    def _most_alike(self, unit: Unit) -> Entry | None:
        """Return the entry of other words that these may come from; None if there is none.

        In the same place that is the one most like them, elsewhere one that is much like them.
        """
        here = [each for each in self._left() if each.context == unit.context]
        if len(here) == 1:
            return here[0]
        if len(unit.source) > _LONGEST:
            return None
        others = (each for each in self._left() if len(each.source) <= _LONGEST)
        near = here or [*islice(others, _COMPARED)]
        matcher = SequenceMatcher(None, b=unit.source, autojunk=False)
        best, most = None, 0.0 if here else _ALIKE
        for entry in near:
            matcher.set_seq1(entry.source)
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most:
                ratio = matcher.ratio()
                best, most = (entry, ratio) if ratio > most else (best, most)
        return best


def _field(context: str) -> str:
    return context.replace(".", "/").rpartition("/")[2]


def _taken_over(entry: Entry, fresh: Entry) -> Entry:
    """Return an entry with its words; one that was doubtful for other words is so no more."""
    flags, before, context = entry.flags, entry.before, entry.context_before
    if entry.fuzzy and before is not None and same_words(before, fresh.source):
        flags, before, context = entry.sure(), None, None
    return replace(
        fresh,
        words=entry.words,
        remarks=entry.remarks,
        flags=flags,
        before=before,
        context_before=context,
    )


def _fuzzy(entry: Entry, fresh: Entry) -> Entry:
    """Return a changed text with the translation of what stood there before."""
    # Words that were doubtful already were made for those before the last.
    before = entry.before if entry.fuzzy and entry.before is not None else entry.source
    context = entry.context_before if entry.fuzzy and entry.before is not None else None
    if context is None and entry.context != fresh.context:
        context = entry.context
    return _taken_over(
        replace(entry, flags=(FUZZY, *entry.sure()), before=before, context_before=context), fresh
    )


def _reference(file: str, line: int) -> str:
    place = f"{file}:{line}" if line else file
    # Names with spaces stand between marks of isolation, as GNU gettext has them since 0.22.
    return f"\u2068{place}\u2069" if " " in place else place
