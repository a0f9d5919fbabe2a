"""Text in two columns is reported, and nothing else that is set side by side."""

from __future__ import annotations

import pytest

from builders.problems import Severity
from builders.readers import detect
from builders.readers.columns import column_warnings
from tests.readers.goldens import FIXTURES, source_of

LEFT = "and those who had paid were taken over by night"
RIGHT = "in the morning they were counted on the quay"
TWO_COLUMNS = f"{LEFT}     {RIGHT}\n"
NO_COLUMNS = {
    "a table": "Place of departure          people on board      1884\n" * 20,
    "a table of words": "Fuqing county               the greater part of its villages\n" * 20,
    "addresses": "The Honourable the Consul     To the Secretary of State\n" * 20,
    "a list with tabs": f"{LEFT}\t    {RIGHT}\n" * 20,
    "a list with hanging text": f"(a)     {RIGHT}\n" * 20,
    "justified lines": f"{LEFT} {RIGHT}\n".replace(" ", "  ") * 20,
    "few lines": TWO_COLUMNS * 7,
    "lines that do not begin under each other": "".join(
        f"{LEFT}{' ' * (3 + 4 * (k % 7))}{RIGHT}\n" for k in range(40)
    ),
}


def test_the_warning_names_the_lines() -> None:
    (told,) = column_warnings("A heading over both\n\n" + TWO_COLUMNS * 9)
    assert (told.code, told.line, told.severity) == ("columns", 3, Severity.WARNING)
    assert "9 lines (from 3 to 11)" in told.message


def test_columns_may_differ_from_page_to_page() -> None:
    other = f"{LEFT}          {RIGHT}\n"
    (told,) = column_warnings(TWO_COLUMNS * 9 + "\f" + other * 9)
    assert "18 lines (from 1 to 18)" in told.message


@pytest.mark.parametrize("what", NO_COLUMNS)
def test_other_text_side_by_side_is_not_taken_for_columns(what: str) -> None:
    assert column_warnings(NO_COLUMNS[what]) == ()


@pytest.mark.parametrize("kind", ["news", "report", "text"])
def test_every_reader_reports_columns(kind: str) -> None:
    source = source_of(FIXTURES / "text" / "two-columns.txt")
    document = detect.reader_named(kind).read(source)
    assert [problem.code for problem in document.problems].count("columns") == 1
