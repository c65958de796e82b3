"""Editions that extend editions: each says only what differs from the one below.

The result is one document, whose places lead to the files that its values come from; from there on
it is read as if it had been written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Finding, Mark
from ..resources import Project
from . import problems
from .change_codes import EXTENDS_LOOP, NO_CHANGE, OLD_DATE, SECTIONS_AND_CHANGES
from .changes import Changes
from .edition import Edition
from .explain import nearest
from .ids import give_ids
from .node import read_what_fits
from .spots import spots_of
from .tree import Branch, document_of, tree_of
from .yaml import Document, read_yaml

EXTENDS, CHANGES, VARIANTS = "extends", "changes", "variants"
_MOST_BELOW = 50


@dataclass(frozen=True)
class Resolved:
    """An edition with all that it extends.

    `folders` are those of the editions in the order in which files are looked for: its own first.
    """

    document: Document
    folders: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def resolve(project: Project, slug: str, variant: str = "") -> Resolved:
    """Return the edition of a folder over what it extends, and its variant over that.

    Raises Diagnostic: a file cannot be read, extends what is not there (C110) or itself (V105), or
    changes what cannot be changed (V101 to V108).
    """
    resolved = _edition(project, slug, None, ())
    if not variant:
        return resolved
    folder = f"editions/{slug}/{VARIANTS}"
    names = project.listing(folder, ".yaml", own=True)
    if variant not in names:
        help = nearest(variant, list(names)) or f"a variant is a file in {folder}/"
        message = f"“{slug}” has no variant “{variant}”"
        raise Diagnostic([problems.UNKNOWN_CHOICE.finding(None, message, help=help)])
    over = _read(project, names[variant])
    if isinstance(over.data, dict) and EXTENDS in over.data:
        message = "a variant is one of its own edition, and extends no other"
        mark = over.key((EXTENDS,))
        raise Diagnostic([problems.UNKNOWN_KEY.finding(mark, message, help="take it out")])
    return _over(resolved, over)


def _edition(project: Project, slug: str, mark: Mark | None, seen: tuple[str, ...]) -> Resolved:
    folder = project.editions / slug
    if slug in seen:
        circle = [*seen[seen.index(slug) :], slug]
        way = " → ".join(circle)
        help = "take one `extends:` out, and give that edition all it needs"
        raise Diagnostic([EXTENDS_LOOP.finding(mark, f"“{slug}” extends itself: {way}", help=help)])
    if len(seen) > _MOST_BELOW:
        message = f"“{seen[0]}” extends more than {_MOST_BELOW} editions, one over the other"
        help = f"have “{seen[1]}” say itself what it takes from so far below"
        raise Diagnostic([EXTENDS_LOOP.finding(mark, message, help=help)])
    if seen and slug not in project.folders_with("edition.yaml", "editions", own=True):
        names = list(project.folders_with("edition.yaml", "editions", own=True))
        message = f"there is no edition “{slug}” to extend"
        others = [each for each in names if each not in seen]
        raise Diagnostic(
            [problems.UNKNOWN_CHOICE.finding(mark, message, help=nearest(slug, others))]
        )
    document = _read(project, folder / "edition.yaml")
    given = document.data.get(EXTENDS) if isinstance(document.data, dict) else None
    if given is None:
        return Resolved(document, (folder,))
    below = _edition(project, str(given), document.place((EXTENDS,)).mark, (*seen, slug))
    below = replace(below, folders=(folder, *below.folders))
    return _over(below, document)


def _read(project: Project, path: Path) -> Document:
    shown = project.shown(path)
    return read_yaml(project.read(path, Mark(shown)), shown)


def _over(below: Resolved, over: Document) -> Resolved:
    """Return a document over a resolved one; Diagnostic where nothing can be made of them."""
    if not isinstance(over.data, dict):
        return replace(below, document=over)  # reading it as an edition says what is wrong
    base, own = tree_of(below.document), tree_of(over)
    changes = _changes(below, base)
    findings: list[Finding] = []
    given = own.value.pop(CHANGES, None)
    if own.value.pop(EXTENDS, None) is not None and "print" in base.value:
        # Another edition is handed over anew; a variant is the same one.
        _without_revision(base.value["print"])
    if given is not None and "sections" in own.value:
        help = "keep `sections:` for pages of its own, or `changes:` for those of the other"
        message = "there are sections, and changes to those of the edition below"
        findings.append(SECTIONS_AND_CHANGES.finding(given.key, message, help=help))
    elif given is not None:
        if not isinstance(given.value, list):
            help = "write each change with a dash before it"
            finding = NO_CHANGE.finding(given.place.mark, "`changes:` is a list", help=help)
            raise Diagnostic([*findings, finding])
        for change in given.value:
            changes.make(change)
        findings += changes.findings
    findings += _merge(base, own)
    noticed = (*below.document.noticed, *over.noticed)
    document = replace(document_of(base, over.file), noticed=noticed)
    return Resolved(document, below.folders, (*below.findings, *findings))


def _changes(below: Resolved, base: Branch) -> Changes:
    """Return no changes yet to the edition below, whose ids are written into its tree."""
    edition, findings = read_what_fits(Edition, below.document)
    if edition is None:
        raise Diagnostic(findings)
    edition, _ = give_ids(edition)
    return Changes(spots_of(edition, base))


def _without_revision(order: Branch) -> None:
    if isinstance(order.value, dict):
        order.value.pop("revision", None)


def _merge(base: Branch, own: Branch) -> Iterator[Finding]:
    """Put what an edition says itself over what is below; yield what is doubtful in it.

    Facts are joined field by field, waivers are added, and the order to the print shop keeps what
    is not said anew, but for the revision; all else is replaced. `null` takes away.
    """
    for name, value in own.value.items():
        under = base.value.get(name)
        both = under is not None and isinstance(under.value, type(value.value))
        if name == "facts" and both and isinstance(value.value, dict):
            yield from _facts(under, value)
        elif name == "waivers" and both and isinstance(value.value, list):
            under.value.extend(value.value)
        elif name == "print" and both and isinstance(value.value, dict):
            under.value.update(value.value)
        elif value.value is None:
            base.value.pop(name, None)
        else:
            base.value[name] = value


def _facts(under: Branch, own: Branch) -> Iterator[Finding]:
    """Put an edition's facts over those below, field by field; yield V106 for dates kept."""
    for name, fact in own.value.items():
        before = under.value.get(name)
        if fact.value is None:
            under.value.pop(name, None)
        elif before is None or not isinstance(before.value, dict):
            under.value[name] = fact
        elif not isinstance(fact.value, dict):
            under.value[name] = fact  # which is wrong, and reading it as a fact says so
        else:
            if _keeps_its_date(before, fact):
                date, new = before.value["as_of"].value, fact.value["value"]
                message = f"the value of “{name}” is new, and its date is the old one, {date}"
                help = "write its `as_of:` beside it"
                yield OLD_DATE.finding(new.place.mark, message, help=help, at=name)
            under.value[name] = Branch({**before.value, **fact.value}, fact.place, fact.key)


def _keeps_its_date(before: Branch, fact: Branch) -> bool:
    """True where a fact has another value than before, and no other date."""
    old, new = (each.value.get("value") for each in (before, fact))
    another = new is not None and (old is None or old.plain() != new.plain())
    return another and "as_of" in before.value and "as_of" not in fact.value
