"""Citations on a page: short, linked to what is cited, with the full reference on hover."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from itertools import count
from urllib.parse import unquote

from markdown import Markdown  # type: ignore[import-untyped]  # ships no types
from markupsafe import Markup

from builders.citations.in_text import locators, replacing
from builders.citations.in_text.syntax import citations_in
from builders.citations.works import short
from builders.markup import escaped, safe, whole_dates
from builders.model.citation import Citation, CitationItem, Locator, LocatorLabel, Rendered, Style
from builders.model.entity import WORKS
from builders.model.publication import Entry, Publication
from builders.model.untranslated import Untranslated
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.editors_markdown import converter, plain

PAGE_RE = re.compile(r'<a href="(?P<uri>\w[^":?#<>]{0,200}\.md)(?:#(?P<anchor>[^"<>]{1,200}))?"')
"""A link to a page of the publication by its path in `docs/`: `people/ann-other/index.md`."""
BESIDE_A_NUMBER_RE = re.compile(r"(?<=[0-9]) (?=\w)|(?<=[\w.]) (?=[0-9])|(?<=[0-9],) (?=¶)")
"""Spaces at which a line must not break, as in `09 GUANGZHOU 176, ¶7`."""
RANGE_RE = re.compile(r"(?<![¶§0-9])[¶§]{0,2}[0-9]++–[0-9]++")
"""A range of paragraphs or pages: browsers would break the line after the dash."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work or source in the list of references at the end of a page."""

    key: str
    short: str
    href: str
    reference: Markup
    """The full reference in Chicago style."""
    language: str
    """Language of the reference, which is that of the title."""
    text: str
    """The reference as plain text."""
    source: bool
    """Whether it is a source of the edition."""

    @property
    def id(self) -> str:
        """The element's id within the page."""
        return f"ref-{self.key}"


def full_reference(publication: Publication, key: str, style: Style = Style.CHICAGO) -> Rendered:
    """The full reference of a work, by its key, or of a source, by `sources/<slug>`.

    Where no references have been formatted (one page made alone, in a test): author and title, or
    the key.
    """
    if formatted := publication.formatted.get((key, style)):
        return formatted.reference
    work = publication.bibliography.find(key)
    words = f"{short.short(work)}. {work.title}." if work else key
    return Rendered(str(escaped(words)))


class Citations:
    """Turns the editors' Markdown into HTML for one page, with its citations as links."""

    def __init__(self, publication: Publication, from_uri: str, *, marked: str = "") -> None:
        """Prepare for one page.

        Args:
            publication: The publication, which knows what can be cited.
            from_uri: The page that the links start from.
            marked: The key of a work or source whose citations are highlighted and not linked.
        """
        self._publication = publication
        self._marked = marked
        self._from = from_uri
        self._sources = publication.by_id

    def paragraphs(self, text: str | None) -> Markup:
        """The editors' words as HTML."""
        if not text:
            return Markup()
        html = replacing.convert_with_citations(text, self._convert, self.html)
        # A text that appears on pages in several folders needs different relative links on each.
        html = PAGE_RE.sub(self._to_page, html)
        return whole_dates(Markup(html.replace("\n", " ")))  # noqa: S704  # no raw HTML passes

    def _to_page(self, page: re.Match[str]) -> str:
        # `%20` stands for a space, in the address of a page whose name has one.
        uri, anchor = (unquote(unescape(page[name] or "")) for name in ("uri", "anchor"))
        return f'<a href="{escaped(addresses.link(self._from, uri, anchor))}"'

    def in_markdown(self, text: str) -> str:
        """A hand-written page for MkDocs, with citations as HTML and all else unchanged.

        Each citation gets an id: `cite-1`, `cite-2`.
        """
        numbers = count(1)
        return replacing.replace_citations(
            text,
            lambda citation: replacing.escape_markdown(self._addressed(citation, next(numbers))),
        )

    def html(self, citation: Citation) -> Markup:
        """One citation as HTML, as it stands in the text."""
        return Markup('<span class="mu-cite">{}</span>').format(self._words(citation))

    def without_brackets(self, text: str) -> Markup:
        """The citations of a text, in a line of their own: `Chin 1999, ch. 2`."""
        present = self._publication.present_key
        return Markup('<span class="mu-cite">{}</span>').format(
            Markup("; ").join(
                self._in_brackets(replace(item, key=present(item.key)))
                for citation in citations_in(text)
                for item in citation.items
            )
        )

    def _addressed(self, citation: Citation, number: int) -> Markup:
        words = self._words(citation)
        return Markup('<span class="mu-cite" id="cite-{}">{}</span>').format(number, words)

    def _words(self, citation: Citation) -> Markup:
        present = self._publication.present_key
        items = [replace(item, key=present(item.key)) for item in citation.items]
        if citation.narrative:
            (item,) = items
            return self._in_sentence(item)
        return Markup("({})").format(Markup("; ").join(map(self._in_brackets, items)))

    def cited(self, texts: Iterable[str | None]) -> tuple[CitedWork, ...]:
        """The works and sources that the texts cite, each once, in order of first citation."""
        keys = dict.fromkeys(
            self._publication.present_key(item.key)
            for text in texts
            for citation in citations_in(text or "")
            for item in citation.items
        )
        return tuple(found for key in keys if (found := self.work(key)))

    def work(self, key: str) -> CitedWork | None:
        """The work or source with the key, or None if there is none."""
        if entry := self._sources.get(key):
            whole = full_reference(self._publication, f"sources/{entry.slug}")
            name, href = (
                short.short_source(self._publication, entry),
                self._href(addresses.source(entry)),
            )
            language = entry.language
        elif work := self._publication.bibliography.find(key):
            key = work.key
            whole = full_reference(self._publication, key)
            name, href = short.short(work), self._href(addresses.entity(WORKS, key))
            language = work.language or "en"
        else:
            return None
        reference = Markup(whole.html_with_breaks)  # noqa: S704  # made by builders.citations, escaped there
        return CitedWork(
            key, Untranslated(name), href, reference, language, whole.text, key in self._sources
        )

    @cached_property
    def _markdown(self) -> Markdown:
        return converter()

    def _convert(self, text: str) -> str:
        html: str = plain(text) or self._markdown.reset().convert(text)
        return html

    def _href(self, uri: str, fragment: str = "") -> str:
        return addresses.link(self._from, uri, fragment)

    def _in_sentence(self, item: CitationItem) -> Markup:
        """A narrative citation: `Chin (1999, 12)`, `07 GUANGZHOU 208, ¶5`."""
        if entry := self._sources.get(item.key):
            return self._source(entry, item)
        work = self._publication.bibliography.find(item.key)
        if work is None:
            return escaped(item.key)
        where = _printed(item.locators)
        if short.author_or_title(work) == short.short(work):
            words = ", ".join((short.short(work), *where))
        else:
            name = "" if item.bare else f"{short.author_or_title(work)} "
            words = f"{name}({', '.join((short.year(work), *where))})"
        return self._link(work, words)

    def _in_brackets(self, item: CitationItem) -> Markup:
        """One item of a citation in parentheses, without these: `see Chin 1999, ch. 2`."""
        if entry := self._sources.get(item.key):
            words = self._source(entry, item)
        elif work := self._publication.bibliography.find(item.key):
            name = short.year(work) if item.bare else short.short(work)
            words = self._link(work, ", ".join((name, *_printed(item.locators))))
        else:
            words = escaped(", ".join((item.key, *_printed(item.locators))))
        before = escaped(f"{item.prefix} " if item.prefix else "")
        between = "" if item.suffix.startswith(";") else ", "
        after = escaped(f"{between}{item.suffix}" if item.suffix else "")
        return before + words + after

    def _link(self, work: Work, words: str) -> Markup:
        whole = full_reference(self._publication, work.key)
        href = self._href(addresses.entity(WORKS, work.key))
        return self._anchor(href, words, work.key, whole.text)

    def _source(self, entry: Entry, item: CitationItem) -> Markup:
        """Links to a source: one for its name and first locator, and one for each further locator.

        On the source's own page the name is left out if there is a locator.
        """
        whole = full_reference(self._publication, f"sources/{entry.slug}").text
        uri = addresses.source(entry)
        here = uri == self._from and bool(item.locators)
        name = "" if here or item.bare else short.short_source(self._publication, entry)
        there = entry.document.addresses
        links: list[Markup] = []
        for k, locator in enumerate(item.locators or (None,)):
            words = [name] if name and k == 0 else []
            fragment = ""
            if locator is not None:
                words.append(locators.format_locator(locator))
                wanted = f"p{locator.first}"
                is_paragraph = locator.label is LocatorLabel.PARAGRAPH
                fragment = wanted if is_paragraph and wanted in there else ""
            href = f"#{fragment}" if here and fragment else self._href(uri, fragment)
            text = ", ".join(words) or short.short_source(self._publication, entry)
            links.append(self._anchor(href, text, item.key, whole))
        return Markup(", ").join(links)

    def _anchor(self, href: str, words: str, key: str, whole: str) -> Markup:
        if key == self._marked:
            return Markup('<mark class="mu-said">{}</mark>').format(_unbroken(words))
        return _anchor(href, words, key, whole)


def _anchor(href: str, words: str, key: str, whole: str) -> Markup:
    # Readers without a pointer find the full reference in the list at the end of the page.
    return Markup(  # noqa: S704  # escaped here
        f'<a href="{safe(href)}" title="{safe(whole)}" data-cite="{safe(key)}">{_unbroken(words)}</a>'
    )


def _unbroken(words: str) -> Markup:
    """The words as HTML with no line break in a number or range, or between it and its word."""
    text = safe(BESIDE_A_NUMBER_RE.sub("\N{NO-BREAK SPACE}", words))
    # Adds only tags of our own, around digits.
    return Markup(RANGE_RE.sub(r'<span class="mu-one">\g<0></span>', text))  # noqa: S704  # as above


def _printed(found: Iterable[Locator]) -> tuple[str, ...]:
    return tuple(map(locators.format_locator, found))
