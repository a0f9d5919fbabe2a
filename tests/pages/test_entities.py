"""Entries of the registers: what they say, who names them, what they have to do with each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.model.entity import Person, Registers
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import entities, register_lists
from builders.pages.company import MOST_IN_A_PARAGRAPH, Company
from builders.pages.relations import Relations
from tests.pages.conftest import HOSTILE, entry_of, page_at, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.registered import REGISTERS, registered, two_texts

Render = Callable[[Page], str]


@pytest.fixture(scope="module")
def texts() -> Publication:
    return two_texts()


@pytest.fixture
def entry(texts: Publication, render: Render) -> Callable[[str], HtmlElement]:
    return lambda uri: rendered(render(page_at(f"{uri}/index.md", entities.pages(texts))))


Entry = Callable[[str], HtmlElement]


def fact(page: HtmlElement, label: str) -> str:
    (found,) = page.xpath(f"//dt[normalize-space()='{label}']/following-sibling::dd")
    return " ".join(found.text_content().split())


def test_every_entry_has_a_page(texts: Publication) -> None:
    uris = {page.uri for page in entities.pages(texts)}
    assert uris == {
        "people/wang-li/index.md",
        "organizations/ministry/index.md",
        "organizations/port-office/index.md",
        "places/haikou/index.md",
        "places/hainan/index.md",
        "terms/mou/index.md",
        "works/harbour-act-1950/index.md",
    }


def test_a_person_is_introduced_in_both_languages(entry: Entry) -> None:
    page = entry("people/wang-li")
    title = of_class(page, "mu-title")[0]
    assert title.text_content() == "Wang Li 王丽"
    assert title.xpath(".//*[@lang='zh-Hans']")[0].text_content() == "王丽"
    assert page.xpath("//*[@lang='zh-Latn']")[0].text_content() == "Wáng Lì"
    assert fact(page, "Role") == "Clerk of the port"
    assert fact(page, "In office") == "2006 to 2009"


def test_each_mention_stands_in_its_sentence_and_leads_to_its_paragraph(entry: Entry) -> None:
    page = entry("people/wang-li")
    said = [line.text_content() for line in of_class(page, "mu-saying-t")]
    assert said == [
        "Mr. Wang Li of An Office met U.S. officers in Haikou.",
        'Wang said that An Office keeps the harbour act; "it is old."',
        "The Ministry of Ports agreed with Wang.",
        "Haikou lies in Hainan. <b>Wang</b> & Wang {{ 1 }} were not there.",
    ]
    hrefs = [link.get("href") for link in of_class(page, "mu-saying-n")]
    assert hrefs == [
        "../../sources/alpha/#p1",
        "../../sources/alpha/#p2",
        "../../sources/alpha/#p2",
        "../../sources/beta/#p1",
    ]
    assert [mark.text_content() for mark in page.xpath("//mark")] == [
        "Wang Li",
        "Wang",
        "Wang",
        "Wang",
        "Wang",
    ]


def test_sources_are_listed_with_counts_and_forms(entry: Entry) -> None:
    page = entry("people/wang-li")
    assert [link.text_content() for link in page.xpath("//*[@class='mu-wheres-n']/a")] == [
        "3 mentions",
        "2 mentions",
    ]
    assert fact(page, "Named") == "Wang 4 Wang Li 1"
    assert page.xpath("//*[@class='mu-wheres-n']/a/@href") == ["#in-alpha", "#in-beta"]


def test_relations_are_read_from_both_ends(entry: Entry) -> None:
    assert fact(entry("people/wang-li"), "Belongs to") == "An Office"
    office = entry("organizations/port-office")
    assert (fact(office, "People"), fact(office, "Seat")) == ("Wang Li", "Haikou")
    assert fact(entry("organizations/ministry"), "Parts") == "An Office"
    assert fact(entry("places/hainan"), "Contains") == "Haikou"
    assert fact(entry("places/haikou"), "Bodies there") == "An Office"


def test_who_stands_in_a_nearer_relation_is_not_named_again_under_see_also() -> None:
    registers = Registers(
        people={
            "a": Person.model_validate({"label": "A", "see_also": ["b"]}),
            "b": Person.model_validate({"label": "B", "see_also": ["a"]}),
        }
    )
    assert [(found.label, found.others) for found in Relations(registers).of("a")] == [
        ("See also", ("b",))
    ]


def test_a_place_says_where_it_is(entry: Entry) -> None:
    page = entry("places/haikou")
    assert fact(page, "Position") == "20.046° N, 110.342° E"
    assert page.xpath("//a[normalize-space()='GeoNames 1809078']/@href") == [
        "https://www.geonames.org/1809078/"
    ]
    assert of_class(page, "mu-locator")[0].xpath("./a/@href") == ["../#map-haikou"]
    assert not of_class(entry("places/hainan"), "mu-locator")


def test_what_occurs_in_the_same_paragraph_is_counted(texts: Publication) -> None:
    company = Company(texts)
    assert dict(company.of("wang-li")) == {
        "port-office": 2,
        "haikou": 2,
        "ministry": 1,
        "mou": 1,
        "hainan": 1,
        "harbour-act-1950": 1,
    }


def test_a_paragraph_that_names_very_many_does_not_cost_their_square() -> None:
    people = {f"p{k}": Person(label=f"Name{k:03}x") for k in range(MOST_IN_A_PARAGRAPH + 9)}
    text = "T\n\n" + ", ".join(person.label for person in people.values()) + "."
    company = Company(registered((entry_of(text, "LIST"),), Registers(people=people)))
    assert len(company.of("p0")) == MOST_IN_A_PARAGRAPH - 1


def test_citations_lead_to_the_paragraph_of_a_source(entry: Entry) -> None:
    page = entry("people/wang-li")
    headnote = of_class(page, "mu-headnote")[0]
    text = " ".join(headnote.text_content().split())
    assert "Wrote it down (Alpha n.d., ¶1) (some-work-1999, 12)." in text
    assert headnote.xpath(".//a/@href") == ["../../sources/alpha/#p1"]
    assert "Perhaps <b>two</b> people." in text


def test_a_very_frequent_entry_goes_on_over_further_pages(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "SENTENCES", 3)
    sources = [entry_of(f"T\n\n{'Wang sat. ' * 5}", f"S{k}") for k in range(2)]
    found = [page for page in entities.pages(registered(sources)) if "wang-li" in page.uri]
    assert [page.uri for page in found] == [
        "people/wang-li/index.md",
        "people/wang-li/page_2/index.md",
        "people/wang-li/page_3/index.md",
        "people/wang-li/page_4/index.md",
    ]
    first, second = (rendered(render(page)) for page in found[:2])
    assert first.xpath("//*[@class='mu-wheres-n']/a/@href") == ["#in-s0", "page_2/#in-s1"]
    assert second.xpath("//*[@id='in-s0']")[0].text_content().split()[-1] == "continued"
    assert second.xpath("//*[@id='in-s1']")
    assert len(of_class(second, "mu-saying")) == 3


def test_registers_list_their_entries(texts: Publication, render: Render) -> None:
    page = rendered(render(page_at("people/index.md", register_lists.pages(texts))))
    (row,) = page.xpath("//tbody/tr")
    assert row.get("data-mentions") == "5"
    assert row.get("data-sources") == "2"
    assert row.xpath(".//th/a/@href") == ["wang-li/"]
    assert page.xpath("//a[@download]/@href") == ["../data/people.csv"]


def test_a_long_register_is_cut_into_pages(
    texts: Publication, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_lists, "ROWS", 1)
    found = [page for page in register_lists.pages(texts) if page.uri.startswith("places/")]
    assert [page.uri for page in found] == ["places/index.md", "places/page_2/index.md"]
    first, second = (rendered(render(page)) for page in found)
    assert first.xpath("//tbody//*[@class='mu-c-map']/@href") == ["#map-haikou"]
    assert first.xpath("//*[@id='map-haikou']")
    assert second.xpath("//tbody//a/@href")[0] == "../hainan/"
    assert "../" in second.xpath("//*[contains(@class,'mu-leaves')]//a/@href")
    assert not second.xpath("//*[@id='map']")


def test_without_registers_there_are_empty_lists_and_no_entries(render: Render) -> None:
    publication = publication_of(entry_of("x", "a"))
    assert list(entities.pages(publication)) == []
    for page in register_lists.pages(publication):
        assert "This register is empty." in rendered(render(page)).text_content()


def test_what_editors_and_sources_write_stays_text(render: Render) -> None:
    registers = Registers(
        people={"x": Person.model_validate({"label": HOSTILE, "role": HOSTILE, "names": ["Wang"]})}
    )
    publication = registered((entry_of(f"{HOSTILE}\n\nWang {HOSTILE}.", "A"),), registers)
    for make in (entities.pages, register_lists.pages):
        for page in make(publication):
            html = rendered(render(page))
            assert not html.xpath("//script | //em")
            if page.uri.startswith("people/"):
                assert HOSTILE in html.text_content()


def test_the_registers_of_the_fixture_hold_together() -> None:
    ids = {identifier for identifier, _ in REGISTERS.entities()}
    for identifier in ids:
        for relation in Relations(REGISTERS).of(identifier):
            assert ids.issuperset(relation.others)
