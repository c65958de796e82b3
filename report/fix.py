"""Writing derived ids into an edition, so that they outlive a change of words.

The ids go in as text at the marks of the values: a YAML library that writes a file anew would
also fold long lines and change quotation marks, and the file belongs to the person who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .content.block import Short
from .content.edition import Edition, blocks_of
from .content.extends import EXTENDS
from .content.ids import give_ids, list_items
from .content.node import Identified, read_model
from .content.rewrite import node_at
from .content.yaml import Path, read_yaml
from .diagnostics import Code, Diagnostic, Mark, Severity
from .resources import Project
from .storage import one_at_a_time, rewrite

CANNOT_FIX = Code(
    "C114",
    "ids-not-written",
    Severity.ERROR,
    """`check --fix` could not write the derived ids without changing something else.

    The file is as it was. This happens where the same lines are used twice by way of an anchor
    and an alias (`&name`, `*name`). Write the ids by hand there, one `id:` for each block.
    """,
)


Insertion = tuple[int, str]
"""Where in the text (in characters, from 0), and what to put in there."""


def write_ids(project: Project, slug: str) -> int:
    """Write derived ids into the edition's file, all else kept; return how many were written.

    Raises Diagnostic with the errors of a file that cannot be read, and C114 when ids cannot be
    written without a change of something else. Raises OSError when the file cannot be written.
    """
    with one_at_a_time(project.root):
        return _write_ids(project, slug)


def _write_ids(project: Project, slug: str) -> int:
    path = project.place(project.editions / slug / "edition.yaml")
    shown = project.shown(path)
    data = project.read(path, Mark(shown))
    document = read_yaml(data, shown)
    if isinstance(document.data, dict) and EXTENDS in document.data:
        message = "its sections are those of another edition, where their ids are written"
        help = f"check --fix {document.data[EXTENDS]} writes them there"
        raise Diagnostic([CANNOT_FIX.finding(document.key((EXTENDS,)), message, help=help)])
    edition, errors = give_ids(read_model(Edition, document))
    if errors:
        raise Diagnostic(errors)
    wanted = {node.origin[1]: node for node in _identified(edition) if not _has_id(node)}
    if not wanted:
        return 0
    text = data.decode("utf-8")
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    fixed = bom + _written(text.removeprefix(bom), wanted)
    if not _only_ids_added(fixed.encode(), edition, shown):
        message = "the ids cannot be written without changing something else"
        help = "give the blocks that share lines by & and * ids of their own"
        raise Diagnostic([CANNOT_FIX.finding(Mark(shown), message, help=help)])
    rewrite(path, fixed.encode())
    return len(wanted)


def _identified(edition: Edition) -> Iterator[Identified]:
    for page in edition.pages():
        for owner in (page, *blocks_of(page)):
            yield owner
            yield from list_items(owner)


def _has_id(node: Identified) -> bool:
    """True when the file itself gives the id, inside the value or beside its kind."""
    document, path = node.origin
    return (*path, "id") in document.places or (*path[:-1], "id") in document.places


def _written(text: str, wanted: dict[Path, Identified]) -> str:
    """Return the file's text with the id of each node in `wanted` put in at its path."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None, "an edition was read from this text"
    insertions = sorted(
        # A value used twice by way of an alias has one place, and the same id.
        {each for path, node in wanted.items() for each in _insertions(text, root, path, node)}
    )
    newline = "\r\n" if "\r\n" in text else "\n"
    for index, words in reversed(insertions):
        text = text[:index] + words.replace("\n", newline) + text[index:]
    return text


def _insertions(text: str, root: yaml.Node, path: Path, node: Identified) -> Iterator[Insertion]:
    owner, value = node_at(root, path[:-1]), node_at(root, path)
    assert isinstance(owner, yaml.CollectionNode) and value is not None
    if isinstance(value, yaml.MappingNode):
        yield _first_key(text, value, _scalar(node.id))
    elif isinstance(owner, yaml.MappingNode):
        # The short form of a block: the id goes beside the kind.
        yield _first_key(text, owner, _scalar(node.id))
    else:
        assert isinstance(node, Short)
        yield from _item_of_words(text, owner, value, (_scalar(node.id), node.short))


def _scalar(id: str) -> str:
    """Return an id as YAML writes it: in quotation marks where it would be a number or a truth."""
    return id if id[0].isalpha() and yaml.safe_load(id) == id else f'"{id}"'


def _first_key(text: str, mapping: yaml.MappingNode, id: str) -> Insertion:
    """Return the insertion that makes `id` the first key of a mapping."""
    if mapping.flow_style:
        # An anchor may stand before the brace.
        brace = text.index("{", mapping.start_mark.index)
        return brace + 1, f"id: {id}" + (", " if mapping.value else "")
    mark = mapping.value[0][0].start_mark
    return mark.index, f"id: {id}\n{' ' * mark.column}"


def _item_of_words(
    text: str, owner: yaml.CollectionNode, value: yaml.Node, names: tuple[str, str]
) -> Iterator[Insertion]:
    """Yield the insertions that make `- words` a mapping of id and words."""
    id, key = names
    start, end = value.start_mark, value.end_mark
    if owner.flow_style:
        yield start.index, f"{{id: {id}, {key}: "
        yield end.index, "}"
        return
    yield start.index, f"id: {id}\n{' ' * start.column}{key}: "
    # Further lines of the words move to the right as far as the words themselves.
    dash = text.rindex("-", 0, start.index)
    for match in re.finditer(r"\n(?=[^\r\n])", text[: end.index]):
        if match.start() >= start.index and match.end() < end.index:
            yield match.end(), " " * (start.index - dash)


def _only_ids_added(fixed: bytes, edition: Edition, shown: str) -> bool:
    """True when the new text is the same edition with every id given."""
    try:
        again, errors = give_ids(read_model(Edition, read_yaml(fixed, shown)))
    except Diagnostic:
        return False
    if errors or not all(_has_id(node) for node in _identified(again)):
        return False
    ids = [[node.id for node in _identified(each)] for each in (again, edition)]
    words = [_without_ids(each.model_dump()) for each in (again, edition)]
    return ids[0] == ids[1] and words[0] == words[1]


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(each) for key, each in value.items() if key != "id"}
    if isinstance(value, (tuple, list)):
        return [_without_ids(each) for each in value]
    return value
