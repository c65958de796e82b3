"""PO files and XLIFF files that translators, agencies and their programs may have spoiled."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report.diagnostics import Diagnostic
from report.translate.po_reader import read_po
from report.translate.xliff_reader import read_xliff

from ..conftest import SMALL, NewProject
from . import oracle
from .campaign import DAY, Case, changed, table
from .conftest import Trial
from .oracle import JARGON

PO = "languages/sv.po"
STATUS = ("translate", "status", "small")
BUILD = ("build", "small", "--language", "sv", *DAY)
HEADER = """\
msgid ""
msgstr ""
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
TEXTS = {
    "edition.title": ("A small edition", "En liten utgåva"),
    "edition.publisher": ("Somebody", "Någon"),
    "first/title": ("First", "Första"),
    "text-words-that-are-printed/body": ("Words that are printed.", "Ord som trycks."),
}


def po(header: str = HEADER, **words: str) -> str:
    """Return the PO file of the small edition; `title` and `body` are other translations."""
    places = {"first/title": "title", "text-words-that-are-printed/body": "body"}
    entries = [
        f"\nmsgctxt {json.dumps(key)}\nmsgid {json.dumps(source)}\n"
        f"msgstr {json.dumps(words.get(places.get(key, ''), said), ensure_ascii=False)}\n"
        for key, (source, said) in TEXTS.items()
    ]
    return header + "".join(entries)


OF_FILES = tuple(f"L1{number:02}" for number in range(1, 20))
LAST = 'msgstr "Ord som trycks."\n'
PLURALS = [
    "nplurals=2; plural=(n != 1) ? 9**9**9**9 : 0;",
    "nplurals=999999999; plural=n;",
    "nplurals=2; plural=__import__('os').system('x');",
    f"nplurals=2; plural={'(' * 5000}n{')' * 5000};",
    f"nplurals=2; plural=n{'?n:n' * 3000};",
    "nplurals=0; plural=0;",
    "nplurals=-1; plural=n/0;",
    "plural=n",
    "",
]
# Of a file as it lies there, and the errors that may be found.
FILES: dict[str, tuple[Callable[[], str | bytes], str]] = {
    "a sound one": (po, ""),
    "nothing": (lambda: "", "L104"),
    "a head alone": (lambda: HEADER, "L104"),
    "spaces": (lambda: " \n\t\n" * 9000, "L104"),
    "half": (lambda: po()[: len(po()) // 2], "L104"),
    "no end of a text": (lambda: changed(po(), LAST, 'msgstr "Ord\n'), "L104"),
    "no text": (lambda: changed(po(), LAST, "msgstr\n"), "L104"),
    "no mark before a text": (lambda: changed(po(), LAST, "msgstr Ord\n"), "L104"),
    "words after a text": (lambda: changed(po(), LAST, 'msgstr "Ord" x\n'), "L104"),
    "an unknown word": (lambda: changed(po(), LAST, 'msgfoo "Ord"\n'), "L104"),
    "a text in no order": (lambda: f'msgstr "a"\nmsgid "b"\n{po()}', "L104"),
    "the same text twice": (lambda: po() + po().removeprefix(HEADER), "L104"),
    "plural forms": (lambda: changed(po(), LAST, 'msgid_plural "x"\nmsgstr[0] "a"\n'), "L104"),
    "plural forms without end": (
        lambda: changed(po(), LAST, "".join(f'msgstr[{n}] "a"\n' for n in range(5000))), "L104"
    ),
    "a head in the middle": (lambda: po() + "\n" + HEADER, "L104"),
    "a head of nothing": (lambda: po('msgid ""\nmsgstr ""\n'), "L104"),
    "a head of another language": (lambda: po(changed(HEADER, ": sv", ": de")), "L104"),
    "a head of a path": (lambda: po(changed(HEADER, "Language: sv", "Language: ../../x")), "L104"),
    "a head in another encoding": (lambda: po(changed(HEADER, "UTF-8", "ISO-8859-1")), "L104"),
    "a head in an encoding of nobody": (lambda: po(changed(HEADER, "UTF-8", "base64")), "L104"),
    "Latin-1": (lambda: po().encode("latin-1"), "C108"),
    "UTF-16": (lambda: po().encode("utf-16"), "C108"),
    "a byte order mark": (lambda: "\ufeff" + po(), "L104"),
    "ends of lines of old": (lambda: po().replace("\n", "\r"), "L104"),
    "ends of lines of Windows": (lambda: po().replace("\n", "\r\n"), ""),
    "zeros": (lambda: bytes(100_000), "C108"),
    "any bytes": (lambda: bytes(range(256)) * 40, "C108"),
    "a compiled catalogue": (lambda: b"\xde\x12\x04\x95" + bytes(900), "C108"),
    "a web page": (lambda: "<!DOCTYPE html><html></html>", "L104"),
    "eleven megabytes": (lambda: po() + "# x\n" * 2_800_000, "L104"),
    "a comment of megabytes": (lambda: po() + "# " + "x" * 5_000_000, ""),
    "comments": (lambda: "# x\n" * 200_000 + po(), ""),
    "texts that are no more": (
        lambda: po() + "".join(f'\n#~ msgid "a{n}"\n#~ msgstr "b"\n' for n in range(20_000)), ""
    ),
    "texts that never were": (
        lambda: po() + "".join(f'\nmsgctxt "x{n}"\nmsgid "a"\nmsgstr "b"\n' for n in range(9000)),
        "",
    ),
    "texts of many lines": (
        lambda: changed(po(), LAST, 'msgstr ""\n' + '"Ord "\n' * 20_000), "C106"
    ),
    "a text without end": (lambda: po(body="Ord " * 100_000), "C106"),
    "a context of a megabyte": (
        lambda: po() + f'\nmsgctxt "{"x" * 1_000_000}"\nmsgid "a"\nmsgstr "b"\n', ""
    ),
    "escapes": (lambda: changed(po(), LAST, 'msgstr "\\x1b[2J\\033\\0\\u202e\\z"\n'), "C111"),
    "escapes without end": (
        lambda: changed(po(), LAST, 'msgstr "' + "\\\\" * 100_000 + '\\"\n'), "L104"
    ),
    "marks of nobody": (lambda: changed(po(), "msgctxt", "#, fuzzy, c-format, x\nmsgctxt"), "L104"),
    "a mark without end": (lambda: "#, " + "fuzzy, " * 100_000 + "\n" + po(), "L104"),
    "words before, of nothing": (lambda: f'#| msgid "x\n{po()}', "L104"),
}  # fmt: skip
WORDS: dict[str, str] = {
    "orders of terminals": "\x1b[2JOrd",
    "letters that turn around": "\u202eOrd\u2066",
    "half a surrogate, escaped": "\\ud800",
    "a fact that is not there": "{{ facts.nowhere }}",
    "a fact of Python": "{{ ''.__class__.__mro__ }}",
    "braces without end": "{{ " * 3000,
    "a script": "<script>x</script>",
    "a picture": "![x](file:///etc/passwd)",
    "a link": "[x](javascript:x)",
    "another link": "[x](https://elsewhere.example/)",
    "brackets": "[" * 3000,
    "a note": "Ord[^n]\n\n[^n]: x",
    "a note in a note": "Ord[^n]\n\n[^n]: x[^n]",
    "a heading": "# Ord\n\n## Ord",
    "lists in lists": "".join("  " * n + "- a\n" for n in range(200)),
    "a table": "|a|b|\n|-|-|\n|1|2|",
    "spaces": " \u00a0\u2003",
    "accents": "o" + "\u0301" * 2000,
    "letters of no font": "\U0001f468\u200d\U0001f469 \u5065",
    "letters from the right": "\u05d0\u05d1 Ord",
    "line breaks": "Ord\nord\r\nord\u2028ord",
    "a stroke": "Ord / ord / ord",
}


def _cases() -> Iterator[Case]:
    for name, (make, codes) in FILES.items():
        for command in (STATUS, BUILD):
            found = f"{codes} {' '.join(OF_FILES)} -" if codes else ""
            yield Case(f"{command[0]}: {name}", found, "", SMALL, {PO: _bytes(make)}, command)
    for at, plural in enumerate(PLURALS):
        header = HEADER.replace("nplurals=2; plural=(n != 1);", plural)
        found = f"{' '.join(OF_FILES)} -"
        yield Case(f"plurals {at}", found, "", SMALL, {PO: po(header)}, STATUS)
    for name, words in WORDS.items():
        for key in ("title", "body"):
            found = f"{' '.join(OF_FILES)} C106 C109 C111 C115 T201 T202 T204 T207 T208 -"
            yield Case(f"{key}: {name}", found, "", SMALL, {PO: po(**{key: words})}, BUILD)


def _bytes(make: Callable[[], str | bytes]) -> Callable[[], bytes]:
    def made() -> bytes:
        data = make()
        return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data

    return made


@table([*_cases()], quick=10)
def test_a_po_file_is_a_language_or_a_finding(case: Case, trial: Trial) -> None:
    trial(case)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_a_po_file_that_is_brought_up_to_date_loses_nothing_or_is_left(
    name: str, new_project: NewProject
) -> None:
    data = _bytes(FILES[name][0])()
    project = new_project(SMALL, {PO: data}).root
    path = project / "editions" / "small" / PO

    made = oracle.run(project, "translate", "update", "small")
    oracle.look(made, project, writes=True)

    if made.code:
        assert path.read_bytes() == data and made.codes, made.words
    else:
        again = oracle.run(project, "translate", "update", "small")
        assert again.code == 0 and "Unchanged" in again.said
        assert ("Ord som trycks." in path.read_text()) == (b"Ord som trycks." in data)


TAGS = ["../x", "sv/../../x", "", "en-US", "xx", "sv-XX", "sv_SE", "-", "x" * 300, "sv\x00", "con",
        "svenska", "SV", "*", "sv.po", "root", "en@x"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("command", ["extract", "export", "update", "status", "build"])
def test_a_language_that_is_none_is_refused_in_words(
    command: str, tag: str, new_project: NewProject
) -> None:
    project = new_project(SMALL).root
    before = oracle.snapshot(project)

    if command == "build":
        made = oracle.run(project, "build", "small", "--language", tag)
    else:
        made = oracle.run(project, "translate", command, "small", "--", tag)
    oracle.look(made, project, writes=True)

    after = oracle.snapshot(project)
    if made.code or command in ("status", "build", "export"):
        assert after == before
    else:
        assert {each for each in after if each not in before} <= {
            "editions/small/languages", f"editions/small/languages/{tag}.po",
            f"editions/small/languages/{tag.lower()}.po",
        }  # fmt: skip


XLIFF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en-US" '
    'trgLang="sv">\n<file id="f1" original="editions/small/edition.yaml">'
    '<unit id="u1" name="first/title"><segment state="translated"><source>First</source>'
    "<target>Första</target></segment></unit></file></xliff>\n"
)
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
PLACES: dict[str, Callable[[], str | bytes]] = {
    "nothing": lambda: "",
    "half": lambda: XLIFF[: len(XLIFF) // 2],
    "any bytes": lambda: bytes(range(256)) * 40,
    "zeros": lambda: bytes(100_000),
    "a PDF": lambda: b"%PDF-1.7\n" + bytes(900),
    "a zipped one": lambda: b"PK\x03\x04" + bytes(900),
    "another encoding": lambda: XLIFF.replace("UTF-8", "base64"),
    "UTF-16, it says": lambda: XLIFF.replace("UTF-8", "UTF-16"),
    "Latin-1, it says": lambda: XLIFF.encode("latin-1"),
    "entities": lambda: changed(XLIFF, "<xliff", f"<!DOCTYPE xliff [{BOMB}]>\n<xliff"),
    "a stranger": lambda: changed(
        XLIFF, "<xliff", '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<xliff'
    ),
    "an order": lambda: changed(XLIFF, "<xliff", '<?xml-stylesheet href="file:///x"?>\n<xliff'),
    "an older one": lambda: XLIFF.replace("2.0", "1.2"),
    "a newer one": lambda: changed(XLIFF, 'version="2.0"', 'version="9.9"'),
    "no namespace": lambda: changed(XLIFF, 'xmlns="urn:oasis:names:tc:xliff:document:2.0" ', ""),
    "elements in elements": lambda: XLIFF.replace(
        "Första", "<mrk id='m' type='x'>" * 5000 + "</mrk>" * 5000
    ),
    "groups in groups": lambda: XLIFF.replace("<unit", "<group id='g'>" * 5000 + "<unit").replace(
        "</unit>", "</unit>" + "</group>" * 5000
    ),
    "the same unit again": lambda: XLIFF.replace(
        "</file>", XLIFF[XLIFF.index("<unit") : XLIFF.index("</file>")] + "</file>"
    ),
    "units by the ten thousand": lambda: XLIFF.replace(
        "</file>",
        "".join(
            f'<unit id="n{n}" name="x{n}"><segment><source>a</source><target>b</target></segment>'
            "</unit>"
            for n in range(20_000)
        )
        + "</file>",
    ),
    "a target of a megabyte": lambda: XLIFF.replace("Första", "ord " * 300_000),
    "a target of nothing": lambda: XLIFF.replace("Första", ""),
    "a target that steers": lambda: XLIFF.replace("Första", "&#x9b;2J\u202e"),
    "a letter that is none": lambda: XLIFF.replace("Första", "&#xD800;"),
    "an edition elsewhere": lambda: XLIFF.replace("editions/small", "../../etc"),
    "an edition of its own": lambda: XLIFF.replace("editions/small/edition.yaml", "/etc/passwd"),
    "an edition that steers": lambda: XLIFF.replace("small", "&#x9b;2J\u202e"),
    "a language of a path": lambda: XLIFF.replace('trgLang="sv"', 'trgLang="../../x"'),
    "no language": lambda: XLIFF.replace(' trgLang="sv"', ""),
    "its own language": lambda: XLIFF.replace('trgLang="sv"', 'trgLang="en-US"'),
    "a state of nobody": lambda: XLIFF.replace('"translated"', '"odd"'),
    "no names": lambda: XLIFF.replace(' name="first/title"', ""),
    "twenty megabytes": lambda: XLIFF + " " * 20_000_000,
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(each, marks=() if at % 8 == 1 else pytest.mark.slow)
        for at, each in enumerate(PLACES)
    ],
)
def test_an_xliff_file_is_taken_in_or_refused_whole(
    name: str, new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project(SMALL).root
    path = tmp_path / "back.xlf"
    data = PLACES[name]()
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    before = oracle.snapshot(project)

    made = oracle.run(project, "translate", "import", str(path))
    oracle.look(made, project, [path], writes=True)

    after = oracle.snapshot(project)
    assert (made.code == 1 and made.codes) or (made.code == 0 and not made.codes), made.words
    if made.code:
        assert after == before
    else:
        new = {each for each in after if after[each] != before.get(each)}
        assert new <= {"editions/small/languages", f"editions/small/{PO}"}


LINES = st.sampled_from(
    ['msgid ""', 'msgstr ""', 'msgid "a"', 'msgstr "b"', 'msgctxt "c"', '"d\\n"', "#~ msgid \"a\"",
     '#| msgid "x"', "#, fuzzy", "#. x", "#: y:1", "# z", "", 'msgid_plural "a"', 'msgstr[1] "b"',
     '"', "msgid", 'msgstr "\\', '"Language: sv\\n"', "x", '#~ "d"', "#~| msgctxt \"c\""]
)  # fmt: skip


@given(st.lists(LINES, max_size=30).map("\n".join))
@settings(deadline=None, max_examples=300)
def test_any_lines_are_a_catalogue_or_findings(text: str) -> None:
    _read(lambda: read_po(text.encode(), "sv.po"))


PARTS = st.sampled_from(
    ["<unit id='u'>", "</unit>", "<segment>", "</segment>", "<source>", "</source>", "<target>",
     "</target>", "<pc id='1'>", "</pc>", "<ph id='2' dataRef='d'/>", "<sc id='3'/>", "<ec/>",
     "<cp hex='0000'/>", "<mrk id='m' type='term'>", "</mrk>", "<ignorable>", "</ignorable>",
     "<originalData>", "</originalData>", "<data id='d'>", "</data>", "<notes>", "</notes>", "x",
     "&amp;", "&x;", "<!-- x -->", "<group id='g'>", "</group>", "<?x y?>", "<![CDATA[x]]>"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=24).map("".join))
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_parts_are_an_xliff_file_or_findings(parts: str) -> None:
    head, _, rest = XLIFF.partition("<unit")
    text = f"{head}{parts}{rest[rest.index('</file>') :]}"
    _read(lambda: read_xliff(text.encode(), "back.xlf"))


def _read(read: Callable[[], object]) -> None:
    try:
        read()
    except Diagnostic as diagnostic:
        assert diagnostic.findings
        assert all(each.mark and each.message for each in diagnostic.findings)
        assert not any(JARGON.search(each.message) for each in diagnostic.findings)
