"""Photos of ours are judged by the preset's limits, and each is reported once."""

from __future__ import annotations

import datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from report.pdf.printed import Painted, Picture, PrintedFile, PrintedPage
from report.preflight.evidence import Evidence, PlacedPicture, Standing
from report.preflight.gather import Case
from report.preflight.gather import evidence as gathered
from report.preflight.runner import inspect
from report.printers import Printer
from tests.preflight.builders import TRIM, evidence, mark, page, photo, rect
from tests.tools.press_pdfs import coated

BOX = (0.0, 0.0, TRIM.width.pt, TRIM.height.pt)
HARBOUR = rect(60, 100, 144, 144)


def given(ppi: float, limits: tuple[int, int], **picture: Any) -> Evidence:
    """The evidence of a photo for a preset that warns below 300 and refuses what is below 200."""
    side = round(2 * ppi)
    shown = Picture(side, side, (ppi, ppi), "DeviceCMYK", **picture)
    painted = Painted("image", 1, HARBOUR, picture=shown)
    placed = PlacedPicture("x.jpg", HARBOUR, "harbour", mark(40))
    images = coated().images.model_copy(update={"warn_below": 300, "error_below": 200})
    sheet = PrintedPage(1, {"MediaBox": BOX, "TrimBox": BOX}, painted=(painted,))
    return evidence(
        printed=PrintedFile("1.6", "PDF/X-4", (sheet,)),
        printer=coated().model_copy(update={"images": images}),
        sheets=((Standing(1),),),
        pages=(page(pictures=(placed,)),),
        photos=(photo(ppi=ppi),),
        warn_below=limits[0],
        error_below=limits[1],
    )


@pytest.mark.parametrize(
    ("ppi", "limits", "codes"),
    [
        # With the preset's numbers, as `gather` takes them, each is said once.
        (150, (300, 200), {"P310"}),
        (250, (300, 200), {"P311"}),
        (300, (300, 200), set()),
        # A milder target says less, and does not silence the rest.
        (150, (225, 100), {"P311", "X103"}),
        (250, (225, 100), {"X104"}),
        (90, (225, 100), {"P310"}),
    ],
)
def test_a_photo_is_judged_by_the_limits_of_the_preset(
    ppi: float, limits: tuple[int, int], codes: set[str]
) -> None:
    found = inspect(given(ppi, limits), ("pictures", "press"), {}, ())
    assert {each.code.id for each in found if each.code.id[:3] in ("P31", "X10")} == codes


def test_a_warning_does_not_silence_what_a_drawing_without_grey_needs() -> None:
    found = inspect(given(250, (300, 200), bits=1), ("pictures", "press"), {}, ())
    assert {each.code.id for each in found if each.code.id[:3] in ("P31", "X10")} == {
        "P311",
        "X103",
    }


@pytest.mark.parametrize(("printer", "limits"), [(None, (150, 100)), (coated(), (225, 150))])
def test_the_evidence_has_the_limits_of_the_preset_where_there_is_one(
    printer: Printer | None, limits: tuple[int, int]
) -> None:
    edition = SimpleNamespace(facts={}, territory=(), blocks=lambda: ())
    images = SimpleNamespace(warn_below=150, error_below=100)
    case: Any = Case(
        manuscript=cast(Any, SimpleNamespace(edition=edition, mark=lambda: mark(1))),
        means=cast(Any, None),
        target=cast(Any, SimpleNamespace(images=images, checks=(), use="press")),
        as_of=datetime.date(2030, 1, 1),
        pictures=cast(Any, SimpleNamespace(charts={})),
        fonts=cast(Any, None),
        printer=printer,
    )
    composed: Any = SimpleNamespace(photos=(), charts=(), facts_used=())
    made = gathered(case, composed)
    assert (made.warn_below, made.error_below) == limits
