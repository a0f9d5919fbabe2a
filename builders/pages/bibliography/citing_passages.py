"""Where each work and source is cited by the editors, with the sentence that cites it."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from builders.citations.in_text import texts
from builders.citations.in_text.placing import replaced
from builders.citations.in_text.syntax import citations_in
from builders.citations.in_text.texts import Part
from builders.model.event import Event
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.citation_links import Citations
from builders.pages.head.prose_heads import title_and_description
from builders.pages.sentences import around, sentences
from builders.spans import Span

ENDS_RE = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>|#]|\d{1,3}[.)])[ \t])")
"""Where a paragraph or an item of a list ends and the next begins."""
SIGNS_RE = re.compile(r"\s*(?:(?:[-*+>|]|#{1,6}|\d{1,3}[.)])[ \t]+)*")
"""What a paragraph of Markdown may begin with: `> `, `- `, `## `, `3. `."""
TIMELINE = "Timeline"
"""What the page of the events is called."""
LETTER = "X"
"""Stands for each letter of a citation while sentences are found: its stops end none."""
# `[the cable](sources/09guangzhou176/index.md#p5)`, between the brackets.
LINK_RE = re.compile(r"(?<=\]\()(?P<path>[^()\s<>\"?#:]*)(?P<fragment>#[^()\s]*)?(?=[)\s])")


class _Text(NamedTuple):
    """What editors wrote, and where it is read."""

    markdown: str
    uri: str
    fragment: str
    where: str
    part: Part


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the editors that cites something."""

    key: str
    """What it cites: the key of a work, or the identifier of a source."""
    uri: str
    """The page on which it stands, below `docs/`."""
    fragment: str
    """Its address within that page, or nothing."""
    where: str
    """What that page is called."""
    part: Part
    text: str
    """The sentence as written, in Markdown."""

    def html(self, publication: Publication, from_uri: str) -> Markup:
        """The sentence as a page shows it, its citations made for that page, this one marked."""
        text = LINK_RE.sub(lambda link: self._led(link, from_uri), self.text)
        html = Citations(publication, from_uri, marked=self.key).paragraphs(text)
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return Markup(inner)  # noqa: S704  # a part of what is markup

    def href(self, from_uri: str) -> str:
        """The link from a page to it."""
        return addresses.link(from_uri, self.uri, self.fragment)

    def _led(self, link: re.Match[str], from_uri: str) -> str:
        """A link of the sentence, from the page that quotes it to where it leads on its own."""
        path, fragment = link["path"], (link["fragment"] or "").removeprefix("#")
        if path.startswith("/"):
            return link[0]
        if self.part is not Part.PAGE and path[:1].isalnum() and path.endswith(".md"):
            return link[0]  # as at the root, wherever the words stand
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.uri), path))
        if not path:
            target = self.uri
        elif path.endswith("/"):
            target = posixpath.normpath(f"{target}/index.md")
        return addresses.link(from_uri, target, fragment)


def passages(publication: Publication) -> Mapping[str, tuple[Passage, ...]]:
    """For `publication.shared`: all passages that cite, by what they cite.

    They are in the order of sources, registers and pages. A sentence that cites a work twice is
    there once.
    """
    found: dict[str, dict[tuple[str, str], Passage]] = defaultdict(dict)
    for text in _texts(publication):
        citations = list(citations_in(text.markdown))
        # Offsets stay as they are.
        plain = replaced(text.markdown, lambda one: LETTER * one.span.length, citations)
        for number, citation in enumerate(citations, 1):
            sentence = _sentence(text.markdown, plain, citation.span)
            # On a page that a person wrote each citation has an address of its own.
            at = text.fragment or (numbered(number) if text.part is Part.PAGE else "")
            for item in citation.items:
                key = publication.present(item.key)
                passage = Passage(key, text.uri, at, text.where, text.part, sentence)
                found[key].setdefault((text.uri, sentence), passage)
    return {key: tuple(those.values()) for key, those in found.items()}


def numbered(number: int) -> str:
    """The address of a citation on a page that a person wrote, counted from 1."""
    return f"cite-{number}"


def _sentence(text: str, plain: str, cited: Span) -> str:
    """The sentence of a citation, on one line; it does not reach over the paragraph's ends."""
    start = max((match.end() for match in ENDS_RE.finditer(plain, 0, cited.start)), default=0)
    end = ENDS_RE.search(plain, cited.end)
    signs = SIGNS_RE.match(plain, start, cited.start)
    start = signs.end() if signs else start
    found = sentences(plain[start : end.start() if end else len(plain)])
    sentence = around(found, Span(cited.start - start, cited.end - start))
    return " ".join(text[start + sentence.start : start + sentence.end].split())


def _texts(publication: Publication) -> Iterator[_Text]:
    """Everything in which editors cite."""
    for entry in publication.entries:
        uri = addresses.source(entry)
        for text in texts.of_a_source(entry):
            if text.fragment:
                yield _Text(text.markdown, uri, text.fragment, entry.title, text.part)
    for register, text in texts.of_registers(publication.registers):
        identifier, _ = text.path
        uri = addresses.entity(register, str(identifier))
        label = publication.registers.entities_of(register)[str(identifier)].label
        yield _Text(text.markdown, uri, text.fragment, label, text.part)
    for placed in publication.events:
        at = f"event-{placed.id}"
        for markdown in _rests_on(placed.event):
            yield _Text(markdown, addresses.TIMELINE, at, TIMELINE, Part.EVENT)
        for text in texts.of_an_event(placed):
            yield _Text(text.markdown, addresses.TIMELINE, text.fragment, TIMELINE, text.part)
    for page in publication.prose:
        title, _ = title_and_description(page.text)
        yield _Text(page.text, page.uri, "", title or page.uri.removesuffix(".md"), Part.PAGE)


def _rests_on(event: Event) -> Iterator[str]:
    """An event cites the works that it rests on, each as if its title did."""
    for evidence in event.evidence:
        if evidence.work:
            place = f", {evidence.locator}" if evidence.locator else ""
            yield f"{event.title} [@{evidence.work}{place}]"
