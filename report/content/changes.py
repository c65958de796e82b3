"""Changes by id: what one edition does to the sections of the edition that it extends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches

from ..diagnostics import Finding, Mark
from .change_codes import CONFLICT, NO_CHANGE, NO_EFFECT, NO_SUCH_ID, WRONG_PLACE
from .spots import Spot, inserted_spots, level_of, list_in
from .tree import Branch

VERBS = ("set", "remove", "insert", "move")
_PLACES = ("before", "after", "into")
_WHERE = {"before": "before", "after": "after", "into": "in"}
# No fields, but done to a place all the same.
_MOVE, _INSERT = ":move", ":insert"
_NAMES = {"section": "section", "block": "block", "item": "list item"}


@dataclass
class Changes:
    """The sections of an edition below, while the changes of another are made to them."""

    spots: dict[str, Spot]
    findings: list[Finding] = field(default_factory=list)
    touched: dict[tuple[str, str], Mark] = field(default_factory=dict)

    def make(self, change: Branch) -> None:
        """Make one change, or note what is wrong with it."""
        verbs = [each for each in VERBS if isinstance(change.value, dict) and each in change.value]
        if len(verbs) != 1:
            message = "this item says no change" if not verbs else f"this item says {len(verbs)}"
            help = "begin it with one of `set:`, `remove:`, `insert:` and `move:`"
            self._note(NO_CHANGE.finding(change.place.mark, message, help=help))
            return
        ways: dict[str, Callable[[Branch], None]] = {
            "set": self._set,
            "remove": self._remove,
            "insert": self._insert,
            "move": self._move,
        }
        ways[verbs[0]](change)

    def _set(self, change: Branch) -> None:
        spot = self._spot(change.value["set"])
        if spot is None:
            return
        fields = {name: value for name, value in change.value.items() if name != "set"}
        if not fields:
            message = f"nothing is set of “{spot.id}”"
            help = "write the fields below, such as `title: …`"
            self._note(NO_CHANGE.finding(change.place.mark, message, help=help, at=spot.id))
        for name, value in fields.items():
            mark = value.key or value.place.mark
            if name == "id":
                message = "an id is not changed: whatever speaks of it would lose it"
                help = "remove it here, and insert another"
                self._note(NO_CHANGE.finding(mark, message, help=help, at=spot.id))
            elif self._first(spot, name, mark):
                self._put(spot, name, value)

    def _put(self, spot: Spot, name: str, value: Branch) -> None:
        """Put a value into a field; `opener.photo.caption` is one inside others."""
        *outer, last = name.split(".")
        branch = spot.body
        for step in outer:
            inner = branch.value.get(step) if isinstance(branch.value, dict) else None
            if inner is None or not isinstance(inner.value, dict):
                message = f"“{spot.id}” has no “{step}” with fields of its own"
                help = f"set `{outer[0]}:` as a whole"
                mark = value.key or value.place.mark
                self._note(NO_CHANGE.finding(mark, message, help=help, at=spot.id))
                return
            branch = inner
        before = branch.value.get(last)
        if before is not None and not self._replaced(spot, name, before, value):
            return
        if before is not None and before.plain() == value.plain():
            message = f"“{name}” of “{spot.id}” is so already ({before.place.mark})"
            mark = value.key or value.place.mark
            self._note(NO_EFFECT.finding(mark, message, help="take it out", at=spot.id))
        if value.value is None:
            branch.value.pop(last, None)
        else:
            branch.value[last] = value

    def _replaced(self, spot: Spot, name: str, row: Branch, value: Branch) -> bool:
        """Note that what stands in a list is gone with it; False where it was changed before."""
        mark = value.key or value.place.mark
        inner = [each for each in self.spots.values() if each.row is row]
        for each in inner:
            earlier = self._changed_within(each)
            if earlier is not None:
                message = f"the {name} of “{spot.id}” are replaced, and changed at {earlier}"
                finding = CONFLICT.finding(mark, message, help="keep one of the two", at=spot.id)
                self._note(finding)
                return False
        for each in inner:
            each.removed = mark
        return True

    def _changed_within(self, spot: Spot) -> Mark | None:
        """Return where something was changed in a spot, or put into it, if anywhere."""
        found = (mark for (id, _), mark in self.touched.items() if spot in self.spots[id].within())
        return next(found, None)

    def _remove(self, change: Branch) -> None:
        spot = self._spot(change.value["remove"])
        if spot is None or not self._alone(change, ("remove",)):
            return
        mark = change.value["remove"].place.mark
        earlier = self._changed_within(spot)
        if earlier is not None:
            message = f"“{spot.id}” is removed, and something in it is changed at {earlier}"
            self._note(CONFLICT.finding(mark, message, help="keep one of the two", at=spot.id))
            return
        spot.row.value.remove(spot.element)
        spot.removed = mark

    def _insert(self, change: Branch) -> None:
        content = change.value["insert"]
        if not self._alone(change, ("insert", *_PLACES)):
            return
        found = self._place(change, level_of(content))
        if found is None:
            return
        row, index, level, above = found
        row.value.insert(index, content)
        if above is not None:
            self.touched[above.id, _INSERT] = content.place.mark
        for spot in inserted_spots(content, row, level, above):
            if spot.id not in self.spots or self.spots[spot.id].gone:
                self.spots[spot.id] = spot

    def _move(self, change: Branch) -> None:
        spot = self._spot(change.value["move"])
        if spot is None or not self._alone(change, ("move", *_PLACES)):
            return
        mark = change.value["move"].place.mark
        if not self._first(spot, _MOVE, mark):
            return
        place = next((change.value[each] for each in _PLACES if each in change.value), None)
        target = self.spots.get(str(place.value)) if place is not None else None
        if target is not None and spot in target.within():
            message = f"“{spot.id}” cannot be moved to a place beside or inside itself"
            self._note(WRONG_PLACE.finding(mark, message, help="name another place", at=spot.id))
            return
        home = spot.row, next(i for i, each in enumerate(spot.row.value) if each is spot.element)
        spot.row.value.remove(spot.element)
        found = self._place(change, spot.level)
        if found is None:
            home[0].value.insert(home[1], spot.element)
            return
        spot.row, index, _, spot.above = found
        spot.row.value.insert(index, spot.element)
        if spot.above is not None:
            self.touched[spot.above.id, _INSERT] = mark

    def _place(self, change: Branch, level: str) -> tuple[Branch, int, str, Spot | None] | None:
        """Return the list, the index, the level and the owner for what has `level`."""
        given = [each for each in _PLACES if each in change.value]
        if len(given) != 1:
            message = "it is not said where" if not given else "two places are given"
            help = "add one of `before:`, `after:` and `into:`, with an id"
            self._note(NO_CHANGE.finding(change.place.mark, message, help=help))
            return None
        place = change.value[given[0]]
        target = self._spot(place)
        if target is None:
            return None
        if given[0] == "into":
            row, inner = list_in(target)
        else:
            row, inner = target.row, target.level
        if row is None or not _fits(level, inner):
            what, where = _NAMES[level or "item"], _WHERE[given[0]]
            message = f"a {what} cannot stand {where} the {_NAMES[target.level]} “{target.id}”"
            help = "sections stand among sections, blocks among blocks: name another place"
            self._note(WRONG_PLACE.finding(place.place.mark, message, help=help, at=target.id))
            return None
        if given[0] == "into":
            return row, len(row.value), inner, target
        index = next(i for i, each in enumerate(row.value) if each is target.element)
        return row, index + (given[0] == "after"), inner, target.above

    def _spot(self, name: Branch) -> Spot | None:
        """Return what an id names; a finding and None where there is nothing of that name."""
        id = str(name.value)
        spot = self.spots.get(id)
        gone = spot.gone if spot else None
        if spot is not None and gone is None:
            return spot
        if gone is not None:
            message = f"“{id}” is changed here, and “{gone.id}” is removed at {gone.removed}"
            finding = CONFLICT.finding(name.place.mark, message, help="keep one of the two", at=id)
        else:
            near = get_close_matches(id, self.spots, 1, 0.6)
            help = f"did you mean “{near[0]}”?" if near else "`show EDITION --ids` lists the ids"
            message = f"there is no “{id}” to change"
            finding = NO_SUCH_ID.finding(name.place.mark, message, help=help)
        self._note(finding)
        return None

    def _first(self, spot: Spot, name: str, mark: Mark) -> bool:
        """Return True for the first change to a field, or to one inside or around it."""
        for (id, other), earlier in self.touched.items():
            same = other == name or other.startswith(f"{name}.") or name.startswith(f"{other}.")
            if id == spot.id and same:
                what = "place" if name == _MOVE else name
                message = f"the {what} of “{id}” is changed at {earlier} as well"
                help = "keep one of the two"
                self._note(CONFLICT.finding(mark, message, help=help, at=id))
                return False
        self.touched[spot.id, name] = mark
        return True

    def _alone(self, change: Branch, allowed: tuple[str, ...]) -> bool:
        """Return True where a change has no keys that say nothing in it."""
        for name, value in change.value.items():
            if name not in allowed:
                message = f"“{name}” says nothing beside `{allowed[0]}:`"
                help = "fields are changed by an item of its own, `set:`"
                mark = value.key or value.place.mark
                self._note(NO_CHANGE.finding(mark, message, help=help))
                return False
        return True

    def _note(self, finding: Finding) -> None:
        self.findings.append(finding)


def _fits(level: str, inner: str) -> bool:
    """True where what has `level` can stand in a list of `inner`; the model knows its items."""
    return level == inner or inner == "item" or not level
