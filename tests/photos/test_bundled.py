"""The photos that come with Colophon, and the sample edition's ledger."""

from __future__ import annotations

import pytest

from report.photos.ledger import Ledgers
from report.resources import Project, bundled_root
from tests.photos.pictures import HERE

PROJECT = Project.at(bundled_root())
LEDGERS = Ledgers.load(PROJECT, PROJECT.editions / "life-science")
BUNDLED = sorted(path.name for path in (bundled_root() / "assets/photos").iterdir())
AWAITED = {
    "radiumhemmet-melker-dahlstrand.jpg": (
        "Photo: Melker Dahlstrand/imagebank.sweden.se",
        "nurse-cap.jpg",
    ),
    "scanning-medical-information-naina-helen-jama.jpg": (
        "Photo: Naina Helén Jåma/imagebank.sweden.se",
        "retina-fundus.jpg",
    ),
}


@pytest.mark.parametrize("name", [each for each in BUNDLED if each != "credits.yaml"])
def test_each_photo_has_a_full_entry_and_is_the_file_it_speaks_of(name):
    photo = LEDGERS.resolve(name, HERE)
    entry = photo.printed
    assert photo.findings == ()
    assert photo.from_file == ()
    assert entry.credit and entry.author and entry.licence and entry.source and entry.evidence
    assert entry.title and entry.alt and entry.caption and entry.sha256
    assert entry.focus != "50% 50%" or name == "retina-fundus.jpg", "a focal point was chosen"


def test_no_entry_is_without_its_file():
    shelf = next(each for each in LEDGERS.shelves if each.shown == "assets/photos/credits.yaml")
    assert sorted([*shelf.ledger.photos, "credits.yaml"]) == BUNDLED


def test_nothing_is_said_that_is_not_known():
    words = {
        name: f"{entry.title} {entry.alt} {entry.caption}".casefold()
        for shelf in LEDGERS.shelves
        for name, entry in shelf.ledger.photos.items()
    }
    assert "swed" not in words["snow-forest-from-above.jpg"]
    assert (
        "museum" not in words["museum-interior.jpg"]
        and "kiasma" not in words["museum-interior.jpg"]
    )
    assert not {"periwinkle", "forget-me-not"} & set(words["blue-flowers.jpg"].split())


@pytest.mark.parametrize("name", sorted(AWAITED))
def test_the_awaited_pictures_keep_their_credits(name):
    photo = LEDGERS.resolve(name, HERE)
    credit, stand_in = AWAITED[name]
    assert photo.awaited is not None
    assert photo.awaited.credit == credit and photo.awaited.title
    assert photo.printed.file == stand_in and photo.printed.credit != credit
