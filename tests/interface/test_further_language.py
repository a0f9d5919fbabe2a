"""A further language of the interface is its catalogue: what that lacks is in English, not Chinese."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders import data
from builders.build import render
from builders.interface import catalogue as catalogues
from builders.interface.catalogue import catalogue
from builders.understand import understand
from tests.interface.test_pages import HAN_RE
from tests.publication import new_publication

ESPERANTO = """\
tag: eo
locale: eo_XX
name: Esperanto
full_stop: ". "
moved: ["Ĉi tiu paĝo nun estas ĉe ", "."]
phrases:
  In this source: En ĉi tiu fonto
  Text: Teksto
labels:
  Date: Dato
  Sources: Fontoj
"""
SIDECAR = """\
title: The first source
title_zh: 第一件史料
kind: text
date: 2009-03-21
former_ids: [former]
original: {genre: letter}
"""
PLACES = "paragraph: {label: paragraph, label_zh: 段落, type: port}\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The files of a publication with an interface in English and in Esperanto, as text."""

    def written(name: str) -> str:
        if name == "interface/eo.yml":
            return ESPERANTO
        return data.written(name)

    monkeypatch.setattr(catalogues, "written", written)
    root = new_publication(tmp_path / "publication")
    (root / "site_src/sources/text/first.yml").write_text(SIDECAR)
    (root / "site_src/registers").mkdir()
    (root / "site_src/registers/places.yml").write_text(PLACES)
    understood = understand(root)
    settings = replace(
        understood.publication.settings, interface=("en", "eo"), url="https://example.org/"
    )
    publication = replace(understood.publication, settings=settings)
    files = render(root, replace(understood, publication=publication))
    catalogue.cache_clear()
    yield {
        file.uri: file.data.decode()
        for file in files
        if file.uri.endswith((".md", ".html", ".json"))
    }
    catalogue.cache_clear()


def test_every_page_is_made_once_more(pages: dict[str, str]) -> None:
    made = {uri for uri in pages if uri.endswith(".md")}
    of_editors = {"index.md", "method.md", "how-to-cite.md"}
    assert {f"eo/{uri}" for uri in made if not uri.startswith("eo/")} - made == {
        f"eo/{uri}" for uri in of_editors
    }


def test_a_page_is_in_the_words_of_its_catalogue_and_else_in_english(
    pages: dict[str, str],
) -> None:
    page = pages["eo/sources/first/index.md"]
    assert "En ĉi tiu fonto" in page
    assert ">Dato<" in page
    assert "21 March 2009" in page
    assert "Downloads" in page
    assert "En ĉi tiu fonto" not in pages["sources/first/index.md"]


def test_no_word_of_the_interface_is_chinese(pages: dict[str, str]) -> None:
    """Neither in the further language nor in English; only the editors' own Chinese is left."""
    own = ("第一件史料", "段落", "中国")  # the last is an example of a query
    for uri, text in pages.items():
        if uri.endswith(".md"):
            assert HAN_RE.findall(re.sub("|".join(own), "", text)) == [], uri


def test_heads_and_redirects_name_the_language(pages: dict[str, str]) -> None:
    head = pages["eo/sources/first/index.md"].partition("\n---")[0]
    assert 'hreflang=\\"eo\\"' in head
    assert "eo_XX" in head
    moved = pages["eo/sources/former/index.html"]
    assert '<html lang="eo">' in moved
    assert "Ĉi tiu paĝo nun estas ĉe " in moved
    assert json.dumps("zh") not in moved


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match=r"there is no interface/xx\.yml"):
        catalogue("xx")
