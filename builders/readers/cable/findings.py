"""Notices for readers of the edition: where a cable's statements about itself do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from builders.aligned_text import AlignedText
from builders.model.cable import CableHeader, ReferenceKind
from builders.problems import Problem, Severity
from builders.readers.cable.head import Head
from builders.readers.cable.parts import Part
from builders.readers.cable.values import read_date_time_group, words_of

_JULIAN_RE = re.compile(r"#\s?\d{3,5}(?:/\d\d)?\s+(?P<day>\d{3})(?P<time>\d{4})\b")
_PREVIOUS_RE = re.compile(r"(?:AND )?(?:ALL )?PREVIOUS", re.IGNORECASE)


class _Finding(NamedTuple):
    at: int
    """Offset in the telegram's text."""
    code: str
    message: str
    hint: str = ""


def findings(
    source: str, text: AlignedText, head: Head, header: CableHeader, parts: list[Part]
) -> tuple[Problem, ...]:
    """Notices about the head and the numbering, in line order; `Problem.file` is left empty."""
    raised = (*_julian_date(text.text, head), *_unread_references(head, header), *_numbering(parts))
    found: list[Problem] = []
    line, counted = 1, 0
    for finding in sorted(raised):
        place = text.source_span(finding.at, finding.at + 1).start
        line += source.count("\n", counted, place)
        counted = place
        found.append(
            Problem("", line, finding.code, finding.message, finding.hint, Severity.NOTICE)
        )
    return tuple(found)


def _julian_date(text: str, head: Head) -> Iterator[_Finding]:
    """A finding if the routing line gives another day of the year than the date-time group."""
    group = read_date_time_group(text, head)
    if group is None or group.when is None:
        return
    day = group.when.timetuple().tm_yday
    routing = head.named("routing")
    for part, words in zip(routing, words_of(text, routing), strict=True):
        match = _JULIAN_RE.search(words)
        if match and int(match["day"]) != day:
            yield _Finding(
                part.pieces[0][0],
                "julian-date",
                f"the routing line gives day {int(match['day'])} of the year, "
                f"the date-time group {group.printed} is day {day}",
                "One of the two is wrong, or it was drafted on one day and sent on another.",
            )
            return


def _unread_references(head: Head, header: CableHeader) -> Iterator[_Finding]:
    parts = head.named("refs")
    for item in header.refs:
        if _PREVIOUS_RE.fullmatch(item.text):
            continue  # it names no telegram
        if parts and item.kind in {ReferenceKind.INCOMPLETE, ReferenceKind.OTHER}:
            yield _Finding(
                parts[0].pieces[0][0],
                "unread-reference",
                f"no telegram can be identified from the reference {item.text!r}",
            )


def _numbering(parts: list[Part]) -> Iterator[_Finding]:
    """A finding for each paragraph before which numbers are missing, and for each out of order."""
    last = 0
    for part in parts:
        if part.n is None or part.type != "p":
            continue
        at = part.pieces[0][0]
        if part.n > last + 1:
            missing = _paragraphs(last + 1, part.n - 1)
            yield _Finding(at, "missing-paragraph", f"no {missing} before {part.n}")
        elif part.n <= last:
            yield _Finding(at, "paragraph-order", f"paragraph {part.n} follows {last}")
        last = max(last, part.n)


def _paragraphs(first: int, last: int) -> str:
    """The words for the paragraphs from one number to another."""
    if first == last:
        return f"paragraph {first}"
    return f"paragraphs {first} {'and' if last == first + 1 else 'to'} {last}"
