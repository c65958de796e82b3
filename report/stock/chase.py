"""The chase list: what an edition still lacks, by the person or organisation who has it."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from ..content.edition import Edition
from ..diagnostics import Diagnostic, Finding, Mark
from ..photos.entry import Entry
from ..photos.gaps import What, gaps_of
from ..photos.ledger import Ledgers, Photo
from ..preflight.days import NOTICE
from ..resources import Project
from .uses import Use, usage_of

OURSELVES = ""
Words = tuple[str, ...]
_WIDTH = 76
_SHORT = 60


@dataclass(frozen=True)
class Item:
    """One thing to be got: from whom ("" for ourselves), what kind, in words, and for which place.

    `about` is the photo's file or the fact's name, and `mark` where it is written down when it
    has come.
    """

    who: str
    what: What | str
    about: str
    words: str
    sections: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True)
class ChaseList:
    """All that an edition lacks, by whom it is to be got from; `findings` are its errors."""

    edition: str
    title: str
    as_of: datetime.date
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]


def chase_list(project: Project, slug: str, as_of: datetime.date) -> ChaseList:
    """Return what is still to be got for an edition, sorted by person or organisation.

    Raises Diagnostic where the edition or a ledger cannot be read at all.
    """
    usage = usage_of(project, slug, as_of, sizes=False)
    if usage.edition is None:
        raise Diagnostic(usage.findings)
    by_file: dict[str, list[Use]] = {}
    for use in usage.uses:
        by_file.setdefault(normalize("NFC", use.photo.file), []).append(use)
    items = [item for uses in by_file.values() for item in _of_photo(usage.ledgers, uses, as_of)]
    items += _of_facts(usage.edition)
    # Ourselves come last: the others need time to answer.
    items.sort(key=lambda each: (each.who == OURSELVES, each.who.casefold(), each.about))
    title = " ".join(usage.edition.title.split())
    return ChaseList(slug, title, as_of, tuple(dict.fromkeys(items)), usage.findings)


def _of_photo(ledgers: Ledgers, uses: list[Use], as_of: datetime.date) -> Iterator[Item]:
    use = uses[0].photo
    where = tuple(dict.fromkeys(each.section for each in uses))
    shown = tuple(dict.fromkeys(each.portrayed for each in uses if each.portrayed))
    place = use.mark_of("file")
    try:
        photo = ledgers.resolve(use.file, place)
    except Diagnostic as diagnostic:
        entry = ledgers.entry_of(use.file)
        finding = diagnostic.findings[0]
        if entry is None:
            message = f"{use.file}: {finding.message}"
            yield Item(OURSELVES, "file", use.file, message, where, finding.mark or place)
            return
        yield _awaited(entry, None, where)
        yield from _of_entry(entry, (where, shown), as_of)
        return
    if photo.awaited is not None:
        yield _awaited(photo.awaited, photo, where)
        yield from _of_entry(photo.awaited, (where, shown), as_of, alt=False)
    if not photo.printed.mark.file:
        message = f"who made {photo.printed.file}, and what may be done with it (it has no entry)"
        yield Item(OURSELVES, "entry", photo.printed.file, message, where, place)
        return
    needed = not all(each.photo.alt.strip() for each in uses)
    yield from _of_entry(photo.printed, (where, shown), as_of, alt=needed)


def _awaited(entry: Entry, photo: Photo | None, where: tuple[str, ...]) -> Item:
    named = entry.awaited or entry.title or entry.caption
    words = f"the picture {entry.file}" + (f": {named.rstrip('.')}" if named else "")
    if photo is not None:
        words += f" ({photo.printed.file} is printed in its place)"
    return Item(_holder(entry), "file", entry.file, words, where, entry.mark)


def _of_entry(
    entry: Entry, printed: tuple[Words, Words], as_of: datetime.date, *, alt: bool = True
) -> Iterator[Item]:
    """Yield what an entry lacks. `printed` says in which sections it is, and as whose portrait."""
    where, portrayed = printed
    file, holder, named = entry.file, _holder(entry), _named(entry)
    asked = {
        "credit": f"the credit line of {named}, as it is to be printed",
        "licence": f"the licence of {named}: on what terms may it be printed, and until when?",
        "alt": f"an alt text for {named}",
    }
    for gap in gaps_of(entry, portrayed):
        mark = entry.mark_of(gap.what)
        if gap.what == "consent":
            words = f"the consent to be shown in {named}"
            for person in entry.consent.people or portrayed:
                yield Item(person, gap.what, file, words, where, entry.mark_of("consent"))
        elif gap.what == "consent document":
            words = f"the {gap.words} for {named}: where is it written down?"
            yield Item(OURSELVES, gap.what, file, words, where, entry.mark_of("consent"))
        elif gap.what != "alt" or alt:
            who = OURSELVES if gap.what == "alt" else holder
            yield Item(who, gap.what, file, asked[gap.what], where, mark)
    last = entry.licence_expires
    if last is not None and last <= as_of + NOTICE:
        ends = "ended" if last < as_of else "ends"
        words = f"a longer licence of {named}: it {ends} on {last.isoformat()}"
        yield Item(holder, "licence", file, words, where, entry.mark_of("licence_expires"))


def _of_facts(edition: Edition) -> Iterator[Item]:
    for name, fact in edition.facts.items():
        if not fact.source.strip():
            document, path = fact.origin
            words = f"the source of the fact “{fact.label}” ({name})"
            yield Item(OURSELVES, "source", name, words, (), document.key(path))


def _named(entry: Entry) -> str:
    return f"{entry.file} (“{entry.title}”)" if entry.title else entry.file


def _holder(entry: Entry) -> str:
    """Return who can be asked about a photo: its author, with the agency where there is one."""
    author, source = entry.author.strip(), entry.source.strip()
    agency = source if len(source) <= _SHORT and "\n" not in source else ""
    if author and agency and agency.casefold() not in author.casefold():
        return f"{author}, {agency}"
    return author or agency or entry.credit.strip()


def in_words(chase: ChaseList) -> str:
    """Return the list as plain text, ready to be pasted into a mail."""
    if not chase.items:
        return f"Nothing is missing for “{chase.title}” ({chase.edition})."
    day = chase.as_of.isoformat()
    lines = [f"Still to be got for “{chase.title}” ({chase.edition}), as of {day}"]
    who: str | None = None
    for item in chase.items:
        if item.who != who:
            who = item.who
            lines += ["", who or "To be written or found out by ourselves"]
        where = f" [in {', '.join(item.sections)}]" if item.sections else ""
        lines += textwrap.wrap(
            item.words + where,
            _WIDTH,
            initial_indent="- ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "\n".join(lines)


def as_data(item: Item) -> dict[str, object]:
    """Return an item as plain data for programs, with the keys in a fixed order."""
    return {
        "who": item.who or None,
        "what": item.what,
        "about": item.about,
        "words": item.words,
        "sections": list(item.sections),
        "file": item.mark.file,
        "line": item.mark.line,
        "column": item.mark.column,
    }
