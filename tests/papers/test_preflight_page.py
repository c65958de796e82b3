"""The report is one page whatever it says, and says it."""

from __future__ import annotations

import datetime
import io
import shutil
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from report.diagnostics import Diagnostic
from report.papers.preflight import preflight_report
from report.papers.values import Binding, PageInk, ReportedFont
from report.pdf.structure import read_structure
from report.pdf.tree_checks import tree_faults
from report.preflight.press import Checked
from report.preflight.registry import rules
from report.resources import Project
from report.units import Length
from report.validators import validate
from tests.conftest import ROOT
from tests.tools.preflight_reports import HOUSE, findings, new_report, reported


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    return " ".join(unicodedata.normalize("NFC", text).replace("\ufffe", "-").split())


@pytest.mark.parametrize(
    ("format", "size"),
    [
        ("a4", (595.28, 841.89)),
        ("us-letter", (612.0, 792.0)),
        ("a5", (595.28, 841.89)),
    ],
)
def test_the_page_is_archivable_accessible_and_of_the_format(
    format: str, size: tuple[float, float]
) -> None:
    pdf = preflight_report(HOUSE, new_report(findings=findings(3)), format)

    assert validate(pdf) == ()
    assert tree_faults(read_structure(pdf)) == ()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
        assert box == pytest.approx([0, 0, *size], abs=0.01)
        assert str(document.docinfo.Title) == "Preflight report: Health and Life Sciences"
        assert str(document.docinfo.CreationDate) == "D:20261122000000Z"


def test_it_says_what_was_checked_and_what_not() -> None:
    checks = (
        Checked("X101", "All colours are inks"),
        Checked("X103", "No picture is too coarse", errors=1, warnings=1),
        Checked("X104", "All pictures are fine", see="X103"),
        Checked("X105", "Ink stays below the limit", waived=2, reasons=("agreed by telephone",)),
        Checked("X106", "Black text is black", asked=False),
        Checked("X107", "Small text is one ink", answered=False, unmeasured="RGB on 3 pages"),
        Checked("X121", "All could be read", answered=False),
    )
    found = (*findings(2), *findings(1, "too much ink", waived="agreed by telephone"))
    report = new_report(
        checks=checks,
        findings=found,
        as_of=datetime.date(2026, 11, 30),
        binding=Binding(blanks=2),
        square=Length(6),
    )
    text = words_of(preflight_report(HOUSE, report))

    for words in (
        "PREFLIGHT REPORT · REVISION 2 Health and Life Sciences",
        "Not ready for the press · 1 error 1 warning, 1 accepted with a reason",
        "12 pages 1 of 6 checks passed 300 % ink at most, limit 300 %",
        "228 ppi at least of 11 pictures (page 4), 225 wanted",
        "life-science-a4-fogra39-coated-r2-press.pdf · 12.3 MB · PDF/X-4",
        "0123456789abcdef" * 4,
        "Somebody · edition of 2026-11-22 · checked for 2026-11-30",
        "Trim 210 × 297 mm · Bleed 3 mm · No marks · Saddle-stitched · Not imposed · 2 blank pages",
        "Output intent FOGRA39 · ISOcoated_v2_300_bas.icc",
        "averaged over 2.1 × 2.1 mm 135 150",
        "limit 300 %",
        "Cyan, Magenta, Yellow, Black, PANTONE 3015 C",
        "1, all embedded: SourceSerif4-Regular",
        "X101 All colours are inks passed",
        "X103 No picture is too coarse 1 error, 1 more",
        "X105 Ink stays below the limit 2 accepted",
        "X104 All pictures are fine see X103",
        "X106 Black text is black not applicable",
        "X107 Small text is one ink not measured – RGB on 3 pages",
        "X121 All could be read not known",
        "X102 error page 2: the picture has 198 ppi (1)",
        "Accepted: agreed by telephone",
        "Not checked",
        "no certification to an ISO standard is claimed",
        "Checked by Colophon 0",
    ):
        assert words in text
    assert "more, in the JSON" not in text


def test_errors_come_first_and_what_is_accepted_last() -> None:
    found = (*findings(1, "accepted", waived="a good reason"), *findings(3))
    text = words_of(preflight_report(HOUSE, new_report(findings=found)))

    order = [text.index(words) for words in ("ppi (1)", "ppi (0)", "ppi (2)", "accepted (0)")]
    assert order == sorted(order)


@pytest.mark.parametrize("format", ["a4", "us-letter"])
@pytest.mark.parametrize("number", [0, 5, 200])
def test_it_is_one_page_whatever_was_found(number: int, format: str) -> None:
    press = [rule for rule in rules().values() if rule.stage == "press"]
    checks = tuple(Checked(rule.code.id, rule.looks_for) for rule in press)
    report = new_report(checks=checks, findings=findings(number))
    text = words_of(preflight_report(HOUSE, report, format))

    shown = text.count("the picture has 198 ppi")
    assert "no certification" in text
    if number <= 5:
        assert shown == number
    else:
        # One line a rule: each of the 29 has seven findings, or six.
        assert 3 <= shown < 29
        listed = sum(7 if rule < 200 % 29 else 6 for rule in range(shown))
        assert f"and {number - listed} more, in the JSON file" in text


def test_reasons_are_in_full_where_there_is_room_and_else_end_with_a_word() -> None:
    reason = "It was agreed with the press room by telephone, as every year, and noted. " * 6
    few = words_of(preflight_report(HOUSE, new_report(findings=findings(2, waived=reason))))
    many = words_of(preflight_report(HOUSE, new_report(findings=findings(29, waived=reason))))

    assert few.count(reason.strip()) == 2
    assert reason.strip() not in many
    assert (
        "Accepted: It was agreed with the press room by telephone, as every year, and noted. …"
        in many
    )


def test_it_is_one_page_however_long_names_are() -> None:
    wide = "W" * 400
    report = new_report(
        title=wide,
        publisher=wide,
        files=(reported(f"{wide}.pdf", pages=10_000), reported(f"{wide}.pdf", "cover", 1)),
        inks=tuple(PageInk(page, 400.0) for page in range(1, 10_001)),
        plates=tuple(f"{wide}{each}" for each in range(50)),
        fonts=tuple(ReportedFont(f"{wide}{each}", False) for each in range(50)),
        checks=tuple(Checked(f"X{each}", wide, errors=1) for each in range(101, 141)),
        findings=findings(200, wide, waived=wide),
    )

    text = words_of(preflight_report(HOUSE, report, "us-letter"))

    assert "50, 50 not embedded" in text
    assert "X140" in text
    assert "no certification" in text


def test_a_file_that_is_not_ours_has_neither_date_nor_claim_to_pdf_x() -> None:
    foreign = new_report(
        title="مرحبا \ud800 日本語 e\u0301\x00\n",
        publisher="",
        date=None,
        revision=0,
        files=(reported("other.pdf", pages=0),),
        inks=(PageInk(1, None),),
        plates=(),
        fonts=(),
        coarsest=None,
    )

    pdf = preflight_report(HOUSE, foreign)
    text = words_of(pdf)

    assert validate(pdf) == ()
    # What the fonts have is printed, what they lack is told from nothing at all.
    assert "???" in text
    assert "é" in text
    assert "edition of" not in text
    assert "checked for" not in text
    assert "% ink" not in text
    assert "Revision" not in text.replace("PREFLIGHT", "")
    assert "what the file was made by" not in text
    assert "no accredited validator has seen the file" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (preflight_report(HOUSE, new_report(findings=findings(40))) for _ in "12")

    assert first == second


def test_a_project_s_own_template_that_is_too_long_is_named(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "papers"
    shutil.copytree(ROOT / "templates" / "papers", own)
    page = own / "preflight.html"
    page.write_text(page.read_text().replace("<h1>", '<p style="height: 900pt"></p><h1>'))

    with pytest.raises(Diagnostic) as raised:
        preflight_report(Project.at(tmp_path), new_report())

    (finding,) = raised.value.findings
    assert finding.code.id == "X405"
    assert "pages without any finding" in finding.message
    assert "templates/papers/preflight.html" in finding.help
