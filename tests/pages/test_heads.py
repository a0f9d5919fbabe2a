"""The heads of pages as programs read them: metadata, JSON-LD and typed links."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # ships no types
from pyld import jsonld  # type: ignore[import-untyped]  # ships no types
from ruamel.yaml import YAML

from builders.arrange import arrange
from builders.exports import linksets
from builders.model.page import Asset, Page, ProsePage, make_all
from builders.model.publication import Publication
from builders.model.sidecar import Sidecar
from builders.model.work import Name, Title, Work, WorkType
from builders.pages import addresses, pages
from builders.pages.head import elements, embedded_metadata, signposting
from builders.pages.head.heads import Heads
from builders.pages.head.prose_heads import title_and_description
from builders.understand import understand
from tests.citations import zotero
from tests.citations.entries import REGISTERS, SETTINGS, article, cable, newsletter
from tests.conftest import PROJECT
from tests.pages.conftest import entry_of, page_at, publication_of

Json = dict[str, Any]
SCHEMA = "https://schema.org/"
CONTEXT = {
    "@context": {
        "@vocab": SCHEMA,
        **{
            name: {"@type": "@id"}
            for name in ("url", "sameAs", "license", "additionalType", "contentUrl")
        },
    }
}
"""The part of schema.org's context that our pages use, so that nothing is fetched."""
HOSTILE = "</script><script>alert(1)</script> \"quoted\" 'and' <b> &amp; \u2028 \x07"


@cache
def edition() -> Publication:
    return understand(PROJECT).publication


def small_publication(*, title: str = "Building Capacity") -> Publication:
    return arrange(SETTINGS, REGISTERS, (cable(), article(), newsletter(title=title)))


def head(publication: Publication, uri: str) -> str:
    page = page_at(uri, pages(publication))
    found: str = page.metadata["head"]
    return found


def graph(head: str) -> Json:
    [script] = html.fragment_fromstring(head, create_parent=True).xpath(
        ".//script[@type='application/ld+json']"
    )
    found: Json = json.loads(script.text)
    return found


def expanded(head: str) -> Json:
    """The JSON-LD node in expanded form."""

    def known(url: str, _options: Any) -> Json:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    [node] = jsonld.expand(graph(head), {"documentLoader": known})
    found: Json = node
    return found


@pytest.mark.parametrize("slug", zotero.expectations())
def test_zotero_saves_the_right_item(slug: str) -> None:
    [entry] = (entry for entry in edition().entries if entry.slug == slug)
    page = Page(addresses.source(entry), "source.html", entry.title)
    found = zotero.saved(Heads(edition()).of(page))
    assert zotero.differences(zotero.expectations()[slug], found) == {}


def test_there_are_expectations_for_every_source_of_the_edition() -> None:
    assert {entry.slug for entry in edition().entries} == set(zotero.expectations())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("Zhang", "Yan", family_first=True), {"firstName": "Yan", "lastName": "Zhang"}),
        (Name("Boer", "Andrea", "den"), {"firstName": "Andrea", "lastName": "den Boer"}),
        (Name("Doe", "Jane Q."), {"firstName": "Jane Q", "lastName": "Doe"}),
        (Name(literal="国务院"), {"name": "国务院"}),
        (Name(literal="Xinhua"), {"name": "Xinhua"}),
        (Name(literal="International Labour Organization"), None),
        (Name(literal="U.S. Consulate Chengdu"), {"name": "US Consulate Chengdu"}),
        (Name(literal="Institute in Taiwan, Taipei"), {"name": "Institute in Taiwan – Taipei"}),
    ],
)
def test_zotero_splits_a_name_into_the_right_parts(name: Name, expected: Json | None) -> None:
    found = zotero.creator(embedded_metadata.creator(name), "author")
    assert found == {**(expected or {"name": name.literal}), "creatorType": "author"}


@pytest.mark.parametrize("author", [",", "-", "Roe,", ", Jane"])
def test_an_author_of_whom_little_is_written_has_a_page(author: str) -> None:
    sidecar = Sidecar.model_validate({"original": {"author": [author]}})
    found = publication_of(entry_of("Words.", "a", sidecar=sidecar))
    assert "DC.title" in page_at("sources/a/index.md", pages(found)).metadata["head"]


def test_a_name_without_any_part_is_empty() -> None:
    assert embedded_metadata.creator(Name()) == ""


def test_a_sole_author_with_spaces_in_both_names_is_not_split_in_two() -> None:
    name = Name("Vo Van", "Thinh Anh")
    work = Work(key="x", type=WorkType.REPORT, title=Title("X"), author=(name,))
    names = [key for key, _ in embedded_metadata.statements(work)]
    assert "DC.creator" in names
    assert "citation_author" not in names


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (WorkType.PERSONAL_COMMUNICATION, "letter"),
        (WorkType.DOCUMENT, "document"),
        (WorkType.MANUSCRIPT, "manuscript"),
        (WorkType.THESIS, "thesis"),
        (WorkType.TREATY, "statute"),
    ],
)
def test_a_work_has_zoteros_type(kind: WorkType, expected: str) -> None:
    work = Work(key="x", type=kind, title=Title("X"))
    assert ("z:itemType", expected) in list(embedded_metadata.statements(work))


def test_no_text_can_break_out_of_its_element() -> None:
    found = head(small_publication(title=HOSTILE), "sources/newsletter-2010/index.md")
    tree = html.fragment_fromstring(found, create_parent=True)
    assert {element.tag for element in tree} == {"meta", "link", "script"}
    assert len(tree.xpath("script")) == 1
    shown = HOSTILE.replace("\x07", "␇")
    assert tree.xpath("string(meta[@name='DC.title']/@content)") == shown
    assert graph(found)["name"] == HOSTILE
    assert "\n" not in elements.data({"name": "a\nb"})


KINDS = [
    ("index.md", {"WebSite", "Collection"}),
    ("sources/index.md", {"CollectionPage"}),
    ("sources/09guangzhou999/index.md", {"Message"}),
    ("sources/post-2015-12-05/index.md", {"NewsArticle"}),
    ("sources/newsletter-2010/index.md", {"Report"}),
    ("organizations/morning-post/index.md", {"Organization"}),
    ("organizations/index.md", {"CollectionPage"}),
    ("places/guangzhou/index.md", {"Place"}),
    ("terms/index.md", {"DefinedTermSet"}),
    ("tags/cvis/index.md", {"CollectionPage"}),
    ("originators/morning-post/index.md", {"CollectionPage"}),
    ("timeline/index.md", {"WebPage"}),
    ("method.md", {"WebPage"}),
]
PROSE = (
    ProsePage("index.md", "site_src/pages/index.md", "# Papers\n"),
    ProsePage("method.md", "site_src/pages/method.md", "---\ntitle: Method\n---\n\nWords.\n"),
)


@pytest.mark.parametrize(("uri", "types"), KINDS)
def test_a_page_has_the_schema_org_types_of_its_subject(
    uri: str, types: set[str], render: Callable[[Page], str]
) -> None:
    page = page_at(uri, pages(replace(small_publication(), prose=PROSE)))
    front = render(page).split("\n---\n")[0]
    [line] = [line for line in front.splitlines() if line.startswith("head: ")]
    found = json.loads(line.removeprefix("head: "))
    node = expanded(found)
    assert {name.removeprefix(SCHEMA) for name in node["@type"]} == types
    path = uri.removesuffix("index.md").replace(".md", "/")
    assert node["@id"] == f"{SETTINGS.url}{path}"
    properties = html.fragment_fromstring(found, create_parent=True).xpath(".//meta/@property")
    assert {"og:type", "og:title", "og:url", "og:site_name"} <= set(properties)


def test_only_sources_have_cards_of_their_own() -> None:
    source = "sources/09guangzhou999/index.md"
    tree = html.fragment_fromstring(head(small_publication(), source), create_parent=True)
    said = {meta.get("property"): meta.get("content") for meta in tree.iter("meta")}
    assert said["og:image"] == f"{SETTINGS.url}sources/09guangzhou999/card.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == (
        "Illegal Migration Remains Serious: Model Bureau Talks of Routes. 21 March 2009."
        " Diplomatic cable 09 GUANGZHOU 999. US Consulate General Guangzhou. Model Papers"
    )
    assert page_at(source, pages(small_publication())).metadata["card"] is True
    # No font has these characters, so the frame names the publication's card.
    for page in pages(small_publication(title="移民")):
        if page.uri != source and not page.uri.startswith("sources/post"):
            assert "card" not in page.metadata, page.uri
            assert "og:image" not in str(page.metadata["head"]), page.uri


def test_a_page_that_lists_sources_has_no_date_in_zotero() -> None:
    assert 'name="z:date" content="n.d."' in head(
        small_publication(), "organizations/morning-post/index.md"
    )
    assert "z:date" not in head(small_publication(), "sources/09guangzhou999/index.md")


def test_a_source_is_part_of_the_edition_and_links_to_its_author() -> None:
    node = graph(head(small_publication(), "sources/09guangzhou999/index.md"))
    consulate = "https://example.org/papers/organizations/us-consulate-general-guangzhou/"
    assert node["author"]["@id"] == consulate
    assert node["recipient"] == {"@type": "Organization", "name": "US Secretary of State"}
    assert node["isPartOf"] == {"@id": "https://example.org/papers/"}
    assert node["dateSent"] == "2009-03-21"
    newspaper = graph(head(small_publication(), "sources/post-2015-12-05/index.md"))["isPartOf"][0]
    assert newspaper == {"@type": "Newspaper", "name": "Morning Post"}
    assert (
        graph(head(small_publication(), "sources/newsletter-2010/index.md"))["datePublished"]
        == "2010"
    )


def test_typed_links_lead_to_files_that_are_made() -> None:
    found = head(edition(), "sources/09chengdu165/index.md")
    tree = html.fragment_fromstring(found, create_parent=True)
    links = {(link.get("rel"), link.get("href")) for link in tree.iter("link")}
    page = "https://muniment.github.io/muniment/sources/09chengdu165/"
    consulate = "organizations/us-consulate-general-chengdu/"
    assert links >= {
        ("cite-as", page),
        ("type", "https://schema.org/AboutPage"),
        ("type", "https://schema.org/Message"),
        ("author", f"https://muniment.github.io/muniment/{consulate}"),
        ("license", "http://rightsstatements.org/vocab/NoC-US/1.0/"),
        ("item", "09CHENGDU165.txt"),
        ("item", "09chengdu165.json"),
        ("describedby", "cite.bib"),
        ("describedby", "cite.ris"),
        ("describedby", "cite.csl.json"),
        ("linkset", "linkset.json"),
    }


def test_without_a_published_address_there_is_no_cite_as_link() -> None:
    # Nor a URL for Open Graph, which has to be absolute.
    unpublished = replace(small_publication(), settings=replace(SETTINGS, url=None))
    found = head(unpublished, "sources/09guangzhou999/index.md")
    assert 'rel="cite-as"' not in found
    assert "og:url" not in found
    assert 'rel="describedby"' in found
    assert 'content=""' not in found


def link_sets() -> list[Asset]:
    return list(make_all(linksets.units(small_publication())))


def test_link_sets_have_the_form_of_the_standard() -> None:
    """RFC 9264, section 4.2: contexts with an anchor, and for each relation a list of targets."""
    assert len(link_sets()) == len(small_publication().entries)
    for asset in link_sets():
        record = json.loads(asset.data)
        assert set(record) == {"linkset"}
        for context in record["linkset"]:
            anchor = context.pop("anchor")
            assert anchor.startswith("https://example.org/papers/sources/")
            for relation, targets in context.items():
                assert relation == relation.lower()
                assert targets
                for target in targets:
                    assert set(target) <= {"href", "type"}
                    assert target["href"].startswith(("https://", "http://"))
                    assert "/" in target.get("type", "/")
                    assert ";" not in target.get("type", "")


def test_a_link_set_links_back_from_each_form_of_the_source() -> None:
    [asset] = (one for one in link_sets() if "09guangzhou999" in one.uri)
    page, *forms = json.loads(asset.data)["linkset"]
    items = [target["href"] for target in page["item"]]
    assert [form["anchor"] for form in forms] == items
    assert all(form["collection"][0]["href"] == page["anchor"] for form in forms)
    relations = {
        link.relation for link in Heads(small_publication()).links(small_publication().entries[0])
    }
    assert set(page) == {"anchor", *relations}
    assert signposting.linkset_uri(small_publication().entries[0]).endswith("linkset.json")


@pytest.mark.parametrize(
    ("text", "title", "description"),
    [
        ('---\ntitle: About "Papers"\n---\n\n# A\n', 'About "Papers"', ""),
        (
            "---\ntitle: 'It''s so' # here\ndescription: >-\n  Two\n  lines.\n---\n",
            "It's so",
            "Two lines.",
        ),
        ("---\ntitle: 1866\n---\n", "1866", ""),
        ("# The *Method* {#method}\n", "The Method", ""),
        ("# The Method #\n", "The Method", ""),
        ("Words.\n", "", ""),
    ],
)
def test_the_title_of_a_hand_written_page_is_what_readers_see(
    text: str, title: str, description: str
) -> None:
    assert title_and_description(text) == (title, description)


def test_the_head_of_a_hand_written_page_has_its_title_without_marks() -> None:
    text = "<!-- muniment: sources -->\n\n# Ports & *Piers*, after [@sea-ports] 8 May\n"
    prose = (ProsePage("odd.md", "site_src/pages/odd.md", text),)
    page = page_at("odd.md", pages(replace(small_publication(), prose=prose)))
    assert r"og:title\" content=\"Ports &amp; Piers, after 8 May\"" in page.context["parts"][0].text


def test_a_page_written_in_one_language_names_no_version_in_another() -> None:
    settings = replace(SETTINGS, interface=("en", "zh"))
    prose = (
        ProsePage("zh/only.md", "site_src/pages/zh/only.md", "# 只此一页\n"),
        ProsePage("both.md", "site_src/pages/both.md", "# Both\n"),
        ProsePage("zh/both.md", "site_src/pages/zh/both.md", "# 两页\n"),
    )
    found = replace(small_publication(), settings=settings, prose=prose)
    made = {
        page.uri: page.context["parts"][0].text
        for page in pages(found)
        if page.uri.endswith(("only.md", "both.md"))
    }
    assert "alternate" not in made["zh/only.md"]
    assert "also:" not in made["zh/only.md"]
    assert made["both.md"].count("hreflang") == made["zh/both.md"].count("hreflang") == 3


def test_a_control_character_does_not_make_the_head_of_a_page_unreadable() -> None:
    prose = (ProsePage("odd.md", "site_src/pages/odd.md", "# A\x9fB\x7fC\ufffe\n"),)
    page = page_at("odd.md", pages(replace(small_publication(), prose=prose)))
    lines = page.context["parts"][0].text.split("---")[1]
    assert '"A\\u009fB' in YAML(typ="safe").load(lines)["head"]
