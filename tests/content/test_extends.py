"""Editions that extend editions: what is said anew, what is kept, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.content.extends import resolve
from report.content.load import Manuscript, load
from report.desk import options_reader
from report.diagnostics import Diagnostic, Finding
from report.resources import Project, bundled_root

BELOW = """\
title: Last year
subtitle: A brochure
language: en-US
date: 2026-05-01
print: {printer: fogra39-coated, revision: 4}
facts:
  hubs: {value: 3, label: hubs, as_of: 2025, source: A survey}
  roads: {value: 7, label: roads}
waivers:
  - {code: R204, reason: Agreed with the photographer}
sections:
  - section:
      id: one
      title: First
      blocks:
        - text: {id: one-text, body: Words with {{ facts.hubs }} in them.}
        - text: Words without an id
        - key_figures:
            id: figures
            items:
              - {value: 3, label: trees, id: trees}
              - {value: 4, label: houses}
  - section:
      id: two
      title: Second
      blocks:
        - text: {id: two-text, body: The second.}
""".replace("Words with {{ facts.hubs }} in them.", '"Words with {{ facts.hubs }} in them."')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, "below", BELOW)
    return Project(tmp_path, bundled_root())


def write(root: Path, slug: str, text: str, name: str = "edition.yaml") -> None:
    file = root / "editions" / slug / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def over(project: Project, text: str) -> Manuscript:
    write(project.root, "above", f"extends: below\n{text}")
    return load(project, "above", options_reader(project))


def faults(project: Project, text: str) -> list[tuple[str, int]]:
    """Return the codes and lines of what is wrong with an edition above."""
    write(project.root, "above", f"extends: below\n{text}")
    try:
        found: tuple[Finding, ...] = resolve(project, "above").findings
    except Diagnostic as diagnostic:
        found = diagnostic.findings
    assert all(each.mark and each.mark.file == "editions/above/edition.yaml" for each in found)
    assert all(each.help for each in found)
    return [(each.code.id, each.mark.line) for each in found if each.mark]


def ids(manuscript: Manuscript) -> list[str]:
    found = []
    for page in manuscript.edition.pages():
        inside = [f".{block.id}" for owner, block in manuscript.edition.blocks() if owner is page]
        found += [page.id, *inside]
    return found


def test_what_is_not_said_anew_is_kept(project: Project) -> None:
    edition = over(project, "title: This year\n").edition
    assert (edition.title, edition.subtitle) == ("This year", "A brochure")
    assert edition.mark_of("title").file == "editions/above/edition.yaml"
    assert edition.mark_of("subtitle").file == "editions/below/edition.yaml"
    assert edition.place_of("subtitle").mark.line == 2
    assert ids(over(project, "title: T\n")) == [
        "one",
        ".one-text",
        ".text-words-without-an-id",
        ".figures",
        "two",
        ".two-text",
    ]


def test_the_order_to_the_print_shop_begins_with_revision_one(project: Project) -> None:
    order = over(project, "title: T\n").edition.print
    assert (order.printer, order.revision) == ("fogra39-coated", 1)


def test_facts_are_joined_and_waivers_added(project: Project) -> None:
    text = """\
facts:
  hubs: {value: 5, as_of: 2026}
  roads: null
  trees: {value: 9, label: trees}
waivers:
  - {code: T204, reason: White on purpose}
"""
    edition = over(project, text).edition
    assert {name: fact.value for name, fact in edition.facts.items()} == {"hubs": 5, "trees": 9}
    assert (edition.facts["hubs"].label, edition.facts["hubs"].source) == ("hubs", "A survey")
    assert edition.facts["hubs"].mark_of("value").line == 3
    assert [waiver.code for waiver in edition.waivers] == ["R204", "T204"]


def test_changes_are_made_in_their_order(project: Project) -> None:
    text = """\
changes:
  - set: one
    title: A new first
  - set: figures/trees
    value: 12
  - remove: text-words-without-an-id
  - insert:
      text: {id: new, body: Inserted}
    after: one-text
  - insert: {value: 1, label: sea}
    into: figures
  - insert:
      section: {id: three, title: Third, blocks: [text: Words]}
    before: two
  - move: one-text
    into: three
  - remove: figures/4
"""
    manuscript = over(project, text)
    assert ids(manuscript) == [
        "one",
        ".new",
        ".figures",
        "three",
        ".text-words",
        ".one-text",
        "two",
        ".two-text",
    ]
    first = next(iter(manuscript.edition.pages()))
    assert first.heading == "A new first"
    figures = next(block for _, block in manuscript.edition.blocks() if block.id == "figures")
    assert [item.label for item in figures.items] == ["trees", "sea"]  # type: ignore[attr-defined]
    assert str(figures.items[0].value) == "12"  # type: ignore[attr-defined]


def test_a_derived_id_stays_when_the_words_change(project: Project) -> None:
    text = "changes:\n  - set: text-words-without-an-id\n    body: Quite other words\n"
    assert ".text-words-without-an-id" in ids(over(project, text))


def test_a_field_inside_another_is_set_by_its_path(project: Project) -> None:
    below = BELOW.replace(
        "      title: First\n",
        "      title: First\n      opener: {photo: {file: a.jpg, caption: Old}}\n",
    )
    write(project.root, "below", below)
    edition = over(project, "changes:\n  - set: one\n    opener.photo.caption: New\n").edition
    photo = next(iter(edition.pages())).opener.photo  # type: ignore[attr-defined]
    assert (photo.file, photo.caption) == ("a.jpg", "New")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ("- set: on\n    title: T", [("V102", 3)]),
        ("- set: figures/treees\n    value: 1", [("V102", 3)]),
        ("- remove: one\n  - set: one-text\n    body: T", [("V103", 4)]),
        ("- set: one-text\n    body: T\n  - remove: one", [("V103", 5)]),
        ("- set: one\n    title: A\n  - set: one\n    title: B", [("V103", 6)]),
        ("- set: one\n    title: First", [("V107", 4)]),
        ("- set: one\n    id: other", [("V101", 4)]),
        ("- set: one", [("V101", 3)]),
        ("- move: one\n    after: one-text", [("V104", 3)]),
        ("- move: one-text\n    after: two", [("V104", 4)]),
        ("- move: one-text\n    after: two-text\n  - move: one-text\n    into: one", [("V103", 5)]),
        ("- move: one-text", [("V101", 3)]),
        ("- insert: {text: T}\n    before: two", [("V104", 4)]),
        ("- insert: {text: T}\n    before: one-text\n    after: two-text", [("V101", 3)]),
        ("- insert: {text: T}\n    inside: one", [("V101", 4)]),
        ("- title: T", [("V101", 3)]),
        ("- set: one\n    remove: two", [("V101", 3)]),
        ("- just words", [("V101", 3)]),
        ("- insert: {text: T}\n    into: one\n  - remove: one", [("V103", 5)]),
        ("- set: figures\n    items: []\n  - set: figures/trees\n    value: 1", [("V103", 5)]),
        ("- set: figures/trees\n    value: 1\n  - set: figures\n    items: []", [("V103", 6)]),
        ("- set: one-text\n    body: T\n  - set: one\n    blocks: []", [("V103", 6)]),
        ("- set: figures\n    place: foot\n  - move: figures\n    into: two", []),
        ("- remove: one-text\n  - insert: {text: {id: one-text, body: T}}\n    into: one", []),
    ],
)
def test_what_cannot_be_changed_is_a_finding_at_its_line(
    project: Project, changes: str, found: list[tuple[str, int]]
) -> None:
    assert faults(project, f"changes:\n  {changes}\n") == found


def test_a_failed_move_leaves_the_place(project: Project) -> None:
    write(project.root, "above", "extends: below\nchanges:\n  - {move: one-text, after: nowhere}\n")
    resolved = resolve(project, "above")
    assert [each.code.id for each in resolved.findings] == ["V102"]
    assert resolved.document.data["sections"][0]["section"]["blocks"][0]["text"]["id"] == "one-text"


def test_sections_of_its_own_and_changes_exclude_each_other(project: Project) -> None:
    text = "sections: [section: {title: T}]\nchanges: [{remove: one}]\n"
    assert faults(project, text) == [("V108", 3)]
    assert faults(project, "changes: {remove: one}\n") == [("V101", 2)]


def test_a_new_figure_with_an_old_date_is_doubtful(project: Project) -> None:
    assert faults(project, "facts:\n  hubs: {value: 5}\n") == [("V106", 3)]
    assert faults(project, "facts:\n  roads: {value: 5}\n") == []
    assert faults(project, "facts:\n  hubs: {value: 5, as_of: 2025}\n") == []


def test_an_edition_cannot_extend_itself_nor_what_is_not_there(project: Project) -> None:
    write(project.root, "below", "extends: above\n")
    write(project.root, "above", "extends: below\n")
    with pytest.raises(Diagnostic) as caught:
        resolve(project, "above")
    (finding,) = caught.value.findings
    assert finding.code.id == "V105"
    assert "above → below → above" in finding.message
    assert finding.mark is not None
    assert str(finding.mark) == "editions/below/edition.yaml:1:10"
    write(project.root, "above", "extends: belo\n")
    write(project.root, "below", BELOW)
    with pytest.raises(Diagnostic) as caught:
        resolve(project, "above")
    (finding,) = caught.value.findings
    assert (finding.code.id, finding.help) == ("C110", "did you mean “below”?")


def test_a_variant_is_said_over_its_edition(project: Project) -> None:
    write(
        project.root, "below", "title: For investors\nchanges: [{remove: two}]\n", "variants/i.yaml"
    )
    manuscript = load(project, "below", options_reader(project), "i")
    assert manuscript.edition.title == "For investors"
    assert manuscript.edition.print.revision == 4
    assert "two" not in ids(manuscript)
    with pytest.raises(Diagnostic) as caught:
        resolve(project, "below", "investors")
    assert [each.code.id for each in caught.value.findings] == ["C110"]


def test_files_are_looked_for_in_its_own_folder_first(project: Project) -> None:
    chart = "        - table: {id: t, data: data/t.csv, title: T, source: S}\n"
    write(project.root, "below", BELOW + chart)
    write(project.root, "below", "A,B\nx,1\n", "data/t.csv")
    assert over(project, "title: T\n").tables["t"].rows[0][0].text == "x"
    write(project.root, "above", "A,B\ny,1\n", "data/t.csv")
    assert over(project, "title: T\n").tables["t"].rows[0][0].text == "y"


def test_what_stands_in_an_inserted_section_can_be_changed(project: Project) -> None:
    text = """\
changes:
  - insert:
      section: {id: three, title: Third, blocks: [text: {id: t3, body: Words}]}
    after: two
  - set: t3
    body: Others
  - remove: one-text
  - insert: {text: {id: one-text, body: Anew}}
    into: three
  - insert: {text: {id: last, body: After it}}
    after: one-text
"""
    assert ids(over(project, text))[-4:] == ["three", ".t3", ".one-text", ".last"]


def test_a_list_of_words_takes_a_word_that_is_a_kind_of_block(project: Project) -> None:
    notes = "        - notes: {id: n, items: [{text: Bring boots}]}\n"
    write(project.root, "below", BELOW + notes)
    manuscript = over(project, "changes:\n  - insert: {text: Bring a hat}\n    into: n\n")
    block = next(block for _, block in manuscript.edition.blocks() if block.id == "n")
    assert [item.text for item in block.items] == ["Bring boots", "Bring a hat"]  # type: ignore[attr-defined]


def test_null_takes_a_field_away(project: Project) -> None:
    write(project.root, "below", BELOW.replace("title: Second", "title: Second\n      kicker: K"))
    edition = over(project, "subtitle: null\nchanges: [{set: two, kicker: null}]\n").edition
    assert edition.subtitle == ""
    assert [page.kicker for page in edition.pages()] == ["", ""]  # type: ignore[attr-defined]


def test_a_variant_extends_nothing_else(project: Project) -> None:
    write(project.root, "below", "extends: nowhere\n", "variants/i.yaml")
    with pytest.raises(Diagnostic, match="C104"):
        resolve(project, "below", "i")


def test_an_unchanged_value_keeps_its_date(project: Project) -> None:
    assert faults(project, "facts:\n  hubs: {value: 3, label: other hubs}\n") == []
