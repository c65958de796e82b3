"""Every place of fixed height, or that stands where a style puts it, filled until it breaks.

What does not fit is an error at its page, and none of it is silently cut: a new style with such a
place fails here until somebody has broken it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from report.build import laid_out
from report.desk import Job, open_desk
from report.diagnostics import Finding
from report.preflight import gather
from report.preflight.runner import inspect
from report.resources import Project

from ..conftest import DAY, ROOT
from ..engine.pages import jpeg

ERRORS = {"T202", "T207", "T208", "T213"}
WORDS = ("Words that go on and on where there is little room for them",) * 200


def words(count: int) -> str:
    return " ".join(" ".join(WORDS).split()[:count])


PHOTO = "file: sea-sunset.jpg"
BODY = "blocks: [text: Words that stand below it.]"
LABEL = f"title: {words(60)}"
ASKED = "people: [{name: Ada Lind, role: Gardener}]"


class Place(NamedTuple):
    """A page that is too full, and the selectors of the styles that it tries."""

    page: str
    selectors: tuple[str, ...]


PLACES = {
    "cover-headline": Place(
        f"cover: {{photo: {{{PHOTO}}}, headline: {words(80)}}}", (".cover", ".cover .panel")
    ),
    "cover-standfirst": Place(
        f"cover: {{photo: {{{PHOTO}}}, headline: A, standfirst: {words(190)}}}", (".cover .panel",)
    ),
    "cover-credit": Place(
        f"cover: {{photo: {{file: credited.jpg}}, headline: {words(9)}}}", (".cover figcaption",)
    ),
    "back-headline": Place(
        f"back_cover: {{photo: {{{PHOTO}}}, headline: {words(110)}}}",
        (".back-cover", ".back-cover .panel"),
    ),
    "back-text": Place(
        f"back_cover: {{photo: {{{PHOTO}}}, headline: A, text: {words(600)}}}",
        (".back-cover .panel",),
    ),
    "back-caption": Place(
        f"back_cover: {{photo: {{{PHOTO}, caption: {words(399)}}}, text: {words(60)}}}",
        (".back-cover figcaption",),
    ),
    "back-publisher": Place(
        f"back_cover: {{photo: {{{PHOTO}, caption: {words(60)}}}, headline: A}}",
        (".back-cover .publisher",),
    ),
    "contents-title": Place(
        f"contents: {{title: {words(70)}, photo: {{{PHOTO}}}}}",
        (".contents h2", ".low .contents h2", ".small .contents h2"),
    ),
    "contents-imprint": Place(
        f"contents: {{title: A, imprint: {words(1200)}}}", (".contents-page", ".imprint")
    ),
    "contents-caption": Place(
        f"contents: {{title: A, photo: {{{PHOTO}, caption: {words(390)}}}}}",
        (".contents-page figure",),
    ),
    "contents-entries": Place(
        "contents: {title: A}",
        (
            *(".contents li", ".dense .contents li", ".tight .contents li"),
            *(".contents a", ".contents .summary"),
        ),
    ),
    "opener-head": Place(
        f"section: {{title: {words(40)}, standfirst: {words(380)}, summary: {words(90)}, "
        f"opener: {{photo: {{{PHOTO}}}}}, {BODY}}}",
        (".opener", ".opener .head"),
    ),
    "opener-caption": Place(
        f"section: {{title: A title, opener: {{photo: {{{PHOTO}, caption: {words(390)}}}, "
        f"title_at: bottom}}, {BODY}}}",
        (".opener figcaption",),
    ),
    "opener-top-caption": Place(
        f"section: {{title: A title that takes all of the room which is there for it, opener: "
        f"{{style: top, photo: {{{PHOTO}, caption: {words(150)}}}}}, {BODY}}}",
        (),
    ),
    "notes-label": Place(
        f"section: {{title: A, blocks: [notes: {{{LABEL}, items: [One.]}}, text: Words below.]}}",
        (".block-notes.page .label",),
    ),
    "contacts-label": Place(
        f"section: {{title: A, blocks: [contacts: {{{LABEL}, {ASKED}}}, text: Words below it.]}}",
        (".block-contacts.page .label",),
    ),
    "disclaimer-label": Place(
        f"section: {{title: A, blocks: [disclaimer: {{{LABEL}, body: One.}}, text: Words below.]}}",
        (".block-disclaimer.page .label",),
    ),
    "credits-label": Place(
        f"credits: {{title: A, blocks: [contacts: {{title: {words(190)}, {ASKED}}}]}}",
        (".credits-page .beside .label",),
    ),
    "logo-name": Place(
        f"section: {{title: A, blocks: [logos: {{title: B, items: [{{name: {words(40)}}}, "
        "{name: B}]}]}",
        (".logo-cell",),
    ),
}
DESIGNS = (("nordic", "a4"), ("letterpress", "a4"), ("nordic", "square-210"), ("nordic", "a5"))
# What grows with its words, in some designs or in all.
GROWS = {
    *(("opener-top-caption", *design) for design in DESIGNS),
    *((f"{name}-label", "nordic", "a5") for name in ("notes", "contacts", "disclaimer", "credits")),
}
ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *(".block-actors .diagram .tier-name", ".block-actors .tier li"),
            *(".block-actors .links p", ".block-locator .sketch p"),
        ),
        "tests/diagrams: words are measured before they are placed (T110 to T112)",
    ),
    ".block-panel .beside": "only where its words leave room: tests/test_compose.py",
    ".block-people .missing span": "two letters: tests/content",
    ".contents .folio": "a number",
    ".spread .half": "as high as the page",
    ".spread figcaption": "the longest caption fits: see below",
    **dict.fromkeys(
        (".drop", ".low .drop", ".small .drop", "section > .band:last-child > .rest"), "empty"
    ),
    **dict.fromkeys(
        (
            *(".block-actors .links img", ".block-locator .mark", ".block-locator .sketch img"),
            *(".block-people.beside .portrait", ".back-cover img", ".cover img", ".opener img"),
            *(".opener-picture img", ".spread .window"),
        ),
        "a picture",
    ),
}


@cache
def found(root: Path, theme: str, format: str) -> Mapping[str, list[Finding]]:
    """Return what is found on the pages of each place, by its name."""
    pages = "".join(
        re.sub(r"^(\w+): \{", rf"  - \1: {{id: {name}, ", place.page, count=1) + "\n"
        for name, place in PLACES.items()
    )
    text = (
        "title: A small edition\nlanguage: en-US\ndate: 2026-11-22\n"
        f"publisher: {words(30)}\ntheme: {theme}\nformat: {format}\nsections:\n{pages}"
    )
    project = Project.at(root / f"{theme}-{format}")
    folder = project.editions / "small"
    (folder / "photos").mkdir(parents=True)
    (folder / "edition.yaml").write_text(text)
    (folder / "photos" / "credited.jpg").write_bytes(jpeg((10, 30, 60)))
    ledger = f"photos:\n  credited.jpg: {{credit: {words(390)}, alt: Blue., licence: CC0-1.0}}\n"
    (folder / "photos" / "credits.yaml").write_text(ledger)
    desk = open_desk(project, Job("small", DAY))
    laid = laid_out(desk)
    all = inspect(gather.evidence(desk.case, laid.composed, laid), ("pages",), {}, ())
    made = {}
    for each in laid.sections:
        numbers = range(each.first, each.first + len(each.rendered.pages))
        own = [finding for finding in all if finding.area and finding.area.page in numbers]
        made[each.section.id] = own
    return made


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("places")


@pytest.mark.parametrize(("theme", "format"), DESIGNS)
def test_what_does_not_fit_its_place_is_an_error_at_its_page(
    theme: str, format: str, root: Path
) -> None:
    broken = {
        name: sorted({each.code.id for each in findings} & ERRORS)
        for name, findings in found(root, theme, format).items()
    }
    silent = {name for name, codes in broken.items() if not codes}

    assert silent == {name for name, *design in GROWS if design == [theme, format]}, broken


def test_what_is_lost_is_told_in_lines_and_words(root: Path) -> None:
    findings = found(root, "nordic", "a4")

    (lost,) = (each for each in findings["back-text"] if each.code.id == "T208")
    assert re.search(r"no room for \d+ lines, about \d+ words", lost.message)
    assert lost.at == "back-text" and lost.mark is not None and lost.mark.line > 0
    low = [each for each in findings["contents-entries"] if each.code.id == "T202"]
    assert low and all(re.search(r" is \d+ lines?, [\d.]+ mm, too long", f.message) for f in low)


@pytest.mark.parametrize("format", ["a4", "a5", "dl-leaflet"])
def test_the_longest_caption_of_a_spread_fits_its_page(format: str, tmp_path: Path) -> None:
    project = Project.at(tmp_path)
    (project.editions / "small").mkdir(parents=True)
    caption = words(500)[:1995]
    (project.editions / "small" / "edition.yaml").write_text(
        "title: A small edition\nlanguage: en-US\ndate: 2026-11-22\n"
        f"format: {format}\nsections:\n  - spread: {{photo: {{{PHOTO}, caption: {caption}}}}}\n"
    )
    desk = open_desk(project, Job("small", DAY))
    laid = laid_out(desk)
    evidence = gather.evidence(desk.case, laid.composed, laid)

    assert not {each.code.id for each in inspect(evidence, ("pages",), {}, ())} & ERRORS


def selectors() -> set[str]:
    """Return the selectors of all styles that give a fixed height or take out of the flow."""
    made = set()
    for path in sorted((ROOT / "templates").rglob("*.css")):
        if "papers" in path.parts:
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            if re.search(r"position:\s*absolute|(?<![\w-])(max-)?height:(?! auto)", body):
                made |= {" ".join(name.split()) for name in names.split(",")}
    return {name for name in made if "::" not in name}


def test_no_style_has_a_place_that_nobody_has_broken() -> None:
    tried = {selector for place in PLACES.values() for selector in place.selectors}

    assert selectors() - tried - ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() - selectors() == set()
