"""**What it does.** Reports what is coloured in RGB, in Lab or through a colour profile of its
own: text, lines, areas, pictures and gradients. Only CMYK, grey and named inks say what the press
does.

**Why it matters.** Somebody has to turn such colours into inks, and the machine at the print shop
does it without asking: black text becomes a mixture of four inks, the house's blue another blue on
each machine. Nor can the checks of inks judge such colours: nobody has chosen inks for them yet.

**How to mend.** Whoever made the PDF exports it anew, with all colours converted to the printing
condition. In a PDF of ours it is a fault of a template or of Colophon; please report it.

**Example.** In the export dialogue of a layout program: “Convert to destination (preserve
numbers)”, with the profile that the print shop names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.diagnostics import Code, Finding, Severity
from report.preflight.painted import WORDS, Fault, Help, report, some, together

if TYPE_CHECKING:
    from report.pdf.printed import Painted, PrintedPage
    from report.preflight.evidence import Evidence

RULE = Code("X101", "colour-not-in-inks", Severity.ERROR, __doc__)
STAGE = "press"
LOOKS_FOR = "All colours in inks"

OTHERS = ("DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased")
NAMES = {
    "DeviceRGB": "RGB",
    "CalRGB": "calibrated RGB",
    "CalGray": "calibrated grey",
    "ICCBased": "a profile of its own",
}
FORM = "{} in {}, not in inks"
HELP = Help(
    "a template or style paints what is not converted to inks; please report it",
    "export the PDF anew, with all colours converted to the print shop's profile",
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Yield a finding for each page, and each block of ours, with colours that are not in inks."""
    for page in evidence.printed.pages if evidence.printed else ():
        faulty = [thing for thing in page.painted if _space(thing)]
        for group in together(evidence, faulty):
            spaces = tuple(sorted({_named(_space(thing)) for thing in group}))
            message = f"{_things(group)} in {' and '.join(spaces)}, not in inks"
            fault = Fault(
                page.number, message, group[0].rect, form=FORM, lists=(_kinds(group), spaces)
            )
            yield report(RULE, evidence, fault, HELP)
        hidden = _declared(page) - {_space(thing) for thing in faulty}
        if hidden:
            names = ", ".join(_named(each) for each in sorted(hidden))
            message = f"colours in {names} are kept among what the page may use"
            yield report(RULE, evidence, Fault(page.number, message), HELP)


def _things(group: list[Painted]) -> str:
    """Return what they are in words: "a picture, 12 lines"."""
    counts = {kind: sum(1 for each in group if each.kind == kind) for kind in WORDS}
    return ", ".join(some(n, *WORDS[kind]) for kind, n in counts.items() if n)


def _kinds(group: list[Painted]) -> tuple[str, ...]:
    """Return what they are without their numbers: "text", "areas"."""
    there = {each.kind for each in group}
    return tuple(
        many.removeprefix("pieces of ") for kind, (_, many) in WORDS.items() if kind in there
    )


def _named(space: str) -> str:
    return NAMES.get(space, space)


def _space(thing: Painted) -> str:
    """Return the space of a colour that is not in inks; "" for all others."""
    if not thing.inked:
        return ""
    spaces: list[str] = []
    if thing.picture is not None and not thing.picture.is_mask:
        spaces = [thing.picture.space, thing.picture.base]
    elif thing.colour is not None:
        spaces = [thing.colour.space, thing.colour.base]
    if spaces and spaces[0] in ("Separation", "DeviceN"):
        return ""  # what lies beneath replaces an ink that the press does not have
    return next((space for space in spaces if space in OTHERS), "")


def _declared(page: PrintedPage) -> set[str]:
    """Return the foreign spaces that a page names otherwise than for its blending."""
    blending = {space for _, space in page.groups}
    families = {label: label.split("(")[0] for label in page.spaces if label not in blending}
    bases = {label.split("(")[1].rstrip(")") for label in families if label.startswith("Indexed(")}
    return {each for each in {*families.values(), *bases} if each in OTHERS}
