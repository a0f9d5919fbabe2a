"""Citations: as editors write them, and as styles format them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from builders.spans import Span
from builders.values import sent_by_its_fields


class LocatorLabel(StrEnum):
    """What kind of part a locator counts."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"
    SECTION = "section"
    CHAPTER = "chapter"
    NOTE = "note"
    PART = "part"
    VOLUME = "volume"
    FIGURE = "figure"
    TABLE = "table"
    LINE = "line"
    COLUMN = "column"
    FOLIO = "folio"
    APPENDIX = "appendix"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a work: `¶5`, `12-15`, `ch. 2`."""

    label: LocatorLabel
    first: str
    last: str = ""
    """The end of a range."""


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work of a citation."""

    key: str
    span: Span
    """The key in the text, without its `@`."""
    locators: tuple[Locator, ...] = ()
    prefix: str = ""
    """`see`"""
    suffix: str = ""
    """What follows and is no locator."""
    bare: bool = False
    """Whether the author's name is left out (`[-@key]`), since the sentence has it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in an editor's text."""

    span: Span
    """All of it, brackets included."""
    items: tuple[CitationItem, ...]
    narrative: bool = False
    """Whether it is part of the sentence (`@key says`) and stands in no brackets."""


class Style(StrEnum):
    """The styles that readers are offered; the values are the names at the command line."""

    CHICAGO = "chicago"
    CHICAGO_AUTHOR_DATE = "chicago-author-date"
    APA = "apa"
    MLA = "mla"
    GB7714 = "gb7714"

    @property
    def label(self) -> str:
        """What readers know it by."""
        return _LABELS[self]

    @property
    def dash(self) -> str:
        """Between the numbers of a range: the Chinese standard has a hyphen."""
        return "-" if self is Style.GB7714 else "–"


_LABELS = {
    Style.CHICAGO: "Chicago, notes",
    Style.CHICAGO_AUTHOR_DATE: "Chicago, author-date",
    Style.APA: "APA",
    Style.MLA: "MLA",
    Style.GB7714: "GB/T 7714",
}


# `<i>`; a sign in the words is written `&lt;`.
TAG_RE = re.compile(r"<[^<>]*>")
# `<a href="...">https://example.org/a/b</a>`: what is read of a link to an address.
ADDRESS_RE = re.compile(r'(?<=">)https?://[^<]+')
# Of `https://example.org/2007/05/`, what stands between the places where a line may end.
PART_RE = re.compile(r"https?://[^/]*/*|[^/]+/*|/+")
LONG, LINE = 10, 30
"""Characters: a part of so many may begin a line; of parts with fewer, so many may stand together."""
PINPOINT, FRAGMENT, PLURAL = "\ue000", "\ue001", "\ue002"
"""In a citation that can be pinned to a paragraph: where its number goes, `#p7`, and the `s` of
`paras. 5–7`."""


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Rendered:
    """Formatted words, for people to read and for pages to show."""

    html: str
    """Safe to set into a page as it is."""

    @property
    def text(self) -> str:
        """The same without italics and links."""
        return unescape(TAG_RE.sub("", self.html)).strip()

    @property
    def breaking(self) -> str:
        """The same for a page, where a line may end behind the slashes of an address.

        Browsers know no such places, and would rather leave `.htm` on one line and `l` on the next.
        """
        return ADDRESS_RE.sub(lambda shown: _breaking(shown[0]), self.html)

    def at(self, paragraph: str, fragment: str, *, several: bool = False) -> Rendered:
        """The same with a paragraph's number, and its address within the page, in their places.

        Args:
            paragraph: The number; of several paragraphs the first and the last (`5–7`).
            fragment: The address of the first, with its `#`.
            several: Whether these are several.
        """
        plural = "s" if several else ""
        places = {ord(PINPOINT): paragraph, ord(FRAGMENT): fragment, ord(PLURAL): plural}
        return Rendered(self.html.translate(places))


def _breaking(address: str) -> str:
    """The address in lines of a phone at most, as far as its slashes allow."""
    parts: list[str] = []
    length = 0
    for part in PART_RE.findall(address):
        if parts and (len(part.rstrip("/")) >= LONG or length + len(part) > LINE):
            parts.append("<wbr>")
            length = 0
        parts.append(part)
        length += len(part)
    return "".join(parts)


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Formatted:
    """A work in one style."""

    reference: Rendered
    """As it stands in a list of works."""
    citation: Rendered
    """As it stands in a note, or between brackets in the text."""
    pinned: Rendered | None = None
    """The citation with `PINPOINT`, `PLURAL` and, in its address, `FRAGMENT`; for sources alone."""


@dataclass(frozen=True, slots=True)
class Edition:
    """This publication, and the page of a source in it."""

    name: str
    url: str
