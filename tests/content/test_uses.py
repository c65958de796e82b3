"""Words for one use alone: they are in no file for the other."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest

from report.build import build
from report.compose import compose
from report.composed import LayoutFacts
from report.content.load import Manuscript, load
from report.desk import Job, open_desk, options_reader
from report.diagnostics import Diagnostic
from report.resources import Project

from ..conftest import DAY, HEAD, NewProject, pointed

MOBILE, WEB = "+46 70 123 45 67", "www.example.org"
TEXT = f"""{HEAD}facts:
  hubs: {{value: 450, label: hubs, source: A list}}
sections:
  - section:
      id: one
      title: One
      blocks:
        - people:
            id: people
            title: People
            people:
              - {{name: Ann, phone: "{MOBILE}", web: {WEB},
                 press_only: [phone], screen_only: [web]}}
              - {{name: Ben, only: press}}
        - people: {{id: gone, title: Nobody, people: [{{name: Cem, only: press}}]}}
        - text: {{id: paper, only: press, body: "Paper has {{{{ facts.hubs }}}} hubs."}}
        - id: glass
          text: {{only: screen, body: Glass alone.}}
"""


def read(project: Project) -> Manuscript:
    return load(project, "small", options_reader(project))


def html(project: Project, target: str) -> str:
    desk = open_desk(project, Job("small", DAY, target))
    return compose(desk.manuscript, desk.means, LayoutFacts()).sections[0].html


def test_each_use_has_its_own_words_and_the_rest(new_project: NewProject) -> None:
    project = new_project(TEXT)
    screen, press = html(project, "screen"), html(project, "press")

    for word in (MOBILE, "Ben", "Cem", "Nobody", "Paper"):
        assert word not in screen and word in press, word
    for word in (WEB, "Glass"):
        assert word in screen and word not in press, word
    assert "Ann" in screen and "Ann" in press


def test_a_proof_shows_what_the_press_prints(new_project: NewProject) -> None:
    project = new_project(TEXT)

    assert html(project, "proof") == html(project, "press")


def test_a_list_of_which_nothing_is_left_takes_its_block_with_it(new_project: NewProject) -> None:
    screen = read(new_project(TEXT)).printed_for("screen").edition

    assert [block.id for _, block in screen.blocks()] == ["people", "glass"]


def test_what_all_may_see_stays_the_very_same(new_project: NewProject) -> None:
    manuscript = read(new_project())

    assert manuscript.printed_for("press").edition is manuscript.edition


def test_a_fact_of_the_other_use_is_not_unused_and_not_listed(new_project: NewProject) -> None:
    project = new_project(TEXT.replace("- text:", "- notes: {sources: true}\n        - text:", 1))
    desk = open_desk(project, Job("small", DAY, "screen"))

    made = compose(desk.manuscript, desk.means, LayoutFacts())

    assert made.facts_used == {"hubs"}
    assert "A list" not in made.sections[0].html


def test_nothing_of_the_press_is_in_the_file_for_the_screen(new_project: NewProject) -> None:
    project = new_project(TEXT)
    outcome = build(project, Job("small", DAY, "screen"))

    assert outcome.written, outcome.findings
    with pikepdf.open(outcome.path) as pdf:
        strings = " ".join(str(each) for each in pdf.objects)
    document = pypdfium2.PdfDocument(outcome.path)
    shown = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "Glass alone" in shown
    for word in (MOBILE, MOBILE.replace(" ", ""), "Cem", "Paper"):
        assert word not in shown.replace("\u00a0", " ") and word not in strings


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("{name: A, press_only: [fone]}", "did you mean “phone”?"),
        ("{name: A, press_only: [name]}", "keep all of it back with `only`"),
        ("{name: A, only: ¶paper}", "possible here: screen, press"),
    ],
)
def test_slips_are_findings(person: str, words: str, new_project: NewProject) -> None:
    text = TEXT.replace("{name: Ben, only: press}", person if "¶" in person else f"¶{person}")
    text, place = pointed(text)

    with pytest.raises(Diagnostic) as caught:
        read(new_project(text))

    (finding,) = caught.value.findings
    assert words in finding.help
    assert str(finding.mark).endswith(place)


def test_a_reference_to_what_is_not_there_is_an_error(new_project: NewProject) -> None:
    text = TEXT.replace("Glass alone.", '"See page {{ page.paper }}."')
    project = new_project(text)
    desk = open_desk(project, Job("small", DAY, "screen"))

    (finding,) = compose(desk.manuscript, desk.means, LayoutFacts()).findings

    assert finding.code.id == "C112" and "paper" in finding.message
