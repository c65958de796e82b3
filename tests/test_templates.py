from __future__ import annotations

import re

import pytest

from report.diagnostics import Diagnostic, Finding, Mark
from report.templates import Templates

from .conftest import NewProject

MARK = Mark("editions/small/edition.yaml", 9, 5)


def templates(new_project: NewProject, **texts: str) -> Templates:
    files = {f"/templates/pages/{name}.html": text for name, text in texts.items()}
    return Templates(new_project(files=files), {"loud": str.upper}, {"words": {"page": "Page"}})


def failure(made: Templates, name: str, **values: object) -> Finding:
    with pytest.raises(Diagnostic) as caught:
        made.render(name, MARK, **values)
    (finding,) = caught.value.findings
    assert finding.code.id == "S201"
    return finding


def test_values_are_escaped_and_filters_and_names_are_there(new_project: NewProject) -> None:
    made = templates(new_project, a="{{ words.page }} {{ title|loud }} {{ title }}")

    assert made.render("pages/a.html", MARK, title="<b>") == "Page &lt;B&gt; &lt;b&gt;"


def test_a_missing_template_is_named(new_project: NewProject) -> None:
    finding = failure(templates(new_project), "pages/none.html")

    assert finding.message == "there is no template “templates/pages/none.html”"
    assert finding.mark == MARK


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("one\n{{ nothing }}", 2, "nothing"),
        ("one\ntwo\n{% if %}", 3, "Expected an expression"),
        ("{{ title.__class__.__mro__ }}", 1, "__class__"),
        ("\n{{ title + 1 }}", 2, "can only concatenate"),
        ("{{ title|none }}", 1, "none"),
        ("{% include '../../../../etc/hostname' %}", 1, "hostname"),
    ],
)
def test_a_template_that_fails_is_marked_at_its_own_line(
    text: str, line: int, part: str, new_project: NewProject
) -> None:
    finding = failure(templates(new_project, a=text), "pages/a.html", title="x")

    assert part in finding.message
    if "etc/hostname" not in text:
        assert finding.mark == Mark("templates/pages/a.html", line, 1)
        assert finding.help == f"used for {MARK}"


def test_a_bundled_template_that_fails_is_marked_where_it_was_used(
    new_project: NewProject,
) -> None:
    finding = failure(templates(new_project), "blocks/table.html")

    assert finding.mark == MARK
    assert re.search(r"^it failed at \(bundled\) templates/blocks/table\.html:\d+:1", finding.help)


def test_a_template_that_is_not_utf8_is_a_finding_at_its_line(new_project: NewProject) -> None:
    files = {"/templates/pages/a.html": "one\n<p>é</p>".encode("latin-1")}
    made = Templates(new_project(files=files), {}, {})

    with pytest.raises(Diagnostic, match=r"^templates/pages/a\.html:2:4: C108"):
        made.render("pages/a.html", MARK)


def test_templates_cannot_change_what_they_are_given(new_project: NewProject) -> None:
    finding = failure(templates(new_project, a="{{ list.append(1) }}"), "pages/a.html", list=[])

    assert "append" in finding.message


def test_findings_made_while_a_template_runs_pass_through(new_project: NewProject) -> None:
    made = templates(new_project, a="{{ stop() }}")

    def stop() -> str:
        from report.resources import MISSING_FILE

        raise Diagnostic([MISSING_FILE.finding(MARK, "no such picture")])

    with pytest.raises(Diagnostic, match="no such picture"):
        made.render("pages/a.html", MARK, stop=stop)


def test_a_projects_own_template_comes_first(new_project: NewProject) -> None:
    made = templates(new_project, cover="mine")

    assert made.render("pages/cover.html", MARK) == "mine"
