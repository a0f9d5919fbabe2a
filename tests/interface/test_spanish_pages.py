"""Pages in Spanish have no English except the words of sources and editors, and names.

Every page of the edition is made with an interface in Spanish. Text in another language is marked by
`lang`; all other text is checked, as are the attributes that screen readers announce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types

from builders.build import render
from builders.citations.works.short import short, wording_in
from builders.interface.catalogue import catalogue
from builders.model.publication import Publication
from builders.pages.subjects import Subjects
from builders.templating.page_head import without_head
from builders.understand import understand
from tests.conftest import PROJECT

ENGLISH_RE = re.compile(
    r"(?<![\w’'-])(?:the|of|and|with|from|for|by|are|this|that|which|each|has|have|was|were|not"
    r"|about|until|since|undated|uncertain|(?:Janu|Febru)ary|March|April|May|June|July|August"
    r"|(?:Septem|Octo|Novem|Decem)ber)(?![\w’'-])"
)
"""Words that no Spanish sentence has."""
READ_ALOUD = ("aria-label", "title", "placeholder", "alt", "data-empty")
NOT_READ = {"script", "style", "template", "code", "kbd", "pre"}
LITERAL = ("mu-url", "Z3988", "mu-id", "mu-wit")
"""Classes of elements that contain addresses, bibliographic data and quotations."""
QUOTED_IN_SPANISH = (
    "Traffic Analysis by Geography and Subject",
    "Bureau of Intelligence and Research",
    "sensitive but unclassified",
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
)
"""English terms that the Spanish explains."""


@pytest.fixture(scope="module")
def publication() -> Publication:
    found = understand(PROJECT).publication
    return replace(found, settings=replace(found.settings, interface=("en", "es")))


@pytest.fixture(scope="module")
def pages(publication: Publication) -> dict[str, str]:
    """The Spanish pages of the edition, as text."""
    understood = replace(understand(PROJECT), publication=publication)
    return {
        file.uri: file.data.decode()
        for file in render(PROJECT, understood)
        if file.uri.startswith("es/") and file.uri.endswith(".md")
    }


@pytest.fixture(scope="module")
def names(publication: Publication) -> tuple[str, ...]:
    """Names that are the same in all languages, the longest first."""
    settings = publication.settings
    found = {
        settings.name,
        *(lane.name for lane in settings.lanes),
        *(frame.name for frame in settings.maps),
        *(entry.title for entry in publication.entries),
        *(placed.event.title for placed in publication.events),
        *publication.by_originator,
        *(subject.label for subject in publication.shared(Subjects).all.values()),
    }
    for work in publication.bibliography.works.values():
        found |= {work.title.text, short(work), short(work, wording_in("es"))}
    return tuple(sorted(found, key=len, reverse=True))


def texts(page: str) -> Iterator[tuple[str, str]]:
    """Where each text in Spanish is in a page, and the text."""
    return _texts_of(html.fragment_fromstring(without_head(page)), "es")


def _texts_of(element: html.HtmlElement, language: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in NOT_READ:
        return
    language = element.get("lang", language)
    name = element.get("class", "")
    if any(one in name.split() for one in LITERAL):
        return
    where = f"{element.tag}.{name.partition(' ')[0]}"
    if language == "es":
        yield from ((f"{where}@{a}", str(element.get(a))) for a in READ_ALOUD if element.get(a))
        # A mark of the timeline is called by its date and, after a colon, the title or words.
        is_mark = element.tag == "title"
        yield where, (element.text or "").partition(":" if is_mark else "\0")[0]
    for child in element:
        yield from _texts_of(child, language)
        if language == "es":
            yield where, child.tail or ""


def english_left(page: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """The texts of a page that are in English and should not be."""
    words_of = {**catalogue("es").phrases, **catalogue("es").labels}
    translated = {english for english, other in words_of.items() if other != english}
    translated -= set(words_of.values())
    found: list[tuple[str, str]] = []
    for where, text in texts(page):
        words = " ".join(text.split()).strip(" ,;:·…")
        if words in names:
            continue
        if words.strip(".") in translated:
            found.append((where, words))
            continue
        if ENGLISH_RE.search(words):
            for name in (*QUOTED_IN_SPANISH, *names):
                words = words.replace(name, "")
            if ENGLISH_RE.search(words):
                found.append((where, words))
    return found


def test_no_page_has_untranslated_text(pages: dict[str, str], names: tuple[str, ...]) -> None:
    assert len(pages) > 400
    found = {uri: left for uri, page in pages.items() if (left := english_left(page, names))}
    assert found == {}


@pytest.mark.parametrize("left", ["Downloads", "In this source", "5 of them", "21 March 2009"])
def test_untranslated_text_would_be_found(left: str) -> None:
    page = f'---\n---\n<div class="mu"><p>Fuentes</p><p title="{left}">{left}</p></div>\n'
    assert english_left(page, ()) == [("p.@title", left), ("p.", left)]
    assert english_left(page.replace("<p title", '<p lang="en" title'), ()) == []
