"""The English words of dates, as fragments of patterns, and their values.

Fragments contain no named groups of the same name twice and only bounded repetition, so every
pattern built from them stays linear in the text.
"""

from __future__ import annotations

from builders.dates import MONTHS
from builders.dates.months import lowered

S = r"\s{1,3}"
"""White space as it occurs between the words of a date: a space, two, or a line end."""
S0 = r"\s{0,3}"
DASH = r"[-\u2010-\u2015\uff0d]"
APOSTROPHE = r"['\u2018\u2019`\u00b4]"


def _either_case(names: tuple[str, ...]) -> str:
    """`January|JANUARY|...`: headings are in capitals, but `may` and `march` are other words."""
    return "|".join(f"{name}|{name.upper()}" for name in names)


_SHORT_MONTHS = (
    "Jany",
    "Jan",
    "Feby",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Augt",
    "Aug",
    "Septr",
    "Sept",
    "Sep",
    "Octr",
    "Oct",
    "Novr",
    "Nov",
    "Decr",
    "Dec",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT_WEEKDAYS = ("Mon", "Tues", "Tue", "Weds", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")

MONTH = (
    rf"(?:(?:{_either_case(MONTHS)})(?![^\W\d_])|(?:{_either_case(_SHORT_MONTHS)})(?![^\W\d_])\.?)"
)
"""A month beside a day or a year, abbreviated (`Sept.`) or in full."""
FULL_MONTH = rf"(?:{_either_case(MONTHS)})(?!\w)"
WEEKDAY = rf"(?:{_either_case(_WEEKDAYS)})(?!\w)"
ANY_WEEKDAY = rf"(?:(?:{_either_case(_WEEKDAYS + _SHORT_WEEKDAYS)})(?!\w)\.?)"

YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![\w%@]|[.,:/][0-9]|[./][a-z])"
"""A year by itself: `2,000` and `2009.5` are numbers, `2006B` is a label."""
DUAL_YEAR = r"1[0-7][0-9]{2}/[0-9]{1,2}(?![\w/-])"
"""`1604/5`: what was the year 1604 to those who began it on Lady Day, and is 1605 to us."""
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:(?:st|nd|rd|th|d|ST|ND|RD|TH)(?!\w))?"
LAST_DAY = (
    rf"{DAY}(?![\w%$]|[.:/][0-9]|,(?!(?:1[5-9]|20)[0-9]{{2}}(?!\w|[.,][0-9]))[0-9]|{DASH}[0-9])"
)
"""The last or only day: `31,000` is an amount, but `31,2010` is a day and a year."""

STEPS = {"last": -1, "this": 0, "next": 1}
"""How many years, months or weeks after the document's own."""
_MONTH_NUMBERS = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)}


def month_number(name: str) -> int:
    """The number of a month: 1 for `January`, `JAN` and `Jan.`."""
    return _MONTH_NUMBERS[name.lower()[:3]]


def weekday_number(name: str) -> int:
    """The number of a weekday, as in `datetime.date.weekday`: 0 for `Monday`."""
    return [weekday.lower() for weekday in _WEEKDAYS].index(name.lower())


SEASON = (
    r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|SPRING|SUMMER|AUTUMN|FALL|WINTER)(?!\w)"
)
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""The numbers of the seasons, which EDTF writes in place of a month."""

_NUMERALS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
NUMBER = rf"(?:[0-9]{{1,3}}|(?:{'|'.join(_NUMERALS)}|thirty|forty|fifty|a|an)(?!\w))"
_NUMBERS = {word: number for number, word in enumerate(_NUMERALS, 1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "a": 1,
    "an": 1,
}


def number(words: str) -> int:
    """The value of a number in words or digits: 2 for `two`, 12 for `12`."""
    return int(words) if words.isdecimal() else _NUMBERS[lowered(words)]


ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3}
ORDINALS |= {"fourth": 4, "4th": 4, "last": 0, "final": 0}
"""Values of ordinals; 0 is the last one, whatever the count."""
ORDINAL = rf"(?:{'|'.join(ORDINALS)})"

NARROWER = (
    r"(?i:(?:very\s)?(?:mid-?\s?to-?\s?late|early-?\s?to-?\s?mid|early|earlier|mid|late|later)"
    rf"(?:{S0}{DASH}{S0}|{S}(?:in{S}|of{S})?)(?:the{S})?|end{S0}{DASH}{S0}"
    r"|(?:beginning|start|middle|end|close|rest|remainder"
    rf"|{ORDINAL}{S}(?:half|part|third|days|weeks?|weekend|decades?))"
    rf"{S}of(?:{S}the)?{S})"
)
"""Words for a part of a longer period: `late`, `mid-`, `the end of the`, `first half of`."""

COUNTED = (
    r"(?:people|persons?|men|women|children|girls|boys|babies|males|females|migrants|immigrants"
    r"|emigrants|workers|labou?rers|victims|cases?|police|policem[ae]n|officers|officials|students"
    r"|participants|famil(?:y|ies)|households|villag(?:es|ers)|residents|citizens|nationals"
    r"|foreigners|tourists|visitors|travel+ers|passengers|yuan|[Rr]enminbi|RMB|dollars|euros?"
    r"|pounds|USD|yen|km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?|tons?|tonnes|kg|hectares|acres"
    r"|mu|square|cubic|sq|percent|per\scent|times|copies|jobs|visas|passports|documents"
    r"|applica(?:nts|tions)|refugees|troops|soldiers|vehicles|cars|ships|vessels|boats|words|pages"
    r"|years|months|weeks|days|hours?|hrs?|minutes|seconds|calls|arrests|members|employees|staff"
    r"|schools|factories|companies|firms|agencies|others?|more|additional|suspects|smugglers"
    r"|traffickers|snakeheads|stowaways|criminals|prisoners|detainees|protesters|demonstrators"
    r"|farmers|peasants|units|items|copies|pieces|seats|beds|rooms|homes|houses|incidents|points"
    r"|million|billion|thousand|hundred|dozen)(?![\w-])"
)
"""Words after a number that counts something; they do not follow a year."""
NO_COUNT = rf"(?!{S}(?:other{S}|such{S}|new{S})?{COUNTED})"
