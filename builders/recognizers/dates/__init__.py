"""Dates in running text, resolved to EDTF with the help of the document's own date.

What counts as a date, and what it is resolved to:

- Prepositions and articles are not part of a mention (`in 2006`, `the 1980's`) unless they make an
  interval: `since 2002` is 2002/.., `before 2000` and `up to the end of 2000` are ../2000 (the year
  named is the outer bound, inclusive), `from March 2009 until June 2010` is 2009-03/2010-06.
- Where EDTF cannot express a part of a month or year (`late May`, `the end of 2009`, `mid-July`), the
  date is the whole month or year; the words still name the part. A part of a decade is about a third
  of it: `late 1990s` is 1997~/1999~. Halves and quarters of a year are exact.
- `or` makes a set of which one date is meant: `late May or early June` is [2009-05,2009-06].
- `two years ago` is approximate: 2007~.
- Dates in the French Republican calendar, in the Iranian solar calendar and in Chinese and Japanese
  eras are converted to the Gregorian calendar.
- Not dates: durations, ages, amounts, times of day, feasts, and words that name no year, month or day
  (`recent years`, `the coming months`, `since then`, `the past three years`).
- Years of other eras (`44 BC`, `1290 AH`) are left out, and so are days that name such a year.
- A date is left out if neither its words, nor the text before it, nor the document give it a year.
"""

from builders.recognizers.dates.numerals import NumericOrder
from builders.recognizers.dates.recognition import find, find_in_blocks
from builders.recognizers.dates.resolution import Basis, DateMention

__all__ = ["Basis", "DateMention", "NumericOrder", "find", "find_in_blocks"]
