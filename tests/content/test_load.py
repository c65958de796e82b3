"""Editions as a whole: ids, names, tables and every error at once."""

from __future__ import annotations

import pytest

from report.content.load import Manuscript, load
from report.content.node import Words
from report.desk import options_reader as _options_reader
from report.diagnostics import Diagnostic, Finding
from report.resources import Project

from ..conftest import HEAD, NewProject, pointed


def read(project: Project) -> Manuscript:
    return load(project, "small", _options_reader(project))


def findings(project: Project) -> tuple[Finding, ...]:
    with pytest.raises(Diagnostic) as caught:
        read(project)
    return caught.value.findings


def ids(manuscript: Manuscript) -> list[str]:
    edition = manuscript.edition
    return [page.id for page in edition.pages()] + [block.id for _, block in edition.blocks()]


def edition(blocks: str, facts: str = "") -> str:
    """Return an edition with one section of these blocks, from line 9 on (12 with facts)."""
    return (
        f"{HEAD}{facts}sections:\n  - section:\n      title: First words\n      blocks:\n{blocks}"
    )


FACTS = """facts:
  hubs: {value: 3, label: hubs}
  samples: {value: 150, label: samples}
"""


def test_ids_are_given_or_derived_from_kind_and_first_words(new_project: NewProject) -> None:
    text = edition(
        """\
        - text: Some words that stand here
        - id: beside
          text: Other words
        - text: {id: inside, body: More words}
        - key_figures:
            items: [{value: 3, label: trees}, {value: 3, label: houses, id: houses}]
"""
    )
    manuscript = read(new_project(text + "  - credits: {}\n"))

    assert ids(manuscript) == [
        "first-words",
        "credits",
        "text-some-words-that-stand-here",
        "beside",
        "inside",
        "key-figures",
    ]
    *_, (_, figures) = manuscript.edition.blocks()
    assert [item.id for item in figures.items] == ["3", "houses"]  # type: ignore[attr-defined]


def test_two_ids_that_differ_are_a_finding_and_equal_ones_are_not(new_project: NewProject) -> None:
    same = "        - id: a\n          text: {id: a, body: words}\n"
    other = "        - id: a\n          text: {id: b, body: words}\n"

    assert ids(read(new_project(edition(same)))) == ["first-words", "a"]
    (finding,) = findings(new_project(edition(other)))
    assert "two ids here, “a” and “b”" in finding.message
    assert str(finding.mark) == "editions/small/edition.yaml:9:15"


@pytest.mark.parametrize(
    ("blocks", "line", "column"),
    [
        ("        - text: {id: a, body: x}\n        - text: {id: a, body: y}\n", 10, 22),
        ("        - text: {id: a, body: x}\n        - {id: a, text: y}\n", 10, 16),
        ("        - notes: {items: [{id: a, text: x}, {id: a, text: y}]}\n", 9, 50),
    ],
)
def test_an_id_that_is_taken_is_marked_where_it_stands(
    blocks: str, line: int, column: int, new_project: NewProject
) -> None:
    (finding,) = findings(new_project(edition(blocks)))

    assert finding.code.id == "C107"
    assert str(finding.mark) == f"editions/small/edition.yaml:{line}:{column}"
    assert finding.at and "another `id:`" in finding.help


def test_derived_ids_that_are_taken_are_numbered(new_project: NewProject) -> None:
    """Only whoever wrote an id is told about ids."""
    text = edition(
        """\
        - text: same
        - text: same
        - text: {id: text-same-3, body: other}
        - text: same
        - timeline: {events: [{when: 2020}, {when: 2020}, {when: 2020, id: 2020-2}]}
"""
    )
    manuscript = read(new_project(f"{text}  - credits: {{}}\n  - credits: {{}}\n"))

    expected = ["text-same", "text-same-2", "text-same-3", "text-same-4", "timeline"]
    assert ids(manuscript) == ["first-words", "credits", "credits-2", *expected]
    *_, (_, timeline) = manuscript.edition.blocks()
    assert [event.id for event in timeline.events] == ["2020", "2020-3", "2020-2"]  # type: ignore[attr-defined]


def test_items_of_different_lists_may_share_an_id(new_project: NewProject) -> None:
    blocks = "        - notes: {id: a, items: [x]}\n        - notes: {id: b, items: [x]}\n"

    assert ids(read(new_project(edition(blocks)))) == ["first-words", "a", "b"]


def test_a_section_whose_title_has_no_latin_letter_has_an_id(new_project: NewProject) -> None:
    text = f"{HEAD}sections:\n  - section: {{title: 日本}}\n"

    assert ids(read(new_project(text))) == ["section"]


@pytest.mark.parametrize(
    ("words", "column", "help"),
    [
        ("{{ facts.hub }}", 17, "did you mean “hubs”?"),
        ("See {{facts.sample}}", 21, "did you mean “samples”?"),
        ("{{ facts.hubs.labl }}", 17, "did you mean “label”?"),
        ("{{ page.frist-words }}", 17, "did you mean “first-words”?"),
        ("{{ page.first-words.x }}", 17, "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
        ("{{ facts }}", 17, "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
        ("{{ 1 + 1 }}", 17, "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
        ("{{}}", 17, "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
        ("{{ ''.__class__ }}", 17, "{{ facts.NAME }}, {{ page.ID }} or {{ row.COLUMN }}"),
    ],
)
def test_names_that_do_not_exist_are_marked_in_the_text(
    words: str, column: int, help: str, new_project: NewProject
) -> None:
    project = new_project(edition(f'        - text: "{words}"\n', FACTS))

    (finding,) = findings(project)

    assert finding.code.id == "C109"
    assert str(finding.mark) == f"editions/small/edition.yaml:12:{column + 1}"
    assert help in finding.help


def test_a_key_figure_names_a_fact_that_exists(new_project: NewProject) -> None:
    blocks = "        - key_figures: {items: [{fact: hobs}]}\n"

    (finding,) = findings(new_project(edition(blocks, FACTS)))

    assert finding.help == "did you mean “hubs”?"
    assert str(finding.mark) == "editions/small/edition.yaml:12:40"


def test_the_errors_of_all_files_are_found_at_once(new_project: NewProject) -> None:
    blocks = """\
        - text: "{{ facts.none }}"
        - table: {title: A, data: data/broken.csv}
        - table: {title: B, data: data/missing.csv}
        - chart: {kind: wafle, title: C, data: data/good.csv}
        - chart: {kind: bar, title: D, data: data/good.csv, options: {sortt: x}}
"""
    files = {"data/broken.csv": "A,B\n1\n", "data/good.csv": "Name,Share (%)\nx,40\ny,60\n"}

    found = findings(new_project(edition(blocks), files))

    places = {(each.code.id[0], each.mark.file.split("/")[-1]) for each in found if each.mark}
    codes = [each.code.id for each in found]
    assert ("D", "broken.csv") in places
    assert {"C109", "F101"} <= set(codes)
    assert any("did you mean “waffle”?" in each.help for each in found)
    assert any("sort" in each.help and "sortt" in each.message for each in found)
    assert all(each.mark and each.mark.line for each in found)


def test_a_cell_may_name_a_fact(new_project: NewProject) -> None:
    blocks = """\
        - table:
            id: t
            title: A
            data: {columns: [Name, Number], rows: [[Hubs, "{{ facts.hubs }}"], [Others, 4]]}
"""
    table = read(new_project(edition(blocks, FACTS))).tables["t"]

    assert [str(row[1].value) for row in table.rows] == ["3", "4"]


@pytest.mark.parametrize(
    "block",
    [
        "photo: {file: a.jpg, place: ¶foot}",
        "text: {body: x, place: ¶foot}",
        "table: {title: x, width: column, place: ¶foot, data: {columns: [A], rows: [[1]]}}",
    ],
)
def test_a_block_in_a_column_has_no_foot(block: str, new_project: NewProject) -> None:
    text, where = pointed(edition(f"        - {block}\n"))

    (finding,) = findings(new_project(text))

    assert (finding.code.id, str(finding.mark)) == ("C116", f"editions/small/edition.yaml:{where}")


def test_a_block_as_wide_as_the_page_has_a_foot(new_project: NewProject) -> None:
    assert read(new_project(edition("        - text: {body: x, columns: 1, place: foot}\n")))


def test_words_of_the_edition_know_their_places_and_those_of_facts_are_plain(
    new_project: NewProject,
) -> None:
    blocks = "        - text: {id: a, body: same}\n        - text: {id: b, body: same}\n"
    loaded = read(new_project(edition(blocks, FACTS))).edition

    bodies = [block.body for _, block in loaded.blocks()]  # type: ignore[attr-defined]
    assert [(body.place.at(body, 1).line, body.plain) for body in bodies] == [
        (12, False),
        (13, False),
    ]
    label = loaded.facts["hubs"].label
    assert isinstance(label, Words) and label.plain and label.place.mark.line == 6


def test_an_edition_without_sections_is_a_finding(new_project: NewProject) -> None:
    (finding,) = findings(new_project(f"{HEAD}sections: []\n"))

    assert finding.code.id == "C113"
    assert str(finding.mark) == "editions/small/edition.yaml:5:11"


def test_an_empty_edition_is_said_to_be(new_project: NewProject) -> None:
    (finding,) = findings(new_project("# nothing yet\n"))

    assert finding.code.id == "C105" and "says nothing" in finding.message


def test_an_edition_that_is_not_there_is_a_finding(new_project: NewProject) -> None:
    project = new_project()
    (project.editions / "small" / "edition.yaml").unlink()

    (finding,) = findings(project)

    assert finding.code.id == "F104"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("a: {value: ¶1.200, label: x}", "“1.200” can be read as 1200 or as 1.2"),
        ("a: {value: ¶about 74, unit: '%', label: x}", "“about 74” is words"),
        ("a: {value: ¶74 %, unit: '%', label: x}", "“74 %” has its unit in it"),
        ("a: {value: ¶5 km, unit: km, label: x}", "“5 km” has its unit in it"),
        ("a: {value: 1.5, label: x}\n  b: {value: ¶seventy, unit: km, label: x}", "“seventy”"),
        ("a: {value: ¶1.200, label: x}\n  b: {value: 0.250, label: x}", ""),
        ("a: {value: ¶1.200, label: x}\n  b: {value: 1.5, label: x}", ""),
        ("a: {value: ¶late 1930s, label: x}", ""),
        ("a: {value: ¶10–12, unit: km, label: x}", ""),
        ("a: {value: ¶1.2000, label: x}", ""),
    ],
)
def test_facts_that_print_something_else_are_noticed(
    facts: str, said: str, new_project: NewProject
) -> None:
    text, place = pointed(edition("        - text: Words\n", f"facts:\n  {facts}\n"))

    noticed = read(new_project(text)).findings

    if said:
        assert [(each.code.id, str(each.mark).split(":", 1)[1]) for each in noticed] == [
            ("C118", place)
        ]
        assert said in noticed[0].message
    else:
        assert noticed == ()


def test_a_cut_text_is_noticed_in_an_edition(new_project: NewProject) -> None:
    (finding,) = read(new_project(edition("        - text: Room #4\n"))).findings

    assert finding.code.id == "C117"


@pytest.mark.parametrize("name", ["months.csv", "data/month.csv"])
def test_a_missing_data_file_names_the_nearest(name: str, new_project: NewProject) -> None:
    chart = f"        - chart: {{kind: bar, title: A, data: {name}}}\n"

    (finding,) = findings(new_project(edition(chart), {"data/months.csv": "A,B\nx,1\n"}))

    assert finding.code.id == "F101"
    assert "did you mean “data/months.csv”?" in finding.help


def test_a_table_of_many_rows_is_drawn_and_not_printed(new_project: NewProject) -> None:
    rows = "a,b\n" + "x,1\n" * 5001
    chart = "        - chart: {kind: scatter, title: Many, data: many.csv}\n"
    table = "        - table: {id: t, title: Many, data: many.csv}\n"
    project = new_project(edition(chart + table), {"many.csv": rows})
    (finding,) = [each for each in findings(project) if each.code.id == "D108"]
    assert finding.at == "t"
    assert str(finding.mark).endswith("many.csv:5002:1")
