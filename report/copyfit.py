"""Copyfitting: how far the words of a section are from the pages that it is to take.

Lines are counted as compositors do: what has to be cut or added so that the pages come out. A
line of the grid over two columns of text is two lines of copy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import ceil

from .content.edition import Edition
from .content.pages.section import Section
from .diagnostics import Area, Mark
from .engine.page_evidence import PageEvidence, PlacedPicture, TextLine
from .fits import Fit
from .languages import UNSPACED, Script
from .settings import Design
from .units import Length, Rect

WHITE = 1 / 4
"""The share of its last page that a section may leave empty and still take its pages."""
_GAP = 2
"""Lines of white between two parts of a section."""
_WHITE = 4
"""More lines than headings and the ends of paragraphs leave at the foot of a page."""
_PROSE = ("p", "li")


@dataclass(frozen=True)
class Measure:
    """The section's pages laid out: how many, and lines of the grid that each of them holds.

    `left` are the lines that stay empty at the foot of each page, with those that parts with
    `lines: fill` or `place: foot` have taken, and would give back. The last page is `open` where
    one of them stands: its white is part of the design.
    """

    depth: int
    left: tuple[int, ...]
    open: bool = False

    def over(self, wanted: int, *, runs_on: bool = False) -> int:
        """Return the lines of the grid that stand beyond `wanted` pages; below zero, those that
        are empty; 0 for a last page that is as good as full.

        Where a text `runs_on` from the last of these pages to the next, no part begins there, and
        none needs white above it once it stands on the page.
        """
        pages, room = len(self.left), self.left[-1]
        if pages > wanted:
            beyond = sum(self.depth - left for left in self.left[wanted:])
            # What did not fit there as a whole left room that is to be had.
            white = self.left[wanted - 1] - (0 if runs_on else _GAP)
            return max(1, beyond - white)
        if pages < wanted:
            return -(room + (wanted - pages) * self.depth)
        return -room if room > self.depth * WHITE and not self.open else 0


@dataclass(frozen=True)
class Budget:
    """What is asked of a section: how many pages, and whether it may be changed a little for that.

    `mark` is where it says so; `columns` are those of its text.
    """

    section: str
    mark: Mark
    pages: int
    columns: int = 1
    script: Script = "Latn"
    fit: bool = False

    @property
    def unspaced(self) -> bool:
        """True where one counts characters instead of words."""
        return self.script in UNSPACED

    @property
    def tracked(self) -> bool:
        """True for a script that knows tracking and divided words."""
        return self.script == "Latn"


@dataclass(frozen=True)
class Copy:
    """How the copy of a section fits its pages.

    `lines` are lines of text: those that run over at the block `at`, or, below zero, those that
    are missing after it; charts and pictures count by their height. `words` are as many as stand in
    so many lines of the section's running text, or 0 where it has none. `area` is the part that
    runs over, or the last one. Where a page before the last that is wanted ends in white, because
    what follows did not fit there, that is `since`: its id and page. What is cut above that white
    makes it grow, and nothing else. `fit` is what was changed so that it fits; where nothing helps,
    `tried` is how it would be with all that may be changed.
    """

    budget: Budget
    pages: int
    lines: int
    words: int
    at: str
    mark: Mark | None
    area: Area
    since: tuple[str, int] | None = None
    fit: Fit | None = None
    tried: Copy | None = None

    @property
    def unit(self) -> str:
        """What `words` counts."""
        return "characters" if self.budget.unspaced else "words"

    @property
    def size(self) -> str:
        """How much it is off, such as “13 lines, about 95 words”."""
        lines = abs(self.lines)
        text = f"{lines} line{'s' if lines != 1 else ''}"
        return f"{text}, about {self.words} {self.unit}" if self.words > 1 else text


def budgets(edition: Edition, design: Design) -> tuple[Budget, ...]:
    """Return the budgets of the sections that say how many pages they take."""
    columns, script = design.format.text_columns, design.language.script
    return tuple(
        Budget(page.id, page.mark_of("pages"), page.pages, columns, script, _may_fit(page, edition))
        for page in edition.pages()
        if isinstance(page, Section) and page.pages is not None
    )


def _may_fit(section: Section, edition: Edition) -> bool:
    return edition.fit if section.fit is None else section.fit


def copy_of(budget: Budget, pages: Sequence[PageEvidence], measure: Measure) -> Copy:
    """Return how a section, laid out on `pages`, fits the pages that it is to take."""
    over = measure.over(budget.pages, runs_on=_runs_on(pages, budget.pages))
    page = pages[budget.pages] if len(pages) > budget.pages else pages[-1]
    parts = list(_parts(page))
    part = (parts[0] if over > 0 else parts[-1]) if parts else None
    at, mark = (part.at, part.mark) if part else (budget.section, page.mark)
    prose = [line for each in pages for line in each.lines if _is_prose(line)]
    # Room for what runs over, be it a chart or a quote, is made where the section has most words.
    prose = [line for line in prose if line.region] or prose
    columns = budget.columns if any(line.region for line in prose) else 1
    lines = over * columns - (_slack(parts, page, measure, columns) if over else 0)
    if over > 0:
        lines = max(1, _without_white(lines, pages[: budget.pages], columns))
    each = _words_a_line(prose, budget.unspaced)
    rect = _around([each.rect for each in parts if each.at == at])
    return Copy(
        budget,
        len(pages),
        lines,
        _rounded(abs(lines) * each),
        at,
        mark,
        Area(page.number, rect),
        _after_white(pages, measure, budget.pages) if over > 0 else None,
    )


def _after_white(
    pages: Sequence[PageEvidence], measure: Measure, wanted: int
) -> tuple[str, int] | None:
    """Return what stands below the last white that ends a page before the last one wanted."""
    for index in range(wanted - 1, 0, -1):
        parts = list(_parts(pages[index]))
        if measure.left[index - 1] > _WHITE and parts:
            return parts[0].at, pages[index].number
    return None


def _parts(page: PageEvidence) -> Iterator[TextLine | PlacedPicture]:
    """Yield what stands in the flow of a page, in the order of the document."""
    both: list[TextLine | PlacedPicture] = [*page.lines, *page.pictures]
    for each in sorted(both, key=lambda part: part.number):
        if each.place == "flow":
            yield each


def _runs_on(pages: Sequence[PageEvidence], wanted: int) -> bool:
    """True where one part stands at the foot of the last page wanted and at the head of the
    next."""
    if len(pages) <= wanted:
        return False
    above, below = list(_parts(pages[wanted - 1])), list(_parts(pages[wanted]))
    return bool(above and below) and above[-1].at == below[0].at


def _without_white(lines: int, pages: Sequence[PageEvidence], columns: int) -> int:
    """Return the lines to cut, fewer where the end of a text stands at the head of the last page:
    once it stands there no more, the white below it is saved as well."""
    if len(pages) < 2:
        return lines
    above, parts = [part.at for part in _parts(pages[-2])], list(_parts(pages[-1]))
    tail = list(takewhile(lambda part: part.region and part.at in above[-1:], parts))
    if not tail or len(tail) == len(parts) or len(tail) > lines:
        return lines
    return max(len(tail), lines - _GAP * columns)


def _slack(
    parts: Sequence[TextLine | PlacedPicture], page: PageEvidence, measure: Measure, columns: int
) -> int:
    """Return how many lines the columns that end a section are short of the longest of them."""
    last: dict[int, list[Rect]] = {}
    for part in reversed(parts):
        if not part.region:
            break
        last.setdefault(part.region, []).append(part.rect)
    if columns == 1 or not last:
        return 0
    line = page.type_area.height.pt / measure.depth
    feet = [max(rect.bottom.pt for rect in rects) for rects in last.values()]
    head = min(rect.y.pt for rects in last.values() for rect in rects)
    idle = columns - len(feet)
    return round(sum(max(feet) - foot for foot in feet) / line) + idle * ceil(
        (max(feet) - head) / line
    )


def _is_prose(line: TextLine) -> bool:
    return line.tag in _PROSE and line.place == "flow"


def _words_a_line(lines: Sequence[TextLine], unspaced: bool) -> float:
    """Return how many words, or characters, stand in a line on average; 0 without lines."""
    texts = [line.text.strip() for line in lines]
    counts = [len(text) if unspaced else len(text.split()) for text in texts]
    return sum(counts) / max(1, len(counts))


def _rounded(words: float) -> int:
    """Return a number of words as one says it: what is over twenty, in fives."""
    return round(words) if words < 20 else round(words / 5) * 5


def _around(rects: Sequence[Rect]) -> Rect | None:
    if not rects:
        return None
    left, top = min(each.x for each in rects), min(each.y for each in rects)
    right, bottom = max(each.right for each in rects), max(each.bottom for each in rects)
    return Rect(left, top, Length(right.pt - left.pt), Length(bottom.pt - top.pt))
