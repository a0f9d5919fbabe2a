"""Pages of register entries: facts, mentions in sources, relations and co-occurrences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # ships no types

from builders.model.entity import Person, Place, Registers
from builders.model.page import Page, make_all
from builders.model.publication import Publication
from builders.model.sidecar import Sidecar
from builders.pages import backlinks
from builders.pages.co_occurrence import MOST_IN_A_PARAGRAPH, CoOccurrences
from builders.pages.registers import entries as entry_pages
from builders.pages.registers import entry_sources
from builders.pages.registers import lists as register_lists
from builders.pages.registers.entry_sources import MOST_SENTENCES
from builders.pages.registers.named_by_year import Named, by_year
from builders.pages.registers.relations import Relations
from tests.pages.conftest import HOSTILE, entry_of, page_at, publication_of
from tests.pages.html import of_class, rendered
from tests.pages.registered import ALPHA, REGISTERS, registered, two_texts

Render = Callable[[Page], str]
PAGE_2 = "people/wang-li/_page_2/index.md"
MOST_BYTES_A_SOURCE = 1250
"""Size of all pages of an entry per source, where many sources name it a dozen times each."""
MOST_BYTES_A_PAGE = 150_000


@pytest.fixture(scope="module")
def texts() -> Publication:
    return two_texts()


@pytest.fixture
def entry(texts: Publication, render: Render) -> Callable[[str], HtmlElement]:
    return lambda uri: rendered(
        render(page_at(f"{uri}/index.md", make_all(entry_pages.units(texts))))
    )


Entry = Callable[[str], HtmlElement]


def fact(page: HtmlElement, label: str) -> str:
    (found,) = page.xpath(f"//dt[normalize-space()='{label}']/following-sibling::dd")
    return " ".join(found.text_content().split())


def test_every_entry_has_a_page(texts: Publication) -> None:
    uris = {page.uri for page in make_all(entry_pages.units(texts))}
    assert uris == {
        "people/wang-li/index.md",
        "organizations/ministry/index.md",
        "organizations/port-office/index.md",
        "places/haikou/index.md",
        "places/hainan/index.md",
        "terms/mou/index.md",
        "works/harbour-act-1950/index.md",
    }


def test_a_person_is_introduced_in_english_and_chinese(entry: Entry) -> None:
    page = entry("people/wang-li")
    title = of_class(page, "mu-title")[0]
    assert title.text_content() == "Wang Li 王丽"
    assert title.xpath(".//*[@lang='zh-Hans']")[0].text_content() == "王丽"
    assert page.xpath("//*[@lang='zh-Latn']")[0].text_content() == "Wáng Lì"
    assert fact(page, "Role") == "Clerk of the port"
    assert fact(page, "In office") == "2006 to 2009"
    assert (fact(page, "Born"), fact(page, "Died")) == ("about 1961", "3 April 2015")


def test_each_mention_is_quoted_in_its_sentence_with_a_link_to_its_paragraph(entry: Entry) -> None:
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
    named = page.xpath("//dt[.='Named']/following-sibling::dd//li")
    assert [form.text_content() for form in named] == ["Wang 4", "Wang Li 1"]
    assert page.xpath("//*[@class='mu-wheres-n']/a/@href") == ["#in-alpha", "#in-beta"]


@pytest.mark.parametrize(("sources", "timeline"), [(1, []), (2, ["timeline"])])
def test_mentions_follow_the_sources_and_a_single_document_is_no_timeline(
    sources: int, timeline: list[str], render: Render
) -> None:
    dated = [entry_of(ALPHA, f"S{k}", sidecar=Sidecar(date=f"200{k}")) for k in range(sources)]
    pages = make_all(entry_pages.units(registered(dated)))
    page = rendered(render(page_at("people/wang-li/index.md", pages)))
    sections = page.xpath("//main//@id | //*[self::section or self::aside]/@id")
    order = ["sources", *timeline, "mentions", "company"]
    assert [one for one in sections if one in {*order, "timeline"}] == order


def test_a_form_of_name_in_another_script_has_its_language(render: Render) -> None:
    wang = Person.model_validate({"label": "Wang Li", "names": ["王丽"]})
    text = "Alpha\n\nWang Li signed as 王丽.\n"
    found = registered((entry_of(text, "ALPHA"),), Registers(people={"wang-li": wang}))
    page = rendered(render(page_at("people/wang-li/index.md", make_all(entry_pages.units(found)))))
    forms = {form.text_content(): form.get("lang") for form in of_class(page, "mu-form")}
    assert forms == {"Wang Li": None, "王丽": "zh-Hans"}


def test_relations_are_shown_on_both_pages(entry: Entry) -> None:
    assert fact(entry("people/wang-li"), "Belongs to") == "An Office"
    office = entry("organizations/port-office")
    assert (fact(office, "People"), fact(office, "Seat")) == ("Wang Li", "Haikou")
    assert fact(entry("organizations/ministry"), "Parts") == "An Office"
    assert fact(entry("places/hainan"), "Contains") == "Haikou"
    assert fact(entry("places/haikou"), "Organizations there") == "An Office"


def test_mutual_see_also_names_each_entry_once() -> None:
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


def test_co_occurrences_count_paragraphs(texts: Publication) -> None:
    co_occurrences = CoOccurrences(texts)
    assert dict(co_occurrences.of("wang-li")) == {
        "port-office": 2,
        "haikou": 2,
        "ministry": 1,
        "mou": 1,
        "hainan": 1,
        "harbour-act-1950": 1,
    }


def test_a_paragraph_with_very_many_mentions_takes_no_quadratic_time() -> None:
    people = {f"p{k}": Person(label=f"Name{k:03}x") for k in range(MOST_IN_A_PARAGRAPH + 9)}
    text = "Title\n\n" + ", ".join(person.label for person in people.values()) + "."
    co_occurrences = CoOccurrences(registered((entry_of(text, "LIST"),), Registers(people=people)))
    assert len(co_occurrences.of("p0")) == MOST_IN_A_PARAGRAPH - 1


def test_citations_lead_to_the_paragraph_of_a_source(entry: Entry) -> None:
    page = entry("people/wang-li")
    headnote = of_class(page, "mu-headnote")[0]
    text = " ".join(headnote.text_content().split())
    assert "Wrote it down (Alpha n.d., ¶1) (some-work-1999, 12)." in text
    assert headnote.xpath(".//a/@href") == ["../../sources/alpha/#p1"]
    assert "Perhaps <b>two</b> people." in text


def pages_of_entry(texts: Sequence[str], identifier: str = "wang-li") -> list[Page]:
    """The pages of an entry, in a publication of sources with the given texts."""
    sources = [entry_of(f"Title\n\n{text}", f"S{k}") for k, text in enumerate(texts)]
    found = make_all(entry_pages.units(registered(sources)))
    return [page for page in found if page.uri.split("/")[1] == identifier]


def test_mentions_up_to_the_limit_are_all_quoted_on_one_page() -> None:
    (page,) = pages_of_entry(["Wang sat. " * (MOST_SENTENCES // 2)] * 2)
    assert page.context["each"] is None
    assert sum(len(said.quotations) for said in page.context["sayings"]) == MOST_SENTENCES


@pytest.fixture
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limits: more than four mentions are listed by source, three to a page."""
    monkeypatch.setattr(entry_sources, "MOST_SENTENCES", 4)
    monkeypatch.setattr(entry_sources, "SENTENCES_ON_A_PAGE", 3)


OFTEN = "Wang sat. Wang stood; Wang fell.\n\nNobody.\n\nWang rose.\n\nIn the end Wang sat."


@pytest.mark.usefixtures("low_limits")
def test_a_very_frequent_entry_quotes_the_first_sentence_of_each_source(render: Render) -> None:
    pages = pages_of_entry([OFTEN] * 5)
    assert [page.uri for page in pages] == ["people/wang-li/index.md", PAGE_2]
    first, second = (rendered(render(page)) for page in pages)
    assert [said.text_content() for said in of_class(first, "mu-saying-t")] == ["Wang sat."] * 3
    assert [link.get("href") for link in of_class(second, "mu-saying-n")] == [
        "../../../sources/s3/#p1",
        "../../../sources/s4/#p1",
    ]
    assert not of_class(first, "mu-wheres")


@pytest.mark.usefixtures("low_limits")
def test_further_mentions_of_a_frequent_entry_are_links_to_paragraphs(render: Render) -> None:
    first, second = (rendered(render(page)) for page in pages_of_entry([OFTEN] * 5))
    links = of_class(first, "mu-rows-f")[0].xpath("./a")
    assert [link.text_content() for link in links] == ["¶3", "¶4"]
    assert links[0].get("href") == "../../sources/s0/#p3"
    # Each paragraph that mentions the entry is linked from one of the two pages.
    reached = {
        link.get("href").replace("../", "")
        for page in (first, second)
        for link in page.xpath("//*[contains(@class,'mu-rows')]//a[contains(@href,'#p')]")
    }
    assert reached == {f"sources/s{k}/#p{n}" for k in range(5) for n in (1, 3, 4)}


@pytest.mark.usefixtures("low_limits")
def test_a_few_sources_with_many_mentions_fill_the_room_for_sentences(render: Render) -> None:
    pages = pages_of_entry([OFTEN] * 2)
    first, second = (rendered(render(page)) for page in pages)
    said = [one.text_content() for page in (first, second) for one in of_class(page, "mu-saying-t")]
    assert said == ["Wang sat.", "Wang stood; Wang fell."] * 2
    assert second.get_element_by_id("in-s1").text_content().split()[-1] == "continued"
    assert len(of_class(second, "mu-rows-f")) == 1


@pytest.mark.usefixtures("low_limits")
def test_very_many_further_paragraphs_are_counted(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlinks, "MOST_FURTHER", 1)
    first = rendered(render(pages_of_entry([OFTEN] * 5)[0]))
    assert of_class(first, "mu-rows-f")[0].text_content() == "also ¶3 and 1 more"


@pytest.mark.usefixtures("low_limits")
def test_a_heading_is_quoted_only_if_no_other_text_mentions_the_entry(render: Render) -> None:
    sources = [entry_of("Of Wang\n\nNobody sat.\n\nThen Wang sat.", f"S{k}") for k in range(3)]
    sources.append(entry_of("Of Wang\n\nNobody sat.", "S3"))
    first, second = (
        rendered(render(page))
        for page in make_all(entry_pages.units(registered(sources)))
        if page.uri.startswith("people/")
    )
    assert [said.text_content() for said in of_class(first, "mu-saying-t")] == [
        "Then Wang sat."
    ] * 3
    assert of_class(first, "mu-rows-f")[0].text_content() == "also heading"
    assert [said.text_content() for said in of_class(second, "mu-saying-t")] == ["Of Wang"]


@pytest.mark.usefixtures("low_limits")
def test_years_of_mentions_link_to_their_first_sources(render: Render) -> None:
    sources = [
        entry_of(OFTEN, f"S{k}", sidecar=Sidecar(date=date))
        for k, date in enumerate(["2001-05-01", "2003", "2003-02-01", "2003-03-01"])
    ]
    page = next(
        page
        for page in make_all(entry_pages.units(registered(sources)))
        if page.uri.startswith("people/wang")
    )
    rows = rendered(render(page)).xpath("//*[contains(@class,'mu-years')]/tbody/tr")
    assert [[cell.text_content() for cell in row][:3] for row in rows] == [
        ["2001", "1", "5"],
        ["2003", "3", "15"],
    ]
    assert rows[1].xpath(".//a/@href") == ["#in-s1"]


def test_very_many_years_are_counted_by_decades() -> None:
    years = by_year(Named(str(year), 2, f"S{year}") for year in range(1900, 1960))
    assert [year.name for year in years][:2] == ["1900–1909", "1910–1919"]
    assert {(year.sources, year.mentions, year.share) for year in years} == {(10, 20, 100.0)}
    assert years[1].first == "S1910"
    assert by_year([Named("1900", 1, ""), Named("1900", 1, "")]) == ()


@pytest.mark.parametrize("sources", [120, 240])
def test_the_size_of_an_entry_is_linear_in_its_sources(render: Render, sources: int) -> None:
    text = "Wang sat with all of them in the harbour of Haikou, and said little. " * 12
    pages = pages_of_entry([f"{text}\n\nWang rose."] * sources)
    sizes = [len(render(page)) for page in pages]
    assert sum(sizes) / sources < MOST_BYTES_A_SOURCE
    assert max(sizes) < MOST_BYTES_A_PAGE


def test_registers_list_their_entries(texts: Publication, render: Render) -> None:
    page = rendered(render(page_at("people/index.md", register_lists.pages(texts))))
    (row,) = page.xpath("//tbody/tr")
    assert row.get("data-mentions") == "5"
    assert row.get("data-sources") == "2"
    assert row.xpath(".//th/a/@href") == ["wang-li/"]
    assert page.xpath("//a[@download]/@href") == ["../data/people.csv"]


def test_a_long_register_is_split_into_pages(
    texts: Publication, render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_lists, "ROWS_ON_A_PAGE", 1)
    found = [page for page in register_lists.pages(texts) if page.uri.startswith("places/")]
    assert [page.uri for page in found] == ["places/index.md", "places/_page_2/index.md"]
    first, second = (rendered(render(page)) for page in found)
    assert first.xpath("//tbody//*[@class='mu-c-map']/@href") == ["#map-haikou"]
    assert first.xpath("//*[@id='map-haikou']")
    assert second.xpath("//tbody//a/@href")[0] == "../hainan/"
    assert "../" in second.xpath("//*[contains(@class,'mu-leaves')]//a/@href")
    assert not second.xpath("//*[@id='map']")


def test_one_further_entry_is_one_other(render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_pages, "MOST_UNFOLDED", 1)
    monkeypatch.setattr(entry_pages, "MOST_CO_OCCURRING", 3)
    people = {f"p-{k}": Person(label=f"Roe{k}a") for k in range(5)}
    text = " ".join(person.label for person in people.values())
    found = registered([entry_of(f"{text}.", "A")], Registers(people=people))
    page = rendered(render(page_at("people/p-0/index.md", make_all(entry_pages.units(found)))))
    assert of_class(page, "mu-with")[0].xpath(".//li")[-1].text == "and 1 other"


def test_an_entry_says_only_what_is_so_of_it(render: Render) -> None:
    places = {
        name: Place.model_validate({"label": name.upper(), "type": "SAR of a state", **more})
        for name, more in (("a", {"lies_in": "b"}), ("b", {}))
    }
    found = registered([entry_of("Words.", "W")], Registers(places=places))
    near, far = (
        rendered(render(page_at(f"places/{name}/index.md", make_all(entry_pages.units(found)))))
        for name in places
    )
    assert fact(near, "Kind") == "SAR of a state"
    assert "listed because other entries refer to it" not in near.text_content()
    assert "listed because other entries refer to it" in far.text_content()


def test_without_registers_lists_are_empty_and_there_are_no_entry_pages(render: Render) -> None:
    publication = publication_of(entry_of("x", "a"))
    assert list(make_all(entry_pages.units(publication))) == []
    for page in register_lists.pages(publication):
        words = rendered(render(page)).text_content()
        assert "This register is empty." in words
        assert "These are" not in words


def test_text_by_editors_and_sources_is_escaped(render: Render) -> None:
    registers = Registers(
        people={"x": Person.model_validate({"label": HOSTILE, "role": HOSTILE, "names": ["Wang"]})}
    )
    publication = registered((entry_of(f"{HOSTILE}\n\nWang {HOSTILE}.", "A"),), registers)
    for page in (*make_all(entry_pages.units(publication)), *register_lists.pages(publication)):
        html = rendered(render(page))
        assert not html.xpath("//script | //em")
        if page.uri.startswith("people/"):
            assert HOSTILE in html.text_content()


def test_the_fixture_registers_are_consistent() -> None:
    ids = {identifier for identifier, _ in REGISTERS.entities()}
    for identifier in ids:
        for relation in Relations(REGISTERS).of(identifier):
            assert ids.issuperset(relation.others)


def test_co_occurrences_are_computed_once_for_a_publication(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A preview lists the units of an edit twice: first those on display, then all."""
    publication = two_texts()
    counted: list[Publication] = []
    count = CoOccurrences.__init__

    def noted(self: CoOccurrences, of: Publication) -> None:
        counted.append(of)
        count(self, of)

    monkeypatch.setattr(CoOccurrences, "__init__", noted)
    for _ in range(2):
        assert list(entry_pages.units(publication))
    assert counted == [publication]
