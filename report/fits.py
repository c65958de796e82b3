"""Fits: the small changes by which a section may be brought to the pages that it is to take.

In the order in which a compositor tries them: what nobody sees comes first. The leading is never
changed, which would take the lines off the baseline grid of the page; pictures change by whole
lines of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from .typefaces import TypeStyle

PICTURE_LINES = 3
"""A picture gives or takes so many lines of the grid at most."""
_SHARE = 8
"""It gives or takes no more than one part in so many of its height."""
_TRACKING = (0.005, 0.01)
_ZONE = 3
_SIZES = (0.1, 0.2, 0.3)
_PROSE = (".block-text", ".speech", ".story")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Fit:
    """Changes to one section. Below zero: lower, tighter, smaller.

    `lines` is how many lines of the grid its pictures may change by at most, and `tracking` the
    white between letters in sizes of type. With `divide`, words at ragged ends of lines are divided
    that are otherwise carried over whole. `size` is that of the text, in points.
    """

    lines: int = 0
    tracking: float = 0.0
    divide: bool = False
    size: float = 0.0

    def of_picture(self, lines: int) -> int:
        """Return by how many lines a picture changes that is so many lines high."""
        most = lines // _SHARE
        return max(-most, min(most, self.lines))

    def css(self, body: TypeStyle) -> str:
        """Return the style of the section's document; `body` is the theme's type of text."""
        prose = ", ".join(_PROSE)
        rules = []
        if self.tracking:
            rules.append(f"{prose} {{ letter-spacing: {self.tracking:g}em }}")
        if self.divide:
            rules.append(f"{prose} {{ hyphenate-limit-zone: {_ZONE}% }}")
        if self.size:
            # Of one family and on the same leading, its baselines stay where they are.
            smaller = replace(body, size=round(body.size + self.size, 2))
            rules.append(f":root {{ --type-body: {smaller.css} }}")
        return " ".join(rules)

    @property
    def tighter(self) -> bool:
        """True for what saves room, False for what takes it up."""
        return min(self.lines, self.tracking, self.size) < 0 or self.divide

    @property
    def words(self) -> str:
        """What was changed, such as “pictures up to 2 lines lower, tracking −0.5%”."""
        parts = []
        if self.lines:
            lines = f"{abs(self.lines)} line{'s' if abs(self.lines) > 1 else ''}"
            parts.append(f"pictures up to {lines} {'lower' if self.lines < 0 else 'higher'}")
        if self.tracking:
            parts.append(f"tracking {self.tracking * 100:+.1f}%".replace("-", "−"))
        if self.divide:
            parts.append("more words divided")
        if self.size:
            parts.append(f"type {abs(self.size):g} pt {'smaller' if self.size < 0 else 'larger'}")
        return ", ".join(parts)


def ladder(lines: int, *, tighter: bool, tracked: bool) -> tuple[Fit, ...]:
    """Return the fits to try, each with all of those before it.

    `lines` is how many lines pictures of the section can give, and `tracked` False for scripts that
    know neither tracking nor divided words. To fill a page, type is made no larger.
    """
    sign = -1 if tighter else 1
    steps = [Fit(sign * count) for count in range(1, min(lines, PICTURE_LINES) + 1)]
    fit = steps[-1] if steps else Fit()
    if tracked:
        steps += [replace(fit, tracking=sign * share) for share in _TRACKING]
        fit = steps[-1]
    if tighter and tracked:
        steps.append(replace(fit, divide=True))
        fit = steps[-1]
    if tighter:
        steps += [replace(fit, size=-size) for size in _SIZES]
    return tuple(steps)


def first(
    fits: Sequence[Fit], measure: Callable[[Fit], Result], reached: Callable[[Result], bool]
) -> tuple[Fit, Result]:
    """Return the first fit that reaches far enough, with its measure; else the last.

    The last is measured first, which is all it takes where nothing helps, and the others by halves:
    no more than five measures for the nine fits of the longest ladder.
    """
    last = measure(fits[-1])
    if not reached(last):
        return fits[-1], last
    found, below = (fits[-1], last), 0
    above = len(fits) - 1
    while below < above:
        middle = (below + above) // 2
        tried = measure(fits[middle])
        if reached(tried):
            found, above = (fits[middle], tried), middle
        else:
            below = middle + 1
    return found
