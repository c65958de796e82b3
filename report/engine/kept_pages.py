"""Keep the pages of a document that its new words do not touch.

Why a patch: who changes a paragraph has one page of a section changed, and WeasyPrint lays all of
them out again. `weasyprint.layout.page.make_page` makes a page of the document's boxes, from where
the page before has ended. A page comes to what it came to before where

- none of the words that have changed were set while it was made, tried or kept: it ends before
  them, or
- all of them stand before it, and the page before has ended as it did.

Pages are kept of documents that differ in words alone, not in elements, attributes or styles, and
where the words stand in plain blocks: no tables, no floats, no notes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import build
from weasyprint.layout import block
from weasyprint.layout import page as page_layout

from .patches import Private
from .shapes import Shape

_PAGE = Private(
    "make_page",
    ("context", "root_box", "page_type", "resume_at", "page_number", "page_state"),
    (page_layout,),
)
_LINES = Private(
    "iter_line_boxes",
    (
        *("context", "box", "position_y", "bottom_space", "skip_stack", "containing_block"),
        *("absolute_boxes", "fixed_boxes", "first_letter_style", "first_line_style"),
    ),
    (block,),
)
_MARGINS = Private("make_margin_boxes", ("context", "page", "state"), (layout,))
_GROUNDS = Private("layout_backgrounds", ("page", "get_image_from_uri"), (layout,))


@dataclass(frozen=True)
class _Begun:
    """Where a page begins: all but the boxes that it depends on."""

    page_type: Any
    resume_at: Any
    state: Any
    parts: Mapping[str, Any]
    """The heights of parts of the page before whose rests may stand on this one: see `grid`."""


@dataclass(frozen=True)
class _Kept:
    """A page before WeasyPrint adds its margins; `set` are the elements of which lines were set.

    `parts` are the heights of parts that were found out on it, `sizes` those of the first page.
    """

    begun: _Begun
    page: Any
    children: tuple[Any, ...]
    resume_at: Any
    next_page: Any
    set: frozenset[Any]
    parts: Mapping[str, Any]
    bottom: float
    footnote_area: Any
    sizes: Mapping[str, Any]


@dataclass
class Version:
    """A document as it was laid out: what its next version may keep of it."""

    read: Any
    """The `weasyprint.HTML`."""
    served: Mapping[str, bytes] = field(default_factory=dict)
    """What it got by the addresses it asked for."""
    pages: dict[int, _Kept] = field(default_factory=dict)
    shape: Shape | None = None
    margins: dict[int, Any] = field(default_factory=dict)
    """What the margins of each page follow from."""
    same: set[int] = field(default_factory=set)
    """The pages that are those of the version before, margins included."""
    finished: tuple[Any, ...] = ()
    """WeasyPrint's pages as they are in the document, with margins."""


def in_place(before: Version, read: Any) -> bool:
    """Put the words of another document into the elements of the version `before`, whose styles
    stay right; False, and nothing done, where it differs in more than words."""
    pairs = list(zip_longest(before.read.etree_element.iter(), read.etree_element.iter()))
    if not all(
        one is not None and other is not None and _alike(one, other) for one, other in pairs
    ):
        return False
    for one, other in pairs:
        one.text, one.tail = other.text, other.tail
    return True


def _alike(one: Any, other: Any) -> bool:
    return (
        one.tag == other.tag
        and one.attrib == other.attrib
        and len(one) == len(other)
        and bool(one.text) == bool(other.text)
        and bool(one.tail) == bool(other.tail)
        and (one.tag != "style" or one.text == other.text)
    )


def finish(before: Version | None, now: Version, document: Any) -> None:
    """Put the very pages of the version `before` into a document for those that came to the same
    with their margins: what is known of them is right."""
    for number in now.same if before else ():
        document.pages[number - 1] = before.finished[number - 1]  # type: ignore[union-attr]
    now.finished = tuple(document.pages)


@contextmanager
def kept_pages(before: Version | None, now: Version) -> Iterator[None]:
    """While open, the document of the version `now`, which has the elements of the one `before`,
    keeps its pages where it can; `now` gets all that it comes to.

    Raises:
        Diagnostic: E110, when WeasyPrint is not the version this was written for.
    """
    keeper = _Keeper(before, now)
    with ExitStack() as patches:
        patches.enter_context(_PAGE.replaced(keeper.keeping(_PAGE.function)))
        patches.enter_context(_LINES.replaced(keeper.noticing(_LINES.function)))
        patches.enter_context(_MARGINS.replaced(keeper.finishing(_MARGINS.function)))
        patches.enter_context(_GROUNDS.replaced(keeper.painting(_GROUNDS.function)))
        yield


class _Keeper:
    """Makes the pages of one document, or takes them from the version before."""

    def __init__(self, before: Version | None, now: Version) -> None:
        self._before, self._now = before, now
        self._reworded: list[int] | None = None
        self._set: set[Any] = set()
        self._is_same = False

    def noticing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return `iter_line_boxes` that notices of which elements lines are set."""

        def iter_line_boxes(context: Any, box: Any, *arguments: Any) -> Any:
            self._set.add(box.element)
            return original(context, box, *arguments)

        return iter_line_boxes

    def keeping(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return `make_page` that makes no page twice."""

        def make_page(
            context: Any,
            root_box: Any,
            page_type: Any,
            resume_at: Any,
            page_number: int,
            page_state: Any,
        ) -> Any:
            shape = self._shape(root_box)
            begun = _begun(shape, context, page_type, resume_at, page_state)
            kept = self._known(shape, page_number, begun) if _is_plain(context) else None
            if kept is not None:
                self._now.pages[page_number] = kept
                return _again(kept, context, root_box, page_number, page_state)
            self._set, parts = set(), dict(_parts(context))
            made = original(context, root_box, page_type, resume_at, page_number, page_state)
            self._now.pages.pop(page_number, None)
            if _is_plain(context) and not made[0].fixed_boxes and not page_type.blank:
                self._now.pages[page_number] = _kept(begun, made, context, self._set, parts)
            return made

        return make_page

    def finishing(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return `make_margin_boxes` that makes none for a page that will be the very same."""

        def make_margin_boxes(context: Any, page: Any, state: Any) -> Any:
            number = context.current_page
            strings = {
                name: {on: list(texts) for on, texts in pages.items() if on <= number}
                for name, pages in context.string_set.items()
            }
            margins = self._now.margins[number] = copy.deepcopy(state), strings
            kept = self._now.pages.get(number)
            self._is_same = (
                self._before is not None
                and kept is not None
                and kept is self._before.pages.get(number)
                and margins == self._before.margins.get(number)
                and len(page.children[0].children) == len(kept.children[0])
            )
            if not self._is_same:
                return original(context, page, state)
            self._now.same.add(number)
            return ()

        return make_margin_boxes

    def painting(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return `layout_backgrounds` that leaves out a page that will be the very same."""

        def layout_backgrounds(page: Any, get_image_from_uri: Any) -> None:
            if not self._is_same:
                original(page, get_image_from_uri)

        return layout_backgrounds

    def _shape(self, root_box: Any) -> Shape:
        if self._now.shape is None:
            self._now.shape = Shape(root_box)
            before = self._before.shape if self._before else None
            self._reworded = self._now.shape.reworded(before) if before else None
        return self._now.shape

    def _known(self, shape: Shape, page_number: int, begun: _Begun) -> _Kept | None:
        """Return the page of the version before, if it would come to the same."""
        kept = self._before.pages.get(page_number) if self._before else None
        if kept is None or self._reworded is None or kept.begun != begun:
            return None
        place = shape.place(begun.resume_at)
        ends_before = kept.set.isdisjoint(shape.items[each].line for each in self._reworded)
        comes_after = place is not None and all(each < place for each in self._reworded)
        return kept if ends_before or comes_after else None


def _parts(context: Any) -> dict[str, Any]:
    parts: dict[str, Any] = context.__dict__.setdefault("parts", {})
    return parts


def _is_plain(context: Any) -> bool:
    """True where nothing goes from one page to another but the flow itself."""
    targets = context.target_collector
    return not (
        context.footnotes
        or context.page_footnotes
        or context.current_page_footnotes
        or context.reported_footnotes
        or any(any(pages.values()) for pages in context.running_elements.values())
        or context.broken_out_of_flow
        or targets.counter_lookup_items
    )


def _begun(shape: Shape, context: Any, page_type: Any, resume_at: Any, state: Any) -> _Begun:
    place = shape.place(resume_at) or 0
    parts = _parts(context)
    open = {name: parts.get(name) for name, rest in shape.rests.items() if rest >= place}
    return _Begun(page_type, copy.deepcopy(resume_at), copy.deepcopy(state), open)


def _kept(
    begun: _Begun, made: Any, context: Any, set: set[Any], before: Mapping[str, Any]
) -> _Kept:
    """Return a page that was just made; `before` are the parts that were known before it."""
    page, resume_at, next_page = made
    parts = {name: it for name, it in _parts(context).items() if before.get(name) is not it}
    sizes = dict(context.style_for.initial_page_sizes)
    bottom, notes = context.page_bottom, context.current_footnote_area
    children = (tuple(page.children[0].children), *page.children)
    return _Kept(
        begun,
        page.copy(),
        children,
        copy.deepcopy(resume_at),
        dict(next_page),
        frozenset(set),
        parts,
        bottom,
        notes,
        sizes,
    )


def _again(kept: _Kept, context: Any, root_box: Any, page_number: int, page_state: Any) -> Any:
    """Return a page that is kept, and leave the context as making it does."""
    style = context.style_for(kept.begun.page_type)
    style["overflow"] = root_box.viewport_overflow
    if page_number == 1:
        context.style_for.initial_page_sizes.update(kept.sizes)
    context.page_bottom, context.current_footnote_area = kept.bottom, kept.footnote_area
    context.current_page, context.current_page_footnotes = page_number, []
    context.reported_footnotes = []
    _parts(context).update(kept.parts)
    page_layout._standardize_page_based_counters(style, None)
    build.update_counters(page_state, style)
    page = kept.page.copy()
    inside, root, *others = kept.children
    root = root.copy()
    root.children = list(inside)
    page.children = [root, *others]
    return page, copy.deepcopy(kept.resume_at), dict(kept.next_page)
