"""A201, C121 and C122: what is missing in the content."""

from __future__ import annotations

from report.preflight.evidence import FactEvidence
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


def test_no_facts_and_no_pictures_are_no_fault() -> None:
    assert ask_all(evidence(facts=(), photos=(), charts=(), pages=())) == []
