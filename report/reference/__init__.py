"""The reference pages of docs/, generated from models, templates, chart kinds, rules, commands.

What they say stands once, beside the thing itself; `docs` copies it here, `docs --check` and a
test say when a page is older than its source.
"""

from __future__ import annotations

from pathlib import Path

from ..resources import Project
from ..storage import write_atomically
from .blocks import blocks_page
from .charts import charts_page
from .commands import Program, commands_page
from .examples import examples
from .gallery import PAGE, gallery_names, gallery_page, has_gallery
from .rules import rules_page

FOLDER = "docs"
CONTACT_SHEET = "images/contact-sheet.png"
SAMPLE = "life-science"
"""The edition whose pages are shown in the README."""


def write_docs(project: Project, program: Program) -> list[Path]:
    """Write every generated page and picture that differs from what is there; return these.

    Nothing is removed: see `left_over`. Raises Diagnostic where an example, a template or the
    sample edition is faulty.
    """
    # Importing the engine takes longer than `docs --check` does.
    from .pictures import contact_sheet, example_pictures

    folder = project.root / FOLDER
    files = {name: text.encode() for name, text in _pages(project, program).items()}
    files |= example_pictures(project)
    if _has_sample(project):
        files[CONTACT_SHEET] = contact_sheet(project, SAMPLE)
    changed = [
        folder / name
        for name, data in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != data
    ]
    for path in changed:
        write_atomically(path, files[path.relative_to(folder).as_posix()])
    return changed


def write_gallery(project: Project) -> list[Path]:
    """Write every picture of the gallery that differs from what is there; return these.

    Raises Diagnostic where the gallery has errors.
    """
    from .gallery_pictures import gallery_pictures

    changed = []
    for name, data in gallery_pictures(project):
        path = project.root / FOLDER / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
            changed.append(path)
    return changed


def outdated(project: Project, program: Program) -> list[str]:
    """Return the names in docs/ whose text is not what would be written, sorted.

    Pictures are looked at only for whether they are there: drawing them takes a while, and
    another version of a font library may move a pixel.
    """
    folder = project.root / FOLDER
    stale = [
        name
        for name, text in _pages(project, program).items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]
    missing = [name for name in _pictures(project) if not (folder / name).is_file()]
    return sorted([*stale, *missing, *left_over(project)])


def _pages(project: Project, program: Program) -> dict[str, str]:
    gallery = {PAGE: gallery_page(project)} if has_gallery(project) else {}
    return {
        "blocks.md": blocks_page(project),
        "charts.md": charts_page(project),
        "commands.md": commands_page(program),
        "rules.md": rules_page(project),
        **gallery,
    }


def _pictures(project: Project) -> list[str]:
    sheet = [CONTACT_SHEET] if _has_sample(project) else []
    gallery = gallery_names(project) if has_gallery(project) else []
    return [*(each.picture for each in examples(project)), *sheet, *gallery]


def left_over(project: Project) -> list[str]:
    """Return the pictures of blocks, pages, charts and looks that there are no more."""
    folder = project.root / FOLDER
    wanted = set(_pictures(project))
    there = {
        path.relative_to(folder).as_posix()
        for group in ("blocks", "charts", "gallery", "pages", "states")
        for path in folder.glob(f"images/{group}/*.png")
    }
    return sorted(there - wanted)


def _has_sample(project: Project) -> bool:
    return (project.editions / SAMPLE / "edition.yaml").is_file()
