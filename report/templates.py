"""Jinja2 with the project's templates: sandboxed, autoescaped, and strict about names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from .diagnostics import Code, Diagnostic, Finding, Mark, Severity
from .resources import BUNDLED, Project

TEMPLATE_FAILED = Code(
    "S201",
    "template-failed",
    Severity.ERROR,
    """A template of the project cannot be used: it is missing, or it asks for something unknown.

    The mark shows the line of the project's template; delete the project's copy to fall back on
    the template that comes with Colophon. Where it is Colophon's own template that fails, the
    mark shows what it was used for, and the help line where it failed.
    """,
)


class _Compiled(BytecodeCache):
    """Templates compiled by this process: not on disk, where others could write code to be run."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.checksum, bucket.code


_COMPILED = _Compiled()


class Templates:
    """The templates of a project, its own before the bundled ones."""

    def __init__(
        self, project: Project, filters: Mapping[str, Any], names: Mapping[str, Any]
    ) -> None:
        """`filters` and `names` are what every template can use."""
        self._project = project
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self._environment.filters.update(filters)
        self._environment.globals.update(names)

    def render(self, name: str, mark: Mark, **values: Any) -> Markup:
        """Return the template called `name` with `values`; Diagnostic S201 when it fails."""
        try:
            return Markup(self._environment.get_template(name).render(**values))
        except Diagnostic:
            raise
        except Exception as error:  # whatever a template's expressions can raise
            place, message = self._explain(error, name)
            raise Diagnostic([_failed(message, place, mark)]) from error

    def _source(self, name: str) -> tuple[str, str, Any] | None:
        folder = PurePosixPath("templates") / PurePosixPath(name).parent
        try:
            path = self._project.find(PurePosixPath(name).name, [folder.as_posix()])
        except Diagnostic:
            return None
        return self._project.read_text(path), self._project.shown(path), lambda: True

    def _explain(self, error: Exception, name: str) -> tuple[Mark | None, str]:
        if isinstance(error, TemplateNotFound):
            return None, f"there is no template “templates/{error.name}”"
        place = None
        trace = error.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if file.endswith(".html"):
                place = Mark(file, trace.tb_lineno, 1)
            trace = trace.tb_next
        line = getattr(error, "lineno", None)
        if line:
            place = Mark(getattr(error, "filename", None) or name, line, 1)
        return place, f"the template “{name}” failed: {error or type(error).__name__}"


def _failed(message: str, place: Mark | None, user: Mark) -> Finding:
    """Return the finding at the template's line; at the user's where the template is bundled."""
    if place is None or place.file.startswith(BUNDLED):
        help = f"it failed at {place}; if the values here are right, report it" if place else ""
        return TEMPLATE_FAILED.finding(user, message, help=help)
    return TEMPLATE_FAILED.finding(place, message, help=f"used for {user}")
