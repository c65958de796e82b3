"""The measure of Colophon's own cost: WeasyPrint alone, on the HTML that Colophon composed.

`export` writes an edition's final HTML, styles, pictures and fonts into a folder; `run` lays them
out once, section by section, binds them and writes a PDF, as plain WeasyPrint does.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from pathlib import Path
from urllib.parse import unquote, urlparse

ROOT = Path(__file__).resolve().parent.parent
os.environ["FONTCONFIG_FILE"] = str(ROOT / "report" / "engine" / "fonts.conf")


def export(project_folder: str, target: str) -> None:
    """Write what the engine is given for the only edition of a project."""
    sys.path.insert(0, str(ROOT))
    import datetime

    from report.build import laid_out
    from report.desk import Job, open_desk
    from report.resources import Project
    from report.styles import style_sheets

    project = Project.at(Path(project_folder))
    slug = next(project.editions.iterdir()).name
    desk = open_desk(project, Job(slug, datetime.date.today()))
    laid = laid_out(desk)
    folder = Path(target)
    # Colophon lays out with stand-ins of photographs; others get these themselves.
    served = {f"pictures/{key}.jpg": f"photos/{key}.jpg" for key in desk.pictures.photos}
    names = [f"pictures/{key}.svg" for key in desk.pictures.charts]
    names += [f"fonts/{face.file}" for face in desk.design.theme.fonts]
    for name, asked in (served | {each: each for each in names}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(desk.pictures.serve(asked)[0])
    pages = [each.section.html for each in laid.sections]
    texts = {"html": pages, "css": list(style_sheets(project, desk.design).values())}
    (folder / "texts.json").write_text(json.dumps(texts), "utf-8")


def run(source: str) -> None:
    """Lay out and write what `export` wrote."""
    # The styles bring all their fonts; that the machine has none is intended.
    warnings.filterwarnings("ignore", message="No fonts configured")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    folder = Path(source)
    base = "https://colophon.invalid/"
    kinds = {".jpg": "image/jpeg", ".svg": "image/svg+xml"}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            path = folder / unquote(urlparse(url).path).lstrip("/")
            kind = kinds.get(path.suffix, "font/ttf")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    texts = json.loads((folder / "texts.json").read_text("utf-8"))
    fetcher, fonts = Fetcher(), FontConfiguration()
    styles = [
        weasyprint.CSS(string=text, base_url=base, url_fetcher=fetcher, font_config=fonts)
        for text in texts["css"]
    ]
    documents = [
        weasyprint.HTML(string=text, base_url=base, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=styles
        )
        for text in texts["html"]
    ]
    pages = [page for document in documents for page in document.pages]
    documents[0].copy(pages).write_pdf(folder / "bare.pdf", pdf_variant="pdf/a-3a")


if __name__ == "__main__":
    {"export": export, "run": run}[sys.argv[1]](*sys.argv[2:])
