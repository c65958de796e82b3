"""Lines in words."""

from report.diagrams.setting import told


def test_lines_are_told_by_the_pattern_of_the_language() -> None:
    assert told("between {start} and {end}", "A", "B") == "between A and B"
    assert told("till {end} från {start}", "{end}", "B") == "till B från {end}"
