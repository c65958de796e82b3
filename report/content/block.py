"""What every block and page type has in common, and the registries made of their folders."""

from __future__ import annotations

import datetime
import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..diagnostics import Finding
from . import blocks as block_folder
from .node import WORDS, Id, Identified, Line, Node
from .tables import Table
from .uses import Selective

AsOf = int | datetime.date | None
"""The year or day that figures were true, where one is named."""
Width = Literal["column", "page"]
Lines = Annotated[int, Field(ge=1, le=200)] | Literal["fill"]


class PhotoUse(Node):
    """A photograph where it is printed."""

    file: str
    """The photo's file name, as the rights ledger (credits.yaml) knows it."""
    caption: Line = ""
    """What the picture shows, and no more than is known. Left out: the ledger's caption."""
    alt: Line = ""
    """The picture in words, for people who cannot see it. Left out: the ledger's."""
    focus: str = Field("", pattern=r"^((100|\d{1,2})% (100|\d{1,2})%)?$")
    """The point that must stay in view when cropped: across and down, as `50% 40%`."""


def _as_written(value: Any) -> Any:
    """Return a date, which YAML knows without quotation marks, in the words that were written."""
    return value.isoformat() if isinstance(value, datetime.date) else value


_Cell: TypeAlias = Annotated[int | float | str | None, BeforeValidator(_as_written)]


class InlineTable(Node):
    """A small table written in the edition itself."""

    columns: tuple[Line, ...] = Field(min_length=1)
    """The column heads."""
    rows: tuple[tuple[_Cell, ...], ...] = Field(min_length=1)
    """The rows, each a list with one value per column; `null` is a missing value."""


class TableFile(Node):
    """A part of a data file."""

    file: str
    """A CSV file or an Excel workbook of the edition, such as data/hubs.xlsx."""
    sheet: str = ""
    """The sheet of the workbook; left out: the only one."""
    range: str = ""
    """The cells, such as `B3:F20`, or the name of a range or table; left out: all of the sheet."""


def _way(data: Any) -> str | None:
    """Return in which way a table is given: the errors of the other ways would only confuse."""
    if isinstance(data, str):
        return "name"
    keys = data if isinstance(data, dict) else getattr(type(data), "model_fields", None)
    if keys is None:
        return None
    return "file" if {"file", "sheet", "range"} & set(keys) else "inline"


Data = Annotated[
    Annotated[str, Tag("name")]
    | Annotated[InlineTable, Tag("inline")]
    | Annotated[TableFile, Tag("file")],
    Discriminator(_way),
]


class Block(Selective):
    """Part of a section. The YAML key that names it is its `kind`."""

    kind: ClassVar[str] = ""
    place: Literal["flow", "foot"] = "flow"
    """`foot` moves a block as wide as the page down to the foot of its page; what is left stands
    white above it."""

    def from_table(self, table: Table) -> Mapping[str, Any]:
        """Return the fields that a block takes from its `data:`; Diagnostic for faults in it."""
        return {}

    def faults(self) -> Iterable[Finding]:
        """Return what is wrong with the block that the form of its fields does not show."""
        return ()

    def spans(self) -> bool:
        """True when the block takes the whole measure, False when it stands in a column."""
        return str(getattr(self, "width", "page")) != "column"


class Page(Identified):
    """A page type. The YAML key that names it is its `kind`; each starts on a new page."""

    kind: ClassVar[str] = ""
    whole: ClassVar[bool] = False
    """True for a page that is designed as one, whose white is part of the design."""
    facing: ClassVar[bool] = False
    """True for two pages that must lie open side by side."""
    start: Literal["any", "recto", "verso"] = "any"
    """Which page it may start on: any, the right-hand (recto) or the left-hand one (verso)."""

    @property
    def heading(self) -> str:
        """The words that stand for this page in contents and bookmarks; empty for none."""
        return ""

    def first_words(self) -> str:
        """The words that a derived id is made from; empty where the kind is enough."""
        return ""


class Item(Node):
    """One block or page written as a single-key mapping, such as `- photo: {…}`.

    The concrete classes have one optional field per kind, so that the JSON Schema, the
    completion of editors and the place of every error follow from the model itself.
    """

    id: Id = ""
    """The id, where the block is written in short form (`- text: …`)."""

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        given = [name for name in type(self).model_fields if name in self.model_fields_set]
        kinds = [name for name in given if name != "id"]
        if len(kinds) != 1 or getattr(self, kinds[0]) is None:
            raise ValueError(
                "each item of this list names exactly one kind, such as “- text: …”\n"
                "possible here: " + ", ".join(n for n in type(self).model_fields if n != "id")
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that asks for exactly one kind, as the model does."""
        full = super().__get_pydantic_json_schema__(core, handler)
        inner = handler.resolve_ref_schema(full)
        kinds = [name for name in inner["properties"] if name != "id"]
        for name in kinds:
            body = inner["properties"][name]
            inner["properties"][name] = (
                {
                    **body.pop("anyOf")[0],
                    "description": body["description"],
                }
                if "anyOf" in body
                else body
            )
        inner["oneOf"] = [{"required": [name]} for name in kinds]
        return full

    def lives_by(self, field: str) -> bool:
        return field != "id"

    @property
    def body(self) -> Any:
        """The block or page itself."""
        return next(
            getattr(self, name)
            for name in type(self).model_fields
            if name != "id" and getattr(self, name) is not None
        )


def kinds_in(package: Any, base: type[Identified]) -> dict[str, type[Identified]]:
    """Return the classes of `base` by kind, one from each module of the package, sorted."""
    found: dict[str, type[Identified]] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        classes = [
            each
            for each in vars(module).values()
            if isinstance(each, type)
            and issubclass(each, base)
            and each.__module__ == module.__name__
            and bool(getattr(each, "kind", None))
        ]
        if len(classes) != 1 or classes[0].kind in found:  # type: ignore[attr-defined]
            raise ImportError(f"{module.__name__} must define exactly one new {base.__name__}")
        found[classes[0].kind] = classes[0]  # type: ignore[attr-defined]
    return found


def item_model(name: str, kinds: dict[str, type[Identified]]) -> type[Item]:
    """Return an `Item` class with one optional field per kind."""
    fields: dict[str, Any] = {
        kind: (model | None, Field(None, description=_summary(model)))
        for kind, model in kinds.items()
    }
    return create_model(name, __base__=Item, __module__=__name__, **fields)


def _summary(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")


@cache
def blocks() -> dict[str, type[Identified]]:
    """Return every block model by kind: one per file of `content/blocks/`."""
    return kinds_in(block_folder, Block)


@cache
def block_item() -> type[Item]:
    """Return the model of one item of a list of blocks."""
    return item_model("BlockItem", blocks())


class Short(Node):
    """A node that may be written as plain words: `- text: …` for `- text: {body: …}`."""

    short: ClassVar[str] = ""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that allows plain words beside the mapping."""
        full = super().__get_pydantic_json_schema__(core, handler)
        inner = handler.resolve_ref_schema(full)
        if cls.short and "anyOf" not in inner:
            mapping = dict(inner)
            words = {**WORDS, "description": f"The words alone, short for `{cls.short}`."}
            inner.clear()
            inner["anyOf"] = [words, mapping]
        return full

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, data: Any) -> Any:
        if isinstance(data, (str, int, float)) and not isinstance(data, bool):
            return {cls.short: data}
        return data
