"""The report as JSON, and how it is gathered from what files print."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from report.papers.data import as_json
from report.papers.found import Found, by_rule
from report.papers.gathering import Result, Subject, Submitted, gather_report
from report.papers.values import Binding, CoarsestPicture, PageInk, PreflightReport, result_of
from report.papers.view import View, verdict, view
from report.papers.words import Words, file_size
from report.pdf.printed import (
    PROCESS,
    Colour,
    Coverage,
    Font,
    Painted,
    Picture,
    PrintedFile,
    PrintedPage,
)
from report.preflight.press import Checked
from report.settings import read_theme
from report.units import Length, Rect, Size, mm
from tests.tools.leaflets import leaflet
from tests.tools.preflight_reports import HOUSE, coated, findings, new_report, reported

SOMEWHERE = Rect(Length(0), Length(0), Length(10), Length(10))
TRIM = (0.0, 0.0, 595.276, 841.89)
SHEET = replace(reported("a", pages=2), trims=(Size(mm(297), mm(210)),))
BLEED = tuple(side + by for side, by in zip(TRIM, (-8.504, -8.504, 14.17, 8.504), strict=True))


def painted(space: str, inks: dict[str, float] | None = None, **given: object) -> Painted:
    return replace(
        Painted("fill", 1, SOMEWHERE, Colour(space, (), "", inks)),
        **given,  # type: ignore[arg-type]
    )


def placed(ppi: float, page: int, space: str = "DeviceCMYK", **given: object) -> Painted:
    picture = replace(Picture(100, 100, (ppi + 50, ppi), space), **given)  # type: ignore[arg-type]
    return Painted("image", page, SOMEWHERE, picture=picture)


def printed(*paint: Painted, pages: int = 2, **given: object) -> PrintedFile:
    boxes = {"TrimBox": TRIM, "BleedBox": BLEED, "MediaBox": BLEED}
    made = tuple(PrintedPage(number, boxes) for number in range(1, pages + 1))
    made = (replace(made[0], painted=paint), *made[1:])
    return replace(PrintedFile("1.6", "PDF/X-4", made), **given)  # type: ignore[arg-type]


def gathered(*files: PrintedFile | None, title: str = "T"):  # type: ignore[no-untyped-def]
    submitted = [
        Submitted(f"{number}.pdf", b"data", file, "cover" if number else "")
        for number, file in enumerate(files)
    ]
    subject = Subject(title, "P", datetime.date(2026, 11, 22), 3)
    return gather_report(subject, "name", coated(), submitted, Result((), findings(1)))


@cache
def nordic() -> Words:
    return Words.of(HOUSE, read_theme(HOUSE, "nordic"))


def seen(report: PreflightReport, *found: Found) -> View:
    return view(report, nordic(), found, 100)


def test_files_are_described_by_their_boxes_and_bytes() -> None:
    report = gathered(printed())

    (file,) = report.files
    assert (file.name, file.pages, file.size, file.conformance) == ("0.pdf", 2, 4, "PDF/X-4")
    assert file.sha256 == hashlib.sha256(b"data").hexdigest()
    assert [(round(trim.width.mm), round(trim.height.mm)) for trim in file.trims] == [(210, 297)]
    # The narrowest side counts.
    assert file.bleed is not None
    assert file.bleed.mm == pytest.approx(3, abs=0.01)


def test_turned_enlarged_and_boxless_pages_have_the_size_that_is_seen() -> None:
    boxes = {"MediaBox": (10.0, 10.0, 110.0, 210.0)}
    pages = (
        PrintedPage(1, boxes),
        PrintedPage(2, boxes, rotate=90),
        PrintedPage(3, boxes, user_unit=2.0),
        PrintedPage(4, {}),
        PrintedPage(5, boxes),
    )
    report = gathered(PrintedFile("1.4", "", pages))

    sizes = [(trim.width.pt, trim.height.pt) for trim in report.files[0].trims]
    assert sizes == [(100, 200), (200, 100), (200, 400)]
    assert report.files[0].bleed is None


def test_a_file_that_cannot_be_read_is_reported_with_its_digest() -> None:
    report = gathered(None, title="")

    assert report.title == "0.pdf"
    assert report.files[0].pages == 0
    assert report.most_ink is None
    assert report.files[0].sha256


def test_plates_are_those_that_print() -> None:
    file = printed(
        painted("DeviceCMYK", {"Cyan": 0.0, "Magenta": 0.0, "Yellow": 0.0, "Black": 1.0}),
        painted("Separation", {"PANTONE 3015 C": 1.0}),
        painted("DeviceRGB"),
        spots=("PANTONE 3015 C",),
    )
    assert gathered(file).plates == ("Black", "PANTONE 3015 C")

    with_picture = printed(placed(300, 1))
    assert gathered(file, with_picture).plates == (*PROCESS, "PANTONE 3015 C")


def test_the_coarsest_picture_is_no_mask_and_no_drawing_of_one_bit() -> None:
    file = printed(
        placed(72, 1, "DeviceGray", is_mask=True, bits=1), placed(90, 1, "DeviceGray", bits=1)
    )
    assert gathered(file).coarsest is None

    report = gathered(file, printed(placed(300, 1), placed(228, 2)))
    assert report.pictures == 4
    assert report.coarsest is not None
    assert (report.coarsest.ppi, report.coarsest.page, report.coarsest.part) == (228, 2, "cover")


def test_fonts_are_named_once_and_embedded_only_where_they_always_are() -> None:
    def font(name: str, embedded: bool) -> Font:
        return Font(name, "TrueType", embedded, True, True)

    inside = printed(fonts=(font("B", True), font("A", True)))
    outside = printed(fonts=(font("A", False),))
    fonts = gathered(inside, outside).fonts

    assert [(each.name, each.embedded) for each in fonts] == [("A", False), ("B", True)]


def test_ink_that_was_not_measured_is_not_zero() -> None:
    file = printed(
        coverage=(Coverage(1, 250.0, SOMEWHERE), Coverage(2, 0.0, SOMEWHERE, unmeasured="x"))
    )
    report = gathered(file)

    assert report.inks == (PageInk(1, 250.0, peak=0.0), PageInk(2, None))
    assert [row["percent"] for row in json.loads(as_json(report))["ink"]] == [250.0, None]


@pytest.mark.parametrize(
    ("check", "result"),
    [
        (Checked("X1", ""), "passed"),
        (Checked("X1", "", errors=1, warnings=2, waived=3), "error"),
        (Checked("X1", "", warnings=2, notes=1), "warning"),
        (Checked("X1", "", notes=1), "note"),
        (Checked("X1", "", waived=1), "waived"),
        (Checked("X1", "", asked=False), "not applicable"),
        (Checked("X1", "", answered=False), "not known"),
        (Checked("X1", "", answered=False, unmeasured="RGB"), "not measured"),
        (Checked("X1", "", asked=False, see="X2"), "see X2"),
    ],
)
def test_the_result_of_a_check_is_the_gravest(check: Checked, result: str) -> None:
    assert result_of(check) == result


def test_the_json_has_keys_that_stay() -> None:
    text = as_json(new_report(findings=findings(1)))
    data = json.loads(text)

    assert text.endswith(b"}\n")
    assert list(data) == [
        *("report", "version", "program", "title", "publisher", "date", "revision"),
        *("checked_for", "files", "printer", "binding", "result", "checks", "findings", "ink"),
        *("ink_averaged_over_mm", "plates", "fonts", "pictures", "not_checked", "claim"),
    ]
    assert data["files"][0] == {
        "part": "",
        "name": "life-science-a4-fogra39-coated-r2-press.pdf",
        "sha256": "0123456789abcdef" * 4,
        "bytes": 12_345_678,
        "pages": 12,
        "trim_mm": [[210.0, 297.0]],
        "bleed_mm": 3.0,
        "says_of_itself": "PDF/X-4",
        "output_intent": None,
    }
    assert data["printer"]["condition"] == "FOGRA39"
    assert data["result"] == {"errors": 0, "warnings": 1, "notes": 0, "waived": 0}
    assert data["findings"][0]["area"] == {"page": 1}
    assert data["pictures"] == {"placed": 11, "lowest_ppi": 228.4, "part": "", "page": 4}


def test_text_that_is_no_text_does_not_stop_the_json() -> None:
    data = json.loads(as_json(new_report(title="a\udc80b")))

    assert data["title"] == "a\udc80b"


def test_the_verdict_is_no_better_than_what_was_found() -> None:
    said = {number: verdict(new_report(findings=findings(number))) for number in (0, 1, 2, 6)}

    assert said == {
        0: "Ready for the press",
        1: "Ready for the press · 1 remark",
        2: "Not ready for the press · 1 error",
        6: "Not ready for the press · 2 errors",
    }
    waived = new_report(findings=findings(2, waived="good enough"))
    assert verdict(waived) == "Ready for the press · 2 remarks"


@pytest.mark.parametrize(
    "checks",
    [
        (),
        (Checked("X121", "", answered=False),),
        (Checked("X105", "", answered=False, unmeasured="RGB"),),
    ],
)
def test_what_could_not_be_checked_is_not_ready(checks: tuple[Checked, ...]) -> None:
    report = new_report(checks=checks)

    assert verdict(report) == "No errors, but not all could be checked"
    assert seen(report).tone == "unsure"


def test_the_verdict_has_a_mark_of_its_own_and_the_rest_beside_it() -> None:
    assert seen(new_report()).tone == "ready"
    shown = seen(new_report(findings=findings(6, waived="")))
    assert (shown.tone, shown.detail) == ("not", "2 warnings, 2 notes")
    unreadable = seen(new_report(checks=(), findings=findings(2)[1:]))
    assert unreadable.detail == "nothing else could be checked"


def test_what_cannot_be_listed_is_counted_where_it_can_be_read() -> None:
    report = new_report(findings=findings(3))

    assert seen(report).more == "3 findings, in the JSON file beside this page"
    assert seen(replace(report, date=None)).more == "3 findings, listed with --json"
    assert seen(report, *by_rule(report.findings)[:1]).more.startswith("and 2 more")
    assert seen(report, *by_rule(report.findings)).more == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Trim 210 × 297 mm · Bleed 3 mm"),
        ({"binding": Binding()}, "No marks · Saddle-stitched · Not imposed · No blank pages"),
        (
            {"binding": Binding(1, True, Length(12), True)},
            "Crop marks · Saddle-stitched, spine 4.23 mm, cover a file of its own · Not imposed "
            "· 2 blank pages",
        ),
        (
            {"binding": Binding(), "files": (reported("a", pages=2),)},
            "No marks · Single leaf · Not imposed · No blank pages",
        ),
        (
            {
                "binding": Binding(folding=leaflet()),
                "files": (SHEET,),
                "inks": (),
                "coarsest": None,
            },
            "Trim 297 × 210 mm · Bleed 3 mm · Fold marks · Folded to 100 × 210 mm, 6 panels, "
            "not bound · outside: pages 2 – 6 – 1 · inside: pages 3 – 4 – 5",
        ),
        (
            {
                "binding": Binding(marks=True, folding=leaflet(11)),
                "files": (SHEET,),
                "inks": (),
                "coarsest": None,
            },
            "Crop and fold marks · Folded to 100 × 210 mm, 11 panels, not bound · 2 sheets · "
            "sheet 1, outside: pages 2 – 6 – 1 · sheet 1, inside: pages 3 – 4 – 5 · 1 blank panel",
        ),
        ({"files": (replace(reported("a"), bleed=None),)}, "No bleed (3 mm asked for)"),
        ({"files": (replace(reported("a"), bleed=Length(6)),)}, "Bleed 2.12 mm (3 mm asked for)"),
        (
            {"files": (replace(reported("a"), trims=reported("a").trims * 3),)},
            "Trim 210 × 297 mm and 2 other sizes",
        ),
    ],
)
def test_the_make_up_is_what_a_printer_calculates_with(given: dict[str, Any], words: str) -> None:
    assert words in dict(seen(new_report(**given)).rows)["Make-up"]


def test_a_leaflet_is_known_by_its_sides() -> None:
    report = new_report(
        binding=Binding(folding=leaflet()),
        files=(SHEET,),
        inks=(PageInk(1, 120.0), PageInk(2, 130.0)),
        coarsest=CoarsestPicture(228.4, 2),
    )

    shown = seen(report)
    assert shown.figures[0] == ("2", "sides to be folded")
    assert shown.figures[-1][1].startswith("ppi at least of 11 pictures (the inside)")
    assert shown.chart and [bar.page for bar in shown.chart.bars] == ["outside", "inside"]
    folding = json.loads(as_json(report))["binding"]["folding"]
    assert (folding["how"], [side["side"] for side in folding["sides"]]) == (
        "letter fold",
        ["outside", "inside"],
    )
    assert folding["sides"][0]["panels"][0] == {"page": 2, "width_mm": 97}
    assert json.loads(as_json(new_report(binding=Binding())))["binding"]["folding"] is None


def test_the_output_intent_is_that_of_the_file() -> None:
    def intent(named: str) -> str:
        file = replace(reported("a"), intent=named)
        return dict(seen(new_report(files=(file,), date=None)).rows)["Output intent"]

    assert intent("FOGRA39") == "FOGRA39 · ISOcoated_v2_300_bas.icc"
    assert intent("FOGRA27").startswith("FOGRA27 · FOGRA39 (ISOcoated_v2_300_bas.icc) asked for")
    assert intent("").startswith("None · FOGRA39")


def test_pages_that_are_not_in_inks_have_no_ink() -> None:
    rgb = Painted("fill", 1, SOMEWHERE, Colour("DeviceRGB", (1.0, 0.0, 0.0)))
    coverage = (
        Coverage(1, 149.0, SOMEWHERE, peak=160.0),
        Coverage(2, 90.0, SOMEWHERE, peak=95.0),
    )
    report = gathered(printed(rgb, painted("DeviceGray", {"Black": 1.0}), coverage=coverage))

    assert report.inks == (PageInk(1, None, colours="RGB"), PageInk(2, 90.0, "", 95.0))
    assert report.square == Length(10)
    assert json.loads(as_json(report))["ink"][0]["not_in_inks"] == "RGB"
    shown = seen(report)
    assert dict(shown.rows)["Inks"] == "Not known: RGB on page 1; else Black"
    assert shown.chart is not None
    assert [(bar.percent, bar.peak) for bar in shown.chart.bars] == [("RGB", "–"), ("90", "95")]
    assert ("90", "% ink at most where measured, limit 300 %") in shown.figures

    nothing = gathered(printed(rgb, pages=1, coverage=coverage[:1]))
    assert (nothing.most_ink, seen(nothing).chart) == (None, None)
    assert not any("ink" in words for _, words in seen(nothing).figures)


def test_many_pages_share_a_bar_with_the_most_of_them() -> None:
    inks = tuple(PageInk(page, 310.0 if page == 60 else 100.0) for page in range(1, 101))
    chart = seen(new_report(inks=(*inks, PageInk(1, 90.0, "cover")))).chart

    assert chart is not None
    assert (chart.each, len(chart.bars)) == (5, 21)
    assert [bar.page for bar in chart.bars if bar.over] == ["56"]
    assert chart.bars[-1].page == "cover"


def test_sizes_are_said_as_people_do() -> None:
    assert [file_size(size) for size in (0, 1_499, 99_999, 100_000, 12_345_678)] == [
        *("1 kB", "1 kB", "100 kB", "0.1 MB", "12.3 MB"),
    ]


def test_words_are_cut_where_a_sentence_or_a_word_ends() -> None:
    text = "The picture is soft. Nobody has another one; the archive burnt."

    assert nordic().sentence(text, 100) == text
    assert nordic().sentence(text, 30) == "The picture is soft. …"
    assert nordic().sentence(text, 60) == "The picture is soft. Nobody has another one …"
    assert nordic().sentence("One wonderful sentence of words", 20) == "One wonderful …"
    assert len(nordic().sentence("W" * 50, 20)) <= 21
