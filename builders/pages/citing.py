"""Citations in what the editors write: `[@09GUANGZHOU176, ¶5]`, `[@pieke-2004, 12]`.

A source of the edition becomes a link to the place. Any other key is given in short until the
bibliography says how a work is cited: `short` is the one function to replace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markdown.inlinepatterns import InlineProcessor  # type: ignore[import-untyped]
from markdown.util import AtomicString  # type: ignore[import-untyped]
from markupsafe import Markup

from builders.markup import visible
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.facts.cable import identifier

CITATION = r"\[@([^\]\n]{1,400})\]"
PARAGRAPH_RE = re.compile(r"¶\s?(\d{1,4})")
BEFORE_LINKS = 165
"""Markdown looks for links with a priority of 160; a citation looks like the beginning of one."""


class Citations:
    """Turns the editors' Markdown into HTML for one page."""

    def __init__(self, publication: Publication, from_uri: str) -> None:
        """Know the sources, by identifier in capitals, and where the page is."""
        self._from = from_uri
        self._sources = {entry.id.upper(): entry for entry in publication.entries}
        # Markdown without raw HTML: tags are shown and not obeyed, as in a source.
        self._markdown = Markdown(output_format="html")
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.inlinePatterns.register(_Processor(self), "citation", BEFORE_LINKS)

    def paragraphs(self, text: str | None) -> Markup:
        """The text as HTML, its citations made."""
        if not text:
            return Markup()
        html = self._markdown.reset().convert(text)
        return Markup(html.replace("\n", " "))  # noqa: S704  # no raw HTML passes

    def element(self, words: str) -> Element:
        """The citations between two brackets: `@a, 12; @b`."""
        whole = Element("span", {"class": "mu-cite"})
        whole.text = AtomicString("(")
        last: Element | None = None
        for k, item in enumerate(words.split(";")):
            if k:
                last = _after(whole, last, "; ")
            key, _, locator = item.strip().removeprefix("@").partition(",")
            entry = self._sources.get(key.strip().upper())
            if entry is None:
                last = _after(whole, last, short(key.strip(), locator.strip()))
            else:
                last = self._source(whole, entry, locator.strip())
        _after(whole, last, ")")
        return whole

    def _source(self, whole: Element, entry: Entry, locator: str) -> Element:
        """A source of the edition: the first paragraph goes with its name, each other alone."""
        addressed = {block.id for block in entry.document.blocks}
        name = identifier(entry.id)
        places = _places(locator)
        link = self._link(whole, entry, name, "")
        for k, (text, number) in enumerate(places):
            fragment = f"p{number}" if f"p{number}" in addressed else ""
            if k == 0:
                link.set("href", self._href(entry, fragment))
                link.text = AtomicString(visible(f"{name}, {text}"))
            else:
                link.tail = AtomicString(", ")
                link = self._link(whole, entry, text, fragment)
        return link

    def _link(self, whole: Element, entry: Entry, text: str, fragment: str) -> Element:
        link = SubElement(whole, "a", {"href": self._href(entry, fragment)})
        link.text = AtomicString(visible(text))
        return link

    def _href(self, entry: Entry, fragment: str) -> str:
        return addresses.link(self._from, addresses.source(entry), fragment)


def short(key: str, locator: str) -> str:
    """A work in short: its key, and the place in it."""
    return visible(f"{key}, {locator}" if locator else key)


class _Processor(InlineProcessor):  # type: ignore[misc]  # ships no types
    """Finds citations for Markdown."""

    def __init__(self, citations: Citations) -> None:
        super().__init__(CITATION)
        self._citations = citations

    def handleMatch(  # noqa: N802  # Markdown's name
        self, match: re.Match[str], _: str
    ) -> tuple[Element, int, int]:
        """The citation in place of its words."""
        return self._citations.element(match[1]), match.start(0), match.end(0)


def _places(locator: str) -> list[tuple[str, str]]:
    """The parts of a locator, each with the number of a paragraph or nothing."""
    return [(part, _number(part)) for part in _parts(locator)]


def _parts(locator: str) -> Iterable[str]:
    return (part.strip() for part in locator.split(",") if part.strip())


def _number(part: str) -> str:
    found = PARAGRAPH_RE.search(part)
    return found[1] if found else ""


def _after(whole: Element, last: Element | None, text: str) -> Element | None:
    """Put words behind the last link, or behind the first words where there is none yet.

    Atomic: what stands in a citation is no Markdown.
    """
    if last is None:
        whole.text = AtomicString((whole.text or "") + text)
    else:
        last.tail = AtomicString((last.tail or "") + text)
    return last
