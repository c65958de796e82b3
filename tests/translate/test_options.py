"""Options of charts: their words are translated, and names in them follow the table's."""

from __future__ import annotations

import pytest

from report.charts import kind_named, read_spec
from report.content.block import Block
from report.content.tables import inline_table
from report.diagnostics import Mark
from report.resources import Project, bundled_root
from report.translate.tables import option_texts, translated_spec

SWEDISH = {"Reform": "Reformen", "Quarter 2": "Kvartal 2", "employees": "anställda"}


@pytest.fixture
def project() -> Project:
    return Project.at(bundled_root())


def test_words_of_events_are_texts_and_keys_follow_the_table(project: Project) -> None:
    rows: list[list[object]] = [["Quarter 1", 1], ["Quarter 2", 2]]
    before, _ = inline_table(["When", "n"], rows, lambda row, at: Mark("e"))
    rows[1][0] = SWEDISH["Quarter 2"]
    after, _ = inline_table(["When", "n"], rows, lambda row, at: Mark("e"))
    options = {"events": {"Quarter 2": "Reform", "2020": ""}, "highlight": "n"}
    spec = read_spec(kind_named(project, "line"), options, lambda path: None)
    assert list(option_texts(spec)) == [("events/Quarter 2", "Reform")]
    block = Block.model_construct(id="jobs")
    told = translated_spec(block, spec, before, after, lambda _, words: SWEDISH.get(words, words))
    assert getattr(told, "events") == {"Kvartal 2": "Reformen", "2020": ""}  # noqa: B009
    assert getattr(told, "highlight") == "n"  # noqa: B009


def test_words_of_one_option_are_texts(project: Project) -> None:
    spec = read_spec(kind_named(project, "pictogram"), {"of": "employees"}, lambda path: None)
    assert list(option_texts(spec)) == [("of", "employees")]
