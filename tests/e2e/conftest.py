"""The sample edition for the press: laid out once in each format, printed once by each preset."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from report.build import laid_out
from report.desk import Desk, Job, open_desk
from report.document import document_facts, press_findings
from report.finish.by_name import finisher
from report.layout import Laid
from report.preflight import gather
from report.preflight.runner import inspect
from report.resources import Project

from ..conftest import DAY, copy_of_sample, locked, shared_folder


@dataclass(frozen=True)
class Printed:
    """Files of the sample by part, the findings that are no notes, and the same for a screen."""

    files: Mapping[str, Path]
    codes: tuple[str, ...]
    screen: Path


MakePrinted = Callable[[str, str], Printed]


@dataclass(frozen=True)
class Translated:
    """The seasons in one language: the HTML of their pages, and what was printed of them."""

    html: tuple[str, ...]
    printed: Printed


MakeTranslated = Callable[[str], Translated]


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> MakeTranslated:
    """Return a function that prints the seasons in a language, "en-GB" for their own."""
    base = shared_folder(tmp_path_factory) / "translated"
    base.mkdir(exist_ok=True)

    def make(language: str) -> Translated:
        place = base / language
        said = place.with_suffix(".json")
        with locked(place.with_suffix(".lock")):
            if not said.exists():
                project = Project.at(copy_of_sample(place, "scripts"))
                other = "" if language == "en-GB" else language
                desk = open_desk(project, Job("scripts", DAY, "press", language=other))
                laid = laid_out(desk)
                laid.engine.write(laid.rendered, place / "raw.pdf")
                data = _print(desk, laid, place / "raw.pdf", "fogra39-coated", place / "made")
                data["html"] = [each.section.html for each in laid.sections]
                said.write_text(json.dumps(data))
        data = json.loads(said.read_text())
        return Translated(tuple(data["html"]), _printed(data))

    return make


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> MakePrinted:
    """Return a function that prints the sample: `printed("a4", "fogra39-coated")`."""
    base = shared_folder(tmp_path_factory) / "printed"
    base.mkdir(exist_ok=True)

    @cache
    def laid(format: str) -> tuple[Desk, Laid, Path]:
        project = Project.at(copy_of_sample(base / format))
        desk = open_desk(project, Job("life-science", DAY, "press", format))
        pages = laid_out(desk)
        raw = base / f"{format}.raw.pdf"
        pages.engine.write(pages.rendered, raw)
        return desk, pages, raw

    def make(format: str, printer: str) -> Printed:
        said = base / f"{format}-{printer}.json"
        with locked(base / f"{format}.lock"):
            if not said.exists():
                desk, pages, raw = laid(format)
                data = _print(desk, pages, raw, printer, said.with_suffix(""))
                said.write_text(json.dumps(data))
        return _printed(json.loads(said.read_text()))

    return make


def _printed(data: Mapping[str, Any]) -> Printed:
    files = {part: Path(path) for part, path in data["files"].items()}
    return Printed(files, tuple(data["codes"]), Path(data["screen"]))


def _print(desk: Desk, laid: Laid, raw: Path, printer: str, place: Path) -> dict[str, Any]:
    """Print the pages by a preset, inspect the files, and leave them in `place`."""
    own = open_desk(desk.project, replace(desk.job, printer=printer))
    desk = replace(desk, preset=own.preset)
    facts = document_facts(desk, laid, raw)
    assert facts.printing is not None
    place.mkdir(exist_ok=True)
    parts = finisher("press")(raw, facts, place)
    base = gather.evidence(desk.case, laid.composed, laid)
    cases = gather.printings(base, parts, facts.printing, right_to_left=desk.leftward)
    noticed = press_findings(desk, laid)
    waivers = desk.edition.waivers
    findings = inspect(cases, desk.target.checks, desk.target.profile, waivers, noticed)
    files = {part: str(path) for part, path in parts.items()}
    grave = [each for each in findings if not each.waived and each.severity.word != "note"]
    screen = finisher("screen")(raw, facts, place)[""]
    return {"files": files, "codes": [str(each) for each in grave], "screen": str(screen)}
