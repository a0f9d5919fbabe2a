"""The head of a telegram: which line is which field, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from builders.readers.cable_fields import labels
from builders.readers.cable_fields.addressees import CLASSIFICATION, DISTRIBUTION_RE
from builders.readers.cable_fields.references import references_span
from builders.readers.cable_fields.subjects import subject_span
from builders.readers.cable_fields.tags import tags_span
from builders.readers.cables.lines import Line, lines_of, without_glue
from builders.readers.cables.parts import Part, furniture, header

TRANSMISSION_RE = re.compile(r"VZCZC[A-Z]{2,4}\d{3,4}|[VOPRZ]\s?VZCZC\S{0,12}")
PRECEDENCE_LINE_RE = re.compile(r"(?:Z\s?Z|O\s?O|P\s?P|R\s?R|Y\s?Y)(?:\s+R[A-Z]{3,7})*")
ROUTES_RE = re.compile(r"R[A-Z]{4,7}(?:\s+R[A-Z]{4,7})*")
ROUTING_RE = re.compile(r"DE R[A-Z]{3,7}\b.*|Z(?:NR|NY|DK|DS|UI|FD|FR|OC|BK|OV|EL|TH)\b.*")
DTG_RE = re.compile(
    r"(?P<precedence>[ZOPRYW](?:[\s/]{0,2}[ZOPRYW])?)\s+(?P<day>\d{2})(?P<time>\d{4})Z?\s+"
    r"(?P<month>[A-Z]{3})[A-Z]{0,6}\s+(?P<year>\d{4}|\d{2})\b(?P<rest>.{0,60})"
)
BANNER_RE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET)\s{2,}[A-Z ]+?\s+\d{6,8}"
    r"|(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|LIMITED OFFICIAL USE|TOP SECRET)"
)
DATE_LINE_RE = re.compile(r"(?:[A-Z][a-z]{2,8},? )?\d{1,2} [A-Z][a-z]{2,8} \d{4}(?:,? \d\d:\d\d)?")
CLASSIFICATION_RE = re.compile(rf"(?:{CLASSIFICATION})(?P<rest>.*)", re.IGNORECASE)
_NUMBERED_AT_RE = re.compile(r"\d{3,8}\b|SECTION\s+\d")
NOTE_RE = re.compile(r"This record is a partial extract.*", re.IGNORECASE)
TRUNCATION_RE = re.compile(r"\.\.\.|…")
TRUNCATION_LINE_RE = re.compile(rf"(?:{TRUNCATION_RE.pattern})\Z")
DISTRIBUTION_LINE_RE = re.compile(rf"(?:{DISTRIBUTION_RE.pattern})\Z")
_DECLASSIFY_RE = re.compile(r"DECL(?:ASSIFY)?(?: ON)?[ ]?:", re.IGNORECASE)
CHANNEL_RE = re.compile(r"[A-Z]{3,12} CHANNEL|VISAS(?: [A-Z]{3,12})?")
CORRECTION_RE = re.compile(
    r"[-* (]{0,8}C ?O ?R ?R ?E ?C ?T ?E ?D\s{1,4}C ?O ?P ?Y\b.{0,80}", re.IGNORECASE
)
CAPTIONS = frozenset(
    (
        *(
            "SIPDIS",
            "SENSITIVE",
            "NOFORN",
            "NODIS",
            "EXDIS",
            "LIMDIS",
            "STADIS",
            "EFTO",
            "NOCONTRACT",
        ),
        *("ORCON", "CODEL", "STAFFDEL", "TERREP", "AIDAC", "FODAG", "NOPROTO", "SBU", "LOU"),
    )
)
_OPENS_AN_ITEM_RE = re.compile(
    r"(?:[A-Z0-9][A-Z0-9/&,.'()-]*\s+){0,6}?(?:(?:ALSO\s+|PLEASE\s+|PLS\s+)?PASS|FOR|FROM|ATTN)\b"
    r"|(?:DEPT?|DEPARTMENT|STATE|USTR|USDOC|TREASURY|TREAS|COMMERCE|JUSTICE|DOJ|NSC|OSD|DOD|DOE|ENERGY|USAID|AID|INTERIOR|LABOR|DOL|HHS|USDA|DHS|EPA|PACOM|CENTCOM|EUCOM|SOUTHCOM|AFRICOM|POSTS?|EMBASSY|GENEVA|BRUSSELS|LONDON|PARIS)\b"
)
_HANGS_RE = re.compile(r"(?:\b(?:AND|OR|FOR|TO|PASS|THE|OF|FROM)|[,/&-])$", re.IGNORECASE)
_LONGEST_ATTENTION = 160
_LONGEST_FIELD = 8000
_FURTHEST = 20
_MOST_LABELLED = 24


@dataclass(slots=True)
class Head:
    """The parts of a head in order, and where what follows begins."""

    parts: list[Part] = field(default_factory=list)
    body: int = 0

    def named(self, name: str) -> list[Part]:
        """The parts of one field."""
        return [part for part in self.parts if part.name == name]


def read_head(text: str) -> Head:
    """The head of the telegram in the text. A text without any has its body at offset 0."""
    lines = without_glue(lines_of(text))
    head = Head()
    at = _transmission(lines, head)
    at = _opening(text, lines, at, head)
    head.body = lines[at].start if at < len(lines) else len(text)
    if not head.parts:
        head.body = 0
    return head


def _transmission(lines: list[Line], head: Head) -> int:
    """The lines before the classification line; the index of the first that is none of them."""
    field_name = ""
    for at, line in enumerate(lines):
        words = line.text
        name = _transmission_field(words, field_name, first=at == 0)
        if not name and _goes_on(lines, at, started=bool(head.parts)):
            name = "distribution" if head.parts else "page_metadata"
        if not name:
            return at if head.parts else 0
        if name == "distribution" or name in {"to", "info", "precedence_line"}:
            field_name = name if name != "distribution" else field_name
        elif name != "page_break":
            field_name = ""
        if name == "page_break":
            head.parts.append(furniture("page-break", line.start, line.end, "pb"))
        else:
            head.parts.append(header(name, line.start, line.end))
    return len(lines)


def _goes_on(lines: list[Line], at: int, *, started: bool) -> bool:
    """Whether the transmission's own lines come only after one that is none of them."""
    for line in islice(lines, at + 1, at + _FURTHEST):
        words = line.text
        if TRANSMISSION_RE.fullmatch(words) or DTG_RE.fullmatch(words):
            return True
        if started and words.startswith("FM "):
            return True
        if labels.NUMBERED_RE.match(words) or labels.SUBJECT_RE.match(words):
            return False
        if started and CLASSIFICATION_RE.match(words) and _NUMBERED_AT_RE.search(words):
            return False
    return False


def _transmission_field(words: str, before: str, *, first: bool) -> str:  # noqa: PLR0911  # one field a return
    """Which field of the transmission a line is; empty where it is none."""
    simple = (
        ("page_note", NOTE_RE),
        ("transmission_id", TRANSMISSION_RE),
        ("date_time_group", DTG_RE),
        ("routing", ROUTING_RE),
        ("precedence_line", PRECEDENCE_LINE_RE),
        ("distribution", DISTRIBUTION_RE),
        ("date_line", DATE_LINE_RE),
    )
    words = " ".join(words.split()) if "  " in words and not BANNER_RE.fullmatch(words) else words
    for name, pattern in simple:
        if pattern.fullmatch(words):
            return name
    if BANNER_RE.fullmatch(words) and (
        first or before or not _NUMBERED_AT_RE.search(words) or "  " in words
    ):
        return "banner"
    if words.startswith("FM "):
        return "from"
    if re.match(r"TO(?:\s|$)", words):
        return "to"
    if re.match(r"INFO(?:\s|$)", words):
        return "distribution" if DISTRIBUTION_RE.fullmatch(words[4:].strip()) else "info"
    if labels.PAGE_LINE_RE.fullmatch(words) or labels.OLD_PAGE_BREAK_RE.fullmatch(words):
        return "page_break"
    if before == "precedence_line" and ROUTES_RE.fullmatch(words):
        return "precedence_line"
    if before in {"to", "info"} and not _opens_the_rest(words):
        return before
    return ""


def _opens_the_rest(words: str) -> bool:
    return bool(
        CLASSIFICATION_RE.match(words)
        or labels.ORDER_RE.match(words)
        or labels.TAGS_RE.match(words)
        or labels.SUBJECT_RE.match(words)
        or is_caption(words)
        or labels.NUMBERED_RE.match(words)
        or not words[0].isupper()
    )


def is_caption(words: str) -> bool:
    """Whether a line is made of captions: `SENSITIVE`, `SIPDIS NOFORN`, `ROGER CHANNEL`."""
    parts = re.split(r"[ ,;/]+", words.strip())
    return all(part in CAPTIONS for part in parts if part) or bool(CHANNEL_RE.fullmatch(words))


def _opening(text: str, lines: list[Line], at: int, head: Head) -> int:
    """The lines from the classification to the references; the index where the body begins."""
    seen_subject = False
    labelled = 0
    started = bool(head.parts)
    while at < len(lines):
        line = lines[at]
        span = _labelled(text, line) if labelled < _MOST_LABELLED else None
        if span is not None:
            name, end = span
            head.parts.append(header(name, line.start, end))
            seen_subject = seen_subject or name == "subject"
            labelled += 1
            started = True
            at = _after(lines, at, end)
            continue
        name = _opening_field(line, started=started, seen_subject=seen_subject, head=head)
        if not name:
            break
        started = True
        if name == "page-break":
            head.parts.append(furniture(name, line.start, line.end, "pb"))
            at += 1
        elif name == "truncation":
            head.parts.append(furniture(name, line.start, line.end))
            at += 1
        elif name in {"handling", "classified_by"}:
            at = _block(lines, at, name, head)
        elif name == "attention":
            at = _attention(lines, at, head)
        else:
            head.parts.append(header(name, line.start, line.end))
            at += 1
            if name == "classification_line":
                at = _continued_classification(lines, at, head)
    return at


def _labelled(text: str, line: Line) -> tuple[str, int] | None:
    """The labelled field that a line begins, and where it ends in the text."""
    ahead = text[line.start : line.start + _LONGEST_FIELD]
    found: tuple[int, int] | None = None
    name = ""
    if labels.TAGS_RE.match(line.text):
        name, found = "tags", tags_span(ahead)
    elif labels.SUBJECT_RE.match(line.text):
        name, found = "subject", subject_span(ahead)
    elif labels.REFS_RE.match(line.text):
        name, found = "refs", references_span(ahead)
    elif labels.ORDER_RE.match(line.text):
        return "executive_order", line.end
    if not name or found is None:
        return None
    end = line.start + found[1]
    written = text[line.start : end].rstrip()
    return name, line.start + max(len(written), 1)


def _after(lines: list[Line], at: int, end: int) -> int:
    """The index of the first line that begins at or after `end`; a line cut by it stays, cut."""
    while at < len(lines) and lines[at].end <= end:
        at += 1
    if at < len(lines) and lines[at].start < end:
        line = lines[at]
        words = line.text[end - line.start :]
        stripped = words.strip()
        begin = end + (words.index(stripped) if stripped else 0)
        lines[at] = Line(begin, line.end, stripped, blank_before=False, inline=True)
        if not stripped:
            at += 1
    return at


def _opening_field(line: Line, *, started: bool, seen_subject: bool, head: Head) -> str:
    """Which field without a label a line is; empty where the body begins with it."""
    words = line.text
    if NOTE_RE.fullmatch(words):
        return "page_note"
    if not seen_subject and CLASSIFICATION_RE.match(words) and _is_classification(words):
        return "classification_line"
    if not started or is_caption(words):
        return "captions" if started else ""
    name = next((name for name, pattern in _UNLABELLED if pattern.match(words)), None)
    if name is None and head.parts and not line.is_rule:
        return "attention" if _is_attention(words, seen_subject=seen_subject) else ""
    return name or ""


_UNLABELLED = (
    ("truncation", TRUNCATION_LINE_RE),
    ("page-break", labels.PAGE_LINE_RE),
    ("page-break", labels.OLD_PAGE_BREAK_RE),
    ("classified_by", labels.CLASSIFIED_RE),
    ("correction", CORRECTION_RE),
    ("executive_order", _DECLASSIFY_RE),
    ("", labels.NUMBERED_RE),
    ("", labels.SUMMARY_RE),
    ("handling", labels.HANDLING_RE),
    ("distribution", DISTRIBUTION_LINE_RE),
    ("date_line", re.compile(rf"{DATE_LINE_RE.pattern}\Z")),
)
"""Fields by how their line begins, in the order of trial; no name for what begins the body."""


def _is_classification(words: str) -> bool:
    match = CLASSIFICATION_RE.match(words)
    rest = match["rest"].strip() if match else words
    return not rest or bool(_NUMBERED_AT_RE.search(rest)) or rest.isupper()


def _is_attention(words: str, *, seen_subject: bool) -> bool:
    if len(words) > _LONGEST_ATTENTION:
        return False
    upper = sum(character.isupper() for character in words)
    lower = sum(character.islower() for character in words)
    if upper <= lower:
        return False
    if seen_subject:
        return bool(re.match(r"(?:FROM|FOR|DEPT|STATE|DEPARTMENT|PASS|ATTN)\b", words)) and not (
            words.endswith(".")
        )
    return True


def _block(lines: list[Line], at: int, name: str, head: Head) -> int:
    """A field that runs to the next blank line, label or numbered paragraph."""
    part = header(name, lines[at].start, lines[at].end)
    at += 1
    while at < len(lines) and not lines[at].blank_before and not _opens_another(lines[at]):
        part.add(lines[at].start, lines[at].end)
        at += 1
    head.parts.append(part)
    return at


def _opens_another(line: Line) -> bool:
    words = line.text
    return bool(
        labels.NUMBERED_RE.match(words)
        or labels.MARKED_RE.match(words)
        or labels.TAGS_RE.match(words)
        or labels.SUBJECT_RE.match(words)
        or labels.REFS_RE.match(words)
        or labels.ORDER_RE.match(words)
        or labels.CLASSIFIED_RE.match(words)
        or labels.SUMMARY_RE.match(words)
        or line.is_rule
        or is_caption(words)
        or labels.PAGE_LINE_RE.match(words)
    )


def _attention(lines: list[Line], at: int, head: Head) -> int:
    """One line of attention with the lines that continue it (`DS/ITA AND` / `DS/IP/WHA`)."""
    part = header("attention", lines[at].start, lines[at].end)
    words = lines[at].text
    at += 1
    while at < len(lines) and not lines[at].blank_before and not _opens_another(lines[at]):
        line = lines[at]
        if CLASSIFICATION_RE.match(line.text) and _is_classification(line.text):
            break
        lacks_for = words.startswith("FROM ") and " FOR " not in words
        if not (lacks_for or _HANGS_RE.search(words)) and _OPENS_AN_ITEM_RE.match(line.text):
            break
        if TRUNCATION_RE.fullmatch(line.text):
            break
        part.add(line.start, line.end)
        words = f"{words} {line.text}"
        at += 1
    head.parts.append(part)
    return at


def _continued_classification(lines: list[Line], at: int, head: Head) -> int:
    """A classification line that breaks before its number (`... OF 02 ADDIS` / `ABABA 000123`)."""
    part = head.parts[-1]
    if at >= len(lines) or lines[at].blank_before:
        return at
    if re.fullmatch(r"(?:[A-Z'.-]+ ){0,4}\d{4,8}", lines[at].text):
        part.add(lines[at].start, lines[at].end)
        return at + 1
    return at
