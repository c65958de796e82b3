"""Texts in Markdown: marks without measure, letters that steer, links that lead elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .campaign import BUILD, Case, table, with_blocks
from .conftest import Attack

MOST = 99_000
"""A text has room for 100,000 characters."""


def prose(text: str) -> str:
    """Return an edition with a text of these characters, whatever they are."""
    return with_blocks(f"text: {json.dumps(text)}", head=FACTS)


def fields(text: str) -> str:
    """Return an edition with these characters in titles, captions and credits."""
    quoted = json.dumps(text)
    return with_blocks(
        f"table: {{title: {quoted}, data: {{columns: [A, B], rows: [[{quoted}, 1]]}}, "
        f"source: {quoted}}}",
        f"pull_quote: {{text: {quoted}, by: {quoted}}}",
        f"panel: {{title: {quoted}, body: {quoted}}}",
        "text: Words",
        head=FACTS,
    )


FACTS = (
    "facts:\n  a: {value: 1.5, label: x, source: s, as_of: 2026-01-01}\n"
    "  b: {value: '{{ facts.b }} <b>x</b> [x](y)', label: x, source: s, as_of: 2026-01-01}\n"
)
# As much as there is room for, of what is looked for again and again.
LONG: dict[str, Callable[[], str]] = {
    "stars": lambda: "*" * MOST,
    "stars and letters": lambda: "*a " * (MOST // 3),
    "stars around letters": lambda: "*a**b" * (MOST // 5),
    "underscores": lambda: "_a" * (MOST // 2),
    "brackets": lambda: "[" * MOST,
    "closing brackets": lambda: "]" * MOST,
    "brackets in brackets": lambda: "[" * (MOST // 2) + "]" * (MOST // 2),
    "links in links": lambda: "[a](" * (MOST // 4),
    "links without end": lambda: "[a](<b" * (MOST // 6),
    "pictures in pictures": lambda: "![" * (MOST // 2),
    "ticks": lambda: "`" * MOST,
    "ticks of every length": lambda: " ".join("`" * n for n in range(1, 400)),
    "angles": lambda: "<" * MOST,
    "tags without end": lambda: "<a href='" * (MOST // 9),
    "comments without end": lambda: "<!--" * (MOST // 4),
    "declarations": lambda: "<![CDATA[" * (MOST // 9),
    "entities": lambda: "&amp;" * (MOST // 5),
    "entities without end": lambda: "&#" + "9" * MOST,
    "backslashes": lambda: "\\" * MOST,
    "quotations in quotations": lambda: ">" * MOST,
    "quotations on every line": lambda: "> a\n" * (MOST // 4),
    "lists in lists": lambda: "".join("  " * n + "- a\n" for n in range(250)),
    "lists on one line": lambda: "- " * (MOST // 2),
    "numbers of lists": lambda: "999999999. a\n" * (MOST // 13),
    "headings": lambda: "### a\n" * (MOST // 7),
    "signs of headings": lambda: "#" * MOST,
    "rules": lambda: "---\n" * (MOST // 4),
    "tables": lambda: "|a" * (MOST // 4) + "\n" + "|-" * (MOST // 4),
    "definitions": lambda: "[a]: b\n" * (MOST // 7),
    "notes": lambda: "a[^n]\n\n[^n]: x\n" * (MOST // 14),
    "notes in notes": lambda: "a[^n]\n\n[^n]: x[^n]\n",
    "notes in one another": lambda: "a[^1]\n\n[^1]: x[^2]\n\n[^2]: y[^1]\n",
    "notes by the thousand": lambda: (
        "".join(f"a[^{n}] " for n in range(2500)) + "\n\n"
        + "".join(f"[^{n}]: x\n\n" for n in range(2500))
    ),
    "notes without end": lambda: "[^" * (MOST // 2),
    "notes in the text": lambda: "^[" * (MOST // 2),
    "empty lines": lambda: "a" + "\n" * MOST + "b",
    "spaces": lambda: "a" + " " * MOST + "b",
    "spaces at the ends of lines": lambda: "a  \n" * (MOST // 4),
    "tabs": lambda: "a\t" * (MOST // 2),
    "a word without end": lambda: "a" * MOST,
    "a word of hyphens": lambda: "a-" * (MOST // 2),
    "quotation marks": lambda: "\"'" * (MOST // 2),
    "quotation marks around letters": lambda: "\"a'b" * (MOST // 4),
    "dots": lambda: "." * MOST,
    "dashes": lambda: "-" * MOST,
    "dashes between numbers": lambda: "1-2 -- 3 " * (MOST // 9),
    "numbers": lambda: "1" * MOST,
    "numbers in threes": lambda: "1,234 " * (MOST // 6),
    "per cent signs": lambda: "5 % " * (MOST // 4),
    "braces": lambda: "{" * MOST,
    "names in braces": lambda: "{{ facts.a }}" * (MOST // 13),
    "braces without end": lambda: "{{ facts.a " * (MOST // 11),
    "braces in braces": lambda: "{{" * (MOST // 4) + "}}" * (MOST // 4),
    "addresses": lambda: "https://a.example " * (MOST // 18),
    "an address without end": lambda: "https://" + "a." * (MOST // 2),
    "addresses without end": lambda: "www." * (MOST // 4),
    "strokes": lambda: "~~a" * (MOST // 3),
    "combining accents": lambda: "a" + "\u0301" * 5000,
    "joiners": lambda: "a\u200d" * (MOST // 2),
    "soft hyphens": lambda: "a\u00ad" * (MOST // 2),
    "letters of Tibet": lambda: "\u0f40\u0fb1" * 9000,
    "letters from the right": lambda: "\u05d0b" * (MOST // 2),
    "ideographs": lambda: "\u5065" * 9000,
}  # fmt: skip
ODD = {
    "a script": "<script>alert(1)</script>",
    "a style": "<style>body { display: none }</style>",
    "a frame": '<iframe src="file:///etc/passwd"></iframe>',
    "a picture of the disk": "![x](file:///etc/passwd)",
    "a picture from elsewhere": "![x](http://127.0.0.1:9/x.png)",
    "a picture of the edition": "![x](photos/a.jpg)",
    "a link that runs": "[x](javascript:alert(1))",
    "a link that runs, in disguise": "[x](java&#115;cript:alert(1))",
    "a link to the disk": "[x](file:///etc/passwd)",
    "a link of data": "[x](data:text/html,<script>x</script>)",
    "a link to nowhere": "[x]()",
    "a link to a page": "[x](#first)",
    "a link to a page that is none": "[x](#nowhere)",
    "a link to another machine": "[x](//127.0.0.1/x)",
    "a link to Windows": "[x](\\\\\\\\host\\\\share)",
    "a link with a line break": "[x](<https://a.example/\nb>)",
    "a link of two lines": "[x\ny](https://a.example/)",
    "a link around a link": "[a [b](https://a.example/) c](https://b.example/)",
    "a link to mail": "[x](mailto:a@b.example?bcc=c@d.example)",
    "an address in angles": '<https://a.example/">',
    "a link without a host": "[x](https://)",
    "a link to a port that is none": "[x](https://a.example:99999999/)",
    "a host of letters that look alike": "[x](https://\u0430pple.example/)",
    "a host in brackets": "[x](https://[::1/)",
    "a code": "`x`",
    "a block of code": "```\nx\n```",
    "a fence without end": "```\nx",
    "indented code": "a\n\n    x",
    "a page break": "a\f b",
    "a nul": "a\x00b",
    "orders of terminals": "\x1b[2J\x1b]0;x\x07",
    "letters that turn around": "\u202eabc\u202c \u2066d\u2069",
    "half a surrogate": "a\ud800b",
    "a code point of nobody": "a\ue000b",
    "a code point that is none": "a\uffffb",
    "an emoji of a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "letters of several accents": "Xo\u0302\u0301n e\u0327\u0303\u0301" + "\u0301" * 40,
    "a byte order mark": "\ufeffa\ufeff",
    "line separators": "a\u2028b\u2029c",
    "nothing": "",
    "spaces alone": " \u00a0\u2003 ",
    "joiners alone": "\u200d\u200c\u2060",
    "a note that is not there": "a[^nowhere]",
    "a note twice": "a[^n]\n\n[^n]: x\n\n[^n]: y",
    "a note of blocks": "a[^n]\n\n[^n]: x\n\n    - y\n\n    ### z",
    "a note alone": "[^n]: x",
    "a fact that is not there": "{{ facts.nowhere }}",
    "a fact of a fact": "{{ facts.a.value.real }}",
    "a fact of Python": "{{ facts.__class__.__mro__ }}",
    "a fact of marks": "{{ facts.b }}",
    "a calculation": "{{ 1 + 1 }} {% for x in y %} {{ ''.__class__ }}",
    "a page that is not there": "see {{ page.nowhere }}",
    "its own page": "see {{ page.first }}",
    "a name in a link": "[x](https://a.example/{{ facts.a }})",
    "a name around a link": "{{ facts.[x](y) }}",
    "a heading of the first rank": "# A\n\n## B\n\n#### C\n\n###### D",
    "a heading of nothing": "### \n\na",
    "a heading that ends it": "a\n\n### b",
    "a list of nothing": "- \n- \n",
    "a list that begins with a million": "1000000000. a\n1000000001. b",
    "a table": "|a|b|\n|-|-|\n|1|2|",
    "a rule": "a\n\n---\n\nb",
    "a class": "a {.b #c onclick=x}",
}


def _cases() -> Iterator[Case]:
    for name, make in LONG.items():
        yield Case(f"long {name}", edition=prose(make()))
    for name, text in ODD.items():
        yield Case(name, edition=prose(text), command=BUILD)
        yield Case(f"fields: {name}", edition=fields(text), command=BUILD)


@table([*_cases()], quick=8)
def test_a_text_is_set_or_a_finding(case: Case, attack: Attack) -> None:
    found = attack(case.edition, None, *case.command)

    # About the words or how they stand; nothing else has gone wrong.
    assert {code[0] for code in found.codes} <= {"C", "T"}, found.words
    assert all("edition.yaml" in place for place in found.places), found.words


SIGNS = st.sampled_from(
    [*"*_`[]()<>!#-+.|~^{}\\\"'&:= \n\t1a", "\n\n", "[^n]", "[^n]: ", "{{ facts.a }}", "](", "![",
     "https://a.example", "&amp;", "<b>", "-->", "\u00ad", "\u200d", "\u202e", "\u05d0", "\u0301",
     "...", " -- ", "5 %", "    ", "- ", "1. ", "> ", "### "]
)  # fmt: skip


@pytest.mark.slow
@given(st.lists(SIGNS, min_size=1, max_size=40).map("".join))
@settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_signs_are_a_text_or_findings(attack: Attack, text: str) -> None:
    attack(prose(text))


@pytest.mark.slow
@given(st.text(min_size=1, max_size=60))
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_letters_are_set_or_findings(attack: Attack, text: str) -> None:
    attack(fields(text), None, *BUILD)
