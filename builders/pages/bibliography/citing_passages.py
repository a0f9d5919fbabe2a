"""Every passage in which the editors cite a work or a source, found in all that they write."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import unquote

from markupsafe import Markup

from builders import dates
from builders.citations.in_text import citable_texts
from builders.citations.in_text.citable_texts import Part
from builders.citations.in_text.replacing import replace_citations
from builders.citations.in_text.syntax import citations_in
from builders.model.event import Event
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.citation_links import Citations
from builders.pages.head.prose_heads import title_and_description
from builders.pages.sentences import sentence_around, sentences
from builders.spans import Span

PARAGRAPH_END_RE = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>|#]|\d{1,3}[.)])[ \t])")
"""The boundary between two paragraphs or list items in Markdown."""
PARAGRAPH_MARKUP_RE = re.compile(r"\s*(?:(?:[-*+>|]|#{1,6}|\d{1,3}[.)])[ \t]+)*")
"""Markup with which a paragraph of Markdown may begin: `> `, `- `, `## `, `3. `."""
TIMELINE = "Timeline"
"""Title of the page on which events stand."""
FILLER = "X"
"""Stands for each character of a citation while sentences are found: its full stops end none."""
NOT_PLAIN = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]{}<>|~^$@&#+.!?…。！？؟۔।॥።։"}
"""Characters that Markdown acts upon or that end a sentence, as references, which it keeps."""
# The target of a Markdown link: `[the cable](sources/09guangzhou176/index.md#p5)`.
LINK_RE = re.compile(r"(?<=\]\()(?P<path>[^()\s<>\"?#:]*)(?P<fragment>#[^()\s]*)?(?=[)\s])")


class _CitingText(NamedTuple):
    """A text by the editors in which they may cite, and where it is published."""

    markdown: str
    uri: str
    fragment: str
    where: str
    part: Part


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the editors that cites a work or a source."""

    key: str
    """The key of the work or the identifier of the source that is cited."""
    uri: str
    """The page on which the sentence stands, below `docs/`."""
    fragment: str
    """The address within that page, or nothing."""
    where: str
    """The title of that page."""
    part: Part
    text: str
    """The sentence as written, in Markdown."""

    def html(self, publication: Publication, from_uri: str) -> Markup:
        """The sentence for a page at `from_uri`: citations are linked, that of `key` marked."""
        text = LINK_RE.sub(lambda link: self._relinked(link, from_uri), self.text)
        html = Citations(publication, from_uri, marked=self.key).paragraphs(text)
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(inner)  # noqa: S704  # a part of what is markup

    def href(self, from_uri: str) -> str:
        """The link from a page to the sentence."""
        return addresses.link(from_uri, self.uri, self.fragment)

    def _relinked(self, link: re.Match[str], from_uri: str) -> str:
        """The target of a link in the sentence, made relative to the page that quotes it."""
        path, fragment = (unquote(link[name] or "") for name in ("path", "fragment"))
        fragment = fragment.removeprefix("#")
        if path.startswith("/"):
            return link[0]
        if self.part is not Part.PAGE and path[:1].isalnum() and path.endswith(".md"):
            return link[0]  # written relative to the root, wherever the text is shown
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.uri), path))
        if not path:
            target = self.uri
        elif path.endswith("/"):
            target = posixpath.normpath(f"{target}/index.md")
        return addresses.link(from_uri, target, fragment)


def passages(publication: Publication) -> Mapping[str, tuple[Passage, ...]]:
    """All citing passages by what they cite; to be called through `publication.shared`.

    They are in the order of sources, registers, events and pages. A sentence that cites a work
    twice is listed once.
    """
    found: dict[str, dict[tuple[str, str], Passage]] = defaultdict(dict)
    for text in _texts(publication):
        citations = list(citations_in(text.markdown))
        # Of the same length as the text, so that offsets stay valid.
        plain = replace_citations(text.markdown, lambda one: FILLER * one.span.length, citations)
        quoting = _Sentences(text.markdown, plain)
        for number, citation in enumerate(citations, 1):
            sentence = quoting.around(citation.span)
            # On hand-written pages each citation has an address of its own.
            at = text.fragment or (citation_anchor(number) if text.part is Part.PAGE else "")
            for item in citation.items:
                key = publication.present_key(item.key)
                passage = Passage(key, text.uri, at, text.where, text.part, sentence)
                found[key].setdefault((text.uri, sentence), passage)
    return {key: tuple(those.values()) for key, those in found.items()}


def citation_anchor(number: int) -> str:
    """The address of the n-th citation on a hand-written page, counted from 1."""
    return f"cite-{number}"


class _Sentences:
    """The sentences around the citations of a text, each paragraph divided once."""

    def __init__(self, text: str, plain: str) -> None:
        """Find the boundaries of paragraphs.

        Args:
            text: The text, as written.
            plain: The same with `FILLER` in place of citations.
        """
        self._text = text
        self._plain = plain
        self._boundaries = [match.span() for match in PARAGRAPH_END_RE.finditer(plain)]
        self._paragraphs: dict[int, tuple[int, tuple[Span, ...]]] = {}
        self._quoted: dict[tuple[int, int], str] = {}

    def around(self, citation: Span) -> str:
        """The sentence around a citation, on one line; it stays within its paragraph."""
        following = bisect_left(self._boundaries, citation.end, key=itemgetter(0))
        if following not in self._paragraphs:
            self._paragraphs[following] = self._paragraph(following)
        start, found = self._paragraphs[following]
        sentence = sentence_around(found, Span(citation.start - start, citation.end - start))
        where = (start + sentence.start, start + sentence.end)
        if where not in self._quoted:
            self._quoted[where] = " ".join(self._text[slice(*where)].split())
        return self._quoted[where]

    def _paragraph(self, following: int) -> tuple[int, tuple[Span, ...]]:
        """Where the words of the paragraph before a boundary begin, and its sentences."""
        start = self._boundaries[following - 1][1] if following else 0
        is_last = following == len(self._boundaries)
        end = len(self._plain) if is_last else self._boundaries[following][0]
        if markup := PARAGRAPH_MARKUP_RE.match(self._plain, start, end):
            start = markup.end()
        return start, sentences(self._plain[start:end])


def _texts(publication: Publication) -> Iterator[_CitingText]:
    """Every text in which editors can cite, with its address."""
    for entry in publication.entries:
        uri = addresses.source(entry)
        for text in citable_texts.of_a_source(entry):
            if text.fragment:
                yield _CitingText(text.markdown, uri, text.fragment, entry.title, text.part)
    for register, text in citable_texts.of_registers(publication.registers):
        identifier, _ = text.path
        uri = addresses.entity(register, str(identifier))
        label = publication.registers.entities_of(register)[str(identifier)].label
        yield _CitingText(text.markdown, uri, text.fragment, label, text.part)
    for placed in publication.events:
        when = dates.parse(placed.event.date)
        if when.lower is None and when.upper is None:
            continue  # it has no place on the timeline, and so is on no page
        at = f"event-{placed.id}"
        for markdown in _citations_of_works(placed.event):
            yield _CitingText(markdown, addresses.TIMELINE, at, TIMELINE, Part.EVENT)
        for text in citable_texts.of_an_event(placed):
            yield _CitingText(text.markdown, addresses.TIMELINE, text.fragment, TIMELINE, text.part)
    for page in publication.prose:
        title, _ = title_and_description(page.text)
        yield _CitingText(page.text, page.uri, "", title or page.uri.removesuffix(".md"), Part.PAGE)


def _citations_of_works(event: Event) -> Iterator[str]:
    """A citation for each work that an event rests on, written as if in the event's title.

    The title is not Markdown, and is quoted whole: `1. May demonstration` is no item of a list.
    """
    title = event.title.translate(NOT_PLAIN)
    if title.startswith("-"):
        title = f"&#45;{title[1:]}"
    for evidence in event.evidence:
        if evidence.work:
            place = f", {evidence.locator}" if evidence.locator else ""
            yield f"{title} [@{evidence.work}{place}]"
