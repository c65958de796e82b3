"""A201, C121 and C122: what is missing in the content."""

from __future__ import annotations

import pytest

from report.preflight.evidence import FactEvidence, Palette
from report.resources import Project, bundled_root
from report.settings import read_theme
from tests.preflight.builders import ask_all, chart, evidence, mark, only, photo, table


def test_photo_without_alt() -> None:
    (found,) = only(evidence(photos=(photo(alt=" "),)), "A201")
    assert (found.mark, found.at) == (mark(40), "harbour")
    assert "credits.yaml:3:5" in found.help


def test_chart_without_alt() -> None:
    (found,) = only(evidence(charts=(chart(alt=""),)), "A201")
    assert (found.mark, found.at) == (mark(50), "sizes")


def test_unused_fact() -> None:
    facts = (FactEvidence("samples", mark(11), "Biobank Sweden", used=False),)
    (found,) = only(evidence(facts=facts), "C121")
    assert (found.mark, found.at) == (mark(11), "samples")
    assert "{{ facts.samples }}" in found.help


def test_fact_without_source() -> None:
    (found,) = only(evidence(facts=(FactEvidence("samples", mark(11), " "),)), "C122")
    assert (found.mark, found.at) == (mark(11), "samples")


def test_data_without_a_source() -> None:
    (found,) = only(evidence(tables=(table(source=" "),)), "D401")
    assert (found.mark, found.at) == (mark(50), "sizes")
    assert "the chart “sizes”" in found.message


def test_data_without_a_date() -> None:
    (found,) = only(evidence(tables=(table(what="table", dated=False),)), "D402")
    assert (found.mark, found.at) == (mark(50), "sizes")
    assert "the table “sizes”" in found.message


def palette(*colours: str) -> Palette:
    return Palette(mark(60), "#FFFFFF", tuple((f"c{at}", each) for at, each in enumerate(colours)))


@pytest.mark.parametrize(
    ("colours", "said"),
    [
        (("#B3D4E8",), "contrast of 1.5"),
        (("#9E2B25", "#584D44"), "alike in grey"),
        (("#006AA7", "#0B2A4A", "#7D8FA1"), ""),
        (("#9C5A00", "#4F6B00"), "alike"),
    ],
)
def test_series_that_not_everybody_tells_apart(colours: tuple[str, ...], said: str) -> None:
    found = ask_all(evidence(palette=palette(*colours)))
    assert [each.code.id for each in found] == ["D403"] * bool(said)
    assert all(said in each.message and each.mark == mark(60) for each in found)


@pytest.mark.parametrize("name", ["nordic", "letterpress"])
def test_everybody_tells_the_series_of_the_bundled_themes_apart(name: str) -> None:
    theme = read_theme(Project.at(bundled_root()), name)
    colours = tuple((role, theme.srgb(role)) for role in theme.charts.series)
    for ground in ("paper", "tint"):
        given = Palette(mark(60), theme.srgb(ground), colours)
        assert ask_all(evidence(palette=given)) == []


def test_no_facts_and_no_pictures_are_no_fault() -> None:
    assert ask_all(evidence(facts=(), photos=(), charts=(), pages=())) == []
