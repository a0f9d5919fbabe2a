"""Sub-headings that have sunk into the running text when a page's layout was flattened."""

from __future__ import annotations

import re

SUNK_RE = re.compile(
    r"(?:(?<=[.!?]\s)|(?<=[.!?][\"'”’]\s)|\A)"
    r"(?P<head>(?!(?:In|On|At|By|For|From|With|The|This|That|And|But|Said|Says|Mr|Mrs|Ms|Dr|President|Minister)\b)"
    r"[A-Z][a-z]{3,20}(?: [a-z]{3,20}){0,2})\s"
    r"(?=(?:A|An|The|This|These|That|Those|In|On|At|For|But|It|They|He|She|There|Some|Many|Most|More"
    r"|When|After|Before|While|As|If) [a-z])"
)
"""`Dreams The incident is a reminder`: the capital of `The` shows that `Dreams` was a heading."""

FLATTENED_RE = re.compile(r"^[ \t]*\|(?:\s|\||\Z)|!\[\]\(", re.MULTILINE)
"""`|` alone, or `![]()`: what is left of a page that was laid out with tables."""


def sunk_subheads(paragraph: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the sub-headings in a paragraph's text."""
    return tuple(match.span("head") for match in SUNK_RE.finditer(paragraph))


def leading_length(paragraph: str) -> int:
    """The length of the sub-heading that a paragraph begins with, or 0."""
    match = SUNK_RE.match(paragraph)
    return match.end("head") if match else 0


def is_flattened(text: str) -> bool:
    """Whether a page has lost its layout, so that sub-headings may have sunk into paragraphs."""
    # A cheap check first: hardly any page contains either.
    return ("|" in text or "![](" in text) and bool(FLATTENED_RE.search(text))
