"""What the pages of the author guide ask to be played: their commands, fragments and pictures.

A page is Markdown. Lines that begin with `$ ` in its `console` blocks are commands, and what
stands below them is what they say (`…` stands for anything). A picture is asked for by a comment
above it, a word and, in YAML, what the picture shows:

    <!-- mistake
    was: "kicker: First edition"
    now: "kicker:First edition"
    -->
    ![What can be seen](../images/guide/colon.svg)

A comment `change` has no picture: it does to a file what the words above it ask the reader to do.
Nor has `translation`: it fills in the Swedish file of the guide's edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..content.yaml import Document, read_yaml

_PARTS = re.compile(
    r"^```(?P<language>\w+)\n(?P<text>.*?)^```"
    r"|^<!-- (?P<kind>[a-z]+)\b(?P<spec>.*?)-->"
    r"(?:\n+!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)]+)\))?",
    re.MULTILINE | re.DOTALL,
)
_NAMED = re.compile(r"`([\w./-]+\.[a-z]+)`[^`\n]*:\n\n\Z")


@dataclass(frozen=True)
class Command:
    """A command as it is typed, and the lines that the page says it answers with."""

    words: str
    answer: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    """The commands of one block, typed one after the other."""

    page: str
    line: int
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Fragment:
    """A piece of a file that the reader writes, in a language such as `yaml` or `csv`.

    `name` is the file's, where the line above says it: “A file `data/visitors.csv`:”.
    """

    page: str
    line: int
    language: str
    text: str
    name: str = ""


@dataclass(frozen=True)
class Scene:
    """A picture: of what `kind`, what it shows, and where it lies below docs/ ("": nowhere)."""

    page: str
    line: int
    kind: str
    spec: Document
    picture: str
    alt: str


Part = Session | Fragment | Scene


def parts_of(page: str, text: str) -> Iterator[Part]:
    """Yield what a page asks for, in reading order. Raises Diagnostic where a comment is no YAML.

    `page` is the page's place below docs/, such as `guide/03-yaml.md`.
    """
    for found in _PARTS.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if found["language"] == "console":
            yield Session(page, line, tuple(_commands(found["text"].splitlines())))
        elif found["language"]:
            named = _NAMED.search(text, 0, found.start())
            name = named[1] if named else ""
            yield Fragment(page, line, found["language"], found["text"], name)
        else:
            before = "\n" * (line - 1)
            spec = read_yaml(f"{before}{found['spec']}".encode(), f"docs/{page}")
            picture = (found["picture"] or "").removeprefix("../")
            yield Scene(page, line, found["kind"], spec, picture, found["alt"] or "")


def _commands(lines: Iterable[str]) -> Iterator[Command]:
    words, answer = "", list[str]()
    for line in lines:
        if line.startswith("$ "):
            if words:
                yield Command(words, tuple(answer))
            words, answer = line[2:].partition("     #")[0].strip(), []
        else:
            answer.append(line)
    if words:
        yield Command(words, tuple(answer))


def answers(expected: Iterable[str], said: Iterable[str]) -> bool:
    """Return whether a command said what the page says; a line `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if each == "…" else re.escape(f"{each}\n") for each in expected)
    return re.fullmatch(pattern, "".join(f"{each}\n" for each in said)) is not None
