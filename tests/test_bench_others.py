"""The comparison with other programs: its brochure, its measuring and its verdicts."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from PIL import Image

from report.build import check
from report.desk import Job
from report.diagnostics import Severity
from report.resources import Project, bundled_root
from scripts.comparison.brochure import EDITED, brochure, write_photos
from scripts.comparison.cases import COLD, SAME, Case
from scripts.comparison.copies import Many
from scripts.comparison.for_colophon import SLUG, write_project
from scripts.comparison.for_others import html, typst
from scripts.comparison.measuring import DidNotWork, Used, run
from scripts.comparison.verdicts import Verdict, verdicts

from .conftest import ROOT


@pytest.mark.parametrize(("pages", "charts"), [(12, 3), (100, 25), (500, 121)])
def test_a_brochure_has_a_photograph_a_page_and_a_chart_a_chapter(pages, charts):
    chapters = brochure(pages)
    numbers = [part.photo for each in chapters for part in each.parts]
    assert numbers == list(range(1, pages))  # the contents take a page
    assert len(chapters) == charts
    assert chapters == brochure(pages)


def test_all_programs_are_given_the_same_words_and_pictures():
    chapters = brochure(12)
    page, document = html(chapters, numbered=True), typst(chapters)
    for chapter in chapters:
        for part in chapter.parts:
            assert all(text in page for text in part.paragraphs)
            assert all(word in document for text in part.paragraphs for word in text.split())
            assert f'"photo-{part.photo}.jpg"' in page
            assert f'"photo-{part.photo}.jpg"' in document
    assert page.index(EDITED) and document.index(EDITED)


def test_the_project_has_no_errors(tmp_path):
    chapters = brochure(12)[:1]
    photos = write_project(tmp_path, chapters)
    source = ROOT / "assets" / "photos" / "lake-sherburne-montana.jpg"
    write_photos(source, photos, len(chapters[0].parts))
    first, second = (Image.open(photos / f"photo-{number}.jpg").tobytes() for number in (1, 2))
    assert first != second
    findings = check(Project(tmp_path, bundled_root()), Job(SLUG, date(2026, 11, 22)))
    assert [each for each in findings if each.severity is Severity.ERROR] == []


def test_what_a_program_starts_is_counted_with_it():
    inner = "import time; held = bytearray(60_000_000); time.sleep(0.6)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    used = run([sys.executable, "-c", outer])
    assert used.seconds > 0.5
    assert used.megabytes > 60 or sys.platform != "linux"


def test_a_program_that_fails_is_told_by_its_last_words():
    with pytest.raises(DidNotWork, match="what it says"):
        run([sys.executable, "-c", "raise SystemExit('what it says')"])


def test_verdicts():
    small, large = Case(12, ROOT), Case(500, ROOT)
    for case, cold in ((small, 2.0), (large, 100.0)):
        case.used |= {COLD: Used(cold, 0, 300), SAME: Used(0.2, 0, 90)}
        case.used |= {"Typst": Used(0.4, 0, 60), "Chromium print": Used(cold / 0.5, 0, 1000)}
        case.again = [(9, 9), *[(0.2, 0.1)] * 19]
        case.sizes["Colophon"] = 1.05
    case.same_bytes["warm"] = False
    found = {each.what: each for each in verdicts([small, large], Many(all=30, few=2, count=64))}

    def told(what: str) -> tuple[float | None, str]:
        return found[what].value, found[what].word

    assert told("Warm, p95 of a page after an edit, at 12 pages") == (0.2, "reached")
    assert told("Laid out and bound over Typst's cold run, at 12 pages")[0] == pytest.approx(0.25)
    assert told("Nothing changed over Typst's cold run, at 12 pages") == (0.5, "reached")
    assert told("Cold over Chromium's print, at 12 pages") == (0.5, "reached")
    faster = told("Cold over the faster of Chromium and Paged.js, at 500 pages")
    assert faster == (0.5, "missed: 1.25 times that")
    assert told("Peak memory over Chromium's, at 500 pages")[0] == pytest.approx(0.3)
    assert told("Bytes that differ from the cold build's: warm, at 500 pages") == (1, "missed")
    assert told("Growth exponent of cold builds")[0] == pytest.approx(1.0489, abs=1e-3)
    assert told("64 editions over 4") == (15, "reached")
    assert told("64 editions over as many cold Typst runs")[0] == pytest.approx(30 / 25.6)
    what = "Processor time of each personalised copy, only the cover changes"
    assert told(what) == (None, "not measured")
    assert Verdict("", 0.3, 0.25, " s").measured == "0.25 s"
