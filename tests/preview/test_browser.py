"""The preview in a real browser: what a person sees, does by mouse and keyboard, and hears."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from report.preview.doorway import doorway
from report.resources import Project
from tests.conftest import HEAD, ROOT, NewProject
from tests.tools.optional import library, program

BROWSER = program("chromium", "chromium-browser")
playwright = library("playwright.sync_api")
Browser, Page, expect = playwright.Browser, playwright.Page, playwright.expect
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
SECONDS = 1_000.0
LONG = 90 * SECONDS
WORDS = "Where words are set, somebody has to look at them before they are printed. " * 9
EDITION = f"""{HEAD}\
sections:
{
    "".join(
        f'''  - section:
      id: part-{number}
      title: Part {number}
      blocks:
        - text: |
            {WORDS}
        - text: The last words of part {number}.
'''
        for number in range(1, 7)
    )
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # The engine, which other tests of this process import, hides the machine's fonts.
    variables = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=BROWSER, args=list(FLAGS), env=variables)
        yield found
        found.close()


@contextmanager
def previewed(project: Project, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the command in a project; yield the address that it prints."""
    command = [sys.executable, str(ROOT / "build_pdf.py"), "preview", "--no-open", *options]
    process = subprocess.Popen(command, cwd=project.root, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield line.split()[-1], process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, str]]:
    """A project, and the address at which one preview shows it to all tests."""
    project = Project.at(tmp_path_factory.mktemp("preview"))
    edition(project).parent.mkdir(parents=True)
    edition(project).write_text(EDITION)
    with previewed(project, "--editor", "vscode") as (address, _):
        yield project, address


@pytest.fixture
def project(shared: tuple[Project, str]) -> Project:
    """The project, whose edition is as it was at the beginning."""
    if edition(shared[0]).read_text() != EDITION:
        edition(shared[0]).write_text(EDITION)
    return shared[0]


@pytest.fixture
def served(project: Project, shared: tuple[Project, str]) -> str:
    return shared[1]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(30 * SECONDS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    gone = re.compile("net::|Failed to load resource")
    assert [each for each in faults if not gone.search(each)] == []


@pytest.fixture
def opened(served: str, page: Page) -> Page:
    """The preview with its pages."""
    page.goto(served)
    expect(page.locator("#said")).to_have_text(re.compile("6 pages"), timeout=LONG)
    return page


def edition(project: Project) -> Path:
    return project.editions / "small" / "edition.yaml"


def rewrite(project: Project, old: str, new: str) -> None:
    text = edition(project).read_text()
    assert old in text
    edition(project).write_text(text.replace(old, new))


def test_the_page_with_the_change_comes_into_view(opened: Page, project: Project) -> None:
    last = opened.locator(".page").nth(4)
    before = opened.locator(".page").nth(0).locator("img[src]").get_attribute("src")
    expect(last).not_to_be_in_viewport()

    rewrite(project, "The last words of part 5.", "Nobody expected these words.")
    expect(last.locator(".block", has_text="expected")).to_be_in_viewport(timeout=LONG)
    expect(opened.locator("#live")).to_contain_text("Page 5 changed.")
    # What looks as before is not drawn again.
    assert opened.locator(".page").nth(0).locator("img").get_attribute("src") == before


def test_broken_yaml_leaves_the_pages_and_says_what_is_wrong(
    opened: Page, project: Project
) -> None:
    rewrite(project, "sections:", "sektions:")
    expect(opened.locator("#notice")).to_contain_text("sections", timeout=LONG)
    expect(opened.locator("#status")).to_have_attribute("data-state", "broken")
    expect(opened.locator(".finding").first).to_contain_text("C10")
    assert opened.locator(".page").count() == 6

    rewrite(project, "sektions:", "sections:")
    expect(opened.locator("#notice")).to_be_hidden(timeout=LONG)


def test_a_block_leads_to_its_line(opened: Page, project: Project) -> None:
    opened.locator(".block", has_text="The last words of part 1.").click()

    line = (
        edition(project).read_text().splitlines().index("        - text: The last words of part 1.")
    )
    place = f"editions/small/edition.yaml:{line + 1}"
    expect(opened.locator("#where")).to_contain_text(place)
    path = edition(project).as_posix()
    href = opened.locator("#open").get_attribute("href")
    assert href is not None and href.startswith(f"vscode://file{path}:{line + 1}:")
    opened.locator("#copy").click()
    assert str(opened.evaluate("navigator.clipboard.readText()")).startswith(place)


def test_words_are_edited_where_they_stand(opened: Page, project: Project) -> None:
    before = edition(project).read_bytes()
    opened.locator(".block", has_text="The last words of part 1.").dblclick()
    field = opened.locator(".editing textarea")
    expect(field).to_have_value("The last words of part 1.")
    field.fill("Words: *edited* {{ facts.none }}")
    field.press("Control+Enter")
    expect(opened.locator(".editing .fault")).to_contain_text("none")
    assert edition(project).read_bytes() == before

    field.fill("Words: they were edited.")
    field.press("Control+Enter")
    expect(opened.locator(".block", has_text="were edited")).to_be_visible(timeout=LONG)
    assert "they were edited." in edition(project).read_text()
    opened.locator("#undo").click()
    expect(opened.locator(".block", has_text="The last words of part 1.")).to_be_visible(
        timeout=LONG
    )
    assert edition(project).read_bytes() == before


def test_the_second_half_of_a_double_click_meets_what_the_first_chose(opened: Page) -> None:
    box = opened.locator(".block", has_text="The last words of part 1.").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.mouse.click(x, y)
    # A hand takes a fifth of a second; what is chosen has been shown by then.
    expect(opened.locator("#where")).to_contain_text("edition.yaml")
    opened.wait_for_timeout(200)
    opened.mouse.move(x, y)
    opened.mouse.down(click_count=2)
    opened.mouse.up(click_count=2)
    expect(opened.locator(".editing textarea")).to_have_value("The last words of part 1.")
    opened.keyboard.press("Escape")


def test_a_finding_is_shown_at_its_place(opened: Page, project: Project) -> None:
    rewrite(project, "The last words of part 6.", "The last words of part \U00013000.")
    finding = opened.locator(".finding", has_text="T201").first
    expect(finding).to_be_visible(timeout=LONG)
    finding.locator("button").click()

    expect(opened.locator(".marker.error")).to_be_in_viewport()
    expect(opened.locator("#where")).to_contain_text("edition.yaml:")
    expect(opened.locator(".page").nth(5).locator("figcaption .icon.error")).to_have_count(1)


def test_everything_is_done_by_the_keyboard(opened: Page) -> None:
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert str(opened.evaluate(focused)).startswith("Page 3")
    opened.keyboard.press("Enter")
    opened.keyboard.press("ArrowRight")
    assert "Where words" in str(opened.evaluate("document.activeElement.textContent"))
    opened.keyboard.press("Enter")
    expect(opened.locator("#where")).to_contain_text("edition.yaml:")
    opened.keyboard.press("e")
    expect(opened.locator(".editing textarea")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.locator(".editing")).to_have_count(0)
    opened.keyboard.press("Escape")
    assert str(opened.evaluate(focused)).startswith("Page 3")
    opened.keyboard.press("3")
    expect(opened.locator("#pages")).to_have_attribute("data-mode", "sheet")
    opened.keyboard.press("?")
    expect(opened.locator("#help")).to_be_visible()


def test_the_file_that_opens_the_browser_leads_to_the_pages(
    served: str, page: Page, project: Project
) -> None:
    with doorway(project, served, 1) as door:
        assert door is not None
        page.goto(door.as_uri())
        expect(page.locator("#said")).to_have_text(re.compile("6 pages"), timeout=LONG)
        page.reload()
        expect(page.locator("#said")).to_have_text(re.compile("6 pages"), timeout=LONG)
    assert page.url.startswith(served)


def test_formats_and_spreads_are_switched(opened: Page) -> None:
    opened.locator("#format").select_option("us-letter")
    expect(opened.locator(".paper").first).to_have_css("aspect-ratio", "612 / 792", timeout=LONG)
    assert "format=us-letter" in opened.url
    opened.get_by_role("radio", name="Spreads").click()
    assert opened.locator(".spread").count() == 4
    first, second = (opened.locator(".spread").nth(n).locator(".page") for n in (0, 1))
    assert (first.count(), second.count()) == (1, 2)


def test_after_a_restart_the_open_page_finds_the_preview_again(
    new_project: NewProject, page: Page
) -> None:
    project = new_project(EDITION)
    with previewed(project) as (address, _):
        page.goto(address)
        expect(page.locator("#said")).to_have_text(re.compile("6 pages"), timeout=LONG)
    expect(page.locator("#status")).to_have_attribute("data-state", "away")
    rewrite(project, "The last words of part 1.", "Written while it was away.")
    with previewed(project) as (again, _):
        assert again == address
        expect(page.locator(".block", has_text="while it was away")).to_be_visible(timeout=LONG)


def test_every_control_has_a_name_and_every_page_words(opened: Page) -> None:
    unnamed = opened.evaluate(
        """() => [...document.querySelectorAll('button, select, input, a')]
        .filter((each) => each.offsetParent && !each.ariaHidden)
        .filter((each) => !(each.textContent.trim() || each.ariaLabel || each.labels?.length))
        .map((each) => each.outerHTML)"""
    )
    assert unnamed == []
    assert opened.locator("main").count() == 1 and opened.locator("h1").count() == 1
    assert opened.get_by_role("group", name="Page 1, Part 1").count() == 1


def settled(page: Page) -> None:
    """Wait until the pages were compared with those of a build, and have their findings."""
    expect(page.locator("#status")).to_have_attribute("data-state", "good", timeout=LONG)


def test_what_was_edited_is_still_chosen_and_its_place_still_right(
    opened: Page, project: Project
) -> None:
    settled(opened)
    lines = edition(project).read_text().splitlines()
    place = f"edition.yaml:{lines.index('        - text: The last words of part 2.') + 1}:17"
    opened.locator(".block", has_text="The last words of part 2.").dblclick()
    expect(opened.locator("#where")).to_contain_text(place)
    field = opened.locator(".editing textarea")
    field.fill("None of the words from before.")
    field.press("Control+Enter")

    expect(opened.locator("#what")).to_contain_text("None of the words", timeout=LONG)
    expect(opened.locator(".block.chosen")).to_have_text("None of the words from before.")
    settled(opened)
    expect(opened.locator("#where")).to_contain_text(place)

    rewrite(project, "      id: part-1\n", "      # A line above.\n      id: part-1\n")
    rewrite(project, "None of the words from before.", "Others, by somebody else.")
    expect(opened.locator("#what")).to_contain_text("by somebody else", timeout=LONG)
    settled(opened)
    expect(opened.locator("#where")).to_contain_text(f":{int(place.split(':')[1]) + 1}:17")


def test_why_words_cannot_be_edited_stands_with_its_own_place(
    opened: Page, project: Project
) -> None:
    rewrite(project, "sections:", "sections: ]")
    expect(opened.locator("#status")).to_have_attribute("data-state", "broken", timeout=LONG)
    opened.locator(".block", has_text="The last words of part 1.").dblclick()
    expect(opened.locator("#what")).to_contain_text("cannot begin with ]")
    expect(opened.locator("#where")).to_contain_text("edition.yaml:5:")

    rewrite(project, "sections: ]", "sections:")
    expect(opened.locator("#what")).to_contain_text("The last words of part 1.", timeout=LONG)


def inside(page: Page, inner: str, outer: str) -> bool:
    script = """([inner, outer]) => {
        const [a, b] = [inner, outer].map((each) => document.querySelector(each))
            .map((each) => each.getBoundingClientRect());
        return a.top >= b.top && a.left >= b.left && a.right <= b.right && a.bottom <= b.bottom;
    }"""
    return bool(page.evaluate(script, [inner, outer]))


def test_the_buttons_of_an_edit_stay_in_sight(opened: Page) -> None:
    opened.set_viewport_size({"width": 900, "height": 700})
    opened.locator(".block", has_text="Where words are set").first.dblclick()
    field = opened.locator(".editing textarea")
    field.fill("{{ facts.x }} {{ page.x }} ![a](b)\n\n" * 12)
    field.press("Control+Enter")
    expect(opened.locator(".editing .fault")).to_be_visible()
    assert inside(opened, ".editing", "#pages")

    opened.set_viewport_size({"width": 640, "height": 420})
    opened.wait_for_timeout(300)
    assert inside(opened, ".editing", "#pages")
    assert inside(opened, ".editing [type=submit]", ".editing")
    opened.keyboard.press("Escape")


def test_the_bar_keeps_its_height_and_the_line_of_a_place_is_never_cut(
    opened: Page, project: Project
) -> None:
    settled(opened)
    opened.set_viewport_size({"width": 1360, "height": 820})
    opened.evaluate("for (const id of ['undo', 'redo']) document.getElementById(id).hidden = false")
    opened.evaluate("document.getElementById('said').textContent = '17 pages, made in 12.5 s'")
    tall = "document.querySelector('.bar').offsetHeight"
    assert int(opened.evaluate(tall)) < 70

    opened.locator(".block", has_text="The last words of part 1.").click()
    expect(opened.locator("#findings")).to_be_visible()
    opened.set_viewport_size({"width": 900, "height": 700})
    expect(opened.locator("#findings")).to_be_hidden()
    assert int(opened.evaluate(tall)) < 100
    # A folder of a long name: what is cut is the beginning of the path.
    opened.evaluate("document.querySelector('#where bdi').textContent = 'editions/'.repeat(30)")
    assert inside(opened, "#where", "#place p")
    opened.set_viewport_size({"width": 1280, "height": 800})
    expect(opened.locator("#findings")).to_be_visible()


def test_the_clipboard_is_left_alone_until_somebody_asks(served: str, page: Page) -> None:
    page.goto(served)
    settled(page)
    page.evaluate("navigator.clipboard.writeText('mine')")
    page.locator("#show-help").click()
    page.locator("#editor").select_option("")
    page.keyboard.press("Escape")
    page.evaluate(
        """async () => {
        const { Place } = await import("./static/place.js");
        const place = new Place(document.getElementById("place"), { closed() {} });
        place.showFinding({ code: "T201", message: "…", file: "a.yaml", line: 3, column: 1 });
        await new Promise((done) => setTimeout(done, 200));
    }"""
    )
    expect(page.locator("#where")).to_have_text("a.yaml:3:1")
    assert page.evaluate("navigator.clipboard.readText()") == "mine"
