"""The sample edition in its other languages, as readers and validators see it."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from report.build import laid_out
from report.desk import Job, open_desk, options_reader
from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.resources import Project
from report.translate.catalog import Entry
from report.translate.po_reader import read_po
from report.translate.po_writer import po_text
from report.translate.update import new_head, updated
from report.translate.work import open_work
from report.validators import validate
from tests.tools import verapdf
from tests.tools.judges import said_by
from tests.tools.reading import letters_of, pieces_of

from ..conftest import DAY, ROOT, Built, built_sample, copy_of_sample, run_colophon
from .test_sample import FORMATS, text_of

TITLES = {"sv": "Hälsa och livsvetenskap", "es": "Salud y ciencias de la vida"}
# What stands in the document's properties or is read aloud, and the caption of the cover.
UNSEEN = re.compile(r"edition\..*|data/.*|.*\.(alt|awaited)|photos\.snow-forest.*\.caption")


@pytest.fixture(
    params=[
        "a4 sv",
        "a4 es",
        pytest.param("us-letter sv", marks=pytest.mark.slow),
        pytest.param("us-letter es", marks=pytest.mark.slow),
    ]
)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str, Built]:
    format, language = request.param.split()
    return format, language, built_sample(tmp_path_factory, format, language)


@cache
def text_in(pdf: Path) -> str:
    return letters_of(read_structure(pdf.read_bytes()).root.text)


def entries(language: str) -> list[Entry]:
    path = ROOT / "editions" / "life-science" / "languages" / f"{language}.po"
    return [entry for entry in read_po(path.read_bytes(), path.name).entries if entry.words]


def test_it_has_the_pages_of_the_original_and_says_its_language(
    built: tuple[str, str, Built],
) -> None:
    format, language, made = built
    with pikepdf.open(io.BytesIO(made.pdf.read_bytes())) as pdf:
        assert len(pdf.pages) == 12
        size = [float(side) for side in pdf.pages[0].mediabox[2:]]
        assert size == pytest.approx(FORMATS[format], abs=0.01)
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]) == TITLES[language]


def test_nothing_is_found_that_is_not_waived(built: tuple[str, str, Built]) -> None:
    assert [each for each in built[2].report["findings"] if not each["waived"]] == []


def test_validators_accept_it_for_people_and_for_the_archive(
    built: tuple[str, str, Built],
) -> None:
    data = built[2].pdf.read_bytes()
    assert validate(data) == ()
    assert tree_faults(read_structure(data)) == ()


@pytest.mark.verapdf
def test_verapdf_agrees(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {tag: built_sample(tmp_path_factory, "a4", tag).pdf.read_bytes() for tag in TITLES}
    assert verapdf.judge(files) == dict.fromkeys(files, ())


def test_what_is_extracted_is_what_was_written(built: tuple[str, str, Built]) -> None:
    format, language, made = built
    job = Job("life-science", DAY, format=format, language=language)
    sections = laid_out(open_desk(Project.at(made.project), job)).sections
    written = letters_of(" ".join(text_of(each.section.html) for each in sections))

    assert len(written) > 5_000
    assert text_in(made.pdf) == written


def test_all_that_was_translated_is_printed(built: tuple[str, str, Built]) -> None:
    _, language, made = built
    printed = text_in(made.pdf)
    wanted = [each for each in entries(language) if not UNSEEN.fullmatch(each.context)]

    assert len(wanted) > 130
    for entry in wanted:
        assert [part for part in pieces_of(entry.words) if part not in printed] == [], entry.context


def test_pictures_are_described_in_the_language(built: tuple[str, str, Built]) -> None:
    _, language, made = built
    figures = read_structure(made.pdf.read_bytes()).of_type("Figure")
    told = {letters_of(figure.alt or "") for figure in figures}
    wanted = [letters_of(e.words) for e in entries(language) if e.context.endswith(".alt")]

    assert len(wanted) == 11 and set(wanted) <= told
    charts = [alt for alt in told if "56" in alt or "78" in alt]
    words = {"sv": "rutor", "es": "cuadrados"}[language]
    assert len(charts) == 2 and all(words in alt for alt in charts)


def test_nothing_is_left_of_the_original(built: tuple[str, str, Built]) -> None:
    _, language, made = built
    printed = text_in(made.pdf)
    for entry in entries(language):
        for before, after in zip(pieces_of(entry.source), pieces_of(entry.words), strict=False):
            if len(before) > 30 and before != after:
                assert before not in printed, entry.context


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(TITLES))
def test_it_is_printed_without_anything_to_say(language: str, tmp_path: Path) -> None:
    root = copy_of_sample(tmp_path)
    options = ("--target", "press", "--language", language, "--as-of", DAY.isoformat(), "--json")

    said = json.loads(run_colophon("build", "life-science", *options, folder=root).stdout)

    assert [each for each in said["findings"] if not each["waived"]] == []
    (pdf,) = (root / "build" / "life-science").glob(f"*@{language}*.pdf")
    assert "No syntax or stream encoding errors" in said_by("qpdf", "--check", pdf)


def test_the_files_of_translators_are_current() -> None:
    project = Project.at(ROOT)
    work = open_work(project, "life-science", options_reader(project))

    assert work.own_tags == tuple(sorted(TITLES))
    for tag in work.own_tags:
        shelf = work.shelf(tag)
        head = new_head(work.edition.title, tag, work.edition.date)
        fresh = updated(shelf.own, work.own_units(shelf), "", head)
        assert po_text(fresh) == shelf.path.read_text("utf-8"), "run: translate update"
        assert {answer.state for answer in shelf.answers(work.units)} <= {"done", "kept"}
