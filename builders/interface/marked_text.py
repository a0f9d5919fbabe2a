"""Translating the interface's words within marked-up sources and notes.

The text itself is rendered once for all languages. Its words of the interface are in attributes
for readers, at the ends of notes, and in short citations; everything else is left as it is.
"""

from __future__ import annotations

import re
from html import escape, unescape

from builders.interface.catalogue import Catalogue
from builders.model.untranslated import Untranslated

ATTRIBUTE_RE = re.compile(
    r'(?P<to> class="mu-xref" href="[^"<>]*")?'
    r' (?P<name>aria-label|title|data-text)="(?P<words>[^"<>]{2,200})"(?! data-cite)'
)
"""An attribute with words for readers: ` aria-label="Correction a"`.

The title of a short citation does not match: it is the whole reference, in its own language. That
of a link to a source (`to`) is the title of the source, and so looked up among names only.
"""
NOTE_KIND_RE = re.compile(r'(?P<tag><span class="mu-how[^">]*")>(?P<words>[^<>]+)')
"""The kind of a note, at its end: `<span class="mu-how">explains`."""
CITED_RE = re.compile(r'(?P<tag> data-cite="[^"<>]*")>(?P<words>[^<>]+)')
"""A short citation: ` data-cite="tvpa-2000">Chinese Criminal Law 1997, arts. 318–320`"""
READ_ALOUD = "aria-label"


def relabelled(html: str, catalogue: Catalogue) -> str:
    """The HTML with the interface's words translated; those without a translation stay."""
    language = f' lang="{catalogue.tag}"'

    def attribute(match: re.Match[str]) -> str:
        english = unescape(match["words"])
        words = catalogue.find(Untranslated(english) if match["to"] else english)
        if words is None:
            return match[0]
        # An `aria-label` replaces the content of its element, so `lang` fits; a title does not.
        marked = language if match["name"] == READ_ALOUD else ""
        return f'{match["to"] or ""} {match["name"]}="{escape(words)}"{marked}'

    def closing(match: re.Match[str]) -> str:
        words = catalogue.find(unescape(match["words"]))
        return match[0] if words is None else f"{match['tag']}{language}>{escape(words)}"

    html = ATTRIBUTE_RE.sub(attribute, html)
    return NOTE_KIND_RE.sub(closing, html)


def with_citations(html: str, catalogue: Catalogue) -> str:
    """The HTML relabelled, with short citations translated too: for texts in that language."""

    def cited(match: re.Match[str]) -> str:
        words = catalogue.find_cited(unescape(match["words"]))
        return match[0] if words is None else f"{match['tag']}>{escape(words)}"

    return CITED_RE.sub(cited, relabelled(html, catalogue))
