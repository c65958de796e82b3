"""Draw docs/images/preview.png: the preview of the sample edition in Chromium.

Needs Playwright and a chromium on the PATH (scripts/setup --dev --judges).
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "preview.png"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
# Something to find: a letter that no font has.
SLIP = ("Quality of life belongs", "Quality of life \U00013000 belongs")


def main() -> None:
    """Start the preview on a copy of the sample, and take its picture after a slip."""
    with tempfile.TemporaryDirectory() as folder:
        edition = Path(folder) / "editions" / "life-science"
        shutil.copytree(ROOT / "editions" / "life-science", edition)
        path = edition / "edition.yaml"
        command = [sys.executable, str(ROOT / "build_pdf.py"), "preview", "--no-open"]
        command += ["--as-of", "2026-11-22", "--editor", "vscode"]
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            picture = taken(process.stdout.readline().split()[-1], path)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(256, kmeans=3).save(PICTURE, optimize=True)


def taken(address: str, path: Path) -> bytes:
    """Return the picture of the preview as a PNG, after the slip was made in the file at `path`.

    The status says how long that change took, as it does whenever somebody writes.
    """
    variables = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS), env=variables
        )
        page = browser.new_page(viewport={"width": 1360, "height": 820})
        page.goto(f"{address}?mode=spreads")
        page.wait_for_selector('#status[data-state="good"]', timeout=120_000)
        path.write_text(path.read_text().replace(*SLIP, 1))
        page.wait_for_selector(".finding", timeout=120_000)
        page.wait_for_selector(".paper img[src]")
        page.wait_for_timeout(1_000)
        page.keyboard.press("n")
        page.evaluate("document.querySelectorAll('.spread')[2].scrollIntoView({block: 'center'})")
        page.wait_for_timeout(2_500)
        made = page.screenshot()
        browser.close()
    return bytes(made)


if __name__ == "__main__":
    main()
