"""Single values of a YAML file written anew, with all else as its writer left it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Mark
from . import problems
from .yaml import Path, read_yaml


def rewritten(data: bytes, file: str, values: Mapping[Path, Any]) -> bytes:
    """Return a file with other plain values; those at its top that are not there are added.

    Comments, quotation marks and line ends of all else are kept. Raises Diagnostic where the file
    cannot be read (C101, C108), or a value has more than one place by way of an alias (C101).
    """
    document = read_yaml(data, file)
    text = data.decode("utf-8")
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(bom)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    places = {}
    for path, value in values.items():
        node = node_at(root, path)
        if isinstance(node, yaml.ScalarNode):
            places[node.start_mark.index] = (node, value)
    for index, (node, value) in sorted(places.items(), reverse=True):
        tail = text[index : node.end_mark.index]
        # The end of a folded or literal text is the line after it.
        ending = tail[len(tail.rstrip()) :]
        text = text[:index] + _scalar(value) + ending + text[node.end_mark.index :]
    missing = [path for path in values if len(path) == 1 and path[0] not in document.data]
    if missing and isinstance(root, yaml.MappingNode) and not root.flow_style:
        first = root.value[0][0].start_mark.index
        newline = "\r\n" if "\r\n" in text else "\n"
        added = "".join(f"{path[0]}: {_scalar(values[path])}{newline}" for path in missing)
        text = text[:first] + added + text[first:]
    result = (bom + text).encode()
    _hold(document.data, read_yaml(result, file).data, values, file)
    return result


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


def _hold(before: Any, after: Any, values: Mapping[Path, Any], file: str) -> None:
    """Raise Diagnostic where anything but `values` has changed."""
    for path, value in values.items():
        inner = before
        for step in path[:-1]:
            inner = inner.get(step, {}) if isinstance(inner, dict) else {}
        if isinstance(inner, dict) and (path[-1] in inner or len(path) == 1):
            inner[path[-1]] = value
    if before != after:
        message = "its first values cannot be written without changing others"
        help = "write them out where & and * share them"
        raise Diagnostic([problems.SYNTAX.finding(Mark(file, 1, 1), message, help=help)])
