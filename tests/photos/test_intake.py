"""`photos import`: files copied once, entries written, and nothing else touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.photos import problems
from report.photos.entry import Entry, Ledger
from report.photos.gaps import gaps_of
from report.photos.intake import Intake, clean_name, take_in
from report.photos.ledger_text import Blank, Draft, with_entries
from tests.photos.pictures import Studio, encoded, quarters
from tests.photos.test_metadata import RIGHTS, XMP, with_iptc

LEDGER = """\
# The ledger of the spring.

photos:
    harbor.jpg:   # ours
        credit: 'Photo: Å'
        alt: >-
            A folded
            text.
    awaited.jpg: {credit: c, stand_in: harbor.jpg, awaited: The quay}
# The end.
"""


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder that is no part of the project."""
    folder = tmp_path / "in box"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def jpeg(colour: str = "red", **options: object) -> bytes:
    return encoded(Image.new("RGB", (60, 40), colour), "JPEG", **options)


def take(studio: Studio, *files: Path) -> Intake:
    return take_in(studio.project, studio.own, files)


def text(studio: Studio) -> str:
    return (studio.own / "credits.yaml").read_text(encoding="utf-8")


def test_what_the_file_says_is_written_and_the_rest_is_marked(studio, inbox):
    rights = RIGHTS % '<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>'
    file = put(inbox, "IMG 0042 (final).JPEG", jpeg(xmp=rights.encode()))
    (taken,) = take(studio, file).taken
    assert (taken.name, taken.state) == ("img-0042-final.jpeg", "new")
    assert (studio.own / taken.name).read_bytes() == file.read_bytes()
    entry = studio.ledgers().entry_of(taken.name)
    assert (entry.licence, entry.source, entry.alt) == (
        "CC-BY-4.0",
        "Agency AB",
        "A woman at a quay",
    )
    assert entry.evidence == "The file says: Editorial use only"
    assert entry.licence_expires.isoformat() == "2027-12-31"
    assert entry.consent.people == ("Anna Berg", "Ali, jr.")
    assert (entry.consent.given, entry.consent.document) == ("", "MR-17")
    assert [gap.what for gap in taken.gaps] == ["credit", "consent"]
    assert taken.said["licence"] == "CC-BY-4.0"
    assert 'credit: ""  # to fill in: the line to print' in text(studio)
    assert 'given: ""  # to fill in: yes, no, or not needed' in text(studio)
    photo = studio.resolve(taken.name)
    assert photo.findings == () and not photo.printed.consent.given


def test_all_else_in_the_ledger_stays_to_the_letter(studio, inbox):
    studio.write(LEDGER)
    take(studio, put(inbox, "new.jpg", jpeg(xmp=XMP)))
    assert text(studio).startswith(LEDGER)
    added = text(studio).removeprefix(LEDGER)
    assert added.startswith('\n    new.jpg:\n        credit: "Photo: Åsa / Agency"\n')
    assert "        author: " in added and added.endswith("\n")


def test_windows_line_ends_and_a_byte_order_mark_stay(studio, inbox):
    studio.own.mkdir(parents=True)
    old = ("\ufeff" + LEDGER.replace("\n", "\r\n")).encode()
    (studio.own / "credits.yaml").write_bytes(old)
    take(studio, put(inbox, "new.jpg", jpeg()))
    new = (studio.own / "credits.yaml").read_bytes()
    assert new.startswith(old) and new.count(b"\n") == new.count(b"\r\n")


@pytest.mark.parametrize(
    "start", ["", "# words\n", "photos: {}\n", "photos:\n  # x:\n", "# a\nphotos: { }  \n# b\n"]
)
def test_an_empty_ledger_gets_its_first_entries(studio, inbox, start):
    if start:
        studio.write(start)
    take(studio, put(inbox, "a.jpg", jpeg()), put(inbox, "b.jpg", jpeg("lime")))
    assert list(studio.ledgers().shelves[0].ledger.photos) == ["a.jpg", "b.jpg"]
    if not start:
        head = "# yaml-language-server: $schema=../../../schema/credits.schema.json\n\nphotos:\n"
        assert text(studio).startswith(head)


def test_importing_again_changes_nothing(studio, inbox):
    files = [put(inbox, "a.jpg", jpeg()), put(inbox, "copy of a.jpg", jpeg())]
    first = take(studio, *files)
    assert [(each.name, each.state) for each in first.taken] == [
        ("a.jpg", "new"),
        ("a.jpg", "known"),
    ]
    before = {path.name: path.stat().st_mtime_ns for path in studio.own.iterdir()}
    again = take(studio, *files)
    assert [each.state for each in again.taken] == ["known", "known"]
    assert {path.name: path.stat().st_mtime_ns for path in studio.own.iterdir()} == before
    assert [gap.what for gap in again.taken[0].gaps] == ["credit", "licence", "alt"]


def test_a_ledger_that_is_shared_by_a_link_stays_shared(studio, inbox):
    link, shared = studio.own / "credits.yaml", studio.project.root / "shared.yaml"
    shared.write_text(LEDGER)
    shared.chmod(0o660)
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(shared)

    take(studio, put(inbox, "new.jpg", jpeg()))

    assert link.is_symlink() and "new.jpg" in shared.read_text()
    assert shared.stat().st_mode & 0o777 == 0o660


def test_nothing_is_overwritten(studio, inbox):
    for colour in ("red", "lime", "blue"):
        take(studio, put(inbox, "A.JPG", jpeg(colour)))
    assert sorted(path.name for path in studio.own.iterdir()) == [
        "a-2.jpg",
        "a-3.jpg",
        "a.jpg",
        "credits.yaml",
    ]
    assert (studio.own / "a.jpg").read_bytes() == jpeg("red")


def test_a_name_in_the_ledger_or_in_other_capitals_is_taken(studio, inbox):
    studio.write("photos:\n  A.jpg: {credit: c}\n")
    studio.put("B.JPG", jpeg("blue"))
    found = take(studio, put(inbox, "a.jpg", jpeg()), put(inbox, "b.jpg", jpeg("lime")))
    assert [each.name for each in found.taken] == ["a-2.jpg", "b-2.jpg"]


def test_an_awaited_picture_arrives_under_its_name(studio, inbox):
    studio.write(LEDGER)
    studio.put("harbor.jpg", jpeg("blue"))
    (taken,) = take(studio, put(inbox, "awaited.jpg", jpeg())).taken
    assert (taken.name, taken.state) == ("awaited.jpg", "awaited")
    assert text(studio) == LEDGER
    assert not studio.resolve("awaited.jpg").is_stand_in


def test_a_file_that_is_there_without_an_entry_gets_one(studio, inbox):
    studio.put("a.jpg", jpeg())
    (taken,) = take(studio, put(inbox, "whatever.jpg", jpeg())).taken
    assert (taken.name, taken.state) == ("a.jpg", "new")
    assert studio.resolve("a.jpg").findings == ()


def test_what_is_no_picture_is_refused_and_the_others_are_taken(studio, inbox):
    bad, good = put(inbox, "a.jpg", b"text"), put(inbox, "b.jpg", jpeg())
    found = take(studio, bad, inbox / "missing.jpg", good)
    assert [each.name for each in found.taken] == ["b.jpg"]
    assert [each.code.id for each in found.refused] == ["P301", "F101"]
    assert found.refused[0].mark.file == str(bad)
    assert sorted(path.name for path in studio.own.iterdir()) == ["b.jpg", "credits.yaml"]


@pytest.mark.parametrize(
    ("ledger", "code"),
    [
        ("photos: {a.jpg: {credit: c}}\n", problems.NOT_WRITTEN.id),
        ("photos:\n  a.jpg: {credit: c}\n...\n", problems.NOT_WRITTEN.id),
        ("photos:\n  a.jpg: {credi: c}\n", "C104"),
    ],
)
def test_a_ledger_that_cannot_be_added_to_stops_all(studio, inbox, ledger, code):
    studio.write(ledger)
    with pytest.raises(Diagnostic) as caught:
        take(studio, put(inbox, "b.jpg", jpeg()))
    assert [each.code.id for each in caught.value.findings] == [code]
    assert sorted(path.name for path in studio.own.iterdir()) == ["credits.yaml"]


def test_a_full_disk_leaves_the_ledger_as_it_was(studio, inbox, monkeypatch):
    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    studio.write(LEDGER)
    monkeypatch.setattr("report.photos.intake.write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        take(studio, put(inbox, "b.jpg", jpeg()))
    assert text(studio) == LEDGER


def test_a_folder_that_leads_out_of_the_project_is_refused(studio, inbox, tmp_path):
    os.symlink(tmp_path, studio.own)
    with pytest.raises(Diagnostic) as caught:
        take(studio, put(inbox, "b.jpg", jpeg()))
    assert [each.code.id for each in caught.value.findings] == ["F102"]


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("IMG_0042.JPG", "JPEG", "img-0042.jpg"),
        ("Åsa & Ömer (1).jpeg", "JPEG", "asa-omer-1.jpeg"),
        ("A\u030asa.jpg", "JPEG", "asa.jpg"),
        ("Ærø, Łódź & Straße.jpg", "JPEG", "aero-lodz-strasse.jpg"),
        ("東京 駅.png", "PNG", "東京-駅.png"),
        ("ガーデン.png", "PNG", "ガーデン.png"),
        ("photo.png", "JPEG", "photo.jpg"),
        ("no ending", "WEBP", "no-ending.webp"),
        ("v1.2 final", "TIFF", "v1-2-final.tif"),
        (".jpg", "JPEG", "jpg.jpg"),
        ("CON.jpg", "JPEG", "photo-con.jpg"),
        ("%%%.jpg", "JPEG", "photo.jpg"),
        ("../../etc/passwd", "JPEG", "etc-passwd.jpg"),
        ("x" * 300 + ".jpg", "JPEG", "x" * 80 + ".jpg"),
    ],
)
def test_names_are_cleaned(name, kind, clean):
    assert clean_name(name, kind) == clean


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf")), min_size=1
).filter(str.strip)


@given(st.text(max_size=80))
def test_a_clean_name_can_be_a_key_and_a_file(name):
    clean = clean_name(name, "JPEG")
    data = with_entries(b"", "a", {clean: Draft({"credit": Blank("x")})})
    assert list(read_model(Ledger, read_yaml(data, "a")).photos) == [clean]
    assert "/" not in clean and not clean.startswith((".", "-"))
    assert clean_name(clean, "JPEG") == clean


@given(WORDS, st.lists(WORDS, max_size=3))
def test_whatever_a_file_says_is_read_back_as_it_was(words, people):
    fields = {"credit": words, "consent": {"people": people}, "alt": Blank("x"), "source": words}
    data = with_entries(b"", "a", {"a.jpg": Draft(fields)})
    entry = read_model(Ledger, read_yaml(data, "a")).photos["a.jpg"]
    assert (entry.credit, entry.source, entry.consent.people) == (words, words, tuple(people))


def test_iptc_words_reach_the_entry(studio, inbox):
    file = put(inbox, "a.jpg", with_iptc(credit=b"Photo: A #1", author=b"no", caption=b"12:30"))
    take(studio, file)
    entry = studio.ledgers().entry_of("a.jpg")
    assert (entry.credit, entry.author, entry.caption) == ("Photo: A #1", "no", "12:30")


def test_gaps_of_an_entry():
    full = {"credit": "c", "licence": "CC0-1.0", "alt": "a"}
    assert gaps_of(Entry(**full)) == ()
    assert [gap.what for gap in gaps_of(Entry())] == ["credit", "licence", "alt"]
    (gap,) = gaps_of(Entry(**full, consent={"people": ["A", "B", "C"]}))
    assert gap.words == "consent of A, B and C"
    (gap,) = gaps_of(Entry(**full, consent={"given": "yes"}))
    assert gap.what == "consent document"
    for consent in ({"given": "yes", "date": "2026-03-04"}, {"given": "no"}, "not needed"):
        assert gaps_of(Entry(**full, consent=consent)) == ()
    assert quarters().size == (400, 300)
