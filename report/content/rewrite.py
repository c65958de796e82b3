"""First values of a YAML file written anew, with all else as its writer left it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import yaml

from .scalars import with_value
from .yaml import Path, read_yaml


def rewritten(data: bytes, file: str, values: Mapping[Path, Any]) -> bytes:
    """Return a file with other plain values; those at its top that are not there are added.

    Comments, quotation marks and line ends of all else are kept. Raises Diagnostic where the file
    cannot be read (C101, C108), or a value has more than one place by way of an alias (C127).
    """
    document = read_yaml(data, file)
    for path, value in values.items():
        if path in document.places:
            data = with_value(data, file, path, value)
    missing = [path for path in values if len(path) == 1 and path not in document.places]
    text = data.decode("utf-8")
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    if not missing or not isinstance(root, yaml.MappingNode) or root.flow_style:
        return data
    first = root.value[0][0].start_mark.index + text.startswith("\ufeff")
    newline = "\r\n" if "\r\n" in text else "\n"
    added = "".join(f"{path[0]}: {_scalar(values[path])}{newline}" for path in missing)
    return (text[:first] + added + text[first:]).encode()


def node_at(root: yaml.Node | None, path: Path) -> yaml.Node | None:
    """Return the value at a path of keys and positions; None where there is none."""
    node = root
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step] if step < len(node.value) else None
        else:
            return None
    return node


def _scalar(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
