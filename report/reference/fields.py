"""The keys of a model as a table, in the words of those who fill them in."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..content.block import Item
from ..content.descriptions import description
from ..content.node import Text

_PLAIN: Mapping[Any, str] = {
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    Decimal: "number",
    datetime.date: "date",
    Any: "anything",
}
_HEAD = ("| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |")
_FORMS = {"line": "words", "prose": "Markdown"}


def fields_table(model: type[BaseModel], skip: Collection[str] = ()) -> str:
    """Return the keys of `model`, but those in `skip`, as a Markdown table; "" for none."""
    rows = [
        f"| `{info.alias or name}` | {type_words(info.annotation, info.metadata)} "
        f"| {_default(info)} | {_cell(description(model, name))} |"
        for name, info in model.model_fields.items()
        if name not in skip
    ]
    if not rows:
        return ""
    return "\n".join(
        ["| Key | Value | Default | Meaning |", "| --- | --- | --- | --- |", *rows, ""]
    )


def type_words(annotation: Any, metadata: Collection[Any] = ()) -> str:
    """Return what a key takes: "words", "list of …", or the choices there are."""
    form = next((each.form for each in metadata if isinstance(each, Text)), None)
    if form is not None:
        return _FORMS[form]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_words(inner[0], inner[1:])
    if origin in (Union, types.UnionType):
        parts = [type_words(each) for each in inner if each is not types.NoneType]
        return " or ".join(dict.fromkeys(parts)).replace("whole number or number", "number")
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in inner)
    if origin in (tuple, list):
        return f"list of {type_words(inner[0])}".replace("list of list ", "list of lists ")
    if origin in (dict, Mapping):
        return f"keys of your own, each with {type_words(inner[1])}"
    if isinstance(annotation, type) and issubclass(annotation, Item):
        return "[blocks](#blocks)" if annotation.__name__ == "BlockItem" else "pages"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{title_of(annotation).lower()}](#{anchor(title_of(annotation))})"
    return _PLAIN.get(annotation, "text")


def models_in(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Return the models that the keys of `model` take, each once, in order, parents first."""
    found: dict[type[BaseModel], None] = {}
    for info in model.model_fields.values():
        for each in _models(info.annotation):
            found |= {each: None} | dict.fromkeys(models_in(each))
    return tuple(found)


def title_of(model: type[BaseModel]) -> str:
    """Return a model's name in words: `KeyFigure` is a “Key figure”."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__)
    return words.capitalize()


def summary_of(model: type[BaseModel]) -> str:
    """Return the first paragraph of a model's documentation in one line."""
    return " ".join((model.__doc__ or "").strip().split("\n\n")[0].split())


def words_of(model: type[BaseModel]) -> str:
    """Return a model's whole documentation, one line a paragraph."""
    paragraphs = (model.__doc__ or "").strip().split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def anchor(heading: str) -> str:
    """Return the address of a heading as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not issubclass(annotation, Item):
            yield annotation
    else:
        for each in get_args(annotation):
            yield from _models(each)


def _default(info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    value = info.get_default(call_default_factory=True, validated_data={})
    if value is None or value in ("", (), {}):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
