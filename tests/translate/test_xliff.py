"""XLIFF files: out to agencies, back with translations, and nothing lost or broken on the way."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from report.content.load import load
from report.content.node import Words, texts, walk
from report.desk import options_reader
from report.diagnostics import Diagnostic, Finding
from report.photos.ledger import Ledgers
from report.resources import Project
from report.translate.agency import export, import_
from report.translate.apply import in_language
from report.translate.po_writer import po_text
from report.translate.work import status, update
from report.translate.xliff_reader import grammar, read_xliff

from ..conftest import HEAD, NewProject
from .conftest import EDITION, at_work, catalog_of, fill_in, filled, po_path

X = "{urn:oasis:names:tc:xliff:document:2.0}"
Alter = Callable[[Any], None]


def sent(project: Project, *, open_only: bool = False) -> Any:
    """Return what is sent to an agency, as XML."""
    data = export(at_work(project), "sv", open_only=open_only)
    assert data is not None and grammar().validate(etree.fromstring(data))
    return etree.fromstring(data)


def fill(root: Any, change: Callable[[str], str] = str.swapcase, state: str = "translated") -> None:
    """Translate what has no target yet, as a program does: its words, and no marks.

    Credit lines stay as they are, which they may.
    """
    for segment in root.iter(f"{X}segment"):
        credit = segment.getparent().get("name", "").endswith(".credit")
        if credit or segment.find(f"{X}target") is not None:
            continue
        target = copy.deepcopy(segment.find(f"{X}source"))
        target.tag = f"{X}target"
        for each in target.iter():
            # The text of a placeholder's tail is words; placeholders themselves are empty.
            each.text = change(each.text) if each.text else each.text
            if each is not target:
                each.tail = change(each.tail) if each.tail else each.tail
        target.tail = None
        segment.append(target)
        if state:
            segment.set("state", state)


def back(project: Project, root: Any) -> Any:
    """Import what came back."""
    path = project.root / "back.xlf"
    path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    return import_(project, path, options_reader(project))


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


@pytest.mark.parametrize(
    ("alter", "code", "words"),
    [
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


# Round trip over random editions

WORD = st.text(st.characters(categories=["L", "Nd", "P", "S"]), min_size=1, max_size=8)
PLAIN = st.lists(WORD, min_size=1, max_size=6).map(lambda words: "a " + " ".join(words))
MARKED = st.lists(
    st.sampled_from(
        [
            "word",
            "{{ facts.trees }}",
            "*tall*",
            "**wide**",
            "[x](https://x.org)",
            "{{ page.p }}",
            "é",
        ]
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: "So " + " ".join(parts))
PROSE = st.lists(
    MARKED | MARKED.map(lambda text: f"- {text}\n- {text}") | MARKED.map(lambda t: f"### {t}"),
    min_size=1,
    max_size=3,
).map("\n\n".join)
BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda body: {"text": {"body": body}}, PROSE),
        st.builds(lambda q, by: {"pull_quote": {"quote": q, "by": by}}, MARKED, MARKED),
        st.builds(
            lambda title, when, words: {
                "timeline": {"title": title, "events": [{"when": w, "text": words} for w in when]}
            },
            MARKED,
            st.lists(MARKED, min_size=1, max_size=3),
            MARKED,
        ),
        st.builds(
            lambda title, head, cells: {
                "table": {
                    "title": title,
                    "data": {"columns": ["First", head], "rows": [["x", each] for each in cells]},
                }
            },
            MARKED,
            st.just("Second"),
            st.lists(MARKED, min_size=1, max_size=3),
        ),
    ),
    min_size=1,
    max_size=4,
)


def edition_of(title: str, blocks: list[dict[str, Any]], label: str) -> str:
    """Return an edition as YAML, which JSON is."""
    section = {"section": {"id": "p", "title": title, "blocks": blocks}}
    fields = {"facts": {"trees": {"value": 12, "label": label}}, "sections": [section]}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()]
    return HEAD + "".join(lines)


def printed(project: Project, tag: str = "") -> list[str]:
    """Return all words of an edition, in another language where one is given."""
    manuscript = load(project, "small", options_reader(project))
    if tag:
        ledgers = Ledgers.load(project, *manuscript.folders)
        manuscript, _ = in_language(manuscript, ledgers, tag, marked=False)
        assert not [f for f in manuscript.findings if f.severity.word == "error"]
    words = [str(text) for node in walk(manuscript.edition) for _, _, text in texts(node)]
    for table in manuscript.tables.values():
        words += [str(cell.text) for row in table.rows for cell in row]
        words += [column.heading for column in table.columns]
    return words


def changed(text: str) -> str:
    """Return words in another language, without another number of signs of Markdown."""
    return "".join({"a": "å", "o": "ö", "e": "è", "S": "Ş"}.get(each, each) for each in text)


EDITIONS = st.builds(edition_of, MARKED, BLOCKS, PLAIN)
# Each example writes and reads files: making one smaller would take minutes.
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[*HealthCheck],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@FEW
@given(text=EDITIONS)
def test_a_round_trip_loses_nothing(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _round_trip(tmp_path_factory.mktemp("round"), text)


@pytest.mark.slow
@settings(FEW, max_examples=400)
@given(text=EDITIONS)
def test_many_round_trips_lose_nothing(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _round_trip(tmp_path_factory.mktemp("round"), text)


def _round_trip(root: Path, text: str) -> None:
    folder = root / "editions" / "small"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(text)
    project = Project.at(root)
    update(at_work(project), "sv")
    assert update(at_work(project), "sv").state == "unchanged"
    xml = sent(project)
    fill(xml, changed)

    done = back(project, xml)

    assert done.findings == () and done.written.counts["missing"] == 0
    before, after = printed(project), printed(project, "sv")
    held = ("{{ facts.trees }}", "{{ page.p }}", "https://x.org")
    for old, new in zip(before, after, strict=True):
        if old == "Somebody" or not any(each.isalpha() for each in old):
            continue
        expected = old.strip()
        parts = [expected]
        for each in held:
            parts = [p for part in parts for p in _split(part, each)]
        wanted = "".join(p if p in held else changed(p) for p in parts)
        assert new in (wanted, old), (old, new)
    again = po_text(catalog_of(project))
    assert again.encode() == po_path(project).read_bytes()
    assert back(project, sent(project)).written.state == "unchanged"


def _split(text: str, held: str) -> list[str]:
    parts: list[str] = []
    for index, each in enumerate(text.split(held)):
        parts += [held, each] if index else [each]
    return parts


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
