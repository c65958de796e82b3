"""What a person names to be compared: `life-science@sv`, `life-science@v1`, `brochure.pdf`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ..content.edition import Edition
from ..content.extends import VARIANTS, resolve
from ..content.load import read_all
from ..desk import options_reader
from ..diagnostics import Diagnostic, Finding, Severity
from ..photos.ledger import Ledgers
from ..resources import Project
from ..translate.apply import in_language
from ..translate.shelf import tags_of
from ..translate.tags import check_tag
from .editions import Text, placed
from .revisions import project_at
from .values import Side


@dataclass(frozen=True)
class EditionName:
    """An edition by the name of its folder, and which of it: "" for its own, and that of today.

    `revision` is one of git, or where it is `released`, the number of a release.
    """

    slug: str
    variant: str = ""
    language: str = ""
    revision: str = ""
    format: str = ""
    released: bool = False

    @property
    def files(self) -> str:
        """What its files are called besides their names; "" for those of today."""
        return f"release {self.revision}" if self.released else self.revision

    @property
    def shown(self) -> str:
        """The name as it is typed."""
        parts = (self.slug, self.variant, self.language, self.revision)
        return "@".join(each for each in parts if each)

    def otherwise(self, variant: str, language: str, format: str) -> EditionName:
        """Return the name with what it leaves out."""
        return replace(
            self,
            variant=self.variant or variant,
            language=self.language or language,
            format=self.format or format,
        )


Name = EditionName | Path
"""An edition, or the path of a PDF."""
Then = Callable[[Project, EditionName], AbstractContextManager[Project]]
"""Has the project as it was when an edition was as it is named."""


def edition_name(
    project: Project, slug: str, rest: str, releases: Collection[str] = ()
) -> EditionName:
    """Return what `rest` names of an edition, the words behind its first “@”.

    They are a variant and a language of it, in any order; what is neither is the number of one of
    its `releases`, or else a git revision, to its end: `life-science@a5@main@{yesterday}`.
    """
    name = EditionName(slug)
    while rest:
        part, _, more = rest.partition("@")
        if not name.variant and part in project.listing(f"editions/{slug}/{VARIANTS}", ".yaml"):
            name = replace(name, variant=part)
        elif not name.language and part in _languages(project, slug):
            name = replace(name, language=part)
        else:
            return replace(name, revision=rest, released=rest in releases)
        rest = more
    return name


def _languages(project: Project, slug: str) -> tuple[str, ...]:
    """Return the languages of an edition, its own among them; none where it cannot be read."""
    try:
        resolved = resolve(project, slug)
    except Diagnostic:
        return tags_of(project, (project.editions / slug,))
    data = resolved.document.data
    own = str(data.get("language", "")) if isinstance(data, dict) else ""
    return (*tags_of(project, resolved.folders), *filter(None, [own]))


@contextmanager
def text_at(
    project: Project, name: EditionName, then: Then | None = None
) -> Iterator[tuple[Project, Text]]:
    """Have an edition read, with the project that it is in, as it is today or was `then`: by
    default in git.

    Raises Diagnostic where it cannot be read, or the revision is not to be had.
    """
    if not name.revision:
        yield project, _read(project, name)
        return
    with (then or _in_git)(project, name) as before:
        try:
            text = _read(before, name)
        except Diagnostic as diagnostic:
            raise Diagnostic(placed(diagnostic.findings, name.files)) from diagnostic
        yield before, text


def _in_git(project: Project, name: EditionName) -> AbstractContextManager[Project]:
    return project_at(project, name.slug, name.revision)


def _read(project: Project, name: EditionName) -> Text:
    manuscript, findings = read_all(project, name.slug, options_reader(project), name.variant)
    if manuscript is None:
        raise Diagnostic(findings)
    ledgers, noticed = _ledgers(project, *manuscript.folders)
    language = "" if name.language == manuscript.edition.language else name.language
    if language:
        tag = check_tag(language)
        manuscript, ledgers = in_language(manuscript, ledgers, tag, marked=True)
    if name.format:
        edition: Edition = manuscript.edition.model_copy(update={"format": name.format})
        manuscript = replace(manuscript, edition=edition)
    errors = tuple(e for e in (*findings, *noticed) if e.severity is Severity.ERROR)
    edition = manuscript.edition
    title, date = " ".join(edition.title.split()), edition.date.isoformat()
    side = Side(name.shown, title, date, placed(errors, name.files))
    return Text(side, manuscript, ledgers, name.files)


def _ledgers(project: Project, *folders: Path) -> tuple[Ledgers | None, tuple[Finding, ...]]:
    try:
        return Ledgers.load(project, *folders), ()
    except Diagnostic as diagnostic:
        return None, diagnostic.findings
