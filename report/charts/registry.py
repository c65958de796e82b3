"""The chart kinds: one file of `figures/` each, the project's own before the bundled ones."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ValidationError

from ..diagnostics import Code, Diagnostic, Finding, Mark
from ..faults import said
from ..resources import BUNDLED, Project
from ..storage import digest
from .codes import BROKEN_KIND, CODES, OPTIONS, UNKNOWN_KIND
from .modules import load, register
from .patience import in_time

EVERY_LANGUAGE = "*"
"""Among the languages of a kind: it says what the language file has words for, in any of them."""
_LOADED: dict[str, Mapping[str, Kind]] = {}


@dataclass(frozen=True)
class Kind:
    """A kind of chart. `doc` is its page (Markdown); `code` the digest of all drawing code."""

    name: str
    shown: str
    spec: type[BaseModel]
    draw: Callable[..., Any]
    describe: Callable[..., str]
    languages: frozenset[str]
    doc: str
    code: str


def kinds(project: Project) -> Mapping[str, Kind]:
    """Return every chart kind by name, sorted. Each is loaded when it is asked for, and is a
    Diagnostic D202 where it is broken, which the others are not."""
    sources = _sources(project)
    package = register(sources)
    if package not in _LOADED:
        _LOADED[package] = _Shelf(package, sources)
    return _LOADED[package]


def broken_kinds(project: Project) -> Mapping[str, tuple[Finding, ...]]:
    """Return what is wrong (D202) with each kind of the project's own that cannot be loaded."""
    known, found = kinds(project), {}
    for name, (shown, _) in _sources(project).items():
        if name in known and not shown.startswith(BUNDLED):
            try:
                known[name]
            except Diagnostic as diagnostic:
                found[name] = diagnostic.findings
    return found


class _Shelf(Mapping[str, Kind]):
    """The kinds of one state of the folder, by name; each is loaded when it is asked for."""

    def __init__(self, package: str, sources: Mapping[str, tuple[str, bytes]]) -> None:
        self._package, self._sources = package, sources
        self._names = sorted(each for each in sources if not each.startswith("_"))
        self._code = digest(
            *(part for stem in sorted(sources) for part in (stem, sources[stem][1]))
        )
        self._loaded: dict[str, Kind] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Kind:
        """Return the kind of that name; Diagnostic D202 where it is broken."""
        if name not in self._loaded:
            if name not in self:
                raise KeyError(name)
            result = _kind(self._package, name, self._sources[name][0], self._code)
            if isinstance(result, Finding):
                raise Diagnostic([result])
            self._loaded[name] = result
        return self._loaded[name]


def kind_named(project: Project, name: str, mark: Mark | None = None) -> Kind:
    """Return the kind of a project called `name`; Diagnostic as `kind_among`."""
    return kind_among(kinds(project), name, mark)


_OTHER_NAMES = {"pie": "donut", "doughnut": "donut", "column": "bar", "histogram": "bar"}
"""What kinds of charts are called elsewhere."""


def kind_among(known: Mapping[str, Kind], name: str, mark: Mark | None = None) -> Kind:
    """Return the kind called `name`; Diagnostic D201, with the nearest name, if there is none, and
    D202 where it is broken."""
    if name in known:
        return known[name]
    meant = _OTHER_NAMES.get(name.casefold().removesuffix("s"), "")
    near = [meant] if meant in known else get_close_matches(name.casefold(), known, 1)
    help = f"did you mean “{near[0]}”?" if near else "there is " + ", ".join(known)
    message = f"there is no kind of chart “{name}”"
    raise Diagnostic([UNKNOWN_KIND.finding(mark, message, help=help)])


def read_spec(
    kind: Kind,
    options: Mapping[str, object],
    mark_of: Callable[[tuple[str | int, ...]], Mark | None],
) -> BaseModel:
    """Return the options of a block as the kind's model; Diagnostic with a D203 for each fault.

    `mark_of` says where the value at a path below `options` stands. Where the model itself fails,
    the Diagnostic is a D202.
    """
    try:
        return kind.spec.model_validate(dict(options))
    except ValidationError as error:
        known = sorted(kind.spec.model_fields)
        findings = []
        for fault in error.errors(include_url=False, include_input=False):
            path = tuple(fault["loc"])
            mark = mark_of(path)
            if fault["type"] == "extra_forbidden":
                near = get_close_matches(str(path[-1]), known, 1)
                help = f"did you mean “{near[0]}”?" if near else "it has " + ", ".join(known)
                message = f"a {kind.name} chart has no option “{path[-1]}”"
            else:
                help = f"see the options of {kind.name} in the reference of charts"
                message = f"{'.'.join(map(str, path))}: {fault['msg']}"
            findings.append(OPTIONS.finding(mark, message, help=help))
        raise Diagnostic(dict.fromkeys(findings)) from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a validator of the kind, with a fault of its own
        place = place_in(error, Mark(kind.shown, 1, 1))
        help = "mend the code of its options"
        raise Diagnostic([BROKEN_KIND.finding(place, said(error), help=help)]) from error


def codes(project: Project) -> tuple[Code, ...]:
    """Return the codes that charts can give, by id; those that a file of `figures/` defines
    included, where it can be loaded."""
    sources = _sources(project)
    package = register(sources)
    modules = [_module(package, stem, shown) for stem, (shown, _) in sources.items()]
    found = {code.id: code for code in CODES}
    for module in modules:
        for value in () if isinstance(module, Finding) else vars(module).values():
            if isinstance(value, Code):
                found[value.id] = value
    return tuple(found[each] for each in sorted(found))


def _sources(project: Project) -> dict[str, tuple[str, bytes]]:
    """Return the Python files of `figures/` by stem, each with its shown name and bytes.

    Files whose names begin with "_" are shared by the kinds and are none themselves.
    """
    paths = [
        project.find(name, ["figures"], Mark(f"figures/{name}"))
        for name in project.names(["figures"])
        if name.endswith(".py") and not name.startswith("__")
    ]
    return {path.stem: (project.shown(path), project.read(path)) for path in paths}


def _kind(package: str, stem: str, shown: str, code: str) -> Kind | Finding:
    module = _module(package, stem, shown)
    if isinstance(module, Finding):
        return module
    missing = _missing(module)
    if missing:
        message = f"the chart kind “{stem}” does not define {', '.join(missing)}"
        help = "see figures/bar.py for a complete one"
        return BROKEN_KIND.finding(Mark(shown, 1, 1), message, help=help)
    return Kind(
        name=module.NAME,
        shown=shown,
        spec=module.Spec,
        draw=module.draw,
        describe=module.describe,
        languages=frozenset(getattr(module, "LANGUAGES", ("en",))),
        doc=(module.__doc__ or "").strip(),
        code=code,
    )


def _module(package: str, stem: str, shown: str) -> ModuleType | Finding:
    try:
        with in_time():
            return load(package, stem)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a stray sys.exit() in a file must not end the program
        help = "mend the file, or take it out of figures/; only charts of this kind need it"
        if stem.startswith("_"):
            help = "mend the file: other kinds of charts may use what it defines"
        return BROKEN_KIND.finding(place_in(error, Mark(shown, 1, 1)), said(error), help=help)


def _missing(module: ModuleType) -> list[str]:
    spec = getattr(module, "Spec", None)
    checks = {
        "a docstring": bool((module.__doc__ or "").strip()),
        f"NAME = “{module.__name__.rpartition('.')[2]}”": getattr(module, "NAME", None)
        == module.__name__.rpartition(".")[2],
        "a frozen pydantic model Spec": isinstance(spec, type)
        and issubclass(spec, BaseModel)
        and bool(spec.model_config.get("frozen")),
        "draw(figure, table, spec, style)": callable(getattr(module, "draw", None)),
        "describe(table, spec, style)": callable(getattr(module, "describe", None)),
    }
    return [what for what, there in checks.items() if not there]


def place_in(error: BaseException, otherwise: Mark) -> Mark:
    """Return the innermost line of drawing code that an exception went through."""
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        return Mark(error.filename, error.lineno, error.offset or 1)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_figure(frame)]
    if not frames or not frames[-1].lineno:
        return otherwise
    column = frames[-1].colno
    return Mark(frames[-1].filename, frames[-1].lineno, (column or 0) + 1)


def _is_figure(frame: traceback.FrameSummary) -> bool:
    return frame.filename.removeprefix("(bundled) ").startswith("figures/")
