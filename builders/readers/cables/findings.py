"""What readers of the edition should know about a cable: checks of its own statements."""

from __future__ import annotations

import re

from builders.model.cable import CableHeader, ReferenceKind
from builders.problems import Problem, Severity
from builders.readers.cables.head import Head
from builders.readers.cables.parts import Part
from builders.readers.cables.values import read_moment, words_of

_JULIAN_RE = re.compile(r"#\s?\d{3,5}(?:/\d\d)?\s+(?P<day>\d{3})(?P<time>\d{4})\b")


def findings(text: str, head: Head, header: CableHeader, parts: list[Part]) -> tuple[Problem, ...]:
    """Notices and warnings about the head and the numbering; `file` is left empty."""
    found = [
        *_julian(text, head),
        *_unread_references(text, head, header),
        *_numbering(text, parts),
    ]
    return tuple(found)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _julian(text: str, head: Head) -> list[Problem]:
    """The day of the year in the routing line must be that of the date-time group."""
    moment = read_moment(text, head)
    for part, words in zip(
        head.named("routing"), words_of(text, head.named("routing")), strict=True
    ):
        match = _JULIAN_RE.search(words)
        if not match or moment is None or moment.when is None:
            continue
        day = moment.when.timetuple().tm_yday
        if int(match["day"]) != day:
            return [
                Problem(
                    "",
                    _line(text, part.pieces[0][0]),
                    "julian-date",
                    f"the routing line gives day {int(match['day'])} of the year, the date-time group "
                    f"{moment.printed} is day {day}",
                    "One of the two is wrong, or the message was filed on one day and sent on the next.",
                    Severity.NOTICE,
                )
            ]
    return []


def _unread_references(text: str, head: Head, header: CableHeader) -> list[Problem]:
    parts = head.named("refs")
    line = _line(text, parts[0].pieces[0][0]) if parts else None
    return [
        Problem(
            "",
            line,
            "unread-reference",
            f"no telegram can be made of the reference {item.text!r}",
            "",
            Severity.NOTICE,
        )
        for item in header.refs
        if item.kind in {ReferenceKind.INCOMPLETE, ReferenceKind.OTHER}
    ]


def _numbering(text: str, parts: list[Part]) -> list[Problem]:
    """Paragraphs that are missing from the run of numbers, or there twice."""
    found: list[Problem] = []
    last = 0
    for part in parts:
        if part.n is None:
            continue
        line = _line(text, part.pieces[0][0])
        if part.n > last + 1:
            missing = f"{last + 1}" if part.n == last + 2 else f"{last + 1} to {part.n - 1}"
            found.append(
                Problem(
                    "",
                    line,
                    "missing-paragraph",
                    f"no paragraph {missing} before {part.n}",
                    "",
                    Severity.NOTICE,
                )
            )
        elif part.n <= last:
            found.append(
                Problem(
                    "",
                    line,
                    "paragraph-order",
                    f"paragraph {part.n} follows {last}",
                    "",
                    Severity.NOTICE,
                )
            )
        last = max(last, part.n)
    return found
