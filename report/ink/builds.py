"""The exact builds of a theme's colours, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Code, Finding, Severity
from ..settings import Colour, Theme
from .limit import within
from .values import Ink

OVER_LIMIT = Code(
    "X204",
    "build-over-limit",
    Severity.WARNING,
    """A colour of the theme has more ink than the printer's preset allows.

    Ink that the paper does not take up stays wet and comes off on the next sheet, so print shops
    refuse files with more. Cyan, magenta and yellow of this colour are thinned until it fits, and
    it is printed a little lighter than the theme says.

    Lower the numbers of its `cmyk:` in `theme.yaml`. In dark colours, black does the work of the
    others: `[100, 80, 40, 70]` is as dark as `[100, 90, 80, 70]`.
    """,
)
TWO_BUILDS = Code(
    "X205",
    "two-builds",
    Severity.ERROR,
    """Two colours of the theme are the same on the screen and not in ink.

    Which of the two a place on the page has cannot be told from its colour, so one of them would
    be printed wrong.

    Give both the same `cmyk:` and `spot:`, or change one `srgb:` by two steps or more:
    `#0B2A4A` and `#0B2A4C` look the same and are told apart.
    """,
)
SPOT = Code(
    "X206",
    "spot-name",
    Severity.ERROR,
    """The name of a spot ink cannot stand as it is.

    A spot ink gets a printing plate of its own, by its name. The names of the four process inks,
    `All` and `None` mean something else in a PDF (ISO 32000-1 §8.6.6.4); and one ink with two
    different `cmyk:` is shown differently from page to page where it is replaced.

    Write the name as the ink's maker does, such as `PANTONE 3015 C`, with the same `cmyk:` wherever
    it is used. For a colour of the four process inks, leave `spot:` out.
    """,
)
_RESERVED = frozenset({"all", "none", "cyan", "magenta", "yellow", "black"})


def builds(theme: Theme) -> Mapping[str, Ink]:
    """Return the inks of the theme's colours by their value on the screen, "#rrggbb"."""
    found: dict[str, Ink] = {}
    for colour in theme.colours.values():
        found.setdefault(colour.srgb.lower(), build(colour))
    return found


def build(colour: Colour) -> Ink:
    """Return the ink of a colour of the theme."""
    c, m, y, k = (part / 100 for part in colour.cmyk)
    return Ink((c, m, y, k), colour.spot.strip())


def faults(theme: Theme, limit: int) -> Iterator[Finding]:
    """Yield what is wrong with the builds of a theme, for a press with this limit in percent."""
    seen: dict[str, tuple[str, Ink]] = {}
    spots: dict[str, tuple[str, Ink]] = {}
    for role, colour in theme.colours.items():
        ink = build(colour)
        if within(ink.cmyk, limit / 100) != ink.cmyk:
            yield _over(role, colour, limit)
        first, other = seen.setdefault(colour.srgb.lower(), (role, ink))
        if other != ink:
            message = f"“{role}” is {colour.srgb} as “{first}” is, with other inks"
            help = "give both the same inks, or change the value on the screen by two steps"
            yield TWO_BUILDS.finding(colour.mark_of("srgb"), message, help=help)
        if ink.spot:
            yield from _spot_faults(role, colour, spots)


def _over(role: str, colour: Colour, limit: int) -> Finding:
    total = sum(colour.cmyk)
    message = f"“{role}” has {total:g} % of ink; the printer takes {limit} %"
    help = f"take {total - limit:g} off its cyan, magenta and yellow together"
    return OVER_LIMIT.finding(colour.mark_of("cmyk"), message, help=help)


def _spot_faults(role: str, colour: Colour, spots: dict[str, tuple[str, Ink]]) -> Iterator[Finding]:
    ink, mark = build(colour), colour.mark_of("spot")
    if ink.spot.casefold() in _RESERVED:
        message = f"“{ink.spot}” is no name for a spot ink"
        yield SPOT.finding(mark, message, help="leave `spot:` out, or write the ink's own name")
        return
    first, other = spots.setdefault(ink.spot.casefold(), (role, ink))
    if other != ink:
        message = f"the spot ink “{ink.spot}” of “{role}” has other values as that of “{first}”"
        help = f"write the same name and `cmyk:` as “{first}” has"
        yield SPOT.finding(mark, message, help=help)
