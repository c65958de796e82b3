"""The printing conditions that are registered, told from what a profile says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .profile import IccProfile

COATED, _UNCOATED, _US = "fogra39-coated", "fogra47-uncoated", "gracol2013-coated"
# By what the profile calls itself or was measured from; the first that is found counts.
# Names as in the registry of the ICC, which PDF/X refers to (ISO 15930-7 §6.2.2).
_CONDITIONS = (
    ("FOGRA51|PSO ?coated ?v3", "FOGRA51", "Premium coated paper, offset", COATED),
    ("FOGRA52|PSO ?uncoated ?v3", "FOGRA52", "Wood-free uncoated paper, offset", _UNCOATED),
    ("FOGRA47|PSO ?uncoated ?ISO ?12647", "FOGRA47", "Uncoated white paper, offset", _UNCOATED),
    ("FOGRA39|ISO ?coated ?v2", "FOGRA39", "Coated paper, offset", COATED),
    ("CRPC ?3", "CGATS21-2-CRPC3", "Premium uncoated paper", _UNCOATED),
    ("CRPC ?5|SWOP ?2013", "CGATS21-2-CRPC5", "Publication coated paper", _US),
    ("CRPC ?6|GRACoL ?2013", "CGATS21-2-CRPC6", "Premium coated paper, GRACoL 2013", _US),
    ("TR ?006|GRACoL ?2006", "CGATS TR 006", "Coated paper, GRACoL 2006", _US),
    ("TR ?003|SWOP ?2006.?Coated ?3", "CGATS TR 003", "Coated web, SWOP grade 3", _US),
    ("TR ?005|SWOP ?2006.?Coated ?5", "CGATS TR 005", "Coated web, SWOP grade 5", _US),
    ("TR ?001|Web Coated .?SWOP.? v2", "CGATS TR 001", "Coated web, SWOP", _US),
    ("JCS2011|Japan ?Color ?2011", "JCS2011", "Coated paper, Japan Color 2011", COATED),
    ("JC200103|Japan ?Color ?2001 ?Coated", "JC200103", "Coated paper, Japan Color", COATED),
    ("JC200104|Japan ?Color ?2001 ?Unc", "JC200104", "Uncoated paper, Japan Color", _UNCOATED),
)


@dataclass(frozen=True)
class Condition:
    """A registered printing condition: its name in the registry, itself in words, and the preset
    whose other values fit it."""

    name: str
    info: str
    like: str


def condition_of(profile: IccProfile, stem: str = "") -> Condition | None:
    """Return the registered condition that a profile, in a file of this name, is made for.

    None where neither says so.
    """
    for words in (profile.description, stem, profile.target):
        plain = words.replace("_", " ")
        for pattern, name, info, like in _CONDITIONS:
            if re.search(pattern, plain, re.IGNORECASE):
                return Condition(name, info, like)
    return None


def same_condition(one: str, other: str) -> bool:
    """True for two spellings of a condition's name, such as `CGATS TR 006` and `CGATS TR006`."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())
