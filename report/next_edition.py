"""Next year's edition, begun from this year's, and what usually must change in it."""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .content.blocks.agenda import Agenda
from .content.blocks.contacts import Contacts
from .content.blocks.foreword import Foreword
from .content.blocks.people import People
from .content.edition import Edition
from .content.extends import EXTENDS
from .content.load import Manuscript, read_all
from .content.node import texts, walk
from .content.rewrite import rewritten
from .desk import options_reader
from .diagnostics import Diagnostic, Mark
from .photos.ledger import Ledgers
from .resources import Project
from .starter import folder_name, taken, title_of, write_schemas
from .storage import Content, one_at_a_time, write_folder

# What belongs to last year's edition alone.
_LEFT_BEHIND = {".git", "__pycache__"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Reminder:
    """Something that usually must change, and where it stands."""

    mark: Mark
    words: str


def next_edition(
    project: Project, old: str, title: str, date: datetime.date, *, extend: bool
) -> Path:
    """Write an edition called `title` that begins as `old` is; return its folder.

    A copy has everything the old one has, with its own title and date and revision 1; with
    `extend` it says nothing but these, and takes all else from the old one as long as that is
    there. Raises Diagnostic where the old one cannot be read, or the name is none (S302) or taken
    (S301), and OSError where the project may not be written to.
    """
    name = folder_name(title)
    folder = project.place(project.editions / name)
    files = _extending(old, title, date) if extend else _copied(project, old, title, date)
    with one_at_a_time(project.root):
        if os.path.lexists(folder):
            raise Diagnostic([taken(project.shown(folder))])
        write_folder(folder, files)
    write_schemas(project)
    return folder


def _extending(old: str, title: str, date: datetime.date) -> dict[str, Content]:
    text = (
        "# yaml-language-server: $schema=../../schema/extending.schema.json\n"
        f"# All that is not said here is as in editions/{old}/edition.yaml.\n"
        f"{EXTENDS}: {json.dumps(old, ensure_ascii=False)}\n"
        f"title: {json.dumps(title_of(title), ensure_ascii=False)}\n"
        f"date: {date.isoformat()}\n"
        "# Changes by id; `show --ids` lists the ids, docs/rules.md#v101 shows what can be said.\n"
        "changes: []\n"
    )
    return {"edition.yaml": text.encode()}


def _copied(project: Project, old: str, title: str, date: datetime.date) -> dict[str, Content]:
    home = project.editions / old
    files: dict[str, Content] = {
        path.relative_to(home).as_posix(): path
        for path in sorted(home.rglob("*"))
        if path.is_file()
        and project.holds(path)
        and not _LEFT_BEHIND & set(path.relative_to(home).parts)
    }
    new: dict[tuple[str | int, ...], Any] = {
        ("title",): title_of(title),
        ("date",): date,
        ("print", "revision"): 1,
    }
    source = home / "edition.yaml"
    shown = project.shown(source)
    files["edition.yaml"] = rewritten(project.read(source, Mark(shown)), shown, new)
    return files


def reminders(project: Project, slug: str, old: str, date: datetime.date) -> tuple[Reminder, ...]:
    """Return what usually must change in an edition that was begun from the `old` one, in file
    order.

    Raises Diagnostic where one of them cannot be read at all.
    """
    manuscript, before = (_read(project, each) for each in (slug, old))
    ledgers = Ledgers.load(project, *manuscript.folders)
    found = [
        *_facts(manuscript.edition, date),
        *_days(manuscript.edition, date),
        *_people(manuscript.edition),
        *_years(manuscript.edition, before.edition, date),
        *_waivers(manuscript.edition),
        *_rights(manuscript.edition, ledgers, date),
    ]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda each: (each.mark.file, each.mark.line, each.words)))


def _read(project: Project, slug: str) -> Manuscript:
    manuscript, findings = read_all(project, slug, options_reader(project))
    if manuscript is None:
        raise Diagnostic(findings)
    return manuscript


def _facts(edition: Edition, date: datetime.date) -> Iterator[Reminder]:
    for name, fact in edition.facts.items():
        if fact.as_of is None:
            yield Reminder(fact.mark, f"the fact “{name}” says no date: is it still true?")
        elif _year(fact.as_of) < date.year:
            words = f"the fact “{name}” is as of {fact.as_of}: is there a newer figure?"
            yield Reminder(fact.mark_of("as_of"), words)
        if isinstance(fact.value, datetime.date) and fact.value < date:
            words = f"the fact “{name}” is a day that is over, {fact.value}"
            yield Reminder(fact.mark_of("value"), words)


def _year(as_of: int | datetime.date) -> int:
    return as_of.year if isinstance(as_of, datetime.date) else as_of


def _days(edition: Edition, date: datetime.date) -> Iterator[Reminder]:
    for _, block in edition.blocks():
        if isinstance(block, Agenda):
            over = [day.date for day in block.days if day.date < date]
            if over:
                words = f"the agenda “{block.id}” has days that are over: {over[0]}"
                words += f" to {over[-1]}" if over[1:] else ""
                yield Reminder(block.mark, words)


def _people(edition: Edition) -> Iterator[Reminder]:
    for _, block in edition.blocks():
        if isinstance(block, (People, Contacts)):
            number = len(block.people)
            what = "person" if number == 1 else "people"
            words = f"“{block.id}” names {number} {what}: who is new, who has another office?"
            yield Reminder(block.mark, words)
        elif isinstance(block, Foreword):
            words = f"{block.name} speaks in the foreword: still in office, and in new words?"
            yield Reminder(block.mark_of("name"), words)


def _years(edition: Edition, before: Edition, date: datetime.date) -> Iterator[Reminder]:
    """Yield a reminder for each text that has the title of the edition `before`, or speaks of its
    year or of the years just past."""
    past = {str(year) for year in (date.year - 1, date.year - 2, before.date.year)}
    # An edition of November is often called after the year to come.
    named = set(_YEAR.findall(before.title)) - set(_YEAR.findall(edition.title))
    recent = (past - {str(date.year)}) | named
    title = " ".join(before.title.split())
    for node in walk(edition):
        for field, _, text in texts(node):
            years = sorted(recent & set(_YEAR.findall(text)))
            if hasattr(node, "as_of"):
                continue
            if title != edition.title and title in " ".join(text.replace(" / ", " ").split()):
                words = f"the {field} has the old title, “{title}”"
                yield Reminder(node.mark_of(field), words)
            elif years:
                words = f"the {field} speaks of {' and '.join(years)}"
                yield Reminder(node.mark_of(field), words)


def _waivers(edition: Edition) -> Iterator[Reminder]:
    for waiver in edition.waivers:
        words = f"{waiver.code} is accepted, “{waiver.reason}”: does that still hold?"
        yield Reminder(waiver.mark, words)


def _rights(edition: Edition, ledgers: Ledgers, date: datetime.date) -> Iterator[Reminder]:
    used = {getattr(node, "file", "") for node in walk(edition)}
    for shelf in ledgers.shelves:
        for name, entry in shelf.ledger.photos.items():
            expires = entry.licence_expires
            if name not in used:
                continue
            if expires is not None and expires < date + datetime.timedelta(365):
                words = f"the licence of {name} expires on {expires}"
                yield Reminder(entry.mark_of("licence_expires"), words)
            if entry.awaited:
                yield Reminder(entry.mark_of("awaited"), f"{name} was awaited: has it come?")
