"""Records of a release: JSON that is written the same each time, and read with distrust."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..diagnostics import Code, Diagnostic, Mark

_Record = TypeVar("_Record", bound=BaseModel)


def written(record: BaseModel) -> bytes:
    """Return a record as it is written: keys in the order of its fields."""
    text = json.dumps(record.model_dump(mode="json"), indent=2, ensure_ascii=False)
    return text.encode() + b"\n"


def read(kind: type[_Record], data: bytes, mark: Mark, refusal: tuple[Code, str, str]) -> _Record:
    """Return a record; Diagnostic with the code where it is none.

    `refusal` is the code, what the record is called, and what helps.
    """
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"])) or "its text"
        code, name, help = refusal
        message = f"{name} cannot be read: {place}: {fault['msg']}"
        raise Diagnostic([code.finding(mark, message, help=help)]) from error
