"""The gallery in docs/: contact sheets of all blocks in every format and theme."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from ..content.block import blocks
from ..resources import Project
from ..settings import names_of

EDITION = "block-gallery"
PAGE = "gallery.md"
FOLDER = "images/gallery"
STATES = "images/states"
_HEAD = """# The gallery of blocks

<!-- Written by `python build_pdf.py docs`; the pages are those of editions/block-gallery. -->

Every block and page type, in every state: with one item and with too many, with long names and
without pictures, in every format and theme. All words are placeholders. To see the pages at full
size, build them: `python build_pdf.py build block-gallery`, with `--format` and the name of another
format. What each block needs is told in [Blocks and page types](blocks.md).
"""


@dataclass(frozen=True)
class Look:
    """One way in which the gallery is set."""

    theme: str
    format: str

    @property
    def picture(self) -> str:
        """The name of its contact sheet, below docs/."""
        return f"{FOLDER}/{self.theme}-{self.format}.png"


def looks(project: Project) -> list[Look]:
    """Return the themes in every format that come with Colophon."""
    found = product(names_of(project, "theme"), names_of(project, "format"))
    return [Look(theme, format) for theme, format in found]


def has_gallery(project: Project) -> bool:
    """True where the project has the edition whose pages are shown."""
    return (project.editions / EDITION / "edition.yaml").is_file()


def gallery_page(project: Project) -> str:
    """Return the page with all contact sheets, in Markdown."""
    parts = [_HEAD]
    for look in looks(project):
        alt = f"All pages of the gallery, side by side: {look.theme}, {look.format}"
        parts += [f"## {look.theme}, {look.format}\n", f"![{alt}]({look.picture})\n"]
    return "\n".join(parts)


def state_picture(kind: str) -> str:
    """Return the name of the picture that shows a kind of block in all its states, below docs/."""
    return f"{STATES}/{kind}.png"


def gallery_names(project: Project) -> list[str]:
    """Return the names of all pictures of the gallery, below docs/."""
    return [*(look.picture for look in looks(project)), *map(state_picture, blocks())]
