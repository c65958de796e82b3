"""Entries as `photos import` writes them: what a file says of itself, and what has to be added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from .entry import Entry
from .gaps import Gap, gaps_of
from .ledger import filled_from
from .ledger_text import Blank, Draft, Value
from .opening import Facts

_BLANKS = {
    "credit": "the line to print, such as “Photo: Anna Berg”",
    "author": "who made it",
    "licence": "such as CC-BY-4.0, or LicenseRef- and a name of your own for an agreement",
    "alt": "what it shows, for people who cannot see it",
    "given": "yes, no, or not needed",
}


def draft_of(facts: Facts) -> Draft:
    """Return an entry for a file, with blanks where a person has to say more."""
    said = facts.embedded
    known: dict[str, str] = {
        "credit": said.credit,
        "author": said.author,
        "title": said.title,
        "licence": _licence(said.licence),
        "licence_expires": said.expires.isoformat() if said.expires else "",
        "alt": said.alt,
        "caption": said.caption,
        "source": said.source,
        "evidence": f"The file says: {said.terms}" if said.terms else "",
        "sha256": facts.digest,
    }
    fields: dict[str, Value] = {}
    for name, text in known.items():
        if text or name in _BLANKS:
            fields[name] = text or Blank(_BLANKS[name])
        if name == "licence_expires" and (said.people or said.release):
            fields["consent"] = _consent(facts)
    return Draft(fields)


def _consent(facts: Facts) -> dict[str, Value]:
    said = facts.embedded
    fields: dict[str, Value] = {"people": said.people} if said.people else {}
    fields["given"] = said.consent or Blank(_BLANKS["given"])
    if said.release:
        fields["document"] = said.release
    return fields


def _licence(name: str) -> str:
    try:
        return Entry(licence=name).licence
    except ValidationError:  # a version of Creative Commons that there never was
        return ""


def in_words(draft: Draft) -> dict[str, str]:
    """Return what a draft takes from its file, by the name of the field."""
    return dict(_words(draft.fields))


def _words(fields: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, str) and name != "sha256":
            yield name.replace("_", " "), value
        elif name == "consent" and isinstance(value, Mapping):
            people = value.get("people")
            if people and not isinstance(people, (Blank, Mapping, str)):
                yield "people", ", ".join(people)


def gaps_in(facts: Facts, entry: Entry | None = None) -> tuple[Gap, ...]:
    """Return what is missing of a photo, which its file says as little as its entry."""
    return gaps_of(filled_from(entry or Entry(licence=_licence(facts.embedded.licence)), facts))
