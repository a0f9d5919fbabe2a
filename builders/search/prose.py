"""What hand-written pages add to the index: their words count as words of the editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builders.citations.in_text.plain_text import plain
from builders.interface.versions import address
from builders.model.front_matter import without_front_matter
from builders.model.page import ProsePage
from builders.pages.head.prose_heads import title_and_description
from builders.search.documents import DocumentIndex, parts
from builders.search.passages import Field, Passage

BLANK_LINE_RE = re.compile(r"\n[ \t]*\n")
ATTRIBUTES_RE = re.compile(r"\{:[^{}\n]*\}")
"""An attribute list of Markdown, such as `{: lang=en }`."""


def prose_index(
    page: ProsePage, language: str = "en", named: Callable[[str], str] = str
) -> DocumentIndex:
    """What one page adds to the index; results state the language.

    Args:
        page: The page.
        language: Its language.
        named: From the key of a work cited within a sentence to its short form.
    """
    title, _ = title_and_description(page.text)
    there = address(page.uri)
    name = plain(title) if title else there.rstrip("/") or "Home"
    shown = {"u": there, "t": name, "k": "Page", "l": language}
    return DocumentIndex(tuple(parts(_passages(page, name, named), shown, {})), {})


def _passages(page: ProsePage, title: str, named: Callable[[str], str]) -> Iterator[Passage]:
    yield Passage(Field.TITLE, "", "Title", title)
    for text in BLANK_LINE_RE.split(ATTRIBUTES_RE.sub("", without_front_matter(page.text))):
        if (words := plain(text, named)) and words != title:
            yield Passage(Field.NOTES, "", "", words)
