"""Addresses by which a browser opens a file at its line in an editor."""

from __future__ import annotations

import re

EDITORS = {
    "vscode": ("VS Code", "vscode://file/{path}:{line}:{column}"),
    "vscodium": ("VSCodium", "vscodium://file/{path}:{line}:{column}"),
    "cursor": ("Cursor", "cursor://file/{path}:{line}:{column}"),
    "zed": ("Zed", "zed://file/{path}:{line}:{column}"),
    "jetbrains": ("JetBrains", "idea://open?file={path}&line={line}&column={column}"),
    "textmate": ("TextMate", "txmt://open/?url=file://{path}&line={line}&column={column}"),
}
"""By the name that is typed: what people call the editor, and its address."""
_OTHER = re.compile(r"[a-z][a-z0-9+.-]*://?\S*\{path\}\S*")
_NOT_EDITORS = ("http:", "https:", "javascript:", "data:", "blob:", "ftp:")


def address_of(editor: str) -> str:
    """Return the address with `{path}`, `{line}` and `{column}` of an editor that is named, or
    whose address is given; "" for none.

    Raises ValueError for anything else, in words for the person who typed it.
    """
    if not editor:
        return ""
    if editor in EDITORS:
        return EDITORS[editor][1]
    if _OTHER.fullmatch(editor) and not editor.startswith(_NOT_EDITORS):
        return editor
    names = ", ".join(EDITORS)
    raise ValueError(
        f"“{editor}” is no editor known here ({names}), nor an address with {{path}} in it such as "
        "vscode://file/{path}:{line}:{column}"
    )
