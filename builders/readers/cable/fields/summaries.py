"""The summary of a telegram."""

from __future__ import annotations

import re

from builders.readers.cable.fields import labels
from builders.readers.cable.fields.plain import plain, without_page_breaks

_WORD = r"(?:(?:EXECUTIVE[ ]+)?SUMMARY|SUMMAY|SUMMARRY)"
_MORE = r"(?:[ ]*(?:/|AND|&)[ ]*(?:COMMENT|ACTION[ ]REQUEST(?:ED)?|INTRODUCTION|BACKGROUND|ANALYSIS|ASSESSMENT|RECOMMENDATIONS?)S?){0,2}"
_START_RE = re.compile(
    rf"^[ \t]*(?:[-=*][-=* ]*)?(?:{labels.PILCROW}?[ \t]?\d{{1,2}}[ \t]?[.)]?[ \t]*)?(?:{labels.MARK}[ \t]*)?"
    rf"(?:BEGIN[ \t]+(?:OF[ \t]+)?)?{_WORD}{_MORE}(?:[ \t]*{labels.MARK})?"
    r"(?:[ \t]*(?:[-=*][-=* ]*$|[:.;–—]+|,(?=[ \t])|-{1,2}(?=[ \t])|$))",
    re.IGNORECASE | re.MULTILINE,
)
_END_RE = re.compile(rf"[(\[]?\bEND(?:[ \t]+OF)?[ \t\n]+{_WORD}{_MORE}[ \t]*[.)\]]*", re.IGNORECASE)
_LABEL_RE = re.compile(
    rf"^[ \t]*(?:{labels.PILCROW}[ \t]?)?(?:\d{{1,3}}[ \t]?[.)](?!\d)[ \t]*)?(?:{labels.MARK}[ \t]*)?",
    re.MULTILINE,
)
_WORD_AGAIN_RE = re.compile(
    rf"[ \t]*(?:BEGIN[ \t]+)?{_WORD}{_MORE}(?:[ \t]*\((?:CONT\w*\.?)\))?[ \t]*[:.–—-]+[ \t]*",
    re.IGNORECASE,
)
_CONTINUED_RE = re.compile(
    rf"^{_WORD}[ ]*(?:\(CONT[A-Z'’.]*\)|CONT(?:INUED|'D|D)?\b)[ ]*[:.]?[ ]*",
    re.IGNORECASE | re.MULTILINE,
)


def summary(text: str) -> str | None:
    """The words of the summary, with LF between paragraphs, or None where there is none."""
    text = plain(text)
    start = _START_RE.search(text)
    if not start:
        return None
    at = start.end()
    end = _END_RE.search(text, at)
    stop = end.start() if end else _implied_end(text, at)
    body = without_page_breaks(text[at:stop])
    lines = (" ".join(line.split()) for line in _LABEL_RE.sub("", body).split("\n"))
    kept = [line for line in lines if line and not labels.RULE_RE.fullmatch(line)]
    if kept and (again := _WORD_AGAIN_RE.match(kept[0])):
        kept[0] = kept[0][again.end() :]
    joined = _CONTINUED_RE.sub("", "\n".join(line for line in kept if line))
    return joined.strip().rstrip("-–— ")


def _implied_end(text: str, at: int) -> int:
    """The end of a summary without `END SUMMARY`: that of its section, or else of its paragraph."""
    heads_a_section = labels.RULE_RE.match(text, text.find("\n", at) + 1)
    while at < len(text) and (text[at].isspace() or text[at] in "-="):
        at += 1
    rule = labels.RULE_RE.search(text, at) if heads_a_section else None
    if rule:  # the one below the heading of the next section
        heading = text.rfind("\n", 0, max(rule.start() - 1, 0))
        return max(at, heading + 1)
    paragraph = labels.NUMBERED_RE.match(text, text.rfind("\n", 0, at) + 1)
    return labels.earliest_match(
        text,
        max(at + 1, paragraph.end() if paragraph else 0),
        labels.BLANK_LINE_RE,
        labels.NUMBERED_RE,
    )
