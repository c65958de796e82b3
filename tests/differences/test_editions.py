"""What differs between two editions: exactly what was changed, and the same from both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.diagnostics import Diagnostic
from report.differences.editions import editions_differing
from report.differences.naming import EditionName, text_at
from report.differences.telling import in_words
from report.differences.values import APPROVED, Change, Differences, Group
from report.resources import Project

from .conftest import LEDGER, Compare, data, write

Data = dict[str, Any]
Edit = Callable[[Data], None]
Told = tuple[str, str, str, str, str]
"""Of a difference: group, kind, at, item, what."""


def section(edition: Data, at: int) -> Data:
    found: Data = edition["sections"][at]["section"]
    return found


def block(edition: Data, section_at: int, at: int) -> Data:
    found: Data = next(iter(section(edition, section_at)["blocks"][at].values()))
    return found


def put(holder: Callable[[Data], Any], key: Any, value: Any) -> Edit:
    def edit(edition: Data) -> None:
        holder(edition)[key] = value

    return edit


def swap_people(edition: Data) -> None:
    people = block(edition, 1, 1)["people"]
    people.insert(0, people.pop())


def new_person(edition: Data) -> None:
    block(edition, 1, 1)["people"].append({"id": "di", "name": "Di Ek", "title": "Envoy"})


def move_section(edition: Data) -> None:
    edition["sections"].insert(1, edition["sections"].pop(2))


def new_row(edition: Data) -> None:
    block(edition, 2, 0)["data"]["rows"].insert(1, [2019, "Hail came down", 4])


def new_block(edition: Data) -> None:
    quote = {"id": "said", "quote": "Well said", "by": "Eva Falk"}
    section(edition, 2)["blocks"].append({"pull_quote": quote})


def rows(edition: Data) -> Any:
    return block(edition, 2, 0)["data"]["rows"]


# Edits that do not touch one another, each with all that it makes different.
EDITS: list[tuple[Edit, set[Told]]] = [
    (put(lambda e: e, "title", "Another"), {("WORDS", "changed", "edition", "", "title")}),
    (put(lambda e: e, "theme", "other"), {("DESIGN", "changed", "edition", "", "theme")}),
    (put(lambda e: e, "subtitle", "Below"), {("WORDS", "added", "edition", "", "subtitle")}),
    (put(lambda e: e, "publisher", "Us"), {("NAMES", "changed", "edition", "", "publisher")}),
    (put(lambda e: e, "territory", ["SE"]), {("LICENCES", "added", "edition", "", "territory")}),
    (
        put(lambda e: e["facts"]["trees"], "value", 13),
        {("FACTS", "changed", "trees", "", "value")},
    ),
    (
        put(lambda e: e["facts"], "lakes", {"value": 3, "label": "lakes"}),
        {("FACTS", "added", "lakes", "", "fact")},
    ),
    (lambda e: e["facts"].pop("roads"), {("FACTS", "removed", "roads", "", "fact")}),
    (
        put(lambda e: e["waivers"][0], "reason", "Agreed with all of them"),
        {("WAIVERS", "changed", "r204-cover", "", "R204 cover")},
    ),
    (
        put(lambda e: e["sections"][0]["cover"]["photo"], "file", "two.jpg"),
        {
            ("PHOTOS", "changed", "cover", "photo", "file"),
            ("PHOTOS", "added", "two.jpg", "", "photo"),
            ("PHOTOS", "removed", "one.jpg", "", "photo"),
        },
    ),
    (
        put(lambda e: e["sections"][0]["cover"]["photo"], "caption", "Trees"),
        {("WORDS", "changed", "cover", "photo", "caption")},
    ),
    (
        put(lambda e: block(e, 1, 0), "body", "There are trees, tall and unknown, by the sea."),
        {("WORDS", "changed", "words", "", "body")},
    ),
    (
        put(lambda e: block(e, 1, 1)["people"][0], "phone", "2"),
        {("NAMES", "changed", "hosts", "people/anna", "phone")},
    ),
    (
        put(lambda e: block(e, 1, 1)["people"][1], "title", "Chief"),
        {("NAMES", "changed", "hosts", "people/bo", "title")},
    ),
    (swap_people, {("NAMES", "moved", "hosts", "people/cy", "person")}),
    (new_person, {("NAMES", "added", "hosts", "people/di", "person")}),
    (put(lambda e: block(e, 1, 2), "tone", "ink"), {("DESIGN", "changed", "aside", "", "tone")}),
    (new_row, {("TABLES", "added", "years", "", "row")}),
    (
        put(lambda e: rows(e)[-1], 1, "Snow melted"),
        {("TABLES", "changed", "years", "2022", "Event")},
    ),
    (put(lambda e: rows(e)[0], 2, 8), {("TABLES", "changed", "years", "2020", "Share (%)")}),
    (
        put(lambda e: block(e, 2, 0)["data"]["columns"], 1, "What"),
        {("TABLES", "changed", "years", "", "heading")},
    ),
    (put(lambda e: block(e, 2, 0), "as_of", 2025), {("FACTS", "added", "years", "", "as of")}),
    (
        new_block,
        {("WORDS", "added", "said", "", "pull quote")},
    ),
]


def told(changes: tuple[Change, ...]) -> list[Told]:
    return sorted((c.group.name, c.kind, c.at, c.item, c.what) for c in changes)


def seen(changes: tuple[Change, ...]) -> set[Change]:
    return {replace(each, note="", places=()) for each in changes}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=st.sets(st.integers(0, len(EDITS) - 1), max_size=8))
def test_what_differs_is_what_was_changed(compare: Compare, chosen: set[int]) -> None:
    new, expected = data(), set()
    for at in sorted(chosen):
        EDITS[at][0](new)
        expected |= {
            # A cell is called by the heading that it has now.
            (*each[:4], "What") if each[4] == "Event" and _renames(chosen) else each
            for each in EDITS[at][1]
        }

    there, back = compare(data(), new), compare(new, data())

    assert told(there) == sorted(expected)
    assert {(c.kind, c.at, c.old, c.new) for c in back} == {
        (c.kind, c.at, c.old, c.new) for c in (each.swapped for each in there)
    }


def _renames(chosen: set[int]) -> bool:
    return any(("TABLES", "changed", "years", "", "heading") in EDITS[at][1] for at in chosen)


def test_an_edition_does_not_differ_from_itself(compare: Compare) -> None:
    assert compare(data(), data()) == ()


def test_what_somebody_answers_for_comes_first(compare: Compare) -> None:
    new = data()
    for edit, _ in EDITS:
        edit(new)

    groups = [list(Group).index(each.group) for each in compare(data(), new)]

    assert groups == sorted(groups)
    assert list(Group)[: len(APPROVED)] == list(APPROVED)


def test_each_difference_leads_to_both_files(compare: Compare) -> None:
    new = data()
    block(new, 1, 1)["people"][0]["phone"] = "2"

    (change,) = compare(data(), new)

    assert change.old_mark and change.old_mark.file == "editions/old/edition.yaml"
    assert change.new_mark and change.new_mark.file == "editions/new/edition.yaml"
    assert change.old_mark.line == change.new_mark.line > 1


def test_a_fact_says_where_it_is_printed(compare: Compare) -> None:
    new = data()
    new["facts"]["trees"]["value"] = 13
    new["facts"]["roads"]["value"] = 8

    found = compare(data(), new)

    assert [each.note for each in found] == ["printed in words", "printed nowhere"]
    assert [each.places for each in found] == [("words",), ()]


def test_a_moved_section_is_one_difference(compare: Compare) -> None:
    new = data()
    move_section(new)

    (change,) = compare(data(), new)

    assert (change.kind, change.at) == ("moved", "first")
    assert (change.old, change.new) == ("after cover", "after second")


def test_a_block_in_another_section_was_moved(compare: Compare) -> None:
    new = data()
    moving = section(new, 1)["blocks"].pop(0)
    section(new, 2)["blocks"].insert(0, moving)

    (change,) = compare(data(), new)

    assert (change.kind, change.section, change.at) == ("moved", "second", "words")
    assert (change.old, change.new) == ("in first, first", "in second, first")


def test_names_in_a_new_block_are_listed_with_the_names(compare: Compare) -> None:
    new = data()
    contact = {"name": "Eva Falk", "role": "Envoy", "email": "eva@example.org"}
    section(new, 2)["blocks"].append({"contacts": {"id": "desk", "people": [contact]}})

    names = [each for each in compare(data(), new) if each.group is Group.NAMES]

    assert [(each.kind, each.new) for each in names] == [
        ("added", "eva@example.org\nEva Falk\nEnvoy")
    ]


@pytest.mark.parametrize("text", ["More words\nof another kind altogether."])
def test_where_lines_end_in_the_file_is_no_difference(compare: Compare, text: str) -> None:
    new = data()
    block(new, 2, 1)["body"] = text

    assert compare(data(), new) == ()


def test_ids_that_are_written_down_change_nothing(compare: Compare) -> None:
    old = data()
    del block(old, 2, 1)["id"]
    new = data()
    block(new, 2, 1)["id"] = "text-more-words-of-another-kind"

    assert compare(old, new) == ()


def test_a_text_without_an_id_is_known_by_its_words(compare: Compare) -> None:
    old, new = data(), data()
    for each in (old, new):
        del block(each, 2, 1)["id"]
    block(new, 2, 1)["body"] = "Few words of another kind altogether."

    (change,) = compare(old, new)

    assert (change.kind, change.what) == ("changed", "body")


LICENCES = [
    ("licence_expires: 2027-01-01", "licence_expires: 2028-01-01", "LICENCES", "licence expires"),
    ("CC-BY-4.0", "CC0-1.0", "LICENCES", "licence"),
    ("Photo: Somebody", "Photo: Anybody", "PHOTOS", "credit"),
    ("alt: One", "alt: A flower", "WORDS", "alt"),
    ("alt: One", "alt: One, consent: {people: [Ida], given: yes}", "LICENCES", "consent"),
]


@pytest.mark.parametrize(("old", "new", "group", "what"), LICENCES)
def test_what_a_ledger_says(compare: Compare, old: str, new: str, group: str, what: str) -> None:
    assert old in LEDGER
    ledgers = LEDGER, LEDGER.replace(old, new)

    (change,) = compare(data(), data(), ledgers)

    assert (change.group.name, change.at, change.what) == (group, "one.jpg", what)
    assert change.mark and change.mark.file == "editions/new/photos/credits.yaml"


def test_a_photo_says_where_it_is_shown(compare: Compare) -> None:
    ledgers = LEDGER, LEDGER.replace("Photo: Somebody", "Photo: Anybody")

    (change,) = compare(data(), data(), ledgers)

    assert change.places == ("cover",)


def test_an_edition_with_errors_is_compared_as_far_as_it_can_be_read(shelf: Project) -> None:
    broken = data()
    broken["facts"]["trees"]["colour"] = "green"
    block(broken, 1, 0)["body"] = "There are {{ facts.none }} trees"
    write(shelf, "old", data())
    write(shelf, "broken", broken)

    names = EditionName("old"), EditionName("broken")
    with text_at(shelf, names[0]) as (_, old), text_at(shelf, names[1]) as (_, new):
        changes = editions_differing(old, new)
    lines = [*in_words(Differences(old.side, new.side, changes))]

    assert [each.what for each in changes] == ["body"]
    assert {each.code.id for each in new.side.findings} == {"C104", "C109"}
    assert "broken has 2 errors, and may not be compared in full." in lines


def test_an_edition_that_cannot_be_read_is_findings(shelf: Project) -> None:
    (write(shelf, "none", data()) / "edition.yaml").write_text("title: [")

    with pytest.raises(Diagnostic), text_at(shelf, EditionName("none")):
        pass


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("like: a5\nbleed: 4mm\n", "like: a5\nbleed: 5mm\n", ("bleed", "4 mm", "5 mm")),
        ("like: a5\n", "like: a5\n", None),
    ],
)
def test_a_format_of_the_project_that_was_changed(
    shelf: Project, tmp_path: Path, old: str, new: str, expected: tuple[str, str, str] | None
) -> None:
    texts = []
    for name, text in (("one", old), ("other", new)):
        project = Project(tmp_path / name, shelf.bundled)
        write(project, "small", data() | {"format": "own"})
        own = project.root / "templates" / "formats" / "own.yaml"
        own.parent.mkdir(parents=True)
        own.write_text(text)
        with text_at(project, EditionName("small")) as (_, read):
            texts.append(read)

    found = [(c.what, c.old, c.new) for c in editions_differing(*texts) if c.section == "format"]

    assert found == ([expected] if expected else [])
