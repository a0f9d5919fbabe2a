"""The transmission lines that open a telegram, from its identifier to the last addressee."""

from __future__ import annotations

import re
from itertools import islice

from builders.readers.cable.captions import is_caption
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.addressees import CLASSIFICATION, DISTRIBUTION_RE
from builders.readers.cable.lines import Line
from builders.readers.cable.parts import Part, furniture_part, header_part

TRANSMISSION_RE = re.compile(r"VZCZC[A-Z]{2,4}\d{3,4}|[VOPRZ]\s?VZCZC\S{0,12}")
PRECEDENCE_LINE_RE = re.compile(r"(?:Z\s?Z|O\s?O|P\s?P|R\s?R|Y\s?Y)(?:\s+R[A-Z]{3,7})*")
ROUTES_RE = re.compile(r"R[A-Z]{4,7}(?:\s+R[A-Z]{4,7})*")
ROUTING_RE = re.compile(r"DE R[A-Z]{3,7}\b.*|Z(?:NR|NY|DK|DS|UI|FD|FR|OC|BK|OV|EL|TH)\b.*")
DTG_RE = re.compile(
    # In the page form of 2000 "170856Z May 00" stands at the top, without a precedence.
    r"(?:(?P<precedence>[ZOPRYW](?:[\s/]{0,2}[ZOPRYW])?)\s+|(?=\d{6}Z))(?P<day>\d{2})(?P<time>\d{4})\s?Z?\s+"
    r"(?P<month>[A-Z](?:[A-Z]{2}|[a-z]{2}))[A-Za-z]{0,6}\s+(?P<year>\d{4}|\d{2})\b(?P<rest>.{0,60})"
)
FIRST_PAGE_RE = re.compile(rf"(?=PAGE 01\b){labels.OLD_PAGE_BREAK_RE.pattern}")
BANNER_RE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)\s{2,}[A-Z ]+?\s+\d{6,8}"
    r"|(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE|TOP SECRET)(?:\s{2,}[A-Z]{3}\d{4})?"
)
DATE_LINE_RE = re.compile(r"(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2,8} \d{4}(?:,? \d\d:\d\d)?")
CLASSIFICATION_RE = re.compile(rf"(?:{CLASSIFICATION})(?P<rest>.*)", re.IGNORECASE)
NUMBER_OR_SECTION_RE = re.compile(r"\d{3,8}\b|SECTION\s+\d")
EXTRACT_NOTE_RE = re.compile(r"This record is a partial extract.*", re.IGNORECASE)
LOOKAHEAD_LINES = 20
"""How many lines ahead are searched to see whether a transmission goes on."""
_WHOLE_LINES = (
    ("page_note", EXTRACT_NOTE_RE),
    ("transmission_id", TRANSMISSION_RE),
    ("date_time_group", DTG_RE),
    ("routing", ROUTING_RE),
    ("precedence_line", PRECEDENCE_LINE_RE),
    ("distribution", DISTRIBUTION_RE),
    ("date_line", DATE_LINE_RE),
    ("from", re.compile(r"FM .*")),
    ("to", re.compile(r"TO(?:\s.*)?")),
    ("distribution", re.compile(rf"INFO\s+(?:{DISTRIBUTION_RE.pattern})")),
    ("info", re.compile(r"INFO(?:\s.*)?")),
    ("page-break", labels.PAGE_LINE_RE),
    ("page-break", labels.OLD_PAGE_BREAK_RE),
)
"""Fields recognised by the whole of their line, in the order of trial."""


def read_transmission(lines: list[Line]) -> tuple[list[Part], int]:
    """The parts of the transmission, and the index of the first line that is in none of them."""
    parts: list[Part] = []
    running = ""
    for at, line in enumerate(lines):
        name = _field(line.text, running, first=at == 0)
        if not name and _continues(lines, at, started=bool(parts)):
            name = "distribution" if parts else "page_metadata"
        if not name:
            return parts, at if parts else 0
        if name in {"to", "info", "precedence_line"}:
            running = name
        elif name not in {"distribution", "page-break"}:
            running = ""
        make = furniture_part if name == "page-break" else header_part
        parts.append(make(name, line.start, line.end))
    return parts, len(lines)


def _continues(lines: list[Line], at: int, *, started: bool) -> bool:
    """Whether the transmission begins or goes on after a line that is none of its own."""
    for line in islice(lines, at + 1, at + LOOKAHEAD_LINES):
        words = line.text
        if any(pattern.fullmatch(words) for pattern in (TRANSMISSION_RE, DTG_RE, FIRST_PAGE_RE)):
            return True
        if started and words.startswith("FM "):
            return True
        if labels.NUMBERED_RE.match(words) or labels.SUBJECT_RE.match(words):
            return False
        if BANNER_RE.fullmatch(words):
            continue
        if started and CLASSIFICATION_RE.match(words) and NUMBER_OR_SECTION_RE.search(words):
            return False
    return False


def _field(words: str, running: str, *, first: bool) -> str:
    """The name of the transmission's field that a line is; empty where it is none."""
    banner = BANNER_RE.fullmatch(words)
    folded = words if banner else " ".join(words.split())
    for name, pattern in _WHOLE_LINES:
        if pattern.fullmatch(folded):
            return name
    if banner and (first or running or not NUMBER_OR_SECTION_RE.search(words) or "  " in words):
        return "banner"
    if running == "precedence_line":
        return running if ROUTES_RE.fullmatch(folded) else ""
    return running if running and words.isupper() and not _ends_addressees(words) else ""


def _ends_addressees(words: str) -> bool:
    return bool(
        CLASSIFICATION_RE.match(words)
        or labels.ORDER_RE.match(words)
        or labels.TAGS_RE.match(words)
        or labels.SUBJECT_RE.match(words)
        or is_caption(words)
        or labels.NUMBERED_RE.match(words)
    )
