"""XLIFF files: out to agencies, back with translations, and nothing lost or broken on the way."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from report.content.node import Words
from report.desk import options_reader
from report.diagnostics import Diagnostic, Finding
from report.resources import Project
from report.translate.agency import import_
from report.translate.po_writer import po_text
from report.translate.work import status, update
from report.translate.xliff_reader import read_xliff

from ..conftest import NewProject
from .agencies import X, back, fill, sent
from .conftest import EDITION, at_work, catalog_of, fill_in, filled, po_path

Alter = Callable[[Any], None]


def refused(project: Project, data: bytes | Any) -> tuple[Finding, ...]:
    before = {path: path.read_bytes() for path in project.root.rglob("*.po")}
    path = project.root / "back.xlf"
    path.write_bytes(data if isinstance(data, bytes) else etree.tostring(data))
    with pytest.raises(Diagnostic) as caught:
        import_(project, path, options_reader(project))
    assert {path: path.read_bytes() for path in project.root.rglob("*.po")} == before
    return caught.value.findings


def unit(root: Any, context: str) -> Any:
    return next(each for each in root.iter(f"{X}unit") if each.get("name") == context)


def test_marks_are_protected_and_notes_tell_what_they_are_beside(small: Project) -> None:
    root = sent(small)

    body = unit(root, "words/body")
    data = {each.get("id"): each.text for each in body.iter(f"{X}data")}
    shown = [
        (each.tag.removeprefix(X), data[each.get("dataRef") or each.get("dataRefStart")])
        for each in body.find(f"{X}segment/{X}source").iterdescendants()
    ]
    assert shown == [
        ("ph", "{{ facts.trees }}"),
        ("pc", "*"),
        ("pc", "["),
        ("ph", "{{ page.first }}"),
        ("ph", "- "),
        ("ph", "- "),
    ]
    notes = [each.text for each in body.iter(f"{X}note")]
    assert "Block “text” of the section “A first title”" in notes
    assert root.get("srcLang") == "en-US" and root.get("trgLang") == "sv"
    assert root[0].get("original") == "editions/small/edition.yaml"


def test_what_comes_back_is_in_the_po_file(small: Project) -> None:
    root = sent(small)
    fill(root)

    done = back(small, root)

    assert (done.taken, done.findings, done.written.state) == (31, (), "new")
    rows = status(at_work(small), ["sv"]).rows
    assert rows[-1].percent == 100
    entry = next(e for e in catalog_of(small).entries if e.context == "words/body")
    assert entry.words.startswith("tHERE ARE {{ facts.trees }} TREES, *TALL* AND [KNOWN](https://")


def test_a_file_whose_program_knows_no_states_is_taken_as_translated(small: Project) -> None:
    root = sent(small)
    fill(root, state="")

    assert back(small, root).written.counts["missing"] == 0


def test_what_is_translated_goes_out_as_translated_and_what_is_stale_with_the_words_before(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    new_project(EDITION.replace("A first title", "Another title"))
    update(at_work(small), "sv")

    root = sent(small)

    title = unit(root, "first/title")
    assert title.find(f"{X}segment").get("state") == "initial"
    assert "A first title" in [each.text for each in title.iter(f"{X}note")]
    assert unit(root, "hosts/title").find(f"{X}segment").get("state") == "translated"
    assert [u.get("name") for u in sent(small, open_only=True).iter(f"{X}unit")] == ["first/title"]


def test_a_stale_translation_that_nobody_touched_stays_stale(
    new_project: NewProject, small: Project
) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    new_project(EDITION.replace("A first title", "Another title"))
    update(at_work(small), "sv")
    root = sent(small)
    before = po_path(small).read_bytes()

    back(small, root)
    assert po_path(small).read_bytes() == before
    unit(root, "first/title").find(f"{X}segment/{X}target").text = "En annan titel"
    assert back(small, root).written.counts["stale"] == 0


def test_an_empty_target_takes_nothing_away(small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    root = sent(small)
    before = po_path(small).read_bytes()
    for target in root.iter(f"{X}target"):
        for child in list(target):
            target.remove(child)
        target.text = " "

    back(small, root)

    assert po_path(small).read_bytes() == before


def test_a_text_that_was_changed_meanwhile_is_kept_as_stale(
    new_project: NewProject, small: Project
) -> None:
    root = sent(small)
    fill(root)
    new_project(EDITION.replace("A first title", "Another title"))

    done = back(small, root)

    assert [(f.code.id, f.severity.word) for f in done.findings] == [("L114", "warning")]
    entry = next(e for e in catalog_of(small).entries if e.context == "first/title")
    assert entry.fuzzy and entry.before == "A first title" and entry.words == "a FIRST TITLE"


def test_a_text_that_is_no_more_is_kept_at_the_end(new_project: NewProject, small: Project) -> None:
    root = sent(small)
    fill(root)
    new_project(EDITION[: EDITION.index("        - agenda:")])

    done = back(small, root)

    assert len(done.findings) == done.written.obsolete == 3


def _drop_name(root: Any) -> None:
    target = unit(root, "words/body").find(f"{X}segment/{X}target")
    target.remove(target[0])


def _double_name(root: Any) -> None:
    target = unit(root, "words/body").find(f"{X}segment/{X}target")
    target.append(copy.deepcopy(target[0]))


def _other_source(root: Any) -> None:
    unit(root, "first/title").find(f"{X}segment/{X}source").text = "Something else"


def _other_language(root: Any) -> None:
    root.set("trgLang", "en-US")


def _no_language(root: Any) -> None:
    root.set("trgLang", "xx")


def _from_elsewhere(root: Any) -> None:
    root.set("srcLang", "de")


def _other_edition(root: Any) -> None:
    root[0].set("original", "editions/../../etc/edition.yaml")


def _no_letter(root: Any) -> None:
    target = unit(root, "first/title").find(f"{X}segment/{X}target")
    etree.SubElement(target, f"{X}cp").set("hex", "D800")


def _typed_mark(root: Any) -> None:
    unit(root, "first/title").find(f"{X}segment/{X}target").text = "En *titel*"


def _no_data(root: Any) -> None:
    body = unit(root, "words/body")
    body.remove(body.find(f"{X}originalData"))


def _unknown_element(root: Any) -> None:
    etree.SubElement(unit(root, "words/body"), f"{X}trans-unit")


def _twice(root: Any) -> None:
    title = unit(root, "first/title")
    title.addnext(copy.deepcopy(title))
    title.find(f"{X}segment/{X}target").text = "Something else"


@pytest.mark.parametrize(
    ("alter", "code", "words"),
    [
        (_twice, "L113", "is there twice"),
        (_drop_name, "L115", "“{{ facts.trees }}” is missing"),
        (_double_name, "L115", "once too often"),
        (_other_source, "L114", "not the one that was exported"),
        (_other_language, "L114", "which the edition is written in"),
        (_no_language, "C110", "no language “xx”"),
        (_from_elsewhere, "L114", "the edition is in “en-US”"),
        (_other_edition, "L114", "no such edition"),
        (_typed_mark, "L109", "emphasis"),
        (_no_letter, "L111", "U+FFFD"),
        (_no_data, "L115", "says nothing of what it stands for"),
        (_unknown_element, "L113", "no valid XLIFF 2"),
    ],
)
def test_what_cannot_be_taken_is_an_error_and_nothing_is(
    small: Project, alter: Alter, code: str, words: str
) -> None:
    root = sent(small)
    fill(root)
    alter(root)

    found = refused(small, root)

    assert {each.code.id for each in found} == {code}
    assert words in found[0].message
    assert all(each.mark and each.mark.file.endswith("back.xlf") for each in found)
    assert not po_path(small).exists()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
BODY = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US" '
    'trgLang="sv"><file id="f" original="{original}"><unit id="u"><segment><source>{source}'
    "</source></segment></unit></file></xliff>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (f"<!DOCTYPE xliff [{LAUGHS}]>" + BODY.format(original="x", source="&l11;"), "DOCTYPE"),
        (f"<!DOCTYPE xliff [{LAUGHS}]>" + BODY.format(original="&l11;", source="x"), "DOCTYPE"),
        (
            '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + BODY.format(original="x", source="&x;"),
            "DOCTYPE",
        ),
        ('<!DOCTYPE xliff SYSTEM "http://127.0.0.1/x.dtd">' + BODY, "DOCTYPE"),
        (BODY.format(original="x", source="&x;"), "damaged"),
        (BODY.format(original="x", source="<"), "damaged"),
        ("<a>" * 100_000, "damaged"),
        ("", "damaged"),
        ("%PDF-1.7", "damaged"),
        ("<html/>", "no XLIFF"),
        ('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "XLIFF 1.2"),
        (BODY.format(original="x", source="<b>x</b>"), "no valid XLIFF 2"),
        (BODY.format(original="x", source='<cp hex=""/>'), "no valid XLIFF 2"),
        (" " * 20_000_001, "limit"),
    ],
    ids=range(14),
)
def test_hostile_and_other_files_are_refused_in_plain_words(
    small: Project, data: str, words: str
) -> None:
    found = refused(small, data.encode())[0]

    assert found.code.id in ("L113", "F103") and words in found.message


def test_a_doctype_is_found_in_any_encoding(small: Project) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE xliff []>'
    (found,) = refused(small, (text + BODY.format(original="x", source="x")).encode("utf-16"))

    assert "DOCTYPE" in found.message


def test_what_programs_add_is_let_pass() -> None:
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-US" '
        'trgLang="sv" xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0" xmlns:o="urn:other">'
        '<file id="f" original="e" o:tool="x"><m:metadata><m:metaGroup><m:meta type="a">b</m:meta>'
        '</m:metaGroup></m:metadata><unit id="u" name="a/b"><originalData><data id="d1">{{ x }}'
        '</data><data id="d2">**</data></originalData>'
        '<segment state="final"><source>One <ph id="1" dataRef="d1"/> </source>'
        '<target order="3">ett <mrk id="m1" type="term"><ph id="1" dataRef="d1"/></mrk></target>'
        '</segment><ignorable><source> </source></ignorable><segment><source><sc id="2" '
        'dataRef="d2"/>two<ec startRef="2" dataRef="d2"/></source><target order="1"><sc id="2" '
        'dataRef="d2"/>två<ec startRef="2" dataRef="d2"/></target></segment></unit></file></xliff>'
    )

    (read,) = read_xliff(text.encode(), "x.xlf").units

    assert read.source == "One {{ x }}  **two**"
    assert read.words == "**två** ett {{ x }}"


def test_both_ways_of_translating_come_to_the_same(small: Project) -> None:
    update(at_work(small), "sv")
    by_hand = filled(catalog_of(small), lambda e: "" if e.context.endswith(".credit") else e.source)
    root = sent(small)
    fill(root, lambda words: words)

    back(small, root)

    assert po_text(catalog_of(small)) == po_text(by_hand)
    assert isinstance(by_hand.entries[0].words, str) and not isinstance(
        by_hand.entries[0].words, Words
    )
