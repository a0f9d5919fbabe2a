"""What editors write in Markdown, as plain words for catalogues and reference managers."""

from __future__ import annotations

import re

from builders.citations.in_text.syntax import citations_in

PARAGRAPHS_RE = re.compile(r"\n[ \t]*\n")
LINKS_RE = re.compile(r"(\\.)|\[([^\[\]]*)\]\([^()\n]*\)|<(https?://[^\s<>]+)>")
"""`[the list](works/)`, `<https://example.org/>`; what stands behind a backslash begins no link."""
MARKS_RE = re.compile(r"\\([\\`*_{}\[\]()#+.!@-])|[*`]+|(?<!\w)_+|_+(?!\w)")
r"""`*Goldberg*`, `\*`"""


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
    words = LINKS_RE.sub(lambda link: link[1] or link[2] or link[3] or "", words)
    words = MARKS_RE.sub(lambda mark: mark[1] or "", words)
    return " ".join(words.split())


def first_paragraph(text: str | None) -> str:
    """The first paragraph, in plain words."""
    return plain(PARAGRAPHS_RE.split((text or "").strip(), maxsplit=1)[0])
