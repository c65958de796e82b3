"""The first words of a text, set off from the rest."""

from __future__ import annotations

import re

from markupsafe import Markup

from .spacing import EAST_ASIAN

_LEAD_LETTERS = 24


def lead_in(prose: Markup, count: int) -> Markup:
    """Return `prose` with its first `count` words marked as the lead-in of a text.

    Marking ends before the first link or emphasis, which keep their own look. Where words have no
    spaces between them, it is the first part of the sentence, up to its comma, or nothing.
    """
    found = re.match(rf"<p>((?:[^<\s]+\s+){{0,{max(count - 1, 0)}}}[^<\s]+)(?=[\s<])", prose)
    if not count or not found:
        return prose
    marked = found[1]
    if EAST_ASIAN.match(marked):
        part = re.match(rf"[^、，。；：<]{{1,{_LEAD_LETTERS}}}(?=[、，。；：])", marked)
        if part is None:
            return prose
        marked = part[0]
    return Markup('<p><span class="lead-in">{}</span>{}').format(
        Markup(marked), Markup(prose[len("<p>") + len(marked) :])
    )
