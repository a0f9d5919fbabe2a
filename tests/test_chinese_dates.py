"""Dates in Chinese words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.chinese_dates import display


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2007-02-14", "2007年2月14日"),
        ("2006-05", "2006年5月"),
        ("2002", "2002年"),
        ("198X", "20世纪80年代"),
        ("19XX", "20世纪"),
        ("2009-21", "2009年春"),
        ("2010-40", "2010年上半年"),
        ("2007~", "约2007年"),
        ("2007-05?", "2007年5月（存疑）"),
        ("2009-02-25/2009-02-26", "2009年2月25日至26日"),
        ("2010-01/2010-06", "2010年1月至6月"),
        ("2009-03/2010-06", "2009年3月至2010年6月"),
        ("1997~/1999~", "约1997年至1999年"),
        ("2011-08-23~/2011-08-29", "约2011年8月23日至2011年8月29日"),
        ("2002/..", "2002年起"),
        ("../2000", "截至2000年"),
        ("[2009-05,2009-06]", "2009年5月或6月"),
        ("{2008-05-03,2008-05-05,2008-05-09}", "2008年5月3日、5日和9日"),
        ("[2009..2011]", "2009年至2011年"),
        ("Y12000", "Y12000"),
    ],
)
def test_a_date_is_said_in_chinese(edtf: str, words: str) -> None:
    assert display(edtf) == words


@given(st.text(alphabet="0129X-/.[]{},~?%Y", max_size=24))
def test_nothing_makes_it_raise(text: str) -> None:
    display(text)
