"""Errors of the model in plain words, each at its place."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.edition import Edition
from report.content.node import nearest, read_model, read_what_fits, slug
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic

from ..conftest import pointed

HEAD = "title: A\nlanguage: en-US\ndate: 2026-11-22\n"


def errors(text: str) -> dict[str, tuple[str, str, str]]:
    """Return code, message and help of every finding by line and column."""
    with pytest.raises(Diagnostic) as caught:
        read_model(Edition, read_yaml(text.encode(), "a"))
    return {
        f"{each.mark.line}:{each.mark.column}": (each.code.id, each.message, each.help)
        for each in caught.value.findings
        if each.mark
    }


def test_every_error_of_a_file_is_found_at_once_at_its_place() -> None:
    text = f"""{HEAD}formt: a4
facts:
  Biobanks: {{value: 1, label: x}}
  samples: {{valu: 1, label: x}}
waivers:
  - {{code: r204, reason: because it is so}}
sections:
  - section:
      titel: Words
      blocks:
        - text:
            body: words
            columns: 3
        - foto: {{file: a.jpg}}
        - photo: {{file: a.jpg, width: colum}}
        - {{text: one, photo: {{file: a.jpg}}}}
        - key_figures: {{items: []}}
        - text: [a, list]
        - chart: {{kind: bar, title: x, data: [a], lines: many}}
        - table: {{title: x, data: {{columns: [a], rows: [[1]], row: 2}}}}
  - cover: {{}}
"""
    found = errors(text)

    assert found["4:1"] == ("C104", "there is no key “formt” here", "did you mean “format”?")
    assert found["7:13"] == ("C104", "there is no key “valu” here", "did you mean “value”?")
    assert found["6:3"][0] == "C106" and "underscores" in found["6:3"][2]
    assert found["9:12"][2] == "a code is a capital letter and three digits, such as R204"
    assert found["12:7"] == ("C104", "there is no key “titel” here", "did you mean “title”?")
    assert found["16:22"][:2] == ("C106", "“3” is not one of the choices for “columns”")
    assert found["17:11"] == ("C104", "there is no key “foto” here", "did you mean “photo”?")
    assert found["18:39"][2] == "did you mean “column”?"
    assert found["19:11"][0] == "C106"
    assert "exactly one kind" in found["19:11"][1]
    assert found["20:32"] == ("C106", "“items” needs 1 or more in its list", "")
    assert found["21:17"][1] == "“text” needs a mapping (lines such as “key: value”)"
    assert found["22:46"][1] == "“data” needs words or a mapping (lines such as “key: value”)"
    assert found["22:58"][1] == "“lines” needs a whole number or “fill”, not “many”"
    assert found["23:63"] == ("C104", "there is no key “row” here", "did you mean “rows”?")
    assert found["24:12"] == ("C105", "the key “photo” is missing", "")
    assert all(code.startswith("C1") for code, _, _ in found.values())


@pytest.mark.parametrize(
    ("line", "message", "help"),
    [
        ("date: tomorrow", "“date” needs a date such as 2026-11-22, not “tomorrow”", ""),
        ("date:", "“date” is empty; it needs a date such as 2026-11-22", ""),
        (
            "date: #2026-11-22",
            "“date” is empty; it needs a date such as 2026-11-22",
            "“#2026-11-22” is taken for a comment: put quotation marks around it",
        ),
        ("keywords: one, two", "“keywords” needs a list (lines that begin with “- ”)", ""),
        ("title: [a]", "“title” needs words", ""),
        ("title: true", "“title” needs words", ""),
        ("language: English", "“English” is not a language tag", "write it as en-US or en"),
        ("facts: none", "“facts” needs a mapping (lines such as “key: value”)", ""),
        ("sections: 3", "“sections” needs a list", ""),
    ],
)
def test_wrong_values_are_explained_in_plain_words(line: str, message: str, help: str) -> None:
    key = line.split(":")[0]
    lines = [each for each in f"{HEAD}sections: []".split("\n") if not each.startswith(f"{key}:")]
    text = "\n".join([*lines, line]) + "\n"

    ((place, (code, said, helped)),) = errors(text).items()

    assert place.startswith(f"{len(lines) + 1}:")
    assert code == "C106"
    assert message in said
    assert help in helped
    assert "pydantic" not in said and "input" not in said.lower()


SECTION = f"{HEAD}sections:\n  - section:\n      title: A\n      blocks:\n        - "


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("photo: {file: a.jpg, lines: ¶0}", "from 1 on or “fill”, not “0”"),
        ("photo: {file: a.jpg, lines: ¶-5}", "from 1 on or “fill”, not “-5”"),
        ("photo: {file: a.jpg, lines: ¶201}", "up to 200 or “fill”, not “201”"),
        ("photo: {file: a.jpg, lines: ¶all}", "“lines” needs a whole number or “fill”"),
        ("text: {body: '¶ '}", "“body” is blank; it needs words"),
        ("table: {title: '¶\u00a0', data: a.csv}", "“title” is blank; it needs words"),
        ("notes: {items: ['¶']}", "blank"),
        ("key_figures: {items: [¶{label: x}]}", "either a `fact` or a `value`"),
        ("key_figures: {items: [¶{fact: a, value: 9}]}", "either a `fact` or a `value`"),
        ("key_figures: {items: [¶{value: 9}]}", "“label” is missing"),
    ],
)
def test_blocks_without_a_meaning_are_refused(block: str, message: str) -> None:
    text, where = pointed(f"{SECTION}{block}\n")

    ((place, (code, said, _)),) = errors(text).items()

    assert (place, code) == (where, "C106")
    assert message in said


@pytest.mark.parametrize("words", ["''", "' '", '"\\t"'])
def test_a_title_is_more_than_blanks(words: str) -> None:
    assert (
        "blank" in errors(f"{HEAD}sections: []\n".replace("title: A", f"title: {words}"))["1:9"][1]
    )


def test_a_date_has_four_digits_for_its_year() -> None:
    said = errors(f"{HEAD}sections: []\n".replace("2026", "0001"))

    assert said["3:7"][1:] == ("0001-11-22 is too long ago", "an edition's date begins with 1900")


def test_a_list_whose_items_are_wrong_is_not_called_too_short() -> None:
    assert len(errors(f"{SECTION}timeline: {{events: [{{}}]}}\n")) == 1


def test_thousands_of_errors_are_counted_in_no_time() -> None:
    items = "".join(f"        - {{nott: {number}}}\n" for number in range(20_000))
    began = time.perf_counter()

    with pytest.raises(Diagnostic) as caught:
        read_model(Edition, read_yaml(f"{SECTION[:-11]}\n{items}".encode(), "a"))

    *first, last = caught.value.findings
    assert len(first) == 100 and last.message.startswith("and ")
    assert time.perf_counter() - began < 20


def test_unknown_keys_do_not_hide_the_rest() -> None:
    text = f"{HEAD}subtitel: x\nsections:\n  - section: {{title: A, lead: x}}\n"

    edition, findings = read_what_fits(Edition, read_yaml(text.encode(), "a"))

    assert edition is not None and edition.title == "A"
    assert [(each.code.id, each.mark and each.mark.line) for each in findings] == [
        ("C104", 6),
        ("C104", 4),
    ]
    document = read_yaml(text.replace("title: A", "title: ' '").encode(), "a")
    assert read_what_fits(Edition, document)[0] is None


def test_missing_keys_are_each_named() -> None:
    with pytest.raises(Diagnostic) as caught:
        read_model(Edition, read_yaml(b"subtitle: x\n", "a"))

    messages = [each.message for each in caught.value.findings]
    for key in ("title", "language", "date", "sections"):
        assert f"the key “{key}” is missing" in messages


def test_a_file_that_is_no_mapping_is_a_finding() -> None:
    for text in ("- a\n- b\n", "words\n", "3\n"):
        ((_, (code, message, _)),) = errors(text).items()
        assert code == "C106" and "needs a mapping" in message


def test_numbers_and_dates_may_stand_where_words_are_printed() -> None:
    text = f"{HEAD.replace('title: A', 'title: 2026')}sections: []\nsubtitle: 2026-11-22\n"
    edition = read_model(Edition, read_yaml(text.encode(), "a"))

    assert (edition.title, edition.subtitle) == ("2026", "2026-11-22")


def test_values_are_frozen_and_know_their_places() -> None:
    edition = read_model(Edition, read_yaml(f"{HEAD}sections: []\n".encode(), "a"))

    with pytest.raises(Exception, match="frozen"):
        edition.title = "B"  # type: ignore[misc]
    assert str(edition.mark_of("title")) == "a:1:8"
    assert str(edition.mark_of("subtitle")) == "a:1:1"
    assert str(edition.mark) == "a:1:1"


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text("ab:-{}#å \n'\"", max_size=8),
    st.sampled_from(["a4", "page", "fill", "2026-11-22", "en-US", "data/x.csv"]),
)
_KEYS = """
title date section blocks text body photo file chart kind data rows columns facts value label
items fact width lines id place opener style key_figures oops
"""
KEYS = st.sampled_from(_KEYS.split())
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)


@given(st.dictionaries(KEYS, TREES, max_size=5), st.lists(st.dictionaries(KEYS, TREES, max_size=2)))
@settings(max_examples=150, deadline=None)
def test_whatever_the_model_refuses_has_a_finding_with_a_real_mark(
    top: dict[str, Any], sections: list[Any]
) -> None:
    text = yaml.safe_dump({**top, "sections": sections}, allow_unicode=True)
    try:
        read_model(Edition, read_yaml(text.encode(), "a"))
    except Diagnostic as diagnostic:
        lines = text.split("\n")
        for finding in diagnostic.findings:
            assert finding.mark and finding.message
            assert 1 <= finding.mark.line <= len(lines)
            assert 1 <= finding.mark.column <= len(lines[finding.mark.line - 1]) + 1


@pytest.mark.parametrize(
    ("given", "choices", "answer"),
    [
        ("formt", ["format", "theme"], "did you mean “format”?"),
        ("key-figures", ["key_figures", "chart"], "did you mean “key_figures”?"),
        ("CHART", ["chart", "table"], "did you mean “chart”?"),
        ("first-section", ["first-sektion"], "did you mean “first-sektion”?"),
        ("xyz", ["chart", "table"], "possible here: chart, table"),
        ("xyz", [], ""),
        (3, ["1", "2"], "possible here: 1, 2"),
    ],
)
def test_the_nearest_choice_is_named(given: object, choices: list[str], answer: str) -> None:
    assert nearest(given, choices) == answer


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Where Swedish / oncology began, and more", "where-swedish-oncology-began-and"),
        ("Köpenhamn & Århus", "kopenhamn-arhus"),
        ("{{ facts.founded }}", "founded"),
        ("Since {{ facts.more_than }}", "since-more-than"),
        ("日本", ""),
        ("--- ", ""),
    ],
)
def test_ids_are_made_from_the_first_words(words: str, id: str) -> None:
    assert slug(words) == id


@given(st.text())
def test_ids_are_always_valid(words: str) -> None:
    import re

    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(words))


@pytest.mark.parametrize(
    ("block", "help"),
    [
        ("photo: {file: x.jpg, caption: One, ¶two}", "a text with commas: {caption:"),
        ("photo: {¶file:x.jpg}", "a space is missing after the colon: file: x.jpg"),
        ("photo: ¶sea-sunset.jpg", "write it as photo: {file: sea-sunset.jpg}"),
    ],
)
def test_slips_in_the_short_form_are_explained(block: str, help: str) -> None:
    text, place = pointed(
        f"{HEAD}sections:\n  - section:\n      title: A\n      blocks:\n        - {block}\n"
    )

    assert help in errors(text)[place][2]


def test_a_key_whose_value_is_left_empty_is_no_slip_in_braces() -> None:
    assert "subtitle" in errors(f"{HEAD}subtitel:\nsections: []\n")["4:1"][2]


@pytest.mark.parametrize(
    "day", ["1.12.2026", "2026-12-1", "1 December 2026", "December 1, 2026", "1 Dec 2026"]
)
def test_a_date_in_another_order_is_written_out(day: str) -> None:
    text = f"title: A\nlanguage: en-US\ndate: {day}\nsections: []\n"

    assert errors(text)["3:7"][2] == "write it as 2026-12-01"
