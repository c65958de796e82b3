"""What is wrong with the words of an edition themselves, before there are pages."""

from __future__ import annotations

from collections.abc import Iterable

from .content import problems
from .content.edition import Edition, blocks_of
from .content.names import Name
from .content.node import Words, nearest, texts, walk
from .diagnostics import Finding, Mark
from .settings import Language
from .typography import Typesetter


def faults_in_words(edition: Edition, language: Language) -> tuple[Finding, ...]:
    """Return what setting every text of the edition would find: links, pictures, lost words."""
    typesetter = Typesetter(language, _any_value)
    for node in walk(edition):
        for _, form, words in texts(node):
            if form.form == "prose":
                typesetter.prose(words)
            else:
                typesetter.line(words)
    dead = dead_links(typesetter.link_targets, reading_order(edition))
    return (*typesetter.findings, *dead)


def dead_links(targets: Iterable[tuple[str, Mark]], ids: list[str]) -> tuple[Finding, ...]:
    """Return a finding for each link (its target, and where it stands) that leads to no id."""
    found: list[Finding] = []
    for target, mark in targets:
        if target not in ids:
            message = f"the link leads to “#{target}”, and there is no such id"
            help = nearest(target, ids)
            found.append(problems.UNKNOWN_TARGET.finding(mark, message, help=help))
    return tuple(found)


def reading_order(edition: Edition) -> list[str]:
    """Return the ids of pages and their blocks in the order in which they are read."""
    pages = list(edition.pages())
    return [id for page in pages for id in (page.id, *(block.id for block in blocks_of(page)))]


def _any_value(name: Name) -> str:
    # Whether there is such a name has been looked at before.
    return Words("0", plain=True)
