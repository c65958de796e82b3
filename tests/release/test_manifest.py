"""Manifests: read as they were written, and with distrust."""

from __future__ import annotations

import datetime
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.diagnostics import Diagnostic, Mark
from report.release.letter import readme
from report.release.machine import Machine
from report.release.manifest import Approval, Change, File, Manifest, Pdf, Previous
from report.release.order import Item
from report.resources import Project
from report.schema import schemas

from ..conftest import ROOT

DAY = datetime.date(2026, 11, 22)
DIGEST = "0123456789abcdef" * 4
MARK = Mark("releases/small/2/manifest.json")
MANIFEST = Manifest(
    edition="small",
    version=2,
    title="A small edition",
    date=DAY,
    approved=Approval(by="Anna Berg", day=DAY, note="A note"),
    previous=Previous(version=1, manifest=DIGEST),
    changes=(
        Change(what="content", name="Facts: hubs: value", before="3", after="4"),
        Change(what="content", name="Words: one: body", before="old " * 30, after="old " * 29),
        Change(what="content", name="Words: one", before="after two", after="after three"),
        Change(what="content", name="Words: gone", before="Words that are no more"),
        Change(what="source", name="project/a.csv", before="0" * 12, after="1" * 12),
        Change(what="library", name="Pango", before="1.50", after="1.56"),
    ),
    archive=File(name="sources.zip", sha256=DIGEST, bytes=1),
    files=(Pdf(name="a.pdf", sha256=DIGEST, bytes=1, pages=1, made_as=Item(target="screen")),),
    inputs={"project/a.csv": DIGEST},
    made_with=Machine(program="1", code=DIGEST, python="3.11", platform="Linux", libraries={}),
)
DATA = MANIFEST.data()


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert Manifest.read(DATA, MARK) == MANIFEST


def test_the_schema_of_the_project_describes_it() -> None:
    schema = json.loads(schemas(Project.at(ROOT))["release.schema.json"])

    jsonschema.validate(json.loads(DATA), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(DATA), "approved": None}, schema)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"a.pdf"', '"../a.pdf"'),
        ('"a.pdf"', '"a\\\\b.pdf"'),
        (DIGEST, DIGEST[:-1]),
        ('"version": 2', '"version": 0'),
        ('"form": 1', '"form": 2'),
        ('"edition"', '"editions"'),
    ],
)
def test_what_no_release_writes_is_refused(old: str, new: str) -> None:
    with pytest.raises(Diagnostic) as caught:
        Manifest.read(DATA.decode().replace(old, new).encode(), MARK)
    (finding,) = caught.value.findings
    assert finding.code.id == "V203" and finding.mark == MARK


@given(st.integers(0, len(DATA)), st.integers(0, 30), st.binary(max_size=40))
def test_no_damage_ends_in_a_traceback(at: int, drop: int, noise: bytes) -> None:
    try:
        read = Manifest.read(DATA[:at] + noise + DATA[at + drop :], MARK)
    except Diagnostic as diagnostic:
        assert [each.code.id for each in diagnostic.findings] == ["V203"]
    else:
        readme(read)


def test_the_letter_tells_what_differs_in_words() -> None:
    words = " ".join(readme(MANIFEST).decode().split())

    assert "Different from release 1" in words
    assert "Facts: hubs: value: 3 → 4" in words
    assert "gone: Words: gone: Words that are no more" in words
    assert "[-old" in words, "long texts are shown by what differs in them"
    assert "changed: project/a.csv" in words and "Pango: 1.50 → 1.56" in words
    assert max(map(len, readme(MANIFEST).decode().splitlines())) <= 78
