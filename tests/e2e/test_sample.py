"""The sample edition as a reader, a validator and an archive see it."""

from __future__ import annotations

import html
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from report.build import laid_out
from report.desk import Job, open_desk
from report.layout import Laid
from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.validators import validate
from tests.tools.reading import letters_of

from ..conftest import DAY, ROOT, Built, copy_of_sample, run_colophon

FORMATS = {"a4": (595.28, 841.89), "us-letter": (612.0, 792.0)}


@pytest.fixture(params=sorted(FORMATS))
def built(request: pytest.FixtureRequest) -> tuple[str, Built]:
    name = "sample" if request.param == "a4" else "sample_letter"
    return request.param, request.getfixturevalue(name)


@cache
def data_of(path: Path) -> bytes:
    return path.read_bytes()


@cache
def lay_sample(root: Path, format: str) -> Laid:
    return laid_out(open_desk(Project.at(root), Job("life-science", DAY, format=format)))


def test_it_has_twelve_pages_of_its_format_and_can_be_mailed(built: tuple[str, Built]) -> None:
    format, made = built
    with pikepdf.open(io.BytesIO(data_of(made.pdf))) as pdf:
        assert len(pdf.pages) == 12 == made.report["pages"]
        for page in pdf.pages:
            size = [float(side) for side in page.mediabox[2:]]
            assert size == pytest.approx(FORMATS[format], abs=0.01)
    assert made.report["bytes"] == len(data_of(made.pdf)) <= 5_000_000


def test_nothing_is_found_that_is_not_waived(built: tuple[str, Built]) -> None:
    open_ = [each for each in built[1].report["findings"] if not each["waived"]]

    assert [each for each in open_ if each["severity"] != "note"] == []


def test_validators_accept_it_for_people_and_for_the_archive(built: tuple[str, Built]) -> None:
    assert validate(data_of(built[1].pdf)) == ()
    assert tree_faults(read_structure(data_of(built[1].pdf))) == ()


def text_of(markup: str) -> str:
    """Return what an HTML document prints."""
    return html.unescape(re.sub(r"<[^>]*>", " ", markup[markup.index("<body>") :]))


def test_the_text_of_the_tree_is_the_text_of_the_edition(built: tuple[str, Built]) -> None:
    format, made = built
    sections = lay_sample(made.project, format).sections
    written = letters_of(" ".join(text_of(each.section.html) for each in sections))
    printed = letters_of(read_structure(data_of(made.pdf)).root.text)

    assert len(written) > 5_000
    assert printed == written
    for words in ("Radiumhemmet", "Centre for Quantum Life Science", "Naina Helén Jåma"):
        assert letters_of(words) in printed


def test_every_picture_has_its_words(built: tuple[str, Built]) -> None:
    figures = read_structure(data_of(built[1].pdf)).of_type("Figure")

    assert len(figures) >= 10
    assert all(len(figure.alt or "") > 20 for figure in figures)


def test_chart_data_travel_with_it(sample: Built) -> None:
    with pikepdf.open(io.BytesIO(data_of(sample.pdf))) as pdf:
        attached = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}

    assert sorted(attached) == ["chart-origin.csv", "chart-size.csv"]
    assert b"Academic research" in attached["chart-origin.csv"]


def outline(item: Any) -> list[str]:
    return [item.title, *(title for child in item.children for title in outline(child))]


def test_bookmarks_labels_and_metadata_are_there(built: tuple[str, Built]) -> None:
    laid = lay_sample(built[1].project, built[0])
    with pikepdf.open(io.BytesIO(data_of(built[1].pdf))) as pdf:
        with pdf.open_outline() as found:
            titles = [title for item in found.root for title in outline(item)]
        labels = [page.label for page in pdf.pages]
        root = pdf.Root

        assert str(root.Lang) == "en-US"
        assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Health and Life Sciences"
        assert b"pdfuaid:part" in root.Metadata.read_bytes()
    assert labels == [str(number) for number in range(1, 13)]
    for page in laid.composed.sections:
        if page.kind == "section":
            title = re.search(r'data-heading="([^"]+)"', page.html)
            assert title and html.unescape(title[1]) in titles


def test_no_path_of_this_machine_is_inside(sample: Built) -> None:
    with pikepdf.open(io.BytesIO(data_of(sample.pdf))) as pdf:
        parts = [data_of(sample.pdf)]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
                parts.append(
                    thing.read_raw_bytes()
                    if "/DCTDecode" in str(thing.Filter)
                    else thing.read_bytes()
                )
    for part in parts:
        for path in (str(ROOT), str(sample.project), str(Path.home())):
            assert len(path) < 4 or path.encode() not in part


def test_the_same_inputs_give_the_same_bytes_anywhere(sample: Built, tmp_path: Path) -> None:
    root = copy_of_sample(tmp_path / "quite" / "another place")
    strange = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8"}

    result = run_colophon("build", "life-science", folder=root, environment=strange)

    assert result.returncode == 0, result.stdout
    (other,) = (root / "build" / "life-science").glob("*.pdf")
    assert other.read_bytes() == data_of(sample.pdf)
