"""Text in two columns is reported, and nothing else that is set side by side."""

from __future__ import annotations

import pytest

from builders.problems import Severity
from builders.readers import detect
from builders.readers.columns import column_warnings
from tests.readers.goldens import FIXTURES, source_of

LEFT = "and those who had paid were taken over by night"
RIGHT = "in the morning they were counted on the quay"
TWO = f"{LEFT}     {RIGHT}\n"
BY_ITSELF = {
    "a table": "Place of departure          people on board      1884\n" * 20,
    "a table of words": "Fuqing county               the greater part of its villages\n" * 20,
    "addresses": "The Honourable the Consul     To the Secretary of State\n" * 20,
    "a list with tabs": f"{LEFT}\t    {RIGHT}\n" * 20,
    "a list with hanging text": f"(a)     {RIGHT}\n" * 20,
    "justified lines": f"{LEFT} {RIGHT}\n".replace(" ", "  ") * 20,
    "few lines": TWO * 7,
    "lines that do not begin under each other": "".join(
        f"{LEFT}{' ' * (3 + 4 * (k % 7))}{RIGHT}\n" for k in range(40)
    ),
}


def test_the_lines_are_named_to_the_editor() -> None:
    (told,) = column_warnings("A heading over both\n\n" + TWO * 9)
    assert (told.code, told.line, told.severity) == ("columns", 3, Severity.WARNING)
    assert "9 lines (from 3 to 11)" in told.message


def test_each_page_has_columns_of_its_own() -> None:
    other = f"{LEFT}          {RIGHT}\n"
    (told,) = column_warnings(TWO * 9 + "\f" + other * 9)
    assert "18 lines (from 1 to 18)" in told.message


@pytest.mark.parametrize("what", BY_ITSELF)
def test_what_only_stands_side_by_side_is_no_column(what: str) -> None:
    assert column_warnings(BY_ITSELF[what]) == ()


@pytest.mark.parametrize("kind", ["news", "report", "text"])
def test_whoever_reads_the_source_tells_it(kind: str) -> None:
    source = source_of(FIXTURES / "text" / "two-columns.txt")
    document = detect.reader_named(kind).read(source)
    assert [problem.code for problem in document.problems].count("columns") == 1
