"""The texts of an edition: of its fields, its tables and charts, and its photographs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..content.block import Block, Page, PhotoUse
from ..content.descriptions import description
from ..content.edition import Edition, Fact
from ..content.load import Manuscript
from ..content.names import names_in
from ..content.node import Text, Words, texts
from ..diagnostics import Diagnostic, Mark
from ..facts import fact_value
from ..photos.entry import Entry
from ..photos.ledger import Ledgers, Photo
from ..spacing import NBSP
from .catalog import Key
from .holders import FACTS, PHOTOS, Holder, data_name, holders
from .tables import is_list, markdown_in, option_texts, table_texts
from .units import Unit, hints, worded

_LINE = Text("line")


def units_of(manuscripts: Iterable[Manuscript], ledgers: Ledgers | None) -> tuple[Unit, ...]:
    """Return the texts of an edition and its variants in reading order, each once.

    Without `ledgers`, those of photos are left out.
    """
    found: dict[Key, Unit] = {}
    for manuscript in manuscripts:
        for unit in (*_of_edition(manuscript), *_of_photos(manuscript.edition, ledgers)):
            known = found.get(unit.key)
            if known is None:
                found[unit.key] = unit
            elif unit.mark not in known.places:
                found[unit.key] = replace(known, places=(*known.places, unit.mark))
    return tuple(found.values())


def _of_edition(manuscript: Manuscript) -> Iterator[Unit]:
    edition = manuscript.edition
    for holder in holders(edition):
        node = holder.node
        for field, form, text in texts(node):
            if form.translated != "never" and worded(text):
                yield _unit(edition, holder, field, form, text)
        if node is edition:
            yield from _keywords(edition, holder)
        if isinstance(node, Fact) and isinstance(node.value, str) and worded(node.value):
            yield _unit(edition, holder, "value", _LINE, node.value)
        block = holder.block
        if node is block and isinstance(block, Block) and block.id in manuscript.tables:
            yield from _of_table(manuscript, holder, block)
            yield from _of_options(manuscript, holder, block)


def _keywords(edition: Edition, holder: Holder) -> Iterator[Unit]:
    document, path = edition.origin
    for index, word in enumerate(edition.keywords):
        if worded(word):
            words = Words(word, document.place((*path, "keywords", index)), plain=True)
            yield _unit(edition, holder, "keywords", _LINE, words)


def _unit(edition: Edition, holder: Holder, field: str, form: Text, text: str) -> Unit:
    mark = text.place.mark if isinstance(text, Words) else holder.node.mark_of(field)
    if not mark.file and holder.block is not None:
        mark = holder.block.mark_of("data")  # made of rows
    optional = form.translated == "where needed"
    return Unit(
        holder.context(field),
        text.strip(),
        form.form,
        mark,
        holder.section,
        holder.at,
        isinstance(text, Words) and not text.plain,
        optional,
        (*_about(holder, field), *hints(text, form.form, optional), *_named(edition, text)),
        (mark,),
    )


def _about(holder: Holder, field: str) -> Iterator[str]:
    """Yield where the words stand, what they are, and what they stand beside."""
    yield from _where(holder)
    what = " ".join(description(type(holder.node), field).split()).partition(" Left out:")[0]
    yield f"{field.replace('_', ' ')}: {what}"
    if isinstance(holder.node, PhotoUse):
        yield f"Of the photo {holder.node.file}"
    beside = _headline(holder.block)
    if beside and beside != getattr(holder.node, field):
        yield f"Stands with the headline “{_short(beside)}”"


def _where(holder: Holder) -> Iterator[str]:
    page, block = holder.page, holder.block
    if page is None:
        return
    kind = page.kind.replace("_", " ")
    title = _short(page.heading or kind)
    if block is None or block is page:
        yield f"Page type “{kind}”: “{title}”"
    else:
        yield f"Block “{block.kind.replace('_', ' ')}” of the {kind} “{title}”"


def _headline(block: Block | Page | None) -> str:
    words = (getattr(block, each, "") for each in ("title", "headline", "name"))
    return next((str(each) for each in words if each), "")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _named(edition: Edition, text: str) -> Iterator[str]:
    """Yield what the names in a text stand for."""
    for parts in dict.fromkeys(name.parts for name in names_in(text)):
        fact = edition.facts.get(parts[1]) if parts[0] == FACTS and len(parts) == 2 else None
        if fact is not None:
            words = f"{'more than ' * fact.more_than}{fact_value(fact, edition.language)}"
            yield f"{{{{ {'.'.join(parts)} }}}} prints {words.replace(NBSP, ' ')}"


def _of_table(manuscript: Manuscript, holder: Holder, block: Block) -> Iterator[Unit]:
    """Yield the heads and cells of a table that is printed as one, or drawn."""
    if is_list(block):
        return
    edition, marked = manuscript.edition, markdown_in(block)
    about = f"of the table “{_short(_headline(block) or data_name(block))}”"
    for context, text, mark in table_texts(block, manuscript.tables[block.id], edition):
        what = "Head of a column" if context.endswith("/columns") else "Cell"
        named = _named(edition, text) if marked else ()
        notes = (*_where(holder), f"{what} {about}", *hints(text, "line", False), *named)
        yield _plain(context, text, mark, holder, notes, markdown=marked)


def _of_options(manuscript: Manuscript, holder: Holder, block: Block) -> Iterator[Unit]:
    for name, words in option_texts(manuscript.specs.get(block.id)):
        mark = block.place_of("options").mark
        notes = (*_where(holder), f"Option “{name}” of the chart", *hints(words, "line", False))
        yield _plain(f"{block.id}/options/{name}", words, mark, holder, notes)


def _plain(
    context: str,
    text: str,
    mark: Mark,
    holder: Holder,
    notes: tuple[str, ...],
    *,
    markdown: bool = False,
    section: str = "",
) -> Unit:
    return Unit(
        context,
        text.strip(),
        "line",
        mark,
        section or holder.section,
        holder.at,
        markdown,
        False,
        notes,
        (mark,),
    )


def _of_photos(edition: Edition, ledgers: Ledgers | None) -> Iterator[Unit]:
    """Yield what the ledgers say of the photos that are printed, where the edition does not."""
    if ledgers is None:
        return
    listed = any(page.kind == "credits" for page in edition.pages())
    for holder in holders(edition):
        if not isinstance(holder.node, PhotoUse):
            continue
        try:
            photo = ledgers.resolve(holder.node.file, holder.node.mark_of("file"))
        except Diagnostic:
            continue  # which is reported where the photo is asked for
        for entry, field in _printed(holder.node, photo, listed):
            words = getattr(entry, field)
            if worded(words):
                mark = photo.mark_of(field) if entry is photo.printed else entry.mark_of(field)
                what = field if field != "awaited" else "description, until it comes,"
                notes = (f"The {what} of the photo {entry.file}", *hints(words, "line", False))
                context = photo_context(entry.file, field)
                unit = _plain(context, words, mark, holder, notes, section=PHOTOS)
                yield _credit(unit, entry.author) if field == "credit" else unit


def _credit(unit: Unit, author: str) -> Unit:
    """Return the text of a credit line, in which a few words are translated at most."""
    about = "Translate “Photo” and the like; names and licences stay. Empty: it stays as it is"
    first = re.split(r"[,(]", author)[0].strip()
    kept = (first,) if first and first in unit.source else ()
    return replace(unit, optional=True, notes=(*unit.notes, about), kept=kept)


def _printed(use: PhotoUse, photo: Photo, listed: bool) -> Iterator[tuple[Entry, str]]:
    """Yield the entries and fields of a photo that are printed or read out."""
    for field in ("caption", "alt"):
        if not getattr(use, field):
            yield photo.printed, field
    yield photo.printed, "credit"
    if listed:
        yield photo.printed, "title"
        if photo.awaited is not None:
            yield from ((photo.awaited, field) for field in ("title", "awaited", "credit"))


def photo_context(file: str, field: str) -> str:
    """Return the context of what a ledger says of a photo."""
    return f"{PHOTOS}.{file}.{field}"
