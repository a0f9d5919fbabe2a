"""Where the REF line of a telegram begins and ends."""

from __future__ import annotations

import re

from builders.readers.cable.fields import labels

POST = rf"(?<![^\W\d_]){labels.WORD}(?:[ -]{labels.WORD}){{0,4}}"
CABLE_RE = re.compile(
    rf"(?:(?P<year>'?\b\d\d|\b(?:19|20)\d\d)[ ]?[-/]?[ ]?|\((?P<bracketed>\d\d|(?:19|20)\d\d)\)[ ]?)?"
    rf"(?P<post>{POST})[.,]?[ -]?(?:#|NOS?\.?[ ]?|CABLES?[ ]?)?(?P<number>\d{{1,8}})(?!\d)"
    rf"(?P<after>[ ]?[-/](?:\d\d|(?:19|20)\d\d)\b|[ ]?\((?:\d\d|(?:19|20)\d\d)\)|[ ]\d\d(?=[ ]?(?:[,;.]|$|AND\b)))?",
    re.IGNORECASE,
)
# 08MANAMA492: "D. MANAMA 486 Classiied By: CDA"; nothing else in a REF line says "by:".
_CLASSIFIED_ANY_RE = re.compile(r"\bCLASS\w{2,6}[ \t]+BY\b|\bDECL(?:ASSIFY)?[ \t]*:", re.IGNORECASE)
_HANDLING_WITHIN_RE = re.compile(
    r"(?<=[ \t])(?:SENSITIVE BUT UNCLASS|NOT FOR INTERNET|THIS (?:CABLE|MESSAGE|TELEGRAM)\b)",
    re.IGNORECASE,
)
# 09TRIPOLI269: "REF: 08 STATE 74840 TRIPOLI 00000269 001.2 OF 003 1.The following responses are ..."
_TEXT_WITHIN_RE = re.compile(r"(?<=[ \t])1\.[ \t]?(?=[A-Z][a-z]{1,20}(?: [a-z]{1,20}){2})")
_ITEM_RE = re.compile(
    rf"[ \t]*(?:{labels.PILCROW}?[ \t]?\(?(?:REF[ \t]?)?[A-Z][ ]?[.):]|\d\d[ \t]+[A-Z]{{3}}|{POST}[ ]\d{{2,6}}[ \t]*[.,;]?[ \t]*$)",
    re.IGNORECASE,
)
_BETWEEN_RE = re.compile(
    rf"[ \t]*(?:{labels.POST} \d{{8}}|\d{{3}}(?:\.\d)? OF \d{{3}}|SIPDIS[ \t]*$|SENSITIVE[ \t]*$)"
)
_PROSE_RE = re.compile(r"[ \t]*\(?[A-Z][\w'’]*,?(?: [a-z][\w'’]*,?){3}")
_NUMBER_RE = re.compile(r"\d{3}|\bREF")
_FEWEST_WORDS = 7
_INCOMPLETE_RE = re.compile(r"(?:[,;&]|\b\d\d|[A-Z]\)|\b(?:AND|[A-Z]\.))\s*$", re.IGNORECASE)


def references_span(text: str) -> tuple[int, int] | None:
    """Where the references stand in the text (label excluded), or None for no REF line."""
    match = labels.REFS_RE.search(text) or labels.REFS_WITHIN_RE.search(text)
    if not match:
        return None
    start = match.end()
    if match[0].rstrip().upper().endswith(("A.", "A)")):
        start -= 2
    stop = labels.earliest_match(
        text,
        start,
        # What nearly every cable has comes first: the others are searched for only up to there.
        labels.RULE_BEFORE_RE,
        labels.SUBJECT_RE,
        labels.TAGS_RE,
        labels.ORDER_RE,
        labels.CLASSIFIED_RE,
        _CLASSIFIED_ANY_RE,
        labels.SUMMARY_RE,
        labels.HANDLING_RE,
        labels.PAGE_BANNER_RE,
        labels.FIRST_PARAGRAPH_WITHIN_RE,
        _HANDLING_WITHIN_RE,
        _TEXT_WITHIN_RE,
    )
    end = at = start
    filled = False
    after_blank = False
    for line in text[start:stop].splitlines(keepends=True):
        at += len(line)
        if not line.strip():
            after_blank = filled
            continue
        if labels.NUMBERED_RE.match(line) or (filled and _is_prose(line)):
            break
        if filled and _is_text_in_capitals(text[start:end], line):
            break
        if after_blank and not _goes_on(text[start:end], line):
            break
        # A page break or caption belongs to the field only where the field goes on after it.
        if not (filled and _BETWEEN_RE.match(line)):
            end = at
        filled = True
        after_blank = False
    return (start, end)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line after a blank one still belongs to the REF line."""
    return bool(_ITEM_RE.match(line) or _INCOMPLETE_RE.search(before) or _BETWEEN_RE.match(line))


def _is_text_in_capitals(before: str, line: str) -> bool:
    """Whether a line begins text without paragraph numbers: it has many words, names no telegram."""
    return (
        len(line.split()) >= _FEWEST_WORDS
        and not _ITEM_RE.match(line)
        and not _NUMBER_RE.search(line)
        and not _INCOMPLETE_RE.search(before)
    )


def _is_prose(line: str) -> bool:
    """Whether a line begins the body: a marked paragraph or a sentence (`(C) LONDON 14` is neither)."""
    if _PROSE_RE.match(line):
        return True
    item = _ITEM_RE.match(line) and CABLE_RE.search(line)
    return bool(labels.MARKED_RE.match(line) and not item)
