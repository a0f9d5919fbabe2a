"""Dates in running text: the cases in `tests/fixtures/dates`, and what holds for any text."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from builders import dates
from builders.dates.intervals import interval_words
from builders.recognizers.dates import Basis, NumericOrder, find, find_in_blocks
from tests.conftest import PROJECT

CASES = PROJECT / "tests" / "fixtures" / "dates"
MARKED_RE = re.compile(r"«(?P<words>[^»]*?) → (?P<edtf>[^»]*)»")
ORDERS = {None: NumericOrder.UNKNOWN} | {order.name.lower(): order for order in NumericOrder}


class Case(NamedTuple):
    """A sentence and the dates in it."""

    text: str
    expected: list[tuple[str, str]]
    written: str | None
    order: NumericOrder
    language: str


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yml")):
        record = YAML(typ="safe").load(path)
        for number, marked in enumerate(record["cases"], 1):
            found.append(pytest.param(case(marked, record), id=f"{path.stem}-{number}"))
    return found


def case(marked: str, record: dict[str, Any]) -> Case:
    expected = [(match["words"], match["edtf"]) for match in MARKED_RE.finditer(marked)]
    text = MARKED_RE.sub(lambda match: match["words"], marked)
    order, language = ORDERS[record.get("order")], record.get("language", "en")
    return Case(text, expected, record["written"], order, language)


@pytest.mark.parametrize("case", cases())
def test_dates_in_a_sentence_are_found(case: Case) -> None:
    mentions = find(case.text, case.written, order=case.order, language=case.language)
    found = [(case.text[mention.start : mention.end], mention.edtf) for mention in mentions]
    assert found == case.expected


def test_there_are_many_cases() -> None:
    assert len(cases()) >= 250
    assert all(path.suffix in {".yml", ".md"} for path in Path(CASES).iterdir())


@pytest.mark.parametrize(
    ("written", "last", "next_"),
    [
        ("2009-03", "2008-03", "2010-03"),
        ("2008-06/2010-01", "2008-03", "2010-03"),
        ("198X", "1979-03", "1990-03"),
    ],
)
def test_last_and_next_lie_outside_of_the_document_date(
    written: str, last: str, next_: str
) -> None:
    text = "It rained last March, and will rain next March."
    assert [mention.edtf for mention in find(text, written)] == [last, next_]


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "14. Februar"), ("DE-at", "14. Februar"), ("no", "14. februar"), ("nn", "14. februar")],
)
def test_a_language_is_known_by_any_of_its_tags(language: str, text: str) -> None:
    found = find(text, "1901-03-03", language=language)
    assert [mention.edtf for mention in found] == ["1901-02-14"]


def test_a_mention_records_the_basis_of_its_year() -> None:
    text = "In 2006 and in May; on February 25; this year."
    basis = [mention.basis for mention in find(text, "2009-03-21")]
    assert basis == [Basis.WORDS, Basis.CONTEXT, Basis.DOCUMENT, Basis.DOCUMENT]


def test_the_heading_of_a_chronology_gives_the_year() -> None:
    blocks = [
        "2004",
        "March: the centre opens.",
        "On 3 August it closes.",
        "2005",
        "In May it opens.",
    ]
    found = [mention.edtf for found in find_in_blocks(blocks, "2009-03-21") for mention in found]
    assert found == ["2004", "2004-03", "2004-08-03", "2005", "2005-05"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("13/03/2014", "14/03/2014"), ["2014-03-12", "2014-03-13", "2014-03-14"]),
        (("03/13/2014", "3/14/14"), ["2014-12-03", "2014-03-13", "2014-03-14"]),
        (("13/03/2014",), ["2014-03-13"]),
        (("13/03/2014", "13/03/2014"), ["2014-03-13", "2014-03-13"]),
        (("13/03/2014", "14/03/2014", "03/15/2014"), ["2014-03-13", "2014-03-14", "2014-03-15"]),
    ],
)
def test_two_days_that_can_only_be_read_in_one_order_show_the_order_of_all(
    days: tuple[str, ...], expected: list[str]
) -> None:
    blocks = ["[12/03/2014, 21:04] Mei: Where are you?", *days]
    found = [mention.edtf for found in find_in_blocks(blocks, None) for mention in found]
    assert found == expected


def test_in_an_undated_document_the_last_year_is_carried_forward() -> None:
    blocks = ["On 3 May they met.", "In June 2004 they met.", "They met on 7 July."]
    found = [[mention.edtf for mention in found] for found in find_in_blocks(blocks, None)]
    assert found == [[], ["2004-06"], ["2004-07-07"]]


def test_in_an_undated_document_a_year_in_passing_is_not_carried_forward() -> None:
    blocks = [
        "On 3 June 1914 they sailed.",
        "The ship, built in 1894, was slow, and was sold in 1913.",
        "They landed on 7 July.",
    ]
    found = [[mention.edtf for mention in found] for found in find_in_blocks(blocks, None)]
    assert found == [["1914-06-03"], ["1894", "1913"], ["1914-07-07"]]
    blocks = [
        "In May 1950 he left.",
        "They met again by chance in 1960 or 1961.",
        "In June he died.",
    ]
    found = [[mention.edtf for mention in found] for found in find_in_blocks(blocks, None)]
    assert found == [["1950-05"], ["[1960,1961]"], ["1950-06"]]
    blocks = ["It has been so since a riot in 1994.", "A new law came in December."]
    assert [[m.edtf for m in found] for found in find_in_blocks(blocks, None)] == [["1994"], []]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("187X", []),
        ("1866/1867", []),
        ("1866-11/1867-02", ["1866-12-05", "1867-02-03"]),
        ("1866-11/1868-01", ["1867-02-03"]),
    ],
)
def test_a_day_that_a_document_may_have_in_several_years_gets_no_year(
    written: str, found: list[str]
) -> None:
    text = "On 5 December we sailed and on 3 February we came back."
    assert [mention.edtf for mention in find(text, written)] == found


def test_a_governing_date_takes_precedence_over_the_document_date() -> None:
    for written in (None, "2009-08-01"):
        assert [found.edtf for found in find("On 7 July.", written, "2004-06")] == ["2004-07-07"]


def test_a_chronology_ends_where_blocks_no_longer_begin_with_a_date() -> None:
    blocks = ["2004", "3 August: it closes.", "So much for history.", "On 3 February they met."]
    found = [mention.edtf for found in find_in_blocks(blocks, "2009-03-21") for mention in found]
    assert found == ["2004", "2004-08-03", "2009-02-03"]


WRITTEN = st.one_of(
    st.none(),
    st.dates().map(date.isoformat),
    st.sampled_from(
        [
            *("2009", "2009-03", "2010-01/2010-06", "2000/2010", "198X"),
            *("../2009", "no date", "", "9999", "0001"),
        ]
    ),
)
WORDS = st.sampled_from(
    [
        *("from", "to", "until", "since", "before", "and", "or", "between", "in", "the", "of", ","),
        *(
            "May",
            "March",
            "August",
            "Dec.",
            "late",
            "early",
            "mid-",
            "end of",
            "this",
            "last",
            "next",
        ),
        *(
            "year",
            "week",
            "month",
            "summer",
            "Tuesday",
            "2009",
            "1990s",
            "1980's",
            "'98",
            "2007-2010",
        ),
        *(
            "25",
            "25-26",
            "3, 4 and 5",
            "31",
            "29",
            "-",
            "–",
            "/",
            "12/05/2015",
            "Q3",
            "two years ago",
        ),
        *(
            "2010年",
            "3月",
            "2日",
            "至",
            "去年",
            "上世纪",
            "90年代",
            "以来",
            "previous year",
            "present",
        ),
        *(
            "century",
            "19th",
            "first half of",
            "1Q",
            "9/11",
            "yesterday",
            "FY",
            "not",
            "people",
            ".",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=8).map("".join)
)


@settings(deadline=None)  # the EDTF library takes milliseconds over each new date
@given(TEXTS, WRITTEN, WRITTEN, st.sampled_from(NumericOrder))
@example("next Monday", "9999-12-31", None, NumericOrder.UNKNOWN)
@example("two years ago", "0001-01-01", None, NumericOrder.UNKNOWN)
@example("ten decades ago, last century", "0050", None, NumericOrder.UNKNOWN)
@example("February 29", "1900-03-01", None, NumericOrder.UNKNOWN)
@example("3 apr\u0131l 1872", None, None, NumericOrder.UNKNOWN)
@example("18 brumaire an V\u0130II", None, None, NumericOrder.UNKNOWN)
def test_mentions_in_any_text_are_valid_and_in_order(
    text: str, written: str | None, previous: str | None, order: NumericOrder
) -> None:
    reached = 0
    for mention in find(text, written, previous, order=order):
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        known = dates.parse(mention.edtf)
        assert known.lower or known.upper
        reached = mention.end


@pytest.mark.parametrize(
    "repeated",
    [
        *(
            "May ",
            "May, ",
            "2009 ",
            "2009-",
            "25-",
            "1, ",
            "in ",
            "the end of ",
            "from May to ",
            "May 3 or ",
        ),
        *(
            "early ",
            "mid-to-late ",
            "last ",
            "3月",
            "2010年",
            "至",
            " ",
            "a ",
            "A ",
            ".",
            "(A",
            "1 and ",
        ),
        *("first half of ", "in the first two months, ", "Ref AAAA ", "12/", "between May and "),
    ],
)
def test_recognition_takes_linear_time(repeated: str) -> None:
    _is_linear(repeated, "en")


@pytest.mark.parametrize(
    "repeated", ["3. bis ", "3.-", "3. und ", "zwischen ", "von 1914 bis ", "Mai bis ", "Mai und "]
)
def test_recognition_in_another_language_takes_linear_time(repeated: str) -> None:
    _is_linear(repeated, "de")


def test_languages_with_interval_words_have_month_names() -> None:
    def tags(name: str) -> set[str]:
        lines = (PROJECT / "builders/data" / name).read_text(encoding="utf-8").splitlines()
        return {line.partition(";")[0] for line in lines if not line.startswith("#")}

    assert tags("intervals.txt") <= tags("months.txt")
    for tag in tags("intervals.txt"):
        words = interval_words(tag)
        assert words
        opened, between, since, until = words.last
        assert opened
        assert between
        # Not every language has unambiguous words for these.
        assert (bool(since), bool(until)) == (bool(words.since), bool(words.until))


def _is_linear(repeated: str, language: str) -> None:
    def seconds(count: int) -> float:
        text = repeated * count
        start = time.process_time()
        list(find(text, "2009-03-21", language=language))
        return time.process_time() - start

    seconds(100)
    short = min(seconds(500) for _ in range(3))
    long = min(seconds(2000) for _ in range(2))
    assert long < 12 * short + 0.05
