"""Extract, update and status: nothing is asked twice, and no word of a translator is lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.cli import commands
from report.content.yaml import Place
from report.diagnostics import Diagnostic, Mark
from report.resources import Project
from report.translate.catalog import Catalog, Entry
from report.translate.checks import faults
from report.translate.po_writer import po_text
from report.translate.units import Unit, longest
from report.translate.update import updated
from report.translate.work import status, update

from ..conftest import NewProject
from .conftest import EDITION, FILES, at_work, catalog_of, fill_in, po_path

CHILD = """\
extends: small
changes:
  - set: words
    body: Other words.
"""


def contexts(project: Project, tag: str = "sv") -> dict[str, str]:
    return {entry.context: entry.source for entry in catalog_of(project, tag).entries}


def test_all_words_are_extracted_and_what_is_no_words_is_not(small: Project) -> None:
    update(at_work(small), "sv")

    found = [(entry.context, entry.source) for entry in catalog_of(small).entries]
    body = "There are {{ facts.trees }} trees, *tall* and [known](https://example.org),\non page "
    assert ("words/body", body + "{{ page.first }}.\n\n- One\n- Two") in found
    assert [pair for pair in found if pair[0] != "words/body"] == [
        ("edition.title", "A small edition"),
        ("edition.publisher", "Somebody"),
        ("edition.keywords", "water"),
        ("edition.keywords", "paper"),
        ("cover/headline", "The water / and the paper"),
        ("cover/photo/caption", "Flowers"),
        ("first/title", "A first title"),
        ("hosts/title", "The hosts"),
        ("hosts/anna-berg/name", "Anna Berg"),
        ("hosts/anna-berg/title", "Director"),
        ("hosts/anna-berg/organisation", "The Office"),
        ("years/title", "The years"),
        ("years/data/columns", "Year"),
        ("years/data/columns", "Event"),
        ("years/data/columns", "Share (%)"),
        ("years/data/Event", "Rain *fell*"),
        ("shares/title", "Who has most"),
        ("data/shares.csv/columns", "Who"),
        ("data/shares.csv/columns", "Number"),
        ("data/shares.csv/Who", "Small ones"),
        ("data/shares.csv/Who", "Large ones"),
        ("days/time_zone", "Central European Time"),
        ("data/agenda.csv/title", "Arrival"),
        ("data/agenda.csv/text", "At the station"),
        ("facts.trees.label", "trees"),
        ("facts.trees.unit", "km"),
        ("facts.trees.source", "A count"),
        ("facts.colour.label", "the colour"),
        ("facts.colour.value", "green"),
        ("photos.blue-flowers.jpg.alt", found[-2][1]),
        ("photos.blue-flowers.jpg.credit", "Photograph: Noah Silliman / Unsplash (CC0 1.0)"),
    ]


def test_an_entry_says_where_the_words_stand_and_how_long_they_may_be(small: Project) -> None:
    update(at_work(small), "sv")

    entry = next(e for e in catalog_of(small).entries if e.context == "hosts/anna-berg/title")
    assert entry.notes == (
        "Block “people” of the section “A first title”",
        "title: The office held.",
        "Stands with the headline “The hosts”",
        "One line; up to 24 characters (now 8)",
    )
    assert entry.places == ("editions/small/edition.yaml:30",)
    body = next(e for e in catalog_of(small).entries if e.context == "words/body")
    assert "{{ facts.trees }} prints 12 km" in body.notes


def test_an_entry_says_what_facts_print_as_readers_see_them(new_project: NewProject) -> None:
    many = "trees: {value: 150000000, more_than: true, "
    project = new_project(EDITION.replace("trees: {value: 12, ", many), FILES)
    update(at_work(project), "sv")

    body = next(e for e in catalog_of(project).entries if e.context == "words/body")
    assert "{{ facts.trees }} prints more than 150 million km" in body.notes


def test_extracting_again_changes_nothing(small: Project) -> None:
    assert update(at_work(small), "sv").state == "new"
    before = po_path(small).read_bytes()

    assert update(at_work(small), "sv").state == "unchanged"
    assert po_path(small).read_bytes() == before


def test_a_changed_text_keeps_its_translation_as_fuzzy_with_the_words_before(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    new_project(EDITION.replace("A first title", "Another title").replace("- One", "- Won"))

    written = update(at_work(small), "sv")

    entry = next(e for e in catalog_of(small).entries if e.context == "first/title")
    assert entry.fuzzy and entry.before == "A first title" and entry.words == "A first titlé"
    assert (written.counts["stale"], written.counts["missing"]) == (2, 0)


def test_a_text_that_is_as_it_was_again_is_right_again(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    before = po_path(small).read_bytes()
    new_project(EDITION.replace("A first title", "Another title").replace("water /", "sea /"))
    update(at_work(small), "sv")
    new_project(EDITION)
    update(at_work(small), "sv")

    assert po_path(small).read_bytes() == before


def test_what_is_no_more_is_kept_and_comes_back(new_project: NewProject, small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    before = po_path(small).read_bytes()
    new_project(EDITION[: EDITION.index("        - agenda:")])

    assert update(at_work(small), "sv").obsolete == 3
    assert '#~ msgctxt "days/time_zone"' in po_path(small).read_text()
    new_project(EDITION)
    update(at_work(small), "sv")
    assert po_path(small).read_bytes() == before


def test_a_text_under_another_id_keeps_its_translation(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    new_project(EDITION.replace("id: words", "id: prose"))

    assert update(at_work(small), "sv").counts["stale"] == 0
    assert "prose/body" in contexts(small)


def test_other_line_breaks_are_no_other_words(new_project: NewProject, small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    broken = EDITION.replace(",\n              on page", ", on\n              page")
    assert broken != EDITION
    new_project(broken)

    answers = status(at_work(small), ["sv"])
    assert answers.rows[-1].percent == 100
    assert update(at_work(small), "sv").counts["stale"] == 0


def test_the_words_of_variants_are_in_the_same_file(
    new_project: NewProject, small: Project
) -> None:
    new_project(EDITION, {"variants/short.yaml": "changes:\n  - set: first\n    title: Short\n"})

    update(at_work(small), "sv")

    sources = [e.source for e in catalog_of(small).entries if e.context == "first/title"]
    assert sources == ["A first title", "Short"]


def test_an_edition_takes_from_the_one_below_what_stands_in_both(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    new_project(EDITION, {"/editions/next/edition.yaml": CHILD})

    update(at_work(small, "next"), "sv")

    assert [e.key for e in catalog_of(small, slug="next").entries] == [
        ("words/body", "Other words.")
    ]
    rows = status(at_work(small, "next"), ["sv"]).rows
    assert (rows[-1].missing, rows[-1].stale) == (0, 1)


def test_status_counts_by_section_and_100_per_cent_means_all(small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small, translate=lambda entry: "" if entry.context == "words/body" else entry.source)

    found = status(at_work(small), ["sv"])

    rows = {row.section: (row.texts, row.done, row.missing, row.percent) for row in found.rows}
    assert rows["cover"] == (2, 2, 0, 100)
    assert rows["first"] == (19, 18, 1, 94)
    assert rows[""] == (32, 31, 1, 96)
    assert found.findings == ()


def test_a_text_that_the_edition_does_not_have_is_a_warning(small: Project) -> None:
    update(at_work(small), "sv")
    with po_path(small).open("a") as stream:
        stream.write('\nmsgctxt "nowhere/title"\nmsgid "What"\nmsgstr "Vad"\n')

    (found,) = status(at_work(small), ["sv"]).findings

    assert (found.code.id, found.severity.word) == ("L107", "warning")
    lines = po_path(small).read_text().split("\n")
    assert found.mark and lines[found.mark.line - 1] == 'msgid "What"'


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("Language: sv", "Language: de", "Language: de"),
        ("charset=UTF-8", "charset=latin-1", "latin-1"),
        ("plural=(n != 1)", "plural=(n != ", "no rule of plurals"),
    ],
)
def test_a_header_that_says_what_is_not_so_is_an_error_and_an_update_mends_it(
    small: Project, before: str, after: str, words: str
) -> None:
    update(at_work(small), "sv")
    path = po_path(small)
    good = path.read_text()
    path.write_text(good.replace(before, after))

    with pytest.raises(Diagnostic) as caught:
        status(at_work(small), ["sv"])

    (found,) = caught.value.findings
    assert found.code.id == "L105" and words in found.message
    shown = path.read_text().split("\n")
    assert found.mark and after in shown[found.mark.line - 1] and found.mark.column == 2
    update(at_work(small), "sv")
    assert path.read_text() == good


def test_a_file_that_is_shared_by_a_link_stays_shared(small: Project) -> None:
    link, shared = po_path(small), small.root / "shared.po"
    shared.write_text('msgid ""\nmsgstr ""\n"Language: sv\\n"\n')
    shared.chmod(0o660)
    link.parent.mkdir()
    link.symlink_to(shared)

    assert update(at_work(small), "sv").state == "changed"

    assert link.is_symlink() and "A first title" in shared.read_text()
    assert shared.stat().st_mode & 0o777 == 0o660


def test_a_broken_file_is_left_as_it_is(small: Project) -> None:
    update(at_work(small), "sv")
    path = po_path(small)
    path.write_text(path.read_text().replace('msgstr ""', 'msgstr "', 1))
    before = path.read_bytes()

    with pytest.raises(Diagnostic):
        update(at_work(small), "sv")

    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["sv.po"]


SENTENCE = "Some {{ facts.x }} *words* and [a link](https://x.org)"
UNIT = Unit("a/b", SENTENCE, "line", Mark("e.yaml"), "a")
PLACE = Place(Mark("sv.po", 7, 9))


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Några *ord* {{ facts.x }} [länk](https://x.org)", []),
        ("Några *ord* [länk](https://x.org)", ["L108"]),
        ("Några {{ facts.y }} *ord* [länk](https://x.org)", ["L108", "L108"]),
        ("Några {{ facts.x }} {{ facts.x }} *ord* [länk](https://x.org)", ["L108"]),
        ("Några {{ facts.x } *ord* [länk](https://x.org)", ["L108", "L108"]),
        ("Några {{ facts.x }} ord [länk](https://x.org)", ["L109"]),
        ("Några {{ facts.x }} *ord* [länk](https://y.org)", ["L109"]),
        ("Några {{ facts.x }} *ord* länk", ["L109"]),
        ("Några {{ facts.x }} *ord* [länk](https://x.org) " + "mycket " * 20, ["L110", "L112"]),
        ("Några {{ facts.x }} *ord*\x07 [länk](https://x.org)", ["L111"]),
        ("Några {{ facts.x }}\n*ord* [länk](https://x.org)", ["L111"]),
        (" Några {{ facts.x }} *ord* [länk](https://x.org)", ["L112"]),
        ("Några {{ facts.x }}" + " ord" * 600, ["L111"]),
    ],
)
def test_what_a_translation_has_lost_or_added_is_found(words: str, codes: list[str]) -> None:
    found = faults(UNIT, words, PLACE)

    assert [each.code.id for each in found] == codes
    assert all(each.mark and each.mark.file == "sv.po" for each in found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### Head\n\nWords", "Head\n\nWords"),
        ("- a\n- b", "- a\n\nb"),
        ("1. a\n2. b", "1. a"),
        ("One\n\nTwo", "One Two"),
        ("| a | b |\n|---|---|\n| c | d |", "| a |\n|---|\n| c |"),
        ("Note[^1]\n\n[^1]: That", "Note\n\nThat"),
        ("[sv]{lang=sv}", "[sv]{lang=de}"),
    ],
)
def test_prose_has_the_same_structure(before: str, after: str) -> None:
    unit = replace(UNIT, source=before, form="prose")

    assert [each.code.id for each in faults(unit, before, PLACE)] == []
    assert "L109" in [each.code.id for each in faults(unit, after, PLACE)]


def test_words_that_are_printed_as_they_are_may_hold_any_marks() -> None:
    unit = replace(UNIT, source="2 * 3 * 4", markdown=False)

    assert faults(unit, "2 x 3", PLACE) == ()


def test_short_words_may_grow_more_than_long_ones() -> None:
    assert [longest("x" * length) / length for length in (10, 20, 100)] == [3.0, 2.0, 1.4]


SOURCES = st.sampled_from(["Water", "Paper", "The sea", "The sea and", "A long line of words here"])
UNITS = st.lists(
    st.builds(
        lambda context, source: Unit(context, source, "line", Mark("e.yaml", 3, 1), "s"),
        st.sampled_from(["a/title", "a/note", "b/title", "c/caption"]),
        SOURCES,
    ),
    max_size=8,
    unique_by=lambda unit: unit.key,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(UNITS, min_size=1, max_size=4), UNITS)
def test_updates_keep_what_is_not_affected_and_lose_no_word(
    edits: list[list[Unit]], first: list[Unit]
) -> None:
    head = {"Language": "sv"}
    catalog = updated(None, first, "sv.po", head)
    written = {e.key: f"{e.source} in Swedish at {e.context}" for e in catalog.entries}
    entries = tuple(replace(e, words=written[e.key], remarks=("mine",)) for e in catalog.entries)
    catalog = Catalog("sv.po", head, entries)
    for units in edits:
        before = {e.key: e for e in catalog.entries if not e.obsolete}
        catalog = updated(catalog, units, "sv.po", head)
        now = {e.key: e for e in catalog.entries if not e.obsolete}
        assert list(now) == [unit.key for unit in units]
        for key in now.keys() & before.keys():
            assert (now[key].words, now[key].flags) == (before[key].words, before[key].flags)
        again = updated(catalog, units, "sv.po", head)
        assert po_text(again) == po_text(catalog)
    kept = {entry.words for entry in catalog.entries}
    assert set(written.values()) <= kept
    assert all(e.done or e.fuzzy or not e.words for e in catalog.entries if not e.obsolete)
    for entry in catalog.entries:
        if entry.done:
            assert entry.words.startswith(entry.source + " in"), "a translation of other words"


def test_an_update_of_nothing_keeps_all() -> None:
    entry = Entry("a/b", "x", "y", remarks=("mine",))

    kept = updated(Catalog("sv.po", {}, (entry,)), (), "sv.po", {}).entries

    assert [(e.words, e.obsolete, e.remarks) for e in kept] == [("y", True, ("mine",))]


def test_a_language_that_is_none_is_an_error(small: Project) -> None:
    with pytest.raises(Diagnostic) as caught:
        update(at_work(small), "../../sv")

    assert caught.value.findings[0].code.id == "C110"
    assert not po_path(small).parent.exists()


def test_what_may_stay_as_it_is_is_told_apart_from_what_is_translated(small: Project) -> None:
    arguments = ["--project", str(small.root), "translate", "extract", "small", "sv"]

    said = " ".join(CliRunner().invoke(commands, arguments).output.split())

    found = re.search(r"sv\.po: 0 of (\d+) texts translated, (\d+) missing, (\d+) more may", said)
    assert found, said
    work = at_work(small)
    optional = sum(unit.optional for unit in work.units)
    assert (int(found[3]), int(found[1])) == (optional, len(work.units) - optional)
    assert found[1] == found[2]
    assert "may stay as they are, such as names" in said
