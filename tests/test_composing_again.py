"""Composing again: what has been composed before is used, and nothing is different for it."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from report.compose import Composer, compose
from report.composed import LayoutFacts, Section
from report.desk import Desk, Job, open_desk
from report.fits import Fit
from report.resources import Project

from .conftest import DAY, ROOT


@cache
def sample() -> tuple[Desk, tuple[str, ...]]:
    """Return the sample edition and the ids that the layout may know something of."""
    desk = open_desk(Project.at(ROOT), Job("life-science", DAY))
    first = compose(desk.manuscript, desk.means, LayoutFacts())
    return desk, tuple(id for section in first.sections for id in section.ids)


@st.composite
def known(draw: st.DrawFn) -> LayoutFacts:
    _, ids = sample()
    some = st.sampled_from(ids)
    return LayoutFacts(
        folios=draw(st.dictionaries(some, st.integers(1, 30).map(str), max_size=6)),
        fills=draw(st.dictionaries(some, st.integers(0, 9), max_size=6)),
        fits=draw(st.dictionaries(some, st.just(Fit(-1)), max_size=3)),
        draft=draw(st.booleans()),
    )


@settings(deadline=None, max_examples=15)
@given(rounds=st.lists(known(), min_size=2, max_size=4))
def test_an_edition_composed_again_is_as_if_composed_for_the_first_time(
    rounds: list[LayoutFacts],
) -> None:
    desk, _ = sample()
    composer = Composer(desk.manuscript, desk.means)

    for each in rounds:
        assert composer.compose(each) == compose(desk.manuscript, desk.means, each)


def test_only_what_asked_for_it_is_composed_again() -> None:
    desk, ids = sample()
    composer = Composer(desk.manuscript, desk.means)
    before = composer.compose(LayoutFacts())

    after = composer.compose(LayoutFacts(fills={ids[-1]: 3, before.sections[2].id: 3}))

    def changed(one: Section, other: Section) -> bool:
        return one is not other and one.kind != "credits"

    pairs = zip(before.sections, after.sections, strict=True)
    assert [one.id for one, other in pairs if changed(one, other)] == [before.sections[2].id]
