"""Scripts have the words of the language of the page, on a server and opened from a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from builders.build import DOCS_FOLDER, make
from builders.dates import display_in
from builders.inputs.interface_languages import interface_languages
from builders.interface import script_words
from builders.interface.catalogue import name_of, tag_of
from builders.site.rendering import SiteOptions, build_site
from builders.writer import staging
from tests.browser.conftest import served
from tests.languages import FURTHER, publication_in_all_languages

FOUND = "{count}\u00a0source"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = publication_in_all_languages(tmp_path_factory.mktemp("languages") / "publication")
    with staging(made / DOCS_FOLDER, make(made)) as staged:
        build_site(made, staged, SiteOptions(made / "site", offline=True))
    return made


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with served(root / "site") as url:
        yield url


def word(language: str, english: str, **gaps: object) -> str:
    text = english if language == "en" else script_words.table(language)[english]
    return text.format(**gaps)


def folder(language: str) -> str:
    return "" if language == "en" else f"{language}/"


@pytest.mark.parametrize("language", interface_languages())
def test_searching_works_and_speaks_the_language_of_the_page(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{folder(language)}search/?q=harbourmaster")
    expect(page.locator(".mu-find-c")).to_contain_text(word(language, FOUND, count=1))
    hit = page.locator(".mu-hit")
    expect(hit.locator("h3 a")).to_have_attribute(
        "href", f"{address}{folder(language)}sources/second/?h=harbourmaster"
    )
    expect(hit.locator(".mu-hit-f")).to_contain_text(display_in(language, "2010"))


@pytest.mark.parametrize("language", interface_languages())
def test_the_keys_are_explained_in_the_language_of_the_page(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{folder(language)}sources/first/")
    page.keyboard.press("?")
    expect(page.locator("dialog.mu-keys h2")).to_have_text(word(language, "Keys"))


@pytest.mark.parametrize("language", interface_languages())
def test_the_timeline_counts_in_the_language_of_the_page(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{folder(language)}timeline/")
    counted = word(language, "{count} entries", count=3)
    expect(page.locator(".mu-lanes output")).to_contain_text(counted)


@pytest.mark.parametrize("language", FURTHER)
def test_an_address_without_a_page_is_answered_in_its_language(
    page: Page, address: str, language: str
) -> None:
    page.goto(f"{address}{language}/nowhere/")
    expect(page.locator("html")).to_have_attribute("lang", tag_of(language))
    expect(page.locator("h1")).to_have_count(1)
    others = [name_of(one) for one in interface_languages() if one != language]
    expect(page.locator(".mu-lang")).to_have_text(others)
    page.keyboard.press("?")
    expect(page.locator("dialog.mu-keys h2")).to_have_text(word(language, "Keys"))


@pytest.mark.parametrize("language", FURTHER)
def test_the_copy_for_reading_offline_has_the_words_of_its_scripts(
    page: Page, root: Path, tmp_path: Path, language: str
) -> None:
    (archive,) = (root / "site").glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    start = tmp_path / archive.stem / language / "search/index.html"
    page.goto(f"{start.as_uri()}?q=harbourmaster")
    expect(page.locator(".mu-find-c")).to_contain_text(word(language, FOUND, count=1))
