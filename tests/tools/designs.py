"""The formats, themes and languages that come with Colophon, put together."""

from __future__ import annotations

from report.resources import Project
from report.settings import Design, read_format, read_language, read_theme

from ..conftest import ROOT


def design_of(format: str, theme: str = "nordic", tag: str = "en") -> Design:
    """Return the design of pages in a format, theme and language."""
    bundled = Project.at(ROOT)
    page, language = read_format(bundled, format), read_language(bundled, tag)
    themed = read_theme(bundled, theme).on(page).written_in(language.script, page)
    return Design(page, themed, language, format, theme, tag)
