"""Composing: the HTML of every block and page type, and what is counted on the way.

The expected HTML stands in tests/golden/. After a change of templates that is meant, write it anew
with `COLOPHON_GOLDEN=write pytest tests/test_compose.py` and read the difference before you commit.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from report.compose import compose
from report.composed import Composed, LayoutFacts
from report.content.block import blocks
from report.content.edition import page_types
from report.desk import Job, open_desk
from report.diagnostics import Diagnostic
from report.resources import Project

from .conftest import DAY, HEAD, ROOT, NewProject

GOLDEN = Path(__file__).parent / "golden"
FACTS = """facts:
  hubs: {value: 450, more_than: true, label: hubs, source: A list, as_of: 2025}
  share: {value: 56, unit: "%", label: of all, source: A list}
"""
TABLE = "{columns: [Kind, Share (%)], rows: [[One, 56], [Two, 44]]}"
BLOCKS = {
    "text": """
        id: block
        initial: true
        body: |
          Some *words* about {{ facts.hubs }} hubs, see page {{ page.other }}.[^n]

          ### A crosshead

          - one
          - "two"

          [^n]: A note.""",
    "photo": "{id: block, file: sea-sunset.jpg, caption: The sea, width: page, lines: 12}",
    "photo_pair": """
        id: block
        larger: second
        photos:
          - {file: sea-sunset.jpg, caption: The sea}
          - {file: light-waves.jpg}""",
    "photo_grid": """
        id: block
        photos:
          - {file: sea-sunset.jpg, caption: The sea}
          - {file: light-waves.jpg}
          - {file: blue-flowers.jpg}
          - {file: dandelion-seeding.jpg}
          - {file: botany-flowers.jpg}""",
    "key_figures": "{id: block, items: [{fact: hubs}, {value: 3, label: “other” things}]}",
    "chart": f"""
        id: block
        kind: bar
        title: More than half
        unit: Share in percent
        figure: "{{{{ facts.share }}}}"
        figure_label: of all
        source: A list
        data: {TABLE}""",
    "table": f"{{id: block, title: A table, unit: Percent, source: A list, data: {TABLE}}}",
    "pull_quote": "{id: block, quote: One sentence., by: Somebody, role: of somewhere}",
    "panel": """
        id: block
        kicker: Since 1910
        title: A panel
        body: Words in a panel.
        photo: {file: sea-sunset.jpg}""",
    "timeline": """
        id: block
        title: Since then
        events:
          - {when: 1910, title: The first, text: A sentence.}
          - {when: late 1930s, title: The second}""",
    "contacts": """
        id: block
        title: Contacts
        people:
          - {name: Somebody, role: Head, organisation: Office, place: Here, phone: +46 8 123,
             email: a@example.org, web: www.example.org}""",
    "people": """
        id: block
        title: People
        people:
          - {name: Ann Other, title: Head, organisation: Office,
             photo: {file: portrait-drawn-1.jpg}, phone: +46 8 123, press_only: [phone],
             email: a@example.org}
          - {name: Ben Long Other}""",
    "foreword": """
        id: block
        title: Welcome
        photo: {file: portrait-drawn-2.jpg}
        body: |
          First *words*.

          Others.
        name: Ann Other
        role: Head
        organisation: Office
        signature: name-surname.svg""",
    "organisations": """
        id: block
        title: Profiles
        organisations:
          - {name: First, logo: leaf.svg, place: City, about: What it does, offers: This,
             looks_for: That, contact: {name: Ann Other, role: Head, phone: +46 8 123}}
          - {name: Second}""",
    "logos": "{id: block, title: Logos, items: [{name: One, logo: bars.svg}, {name: Two}]}",
    "sponsors": """
        id: block
        title: Sponsors
        tiers:
          - {name: Gold, sponsors: [{name: One, logo: circles.svg}]}
          - {name: Friends, sponsors: [{name: Two}]}""",
    "agenda": """
        id: block
        title: Three days
        time_zone: Central European Time (UTC+1)
        days:
          - {date: 2026-11-23, title: What, venue: Where, entries: [
              {start: "9:00", end: "10.30", title: One, text: More, venue: Here},
              {start: "13:00", title: Two}]}
          - {date: 2026-11-24, time_zone: Eastern Time (UTC-5), entries: [{title: Three}]}
          - {date: 2026-11-25}""",
    "actors": """
        id: block
        title: Who does what
        note: As of today.
        tiers:
          - {name: Ministries, actors: [{name: Ministry *A*, note: decides}]}
          - {name: Agencies, actors: [{name: Agency One}, {name: Agency Two, highlight: true}]}
        links:
          - {from: Ministry *A*, to: [Agency One, agency two], label: funds}
          - {from: Agency One, to: Agency Two, arrow: both}""",
    "locator": """
        id: block
        title: How far it is
        note: Times without traffic.
        places:
          - {name: The Office, at: B2, icon: office, highlight: true}
          - {name: Airport *A*, at: 2 north-east of The Office, icon: airport, note: to the world}
          - {name: A field, at: west of the office}
        routes:
          - {from: The Office, to: Airport *A*, time: 25 min}
          - {from: the office, to: A field}""",
    "country_facts": """
        id: block
        kicker: Key facts
        name: Somewhere
        facts: [hubs, {fact: share, label: A share}, {value: A city, label: Capital}]""",
    "success_story": """
        id: block
        who: An office
        title: A story
        challenge: A *hard* one.
        result: It went well.
        figure: {fact: hubs}
        photo: {file: sea-sunset.jpg}
        quote: We did it.
        by: Ann Other
        role: Head""",
    "qr_code": "{id: block, address: 'https://example.org/a?b=c&d', title: Visit, text: Words.}",
    "disclaimer": "{id: block, title: Disclaimer, body: 'Words, *small*.'}",
    "notes": "{id: block, title: Notes, sources: true, items: [A note., {id: b, text: Another.}]}",
}
PAGES = {
    "cover": """
      photo: {file: sea-sunset.jpg}
      kicker: First
      headline: A title / in two lines
      standfirst: A sentence.""",
    "contents": """
      id: page
      title: In this edition
      photo: {file: dandelion-seeding.jpg}
      imprint: |
        **Somebody.** Credits on page {{ page.credits }}.""",
    "spread": """
      id: page
      photo: {file: sea-sunset.jpg, caption: The sea}
      caption_at: right""",
    "section": """
      id: page
      kicker: Part one
      title: A section / in two lines
      standfirst: Leads in.
      opener: {photo: {file: light-waves.jpg}}
      blocks:
        - text: Words.""",
    "credits": """
      id: page
      title: Names / and pictures
      text: A remark.
      blocks:
        - notes: {items: [A note.]}""",
    "back_cover": """
      photo: {file: lake-sherburne-montana.jpg}
      headline: A last / line
      text: Words at the end.""",
}
OTHERS = "  - section: {id: other, title: Other}\n"


def composed(
    project: Project, known: LayoutFacts | None = None, format: str | None = None
) -> Composed:
    desk = open_desk(project, Job("small", DAY, format=format))
    return compose(desk.manuscript, desk.means, known or LayoutFacts())


def body_of(html: str) -> str:
    """Return what stands in the body, a line each for what begins a line, keys of pictures away."""
    body = html[html.index("<body>") + 6 : html.index("</body>")]
    body = re.sub(r"pictures/[0-9a-f]{64}", "pictures/KEY", body)
    return "\n".join(line.strip() for line in body.split("\n") if line.strip()) + "\n"


def compare(path: Path, html: str) -> None:
    if os.environ.get("COLOPHON_GOLDEN") == "write":
        path.write_text(html)
    assert html == path.read_text()


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_blocks_are_composed_as_agreed(kind: str, new_project: NewProject) -> None:
    text = (
        f"{HEAD}{FACTS}sections:\n  - section:\n      title: A section\n      blocks:\n"
        f"        - {kind}: {BLOCKS[kind].replace(chr(10), chr(10) + ' ' * 4)}\n{OTHERS}"
    )
    known = LayoutFacts({"other": "7", "block": "3"})

    made = composed(new_project(text), known)

    html = body_of(made.sections[0].html)
    start, end = html.index("\n", html.index("</header>")) + 1, html.rindex("</section>")
    compare(GOLDEN / "blocks" / f"{kind}.html", html[start:end])
    assert 'id="block"' in html
    assert made.findings == ()


def test_a_source_stands_only_below_facts_that_are_all_from_it(new_project: NewProject) -> None:
    first = "  hubs: {value: 1, label: A, source: A list, as_of: 2024}\n"
    facts = f"facts:\n{first}  share: {{value: 2, label: B, as_of: 2019}}\n"
    block = "country_facts: {name: Somewhere, facts: [hubs, share]}"
    text = (
        f"{HEAD}{facts}sections:\n  - section:\n      title: A section\n      blocks:\n"
        f"        - {block}\n{OTHERS}"
    )

    html = composed(new_project(text), LayoutFacts({"other": "7"})).sections[0].html

    assert 'class="source"' not in html
    origins = re.findall(r'<td class="origin">(.*?)</td>', html)
    assert origins == ["A\N{NO-BREAK SPACE}list, 2024", "as of 2019"]


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_pages_are_composed_as_agreed(kind: str, new_project: NewProject) -> None:
    pages = {"credits": OTHERS, "contents": f"{OTHERS}  - credits: {{}}\n"}
    text = f"{HEAD}{FACTS}sections:\n  - {kind}:{PAGES[kind]}\n{pages.get(kind, '')}"
    known = LayoutFacts({"other": "3", "credits": "4", "page": "2"})

    made = composed(new_project(text), known)

    html = made.sections[0].html
    compare(GOLDEN / "pages" / f"{kind}.html", body_of(html))
    assert made.findings == ()
    assert html.startswith("<!DOCTYPE html>") and 'lang="en-US"' in html
    assert "<title>" in html and "<title></title>" not in html


@pytest.mark.parametrize("folder", ["blocks", "pages"])
def test_every_kind_has_a_template_a_style_a_golden_file_and_an_entry(folder: str) -> None:
    kinds = blocks() if folder == "blocks" else page_types()
    reference = (ROOT / "docs" / "blocks.md").read_text()
    examples = BLOCKS if folder == "blocks" else PAGES

    assert set(examples) == set(kinds)
    for kind in kinds:
        assert (ROOT / "templates" / folder / f"{kind}.html").is_file(), kind
        assert (ROOT / "templates" / folder / f"{kind}.css").is_file(), kind
        assert (GOLDEN / folder / f"{kind}.html").is_file(), kind
        assert re.search(rf"^### {kind}$", reference, re.MULTILINE), kind
    assert {path.stem for path in (GOLDEN / folder).glob("*.html")} == set(kinds)


def test_every_id_of_the_edition_is_an_id_of_its_document(new_project: NewProject) -> None:
    project = new_project((ROOT / "editions/life-science/edition.yaml").read_text())
    for part in ("data", "photos"):
        for path in (ROOT / "editions/life-science" / part).iterdir():
            target = project.editions / "small" / part / path.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())

    for section in composed(project).sections:
        for id in section.ids:
            assert section.html.count(f'id="{id}"') == 1, id


def test_what_is_printed_is_counted(new_project: NewProject) -> None:
    text = f"""{HEAD}{FACTS}sections:
  - section:
      id: one
      title: One
      opener: {{photo: {{file: light-waves.jpg}}}}
      blocks:
        - text: "{{{{ facts.hubs }}}} hubs"
        - photo: {{id: p, file: sea-sunset.jpg}}
        - photo: {{id: q, file: sea-sunset.jpg}}
        - chart: {{id: c, kind: bar, title: T, data: {TABLE}}}
  - credits: {{}}
"""
    made = composed(new_project(text), LayoutFacts({"one": "1", "p": "1", "q": "3"}))

    assert [each.request.at for each in made.photos] == ["one", "p", "q"]
    assert [each.request.id for each in made.charts] == ["c"]
    assert made.facts_used == {"hubs"}
    credits = made.sections[-1].html
    assert credits.count("Sebastian Voortman") == 1
    assert 'href="#p">1</a>' in credits and 'href="#q">3</a>' in credits


def test_credits_name_every_page_of_a_list_and_runs_of_pages_as_one(
    new_project: NewProject,
) -> None:
    portrait = "{name: A B, photo: {file: portrait-drawn-1.jpg}}"
    text = f"""{HEAD}sections:
  - section:
      title: One
      blocks:
        - people: {{id: all, people: [{portrait}, {portrait}, {portrait}, {portrait}]}}
  - credits: {{}}
"""
    known = LayoutFacts({"all": "2", "all.1": "2", "all.2": "3", "all.3": "4", "all.4": "6"})

    made = composed(new_project(text), known)

    assert [place.spot for each in made.photos for place in each.places()] == [
        *("all.1", "all.2", "all.3", "all.4")
    ]
    credits = made.sections[-1].html
    assert 'href="#all.1">2\u20134</a>, <a href="#all.4">6</a>' in credits


def test_a_picture_waits_for_the_room_that_is_left(new_project: NewProject) -> None:
    text = f"""{HEAD}sections:
  - section: {{title: One, blocks: [photo: {{id: p, file: sea-sunset.jpg, lines: fill}}]}}
"""
    project = new_project(text)

    (waiting,) = composed(project).photos
    (grown,) = composed(project, LayoutFacts(fills={"p": 5})).photos

    assert waiting.slot.provisional and not grown.slot.provisional
    assert grown.slot.lines == waiting.slot.lines + 5


@pytest.mark.parametrize(
    ("block", "code", "help"),
    [
        ("text: '[x](#non)'", "C112", "did you mean “one”?"),
        ("text: '[x](javascript:alert(1))'", "C111", "https://"),
        ("photo: {file: sea-sunsets.jpg}", "", "sea-sunset.jpg"),
    ],
)
def test_slips_are_findings_with_the_nearest_name(
    block: str, code: str, help: str, new_project: NewProject
) -> None:
    text = (
        f"{HEAD}sections:\n  - section: {{id: one, title: One}}\n  - section:\n      title: Two\n"
    )
    project = new_project(f"{text}      blocks:\n        - {block}\n")
    try:
        found = composed(project).findings
    except Diagnostic as diagnostic:
        found = diagnostic.findings

    (finding,) = found
    assert not code or finding.code.id == code
    assert help in finding.help
    assert finding.mark and finding.mark.line == 10


def test_a_template_that_asks_for_more_than_there_is_is_a_finding(new_project: NewProject) -> None:
    project = new_project(files={"/templates/blocks/text.html": "\n{{ block.colour }}"})

    with pytest.raises(Diagnostic) as caught:
        composed(project)

    assert str(caught.value.findings[0].mark) == "templates/blocks/text.html:2:1"


def test_only_words_of_the_edition_are_markdown(new_project: NewProject) -> None:
    """Ledgers, the pictures' own metadata and CSV files are printed as they are."""
    odd = "*x* {{ facts.none }} [free](https://evil.example)"
    stream = io.BytesIO()
    Image.new("RGB", (900, 600), (90, 120, 90)).save(stream, "JPEG")
    text = f"""{HEAD}{FACTS}sections:
  - section:
      title: One
      blocks:
        - photo: {{file: a.jpg}}
        - table: {{title: T, data: data/a.csv}}
        - table:
            title: T
            data: {{columns: ["*A*", B], rows: [["*x* {{{{ facts.share }}}}", x]]}}
  - credits: {{}}
"""
    ledger = f"photos: {{a.jpg: {{credit: '{odd}', caption: '{odd}', alt: '{odd}'}}}}\n"
    files = {
        "photos/a.jpg": stream.getvalue(),
        "photos/credits.yaml": ledger,
        "data/a.csv": f"A,B\n{odd},x\n",
    }

    made = composed(new_project(text, files))
    pages = [unescape(section.html).replace("\u00a0", " ") for section in made.sections]

    assert pages[0].count(odd) == 4 and pages[1].count(odd) == 2
    assert 'evil.example"' not in "".join(pages)
    assert "<em>A</em>" in pages[0] and "<em>x</em> 56%" in pages[0]
    assert made.findings == ()


def test_facts_are_printed_as_written_everywhere(new_project: NewProject) -> None:
    text = f"""{HEAD}facts:
  a: {{value: "a*b*c", label: "x_y_z #1", unit: "[k]", source: "A *list*", as_of: 2025-03-01}}
sections:
  - section:
      title: One {{{{ facts.a.value }}}}
      blocks:
        - text: "{{{{ facts.a }}}}; {{{{ facts.a.source }}}}; {{{{ facts.a.as_of }}}}"
        - key_figures: {{items: [{{fact: a}}]}}
        - notes: {{sources: true}}
"""
    (section,) = composed(new_project(text)).sections
    html = section.html.replace("\u00a0", " ")

    assert html.count("a*b*c [k]") == 6 and html.count("A *list*") == 2
    assert html.count("x_y_z #1") == 2 and "<em>" not in html
    assert html.count("March 1, 2025") == 2


def test_the_second_of_two_equal_texts_is_marked_where_it_stands(new_project: NewProject) -> None:
    text, blocks = f"{HEAD}sections:\n  - section:\n      title: One\n      blocks:\n", ""
    for id in "abc":
        blocks += f"        - pull_quote: {{id: {id}, quote: 'see [x](#none)', by: Me}}\n"

    found = composed(new_project(text + blocks)).findings

    assert [each.mark and (each.mark.line, each.mark.column) for each in found] == [
        (line, 47) for line in (9, 10, 11)
    ]


WORDS = st.lists(st.text("abå1*_[]()`:#>|-^{}.\n ", min_size=1, max_size=12), max_size=8)


@given(pieces=WORDS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_word_of_the_yaml_is_in_the_html_or_in_a_finding(
    pieces: list[str], new_project: NewProject
) -> None:
    body = "".join(f"{piece}w{number}" for number, piece in enumerate(pieces)) + " end"
    text = HEAD + yaml.safe_dump(
        {"sections": [{"section": {"title": "T", "blocks": [{"text": body}]}}]}
    )
    try:
        made = composed(new_project(text))
    except Diagnostic:
        return

    for number in range(len(pieces)):
        assert made.findings or f"w{number}" in made.sections[0].html, body


TEXT = st.text("ab \"'*_<>[]()#|-–å{}\n:/&", min_size=1, max_size=30).filter(str.strip)
ONE_LINE = TEXT.map(lambda text: " ".join(text.split())).filter(str.strip)
ANY_BLOCK: st.SearchStrategy[Mapping[str, Any]] = st.one_of(
    TEXT.map(lambda text: {"text": text}),
    st.builds(lambda quote, by: {"pull_quote": {"quote": quote, "by": by}}, ONE_LINE, ONE_LINE),
    st.lists(ONE_LINE, min_size=1, max_size=3).map(
        lambda lines: {"key_figures": {"items": [{"value": line, "label": line} for line in lines]}}
    ),
    st.lists(ONE_LINE, max_size=3).map(lambda lines: {"notes": {"items": lines}}),
    st.builds(
        lambda title, width, place: {
            "table": {
                "title": title,
                "width": width,
                "place": place if width == "page" else "flow",
                "data": {"columns": ["A", "B"], "rows": [[title, 1]]},
            }
        },
        ONE_LINE,
        st.sampled_from(["page", "column"]),
        st.sampled_from(["flow", "foot"]),
    ),
    st.builds(
        lambda title, when: {"timeline": {"title": title, "events": [{"when": when}]}},
        ONE_LINE,
        ONE_LINE,
    ),
)


@given(titles=st.lists(ONE_LINE, min_size=1, max_size=3), items=st.lists(ANY_BLOCK, max_size=4))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_can_be_read_can_be_composed(
    titles: list[str], items: list[Mapping[str, Any]], new_project: NewProject
) -> None:
    sections = [{"section": {"title": title, "id": f"s{n}"}} for n, title in enumerate(titles)]
    marked = [{"id": f"b{n}", **item} for n, item in enumerate(items)]
    sections[0]["section"]["blocks"] = marked  # type: ignore[assignment]
    text = HEAD + yaml.safe_dump({"sections": [*sections, {"credits": {}}]}, allow_unicode=True)
    project = new_project(text)
    try:
        made = composed(project)
    except Diagnostic as diagnostic:
        assert all(each.code.id != "S201" for each in diagnostic.findings), diagnostic
        return
    assert len(made.sections) == len(sections) + 1
    for section in made.sections:
        assert "<script" not in section.html
        assert all(f'id="{id}"' in section.html for id in section.ids)


def test_each_chart_prints_its_source_beside_another_of_the_same(new_project: NewProject) -> None:
    charts = "".join(
        f"        - chart: {{id: {id}, kind: bar, title: T, data: {TABLE}, source: A list}}\n"
        for id in "cd"
    )
    text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"

    html = composed(new_project(text + charts)).sections[0].html

    assert html.count('<figcaption class="source">Source:') == 2


def pair(project: NewProject, format: str, figure: str) -> str:
    """Return a section with two charts of one source, each with a `figure` or none."""
    chart = f"kind: bar, title: T, data: {TABLE}, source: A list{figure}"
    charts = "".join(f"        - chart: {{id: {id}, {chart}}}\n" for id in ("c", "d"))
    text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
    return composed(project(text + charts, {}), format=format).sections[0].html


def test_charts_one_below_the_other_have_a_source_each(new_project: NewProject) -> None:
    html = pair(new_project, "a5", "")
    assert html.count("Source:") == 2 and "halves" not in html


@pytest.mark.parametrize(("format", "halves"), [("a4", 0), ("a5", 1), ("dl-leaflet", 0)])
def test_charts_with_a_figure_stand_side_by_side_where_half_a_column_holds_them(
    new_project: NewProject, format: str, halves: int
) -> None:
    html = pair(new_project, format, ", figure: 56 %, figure_label: of all")
    assert html.count("row halves") == halves
    assert html.count("figured") == (0 if halves else 2)


def test_rows_hold_two_charts_so_that_a_page_can_end_between_them(
    new_project: NewProject,
) -> None:
    charts = "".join(
        f"        - chart: {{kind: bar, title: T, data: {TABLE}, source: List {at}}}\n"
        for at in range(5)
    )
    text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
    html = composed(new_project(text + charts)).sections[0].html

    rows = html.split('<div class="band">')[1:]
    assert [each.count('<div class="cell">') for each in rows] == [2, 2, 1]


def test_the_date_of_data_stands_behind_its_source(new_project: NewProject) -> None:
    def row(*dates: str) -> str:
        chart = f"kind: bar, title: T, data: {TABLE}, source: A list"
        charts = "".join(
            f"        - chart: {{id: c{at}, {chart}, as_of: {date}}}\n"
            for at, date in enumerate(dates)
        )
        text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
        html = composed(new_project(text + charts)).sections[0].html
        return html.replace("\N{NO-BREAK SPACE}", " ")

    assert row("2025", "2025").count("Source: A list, as of 2025") == 2
    apart = row("2025", "2024-03-01")
    assert "Source: A list, as of 2025" in apart
    assert "Source: A list, as of March 1, 2024" in apart


def test_the_picture_of_a_panel_has_the_columns_and_the_side_it_is_given(
    new_project: NewProject,
) -> None:
    text = f"""{HEAD}sections:
  - section:
      id: one
      title: One
      blocks:
        - panel:
            id: p
            title: A panel
            picture: right
            picture_columns: 4
            lines: 11
            photo: {{file: sea-sunset.jpg}}
            body: Words.
"""
    made = composed(new_project(text))

    (photo,) = made.photos
    assert photo.slot.lines == 11
    width = photo.slot.size.width.css
    html = made.sections[0].html
    assert f'<figure style="width: {width}">' in html
    assert f"margin-right: calc({width} - 1pt); padding-right: calc(var(--gutter) + 1pt)" in html


@pytest.mark.parametrize(("words", "within"), [(20, True), (200, False)])
def test_the_caption_of_a_panel_stands_beside_its_picture_where_the_words_leave_room(
    new_project: NewProject, words: int, within: bool
) -> None:
    text = f"""{HEAD}sections:
  - section:
      id: one
      title: One
      blocks:
        - panel: {{id: p, title: A panel, lines: 14, photo: {{file: sea-sunset.jpg}},
            body: "{"word " * words}"}}
"""
    html = composed(new_project(text)).sections[0].html

    assert ('class="beside"' in html) is within
    assert html.count("<figcaption>") == 1


@pytest.mark.parametrize(
    ("count", "classes"),
    [
        (6, ""),
        (7, " close"),
        (9, " dense"),
        (14, " dense tight close"),
        (20, " dense tight long"),
    ],
)
def test_many_sections_stand_closer_in_the_contents(
    count: int, classes: str, new_project: NewProject
) -> None:
    sections = "".join(f"  - section: {{title: Part {n}}}\n" for n in range(count))
    page = "  - contents: {photo: {file: sea-sunset.jpg}}\n"
    made = composed(new_project(f"{HEAD}sections:\n{page}{sections}"))

    assert f'class="contents-page{classes}"' in made.sections[0].html


def test_the_lines_of_a_quotation_are_of_nearly_the_same_length(new_project: NewProject) -> None:
    def quote(words: str) -> str:
        text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
        return (
            composed(new_project(f"{text}        - pull_quote: {{quote: {words}}}\n"))
            .sections[0]
            .html
        )

    found = re.search(r'class="quote" style="max-width: ([\d.]+)pt"', quote("word " * 14))
    assert found is not None and 330 < float(found[1]) < 400
    assert 'class="quote">' in quote("Two words")


def test_dates_of_one_row_are_as_high_as_the_highest(new_project: NewProject) -> None:
    events = [f"{{when: {when}, title: T}}" for when in ("1910", "a year in the thirties", "2025")]
    block = f"        - timeline: {{events: [{', '.join(events)}]}}\n"
    text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"

    html = composed(new_project(text + block)).sections[0].html

    assert html.count('class="when" style="min-height: 56.0pt"') == 3


def test_words_below_figures_stand_clear_of_what_hangs_below_them(new_project: NewProject) -> None:
    def figures(value: str) -> str:
        block = f"        - key_figures: {{items: [{{value: {value}, label: L}}]}}\n"
        text = f"{HEAD}sections:\n  - section:\n      id: one\n      title: One\n      blocks:\n"
        return composed(new_project(text + block)).sections[0].html

    assert " hanging" in figures("83 years")
    assert " hanging" not in figures("83 km")
