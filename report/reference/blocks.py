"""The reference of blocks and page types, from their models and examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from ..content.block import Block, Page, blocks
from ..content.edition import page_types
from ..resources import Project
from .examples import Example, examples
from .fields import anchor, fields_table, models_in, summary_of, title_of, words_of
from .gallery import PAGE, has_gallery, state_picture

HEAD = """# Blocks and page types

<!-- Written by `python build_pdf.py docs`; changes belong into the models of report/content/ and
     the examples beside the templates. -->

An edition is a list of pages and sections (`sections:`); a section is a list of blocks (`blocks:`).
Each item of these lists is a kind and what it says:

```yaml
sections:
  - cover: {photo: {file: snow-forest-from-above.jpg}}
  - section:
      title: A beginning
      blocks:
        - text: The words, in Markdown.
        - pull_quote: {quote: A sentence that deserves to be read twice.}
```

**Words** are one paragraph, **Markdown** may have several, with crossheads and lists. Both print
facts (`{{ facts.name }}`) and page numbers (`{{ page.id }}`). Blocks whose `width` is `column`
stand side by side in a row, or among the text in its columns; the others take the whole width.
All names, places and figures in the examples are made up or come from the sample edition.
"""
SHARED = "## What several of them use\n"
_ID = ("id",)
_BLOCK_KEYS = (
    "Every block has these keys; items of its lists (contacts, events, …) can have an `id`, too.\n"
)


def blocks_page(project: Project) -> str:
    """Return the page about all blocks and page types, in Markdown."""
    found = {(each.group, each.name): each for each in examples(project)}
    kinds: dict[str, type[BaseModel]] = {**blocks(), **page_types()}
    shared = _shared(kinds.values())
    shows_states = has_gallery(project)
    parts = [HEAD, *_index("Blocks", blocks()), *_index("Page types", page_types())]
    parts += ["## Blocks\n", _BLOCK_KEYS, fields_table(Block)]
    for name, model in blocks().items():
        parts += _entry(found["blocks", name], model, shared, Block)
        parts += _states(name) if shows_states else ()
    parts += ["## Page types\n", "Every page type has these keys:\n", fields_table(Page)]
    for name, model in page_types().items():
        parts += _entry(found["pages", name], model, shared, Page)
    parts.append(SHARED)
    for each in shared:
        parts += [f"### {title_of(each)}\n", f"{summary_of(each)}\n", fields_table(each, skip=_ID)]
    return "\n".join(part for part in parts if part)


def _index(title: str, kinds: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    yield f"| {title} | |\n| --- | --- |"
    yield "\n".join(f"| [{n}](#{anchor(n)}) | {summary_of(m)} |" for n, m in kinds.items()) + "\n"


def _entry(
    example: Example,
    model: type[BaseModel],
    shared: tuple[type[BaseModel], ...],
    base: type[BaseModel],
) -> Iterator[str]:
    yield f"### {example.name}\n"
    yield f"{words_of(model)}\n"
    yield f"![{_alt(example)}]({example.picture})\n"
    yield f"```yaml\n{example.text}```\n"
    yield fields_table(model, skip=base.model_fields)
    for each in models_in(model):
        if each not in shared:
            yield f"#### {title_of(each)}\n"
            yield f"{summary_of(each)}\n"
            yield fields_table(each, skip=_ID)


def _states(kind: str) -> Iterator[str]:
    yield f"In other states, from [the gallery]({PAGE}):\n"
    yield f"![Pages of the gallery that show {kind}]({state_picture(kind)})\n"


def _alt(example: Example) -> str:
    what = "The page that" if example.group == "pages" else "What"
    return f"{what} the example below makes"


def _shared(kinds: Iterable[type[BaseModel]]) -> tuple[type[BaseModel], ...]:
    """Return the models that more than one kind uses."""
    uses = Counter(each for kind in kinds for each in models_in(kind))
    return tuple(each for each, number in uses.items() if number > 1)
