"""The press room: nothing is laid out twice, and whatever a document depends on is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from report.diagnostics import Diagnostic, Mark
from report.engine import made_by as made_by_module
from report.engine import making, pressroom
from report.engine.making import Maker
from report.engine.plan import Stopped
from report.engine.pressroom import Pressroom
from report.engine.render import Engine
from report.engine.rendered import Order, Rendered, Sight
from report.storage import Cache
from report.units import PageBoxes, Size, mm
from tests.engine.pages import FONTS, PICTURES, SIGHT, STYLE

HTML = (
    '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><section id="hubs">'
    '<p id="text">Words. <a href="#hubs">More</a></p><img src="pictures/dark.jpg" alt="Dark">'
    '<img src="pictures/none.jpg" alt="None"></section></body></html>'
)
ORDER = Order(HTML, Mark("edition.yaml", 3, 1), "hubs", ("hubs", "text"), 3)
FONT = "source-serif-4/SourceSerif4-Regular.ttf"


@dataclass
class Shop:
    """What a press room works with; every part of it can be another."""

    cache: Cache | None
    order: Order = ORDER
    styles: dict[str, str] = field(default_factory=lambda: {"style.css": STYLE + "p { wrong: 1 }"})
    sight: Sight = SIGHT
    files: dict[str, bytes] = field(
        default_factory=lambda: {**PICTURES, f"fonts/{FONT}": (FONTS / FONT).read_bytes()}
    )

    def open(self) -> Pressroom:
        return Pressroom(self.serve, self.styles, self.sight, self.cache)

    def serve(self, path: str) -> tuple[bytes, str]:
        if path not in self.files:
            raise LookupError(f"there is no “{path}”")
        return self.files[path], "font/ttf" if path.startswith("fonts") else "image/jpeg"


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Order]]:
    """What is really laid out."""
    orders: list[Order] = []
    lay = Engine.lay

    def counted(engine: Engine, order: Order) -> Rendered:
        orders.append(order)
        return lay(engine, order)

    monkeypatch.setattr(Engine, "lay", counted)
    yield orders


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(Cache(tmp_path / "cache"))


def everything(shop: Shop, folder: Path) -> tuple[object, ...]:
    """Return all that comes of a document, in a press room that is newly opened."""
    room = shop.open()
    (rendered,) = room.lay([shop.order], lambda index, rendered: True)
    noticed = room.write([rendered], folder / "raw.pdf")
    marks = {"hubs": Mark("edition.yaml", 3, 1), "text": Mark("edition.yaml", 4, 1)}
    evidence = room.evidence(rendered, marks)
    pdf = (folder / "raw.pdf").read_bytes()
    return rendered.notes, rendered.findings, room.findings, noticed, evidence, pdf


def test_a_second_press_room_takes_everything_from_the_cache(
    shop: Shop, laid: list[Order], tmp_path: Path
) -> None:
    cold = everything(shop, tmp_path)
    again = everything(shop, tmp_path)

    assert laid == [shop.order]
    assert again == cold
    findings, of_styles = cold[1], cold[2]
    assert "none.jpg" in str(findings) and "wrong" in str(of_styles)


@pytest.mark.parametrize("where", ["no cache", "no folder for it"])
def test_without_a_cache_it_is_the_same(
    where: str, shop: Shop, laid: list[Order], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    other = None if where == "no cache" else Cache(tmp_path / "file" / "cache")

    assert everything(replace(shop, cache=other), tmp_path) == everything(shop, tmp_path)
    assert len(laid) == 2


def other_order(**changes: object) -> Callable[[Shop], Shop]:
    return lambda shop: replace(shop, order=replace(shop.order, **changes))  # type: ignore[arg-type]


def other_file(name: str, data: bytes) -> Callable[[Shop], Shop]:
    return lambda shop: replace(shop, files={**shop.files, name: data})


PAPER = PageBoxes.of(Size(mm(100), mm(150)), mm(4), mm(5))
BOLD = (FONTS / "source-serif-4/SourceSerif4-Semibold.ttf").read_bytes()
CHANGES: dict[str, Callable[[Shop], Shop]] = {
    "a word": other_order(html=HTML.replace("Words", "Others")),
    "its first page": other_order(first=4),
    "its section": other_order(section="text"),
    "its blocks": other_order(ids=("hubs",)),
    "a style": lambda shop: replace(shop, styles={"style.css": STYLE}),
    "the name of a style sheet": lambda shop: replace(
        shop, styles={"other.css": shop.styles["style.css"]}
    ),
    "the paper": lambda shop: replace(shop, sight=replace(shop.sight, paper=PAPER)),
    "a picture": other_file("pictures/dark.jpg", PICTURES["pictures/halves.jpg"]),
    "a picture that was not there": other_file("pictures/none.jpg", PICTURES["pictures/dark.jpg"]),
    "a font": other_file(f"fonts/{FONT}", BOLD),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_a_document_depends_on_is_noticed(
    what: str, shop: Shop, laid: list[Order], tmp_path: Path
) -> None:
    before = everything(shop, tmp_path)
    changed = CHANGES[what](shop)
    after = everything(changed, tmp_path)

    assert len(laid) == 2
    assert after == everything(replace(changed, cache=None), tmp_path)
    assert everything(shop, tmp_path) == before, "and back again"


def test_another_version_of_the_program_begins_anew(
    shop: Shop, laid: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(shop, tmp_path)
    monkeypatch.setattr(pressroom, "made_by", lambda: "another")
    everything(shop, tmp_path)

    assert len(laid) == 2


def test_the_program_and_its_libraries_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    made_by = pressroom.made_by.__wrapped__
    assert made_by() == made_by()
    before = made_by()
    with monkeypatch.context() as patch:
        patch.setattr(made_by_module, "versions", lambda: {"Pango": "0.1"})
        assert made_by() != before
    with monkeypatch.context() as patch:
        patch.setattr(made_by_module, "version", lambda name: "0.1")
        assert made_by() != before


def test_styles_are_read_once_by_a_process(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One who lays out goes from one edition to the next, and takes the files of each."""
    other = CHANGES["a picture"](replace(shop, order=replace(shop.order, first=5)))
    alone = everything(replace(other, cache=None), tmp_path)
    read: list[Maker] = []
    begin = Maker.__init__

    def counted(maker: Maker, *arguments: Any) -> None:
        read.append(maker)
        begin(maker, *arguments)

    monkeypatch.setattr(Maker, "__init__", counted)
    everything(shop, tmp_path)
    first = shop.open()
    first.lay([replace(shop.order, first=7)])

    assert everything(other, tmp_path) == alone
    assert first.boxed(first.lay([shop.order])[0]).pages == shop.open().lay([shop.order])[0].pages
    assert len(read) == 1
    everything(CHANGES["a font"](shop), tmp_path)
    assert len(read) == 2


def test_marks_are_those_of_today(shop: Shop, laid: list[Order]) -> None:
    """A line that is put in above moves the marks and nothing else."""
    shop.open().lay([shop.order], lambda index, rendered: True)
    moved = Mark("edition.yaml", 30, 1)
    room = shop.open()
    (rendered,) = room.lay([replace(shop.order, mark=moved)])
    (page,) = room.evidence(rendered, {"hubs": moved, "text": moved})

    assert len(laid) == 1
    assert [each.mark for each in rendered.findings] == [moved]
    assert {page.mark, *(run.mark for run in page.runs)} == {moved}


def test_what_changes_below_a_press_room_is_seen_when_it_looks_anew(
    shop: Shop, laid: list[Order]
) -> None:
    room = shop.open()
    room.lay([shop.order])
    shop.files["pictures/dark.jpg"] = PICTURES["pictures/halves.jpg"]
    room.lay([shop.order])
    assert len(laid) == 1
    room.refresh()
    room.lay([shop.order])
    assert len(laid) == 2


class Saving(Shop):
    """Somebody saves another picture as soon as the one that there is has been read."""

    def serve(self, path: str) -> tuple[bytes, str]:
        found = super().serve(path)
        if path == "pictures/dark.jpg":
            self.files[path] = PICTURES["pictures/halves.jpg"]
        return found


def test_what_was_laid_out_with_a_file_that_was_saved_then_is_kept_as_what_it_was(
    shop: Shop, tmp_path: Path
) -> None:
    saving = Saving(shop.cache)
    before = everything(saving, tmp_path)
    after = everything(saving, tmp_path)

    assert before == everything(replace(shop, cache=None), tmp_path)
    assert after == everything(replace(saving, cache=None), tmp_path) != before


def test_what_styles_ask_for_counts_as_it_was_read(shop: Shop, tmp_path: Path) -> None:
    """A font is saved between the look at what is known of the styles, and their reading."""
    everything(shop, tmp_path)
    other = replace(shop, order=replace(shop.order, first=5))
    room = other.open()
    assert room.findings
    making._at_hand.clear()
    other.files[f"fonts/{FONT}"] = BOLD
    room.lay([other.order], lambda index, rendered: True)
    other.files[f"fonts/{FONT}"] = (FONTS / FONT).read_bytes()

    assert everything(other, tmp_path) == everything(replace(other, cache=None), tmp_path)


def test_pages_are_not_drawn_with_other_files_than_they_were_laid_out_with(
    shop: Shop, tmp_path: Path
) -> None:
    room = shop.open()
    rendered = room.lay([shop.order])
    shop.files["pictures/dark.jpg"] = PICTURES["pictures/halves.jpg"]

    with pytest.raises(Diagnostic) as caught:
        room.write(rendered, tmp_path / "raw.pdf")

    (finding,) = caught.value.findings
    assert (finding.code.id, finding.mark) == ("E107", shop.order.mark)


@pytest.mark.parametrize("harm", ["cut short", "a bit turned", "emptied", "gone"])
def test_a_damaged_cache_costs_time_and_nothing_else(harm: str, shop: Shop, tmp_path: Path) -> None:
    cold = everything(shop, tmp_path)
    assert shop.cache is not None
    files = [each for each in shop.cache.folder.rglob("*") if each.is_file()]
    suffixes = {"".join(each.suffixes) for each in files}
    assert {".files.json", ".styles.json", ".notes.json", ".evidence.json", ".fragment"} <= suffixes
    for file in files:
        whole = file.read_bytes()
        if harm == "gone":
            file.unlink()
        elif harm == "a bit turned":
            file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        else:
            file.write_bytes(whole[: len(whole) // 2 if harm == "cut short" else 0])
        assert everything(shop, tmp_path) == cold, file.name


def test_what_is_not_wanted_is_not_drawn_until_it_is_asked_for(
    shop: Shop, laid: list[Order], tmp_path: Path
) -> None:
    room = shop.open()
    (rendered,) = room.lay([shop.order])
    assert len(laid) == 1
    room.write([rendered], tmp_path / "raw.pdf")
    room.evidence(rendered, {})
    assert len(laid) == 2


@pytest.mark.parametrize("processes", [1, 2])
def test_who_is_stopped_goes_on_from_there(
    processes: int, shop: Shop, laid: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressroom, "workers", lambda: processes)
    monkeypatch.setattr(pressroom, "_WORTH_FORKING", 0)
    orders = [replace(shop.order, section=f"part-{number}") for number in range(6)]
    room, begun = shop.open(), 0

    def stopping() -> bool:
        nonlocal begun
        begun += 1
        return begun > 3

    with pytest.raises(Stopped), room.until(stopping):
        room.lay(orders)
    kept = [each for each in orders if room.known(each)]
    assert 0 < len(kept) < 6

    laid.clear()
    made = room.lay(orders)
    assert [each.order for each in made] == orders
    assert made == Shop(None).open().lay(orders)
    if processes == 1:
        assert len(laid) == 6 - len(kept) + 6  # the others have no cache


def test_what_is_made_apart_is_kept_nowhere(shop: Shop, laid: list[Order], tmp_path: Path) -> None:
    everything(shop, tmp_path)
    assert shop.cache is not None
    before = {path: path.read_bytes() for path in shop.cache.folder.rglob("*") if path.is_file()}
    room, other = shop.open(), replace(ORDER, html=HTML.replace("Words", "Žofie and Łukasz"))

    def written(name: str) -> bytes:
        orders = room.lay([ORDER, other], lambda index, rendered: True)
        room.write(orders, tmp_path / name)
        return (tmp_path / name).read_bytes()

    with room.apart():
        apart = written("apart.pdf")
        assert laid == [ORDER, other]

    after = {path: path.read_bytes() for path in shop.cache.folder.rglob("*") if path.is_file()}
    assert after == before
    assert written("again.pdf") == apart
    assert laid == [ORDER, other, other]


def test_the_cache_does_not_grow_without_end(
    shop: Shop, laid: list[Order], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was of use last stays; pictures and fonts are not counted."""
    assert shop.cache is not None
    shop.cache.put("ff", ".press.jpg", bytes(100_000))
    monkeypatch.setattr("report.engine.store._ROOM", 50_000)
    orders = [replace(ORDER, first=first) for first in range(1, 9)]
    for order in orders:
        everything(replace(shop, order=order), tmp_path)
        everything(replace(shop, order=orders[0]), tmp_path)
        room = shop.open()
        room.lay([replace(ORDER, first=order.first + 100)])
        room.close()
    kept = list(shop.cache.folder.rglob("*.fragment"))
    sizes = [path.stat().st_size for path in kept]

    assert 0 < sum(sizes) <= 50_000 < 8 * max(sizes)
    assert laid.count(orders[0]) == 1, "it was of use all the time"
    assert shop.cache.get("ff", ".press.jpg") == bytes(100_000)
