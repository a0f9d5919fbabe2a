"""The bare text of a cable, or of a piece of one, for functions that read one field."""

from __future__ import annotations

import re

from builders.readers.cable.fields.labels import OLD_PAGE_BREAK_RE, PAGE_BREAK_RE

_LINE_END_RE = re.compile(r"\r\n?")
# [KTIP](#), [B. B\) 08 BEIJING 004347](#): what a conversion to Markdown made of a link.
LINK_RE = re.compile(r"\[((?:[^\[\]\n\\]|\\.){0,300})\]\([^()\s]{0,200}\)")
ESCAPE_RE = re.compile(r"\\([\\`*_{}\[\]()#+.!~|<>'\"-])")


def plain(text: str) -> str:
    """The text with LF for every line end and without the residue of links and escapes."""
    text = _LINE_END_RE.sub("\n", text)
    if "](" in text:
        text = LINK_RE.sub(r"\1", text)
    if "\\" in text:
        text = ESCAPE_RE.sub(r"\1", text)
    return text


def without_page_breaks(text: str) -> str:
    """The text with a space in place of each printed page break."""
    return OLD_PAGE_BREAK_RE.sub(" ", PAGE_BREAK_RE.sub(" ", text))


def folded(text: str) -> str:
    """The text on one line with single spaces; a word hyphenated at a line end is joined there."""
    text = re.sub(r"(?<=\w)-[ \t]*\n\s*(?=\w)(?!(?:and|or|to|AND|OR|TO)\b)", "-", text)
    return " ".join(text.split())
