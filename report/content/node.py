"""The base of every value read from YAML: typed, frozen, and aware of its place in the file."""

from __future__ import annotations

import copy
import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PrivateAttr,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..diagnostics import Diagnostic, Finding, Mark
from .descriptions import description
from .explain import NOT_BLANK, explain
from .explain import nearest as nearest
from .yaml import Document, Path, Place

_NOWHERE = Place(Mark(""))
AnyNode = TypeVar("AnyNode", bound="Node")


@dataclass(frozen=True)
class Text:
    """Marks a field as words that are printed: `line` is one paragraph, `prose` has several.

    Into other languages they are translated `always`; a name `where needed`, such as that of an
    authority which has one in each language; and what leads somewhere, such as an address, `never`.
    """

    form: str
    translated: Literal["always", "where needed", "never"] = "always"

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that lets a number stand for words, as `_words` does."""
        return {**handler(core), **WORDS}


class Words(str):
    """Words of the edition itself, which know their place in its file.

    Names in them are substituted and Markdown is read; of what is `plain`, neither. Any other
    text, such as a cell of a CSV file or a credit, is printed as it is.
    """

    place: Place
    plain: bool
    unsettled: str
    """The language of words whose translation is missing, or is of other words than stand here now:
    they are marked where they are printed. Empty for words that are as they should be."""

    def __new__(
        cls, text: str, place: Place = _NOWHERE, *, plain: bool = False, unsettled: str = ""
    ) -> Words:
        """Return the words of `text` from `place`."""
        words = super().__new__(cls, text)
        words.place = place
        words.plain = plain
        words.unsettled = unsettled
        return words

    def saying(self, text: str) -> Words:
        """Return other words, such as a part of these, that are what these are."""
        return Words(text, self.place, plain=self.plain, unsettled=self.unsettled)


WORDS: JsonSchemaValue = {"type": ["string", "number"]}


def _words(value: Any) -> Any:
    """Let a number or date stand where words are printed; YAML reads `title: 2026` as a number."""
    if isinstance(value, (int, float, datetime.date)) and not isinstance(value, bool):
        return str(value)
    return value


Line = Annotated[str, BeforeValidator(_words), Text("line"), Field(max_length=2_000)]
Prose = Annotated[str, BeforeValidator(_words), Text("prose"), Field(max_length=100_000)]
Name = Annotated[
    str, BeforeValidator(_words), Text("line", "where needed"), Field(max_length=2_000)
]
Kept = Annotated[str, BeforeValidator(_words), Text("line", "never"), Field(max_length=2_000)]
# Words that have to be there: a blank would be printed as a hole in the page.
GivenLine = Annotated[Line, Field(pattern=NOT_BLANK)]
GivenName = Annotated[Name, Field(pattern=NOT_BLANK)]
GivenProse = Annotated[Prose, Field(pattern=NOT_BLANK)]
Id = Annotated[
    str,
    Field(
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$",
        max_length=80,
        description="A stable name for this place: small letters, digits and hyphens. Links, "
        "waivers, translations and next year's edition refer to it.",
    ),
    BeforeValidator(_words),
]


class Node(BaseModel):
    """A value from YAML. Unknown keys are findings; nothing changes after loading."""

    # Built when the first value is read: most commands read few of them.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _document: Document | None = PrivateAttr(default=None)
    _path: Path = PrivateAttr(default=())

    @property
    def origin(self) -> tuple[Document, Path]:
        """The document that this value was read from, and its path there."""
        assert self._document is not None, "only values read by read_model have an origin"
        return self._document, self._path

    @property
    def has_origin(self) -> bool:
        """False for what was made of rows, such as the days of an agenda: it stands nowhere."""
        return self._document is not None

    @property
    def mark(self) -> Mark:
        """Where this value begins."""
        return self.place_of().mark

    def mark_of(self, field: str) -> Mark:
        """Where the value of `field` begins; this node's own mark when it was left out."""
        return self.place_of(field).mark

    def place_of(self, field: str | None = None) -> Place:
        """The place of a field's value, from which characters inside its text can be marked."""
        if self._document is None:
            return _NOWHERE
        return self._document.place(self._path if field is None else (*self._path, field))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that says what each key means."""
        full = handler(core)
        keys = handler.resolve_ref_schema(full).get("properties", {})
        for name, info in cls.model_fields.items():
            if words := description(cls, name):
                keys[info.alias or name].setdefault("description", words)
        return full

    def lives_by(self, field: str) -> bool:
        """True for a part without which there is nothing left of this value."""
        return type(self).model_fields[field].is_required()


class Identified(Node):
    """A node with an id, given or derived from its kind and first words."""

    id: Id = ""

    def first_words(self) -> str:
        """The words that a derived id is made from: those of the first text that is printed."""
        return next((value for _, _, value in texts(self) if value.strip()), "")


def texts(node: Node) -> Iterator[tuple[str, Text, str]]:
    """Yield (field, form, words) for each printed text of the node itself, in field order."""
    for name, info in type(node).model_fields.items():
        form = next((each for each in info.metadata if isinstance(each, Text)), None)
        value = getattr(node, name)
        if form is not None and isinstance(value, str) and value:
            yield name, form, value


def walk(value: Any) -> Iterator[Node]:
    """Yield every node in `value` (a node, or tuples and mappings of nodes), parents first."""
    if isinstance(value, Node):
        yield value
        for name in type(value).model_fields:
            yield from walk(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from walk(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from walk(item)


def read_model(model: type[AnyNode], document: Document) -> AnyNode:
    """Return the document as a `model`; Diagnostic with every error of the file otherwise."""
    try:
        result = model.model_validate(document.data)
    except ValidationError as error:
        raise Diagnostic(explain(error, model, document)) from error
    attach(result, document, ())
    return result


def read_what_fits(
    model: type[AnyNode], document: Document
) -> tuple[AnyNode | None, list[Finding]]:
    """Return the document as a `model`, and every error of the file.

    Keys that nobody knows are left out, so that what else is wrong is found in the same run;
    None when there are errors of another kind.
    """
    try:
        return read_model(model, document), []
    except Diagnostic as diagnostic:
        findings = list(diagnostic.findings)
    data = copy.deepcopy(document.data)
    for path in _unknown_keys(model, data):
        inner = data
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
    try:
        return read_model(model, replace(document, data=data)), findings
    except Diagnostic:
        return None, findings


def _unknown_keys(model: type[BaseModel], data: Any) -> list[Path]:
    """Return the paths of the keys that the model does not know."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        return [each["loc"] for each in error.errors() if each["type"] == "extra_forbidden"]
    return []


def changed(value: Any, change: Callable[[Node], Mapping[str, Any]]) -> Any:
    """Return `value` (a node, or tuples and mappings of nodes) with each node changed.

    `change` is given each node as it was and returns its new fields.
    """
    if isinstance(value, Node):
        fields = {name: changed(getattr(value, name), change) for name in type(value).model_fields}
        return value.model_copy(update={**fields, **change(value)})
    if isinstance(value, (tuple, list)):
        return type(value)(changed(item, change) for item in value)
    if isinstance(value, Mapping):
        return {key: changed(item, change) for key, item in value.items()}
    return value


def attach(value: Any, document: Document, path: Path) -> None:
    """Tell each node inside `value` its place in the document."""
    if isinstance(value, Node):
        value._document = document
        value._path = path
        for name, info in type(value).model_fields.items():
            attach(getattr(value, name), document, (*path, info.alias or name))
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            attach(item, document, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            attach(item, document, (*path, key))


def slug(words: str, limit: int = 5) -> str:
    """Return the first words as an id: "Where Swedish oncology began" → "where-swedish-…"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"\{\{\s*(?:facts|page|row)\.", " ", plain).casefold())
    return "-".join(parts[:limit])[:60].strip("-")
