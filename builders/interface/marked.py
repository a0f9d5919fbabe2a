"""The publication's own words within marked-up text: what its notes end with, what its marks are called.

The text itself is made once, for all languages. What is ours in it stands in attributes that are read
to the reader, behind a note, and in short citations; everything else is left as it is.
"""

from __future__ import annotations

import re
from html import escape, unescape

from builders.interface.catalogue import Catalogue
from builders.model.given import Given

ATTRIBUTE_RE = re.compile(
    r'(?P<to> class="mu-xref" href="[^"<>]*")?'
    r' (?P<name>aria-label|title|data-text)="(?P<words>[^"<>]{2,200})"(?! data-cite)'
)
"""` aria-label="Correction a"`; the title of a short citation is the whole reference, in its own language,
and that of a link to a source is the source's."""
CLOSING_RE = re.compile(r'(?P<tag><span class="mu-how[^">]*")>(?P<words>[^<>]+)')
"""`<span class="mu-how">explains`: what sort of note it was."""
CITED_RE = re.compile(r'(?P<tag> data-cite="[^"<>]*")>(?P<words>[^<>]+)')
"""` data-cite="tvpa-2000">Chinese Criminal Law 1997, arts. 318–320`"""
READ_ALOUD = "aria-label"


def relabelled(html: str, catalogue: Catalogue) -> str:
    """The HTML with the catalogue's words for ours; what it has no words for stays."""
    language = f' lang="{catalogue.tag}"'

    def attribute(match: re.Match[str]) -> str:
        said = unescape(match["words"])
        words = catalogue.find(Given(said) if match["to"] else said)
        if words is None:
            return match[0]
        # What is read aloud stands for all that the element holds; a title stands beside it.
        marked = language if match["name"] == READ_ALOUD else ""
        return f'{match["to"] or ""} {match["name"]}="{escape(words)}"{marked}'

    def closing(match: re.Match[str]) -> str:
        words = catalogue.find(unescape(match["words"]))
        return match[0] if words is None else f"{match['tag']}{language}>{escape(words)}"

    html = ATTRIBUTE_RE.sub(attribute, html)
    return CLOSING_RE.sub(closing, html)


def with_citations(html: str, catalogue: Catalogue) -> str:
    """The same of what is in the catalogue's language itself: its short citations, too."""

    def cited(match: re.Match[str]) -> str:
        words = catalogue.find_cited(unescape(match["words"]))
        return match[0] if words is None else f"{match['tag']}>{escape(words)}"

    return CITED_RE.sub(cited, relabelled(html, catalogue))
