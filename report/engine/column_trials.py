"""Lay out columns on trial without making their lines anew.

Why a patch: `weasyprint.layout.column.columns_layout` lays columns out in the height of the page,
then in one height after the other until all fits, and then once more to stay. What is tried is
thrown away: only how high it is counts. So while columns are tried, a line that was made before is
given again as an empty line of the same height. A line that would come to stand exactly where it
was made is taken as it is. Both only where a line is nothing but words: no floats beside it, no
notes, nothing placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox
from weasyprint.layout import block, inline

from .patches import Private

_BLOCK = Private(
    "block_box_layout",
    (
        *("context", "box", "bottom_space", "skip_stack", "containing_block", "page_is_empty"),
        *("absolute_boxes", "fixed_boxes", "adjoining_margins", "first_letter_style"),
        *("first_line_style", "discard", "max_lines"),
    ),
    (block,),
)
_LINE = Private(
    "get_next_linebox",
    (
        *("context", "linebox", "position_y", "bottom_space", "skip_stack", "containing_block"),
        *("absolute_boxes", "fixed_boxes", "first_letter_style", "first_line_style"),
    ),
    (inline,),
)


@contextmanager
def quick_trials() -> Iterator[None]:
    """While open, lines of columns are made once, and once more where they come to stand.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    with ExitStack() as patches:
        patches.enter_context(_BLOCK.replaced(_watching(_BLOCK.function)))
        patches.enter_context(_LINE.replaced(_remembering(_LINE.function)))
        yield


class _Columns:
    """The lines of what is laid out in columns just now, and how deep in columns that are tried."""

    def __init__(self) -> None:
        self.depth = self.tried = 0
        self._lines: dict[Any, tuple[Any, Any, tuple[float, float]]] = {}
        self._plain: dict[int, tuple[Any, bool]] = {}

    def is_plain(self, linebox: Any) -> bool:
        """True where a paragraph is nothing but words."""
        known = self._plain.get(id(linebox))
        if known is None:
            known = self._plain[id(linebox)] = linebox, _is_plain(linebox)
        return known[1]

    def line(self, key: Any, place: tuple[float, float]) -> tuple[Any, Any] | None:
        """Return a line that was made before, and where to go on; None for one to be made."""
        known = self._lines.get(key)
        if known is None:
            return None
        made, resume_at, made_at = known
        if self.tried:
            line = made.copy()
            line.children, line.position_y = (), place[1]
            return line, resume_at
        if made_at != place:
            return None
        del self._lines[key]  # it has its place, and may be moved with what stands around it
        return made, resume_at

    def keep(self, key: Any, place: tuple[float, float], line: Any, resume_at: Any) -> None:
        """Remember a line that was made while columns are tried."""
        self._lines[key] = line, resume_at, place

    def forget(self) -> None:
        """Forget all lines: the columns are done."""
        self._lines, self._plain = {}, {}


def _watching(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return `block_box_layout` that knows when columns are laid out, and when on trial."""

    def block_box_layout(context: Any, box: Any, *arguments: Any, **named: Any) -> Any:
        # What stays is the only column that gets no list of margins before it.
        tried = box.is_column and arguments[6] is not None
        in_columns = box.style["column_width"] != "auto" or box.style["column_count"] != "auto"
        if not (tried or in_columns):
            return original(context, box, *arguments, **named)
        columns: _Columns = context.__dict__.setdefault("columns", _Columns())
        columns.depth += in_columns
        columns.tried += tried
        try:
            return original(context, box, *arguments, **named)
        finally:
            columns.tried -= tried
            columns.depth -= in_columns
            if not columns.depth:
                columns.forget()

    return block_box_layout


def _remembering(original: Callable[..., Any]) -> Callable[..., Any]:
    """Return `get_next_linebox` that makes no line again for columns that are tried."""

    def get_next_linebox(
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *arguments: Any,
    ) -> Any:
        def made() -> Any:
            return original(
                context,
                linebox,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                *arguments,
            )

        columns: _Columns | None = context.__dict__.get("columns")
        first_letter, first_line = arguments[-2:]
        if (
            columns is None
            or not columns.depth
            or first_letter
            or first_line
            or context.excluded_shapes
            or not columns.is_plain(linebox)
        ):
            return made()
        place = containing_block.content_box_x(), position_y
        key = id(linebox), repr(skip_stack), containing_block.width
        known = columns.line(key, place)
        if known is not None:
            return known
        line, resume_at = made()
        if line is None or not columns.tried:
            return line, resume_at
        columns.keep(key, place, line, resume_at)
        return columns.line(key, place)

    return get_next_linebox


def _is_plain(box: Any) -> bool:
    """True where a box and all in it is words, which stay where the line is set."""
    return (
        type(box) in (LineBox, InlineBox, TextBox)
        and box.style["float"] == "none"
        and box.style["position"] == "static"
        and not (box.is_leader or box.footnote or box.note or box.note_call)
        and all(map(_is_plain, box.children))
    )
