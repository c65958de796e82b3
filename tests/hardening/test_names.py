"""Names as people, phones, Macs and archives give them: for editions, photos, tables and output.

Whatever a thing is called, the PDF is the same, byte by byte; or a finding says what to rename.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
import yaml

from report.resources import Project
from report.storage import is_device
from tests.tools.hardening import litter, photo

from ..conftest import HEAD, SMALL, NewProject
from . import oracle

_SOURCE = "source: Counted by the gardener, as_of: 2026"
QUICK = ("two words", "NFD", "“quotes”")
SEEN = {
    "two words": "my brochure",
    "spaces around": " a ",
    "apostrophe": "it's",
    "quotes": 'the "best"',
    "“quotes”": "the “best” o’clock",
    "one dash": "-x",
    "an option": "--help",
    "dots": "...",
    "ends in a dot": "end.",
    "NFC": "Grüße på ön",
    "NFD": unicodedata.normalize("NFD", "Grüße på ön"),
    "Japanese": "ヘルスケア",
    "Arabic": "الصحة",
    "Persian with a joiner": "می\u200cخواهم",
    "emoji with joiners": "👩\u200d🔬",
    "no-break space": "a\u00a0b",
    "screenshot of a Mac": "Shot at 9.41.00\u202fAM",
    "zero-width space": "a\u200bb",
    "long": "x" * 200,
    "long in Chinese": "健" * 70,
    "Windows' own": "con",
    "Windows' own, with ending": "NUL.x",
    "for Windows forbidden": "a<b>|c",
    "address": "a#b?c=d&e",
    "escaped": "100%25 a%2Fb",
    "name in braces": "{{ facts.x }}",
    "HTML": "a&b<c>&amp;",
    "markup of terminals": "[bold]x",
    "backslash": "a\\b",
    "shell": "$HOME; rm -rf `x` * !",
    "comma": "a,b",
    "YAML": "- x: {y: [z, &a *a]} # no",
    "slash on a Mac": "Mai:Juni 2026",
    "hidden": "..x",
}
UNSEEN = {
    "line break": "two\nlines",
    "tab": "a\tb",
    "escape": "\x1b[31mred",
    "deleted": "a\x7fb",
    "control of old": "a\x9bb",
    "turned around": "a\u202egpj",
    "line separator": "a\u2028b",
}
NO_TEXT = b"caf\xe9"
"""A name of an old archive: Latin-1, where names are UTF-8."""


def names(table: Mapping[str, str], leave_out: str = "") -> pytest.MarkDecorator:
    """Return the decorator that runs a test with each name, all but a few only when it is slow."""
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, id=key, marks=() if key in QUICK else pytest.mark.slow)
            for key, name in table.items()
            if key not in leave_out.split(", ")
        ],
    )


def ran(project: Path, *arguments: str, writes: bool = False) -> oracle.Attempt:
    attempt = oracle.run(project, *arguments)
    oracle.look(attempt, project, writes=writes)
    return attempt


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The PDFs of the editions that this campaign calls by other names, by their names here."""
    root = tmp_path_factory.mktemp("plain")
    for name, files in {"small": {"edition.yaml": SMALL.encode()}, "rich": rich("plain")}.items():
        write(root / "editions" / name, files)
        assert ran(root, "build", name).code == 0
    made = {name: pdf_of(root, name).read_bytes() for name in ("small", "rich")}
    return {**made, "drawn": drawn(made["rich"])}


def pdf_of(root: Path, name: str) -> Path:
    return root / "build" / name / f"{name}-screen.pdf"


def drawn(pdf: bytes) -> bytes:
    """Return what the pages of a PDF draw, but for what pictures are called in it.

    Their names come from those of the files, and so do those of the attachments.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        parts = [page.Contents.read_bytes() for page in document.pages]
        for page in document.pages:
            parts += sorted(image.read_raw_bytes() for image in page.get_images().values())
    return re.sub(rb"/\w+ Do", b"Do", b"\n".join(parts))


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def rich(name: str) -> dict[str, bytes]:
    """Return the files of an edition that has a photo, a chart, a table and a logo of that name."""

    def quoted(words: str) -> str:
        return json.dumps(words, ensure_ascii=False)

    logo = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    )
    table = quoted(f"data/{name}.csv")
    edition = f"""{HEAD}waivers:
  - {{code: R501, reason: names alone are tried}}
sections:
  - section:
      id: first
      title: First
      blocks:
        - photo: {{file: {quoted(f"{name}.jpg")}, lines: 12}}
        - chart: {{kind: bar, title: A chart, lines: 9, data: {table}, {_SOURCE}}}
        - table: {{title: A table, data: {table}, {_SOURCE}}}
        - logos: {{title: Thanks, items: [{{name: A, logo: {quoted(f"{name}.svg")}}}]}}
  - credits: {{id: credits, title: Credits}}
"""
    entry = "{title: A field, credit: Me, licence: CC0-1.0, alt: x, consent: {given: not needed}}"
    return {
        "edition.yaml": edition.encode(),
        "photos/credits.yaml": f"photos:\n  {quoted(f'{name}.jpg')}: {entry}\n".encode(),
        f"photos/{name}.jpg": photo(1, 1200),
        f"data/{name}.csv": b"Bed,Trees\nWall,3\nPond,4\n",
        f"logos/{name}.svg": logo,
    }


@names(SEEN, leave_out="hidden, dots")
def test_an_edition_is_built_whatever_its_folder_is_called(
    name: str, plain: Mapping[str, bytes], tmp_path: Path
) -> None:
    write(tmp_path / "editions" / name, {"edition.yaml": SMALL.encode()})

    built = ran(tmp_path, "build", "--", name)

    assert built.code == 0, built.words
    assert pdf_of(tmp_path, name).read_bytes() == plain["small"]
    assert ran(tmp_path, "check", "--", f"{tmp_path}/editions/{name}/").code == 0
    assert name.strip() in ran(tmp_path, "list").said
    assert ran(tmp_path, "clean", "--all").code == 0


@names(UNSEEN)
def test_an_edition_whose_folder_cannot_be_typed_is_a_finding(name: str, tmp_path: Path) -> None:
    write(tmp_path / "editions" / name, {"edition.yaml": SMALL.encode()})

    for arguments in (("build",), ("check", name), ("handover",)):
        refused = ran(tmp_path, *arguments)
        assert refused.code == 1 and refused.codes == {"F107"}, refused.words
    assert not (tmp_path / "build").exists()
    assert ran(tmp_path, "list").code == 0


@pytest.mark.slow
def test_a_folder_whose_name_is_no_text_is_a_finding(tmp_path: Path) -> None:
    name = os.fsdecode(NO_TEXT)
    write(tmp_path / "editions" / name, {"edition.yaml": SMALL.encode()})

    refused = ran(tmp_path, "build")

    assert refused.code == 1 and refused.codes == {"F107"}, refused.words


@pytest.mark.slow
def test_a_hidden_folder_is_no_edition(new_project: NewProject) -> None:
    project = new_project().root
    write(project / "editions" / ".hidden", {"edition.yaml": b"half"})

    assert "hidden" not in ran(project, "list").said
    assert ran(project, "check").code == 0


@pytest.mark.parametrize(("on_disk", "typed"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_a_letter_may_be_spelt_as_a_mac_does_or_as_a_keyboard_does(
    on_disk: str, typed: str, tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    # What the edition says is spelt one way, and the files another.
    files = rich(SEEN[on_disk])
    files |= {n: data for n, data in rich(SEEN[typed]).items() if n.endswith("yaml")}
    write(tmp_path / "editions" / SEEN[on_disk], files)
    write(tmp_path / "editions" / "another", {"edition.yaml": SMALL.encode()})

    built = ran(tmp_path, "build", SEEN[typed])

    assert built.code == 0, built.words
    assert drawn(pdf_of(tmp_path, SEEN[on_disk]).read_bytes()) == plain["drawn"]


@pytest.mark.slow
def test_a_folder_name_that_leaves_no_room_for_the_pdfs_name_is_a_finding(tmp_path: Path) -> None:
    name = "x" * 250
    write(tmp_path / "editions" / name, {"edition.yaml": SMALL.encode()})

    refused = ran(tmp_path, "build")
    assert refused.code == 1 and refused.codes == {"F105"}
    assert "help: give the edition's folder, or the output, a shorter name" in refused.said
    handed = ran(tmp_path, "handover")
    assert handed.code == 1 and handed.codes == {"X402"}
    assert "help: shorten the name of the edition's folder" in handed.said


@names(SEEN, leave_out="long, long in Chinese")
def test_photos_charts_tables_and_logos_may_be_called_anything(
    name: str, new_project: NewProject, plain: Mapping[str, bytes]
) -> None:
    project = new_project("", rich(name)).root

    built = ran(project, "build")

    assert built.code == 0, built.words
    assert drawn(pdf_of(project, "small").read_bytes()) == plain["drawn"]
    assert ran(project, "photos", "status").code == 0


@pytest.mark.slow
def test_a_photo_without_a_title_is_named_by_its_file_however_long_that_is(
    new_project: NewProject,
) -> None:
    files = rich("x" * 200)
    ledger = files["photos/credits.yaml"].replace(b"title: A field, ", b"")

    built = ran(new_project("", {**files, "photos/credits.yaml": ledger}).root, "build")

    assert built.code == 0, built.words


@names({key: UNSEEN[key] for key in ("line break", "tab", "turned around", "line separator")})
def test_a_file_whose_name_cannot_be_typed_is_a_finding(name: str, new_project: NewProject) -> None:
    files = rich(name)
    # In quotation marks YAML can write what cannot be seen.
    files["edition.yaml"] = files["edition.yaml"].decode().replace("\t", "\\t").encode()
    refused = ran(new_project("", files).root, "check")

    assert refused.code == 1 and refused.codes <= {"F107", "C101", "C111"}, refused.words


@names({**SEEN, **UNSEEN})
def test_a_photo_is_taken_in_under_a_name_that_every_system_knows(
    name: str, new_project: NewProject, tmp_path: Path
) -> None:
    project = new_project().root
    given = tmp_path / f"{name}.jpg"
    given.write_bytes(photo(1, 300))

    for _ in range(2):
        taken = oracle.run(project, "photos", "import", "--", str(given))
        oracle.look(taken, project, [given], writes=True)
        assert taken.code == 0, taken.words

    folder = project / "editions" / "small" / "photos"
    (path,) = folder.glob("*.jpg")
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*\.jpg", path.name)
    assert len(os.fsencode(path.name)) <= 100 and not is_device(path.name)
    assert list(yaml.safe_load((folder / "credits.yaml").read_text())["photos"]) == [path.name]
    assert ran(project, "photos", "status").code == 0


@names(SEEN)
def test_the_pdf_may_be_called_anything(
    name: str, new_project: NewProject, plain: Mapping[str, bytes], tmp_path: Path
) -> None:
    project = new_project().root
    path = tmp_path / "elsewhere" / f"{name}.pdf"

    built = oracle.run(project, "build", "--output", str(path))

    assert built.code == 0 and "Traceback" not in built.words, built.words
    assert path.read_bytes() == plain["small"]
    assert litter(tmp_path) == []
    judged = oracle.run(project, "preflight", "--", str(path))
    assert judged.code == 1 and "Traceback" not in judged.words


@pytest.mark.slow
@pytest.mark.parametrize(
    ("output", "code", "words"),
    [
        ("", 2, "is there and no PDF"),
        ("build/", 2, "is a directory"),
        ("z" * 300 + ".pdf", 1, "File name too long"),
        ("/".join(["d" * 200] * 25), 1, "File name too long"),
        ("/dev/null", 2, "is there and no PDF"),
        ("circle.pdf", 2, "leads in a circle"),
        ("editions/small/edition.yaml/x.pdf", 2, "is in editions/"),
        ("notes.txt/x.pdf", 1, "F105"),
        ("notes.txt", 2, "is there and no PDF"),
    ],
)
def test_an_output_that_cannot_be_is_refused_in_words(
    output: str, code: int, words: str, new_project: NewProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = new_project().root
    monkeypatch.chdir(project)
    (project / "build").mkdir()
    (project / "notes.txt").write_text("notes")
    (project / "circle.pdf").symlink_to("circle.pdf")

    refused = oracle.run(project, "build", "--output", output)

    assert refused.code == code and words in refused.words, refused.words
    assert (project / "notes.txt").read_text() == "notes"


@names({**SEEN, **UNSEEN})
def test_a_project_may_lie_in_a_folder_of_any_name(
    name: str, tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    project = tmp_path / name
    write(project / "editions" / "rich", rich("plain"))

    assert ran(project, "build", "rich").code == 0
    assert pdf_of(project, "rich").read_bytes() == plain["rich"]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["NFD", "quotes", "shell", "backslash", "address", "line break"])
def test_files_for_the_press_may_be_made_in_a_folder_of_any_name(key: str, tmp_path: Path) -> None:
    project = tmp_path / {**SEEN, **UNSEEN}[key]
    write(project / "editions" / "rich", rich("plain"))

    assert ran(project, "build", "rich", "--target", "press").code == 0


@pytest.mark.slow
def test_a_project_may_lie_in_a_folder_whose_name_is_no_text(
    tmp_path: Path, plain: Mapping[str, bytes]
) -> None:
    project = tmp_path / os.fsdecode(NO_TEXT)
    write(project / "editions" / "rich", rich("plain"))

    for target in ("screen", "press"):
        assert ran(project, "build", "rich", "--target", target).code == 0
    assert pdf_of(project, "rich").read_bytes() == plain["rich"]


@pytest.mark.slow
@pytest.mark.parametrize("key", ["Japanese", "NFD", "Windows' own", "shell", "ends in a dot"])
def test_what_is_handed_over_has_names_that_every_system_knows(key: str, tmp_path: Path) -> None:
    name = SEEN[key]
    write(tmp_path / "editions" / name, {"edition.yaml": SMALL.encode()})

    handed = ran(tmp_path, "handover", writes=True)

    assert handed.code == 0, handed.words
    made = [path.name for path in (tmp_path / "handover" / name).rglob("*")]
    assert len(made) > 5
    for each in made:
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", each) and not is_device(each)


@names({**SEEN, **UNSEEN})
def test_a_title_becomes_a_folder_or_a_finding(name: str, new_project: NewProject) -> None:
    project = new_project().root

    started = ran(project, "new", "--date", "2026-11-22", "--", name, writes=True)

    made = sorted({path.name for path in (project / "editions").iterdir()} - {"small"})
    if started.code:
        assert started.code == 1 and started.codes == {"S302"} and made == []
    else:
        assert len(made) == 1 and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made[0])
        assert not is_device(made[0])
        told = ran(project, "check", made[0]).codes - {"C125"}  # words of the starter
        assert told <= {"C109"}, "names in braces are for texts"
        assert Project.at(project).folders_with("edition.yaml", "editions", own=True)
        shutil.rmtree(project / "editions" / made[0])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["theme", "printer"])
@pytest.mark.parametrize("name", ["con", "Lpt1", "a b", "ä", "", "../x", "-x", "x" * 300])
def test_a_name_that_no_preset_or_theme_can_have_is_refused(
    kind: str, name: str, new_project: NewProject
) -> None:
    project = new_project()
    before = oracle.snapshot(project.root)
    profile = project.bundled / "assets/icc/PSO_Uncoated_ISO12647_eci.icc"
    commands = {
        "theme": ("new", "--", "theme", name),
        "printer": ("printer", "add", "--name", name or " ", "--", str(profile)),
    }

    refused = ran(project.root, *commands[kind], writes=True)

    assert refused.code == 1, refused.words
    assert oracle.snapshot(project.root) == before


@pytest.mark.slow
def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    program = oracle.ROOT / "build_pdf.py"
    script = f'cd "{tmp_path}" && mkdir gone && cd gone && rmdir ../gone && "$@"'
    ended = subprocess.run(
        ["sh", "-c", script, "sh", sys.executable, str(program), "list"],
        capture_output=True,
        text=True,
    )

    assert ended.returncode in (1, 2)
    assert "Traceback" not in ended.stderr and "[Errno" not in ended.stderr
    assert "folder" in ended.stderr
