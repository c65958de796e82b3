"""Finding one's way through a model's annotations."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def models_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[type[BaseModel]]:
    """Return the models that the value at `loc` inside `model` can have; none for plain values."""
    current: Any = model
    for step in loc:
        current = next(_inside(current, step), None)
        if current is None:
            return []
    return [each for each in _members(current) if _is_model(each)]


def _inside(annotation: Any, step: int | str) -> Iterator[Any]:
    for member in _members(annotation):
        if _is_model(member):
            for name, info in member.model_fields.items():
                if step in (name, info.alias):
                    yield info.annotation
        elif isinstance(step, int) and get_origin(member) in (tuple, list):
            yield get_args(member)[0]
        elif get_origin(member) in (dict, Mapping):
            yield get_args(member)[1]


def _members(annotation: Any) -> Iterator[Any]:
    """Yield the members of a union, an Annotated or the annotation itself."""
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        for each in get_args(annotation):
            yield from _members(each)
    elif origin is Annotated:
        yield from _members(get_args(annotation)[0])
    else:
        yield annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
