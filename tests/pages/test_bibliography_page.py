"""The bibliography: works and sources in their groups, with the number of citing sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.citations.formats.file_formats import FORMATS
from builders.exports import citation_files
from builders.model.page import Page, make_all
from builders.model.publication import Publication
from builders.model.work import WorkType
from builders.pages import addresses
from builders.pages.bibliography import page as bibliography_page
from builders.pages.bibliography.work_groups import (
    DOCUMENTS,
    GROUP_OF_TYPE,
    GROUPS,
    LITERATURE,
    SOURCES,
)
from tests.citations.kinds_of_work import works
from tests.pages.conftest import entry_of, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.test_works import edition

Render = Callable[[Page], str]


def bibliography(publication: Publication, render: Render) -> HtmlElement:
    page = next(iter(make_all(bibliography_page.units(publication))))
    return rendered(render(page))


def test_the_bibliography_lists_every_work_and_every_source_once(render: Render) -> None:
    rows = bibliography(edition(), render).xpath("//tbody/tr[not(@class)]/@id")
    assert sorted(rows) == sorted(
        [*(f"ref-{key}" for key in works().works), "ref-09guangzhou999"],
    )


def test_each_row_links_to_the_page_of_its_work_or_source(render: Render) -> None:
    page = bibliography(edition(), render)
    assert page.get_element_by_id("ref-book").xpath(".//th/a/@href") == ["../works/book/"]
    source = page.get_element_by_id("ref-09guangzhou999")
    assert source.xpath(".//th/a/@href") == ["../sources/09guangzhou999/"]


def test_citing_sentences_are_counted(render: Render) -> None:
    page = bibliography(edition(), render)
    counts = {
        name: page.get_element_by_id(f"ref-{name}").get("data-cited")
        for name in ("book", "thesis", "09guangzhou999")
    }
    assert counts == {"book": "4", "thesis": "1", "09guangzhou999": "1"}


def test_each_count_links_to_the_citing_sentences(render: Render) -> None:
    page = bibliography(edition(), render)
    hrefs = [
        page.get_element_by_id(f"ref-{name}").xpath(".//td/a[span]/@href")
        for name in ("book", "09guangzhou999")
    ]
    assert hrefs == [["../works/book/#cited"], ["09guangzhou999/"]]
    (citing,) = list(make_all(bibliography_page.units(edition())))[1:]
    assert citing.uri == "bibliography/09guangzhou999/index.md"
    (said,) = of_class(rendered(render(citing)), "mu-citing-t")
    assert said.text_content().startswith("Of (Hudson")
    assert said.xpath(".//mark")[0].text_content() == "09\u00a0GUANGZHOU\u00a0999"


def test_sources_come_before_literature_and_each_kind_has_a_heading(render: Render) -> None:
    rows = bibliography(edition(), render).xpath("//tbody/tr")
    assert rows[0].get("id") == "edition"
    parts = [row.get("data-part") for row in rows]
    assert parts == sorted(parts, key=(SOURCES, LITERATURE).index)
    for before, row in pairwise(rows):
        assert before.get("data-kind") == row.get("data-kind") or row.get("class") == "mu-group"


def test_many_sources_fill_further_pages_and_all_works_are_on_the_first(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bibliography_page, "SOURCES_ON_A_PAGE", 2)
    entries = [entry_of("T\n\nText.", f"S{k}") for k in range(5)]
    publication = replace(publication_of(*entries), bibliography=works())
    found = [
        page for page in make_all(bibliography_page.units(publication)) if "/s" not in page.uri
    ]
    assert [page.uri for page in found] == [
        "bibliography/index.md",
        "bibliography/_page_2/index.md",
        "bibliography/_page_3/index.md",
    ]
    first, *further = (rendered(render(page)) for page in found)
    assert {f"ref-{key}" for key in works().works} <= set(first.xpath("//tbody/tr/@id"))
    assert of_class(first, "mu-group")[0].xpath(".//*[@class='mu-num-of']")[0].text == "5"
    rows = [page.xpath("//tbody/tr[not(@class)]/@id") for page in further]
    assert rows == [["ref-s2", "ref-s3"], ["ref-s4"]]
    assert further[0].get_element_by_id("ref-s2").xpath(".//th/a/@href") == ["../../sources/s2/"]


def test_every_type_of_work_belongs_to_a_group() -> None:
    assert {GROUP_OF_TYPE.get(kind, DOCUMENTS) for kind in WorkType} | {GROUPS[0]} == set(GROUPS)


def test_every_row_has_a_context_object_for_reference_managers(render: Render) -> None:
    page = bibliography(edition(), render)
    spans = of_class(page, "Z3988")
    assert len(spans) == len(works().works) + 1
    assert all(span.get("title").startswith("ctx_ver=Z39.88-2004&") for span in spans)


def test_download_links_lead_to_files_that_are_made(render: Render) -> None:
    made_uris = {asset.uri for asset in make_all(citation_files.units(edition()))}
    assert {addresses.references(form.ending) for form in FORMATS} <= made_uris
    hrefs = bibliography(edition(), render).xpath("//a[@download]/@href")
    assert hrefs == [f"references.{form.ending}" for form in FORMATS]


def test_there_is_a_page_even_without_works(render: Render) -> None:
    page = bibliography(publication_of(), render)
    assert page.xpath("//h1")
    assert not page.xpath("//tbody/tr")
