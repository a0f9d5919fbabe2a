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
"""`Dreams The incident is a reminder`: no sentence has a capital there, so a heading stood there."""

FLATTENED_RE = re.compile(r"^[ \t]*\|(?:\s|\||\Z)|!\[\]\(", re.MULTILINE)
"""`|` alone, `![]()`: what a page that was laid out by tables leaves behind."""


def sunk(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Where sub-headings stand in a paragraph's text."""
    return tuple(match.span("head") for match in SUNK_RE.finditer(paragraph))


def leading(paragraph: str) -> int:
    """How long the sub-heading is that a paragraph begins with; 0 for none."""
    match = SUNK_RE.match(paragraph)
    return match.end("head") if match else 0


def is_flattened(text: str) -> bool:
    """Whether a page shows that its layout was lost, so that sub-headings may have sunk."""
    # Nearly no page has either sign, which is seen at once.
    return ("|" in text or "![](" in text) and bool(FLATTENED_RE.search(text))
