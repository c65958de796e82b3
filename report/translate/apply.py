"""A manuscript in another language: the same edition, with the words that its PO files have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from ..content.edition import Edition, Fact
from ..content.load import Manuscript
from ..content.node import Node, Words, changed, texts
from ..diagnostics import Diagnostic, Finding, Gist, Severity
from ..photos.ledger import Ledgers
from .catalog import Key
from .checks import broken, faults
from .codes import MISSING, STALE
from .gathering import photo_context, units_of
from .holders import EDITION, PHOTOS, Holder, holders
from .shelf import Answer, Shelf, none_yet, open_shelf, tags_of
from .tables import is_list, open_language, translated_spec, translated_table

_MANY = 10
"""Beyond so many texts of a section, they are counted and not listed."""


def in_language(
    manuscript: Manuscript, ledgers: Ledgers | None, tag: str, *, marked: bool
) -> tuple[Manuscript, Ledgers | None]:
    """Return a manuscript, and the ledgers of its photos, in the language `tag`.

    What has no translation yet, or a stale one, is `Words` that are unsettled, and a finding of the
    manuscript: an error, or where it is `marked` on the page, a warning. Raises Diagnostic: there
    is no translation (L101), or a PO file cannot be read (L104 to L106).
    """
    project, folders = manuscript.project, manuscript.folders
    there = tags_of(project, folders)
    if tag not in there:
        raise Diagnostic([none_yet(tag, there, manuscript.slug, manuscript.edition.language)])
    shelf = open_shelf(project, folders, tag, manuscript.edition.language)
    return _Translation(manuscript, ledgers, shelf, marked=marked).made()


class _Translation:
    """Puts the words of PO files into the places of the edition's own."""

    def __init__(
        self, manuscript: Manuscript, ledgers: Ledgers | None, shelf: Shelf, *, marked: bool
    ) -> None:
        self.manuscript = manuscript
        self.ledgers = ledgers
        self.shelf = shelf
        self.findings: list[Finding] = list(shelf.findings)
        self._words: dict[Key, Words] = {}
        open_ones: list[Answer] = []
        for answer in shelf.answers(units_of([manuscript], ledgers)):
            self._settle(answer)
            if answer.state in ("missing", "stale"):
                open_ones.append(answer)
        self.findings += _open_findings(open_ones, shelf, manuscript.slug, marked=marked)

    def _settle(self, answer: Answer) -> None:
        """Note what is printed for a text, and what is wrong with its translation."""
        unit = answer.unit
        if answer.state == "kept":
            return
        found = faults(unit, answer.words, answer.place) if answer.entry else ()
        self.findings += found
        unsettled = "" if answer.state == "done" and not broken(found) else self.shelf.tag
        words, place = answer.words.strip(), answer.place
        if broken(found) or answer.entry is None:
            words, place, unsettled = unit.source, place, self.shelf.source
        plain = not unit.markdown
        self._words[unit.key] = Words(words, place, plain=plain, unsettled=unsettled)

    def made(self) -> tuple[Manuscript, Ledgers | None]:
        """Return the manuscript and the ledgers in the language."""
        before = self.manuscript
        edition = before.edition
        known = {id(holder.node): holder for holder in holders(edition)}
        tables, specs = dict(before.tables), dict(before.specs)
        for _, block in edition.blocks():
            if block.id not in tables or is_list(block):
                continue
            old = before.tables[block.id]
            new = translated_table(block, old, edition, self._answer)
            waiting = open_language(block, old, before.specs.get(block.id), self._answer)
            tables[block.id] = new = replace(new, unsettled=waiting)
            if block.id in specs:
                specs[block.id] = translated_spec(block, specs[block.id], old, new, self._answer)
        after: Edition = changed(edition, lambda node: self._fields(node, known))
        findings = (*before.findings, *self.findings)
        manuscript = replace(before, edition=after, tables=tables, specs=specs, findings=findings)
        manuscript = replace(manuscript, translated_from=before.own_language)
        return manuscript, self.ledgers.reworded(self._of_photos()) if self.ledgers else None

    def _answer(self, context: str, text: str) -> str:
        return self._words.get((context, text.strip()), text)

    def _fields(self, node: Node, known: Mapping[int, Holder]) -> Mapping[str, Any]:
        holder = known.get(id(node))
        if holder is None:
            return {}
        fields: dict[str, Any] = {
            field: self._answer(holder.context(field), text) for field, _, text in texts(node)
        }
        if isinstance(node, Fact) and isinstance(node.value, str):
            fields["value"] = self._answer(holder.context("value"), node.value)
        if isinstance(node, Edition):
            context = f"{EDITION}.keywords"
            fields["keywords"] = tuple(str(self._answer(context, each)) for each in node.keywords)
            fields["language"] = self.shelf.tag
        return fields

    def _of_photos(self) -> Mapping[str, Mapping[str, Words]]:
        """Return the words of photos by file and field."""
        found: dict[str, dict[str, Words]] = {}
        for (context, _), words in self._words.items():
            if context.startswith(f"{PHOTOS}."):
                file, _, field = context.removeprefix(f"{PHOTOS}.").rpartition(".")
                assert context == photo_context(file, field)
                found.setdefault(file, {})[field] = words
        return found


def _open_findings(
    answers: Iterable[Answer], shelf: Shelf, slug: str, *, marked: bool
) -> Iterator[Finding]:
    """Yield what is missing and what is stale, one by one or, where it is much, by section."""

    def kind(answer: Answer) -> tuple[str, str]:
        return answer.state, answer.unit.section

    for (state, section), group in groupby(sorted(answers, key=kind), key=kind):
        found = list(group)
        if marked or len(found) <= _MANY:
            yield from (_open_finding(answer, shelf, slug, marked=marked) for answer in found)
            continue
        code = MISSING if state == "missing" else STALE
        what = "have no translation" if state == "missing" else "were changed since translated"
        message = f"{len(found)} texts of “{section}” {what} into “{shelf.tag}”"
        help = f"this is the first; translate status {slug} counts them all"
        finding = code.finding(found[0].mark, message, help=help, at=found[0].unit.at)
        yield replace(finding, gist=Gist(message, things=len(found)))


def _open_finding(answer: Answer, shelf: Shelf, slug: str, *, marked: bool) -> Finding:
    line = " ".join(answer.unit.source.split())
    shown = line if len(line) <= 50 else line[:49].rstrip() + "…"
    if answer.state == "missing":
        message = f"“{shown}” has no translation into “{shelf.tag}”"
        there = any(answer.mark.file == catalog.file for catalog in shelf.catalogs)
        help = f"translate update {slug} adds it to the PO file"
        code, help = MISSING, "write it after `msgstr`" if there else help
    elif answer.doubted:
        message = f"the translation of “{shown}” into “{shelf.tag}” is marked as doubtful"
        help = "where it is right, take the word `fuzzy` out of the PO file"
        code = STALE
    else:
        message = f"“{shown}” was changed after it had been translated into “{shelf.tag}”"
        help = "compare the two, and take the word `fuzzy` out of the PO file when it is right"
        if answer.entry is None or not answer.entry.fuzzy:
            help = f"translate update {slug} puts the new words beside the old ones; then {help}"
        code = STALE
    finding = code.finding(answer.mark, message, help=help, at=answer.unit.at)
    return replace(finding, override=Severity.WARNING) if marked else finding
