"""Pairs and grids of photographs as they stand on pages, in every format."""

from __future__ import annotations

from itertools import groupby, pairwise

import pytest

from report.build import laid_out
from report.desk import Desk, Job, open_desk
from report.layout import Laid
from report.preflight import gather
from report.preflight.evidence import PlacedPicture
from report.resources import Project
from report.settings import names_of

from ..conftest import DAY, HEAD, ROOT, NewProject

FILES = [
    *("blue-flowers.jpg", "dandelion-seeding.jpg", "botany-flowers.jpg"),
    *("snow-forest-from-above.jpg", "light-waves.jpg", "sea-sunset.jpg"),
]
LONG = "A caption that goes on for some lines because much can be said about what is seen here."
# How many stand abreast, from the first row on.
WIDE = {2: [2], 3: [3], 4: [2, 2], 5: [2, 3], 6: [3, 3]}
SMALL = {2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3]}
NARROW = {2: [2], 3: [1, 2], 4: [2, 2], 5: [1, 2, 2], 6: [2, 2, 2]}
FORMATS = names_of(Project.at(ROOT), "format")


def photos(count: int) -> str:
    uses = [f"{{file: {name}}}" for name in FILES[:count]]
    uses[1] = f"{{file: {FILES[1]}, caption: {LONG}}}"
    return ", ".join(uses)


def edition() -> str:
    pairs = [("even", ""), ("first", "larger: first, "), ("second", "larger: second, ")]
    blocks = [
        *(f"photo_pair: {{id: {id}, {more}photos: [{photos(2)}]}}" for id, more in pairs),
        *(f"photo_grid: {{id: grid-{n}, photos: [{photos(n)}]}}" for n in WIDE),
        f"photo_grid: {{id: column, width: column, photos: [{photos(5)}]}}",
    ]
    rows = "".join(f"        - {block}\n" for block in blocks)
    head = "sections:\n  - section:\n      id: pictures\n      title: Pictures\n      blocks:\n"
    return f"{HEAD}{head}{rows}"


def placed(laid: Laid, desk: Desk) -> dict[str, list[list[PlacedPicture]]]:
    """Return the pictures of each block in rows."""
    rows: dict[str, list[list[PlacedPicture]]] = {}
    for page in gather.pages(desk.judged.case, laid):
        for place, row in groupby(page.pictures, key=lambda each: (each.at, each.rect.y)):
            rows.setdefault(place[0], []).append(list(row))
    return rows


@pytest.mark.parametrize("format", FORMATS)
def test_rows_are_balanced_of_one_height_and_fill_the_measure(
    format: str, new_project: NewProject
) -> None:
    desk = open_desk(new_project(edition()), Job("small", DAY, format=format))
    page = desk.design.format
    laid = laid_out(desk)
    rows = placed(laid, desk)

    wanted = NARROW if "narrow" in page.traits else SMALL if page.text_columns == 1 else WIDE
    for count, lengths in wanted.items():
        assert [len(row) for row in rows[f"grid-{count}"]] == lengths
    assert [len(row) for row in rows["column"]] == (SMALL if wanted is SMALL else NARROW)[5]
    assert laid.findings == () or {each.code.id for each in laid.findings} == {"T104"}
    for at, group in rows.items():
        measure = page.text_column if at == "column" else page.measure
        for row in group:
            assert len({round(each.rect.height.pt, 1) for each in row}) == 1
            # The head of a picture is that of capitals, its foot a baseline: whole lines less both.
            lines = (row[0].rect.height.pt + 7.5) / page.baseline.pt
            assert lines == pytest.approx(round(lines), abs=0.01)
            for left, right in pairwise(row):
                gutter = right.rect.x - left.rect.right
                assert gutter.pt == pytest.approx(page.gutter.pt, abs=0.2), at
            width = row[-1].rect.right - row[0].rect.x
            assert width.pt == pytest.approx(measure.pt, abs=0.2), at
        for above, below in pairwise(group):
            apart = (below[0].rect.y - above[0].rect.y).pt / page.baseline.pt
            if apart > 0:  # else they stand on two pages
                assert apart == pytest.approx(round(apart), abs=0.02), at


def test_the_larger_of_two_is_twice_as_wide_where_there_is_room(new_project: NewProject) -> None:
    desk = open_desk(new_project(edition()), Job("small", DAY))
    rows = placed(laid_out(desk), desk)

    (((one, other)),) = rows["first"]
    assert one.rect.width.pt == pytest.approx(desk.design.format.span(8).pt, abs=0.01)
    assert other.rect.width.pt == pytest.approx(desk.design.format.span(4).pt, abs=0.01)
    (((one, other)),) = rows["second"]
    assert other.rect.width.pt == pytest.approx(desk.design.format.span(8).pt, abs=0.01)
    (((one, other)),) = rows["even"]
    assert one.rect.width.pt == pytest.approx(other.rect.width.pt, abs=0.01)


def test_a_pair_that_fills_its_page_grows_to_squares(new_project: NewProject) -> None:
    pair = f"photo_pair: {{id: pair, lines: fill, photos: [{photos(2)}]}}"
    section = f"section: {{title: One, blocks: [{{{pair}}}]}}"
    desk = open_desk(new_project(f"{HEAD}sections:\n  - {section}\n"), Job("small", DAY))
    laid = laid_out(desk)
    ((left, right),) = placed(laid, desk)["pair"]

    assert left.rect.height == right.rect.height
    assert 0 <= (left.rect.width - left.rect.height).pt < desk.design.format.baseline.pt
