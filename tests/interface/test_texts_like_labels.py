"""Titles, names and quotations, which no Chinese page takes for labels, whatever they look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.build import make
from builders.interface.catalogue import catalogue
from builders.interface.marked_text import relabelled, with_citations
from builders.model.untranslated import Untranslated
from tests.publication import new_publication
from tests.two_cables import two_cables

WORDS = catalogue("zh").with_names({"City in Ruins": "废墟之城"})
FILES = {
    "site_src/publication.yml": "interface: [en, zh]\n",
    "site_src/sources/text/letter.txt": "{Heading}\n\n{Paragraph}\n\nHe saw Lin Wei and the BO.\n",
    "site_src/sources/text/letter.yml": """\
title: '{Source}'
date: 1866-03-14
headnote: '{Headnote}'
notes:
  - {{id: one, quote: He saw, kind: explains, note: '{Note}'}}
emendations:
  - {{quote: He saw, read: He met, kind: sic, reason: '{Reason}'}}
""",
    "site_src/registers/people.yml": "lin-wei: {{label: Lin Wei, role: '{Role}', description: '{Person}'}}\n",
    "site_src/registers/organizations.yml": "office: {{label: '{Body}', names: [BO], description: '{Clause}'}}\n",
    "site_src/registers/places.yml": """\
town: {{label: '{Town}', type: city, latitude: 1, longitude: 2, names: [Lin]}}
""",
    "site_src/registers/terms.yml": "bo: {{label: '{Term}', expansion: '{Expansion}', names: [met]}}\n",
    "site_src/registers/events.yml": """\
begun:
  title: '{Event}'
  date: 1866
  evidence:
    - {{work: doe-2001, locator: 3}}
""",
    "references.bib": """\
@book{{doe-2001, author = {{Doe, Jane}}, title = {{{{{Book}}}}}, shorttitle = {{{{{Short}}}}},
  titleaddon = {{{Addon}}}, publisher = {{P}}, year = {{2001}}}}
@misc{{anon, title = {{{{{Anonymous}}}}}, year = {{1999}}}}
""",
    "site_src/pages/about.md": "# About\n\nSee [@anon] and @doe-2001.\n",
}
"""The files of a publication; each name in braces stands for words that look like our labels."""
NAMES_IN_FILES = 18
"""The number of names in braces."""


class _Named(dict[str, str]):
    def __init__(self, looks: str) -> None:
        super().__init__()
        self._looks = looks

    def __missing__(self, name: str) -> str:
        self[name] = self._looks.format(name)
        return self[name]


@pytest.mark.parametrize(
    ("looks", "taken"),
    [
        ("City in {}", "{}城市"),
        ("{}, page 2", "{}，第2页"),
        ("{}, 2004–2010", "{}，第2004"),
        ("{} is not in this publication", "本版未收{}"),
    ],
)
def test_no_words_of_editors_or_sources_are_translated_like_labels(
    tmp_path: Path, looks: str, taken: str
) -> None:
    root = new_publication(tmp_path / "publication")
    named = _Named(looks)
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format_map(named))
    every = "\n".join(
        file.data.decode()
        for file in make(root)
        if file.uri.startswith("zh/") and file.uri.endswith(".md")
    )
    assert len(named) == NAMES_IN_FILES
    for name, words in named.items():
        assert words in every, name
        assert taken.format(name) not in every, name


@pytest.mark.parametrize("words", ["Rivers, 2004–2010", "Diary, page 2", "City in Time", "Report"])
def test_untranslated_text_is_not_looked_up(words: str) -> None:
    assert WORDS.label(Untranslated(words)) == words
    assert WORDS.page_texts(Untranslated(words), "", Untranslated(words), "") == (words, words)


def test_untranslated_text_has_the_publications_own_translation() -> None:
    assert WORDS.label(Untranslated("City in Ruins")) == "废墟之城"


def test_the_words_in_a_gap_are_not_divided_further() -> None:
    assert WORDS.find("City in Time, page 2") == "City in Time，第2页"
    assert WORDS.find("City in Ruins, page 2") == "废墟之城，第2页"


def test_a_citations_locator_is_translated_and_its_title_is_not() -> None:
    html = '<a data-cite="x">{}</a>'
    for words, expected in (
        ("City in Time 2001", "City in Time 2001"),
        ("City in Time 2001, 4–7", "City in Time 2001，第4–7页"),
        ("Diary, page 2 2001, 4–7", "Diary, page 2 2001，第4–7页"),
    ):
        assert with_citations(html.format(words), WORDS) == html.format(expected)


def test_the_title_of_a_link_to_a_source_is_not_translated() -> None:
    html = '<a class="mu-xref" href="../a/#p2" title="Diary, page 2">his diary</a>'
    assert relabelled(html, WORDS) == html


def test_an_originator_has_the_chinese_name_of_its_organization(tmp_path: Path) -> None:
    root = new_publication(tmp_path / "publication")
    bodies = (
        "consulate: {label: US Consulate, label_zh: 美国领事馆, names: [Consulate Guangzhou]}\n"
    )
    files = {
        **two_cables("¶1. (U) Nothing.\n", "¶1. (U) Nothing.\n"),
        "site_src/publication.yml": "interface: [en, zh]\n",
        "site_src/registers/organizations.yml": bodies,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    pages = {file.uri: file.data.decode("utf-8", "replace") for file in make(root)}
    for uri in (
        "originators/index.md",
        "originators/consulate-guangzhou/index.md",
        "sources/index.md",
        "sources/09guangzhou12/index.md",
    ):
        assert "美国领事馆" in pages[f"zh/{uri}"], uri
        assert "美国领事馆" not in pages[uri], uri
