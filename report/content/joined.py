"""Things with names, and what joins them: the ends of a line are given by these names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import PrivateAttr

from ..diagnostics import Finding, Mark
from . import problems
from .node import GivenLine, nearest
from .uses import Selective


class Named(Selective):
    """A list item that others of its block refer to, by its name or its id."""

    name: GivenLine
    """What it is called. Lines lead to it by this name, or by its `id`."""
    # Names are translated and filled in; what refers to them is not.
    _called: str = PrivateAttr(default="")

    def model_post_init(self, context: Any) -> None:
        """Keep the name as it is written."""
        self._called = self.name

    def first_words(self) -> str:
        return self.name

    def answers_to(self, words: str) -> bool:
        """True when `words` are its name or its id."""
        return _plain(words) == _plain(self._called) or words == self.id


def found(words: str, among: Iterable[Named]) -> int | None:
    """Return which one is called so, counted from 0; None for nobody."""
    return next((at for at, each in enumerate(among) if each.answers_to(words)), None)


def misnamed(words: str, mark: Mark, among: Sequence[Named], what: str) -> Iterator[Finding]:
    """Yield a finding where nobody, or more than one, is called so. `what` is what they are."""
    answering = sum(each.answers_to(words) for each in among)
    if answering == 0:
        names = {_plain(each.name): each.name for each in among}
        help = nearest(words, [*names])
        for plain, name in names.items():
            help = help.replace(f"“{plain}”", f"“{name}”")
        message = f"there is no {what} called “{words}”"
        yield problems.UNKNOWN_NAME.finding(mark, message, help=help)
    elif answering > 1:
        message = f"“{words}” is the name of {answering} {what}s"
        help = "give each an `id`, and write the id here"
        yield problems.UNKNOWN_NAME.finding(mark, message, help=help)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
