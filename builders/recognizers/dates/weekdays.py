"""Days of the week in a text of a known day: `on Tuesday` is the last one on or before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.recognizers.dates.atoms import Atom, Reference, later_day
from builders.recognizers.dates.landmarks import WEEKDAY_NAME, Near
from builders.recognizers.dates.tenses import Tense, tense
from builders.recognizers.dates.vocabulary import DASH, MONTH, S0, STEPS, WEEKDAY, S, weekday_number

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|President|Prime|Chancellor|Secretary)(?![a-z])"
"""Whom a weekday may stand before: `On Sunday Mr Brown said`."""
WEEKDAY_RE = Near(
    WEEKDAY_NAME,
    rf"(?<![\w-])(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext){S})?(?P<day>{WEEKDAY})(?!{S}(?!{_TITLE})[A-Z][a-z]|{DASH}\w|{S}(?:and|to|through|or){S}[A-Z])"
    rf"(?:{S}(?:of{S})?(?P<week>this|last|next){S}week(?!\w))?",
)
"""`on Tuesday`, `last Friday`, `Monday of next week`; not `Sunday Times`, `Monday to Friday`."""
_EVERY_RE = re.compile(
    r"\b(?:every|each|any|a|one|Good|Black|Bloody|Ash|Palm|Holy|Easter|the|and|to|or|through|alternate|most|following|previous)\s{1,3}\Z"
)
"""What makes it any such day, or a feast, or a day counted from another one."""
_PARTS_AFTER_RE = re.compile(rf"{S}(?:evening|night|morning|afternoon)s(?!\w)")
_GIVEN_RE = re.compile(rf"{S0}\((?:{MONTH}{S}[0-9]|[0-9]{{1,2}}{S}{MONTH})")
"""`Friday (Dec. 17)`: the day itself stands behind it."""
_BEGINS_RE = re.compile(
    r"\b(?:opens|starts|begins|resumes|ends|closes|expires|takes\splace|kicks\soff)\b[^.;:!?,]{0,30}\Z"
)
"""In the present of a timetable: `the trial resumes on`."""
_WEEK = 7
_REACH = 50


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The weekdays in a text that stand for a day."""
    if reference is None or reference.day is None:
        return
    for match in WEEKDAY_RE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if _EVERY_RE.search(before) or _PARTS_AFTER_RE.match(text, match.end()):
            continue
        if _GIVEN_RE.match(text, match.end()):
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
            when = Tense.FUTURE if _BEGINS_RE.search(near) else tense(text, *match.span())
            step = _step(match, ahead, when)
        day = later_day(reference.day, step)
        if day:
            yield Atom(*match.span(), (day,), relative=True)


def _step(match: re.Match[str], ahead: int, when: Tense) -> int:
    """Days from the document's day to the weekday meant, which lies `ahead` days ahead of it."""
    which = (match["which"] or "").lower()
    if which == "next":
        return ahead or _WEEK
    if which == "last":
        return ahead - _WEEK
    if which == "this":
        return ahead if when is Tense.FUTURE else ahead - _WEEK if ahead > _WEEK // 2 else ahead
    return ahead if when is Tense.FUTURE or not ahead else ahead - _WEEK
