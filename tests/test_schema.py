"""The JSON Schemas: committed as generated, complete, and of one mind with the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml

from report.charts import kinds
from report.content.block import blocks
from report.content.edition import Edition, page_types
from report.content.node import read_model
from report.content.yaml import read_yaml
from report.diagnostics import Diagnostic
from report.resources import Project
from report.schema import FOLDER, schemas

from .conftest import HEAD, ROOT, SMALL

PROJECT = Project.at(ROOT)
EDITION = json.loads(schemas(PROJECT)["edition.schema.json"])
CREDITS = json.loads(schemas(PROJECT)["credits.schema.json"])


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2's types, as editors have them: a date is text."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(schema: dict[str, Any], text: str) -> list[str]:
    data = yaml.load(text, AsEditorsRead)
    return [each.json_path for each in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def starter(name: str) -> str:
    text = (ROOT / "templates" / "starter" / name).read_text()
    return text.replace("$TITLE", '"A title"').replace("$DATE", "2026-11-22")


@pytest.mark.parametrize("name", ["edition.schema.json", "credits.schema.json"])
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    """Write them anew with `python build_pdf.py schema`."""
    assert (ROOT / FOLDER / name).read_text() == schemas(PROJECT)[name]


@pytest.mark.parametrize("schema", [EDITION, CREDITS], ids=["edition", "credits"])
def test_the_schemas_are_schemas(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_bundled_editions_and_ledgers_are_valid() -> None:
    assert errors(EDITION, (ROOT / "editions/life-science/edition.yaml").read_text()) == []
    assert errors(EDITION, starter("edition.yaml")) == []
    for path in ("assets/photos", "editions/life-science/photos", "templates/starter/photos"):
        assert errors(CREDITS, (ROOT / path / "credits.yaml").read_text()) == [], path


def block(text: str) -> str:
    return f"{HEAD}sections:\n  - section:\n      title: T\n      blocks:\n        - {text}\n"


GOOD = [
    SMALL,
    block("text: words"),
    block("text: 2026"),
    block("{id: a, text: words}"),
    block("notes: {items: [words, {text: more}]}"),
    block("chart: {kind: bar, title: T, data: x.csv, options: {sort: ascending}}"),
    block("table: {title: T, data: {columns: [A], rows: [[1], [x], [null]]}}"),
    block("photo: {file: a.jpg, lines: fill, focus: 50% 40%}"),
    SMALL.replace("title: A small edition", "title: 2026"),
]
BAD = [
    SMALL.replace("title: First", "titel: First"),
    SMALL.replace("date: 2026-11-22\n", ""),
    SMALL.replace("sections:", "format: a99\nsections:"),
    block("text: {body: words, columns: 3}"),
    block("{text: one, photo: {file: a.jpg}}"),
    block("{id: only}"),
    block("txt: words"),
    block("text:"),
    block("text: [a]"),
    block("chart: {kind: pie, title: T, data: x.csv}"),
    block("chart: {kind: bar, title: T, data: x.csv, options: {sortt: x}}"),
    block("text: {id: Not An Id, body: words}"),
    block("photo: {file: a.jpg, focus: left}"),
]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_models_take_the_schema_takes(text: str) -> None:
    read_model(Edition, read_yaml(text.encode(), "a"))
    assert errors(EDITION, text) == []


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_is_wrong_for_the_schema(text: str) -> None:
    assert errors(EDITION, text) != []
    if "format: a99" not in text and "chart:" not in text:
        with pytest.raises(Diagnostic):
            read_model(Edition, read_yaml(text.encode(), "a"))


def keys(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every key that a file can have, and what the schema says about it."""
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items():
            yield f"{path}.{name}", inner
        for name, inner in schema.items():
            if name != "if":
                yield from keys(inner, f"{path}.{name}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from keys(inner, f"{path}.{number}")


@pytest.mark.parametrize("schema", [EDITION, CREDITS], ids=["edition", "credits"])
def test_every_key_is_described(schema: dict[str, Any]) -> None:
    found = [
        (path, body)
        for path, body in keys(schema)
        if not ("allOf" in path and path.endswith("then.options"))
    ]

    assert len(found) > 10
    assert [path for path, body in found if not body.get("description")] == []


def test_every_block_page_and_chart_kind_is_offered() -> None:
    definitions = EDITION["$defs"]

    assert set(definitions["BlockItem"]["properties"]) == {*blocks(), "id"}
    assert set(definitions["PageItem"]["properties"]) == {*page_types(), "id"}
    assert definitions["Chart"]["properties"]["kind"]["enum"] == list(kinds(PROJECT))
    for kind in kinds(PROJECT):
        assert f"{kind}_options" in definitions


def test_editions_name_the_schema_in_their_first_line() -> None:
    for text in (
        (ROOT / "editions/life-science/edition.yaml").read_text(),
        starter("edition.yaml"),
    ):
        first = text.split("\n")[0]
        assert first == "# yaml-language-server: $schema=../../schema/edition.schema.json"
