"""The cells of tables that are written in an edition."""

from __future__ import annotations

from report.content.block import InlineTable
from report.content.node import read_model
from report.content.yaml import read_yaml


def test_dates_need_no_quotation_marks() -> None:
    text = b"columns: [Task, Day]\nrows:\n"
    text += b"- [Keys, 2027-11-15]\n- [Doors, '2027-11-16']\n- [Open, null]\n"

    table = read_model(InlineTable, read_yaml(text, "t.yaml"))

    assert [row[1] for row in table.rows] == ["2027-11-15", "2027-11-16", None]
