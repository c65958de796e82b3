"""Editions and ledgers: YAML that is a bomb, no text or something else, and editions that extend
editions in circles, chains without end, and ways that contradict themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tools.hardening import photo

from ..conftest import HEAD, SMALL
from .campaign import BUILD, CHECK, DAY, Case, table, with_blocks
from .conftest import Attack, Trial

N = 100_000
NINES = "9" * 5000
LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
TEXTS: dict[str, Callable[[], str | bytes]] = {
    "nothing": lambda: "",
    "a line break": lambda: "\n",
    "a comment": lambda: "# nothing\n",
    "null": lambda: "null",
    "a number": lambda: "7",
    "a word": lambda: "edition",
    "a list": lambda: "- a\n- b\n",
    "two documents": lambda: f"{SMALL}---\n{SMALL}",
    "documents without end": lambda: "---\n" * N,
    "an end of a document": lambda: f"...\n{SMALL}",
    "a directive": lambda: f"%YAML 9.9\n---\n{SMALL}",
    "a directive of tags": lambda: f"%TAG ! tag:python.org,2002:\n---\n{SMALL}",
    "a command of Python": lambda: SMALL.replace(
        "Somebody", "!!python/object/apply:os.system ['touch hacked']"
    ),
    "an object of Python": lambda: SMALL.replace("Somebody", "!!python/name:os.system"),
    "a tag of nobody": lambda: SMALL.replace("Somebody", "!odd x"),
    "a binary": lambda: SMALL.replace("Somebody", "!!binary aGVsbG8="),
    "a set": lambda: SMALL.replace("Somebody", "!!set {a, b}"),
    "laughs": lambda: LAUGHS + SMALL,
    "laughs in keys": lambda: "? [" + "[" * 30 + "]" * 30 + "]\n: x\n" + SMALL,
    "itself": lambda: f"a: &a [*a]\n{SMALL}",
    "itself as a key": lambda: f"&a ? *a\n: x\n{SMALL}",
    "merged with itself": lambda: f"a: &a\n  <<: *a\n{SMALL}",
    "merges": lambda: (
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30))
        + SMALL
    ),
    "an alias of nothing": lambda: f"a: *nothing\n{SMALL}",
    "anchors without end": lambda: "".join(f"a{n}: &a{n} x\n" for n in range(20_000)) + SMALL,
    "lists in lists": lambda: "a: " + "[" * N,
    "mappings in mappings": lambda: "a: " + "{a: " * N,
    "dashes": lambda: "- " * N,
    "question marks": lambda: "? " * N,
    "steps to the right": lambda: "".join(" " * n + "a:\n" for n in range(1500)),
    "a key without end": lambda: f"{'k' * N}: x\n{SMALL}",
    "a string without end": lambda: SMALL.replace("Somebody", '"' + "x" * N),
    "a text of blanks": lambda: SMALL.replace("Somebody", "|\n" + "    \n" * N),
    "escapes": lambda: SMALL.replace("Somebody", '"\\x1b[2J\\0\\u202e\\ud800\\U0010ffff"'),
    "an escape that is none": lambda: SMALL.replace("Somebody", '"\\z\\U99999999"'),
    "numbers without measure": lambda: SMALL.replace("Somebody", NINES),
    "digits in sixties": lambda: SMALL.replace("Somebody", "1:" * 5000 + "1"),
    "not a number": lambda: SMALL.replace("Somebody", ".nan"),
    "a day that is none": lambda: SMALL.replace("2026-11-22", "2026-02-30"),
    "the year 0": lambda: SMALL.replace("2026-11-22", "0000-01-01"),
    "the year 9999": lambda: SMALL.replace("2026-11-22", "9999-12-31"),
    "the year 99999": lambda: SMALL.replace("2026-11-22", "99999-12-31"),
    "a moment": lambda: SMALL.replace("2026-11-22", "2026-11-22T25:61:61+99:99"),
    "tabs": lambda: SMALL.replace("  ", "\t"),
    "the same key again": lambda: SMALL + SMALL,
    "the same key a thousand times": lambda: SMALL + "title: x\n" * 3000,
    "keys by the ten thousand": lambda: SMALL + "".join(f"k{n}: x\n" for n in range(20_000)),
    "keys that are no words": lambda: SMALL + "7: x\nnull: x\n[a]: x\n{a: b}: x\n2026-01-01: x\n",
    "facts by the ten thousand": lambda: (
        SMALL + "facts:\n" + "".join(f"  f{n}: {{value: {n}, label: x}}\n" for n in range(10_000))
    ),
    "sections by the ten thousand": lambda: (
        HEAD + "sections:\n" + "  - contents: {id: contents, title: Contents}\n" * 10_000
    ),
    "blocks of no kind": lambda: with_blocks(*("nothing: x",) * 3000),
    "blocks of two kinds": lambda: with_blocks("{text: a, table: {}}"),
    "a block of everything": lambda: with_blocks("[text, [text, {text: {text: text}}]]"),
    "waivers": lambda: SMALL + "waivers:\n" + "  - {code: T204, reason: x}\n" * 9000,
    "Latin-1": lambda: SMALL.replace("Somebody", "Någon").encode("latin-1"),
    "UTF-16": lambda: SMALL.encode("utf-16"),
    "UTF-32": lambda: SMALL.encode("utf-32"),
    "UTF-16 without a mark": lambda: SMALL.encode("utf-16-le"),
    "a byte order mark": lambda: "\ufeff" + SMALL,
    "a byte order mark within": lambda: SMALL.replace("Somebody", "Some\ufeffbody"),
    "zeros": lambda: bytes(N),
    "any bytes": lambda: bytes(range(256)) * 90,
    "ends of lines of old": lambda: SMALL.replace("\n", "\r"),
    "other ends of lines": lambda: SMALL.replace("\n", "\u2028"),
    "next lines": lambda: SMALL.replace("\n", "\x85"),
    "eleven megabytes": lambda: SMALL + "# x\n" * 2_800_000,
    "JSON": lambda: '{"title": "x", "sections": [',
    "XML": lambda: '<?xml version="1.0"?><title>x</title>',
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(900),
    "a document of an office": lambda: b"PK\x03\x04" + bytes(900),
    "a conflict": lambda: f"<<<<<<< HEAD\n{SMALL}=======\n{SMALL}>>>>>>> other\n",
}
CONTENT = tuple(f"C{number}" for number in range(101, 130))


def _texts() -> Iterator[Case]:
    for name, make in TEXTS.items():
        files = {"edition.yaml": _made(make)}
        yield Case(name, f"{' '.join(CONTENT)} F103 -", "editions/small/edition", SMALL, files)


def _made(make: Callable[[], str | bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        data = make()
        return data.encode() if isinstance(data, str) else data

    return made


@table([*_texts()], quick=5)
def test_an_edition_is_read_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


PICTURED = with_blocks("text: Words", "photo: {file: a.jpg, lines: 12}") + (
    "  - credits: {id: credits, title: Credits}\n"
)
ENTRY = "{credit: Me, licence: CC0-1.0, alt: x, consent: {given: not needed}}"
LEDGERS: dict[str, Callable[[], str | bytes]] = {
    **{
        name: TEXTS[name]
        for name in (
            *("nothing", "null", "a number", "a list", "two documents", "lists in lists", "itself"),
            *("mappings in mappings", "Latin-1", "UTF-16", "zeros", "any bytes", "a conflict"),
        )
    },
    "laughs": lambda: f"{LAUGHS}photos: {{a.jpg: {ENTRY}}}",
    "no photos": lambda: "photos:\n",
    "a list of photos": lambda: f"photos: [{ENTRY}]",
    "photos of photos": lambda: "photos: {a.jpg: {photos: {a.jpg: {}}}}",
    "an entry of nothing": lambda: "photos: {a.jpg: }",
    "an entry that is a word": lambda: "photos: {a.jpg: CC0-1.0}",
    "a photo twice": lambda: f"photos:\n  a.jpg: {ENTRY}\n  a.jpg: {ENTRY}\n",
    "photos by the ten thousand": lambda: (
        f"photos:\n  a.jpg: {ENTRY}\n" + "".join(f"  p{n}.jpg: {ENTRY}\n" for n in range(10_000))
    ),
    "a photo elsewhere": lambda: f"photos:\n  a.jpg: {ENTRY}\n  ../../x.jpg: {ENTRY}\n",
    "a photo of the disk": lambda: f"photos:\n  a.jpg: {ENTRY}\n  /etc/passwd: {ENTRY}\n",
    "a photo that steers": lambda: f'photos:\n  a.jpg: {ENTRY}\n  "\\e[2J\\u202e.jpg": {ENTRY}\n',
    "a photo whose name is no word": lambda: f"photos:\n  a.jpg: {ENTRY}\n  7: {ENTRY}\n",
    "standing in for itself": lambda: f"photos: {{a.jpg: {ENTRY[:-1]}, stand_in: a.jpg}}}}",
    "standing in in a circle": lambda: (
        f"photos:\n  b.jpg: {ENTRY[:-1]}, stand_in: c.jpg}}\n"
        f"  c.jpg: {ENTRY[:-1]}, stand_in: b.jpg}}\n  a.jpg: {ENTRY}\n"
    ),
    "standing in from elsewhere": lambda: (
        f"photos: {{a.jpg: {ENTRY[:-1]}, stand_in: ../../../etc/passwd}}}}"
    ),
    **{
        f"{key} {at}": (lambda key=key, value=value: f"photos: {{a.jpg: {{{key}: {value}}}}}")
        for key, values in {
            "licence": ["''", "x", "7", "[CC0-1.0]", "CC0-1.0\\e", "LicenseRef-" + "x" * 5000],
            "credit": ["''", "7", "[a]", '"\\e[2J"', '"\\u202e"', "x" * 5000, "'{{ facts.x }}'"],
            "alt": ["''", "x" * 50_000, '"<script>"', "[a]"],
            "until": ["x", "2026-02-30", "0000-01-01", "9999-12-31", "7", "[2026-01-01]"],
            "uses": ["[]", "screen", "[all]", "[screen, screen]", "7"],
            "territory": ["[]", "[XX]", "nowhere", "7", "[SE, SE]"],
            "consent": ["yes", "{}", "{given: maybe}", "{given: 7}", "{given: not needed, x: y}"],
            "focus": ["x", "[]", ".nan", "9e999", "-1 -1", "50% 50%", "200% 200%"],
            "sha256": ["x", "7", f"'{'0' * 64}'", f"{'z' * 64}"],
            "source": ["javascript:x", "file:///etc/passwd", '"\\e"', "x" * 5000],
            "nothing": ["x"],
        }.items()
        for at, value in enumerate(values)
    },
}


def _ledgers() -> Iterator[Case]:
    found = " ".join((*CONTENT, *(f"R{n}" for n in (*range(101, 108), *range(201, 210)))))
    found = f"{found} A201 F102 F104 F107 P301 -"
    for name, make in LEDGERS.items():
        files = {"photos/a.jpg": lambda: photo(1, 900), "photos/credits.yaml": _made(make)}
        for command in (CHECK, ("photos", "status")):
            yield Case(f"{command[0]}: {name}", found, "", PICTURED, files, command)


@table([*_ledgers()], quick=5)
def test_a_ledger_is_read_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


def over(name: str, more: str = "") -> str:
    """Return an edition that extends another and says no more than what is given."""
    return f"title: Over\ndate: 2026-11-22\nextends: {name}\n{more}"


def chain(length: int, last: str) -> dict[str, str]:
    """Return so many editions that extend one another, up to `last`."""
    named = {f"/editions/e{n}/edition.yaml": over(f"e{n + 1}") for n in range(length)}
    return {**named, f"/editions/e{length}/edition.yaml": last}


TREES: dict[str, tuple[str, dict[str, str]]] = {
    "itself": (over("small"), {}),
    "in a circle": (over("a"), {"/editions/a/edition.yaml": over("small")}),
    "in a circle of others": (
        over("a"),
        {"/editions/a/edition.yaml": over("b"), "/editions/b/edition.yaml": over("a")},
    ),
    "nothing": (over("nowhere"), {}),
    "nobody": (over("''"), {}),
    "a number": (over("7"), {"/editions/7/edition.yaml": SMALL}),
    "a list": (over("[a, b]"), {}),
    "a mapping": (over("{a: b}"), {}),
    "null": (over("null"), {}),
    "elsewhere": (over("../../../etc"), {}),
    "the disk": (over("/etc/passwd"), {}),
    "a file": (over("a/edition.yaml"), {"/editions/a/edition.yaml": SMALL}),
    "a name that steers": (over('"\\e[2J\\u202e"'), {}),
    "a broken one": (over("a"), {"/editions/a/edition.yaml": "title: ["}),
    "an empty one": (over("a"), {"/editions/a/edition.yaml": ""}),
    "a list of one": (over("a"), {"/editions/a/edition.yaml": "- a"}),
    "twenty in a chain": (over("e0"), chain(20, SMALL)),
    "two hundred in a chain": (over("e0"), chain(200, SMALL)),
    "a thousand in a chain": (over("e0"), chain(1000, SMALL)),
    "a long circle": (over("e0"), chain(600, over("e0"))),
}
CHANGES = {
    "of nothing": "changes:",
    "that are a word": "changes: all",
    "that are a mapping": "changes: {replace: first}",
    "of numbers": "changes: [1, 2, null, [x]]",
    "of no kind": "changes: [{odd: first}]",
    "of two kinds": "changes: [{remove: first, after: first}]",
    "of nobody": "changes: [{remove: nobody}]",
    "of the same": "changes: [{remove: first}, {remove: first}]",
    "of what is gone": "changes: [{remove: first}, {after: first, insert: [{text: x}]}]",
    "of all there is": "changes: [{remove: first}]",
    "by the thousand": "changes: [" + "{remove: nobody}, " * 5000 + "]",
    "around itself": "changes: [{move: first, after: first}]",
    "of a name that steers": 'changes: [{remove: "\\e[2J"}]',
    "of lists in lists": "changes: " + "[" * 5000,
    "of fields": "changes: [{change: first, title: [x], odd: y}]",
    "of ids": "changes: [{change: first, id: first}]",
    "and sections": "changes: []\nsections: []",
    "of facts": "facts: {a: null, b: 7, c: {value: x}, d: {}}",
    "of nothing at all": "sections: null",
    "of the title": "title: null",
    "of waivers": "waivers: {a: b}",
    "of print": "print: [revision]",
}


def _trees() -> Iterator[Case]:
    found = " ".join((*CONTENT, *(f"V{n}" for n in range(101, 110)), "F102 F107 -"))
    for name, (edition, files) in TREES.items():
        yield Case(name, found, "", edition, files)
    below = {"/editions/a/edition.yaml": SMALL}
    for name, change in CHANGES.items():
        yield Case(f"changes {name}", found, "", over("a", change + "\n"), below)
        variant = {"variants/v.yaml": change + "\n"}
        command = ("check", "small", "--variant", "v", *DAY)
        yield Case(f"a variant's changes {name}", found, "", SMALL, variant, command)
    for name in ("", "../x", "v.yaml", "/etc/passwd", "\x1b", "x" * 300, "nothing"):
        variant = {"variants/v.yaml": "title: x\n"}
        command = ("check", "small", "--variant", name, *DAY)
        yield Case(f"the variant {name[:20]!r}", found, "", SMALL, variant, command)
    variants = {f"variants/v{n}.yaml": "title: x\n" for n in range(500)}
    yield Case("hundreds of variants", "", "", SMALL, variants, BUILD)


@table([*_trees()], quick=5)
def test_an_edition_over_others_is_one_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


LINES = st.sampled_from(
    ["title: x", "date: 2026-11-22", "language: en-US", "publisher: y", "sections:",
     "  - section:",
     "      id: first", "      title: First", "      blocks:", "        - text: z", "  - cover: {}",
     "        - chart: {kind: bar, data: {}}", "        - table:", "            data: [a]",
     "facts:",
     "  a: {value: 1, label: x}", "- x", "? y", ": z", "a: &a [*a]", "<<: *a", "'", '"', "|", ">",
     "  - ", "extends: small", "changes:", "---", "...", "!!x y", "\t", "{", "}", "[", "]", "#"]
)  # fmt: skip


@pytest.mark.slow
@given(st.lists(LINES, max_size=20).map("\n".join))
@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_lines_are_an_edition_or_findings(attack: Attack, text: str) -> None:
    attack(text)
