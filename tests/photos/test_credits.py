"""The list of credits follows from what is printed."""

from __future__ import annotations

from report.photos.credits import CreditLine, PhotoPlace, credits_for
from tests.photos.pictures import quarters

LEDGER = """photos:
  a.png: {credit: Photo by A, title: Quarters}
  b.png: {credit: Photo by B, caption: Four fields}
  clinic.jpg: {credit: "Photo: M", title: The clinic, stand_in: a.png, awaited: A clinic}
"""


def test_each_picture_once_in_page_order_with_all_its_places(studio):
    studio.put("a.png", quarters())
    studio.put("b.png", quarters(80, 60))
    studio.write(LEDGER)
    places = [
        PhotoPlace(studio.resolve("b.png"), "cover"),
        PhotoPlace(studio.resolve("a.png"), "one", "As captioned here"),
        PhotoPlace(studio.resolve("b.png"), "two"),
        PhotoPlace(studio.resolve("b.png"), "two"),
    ]
    credits = credits_for(places)
    assert credits.printed == (
        CreditLine("b.png", "Four fields", "Photo by B", ("cover", "two")),
        CreditLine("a.png", "Quarters", "Photo by A", ("one",)),
    )
    assert credits.to_come == ()


def test_a_picture_without_a_title_is_named_by_what_it_shows_and_never_by_its_file(studio):
    studio.put("IMG_0042.png", quarters())
    studio.put("IMG_0043.png", quarters(80, 60))
    studio.write(
        """photos:
  IMG_0042.png: {credit: Photo by A, alt: A pond in the snow. A bench stands beside it.}
  IMG_0043.png: {credit: Photo by B}
"""
    )
    files = ("IMG_0042.png", "IMG_0043.png")
    credits = credits_for(PhotoPlace(studio.resolve(file), "cover") for file in files)
    assert [line.words for line in credits.printed] == ["A pond in the snow", ""]


def test_a_stand_in_has_its_own_credit_and_the_awaited_picture_is_named(studio):
    studio.put("a.png", quarters())
    studio.write(LEDGER)
    credits = credits_for(
        [PhotoPlace(studio.resolve("clinic.jpg"), "x"), PhotoPlace(studio.resolve("a.png"), "y")]
    )
    assert credits.printed == (CreditLine("a.png", "Quarters", "Photo by A", ("x", "y")),)
    assert credits.to_come == (CreditLine("clinic.jpg", "The clinic", "Photo: M", ("x",)),)
