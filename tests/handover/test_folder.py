"""A hand-over is whole or not there, stays what it was, and can be checked by others."""

from __future__ import annotations

import datetime
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report.diagnostics import Mark, Severity
from report.handover.folder import Delivery, Handover, checked_for, hand_over
from report.handover.letter import readme
from report.handover.naming import Naming
from report.handover.record import write_zip
from report.papers.rows import rows
from report.papers.values import Binding
from report.storage import Content
from report.units import Size, mm
from tests.conftest import ROOT
from tests.tools.leaflets import leaflet
from tests.tools.preflight_reports import coated, findings, new_report, reported

MARK = Mark("editions/x/edition.yaml", 5, 30)
VALUES = {
    "slug": "life-science",
    "format": "a4",
    "printer": "fogra39-coated",
    "revision": "2",
    "date": "2026-11-22",
    "language": "en-US",
    "pages": "12",
}
NAMING = Naming("{slug}-{format}-{printer}-r{revision}-{part}", VALUES)
NAME = "life-science-a4-fogra39-coated-r2"
PARTS = {
    "credits.csv": b"pages\r\n",
    "preflight.json": b"{}\n",
    "preflight.pdf": b"%PDF preflight",
    "press.pdf": b"%PDF press" * 100,
    "proof.pdf": b"%PDF proof",
}


def delivery(parts: Mapping[str, Content] = PARTS, **given: Any) -> Delivery:
    return Delivery(new_report(**given), Binding(), parts)


def handed_over(
    place: Path, changed: Mapping[str, Content] | None = None, naming: Naming = NAMING
) -> Handover:
    with tempfile.TemporaryDirectory() as shop:
        given = delivery({**PARTS, **(changed or {})})
        return hand_over(place, naming, given, MARK, Path(shop))


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def everything(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


def test_the_folder_holds_every_part_by_its_name_with_letter_and_checksums(tmp_path: Path) -> None:
    made = handed_over(tmp_path)

    assert (made.state, made.findings) == ("written", ())
    assert made.folder == tmp_path / NAME
    assert made.files == (
        f"{NAME}-press.pdf",
        f"{NAME}-preflight.pdf",
        f"{NAME}-preflight.json",
        f"{NAME}-proof.pdf",
        f"{NAME}-credits.csv",
        "README.txt",
        "SHA256SUMS",
    )
    found = files_in(made.folder)
    assert sorted(found) == sorted(made.files)
    assert found[f"{NAME}-press.pdf"] == PARTS["press.pdf"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="coreutils are not installed")
def test_sha256sum_finds_every_file_right_and_a_changed_one_wrong(tmp_path: Path) -> None:
    made = handed_over(tmp_path)
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    good = subprocess.run(command, cwd=made.folder, capture_output=True, text=True)
    assert good.returncode == 0, good.stderr
    assert good.stdout.count(": OK") == len(made.files) - 1

    (made.folder / "README.txt").write_text("other")
    bad = subprocess.run(command, cwd=made.folder, capture_output=True, text=True)
    assert bad.returncode != 0
    assert "README.txt: FAILED" in bad.stdout


def test_a_revision_keeps_the_day_for_which_it_was_checked(tmp_path: Path) -> None:
    assert checked_for(tmp_path, NAMING) is None
    handed_over(tmp_path)
    assert checked_for(tmp_path, NAMING) is None

    for number, record in enumerate((b'{"checked_for": "2026-11-30"}', b"[]", b"\xff", b"{}")):
        handed_over(tmp_path / str(number), {"preflight.json": record})
    days = [checked_for(tmp_path / str(number), NAMING) for number in range(4)]
    assert days == [datetime.date(2026, 11, 30), None, None, None]


def test_the_zip_holds_what_the_folder_holds(tmp_path: Path) -> None:
    made = handed_over(tmp_path)

    assert made.archive == tmp_path / f"{NAME}.zip"
    with zipfile.ZipFile(made.archive) as archive:
        assert archive.testzip() is None
        packed = {name: archive.read(name) for name in archive.namelist()}
        dates = {entry.date_time for entry in archive.infolist()}
    assert packed == {f"{NAME}/{name}": data for name, data in files_in(made.folder).items()}
    assert dates == {(2026, 11, 22, 0, 0, 0)}


def test_the_same_delivery_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        handed_over(tmp_path / name)

    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_files_and_their_bytes_are_handed_over_alike(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(PARTS["press.pdf"])
    for name, press in (("one", path), ("two", path.read_bytes())):
        handed_over(tmp_path / name, {"press.pdf": press})

    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_large_files_are_never_in_memory(tmp_path: Path) -> None:
    press, place = tmp_path / "press.pdf", tmp_path / "place"
    press.write_bytes(bytes(range(256)) * (24 << 12))
    tracemalloc.start()
    try:
        for damage in (None, "folder", "archive"):
            if damage == "folder":
                (place / NAME / f"{NAME}-press.pdf").write_bytes(b"other")
            elif damage == "archive":
                (place / f"{NAME}.zip").unlink()
            assert handed_over(place, {"press.pdf": press}).state != "refused"
        assert tracemalloc.get_traced_memory()[1] < press.stat().st_size / 3
    finally:
        tracemalloc.stop()
    assert (place / NAME / f"{NAME}-press.pdf").read_bytes() == press.read_bytes()


def test_a_date_that_no_zip_can_have_is_the_first_it_can(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    write_zip(path, "x", {"a": b""}, datetime.date(1905, 6, 7))

    with zipfile.ZipFile(path) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_once_more_the_same_changes_nothing(tmp_path: Path) -> None:
    handed_over(tmp_path)
    before = everything(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    made = handed_over(tmp_path)

    assert (made.state, made.findings) == ("same", ())
    assert everything(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_other_files_under_the_same_revision_are_refused(tmp_path: Path) -> None:
    first = handed_over(tmp_path)
    os.utime(first.folder / "SHA256SUMS", (1_780_000_000, 1_780_000_000))
    before = everything(tmp_path)

    made = handed_over(tmp_path, {"press.pdf": b"%PDF other"})

    assert made.state == "refused"
    (finding,) = made.findings
    assert (finding.code.id, finding.severity, finding.mark) == ("X401", Severity.ERROR, MARK)
    assert "revision 2 has been handed over with other files of 2026-05-28" in finding.message
    assert f"{NAME} is there and differs in {NAME}-press.pdf" in finding.message
    assert "credits" not in finding.message
    assert "write `revision: 3` in the edition" in finding.help
    assert everything(tmp_path) == before


def test_a_zip_without_its_folder_is_a_hand_over_too(tmp_path: Path) -> None:
    first = handed_over(tmp_path)
    shutil.rmtree(first.folder)
    before = everything(tmp_path)

    made = handed_over(tmp_path, {"credits.csv": b"others"})

    assert made.state == "refused"
    (finding,) = made.findings
    assert finding.code.id == "X401"
    assert f"{NAME}.zip is there and differs in {NAME}-credits.csv" in finding.message
    assert f"delete both {NAME} and {NAME}.zip" in finding.help
    assert everything(tmp_path) == before


def test_a_cover_that_is_new_or_no_more_is_another_hand_over(tmp_path: Path) -> None:
    for place, first, second in (("a", {}, {"cover.pdf": b"c"}), ("b", {"cover.pdf": b"c"}, {})):
        handed_over(tmp_path / place, first)
        (finding,) = handed_over(tmp_path / place, second).findings
        assert finding.code.id == "X401"
        assert finding.message.endswith(f"differs in {NAME}-cover.pdf")


def test_notes_and_findings_that_are_worded_otherwise_are_no_other_files(tmp_path: Path) -> None:
    handed_over(tmp_path)
    before = everything(tmp_path)
    reworded = {"preflight.json": b'{"line": 9}', "preflight.pdf": b"%", "proof.pdf": b"%PDF 2"}

    made = handed_over(tmp_path, reworded)

    assert (made.state, made.findings) == ("same", ())
    assert everything(tmp_path) == before

    (made.folder / f"{NAME}-proof.pdf").write_bytes(b"marked up")
    made.archive.unlink()
    (finding,) = handed_over(tmp_path, reworded).findings
    assert finding.message.endswith(f"missing: SHA256SUMS, {NAME}-proof.pdf, {NAME}.zip")
    assert files_in(made.folder)[f"{NAME}-preflight.json"] == PARTS["preflight.json"]
    assert handed_over(tmp_path).findings == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder, archive: (folder / "SHA256SUMS").write_bytes(b""),
        lambda folder, archive: (folder / "SHA256SUMS").write_bytes(b"\xff no checksums\n"),
        lambda folder, archive: (folder / "SHA256SUMS").unlink(),
        lambda folder, archive: (folder / "SHA256SUMS").write_text(
            f"{'0' * 64}  {NAME}-press.pdf\n"
        ),
        lambda folder, archive: [path.unlink() for path in folder.iterdir()],
        lambda folder, archive: shutil.rmtree(folder),
        lambda folder, archive: archive.unlink(),
        lambda folder, archive: archive.write_bytes(b""),
        lambda folder, archive: archive.write_bytes(archive.read_bytes()[:700]),
        lambda folder, archive: archive.write_bytes(archive.read_bytes().replace(b"%PDF", b"%PDf")),
    ],
)
def test_any_damage_to_either_is_mended_from_the_other_and_said(
    tmp_path: Path, damage: Any
) -> None:
    first = handed_over(tmp_path)
    before = everything(tmp_path)
    damage(first.folder, first.archive)
    assert everything(tmp_path) != before

    made = handed_over(tmp_path, {"proof.pdf": b"of another day"})

    assert made.state == "same"
    assert [finding.code.id for finding in made.findings] == ["X404"]
    assert everything(tmp_path) == before


def test_damaged_checksums_alone_do_not_refuse_the_same_files(tmp_path: Path) -> None:
    first = handed_over(tmp_path)
    before = everything(tmp_path)
    sums = first.folder / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes()[:-5])
    first.archive.unlink()

    (finding,) = handed_over(tmp_path).findings

    assert finding.code.id == "X404"
    assert everything(tmp_path) == before


def test_what_nobody_can_read_any_more_is_not_overwritten(tmp_path: Path) -> None:
    first = handed_over(tmp_path)
    shutil.rmtree(first.folder)
    first.archive.write_bytes(b"PK damaged")

    (finding,) = handed_over(tmp_path).findings

    assert finding.code.id == "X401"
    assert finding.message.endswith(f"{NAME}.zip is there without a SHA256SUMS that can be read")
    assert everything(tmp_path) == {f"{NAME}.zip": b"PK damaged"}


def test_the_zip_of_another_day_keeps_its_revision(tmp_path: Path) -> None:
    dated = Naming("{slug}-{date}-r{revision}-{part}", VALUES)
    first = handed_over(tmp_path, naming=dated)
    shutil.rmtree(first.folder)

    later = replace(dated, values={**VALUES, "date": "2027-01-01"})
    (finding,) = handed_over(tmp_path, naming=later).findings

    assert finding.code.id == "X401"
    assert "life-science-2026-11-22-r2.zip is there" in finding.message


def test_another_date_does_not_make_another_revision(tmp_path: Path) -> None:
    dated = Naming("{slug}-{date}-{pages}-r{revision}-{part}", VALUES)
    assert handed_over(tmp_path, naming=dated).state == "written"

    later = replace(dated, values={**VALUES, "date": "2027-01-01", "pages": "16"})
    made = handed_over(tmp_path, naming=later)
    assert [finding.code.id for finding in made.findings] == ["X401"]

    following = replace(later, values={**later.values, "revision": "3"})
    assert handed_over(tmp_path, naming=following).state == "written"


def test_a_folder_without_a_record_is_nobody_s_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "notes.txt").write_text("mine")

    made = handed_over(tmp_path)

    assert [finding.code.id for finding in made.findings] == ["X401"]
    assert everything(tmp_path) == {f"{NAME}/notes.txt": b"mine"}


def test_what_was_changed_or_lost_is_written_anew_and_said(tmp_path: Path) -> None:
    first = handed_over(tmp_path)
    before = everything(tmp_path)
    (first.folder / f"{NAME}-press.pdf").write_bytes(b"other")
    (first.folder / "README.txt").unlink()
    first.archive.unlink()

    made = handed_over(tmp_path)

    assert made.state == "same"
    (finding,) = made.findings
    assert (finding.code.id, finding.severity) == ("X404", Severity.WARNING)
    assert f"README.txt, {NAME}-press.pdf" in finding.message
    assert everything(tmp_path) == before


class FaultyDisk:
    """Counts what is done to the disk, and fails from the step `at` on."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.step = 0

    def patched(self, patch: pytest.MonkeyPatch) -> None:
        for owner, name in ((os, "fsync"), (os, "link"), (Path, "mkdir"), (Path, "rename")):
            patch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, real: Any) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            self.step += 1
            if self.step >= self.at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call


def _steps() -> Iterator[int]:
    yield from range(1, 40)


def test_a_full_disk_at_any_step_leaves_a_whole_folder_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = 0
    for at in _steps():
        place = tmp_path / str(at)
        place.mkdir()
        with monkeypatch.context() as patch:
            disk = FaultyDisk(at)
            disk.patched(patch)
            made = handed_over(place)
        left = sorted(path.name for path in place.iterdir())
        assert left in ([], [NAME], [NAME, f"{NAME}.zip"]), at
        if NAME in left:
            assert sorted(files_in(place / NAME)) == sorted(made.files)
        if made.state == "refused":
            refused += 1
            (finding,) = made.findings
            assert finding.code.id == "X403"
            assert "No space left" in finding.message
            assert finding.help == "free some space, and hand over again"
        assert handed_over(place).state in ("written", "same")
        assert sorted(path.name for path in place.iterdir()) == [NAME, f"{NAME}.zip"]
        if disk.step < at:
            break
    assert refused > 10
    assert disk.step < at, "more steps than were tried"


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.handover.test_folder import handed_over
real, left = os.fsync, int(sys.argv[2])
def fsync(descriptor):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    real(descriptor)
os.fsync = fsync
handed_over(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("after", [0, 3, 7])
def test_a_killed_hand_over_leaves_no_half_of_a_folder(tmp_path: Path, after: int) -> None:
    command = [sys.executable, "-c", _KILLED, str(tmp_path), str(after), str(ROOT)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    assert result.returncode == -9, result.stderr
    assert not (tmp_path / NAME).exists()
    assert list(tmp_path.iterdir()), "nothing had been begun"

    assert handed_over(tmp_path).state == "written"
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME, f"{NAME}.zip"]


def test_a_folder_that_may_not_be_written_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "x")

    monkeypatch.setattr(Path, "rename", refuse)
    made = handed_over(tmp_path)

    (finding,) = made.findings
    assert (made.state, finding.code.id) == ("refused", "X403")
    assert "Permission denied" in finding.message
    assert list(tmp_path.iterdir()) == []


def test_the_letter_says_what_a_printer_asks() -> None:
    report = new_report(findings=findings(1))
    binding = Binding(blanks=1)
    text = readme(report, binding, [("a-press.pdf", "press.pdf")]).decode()
    lines = [" ".join(line.split()) for line in text.splitlines()]

    for line in (
        "Health and Life Sciences",
        "Revision 2, edition of 2026-11-22",
        "From Somebody",
        "Pages 12, of which 1 before the back cover is blank",
        "Trimmed size 210 × 297 mm",
        "Bleed 3 mm on all sides",
        "Marks none",
        "Binding saddle-stitched; single pages, in a multiple of 4, not imposed",
        "Profile ISOcoated_v2_300_bas.icc, embedded as output intent",
        "Inks Cyan, Magenta, Yellow, Black, PANTONE 3015 C",
        "Ink 300 % at most, limit 300 %",
        "Preflight Ready for the press · 1 remark",
        "a-press.pdf the pages to print, single and in order",
    ):
        assert line in lines
    assert "no certification to an ISO standard is claimed" in " ".join(lines)
    assert max(map(len, text.splitlines())) <= 78


@pytest.mark.parametrize(
    ("blanks", "words"),
    [
        (0, "12 inside, the first is left blank;"),
        (1, "12 inside, the first and the last are left blank;"),
    ],
)
def test_the_blank_pages_of_an_inside_are_named(blanks: int, words: str) -> None:
    text = readme(new_report(), Binding(blanks, own_cover=True), [("a.pdf", "press.pdf")]).decode()

    assert words in " ".join(text.split())


@pytest.mark.parametrize("own_cover", [False, True])
@pytest.mark.parametrize(
    ("binding", "multiple", "said"),
    [
        ("saddle-stitched", 8, "saddle-stitched"),
        ("perfect", 4, "perfect bound"),
        ("wire", 2, "wire bound"),
        ("none", 1, "not bound"),
        (None, 4, "binding to be agreed"),
    ],
)
def test_letter_and_report_say_the_same_binding(
    binding: str | None, multiple: int, said: str, own_cover: bool
) -> None:
    preset = coated().model_copy(update={"binding": binding, "page_multiple": multiple})
    report = new_report(printer=preset, binding=Binding(0, own_cover, mm(6)))
    letter = readme(report, Binding(0, own_cover, mm(6)), [("a.pdf", "press.pdf")]).decode()
    (made_up,) = (words for label, words in rows(report, plain) if label == "Make-up")
    row = " ".join(letter.split()).partition("Binding ")[2].partition(" Paper, press")[0]

    assert said in row and said in made_up.lower()
    assert "not imposed" in row and "Not imposed" in made_up
    assert ("spine 6 mm" in row, "spine 6 mm" in made_up) == (own_cover, own_cover)
    assert (f"multiple of {multiple}" in row) == (multiple > 1)


def plain(text: str, limit: int = 0) -> str:
    return text


def test_the_letter_speaks_of_a_bound_cover() -> None:
    report = new_report(files=(reported("a.pdf"), reported("b.pdf", "cover", 1)), publisher="")
    text = readme(report, Binding(2, True, mm(7.5), marks=True), [("a.pdf", "press.pdf")]).decode()
    words = " ".join(text.split())

    assert "12 inside, the first and the last 2 are left blank; the cover is a file of its" in words
    assert "Binding saddle-stitched, spine 7.5 mm" in words
    assert "Marks crop marks, outside the bleed" in words
    assert "From" not in words


def test_the_letter_says_how_a_leaflet_is_folded() -> None:
    sheet = replace(reported("a", pages=2), trims=(Size(mm(297), mm(210)),))
    files = [("a-press.pdf", "press.pdf")]
    text = readme(new_report(files=(sheet,)), Binding(folding=leaflet()), files).decode()

    for line in (
        "Pages         6, as panels of one sheet printed on both sides; each page of",
        "Trimmed size  297 × 210 mm, folded 100 × 210 mm",
        "Marks         fold marks, outside the bleed",
        "Folding       letter fold, at the fold marks; nothing is bound",
        "Outside       from the left: page 2 (97 mm), page 6 (100 mm), page 1 (100 mm)",
        "Inside        from the left: page 3 (100 mm), page 4 (100 mm), page 5 (97 mm)",
        "Turned        the sides lie back to back, head to head",
        "  a-press.pdf  the sheet to print, one page a side, its panels in place",
    ):
        assert line in text.splitlines()
    assert "Binding" not in text

    several = Binding(marks=True, folding=leaflet(7))
    text = " ".join(readme(new_report(files=(sheet,)), several, files).decode().split())
    assert "7, as panels of 2 sheets printed on both sides, and 5 panels left blank" in text
    assert "Marks crop marks and fold marks" in text
    assert "sheet 2: blank (97 mm), blank (100 mm), page 7 (100 mm)" in text


@pytest.mark.parametrize(("pages", "sides"), [(1, "one side"), (2, "both sides")])
def test_the_letter_knows_a_single_leaf(pages: int, sides: str) -> None:
    report = new_report(files=(reported("a", pages=pages),))
    text = readme(report, Binding(), [("a-press.pdf", "press.pdf")]).decode()

    assert f"Binding       none: a single leaf, printed on {sides}" in text.splitlines()
