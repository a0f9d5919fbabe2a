"""A long timeline is split at decades and years, and nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.interface.catalogue import catalogue
from builders.model.timeline import Period, TimelineItem
from builders.pages.timeline.page import period_label
from builders.timeline.order import arranged
from builders.timeline.periods import MOST_UNPAGED, PAGE_SIZE, periods
from tests.timeline.test_timeline import days, item


def items_on(days_: list[date]) -> list[TimelineItem]:
    """One item on each of the days, in order of time."""
    made = (item(day.isoformat(), f"e{k:05}") for k, day in enumerate(days_))
    return sorted(made, key=lambda one: one.sort_key)


def test_a_timeline_that_fits_on_one_page_is_not_split() -> None:
    assert periods(items_on([date(2009, 1, 1)] * MOST_UNPAGED)) == ()
    assert len(periods(items_on([date(2009, 1, 1)] * (MOST_UNPAGED + 1)))) > 1


@given(st.lists(st.tuples(days, st.integers(1, 90)), max_size=12))
def test_no_item_is_lost_and_no_page_is_too_long(
    crowds: list[tuple[date, int]],
) -> None:
    items = items_on([day for day, count in crowds for _ in range(count)])
    cut = periods(items, whole=20)
    if len(items) > 20:
        assert [one for period in cut for one in period.items] == items
    assert len({period.key for period in cut}) == len(cut)
    assert all(0 < len(period.items) <= PAGE_SIZE for period in cut)
    assert all(period.key[:3] == period.decade[:3] for period in cut)


def test_a_crowded_year_is_split_and_a_quiet_decade_is_not() -> None:
    crowd = [date(2009, 1, 1) + timedelta(days=k % 360) for k in range(500)]
    quiet = [date(1991, 5, 1), date(1998, 5, 1)]
    year = [date(2007, 1, 1)] * 100
    keys = [period.key for period in periods(items_on([*crowd, *quiet, *year]))]
    assert keys[:3] == ["1990s", "2007", "2009-01"]
    assert len([key for key in keys if key.startswith("2009-")]) == 12
    day = [period.key for period in periods(items_on([date(2009, 3, 1)] * 400))]
    assert day == ["2009-03", "2009-03.2", "2009-03.3"]


def test_every_item_has_a_page() -> None:
    timeline = arranged(items_on([date(1990, 1, 1) + timedelta(days=9 * k) for k in range(900)]))
    assert set(timeline.period_of) == {one.id for one in timeline.items}
    for period in timeline.periods:
        assert {timeline.period_of[one.id] for one in period.items} == {period.key}


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("1990s", "Timeline, 1990s", "年表，1990年代"),
        ("2006", "Timeline, 2006", "年表，2006"),
        ("2006-01", "Timeline, January 2006", "年表，2006年1月"),
        ("2006-01.2", "Timeline, January 2006, part 2", "年表，2006年1月，第2部分"),
    ],
)
def test_a_period_is_labelled_in_both_languages(key: str, english: str, chinese: str) -> None:
    called = period_label(Period(key, f"{key[:3]}0s", ()))
    title = f"Timeline, {called}"
    assert title == english
    assert catalogue("zh").find(title) == chinese
    alone = chinese.removeprefix("年表，")
    assert catalogue("zh").label(called) == (f"{alone}年" if alone.isdecimal() else alone)
