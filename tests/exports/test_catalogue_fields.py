"""Subjects, extent and identifiers of an original, in every format that has a place for them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree, html  # type: ignore[import-untyped]  # ships no types

from builders.citations.formats import bibtex, csl, ris
from builders.citations.works.sources import SourceWorks, source_works
from builders.exports.document_json import as_record
from builders.exports.iiif import manifest
from builders.exports.tei import as_tei
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.pages import addresses, pages, search_page
from builders.pages.head.heads import Heads
from builders.search.documents import document_index
from builders.search.passages import passages
from builders.templating import Renderer
from tests.citations.entries import REGISTERS, SETTINGS, cable
from tests.conftest import PROJECT

TEI = "{http://www.tei-c.org/ns/1.0}"
VOCABULARY = "https://example.org/subjects/1"
DOI = {
    "@type": "PropertyValue",
    "propertyID": "DOI",
    "value": "10.1000/182",
    "url": "https://doi.org/10.1000/182",
}


@pytest.fixture(scope="module")
def letter(publication: Publication) -> Entry:
    return publication.by_id["letter"]


@pytest.fixture(scope="module")
def work(publication: Publication, letter: Entry) -> Work:
    return publication.shared(source_works).original(letter)


@pytest.fixture(scope="module")
def head(publication: Publication, letter: Entry) -> Any:
    page = Page(addresses.source(letter), "source.html", letter.title)
    return html.fragment_fromstring(Heads(publication).of(page), create_parent=True)


def test_the_card_shows_them_and_leads_to_the_sources_of_a_subject(
    publication: Publication, letter: Entry
) -> None:
    uri = addresses.source(letter)
    page = next(page for page in pages(publication) if page.uri == uri)
    card = html.fromstring(Renderer(PROJECT / "site_src/templates").render(page))
    facts = {
        fact.xpath(".//dt//button")[0].text_content(): [
            (link.text_content(), link.get("href")) for link in fact.xpath(".//dd//a")
        ]
        for fact in card.xpath("//header//div[contains(@class, 'mu-fact ') or @class='mu-fact']")
    }
    assert facts["Subjects"] == [
        ("Students", "../../search/?subject=Students"),
        ("China, Southern", "../../search/?subject=China%2C+Southern"),
        ("example.org", VOCABULARY),
    ]
    assert facts["Identifiers"] == [
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("ark:/12025/654xz321", "https://n2t.net/ark:/12025/654xz321"),
    ]
    said = " ".join(card.xpath("//header")[0].text_content().split())
    assert "3 leaves & a seal" in said
    assert "urn:isbn:0451450523" in said


def test_the_search_has_a_facet_of_them_only_if_there_are_any(
    publication: Publication, letter: Entry
) -> None:
    assert document_index(letter).facets["subject"] == ("Students", "China, Southern")
    (page,) = search_page.pages(publication)
    assert "subject" in [name for name, _, _ in page.context["facets"]]
    found = {passage.text: passage.label for passage in passages(letter)}
    assert found["Students; China, Southern"] == "Subjects"
    # An archive's number for a letter is what its users look for.
    assert {found["FO 228/401"], found["ark:/12025/654xz321"]} == {"Number"}


def test_reference_managers_have_keywords_and_the_doi(work: Work) -> None:
    # A comma would divide a keyword in two.
    assert csl.record(work)["keyword"] == "Students, China – Southern"
    assert "{Students, China – Southern}" in bibtex.dumps([work])
    lines = ris.dumps([work]).split("\r\n")
    assert {"KW  - Students", "KW  - China, Southern", "DO  - 10.1000/182"} <= {*lines}
    assert csl.record(work)["DOI"] == "10.1000/182"


@pytest.mark.parametrize(
    ("identifiers", "url", "expected"),
    [
        (["ark:/12025/654xz321"], None, "https://n2t.net/ark:/12025/654xz321"),
        (["urn:isbn:0451450523"], None, None),
        (["ark:/12025/654xz321"], "https://a.example/", "https://a.example/"),
        (["ark:/12025/654xz321", "doi:10.1000/182"], None, None),
    ],
)
def test_an_original_is_cited_where_its_identifier_leads(
    identifiers: list[str], url: str | None, expected: str | None
) -> None:
    entry = cable(original={"identifiers": identifiers, "url": url})
    work = SourceWorks(REGISTERS, SETTINGS).original(entry)
    assert csl.record(work).get("URL") == expected


def test_dublin_core_has_subject_extent_and_identifier(head: Any) -> None:
    def contents(name: str) -> list[str]:
        return [one.get("content") for one in head.iter("meta") if one.get("name") == name]

    assert contents("DC.subject") == ["Students", "China, Southern"]
    assert contents("DCTERMS.extent") == ["3 leaves & a seal"]
    assert contents("DC.identifier")[1:] == [
        "https://doi.org/10.1000/182",
        "https://n2t.net/ark:/12025/654xz321",
        "urn:isbn:0451450523",
    ]


def test_schema_org_has_them_as_nodes(head: Any) -> None:
    [script] = head.xpath(".//script[@type='application/ld+json']")
    node = json.loads(script.text)
    assert node["identifier"][:2] == ["letter", DOI]
    assert node["about"] == [
        {"@type": "DefinedTerm", "name": "Students"},
        {"@type": "DefinedTerm", "@id": VOCABULARY, "name": "China, Southern"},
    ]
    assert node["materialExtent"] == "3 leaves & a seal"


def test_tei_has_them_where_its_header_has_a_place(publication: Publication, letter: Entry) -> None:
    tree = etree.fromstring(as_tei(publication, letter).encode())
    source = tree.find(f".//{TEI}sourceDesc")
    numbers = {one.get("type"): one.text for one in source.iter(f"{TEI}idno")}
    assert numbers["DOI"] == "10.1000/182"
    assert numbers["ARK"] == "ark:/12025/654xz321"
    assert source.find(f".//{TEI}extent").text == "3 leaves & a seal"
    terms = tree.findall(f".//{TEI}keywords/{TEI}term")
    assert [(one.text, one.get("ref")) for one in terms] == [
        ("Students", None),
        ("China, Southern", VOCABULARY),
    ]


def test_the_json_of_a_source_has_them(letter: Entry) -> None:
    record = as_record(letter)
    assert record["subjects"][0] == {"term": "Students", "uri": None}
    assert record["extent"] == "3 leaves & a seal"
    assert record["identifiers"][0] == {
        "scheme": "DOI",
        "value": "10.1000/182",
        "url": "https://doi.org/10.1000/182",
    }


def test_the_table_of_sources_has_columns_of_them(files: dict[str, bytes]) -> None:
    table = files["data/sources.csv"].decode("utf-8-sig")
    assert "Students | China, Southern" in table
    assert "doi:10.1000/182 | ark:/12025/654xz321 | urn:isbn:0451450523" in table


def test_a_iiif_manifest_shows_them(publication: Publication, letter: Entry) -> None:
    metadata = dict(manifest._Writer(publication, letter)._metadata())  # noqa: SLF001  # it needs no picture
    assert metadata["Subjects"] == {"none": ["Students", "China, Southern"]}
    assert metadata["Extent"] == {"none": ["3 leaves & a seal"]}
    assert "doi:10.1000/182" in metadata["Identifier"]["none"]
