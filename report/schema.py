"""JSON Schemas of the YAML files, from the models, for editors that check as one types."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from .charts import Kind, kinds
from .content.changes import VERBS
from .content.edition import Edition
from .content.extends import CHANGES, EXTENDS
from .diagnostics import Diagnostic
from .photos.entry import Ledger
from .release.manifest import Manifest
from .resources import Project
from .settings import names_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schema"


def schemas(project: Project) -> dict[str, str]:
    """Return the text of each schema file by name, the same for the same models and charts."""
    edition = _schema(Edition, "A Colophon edition: one brochure")
    _add_chart_options(edition, kinds(project))
    for what in ("format", "theme"):
        edition["properties"][what]["enum"] = list(names_of(project, what))
    ledger = _schema(Ledger, "A Colophon rights ledger: the photos of a folder")
    return {
        "credits.schema.json": _text(ledger),
        "edition.schema.json": _text(edition),
        "extending.schema.json": _text(_extending(edition)),
        "release.schema.json": _text(_schema(Manifest, "The manifest of a Colophon release")),
    }


def _extending(edition: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of an edition that extends another, or of a variant: nothing is required.

    `null` takes away what the edition below has; facts say what is new of them.
    """
    schema: dict[str, Any] = copy.deepcopy(dict(edition))
    schema["title"] = "A Colophon edition that extends another, or a variant of one"
    del schema["required"]
    fact = {**schema["$defs"]["Fact"], "title": "ChangedFact"}
    del fact["required"]
    schema["$defs"]["ChangedFact"] = fact
    facts = {"anyOf": [{"$ref": "#/$defs/ChangedFact"}, {"type": "null"}]}
    schema["properties"]["facts"] = {
        "type": "object",
        "additionalProperties": facts,
        "description": "Facts that are new, and what is new of those below. `null` takes one away.",
    }
    words = "The edition that this one extends: the name of its folder."
    schema["properties"][EXTENDS] = {"type": "string", "description": words}
    words = "What changes, by id: each item is one of set, remove, insert and move."
    verbs = [{"required": [verb]} for verb in VERBS]
    items = {"type": "object", "oneOf": verbs}
    schema["properties"][CHANGES] = {"type": "array", "description": words, "items": items}
    return schema


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    return {"$schema": _DIALECT, **schema, "title": title}


def _add_chart_options(schema: dict[str, Any], found: Mapping[str, Kind]) -> None:
    """Tie a chart's `options` to its `kind`, so that each kind completes its own."""
    chart = schema["$defs"]["Chart"]
    chart["properties"]["kind"]["enum"] = list(found)
    rules = []
    for name in found:
        try:
            kind = found[name]
        except Diagnostic:  # whoever uses it is told what is wrong with it
            continue
        options = kind.spec.model_json_schema(by_alias=True)
        schema["$defs"] |= {
            f"{name}_{inner}": body for inner, body in options.pop("$defs", {}).items()
        }
        text = json.dumps(options).replace("#/$defs/", f"#/$defs/{name}_")
        schema["$defs"][f"{name}_options"] = json.loads(text)
        rules.append(
            {
                "if": {"properties": {"kind": {"const": name}}},
                "then": {"properties": {"options": {"$ref": f"#/$defs/{name}_options"}}},
            }
        )
    chart["allOf"] = rules


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
