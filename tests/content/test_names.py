"""Names in an edition's texts and tables: each exists and stands where names are read."""

from __future__ import annotations

import time

import pytest

from report.content.load import load
from report.content.names import names_in, only_name
from report.desk import options_reader as _options_reader
from report.diagnostics import Diagnostic
from report.resources import Project

from ..conftest import HEAD, NewProject, pointed

FACTS = """facts:
  hubs: {value: 3, label: hubs, source: A list, as_of: 2025}
  share: {value: 56.5, unit: "%", label: share}
"""


def edition(block: str, facts: str = FACTS) -> str:
    """Return an edition with one block."""
    return (
        f"{HEAD}{facts}sections:\n  - section:\n      id: s\n      title: S\n      blocks:\n{block}"
    )


def table(cell: str, kind: str = "table", head: str = "Number") -> str:
    """Return a block with a table of two columns."""
    return (
        f"        - {kind}:\n            id: t\n            title: A\n"
        f"{'            kind: bar' + chr(10) if kind == 'chart' else ''}"
        f"            data:\n              columns: [Name, {head}]\n"
        f"              rows:\n                - [One, {cell}]\n                - [Two, four]\n"
    )


def found(project: Project) -> list[tuple[str, str, str]]:
    with pytest.raises(Diagnostic) as caught:
        load(project, "small", _options_reader(project))
    return [
        (each.code.id, str(each.mark).split(":", 1)[1], f"{each.message} {each.help}")
        for each in caught.value.findings
    ]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('"¶{{ facts }}"', "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
        ('"¶{{ facts.hub }}"', "did you mean “hubs”?"),
        ('"about ¶{{ facts.hub }}"', "did you mean “hubs”?"),
        ('"¶{{ page.t2 }}"', "there is no “page.t2”"),
        ("'{{ page.t }} ¶{{ facts.hubs.labl }}'", "did you mean “label”?"),
    ],
)
def test_names_in_cells_are_checked_where_they_stand(
    cell: str, words: str, new_project: NewProject
) -> None:
    text, where = pointed(edition(table(cell)))

    ((code, place, said),) = found(new_project(text))

    assert (code, place) == ("C109", where)
    assert words in said


def test_names_in_the_heads_of_a_table_are_checked(new_project: NewProject) -> None:
    text, where = pointed(edition(table("three", head='"In ¶{{ page.x }}"')))

    ((code, place, _),) = found(new_project(text))

    assert (code, place) == ("C109", where)


@pytest.mark.parametrize("cell", ['"about {{ facts.hubs }}"', '"{{ page.t }}"'])
def test_a_chart_draws_whole_values_only(cell: str, new_project: NewProject) -> None:
    ((code, _, said), *_) = found(new_project(edition(table(cell, "chart"))))

    assert code == "C109" and "braces" in said


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("{{ facts.hubs }}", "3"),
        ("{{facts.share.value}}", "56.5"),
        ("{{ facts.hubs.label }}", "hubs"),
        ("{{ facts.hubs.as_of }}", "2025"),
        ("about {{ facts.hubs }}", "about {{ facts.hubs }}"),
        ("{{ page.t }}", "{{ page.t }}"),
    ],
)
def test_a_cell_that_is_a_fact_has_its_value(
    cell: str, value: str, new_project: NewProject
) -> None:
    """Other words with names in them are printed like those of a text."""
    project = new_project(edition(table(f'"{cell}"')))
    tables = load(project, "small", _options_reader(project)).tables

    assert str(tables["t"].rows[0][1].value) == value


@pytest.mark.parametrize("field", ["label", "source", "unit", "value"])
def test_facts_hold_no_names(field: str, new_project: NewProject) -> None:
    fact = {"value": "1", "label": "x", field: '"a {{ facts.b }}"'}
    written = ", ".join(f"{key}: {words}" for key, words in fact.items())
    text = edition("", facts=f"facts:\n  b: {{value: 1, label: b}}\n  a: {{{written}}}\n")

    ((code, place, said),) = found(new_project(text.replace("blocks:", "blocks: []")))

    assert code == "C109" and place.startswith("7:") and "plain words" in said


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ('description: "a {{ facts.b }}"', 17),
        ('keywords: [a, "{{ facts.b }}"]', 16),
        ('publisher: "{{ page.s }}"', 13),
    ],
)
def test_properties_of_the_document_hold_no_names(
    line: str, column: int, new_project: NewProject
) -> None:
    head = HEAD.replace("publisher: Somebody", line)

    ((code, place, said),) = found(
        new_project(f"{head}sections:\n  - section: {{id: s, title: S}}\n")
    )

    assert (code, place) == ("C109", f"4:{column}") and "plain words" in said


def test_addresses_hold_no_names(new_project: NewProject) -> None:
    people = (
        "{name: x, web: '¶{{facts.hubs}}', email: '{{facts.hubs}}@x.org', phone: '{{facts.hubs}}'}"
    )
    text, where = pointed(edition(f"        - contacts: {{people: [{people}]}}\n"))

    first, second = found(new_project(text))

    assert {first[0], second[0]} == {"C109"} and where in (first[1], second[1])


def test_a_name_is_found_in_no_time_however_many_blanks_there_are() -> None:
    began = time.perf_counter()

    assert list(names_in("{{" + " " * 100_000)) == []
    assert [name.shown for name in names_in("{{" + " " * 100_000 + "a.b" + " " * 9 + "}}")] == [
        "a.b"
    ]
    assert time.perf_counter() - began < 2


def test_a_name_alone_is_told_from_one_among_words() -> None:
    assert only_name(" {{ a.b }} ") is not None
    assert only_name("{{ a }}{{ b }}") is None and only_name("a {{ b }}") is None


@pytest.mark.parametrize(
    "words",
    [
        "See ¶{{ page.s }",
        "¶{{ facts.hubs  and {{ facts.share }}",
        "¶{ facts.hubs }",
        "¶{facts.hubs}} here",
        "¶facts.hubs }} here",
    ],
)
def test_names_with_a_brace_too_few_are_errors(words: str, new_project: NewProject) -> None:
    text, place = pointed(edition(f"        - text: |\n            {words}\n"))

    (finding,) = found(new_project(text))

    assert finding[:2] == ("C109", place)
    assert "{{ facts.NAME }}" in finding[2]


def test_other_braces_are_left_alone(new_project: NewProject) -> None:
    text = edition("        - text: |\n            [Ett]{lang=sv}, {a}, \\{{ b and {{ page.s }}\n")

    manuscript = load(new_project(text), "small", _options_reader(new_project(text)))

    assert manuscript.findings == ()
