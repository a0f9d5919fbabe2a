"""A site in all languages of the interface: its pages, the links between them, and its frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from builders.build import DOCS_FOLDER, make
from builders.inputs.interface_languages import interface_languages
from builders.interface import script_words
from builders.interface.catalogue import catalogue, name_of, tag_of
from builders.site.rendering import SiteOptions, build_site
from builders.writer import staging
from tests.languages import FURTHER, publication_in_all_languages

ALTERNATE_RE = re.compile(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">')
SWITCH_RE = re.compile(
    r'<a class="mu-lang" href="([^"]*)" lang="([^"]*)" hreflang="\2">([^<]*)</a>'
)
TABLE_RE = re.compile(r'<script src="([^"]*assets/js/words/[^"]*)" defer></script>')
URL = "https://muniment.github.io/muniment/"
OF_EDITORS = {"", "method/", "how-to-cite/"}
"""Pages that the small publication has in English only."""
FRAME = ("Skip to content", "Text size", "Forget my choices")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = publication_in_all_languages(tmp_path_factory.mktemp("languages") / "publication")
    with staging(root / DOCS_FOLDER, make(root)) as staged:
        build_site(root, staged, SiteOptions(root / "site"))
    return root / "site"


def pages(site: Path) -> Iterator[tuple[str, str, str]]:
    """Each page: its language, its address within that, and its HTML."""
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix() + "/"
        address = "" if address == "./" else address
        language = next((one for one in FURTHER if address.startswith(f"{one}/")), "en")
        rest = address if language == "en" else address.removeprefix(f"{language}/")
        yield language, rest, path.read_text(encoding="utf-8")


def test_every_page_is_there_in_every_language(site: Path) -> None:
    found = {(language, address) for language, address, _ in pages(site)}
    every = {address for language, address in found if language == "en"}
    assert len(every) > 10
    for language in FURTHER:
        assert {one for one in every if (language, one) not in found} == OF_EDITORS


def test_the_versions_of_a_page_name_each_other(site: Path) -> None:
    for language, address, html in pages(site):
        if address in OF_EDITORS:
            continue
        versions = [(tag_of(one), f"{URL}{one}/{address}") for one in FURTHER]
        first = f"{URL}{address}"
        expected = [("en", first), *versions, ("x-default", first)]
        assert ALTERNATE_RE.findall(html) == expected, (language, address)


def test_the_switch_names_every_other_language_in_itself(site: Path) -> None:
    for language, address, html in pages(site):
        links = SWITCH_RE.findall(html)
        others = [one for one in interface_languages() if one != language]
        others = [] if address in OF_EDITORS else others
        assert [name for _, _, name in links] == [name_of(one) for one in others], address
        folder = "" if language == "en" else f"{language}/"
        for (href, tag, _), other in zip(links, others, strict=True):
            assert tag == tag_of(other)
            target = (site / folder / address / href).resolve()
            assert target == (site / ("" if other == "en" else other) / address).resolve()


def test_the_frame_is_in_the_language_of_the_page(site: Path) -> None:
    for language, address, html in pages(site):
        words = [one if language == "en" else catalogue(language).phrases[one] for one in FRAME]
        assert [one for one in words if one not in unescape(html)] == [], (language, address)
        assert f'<html lang="{tag_of(language)}"' in html


def test_a_page_loads_the_words_of_its_language_before_its_modules(site: Path) -> None:
    for language, address, html in pages(site):
        tables = TABLE_RE.findall(html)
        assert len(tables) == (language != "en"), (language, address)
        for table in tables:
            target = (site / language / address / table).resolve()
            assert target == (site / script_words.uri(language)).resolve()
            assert target.read_bytes() == script_words.script(language)
            assert html.index(table) < html.index('type="module"')


def test_the_sitemap_has_every_page(site: Path) -> None:
    listed = set(re.findall(r"<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text()))
    folders = {language: f"{language}/" for language in FURTHER}
    every = {f"{URL}{folders.get(language, '')}{address}" for language, address, _ in pages(site)}
    assert every <= listed


def test_the_page_for_other_addresses_is_in_every_language(site: Path) -> None:
    html = (site / "404.html").read_text(encoding="utf-8")
    heading = "There is no page at this address"
    assert f"<h1>{heading}</h1>" in html
    for language in FURTHER:
        assert f"<h2>{catalogue(language).phrases[heading]}</h2>" in html
        assert f'<template id="absent-frame-{language}">' in html
