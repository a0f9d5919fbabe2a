"""What the recogniser finds can be parsed, bounded and said in words."""

from __future__ import annotations

import pytest

from builders import dates


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[2009-05,2009-06]", "May or June 2009"),
        ("[2009-05-03,2009-05-04]", "3 or 4 May 2009"),
        ("[1992,1993]", "1992 or 1993"),
        ("[2008-12,2009-01]", "December 2008 or January 2009"),
        ("{2009-02-03,2009-02-05,2009-02-09}", "3, 5 and 9 February 2009"),
        ("1997~/1999~", "about 1997 to 1999"),
        ("1997~/..", "since about 1997"),
        ("../2000", "until 2000"),
        ("198X", "the 1980s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("2007~", "about 2007"),
        ("2009-02-25~", "about 25 February 2009"),
        ("2009-33", "first quarter of 2009"),
        ("2009-41", "second half of 2009"),
        ("2009-XX", "2009-XX"),
        ("2009-21/2009-22", "spring to summer 2009"),
    ],
)
def test_words(edtf: str, words: str) -> None:
    assert dates.parse(edtf)
    assert dates.display(edtf) == words


@pytest.mark.parametrize("edtf", ["2010-02-29", "2009/2010-02-29", "[2010-02-29,2010-03-01]"])
def test_a_day_that_the_calendar_does_not_have_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="the calendar has no 2010-02-29"):
        dates.parse(edtf)
