"""The tags of a page and the text between them, with their offsets.

The standard library's parser gives the beginning of a tag but not its end, and a reader must
account for every character. Whatever HTML does not define as a tag is text; nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

OPEN_RE = re.compile(r"<(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>]|\Z)")
CLOSE_RE = re.compile(r"</(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})[^<>]{0,200}>?")
_ATTRIBUTE_RE = re.compile(
    r"[\s/]*(?P<name>[^\s=>/\"'<][^\s=>/]{0,100})"
    r"(?:\s{0,20}=\s{0,20}(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"'][^\s>]*)))?"
)
_END_RE = re.compile(r"[^>]*>?")
RAW = frozenset({"script", "style", "textarea", "title", "noscript", "template", "svg", "iframe"})
"""Elements whose content is not text of the page; that of a title is read separately."""


class Tag(NamedTuple):
    """A tag (with its content, if that is not text of the page), or a run of text."""

    name: str
    """In lower case; empty for a run of text."""
    start: int
    end: int
    closes: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    inside: tuple[int, int] = (0, 0)
    """The range of the content of a script and other elements in `RAW`."""

    def get(self, name: str) -> str:
        """The value of an attribute; empty if the tag does not have it."""
        return next((value for key, value in self.attributes if key == name), "")


def tags(text: str) -> Iterator[Tag]:
    """Every tag and every run of text, in order; comments and declarations are left out."""
    at = words = 0
    while (mark := text.find("<", at)) >= 0:
        tag = _tag(text, mark)
        if tag is None:
            at = mark + 1
            continue
        if words < mark:
            yield Tag("", words, mark)
        if tag.name:
            yield tag
        at = words = tag.end
    if words < len(text):
        yield Tag("", words, len(text))


def _tag(text: str, start: int) -> Tag | None:
    """The tag that begins at an offset, or None; a comment or declaration has no name."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return Tag("", start, len(text) if end < 0 else end + 3)
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start)
        return Tag("", start, len(text) if end < 0 else end + 1)
    if closing := CLOSE_RE.match(text, start):
        return Tag(closing["name"].lower(), start, closing.end(), closes=True)
    opening = OPEN_RE.match(text, start)
    if opening is None:
        return None
    name = opening["name"].lower()
    at = opening.end()
    attributes: list[tuple[str, str]] = []
    while found := _ATTRIBUTE_RE.match(text, at):
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes.append((found["name"].lower(), unescape(value)))
        at = found.end()
    if rest := _END_RE.match(text, at):
        at = rest.end()
    if name not in RAW or text[at - 2 : at] == "/>":
        return Tag(name, start, at, attributes=tuple(attributes))
    close = re.compile(rf"</{name}\b[^<>]{{0,200}}>?", re.IGNORECASE).search(text, at)
    inside = (at, close.start() if close else len(text))
    after = close.end() if close else len(text)
    return Tag(name, start, after, attributes=tuple(attributes), inside=inside)
