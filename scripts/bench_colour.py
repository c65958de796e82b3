"""Measure how far the press PDF's colours are from those on the screen, in ΔE00.

The same pages are rendered twice: as they were laid out, in sRGB, and as plates of ink that are
looked at through the profile of the press. Compared is what is seen relative to white and to
paper. Colours of the theme are printed in the builds that it gives them, which nobody converts: of
them, no gamut is asked. Gradients stand on a page of their own, since the sample edition has none.
"""

from __future__ import annotations

import argparse
import datetime
import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pikepdf
from PIL import Image, ImageCms

from report.build import laid_out
from report.desk import Desk, Job, open_desk
from report.document import document_facts
from report.engine.page_evidence import PageEvidence
from report.finish.facts import DocumentFacts
from report.finish.press import finish_press
from report.ink.values import Ink
from report.pdf.plates import plates
from report.preflight import gather
from report.resources import Project
from report.units import Rect
from scripts.colour_measure import (
    PressColours,
    difference,
    lab_of_srgb,
    with_black_point,
)

ROOT = Path(__file__).resolve().parent.parent
PPI = 72.0
BUILT = "theme colours"
"""The class of what is printed in exact builds."""
OUT_OF_GAMUT = 2.0
"""ΔE00 beyond which the profile's own nearest colour counts as another one."""
EDGE = 2
"""Pixels at the edge of a picture or a gradient that are left out."""
Mask = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Spread:
    """Some pixels on the screen and in ink; `name` says which, `group` is their class."""

    group: str
    name: str
    screen: Bytes
    inks: Bytes


def main() -> None:
    """Print a table of differences, and what the press cannot print."""
    parser = argparse.ArgumentParser(prog="scripts/bench --colour", description=__doc__)
    parser.add_argument("--edition", default="life-science", help="the edition to measure with")
    parser.add_argument("--printer", default="fogra39-coated", help="the printer preset")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="colophon-bench-") as folder:
        place = Path(folder)
        shutil.copytree(ROOT / "editions" / arguments.edition, place / "editions" / "measured")
        job = Job("measured", datetime.date.today(), "press", printer=arguments.printer)
        desk = open_desk(Project.at(place), job)
        spreads = [*measured(desk)]
    assert desk.preset is not None
    print(f"Edition {arguments.edition} for {desk.preset.printer.label}, at {PPI:.0f} ppi")
    print()
    report(spreads, Press(desk))


class Press:
    """What the press of a desk can print, and what it looks like."""

    def __init__(self, desk: Desk) -> None:
        assert desk.preset is not None
        self.colours = PressColours(desk.preset.profile)
        srgb = desk.project.read(desk.project.find("sRGB2014.icc", ["assets/icc"]))
        self._way = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(io.BytesIO(srgb)),
            ImageCms.ImageCmsProfile(io.BytesIO(desk.preset.profile)),
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        )
        self.black = float(self._nearest(np.zeros((1, 3), np.uint8))[0, 0])

    def differences(self, spread: Spread) -> npt.NDArray[np.float64]:
        """Return ΔE00 of each pixel: as measured on paper, as a proof shows it, and that of the
        nearest colour that the profile has at all."""
        screen, paper = lab_of_srgb(spread.screen), self.colours.lab(spread.inks)
        proof = with_black_point(paper, self.black)
        nearest = self._nearest(spread.screen)
        return np.stack([difference(screen, each) for each in (paper, proof, nearest)], axis=1)

    def _nearest(self, rgb: Bytes) -> npt.NDArray[np.float64]:
        row = Image.frombytes("RGB", (len(rgb), 1), np.ascontiguousarray(rgb).tobytes())
        inks = np.asarray(ImageCms.applyTransform(row, self._way)).reshape(-1, 4)
        return self.colours.lab(inks)


def report(spreads: list[Spread], press: Press) -> None:
    """Print the differences of each class, then what lies beyond the gamut, by name."""
    found = [(spread, press.differences(spread)) for spread in spreads]
    print("| Class | Pixels | Median ΔE00 | p95 ΔE00 | p95 in gamut | p95 on a proof | Beyond |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for group in dict.fromkeys(spread.group for spread in spreads):
        whole = np.concatenate([each for spread, each in found if spread.group == group])
        inside = whole[whole[:, 2] <= OUT_OF_GAMUT]
        cells = [
            f"{len(whole):,}",
            f"{np.median(whole[:, 0]):.1f}",
            *(f"{_p95(each):.1f}" for each in (whole[:, 0], inside[:, 0], whole[:, 1])),
            f"{1 - len(inside) / len(whole):.0%}",
        ]
        if group == BUILT:
            cells[3] = cells[5] = "–"
        print(f"| {group} | {' | '.join(cells)} |")
    print()
    print("By name, where anything lies beyond the gamut or 2 apart:")
    print()
    for spread, each in found:
        built = spread.group == BUILT
        beyond = 0.0 if built else float(np.mean(each[:, 2] > OUT_OF_GAMUT))
        if beyond > 0.005 or _p95(each[:, 0]) > OUT_OF_GAMUT:
            why = "by the theme's own build" if built else f"{beyond:.0%} beyond the gamut"
            print(f"- {spread.group}, {spread.name}: {_p95(each[:, 0]):.1f} p95, {why}")


def _p95(values: npt.NDArray[np.float64]) -> float:
    return float(np.quantile(values, 0.95)) if len(values) else 0.0


def measured(desk: Desk) -> Iterator[Spread]:
    """Yield the pixels of an edition's pages, and of a page of gradients in its colours."""
    laid = laid_out(desk)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "raw.pdf"
        laid.engine.write(laid.rendered, path)
        raw = path.read_bytes()
    facts = document_facts(desk, laid, raw, ())
    pages = gather.evidence(desk.case, laid.composed, laid, raw).pages
    files = {each.key: each.request.photo.printed.file for each in laid.composed.photos}
    found: dict[tuple[str, str], list[tuple[Bytes, Bytes]]] = {}
    for page, (screen, inks) in zip(pages, _both(raw, facts), strict=True):
        for group, name, mask in _masks(page, screen, files, desk):
            found.setdefault((group, name), []).append((screen[mask], inks[mask]))
    for (group, name), parts in sorted(found.items()):
        screens, plated = zip(*parts, strict=True)
        if sum(map(len, screens)):
            yield Spread(group, name, np.concatenate(screens), np.concatenate(plated))
    yield from _gradients(desk, facts)


def _both(raw: bytes, facts: DocumentFacts) -> Iterator[tuple[Bytes, Bytes]]:
    """Yield each page within its trim: red, green, blue; cyan, magenta, yellow, black."""
    assert facts.printing is not None
    plain = replace(facts.printing, blanks=0, own_cover=False, marks=False)
    with tempfile.TemporaryDirectory() as folder:
        parts = finish_press(raw, replace(facts, printing=plain), Path(folder))
        made = _without_bleed(parts[""].read_bytes())
    bare = _without_bleed(raw)
    with pikepdf.open(io.BytesIO(raw)) as document:
        count = len(document.pages)
    for number in range(1, count + 1):
        # Both ways alike, so that pictures are made smaller alike: red is absent cyan, and so on.
        absent = plates(bare, number, PPI, lambda rgb: np.pad(255 - rgb, ((0, 0), (0, 1)))).ink
        screen = 255 - np.minimum(absent[..., :3].astype(int) + absent[..., 3:], 255)
        got = plates(made, number, PPI)
        yield screen.astype(np.uint8), _with_spots(got.ink, got.names, facts)


def _without_bleed(pdf: bytes) -> bytes:
    """Return a file whose pages end at the trim, so that pixels lie on the same grid."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.obj.BleedBox = page.trimbox
        document.save(out)
    return out.getvalue()


def _with_spots(ink: Bytes, names: tuple[str, ...], facts: DocumentFacts) -> Bytes:
    """Return the process inks with what stands for the spot inks."""
    assert facts.printing is not None
    total = ink[..., :4].astype(float)
    stand_ins: dict[str, Ink] = {each.spot: each for each in facts.printing.builds.values()}
    for number, name in enumerate(names[4:], 4):
        total += ink[..., number, None] * np.array(stand_ins[name].cmyk)
    return np.rint(np.clip(total, 0, 255)).astype(np.uint8)


def _masks(
    page: PageEvidence, screen: Bytes, files: dict[str, str], desk: Desk
) -> Iterator[tuple[str, str, Mask]]:
    """Yield which pixels of a page are which: photographs, the theme's colours, other flat
    colours. Paper, edges and letters are left out."""
    flat = _flat(screen)
    taken = np.zeros(screen.shape[:2], bool)
    for name, colour in desk.design.theme.colours.items():
        value = [int(colour.srgb[at : at + 2], 16) for at in (1, 3, 5)]
        mask = flat & (screen == value).all(axis=2)
        taken |= mask
        if value != [255, 255, 255]:
            yield BUILT, f"{name} {colour.srgb}", mask
    photos = np.zeros(screen.shape[:2], bool)
    for picture in page.pictures:
        key = Path(picture.src).stem
        if key in files:
            mask = _inside(picture.rect, screen.shape)
            yield "photos", files[key], mask & ~taken & ~photos
            photos |= mask
    rest = flat & ~taken & ~photos & (screen.min(axis=2) < 255)
    yield "other flat colours", "tints and charts", rest


def _inside(rect: Rect, shape: tuple[int, ...]) -> Mask:
    scale = PPI / 72
    mask = np.zeros(shape[:2], bool)
    top, left = (max(0, round(edge.pt * scale)) + EDGE for edge in (rect.y, rect.x))
    bottom, right = (max(0, round(edge.pt * scale) - EDGE) for edge in (rect.bottom, rect.right))
    mask[top:bottom, left:right] = True
    return mask


def _flat(screen: Bytes) -> Mask:
    """Return which pixels look like all of their eight neighbours."""
    flat = np.ones(screen.shape[:2], bool)
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            flat &= (np.roll(screen, (down, across), (0, 1)) == screen).all(axis=2)
    flat[[0, -1]] = flat[:, [0, -1]] = False
    return flat


STRIPS = 12
STRIP_PT = 40


def _gradients(desk: Desk, facts: DocumentFacts) -> Iterator[Spread]:
    """Yield gradients between the colours of the theme, white, and colours of no theme."""
    assert facts.printing is not None
    areas = [key for key, ink in facts.printing.builds.items() if not ink.is_black_only]
    colours = areas[: STRIPS // 2]
    ends = list(zip(colours, [*colours[1:], "#ffffff"], strict=True))
    ends += [(colour, "#ffffff") for colour in ("#cc2233", "#118844", "#333333")]
    ends += [("#cc2233", "#2244bb"), ("#f2b632", "#4b2e83"), ("#000000", "#006688")]
    html = "".join(
        f"<div style='height: {STRIP_PT}pt; background: linear-gradient(90deg, {a}, {b})'></div>"
        for a, b in ends
    )
    for screen, inks in _both(_page(html), facts):
        assert len(ends) <= STRIPS
        for number, (a, b) in enumerate(ends):
            rows = slice(number * STRIP_PT + EDGE, (number + 1) * STRIP_PT - EDGE)
            parts: list[Any] = [each[rows, EDGE:-EDGE] for each in (screen, inks)]
            name = f"{a} to {b}".upper().replace("TO", "to")
            yield Spread("gradients", name, parts[0].reshape(-1, 3), parts[1].reshape(-1, 4))


def _page(html: str) -> bytes:
    import weasyprint

    size = f"size: 300pt {STRIPS * STRIP_PT}pt; margin: 0; bleed: 5mm; marks: none"
    style = f"<style>@page {{ {size} }} body {{ margin: 0 }}</style>"
    return bytes(weasyprint.HTML(string=style + html).write_pdf(pdf_variant="pdf/a-3a"))


if __name__ == "__main__":
    main()
