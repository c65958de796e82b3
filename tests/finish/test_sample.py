"""The sample edition as it is published: judged by two validators, by us, and word for word."""

from __future__ import annotations

import datetime

import pytest

from report import build
from report import desk as desks
from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.validators import validate
from tests.tools import verapdf
from tests.tools.reading import html_text, tree_text


@pytest.fixture(params=["sample", "sample_letter"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return request.getfixturevalue(request.param).pdf.read_bytes()


def test_the_sample_conforms(pdf):
    assert validate(pdf) == ()
    assert tree_faults(read_structure(pdf)) == ()
    assert len(pdf) < 5_000_000


def test_the_sample_has_what_an_edition_has(pdf):
    structure = read_structure(pdf)
    counts = structure.counts()
    assert counts["H1"] == 1 and counts["TOC"] == 1
    assert counts["H2"] == counts["TOCI"] + 1, "the contents list every section but themselves"
    assert counts["Figure"] >= 8 and counts["Link"] > counts["TOCI"]
    with_data = [figure.files for figure in structure.of_type("Figure") if figure.files]
    assert with_data and all(name.endswith(".csv") for (name,) in with_data)


@pytest.mark.verapdf
def test_verapdf_agrees(sample, sample_letter):
    files = {each.pdf.name: each.pdf.read_bytes() for each in (sample, sample_letter)}
    assert verapdf.judge(files) == dict.fromkeys(files, ())


def test_the_tree_says_what_the_edition_says(sample):
    """Laid out once more in this process, for the HTML from which the pages were made."""
    job = desks.Job("life-science", as_of=datetime.date(2026, 11, 22))
    desk = desks.open_desk(Project.at(sample.project), job)
    html = [each.section.html for each in build.laid_out(desk).sections]
    text = html_text(html)
    assert len(text) > 5000
    assert tree_text(read_structure(sample.pdf.read_bytes())) == text
