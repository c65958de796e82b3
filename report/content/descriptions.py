"""What the keys of models mean, in the words that stand below them in the code.

pydantic can read them while it makes a class (`use_attribute_docstrings`), and would read every
source file at every start. They are asked for by few: schemas, the reference, and some messages.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel


def description(model: type[BaseModel], field: str) -> str:
    """Return what a field of a model means; "" where nothing says so."""
    given = model.model_fields[field].description
    return given if given is not None else descriptions(model).get(field, "")


@cache
def descriptions(model: type[BaseModel]) -> Mapping[str, str]:
    """Return the string below each field, by the field's name; those of base classes as well."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        found |= _in_module(each.__module__).get(each.__qualname__, {})
    return found


@cache
def _in_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the descriptions in a module by the class; none where there is no source."""
    try:
        source = inspect.getsource(sys.modules[name])
    except (OSError, TypeError, KeyError):
        return {}
    classes = (each for each in ast.parse(source).body if isinstance(each, ast.ClassDef))
    return {each.name: dict(_below_fields(each)) for each in classes}


def _below_fields(definition: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in zip(definition.body, definition.body[1:], strict=False):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            yield field.target.id, inspect.cleandoc(str(below.value.value))
