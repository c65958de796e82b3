"""Random editions go out to an agency and come back, and nothing is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from report.build import build
from report.content.load import load
from report.content.node import texts, walk
from report.desk import Job, options_reader
from report.pdf.structure import read_structure
from report.photos.ledger import Ledgers
from report.resources import Project
from report.translate.apply import in_language
from report.translate.po_writer import po_text
from report.translate.work import update
from report.validators import validate
from tests.tools.reading import letters_of, pieces_of

from ..conftest import DAY, HEAD
from .agencies import back, fill, sent
from .conftest import at_work, catalog_of, po_path

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


# To the printed page

# Letters that the theme's fonts have, and words short enough for every column.
SHORT = st.text("abcdefghiklmnoprstuvåäöéñ", min_size=2, max_size=9)
SAID = st.lists(
    SHORT
    | st.sampled_from(["{{ facts.trees }}", "*tall*", "**wide**", "[x](https://x.org)", "“so”"]),
    min_size=1,
    max_size=6,
).map(lambda parts: "So " + " ".join(parts))
WRITTEN = st.lists(
    SAID | SAID.map(lambda text: f"- {text}\n- {text}") | SHORT.map(lambda text: f"### {text}"),
    min_size=1,
    max_size=3,
).map(lambda parts: "\n\n".join([*parts, "The end of it."]))
PRINTED = st.lists(
    st.one_of(
        st.builds(lambda body: {"text": {"body": body}}, WRITTEN),
        st.builds(lambda quote, by: {"pull_quote": {"quote": quote, "by": by}}, SAID, SHORT),
        st.builds(
            lambda title, head, cells: {
                "table": {
                    "title": title,
                    "data": {"columns": ["First", head], "rows": [["x", each] for each in cells]},
                }
            },
            SAID,
            SHORT,
            st.lists(SAID, min_size=1, max_size=3),
        ),
        st.builds(
            lambda title, first, second: {
                "chart": {
                    "kind": "bar",
                    "title": title,
                    "data": {"columns": ["Who", "Number"], "rows": [[first, 5], [second, 7]]},
                }
            },
            SAID,
            SHORT,
            SHORT.map(lambda word: f"other {word}"),
        ),
        st.builds(lambda words: {"photo": {"file": "blue-flowers.jpg", "caption": words}}, SAID),
    ),
    min_size=1,
    max_size=3,
)
BUILT = st.builds(edition_of, SHORT, PRINTED, SHORT)


@settings(FEW, max_examples=4)
@given(text=BUILT)
def test_what_comes_back_is_printed(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _to_the_page(tmp_path_factory.mktemp("printed"), text)


@pytest.mark.slow
@settings(FEW, max_examples=60)
@given(text=BUILT)
def test_whatever_comes_back_is_printed(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    _to_the_page(tmp_path_factory.mktemp("printed"), text)


def _to_the_page(root: Path, text: str) -> None:
    folder = root / "editions" / "small"
    folder.mkdir(parents=True)
    (folder / "edition.yaml").write_text(text)
    project = Project.at(root)
    update(at_work(project), "sv")
    xml = sent(project)
    fill(xml, changed)
    assert back(project, xml).findings == ()

    outcome = build(project, Job("small", DAY, language="sv"))

    assert outcome.written, [str(each) for each in outcome.findings]
    data = outcome.path.read_bytes()
    assert validate(data) == ()
    tree = read_structure(data)
    alts = (figure.alt or "" for figure in tree.of_type("Figure"))
    seen = letters_of(" ".join([tree.root.text, *alts]))
    for entry in catalog_of(project).entries:
        if not entry.context.startswith(("edition.", "facts.")) and "/columns" not in entry.context:
            words = entry.words or entry.source
            assert [each for each in pieces_of(words) if each not in seen] == [], entry.context
