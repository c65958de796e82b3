"""The preflight report as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Severity, as_data
from ..finish.panels import Folding
from ..preflight.press import Checked
from ..printers import Printer
from ..units import Size
from .values import Binding, PreflightReport, ReportedFile, result_of


def as_json(report: PreflightReport) -> bytes:
    """Return the report as JSON in UTF-8; keys keep their names and order from now on."""
    text = json.dumps(_data(report), indent=2, ensure_ascii=False, allow_nan=False)
    # What is no text in UTF-8 (half of a pair, in a damaged file's title) would stop the writing.
    return text.encode("utf-8", "backslashreplace") + b"\n"


def _data(report: PreflightReport) -> dict[str, Any]:
    coarsest = report.coarsest
    return {
        "report": "colophon-preflight",
        "version": 1,
        "program": report.program,
        "title": report.title,
        "publisher": report.publisher or None,
        "date": report.date.isoformat() if report.date else None,
        "revision": report.revision or None,
        "checked_for": report.as_of.isoformat() if report.as_of else None,
        "files": [_file(file) for file in report.files],
        "printer": _printer(report.printer_name, report.printer),
        "binding": _binding(report.binding) if report.binding else None,
        "result": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "waived": report.waived,
        },
        "checks": [_check(check) for check in report.checks],
        "findings": [as_data(finding) for finding in report.findings],
        "ink": [
            {
                "part": ink.part,
                "page": ink.page,
                "percent": _rounded(ink.highest),
                "peak": _rounded(ink.peak),
                "not_in_inks": ink.colours or None,
            }
            for ink in report.inks
        ],
        "ink_averaged_over_mm": round(report.square.mm, 3) if report.square else None,
        "plates": list(report.plates),
        "fonts": [{"name": font.name, "embedded": font.embedded} for font in report.fonts],
        "pictures": {
            "placed": report.pictures,
            "lowest_ppi": _rounded(coarsest.ppi) if coarsest else None,
            "part": coarsest.part if coarsest else None,
            "page": coarsest.page if coarsest else None,
        },
        "not_checked": list(report.not_checked),
        "claim": report.claim,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def _file(file: ReportedFile) -> dict[str, Any]:
    return {
        "part": file.part,
        "name": file.name,
        "sha256": file.sha256,
        "bytes": file.size,
        "pages": file.pages,
        "trim_mm": [_size(trim) for trim in file.trims],
        "bleed_mm": None if file.bleed is None else round(file.bleed.mm, 3),
        "says_of_itself": file.conformance or None,
        "output_intent": file.intent or None,
    }


def _binding(binding: Binding) -> dict[str, Any]:
    return {
        "blank_pages": binding.blanks,
        "own_cover": binding.own_cover,
        "spine_mm": round(binding.spine.mm, 3) if binding.own_cover else None,
        "crop_marks": binding.marks,
        "folding": _folding(binding.folding) if binding.folding else None,
    }


def _folding(folding: Folding) -> dict[str, Any]:
    """Return each side of the sheets, with its panels from left to right."""
    return {
        "how": folding.how or None,
        "sides": [
            {
                "side": side.name,
                "panels": [
                    {"page": panel.page or None, "width_mm": round(panel.width.mm, 3)}
                    for panel in side.panels
                ],
            }
            for side in folding.sides
        ],
    }


def _size(size: Size) -> Sequence[float]:
    return [round(size.width.mm, 3), round(size.height.mm, 3)]


def _printer(name: str, printer: Printer) -> dict[str, Any]:
    return {
        "preset": name,
        "label": printer.label,
        "condition": printer.profile.condition,
        "registry": printer.profile.registry,
        "info": printer.profile.info or None,
        "profile": printer.profile.file,
        "ink_limit": printer.ink_limit,
        "bleed_mm": round(printer.bleed.mm, 3),
        "safe_mm": round(printer.safe.mm, 3),
        "page_multiple": printer.page_multiple,
        "binding": printer.binding,
    }


def _check(check: Checked) -> dict[str, Any]:
    return {
        "code": check.code,
        "what": check.what,
        "result": result_of(check),
        "errors": check.errors,
        "warnings": check.warnings,
        "notes": check.notes,
        "waived": check.waived,
        "reasons": list(check.reasons),
        "not_measured": check.unmeasured or None,
    }
