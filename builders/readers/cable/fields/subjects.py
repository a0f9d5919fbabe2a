"""The SUBJECT line."""

from __future__ import annotations

import re

from builders.readers.cable.fields import labels
from builders.readers.cable.fields.plain import folded, plain

_MARK_WITHIN_RE = re.compile(rf"(?:(?<![ \t])[ \t]++)?(?=\(){labels.MARK}(?=[ \t:,;.]|$)[ \t]*:?")
_SHORTEST_RULE = 4


def subject_span(text: str) -> tuple[int, int] | None:
    """Where the words of the subject stand in the text (label excluded), or None for no subject."""
    match = labels.SUBJECT_RE.search(text) or labels.SUBJECT_WITHIN_RE.search(text)
    if not match:
        return None
    start = match.end()
    while start < len(text) and (text[start].isspace() or text[start] in "-–:"):
        start += 1
    again = labels.SUBJECT_WITHIN_RE.match(text, start)
    if again:
        start = again.end()
    end = labels.earliest_match(
        text,
        start,
        labels.BLANK_LINE_RE,
        labels.REFS_RE,
        labels.REFS_WITHIN_RE,
        labels.TAGS_RE,
        labels.ORDER_RE,
        labels.CLASSIFIED_RE,
        labels.CLASSIFIED_WITHIN_RE,
        labels.RULE_BEFORE_RE,
        labels.PAGE_BREAK_RE,
        labels.OLD_PAGE_BREAK_RE,
        labels.PAGE_BANNER_RE,
        labels.FIRST_PARAGRAPH_WITHIN_RE,
        labels.HANDLING_RE,
        labels.HANDLING_WITHIN_RE,
        labels.CAPTION_RE,
    )
    # A second line may begin like a paragraph ("2009. ...") only after the first line has ended.
    line_end = text.find("\n", start)
    if 0 <= line_end < end:
        end = min(
            end,
            labels.earliest_match(
                text, line_end, labels.NUMBERED_RE, labels.MARKED_RE, labels.SUMMARY_RE
            ),
        )
    return (start, max(start, end))


def subject(text: str, *, clean: bool = True) -> str:
    """The subject on one line, empty where there is none.

    With `clean` classification marks such as "(C)" are left out.
    """
    text = plain(text)
    span = subject_span(text)
    if span is None:
        return ""
    words = folded(text[slice(*span)])
    bare = words.rstrip("- ")
    if len(words) - len(bare) > _SHORTEST_RULE:
        words = bare  # a rule whose line end was lost
    if clean:
        words = " ".join(_MARK_WITHIN_RE.sub(" ", words).split())
    return words
