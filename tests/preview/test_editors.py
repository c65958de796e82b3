"""Addresses that open a line in an editor."""

import pytest

from report.preview.editors import address_of


def test_editors_have_names_and_other_addresses_can_be_given() -> None:
    assert address_of("") == ""
    assert address_of("vscode") == "vscode://file/{path}:{line}:{column}"
    assert address_of("subl://open?url={path}&line={line}").startswith("subl:")


@pytest.mark.parametrize(
    "given", ["emacs", "javascript://{path}", "https://x/{path}", "vscode://file/", "{path}"]
)
def test_anything_else_is_refused_in_words(given: str) -> None:
    with pytest.raises(ValueError, match="no editor known here"):
        address_of(given)
