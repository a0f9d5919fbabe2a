"""Weekdays, if the day of the document is known: `on Tuesday` is the last one up to that day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.recognizers.dates.atoms import Atom, Reference, add_days
from builders.recognizers.dates.landmarks import WEEKDAY_NAME, LandmarkPattern
from builders.recognizers.dates.tenses import Tense, tense
from builders.recognizers.dates.vocabulary import DASH, MONTH, S0, STEPS, WEEKDAY, S, weekday_number

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|President|Prime|Chancellor|Secretary)(?![a-z])"
"""Capitalised words that may follow a weekday that is a date: `On Sunday Mr Brown said`."""
WEEKDAY_RE = LandmarkPattern(
    WEEKDAY_NAME,
    rf"(?<![\w-])(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext){S})?(?P<day>{WEEKDAY})(?!{S}(?!{_TITLE})[A-Z][a-z]|{DASH}\w|{S}(?:and|to|through|or){S}[A-Z])"
    rf"(?:{S}(?:of{S})?(?P<week>this|last|next){S}week(?!\w))?",
)
"""`on Tuesday`, `last Friday`, `Monday of next week`; not `Sunday Times`, `Monday to Friday`."""
_NO_DATE_BEFORE_RE = re.compile(
    r"\b(?:every|each|any|a|one|Good|Black|Bloody|Ash|Palm|Holy|Easter|the|and|to|or|through|alternate|most|following|previous)\s{1,3}\Z"
)
"""Words after which it is any such day, a feast, or a day relative to another."""
_PARTS_AFTER_RE = re.compile(rf"{S}(?:evening|night|morning|afternoon)s(?!\w)")
_DATE_AFTER_RE = re.compile(rf"{S0}\((?:{MONTH}{S}[0-9]|[0-9]{{1,2}}{S}{MONTH})")
"""`Friday (Dec. 17)`: the date itself follows."""
_ANNOUNCED_BEFORE_RE = re.compile(
    r"\b(?:opens|starts|begins|resumes|ends|closes|expires|takes\splace|kicks\soff)\b[^.;:!?,]{0,30}\Z"
)
"""Verbs in the present tense that announce something: `the trial resumes on`."""
_WEEK = 7
_REACH = 50


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The weekdays in a text that stand for a particular day."""
    if reference is None or reference.day is None:
        return
    for match in WEEKDAY_RE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if _NO_DATE_BEFORE_RE.search(before) or _PARTS_AFTER_RE.match(text, match.end()):
            continue
        if _DATE_AFTER_RE.match(text, match.end()):
            continue
        ahead = (weekday_number(match["day"]) - reference.day.weekday()) % _WEEK
        if match["week"]:
            step = (
                weekday_number(match["day"])
                - reference.day.weekday()
                + _WEEK * STEPS[match["week"]]
            )
        else:
            near = text[max(0, match.start() - _REACH) : match.start()]
            when = Tense.FUTURE if _ANNOUNCED_BEFORE_RE.search(near) else tense(text, *match.span())
            step = _days_away(match, ahead, when)
        day = add_days(reference.day, step)
        if day:
            yield Atom(*match.span(), (day,), relative=True)


def _days_away(match: re.Match[str], ahead: int, when: Tense) -> int:
    """Days from the document's day to the weekday that is meant; negative for the past.

    Args:
        match: The weekday, perhaps with `this`, `last` or `next`.
        ahead: Days from the document's day to the next such weekday, 0 to 6.
        when: Whether the words around speak of the future.
    """
    which = (match["which"] or "").lower()
    if which == "next":
        return ahead or _WEEK
    if which == "last":
        return ahead - _WEEK
    if which == "this":
        return ahead if when is Tense.FUTURE else ahead - _WEEK if ahead > _WEEK // 2 else ahead
    return ahead if when is Tense.FUTURE or not ahead else ahead - _WEEK
