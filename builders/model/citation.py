"""Citations, as editors write them and as styles format them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from html import unescape

from builders.spans import Span
from builders.values import sent_by_its_fields


class LocatorLabel(StrEnum):
    """The kind of part that a locator points to."""

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
    """The end of a range; empty for a single place."""


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work within a citation."""

    key: str
    span: Span
    """Where the key stands in the text, without its `@`."""
    locators: tuple[Locator, ...] = ()
    prefix: str = ""
    """Words before it: `see`."""
    suffix: str = ""
    """Words after it that are not a locator."""
    bare: bool = False
    """Whether the author's name is left out (`[-@key]`) because the sentence already has it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation in an editor's text."""

    span: Span
    """All of it, brackets included."""
    items: tuple[CitationItem, ...]
    narrative: bool = False
    """Whether it is part of the sentence (`@key says`) rather than in brackets."""


class Style(StrEnum):
    """The citation styles offered to readers; the values are their names on the command line."""

    CHICAGO = "chicago"
    CHICAGO_AUTHOR_DATE = "chicago-author-date"
    APA = "apa"
    MLA = "mla"
    GB7714 = "gb7714"

    @property
    def label(self) -> str:
        """The name shown to readers."""
        return _LABELS[self]

    @property
    def dash(self) -> str:
        """What joins the numbers of a range: a hyphen in the Chinese standard, else an en dash."""
        return "-" if self is Style.GB7714 else "–"


_LABELS = {
    Style.CHICAGO: "Chicago, notes",
    Style.CHICAGO_AUTHOR_DATE: "Chicago, author-date",
    Style.APA: "APA",
    Style.MLA: "MLA",
    Style.GB7714: "GB/T 7714",
}


# `<i>`; a `<` in the words themselves is written `&lt;`.
TAG_RE = re.compile(r"<[^<>]*>")
# The visible address in `<a href="...">https://example.org/a/b</a>`.
ADDRESS_RE = re.compile(r'(?<=">)https?://[^<]+')
# The parts of `https://example.org/2007/05/` between which a line may break.
PART_RE = re.compile(r"https?://[^/]*/*|[^/]+/*|/+")
LONG_PART, LONGEST_RUN = 10, 30
"""In characters: a line may break before any part of at least `LONG_PART`, and before a shorter one
that would make the run of parts longer than `LONGEST_RUN`."""
PINPOINT, FRAGMENT, PLURAL = "\ue000", "\ue001", "\ue002"
"""Placeholders in a citation that can be pinned to a paragraph: for the paragraph's number, for its
fragment (`#p7`), and for the `s` of `paras. 5–7`."""


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Rendered:
    """A formatted reference or citation, as HTML for pages and as plain text."""

    html: str
    """Safe to put into a page as it is."""

    @property
    def text(self) -> str:
        """The words as plain text, without italics and links."""
        return unescape(TAG_RE.sub("", self.html)).strip()

    @property
    def html_with_breaks(self) -> str:
        """The HTML with `<wbr>` after slashes of addresses, where a line may break.

        Browsers do not break there by themselves, and would rather leave `.htm` on one line and `l`
        on the next.
        """
        return ADDRESS_RE.sub(lambda shown: _with_breaks(shown[0]), self.html)

    def at(self, paragraph: str, fragment: str, *, several: bool = False) -> Rendered:
        """The citation pinned to a paragraph: the placeholders are filled in.

        Args:
            paragraph: Its number; for several paragraphs the first and the last (`5–7`).
            fragment: The address of the first within the page, with its `#`.
            several: Whether there are several paragraphs.
        """
        plural = "s" if several else ""
        places = {ord(PINPOINT): paragraph, ord(FRAGMENT): fragment, ord(PLURAL): plural}
        return Rendered(self.html.translate(places))


def _with_breaks(address: str) -> str:
    """The address with `<wbr>` between its parts, so that it fits the lines of a phone.

    A part without a slash in it cannot be divided and may be longer than a line.
    """
    parts: list[str] = []
    length = 0
    for part in PART_RE.findall(address):
        if parts and (len(part.rstrip("/")) >= LONG_PART or length + len(part) > LONGEST_RUN):
            parts.append("<wbr>")
            length = 0
        parts.append(part)
        length += len(part)
    return "".join(parts)


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Formatted:
    """A work formatted in one style."""

    reference: Rendered
    """As it stands in a bibliography."""
    citation: Rendered
    """As it stands in a note, or in brackets in the text."""
    pinned: Rendered | None = None
    """The citation with the placeholders `PINPOINT`, `PLURAL` and, in its address, `FRAGMENT`; only
    for sources."""


@dataclass(frozen=True, slots=True)
class Edition:
    """This publication's edition of a source: the publication's name and the page's address."""

    name: str
    url: str
