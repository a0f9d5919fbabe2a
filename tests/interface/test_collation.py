"""The order of names in Chinese lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders.interface.catalogue import catalogue
from builders.interface.collation import chinese_sort_key
from builders.model.untranslated import Untranslated
from builders.templating.filters import filters

NAMES = (
    "1951年公约",
    "安徽省统计局 2001",
    "福建日报 2009",
    "《海牙公约》 1961",
    "全国人大常委会 1985",
    "全国人大常委会 1991",
    "厦门大学 2003",
    "中国经济网 2012",
    "ILO 2001",
    "“Rights” 1999",
    "Wang 2005",
)


def test_chinese_names_are_sorted_by_pinyin_and_before_others() -> None:
    assert sorted({*NAMES}, key=chinese_sort_key) == list(NAMES)


@given(st.text(), st.text())
def test_any_two_names_can_be_compared(one: str, other: str) -> None:
    assert chinese_sort_key(one) <= chinese_sort_key(other) or chinese_sort_key(
        other
    ) < chinese_sort_key(one)


class Row:
    """A row of a list."""

    def __init__(self, label: str) -> None:
        self.label = Untranslated(label)


def test_rows_are_sorted_by_their_chinese_labels() -> None:
    rows = [Row("Chinese Law"), Row("Fujian Daily"), Row("Anhui")]
    words = catalogue("zh").with_names({"Chinese Law": "中国法", "Anhui": "安徽"})
    found = filters(words)["by_label"](rows)
    assert [row.label for row in found] == ["Anhui", "Chinese Law", "Fujian Daily"]  # type: ignore[attr-defined]  # a list
