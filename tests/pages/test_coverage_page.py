"""The coverage page, and the pages of cables that are cited but not published."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builders.model.page import Page, make_all
from builders.model.publication import Publication
from builders.pages import absent_cables, coverage_page
from builders.pages.references import unresolved
from tests.pages.conftest import CABLE, entry_of, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.registered import a_cable, registered

Render = Callable[[Page], str]


@pytest.fixture(scope="module")
def cable() -> Publication:
    return a_cable()


def test_a_cited_cable_that_is_not_published_has_a_page(cable: Publication, render: Render) -> None:
    (page,) = make_all(absent_cables.units(cable))
    assert page.uri == "cables/07shenyang210/index.md"
    html = rendered(render(page))
    said = [" ".join(line.text_content().split()) for line in of_class(html, "mu-saying-t")]
    assert said == [
        "REF: A. 07 SHENYANG 210",
        "This sentence runs over a page and goes on after it, as 07 SHENYANG 210 did.",
    ]
    assert [link.get("href") for link in of_class(html, "mu-saying-n")] == [
        "../../sources/08shenyang12/#card",
        "../../sources/08shenyang12/#p2",
    ]
    assert [mark.text_content() for mark in html.xpath("//mark")] == ["07 SHENYANG 210"] * 2


def test_the_name_of_a_post_has_all_its_words(render: Render) -> None:
    text = CABLE.replace("07 SHENYANG 210", "07 HOCHIMINHCITY 210")
    (page,) = make_all(absent_cables.units(registered((entry_of(text, "08SHENYANG12"),))))
    assert page.uri == "cables/07hochiminhcity210/index.md"
    card = of_class(rendered(render(page)), "mu-facts")[0].text_content().split("\n")
    assert "FromHo Chi Minh City" in card


def test_a_cable_that_is_cited_very_often_names_all_its_sources(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absent_cables, "MOST_QUOTED", 2)
    both = registered(
        entry_of(CABLE.replace("000012", number), f"08SHENYANG{int(number)}")
        for number in ("000012", "000013")
    )
    (page,) = make_all(absent_cables.units(both))
    assert "4 times, by 2 sources" in rendered(render(page)).text_content()


def test_a_published_cable_has_no_page_for_absent_ones() -> None:
    both = registered(
        (
            entry_of(CABLE, "08SHENYANG12"),
            entry_of(
                CABLE.replace("000012", "000210").replace("FEB 08", "FEB 07"), "07SHENYANG210"
            ),
        )
    )
    wanted = {page.uri for page in make_all(absent_cables.units(both))}
    assert "cables/08shenyang12/index.md" not in wanted
    assert "cables/07shenyang210/index.md" not in wanted


def test_an_unresolved_reference_is_listed_with_its_sentence(render: Render) -> None:
    text = CABLE.replace("REF: A. 07 SHENYANG 210\n", "").replace(
        "as 07 SHENYANG 210 did", "as septel will say"
    )
    publication = registered((entry_of(text, "08SHENYANG12"),))
    assert [link.wanted for link in unresolved(publication)] == ["septel"]
    (page,) = coverage_page.pages(publication)
    html = rendered(render(page))
    assert "as septel will say" in of_class(html, "mu-loose")[0].text_content()
    assert html.xpath("//mark")[0].text_content() == "septel"


def test_the_page_lists_sources_absent_cables_and_missing_descriptions(
    cable: Publication, render: Render
) -> None:
    (page,) = coverage_page.pages(cable)
    html = rendered(render(page))
    (row,) = of_class(html, "mu-account")[0].xpath(".//tbody/tr")
    assert (row.get("data-paragraphs"), row.get("data-references")) == ("2", "2")
    assert of_class(html, "mu-wants")[0].xpath(".//th/a/@href") == ["../cables/07shenyang210/"]
    bare = of_class(html, "mu-bare")[0].text_content()
    assert "without headnote, notes, provenance, rights" in bare
    assert "Wang Li" in of_class(html, "mu-bare")[1].text_content()


def test_long_lists_continue_on_further_pages(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_page, "ROWS", 1)
    found = list(coverage_page.pages(publication_of(entry_of("x", "a"), entry_of("y", "b"))))
    assert [page.uri for page in found] == ["coverage/index.md", "coverage/_page_2/index.md"]
    for page in found:
        assert len(of_class(rendered(render(page)), "mu-account")[0].xpath(".//tbody/tr")) == 1


@pytest.mark.parametrize("texts", [(), ("A letter.",)])
def test_a_publication_without_telegrams_does_not_count_them(
    texts: tuple[str, ...], render: Render
) -> None:
    (page,) = coverage_page.pages(publication_of(*(entry_of(text, "a") for text in texts)))
    words = rendered(render(page)).text_content()
    for what in ("telegram", "cable", "reference", "mentions of"):
        assert what not in words.replace("References", "").replace("0 references", "")


def test_all_telegrams_may_be_published(two_cables: Publication, render: Render) -> None:
    (page,) = coverage_page.pages(two_cables)
    assert "Every telegram that the sources cite" in rendered(render(page)).text_content()
