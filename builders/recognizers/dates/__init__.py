"""Dates in running text, resolved against the document's own date to EDTF.

What counts, and what it is resolved to:

- A mention has its prepositions and articles outside (`in 2006`, `the 1980's`) but for those that
  make an interval: `since 2002` is 2002/.., `before 2000` and `up to the end of 2000` are ../2000 (the
  year named is the outer bound, counted in), `from March 2009 until June 2010` is 2009-03/2010-06.
- Where EDTF has no word for a part of a month or year (`late May`, `the end of 2009`, `mid-July`) the
  month or year stands, and the part stays in the words. A part of a decade is a third of it, about:
  `late 1990s` is 1997~/1999~. Halves and quarters of a year are exact.
- `or` makes a set of which one is meant: `late May or early June` is [2009-05,2009-06].
- `two years ago` is about that year: 2007~.
- Days of the French Republican calendar, of Iran's solar one and of eras of China and Japan are
  those of our calendar.
- Not dates: durations, ages, amounts, times of day, feasts, and what names no year, month or day
  (`recent years`, `the coming months`, `since then`, `the past three years`).
- A date that neither its words, nor the text before, nor the document give a year is left out.
"""

from builders.recognizers.dates.numerals import NumericOrder
from builders.recognizers.dates.recognition import find, find_in_blocks
from builders.recognizers.dates.resolution import Basis, DateMention

__all__ = ["Basis", "DateMention", "NumericOrder", "find", "find_in_blocks"]
