"""The head of a telegram: which line is which field, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.readers.cable.captions import is_caption
from builders.readers.cable.fields import labels
from builders.readers.cable.fields.addressees import DISTRIBUTION_RE
from builders.readers.cable.fields.reference_lines import references_span
from builders.readers.cable.fields.subjects import subject_span
from builders.readers.cable.fields.tags import tags_span
from builders.readers.cable.lines import Line, lines_of, split_at_fields
from builders.readers.cable.parts import Part, furniture_part, header_part
from builders.readers.cable.transmission import (
    CLASSIFICATION_RE,
    DATE_LINE_RE,
    EXTRACT_NOTE_RE,
    LOOKAHEAD_LINES,
    NUMBER_OR_SECTION_RE,
    read_transmission,
)

TRUNCATION_RE = re.compile(r"\.\.\.|…")
TRUNCATION_LINE_RE = re.compile(rf"(?:{TRUNCATION_RE.pattern})\Z")
DISTRIBUTION_LINE_RE = re.compile(rf"(?:{DISTRIBUTION_RE.pattern})\Z")
_DECLASSIFY_RE = re.compile(r"DECL(?:ASSIFY)?(?: ON)?[ ]?:", re.IGNORECASE)
CORRECTION_RE = re.compile(
    r"[-* (]{0,8}C ?O ?R ?R ?E ?C ?T ?E ?D\s{1,4}C ?O ?P ?Y\b.{0,80}", re.IGNORECASE
)
_OPENS_AN_ITEM_RE = re.compile(
    r"(?:[A-Z0-9][A-Z0-9/&,.'()-]*\s+){0,6}?(?:(?:ALSO\s+|PLEASE\s+|PLS\s+)?PASS|FOR|FROM|ATTN)\b"
    r"|(?:DEPT?|DEPARTMENT|STATE|USTR|USDOC|TREASURY|TREAS|COMMERCE|JUSTICE|DOJ|NSC|OSD|DOD|DOE|ENERGY|USAID|AID|INTERIOR|LABOR|DOL|HHS|USDA|DHS|EPA|PACOM|CENTCOM|EUCOM|SOUTHCOM|AFRICOM|POSTS?|EMBASSY|GENEVA|BRUSSELS|LONDON|PARIS)\b"
)
_INCOMPLETE_RE = re.compile(r"(?:\b(?:AND|OR|FOR|TO|PASS|THE|OF|FROM)|[,/&-])$", re.IGNORECASE)
_FIRST_LINES = 60
_LONGEST_ATTENTION = 160
_LONGEST_FIELD = 8000
_MOST_LABELLED = 24


@dataclass(slots=True)
class Head:
    """The parts of a head in order, and the offset at which the body begins."""

    parts: list[Part] = field(default_factory=list)
    body: int = 0

    def named(self, name: str) -> list[Part]:
        """The parts that are the field of that name."""
        return [part for part in self.parts if part.name == name]


def read_head(text: str) -> Head:
    """The head of the telegram in the text; where there is none the body begins at offset 0."""
    every = lines_of(text)
    most = _FIRST_LINES
    while True:
        # Splitting lines costs more than reading them, and few heads have more than these.
        lines = split_at_fields(every[:most])
        parts, at = read_transmission(lines)
        head = Head(parts)
        at = _read_opening(text, lines, at, head)
        if most >= len(every) or at + LOOKAHEAD_LINES < len(lines):
            break
        most *= 4
    head.body = lines[at].start if at < len(lines) else len(text)
    if not head.parts:
        head.body = 0
    return head


def _read_opening(text: str, lines: list[Line], at: int, head: Head) -> int:
    """The index of the line at which the body begins.

    The fields before it, from the classification to the references, are added to `head`.
    """
    seen_subject = False
    labelled = 0
    started = bool(head.parts)
    while at < len(lines):
        line = lines[at]
        span = _labelled_field(text, line) if labelled < _MOST_LABELLED else None
        if span is not None:
            name, end = span
            if name == "executive_order" and _is_reason(text, head):
                head.parts[-1].add(line.start, end)
                at += 1
                continue
            head.parts.append(header_part(name, line.start, end))
            seen_subject = seen_subject or name == "subject"
            labelled += 1
            started = True
            at = _skip_to(lines, at, end)
            continue
        name = _opening_field(line, started=started, seen_subject=seen_subject, head=head)
        if not name:
            break
        started = True
        if name in {"page-break", "running-head", "truncation"}:
            head.parts.append(furniture_part(name, line.start, line.end))
            at += 1
        elif name in {"handling", "classified_by"}:
            at = _read_block(lines, at, name, head)
        elif name == "attention":
            at = _read_attention(lines, at, head)
        else:
            head.parts.append(header_part(name, line.start, line.end))
            at += 1
            if name == "classification_line":
                at = _read_rest_of_classification(lines, at, head)
    return at


def _labelled_field(text: str, line: Line) -> tuple[str, int] | None:
    """The name of the labelled field that begins at a line, and the offset at which it ends."""
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


def _is_reason(text: str, head: Head) -> bool:
    """Whether the last part ends in `REASON:`, so that an `E.O. 12958` after it is the reason."""
    part = head.parts[-1] if head.parts else None
    if part is None or part.name != "classified_by":
        return False
    return text[slice(*part.pieces[-1])].rstrip().upper().endswith(("REASON:", "REASONS:"))


def _skip_to(lines: list[Line], at: int, end: int) -> int:
    """The index of the first line at or after `end`; a line across it is cut to what follows it."""
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
    """The name of the unlabelled field that a line is; empty where the body begins with the line."""
    words = line.text
    if EXTRACT_NOTE_RE.fullmatch(words):
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
    ("running-head", labels.PAGE_BANNER_RE),
    ("classified_by", labels.CLASSIFIED_RE),
    ("correction", CORRECTION_RE),
    ("executive_order", _DECLASSIFY_RE),
    ("", labels.NUMBERED_RE),
    ("", labels.SUMMARY_RE),
    ("handling", labels.HANDLING_RE),
    ("distribution", DISTRIBUTION_LINE_RE),
    ("date_line", re.compile(rf"{DATE_LINE_RE.pattern}\Z")),
)
"""Fields recognised by the beginning of their line, in the order of trial.

An empty name stands for what begins the body.
"""


def _is_classification(words: str) -> bool:
    match = CLASSIFICATION_RE.match(words)
    rest = match["rest"].strip() if match else words
    return not rest or bool(NUMBER_OR_SECTION_RE.search(rest)) or rest.isupper()


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


def _read_block(lines: list[Line], at: int, name: str, head: Head) -> int:
    """The index after a field that runs to the next blank line, label or numbered paragraph.

    The field is added to `head`.
    """
    part = header_part(name, lines[at].start, lines[at].end)
    at += 1
    while at < len(lines) and not lines[at].blank_before and not _begins_field(lines[at]):
        part.add(lines[at].start, lines[at].end)
        at += 1
    head.parts.append(part)
    return at


def _begins_field(line: Line) -> bool:
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


def _read_attention(lines: list[Line], at: int, head: Head) -> int:
    """The index after an attention line and those that continue it (`DS/ITA AND` / `DS/IP/WHA`).

    The field is added to `head`.
    """
    part = header_part("attention", lines[at].start, lines[at].end)
    words = lines[at].text
    at += 1
    while at < len(lines) and not lines[at].blank_before and not _begins_field(lines[at]):
        line = lines[at]
        if CLASSIFICATION_RE.match(line.text) and _is_classification(line.text):
            break
        lacks_for = words.startswith("FROM ") and " FOR " not in words
        if not (lacks_for or _INCOMPLETE_RE.search(words)) and _OPENS_AN_ITEM_RE.match(line.text):
            break
        if TRUNCATION_RE.fullmatch(line.text):
            break
        part.add(line.start, line.end)
        words = f"{words} {line.text}"
        at += 1
    head.parts.append(part)
    return at


def _read_rest_of_classification(lines: list[Line], at: int, head: Head) -> int:
    """The index after the rest of a classification line that breaks before its number.

    The rest (`... OF 02 ADDIS` / `ABABA 000123`) is added to the part of that line.
    """
    part = head.parts[-1]
    if at >= len(lines) or lines[at].blank_before:
        return at
    if re.fullmatch(r"(?:[A-Z'.-]+ ){0,4}\d{4,8}", lines[at].text):
        part.add(lines[at].start, lines[at].end)
        return at + 1
    return at
