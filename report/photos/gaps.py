"""What is still missing before a photo can be printed with a clear conscience."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .entry import Entry

What = Literal["file", "entry", "credit", "licence", "alt", "consent", "consent document"]


@dataclass(frozen=True)
class Gap:
    """One thing that is missing of a photo, and in words what that is."""

    what: What
    words: str


def gaps_of(entry: Entry, portrayed: tuple[str, ...] = ()) -> tuple[Gap, ...]:
    """Return what a photo's entry leaves open; what its file says of itself counts as said.

    `portrayed` are those whose portrait it is printed as.
    """
    found: list[Gap] = []
    if not entry.credit.strip():
        found.append(Gap("credit", "credit line"))
    if not entry.licence:
        found.append(Gap("licence", "licence"))
    if not entry.alt.strip():
        found.append(Gap("alt", "alt text"))
    consent, shown = entry.consent, entry.consent.people or portrayed
    people = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
    if shown and not consent.given:
        found.append(Gap("consent", f"consent of {people}"))
    elif consent.given == "yes" and not consent.document and not consent.date:
        of = f" of {people}" if people else ""
        found.append(Gap("consent document", f"day or document of the consent{of}"))
    return tuple(found)
