"""Days in figures as the continent of Europe writes them: `20. 11. 1926`, `27. VI. 1906`.

Points with spaces after them and months in Roman numerals leave no doubt which number is the day.
"""

from __future__ import annotations

import re
from datetime import date

_DAY = "3[01]|[12][0-9]|0?[1-9]"
_YEAR = "1[0-9]{3}|20[0-9]{2}"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = "|".join(sorted(_NUMERALS, key=len, reverse=True))
_S = r"[ \t]?"
PATTERN = (
    rf"(?<![\w.,:/-])(?<![0-9][./]\s)(?:(?P<day>{_DAY})"
    rf"(?:\.(?P<spaced>[ \t])?(?P<number>1[0-2]|0?[1-9])\.(?(spaced){_S}|[ \t])"
    r"|(?P<stroke>/)(?P<numbered>1[0-2]|0?[1-9]) "
    rf"|(?:\.{_S}|{_S}[-–/]{_S}|(?P<bare> ))(?P<roman>{_ROMAN})(?(bare) |(?:\.{_S}|{_S}[-–/]{_S}| )))"
    rf"(?P<year>{_YEAR})"
    rf"|(?P<early>{_YEAR})\.{_S}(?P<month>{_ROMAN})\.{_S}(?P<last>{_DAY}))"
    r"(?!\w|[./-][0-9])"
)
"""`20. 11. 1926`, `27. VI. 1906`, `27 VI 1906`, `5-VII-1921`, `2/I 1930`, `3/5 1881`, `1906. VI. 27`."""


def may_be_another(match: re.Match[str]) -> bool:
    """Whether a match of `PATTERN` may be something else where the month comes before the day.

    Between spaces alone an `I` may be the writer, and in `3/5 1881` either number the month.
    """
    return bool(match["bare"] or match["stroke"])


def day(match: re.Match[str]) -> date | None:
    """The day of a match of `PATTERN`; None where the calendar has no such day."""
    numeral = match["roman"] or match["month"]
    month = _NUMERALS.index(numeral) + 1 if numeral else int(match["number"] or match["numbered"])
    try:
        return date(int(match["year"] or match["early"]), month, int(match["day"] or match["last"]))
    except ValueError:
        return None
