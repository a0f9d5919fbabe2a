"""Lines that interrupt the text of a body: page breaks, running heads, repeated heads of sections."""

from __future__ import annotations

import re

from builders.readers.cable.captions import is_caption
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.addressees import DISTRIBUTION_RE
from builders.readers.cable.head import TRUNCATION_RE
from builders.readers.cable.lines import Line, cut
from builders.readers.cable.transmission import (
    CLASSIFICATION_RE,
    DTG_RE,
    EXTRACT_NOTE_RE,
    PRECEDENCE_LINE_RE,
    ROUTES_RE,
    ROUTING_RE,
    TRANSMISSION_RE,
)

_SECTION_RE = re.compile(r"\bSECTION\s{1,4}\d{1,2}\s{1,4}OF\s{1,4}\d{1,2}\b")
_LONGEST_SECTION_LINE = 90
_REST_OF_A_BREAK_RE = re.compile(r"\d{3}(?:\.\d)? OF \d{3}")
_INJECTED_RE = re.compile(r"SIPDIS(?=\s|$)|SENSITIVE(?=\s{2}|\s*$|\s[^A-Z]|\s[A-Z][a-z])")
_BANNER_RE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL USE)"
    r"(?:(?: |//?)(?:NOFORN|EXDIS|NODIS|LIMDIS|SIPDIS|FOUO|SENSITIVE|FOR OFFICIAL USE ONLY)){0,3}"
)
_WHOLE_LINES = (
    ("page-break", labels.PAGE_LINE_RE),
    ("page-break", labels.OLD_PAGE_BREAK_RE),
    ("page-break", _REST_OF_A_BREAK_RE),
    ("truncation", TRUNCATION_RE),
    ("page-note", EXTRACT_NOTE_RE),
    ("running-head", _BANNER_RE),
    ("running-head", labels.STAMP_RE),
    ("trailer", re.compile(r"N{3,4}")),
)
_ABOVE_DATE_TIME_GROUP = (
    TRANSMISSION_RE,
    PRECEDENCE_LINE_RE,
    ROUTES_RE,
    ROUTING_RE,
    DISTRIBUTION_RE,
    re.compile(rf"(?:ACTION|INFO)(?: (?:{DISTRIBUTION_RE.pattern}))?"),
    re.compile(r"\d{1,3}|-{6,}.{0,40}"),
    re.compile(r"[A-Z]{0,3}\d{3,6}|[A-Z]{1,6}-\d\d(?: .{0,60})?"),
)
_JOINED_HEAD_RE = re.compile(
    r"(?:ACTION|INFO) +[A-Z]{1,6}-\d\d\b.{0,600}?\b\d{6}Z [A-Z]{3} \d\d\b.*"
)
"""Distribution, date-time group and addressees whose lines were joined to one (02ROME1196)."""
_MOST_HEAD_LINES = 40
"""The most lines in a transmission's head, which in the 1970s was repeated above each section."""


def without_injections(lines: list[Line]) -> list[Line]:
    """The lines, split after a caption that mail software inserted at the front (08LONDON1176)."""
    found: list[Line] = []
    for line in lines:
        match = _INJECTED_RE.match(line.text)
        if match and match.end() < len(line.text) and not is_caption(line.text):
            found.extend(cut(line, match.end()))
        else:
            found.append(line)
    return found


def break_names(lines: list[Line], head_lines: frozenset[str]) -> list[str]:
    """For each line the name of the interruption that it is, or an empty name if it is text.

    Below the classification line of a further section the telegram's head may be repeated.
    """
    found: list[str] = []
    repeating = False
    for line in lines:
        name = _break_name(line.text)
        if not name and repeating and _repeats_head(line.text, head_lines):
            name = "running-head"
        repeating = bool(name) and (repeating or name == "section-break")
        found.append(name)
    for at, name in enumerate(found):
        if name == "section-break":
            head = _repeated_head(lines, at)
            found[head.start : head.stop] = [found[k] or "running-head" for k in head]
    return found


def _repeats_head(words: str, head_lines: frozenset[str]) -> bool:
    """Whether a line repeats one of the telegram's head."""
    if " ".join(words.split()) in head_lines:
        return True
    # 90CAPETOWN97 has "SUBJ:" in its first section and "SUBJECT:" in its second.
    return any(label.match(words) for label in (labels.SUBJECT_RE, labels.TAGS_RE, labels.ORDER_RE))


def _repeated_head(lines: list[Line], section: int) -> range:
    """The indices of the lines of a whole head that is repeated just above a section's first line.

    `section` is the index of that line; the range is empty where no head is repeated.
    """
    back = range(section - 1, max(0, section - _MOST_HEAD_LINES) - 1, -1)
    group = next(
        (
            k
            for k in back
            if DTG_RE.fullmatch(lines[k].text) or _JOINED_HEAD_RE.fullmatch(lines[k].text)
        ),
        None,
    )
    if group is None:
        return range(0)
    first = group
    while first > max(0, section - _MOST_HEAD_LINES) and _may_precede_date_time_group(
        lines[first - 1].text
    ):
        first -= 1
    return range(first, section)


def _may_precede_date_time_group(words: str) -> bool:
    """Whether a line may stand above the date-time group in a head: routing or distribution."""
    folded = " ".join(words.split())
    return any(pattern.fullmatch(folded) for pattern in _ABOVE_DATE_TIME_GROUP)


def _break_name(words: str) -> str:
    for name, pattern in _WHOLE_LINES:
        if pattern.fullmatch(words):
            return name
    if _opens_section(words):
        return "section-break"
    return "caption" if is_caption(words) else ""


def _opens_section(words: str) -> bool:
    """Whether a line is the classification line that opens a further section."""
    return bool(
        len(words) < _LONGEST_SECTION_LINE
        and words[-1].isdigit()
        and CLASSIFICATION_RE.match(words)
        and _SECTION_RE.search(words)
    )
