"""Looking up photos: which file a name means, its entry, and stand-ins."""

from __future__ import annotations

import datetime
import hashlib
from unicodedata import normalize

import pytest

from report.diagnostics import Diagnostic, Severity
from report.photos import problems
from report.photos.entry import Entry, Ledger
from tests.photos.pictures import HERE, encoded, quarters

ONE = "photos:\n  a.png: {credit: Photo by A, alt: Quarters}\n"


def failure(call, *arguments):
    """Return the findings of the Diagnostic that a call raises."""
    with pytest.raises(Diagnostic) as caught:
        call(*arguments)
    return caught.value.findings


def test_an_entry_says_whose_the_photo_is_and_where_that_stands(studio):
    studio.put("a.png", quarters())
    studio.write(
        "photos:\n"
        "  a.png:\n"
        "    credit: Photo by A\n"
        "    licence: CC-BY-4.0\n"
        "    licence_expires: 2026-12-31\n"
        "    allowed_uses: [screen]\n"
        "    alt: Quarters\n"
    )
    photo = studio.resolve("a.png")
    entry = photo.printed
    assert (entry.file, entry.credit, entry.licence) == ("a.png", "Photo by A", "CC-BY-4.0")
    assert entry.allows("screen") and not entry.allows("press")
    assert not entry.expired(datetime.date(2026, 12, 31))
    assert entry.expired(datetime.date(2027, 1, 1))
    assert str(photo.mark_of("licence_expires")) == "editions/spring/photos/credits.yaml:5:22"
    assert (photo.facts.width, photo.facts.height) == (400, 300)
    assert photo.mark == HERE
    assert not photo.is_stand_in and photo.findings == ()


def test_the_editions_own_photo_comes_before_the_projects_and_the_bundled(studio):
    for folder, credit in ((studio.bundled, "B"), (studio.shared, "P"), (studio.own, "E")):
        studio.put("a.png", quarters(), folder)
        studio.write(f"photos: {{a.png: {{credit: {credit}}}}}", folder)
        assert studio.resolve("a.png").printed.credit == credit


def test_a_file_never_inherits_the_credit_of_a_namesake_further_away(studio):
    studio.put("a.png", quarters(), studio.bundled)
    studio.write(ONE, studio.bundled)
    studio.put("a.png", quarters(90, 90))
    photo = studio.resolve("a.png")
    assert photo.printed.credit == ""
    (finding,) = photo.findings
    assert finding.code is problems.NO_ENTRY
    assert finding.mark == HERE
    assert finding.message.endswith("has no entry in editions/spring/photos/credits.yaml")
    assert '`  a.png: {credit: "Photo: Who made it", licence: ' in finding.help


@pytest.mark.parametrize("ledger", ["photos:\n", "photos: # none yet\n  # a.png:\n"])
def test_a_ledger_may_wait_for_its_first_entry(studio, ledger):
    studio.put("a.png", quarters())
    studio.write(ledger)

    (finding,) = studio.resolve("a.png").findings

    assert finding.code is problems.NO_ENTRY
    line = finding.help.split("`")[5]
    studio.write(f"{ledger}{line}\n")
    assert studio.resolve("a.png").printed.credit == "Photo: Who made it"


def test_the_help_for_the_first_entry_takes_the_braces_away(studio):
    studio.put("a.png", quarters())
    studio.write("photos: {}\n")
    (finding,) = studio.resolve("a.png").findings
    assert "where the file says `photos: {}`, take the {} away" in finding.help

    studio.write("photos:\n  b.png: {credit: Photo by B}\n")
    (finding,) = studio.resolve("a.png").findings
    assert "{}" not in finding.help


def test_the_schema_takes_a_ledger_without_entries():
    schema = Ledger.model_json_schema()["properties"]["photos"]
    assert schema["type"] == ["object", "null"]
    assert "additionalProperties" in schema


def test_a_nearer_entry_speaks_for_a_file_further_away(studio):
    studio.put("a.png", quarters(), studio.bundled)
    studio.write(ONE, studio.bundled)
    studio.write("photos: {a.png: {credit: As we print it}}")
    assert studio.resolve("a.png").printed.credit == "As we print it"


def test_an_unknown_photo_is_found_by_a_likeness(studio):
    studio.put("harbour.jpg", quarters())
    (finding,) = failure(studio.resolve, "Harbour.jpg")
    assert (finding.code, finding.mark) == (problems.UNKNOWN_PHOTO, HERE)
    assert finding.help == "did you mean “harbour.jpg”?"
    (finding,) = failure(studio.resolve, "zzz")
    assert "editions/spring/photos/" in finding.help


def test_a_photo_is_found_by_the_name_it_had_before_it_was_taken_in(studio):
    studio.put("são-paulo-1.jpg", quarters())
    studio.put("sao-paulo.jpg", quarters())
    (finding,) = failure(studio.resolve, "São Paulo (1).JPG")
    assert finding.help == "did you mean “são-paulo-1.jpg”?"


def test_a_folder_of_photos_outside_is_not_listed(studio, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private.jpg").write_bytes(b"secret")
    studio.own.symlink_to(outside)

    assert studio.ledgers().names() == ()


def test_a_ledger_that_leads_out_is_named(studio, tmp_path):
    (tmp_path / "secret.yaml").write_text("photos: {}")
    studio.own.mkdir()
    (studio.own / "credits.yaml").symlink_to(tmp_path / "secret.yaml")

    (finding,) = failure(studio.ledgers)

    assert finding.code.id == "F102"
    assert str(finding.mark) == "editions/spring/photos/credits.yaml"


def test_the_ledger_itself_is_no_photo(studio):
    studio.write(ONE)
    (finding,) = failure(studio.resolve, "credits.yaml")
    assert finding.code is problems.UNKNOWN_PHOTO


@pytest.mark.parametrize("name", ["../edition.yaml", "/etc/passwd", "C:/a.jpg", ""])
def test_a_name_that_leads_out_is_refused(studio, name):
    (finding,) = failure(studio.resolve, name)
    assert finding.code.id == "F102"


def test_a_name_that_holds_what_nobody_can_see_is_refused(studio):
    (finding,) = failure(studio.resolve, "a\nb.jpg")
    assert finding.code.id == "F107"


def test_a_link_that_leads_out_is_refused(studio, tmp_path):
    (tmp_path / "secret.png").write_bytes(encoded(quarters(), "PNG"))
    studio.own.mkdir()
    (studio.own / "a.png").symlink_to(tmp_path / "secret.png")
    (finding,) = failure(studio.resolve, "a.png")
    assert finding.code.id == "F102"


AWAITED = """photos:
  clinic.jpg:
    credit: "Photo: M"
    title: The clinic
    stand_in: a.png
    awaited: A clinic
  a.png: {credit: Photo by A, alt: Quarters}
"""


def test_a_stand_in_prints_under_its_own_entry_until_the_file_arrives(studio):
    studio.put("a.png", quarters())
    studio.write(AWAITED)
    photo = studio.resolve("clinic.jpg")
    assert photo.is_stand_in
    assert (photo.name, photo.path.name) == ("clinic.jpg", "a.png")
    assert photo.printed.credit == "Photo by A"
    assert photo.awaited is not None and photo.awaited.credit == "Photo: M"
    assert photo.entry.file == "clinic.jpg"
    assert photo.findings == ()

    studio.put("clinic.jpg", encoded(quarters(), "JPEG"))
    photo = studio.resolve("clinic.jpg")
    assert not photo.is_stand_in
    assert (photo.path.name, photo.printed.credit) == ("clinic.jpg", "Photo: M")


def test_a_stand_in_may_come_from_the_bundled_photos(studio):
    studio.put("a.png", quarters(), studio.bundled)
    studio.write(ONE, studio.bundled)
    studio.write("photos: {clinic.jpg: {credit: M, stand_in: a.png}}")
    assert studio.resolve("clinic.jpg").printed.credit == "Photo by A"


def test_an_awaited_photo_without_a_stand_in_is_an_error_at_its_use(studio):
    studio.write("photos: {clinic.jpg: {credit: M}}")
    (finding,) = failure(studio.resolve, "clinic.jpg")
    assert (finding.code, finding.mark) == (problems.NOT_DELIVERED, HERE)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("stand_in", ["clinic.jpg", "other.jpg", "nothing.jpg"])
def test_a_stand_in_needs_a_file_of_its_own(studio, stand_in):
    studio.write(
        f"photos:\n  clinic.jpg: {{credit: M, stand_in: {stand_in}}}\n"
        "  other.jpg: {credit: M, stand_in: clinic.jpg}\n"
    )
    (finding,) = failure(studio.resolve, "clinic.jpg")
    assert finding.code is problems.BAD_STAND_IN
    assert str(finding.mark) == "editions/spring/photos/credits.yaml:2:37"


def test_a_file_other_than_the_one_cleared_is_reported_at_its_checksum(studio):
    data = encoded(quarters(), "PNG")
    right = hashlib.sha256(data).hexdigest()
    studio.put("a.png", data)
    studio.write(f"photos:\n  a.png:\n    credit: A\n    sha256: {right}\n")
    assert studio.resolve("a.png").findings == ()
    studio.put("a.png", encoded(quarters(80, 60), "PNG"))
    (finding,) = studio.resolve("a.png").findings
    assert finding.code is problems.CHANGED_FILE
    assert str(finding.mark) == "editions/spring/photos/credits.yaml:4:13"


@pytest.mark.parametrize(("on_disk", "in_ledger"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_name_is_the_same_however_its_accents_are_stored(studio, on_disk, in_ledger):
    name = "Büro.png"
    studio.put(normalize(on_disk, name), quarters())
    studio.write(f"photos: {{{normalize(in_ledger, name)}: {{credit: A}}}}")
    for form in ("NFC", "NFD"):
        photo = studio.resolve(normalize(form, name))
        assert photo.printed.credit == "A" and photo.findings == ()


@pytest.mark.parametrize(
    "licence",
    ["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-3.0-DE", "CC-BY-NC-ND-2.0", "MIT", "LicenseRef-own"],
)
def test_licences_that_are_known(licence):
    assert Entry(licence=licence).licence == licence


@pytest.mark.parametrize("licence", ["own", "CC-BY", "CC-BY-SA-ND-4.0", "CC-BY-9.0", "LicenseRef-"])
def test_licences_that_are_not(licence):
    with pytest.raises(ValueError, match="is not a licence identifier"):
        Entry(licence=licence)


def test_all_errors_of_all_ledgers_come_at_once(studio):
    studio.write(
        "photos:\n  a.jpg:\n    credti: A\n    focus: middle\n    licence: free of charge\n"
    )
    studio.write("photos:\n  b.jpg: {allowed_uses: [web], sha256: abc}\n", studio.shared)
    findings = failure(studio.ledgers)
    marks = sorted(str(each.mark) for each in findings)
    assert marks == [
        "assets/photos/credits.yaml:2:26",
        "assets/photos/credits.yaml:2:40",
        "editions/spring/photos/credits.yaml:3:5",
        "editions/spring/photos/credits.yaml:4:12",
        "editions/spring/photos/credits.yaml:5:14",
    ]
    helps = {str(each.mark): each.help for each in findings}
    assert helps["editions/spring/photos/credits.yaml:3:5"] == "did you mean “credit”?"
    assert "50% 40%" in helps["editions/spring/photos/credits.yaml:4:12"]
    assert "LicenseRef-" in helps["editions/spring/photos/credits.yaml:5:14"]


def test_every_field_is_described_in_the_schema():
    schema = Ledger.model_json_schema()
    fields = schema["$defs"]["Entry"]["properties"]
    assert set(fields) == set(Entry.model_fields)
    assert all(each.get("description") for each in fields.values())


def test_a_file_is_opened_once_however_often_it_is_used(studio):
    path = studio.put("a.png", quarters())
    studio.write(ONE)
    ledgers = studio.ledgers()
    first = ledgers.resolve("a.png", HERE)
    path.write_bytes(b"changed meanwhile")
    assert ledgers.resolve("a.png", HERE).facts is first.facts


def test_people_named_in_the_file_are_shown_and_nothing_says_that_they_agree(studio):
    studio.put("a.jpg", encoded(quarters(), "JPEG", xmp=PEOPLE))
    studio.write("photos:\n  a.jpg: {credit: c}\n")
    photo = studio.resolve("a.jpg")
    assert photo.printed.consent.people == ("Anna Berg",)
    assert photo.printed.consent.people and "consent" in photo.from_file


@pytest.mark.parametrize(
    ("consent", "given"),
    [("yes", "yes"), ("true", "yes"), ("no", "no"), ("false", "no"), ("not needed", "not needed")],
)
def test_what_the_ledger_says_of_consent_counts(studio, consent, given):
    studio.put("a.jpg", encoded(quarters(), "JPEG", xmp=PEOPLE))
    studio.write(f"photos:\n  a.jpg: {{credit: c, consent: {{given: {consent}}}}}\n")
    consent = studio.resolve("a.jpg").printed.consent
    assert (consent.given, consent.people) == (given, ())


@pytest.mark.parametrize(
    "field", ["consent: {given: perhaps}", "territory: [SE, Sweden]", "consent: perhaps"]
)
def test_consent_and_territory_are_checked(studio, field):
    studio.write(f"photos:\n  a.jpg: {{{field}}}\n")
    with pytest.raises(Diagnostic) as caught:
        studio.ledgers()
    (finding,) = caught.value.findings
    assert finding.mark.line == 2 and (finding.help or "not needed" in finding.message)


def test_consent_in_a_word(studio):
    studio.put("a.png", quarters())
    studio.write("photos:\n  a.png: {credit: c, consent: not needed}\n")
    assert studio.resolve("a.png").printed.consent.given == "not needed"


PEOPLE = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><ext:PersonInImage><rdf:Bag>
  <rdf:li>Anna Berg</rdf:li></rdf:Bag></ext:PersonInImage></rdf:Description></rdf:RDF>
  </x:xmpmeta>"""
