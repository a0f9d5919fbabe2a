"""Editors' Markdown as plain text, for lists, the search, catalogues and programs.

All of them use this one rule. It removes Markdown's characters by patterns instead of rendering,
so that it costs next to nothing: the search index applies it to every note.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from builders.citations.in_text.syntax import citations_in

PARAGRAPHS_RE = re.compile(r"\n[ \t]*\n")
COMMENT_OPENS, COMMENT_CLOSES = "<!--", "-->"
BLOCKS_RE = re.compile(r"^(?:#+\s+|>\s?|[-+*]\s+)", re.MULTILINE)
"""The characters that open a block: `## Dates`, `> quoted`, `- an item`."""
OPENING = "#>-+*"
LINKS_RE = re.compile(r"(\\.|`[^`]+`)|!?\[([^\[\]]*)\]\([^()\n]*\)|<(https?://[^\s<>]+)>")
"""Links: `[the list](works/)`, `<https://example.org/>`; not after a backslash or in code."""
MARKS_RE = re.compile(
    r"\\([\\`*_{}\[\]()#+.!@-])|`([^`]+)`|(https?://[^\s<>()\[\]*`]+)|(&#?\w{1,32};)"
    r"|\*+|`+|(?<!\w)_+|(?<!_)_+(?!\w)"
)
r"""Inline marks: `*Goldberg*`, `\*`, `&amp;`; code and addresses are kept as they are."""
MARK_CHARACTERS_RE = re.compile(r"[\\`*_&]")
"""Characters of which everything that `MARKS_RE` changes has at least one."""


def plain(text: str | None, named: Callable[[str], str] = str) -> str:
    """The text on one line, without Markdown's characters and without citations in brackets.

    Args:
        text: Markdown.
        named: From the key of a work cited within a sentence to what stands for it.
    """
    if not text:
        return ""
    words = _without_comments(_without_citations(text, named))
    # Most texts have few of the marks, so cheap tests come before the patterns.
    if "\n" in words or words[:1] in OPENING:
        words = BLOCKS_RE.sub("", words)
    if "](" in words or "<http" in words:
        words = LINKS_RE.sub(lambda link: link[1] or link[2] or link[3] or "", words)
    if MARK_CHARACTERS_RE.search(words):
        words = MARKS_RE.sub(_visible_part, words)
    return " ".join(words.split())


def first_paragraph(text: str | None) -> str:
    """The first paragraph of a text, as plain text."""
    return plain(PARAGRAPHS_RE.split((text or "").strip(), maxsplit=1)[0])


def _visible_part(mark: re.Match[str]) -> str:
    """What a reader sees of a match of `MARKS_RE`: nothing, code, an address or a character."""
    escaped, code, address, reference = mark.groups()
    return escaped or code or address or unescape(reference or "")


def _without_comments(text: str) -> str:
    """The text without comments; one that is not closed is none."""
    parts: list[str] = []
    at = 0
    while (opens := text.find(COMMENT_OPENS, at)) >= 0:
        closes = text.find(COMMENT_CLOSES, opens + len(COMMENT_OPENS))
        if closes < 0:
            break
        parts.append(text[at:opens])
        at = closes + len(COMMENT_CLOSES)
    return "".join((*parts, text[at:]))


def _without_citations(text: str, named: Callable[[str], str]) -> str:
    """The text without citations in brackets, and with the names of works cited in sentences."""
    parts: list[str] = []
    at = 0
    for citation in citations_in(text):
        before = text[at : citation.span.start]
        if citation.narrative:
            parts += (before, named(citation.items[0].key))
        else:
            parts.append(before.rstrip())
        at = citation.span.end
    return "".join((*parts, text[at:]))
