"""What is asked for when many PDFs are: editions, variants, languages, formats, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from ..content.edition import Edition
from ..content.extends import resolve
from ..content.node import read_what_fits
from ..diagnostics import Diagnostic
from ..formats import Format
from ..jobs import Job
from ..plans import variants_of
from ..resources import Project
from ..settings import names_of, read_format, read_target
from ..translate.shelf import tags_of

ALL = "all"


@dataclass(frozen=True)
class Asked:
    """What to build of each edition, as typed: "all", or names with commas between them.

    What is empty is as the job has it.
    """

    variants: str = ""
    languages: str = ""
    formats: str = ""
    targets: str = ""


def jobs_of(project: Project, slugs: Iterable[str], asked: Asked, like: Job) -> tuple[Job, ...]:
    """Return the jobs that are asked for, each once, in the order of the editions.

    An edition that cannot be read is one job, whose findings say what is wrong with it.
    """
    jobs: dict[Job, None] = {}
    for slug in slugs:
        job = replace(like, slug=slug)
        for variant in _variants(project, asked.variants, job):
            jobs |= dict.fromkeys(_of_variant(project, asked, replace(job, variant=variant)))
    return tuple(jobs)


def _of_variant(project: Project, asked: Asked, job: Job) -> Iterator[Job]:
    try:
        resolved = resolve(project, job.slug, job.variant)
        edition, _ = read_what_fits(Edition, resolved.document)
    except Diagnostic:
        edition = None
    if edition is None:
        yield job
        return
    for language, format, target in product(
        _languages(asked.languages, job, edition, tags_of(project, resolved.folders)),
        _formats(project, asked.formats, job, edition),
        _names(asked.targets) or (job.target,),
    ):
        each = replace(job, language=language, format=format)
        targets = names_of(project, "target") if target == ALL else (target,)
        for name in targets:
            if target != ALL or _suits(project, name, each, edition):
                yield replace(each, target=name)


def _names(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in typed.split(",")))))


def _variants(project: Project, typed: str, job: Job) -> Iterator[str]:
    for name in _names(typed) or (job.variant,):
        if name == ALL:
            yield ""
            yield from variants_of(project, job.slug)
        else:
            yield name


def _languages(typed: str, job: Job, edition: Edition, there: tuple[str, ...]) -> Iterator[str]:
    """Yield languages; the edition's own is none of the others, and has no name in a job."""
    for tag in _names(typed) or (job.language,):
        if tag == ALL:
            yield ""
            yield from there
        else:
            yield "" if tag == edition.language else tag


def _formats(project: Project, typed: str, job: Job, edition: Edition) -> Iterator[str]:
    """Yield formats; "all" are those that are bound, or folded, as the edition's own is, and that
    one has no name in a job."""
    for name in _names(typed) or (job.format,):
        if name != ALL:
            yield "" if name == edition.format else name
            continue
        own = _format(project, edition.format)
        yield ""
        for other in names_of(project, "format"):
            page = _format(project, other)
            alike = own and page and (own.fold is None) == (page.fold is None)
            if alike and other != edition.format:
                yield other


def _format(project: Project, name: str) -> Format | None:
    try:
        return read_format(project, name)
    except Diagnostic:
        return None


def _suits(project: Project, name: str, job: Job, edition: Edition) -> bool:
    """True for a target that an edition can be built for: leaflets are not stapled, and what is
    for presses alone is asked of no other."""
    try:
        target = read_target(project, name)
    except Diagnostic:
        return True  # whose build says what is wrong
    if (job.printer or job.marks) and not target.printer:
        return False
    page = _format(project, job.format or edition.format)
    return target.sheets is None or page is None or page.fold is None
