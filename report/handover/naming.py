"""How the files of a hand-over are called, by the pattern of the printer preset."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ..diagnostics import Code, Diagnostic, Severity
from ..printers import Printer
from ..storage import is_device

BAD_PATTERN = Code(
    "X402",
    "bad-name-pattern",
    Severity.ERROR,
    """The `file_name` of a printer preset cannot name the files of a hand-over.

    A hand-over has several files, so the pattern must have `{part}`, which stands for `press`,
    `cover`, `proof` and so on; and a name must not be longer than the programs of print shops
    take. The other placeholders are `{slug}`, `{format}`, `{printer}`, `{revision}`, `{date}`,
    `{language}` and `{pages}`. Letters with accents are spelt without, and spaces become hyphens.

    For example: `file_name: "{slug}-{format}-r{revision}-{part}"`
    """,
)
LONGEST, LONGEST_PART = 120, "preflight"
"""Letters of a name; zip programs and file servers add folders of their own to it."""
_FIELD = re.compile(r"\{([^{}]*)\}")
# Letters that are no other letter with a mark upon it (Unicode has no decomposition for them).
_SPELT = "ß=ss ẞ=SS æ=ae Æ=AE œ=oe Œ=OE þ=th Þ=Th ø=o Ø=O ł=l Ł=L đ=d Đ=D ð=d Ð=D ı=i ħ=h Ħ=H"
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _SPELT.split()))
_BY_LANGUAGE = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}),
    "da": str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}),
    "nb": str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}),
    "nn": str.maketrans({"å": "aa", "Å": "Aa", "ø": "oe", "Ø": "Oe"}),
}


@dataclass(frozen=True)
class Naming:
    """A pattern and what its placeholders stand for, `part` left open."""

    pattern: str
    values: Mapping[str, str]

    @property
    def revision(self) -> str:
        """The number of the hand-over."""
        return self.values["revision"]

    @property
    def folder(self) -> str:
        """The name of the folder, which says the revision even where the pattern does not."""
        return self._with_revision(self.of(""))

    def of(self, part: str) -> str:
        """Return the name of a part, such as `press`, without its extension."""
        return self._filled({**self.values, "part": part})

    def is_same_revision(self, folder: str) -> bool:
        """True when a folder's name could be that of this revision on another day.

        Dates and numbers of pages change between attempts, and a revision has one folder.
        """
        wildcards = {"date": "0000DATE0000", "pages": "0000PAGES0000"}
        name = self._with_revision(self._filled({**self.values, **wildcards, "part": ""}))
        pattern = re.escape(name).replace("0000DATE0000", r"\d{4}-\d\d-\d\d")
        return bool(re.fullmatch(pattern.replace("0000PAGES0000", r"\d+"), folder))

    def _with_revision(self, name: str) -> str:
        if "{revision}" in self.pattern:
            return name
        return f"{name}-r{self.revision}" if name else f"r{self.revision}"

    def _filled(self, values: Mapping[str, str]) -> str:
        name = _FIELD.sub(lambda field: values[field[1]], self.pattern)
        name = plain_letters(name, self.values.get("language", ""))
        # An empty placeholder leaves the hyphens of both its sides.
        name = re.sub(r"([._-])[._-]+", r"\1", name).strip("._-")
        return f"_{name}" if is_device(name) else name


def naming(printer: Printer, values: Mapping[str, str]) -> Naming:
    """Return how the files are called; `values` are those of all placeholders but `part`.

    Raises Diagnostic X402 when the preset's pattern cannot name them.
    """
    made = Naming(printer.file_name, dict(values))
    fault: tuple[str, str] | None = None
    longest = len(made.of(LONGEST_PART))
    if "{part}" not in printer.file_name:
        fault = "several files would have the same name", "put {part} into the pattern"
    elif longest > LONGEST:
        help = (
            f"shorten the name of the edition's folder, or the pattern: names have {LONGEST} "
            "letters at most"
        )
        fault = f"a file name would have {longest} letters", help
    if fault:
        raise Diagnostic(
            [BAD_PATTERN.finding(printer.mark_of("file_name"), fault[0], help=fault[1])]
        )
    return made


def plain_letters(text: str, language: str = "") -> str:
    """Return `text` in letters from A to Z, digits, `-`, `_` and `.`; other letters are spelt.

    A language may spell a letter its own way (“für” is fuer in German, “på” is paa in Danish).
    What has no such spelling becomes a hyphen.
    """
    text = unicodedata.normalize("NFC", text)
    own = _BY_LANGUAGE.get(language.split("-")[0])
    text = (text.translate(own) if own else text).translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(each for each in text if not unicodedata.combining(each))
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-")
