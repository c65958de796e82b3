"""Files for the press: ours with their places in the edition, and others' that may be anything."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.content.edition import Waiver
from report.diagnostics import Area, Code, Finding, Mark, Severity
from report.finish.facts import Printing
from report.ink.conversion import Press
from report.pdf.printed import Colour, Painted, Picture, PrintedFile, PrintedPage
from report.photos.colour import SRGB_FILE
from report.preflight import press, runner
from report.preflight.evidence import Evidence, PlacedPicture, Standing
from report.preflight.gather import standings
from report.preflight.press import Checked, checked
from report.preflight.registry import Rule, Stage, rules
from report.preflight.runner import MOST, inspect
from report.printers import press_profile
from report.resources import Project
from report.storage import Cache
from report.units import Rect, mm
from tests.preflight.builders import TRIM, evidence, line, mark, page, photo, rect, run
from tests.tools.bare_pdfs import bare, saved
from tests.tools.leaflets import leaflet
from tests.tools.press_pdfs import ROOT, clean, coated, drawing, inspected, spoilt

PRESS: tuple[Stage, ...] = ("press",)
ALL: tuple[Stage, ...] = ("content", "pictures", "pages", "press")
WIDTH, HEIGHT = TRIM.width.pt, TRIM.height.pt
BOXES = {
    "MediaBox": (0.0, 0.0, WIDTH + 20, HEIGHT + 20),
    "BleedBox": (0.0, 0.0, WIDTH + 20, HEIGHT + 20),
    "TrimBox": (10.0, 10.0, WIDTH + 10, HEIGHT + 10),
}
RED = Colour("DeviceRGB", (1.0, 0.0, 0.0))
LABELLED: dict[str, Any] = {
    "version": "1.6",
    "conformance": "PDF/X-4",
    "trapped": "False",
    "title": "A title",
}


def area(x: float, y: float, width: float, height: float, **changes: Any) -> Painted:
    """A red area on the first page, or otherwise."""
    known: dict[str, Any] = {"kind": "fill", "page": 1, "colour": RED}
    return Painted(rect=rect(x, y, width, height), **{**known, **changes})


def printed_page(number: int, *painted: Painted) -> PrintedPage:
    """A page of A4 with bleed."""
    return PrintedPage(number, BOXES, painted=painted)


def printed(*pages: PrintedPage) -> PrintedFile:
    """A file whose output intent is of no interest here."""
    return PrintedFile(**LABELLED, pages=pages)


def ours(file: PrintedFile, **changes: Any) -> Evidence:
    """The evidence of an edition that is printed."""
    sheets = tuple((Standing(each.number),) for each in file.pages)
    known: dict[str, Any] = {"printed": file, "printer": coated(), "sheets": sheets}
    return evidence(**{**known, **changes})


def found(given: Evidence, code: str) -> list[Finding]:
    """What one rule finds."""
    return list(rules()[code].check(given))


# Where it comes from


def test_a_fault_of_ours_names_the_line_of_the_edition() -> None:
    words = run("Words", rect=rect(60, 100, 200, 10), mark=mark(33), at="hubs-text")
    given = ours(printed(printed_page(1, area(70, 100, 40, 10))), pages=(page(runs=(words,)),))
    (finding,) = found(given, "X101")
    assert (finding.mark, finding.at) == (mark(33), "hubs-text")
    assert finding.area == Area(1, rect(70, 100, 40, 10))
    assert "please report it" in finding.help


@pytest.mark.parametrize(
    ("place", "line_number"),
    [
        (rect(70, 104, 10, 2), 31),  # within the words that stand on the picture
        (rect(55, 80, 80, 80), 32),  # on the picture
        (rect(40, 60, 300, 300), 20),  # around words and picture of two blocks
        (rect(55, 395, 230, 40), 34),  # around the lines of one block
        (rect(500, 700, 10, 10), 20),  # on bare paper
    ],
)
def test_the_place_is_what_holds_the_fault_or_is_held(place: Rect, line_number: int) -> None:
    given = evidence(
        pages=(
            page(
                runs=(run("Title", rect=rect(60, 100, 50, 10), mark=mark(31), at="title"),),
                pictures=(PlacedPicture("x.jpg", rect(50, 70, 200, 200), "pale", mark(32)),),
                lines=(
                    line("Words", 400, mark=mark(34), at="prose"),
                    line("more", 420, mark=mark(34), at="prose"),
                ),
            ),
        )
    )
    found_mark, _ = given.place(Area(1, place))
    assert found_mark == mark(line_number)


def test_blocks_of_ours_have_findings_of_their_own() -> None:
    runs = (
        run("One", rect=rect(60, 100, 50, 10), mark=mark(31), at="one"),
        run("Two", rect=rect(60, 300, 50, 10), mark=mark(32), at="two"),
    )
    things = (area(60, 100, 20, 10), area(62, 100, 20, 10), area(60, 300, 20, 10))
    file = printed(printed_page(1, *things))
    assert [each.at for each in found(ours(file, pages=(page(runs=runs),)), "X101")] == [
        "one",
        "two",
    ]
    assert len(found(ours(file, sheets=()), "X101")) == 1


def printing(**changes: Any) -> Printing:
    """How an edition is printed."""
    known: dict[str, Any] = {"profile": b"", "srgb": b"", "builds": {}, "cache": Cache(Path("x"))}
    return Printing(printer=coated(), **{**known, **changes})


def numbers(sheets: tuple[tuple[Standing, ...], ...]) -> list[list[int]]:
    """The laid-out pages on each printed one."""
    return [[each.page for each in sheet] for sheet in sheets]


def test_which_page_stands_where() -> None:
    pages = tuple(page(number) for number in range(1, 7))
    assert numbers(standings(pages, "", printing(), False)) == [[1], [2], [3], [4], [5], [6]]
    blanks = printing(blanks=2)
    assert numbers(standings(pages, "", blanks, False)) == [[1], [2], [3], [4], [5], [], [], [6]]
    book = printing(own_cover=True, blanks=1, spine=mm(5))
    assert [each for each in numbers(standings(pages, "", book, False)) if each] == [
        [2],
        [3],
        [4],
        [5],
    ]
    assert numbers(standings(pages, "cover", book, False)) == [[6, 1]]
    assert numbers(standings(pages, "cover", book, True)) == [[1, 6]]


def test_a_place_on_the_cover_is_one_of_its_page() -> None:
    pages = (page(1), page(2), page(3))
    book = printing(own_cover=True, spine=mm(5))
    given = evidence(pages=pages, sheets=standings(pages, "cover", book, False))
    assert given.shown(1, rect(10, 20, 30, 40)) == Area(3, rect(10, 20, 30, 40))
    front = WIDTH + mm(5).pt
    shown = given.shown(1, rect(front + 10, 20, 30, 40))
    assert shown is not None and shown.rect is not None
    assert (shown.page, shown.rect.x.pt) == (1, pytest.approx(10))
    bleeding = given.shown(1, rect(-8, 20, 4, 40))
    assert bleeding == Area(3, rect(-8, 20, 4, 40))


def folded(*things: Painted, pages: int = 6) -> Evidence:
    """A leaflet with these things on its outside, whose panels are pages 2, 6 and 1."""
    printed_as = printing(folding=leaflet(pages))
    width, height = mm(297).pt, mm(210).pt
    boxes = {
        "MediaBox": (0.0, 0.0, width + 20, height + 20),
        "TrimBox": (10, 10, width + 10, height + 10),
    }
    sides = [PrintedPage(1, boxes, painted=things), PrintedPage(2, boxes)]
    laid = tuple(page(number, lines=()) for number in range(1, pages + 1))
    return ours(
        printed(*sides),
        pages=laid,
        sheets=standings(laid, "", printed_as, False),
        sides=tuple(side.name for side in leaflet(pages).sides),
    )


def letters(x: float, y: float) -> Painted:
    """Words 20 mm wide, so many millimetres from the corner of the sheet."""
    return area(mm(x).pt, mm(y).pt, mm(20).pt, 10, kind="text", text="Words", size=10)


def test_a_place_on_a_leaflet_is_one_of_the_page_that_is_its_panel() -> None:
    given = folded()
    assert numbers(given.sheets) == [[2, 6, 1], [3, 4, 5]]
    for x, page_number, start in ((50, 2, 0), (120, 6, 97), (250, 1, 197), (-2, 2, 0)):
        shown = given.shown(1, rect(mm(x).pt, 20, 5, 5))
        assert shown and shown.rect and shown.page == page_number
        assert shown.rect.x.mm == pytest.approx(x - start)
    assert given.shown(1) == Area(2)


def test_a_finding_about_a_leaflet_names_page_panel_and_line() -> None:
    (finding,) = found(folded(area(mm(120).pt, 100, 20, 20)), "X101")
    assert finding.message.endswith("(page 6, panel 2 of the outside)")
    assert finding.area and finding.area.page == 6 and finding.mark == mark(30)


def test_a_panel_without_a_page_is_no_page_of_the_edition() -> None:
    given = folded(area(mm(120).pt, 100, 20, 20), pages=5)
    (finding,) = found(given, "X101")
    assert (finding.area, finding.mark) == (None, mark(1))
    assert given.shown(1) == Area(2)


@pytest.mark.parametrize(
    ("x", "near"),
    [
        (3, "edge"),
        (5, ""),
        (73.5, "fold"),  # ends 3.5 mm before the fold at 97 mm
        (72.5, ""),
        (100.5, "fold"),  # begins 3.5 mm after it
        (101.5, ""),
        (200.5, "fold"),
        (273.5, "edge"),
    ],
)
def test_words_of_a_leaflet_keep_away_from_its_folds(x: float, near: str) -> None:
    findings = found(folded(letters(x, 100)), "X111")
    assert [each.message.split(" (")[0] for each in findings] == (
        [f"“Words” stands nearer than 4 mm to the {near}"] if near else []
    )


def test_edges_and_folds_are_said_apart() -> None:
    findings = found(folded(letters(3, 100), letters(73.5, 100), letters(73.5, 120)), "X111")
    assert [each.message.split(" (")[0] for each in findings] == [
        "“Words” stands nearer than 4 mm to the edge",
        "“Words” stands nearer than 4 mm to the fold, and 1 more",
    ]


def test_the_sides_of_leaflets_are_not_bound() -> None:
    given = folded(pages=18)
    assert len(given.sheets) == 6
    assert not rules()["X113"].concerns(given) and found(given, "X113") == []


def test_a_blank_page_of_ours_is_no_page_of_the_edition() -> None:
    given = ours(printed(printed_page(1, area(60, 100, 20, 20))), sheets=((),))
    (finding,) = found(given, "X101")
    assert (finding.area, finding.mark) == (None, mark(1))
    assert "page 1, which is blank" in finding.message


# What has been said


def picture(x: float, y: float, ppi: float) -> Painted:
    """A picture of two inches."""
    side = round(2 * ppi)
    shown = Picture(side, side, (ppi, ppi), "DeviceCMYK")
    return area(x, y, 144, 144, kind="image", colour=None, picture=shown)


def test_a_coarse_photo_is_said_once() -> None:
    placed = PlacedPicture("x.jpg", rect(60, 100, 144, 144), "harbour", mark(40))
    file = printed(printed_page(1, picture(60, 100, 200)))
    changes = {
        "warn_below": 225,
        "error_below": 150,
        "pages": (page(pictures=(placed,), lines=()),),
    }
    coarse = ours(file, photos=(photo(ppi=200.0),), **changes)
    fine = ours(file, photos=(photo(ppi=300.0),), **changes)
    assert found(coarse, "X104") == []
    assert [each.at for each in found(fine, "X104")] == ["harbour"]
    findings = inspect(coarse, ALL, {}, ())
    assert {each.code.id for each in findings} == {"P311", "X118"}
    results = {each.code: each for each in checked([coarse], findings)}
    assert (results["X104"].warnings, results["X103"].errors) == (1, 0)


def test_text_near_the_edge_is_said_once() -> None:
    text = area(8, 100, 60, 10, kind="text", text="Words", size=10.0, colour=Colour("DeviceGray"))
    file = printed(printed_page(1, text))
    near = line("Words", 100, rect=rect(8, 100, 60, 10), room=rect(8, 100, 60, 10))
    words = run(rect=rect(8, 100, 60, 10))
    assert found(ours(file, pages=(page(lines=(near,), runs=(words,)),)), "X111") == []
    narrow = page(lines=(near,), runs=(words,), safe=TRIM.inset(mm(2)))
    assert len(found(ours(file, pages=(narrow,)), "X111")) == 1


# The runner


def test_each_file_for_the_press_is_asked_about_and_the_rest_once() -> None:
    body = ours(printed(printed_page(1, area(60, 100, 20, 20))), photos=(photo(awaited="x.jpg"),))
    cover = ours(printed(printed_page(1, area(60, 300, 20, 20))), part="cover")
    codes = [each.code.id for each in inspect((body, cover), ALL, {}, ())]
    assert sorted(code for code in codes if code != "X118") == ["R204", "X101", "X101"]


def test_what_is_not_printed_is_not_asked_about() -> None:
    assert inspect(evidence(), PRESS, {}, ()) == ()


def test_a_file_with_a_thousand_faults_has_forty_findings_of_a_kind() -> None:
    pages = tuple(printed_page(n, area(60, 100, 20, 20, page=n)) for n in range(1, 1001))
    given = ours(printed(*pages), sheets=(), pages=())
    findings = [each for each in inspect(given, PRESS, {}, ()) if each.code.id == "X101"]
    assert len(findings) == MOST + 1
    assert [each.area.page for each in findings if each.area] == list(range(1, MOST + 1))
    assert "960 more findings" in findings[0].message


REASON = "The print shop has agreed to it."


@pytest.mark.parametrize(
    ("code", "stages", "unused"),
    [
        ("X103", ("content", "pictures", "pages", "pdf"), False),
        ("X103", ALL, True),
        ("X301", ("content", "pictures", "pages", "pdf"), False),
        ("X301", ALL, True),
        ("T102", ("content", "pictures", "pages", "pdf"), True),
        ("T102", ALL, True),
        ("T102", ("content", "pictures"), False),
        ("A301", ALL, None),
    ],
)
def test_a_waiver_is_unused_where_its_finding_could_have_been_made(
    code: str, stages: tuple[Stage, ...], unused: bool | None
) -> None:
    findings = inspect(evidence(), stages, {}, [Waiver(code=code, reason=REASON)])
    expected = {None: ["C123"], True: ["C120"], False: []}[unused]
    assert [each.code.id for each in findings] == expected


@pytest.mark.parametrize("code", ["X102", "X118", "X119", "X121"])
def test_what_no_print_shop_can_work_with_is_not_waived(code: str) -> None:
    findings = inspect(evidence(), ALL, {}, [Waiver(code=code, reason=REASON)])
    assert [each.code.id for each in findings] == ["C123"]


def test_a_waiver_accepts_a_finding_of_the_press() -> None:
    given = ours(printed(printed_page(1, area(60, 100, 20, 20))))
    waiver = Waiver(code="X101", at="hubs-text", reason=REASON)
    findings = inspect(given, PRESS, {}, [waiver])
    results = {each.code: each for each in checked([given], findings)}
    assert results["X101"].reasons == (REASON,)
    assert (results["X101"].waived, results["X101"].errors) == (1, 0)


# What was checked


def test_silence_of_a_rule_that_failed_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(evidence: Evidence) -> Iterator[Finding]:
        raise ZeroDivisionError
        yield

    known = rules()["X108"]
    broken = Rule(known.code, "press", check, known.shown, known.looks_for)
    monkeypatch.setattr(runner, "rules", lambda: {**rules(), "X108": broken})
    result = inspected(clean())
    assert [each.code.id for each in result.findings] == ["S402"]
    assert [each.code for each in result.checks if not each.answered] == ["X108"]
    assert result.blocked


def test_a_page_that_was_not_read_leaves_all_unanswered() -> None:
    given = ours(printed(PrintedPage(1, BOXES, unread="it is damaged")))
    assert not any(each.answered for each in checked([given], ()))


def test_what_does_not_apply_was_not_asked() -> None:
    given = ours(printed(printed_page(1)), part="cover")
    results = {each.code: each for each in checked([given], ())}
    assert not results["X103"].asked  # no pictures
    assert not results["X113"].asked  # a cover
    assert results["X101"].asked
    assert results["X101"] == Checked("X101", rules()["X101"].looks_for)


def test_every_rule_of_the_press_says_what_it_looks_for_in_a_line() -> None:
    lines = [rule.looks_for for rule in rules().values() if rule.stage == "press"]
    assert len(set(lines)) == len(lines)
    # As many letters as half a line of the report has room for.
    assert all(10 < len(each) < 41 and not each.endswith(".") for each in lines)


# Any file at all


def codes(data: bytes) -> set[str]:
    """The codes of what is found."""
    return {each.code.id for each in inspected(data).findings}


def encrypted(user: str) -> bytes:
    """The clean file with a password to open it, or none."""
    with pikepdf.open(io.BytesIO(clean())) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="owner", user=user))


def test_files_that_cannot_be_opened() -> None:
    for data, code in ((b"", "F301"), (b"%PDF-1.6\n", "F301"), (encrypted("user"), "F302")):
        result = inspected(data)
        assert [each.code.id for each in result.findings] == [code]
        assert result.blocked
        assert (result.printed, result.checks) == (None, ())


def test_an_encrypted_file_is_one_finding() -> None:
    assert codes(encrypted("")) - {"X123"} == {"F304"}


def test_a_file_without_boxes() -> None:
    data = bare("0 0 0 1 k 50 50 20 20 re f", trim=None)
    assert codes(data) == {"X112", "X118", "X123"}


def test_severities_may_be_others() -> None:
    data = spoilt(drawing("1 0 0 rg 60 110 20 20 re f"))
    mild = press.preflight("it.pdf", data, coated(), severities={"X101": Severity.WARNING})
    assert not mild.blocked
    assert [(each.code, each.warnings) for each in mild.checks if each.warnings] == [("X101", 1)]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_becomes_of_a_file_there_are_findings_and_no_traceback(
    data: st.DataObject,
) -> None:
    whole = clean()
    start = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(1, 4000))
    junk = data.draw(st.binary(max_size=64))
    result = inspected(whole[:start] + junk + whole[start + length :])
    assert all(isinstance(each.code, Code) for each in result.findings)
    assert not any(each.code.id == "S402" for each in result.findings)


def test_the_day_is_of_no_interest() -> None:
    """Rules of the press ask nothing about dates: a PDF of somebody else has none."""
    given = ours(printed(printed_page(1)), as_of=datetime.date.min, mark=Mark("it.pdf"))
    assert not any(each.code.id == "S402" for each in inspect(given, PRESS, {}, ()))


def test_colours_of_the_screen_are_measured_as_the_press_would_print_them() -> None:
    project = Project.at(ROOT)
    way = Press(
        press_profile(project, coated()), (ROOT / "assets/icc" / SRGB_FILE).read_bytes()
    ).separated_rows
    data = spoilt(drawing("0.05 0.1 0.05 rg 60 110 60 60 re f"))
    limited = coated().model_copy(update={"ink_limit": 250})
    plain = press.preflight("it.pdf", data, limited)
    asked = press.preflight("it.pdf", data, limited, of_rgb=way)
    assert "X105" not in {each.code.id for each in plain.findings}
    (found_ink,) = [each for each in asked.findings if each.code.id == "X105"]
    assert found_ink.area is not None and found_ink.area.page == 2
