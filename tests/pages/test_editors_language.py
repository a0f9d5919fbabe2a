"""The language of each part of a page: the source's, the editors' or the interface's."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.interface.catalogue import catalogue
from builders.model.page import Page
from builders.pages import pages
from builders.templating import Renderer
from tests.conftest import PROJECT
from tests.pages.conftest import page_at
from tests.pages.html import rendered
from tests.publication import understood_publication

FOLDER = "site_src/sources/letters"
FILES = {
    "site_src/publication.yml": "language: de\ninterface: [en, zh]\n",
    "references.bib": "@book{reise, title = {Reise}, author = {Roe, Ann}, date = {1999}, publisher = {P}}\n",
    f"{FOLDER}/persian.txt": "نامه از تبریز\n\nاین نامه در ۳ مه ۱۹۰۶ نوشته شد. او به تهران رفت.\n\nدومین بند.\n",
    f"{FOLDER}/persian.yml": """\
language: fa
date: 1906-05
headnote: Ein Brief aus Täbris.
provenance: Aus dem Nachlass.
changes: [{date: 2026-01-02, what: Druckfehler berichtigt.}]
emendations:
  - {quote: دومین, read: دوم, kind: sic, reason: Ein Schreibfehler.}
notes:
  - {id: weg, quote: تهران, note: Die Reise dauerte lange., kind: explains}
""",
    "site_src/registers/places.yml": "tehran: {label: Teheran, type: city, names: [تهران], description: Hauptstadt des Reiches.}\n",
    "site_src/registers/events.yml": (
        "reise: {title: Reise nach Teheran, date: 1906-05, place: tehran, description: Sie war lang.,"
        " evidence: [{work: reise}]}\n"
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    """The pages of a German edition of a Persian letter."""
    publication = understood_publication(tmp_path_factory.mktemp("german"), FILES)
    return {page.uri: page for page in pages(publication)}


def language_of(words: str, page: HtmlElement, default: str) -> set[str]:
    """The languages of the elements that have the words, by their own `lang` or an ancestor's."""
    there = page.xpath("//*[contains(text(), $words)]", words=words)
    assert there, words
    return {(one.xpath("ancestor-or-self::*[@lang][1]/@lang") or [default])[-1] for one in there}


def page_in(interface: str, uri: str, made: Mapping[str, Page], editors: str) -> HtmlElement:
    words = catalogue("zh") if interface == "zh" else None
    renderer = Renderer(PROJECT / "site_src/templates", words=words, editors=editors)
    return rendered(renderer.render(page_at(uri, made.values())))


@pytest.mark.parametrize("editors", ["de", "ar"])
@pytest.mark.parametrize("interface", ["en", "zh"])
def test_what_editors_write_is_in_their_language(
    interface: str, editors: str, made: Mapping[str, Page]
) -> None:
    for uri, texts in {
        "sources/persian/index.md": (
            "Ein Brief aus",
            "Aus dem Nachlass",
            "Die Reise dauerte",
            "Hauptstadt",
            "Druckfehler",
        ),
        "places/tehran/index.md": ("Hauptstadt", "Sie war lang"),
        "timeline/index.md": ("Sie war lang",),
    }.items():
        page = page_in(interface, uri, made, editors)
        for words in texts:
            assert language_of(words, page, interface) == {editors}, (uri, words)
            for one in page.xpath("//*[contains(text(), $words)]", words=words):
                direction = one.xpath("ancestor-or-self::*[@lang][1]/@dir")
                assert direction == (["rtl"] if editors == "ar" else []), words


@pytest.mark.parametrize("interface", ["en", "zh"])
def test_words_of_a_source_are_in_its_language(interface: str, made: Mapping[str, Page]) -> None:
    page = page_in(interface, "sources/persian/index.md", made, "de")
    for words in ("دومین", "تهران", "۳ مه"):
        assert language_of(words, page, interface) == {"fa"}, words
    assert language_of("نامه از تبریز", page, interface) == {"fa"}


def test_in_an_edition_in_english_of_a_source_in_english_nothing_is_marked_twice(
    made: Mapping[str, Page],
) -> None:
    page = page_in("en", "places/tehran/index.md", made, "en")
    assert language_of("Hauptstadt", page, "none") == {"none"}
