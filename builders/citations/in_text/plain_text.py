"""What editors write in Markdown, as plain words: for lists, the search, catalogues and programs.

The one rule for all of them. It reads the signs that editors set words off with and builds no page,
so that it costs next to nothing: a page's index asks it about every note.
"""

from __future__ import annotations

import re
from html import unescape

from builders.citations.in_text.syntax import citations_in

PARAGRAPHS_RE = re.compile(r"\n[ \t]*\n")
BLOCKS_RE = re.compile(r"<!--(?:[^<>]|<(?!!--))*-->|^(?:#+\s+|>\s?|[-+*]\s+)", re.MULTILINE)
"""Comments, and what opens a block: `## Dates`, `> quoted`, `- an item`."""
OPENING = "#>-+*"
LINKS_RE = re.compile(r"(\\.|`[^`]+`)|!?\[([^\[\]]*)\]\([^()\n]*\)|<(https?://[^\s<>]+)>")
"""`[the list](works/)`, `<https://example.org/>`; none begins behind a backslash or within code."""
MARKS_RE = re.compile(
    r"\\([\\`*_{}\[\]()#+.!@-])|`([^`]+)`|(https?://[^\s<>()\[\]*`]+)|(&#?\w{1,32};)"
    r"|\*+|`+|(?<!\w)_+|_+(?!\w)"
)
r"""`*Goldberg*`, `\*`, `&amp;`; what is code, and what an address has, stays as it is."""
SIGNS_RE = re.compile(r"[\\`*_&]")
"""One of these is in whatever `MARKS_RE` changes."""


def plain(text: str | None) -> str:
    """The words on one line, without Markdown's signs and without the citations in brackets."""
    if not text:
        return ""
    words = _without_citations(text)
    # Most texts have few of the signs: what cannot be there is not looked for letter by letter.
    if "\n" in words or "<!--" in words or words[:1] in OPENING:
        words = BLOCKS_RE.sub("", words)
    if "](" in words or "<http" in words:
        words = LINKS_RE.sub(lambda link: link[1] or link[2] or link[3] or "", words)
    if SIGNS_RE.search(words):
        words = MARKS_RE.sub(_meant, words)
    return " ".join(words.split())


def first_paragraph(text: str | None) -> str:
    """The first paragraph, in plain words."""
    return plain(PARAGRAPHS_RE.split((text or "").strip(), maxsplit=1)[0])


def _meant(mark: re.Match[str]) -> str:
    """What a reader sees of a sign, of code, of an address or of a reference to a character."""
    escaped, code, address, reference = mark.groups()
    return escaped or code or address or unescape(reference or "")


def _without_citations(text: str) -> str:
    """The text without citations in brackets; of one in a sentence, where it is a word, the key."""
    parts: list[str] = []
    at = 0
    for citation in citations_in(text):
        before = text[at : citation.span.start]
        if citation.narrative:
            parts += (before, citation.items[0].key)
        else:
            parts.append(before.rstrip())
        at = citation.span.end
    return "".join((*parts, text[at:]))
