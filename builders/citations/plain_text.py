"""What editors write in Markdown, as plain words for catalogues and reference managers."""

from __future__ import annotations

import re

from builders.citations.syntax import citations_in

PARAGRAPHS_RE = re.compile(r"\n[ \t]*\n")
MARKS_RE = re.compile(
    r"\\([\\`*_{}\[\]()#+.!@-])"
    r"|\[([^\[\]]*)\]\([^()\n]*\)"
    r"|<(https?://[^\s<>]+)>"
    r"|[*`]+"
    r"|(?<!\w)_+|_+(?!\w)"
)
"""`*Goldberg*`, `[the list](works/)`, `<https://example.org/>`, `\\*`"""


def plain(text: str | None) -> str:
    """The words on one line, without Markdown's signs and without the citations in brackets."""
    if not text:
        return ""
    parts: list[str] = []
    at = 0
    for citation in citations_in(text):
        before = text[at : citation.span.start]
        if citation.narrative:
            parts += (before, citation.items[0].key)
        else:
            parts.append(before.rstrip())
        at = citation.span.end
    words = "".join((*parts, text[at:]))
    words = MARKS_RE.sub(lambda mark: mark[1] or mark[2] or mark[3] or "", words)
    return " ".join(words.split())


def first_paragraph(text: str | None) -> str:
    """The first paragraph, in plain words."""
    return plain(PARAGRAPHS_RE.split((text or "").strip(), maxsplit=1)[0])
