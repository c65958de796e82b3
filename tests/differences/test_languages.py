"""An edition beside itself in another language."""

from __future__ import annotations

from report.differences.editions import editions_differing
from report.differences.naming import EditionName, text_at
from report.resources import Project
from report.translate.catalog import Entry
from report.translate.work import update

from ..translate.conftest import at_work, fill_in, swedish
from ..translate.conftest import small as small


def test_every_text_is_beside_its_translation(small: Project) -> None:
    update(at_work(small), "sv")
    fill_in(small)
    names = EditionName("small"), EditionName("small", language="sv")

    with text_at(small, names[0]) as (_, old), text_at(small, names[1]) as (_, new):
        changes = editions_differing(old, new)
        same = editions_differing(new, new)

    assert same == ()
    assert [each for each in changes if each.kind != "changed"] == []
    told = {(each.at, each.item, each.what): each.new for each in changes}
    assert told["hosts", "people/anna-berg", "title"] == swedish_of("Director")
    assert told["first", "", "title"] == swedish_of("A first title")
    assert told["edition", "", "language"] == "sv"


def swedish_of(words: str) -> str:
    return swedish(Entry("", words, ""))
