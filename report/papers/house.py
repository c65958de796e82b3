"""Papers in Colophon's own look, whatever the look of the brochure: PDF/UA-1 and PDF/A-3a."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..diagnostics import Diagnostic, Mark
from ..finish.facts import DocumentFacts
from ..resources import Project
from ..settings import Design, FontFace, read_format, read_language, read_theme
from ..storage import whole, workshop
from ..styles import generated
from ..templates import Templates
from .words import Words

if TYPE_CHECKING:
    from ..engine.render import Boxed, Engine

THEME, LANGUAGE = "nordic", "en"
"""Papers are Colophon's own, and print shops read English; their look is not the edition's."""
SHEETS = ("a4", "us-letter")
"""The formats that they are laid out for: those that offices print, whatever the brochure's is."""
FOLDER = "templates/papers"
# Titles and names come in scripts that the theme's fonts lack.
_MORE_FONTS = (
    FontFace(family="Noto Naskh Arabic", file="noto/NotoNaskhArabic-Regular.ttf"),
    FontFace(family="Noto Sans Hebrew", file="noto/NotoSansHebrew-Regular.ttf"),
)


class House:
    """Lays out a paper by its template, `templates/papers/<name>.html` and `.css`, and finishes it.

    What all papers have in common is in `house.css`.

    `format` is that of the sheets: US Letter, else A4. `pictures` are JPEGs that the template asks
    for by their names, below `pictures/`, and `fonts` faces that its words need besides.
    """

    def __init__(
        self,
        project: Project,
        name: str,
        format: str = SHEETS[0],
        pictures: Mapping[str, bytes] | None = None,
        fonts: tuple[FontFace, ...] = (),
    ) -> None:
        from ..engine.render import Engine

        self._project, self._name = project, name
        self._pictures = {} if pictures is None else pictures
        self.design = _design(project, format, fonts)
        self.words = Words.of(project, self.design.theme)
        self._templates = Templates(project, {}, {})
        self.engine: Engine = Engine(self._serve, _styles(project, self.design, name))

    def laid(self, mark: Mark, **values: Any) -> Boxed:
        """Return the pages of the paper; `mark` is where findings point to."""
        html = self._templates.render(f"papers/{self._name}.html", mark, **values)
        return self.engine.render(str(html), mark)

    def finished(self, rendered: Boxed, facts: Callable[[Path], DocumentFacts]) -> bytes:
        """Return the pages as a PDF; `facts` are asked for when the engine has written it.

        Raises Diagnostic with all that the engine has to say: a paper has no findings.
        """
        # The engine and what finishes its pages are imported late, as in the pipeline.
        from ..finish.screen import finish_screen

        with workshop(self._project.build) as shop:
            raw = shop / "raw.pdf"
            noticed = self.engine.write([rendered], raw)
            findings = (*self.engine.findings, *rendered.findings, *noticed)
            if findings:
                raise Diagnostic(findings)
            return whole(finish_screen(raw, facts(raw), shop)[""])

    def _serve(self, path: str) -> tuple[bytes, str]:
        """Return a font or a picture; LookupError for anything else, of which papers have none."""
        folder, _, rest = path.partition("/")
        if folder == "pictures" and rest in self._pictures:
            return self._pictures[rest], "image/jpeg"
        if folder != "fonts" or PurePosixPath(rest).suffix != ".ttf":
            raise LookupError(f"there is no “{path}”")
        return self._project.read(self._project.find(rest, ["assets/fonts"])), "font/ttf"


def _design(project: Project, format: str, fonts: tuple[FontFace, ...]) -> Design:
    theme = read_theme(project, THEME)
    theme = theme.model_copy(update={"fonts": (*theme.fonts, *_MORE_FONTS, *fonts)})
    name = format if format in SHEETS else SHEETS[0]
    page, language = read_format(project, name), read_language(project, LANGUAGE)
    return Design(page, theme, language, name, THEME, LANGUAGE)


def _styles(project: Project, design: Design, name: str) -> dict[str, str]:
    paths = (
        project.find("base.css", ["templates"]),
        project.find("house.css", [FOLDER]),
        project.find(f"{name}.css", [FOLDER]),
    )
    sheets: Iterator[tuple[str, str]] = ((project.shown(p), project.read_text(p)) for p in paths)
    return {"(generated)": generated(design), **dict(sheets)}
