"""One brochure of so many pages, written for every program, and what each took for it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from .brochure import EDITED, Chapter, brochure, write_photos
from .for_colophon import SLUG, write_project
from .for_others import FONT, html, typst
from .measuring import DidNotWork, Used, run
from .programs import Program

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
_SOURCE = ROOT / "assets" / "photos" / "lake-sherburne-montana.jpg"
_PICTURE = re.compile(r"pictures/([0-9a-f]+\.svg)")
COLD, EDIT, SAME = "Colophon, cold", "Colophon, one edit", "Colophon, nothing changed"


@dataclass
class Case:
    """A brochure in a folder, and the results by what was run."""

    pages: int
    place: Path
    used: dict[str, Used] = field(default_factory=dict)
    sizes: dict[str, float] = field(default_factory=dict)
    """The size of each PDF over the photographs in it."""
    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    same_bytes: dict[str, bool] = field(default_factory=dict)
    again: list[tuple[float, float]] = field(default_factory=list)
    typst_again: list[float] = field(default_factory=list)

    @property
    def project(self) -> Path:
        """The folder of the project."""
        return self.place / "project"

    @property
    def pdf(self) -> Path:
        """The PDF that Colophon makes."""
        return self.project / "build" / SLUG / f"{SLUG}-screen.pdf"

    def colophon(self, *words: str) -> list[str]:
        """Return a command of Colophon's for the project."""
        return [sys.executable, str(ROOT / "build_pdf.py"), "--project", str(self.project), *words]


def measured(pages: int, place: Path, programs: Sequence[Program], runs: int) -> Case:
    """Write the brochure, run everything `runs` times and return the fastest of each."""
    case = Case(pages, place)
    chapters = brochure(pages)
    photos = write_project(case.project, chapters)
    write_photos(_SOURCE, photos, sum(len(each.parts) for each in chapters))
    for _ in range(runs):
        _colophon(case)
    _others_sources(case, chapters)
    for program in programs:
        for _ in range(runs):
            _other(case, program)
    _again(case)
    return case


def _colophon(case: Case) -> None:
    """Build with no cache, with nothing changed, after an edit, and with the edit undone."""
    shutil.rmtree(case.project / "build", ignore_errors=True)
    _note(case, COLD, run(case.colophon("build")))
    cold = _digest(case.pdf)
    _weigh(case, "Colophon", case.pdf)
    _note(case, SAME, run(case.colophon("build")))
    case.same_bytes["warm"] = _digest(case.pdf) == cold
    file = case.project / "editions" / SLUG / "edition.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(EDITED, f"often {EDITED}", 1), "utf-8")
    try:
        _note(case, EDIT, run(case.colophon("build")))
    finally:
        file.write_text(text, "utf-8")
    run(case.colophon("build"))
    case.same_bytes["incremental"] = _digest(case.pdf) == cold
    if taskset := shutil.which("taskset"):
        shutil.rmtree(case.project / "build", ignore_errors=True)
        run([taskset, "-c", "0", *case.colophon("build")])
        case.same_bytes["one process"] = _digest(case.pdf) == cold


def _other(case: Case, program: Program) -> None:
    target = case.place / "others" / f"{program.name.replace(' ', '-')}.pdf"
    try:
        used = run(
            program.command(case.place / "others" / program.source, target), program.environment
        )
        _weigh(case, program.name, target)
    except (DidNotWork, OSError, pikepdf.PdfError) as error:
        case.failed[program.name] = str(error)
        return
    _note(case, program.name, used)


def _again(case: Case) -> None:
    """Edit in a process that stays: Colophon's, and Typst's where it is there."""
    command = [sys.executable, str(HERE / "colophon_again.py"), str(case.project), SLUG]
    try:
        case.again = [(float(a), float(b)) for a, b in map(str.split, _lines(command))]
        if "Typst" in case.used:
            others = case.place / "others"
            script = [sys.executable, str(HERE / "typst_once.py")]
            files = [str(others / "brochure.typ"), str(others / "again.pdf"), "--again"]
            case.typst_again = [float(each) for each in _lines([*script, *files])]
    except subprocess.CalledProcessError as error:
        case.failed["edits in a process that stays"] = str(error.stderr)[-500:]


def _lines(command: Sequence[str]) -> list[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def _note(case: Case, name: str, used: Used) -> None:
    """Keep the fastest run: what else the machine does only adds to it."""
    before = case.used.get(name, used)
    case.used[name] = min(before, used, key=lambda each: each.seconds)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _weigh(case: Case, name: str, path: Path) -> None:
    with pikepdf.open(path) as pdf:
        case.counts[name] = len(pdf.pages)
        photos = sum(
            len(each.read_raw_bytes())
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        )
    case.sizes[name] = path.stat().st_size / photos


def _others_sources(case: Case, chapters: Sequence[Chapter]) -> None:
    """Write what the others read, with Colophon's own recompressed photographs and charts."""
    others = case.place / "others"
    others.mkdir(exist_ok=True)
    engine = [sys.executable, str(ROOT / "scripts" / "bench_engine.py")]
    subprocess.run([*engine, "export", str(case.project), str(others / "export")], check=True)
    sections = json.loads((others / "export" / "texts.json").read_text("utf-8"))["html"]
    charts = [name for section in sections for name in _PICTURE.findall(section)]
    for number, name in enumerate(charts, 1):
        source = others / "export" / "pictures" / name
        shutil.copyfile(source, others / f"chart-{number}.svg")
    _photos(case.pdf, others)
    shutil.copyfile(ROOT / "assets" / "fonts" / "source-serif-4" / FONT, others / FONT)
    for name, numbered in (("brochure.html", False), ("numbered.html", True)):
        (others / name).write_text(html(chapters, numbered=numbered), "utf-8")
    (others / "brochure.typ").write_text(typst(chapters), "utf-8")


def _photos(path: Path, folder: Path) -> None:
    """Write the photographs of Colophon's PDF as files, in the order of the pages."""
    number = 0
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for image in page.get_images().values():
                if image.get("/Filter") == "/DCTDecode":
                    number += 1
                    (folder / f"photo-{number}.jpg").write_bytes(image.read_raw_bytes())
