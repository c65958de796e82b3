"""The walk through one content stream, and into those that it draws.

What cannot be read is passed over, as viewers do, and remembered as a hole of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from ..colours import Space
from ..faces import Face
from ..objects import FAULTS, Unreadable, entry, identity
from ..printed import Box
from ..tokens import Operands, Word, operations
from .canvas import Canvas
from .graphics import Matrix, State, union
from .library import Library
from .typesetting import Typesetter

_DEEPEST = 40
_COST_OF_STREAM = 20
_COST_OF_RESOURCE = 20


@dataclass(frozen=True)
class Place:
    """Where a content stream stands: what it paints on, the tables of the file, and of operators;
    the streams around it, and whether it is one of a page itself and may choose colours."""

    canvas: Canvas
    library: Library
    operators: Mapping[str, Operator]
    around: tuple[Any, ...] = ()
    in_form: bool = False
    coloured: bool = True


class Walk:
    """One content stream, at one of its operators."""

    def __init__(self, place: Place, resources: Any, state: State) -> None:
        self.place = place
        self.canvas = place.canvas
        self.library = place.library
        self.resources = resources
        self.state = state
        self.base: Matrix = state.matrix
        self.saved: list[State] = []
        self.typesetter = Typesetter()
        self.path: Box | None = None
        self.point = self.start = (0.0, 0.0)
        self.clips = False
        self.text_clip: Box | None = None
        self.tolerant = 0
        self._faces: dict[str, Face] = {}
        self._spaces: dict[str, Space] = {}

    def run(self, data: bytes) -> None:
        """Obey the operators of the stream; raises Spent when they are too many."""
        budget, known = self.canvas.budget, self.place.operators
        budget.read(len(data))
        for called, operands in operations(data):
            budget.work(1)
            operator = known.get(called)
            if operator is None:
                self._note_unknown(called)
                continue
            count, act = operator
            if len(operands) < count:
                self.canvas.hole(f"“{called}” stands without what belongs to it")
                continue
            try:
                act(self, operands[-count:] if count else operands)
            except FAULTS:
                self.canvas.hole(f"“{called}” stands with something that it cannot mean")

    def inside(self, stream: Any, resources: Any, state: State, coloured: bool = True) -> None:
        """Walk a stream that this one draws: a form, the cell of a pattern, a drawn glyph."""
        key = identity(stream) or id(stream)
        if key in self.place.around:
            self.canvas.hole("a form draws itself")
            return
        if len(self.place.around) >= _DEEPEST:
            self.canvas.hole(f"forms stand in each other more than {_DEEPEST} deep")
            return
        self.canvas.budget.work(_COST_OF_STREAM)
        try:
            data = self.library.data(stream)
        except Unreadable as error:
            self.canvas.hole(f"what a form draws {error}")
            data = error.partial
        place = Place(
            self.canvas,
            self.library,
            self.place.operators,
            (*self.place.around, key),
            in_form=True,
            coloured=coloured and self.place.coloured,
        )
        Walk(place, self.resources if resources is None else resources, state).run(data)

    def resource(self, kind: str, called: Any) -> Any:
        """Return a named resource; None, and a hole in the page, where it is missing."""
        if not isinstance(called, Word):
            raise TypeError("a resource has a name")
        found = entry(entry(self.resources, kind), called)
        if found is None:
            self.canvas.hole(f"{_MISSING.get(kind, 'a resource')} “{called[:40]}” is missing")
        return found

    def face(self, called: Any) -> Face | None:
        """Return the font of that name among the resources."""
        if called not in self._faces:
            font = self.resource("Font", called)
            if font is None:
                return None
            self.canvas.budget.work(_COST_OF_RESOURCE)
            self._faces[called] = self.library.face(font)
        return self._faces[called]

    def space(self, called: Any) -> Space:
        """Return the colour space of that name among the resources."""
        if called not in self._spaces:
            if not isinstance(called, Word):
                raise TypeError("a colour space has a name")
            self.canvas.budget.work(_COST_OF_RESOURCE)
            named = entry(entry(self.resources, "ColorSpace"), called)
            thing = called if named is None else named
            self._spaces[called] = self.library.space(thing, self.resources)
            if not self._spaces[called].family:
                self.canvas.hole(f"the colour space “{called[:40]}” cannot be read")
        return self._spaces[called]

    def reach(self, *points: tuple[float, float]) -> None:
        """Make the path go to points of the page."""
        for x, y in points:
            box = (x, y, x, y)
            self.path = union(self.path, box) if self.path else box

    def _note_unknown(self, called: str) -> None:
        if not self.tolerant:
            shown = "".join(each if each.isprintable() else "?" for each in called[:20])
            self.canvas.hole(f"“{shown}” is no instruction")


_MISSING = {
    "Font": "the font",
    "XObject": "the picture or form",
    "Pattern": "the pattern",
    "Shading": "the gradient",
    "ExtGState": "the graphics state",
}
Operator: TypeAlias = tuple[int, Callable[[Walk, Operands], None]]
"""How many operands it takes (0: as many as there are), and what it does with them."""
